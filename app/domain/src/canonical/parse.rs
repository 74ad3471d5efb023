//! Reads JSON text, keeping what other readers throw away: the order of keys, repeated keys, the spelling of numbers, places.

use std::borrow::Cow;

use super::{Json, Member, Node, NotJson};

/// How deep lists and objects are kept that lie in each other; our formats need eight.
const DEPTH: usize = 64;

/// Reads a JSON text (RFC 8259) to its end.
pub(crate) fn parse(text: &str) -> Result<Node<'_>, NotJson> {
    read_all(text, |parser| parser.node(0))
}

/// Reads a JSON text whose root object may hold a long list under `key`. Its entries are not kept: `take` gets each of them and steps
/// over it, and the list itself comes out empty.
pub(crate) fn parse_around<'t>(text: &'t str, key: &str, mut take: impl FnMut(&mut Parser<'t>) -> Option<()>) -> Result<Node<'t>, NotJson> {
    read_all(text, |parser| parser.root(key, &mut take))
}

/// Reads the one value that starts at a byte.
pub(crate) fn parse_at(text: &str, at: usize) -> Option<Node<'_>> {
    Parser { text, at }.node(0)
}

fn read_all<'t>(text: &'t str, read: impl FnOnce(&mut Parser<'t>) -> Option<Node<'t>>) -> Result<Node<'t>, NotJson> {
    let mut parser = Parser { text, at: 0 };
    parser.blanks();
    let node = read(&mut parser).and_then(|it| {
        parser.blanks();
        parser.peek().is_none().then_some(it)
    });
    node.ok_or_else(|| {
        let before = text.as_bytes().get(..parser.at).unwrap_or_default();
        let line_start = before.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
        // Bytes that continue a character are not counted.
        let column = before.iter().skip(line_start).filter(|it| **it & 0xC0 != 0x80).count() + 1;
        NotJson { line: before.iter().filter(|it| **it == b'\n').count() + 1, column }
    })
}

/// A string of a flat object, and whether it is the one that was guessed.
#[derive(Clone, Copy)]
pub(crate) struct Flat<'t> {
    pub(crate) text: &'t str,
    pub(crate) guessed: bool,
}

/// A place in a JSON text.
pub(crate) struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Parser<'t> {
    /// The byte at which the next value starts.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Reads an object that has exactly these keys, each with a text that needs no escape; stays where it is at anything else. A text
    /// that is as guessed is not read letter by letter; `order` says in which order the keys came in the object before, and is kept.
    pub(crate) fn flat<const N: usize>(&mut self, keys: [&str; N], order: &mut [usize; N], guesses: [&str; N]) -> Option<[Flat<'t>; N]> {
        let start = self.at;
        let found = self.flat_members(keys, order, guesses);
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn flat_members<const N: usize>(&mut self, keys: [&str; N], order: &mut [usize; N], guesses: [&str; N]) -> Option<[Flat<'t>; N]> {
        let mut found: [Option<Flat<'t>>; N] = [None; N];
        self.take(b'{')?;
        for (count, expected) in order.iter_mut().enumerate() {
            if count > 0 {
                self.take(b',')?;
            }
            self.blanks();
            let key = self.plain_string(keys.get(*expected)?)?;
            if !key.guessed {
                *expected = keys.iter().position(|it| *it == key.text)?;
            }
            let place = *expected;
            self.blanks();
            self.take(b':')?;
            self.blanks();
            let text = self.plain_string(guesses.get(place)?)?;
            if found.get_mut(place)?.replace(text).is_some() {
                return None;
            }
            self.blanks();
        }
        self.take(b'}')?;
        let mut texts = [Flat { text: "", guessed: false }; N];
        for (text, found) in texts.iter_mut().zip(found) {
            *text = found?;
        }
        Some(texts)
    }

    /// A string without escapes; a guess, where it is not empty, is a string that needs none.
    fn plain_string(&mut self, guess: &str) -> Option<Flat<'t>> {
        self.take(b'"')?;
        let rest = self.text.as_bytes().get(self.at..)?;
        let guessed = !guess.is_empty() && rest.starts_with(guess.as_bytes()) && rest.get(guess.len()) == Some(&b'"');
        let length = if guessed { guess.len() } else { rest.iter().position(|it| matches!(it, b'"' | b'\\' | 0..=0x1f))? };
        let text = self.text.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        self.take(b'"').map(|()| Flat { text, guessed })
    }

    /// The root: an object whose first list under `key` goes to `take`, or any other value.
    fn root(&mut self, key: &str, take: &mut impl FnMut(&mut Self) -> Option<()>) -> Option<Node<'t>> {
        if self.peek() != Some(b'{') {
            return self.node(0);
        }
        let at = self.at;
        let mut taken = false;
        let members = self.members(|parser, name| {
            if taken || name != key || parser.peek() != Some(b'[') {
                return parser.node(1);
            }
            taken = true;
            let at = parser.at;
            parser.entries(|parser| take(parser))?;
            Some(Node { at, json: Json::List(Vec::new()) })
        })?;
        Some(Node { at, json: Json::Object(members) })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Steps over `byte`, if it is next.
    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, json: Json<'t>) -> Option<Json<'t>> {
        let rest = self.text.get(self.at..)?;
        rest.starts_with(word).then(|| self.at += word.len()).map(|()| json)
    }

    fn node(&mut self, depth: usize) -> Option<Node<'t>> {
        let at = self.at;
        let json = match self.peek()? {
            b'[' | b'{' if depth > DEPTH => self.skip().map(|()| Json::TooDeep),
            b'[' => self.list(depth).map(Json::List),
            b'{' => self.object(depth).map(Json::Object),
            _ => self.scalar(),
        }?;
        Some(Node { at, json })
    }

    fn scalar(&mut self) -> Option<Json<'t>> {
        match self.peek()? {
            b'n' => self.word("null", Json::Null),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'"' => self.string().map(Json::Text),
            _ => self.number().map(Json::Number),
        }
    }

    /// Steps over the next value without keeping it, however deep it is: it is only asked whether it is JSON.
    pub(crate) fn skip(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            let (begin, end) = match self.peek()? {
                b'{' => (b'{', b'}'),
                _ => (b'[', b']'),
            };
            if self.take(begin).is_none() {
                self.scalar()?;
            } else {
                self.blanks();
                if self.take(end).is_none() {
                    open.push(end);
                    self.key_if(end == b'}')?;
                    continue;
                }
            }
            loop {
                let Some(end) = open.last().copied() else { return Some(()) };
                self.blanks();
                if self.take(end).is_none() {
                    self.take(b',')?;
                    self.blanks();
                    self.key_if(end == b'}')?;
                    break;
                }
                open.pop();
            }
        }
    }

    /// Steps over a key and its colon, inside an object.
    fn key_if(&mut self, inside_object: bool) -> Option<()> {
        if inside_object {
            self.string()?;
            self.blanks();
            self.take(b':')?;
            self.blanks();
        }
        Some(())
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Node<'t>>> {
        let mut nodes = Vec::new();
        self.entries(|parser| {
            nodes.push(parser.node(depth + 1)?);
            Some(())
        })?;
        Some(nodes)
    }

    /// The entries of a list, one after the other.
    fn entries(&mut self, mut take: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(b'[')?;
        self.blanks();
        if self.take(b']').is_some() {
            return Some(());
        }
        loop {
            self.blanks();
            take(self)?;
            self.blanks();
            if self.take(b']').is_some() {
                return Some(());
            }
            self.take(b',')?;
        }
    }

    fn object(&mut self, depth: usize) -> Option<Vec<Member<'t>>> {
        self.members(|parser, _| parser.node(depth + 1))
    }

    /// The members of an object; `read` gets each key and reads its value.
    fn members(&mut self, mut read: impl FnMut(&mut Self, &str) -> Option<Node<'t>>) -> Option<Vec<Member<'t>>> {
        let mut members = Vec::new();
        self.take(b'{')?;
        self.blanks();
        if self.take(b'}').is_some() {
            return Some(members);
        }
        loop {
            self.blanks();
            let at = self.at;
            let key = self.string()?;
            self.blanks();
            self.take(b':')?;
            self.blanks();
            let node = read(self, &key)?;
            members.push(Member { at, key, node });
            self.blanks();
            if self.take(b'}').is_some() {
                return Some(members);
            }
            self.take(b',')?;
        }
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<&'t str> {
        let start = self.at;
        let _sign = self.take(b'-');
        if self.take(b'0').is_none() {
            self.digits()?;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if self.take(b'+').is_none() {
                let _sign = self.take(b'-');
            }
            self.digits()?;
        }
        self.text.get(start..self.at)
    }

    fn string(&mut self) -> Option<Cow<'t, str>> {
        self.take(b'"')?;
        let mut start = self.at;
        let mut escaped: Option<String> = None;
        loop {
            match self.peek()? {
                b'"' => {
                    let run = self.text.get(start..self.at)?;
                    self.at += 1;
                    return Some(match escaped {
                        Some(text) => Cow::Owned(text + run),
                        None => Cow::Borrowed(run),
                    });
                }
                b'\\' => {
                    let run = self.text.get(start..self.at)?;
                    self.at += 1;
                    let letter = self.escape()?;
                    let text = escaped.get_or_insert_default();
                    text.push_str(run);
                    text.push(letter);
                    start = self.at;
                }
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    /// The letter an escape stands for; half a surrogate pair stands for none.
    fn escape(&mut self) -> Option<char> {
        let letter = match self.peek()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                let first = self.four_digits()?;
                if !(0xD800..0xDC00).contains(&first) {
                    return char::from_u32(first);
                }
                self.take(b'\\')?;
                self.take(b'u')?;
                let second = self.four_digits().filter(|it| (0xDC00..0xE000).contains(it))?;
                return char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            }
            _ => return None,
        };
        self.at += 1;
        Some(letter)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at.checked_add(4)?)?;
        let sound = digits.bytes().all(|it| it.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| sound)?;
        self.at += 4;
        Some(code)
    }
}

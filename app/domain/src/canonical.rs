//! JSON as it stands in a file: key order, repeated keys and places kept; its canonical form (RFC 8785) and the digest of that.
//! Numbers other than integers have no place in our formats and no canonical form here.

mod parse;

use std::borrow::Cow;
use std::fmt::{self, Write};

pub(crate) use parse::{Flat, Parser, parse, parse_around, parse_at};
use sha2::{Digest, Sha256};

/// The greatest integer that every JSON reader holds exactly.
const GREATEST: u64 = (1 << 53) - 1;

/// A value and the byte at which it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node<'t> {
    pub(crate) at: usize,
    pub(crate) json: Json<'t>,
}

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json<'t> {
    Null,
    Bool(bool),
    /// As it is spelled.
    Number(&'t str),
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Object(Vec<Member<'t>>),
    /// A list or object that lies deeper than any format of ours goes; it was looked at and not kept.
    TooDeep,
}

/// A key, the byte at which it starts, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member<'t> {
    pub(crate) at: usize,
    pub(crate) key: Cow<'t, str>,
    pub(crate) node: Node<'t>,
}

/// Where a text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJson {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not JSON at line {}, column {}", self.line, self.column)
    }
}

impl std::error::Error for NotJson {}

/// Gives the canonical form (RFC 8785) of a JSON text whose numbers are integers and whose keys are not repeated.
pub fn canonical_form(text: &str) -> Result<String, NotJson> {
    let node = parse(text)?;
    let mut canonical = String::with_capacity(text.len());
    match node.write_canonical(&mut canonical) {
        Ok(()) => Ok(canonical),
        Err(fmt::Error) => Err(NotJson { line: 1, column: 1 }),
    }
}

/// Gives the SHA-256, in lower-case hexadecimal, of bytes.
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Gives the SHA-256 of what `write` writes, without keeping it.
pub(crate) fn sha256_of(write: impl FnOnce(&mut Hashed) -> fmt::Result) -> String {
    let mut hashed = Hashed { digest: Sha256::new(), waiting: String::with_capacity(CHUNK * 2) };
    // A digest takes everything; the writer has no way to fail.
    let _ = write(&mut hashed);
    hashed.digest.update(hashed.waiting.as_bytes());
    hexadecimal(&hashed.digest.finalize())
}

/// How many bytes are hashed at once.
const CHUNK: usize = 16 * 1024;

/// Text that is hashed as it is written.
pub(crate) struct Hashed {
    digest: Sha256,
    waiting: String,
}

impl Write for Hashed {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.waiting.push_str(text);
        if self.waiting.len() >= CHUNK {
            self.digest.update(self.waiting.as_bytes());
            self.waiting.clear();
        }
        Ok(())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |text, it| text + &format!("{it:02x}"))
}

/// Writes a JSON string as RFC 8785 asks: only what must be is escaped.
pub(crate) fn write_text(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_str("\"")?;
    if text.bytes().all(is_plain) {
        out.write_str(text)?;
    } else {
        write_escaped(out, text)?;
    }
    out.write_str("\"")
}

/// Whether a byte stands in a JSON string as it is.
fn is_plain(byte: u8) -> bool {
    byte >= 0x20 && byte != b'"' && byte != b'\\'
}

fn write_escaped(out: &mut impl Write, text: &str) -> fmt::Result {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate().filter(|it| !is_plain(it.1)) {
        out.write_str(text.get(start..at).unwrap_or_default())?;
        start = at + 1;
        match byte {
            b'"' => out.write_str("\\\"")?,
            b'\\' => out.write_str("\\\\")?,
            8 => out.write_str("\\b")?,
            9 => out.write_str("\\t")?,
            10 => out.write_str("\\n")?,
            12 => out.write_str("\\f")?,
            13 => out.write_str("\\r")?,
            _ => write!(out, "\\u{byte:04x}")?,
        }
    }
    out.write_str(text.get(start..).unwrap_or_default())
}

/// Reads an integer as JSON spells one, without fraction or exponent, that every reader holds exactly.
pub(crate) fn integer(spelled: &str) -> Option<i64> {
    let size: u64 = spelled.strip_prefix('-').unwrap_or(spelled).parse().ok().filter(|it| *it <= GREATEST)?;
    let size = i64::try_from(size).ok()?;
    Some(if spelled.starts_with('-') { -size } else { size })
}

impl Node<'_> {
    /// Writes the canonical form; fails on a number that is not an integer, on a repeated key, and on what lies too deep.
    pub(crate) fn write_canonical(&self, out: &mut String) -> fmt::Result {
        match &self.json {
            Json::Null => out.write_str("null"),
            Json::TooDeep => Err(fmt::Error),
            Json::Bool(it) => write!(out, "{it}"),
            Json::Number(it) => write!(out, "{}", integer(it).ok_or(fmt::Error)?),
            Json::Text(it) => write_text(out, it),
            Json::List(nodes) => {
                out.write_str("[")?;
                for (at, node) in nodes.iter().enumerate() {
                    out.write_str(if at > 0 { "," } else { "" })?;
                    node.write_canonical(out)?;
                }
                out.write_str("]")
            }
            Json::Object(members) => {
                let mut sorted: Vec<(Vec<u16>, &Member<'_>)> = members.iter().map(|it| (it.key.encode_utf16().collect(), it)).collect();
                sorted.sort_by(|one, other| one.0.cmp(&other.0));
                if sorted.windows(2).any(|it| matches!(it, [one, other] if one.0 == other.0)) {
                    return Err(fmt::Error);
                }
                out.write_str("{")?;
                for (at, (_, member)) in sorted.iter().enumerate() {
                    out.write_str(if at > 0 { "," } else { "" })?;
                    write_text(out, &member.key)?;
                    out.write_str(":")?;
                    member.node.write_canonical(out)?;
                }
                out.write_str("}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_canonical_form_sorts_keys_by_utf16_and_escapes_only_what_must_be() {
        let text = "{ \"\u{20ac}\": 1, \"\\r\": -0, \"1\": [true, null, {}], \"\u{1f600}\": \"\\u20AC\\/\\u000F\\n\\u0041'\\u0042\\\"\\\\\", \"\u{fb33}\": 33, \"\\u0080\": false }";
        let expected = "{\"\\r\":0,\"1\":[true,null,{}],\"\u{80}\":false,\"\u{20ac}\":1,\"\u{1f600}\":\"\u{20ac}/\\u000f\\nA'B\\\"\\\\\",\"\u{fb33}\":33}";
        assert_eq!(canonical_form(text).as_deref(), Ok(expected));
    }

    #[test]
    fn what_has_no_canonical_form_here_is_refused() {
        for text in [
            "{\"a\":1,\"\\u0061\":2}",
            "1.5",
            "1e2",
            "9007199254740993",
            "",
            "{",
            "[1,]",
            "01",
            "-",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"\t\"",
            "nul",
            "[1 2]",
            "{\"a\" 1}",
            "{a:1}",
            "1 1",
            "\u{feff}1",
            "'a'",
            "\"\\x\"",
            "\"\\u00g0\"",
            "\"\\u+123\"",
            ".5",
            "1.",
            "+1",
        ] {
            assert!(canonical_form(text).is_err(), "{text}");
        }
        assert_eq!(canonical_form("{\n \"ă\": x}"), Err(NotJson { line: 2, column: 7 }));
        assert!(parse(&"[".repeat(100_000)).is_err());
        let deep = "[{\"a\": ".repeat(100_000) + "1" + &"} ]".repeat(100_000);
        assert!(parse(&deep).is_ok() && canonical_form(&deep).is_err());
        assert_eq!(canonical_form("\"\\ud83d\\ude00\""), Ok("\"\u{1f600}\"".to_owned()));
    }

    #[test]
    fn the_digest_of_nothing_is_the_known_one() {
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let long = "cam kết ".repeat(10_000);
        assert_eq!(sha256_of(|out| long.split_inclusive(' ').try_for_each(|it| out.write_str(it))), sha256(long.as_bytes()));
    }

    proptest! {
        #[test]
        fn any_text_survives_writing_and_reading(text in "\\PC{0,40}|[\u{0}-\u{7f}]{0,40}") {
            let mut written = String::new();
            write_text(&mut written, &text).unwrap();
            prop_assert_eq!(parse(&written).map(|it| it.json), Ok(Json::Text(Cow::Owned(text.clone()))));
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }

        #[test]
        fn no_text_panics_and_serde_agrees_on_what_is_json(text in "[-0-9.eE+\\[\\]{}:,\"a\\\\u nt]{0,24}") {
            let ours = parse(&text).is_ok();
            let theirs = serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok();
            prop_assert_eq!(ours, theirs);
            // What lies too deep is read by another path, and to the same end.
            let deep = "[".repeat(80) + &text + &"]".repeat(80);
            prop_assert_eq!(parse(&deep).is_ok(), serde_json::from_str::<&serde_json::value::RawValue>(&deep).is_ok());
        }
    }
}

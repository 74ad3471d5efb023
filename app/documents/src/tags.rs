//! The structure of a paper as readers aloud and converters see it (ISO 32000-1, 14.7 and 14.8): a tree of elements, each piece of
//! text belonging to one. Elements are made in reading order; the tree is written as bytes, one element after the other.

use std::io::Write;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Section,
    /// A heading; the title of the paper has level 1.
    Heading(u8),
    Paragraph,
    List,
    Item,
    ItemBody,
    Table,
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of the rows below it, over all columns.
    GroupHead,
    Cell,
    Figure,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Section => "Sect",
            Self::Heading(1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(_) => "H3",
            Self::Paragraph => "P",
            Self::List => "L",
            Self::Item => "LI",
            Self::ItemBody => "LBody",
            Self::Table => "Table",
            Self::Row => "TR",
            Self::ColumnHead | Self::GroupHead => "TH",
            Self::Cell => "TD",
            Self::Figure => "Figure",
        }
    }
}

/// Number of an element in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Leaf(u32);

/// What hangs below an element, in reading order.
#[derive(Debug, Clone, Copy)]
enum Kid {
    Element(u32),
    Content { page: u32, number: u32 },
}

#[derive(Debug)]
struct Element {
    role: Role,
    parent: u32,
    kids: Vec<Kid>,
    /// Columns and rows that a cell covers.
    span: (usize, usize),
    /// What a figure shows, in words.
    alternative: Option<String>,
}

/// The tree while a paper is laid out and drawn.
#[derive(Debug)]
pub(crate) struct Tree {
    elements: Vec<Element>,
    open: Vec<u32>,
    /// For each page the elements of its marked contents, by their numbers.
    pages: Vec<Vec<u32>>,
    /// Whether a heading of level 2 was seen, below which others stand.
    parted: bool,
}

impl Default for Tree {
    fn default() -> Self {
        let root = Element { role: Role::Document, parent: 0, kids: Vec::new(), span: (1, 1), alternative: None };
        Self { elements: vec![root], open: vec![0], pages: Vec::new(), parted: false }
    }
}

impl Tree {
    /// Adds an element that holds text below the one that is open.
    pub fn leaf(&mut self, role: Role) -> Leaf {
        let (parent, number) = (self.open.last().copied().unwrap_or(0), u32::try_from(self.elements.len()).unwrap_or(u32::MAX));
        self.elements.push(Element { role, parent, kids: Vec::new(), span: (1, 1), alternative: None });
        if let Some(parent) = self.elements.get_mut(parent as usize) {
            parent.kids.push(Kid::Element(number));
        }
        Leaf(number)
    }

    /// Adds a cell that covers so many columns and rows.
    pub fn cell(&mut self, role: Role, span: (usize, usize)) -> Leaf {
        let leaf = self.leaf(role);
        if let Some(element) = self.elements.get_mut(leaf.0 as usize) {
            element.span = span;
        }
        leaf
    }

    /// Adds a figure with what it shows in words.
    pub fn figure(&mut self, alternative: String) -> Leaf {
        let leaf = self.leaf(Role::Figure);
        if let Some(element) = self.elements.get_mut(leaf.0 as usize) {
            element.alternative = Some(alternative);
        }
        leaf
    }

    /// Adds a part of the paper (`I.`), or a heading below one: levels are never skipped.
    pub fn heading(&mut self, is_part: Part) -> Leaf {
        self.parted |= is_part == Part::Whole;
        let level = if is_part == Part::Below && self.parted { 3 } else { 2 };
        self.leaf(Role::Heading(level))
    }

    /// Begins another paper, whose headings start anew.
    pub fn begin_paper(&mut self) {
        self.parted = false;
    }

    /// Opens an element that holds others; [`Tree::close`] ends it.
    pub fn open(&mut self, role: Role) {
        let Leaf(number) = self.leaf(role);
        self.open.push(number);
    }

    /// Ends the element opened last.
    pub fn close(&mut self) {
        self.open.pop();
    }

    /// Gives the next number on a page to a piece of an element's text.
    pub fn mark(&mut self, leaf: Leaf, page: usize) -> u32 {
        while self.pages.len() <= page {
            self.pages.push(Vec::new());
        }
        let Some(numbers) = self.pages.get_mut(page) else { return 0 };
        let number = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        numbers.push(leaf.0);
        if let Some(element) = self.elements.get_mut(leaf.0 as usize) {
            element.kids.push(Kid::Content { page: u32::try_from(page).unwrap_or(u32::MAX), number });
        }
        number
    }

    pub fn role(&self, leaf: Leaf) -> &'static str {
        self.elements.get(leaf.0 as usize).map_or("P", |it| it.role.name())
    }
}

/// Whether a heading begins a part of the paper or stands within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    Below,
}

impl Tree {
    /// Writes the root, the way back from each page and all elements as objects `first`, `first + 1` …; `begin` is told where each begins.
    pub fn write(&self, out: &mut Vec<u8>, first: u32, pages: &[u32], mut begin: impl FnMut(usize)) -> std::io::Result<()> {
        let page_lists = first + 2;
        let element = page_lists + u32::try_from(self.pages.len()).unwrap_or(0);
        begin(out.len());
        let next = self.pages.len();
        writeln!(
            out,
            "{first} 0 obj\n<</Type/StructTreeRoot/K {element} 0 R/ParentTree {} 0 R/ParentTreeNextKey {next}>>\nendobj",
            first + 1
        )?;
        begin(out.len());
        write!(out, "{} 0 obj\n<</Nums[", first + 1)?;
        for page in 0..self.pages.len() {
            write!(out, "{page} {} 0 R ", page_lists as usize + page)?;
        }
        out.extend_from_slice(b"]>>\nendobj\n");
        for (page, owners) in self.pages.iter().enumerate() {
            begin(out.len());
            write!(out, "{} 0 obj\n[", page_lists as usize + page)?;
            for owner in owners {
                write!(out, "{} 0 R ", element + owner)?;
            }
            out.extend_from_slice(b"]\nendobj\n");
        }
        for (number, it) in self.elements.iter().enumerate() {
            begin(out.len());
            let parent = if number == 0 { first } else { element + it.parent };
            write!(out, "{} 0 obj\n<</S/{}/P {parent} 0 R", element as usize + number, it.role.name())?;
            it.kids(out, element, pages)?;
            it.attributes(out)?;
            out.extend_from_slice(b">>\nendobj\n");
        }
        Ok(())
    }
}

impl Element {
    /// Writes what hangs below, as short as can be, since long tables have thousands of cells; content on another page than the first names its page.
    fn kids(&self, out: &mut Vec<u8>, element: u32, pages: &[u32]) -> std::io::Result<()> {
        let object = |page: u32| pages.get(page as usize).copied().unwrap_or(0);
        let home = self.kids.iter().find_map(|it| match it {
            Kid::Content { page, .. } => Some(*page),
            Kid::Element(_) => None,
        });
        if let Some(page) = home {
            write!(out, "/Pg {} 0 R", object(page))?;
        }
        if self.kids.is_empty() {
            return Ok(());
        }
        if let ([Kid::Content { number, .. }], Some(_)) = (self.kids.as_slice(), home) {
            return write!(out, "/K {number}");
        }
        out.extend_from_slice(b"/K[");
        for kid in &self.kids {
            match kid {
                Kid::Element(number) => write!(out, "{} 0 R ", element + number)?,
                Kid::Content { page, number } if Some(*page) == home => write!(out, "{number} ")?,
                Kid::Content { page, number } => write!(out, "<</Type/MCR/Pg {} 0 R/MCID {number}>>", object(*page))?,
            }
        }
        out.push(b']');
        Ok(())
    }

    fn attributes(&self, out: &mut Vec<u8>) -> std::io::Result<()> {
        let scope = match self.role {
            Role::ColumnHead => "/Scope/Column",
            Role::GroupHead => "/Scope/Row",
            _ => "",
        };
        if !scope.is_empty() || self.span != (1, 1) {
            write!(out, "/A<</O/Table{scope}")?;
            let (columns, rows) = self.span;
            if columns > 1 {
                write!(out, "/ColSpan {columns}")?;
            }
            if rows > 1 {
                write!(out, "/RowSpan {rows}")?;
            }
            out.extend_from_slice(b">>");
        }
        if self.role == Role::List {
            out.extend_from_slice(b"/A<</O/List/ListNumbering/None>>");
        }
        if let Some(words) = &self.alternative {
            out.extend_from_slice(b"/Alt<FEFF");
            words.encode_utf16().try_for_each(|it| write!(out, "{it:04X}"))?;
            out.push(b'>');
        }
        Ok(())
    }
}

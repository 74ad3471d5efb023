//! What a paper consists of, as values: the words and their roles, no places and no sizes.

use time::Date;

use crate::Text;

/// A whole paper before it is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Title of the file, shown by readers in their window.
    pub title: String,
    /// Date of the paper, which the file also bears; never the clock's.
    pub date: Option<Date>,
    /// How the sheets lie.
    pub orientation: Orientation,
    /// The head of page 1.
    pub header: Header,
    /// Everything below the head, in reading order.
    pub blocks: Vec<Block>,
    /// What stands in the margins of every page.
    pub marks: Marks,
}

/// How the sheets of A4 lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Upright, the rule (NĐ 30 Phụ lục I, I.1).
    Portrait,
    /// Lying, allowed for wide tables (NĐ 30 Phụ lục I, I.1).
    Landscape,
}

/// Head of page 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whose paper it is.
    pub kind: HeaderKind,
    /// Governing body, one item a line; capitals are made here.
    pub parent: Vec<String>,
    /// Issuing body, one item a line; capitals are made here.
    pub body: Vec<String>,
    /// Number and symbol as printed: `Số: 05/BB-UBND`.
    pub number: Option<String>,
    /// What a letter is about, under its number: `V/v …` (NĐ 30 Phụ lục I, box 5b); other papers have a title.
    pub subject: Option<String>,
    /// Place and date as printed: `Cẩm Giàng, ngày 05 tháng 01 năm 2022`; minutes have none.
    pub place_date: Option<String>,
}

/// Whose paper it is, which decides the right half of the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderKind {
    /// Quốc hiệu and Tiêu ngữ (NĐ 30 Phụ lục I, box 1).
    State,
    /// "ĐẢNG CỘNG SẢN VIỆT NAM".
    Party,
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Kind of document, in capitals, and its summary, one item a line.
    Title(String, Vec<String>),
    /// `Kính gửi:` and those addressed.
    Addressees(Vec<String>),
    /// A justified paragraph with first-line indent.
    Paragraph(Text),
    /// A line of a list without a number, centred: the year under a title and the like.
    Centred(Text),
    /// `I. TIÊU ĐỀ`: bold capitals.
    Part(String),
    /// `1. Tiêu đề`: bold.
    Item(String),
    /// A label and dotted lines for the hand, so many of them.
    Dotted(String, usize),
    /// A table.
    Table(Table),
    /// Signature blocks side by side, never split from each other nor from what stands before.
    Signatures(Vec<Signature>),
    /// `Nơi nhận:` at the left and the one signature at the right, level with each other.
    Closing(Vec<String>, Signature),
    /// `Nơi nhận:` for papers with two signatures, with a QR code at the right.
    Recipients(Vec<String>, Option<QrCaption>),
    /// A QR code with a caption beside it.
    Qr(QrCaption),
    /// A table too wide for the page, on lying sheets of its own between the others; pages are numbered on.
    Turned(Table),
    /// Begins an annex on a new page, numbered by itself.
    Annex(Annex),
    /// A whole paper, on sheets of its own.
    Bound(Box<Bound>),
    /// The papers bound below, each with the page of the bundle on which it begins.
    Contents,
}

/// A paper bound into another one: with its own head, marks and numbers of pages; every page also bears its number in the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Its number and day as the contents list them beside its title; empty where it has none.
    pub reference: String,
    /// The paper itself.
    pub paper: Document,
}

impl Document {
    /// The papers bound into this one, in order.
    pub fn bound(&self) -> impl Iterator<Item = &Bound> {
        self.blocks.iter().filter_map(|it| match it {
            Block::Bound(it) => Some(it.as_ref()),
            _ => None,
        })
    }

    /// How many papers it is, itself and all that are bound in it.
    pub(crate) fn papers(&self) -> usize {
        1 + self.bound().map(|it| it.paper.papers()).sum::<usize>()
    }
}

/// The head of an annex (NĐ 30 Phụ lục I, II.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// `Phụ lục I`; without a number when there is but one.
    pub name: String,
    /// Its title; capitals are made here.
    pub title: String,
    /// The paper that it belongs to, in brackets: `(Kèm theo Báo cáo số …)`.
    pub belongs_to: Option<String>,
    /// How its sheets lie.
    pub orientation: Orientation,
}

impl Block {
    /// Makes one paragraph of each line that a person typed; empty lines vanish.
    pub fn paragraphs(typed: &str) -> impl Iterator<Item = Self> + '_ {
        typed.lines().map(str::trim).filter(|it| !it.is_empty()).map(|it| Self::Paragraph(it.into()))
    }
}

/// A QR code and the words beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCaption {
    /// The full address that the code holds.
    pub address: String,
    /// The words, one item a line.
    pub caption: Vec<String>,
}

/// How text lies between two edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Against the left edge.
    Left,
    /// In the middle.
    Centre,
    /// Against the right edge.
    Right,
    /// Against both edges, but for the last line.
    Justify,
}

/// A table whose head is repeated on every page it reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows. In a row with fewer cells than columns the last one reaches to the right edge; cells beyond the columns are not printed.
    pub rows: Vec<Row>,
    /// Whether lines and a head are drawn.
    pub look: TableLook,
}

/// Whether lines and a head are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableLook {
    /// Lines around every cell, a bold head, table type size.
    Ruled,
    /// No lines, no head, body type size: details of a person side by side.
    Open,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Its share of the width, relative to the other columns.
    pub share: u16,
    /// How its cells lie.
    pub align: Align,
}

/// Makes a column.
pub fn column(title: impl Into<String>, share: u16, align: Align) -> Column {
    Column { title: title.into(), share, align }
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// One cell for each column.
    Cells(Vec<Text>),
    /// One bold cell over all columns: the name of a group.
    Group(String),
    /// Cells that cover several columns or rows; rows that a cell joins stay on one page.
    Spanned(Vec<Span>),
}

/// A cell that covers several columns or rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What stands in it.
    pub text: Text,
    /// Columns covered, at least one.
    pub columns: usize,
    /// Rows covered, at least one; the rows below leave these columns out.
    pub rows: usize,
}

/// The block of one who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Authority and position, one item a line, in capitals: `TM. ỦY BAN NHÂN DÂN`, `CHỦ TỊCH`.
    pub capacity: Vec<String>,
    /// Position under the capacity, as the chair of a meeting may add (domain.md 9.5).
    pub position: Option<String>,
    /// Hint in brackets, for example `(Chữ ký)`.
    pub hint: Option<String>,
    /// Lines of an electronic confirmation; without any, room for a signature is left.
    pub confirmation: Vec<String>,
    /// Full name; no degree or title before it (NĐ 30 Phụ lục I, box 7b).
    pub name: String,
}

/// What stands in the margins of every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// Whether the paper is made up.
    pub force: LegalForce,
    /// Whether the paper is final.
    pub state: PaperState,
    /// Small line at the foot: the digest.
    pub foot: Option<String>,
    /// What the code in the left margin leads to; no code without it.
    pub code: Option<Coded>,
}

/// Whose page a printed page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coded {
    /// Address of the public page of the paper.
    pub address: String,
    /// SHA-256 of the frozen content, in hexadecimal digits.
    pub digest: String,
}

/// Whether a paper speaks of the real world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegalForce {
    /// An office's own paper.
    Official,
    /// Made up: every page says `VĂN BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ`.
    Illustrative,
}

/// Whether a paper is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperState {
    /// Nothing is marked.
    Final,
    /// Every page says `DỰ THẢO`.
    Draft,
    /// Every page says `TẠM TÍNH`: counted from what is verified so far.
    Provisional,
    /// Every page says `ĐÃ THU HỒI`: it is no longer valid.
    Withdrawn,
}

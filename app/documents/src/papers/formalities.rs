//! What every paper has around its contents: issuer, number, date, marks, signatures, the way to the public page.

use time::{Date, OffsetDateTime};

use crate::block::{Block, Coded, Document, Header, HeaderKind, LegalForce, Marks, Orientation, PaperState, QrCaption, Signature};
use crate::{Text, dates};

/// The sentence that says what an electronic confirmation is and is not.
const CONFIRMED: &str = "Xác nhận điện tử trong hệ thống; không thay thế chữ ký số chuyên dùng công vụ";

/// What a paper that nobody signs says of itself.
const UNSIGNED: &str = "Bản kết xuất từ hệ thống, chưa có chữ ký của người có thẩm quyền.";

/// What every paper has around its contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formalities {
    /// Who issues the paper.
    pub issuer: Issuer,
    /// Number and symbol; `None` where the paper has no number at all.
    pub number: Option<Number>,
    /// Day of the paper; dots are printed while it is open.
    pub date: Option<Date>,
    /// Whether the paper is made up.
    pub force: LegalForce,
    /// Whether the paper is final.
    pub state: PaperState,
    /// SHA-256 of the frozen content in hexadecimal digits, printed at the foot of every page.
    pub digest: Option<String>,
    /// Full address of the public page that says whether the paper is valid, printed as a QR code; with a digest also in the margin of every page.
    pub public_address: Option<String>,
    /// `Nơi nhận`, one item a line, without dash and stop; empty where the paper has no such list.
    pub recipients: Vec<String>,
}

/// Who issues a paper, as its head prints it (domain.md 3.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Governing body, one item a line; often empty for a People's Committee.
    pub parent: Vec<String>,
    /// Issuing body, one item a line: `Ủy ban nhân dân`, `xã Cao An`.
    pub body: Vec<String>,
    /// Địa danh before the date: `Cao An`.
    pub place: String,
}

/// Number and symbol of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The number, given by the records system at issue; room is left before that.
    pub number: Option<u32>,
    /// Symbol without spaces: `BB-UBND`.
    pub symbol: String,
}

/// What a paper that was signed by hand says of that in its file.
const BY_HAND: &str = "Đã ký tay trên bản giấy; bản quét lưu trong hệ thống, không thay thế chữ ký số chuyên dùng công vụ";

/// How somebody signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfirmedBy {
    /// In the system, by entering the password again.
    Password,
    /// By hand on paper, of which a scan is kept; only the day is known.
    Hand,
}

/// A signature that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Who confirmed: full name.
    pub by: String,
    /// When, in Hà Nội time.
    pub at: OffsetDateTime,
    /// How.
    pub how: ConfirmedBy,
}

/// Who signs a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// Authority and position, one item a line: `TM. Ủy ban nhân dân`, `Chủ tịch`; capitals are made here.
    pub capacity: Vec<String>,
    /// Full name without degree or title.
    pub name: String,
    /// The confirmation, once given; room for a hand's signature is left before that.
    pub confirmation: Option<Confirmation>,
}

impl Signer {
    /// Makes the signature block: `heading` above the signer's capacity, `hint` while nothing is confirmed.
    pub(super) fn block(&self, heading: &str, hint: &str) -> Signature {
        let capacity = std::iter::once(heading).filter(|it| !it.is_empty()).map(str::to_owned);
        Signature {
            capacity: capacity.chain(self.capacity.iter().cloned()).collect(),
            position: None,
            hint: self.confirmation.is_none().then(|| hint.to_owned()),
            confirmation: self.confirmation.as_ref().map(Confirmation::lines).unwrap_or_default(),
            name: self.name.clone(),
        }
    }
}

impl Confirmation {
    /// A confirmation in the system.
    pub fn in_system(by: String, at: OffsetDateTime) -> Self {
        Self { by, at, how: ConfirmedBy::Password }
    }

    fn lines(&self) -> Vec<String> {
        match self.how {
            ConfirmedBy::Password => {
                vec![CONFIRMED.to_owned(), format!("Người xác nhận: {}", self.by), format!("Thời điểm: {}", dates::stamp(self.at))]
            }
            ConfirmedBy::Hand => {
                vec![BY_HAND.to_owned(), format!("Người ký: {}", self.by), format!("Ngày ký: {}", dates::in_words(self.at.date()))]
            }
        }
    }
}

impl Number {
    /// Prints `Số: 05/BB-UBND`: no spaces around slash and hyphen, a zero before numbers under ten (NĐ 30 Phụ lục I, box 3).
    fn print(&self) -> String {
        let number = self.number.map_or_else(|| "\u{A0}".repeat(8), |it| format!("{it:02}"));
        format!("Số: {number}/{}", self.symbol)
    }
}

impl Formalities {
    /// Makes a paper with a state head, dated.
    pub(super) fn paper(&self, title: String, blocks: Vec<Block>) -> Document {
        let place_date = Some(format!("{}, {}", self.issuer.place, day(self.date)));
        self.document(title, HeaderKind::State, place_date, blocks)
    }

    /// Makes a letter (công văn): no title, but what it is about under its number (NĐ 30 Phụ lục I, box 5b).
    pub(super) fn letter(&self, title: String, subject: String, blocks: Vec<Block>) -> Document {
        let paper = self.paper(title, blocks);
        Document { header: Header { subject: Some(subject), ..paper.header }, ..paper }
    }

    /// Makes a paper with a State or a Party head, dated.
    pub(super) fn headed(&self, kind: HeaderKind, title: String, blocks: Vec<Block>) -> Document {
        let paper = self.paper(title, blocks);
        Document { header: Header { kind, ..paper.header }, ..paper }
    }

    /// Makes a paper with a state head and no place and date, as minutes are (Mẫu 1.9).
    pub(super) fn undated_paper(&self, title: String, blocks: Vec<Block>) -> Document {
        self.document(title, HeaderKind::State, None, blocks)
    }

    fn document(&self, title: String, kind: HeaderKind, place_date: Option<String>, blocks: Vec<Block>) -> Document {
        let issuer = &self.issuer;
        let number = self.number.as_ref().map(Number::print);
        let foot = self.digest.as_ref().map(|it| format!("Mã băm SHA-256 của nội dung: {it}"));
        let code = self.public_address.clone().zip(self.digest.clone()).map(|(address, digest)| Coded { address, digest });
        Document {
            title,
            date: self.date,
            orientation: Orientation::Portrait,
            header: Header { kind, parent: issuer.parent.clone(), body: issuer.body.clone(), number, subject: None, place_date },
            blocks,
            marks: Marks { force: self.force, state: self.state, foot, code },
        }
    }

    /// The recipients' list and the signature beside it, or the signature alone.
    pub(super) fn closing(&self, signature: Signature) -> Block {
        if self.recipients.is_empty() { Block::Signatures(vec![signature]) } else { Block::Closing(self.recipients.clone(), signature) }
    }

    /// The end of a paper that one person signs, or nobody.
    pub(super) fn end(&self, signer: Option<&Signer>, purpose: &str) -> Vec<Block> {
        match signer {
            Some(signer) => std::iter::once(self.closing(signer.block("", "(Chữ ký, dấu)"))).chain(self.qr(purpose)).collect(),
            None => {
                let unsigned = Block::Paragraph(Text::default().italic(UNSIGNED));
                std::iter::once(unsigned).chain(self.recipients(purpose)).collect()
            }
        }
    }

    /// Below two signatures, or where nobody signs: the recipients' list and the QR code of the public page beside it.
    pub(super) fn recipients(&self, purpose: &str) -> Option<Block> {
        match (self.recipients.is_empty(), self.code(purpose)) {
            (true, code) => code.map(Block::Qr),
            (false, code) => Some(Block::Recipients(self.recipients.clone(), code)),
        }
    }

    /// Below one signature: the QR code of the public page with what it is for.
    pub(super) fn qr(&self, purpose: &str) -> Option<Block> {
        self.code(purpose).map(Block::Qr)
    }

    fn code(&self, purpose: &str) -> Option<QrCaption> {
        self.public_address.as_ref().map(|it| {
            let code = in_fours(it.rsplit('/').next().unwrap_or_default());
            QrCaption { address: it.clone(), caption: vec![purpose.to_owned(), it.clone(), format!("Mã tra cứu: {code}")] }
        })
    }
}

/// Parts a code into groups of four that the eye can follow.
fn in_fours(code: &str) -> String {
    code.chars().collect::<Vec<_>>().chunks(4).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Prints a day, or dots for the hand to fill in.
pub(super) fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "ngày …… tháng …… năm ……".to_owned(), dates::in_words)
}

/// Who kept minutes that are filled in by hand: the secretary and the chair, whose names are not known yet (Mẫu 1.9).
pub(super) fn kept_by() -> Block {
    let open = Signer { capacity: Vec::new(), name: String::new(), confirmation: None };
    Block::Signatures(vec![open.block("Thư ký", "(Chữ ký)"), open.block("Chủ tọa", "(Chữ ký)")])
}

/// Makes paragraphs of what a person typed; says so where nothing was typed yet.
pub(super) fn typed(text: &str) -> Vec<Block> {
    let blocks: Vec<Block> = Block::paragraphs(text).collect();
    if blocks.is_empty() { vec![Block::Paragraph(Text::default().italic("(Chưa có nội dung)"))] } else { blocks }
}

/// Makes a paragraph `Label: words`; says so where nothing was typed yet.
pub(super) fn labelled(label: &str, words: &str) -> Block {
    let words = words.trim();
    let text = Text::new(format!("{label}: "));
    Block::Paragraph(if words.is_empty() { text.italic("(chưa có nội dung)") } else { text.plain(stop(words)) })
}

/// Ends a sentence with a full stop unless it ends with a mark already.
pub(super) fn stop(words: &str) -> String {
    let words = words.trim();
    let closed = words.is_empty() || words.ends_with(['.', '!', '?', ';', ':', '…']);
    if closed { words.to_owned() } else { format!("{words}.") }
}

/// Takes the stop away from words that another sentence goes on after.
pub(super) fn open(words: &str) -> &str {
    words.trim().trim_end_matches(['.', ';', ','])
}

/// Names points in the order of the Vietnamese alphabet: a) b) c) d) đ) e) g) …, without f, j, w, z (domain.md 12).
pub(super) fn letter(index: usize) -> String {
    const LETTERS: [&str; 23] =
        ["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"];
    LETTERS.get(index).map_or_else(|| (index + 1).to_string(), |it| (*it).to_owned())
}

//! Bản kiểm điểm cá nhân (domain.md 9.4). Section names follow the older public form; the exact 2025 text is unverified.

use time::Date;

use super::formalities::{self, Formalities, Signer, typed};
use super::missed::{MissedTarget, Remedy, previous, promised, shortcomings};
use super::self_criticism::{Suggestion, answers};
use crate::block::{Align, Block, HeaderKind, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text, dates};

/// The values of a personal review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalReview {
    /// Head, marks and recipients.
    pub formalities: Formalities,
    /// State head for a review of the commitment, Party head for the Party's form (domain.md 9.0).
    pub header: HeaderKind,
    /// The year reviewed.
    pub year: i32,
    /// Who is reviewed.
    pub person: ReviewedPerson,
    /// I: the merits, in the order of the form.
    pub merits: Merits,
    /// II: the assessment of the unit in this person's charge, a locked sentence; may be empty.
    pub assessment: String,
    /// II: the targets not met by the unit in this person's charge.
    pub missed: Vec<MissedTarget>,
    /// II: other shortcomings and their causes.
    pub shortcomings: String,
    /// III: remedies carried over from the period before.
    pub carried_over: Vec<Remedy>,
    /// III: what else was put right since the period before; may be empty.
    pub previous_fixed: String,
    /// IV: what the superior asked, and the answer.
    pub suggestions: Vec<Suggestion>,
    /// V: the person's responsibility for the shortcomings of the collective.
    pub responsibility: String,
    /// VI: direction of the work.
    pub direction: String,
    /// VI: the remedies promised.
    pub remedies: Vec<Remedy>,
    /// VII.1: the grade the person gives himself or herself as a civil servant.
    pub own_grade: String,
    /// VII.2: the grade as a Party member; `None` for who is not one.
    pub own_party_grade: Option<String>,
    /// The person's signature.
    pub signer: Signer,
    /// The superior's remark, once given.
    pub appraisal: Option<Appraisal>,
}

/// Who is reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewedPerson {
    /// Full name.
    pub name: String,
    /// Day of birth.
    pub born: Option<Date>,
    /// Position in the Party.
    pub party_position: String,
    /// Position in the administration.
    pub position: String,
    /// Position in mass organisations.
    pub union_position: String,
    /// Unit of work.
    pub unit: String,
    /// Party cell.
    pub cell: String,
}

/// Part I of a personal review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merits {
    /// I.1: character, ethics, discipline.
    pub character: Merit,
    /// I.2: result of the person's own duties.
    pub duties: Merit,
    /// I.3: leadership and the result of the unit in charge; `None` for who does not lead.
    pub leadership: Option<Merit>,
    /// I.4: sense of responsibility, new ideas.
    pub initiative: Merit,
    /// I.5: setting an example, against corruption and waste.
    pub example: Merit,
    /// I.6: result of the yearly pledge of self-improvement.
    pub pledge: Merit,
}

/// What a person says of one merit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merit {
    /// The words.
    pub words: String,
    /// The level the person gives: Xuất sắc, Tốt, Trung bình or Kém, as printed.
    pub level: String,
}

/// The superior's remark on a personal review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// The remark.
    pub remark: String,
    /// The grade, as printed.
    pub grade: String,
    /// Who remarks.
    pub signer: Signer,
}

/// A place for the hand to fill in.
const BLANK: &str = "……………………";

/// Prints a personal review.
pub fn pdf(review: &PersonalReview) -> Result<Vec<u8>, DocumentError> {
    document(review).pdf()
}

/// Sets out a personal review.
pub fn document(review: &PersonalReview) -> Document {
    let mut blocks = vec![Block::Title("Bản kiểm điểm cá nhân".into(), vec![format!("Năm {}", review.year)])];
    blocks.push(identity(&review.person));
    blocks.push(Block::Part("I. Ưu điểm, kết quả công tác".into()));
    blocks.extend(merits(&review.merits));
    blocks.push(Block::Part("II. Hạn chế, khuyết điểm và nguyên nhân".into()));
    blocks.extend(Block::paragraphs(&review.assessment));
    blocks.extend(shortcomings(&review.missed, &review.shortcomings));
    blocks.push(Block::Part("III. Kết quả khắc phục hạn chế, khuyết điểm đã chỉ ra ở kỳ trước".into()));
    blocks.extend(previous(&review.carried_over, &review.previous_fixed));
    blocks.push(Block::Part("IV. Giải trình những vấn đề được gợi ý kiểm điểm".into()));
    blocks.extend(answers(&review.suggestions));
    blocks.push(Block::Part("V. Làm rõ trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể".into()));
    blocks.extend(typed(&review.responsibility));
    blocks.push(Block::Part("VI. Phương hướng, biện pháp khắc phục".into()));
    blocks.extend(typed(&review.direction));
    if !review.remedies.is_empty() {
        blocks.push(promised(&review.remedies));
    }
    blocks.push(Block::Part("VII. Tự nhận mức xếp loại chất lượng".into()));
    let party = review.own_party_grade.as_deref().or((review.header == HeaderKind::Party).then_some(BLANK));
    let number = if party.is_some() { "1. " } else { "" };
    blocks.push(Block::Paragraph(Text::new(format!("{number}Xếp loại cán bộ, công chức, viên chức: ")).bold(&review.own_grade)));
    if let Some(grade) = party {
        blocks.push(Block::Paragraph(Text::new("2. Xếp loại đảng viên: ").bold(grade)));
    }
    blocks.push(Block::Signatures(vec![review.signer.block("Người tự kiểm điểm", "(Ký, ghi rõ họ tên)")]));
    blocks.extend(appraisal(review.appraisal.as_ref()));
    blocks.extend(review.formalities.recipients("Quét mã để kiểm tra bản kiểm điểm này tại địa chỉ:"));
    let title = format!("Bản kiểm điểm cá nhân năm {} - {}", review.year, review.person.name);
    review.formalities.headed(review.header, title, blocks)
}

/// The superior's remark; before it is given, the lines of the form for the hand.
fn appraisal(given: Option<&Appraisal>) -> Vec<Block> {
    let mut blocks = vec![Block::Part("Đánh giá, xếp loại của cấp có thẩm quyền".into())];
    let signature = match given {
        Some(it) => {
            blocks.extend(typed(&it.remark));
            blocks.push(Block::Paragraph(Text::new("Mức xếp loại: ").bold(&it.grade)));
            it.signer.block("", "(Ký, ghi rõ họ tên)")
        }
        None => {
            blocks.push(Block::Dotted("Nhận xét, đánh giá:".into(), 3));
            blocks.push(Block::Dotted("Mức xếp loại:".into(), 1));
            blocks.push(Block::Paragraph(format!("Thời điểm đánh giá: {}", formalities::day(None)).into()));
            let nobody = Signer { capacity: vec!["Người đánh giá".into()], name: String::new(), confirmation: None };
            nobody.block("", "(Chức vụ, chữ ký, họ và tên)")
        }
    };
    blocks.push(Block::Signatures(vec![signature]));
    blocks
}

fn identity(person: &ReviewedPerson) -> Block {
    let born = person.born.map(dates::in_figures).unwrap_or_default();
    let field = |label: &str, value: &str| Text::new(format!("{label}: ")).plain(if value.is_empty() { BLANK } else { value });
    Block::Table(Table {
        columns: vec![column("", 1, Align::Left), column("", 1, Align::Left)],
        rows: vec![
            Row::Cells(vec![Text::new("Họ và tên: ").bold(&person.name), field("Ngày sinh", &born)]),
            Row::Cells(vec![field("Chức vụ Đảng", &person.party_position), field("Chức vụ chính quyền", &person.position)]),
            Row::Cells(vec![field("Chức vụ đoàn thể", &person.union_position), field("Chi bộ", &person.cell)]),
            Row::Cells(vec![field("Đơn vị công tác", &person.unit)]),
        ],
        look: TableLook::Open,
    })
}

fn merits(merits: &Merits) -> Vec<Block> {
    let items = [
        ("Phẩm chất chính trị, đạo đức, ý thức tổ chức kỷ luật", Some(&merits.character)),
        ("Kết quả thực hiện chức trách, nhiệm vụ được giao", Some(&merits.duties)),
        ("Kết quả lãnh đạo, chỉ đạo; mức độ hoàn thành nhiệm vụ của đơn vị phụ trách", merits.leadership.as_ref()),
        ("Trách nhiệm, tinh thần đổi mới, sáng tạo trong công việc", Some(&merits.initiative)),
        ("Trách nhiệm nêu gương; phòng, chống tham nhũng, lãng phí", Some(&merits.example)),
        ("Kết quả thực hiện cam kết tu dưỡng, rèn luyện hằng năm", Some(&merits.pledge)),
    ];
    let given = items.into_iter().filter_map(|(title, merit)| merit.map(|it| (title, it)));
    let blocks = given.enumerate().flat_map(|(index, (title, merit))| {
        let mut blocks = vec![Block::Item(format!("{}. {title}", index + 1))];
        blocks.extend(typed(&merit.words));
        blocks.push(Block::Paragraph(Text::default().italic("Tự đánh giá về cấp độ thực hiện: ").bold(&merit.level)));
        blocks
    });
    blocks.collect()
}

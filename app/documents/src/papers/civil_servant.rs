//! The two forms of Nghị định 335/2025/NĐ-CP for a civil servant: Mẫu số 01, PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC, and Mẫu số 02, PHIẾU XẾP LOẠI CHẤT LƯỢNG
//! CÔNG CHỨC (`domain.md` 9.6 and 9.7). What the program does not know is left open for the hand.

use super::formalities::{Formalities, Signer};
use crate::block::{Align, Block, Row, Signature, Table, TableLook, column};
use crate::{Document, DocumentError, Style, Text};

/// Who is followed up and graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CivilServant {
    /// Full name.
    pub name: String,
    /// Position and title.
    pub position: String,
    /// Where the person works.
    pub unit: String,
}

/// The values of form 01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracking {
    /// Head and marks.
    pub formalities: Formalities,
    /// The month or quarter as printed: `tháng 01 năm 2026`.
    pub period: String,
    /// Who is followed up.
    pub person: CivilServant,
    /// The points that the person gives, one for each criterion; those that are missing are left open.
    pub own_points: Vec<String>,
    /// Points of the general criteria, of the results and their sum; left open where empty.
    pub points: [String; 3],
    /// Strengths; lines for the hand where empty.
    pub strengths: String,
    /// Shortcomings; lines for the hand where empty.
    pub shortcomings: String,
    /// What the competent level remarks; lines for the hand where empty.
    pub remark: String,
    /// The person as signer.
    pub own_signer: Signer,
    /// Who follows the person up.
    pub authority_signer: Signer,
}

/// The values of form 02.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearlyGrade {
    /// Head and marks.
    pub formalities: Formalities,
    /// The year.
    pub year: i32,
    /// Who is graded.
    pub person: CivilServant,
    /// The points of the twelve months; those that are missing are left open.
    pub months: Vec<String>,
    /// The mean of the year; left open where empty.
    pub mean: String,
    /// The grade that the person proposes, by its place in [`GRADES`].
    pub own_grade: Option<usize>,
    /// The grade that was decided, by its place in [`GRADES`].
    pub grade: Option<usize>,
    /// What is to follow; lines for the hand where empty.
    pub proposal: String,
    /// The person as signer.
    pub own_signer: Signer,
    /// Who grades.
    pub authority_signer: Signer,
}

/// The four grades, best first.
pub const GRADES: [&str; 4] =
    ["Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"];

/// A group of criteria: its name, its greatest points, and its criteria, each with the greatest points.
type Criteria = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// The general criteria of form 01: 30 points in three groups, by their meaning and points as `domain.md` 7.2 gives them. The decree's own words were
/// not at hand, so these are ours.
const CRITERIA: [Criteria; 3] = [
    ("Phẩm chất chính trị, đạo đức; kỷ luật, kỷ cương", "10", &[("Phẩm chất chính trị, đạo đức", "5"), ("Ý thức kỷ luật, kỷ cương", "5")]),
    (
        "Năng lực, trách nhiệm, thái độ phục vụ",
        "10",
        &[
            ("Năng lực chuyên môn, nghiệp vụ", "2,5"),
            ("Khả năng đáp ứng yêu cầu nhiệm vụ thường xuyên, đột xuất", "2,5"),
            ("Tinh thần trách nhiệm", "2,5"),
            ("Thái độ phục vụ, phối hợp", "2,5"),
        ],
    ),
    (
        "Đổi mới, sáng tạo, dám nghĩ, dám làm, dám chịu trách nhiệm",
        "10",
        &[
            ("Có sản phẩm, giải pháp đột phá", "2,5"),
            ("Sẵn sàng nhận nhiệm vụ khó", "2,5"),
            ("Chịu trách nhiệm về kết quả công việc", "2,5"),
            ("Chủ động quyết định trong thẩm quyền", "2,5"),
        ],
    ),
];

/// The place and day of each signature, filled in by hand.
const PLACE_DAY: &str = "………, ngày …… tháng …… năm ……";
/// A box that is ticked and one that is not.
const BOXES: [&str; 2] = ["■", "□"];

/// Prints form 01.
pub fn tracking_pdf(form: &Tracking) -> Result<Vec<u8>, DocumentError> {
    tracking(form).pdf()
}

/// Sets out form 01.
pub fn tracking(form: &Tracking) -> Document {
    let mut blocks =
        vec![Block::Title("Phiếu theo dõi, đánh giá công chức".into(), vec![format!("(Kỳ theo dõi, đánh giá: {})", form.period)])];
    blocks.extend(identity(&form.person));
    blocks.push(Block::Part("I. Điểm tiêu chí chung".into()));
    blocks.push(criteria(&form.own_points));
    blocks.push(Block::Part("II. Kết quả theo dõi, đánh giá".into()));
    let labels = ["1. Điểm tiêu chí chung:", "2. Điểm tiêu chí kết quả thực hiện nhiệm vụ:", "3. Tổng điểm:"];
    blocks.extend(labels.iter().zip(&form.points).map(|(label, points)| filled(label, points)));
    let texts = [
        ("4. Ưu điểm:", &form.strengths),
        ("5. Hạn chế, khuyết điểm:", &form.shortcomings),
        ("6. Ý kiến nhận xét của cấp có thẩm quyền:", &form.remark),
    ];
    blocks.extend(texts.into_iter().map(|(label, words)| written(label, words)));
    blocks.extend(signed("Công chức tự đánh giá", &form.own_signer, "Cấp có thẩm quyền theo dõi, đánh giá", &form.authority_signer));
    form.formalities.undated_paper(format!("Phiếu theo dõi, đánh giá công chức {} - {}", form.period, form.person.name), blocks)
}

/// Prints form 02.
pub fn yearly_grade_pdf(form: &YearlyGrade) -> Result<Vec<u8>, DocumentError> {
    yearly_grade(form).pdf()
}

/// Sets out form 02.
pub fn yearly_grade(form: &YearlyGrade) -> Document {
    let mut blocks = vec![Block::Title("Phiếu xếp loại chất lượng công chức".into(), vec![format!("Năm {}", form.year)])];
    blocks.extend(identity(&form.person));
    blocks.push(Block::Part("I. Kết quả theo dõi, đánh giá các tháng trong năm".into()));
    blocks.push(months(form));
    blocks.push(Block::Part("II. Công chức tự nhận mức xếp loại chất lượng".into()));
    blocks.extend(grades(form.own_grade));
    blocks.push(Block::Part("III. Kết quả xếp loại của cấp có thẩm quyền".into()));
    blocks.push(Block::Paragraph(Text::default().italic("(Theo quy định tại Điều 20 Nghị định số 335/2025/NĐ-CP)")));
    blocks.extend(grades(form.grade));
    blocks.push(Block::Part("IV. Đề xuất phương án xử lý".into()));
    blocks.push(written("Theo quy định tại Điều 23 Nghị định số 335/2025/NĐ-CP:", &form.proposal));
    blocks.extend(signed("Công chức tự xếp loại", &form.own_signer, "Cấp có thẩm quyền xếp loại", &form.authority_signer));
    form.formalities.undated_paper(format!("Phiếu xếp loại chất lượng công chức năm {} - {}", form.year, form.person.name), blocks)
}

fn identity(person: &CivilServant) -> [Block; 3] {
    [("Họ và tên:", &person.name), ("Chức vụ, chức danh:", &person.position), ("Đơn vị công tác:", &person.unit)]
        .map(|(label, words)| filled(label, words))
}

/// A label with its words, or dots to the edge of the page.
fn filled(label: &str, words: &str) -> Block {
    if words.trim().is_empty() { Block::Dotted(label.into(), 1) } else { Block::Paragraph(format!("{label} {words}").into()) }
}

/// A label with its words, or lines for the hand.
fn written(label: &str, words: &str) -> Block {
    if words.trim().is_empty() { Block::Dotted(label.into(), 3) } else { Block::Paragraph(format!("{label} {words}").into()) }
}

fn criteria(own: &[String]) -> Block {
    let mut rows = Vec::new();
    let mut own = own.iter();
    let bold = |words: &str| Text::styled(words, Style::Bold);
    for (roman, (group, most, items)) in ["I", "II", "III"].iter().zip(CRITERIA) {
        rows.push(Row::Cells(vec![bold(roman), bold(group), bold(most), "".into()]));
        for (index, (title, most)) in items.iter().enumerate() {
            let points = own.next().map(String::as_str).unwrap_or_default();
            rows.push(Row::Cells(vec![(index + 1).to_string().into(), (*title).into(), (*most).into(), points.into()]));
        }
    }
    rows.push(Row::Cells(vec!["".into(), bold("Tổng cộng"), bold("30"), "".into()]));
    Block::Table(Table {
        columns: vec![
            column("TT", 8, Align::Centre),
            column("Tiêu chí chấm điểm", 56, Align::Left),
            column("Điểm tối đa", 14, Align::Centre),
            column("Điểm do cá nhân tự chấm", 22, Align::Centre),
        ],
        rows,
        look: TableLook::Ruled,
    })
}

fn months(form: &YearlyGrade) -> Block {
    let points = |index: usize| form.months.get(index).map(String::as_str).unwrap_or_default();
    let mut rows: Vec<Row> =
        (0..12).map(|index| Row::Cells(vec![format!("Tháng {}", index + 1).into(), points(index).into(), "".into()])).collect();
    let bold = |words: &str| Text::styled(words, Style::Bold);
    rows.push(Row::Cells(vec![bold("Tổng điểm trung bình cả năm"), bold(&form.mean), "".into()]));
    Block::Table(Table {
        columns: vec![column("Tháng", 40, Align::Left), column("Tổng điểm", 25, Align::Centre), column("Ghi chú", 35, Align::Left)],
        rows,
        look: TableLook::Ruled,
    })
}

/// The four grades with their boxes, two in a row.
fn grades(chosen: Option<usize>) -> Vec<Block> {
    let [ticked, open] = BOXES;
    let cell = |index: usize, grade: &&str| Text::new(format!("{} {grade}", if chosen == Some(index) { ticked } else { open }));
    let cells: Vec<Text> = GRADES.iter().enumerate().map(|(index, it)| cell(index, it)).collect();
    let rows = cells.chunks(2).map(|it| Row::Cells(it.to_vec())).collect();
    let columns = vec![column("", 1, Align::Left), column("", 1, Align::Left)];
    vec![Block::Table(Table { columns, rows, look: TableLook::Open })]
}

/// Two signatures, each under its own place and day.
fn signed(own: &str, by: &Signer, authority: &str, by_authority: &Signer) -> [Block; 2] {
    let day = || Text::default().italic(PLACE_DAY);
    let columns = vec![column("", 1, Align::Centre), column("", 1, Align::Centre)];
    let days = Table { columns, rows: vec![Row::Cells(vec![day(), day()])], look: TableLook::Open };
    let block = |heading: &str, signer: &Signer| -> Signature { signer.block(heading, "(Chữ ký, ghi rõ họ tên)") };
    [Block::Table(days), Block::Signatures(vec![block(own, by), block(authority, by_authority)])]
}

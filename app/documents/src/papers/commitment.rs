//! Bản cam kết (domain.md 9.1): what the head of a unit promises for a year. No official form exists: the office may word it.

use domain::commitment::Copies;
use domain::template::{Line, TemplateKind, Wording, Words};
use time::Date;

use super::formalities::{Formalities, Signer, open, stop};
use super::wording::{self, ending, passage};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text, dates};

/// The values of a commitment sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Head, marks and recipients.
    pub formalities: Formalities,
    /// The year of the commitment.
    pub year: i32,
    /// The plan it rests on.
    pub plan: Option<Plan>,
    /// Further grounds, each a whole line without its stop: `Căn cứ …`.
    pub grounds: Vec<String>,
    /// Full name of the head of the unit.
    pub head: String,
    /// The head's position.
    pub position: String,
    /// Full name of the unit.
    pub unit: String,
    /// To whom the promise is made: `Chủ tịch Ủy ban nhân dân huyện Cẩm Giàng`.
    pub authority_head: String,
    /// The authority: `Ủy ban nhân dân huyện Cẩm Giàng`.
    pub authority: String,
    /// The targets.
    pub targets: Vec<CommittedTarget>,
    /// The key tasks.
    pub tasks: Vec<KeyTask>,
    /// The reporting regime, one sentence an item.
    pub reporting: Vec<String>,
    /// The SHA-256 of the sealed rules, once they are sealed.
    pub seal: Option<String>,
    /// What has to be known beside what was signed: changes since that the unit has not signed, one sentence an item.
    pub notices: Vec<String>,
    /// Number of copies; `None` for a sheet that exists only electronically.
    pub copies: Option<Copies>,
    /// Who signs for the authority (left block).
    pub authority_signer: Signer,
    /// The head of the unit (right block).
    pub head_signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// The plan that a commitment rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Number and symbol: `12/KH-UBND`.
    pub number: String,
    /// Its day.
    pub date: Date,
    /// Who issued it.
    pub authority: String,
}

/// A target as a line of the commitment's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommittedTarget {
    /// Its name.
    pub name: String,
    /// Unit of measure.
    pub measure: String,
    /// Result of the year before; empty when unknown.
    pub last_year: String,
    /// Value committed to.
    pub value: String,
    /// Deadline, as printed.
    pub due: String,
    /// Note.
    pub note: String,
}

/// A key task (nhiệm vụ trọng tâm).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyTask {
    /// What is to be done.
    pub content: String,
    /// The result expected.
    pub expected: String,
    /// Who is responsible.
    pub responsible: String,
    /// Until when.
    pub due: Option<Date>,
}

/// Prints a commitment sheet.
pub fn pdf(commitment: &Commitment) -> Result<Vec<u8>, DocumentError> {
    document(commitment).pdf()
}

/// Sets out a commitment sheet.
pub fn document(commitment: &Commitment) -> Document {
    let year = commitment.year;
    let summary = format!("Thực hiện các chỉ tiêu, nhiệm vụ cải cách hành chính năm {year}");
    let mut blocks = vec![Block::Title("Bản cam kết".into(), vec![summary.clone()])];
    blocks.extend(commitment.notices.iter().map(|it| Block::Paragraph(Text::default().bold(stop(it)))));
    let words = words(commitment);
    blocks.extend(grounds(commitment, &words.lines("bases")));
    blocks.extend(passage(&words, "person"));
    blocks.extend(passage(&words, "promise"));

    blocks.push(Block::Part("I. Chỉ tiêu cam kết".into()));
    blocks.push(targets(commitment));
    blocks.push(Block::Part("II. Nhiệm vụ trọng tâm".into()));
    blocks.extend(commitment.tasks.iter().enumerate().map(|(index, it)| task(index + 1, it)));
    if commitment.tasks.is_empty() {
        blocks.extend(passage(&words, "no_tasks"));
    }
    blocks.push(Block::Part("III. Chế độ báo cáo".into()));
    blocks
        .extend(commitment.reporting.iter().enumerate().map(|(index, it)| Block::Paragraph(format!("{}. {}", index + 1, stop(it)).into())));
    blocks.push(Block::Part("IV. Trách nhiệm".into()));
    let duty = words.lines("duty").into_iter().enumerate();
    blocks.extend(duty.map(|(index, it)| wording::paragraph(&it.after(&format!("{}. ", index + 1)))));
    blocks.extend(ending(words.lines("ending")));

    if let Some(seal) = &commitment.seal {
        blocks.push(Block::Paragraph("Niêm phong bộ chỉ tiêu, miễn áp dụng và mức riêng của đơn vị (SHA-256):".into()));
        blocks.push(Block::Paragraph(seal.as_str().into()));
    }
    let authority = format!("Xác nhận của {}", commitment.authority);
    blocks.push(Block::Signatures(vec![
        commitment.authority_signer.block(&authority, "(Chức vụ, chữ ký, dấu)"),
        commitment.head_signer.block("Người cam kết", "(Chức vụ, chữ ký, dấu đơn vị)"),
    ]));
    blocks.extend(commitment.formalities.recipients("Quét mã để kiểm tra hiệu lực của bản cam kết này tại địa chỉ:"));
    commitment.formalities.paper(format!("Bản cam kết cải cách hành chính năm {year} - {}", commitment.unit), blocks)
}

/// The words of a sheet with its values.
fn words(it: &Commitment) -> Words<'_> {
    let values = vec![
        ("ho_ten", it.head.clone()),
        ("chuc_vu", it.position.clone()),
        ("don_vi", it.unit.clone()),
        ("cap_tren", it.authority_head.clone()),
        ("co_quan_cap_tren", it.authority.clone()),
        ("nam", it.year.to_string()),
        ("the_thuc", Copies::in_words(it.copies)),
    ];
    wording::words(TemplateKind::Commitment, &it.wording, values)
}

/// The grounds, each in italics on its own line, the last one ending with a full stop (NĐ 30 Phụ lục I, box 6).
fn grounds(commitment: &Commitment, own: &[Line]) -> Vec<Block> {
    let plan = commitment.plan.as_ref().map(|it| {
        let day = dates::in_words(it.date);
        format!("Căn cứ Kế hoạch số {} {day} của {} về cải cách hành chính năm {}", it.number, it.authority, commitment.year)
    });
    let own = own.iter().map(Line::words);
    let lines: Vec<String> = plan.into_iter().chain(commitment.grounds.iter().cloned()).chain(own).collect();
    let last = lines.len().saturating_sub(1);
    let line = |(index, it): (usize, &String)| {
        let end = if index == last { '.' } else { ';' };
        Block::Paragraph(Text::default().italic(format!("{}{end}", open(it))))
    };
    lines.iter().enumerate().map(line).collect()
}

fn targets(commitment: &Commitment) -> Block {
    let row = |(index, it): (usize, &CommittedTarget)| {
        let number = (index + 1).to_string();
        let cells = [&number, &it.name, &it.measure, &it.last_year, &it.value, &it.due, &it.note];
        Row::Cells(cells.map(|it| it.as_str().into()).to_vec())
    };
    Block::Table(Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Chỉ tiêu", 33, Align::Left),
            column("Đơn vị tính", 9, Align::Centre),
            column("Kết quả năm trước", 14, Align::Centre),
            column(format!("Chỉ tiêu năm {}", commitment.year), 15, Align::Centre),
            column("Thời hạn", 14, Align::Centre),
            column("Ghi chú", 12, Align::Left),
        ],
        rows: commitment.targets.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    })
}

fn task(number: usize, task: &KeyTask) -> Block {
    let mut words = format!("{number}. {}. Kết quả cần đạt: {}", open(&task.content), open(&task.expected));
    words.push_str(&format!("; người chịu trách nhiệm: {}", open(&task.responsible)));
    if let Some(date) = task.due {
        words.push_str(&format!("; thời hạn hoàn thành: {}", dates::in_words(date)));
    }
    Block::Paragraph(format!("{words}.").into())
}

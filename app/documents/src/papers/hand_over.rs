//! Biên bản bàn giao when the head of a unit changes: what stands on the day in the unit's commitment. `domain.md` gives no form of its own for it:
//! the general form of minutes is used (Mẫu 1.9, NĐ 30 Phụ lục III; 9.5) and the wording is ours. What the program does not know is left as dotted
//! lines.

use domain::template::{TemplateKind, Wording};
use time::Date;

use super::check_minutes::OPEN_MOMENT;
use super::formalities::{Formalities, Signer, kept_by, open, stop};
use super::missed::Remedy;
use super::wording::{self, passage};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, dates};

/// The values of the minutes of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// Head, marks and recipients; minutes have a number but no place and date.
    pub formalities: Formalities,
    /// The year of the commitment.
    pub year: i32,
    /// Full name of the unit.
    pub unit: String,
    /// The day of which this is said.
    pub as_of: Date,
    /// Who hands over; room is left where nobody is known.
    pub from: Option<Holder>,
    /// Who takes over; room is left where nobody is known.
    pub to: Option<Holder>,
    /// The sheet of the year; none where the unit has none.
    pub sheet: Option<HandedSheet>,
    /// The key tasks that are not done, each with who answers for it and until when.
    pub tasks: Vec<String>,
    /// How the figures of each period that has begun stand.
    pub periods: Vec<PeriodStanding>,
    /// The remedies that are still open.
    pub remedies: Vec<Remedy>,
    /// The review cases that are still open: `Năm 2022: đã nộp báo cáo, hạn nộp báo cáo ngày 31/01/2023`.
    pub cases: Vec<String>,
    /// The papers that have a number of the year, by kind: `Báo cáo: 03 văn bản, số cuối cùng 05/BC-UBND`.
    pub papers: Vec<String>,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// Who heads a unit, from when to when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Full name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The first day.
    pub since: Date,
    /// The last day; none while it is open.
    pub until: Option<Date>,
}

/// The sheet of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedSheet {
    /// How it stands: `có hiệu lực`.
    pub state: String,
    /// SHA-256 of its content, once it is frozen.
    pub digest: Option<String>,
    /// Who signed it, as what and when: `Phạm Quốc Vinh, Chủ tịch Ủy ban nhân dân xã, ngày 05/01/2022`.
    pub signed: Vec<String>,
    /// The amendments that change it.
    pub amendments: Vec<String>,
}

/// How the figures of a period stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodStanding {
    /// Its name: `Tháng 3/2023`.
    pub period: String,
    /// How many are expected, verified, waiting, returned, entered only, and not there.
    pub numbers: [i64; 6],
}

impl Holder {
    fn words(&self) -> String {
        let until = self.until.map(|it| format!(" đến ngày {}", dates::in_figures(it))).unwrap_or_default();
        format!("{}, {}, giữ chức vụ từ ngày {}{until}", self.name, self.post, dates::in_figures(self.since))
    }
}

/// Prints the minutes of a hand-over.
pub fn pdf(minutes: &HandOver) -> Result<Vec<u8>, DocumentError> {
    document(minutes).pdf()
}

/// Sets out the minutes of a hand-over.
pub fn document(minutes: &HandOver) -> Document {
    let it = minutes;
    let line = |words: String| Block::Paragraph(words.into());
    let by_hand = |label: &str, lines| Block::Dotted(label.to_owned(), lines);
    let party = |label: &str, who: &Option<Holder>| match who {
        Some(who) => line(format!("{label} {}", stop(&who.words()))),
        None => by_hand(label, 1),
    };
    let summary = vec![
        "Bàn giao công tác của người đứng đầu đơn vị".to_owned(),
        format!("trong thực hiện cam kết cải cách hành chính năm {}", it.year),
    ];
    let mut blocks = vec![
        Block::Title("Biên bản".into(), summary),
        line(format!("Đơn vị: {}", stop(&it.unit))),
        line(format!("Thời gian bắt đầu: {OPEN_MOMENT}")),
        by_hand("Địa điểm:", 1),
        Block::Item("Thành phần tham dự".into()),
        party("1. Bên giao:", &it.from),
        party("2. Bên nhận:", &it.to),
        by_hand("3. Chủ trì (chủ tọa):", 1),
        by_hand("4. Thư ký (người ghi biên bản):", 1),
        by_hand("5. Người khác cùng dự:", 1),
        Block::Item("Nội dung".into()),
    ];
    let values = vec![("nam", it.year.to_string()), ("don_vi", it.unit.clone()), ("ngay", dates::in_words(it.as_of))];
    let words = wording::words(TemplateKind::HandOver, &it.wording, values);
    blocks.extend(passage(&words, "opening"));
    blocks.push(Block::Item(format!("1. Bản cam kết năm {}", it.year)));
    blocks.extend(sheet(it.sheet.as_ref()));
    blocks.push(Block::Item("2. Nhiệm vụ trọng tâm chưa hoàn thành".into()));
    blocks.extend(listed(&it.tasks));
    blocks.push(Block::Item("3. Số liệu theo kỳ báo cáo".into()));
    blocks.push(periods(&it.periods));
    blocks.push(Block::Item("4. Biện pháp khắc phục chưa hoàn thành".into()));
    blocks.extend(listed(&it.remedies.iter().map(|of| remedy(of, it.as_of)).collect::<Vec<_>>()));
    blocks.push(Block::Item("5. Hồ sơ kiểm điểm chưa kết thúc".into()));
    blocks.extend(listed(&it.cases));
    blocks.push(Block::Item(format!("6. Văn bản đã đăng ký trong năm {}", it.year)));
    blocks.extend(listed(&it.papers));
    for title in ["7. Hồ sơ, tài liệu và việc khác được bàn giao", "8. Ý kiến của các bên"] {
        blocks.extend([Block::Item(title.into()), by_hand("", 3)]);
    }
    blocks.extend(passage(&words, "adopted"));
    blocks.push(line(format!("Buổi bàn giao kết thúc vào {OPEN_MOMENT}./.")));
    let signer = |who: &Option<Holder>| Signer {
        capacity: Vec::new(),
        name: who.as_ref().map(|it| it.name.clone()).unwrap_or_default(),
        confirmation: None,
    };
    let signatures = vec![signer(&it.from).block("Bên giao", "(Chữ ký)"), signer(&it.to).block("Bên nhận", "(Chữ ký)")];
    blocks.push(Block::Signatures(signatures));
    blocks.push(kept_by());
    blocks.extend(it.formalities.recipients("Quét mã để kiểm tra biên bản này tại địa chỉ:"));
    it.formalities.undated_paper(format!("Biên bản bàn giao năm {} - {}", it.year, it.unit), blocks)
}

fn sheet(sheet: Option<&HandedSheet>) -> Vec<Block> {
    let Some(it) = sheet else { return vec![Block::Paragraph("Đơn vị chưa được giao bản cam kết.".into())] };
    let mut lines = vec![format!("- Tình trạng: {}", stop(&it.state))];
    lines.extend(it.signed.iter().map(|it| format!("- Đã ký: {}", stop(it))));
    lines.extend(it.digest.iter().map(|it| format!("- Mã băm SHA-256 của nội dung:\n{it}.")));
    if it.amendments.is_empty() {
        lines.push("- Không có bản điều chỉnh nào thay đổi nội dung.".to_owned());
    }
    lines.extend(it.amendments.iter().map(|it| format!("- Bản điều chỉnh {}", stop(it))));
    lines.push("- Bản cam kết vẫn là của đơn vị sau khi thay đổi người đứng đầu.".to_owned());
    lines.into_iter().map(|it| Block::Paragraph(it.into())).collect()
}

fn listed(lines: &[String]) -> Vec<Block> {
    if lines.is_empty() {
        return vec![Block::Paragraph("Không có.".into())];
    }
    lines.iter().map(|it| Block::Paragraph(format!("- {}", stop(it)).into())).collect()
}

fn remedy(it: &Remedy, on: Date) -> String {
    let due = it.due.map(|it| format!("; thời hạn: {}", dates::in_figures(it))).unwrap_or_default();
    let of = if it.shortcoming.trim().is_empty() { String::new() } else { format!("{}: ", open(&it.shortcoming)) };
    format!("{of}{}; người chịu trách nhiệm: {}{due}; {}", open(&it.measure), open(&it.owner), it.standing(on).to_lowercase())
}

fn periods(periods: &[PeriodStanding]) -> Block {
    if periods.is_empty() {
        return Block::Paragraph("Chưa có kỳ báo cáo nào bắt đầu.".into());
    }
    let row = |it: &PeriodStanding| {
        let numbers = it.numbers.iter().map(|it| it.to_string().into());
        Row::Cells(std::iter::once(it.period.as_str().into()).chain(numbers).collect())
    };
    Block::Table(Table {
        columns: vec![
            column("Kỳ báo cáo", 22, Align::Left),
            column("Phải báo cáo", 13, Align::Centre),
            column("Đã xác minh", 13, Align::Centre),
            column("Chờ xác minh", 13, Align::Centre),
            column("Đã trả lại", 13, Align::Centre),
            column("Đã nhập, chưa nộp", 13, Align::Centre),
            column("Chưa nhập", 13, Align::Centre),
        ],
        rows: periods.iter().map(row).collect(),
        look: TableLook::Ruled,
    })
}

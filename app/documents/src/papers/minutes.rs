//! Biên bản kiểm điểm (domain.md 9.5; Mẫu 1.9, NĐ 30 Phụ lục III). How items 1–6
//! of the contents are called is the office's.

use domain::template::{Line, TemplateKind, Wording};
use time::OffsetDateTime;

use super::formalities::{Formalities, Signer, letter, open, stop, typed};
use super::missed::{Remedy, agreed};
use super::wording::{self, passage};
use crate::block::{Align, Block, Row, Table, TableLook, column};
use crate::{Document, DocumentError, Text, dates};

/// The values of the minutes of a review meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// Head, marks and recipients; minutes have a number but no place and date.
    pub formalities: Formalities,
    /// The year reviewed.
    pub year: i32,
    /// Full name of the unit reviewed.
    pub unit: String,
    /// Beginning, in Hà Nội time.
    pub begins: OffsetDateTime,
    /// End, in Hà Nội time; dots are printed while it is open.
    pub ends: Option<OffsetDateTime>,
    /// Where.
    pub place: String,
    /// Everybody called, in the order of the list.
    pub attendees: Vec<Attendee>,
    /// Chair with position: `Ông Nguyễn Văn A, Chủ tịch …`.
    pub chair: String,
    /// Secretary with position.
    pub secretary: String,
    /// 1: reason, purpose and grounds given by the chair.
    pub purpose: String,
    /// 2: reports presented.
    pub reports: String,
    /// 3: opinions.
    pub opinions: Vec<Opinion>,
    /// 4: what was accepted or explained.
    pub reply: String,
    /// 5: votes.
    pub votes: Vec<Vote>,
    /// 6: conclusion of the chair.
    pub conclusion: String,
    /// 6: the remedies that the meeting took note of; they run from the chair's signature on.
    pub remedies: Vec<Remedy>,
    /// The secretary (left block).
    pub secretary_signer: Signer,
    /// The chair (right block); the government position may stand as capacity.
    pub chair_signer: Signer,
    /// The office's own wording; the program's without one.
    pub wording: Option<Wording>,
}

/// One who was called to the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Form of address and full name: `Bà Trần Thị B`.
    pub name: String,
    /// Position.
    pub position: String,
    /// Whether the person came.
    pub presence: Presence,
}

/// Whether a person came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Presence {
    /// Came.
    Present,
    /// Did not come, for this reason.
    Absent(String),
}

/// An opinion given in the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// Form of address and full name.
    pub by: String,
    /// What was said.
    pub words: String,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// On whom or what.
    pub subject: String,
    /// How it was taken.
    pub manner: Manner,
    /// Number of votes for each level, as printed.
    pub counts: Vec<(String, u32)>,
}

/// How a vote is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By show of hands: people are counted.
    Open,
    /// By ballot: papers are counted.
    Secret,
}

/// Prints the minutes.
pub fn pdf(minutes: &Minutes) -> Result<Vec<u8>, DocumentError> {
    document(minutes).pdf()
}

fn summary(year: i32) -> Vec<String> {
    vec!["Hội nghị kiểm điểm trách nhiệm tập thể, cá nhân".into(), format!("trong thực hiện công tác cải cách hành chính năm {year}")]
}

/// What the minutes of a year's meeting are about (trích yếu), in one line: for the register.
pub fn about(year: i32) -> String {
    summary(year).join(" ")
}

/// Sets out the minutes.
pub fn document(minutes: &Minutes) -> Document {
    let year = minutes.year;
    let mut blocks = vec![Block::Title("Biên bản".into(), summary(year))];
    let line = |words: String| Block::Paragraph(words.into());
    blocks.push(line(format!("Thời gian bắt đầu: {}.", dates::moment(minutes.begins))));
    blocks.push(line(format!("Địa điểm: {}", stop(&minutes.place))));
    blocks.extend(attendance(&minutes.attendees));
    blocks.push(line(format!("Chủ trì (chủ tọa): {}", stop(&minutes.chair))));
    blocks.push(line(format!("Thư ký (người ghi biên bản): {}", stop(&minutes.secretary))));
    let values = vec![("nam", year.to_string()), ("don_vi", minutes.unit.clone())];
    let words = wording::words(TemplateKind::Minutes, &minutes.wording, values);
    let items = words.lines("items");
    let item = |at: usize| Block::Item(format!("{at}. {}", items.get(at - 1).map(Line::words).unwrap_or_default()));
    blocks.push(Block::Item(words.line_of("contents").words()));

    blocks.push(item(1));
    blocks.extend(typed(&minutes.purpose));
    blocks.push(item(2));
    blocks.extend(typed(&minutes.reports));
    blocks.push(item(3));
    blocks.extend(minutes.opinions.iter().map(opinion));
    if minutes.opinions.is_empty() {
        blocks.extend(passage(&words, "no_opinions"));
    }
    blocks.push(item(4));
    blocks.extend(typed(&minutes.reply));
    blocks.push(item(5));
    blocks.extend(minutes.votes.iter().enumerate().map(|(index, it)| vote(index, it)));
    if minutes.votes.is_empty() {
        blocks.extend(passage(&words, "no_votes"));
    }
    blocks.push(item(6));
    blocks.extend(typed(&minutes.conclusion));
    if !minutes.remedies.is_empty() {
        blocks.extend(passage(&words, "remedies"));
        blocks.push(agreed(&minutes.remedies));
    }
    blocks.extend(passage(&words, "adopted"));
    let end = minutes.ends.map_or_else(|| "…… giờ ……, ngày …… tháng …… năm ……".to_owned(), dates::moment);
    blocks.push(line(format!("Hội nghị kết thúc vào {end}./.")));

    blocks.push(Block::Signatures(vec![
        minutes.secretary_signer.block("Thư ký", "(Chữ ký)"),
        minutes.chair_signer.block("Chủ tọa", "(Chữ ký, dấu)"),
    ]));
    blocks.extend(minutes.formalities.recipients("Quét mã để kiểm tra biên bản này tại địa chỉ:"));
    minutes.formalities.undated_paper(format!("Biên bản hội nghị kiểm điểm năm {year} - {}", minutes.unit), blocks)
}

/// Who was there and who was not, with the reasons.
fn attendance(attendees: &[Attendee]) -> Vec<Block> {
    let (present, absent): (Vec<_>, Vec<_>) = attendees.iter().partition(|it| it.presence == Presence::Present);
    let total = attendees.len();
    let counts = format!("Thành phần tham dự: tổng số {total:02} người; có mặt {:02}; vắng mặt {:02}.", present.len(), absent.len());
    let row = |(index, it): (usize, &Attendee)| {
        let note = match &it.presence {
            Presence::Present => "Có mặt".to_owned(),
            Presence::Absent(reason) if reason.trim().is_empty() => "Vắng mặt".to_owned(),
            Presence::Absent(reason) => format!("Vắng mặt: {}", open(reason)),
        };
        Row::Cells(vec![(index + 1).to_string().into(), it.name.as_str().into(), it.position.as_str().into(), note.into()])
    };
    let table = Table {
        columns: vec![
            column("TT", 6, Align::Centre),
            column("Họ và tên", 27, Align::Left),
            column("Chức vụ, đơn vị", 42, Align::Left),
            column("Có mặt, vắng mặt (lý\u{A0}do)", 25, Align::Left),
        ],
        rows: attendees.iter().enumerate().map(row).collect(),
        look: TableLook::Ruled,
    };
    vec![Block::Paragraph(counts.into()), Block::Table(table)]
}

fn opinion(opinion: &Opinion) -> Block {
    Block::Paragraph(Text::new("- ").bold(format!("{}: ", opinion.by)).plain(stop(&opinion.words)))
}

fn vote(index: usize, vote: &Vote) -> Block {
    let total: u32 = vote.counts.iter().map(|(_, it)| it).sum();
    let (manner, counted, unit) = match vote.manner {
        Manner::Open => ("biểu quyết giơ tay", "số người biểu quyết", "người"),
        Manner::Secret => ("bỏ phiếu kín", "số phiếu thu về", "phiếu"),
    };
    let counts: Vec<String> = vote.counts.iter().map(|(level, count)| format!("{} {count:02} {unit}", open(level))).collect();
    let subject = open(&vote.subject);
    Block::Paragraph(format!("{}) {subject} ({manner}): {counted} {total:02}; {}.", letter(index), counts.join("; ")).into())
}

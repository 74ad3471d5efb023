//! A wording as a paper, filled in with made-up values: for reading before it is saved. Every page says that it is made up and a draft.

use super::{TypedWording, authority, read};
use crate::paper::{Paper, file_name, formalities, head_in_words, head_signer, name_in_words, print};
use crate::{Ctx, Error};
use documents::block::{Block, LegalForce, PaperState};
use documents::commitment::{Commitment, CommittedTarget};
use documents::decision::{Decision, Matter, PublishedUnit};
use documents::invitation::Invitation;
use documents::minutes::Minutes;
use documents::notice::Notice;
use documents::programme::{AgendaItem, Signing};
use documents::reminder::{LatePeriod, Reminder};
use documents::signing_reminder::SigningReminder;
use documents::{Document, Formalities, Number, Signer, Text};
use domain::template::{TemplateKind, Wording};
use domain::{Timestamp, Unit, UnitId};
use time::macros::date;
use time::{Date, Duration, Time};

/// What the paper says of itself.
const MADE_UP: &str = "BẢN XEM THỬ CÁCH DIỄN ĐẠT – SỐ LIỆU VÀ TÊN NGƯỜI LÀ MINH HỌA";

/// What is typed, as a paper; what cannot be taken is refused as when it is saved. One statement.
pub async fn preview(ctx: &Ctx, unit: UnitId, kind: TemplateKind, typed: &TypedWording) -> Result<Paper, Error> {
    let unit = authority(ctx, ctx.db(), Some(unit)).await?;
    let wording = read(kind, typed).map_err(Error::Invalid)?;
    let name = file_name(&ctx.site, &["xem-thu", kind.slug()], "pdf");
    let made_up = MadeUp {
        formalities: Formalities { force: LegalForce::Illustrative, state: PaperState::Draft, ..formalities(&ctx.site, &unit) },
        authority: unit,
        today: day(kind),
        year: example(kind, "nam").parse().unwrap_or(if kind == TemplateKind::Notice { 2022 } else { 2023 }),
        wording,
    };
    print(name, move || made_up.document(kind)).await
}

/// The values of a paper that is made up.
pub(super) struct MadeUp {
    formalities: Formalities,
    pub(super) authority: Unit,
    pub(super) today: Date,
    /// The year of the campaign, as the examples of the kind say it.
    pub(super) year: i32,
    wording: Wording,
}

/// The day on which the examples of a kind happen.
fn day(kind: TemplateKind) -> Date {
    match kind {
        TemplateKind::Minutes | TemplateKind::Decision | TemplateKind::Notice => date!(2023 - 01 - 09),
        TemplateKind::Commitment | TemplateKind::Invitation | TemplateKind::SigningReminder => date!(2023 - 02 - 20),
        TemplateKind::ProgressReport | TemplateKind::CheckMinutes | TemplateKind::CheckConclusion => date!(2023 - 03 - 31),
        TemplateKind::Reminder | TemplateKind::Justification | TemplateKind::HandOver => date!(2023 - 04 - 20),
    }
}

/// A field's example.
pub(super) fn example(kind: TemplateKind, name: &str) -> String {
    kind.field(name).map(|it| it.example.to_owned()).unwrap_or_default()
}

fn signer(capacity: &[&str], name: &str) -> Signer {
    Signer { capacity: capacity.iter().map(|it| (*it).to_owned()).collect(), name: name.to_owned(), confirmation: None }
}

impl MadeUp {
    fn document(self, kind: TemplateKind) -> Document {
        let mut document = match kind {
            TemplateKind::Commitment => documents::commitment::document(&self.commitment()),
            TemplateKind::Invitation => documents::invitation::document(&self.invitation()),
            TemplateKind::Reminder => documents::reminder::document(&self.reminder()),
            TemplateKind::SigningReminder => documents::signing_reminder::document(&self.signing_reminder()),
            TemplateKind::Minutes => documents::minutes::document(&self.minutes()),
            TemplateKind::Decision => documents::decision::document(&self.decision()),
            TemplateKind::Notice => documents::notice::document(&self.notice()),
            TemplateKind::ProgressReport => documents::progress_report::document(&self.progress_report()),
            TemplateKind::Justification => documents::justification::document(&self.justification()),
            TemplateKind::CheckMinutes => documents::check_minutes::document(&self.check_minutes()),
            TemplateKind::CheckConclusion => documents::check_conclusion::document(&self.check_conclusion()),
            TemplateKind::HandOver => documents::hand_over::document(&self.hand_over()),
        };
        document.title = format!("Xem thử: {}", document.title);
        document.blocks.insert(0, Block::Centred(Text::default().bold(MADE_UP)));
        document
    }

    pub(super) fn numbered(&self, symbol: &str, recipients: &[&str]) -> Formalities {
        Formalities {
            number: Some(Number { number: None, symbol: symbol.to_owned() }),
            recipients: recipients.iter().map(|it| (*it).to_owned()).collect(),
            ..self.formalities.clone()
        }
    }

    fn at(&self, hour: u8) -> time::OffsetDateTime {
        self.today.with_time(Time::from_hms(hour, 0, 0).unwrap_or(Time::MIDNIGHT)).assume_offset(Timestamp(0).in_hanoi().offset())
    }

    pub(super) fn wording(&self) -> Option<Wording> {
        Some(self.wording.clone())
    }

    fn commitment(&self) -> Commitment {
        let kind = TemplateKind::Commitment;
        let target = |name: &str, measure: &str, last_year: &str, value: &str| CommittedTarget {
            name: name.to_owned(),
            measure: measure.to_owned(),
            last_year: last_year.to_owned(),
            value: value.to_owned(),
            due: format!("31/12/{}", self.year),
            note: String::new(),
        };
        let words = domain::template::Words::examples(kind, Some(&self.wording));
        Commitment {
            formalities: self.formalities.clone(),
            year: self.year,
            plan: None,
            grounds: vec!["Căn cứ Kế hoạch cải cách hành chính của cơ quan (minh họa)".to_owned()],
            head: example(kind, "ho_ten"),
            position: example(kind, "chuc_vu"),
            unit: example(kind, "don_vi"),
            authority_head: head_in_words(&self.authority),
            authority: name_in_words(&self.authority),
            targets: vec![
                target("Hồ sơ giải quyết đúng hạn", "%", "97,50", "từ 98,00 trở lên"),
                target("Hồ sơ quá hạn", "hồ sơ", "4", "0"),
            ],
            tasks: Vec::new(),
            reporting: domain::commitment::reporting_regime(
                self.year,
                &[domain::Frequency::Month],
                2,
                words.lines("reporting").into_iter().map(|it| it.closed("").words()).collect(),
            ),
            seal: None,
            notices: Vec::new(),
            wording: self.wording(),
            copies: None,
            authority_signer: signer(&["Chủ tịch"], "Trần Văn Minh"),
            head_signer: signer(&["Chủ tịch"], &example(kind, "ho_ten")),
        }
    }

    fn invitation(&self) -> Invitation {
        let inviting = name_in_words(&self.authority);
        let item = |time: &str, content: &str| AgendaItem { time: time.to_owned(), content: content.to_owned(), by: String::new() };
        Invitation {
            formalities: self.numbered(&format!("GM-{}", self.authority.doc_abbrev), &["Như trên", "Lưu: VT"]),
            event: format!("Hội nghị ký cam kết cải cách hành chính năm {}", self.year),
            invited: vec![format!("Lãnh đạo {inviting}"), "Thủ trưởng các đơn vị ký cam kết".to_owned()],
            inviting,
            begins: self.at(8),
            place: "Hội trường cơ quan".to_owned(),
            agenda: vec![item("08 giờ 00", "Khai mạc"), item("08 giờ 15", "Ký bản cam kết")],
            signings: vec![Signing {
                unit: "Xã Cao An".to_owned(),
                head: "Nguyễn Văn Hòa".to_owned(),
                position: "Chủ tịch Ủy ban nhân dân xã".to_owned(),
            }],
            signer: head_signer(&self.authority, None),
            wording: self.wording(),
        }
    }

    fn reminder(&self) -> Reminder {
        let due = self.today.saturating_sub(Duration::days(7));
        Reminder {
            formalities: self.numbered(&self.authority.doc_abbrev, &["Như trên", "Lưu: VT"]),
            year: self.year,
            unit: example(TemplateKind::Reminder, "don_vi"),
            as_of: self.today,
            periods: vec![LatePeriod {
                name: format!("Tháng 3/{}", self.year),
                due,
                figures: vec!["Hồ sơ tiếp nhận".to_owned(), "Hồ sơ quá hạn".to_owned()],
            }],
            signer: head_signer(&self.authority, None),
            wording: self.wording(),
        }
    }

    fn signing_reminder(&self) -> SigningReminder {
        SigningReminder {
            formalities: self.numbered(&self.authority.doc_abbrev, &["Như trên", "Lưu: VT"]),
            year: self.year,
            unit: example(TemplateKind::SigningReminder, "don_vi"),
            as_of: self.today,
            agreed_on: self.today.saturating_sub(Duration::days(7)),
            until: self.today.saturating_add(Duration::days(8)),
            on_paper: false,
            signer: head_signer(&self.authority, None),
            wording: self.wording(),
        }
    }

    fn notice(&self) -> Notice {
        Notice {
            formalities: self.numbered(&format!("TB-{}", self.authority.doc_abbrev), &["Như trên", "Lưu: VT, NV"]),
            about: documents::decision::about(documents::decision::Kind::Publication, self.year),
            decision: example(TemplateKind::Notice, "quyet_dinh"),
            addressee: example(TemplateKind::Notice, "doi_tuong"),
            whose: example(TemplateKind::Notice, "doi_tuong"),
            result: vec!["96,50 điểm; xếp hạng 1 trong nhóm".to_owned()],
            reason: String::new(),
            since: documents::dates::in_words(self.today),
            appeal: String::new(),
            signer: head_signer(&self.authority, None),
            wording: self.wording(),
        }
    }

    fn minutes(&self) -> Minutes {
        Minutes {
            formalities: self.numbered("BB-UBND", &["Như thành phần tham dự", "Lưu: VT, HS"]),
            year: self.year,
            unit: example(TemplateKind::Minutes, "don_vi"),
            begins: self.at(8),
            ends: Some(self.at(10)),
            place: "Phòng họp cơ quan".to_owned(),
            attendees: Vec::new(),
            chair: "Ông Nguyễn Văn Hòa, Chủ tịch Ủy ban nhân dân xã".to_owned(),
            secretary: "Bà Trần Thị Mai, công chức văn phòng - thống kê".to_owned(),
            purpose: "Kiểm điểm trách nhiệm thực hiện cam kết.".to_owned(),
            reports: "Báo cáo kiểm điểm của tập thể.".to_owned(),
            opinions: Vec::new(),
            reply: "Tập thể tiếp thu các ý kiến.".to_owned(),
            votes: Vec::new(),
            conclusion: "Hội nghị thống nhất nội dung báo cáo.".to_owned(),
            remedies: vec![documents::Remedy {
                shortcoming: "Hồ sơ quá hạn".to_owned(),
                measure: "Rà soát hồ sơ hằng tuần".to_owned(),
                owner: "Công chức một cửa".to_owned(),
                due: Some(self.today.saturating_add(Duration::days(60))),
                expected: String::new(),
                state: documents::RemedyState::NotDone,
            }],
            secretary_signer: signer(&[], "Trần Thị Mai"),
            chair_signer: signer(&[], "Nguyễn Văn Hòa"),
            wording: self.wording(),
        }
    }

    fn decision(&self) -> Decision {
        let unit = |rank: &str, unit: &str, score: &str| PublishedUnit {
            rank: rank.to_owned(),
            unit: unit.to_owned(),
            score: score.to_owned(),
            grade: "–".to_owned(),
            outcome: "Đạt".to_owned(),
        };
        Decision {
            formalities: self.numbered(&format!("QĐ-{}", self.authority.doc_abbrev), &["Như Điều 3", "Lưu: VT, NV"]),
            year: self.year,
            group: "Xã, thị trấn".to_owned(),
            decides: head_in_words(&self.authority),
            basis: vec!["Căn cứ Kế hoạch cải cách hành chính của cơ quan (minh họa)".to_owned()],
            proposer: example(TemplateKind::Decision, "co_quan_de_nghi"),
            matter: Matter::Publication(vec![unit("1", "Xã Cao An", "96,50"), unit("2", "Xã Cẩm Văn", "91,25")]),
            replaces: None,
            reason: String::new(),
            appeals: Some((5, 7)),
            signer: head_signer(&self.authority, None),
            wording: self.wording(),
        }
    }
}

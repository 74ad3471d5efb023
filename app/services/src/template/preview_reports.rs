//! Reports and minutes of checks and hand-overs as made-up papers, for trying a wording.

use super::preview::{MadeUp, example};
use crate::paper::{head_signer, name_in_words};
use documents::Signer;
use documents::check::{Checked, Counts};
use documents::check_conclusion::CheckConclusion;
use documents::check_minutes::CheckMinutes;
use documents::hand_over::{HandOver, Holder, PeriodStanding};
use documents::justification::{Justification, Lacking};
use documents::progress_report::{ProgressReport, ReportedArea, ReportedTarget};
use domain::template::TemplateKind;
use time::macros::date;
use time::{Date, Duration};

impl MadeUp {
    pub(super) fn progress_report(&self) -> ProgressReport {
        let target = ReportedTarget {
            name: "Tỷ lệ hồ sơ giải quyết đúng hạn".to_owned(),
            measure: "%".to_owned(),
            committed: "từ 98,00% trở lên".to_owned(),
            in_period: "98,60%".to_owned(),
            so_far: "98,60%".to_owned(),
            compared: "đạt mức cam kết".to_owned(),
            judged: "Đạt".to_owned(),
            behind: false,
        };
        ProgressReport {
            formalities: self.numbered("BC-UBND", &["Như trên", "Lưu: VT"]),
            period: example(TemplateKind::ProgressReport, "ky"),
            year: self.year,
            until: self.today,
            unit: example(TemplateKind::ProgressReport, "don_vi"),
            authority: name_in_words(&self.authority),
            areas: vec![ReportedArea { name: String::new(), targets: vec![target] }],
            tasks: Vec::new(),
            ahead: Vec::new(),
            missing: Vec::new(),
            signer: self.unit_head(),
            wording: self.wording(),
        }
    }

    pub(super) fn justification(&self) -> Justification {
        Justification {
            formalities: self.numbered("BC-UBND", &["Như trên", "Lưu: VT"]),
            year: self.year,
            unit: example(TemplateKind::Justification, "don_vi"),
            authority: name_in_words(&self.authority),
            result: example(TemplateKind::Justification, "ket_qua"),
            missed: Vec::new(),
            corrections: Vec::new(),
            older: false,
            notes: Vec::new(),
            lacking: vec![Lacking {
                figure: "Hồ sơ quá hạn, tháng 3".to_owned(),
                what: "chưa được xác minh".to_owned(),
                reason: String::new(),
            }],
            remedies: Vec::new(),
            signer: self.unit_head(),
            wording: self.wording(),
        }
    }

    pub(super) fn check_minutes(&self) -> CheckMinutes {
        CheckMinutes {
            formalities: self.numbered(&format!("BB-{}", self.authority.doc_abbrev), &["Đơn vị được kiểm tra", "Lưu: VT, HS"]),
            checked: self.checked(TemplateKind::CheckMinutes),
            verifiers: vec!["Nguyễn Văn Hòa".to_owned()],
            checker: Signer { capacity: Vec::new(), name: String::new(), confirmation: None },
            head: self.unit_head(),
            wording: self.wording(),
        }
    }

    pub(super) fn check_conclusion(&self) -> CheckConclusion {
        CheckConclusion {
            formalities: self.numbered(&format!("TB-{}", self.authority.doc_abbrev), &["Đơn vị được kiểm tra", "Lưu: VT, HS"]),
            checked: self.checked(TemplateKind::CheckConclusion),
            signer: head_signer(&self.authority, None),
            wording: self.wording(),
        }
    }

    pub(super) fn hand_over(&self) -> HandOver {
        let holder = |name: &str, since: Date, until: Option<Date>| Holder {
            name: name.to_owned(),
            post: "Chủ tịch Ủy ban nhân dân xã".to_owned(),
            since,
            until,
        };
        HandOver {
            formalities: self.numbered("BB-UBND", &["Bên giao, bên nhận", "Lưu: VT, HS"]),
            year: self.year,
            unit: example(TemplateKind::HandOver, "don_vi"),
            as_of: self.today,
            from: Some(holder("Nguyễn Văn Hòa", date!(2021 - 07 - 01), Some(self.today))),
            to: Some(holder("Trần Thị Mai", self.today.saturating_add(Duration::DAY), None)),
            sheet: None,
            tasks: Vec::new(),
            periods: vec![PeriodStanding { period: "Tháng 3".to_owned(), numbers: [16, 13, 1, 1, 0, 1] }],
            remedies: Vec::new(),
            cases: Vec::new(),
            papers: Vec::new(),
            wording: self.wording(),
        }
    }

    fn checked(&self, kind: TemplateKind) -> Checked {
        Checked {
            period: example(kind, "ky"),
            year: self.year,
            unit: example(kind, "don_vi"),
            authority: name_in_words(&self.authority),
            as_of: self.today,
            counts: Counts { accepted: 14, adjusted: 1, returned: 0, waiting: 1, lacking: 0 },
            corrections: Vec::new(),
            older: false,
            unsettled: Vec::new(),
        }
    }

    /// The head of a unit that does not exist.
    fn unit_head(&self) -> Signer {
        Signer {
            capacity: vec!["TM. Ủy ban nhân dân".to_owned(), "Chủ tịch".to_owned()],
            name: "Nguyễn Văn Hòa".to_owned(),
            confirmation: None,
        }
    }
}

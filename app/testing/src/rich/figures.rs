//! Figures with evidence in every state, an index published by others, a final run.

use super::{Built, month};
use domain::policy::Role;
use domain::run::RunKind;
use domain::{EvidenceId, FigureId, Period, RunId, UnitId};
use services::figure::evidence::{Attach, Of, attach};
use services::figure::{self, Adjust, Record, RecordRow, SendBack, Submit};
use services::{account, assessment};

impl Built {
    /// January is decided, February waits, March is entered; another unit has entered January.
    pub(super) async fn figures(&self, own: UnitId, other: UnitId) -> ((FigureId, i64), EvidenceId) {
        let inspector = self.near.ctx(Role::Inspector).await;
        let mut evidence = Vec::new();
        for unit in self.alike(own) {
            for number in [1, 2, 3] {
                self.enter(unit, month(number)).await;
            }
            let focal = self.of_commune(Role::FocalOfficer, unit).await;
            attach(&focal, file(&format!("so-theo-doi-{unit}.pdf"), unit, month(2), "online")).await.unwrap();
            evidence.push(attach(&focal, file(&format!("bao-cao-{unit}.pdf"), unit, month(3), "received")).await.unwrap().id);
            for number in [1, 2] {
                self.submit(unit, month(number)).await;
            }
        }
        self.enter(other, month(1)).await;
        let january = store::figure::of_unit_period(&self.db, self.near.campaign, own, month(1)).await.unwrap();
        let mut rest = january.iter().map(|it| (it.figure.id, it.figure.revision)).collect::<Vec<_>>();
        let (adjusted, returned) = (rest.pop().unwrap(), rest.pop().unwrap());
        figure::accept(&inspector, &rest).await.unwrap();
        let adjust = Adjust {
            figure: adjusted.0,
            revision: adjusted.1,
            value: "19".to_owned(),
            confirmed: String::new(),
            reason: "Đếm trùng một hồ sơ".to_owned(),
        };
        figure::adjust(&inspector, &adjust).await.unwrap();
        let back = SendBack { figure: returned.0, revision: returned.1, reason: "Thiếu sổ theo dõi".to_owned() };
        figure::send_back(&inspector, &back).await.unwrap();
        let february = store::figure::with_limits(&self.db, self.near.campaign, own, month(2)).await.unwrap();
        let waiting = february.iter().find(|it| it.owner_area == "A7_digital").unwrap();
        ((waiting.figure.id, waiting.figure.revision), evidence[0])
    }

    async fn enter(&self, unit: UnitId, period: Period) {
        let focal = self.of_commune(Role::FocalOfficer, unit).await;
        let page = figure::entry(&focal, unit, period, None).await.unwrap();
        let rows = page.rows.iter().map(|it| RecordRow {
            variable: it.used.variable.id,
            value: if it.used.variable.limit_code.is_empty() { "100" } else { "20" }.to_owned(),
            note: String::new(),
            value_was: String::new(),
            note_was: String::new(),
            revision: 0,
            confirmed: String::new(),
        });
        let form = Record { unit, period, campaign: None, as_of: String::new(), rows: rows.collect() };
        figure::record(&focal, &form).await.unwrap();
    }

    async fn submit(&self, unit: UnitId, period: Period) {
        let head = self.of_commune(Role::UnitHead, unit).await;
        let token = account::form_token(&head).await.unwrap();
        figure::submit(&head, &Submit { unit, period, campaign: None, token }).await.unwrap();
    }

    pub(super) async fn external(&self, unit: UnitId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let typed = assessment::NewExternal {
            title: "Chỉ số CCHC năm 2022".to_owned(),
            points: "81,5".to_owned(),
            rank: "12".to_owned(),
            out_of: "17".to_owned(),
            note: String::new(),
            source: "Báo cáo của Sở Nội vụ".to_owned(),
            published_on: "05/01/2023".to_owned(),
        };
        assessment::record_external(&office, self.near.campaign, unit, &typed).await.unwrap();
    }

    /// The final run: what is missing counts as missing, with a reason.
    pub(super) async fn run(&self) -> RunId {
        let office = self.near.ctx(Role::ParOffice).await;
        let mut excuses = Vec::new();
        loop {
            let page = excuses.len() / 50 + 1;
            let list = assessment::missing_figures(&office, "cchc-2023", None, None, page).await.unwrap();
            let reason = |it: &assessment::MissingFigure| assessment::Excuse {
                unit: it.unit,
                variable: it.variable,
                period: it.period,
                reason: "Kỳ chưa kết thúc".to_owned(),
            };
            excuses.extend(list.figures.iter().map(reason).map(|it| ("rows[0][reason]".to_owned(), it)));
            if excuses.len() >= list.total {
                break;
            }
        }
        assessment::excuse(&office, self.near.campaign, self.near.group, &excuses).await.unwrap();
        let token = account::form_token(&office).await.unwrap();
        assessment::run(&office, self.near.campaign, self.near.group, RunKind::Final, &token).await.unwrap()
    }
}

pub(super) fn file(name: &str, unit: UnitId, period: Period, variable: &str) -> Attach {
    Attach {
        of: Of::Figure { unit, period, campaign: None, variable: variable.to_owned() },
        file_name: name.to_owned(),
        content: format!("%PDF-1.7 {name} {period}").into_bytes(),
        doc_number: "12/BC-UBND".to_owned(),
        doc_on: "10/01/2023".to_owned(),
        issuer: "UBND xã".to_owned(),
    }
}

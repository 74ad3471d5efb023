//! Cases from open to signed, and what follows.

use super::{Built, Stand};
use crate::PASSWORD;
use domain::policy::Role;
use domain::review::{ReportKind, Section};
use domain::{CaseId, RemedyId, UnitId};
use services::account;
use services::review::{
    self, AnswerRow, AttendeeRow, CallForm, ConsequenceForm, InvitedRow, MinutesForm, OpinionRow, ReplyRow, ReportForm, SupportForm,
    Verdict, VoteRow,
};

impl Built {
    /// The own case is signed and followed up; the other one is reported.
    pub(super) async fn reviews(&self, own: UnitId, other: UnitId) -> (CaseId, RemedyId) {
        let office = self.near.ctx(Role::ParOffice).await;
        review::open(&office, "cchc-2023", "31/08/2023").await.unwrap();
        self.report(other, store::review::case::of_unit(&self.db, self.near.campaign, other).await.unwrap().id).await;
        let mut reviewed = Vec::new();
        for unit in self.alike(own) {
            reviewed.push(self.reviewed(unit).await);
        }
        reviewed[0]
    }

    /// A case from a guiding question to what follows.
    async fn reviewed(&self, own: UnitId) -> (CaseId, RemedyId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let case = store::review::case::of_unit(&self.db, self.near.campaign, own).await.unwrap().id;
        review::ask(&office, case, "Vì sao hồ sơ trực tuyến thấp?").await.unwrap();
        self.report(own, case).await;
        self.meet(own, case).await;
        let remedies = store::review::follow_up::of_case(&self.db, case).await.unwrap();
        let (first, second) = (remedies[0].remedy.clone(), remedies[1].remedy.clone());
        let focal = self.of_commune(Role::FocalOfficer, own).await;
        let inspector = self.near.ctx(Role::Inspector).await;
        for it in [&first, &second] {
            review::report_remedy(&focal, it.id, it.revision, "Đã tập huấn", "01/08/2023").await.unwrap();
        }
        review::judge_remedy(&inspector, first.id, first.revision + 1, Verdict::Done, "Đã kiểm tra tại chỗ").await.unwrap();
        let chair = self.near.ctx(Role::Authority).await;
        let consequence = ConsequenceForm {
            case: case.to_string(),
            kind: "reprimand".to_owned(),
            subject_post: "Chủ tịch UBND xã Cẩm Văn".to_owned(),
            legal_basis: "Quy chế đánh giá".to_owned(),
            description: format!("Phê bình bằng văn bản {own}."),
            decision_number: "12/QĐ-UBND".to_owned(),
            decided_on: "07/08/2023".to_owned(),
        };
        review::record_consequence(&chair, &consequence).await.unwrap();
        let support = SupportForm {
            campaign: "cchc-2023".to_owned(),
            unit: own.to_string(),
            target: String::new(),
            kind: "equipment".to_owned(),
            description: "Máy tính".to_owned(),
            amount: "02 bộ".to_owned(),
            given_on: "01/08/2023".to_owned(),
            source: "UBND huyện".to_owned(),
        };
        review::record_support(&office, &support).await.unwrap();
        (case, second.id)
    }

    async fn report(&self, unit: UnitId, case: CaseId) {
        let head = self.of_commune(Role::UnitHead, unit).await;
        for kind in ReportKind::ALL {
            // Whoever reads one of these knows of which unit and which report it is.
            let text = match kind {
                ReportKind::Collective => format!("Nguyên nhân của đơn vị {unit}."),
                ReportKind::Personal => format!("Kiểm điểm cá nhân của đơn vị {unit}."),
            };
            let view = review::report(&head, case, *kind).await.unwrap();
            let missed = view.items.iter().filter(|it| !it.facts.met);
            let answer = |it: &domain::review::Item| AnswerRow {
                id: it.id.to_string(),
                cause_kind: "subjective".to_owned(),
                cause: text.clone(),
                responsible: "Ông Hoàng Văn Một".to_owned(),
                remedy: format!("Khắc phục: {}", it.facts.title),
                due_on: "31/12/2023".to_owned(),
            };
            let form = ReportForm {
                case,
                kind: *kind,
                revision: view.report.revision,
                items: missed.map(answer).collect(),
                sections: Section::of_kind(*kind).iter().map(|it| (it.code().to_owned(), text.clone())).collect(),
                levels: Section::of_kind(*kind).iter().map(|it| (it.code().to_owned(), "average".to_owned())).collect(),
                answers: view.answers.iter().map(|it| ReplyRow { id: it.0.to_string(), answer: "Đã giải trình.".to_owned() }).collect(),
                grade: "completed".to_owned(),
            };
            let token = account::form_token(&head).await.unwrap();
            review::submit(&head, &form, PASSWORD, &token).await.unwrap();
        }
    }

    async fn meet(&self, unit: UnitId, case: CaseId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let chair = self.near.ctx(Role::Authority).await;
        let secretary = match self.more.contains(&unit) {
            true => self.of_commune(Role::FocalOfficer, unit).await,
            false => self.ctx(Role::MeetingSecretary, Stand::Own).await,
        };
        let names = ["Ông Hoàng Văn Một", "Bà Bùi Thị Một"];
        let called = CallForm {
            case,
            revision: 0,
            held_on: "08/08/2023".to_owned(),
            begins: "7:30".to_owned(),
            place: "Hội trường UBND xã".to_owned(),
            chair: chair.actor.person.to_string(),
            secretary: secretary.actor.person.to_string(),
            purpose: "Kiểm điểm trách nhiệm.".to_owned(),
            invited: names.map(|it| InvitedRow { name: it.to_owned(), post: "Công chức".to_owned() }).to_vec(),
        };
        review::call(&office, &called).await.unwrap();
        let attendee =
            |it: &str| AttendeeRow { name: it.to_owned(), post: "Công chức".to_owned(), present: true, absent_reason: String::new() };
        let written = MinutesForm {
            case,
            revision: 1,
            begins: "7:30".to_owned(),
            ends: "8:30".to_owned(),
            place: "Hội trường UBND xã".to_owned(),
            attendees: names.iter().map(|it| attendee(it)).collect(),
            purpose: "Kiểm điểm trách nhiệm.".to_owned(),
            presented: "Trình bày hai báo cáo.".to_owned(),
            opinions: vec![OpinionRow {
                kind: "opinion".to_owned(),
                speaker: "Bà Bùi Thị Một".to_owned(),
                content: "Cần phân công rõ.".to_owned(),
            }],
            votes: vec![VoteRow {
                subject: "Tập thể".to_owned(),
                manner: "open".to_owned(),
                in_favour: "2".to_owned(),
                against: "0".to_owned(),
                abstained: "0".to_owned(),
            }],
            conclusion: "Thống nhất.".to_owned(),
        };
        review::write(&secretary, &written).await.unwrap();
        let revision = review::minutes(&secretary, case).await.unwrap().meeting.revision;
        review::adopt(&secretary, case, revision, &account::form_token(&secretary).await.unwrap()).await.unwrap();
        for signer in [&secretary, &chair] {
            let digest = review::minutes(signer, case).await.unwrap().meeting.adopted.map(|it| it.1).unwrap();
            let token = account::form_token(signer).await.unwrap();
            review::sign(signer, case, &digest, PASSWORD, &token).await.unwrap();
        }
    }
}

//! Sheets, the conference at which one is signed, a key task of it.

use super::figures::file;
use super::{Built, month};
use crate::PASSWORD;
use domain::policy::Role;
use domain::{CommitmentId, ConferenceId, KeyTaskId, ScanId, UnitId};
use services::commitment::{self, Draft, TypedTask, TypedValue};
use services::conference::{self, TypedConference};
use services::figure::evidence::{Attach, Of, attach};
use services::{account, key_task};
use store::scan::{By, NewScan};

impl Built {
    pub(super) async fn sheets(&self, own: UnitId, other: UnitId) -> (CommitmentId, KeyTaskId, ConferenceId) {
        let office = self.near.ctx(Role::ParOffice).await;
        let chair = self.near.ctx(Role::Authority).await;
        commitment::issue_all(&office, self.near.campaign).await.unwrap();
        for unit in self.alike(own).into_iter().chain([other]) {
            let id = commitment::id_of_unit(&office, self.near.campaign, unit).await.unwrap();
            let focal = self.of_commune(Role::FocalOfficer, unit).await;
            let page = commitment::open(&focal, id).await.unwrap();
            let value = |it: &commitment::Asked| TypedValue { target: it.line.id.0, value: it.asked().to_string(), note: String::new() };
            let draft = Draft {
                goals: Vec::new(),
                revision: page.sheet.revision,
                note: "Theo điều kiện của xã".to_owned(),
                confirmed: true,
                values: page.targets.iter().map(value).collect(),
                tasks: vec![TypedTask {
                    title: "Kiện toàn tổ công nghệ số".to_owned(),
                    result: "100% thôn có tổ".to_owned(),
                    person: "Bà Bùi Thị Một".to_owned(),
                    due: "30/09/2023".to_owned(),
                }],
            };
            commitment::propose(&focal, id, &draft).await.unwrap();
            let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
            commitment::approve(&chair, id, revision).await.unwrap();
        }
        let mut sheets = Vec::new();
        for unit in self.alike(own) {
            let sheet = commitment::id_of_unit(&office, self.near.campaign, unit).await.unwrap();
            for signer in [&self.of_commune(Role::UnitHead, unit).await, &chair] {
                let page = commitment::sign_page(signer, sheet).await.unwrap();
                commitment::sign(signer, sheet, &page.digest, PASSWORD, &page.token).await.unwrap();
            }
            sheets.push((unit, sheet));
        }
        let conference = TypedConference {
            title: "Hội nghị ký cam kết năm 2023".to_owned(),
            held_on: "20/02/2023".to_owned(),
            starts_at: "8:00".to_owned(),
            place: "Hội trường huyện".to_owned(),
            agenda: "Khai mạc\nKý cam kết".to_owned(),
        };
        let conference = conference::arrange(&office, "cchc-2023", &conference).await.unwrap();
        conference::group(&office, conference, &sheets.iter().map(|it| it.1).collect::<Vec<_>>()).await.unwrap();
        let attended = |unit| conference::Attended { unit, present: true, note: String::new() };
        let present: Vec<_> = self.alike(own).into_iter().chain([other]).map(attended).collect();
        conference::record_attendance(&office, conference, &present).await.unwrap();
        let mut tasks = Vec::new();
        for (unit, sheet) in &sheets {
            tasks.push(self.task(*unit, *sheet).await);
        }
        (sheets[0].1, tasks[0], conference)
    }

    /// A scan that the home-affairs office put in.
    pub(super) async fn scan(&self, id: CommitmentId) -> ScanId {
        let office = self.near.ctx(Role::ParOffice).await;
        let sheet = commitment::sheet(&office, id).await.unwrap().sheet;
        let bytes = commitment::pdf(&office, id).await.unwrap().bytes;
        let scan = NewScan {
            commitment: id,
            public_code: sheet.public_code,
            digest: sheet.digest.unwrap(),
            file_name: "ban-quet.pdf".into(),
            pages: 1,
            sha256: domain::canonical::sha256(&bytes),
            bytes,
        };
        let (actor, at) = (&office.actor, office.now);
        let by = By { person: actor.person, account: actor.account, name: actor.name.clone(), post: actor.post.clone(), at };
        store::scan::insert(&self.db, scan, &by).await.unwrap()
    }

    /// The key task of a sheet, reported with a file and submitted.
    async fn task(&self, unit: UnitId, sheet: CommitmentId) -> KeyTaskId {
        let task = store::key_task::of_commitment(&self.db, sheet).await.unwrap().first().unwrap().clone();
        let focal = self.of_commune(Role::FocalOfficer, unit).await;
        key_task::report(&focal, task.id, task.revision, "01/08/2023", "Đã kiện toàn tại 5 thôn").await.unwrap();
        let proof = Attach { of: Of::KeyTask(task.id), ..file(&format!("to-cong-nghe-{unit}.pdf"), unit, month(1), "") };
        attach(&focal, proof).await.unwrap();
        let head = self.of_commune(Role::UnitHead, unit).await;
        key_task::submit(&head, task.id, task.revision + 1, &account::form_token(&head).await.unwrap()).await.unwrap();
        task.id
    }
}

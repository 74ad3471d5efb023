//! Key tasks and evidence, on both databases: who may not decide, and what a closed campaign takes no more.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Refusal;
use domain::campaign::StageRefusal;
use domain::key_task::{TaskReportRefusal, TaskStanding};
use domain::policy::{Forbidden, Role};
use services::figure::evidence::{Attach, Of, attach, withdraw};
use services::{Error, key_task};
use testing::{Stand, db_test, rich};

fn is(error: &Error, refusal: impl Into<Refusal>) -> bool {
    matches!(error, Error::Refused(it) if *it == refusal.into())
}

db_test! {
    async fn whoever_reported_a_task_or_submitted_its_report_does_not_verify_it(db) {
        let it = rich(&db).await;
        let task = store::key_task::get(&db, it.task).await.unwrap();
        let (focal, head) = (it.ctx(Role::FocalOfficer, Stand::Own).await, it.ctx(Role::UnitHead, Stand::Own).await);
        assert_eq!((task.standing, task.entered.unwrap().0, task.submitted.unwrap().0), (TaskStanding::Submitted, focal.actor.person, head.actor.person));
        // Both have left the unit and inspect now.
        for person in [focal.actor.person, head.actor.person] {
            let mut inspector = it.ctx(Role::Inspector, Stand::Near).await;
            inspector.actor.person = person;
            let error = key_task::verify(&inspector, task.id, task.revision).await.unwrap_err();
            assert!(is(&error, TaskReportRefusal::OwnReport), "{error}");
            let error = key_task::send_back(&inspector, task.id, task.revision, "Thiếu ảnh").await.unwrap_err();
            assert!(is(&error, TaskReportRefusal::OwnReport), "{error}");
        }
        key_task::verify(&it.ctx(Role::Inspector, Stand::Near).await, task.id, task.revision).await.unwrap();
    }

    async fn who_may_not_act_on_a_task_does_not_hear_whether_it_changed(db) {
        let it = rich(&db).await;
        let stranger = it.ctx(Role::FocalOfficer, Stand::Near).await;
        let error = key_task::report(&stranger, it.task, 77, "01/08/2023", "Đã xong").await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "{error}");
    }

    async fn a_closed_campaign_takes_no_evidence_and_gives_none_back(db) {
        let it = rich(&db).await;
        let focal = it.ctx(Role::FocalOfficer, Stand::Own).await;
        store::campaign::close(&db, it.near.campaign).await.unwrap();
        let file = |of| Attach { of, file_name: "a.pdf".into(), content: b"%PDF-1.7 moi".to_vec(), doc_number: String::new(), doc_on: String::new(), issuer: String::new() };
        let figure = Of::Figure { unit: it.near.communes[0], period: "2023-M03".parse().unwrap(), campaign: None, variable: "received".into() };
        for of in [Of::KeyTask(it.task), figure] {
            let error = attach(&focal, file(of)).await.unwrap_err();
            assert!(is(&error, StageRefusal::CampaignClosed), "{error}");
        }
        let error = withdraw(&focal, it.evidence, "Nhầm tệp").await.unwrap_err();
        assert!(is(&error, StageRefusal::CampaignClosed), "{error}");
    }
}

//! My work, on both databases: what is owed, and nothing of others.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Period;
use domain::policy::Role;
use domain::work::WorkKind;
use services::figure::{Record, RecordRow, entry, record};
use testing::{db_test, district};
use time::macros::date;

db_test! {
    async fn a_focal_officer_owes_the_figures_of_the_own_unit_alone(db) {
        let it = district(&db).await;
        let own = it.communes[1];
        let ctx = it.ctx_at(Role::FocalOfficer, own).await;
        let work = services::work::list(&ctx).await.unwrap();
        assert_eq!(work.campaigns.iter().map(|it| it.id).collect::<Vec<_>>(), [it.campaign]);
        assert!(work.items.iter().all(|it| it.kind == WorkKind::EnterFigures && it.unit.as_ref().map(|it| it.0) == Some(own)), "{:?}", work.items);
        // Eight months of eight monthly variables, three quarters of two, and the year's two: each period is a line of its own.
        assert_eq!(work.items.len(), 8 + 3 + 1);
        assert_eq!(work.items.iter().map(|it| it.count).sum::<i64>(), 8 * 8 + 3 * 2 + 2);
        assert_eq!(work.items[0].due, Some(date!(2023 - 01 - 17)), "14/01/2023 is a Saturday; two working days later");
    }

    async fn a_head_owes_the_sending_of_what_is_entered_and_no_entry(db) {
        let it = district(&db).await;
        let own = it.communes[1];
        let head = it.ctx_at(Role::UnitHead, own).await;
        assert!(services::work::list(&head).await.unwrap().items.iter().all(|it| it.kind != WorkKind::EnterFigures));
        let focal = it.ctx_at(Role::FocalOfficer, own).await;
        let period: Period = "2023-M01".parse().unwrap();
        let page = entry(&focal, own, period, None).await.unwrap();
        let variable = page.rows.iter().find(|it| it.used.variable.code == "received").unwrap().used.variable.id;
        let row = RecordRow {
            variable,
            value: "10".to_owned(),
            note: String::new(),
            value_was: String::new(),
            note_was: String::new(),
            revision: 0,
            confirmed: String::new(),
        };
        record(&focal, &Record { unit: own, period, campaign: None, as_of: String::new(), rows: vec![row] }).await.unwrap();
        let items = services::work::list(&head).await.unwrap().items;
        let [line] = &items[..] else { panic!("{items:?}") };
        assert_eq!((line.kind, line.count, line.period), (WorkKind::SubmitFigures, 1, Some(period)));
    }

    async fn who_has_no_unit_of_their_own_owes_nothing_before_something_waits(db) {
        let it = district(&db).await;
        for role in [Role::Inspector, Role::Viewer, Role::Admin, Role::Authority] {
            assert_eq!(services::work::list(&it.ctx(role).await).await.unwrap().items, [], "{role:?}");
        }
    }
}

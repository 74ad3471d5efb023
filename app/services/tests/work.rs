//! My work, on both databases: what is owed, and nothing of others.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::policy::Role;
use domain::work::WorkKind;
use testing::{db_test, district};
use time::macros::date;

db_test! {
    async fn a_focal_officer_owes_the_figures_of_the_own_unit_alone(db) {
        let it = district(&db).await;
        let ctx = it.ctx_at(Role::FocalOfficer, it.communes[1]).await;
        let work = services::work::list(&ctx).await.unwrap();
        assert_eq!(work.campaigns.iter().map(|it| it.id).collect::<Vec<_>>(), [it.campaign]);
        let [line] = &work.items[..] else { panic!("{:?}", work.items) };
        assert_eq!(line.kind, WorkKind::EnterFigures);
        // Eight months of eight monthly variables, three quarters of two, and the year's two.
        assert_eq!(line.count, 8 * 8 + 3 * 2 + 2);
        assert_eq!(line.due, Some(date!(2023 - 01 - 17)), "14/01/2023 is a Saturday; two working days later");
    }

    async fn who_has_no_unit_of_their_own_owes_nothing_before_something_waits(db) {
        let it = district(&db).await;
        for role in [Role::Inspector, Role::Viewer, Role::Admin, Role::Authority] {
            assert_eq!(services::work::list(&it.ctx(role).await).await.unwrap().items, [], "{role:?}");
        }
    }
}

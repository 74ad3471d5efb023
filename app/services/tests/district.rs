//! The tests' district can be built on both databases, and knows who may do what in it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::policy::{Action, Forbidden, Role};
use testing::{db_test, district};

db_test! {
    async fn roles_reach_as_far_as_the_tree_says(db) {
        let it = district(&db).await;
        let commune = store::unit::place(&db, it.communes[1]).await.unwrap();
        let inspector = it.ctx(Role::Inspector).await.actor;
        assert_eq!(inspector.allow(Action::VerifyFigures, &commune), Ok(()));
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await.actor;
        assert_eq!(head.allow(Action::SubmitFigures, &commune), Err(Forbidden::NoRole));
        assert_eq!(store::campaign::members(&db, it.campaign).await.unwrap().len(), 3);
        assert_eq!(store::rule_set::targets(&db, it.rule_set).await.unwrap().len(), 10);
        assert_eq!(store::rule_set::variables(&db, it.rule_set).await.unwrap().len(), 12);
    }
}

//! Before the result counts, on both databases: a unit's targets handed down to its staff and reconciled; how ambitious a sheet's values are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use domain::ambition::{Ambition, AmbitionReason};
use domain::handing_down::{AssignRefusal, HandingDown};
use domain::policy::Role;
use domain::text::TextRefusal;
use services::commitment::{self, Draft, NewAssignment, TypedValue, assign, handing_down, unassign};
use services::{Ctx, Error, account};
use testing::{District, PASSWORD, db_test, district, is_refused};

/// A sheet of the first commune with these values of the first targets, proposed.
async fn proposed(it: &District, values: &[(&str, &str)]) -> domain::CommitmentId {
    let office = it.ctx(Role::ParOffice).await;
    commitment::issue_all(&office, it.campaign).await.unwrap();
    let id = commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap();
    let focal = it.ctx_at(Role::FocalOfficer, it.communes[0]).await;
    let page = commitment::sheet(&focal, id).await.unwrap();
    let value = |asked: &commitment::Asked| {
        let own = values.iter().find(|it| it.0 == asked.line.code).map(|it| it.1.to_owned());
        TypedValue { target: asked.line.id.0, value: own.unwrap_or_else(|| asked.asked().to_string()), note: "Theo điều kiện".into() }
    };
    let draft = Draft {
        revision: page.sheet.revision,
        note: "Theo điều kiện của xã".into(),
        confirmed: true,
        values: page.targets.iter().filter(|it| it.exempt.is_none()).map(value).collect(),
        ..Draft::default()
    };
    commitment::propose(&focal, id, &draft).await.unwrap();
    id
}

async fn agree(it: &District, id: domain::CommitmentId) -> Ctx {
    let chair = it.ctx(Role::Authority).await;
    let revision = commitment::sheet(&chair, id).await.unwrap().sheet.revision;
    commitment::approve(&chair, id, revision).await.unwrap();
    chair
}

db_test! {
    async fn targets_are_handed_down_inside_the_unit_and_reconciled(db) {
        let it = district(&db).await;
        let id = proposed(&it, &[]).await;
        let unit = it.communes[0];
        let (focal, head) = (it.ctx_at(Role::FocalOfficer, unit).await, it.ctx_at(Role::UnitHead, unit).await);
        let targets = store::rule_set::targets(&db, it.rule_set).await.unwrap();
        let key = |code: &str| targets.iter().find(|it| it.code == code).unwrap().id.to_string();
        let new = |code: &str, person: &Ctx, value: &str| NewAssignment { target: key(code), person: person.actor.person.to_string(), value: value.into(), note: String::new() };
        assert!(is_refused(&assign(&focal, id, &new("T08", &head, "6")).await.unwrap_err(), AssignRefusal::NotAgreed));
        let chair = agree(&it, id).await;
        let nothing = NewAssignment::default();
        let error = assign(&focal, id, &nothing).await.unwrap_err();
        assert!(is_refused(&error, TextRefusal::Missing), "{error}");
        assert!(is_refused(&assign(&focal, id, &new("T08", &chair, "6")).await.unwrap_err(), AssignRefusal::NotOfUnit));
        assert!(is_refused(&assign(&focal, id, &new("T08", &head, "1,250")).await.unwrap_err(), AssignRefusal::Unclear));
        assert!(assign(&focal, id, &new("T08", &head, "sáu")).await.is_err());
        for other in [it.ctx(Role::ParOffice).await, it.ctx(Role::Inspector).await, it.ctx_at(Role::FocalOfficer, it.communes[1]).await] {
            assert!(matches!(assign(&other, id, &new("T08", &head, "6")).await.unwrap_err(), Error::Forbidden(_)));
        }
        assert!(matches!(handing_down(&it.ctx(Role::Inspector).await, id).await.unwrap_err(), Error::Forbidden(_)), "who does what is the unit's own affair");
        let standing = async |code: &str| {
            let page = handing_down(&focal, id).await.unwrap();
            let found = page.targets.iter().find(|it| it.target.line.code == code).unwrap();
            (found.sum.standing, found.sum.total.map(|it| it.to_string()))
        };
        assert_eq!(standing("T08").await, (HandingDown::Nobody, None));
        assign(&focal, id, &new("T08", &head, "6")).await.unwrap();
        assert!(is_refused(&assign(&focal, id, &new("T08", &head, "7")).await.unwrap_err(), AssignRefusal::AssignedAlready));
        assert_eq!(standing("T08").await, (HandingDown::Short, Some("6".into())));
        assign(&focal, id, &new("T08", &focal, "6")).await.unwrap();
        assert_eq!(standing("T08").await, (HandingDown::Reconciled, Some("12".into())), "counts are added up");
        assign(&head, id, &new("T03", &focal, "55")).await.unwrap();
        assert_eq!(standing("T03").await, (HandingDown::Short, None), "a share below the unit's is too little");
        let there = store::assignment::of_sheet(&db, id).await.unwrap().into_iter().find(|it| it.target.to_string() == key("T03")).unwrap();
        unassign(&focal, id, there.id).await.unwrap();
        assert!(matches!(unassign(&focal, id, there.id).await.unwrap_err(), Error::Busy));
        assert_eq!(standing("T03").await.0, HandingDown::Nobody);
        assert!(handing_down(&chair, id).await.is_ok());
    }

    async fn those_who_agree_see_what_is_soft_before_they_sign(db) {
        let it = district(&db).await;
        // 60 is what all units are asked for.
        let id = proposed(&it, &[("T03", "40")]).await;
        let (chair, inspector) = (it.ctx(Role::Authority).await, it.ctx(Role::Inspector).await);
        let judged = commitment::sheet(&chair, id).await.unwrap().judged;
        let soft: Vec<_> = judged.iter().filter(|it| it.is_flagged()).collect();
        assert_eq!(soft.len(), 1, "{judged:?}");
        assert_eq!((soft[0].code.as_str(), soft[0].judgement.ambition, soft[0].judgement.reason), ("T03", Ambition::Soft, AmbitionReason::BelowMinimum));
        assert!(commitment::sheet(&inspector, id).await.unwrap().judged.is_empty(), "who does not agree on it is not told");
        agree(&it, id).await;
        let head = it.ctx_at(Role::UnitHead, it.communes[0]).await;
        let page = commitment::sign_page(&head, id).await.unwrap();
        assert!(page.judged.iter().any(|it| it.code == "T03" && it.is_flagged()));
        commitment::sign(&head, id, &page.digest, PASSWORD, &account::form_token(&head).await.unwrap()).await.unwrap();
        let page = commitment::sign_page(&chair, id).await.unwrap();
        commitment::sign(&chair, id, &page.digest, PASSWORD, &page.token).await.unwrap();
        assert!(commitment::sheet(&chair, id).await.unwrap().judged.is_empty(), "in force it is no question any more");
    }
}

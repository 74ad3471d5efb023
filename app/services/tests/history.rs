//! Histories, what is told of changes, the search, and the lines that reading leaves: on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Event;
use domain::policy::{Action, Role};
use domain::review::ReportKind;
use services::history::{Subject, history};
use services::{Ctx, Error};
use std::collections::BTreeSet;
use testing::{OF_UNITS, Rich, Stand, db_test, remembered, rich};

async fn events(ctx: &Ctx, subject: Subject, id: i64) -> BTreeSet<String> {
    let (mut found, mut page) = (BTreeSet::new(), 1);
    loop {
        let it = history(ctx, subject, id, page).await.unwrap();
        found.extend(it.lines.iter().map(|it| it.event.clone()));
        if page * services::history::PAGE >= it.total {
            return found;
        }
        page += 1;
    }
}

fn holds(found: &BTreeSet<String>, all: &[Event]) -> bool {
    all.iter().all(|it| found.contains(it.key()))
}

fn holds_none(found: &BTreeSet<String>, all: &[Event]) -> bool {
    !all.iter().any(|it| found.contains(it.key()))
}

/// What is remembered of whoever read what only some may read.
const READINGS: [Event; 2] = [Event::PersonalReviewRead, Event::ConsequencesRead];

async fn read_everything(it: &Rich) {
    let office = it.ctx(Role::ParOffice, Stand::Near).await;
    services::review::report(&office, it.case, ReportKind::Personal).await.unwrap();
    services::review::consequences(&office, "cchc-2023").await.unwrap();
}

db_test! {
    async fn reading_what_only_some_may_read_leaves_a_line_with_who_read_it(db) {
        let it = rich(&db).await;
        let office = it.ctx(Role::ParOffice, Stand::Near).await;
        let head = it.ctx(Role::UnitHead, Stand::Own).await;
        let inspector = it.ctx(Role::Inspector, Stand::Near).await;
        for ctx in [&office, &head, &inspector] {
            let lines = remembered(&db, Some(ctx.actor.person)).await;
            services::review::report(ctx, it.case, ReportKind::Personal).await.unwrap();
            assert_eq!(remembered(&db, Some(ctx.actor.person)).await, lines + 1, "a personal review");
            services::review::download_personal(ctx, it.case, services::review::HeaderKind::State).await.unwrap();
            assert_eq!(remembered(&db, Some(ctx.actor.person)).await, lines + 2, "its paper");
            services::review::consequences(ctx, "cchc-2023").await.unwrap();
            assert_eq!(remembered(&db, Some(ctx.actor.person)).await, lines + 3, "consequences");
        }
        let lines = remembered(&db, Some(office.actor.person)).await;
        services::organisation::person(&office, head.actor.person).await.unwrap();
        assert_eq!(remembered(&db, Some(office.actor.person)).await, lines + 1, "a person's page");
        services::organisation::person(&office, office.actor.person).await.unwrap();
        assert_eq!(remembered(&db, Some(office.actor.person)).await, lines + 1, "one's own page is nobody's business");
        for role in [Role::FocalOfficer, Role::DeputyHead, Role::RecordsClerk, Role::Viewer, Role::Admin] {
            let ctx = it.ctx(role, Stand::Own).await;
            let lines = remembered(&db, Some(ctx.actor.person)).await;
            assert!(matches!(services::review::report(&ctx, it.case, ReportKind::Personal).await, Err(Error::Forbidden(_))), "{role:?}");
            assert_eq!(remembered(&db, Some(ctx.actor.person)).await, lines, "{role:?} read nothing");
        }
    }

    async fn a_history_says_no_more_than_its_reader_may_know(db) {
        let it = rich(&db).await;
        read_everything(&it).await;
        let unit = it.near.communes[0].0;
        let told = [Event::ReviewCaseOpened, Event::MinutesSigned, Event::RemedyClosed];
        let kept = [Event::PersonalReviewRead, Event::ConsequenceRecorded];
        for role in [Role::ParOffice, Role::Authority, Role::Inspector] {
            let ctx = it.ctx(role, Stand::Near).await;
            assert!(holds(&events(&ctx, Subject::Case, it.case.0).await, &[&told[..], &kept[..]].concat()), "{role:?}");
            assert!(holds(&events(&ctx, Subject::Unit, unit).await, &kept), "{role:?}");
        }
        for role in [Role::DeputyHead, Role::FocalOfficer, Role::RecordsClerk, Role::MeetingSecretary] {
            let ctx = it.ctx(role, Stand::Own).await;
            let case = events(&ctx, Subject::Case, it.case.0).await;
            assert!(holds(&case, &told) && holds_none(&case, &kept) && holds_none(&case, &READINGS), "{role:?}: {case:?}");
            let of_unit = events(&ctx, Subject::Unit, unit).await;
            assert!(holds_none(&of_unit, &kept) && holds_none(&of_unit, &READINGS), "{role:?}: {of_unit:?}");
        }
        // The person reviewed reads who read of them.
        let head = it.ctx(Role::UnitHead, Stand::Own).await;
        assert!(holds(&events(&head, Subject::Case, it.case.0).await, &kept));
        let campaign = events(&it.ctx(Role::FocalOfficer, Stand::Near).await, Subject::Campaign, it.near.campaign.0).await;
        assert!(holds_none(&campaign, &[Event::ConsequencesRead, Event::FigureExcused]), "{campaign:?}");
        let technician = events(&it.ctx(Role::Admin, Stand::Near).await, Subject::Unit, unit).await;
        assert!(holds_none(&technician, &[Event::FigureEntered, Event::ReviewCaseOpened, Event::ConsequenceRecorded, Event::PersonalReviewRead]), "{technician:?}");
    }

    async fn nothing_is_told_of_changes_at_places_that_are_not_the_readers(db) {
        let it = rich(&db).await;
        read_everything(&it).await;
        let own = it.near.communes[0];
        for role in Role::ALL {
            for stand in Stand::ALL {
                let ctx = it.ctx(role, stand).await;
                let work = services::work::list(&ctx).await.unwrap();
                let far = stand == Stand::Far && role != Role::Admin;
                let of_another_unit = stand == Stand::Near && OF_UNITS.contains(&role);
                if far || of_another_unit {
                    assert!(work.changes.iter().all(|it| it.unit_id != Some(own.0)), "{role:?} {stand:?}: {:?}", work.changes);
                    assert!(work.items.iter().all(|it| it.unit.as_ref().is_none_or(|it| it.0 != own)), "{role:?} {stand:?}");
                }
                assert!(work.changes.iter().all(|it| !READINGS.iter().any(|event| event.key() == it.event)), "{role:?} {stand:?}");
            }
        }
    }

    async fn the_search_finds_nothing_that_its_reader_may_not_open(db) {
        let it = rich(&db).await;
        for role in Role::ALL {
            for stand in Stand::ALL {
                let ctx = it.ctx(role, stand).await;
                for words in ["xa", "hoang van", "phan van", "huyen", "thu"] {
                    let found = services::search::find(&ctx, words).await.unwrap();
                    for unit in &found.units.lines {
                        let place = store::unit::place(&db, domain::UnitId(unit.id)).await.unwrap();
                        assert!(ctx.actor.allow(Action::ViewOrganisation, &place).is_ok(), "{role:?} {stand:?} finds {unit:?}");
                    }
                    for person in &found.people.lines {
                        services::organisation::person(&ctx, domain::PersonId(person.id)).await.unwrap_or_else(|error| panic!("{role:?} {stand:?} finds {person:?}: {error}"));
                    }
                }
            }
        }
        let focal = it.ctx(Role::FocalOfficer, Stand::Own).await;
        let units: Vec<_> = services::search::find(&focal, "xa").await.unwrap().units.lines.into_iter().map(|it| it.id).collect();
        assert_eq!(units, [it.near.communes[0].0], "one's own unit alone");
    }
}

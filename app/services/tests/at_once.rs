//! Two people at the same moment, on both databases: whoever comes second reads what the first one left.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::campaign::StageRefusal;
use domain::figure::RecordRefusal;
use domain::organisation::OrganiseRefusal;
use domain::policy::Role;
use domain::run::RunKind;
use domain::{Event, FigureValue, Period, PersonId, PostId, Quantity, Refusal, UnitId};
use services::figure::{Adjust, Record, RecordRow, Submit, accept, adjust, entry, record, submit};
use services::organisation::{HandOverForm, PersonForm};
use services::{Ctx, Error};
use testing::{District, db_test, district, miscounted};

fn month(number: u8) -> Period {
    format!("2023-M{number:02}").parse().unwrap()
}

/// The form of a period as the page shows it now, with some values typed over.
async fn form(ctx: &Ctx, unit: UnitId, period: Period, typed: &[(&str, &str)]) -> Record {
    let page = entry(ctx, unit, period, None).await.unwrap();
    let row = |it: &services::figure::EntryRow| {
        let was = it.figure.as_ref().map(|it| it.figure.value.to_string()).unwrap_or_default();
        let value = typed.iter().find(|(code, _)| *code == it.used.variable.code).map_or(was.clone(), |(_, value)| (*value).to_owned());
        RecordRow {
            variable: it.used.variable.id,
            value,
            note: String::new(),
            value_was: was,
            note_was: String::new(),
            revision: it.figure.as_ref().map_or(0, |it| it.figure.revision),
            confirmed: String::new(),
        }
    };
    Record { unit, period, campaign: None, as_of: String::new(), rows: page.rows.iter().map(row).collect() }
}

async fn value(it: &District, period: Period, code: &str) -> Quantity {
    let all = store::figure::with_limits(&it.db, it.campaign, it.communes[0], period).await.unwrap();
    let FigureValue::Amount(value) = all.iter().find(|it| it.variable == code).unwrap().figure.present() else { panic!("no amount") };
    value
}

fn is_above_limit(error: &Error) -> bool {
    matches!(error, Error::Invalid(fields) if fields.iter().all(|it| it.refusal == Refusal::from(RecordRefusal::AboveLimit)))
}

db_test! {
    async fn a_part_and_its_whole_changed_at_once_never_disagree(db) {
        let it = district(&db).await;
        let (one, other) = (it.ctx(Role::FocalOfficer).await, it.second_focal_officer(it.communes[0]).await);
        for number in 1..=6 {
            let period = month(number);
            record(&one, &form(&one, it.communes[0], period, &[("received", "20"), ("online", "10")]).await).await.unwrap();
            let less = form(&one, it.communes[0], period, &[("received", "12")]).await;
            let more = form(&other, it.communes[0], period, &[("online", "15")]).await;
            let (less, more) = tokio::join!(record(&one, &less), record(&other, &more));
            assert!(less.is_ok() != more.is_ok(), "{less:?} {more:?}");
            assert!([less, more].into_iter().filter_map(Result::err).all(|it| is_above_limit(&it)));
            assert!(value(&it, period, "online").await <= value(&it, period, "received").await);
        }
    }

    async fn a_part_entered_while_its_whole_is_adjusted_never_disagrees(db) {
        let it = district(&db).await;
        let (focal, head, inspector) = (it.ctx(Role::FocalOfficer).await, it.ctx(Role::UnitHead).await, it.ctx(Role::Inspector).await);
        for number in 1..=6 {
            let period = month(number);
            record(&focal, &form(&focal, it.communes[0], period, &[("received", "20"), ("online", "10")]).await).await.unwrap();
            let token = services::account::form_token(&head).await.unwrap();
            submit(&head, &Submit { unit: it.communes[0], period, campaign: None, token }).await.unwrap();
            let more = form(&focal, it.communes[0], period, &[("online", "15")]).await;
            let all = store::figure::with_limits(&db, it.campaign, it.communes[0], period).await.unwrap();
            let whole = &all.iter().find(|it| it.variable == "received").unwrap().figure;
            let less = Adjust { figure: whole.id, revision: whole.revision, value: "12".into(), confirmed: String::new(), reason: "Đếm lại".into() };
            let (more, less) = tokio::join!(record(&focal, &more), adjust(&inspector, &less));
            assert!(more.is_ok() != less.is_ok(), "{more:?} {less:?}");
            assert!(value(&it, period, "online").await <= value(&it, period, "received").await);
        }
    }

    async fn what_two_accept_at_once_in_one_period_is_counted_whole(db) {
        let it = district(&db).await;
        let (focal, head, inspector) = (it.ctx(Role::FocalOfficer).await, it.ctx(Role::UnitHead).await, it.ctx(Role::Inspector).await);
        for number in 1..=6 {
            let period = month(number);
            record(&focal, &form(&focal, it.communes[0], period, &[("received", "20"), ("online", "10")]).await).await.unwrap();
            let token = services::account::form_token(&head).await.unwrap();
            submit(&head, &Submit { unit: it.communes[0], period, campaign: None, token }).await.unwrap();
            let all = store::figure::with_limits(&db, it.campaign, it.communes[0], period).await.unwrap();
            let chosen = |code: &str| all.iter().filter(|it| it.variable == code).map(|it| (it.figure.id, it.figure.revision)).collect::<Vec<_>>();
            let (whole, part) = (chosen("received"), chosen("online"));
            let (one, other) = tokio::join!(accept(&inspector, &whole), accept(&inspector, &part));
            assert_eq!((one.unwrap(), other.unwrap()), (1, 1));
            assert_eq!(miscounted(&db).await, 0);
        }
    }

    async fn an_empty_post_is_handed_over_to_one_of_two(db) {
        let it = district(&db).await;
        let technician = it.ctx(Role::Admin).await;
        for number in 0..4 {
            let post = services::organisation::add_post(&technician, it.communes[0], "officer", &format!("Công chức {number}"), "01/01/2023").await.unwrap();
            let to = |name: &str| HandOverForm {
                new_person: PersonForm { full_name: format!("{name} {number}"), honorific: "bà".into(), category: "cadre".into() },
                on: "01/08/2023".into(),
                reason: "Quyết định".into(),
                ..HandOverForm::default()
            };
            let (one, other) = (to("Đặng Thị Một"), to("Đặng Thị Hai"));
            let (one, other) = tokio::join!(services::organisation::hand_over(&technician, post, &one), services::organisation::hand_over(&technician, post, &other));
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
            let refused = [one, other].into_iter().find_map(Result::err).unwrap();
            assert!(matches!(&refused, Error::Invalid(fields) if fields[0].refusal == OrganiseRefusal::HolderBeganLater.into()), "{refused}");
            assert_eq!(holders(&db, post).await, 1);
        }
    }

    async fn a_held_post_is_handed_over_to_one_of_two(db) {
        let it = district(&db).await;
        let technician = it.ctx(Role::Admin).await;
        let head = store::organisation::posts(&db, it.communes[0], technician.today).await.unwrap().into_iter().find(|it| it.kind == "unit_head").unwrap();
        let people = services::technician::people(&technician).await.unwrap();
        let others: Vec<PersonId> = people.iter().filter(|it| Some(it.id) != head.person_id).take(2).map(|it| PersonId(it.id)).collect();
        let to = |person| HandOverForm { person: Some(person), on: "01/08/2023".into(), reason: "Quyết định".into(), ..HandOverForm::default() };
        let (one, other) = (to(others[0]), to(others[1]));
        let post = PostId(head.id);
        let (one, other) = tokio::join!(services::organisation::hand_over(&technician, post, &one), services::organisation::hand_over(&technician, post, &other));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert!([one, other].into_iter().filter_map(Result::err).all(|it| !matches!(it, Error::Internal(_))));
        assert_eq!(holders(&db, post).await, 1);
    }

    async fn nothing_is_done_in_a_campaign_that_was_closed_meanwhile(db) {
        let it = district(&db).await;
        let (office, focal) = (it.ctx(Role::ParOffice).await, it.ctx(Role::FocalOfficer).await);
        let typed = form(&focal, it.communes[0], month(1), &[("received", "20")]).await;
        let token = services::account::form_token(&office).await.unwrap();
        let (run, closed, recorded) = tokio::join!(
            services::assessment::run(&office, it.campaign, it.group, RunKind::Provisional, &token),
            services::campaign::close(&office, "cchc-2023", "Đã xong"),
            record(&focal, &typed),
        );
        closed.unwrap();
        let is_closed = |it: &Error| matches!(it, Error::Refused(it) if *it == Refusal::from(StageRefusal::CampaignClosed));
        assert!(run.as_ref().err().is_none_or(is_closed), "{run:?}");
        assert!(recorded.as_ref().err().is_none_or(is_closed), "{recorded:?}");
        // Whatever was done was done before the campaign was closed.
        let lines = services::log::list(&it.ctx(Role::Admin).await, &services::log::Look::default()).await.unwrap().lines;
        assert_eq!(lines[0].told.event, Event::CampaignClosed.key(), "{:?}", lines.iter().map(|it| &it.told.event).collect::<Vec<_>>());
    }

    async fn two_who_close_a_campaign_close_it_once(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let (one, other) = tokio::join!(services::campaign::close(&office, "cchc-2023", "Một"), services::campaign::close(&office, "cchc-2023", "Hai"));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert!([one, other].into_iter().filter_map(Result::err).all(|it| !matches!(it, Error::Internal(_))));
    }

    async fn sheets_are_issued_once_by_two_at_once(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        let (one, other) = tokio::join!(services::commitment::issue_all(&office, it.campaign), services::commitment::issue_all(&office, it.campaign));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert!([one, other].into_iter().filter_map(Result::err).all(|it| !matches!(it, Error::Internal(_))));
    }

    async fn what_two_add_at_once_is_there_once_and_nobody_meets_a_failure(db) {
        let it = district(&db).await;
        let (technician, office) = (it.ctx(Role::Admin).await, it.ctx(Role::ParOffice).await);
        let day = || services::technician::add_holiday(&technician, "04/09/2023", "off", "Nghỉ bù");
        let (one, other) = tokio::join!(day(), day());
        assert_one(one, other);
        let person = PersonId(services::technician::people(&technician).await.unwrap()[0].id);
        let account = || services::technician::add_account(&technician, person, "mot.nguoi", None);
        let (one, other) = tokio::join!(account(), account());
        assert_one(one, other);
        let viewer = it.ctx(Role::Viewer).await.actor.account;
        let role = || services::technician::grant(&technician, viewer, "viewer", it.communes[0], "");
        let (one, other) = tokio::join!(role(), role());
        assert_one(one, other);
        let target = store::rule_set::targets(&db, it.rule_set).await.unwrap()[0].id;
        let exemption = services::campaign::ExemptionForm { unit: Some(it.communes[0]), target: Some(target), basis: "Quyết định".into() };
        let exempt = || services::campaign::exempt(&office, "cchc-2023", &exemption);
        let (one, other) = tokio::join!(exempt(), exempt());
        assert_one(one, other);
        testing::final_run(&it).await;
        let cases = || services::review::open(&office, "cchc-2023", "31/08/2023");
        let (one, other) = tokio::join!(cases(), cases());
        assert_one(one, other);
    }
}

fn assert_one<T: std::fmt::Debug>(one: Result<T, Error>, other: Result<T, Error>) {
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert!([one, other].into_iter().filter_map(Result::err).all(|it| !matches!(it, Error::Internal(_))));
}

async fn holders(db: &store::Database, post: PostId) -> usize {
    store::organisation::holders(db, post, time::macros::date!(2023 - 08 - 08)).await.unwrap().len()
}

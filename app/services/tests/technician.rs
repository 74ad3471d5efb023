//! Accounts, roles, passwords, days off and the log, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::account::{HolidayRefusal, ManageAccountRefusal, SignInRefusal};
use domain::policy::{Forbidden, Role};
use domain::{Event, Refusal};
use services::Error;
use services::log::Look;
use testing::{db_test, district, site};

fn is(error: &Error, box_name: &str, refusal: impl Into<Refusal>) -> bool {
    let refusal = refusal.into();
    match error {
        Error::Invalid(fields) => fields.iter().any(|it| it.field == box_name && it.refusal == refusal),
        Error::Refused(it) => box_name.is_empty() && *it == refusal,
        _ => false,
    }
}

db_test! {
    async fn an_account_is_made_gets_a_role_and_signs_in_with_the_password_shown_once(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let person = services::technician::people(&ctx).await.unwrap()[0].id;
        let (id, password) = services::technician::add_account(&ctx, domain::PersonId(person), "can-bo.moi", None).await.unwrap();
        assert_eq!(password.chars().count(), 16);
        services::technician::grant(&ctx, id, "viewer", it.district, "").await.unwrap();
        services::account::sign_in(&site(db.clone()), "can-bo.moi", &password).await.unwrap();
        let other = services::technician::reset_password(&ctx, id, None).await.unwrap();
        assert_ne!(other, password);
        let error = services::account::sign_in(&site(db.clone()), "can-bo.moi", &password).await.unwrap_err();
        assert!(is(&error, "", SignInRefusal::Mismatch), "{error}");
        services::technician::lock(&ctx, id).await.unwrap();
        let error = services::account::sign_in(&site(db.clone()), "can-bo.moi", &other).await.unwrap_err();
        assert!(is(&error, "", SignInRefusal::Closed), "{error}");
        services::technician::unlock(&ctx, id).await.unwrap();
        services::account::sign_in(&site(db.clone()), "can-bo.moi", &other).await.unwrap();
        let log = store::audit::of_subject(&db, "account", id.0).await.unwrap();
        assert!(log.iter().any(|it| it.event == Event::PasswordReset.key()));
        assert!(log.iter().all(|it| !it.after.contains(&password) && !it.after.contains(&other)), "no password in the log");
    }

    async fn what_cannot_be_done_to_an_account_is_refused(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let person = domain::PersonId(services::technician::people(&ctx).await.unwrap()[0].id);
        let error = services::technician::add_account(&ctx, person, "Có Dấu", Some("ngắn")).await.unwrap_err();
        assert!(is(&error, "login", ManageAccountRefusal::LoginNotPlain) && is(&error, "password", ManageAccountRefusal::PasswordTooShort), "{error}");
        let taken = it.login(Role::Admin, it.district).replace('_', "-");
        services::technician::add_account(&ctx, person, &taken, None).await.ok();
        let error = services::technician::add_account(&ctx, person, &taken, None).await.unwrap_err();
        assert!(is(&error, "login", ManageAccountRefusal::LoginTaken), "{error}");
        let error = services::technician::lock(&ctx, ctx.actor.account).await.unwrap_err();
        assert!(is(&error, "", ManageAccountRefusal::OwnAccount), "{error}");
        let own = services::technician::account(&ctx, ctx.actor.account).await.unwrap().grants[0].clone();
        let error = services::technician::revoke(&ctx, ctx.actor.account, own.id).await.unwrap_err();
        assert!(is(&error, "", ManageAccountRefusal::OwnAccount), "{error}");
        let error = services::technician::grant(&ctx, ctx.actor.account, "admin", it.district, "").await.unwrap_err();
        assert!(is(&error, "role", ManageAccountRefusal::HeldAlready), "{error}");
        let error = services::technician::grant(&ctx, ctx.actor.account, "king", it.district, "").await.unwrap_err();
        assert!(is(&error, "role", ManageAccountRefusal::UnknownRole), "{error}");
    }

    async fn a_role_taken_away_is_gone_today(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let viewer = it.ctx(Role::Viewer).await.actor.account;
        let held = services::technician::account(&ctx, viewer).await.unwrap().grants[0].clone();
        services::technician::revoke(&ctx, viewer, held.id).await.unwrap();
        assert!(store::account::actor_of_account(&db, viewer, ctx.today).await.unwrap().unwrap().grants.is_empty());
        let error = services::technician::revoke(&ctx, viewer, held.id).await.unwrap_err();
        assert!(is(&error, "", ManageAccountRefusal::EndedAlready), "{error}");
    }

    async fn a_day_off_is_entered_once(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        services::technician::add_holiday(&ctx, "02/09/2023", "off", "Quốc khánh").await.unwrap();
        let error = services::technician::add_holiday(&ctx, "02/09/2023", "worked", "Làm bù").await.unwrap_err();
        assert!(is(&error, "on", HolidayRefusal::There), "{error}");
        let error = services::technician::add_holiday(&ctx, "03/09/2023", "half", "Nghỉ").await.unwrap_err();
        assert!(is(&error, "kind", HolidayRefusal::UnknownKind), "{error}");
        let holidays = services::technician::overview(&ctx, "", 1).await.unwrap().holidays;
        services::technician::remove_holiday(&ctx, holidays[0].id).await.unwrap();
        assert!(services::technician::overview(&ctx, "", 1).await.unwrap().holidays.is_empty());
    }

    async fn accounts_are_found_without_marks_and_only_by_the_technician(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        let found = services::technician::overview(&ctx, "hoang van", 1).await.unwrap();
        assert_eq!((found.total, found.accounts.len()), (3, 3));
        for role in [Role::ParOffice, Role::Authority, Role::UnitHead] {
            let error = services::technician::overview(&it.ctx(role).await, "", 1).await.unwrap_err();
            assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "{role:?}");
        }
    }

    async fn the_log_is_filtered_and_a_commune_does_not_read_it(db) {
        let it = district(&db).await;
        let ctx = it.ctx(Role::Admin).await;
        services::technician::add_holiday(&ctx, "02/09/2023", "off", "Quốc khánh").await.unwrap();
        services::campaign::close(&it.ctx(Role::ParOffice).await, "cchc-2023", "Xong").await.unwrap();
        let all = services::log::list(&ctx, &Look::default()).await.unwrap();
        assert_eq!(all.total, 2);
        let one = services::log::list(&ctx, &Look { person: "tran thi noi".into(), ..Look::default() }).await.unwrap();
        assert_eq!(one.lines[0].told.event, Event::CampaignClosed.key());
        let none = services::log::list(&ctx, &Look { to: Some(time::macros::date!(2023 - 08 - 07)), ..Look::default() }).await.unwrap();
        assert_eq!(none.total, 0);
        let below = services::log::list(&it.ctx(Role::ParOffice).await, &Look::default()).await.unwrap();
        assert_eq!(below.total, 1, "what has no unit is for those who may read everything");
        let error = services::log::list(&it.ctx(Role::FocalOfficer).await, &Look::default()).await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(Forbidden::NoRole)), "{error}");
    }
}

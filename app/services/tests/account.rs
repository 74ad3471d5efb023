//! Signing in and out, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use domain::Timestamp;
use domain::account::SignInRefusal;
use domain::{AccountId, Event};
use services::password::{Cost, hash};
use services::{Clock, Error, Site};
use store::Database;
use testing::{db_test, noon, site};

async fn somebody(db: &Database) -> AccountId {
    let person = store::person::insert(db, "Nguyễn Văn An", "ông", "civil_servant").await.unwrap();
    let hash = hash(Cost::Low, "đúng mật khẩu").await.unwrap();
    store::account::insert(db, person, "an", &hash, noon()).await.unwrap()
}

fn later(site: &Site, minutes: i64) -> Site {
    Site { clock: Clock::Fixed(Timestamp(noon().0 + minutes * 60_000)), ..site.clone() }
}

db_test! {
    async fn a_session_begins_and_ends_and_both_are_in_the_log(db) {
        let account = somebody(&db).await;
        let site = site(db.clone());
        let token = services::account::sign_in(&site, " an ", "đúng mật khẩu").await.unwrap();
        let actor = services::account::actor(&site, &token).await.unwrap().expect("signed in");
        assert_eq!((actor.account, actor.name.as_str()), (account, "Nguyễn Văn An"));
        services::account::sign_out(&site.ctx(actor), &token).await.unwrap();
        assert_eq!(services::account::actor(&site, &token).await.unwrap(), None);
        let events: Vec<_> = store::audit::of_subject(&db, "account", account.0).await.unwrap().into_iter().map(|it| it.event).collect();
        assert_eq!(events, [Event::SignedOut.key(), Event::SignedIn.key()]);
    }

    async fn the_fifth_wrong_password_makes_the_account_wait_a_quarter_of_an_hour(db) {
        somebody(&db).await;
        let site = site(db);
        for _ in 0..5 {
            let error = services::account::sign_in(&site, "an", "sai").await.unwrap_err();
            assert!(matches!(error, Error::Refused(it) if it == SignInRefusal::Mismatch.into()), "{error}");
        }
        let error = services::account::sign_in(&site, "an", "đúng mật khẩu").await.unwrap_err();
        assert!(matches!(error, Error::Refused(it) if it == SignInRefusal::Waiting.into()), "{error}");
        services::account::sign_in(&later(&site, 16), "an", "đúng mật khẩu").await.unwrap();
    }

    async fn an_unknown_login_name_gets_the_same_answer_as_a_wrong_password(db) {
        let error = services::account::sign_in(&site(db), "ai-do", "x").await.unwrap_err();
        assert!(matches!(error, Error::Refused(it) if it == SignInRefusal::Mismatch.into()), "{error}");
    }

    async fn a_session_ends_by_itself_after_twelve_hours(db) {
        somebody(&db).await;
        let site = site(db);
        let token = services::account::sign_in(&site, "an", "đúng mật khẩu").await.unwrap();
        assert!(services::account::actor(&later(&site, 719), &token).await.unwrap().is_some());
        assert_eq!(services::account::actor(&later(&site, 721), &token).await.unwrap(), None);
    }

    async fn a_forms_token_is_good_once(db) {
        let account = somebody(&db).await;
        let site = site(db.clone());
        let actor = store::account::actor_of_account(&db, account, noon().date()).await.unwrap().unwrap();
        let ctx = site.ctx(actor);
        let token = services::account::form_token(&ctx).await.unwrap();
        let tx = ctx.begin().await.unwrap();
        services::account::use_form_token(&ctx, &tx, &token).await.unwrap();
        assert!(services::account::use_form_token(&ctx, &tx, &token).await.is_err());
        tx.commit().await.unwrap();
    }
}

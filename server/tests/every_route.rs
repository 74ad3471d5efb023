//! Every address of the site: who gets what. The table is printed and compared with `every_route.txt`; a new route without a line fails.
//! Read the difference as a lawyer would before accepting it with `UPDATE_TABLES=1`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::Method;
use common::{Browser, filled};
use domain::policy::Role;
use std::fmt::Write;
use testing::{PASSWORD, db_test, district, site};

/// The roles of the tests' district, in the order of the columns.
const ROLES: [Role; 8] = [
    Role::Authority,
    Role::ParOffice,
    Role::Inspector,
    Role::IndicatorOwner,
    Role::UnitHead,
    Role::FocalOfficer,
    Role::Viewer,
    Role::Admin,
];

db_test! {
    async fn every_address_answers_each_role_as_the_table_says(db) {
        let it = district(&db).await;
        let mut table = String::from("# What each address answers: signed out, then each role of the tests' district (a head and a focal officer of the first commune).\n# GET: the status. POST: what a stranger gets; who may is asked by the service (policy_table.txt).\n");
        write!(table, "{:<62} stranger", "").unwrap();
        for role in ROLES {
            write!(table, " {}", role.code()).unwrap();
        }
        table.push('\n');
        let mut people = Vec::new();
        for role in ROLES {
            let unit = if matches!(role, Role::UnitHead | Role::FocalOfficer) { it.communes[0] } else { it.district };
            let mut browser = Browser::new(site(db.clone()));
            browser.sign_in(&it.login(role, unit), PASSWORD).await;
            people.push((role, browser));
        }
        let mut stranger = Browser::new(site(db.clone()));
        for (method, path) in server::router::addresses() {
            write!(table, "{:<62}", format!("{method} {path}")).unwrap();
            let address = filled(&path, &it);
            stranger.forget();
            let answer = stranger.send(method.clone(), &address, (method == Method::POST).then(String::new)).await;
            let to = answer.headers.get("location").and_then(|it| it.to_str().ok()).unwrap_or_default();
            let said = if to.starts_with("/dang-nhap") { "sign-in".to_owned() } else { answer.status.as_str().to_owned() };
            write!(table, " {said:>8}").unwrap();
            if method == Method::GET {
                for (role, browser) in &mut people {
                    let answer = browser.send(Method::GET, &address, None).await;
                    write!(table, " {:>width$}", answer.status.as_str(), width = role.code().len()).unwrap();
                }
            }
            table.push('\n');
        }
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/every_route.txt");
        if std::env::var_os("UPDATE_TABLES").is_some() {
            std::fs::write(file, &table).unwrap();
        }
        let kept = std::fs::read_to_string(file).unwrap_or_default();
        let difference: Vec<_> = table.lines().filter(|it| !kept.lines().any(|line| line == *it)).collect();
        assert!(kept == table, "every_route.txt differs; lines that are new or changed:\n{}", difference.join("\n"));
    }
}

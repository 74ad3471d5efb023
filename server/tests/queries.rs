//! A page costs a bounded number of statements, whatever the number of rows: session and rights 2, frame 2, the page the rest. The only
//! test of its program, since the counter is the process's.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{Method, StatusCode};
use common::Browser;
use domain::policy::Role;
use testing::{PASSWORD, db_test, district, site};

/// The most that a page may cost.
const MOST: u64 = 12;

/// Pages that cost more than they should, and what they may cost until they are mended: never more than today.
const DEAR: [(&str, u64); 4] =
    [("/don-vi/", 13), ("/dot/cchc-2023/danh-gia/chay", 15), ("/dot/cchc-2023/danh-gia/thieu", 14), ("/dot/cchc-2023", 13)];

db_test! {
    async fn every_page_costs_at_most_twelve_statements(db) {
        let it = district(&db).await;
        let mut dear = Vec::new();
        for (role, unit) in [(Role::ParOffice, it.district), (Role::Authority, it.district), (Role::UnitHead, it.communes[0]), (Role::Admin, it.district)] {
            let mut browser = Browser::new(site(db.clone()));
            browser.sign_in(&it.login(role, unit), PASSWORD).await;
            for (method, path) in server::router::addresses() {
                if method != Method::GET {
                    continue;
                }
                let address = common::filled(&path, &it);
                let before = store::statements_run();
                let page = browser.send(Method::GET, &address, None).await;
                let cost = store::statements_run() - before;
                if page.status == StatusCode::OK && cost > DEAR.iter().find(|(it, _)| address == *it || (it.ends_with('/') && address.starts_with(it))).map_or(MOST, |it| it.1) {
                    dear.push(format!("{} for {}: {cost}", address, role.code()));
                }
            }
        }
        assert!(dear.is_empty(), "pages that cost more than {MOST} statements:\n{}", dear.join("\n"));
    }
}

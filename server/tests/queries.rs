//! A page costs a bounded number of statements, whatever the number of rows: session and rights 2, frame 2, the page the rest. The only
//! test of its program, since there is one counter for each kind of database.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{Method, StatusCode};
use common::Browser;
use common::places::{address, is_picture, subjects};
use domain::policy::Role;
use std::collections::BTreeMap;
use std::sync::Mutex;
use store::Database;
use testing::{District, PASSWORD, Rich, district, on_both, rich_with, site};

/// The most that a page may cost.
const MOST: u64 = 12;

/// The most that a page or paper may cost that is put together of more things than a page is, by a part of its address. None of them grows
/// with the rows.
const MORE: [(&str, u64); 10] = [
    // Who writes it to whom, what is owed, what was reached, tasks, days off, who signs.
    ("/bao-cao/", 18),
    ("/don-doc/", 18),
    // A collective report: with its number and who gave it, and the file that is given out.
    ("/bao-cao.", 15),
    // The whole package of a group, with the changes of its goals and rules.
    ("/danh-gia/chay", 13),
    ("/tham-dinh/", 13),
    // The same, what is sealed, and the versions and grade rules to choose from.
    ("/dieu-chinh/quy-tac", 17),
    // All sheets of a conference with their signatures and amendments.
    ("/tap-tai-lieu", 14),
    // The whole state of a unit: posts, sheet and its amendments, tasks, figures, remedies, cases, the register.
    ("/ban-giao/", 25),
    // The result of a run, what is owed, what was corrected, what the review answered.
    ("/giai-trinh", 24),
    // Every sheet, report and minutes of a campaign, each of their parts at once.
    ("/tap-ho-so", 32),
];

/// The most that the bound file of a case may cost: every paper of the case reads what it says by itself.
const MOST_OF_A_FILE: u64 = 50;

/// How many more communes there are where there are many.
const MANY: usize = 4;

/// Who asks: those who see the most, and a unit's own people.
fn asking(it: &District) -> [(Role, domain::UnitId); 6] {
    [
        (Role::ParOffice, it.district),
        (Role::Authority, it.district),
        (Role::Inspector, it.district),
        (Role::UnitHead, it.communes[0]),
        (Role::FocalOfficer, it.communes[0]),
        (Role::Admin, it.district),
    ]
}

/// What each page that opens costs each of them.
async fn costs(it: &District, addresses: &[String]) -> BTreeMap<String, u64> {
    let mut costs = BTreeMap::new();
    for (role, unit) in asking(it) {
        let mut browser = Browser::new(site(it.db.clone()));
        browser.sign_in(&it.login(role, unit), PASSWORD).await;
        for address in addresses {
            // A first look at a sheet is remembered.
            if address.starts_with("/cam-ket/") {
                browser.send(Method::GET, address, None).await;
            }
            let before = store::statements_run(&it.db);
            let page = browser.send(Method::GET, address, None).await;
            let cost = store::statements_run(&it.db) - before;
            if page.status == StatusCode::OK {
                costs.insert(format!("{address} for {}", role.code()), cost);
            }
        }
    }
    costs
}

fn addresses_of(filled: impl Fn(&str) -> String) -> Vec<String> {
    let all = server::router::addresses();
    all.iter()
        .filter(|(method, path)| *method == Method::GET && !path.starts_with("/lich-su/") && !is_picture(path, &all))
        .map(|it| filled(&it.1))
        .collect()
}

fn addresses(it: &Rich) -> Vec<String> {
    let mut all = addresses_of(|path| address(path, it));
    all.extend(subjects(it).into_iter().map(|(subject, id)| format!("/lich-su/{subject}/{id}")));
    all
}

fn dear(costs: &BTreeMap<String, u64>) -> Vec<String> {
    let most = |page: &str| {
        let more = MORE.iter().find(|it| page.contains(it.0)).map_or(MOST, |it| it.1);
        if page.contains("/ho-so.") { MOST_OF_A_FILE } else { more }
    };
    costs.iter().filter(|it| *it.1 > most(it.0)).map(|(page, cost)| format!("{page}: {cost}")).collect()
}

/// What the pages cost on both databases, by their kind, of a year that is built like this.
fn of_year<F: Future<Output = BTreeMap<String, u64>>>(build: impl Fn(Database) -> F + Sync) -> Vec<BTreeMap<String, u64>> {
    let found = Mutex::new(BTreeMap::new());
    on_both(|db| {
        let kind = db.get_database_backend();
        let year = build(db);
        let found = &found;
        async move {
            let costs = year.await;
            found.lock().unwrap().insert(format!("{kind:?}"), costs);
        }
    });
    found.into_inner().unwrap().into_values().collect()
}

#[test]
fn every_page_costs_at_most_twelve_statements_and_with_many_rows_no_more_than_with_few() {
    let empty = of_year(|db| async move {
        let it = district(&db).await;
        costs(&it, &addresses_of(|path| common::filled(path, &it))).await
    });
    let rich = |more: usize| {
        of_year(|db| async move {
            let it = rich_with(&db, more).await;
            costs(&it.near, &addresses(&it)).await
        })
    };
    let (few, many) = (rich(0), rich(MANY));
    let all: Vec<_> = empty.iter().chain(&few).chain(&many).flat_map(dear).collect();
    assert!(all.is_empty(), "pages that cost more than {MOST} statements:\n{}", all.join("\n"));
    for (few, many) in few.iter().zip(&many) {
        assert_eq!(few.len(), many.len(), "the same pages open");
        let more = few.values().zip(many).filter(|(few, (_, many))| many > few);
        let more: Vec<_> = more.map(|(few, (page, many))| format!("{page}: {few}, with more rows {many}")).collect();
        assert!(more.is_empty(), "pages that cost more with more rows:\n{}", more.join("\n"));
    }
}

//! Who may open and send what: every address, every role, three places to stand. Everything asked for is about the first commune of the
//! rich district; each role asks once from the commune itself, once from another unit below the same authority, once from another
//! district. Printed and compared with `pages.txt` and `posts.txt`: read the difference as a lawyer would before accepting it with `UPDATE_TABLES=1`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod bodies;
#[path = "../common/mod.rs"]
mod common;

use axum::http::header::LOCATION;
use axum::http::{Method, StatusCode};
use bodies::{Named, body};
use common::places::{address, is_picture, subjects};
use common::{Browser, Page};
use domain::PersonId;
use domain::policy::Role;
use islands::AppError;
use leptos::server_fn::error::ServerFnUrlError;
use services::technician::grant;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use testing::{OF_UNITS, PASSWORD, Rich, Stand, db_test, digest, remembered, rich, site};

/// Addresses that are about oneself alone.
const ABOUT_ONESELF: [&str; 5] =
    ["/api/session/begin", "/api/session/end", "/api/session/end-others", "/api/preference/language", "/api/preference/theme"];

/// Posts that end what the others are about: sent last.
const LAST: [&str; 5] =
    ["/api/rule-draft/discard", "/api/review/close", "/api/commitment/reissue", "/api/commitment/withdraw", "/api/campaign/close"];

/// The lines that explain the tables.
const LEGEND: &str = "# What each address answers each role about the first commune of a district, in three letters: to somebody of the commune itself,
# to somebody of another unit below the same authority (or of the authority), to somebody of another district.
# GET:  r read, - forbidden, 0 not found, > sent elsewhere. POST: w done, or refused for another reason than the right; - forbidden; 0 not found.
";

struct Asking {
    role: Role,
    stand: Stand,
    person: PersonId,
    browser: Browser,
}

async fn everybody(it: &Rich) -> Vec<Asking> {
    let first = Browser::new(site(it.near.db.clone()));
    let mut all = Vec::new();
    for role in Role::ALL {
        for stand in Stand::ALL {
            let somebody = it.of(role, stand);
            let mut browser = first.another();
            browser.sign_in(&somebody.login, PASSWORD).await;
            assert!(!browser.at.starts_with("/dang-nhap"), "{} {stand:?} signs in", role.code());
            all.push(Asking { role, stand, person: somebody.person, browser });
        }
    }
    all
}

async fn named(it: Rich) -> Named {
    let (db, own) = (it.near.db.clone(), it.near.communes[0]);
    let technician = it.near.ctx(Role::Admin).await;
    let form = services::organisation::PersonForm {
        full_name: "Người Thử Quyền".to_owned(),
        honorific: "ông".to_owned(),
        category: "civil_servant".to_owned(),
    };
    let (account, _) = services::technician::add_person_with_account(&technician, &form, "nguoi-thu-quyen", None).await.unwrap();
    grant(&technician, account, "viewer", it.near.communes[2], "").await.unwrap();
    let held = store::technician::grants(&db, account).await.unwrap().first().unwrap().id;
    let post = services::organisation::add_post(&technician, own, "officer", "Công chức thử", "01/01/2023").await.unwrap();
    let unit = services::organisation::UnitForm {
        unit_type: "commune".to_owned(),
        name_full: "Xã Thử".to_owned(),
        name_short: "UBND xã Thử".to_owned(),
        header_lines: "ỦY BAN NHÂN DÂN".to_owned(),
        place_name: "Thử".to_owned(),
        on: "01/01/2023".to_owned(),
        reason: "Nghị quyết".to_owned(),
        ..Default::default()
    };
    let unit = services::organisation::add_unit(&technician, it.near.district, &unit).await.unwrap();
    let target = store::rule_set::targets(&db, it.near.rule_set).await.unwrap().first().unwrap().id;
    let variable = store::rule_set::variables(&db, it.near.rule_set).await.unwrap().first().unwrap().variable.id;
    let sheet = store::commitment::get(&db, it.sheet).await.unwrap();
    let reports = store::review::report::list(&db, it.case).await.unwrap();
    let minutes = store::review::meeting::of_case(&db, it.case).await.unwrap().unwrap();
    Named {
        account: account.0,
        grant: held,
        post: post.0,
        unit: unit.0,
        target: target.0,
        variable: variable.0,
        sheet_revision: sheet.revision,
        sheet_digest: "0".repeat(64),
        task_revision: store::key_task::get(&db, it.task).await.unwrap().revision,
        remedy_revision: store::review::follow_up::remedy(&db, it.remedy).await.unwrap().remedy.revision,
        report_revision: reports[0].revision,
        minutes_revision: minutes.revision,
        minutes_digest: minutes.adopted.map(|it| it.1).unwrap_or_default(),
        it,
    }
}

/// The answer to a question, as a letter.
fn read(page: &Page) -> char {
    match page.status {
        StatusCode::OK => 'r',
        StatusCode::FORBIDDEN => '-',
        StatusCode::NOT_FOUND => '0',
        it if it.is_redirection() => '>',
        it => panic!("{it}: {}", page.text()),
    }
}

/// The answer to a post, as a letter, and whether it was done.
fn sent(page: &Page, what: &str) -> (char, bool) {
    let to = page.headers.get(LOCATION).and_then(|it| it.to_str().ok());
    let Some(to) = to else {
        // A file that was sent to be looked at is answered by the page itself.
        return match page.status {
            StatusCode::OK => ('w', false),
            StatusCode::FORBIDDEN => ('-', false),
            StatusCode::NOT_FOUND => ('0', false),
            _ => panic!("{what}: {} {}", page.status, page.text()),
        };
    };
    assert!(!to.starts_with("/dang-nhap"), "{what}: signed out");
    let query = to.split_once('?').map_or("", |it| it.1).split('#').next().unwrap_or_default();
    let value = |name: &str| form_urlencoded::parse(query.as_bytes()).find(|it| it.0 == name).map(|it| it.1.into_owned());
    if let Some(error) = value("__err") {
        return match ServerFnUrlError::<AppError>::decode_err(&error) {
            AppError::Forbidden(_) => ('-', false),
            AppError::NotFound => ('0', false),
            it @ (AppError::Malformed | AppError::Internal(_) | AppError::SignedOut) => panic!("{what}: {it:?}"),
            _ => ('w', false),
        };
    }
    match value("loi").as_deref() {
        Some("error-forbidden-no-role") => ('-', false),
        Some("error-not-found") => ('0', false),
        Some(_) => ('w', false),
        // An upload that is not the person's is sent on to the page, which says so.
        None if to == app::urls::IMPORT => ('-', false),
        None => ('w', true),
    }
}

/// What only those concerned may read, wherever it stands: in the personal self-review, in the consequences, in the reports and minutes.
const PERSONAL: &str = "Kiểm điểm cá nhân của đơn vị";
const CONSEQUENCE: &str = "Phê bình bằng văn bản";
const REPORTED: &str = "Nguyên nhân của đơn vị";

/// Says of a page that somebody got what on it was not theirs to read.
fn leaks(it: &Asking, page: &Page, own: i64) -> Vec<String> {
    let said = |text: &str| page.says(&format!("{text} {own}."));
    let district = !OF_UNITS.contains(&it.role) && it.stand != Stand::Far;
    let (role, stand) = (it.role, it.stand);
    let personal = match role {
        Role::ParOffice | Role::Authority | Role::Inspector => district,
        Role::UnitHead | Role::PartyCommittee => stand == Stand::Own,
        _ => false,
    };
    let consequence = match role {
        Role::ParOffice | Role::Authority | Role::Inspector => district,
        Role::UnitHead => stand == Stand::Own,
        _ => false,
    };
    let reported = match role {
        Role::ParOffice | Role::Authority | Role::Inspector | Role::Viewer => district,
        Role::UnitHead | Role::DeputyHead | Role::FocalOfficer | Role::MeetingSecretary | Role::RecordsClerk | Role::PartyCommittee => {
            stand == Stand::Own
        }
        Role::IndicatorOwner | Role::Appraiser | Role::Admin => false,
    };
    let mut found = Vec::new();
    for (text, may) in [(PERSONAL, personal), (CONSEQUENCE, consequence), (REPORTED, reported)] {
        if !may && said(text) {
            found.push(format!("{} {stand:?} reads \"{text}\"", role.code()));
        }
    }
    if stand == Stand::Far && role != Role::Admin && page.says("Xã Cẩm Văn") {
        found.push(format!("{} {stand:?} reads the name of a unit of another district", role.code()));
    }
    found
}

fn compare(table: &str, name: &str) {
    let file = format!("{}/tests/rights/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_TABLES").is_some() {
        std::fs::write(&file, table).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    let difference: Vec<_> = table.lines().filter(|it| !kept.lines().any(|line| line == *it)).collect();
    assert!(kept == table, "{name} differs; lines that are new or changed:\n{}", difference.join("\n"));
}

fn head() -> String {
    let mut table = LEGEND.to_owned();
    write!(table, "{:<52}", "").unwrap();
    for role in Role::ALL {
        write!(table, " {}", role.code()).unwrap();
    }
    table.push('\n');
    table
}

/// A line of the table: three letters for each role.
fn line(table: &mut String, what: &str, letters: &[char]) {
    write!(table, "{what:<52}").unwrap();
    for (role, three) in Role::ALL.iter().zip(letters.chunks(3)) {
        write!(table, " {:<width$}", three.iter().collect::<String>(), width = role.code().len()).unwrap();
    }
    table.truncate(table.trim_end().len());
    table.push('\n');
}

db_test! {
    async fn every_page_and_file_opens_to_whom_it_may(db) {
        let it = named(rich(&db).await).await;
        let own = it.it.near.communes[0].0;
        let mut people = everybody(&it.it).await;
        let (mut table, mut leaking) = (head(), Vec::new());
        let all = server::router::addresses();
        for (_, path) in all.iter().filter(|(method, path)| *method == Method::GET && !is_picture(path, &all)) {
            let asked: Vec<(String, String)> = if path.starts_with("/lich-su/") {
                subjects(&it.it).into_iter().map(|(subject, id)| (format!("/lich-su/{subject}/{{id}}"), format!("/lich-su/{subject}/{id}"))).collect()
            } else {
                vec![(path.clone(), address(path, &it.it))]
            };
            for (path, address) in asked {
                let mut letters = Vec::new();
                for somebody in &mut people {
                    let page = somebody.browser.send(Method::GET, &address, None).await;
                    letters.push(read(&page));
                    leaking.extend(leaks(somebody, &page, own).into_iter().map(|it| format!("GET {path}: {it}")));
                }
                line(&mut table, &format!("GET {path}"), &letters);
            }
        }
        assert!(leaking.is_empty(), "{}", leaking.join("\n"));
        compare(&table, "pages.txt");
    }

    async fn every_post_is_taken_from_whom_it_may_and_from_nobody_else(db) {
        let it = named(rich(&db).await).await;
        let mut people = everybody(&it.it).await;
        let mut table = head();
        let mut posts: Vec<String> = server::router::addresses().into_iter().filter(|(method, _)| *method == Method::POST).map(|it| it.1).collect();
        posts.retain(|it| !ABOUT_ONESELF.contains(&it.as_str()));
        posts.sort_by_key(|path| LAST.iter().position(|it| it == path).map_or(0, |at| at + 1));
        let kept = kept_letters("posts.txt");
        let (mut number, mut before, mut wrong) = (0, digest(&db).await, Vec::new());
        for path in &posts {
            // A role that may at one place stands with those who may: what the first of them takes away is not there for the next.
            let may_somewhere = |it: &Vec<char>| it.chunks(3).flat_map(|it| [it.contains(&'w'); 3]).collect();
            let may: Vec<bool> = kept.get(path).map_or_else(|| vec![false; people.len()], may_somewhere);
            let mut letters = vec![' '; people.len()];
            // First all who may not: together they change nothing. Then those who may, one after the other.
            for first in [true, false] {
                for at in (0..people.len()).filter(|at| may[*at] != first) {
                    number += 1;
                    let somebody = &mut people[at];
                    let what = format!("POST {path} by {} {:?}", somebody.role.code(), somebody.stand);
                    let lines = remembered(&db, Some(somebody.person)).await;
                    let page = post(somebody, path, &it, number).await;
                    let (letter, done) = sent(&page, &what);
                    letters[at] = letter;
                    if first {
                        continue;
                    }
                    let after = digest(&db).await;
                    let changed = changes(&before, &after);
                    if !done && path != "/api/account/password" && !changed.is_empty() {
                        wrong.push(format!("{what}: refused, and changed {changed:?}"));
                    }
                    if done && !changed.is_empty() && remembered(&db, Some(somebody.person)).await == lines {
                        wrong.push(format!("{what}: changed {changed:?} and left no line in the log"));
                    }
                    before = after;
                }
                if first {
                    let after = digest(&db).await;
                    let changed = changes(&before, &after);
                    if !changed.is_empty() && std::env::var_os("UPDATE_TABLES").is_none() {
                        wrong.push(format!("POST {path} by those who may not: changed {changed:?}"));
                    }
                    before = after;
                }
            }
            line(&mut table, &format!("POST {path}"), &letters);
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        compare(&table, "posts.txt");
    }
}

/// The tables whose content differs.
fn changes(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    after.iter().filter(|(table, content)| before.get(*table) != Some(*content)).map(|it| it.0.clone()).collect()
}

async fn post(somebody: &mut Asking, path: &str, it: &Named, number: usize) -> Page {
    if path.starts_with("/api/") {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(body(path, it, number));
        return somebody.browser.send(Method::POST, path, Some(form.finish())).await;
    }
    // The form of the page of a wording, by its other button.
    if path.starts_with("/mau-van-ban/") {
        let form = format!("unit={}", it.it.near.district);
        return somebody.browser.send(Method::POST, &address(path, &it.it), Some(form)).await;
    }
    let package = ("file", "goi.json", testing::WORKED_PACKAGE.as_bytes());
    let file = if path == "/tai-len/goi" { package } else { ("file", "a.pdf", &b"%PDF-1.7 thu"[..]) };
    somebody.browser.send_file(&address(path, &it.it), &[("variable", "received")], file).await
}

/// The letters of each post in the table that is kept.
fn kept_letters(name: &str) -> HashMap<String, Vec<char>> {
    let kept = std::fs::read_to_string(format!("{}/tests/rights/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap_or_default();
    let lines = kept.lines().filter_map(|it| it.strip_prefix("POST "));
    lines
        .filter_map(|it| it.split_once(' '))
        .map(|(path, letters)| (path.to_owned(), letters.chars().filter(|it| *it != ' ').collect()))
        .collect()
}

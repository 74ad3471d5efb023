//! Every form of the site: it is reached by links from the first page, and whatever is posted to it, what follows is a page with a
//! sentence that gives back what was typed; never a blank, never JSON, never a failure of the program.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{Method, StatusCode};
use common::people::{People, signed_in};
use common::review::{adopt, call, open_cases, sign, submit_reports, write};
use common::{Browser, Form, Page};
use domain::policy::Role;
use std::collections::{BTreeSet, HashMap};
use testing::{PASSWORD, WORKED_PACKAGE, db_test};

/// The worked package of version 2.
const SECOND_PACKAGE: &str = include_str!("../../app/testing/data/vi-du-2.package.json");

/// What nobody should type.
const GARBAGE: &str = "</textarea><script>alert(1)</script> \"'& 1,2,3 e\u{302}\u{301} \u{1f600}";

/// How many pages of one shape are read: the second unit's page has the same forms as the first one's.
const OF_A_SHAPE: usize = 2;

/// An address without its numbers.
fn shape(address: &str) -> String {
    let mut shape = String::new();
    for it in address.chars() {
        if !it.is_ascii_digit() {
            shape.push(it);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

/// The forms that somebody meets who follows every link from a page, each with the page on which it stands.
async fn met(browser: &mut Browser, start: &str) -> Vec<(String, Form)> {
    let mut waiting = vec![start.to_owned()];
    let (mut seen, mut shapes): (BTreeSet<String>, HashMap<String, usize>) = (BTreeSet::new(), HashMap::new());
    let mut forms = Vec::new();
    while let Some(address) = waiting.pop() {
        let count = shapes.entry(shape(&address)).or_default();
        *count += 1;
        if *count > OF_A_SHAPE {
            continue;
        }
        let page = browser.open(&address).await;
        assert_eq!(page.status, StatusCode::OK, "a link leads to {address}: {}", page.text());
        forms.extend(page.forms().into_iter().map(|it| (address.clone(), it)));
        for (_, to) in page.links() {
            let to = to.split('#').next().unwrap_or_default().to_owned();
            let is_file =
                [".pdf", ".docx", ".png", ".csv", ".json"].iter().any(|it| to.split('?').next().unwrap_or_default().ends_with(it))
                    || to.starts_with("/tai-lieu/");
            if to.starts_with('/') && !is_file && seen.insert(to.clone()) {
                waiting.insert(0, to);
            }
        }
    }
    forms
}

/// What every answer is, whatever was sent.
fn is_a_page_with_a_sentence(page: &Page, at: &str, what: &str) {
    let kind = page.headers.get("content-type").and_then(|it| it.to_str().ok()).unwrap_or_default();
    assert!(page.status == StatusCode::OK && kind.starts_with("text/html"), "{what}: {} {kind} at {at}: {}", page.status, page.text());
    let says = page.html.contains("role=\"alert\"") || page.html.contains("role=\"status\"") || page.html.contains("class=\"empty\"");
    assert!(says, "{what}: no sentence at {at}: {}", page.text());
    assert!(!page.html.contains("<script>alert(1)"), "{what}: what was typed runs as a script at {at}");
    let key = page.text().split(' ').find(|it| it.contains("-refusal-") || it.starts_with("error-")).map(str::to_owned);
    assert_eq!(key, None, "{what}: a name instead of its sentence at {at}");
}

/// The same form, as its page shows it now.
fn again(page: &Page, form: &Form) -> Option<Form> {
    page.forms().into_iter().find(|it| it.action == form.action && it.boxes.len() == form.boxes.len())
}

fn pairs(filled: &[(String, String)]) -> Vec<(&str, &str)> {
    filled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// Sends a form empty, with made-up hidden values, blank, and full of what nobody should type.
async fn abuse(browser: &mut Browser, address: &str, form: &Form) {
    let what = format!("{} from {address}", form.action);
    browser.open(address).await;
    let page = browser.post(&form.action, &[]).await;
    is_a_page_with_a_sentence(&page, &browser.at, &format!("{what}, empty"));

    let Some(form) = again(&browser.open(address).await, form) else { return };
    let forged: Vec<(String, String)> =
        form.filled(&[]).into_iter().map(|(name, value)| if value.is_empty() { (name, value) } else { (name, "x".to_owned()) }).collect();
    let page = browser.post(&form.action, &pairs(&forged)).await;
    is_a_page_with_a_sentence(&page, &browser.at, &format!("{what}, forged"));

    let typed: Vec<String> = form.boxes.iter().filter(|it| it.is_typed()).map(|it| it.name.clone()).collect();
    if typed.is_empty() && !form.names().contains(&"password") {
        return;
    }
    for text in ["", GARBAGE] {
        let Some(form) = again(&browser.open(address).await, &form) else { return };
        let filled: Vec<(&str, &str)> = typed.iter().map(|name| (name.as_str(), text)).collect();
        let page = browser.submit(&form, &filled).await;
        is_a_page_with_a_sentence(&page, &browser.at, &format!("{what}, typed {text:?}"));
        if !browser.at.contains("__err=") {
            continue;
        }
        let back = again(&page, &form).unwrap_or_else(|| panic!("{what}: the form is gone from {}", browser.at));
        for name in &typed {
            assert_eq!(back.value(name), text, "{what}: {name} is lost at {}", browser.at);
        }
    }
}

/// Sends a form with a file: no file, a file that is none.
async fn abuse_with_file(browser: &mut Browser, address: &str, form: &Form) {
    for file in [("", &b""[..]), ("x.pdf", b""), ("x.exe", b"MZ\0"), ("x.json", b"{"), ("x.pdf", b"{")] {
        browser.open(address).await;
        let filled = form.filled(&[]);
        let page = browser.upload(&form.action, &pairs(&filled), ("file", file.0, file.1)).await;
        let what = format!("{} from {address}, {file:?}", form.action);
        let beside = !page.beside("file").is_empty();
        if beside {
            assert_eq!(page.status, StatusCode::OK, "{what}");
        } else {
            is_a_page_with_a_sentence(&page, &browser.at, &what);
        }
    }
}

/// Forms that end the walk of who sends them, or are sent by strangers: looked at apart.
const APART: [&str; 4] = ["/api/session/begin", "/api/session/end", "/api/preference/language", "/api/preference/theme"];

/// Meets every form by links, and abuses each kind once.
async fn walk(browser: &mut Browser, done: &mut BTreeSet<String>) {
    walk_from(browser, "/", done).await;
}

/// The same from another page: of many pages of one shape only some are opened.
async fn walk_from(browser: &mut Browser, start: &str, done: &mut BTreeSet<String>) {
    for (address, form) in met(browser, start).await {
        let kind = form.action.split('?').next().unwrap_or_default().to_owned();
        let kind = if kind.starts_with("/api/") || form.method == "get" { kind } else { shape(&kind) };
        if APART.contains(&kind.as_str()) || !done.insert(kind) {
            continue;
        }
        if form.method == "get" {
            let filled: Vec<(String, String)> = form.boxes.iter().map(|it| (it.name.clone(), GARBAGE.to_owned())).collect();
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(filled).finish();
            let page = browser.open(&format!("{}?{query}", form.action)).await;
            assert!(
                matches!(page.status, StatusCode::OK | StatusCode::NOT_FOUND) && !page.html.contains("<script>alert(1)"),
                "{}: {}",
                form.action,
                page.text()
            );
        } else if form.with_file {
            abuse_with_file(browser, &address, &form).await;
        } else {
            abuse(browser, &address, &form).await;
        }
    }
}

/// The printed sheet comes back as a pile, and the authority answers.
async fn scanned(it: &mut People, sheet: &str, done: &mut BTreeSet<String>) {
    let address = sheet.split('?').next().unwrap_or_default();
    let paper = it.office.send(Method::GET, &format!("{address}.pdf"), None).await.bytes;
    let page = it.office.open("/dot/cchc-2023/ban-giay").await;
    let form = page.forms().into_iter().find(|it| it.with_file).unwrap();
    let page = it.office.upload(&form.action, &[], ("file", "chong-giay.pdf", &paper)).await;
    assert!(page.says("Đã nhận 1 trong 1 bản"), "{}", page.text());
    let page = it.chair.open("/").await;
    let page = it.chair.follow_link(&page, "Xác nhận bản quét của bản cam kết ký tay").await;
    let address = it.chair.at.clone();
    for action in ["/api/commitment/confirm-scan", "/api/commitment/refuse-scan"] {
        let form = page.form(action);
        abuse(&mut it.chair, &address, &form).await;
        done.insert(form.action);
    }
    assert!(it.chair.open(&address).await.says("Không xác nhận"), "what nobody should type is a reason all the same");
}

/// The signed minutes get their number and come back signed outside: what should not have been sent can be taken out.
async fn numbered(it: &mut People, done: &mut BTreeSet<String>) {
    let own = it.it.communes[0];
    let ctx = it.it.clerk(own).await;
    let case = store::review::case::of_unit(&ctx.site.db, it.it.campaign, own).await.unwrap().id;
    let minutes = services::register::NewEntry {
        paper: "minutes".into(),
        paper_id: case.to_string(),
        issued_on: domain::show_date(testing::noon().date()),
        ..Default::default()
    };
    services::register::enter(&ctx, &minutes).await.unwrap();
    let paper = services::review::download_minutes(&ctx, case).await.unwrap().handed_out(&ctx.site).await.unwrap();
    let signed = testing::Outside::trusted().sign(&paper.bytes, "Ngoai", "Nguyễn Văn Ngoài");
    let sent = services::register::send_originals(&ctx, "da-ky.pdf", signed).await.unwrap();
    assert!(matches!(sent, services::register::OriginalsSent::Kept(..)), "{sent:?}");
    let mut clerk = signed_in(&it.office, &it.it, Role::RecordsClerk, own).await;
    walk_from(&mut clerk, "/van-ban", done).await;
}

db_test! {
    async fn every_form_is_reached_by_links_and_answers_whatever_is_sent(db) {
        // Withdrawing a sheet and closing a campaign need nothing but a reason, and end what is under way: they come last.
        let mut done = BTreeSet::from(["/api/campaign/close".to_owned(), "/api/commitment/withdraw".to_owned()]);
        let mut it = People::new(&db).await;
        let mut admin = signed_in(&it.office, &it.it, Role::Admin, it.it.district).await;
        let day = domain::show_date(testing::noon().date());
        services::technician::add_holiday(&it.it.ctx(Role::Admin).await, &day, "off", "Ngày nghỉ thử").await.unwrap();
        walk(&mut admin, &mut done).await;
        // An account that is closed can be opened again.
        let closed = it.it.ctx_at(Role::Viewer, it.it.district).await.actor.account;
        services::technician::lock(&it.it.ctx(Role::Admin).await, closed).await.unwrap();
        let address = format!("/quan-tri/tai-khoan/{closed}");
        let form = admin.open(&address).await.form("/api/account/unlock");
        abuse(&mut admin, &address, &form).await;
        done.insert(form.action);

        // A package that was sent waits for its confirmation.
        let form = services::catalogue::InForceForm { valid_from: "15/12/2021".into(), reason: "Áp dụng từ năm 2022".into(), ..Default::default() };
        services::catalogue::change_dates(&it.it.ctx(Role::ParOffice).await, it.it.rule_set, &form).await.unwrap();
        it.office.open("/dot/nhap").await;
        let page = it.office.upload("/tai-len/goi", &[], ("file", "goi.json", WORKED_PACKAGE.as_bytes())).await;
        let (address, form) = (it.office.at.clone(), page.form("/api/campaign/import"));
        abuse(&mut it.office, &address, &form).await;
        done.insert(form.action);

        // Nothing issued; then sheets to propose, to answer, to sign, withdrawn, in force with key tasks.
        it.office.open("/dot/cchc-2023/hoi-nghi").await;
        it.office.post("/api/conference/arrange", &[("campaign", "cchc-2023"), ("title", "Hội nghị"), ("held_on", "08/08/2023"), ("starts_at", "08:00"), ("place", "Hội trường"), ("agenda", "Ký")]).await;
        walk(&mut it.office, &mut done).await;
        it.issue_sheets().await;
        walk(&mut it.focal, &mut done).await;
        it.propose_sheet().await;
        walk(&mut it.chair, &mut done).await;
        it.approve_sheet().await;
        walk(&mut it.head, &mut done).await;
        // The head has declined meanwhile: the office may take the sheet back, which would end what is under way.
        assert!(done.contains("/api/commitment/decline"), "{done:?}");
        let page = it.office.open("/").await;
        let page = it.office.follow_link(&page, "Xử lý việc từ chối ký bản cam kết").await;
        let taken_back = page.form("/api/commitment/reopen");
        assert!(page.says("từ chối ký lúc"), "{}", page.text());
        let page = it.head.open("/").await;
        let page = it.head.follow_link(&page, "Ký bản cam kết").await;
        it.head.submit(&page.form("/api/commitment/sign"), &[("password", PASSWORD)]).await;
        let sheet = it.office.at.clone();
        abuse(&mut it.office, &sheet, &taken_back).await;
        done.insert(taken_back.action);
        scanned(&mut it, &sheet, &mut done).await;
        let page = it.chair.open("/").await;
        let page = it.chair.follow_link(&page, "Ký xác nhận bản cam kết").await;
        it.chair.submit(&page.form("/api/commitment/sign"), &[("password", PASSWORD)]).await;
        hand_down(&mut it, &mut done).await;
        amend(&mut it, &mut done).await;

        // Figures and key tasks: entered with evidence, submitted, waiting for a decision.
        let page = it.march().await;
        let boxes: Vec<&str> = vec!["rows[0][value]", "rows[1][value]"];
        it.focal.submit(&page.form("/api/figure/record"), &boxes.iter().map(|it| (*it, "5")).collect::<Vec<_>>()).await;
        let page = it.march().await;
        let grid = it.focal.at.split('?').next().unwrap_or_default().to_owned();
        let form = page.forms().into_iter().find(|it| it.with_file).unwrap();
        it.focal.upload(&form.action, &pairs(&form.filled(&[])), ("file", "a.pdf", b"%PDF-1.7")).await;
        let page = it.focal.open("/dot/cchc-2023/nhiem-vu").await;
        it.focal.submit(&page.form("/api/task/report"), &[("done_on", "01/08/2023"), ("report", "Đã xong")]).await;
        // Somebody who has signed in elsewhere too may end that.
        it.focal.another().sign_in(&it.it.login(domain::policy::Role::FocalOfficer, it.it.communes[0]), PASSWORD).await;
        walk(&mut it.focal, &mut done).await;
        walk_from(&mut it.focal, &grid, &mut done).await;
        walk(&mut it.head, &mut done).await;
        walk_from(&mut it.head, &grid, &mut done).await;
        let page = it.head.open(&grid).await;
        it.head.submit(&page.form("/api/figure/submit"), &[]).await;
        let page = it.head.open("/dot/cchc-2023/nhiem-vu").await;
        it.head.submit(&page.form("/api/task/submit"), &[]).await;
        walk(&mut it.inspector, &mut done).await;
        walk(&mut it.office, &mut done).await;

        preview(&mut it.office, &mut done).await;

        done.remove("/api/commitment/withdraw");
        walk(&mut it.chair, &mut done).await;
        walk(&mut it.office, &mut done).await;

        done.remove("/api/campaign/close");
        walk(&mut it.office, &mut done).await;

        assert_eq!(missing(&done, |it| !is_of_a_review(it) && !is_of_a_decision(it) && !is_of_points(it) && !is_of_a_draft(it) && !is_of_the_register(it)), Vec::<String>::new());
    }

    async fn every_form_of_a_review_is_reached_by_links_and_answers_whatever_is_sent(db) {
        let mut done = BTreeSet::from(["/api/campaign/close".to_owned()]);
        let mut it = People::new(&db).await;
        testing::final_run(&it.it).await;
        walk(&mut it.office, &mut done).await;
        open_cases(&mut it).await;
        walk(&mut it.chair, &mut done).await;
        walk(&mut it.head, &mut done).await;
        submit_reports(&mut it).await;
        walk(&mut it.office, &mut done).await;
        call(&mut it).await;
        walk(&mut it.focal, &mut done).await;
        write(&mut it).await;
        walk(&mut it.focal, &mut done).await;
        adopt(&mut it).await;
        walk(&mut it.focal, &mut done).await;
        sign(&mut it).await;
        walk(&mut it.focal, &mut done).await;
        numbered(&mut it, &mut done).await;
        let page = it.focal.open("/").await;
        let page = it.focal.follow_link(&page, "Thực hiện biện pháp khắc phục").await;
        let page = it.focal.open(&page.link_to("bien-phap=")).await;
        it.focal.submit(&page.form("/api/remedy/report"), &[("progress", "Đã làm xong"), ("done_on", "08/08/2023")]).await;
        walk(&mut it.inspector, &mut done).await;
        walk(&mut it.office, &mut done).await;
        walk(&mut it.chair, &mut done).await;
        assert_eq!(missing(&done, is_of_a_review), Vec::<String>::new());
    }

    async fn every_form_of_a_decision_is_reached_by_links_and_answers_whatever_is_sent(db) {
        let mut done = BTreeSet::from(["/api/campaign/close".to_owned()]);
        let mut it = People::new(&db).await;
        testing::final_run(&it.it).await;
        let office = it.it.ctx(Role::ParOffice).await;
        for (whom, rule) in [("units", "commitment_score_and_gates"), ("heads", "nd90_leader")] {
            let (whom, rule) = (whom.to_owned(), rule.to_owned());
            let named = services::grading::NewChoice { campaign: "cchc-2023".into(), peer_group: "commune".into(), whom, rule, ..Default::default() };
            services::grading::choose(&office, &services::grading::NewChoice { tasks_from: "targets".into(), ..named }).await.unwrap();
        }
        walk(&mut it.office, &mut done).await;
        let run = store::assessment::list(&db, it.it.group).await.unwrap()[0].id;
        let typed = services::decision::NewDecision {
            campaign: "cchc-2023".into(),
            kind: "publication".into(),
            peer_group: "commune".into(),
            number: "5".into(),
            decided_on: "08/08/2023".into(),
            basis: "Căn cứ Kế hoạch".into(),
            run: run.to_string(),
            file_within: "5".into(),
            answer_within: "7".into(),
            ..Default::default()
        };
        services::decision::prepare(&office, &typed).await.unwrap();
        walk(&mut it.office, &mut done).await;
        // Declining needs nothing but a reason, and ends what is under way.
        walk(&mut it.chair, &mut done).await;

        // Published results are appealed.
        let chair = it.it.ctx(Role::Authority).await;
        let id = services::decision::prepare(&office, &services::decision::NewDecision { number: "6".into(), ..typed }).await.unwrap();
        let digest = store::decision::get(&db, id).await.unwrap().decision.digest;
        let token = services::account::form_token(&chair).await.unwrap();
        services::decision::approve(&chair, id, &digest, PASSWORD, &token).await.unwrap();
        // What an abused form takes would end the walk: each of these is met by who may send it, and sent for good by the next lines.
        walk(&mut it.head, &mut done).await;
        let (head, unit) = (it.it.ctx_at(Role::UnitHead, it.it.communes[0]).await, it.it.communes[0]);
        let open = store::appeal::of_unit(&db, it.it.campaign, unit).await.unwrap().into_iter().find(|it| it.appeal.is_open());
        let appeal = match open {
            Some(it) => it.id,
            None => {
                let typed = services::appeal::NewAppeal { reason: "Số liệu chưa đúng".into(), ..Default::default() };
                services::appeal::file(&head, "cchc-2023", unit, &typed).await.unwrap()
            }
        };
        walk(&mut it.office, &mut done).await;
        let reviewer = it.it.ctx(Role::Inspector).await;
        services::appeal::assign(&office, appeal, Some(reviewer.actor.person)).await.unwrap();
        walk(&mut it.inspector, &mut done).await;
        walk(&mut it.head, &mut done).await;
        assert_eq!(missing(&done, is_of_a_decision), Vec::<String>::new());
    }

    async fn every_form_of_a_rule_set_that_is_written_is_reached_by_links_and_answers_whatever_is_sent(db) {
        let mut done = BTreeSet::from(["/api/campaign/close".to_owned()]);
        let mut it = People::new(&db).await;
        let office = it.it.ctx(Role::ParOffice).await;
        let start = services::rule_draft::Start { from: format!("version:{}", it.it.rule_set), ..Default::default() };
        services::rule_draft::begin(&office, &start).await.unwrap();
        walk_from(&mut it.office, "/bo-chi-tieu", &mut done).await;
        assert_eq!(missing(&done, is_of_a_draft), Vec::<String>::new());
    }

    async fn every_form_of_the_register_is_reached_by_links_and_answers_whatever_is_sent(db) {
        let mut done = BTreeSet::from(["/api/campaign/close".to_owned()]);
        let it = People::new(&db).await;
        let ctx = it.it.clerk(it.it.district).await;
        let mut clerk = signed_in(&it.office, &it.it, Role::RecordsClerk, it.it.district).await;
        let paper = services::register::NewEntry {
            unit: it.it.district.to_string(),
            kind: "plan".into(),
            issued_on: domain::show_date(testing::noon().date()),
            about: "Kế hoạch kiểm tra công vụ".into(),
            signer: "Nguyễn Văn Lim".into(),
            ..Default::default()
        };
        services::register::enter(&ctx, &paper).await.unwrap();
        walk_from(&mut clerk, "/van-ban", &mut done).await;
        assert_eq!(missing(&done, is_of_the_register), Vec::<String>::new());
    }

    async fn every_form_of_points_given_by_hand_is_reached_by_links_and_answers_whatever_is_sent(db) {
        let mut done = BTreeSet::from(["/api/campaign/close".to_owned()]);
        let mut it = People::new(&db).await;
        let package = domain::Package { amendments: None, appraisals: None, adjustments: None, ..domain::Package::read(SECOND_PACKAGE).unwrap() };
        let office = it.it.ctx(Role::ParOffice).await;
        let import = services::campaign::Import { bytes: package.to_json().into_bytes(), authority: Some(it.it.district), ..Default::default() };
        let campaign = services::campaign::import(&office, &import).await.unwrap().campaign;
        for stage in domain::Stage::ALL {
            let (opens_on, closes_on) = (time::macros::date!(2021 - 12 - 15), time::macros::date!(2024 - 03 - 31));
            let window = domain::campaign::StageWindow { stage: *stage, opens_on, closes_on };
            store::campaign::update_stage(&db, campaign, window).await.unwrap();
            store::campaign::open_stage(&db, campaign, *stage, testing::noon()).await.unwrap();
        }
        let code = store::campaign::get(&db, campaign).await.unwrap().code;
        let unit = it.it.communes[0];
        walk_from(&mut it.focal, &format!("/dot/{code}/tham-dinh/{unit}"), &mut done).await;
        let target = store::rule_set::targets(&db, store::campaign::groups(&db, campaign).await.unwrap()[1].rule_set).await.unwrap();
        let target = target.iter().find(|it| it.code == "T11").unwrap().id;
        let focal = it.it.ctx_at(Role::FocalOfficer, unit).await;
        let enter = services::appraisal::Enter { campaign, unit, target, revision: 0, points: "5".into(), note: "Theo kết quả".into() };
        services::appraisal::enter(&focal, &enter).await.unwrap();
        walk_from(&mut it.head, &format!("/dot/{code}/tham-dinh/{unit}"), &mut done).await;
        walk_from(&mut it.office, &format!("/dot/{code}/tham-dinh?nhom=commune"), &mut done).await;
        walk_from(&mut it.office, &format!("/dot/{code}/danh-gia/thieu"), &mut done).await;
        walk_from(&mut it.office, &format!("/dot/{code}/diem-cong-tru"), &mut done).await;
        let propose = services::appraisal::Propose { campaign, unit, code: "B1".into(), points: "1".into(), reason: "Sáng kiến".into() };
        services::appraisal::propose(&office, &propose).await.unwrap();
        walk_from(&mut it.chair, &format!("/dot/{code}/diem-cong-tru?nhom=commune"), &mut done).await;
        assert_eq!(missing(&done, is_of_points), Vec::<String>::new());
    }
}

/// Trying a wording: the second button of the editor's form.
async fn preview(browser: &mut Browser, done: &mut BTreeSet<String>) {
    let page = browser.open("/mau-van-ban").await;
    let (_, editor) = page.links().into_iter().find(|it| it.1.starts_with("/mau-van-ban/")).expect("a kind of paper to open");
    let form = browser.open(&editor).await.form("/api/template/save");
    let path = format!("{}/xem-thu", editor.split('?').next().unwrap_or_default());
    let typed: Vec<String> = form.boxes.iter().filter(|it| it.is_typed()).map(|it| it.name.clone()).collect();
    for text in ["", GARBAGE, "{{"] {
        let filled: Vec<(&str, &str)> = typed.iter().map(|name| (name.as_str(), text)).collect();
        let page = browser.post(&path, &pairs(&form.filled(&filled))).await;
        is_a_page_with_a_sentence(&page, &browser.at, &format!("{path}, typed {text:?}"));
        assert_eq!(page.form("/api/template/save").value(&typed[0]), text, "{path}: what was typed is lost");
    }
    done.insert(path);
}

/// A target handed down to the unit's head.
async fn hand_down(it: &mut People, done: &mut BTreeSet<String>) {
    let unit = it.it.communes[0];
    let (focal, head) = (it.it.ctx_at(Role::FocalOfficer, unit).await, it.it.ctx_at(Role::UnitHead, unit).await);
    let sheet = services::commitment::id_of_unit(&focal, it.it.campaign, unit).await.unwrap();
    // The walk before exempted the unit from some target.
    let page = services::commitment::handing_down(&focal, sheet).await.unwrap();
    let target = &page.targets.iter().find(|it| it.target.line.code == "T08").unwrap().target.line;
    let (target, person) = (target.id.to_string(), head.actor.person.to_string());
    let new = services::commitment::NewAssignment { target, person, value: "6".into(), ..Default::default() };
    services::commitment::assign(&focal, sheet, &new).await.unwrap();
    walk(&mut it.focal, done).await;
}

/// A change of what the unit has signed: put forward, declined, approved, signed by the unit's head.
async fn amend(it: &mut People, done: &mut BTreeSet<String>) {
    let (office, chair) = (it.it.ctx(Role::ParOffice).await, it.it.ctx(Role::Authority).await);
    let target = store::rule_set::targets(&it.it.db, it.it.rule_set).await.unwrap().into_iter().find(|it| it.code == "T03").unwrap();
    let typed = |number: &str| services::amendment::NewAmendment {
        campaign: "cchc-2023".into(),
        peer_group: "commune".into(),
        number: number.into(),
        target: target.id.to_string(),
        value: "62".into(),
        effective_on: "01/09/2023".into(),
        reason: "Tỉnh giao lại chỉ tiêu".into(),
        ..Default::default()
    };
    services::amendment::propose(&office, &typed("01/PL")).await.unwrap();
    walk(&mut it.chair, done).await;
    let other = other_rules(it).await;
    let address = format!("/dot/cchc-2023/dieu-chinh/quy-tac?nhom=commune&rule_set={other}");
    let form = it.office.open(&address).await.form("/api/amendment/propose-rules");
    abuse(&mut it.office, &address, &form).await;
    done.insert(form.action);
    let id = services::amendment::propose(&office, &typed("02/PL")).await.unwrap();
    let digest = store::amendment::get(&it.it.db, id).await.unwrap().amendment.digest;
    let token = services::account::form_token(&chair).await.unwrap();
    services::amendment::approve(&chair, id, &digest, PASSWORD, &token).await.unwrap();
    walk(&mut it.head, done).await;
}

/// Another version of the rule set, in which two targets have changed their weights.
async fn other_rules(it: &People) -> domain::RuleSetId {
    let now = store::rule_set::get(&it.it.db, it.it.rule_set).await.unwrap();
    let mut rules = domain::package::RuleSet::read(&now.content).unwrap();
    let weights = [&rules.targets[1].weight, &rules.targets[0].weight].map(Clone::clone);
    for (target, weight) in rules.targets.iter_mut().zip(weights) {
        target.weight = weight;
    }
    let in_force = services::rule_set::InForce { legal_basis: String::new(), from: testing::noon().date(), to: None };
    let tx = store::begin(&it.it.db).await.unwrap();
    let kept = services::rule_set::save(&tx, &rules, services::rule_set::Reporting::Catalogue, &in_force, testing::noon()).await.unwrap();
    tx.commit().await.unwrap();
    kept
}

/// The addresses to which forms are posted that were not met.
fn missing(done: &BTreeSet<String>, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let all = server::router::addresses().into_iter().filter(|(method, _)| *method == Method::POST).map(|it| it.1);
    let met = |path: &str| done.contains(path) || done.iter().any(|it| same_place(it, path));
    all.filter(|it| wanted(it) && !APART.contains(&it.as_str()) && !met(it)).collect()
}

/// Whether an address without its numbers is one of a route.
fn same_place(met: &str, route: &str) -> bool {
    let (met, route): (Vec<&str>, Vec<&str>) = (met.split('/').collect(), route.split('/').collect());
    met.len() == route.len() && met.iter().zip(route).all(|(it, part)| *it == part || part.starts_with('{'))
}

/// Taking an original out that came back signed: only papers of a review and decisions have one.
const VOIDING: &str = "/api/register/void-original";

fn is_of_a_review(path: &str) -> bool {
    ["/api/review/", "/api/remedy/", "/api/consequence/", "/api/support/", VOIDING].iter().any(|it| path.starts_with(it))
}

fn is_of_a_draft(path: &str) -> bool {
    path.starts_with("/api/rule-draft/")
}

fn is_of_the_register(path: &str) -> bool {
    path != VOIDING && path.starts_with("/api/register/") || path.starts_with("/van-ban/")
}

fn is_of_points(path: &str) -> bool {
    ["/api/appraisal/", "/api/adjustment/"].iter().any(|it| path.starts_with(it))
}

fn is_of_a_decision(path: &str) -> bool {
    ["/api/decision/", "/api/grade-fact/", "/api/grade-rule/", "/api/appeal/"].iter().any(|it| path.starts_with(it))
}

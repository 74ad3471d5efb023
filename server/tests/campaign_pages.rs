//! A package is sent from a plain form, looked at and confirmed; a campaign is made, moved, and told what is wrong, all without scripts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::StatusCode;
use common::Browser;
use domain::policy::Role;
use services::catalogue::InForceForm;
use testing::{PASSWORD, WORKED_PACKAGE, db_test, district, site};

db_test! {
    async fn a_package_is_sent_looked_at_and_confirmed(db) {
        let it = district(&db).await;
        let form = InForceForm { valid_from: "15/12/2021".into(), reason: "Áp dụng từ năm 2022".into(), ..InForceForm::default() };
        services::catalogue::change_dates(&it.ctx(Role::ParOffice).await, it.rule_set, &form).await.unwrap();
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::ParOffice, it.district), PASSWORD).await;
        browser.open("/dot/nhap").await;
        let page = browser.upload("/tai-len/goi", &[], ("file", "goi.json", WORKED_PACKAGE.as_bytes())).await;
        assert_eq!(page.status, StatusCode::OK);
        let text = page.text();
        for words in ["17 đơn vị, trong đó 14 đơn vị mới", "336 số liệu đã xác minh", "đợt mới", "dùng phiên bản 1 đang có"] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let (file, token) = (page.value("file").unwrap(), page.value("token").unwrap());
        let authority = it.district.to_string();
        let boxes = [("file", file.as_str()), ("token", &token), ("titles[0]", "Xã, thị trấn"), ("authority", &authority)];
        let done = browser.post("/api/campaign/import", &boxes).await;
        assert!(browser.at.starts_with("/dot/cchc-2022"), "{}", browser.at);
        assert!(done.text().contains("Đã nhập gói dữ liệu.") && done.text().contains("Xã Cẩm Văn"), "{}", done.text());
        let again = browser.open(&format!("/dot/nhap?tep={file}")).await;
        assert!(again.text().contains("Gói có 17 lỗi"), "{}", again.text());
        let back = browser.post("/api/campaign/import", &boxes).await;
        assert!(back.text().contains("Gói dữ liệu còn lỗi nên chưa nhập gì."), "{}", back.text());
    }

    async fn a_bad_package_shows_every_error_at_its_place(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::ParOffice, it.district), PASSWORD).await;
        browser.open("/dot/nhap").await;
        let bad = WORKED_PACKAGE.replacen("\"weight\": \"15\"", "\"weight\": \"14\"", 1).replacen("\"value\": \"2550\"", "\"value\": \"<script>\"", 1);
        let page = browser.upload("/tai-len/goi", &[], ("file", "goi.json", bad.as_bytes())).await;
        assert!(page.text().contains("Gói có 2 lỗi") && page.text().contains("$.figures[0].value"), "{}", page.text());
        assert!(!page.html.contains("<script>\""));
        let empty = browser.upload("/tai-len/goi", &[], ("file", "goi.json", b"")).await;
        assert!(empty.text().contains("Tệp trống."), "{}", empty.text());
    }

    async fn a_campaign_is_made_by_hand_and_what_was_typed_comes_back(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::ParOffice, it.district), PASSWORD).await;
        browser.open("/dot/moi").await;
        let (authority, rule_set) = (it.district.to_string(), it.rule_set.to_string());
        let units: Vec<String> = it.communes.iter().map(ToString::to_string).collect();
        let boxes = |code: &'static str, starts: &'static str| {
            vec![
                ("code", code), ("title", "Cam kết <năm> 2024"), ("year", "2024"), ("starts_on", starts), ("ends_on", "14/12/2024"),
                ("authority", &*authority), ("review_required_for", "all"), ("submit_within_working_days", "3"),
                ("groups[0][peer_group]", "commune"), ("groups[0][title]", "Xã"), ("groups[0][rule_set]", &*rule_set),
                ("rows[0][unit]", &*units[0]), ("rows[0][group]", "0"), ("rows[1][unit]", &*units[1]), ("rows[1][group]", ""),
                ("rows[2][unit]", &*units[2]), ("rows[2][group]", "0"),
            ]
        };
        let page = browser.post("/api/campaign/make", &boxes("Đợt", "31/02/2024")).await;
        assert!(page.text().contains("Mã đợt chỉ gồm chữ thường") && page.text().contains("Đây không phải là ngày."), "{}", page.text());
        assert_eq!(page.value("title").as_deref(), Some("Cam kết <năm> 2024"));
        let page = browser.post("/api/campaign/make", &boxes("cchc-2024", "15/12/2023")).await;
        assert!(browser.at.starts_with("/dot/cchc-2024"), "{}: {}", browser.at, page.text());
        assert!(page.text().contains("Đã lập đợt cam kết.") && page.text().contains("Xã Cao An") && !page.text().contains("Xã Lương Điền"), "{}", page.text());
        let moved = browser.post("/api/campaign/move-stage", &[("campaign", "cchc-2024"), ("stage", "commit"), ("opens_on", "01/02/2024"), ("closes_on", "31/05/2024"), ("reason", "Lùi hội nghị")]).await;
        assert!(moved.text().contains("31/05/2024"), "{}", moved.text());
    }

    async fn a_made_password_is_shown_once(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::Admin, it.district), PASSWORD).await;
        browser.open("/quan-tri/tai-khoan-moi").await;
        let page = browser.post("/api/account/add", &[("login", "moi.vao"), ("full_name", "Đinh Văn Mới"), ("honorific", "ông"), ("category", "cadre")]).await;
        assert!(page.text().contains("Mật khẩu mới: "), "{}", page.text());
        let at = browser.at.clone();
        let again = browser.open(&at).await;
        assert!(!again.text().contains("Mật khẩu mới: "), "shown a second time");
        assert_eq!(again.status, StatusCode::OK);
    }

    async fn a_unit_is_added_from_its_page(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::Admin, it.district), PASSWORD).await;
        let address = format!("/don-vi/{}?viec=them-don-vi", it.district);
        assert!(browser.open(&address).await.text().contains("Thêm đơn vị trực thuộc Huyện Cẩm Giàng"));
        let parent = it.district.to_string();
        let page = browser
            .post(
                "/api/unit/add",
                &[
                    ("parent", &parent), ("unit_type", "commune"), ("name_full", "Xã Mới"), ("name_short", "UBND xã Mới"), ("header_lines", "ỦY BAN NHÂN DÂN\r\nXÃ MỚI"),
                    ("place_name", "Mới"), ("code", "10999"), ("on", "01/08/2023"), ("reason", "Nghị quyết"),
                ],
            )
            .await;
        assert!(page.text().contains("Đã thêm đơn vị.") && page.text().contains("10999"), "{}", page.text());
        assert!(browser.open("/to-chuc?tim=xa+moi").await.text().contains("Xã Mới"));
    }
}

//! The public look-up: open to anybody, kind to a wrong code, and silent about what a link would make it say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::StatusCode;
use common::Browser;
use domain::policy::Role;
use services::commitment;
use testing::{db_test, district, site};

db_test! {
    async fn a_stranger_looks_a_sheet_up_by_its_code(db) {
        let it = district(&db).await;
        let office = it.ctx(Role::ParOffice).await;
        commitment::issue_all(&office, it.campaign).await.unwrap();
        let id = commitment::id_of_unit(&office, it.campaign, it.communes[0]).await.unwrap();
        let code = commitment::sheet(&office, id).await.unwrap().sheet.public_code;

        let mut stranger = Browser::new(site(db.clone()));
        let signing_in = stranger.open("/dang-nhap").await;
        assert!(signing_in.html.contains("href=\"/tra-cuu\""), "the way there stands beside signing in");
        let entry = stranger.open("/tra-cuu").await;
        assert_eq!(entry.status, StatusCode::OK);
        assert!(entry.text().contains("Mã tra cứu"), "{}", entry.text());

        // As it is printed, in capitals and groups, and as the whole address.
        let groups = code.to_uppercase().as_bytes().chunks(4).map(|it| String::from_utf8_lossy(it).into_owned()).collect::<Vec<_>>().join("+");
        for typed in [code.clone(), groups, format!("http%3A%2F%2F127.0.0.1%3A3000%2Ftra-cuu%2F{code}")] {
            let found = stranger.open(&format!("/tra-cuu?ma={typed}")).await;
            assert_eq!((found.status, stranger.at.as_str()), (StatusCode::OK, format!("/tra-cuu/{code}").as_str()), "{typed}");
            assert!(found.text().contains("chưa có hiệu lực"), "{}", found.text());
            assert!(found.text().contains("không thay thế chữ ký số chuyên dùng công vụ"), "{}", found.text());
        }
    }

    async fn a_wrong_code_gets_a_kind_page(db) {
        district(&db).await;
        let mut stranger = Browser::new(site(db.clone()));
        for address in ["/tra-cuu/abcd2345efgh6789", "/tra-cuu?ma=abcd2345efgh6789", "/tra-cuu?ma=%3Cb%3Exin-chao%3C%2Fb%3E", "/tra-cuu?ma="] {
            let page = stranger.open(address).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
            assert!(page.text().contains("Không có văn bản nào mang mã này."), "{address}: {}", page.text());
            assert!(page.html.contains("name=\"ma\""), "{address}: another code can be typed");
            assert!(!page.html.contains("xin-chao"), "{address}: nothing of the address is repeated");
        }
    }
}

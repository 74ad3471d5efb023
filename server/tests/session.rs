//! Signing in, staying in, what is kept when a session ends, and what other sites cannot do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::http::{Method, StatusCode};
use common::Browser;
use domain::policy::Role;
use testing::{PASSWORD, db_test, district, site};

db_test! {
    async fn somebody_signs_in_and_out_with_plain_forms(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        let page = browser.open("/").await;
        assert!(browser.at.starts_with("/dang-nhap"), "{}", browser.at);
        assert_eq!(page.status, StatusCode::OK);
        let page = browser.sign_in(&it.login(Role::ParOffice, it.district), "sai").await;
        assert!(page.text().contains("Tên đăng nhập hoặc mật khẩu chưa đúng."), "{}", page.text());
        let page = browser.sign_in(&it.login(Role::ParOffice, it.district), PASSWORD).await;
        assert_eq!(browser.at, "/");
        assert!(page.text().contains("Trần Thị Nội Trưởng phòng Nội vụ"), "{}", page.text());
        browser.post("/api/session/end", &[]).await;
        browser.open("/").await;
        assert!(browser.at.starts_with("/dang-nhap"));
    }

    async fn a_cookie_is_out_of_reach_of_scripts_and_other_sites(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.open("/dang-nhap").await;
        let form = format!("login={}&password={}", it.login(Role::Viewer, it.district), PASSWORD.replace(' ', "+"));
        let answer = browser.send(Method::POST, "/api/session/begin", Some(form)).await;
        let cookie = answer.headers.get("set-cookie").unwrap().to_str().unwrap().to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
    }

    async fn a_page_says_what_browsers_may_do_with_it(db) {
        district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        let page = browser.open("/dang-nhap").await;
        let policy = page.headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.contains("script-src 'self' 'nonce-") && policy.contains("style-src 'self';") && !policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(page.headers.get("x-content-type-options").unwrap(), "nosniff");
        assert_eq!(page.headers.get("referrer-policy").unwrap(), "same-origin");
        assert!(!page.html.contains(" onclick=") && !page.html.contains(" style="));
    }

    async fn a_forged_error_in_the_address_says_nothing_of_its_own(db) {
        district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        let forged = "/dang-nhap?__path=/api/session/begin&__err=eyJSZWZ1c2VkIjoiPHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0PiJ9";
        let page = browser.open(forged).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.html.contains("<script>alert") && !page.html.contains("alert(1)"), "{}", page.html);
    }

    async fn posts_from_other_sites_are_refused(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::Viewer, it.district), PASSWORD).await;
        let request = axum::http::Request::builder()
            .method(Method::POST).uri("/api/session/end").header("host", "camket.test").header("origin", "http://evil.example")
            .header("content-type", "application/x-www-form-urlencoded").body(axum::body::Body::empty()).unwrap();
        use tower::ServiceExt;
        let answer = server::router::router(site(db.clone()), server::throttle::Throttle::new(None)).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }

    async fn no_sign_in_leads_to_another_site(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        let login = it.login(Role::Viewer, it.district);
        browser.open("/dang-nhap?next=//evil.example").await;
        browser.post("/api/session/begin", &[("login", &login), ("password", PASSWORD), ("next", "//evil.example")]).await;
        // A leader begins with the one screen of the year.
        assert_eq!(browser.at, "/dot/cchc-2023/tong-quan");
    }
}

//! Signing in, staying in, what is kept when a session ends, and what other sites cannot do.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use common::Browser;
use domain::policy::Role;
use testing::{PASSWORD, db_test, district, site};
use tower::ServiceExt;

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

    async fn behind_https_every_secret_cookie_is_secure_and_of_this_host_alone(db) {
        let it = district(&db).await;
        let https = services::Site { public_url: "https://camket.test".into(), ..site(db.clone()) };
        let request = |path: &str, body: String| {
            Request::builder().method(Method::POST).uri(path).header("host", "camket.test").header("origin", "https://camket.test")
                .header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
        };
        let login = it.login(Role::Viewer, it.district);
        let router = server::router::router(https, server::throttle::Throttle::new(None));
        let answer = router.clone().oneshot(request("/api/session/begin", format!("login={login}&password={}", PASSWORD.replace(' ', "+")))).await.unwrap();
        let cookies: Vec<String> = answer.headers().get_all("set-cookie").iter().map(|it| it.to_str().unwrap().to_owned()).collect();
        let secret: Vec<&String> = cookies.iter().filter(|it| it.starts_with("__Host-camket-session=") || it.starts_with("__Host-camket-browser=")).collect();
        assert_eq!(secret.len(), 2, "{cookies:?}");
        for it in secret {
            assert!(["HttpOnly", "SameSite=Lax", "Path=/;", "Secure"].iter().all(|part| it.contains(part)) && !it.contains("Domain"), "{it}");
        }
        assert!(answer.headers().get("strict-transport-security").is_some());
        for (path, body) in [("/api/preference/language", "lang=en"), ("/api/preference/theme", "theme=dark")] {
            let answer = router.clone().oneshot(request(path, body.to_owned())).await.unwrap();
            let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap();
            assert!(cookie.contains("SameSite=Lax") && cookie.contains("Path=/"), "{cookie}");
        }
    }

    async fn no_post_of_another_site_is_taken_at_any_address(db) {
        let it = testing::rich(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.near.login(Role::ParOffice, it.near.district), PASSWORD).await;
        let before = testing::digest(&db).await;
        for (_, path) in server::router::addresses().into_iter().filter(|(method, _)| *method == Method::POST) {
            let address = common::places::address(&path, &it);
            for origin in [None, Some("null"), Some("http://evil.example"), Some("http://camket.test.evil.example")] {
                let answer = browser.send_from(&address, origin).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address} from {origin:?}");
            }
        }
        assert_eq!(testing::digest(&db).await, before);
    }

    async fn whatever_an_address_to_go_on_to_says_nobody_is_sent_to_another_site(db) {
        district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        for next in ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example", " //evil.example"] {
            for path in ["/api/preference/language", "/api/preference/theme"] {
                let form = form_urlencoded::Serializer::new(String::new()).append_pair("lang", "vi").append_pair("theme", "dark").append_pair("next", next).finish();
                let answer = browser.send(Method::POST, path, Some(form)).await;
                assert_eq!(answer.headers.get("location").unwrap(), "/", "{path} {next:?}");
            }
        }
    }

    async fn a_machine_that_asks_too_often_waits(db) {
        district(&db).await;
        let router = server::router::router(site(db.clone()), server::throttle::Throttle::new(None));
        let ask = |peer: &str| {
            let mut request = Request::builder().uri("/tra-cuu").header("host", "camket.test").body(Body::empty()).unwrap();
            request.extensions_mut().insert(axum::extract::ConnectInfo(std::net::SocketAddr::new(peer.parse().unwrap(), 1)));
            router.clone().oneshot(request)
        };
        // A slow machine earns further questions while it asks: it is refused a little later, but it is refused.
        let mut answered = 0;
        let answer = loop {
            let answer = ask("10.0.0.7").await.unwrap();
            if answer.status() != StatusCode::OK || answered == 2000 {
                break answer;
            }
            answered += 1;
        };
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
        assert!(answered >= 120, "{answered}");
        assert!(answer.headers().get("retry-after").unwrap().to_str().unwrap().parse::<u64>().unwrap() <= 60);
        assert_eq!(ask("10.0.0.8").await.unwrap().status(), StatusCode::OK, "another machine does not wait");
    }

    async fn posts_from_other_sites_are_refused(db) {
        let it = district(&db).await;
        let mut browser = Browser::new(site(db.clone()));
        browser.sign_in(&it.login(Role::Viewer, it.district), PASSWORD).await;
        let request = Request::builder()
            .method(Method::POST).uri("/api/session/end").header("host", "camket.test").header("origin", "http://evil.example")
            .header("content-type", "application/x-www-form-urlencoded").body(Body::empty()).unwrap();
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

#[test]
fn the_licence_of_every_typeface_stands_beside_it() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (folder, licence) in [("app/documents/fonts", "LICENSE"), ("style/assets/fonts", "LICENSE.md")] {
        let text = std::fs::read_to_string(root.join(folder).join(licence)).unwrap();
        assert!(text.contains("SIL OPEN FONT LICENSE Version 1.1") && text.contains("opyright"), "{folder}");
        let files = std::fs::read_dir(root.join(folder)).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        for name in files.filter(|it| it != licence) {
            // `LiberationSerif-Bold.ttf` is named in full or as `-Bold.ttf` after the first.
            let short = name.find('-').map_or(name.as_str(), |at| &name[at..]);
            assert!(text.contains(&name) || text.contains(short), "{folder}/{licence} does not speak of {name}");
        }
    }
}

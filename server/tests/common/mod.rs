//! A person at a browser without scripts: keeps cookies, posts plain forms, follows redirects, reads sentences.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "each test uses a part; one that cannot set itself up has failed")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use services::Site;
use tower::ServiceExt;

const HERE: &str = "camket.test";

/// A browser.
pub struct Browser {
    router: Router,
    cookies: Vec<(String, String)>,
    /// The address of the page that is shown, path and query.
    pub at: String,
}

/// A page that came back.
#[derive(Debug)]
pub struct Page {
    /// The status of the last answer.
    pub status: StatusCode,
    /// The headers of the last answer.
    pub headers: HeaderMap,
    /// The body as text.
    pub html: String,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The words of the page, without tags, white space folded.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for letter in self.html.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                _ if !inside => text.push(letter),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of a hidden or text box by its name.
    pub fn value(&self, name: &str) -> Option<String> {
        let tag = self.html.split('<').find(|it| it.starts_with("input") && it.contains(&format!("name=\"{name}\"")))?;
        let value = tag.split("value=\"").nth(1)?.split('"').next()?;
        Some(value.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    }
}

impl Browser {
    /// A fresh browser at an installation.
    pub fn new(site: Site) -> Self {
        Self { router: server::router::router(site, server::throttle::Throttle::new(None)), cookies: Vec::new(), at: "/".to_owned() }
    }

    /// The same installation in another browser.
    pub fn another(&self) -> Self {
        Self { router: self.router.clone(), cookies: Vec::new(), at: "/".to_owned() }
    }

    /// Forgets all cookies.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    /// Opens an address, following redirects.
    pub async fn open(&mut self, address: &str) -> Page {
        let page = self.send(Method::GET, address, None).await;
        self.follow(address, page).await
    }

    /// Posts a form from the page that is shown, following redirects.
    pub async fn post(&mut self, address: &str, boxes: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, value) in boxes {
            body.append_pair(name, value);
        }
        let page = self.send(Method::POST, address, Some(body.finish())).await;
        self.follow(address, page).await
    }

    /// Signs in.
    pub async fn sign_in(&mut self, login: &str, password: &str) -> Page {
        self.open("/dang-nhap").await;
        self.post("/api/session/begin", &[("login", login), ("password", password)]).await
    }

    async fn follow(&mut self, address: &str, mut page: Page) -> Page {
        address.clone_into(&mut self.at);
        for _ in 0..5 {
            let Some(to) = page.headers.get(LOCATION).filter(|_| page.status.is_redirection()) else { return page };
            let to = to.to_str().unwrap().replace(&format!("http://{HERE}"), "");
            page = self.send(Method::GET, &to, None).await;
            self.at = to;
        }
        panic!("too many redirects from {address}");
    }

    /// One request without following.
    pub async fn send(&mut self, method: Method, address: &str, form: Option<String>) -> Page {
        let mut request = Request::builder().method(method.clone()).uri(address).header(HOST, HERE).header("accept", "text/html");
        if method != Method::GET {
            request = request.header(ORIGIN, format!("http://{HERE}"));
        }
        request = request.header(REFERER, format!("http://{HERE}{}", self.at));
        if !self.cookies.is_empty() {
            let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, all.join("; "));
        }
        if form.is_some() {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(form.map_or_else(Body::empty, Body::from)).unwrap();
        self.exchange(request).await
    }

    /// Posts several parts, as a form with a file does; not followed.
    pub async fn upload(&mut self, address: &str, boxes: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
        let mut body: Vec<u8> = Vec::new();
        for (name, value) in boxes {
            body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        let (name, file_name, content) = file;
        body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
        body.extend(content);
        body.extend(b"\r\n--XX--\r\n");
        let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(address)
            .header(HOST, HERE)
            .header(ORIGIN, format!("http://{HERE}"))
            .header(REFERER, format!("http://{HERE}{}", self.at))
            .header(COOKIE, all.join("; "))
            .header(CONTENT_TYPE, "multipart/form-data; boundary=XX")
            .body(Body::from(body))
            .unwrap();
        let page = self.exchange(request).await;
        self.follow(address, page).await
    }

    async fn exchange(&mut self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        for it in headers.get_all(SET_COOKIE) {
            let (name, value) = it.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(it, _)| it != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec();
        Page { status, headers, html: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }
}

/// A path with its places filled in from the tests' district.
pub fn filled(path: &str, it: &testing::District) -> String {
    let parts: Vec<String> = path
        .split('/')
        .map(|part| match part.trim_matches(|it| matches!(it, '{' | '}' | '*' | ':')) {
            name if name == part => part.to_owned(),
            "campaign" => "cchc-2023".to_owned(),
            "period" => "2023-M03".to_owned(),
            "variable" => "received".to_owned(),
            "chapter" => "mo-dau".to_owned(),
            "unit" => it.communes[0].to_string(),
            "group" => "commune".to_owned(),
            "target" => "T03".to_owned(),
            name => {
                if name.ends_with(".pdf") {
                    "1.pdf".to_owned()
                } else {
                    "1".to_owned()
                }
            }
        })
        .collect();
    parts.join("/")
}

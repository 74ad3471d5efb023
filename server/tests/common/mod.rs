//! A person at a browser without scripts: keeps cookies, posts plain forms, follows redirects, reads sentences.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, reason = "each test uses a part; one that cannot set itself up has failed")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use services::Site;
use tower::ServiceExt;

pub mod people;
pub mod places;
pub mod review;

const HERE: &str = "camket.test";

/// A browser.
pub struct Browser {
    router: Router,
    db: store::Database,
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
        words_of(&self.html)
    }

    /// The value of a hidden or text box by its name.
    pub fn value(&self, name: &str) -> Option<String> {
        let tag = self.html.split('<').find(|it| it.starts_with("input") && it.contains(&format!("name=\"{name}\"")))?;
        let value = tag.split("value=\"").nth(1)?.split('"').next()?;
        Some(unescaped(value))
    }
}

/// A form as a browser would send it.
#[derive(Debug, Clone)]
pub struct Form {
    /// Where it goes.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Whether it sends files.
    pub with_file: bool,
    /// Its boxes, in order.
    pub boxes: Vec<FormBox>,
}

/// A box of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBox {
    /// Its name.
    pub name: String,
    /// What it is: `hidden`, `text`, `password`, `file`, `checkbox`, `radio`, `select`, `textarea`, `submit`.
    pub kind: String,
    /// What it sends.
    pub value: String,
    /// Whether it is sent as the page stands: an empty tick is not, nor a button.
    pub sent: bool,
}

impl FormBox {
    /// Whether somebody types into it.
    pub fn is_typed(&self) -> bool {
        matches!(self.kind.as_str(), "text" | "search" | "textarea")
    }
}

impl Form {
    /// What a browser sends when a person types into some boxes and changes nothing else. A box that the form lacks fails the test.
    pub fn filled(&self, typed: &[(&str, &str)]) -> Vec<(String, String)> {
        for (name, _) in typed {
            assert!(self.boxes.iter().any(|it| it.name == *name), "{} has no box {name}: {:?}", self.action, self.names());
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for it in &self.boxes {
            let over = typed.iter().find(|(name, _)| *name == it.name).map(|(_, value)| (*value).to_owned());
            match over {
                Some(_) if pairs.iter().any(|(name, _)| *name == it.name) => {}
                // An empty text for a tick means that it is taken away.
                Some(value) if it.kind == "checkbox" && value.is_empty() => {}
                Some(value) => pairs.push((it.name.clone(), value)),
                None if it.sent && it.kind != "file" => pairs.push((it.name.clone(), it.value.clone())),
                None => {}
            }
        }
        pairs
    }

    /// The names of its boxes.
    pub fn names(&self) -> Vec<&str> {
        self.boxes.iter().map(|it| it.name.as_str()).collect()
    }

    /// What stands in a box.
    pub fn value(&self, name: &str) -> &str {
        let found = self.boxes.iter().find(|it| it.name == name && (it.sent || it.kind != "radio"));
        &found.unwrap_or_else(|| panic!("{} has no box {name}: {:?}", self.action, self.names())).value
    }
}

/// A text of HTML as people read it.
fn unescaped(text: &str) -> String {
    let quotes = text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// A tag at the beginning of a text: its name, its attributes, and what follows it.
fn tag(html: &str) -> (&str, Vec<(String, String)>, &str) {
    let mut quoted = false;
    let end = html.char_indices().find(|(_, it)| {
        quoted ^= *it == '"';
        *it == '>' && !quoted
    });
    let (inside, rest) = html.split_at(end.map_or(html.len(), |it| it.0));
    let inside = inside.trim_start_matches('<').trim_end_matches('/');
    let (name, mut more) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while !more.trim_start().is_empty() {
        more = more.trim_start();
        let length = more.find(|it: char| it == '=' || it.is_whitespace()).unwrap_or(more.len());
        let (key, after) = more.split_at(length);
        let value = after.strip_prefix("=\"").and_then(|it| it.split_once('"'));
        attributes.push((key.to_owned(), value.map_or_else(String::new, |it| unescaped(it.0))));
        more = value.map_or(after.trim_start_matches('='), |it| it.1);
    }
    (name, attributes, rest.strip_prefix('>').unwrap_or(rest))
}

fn forms_of(html: &str) -> Vec<Form> {
    let (mut forms, mut current): (Vec<Form>, Option<Form>) = (Vec::new(), None);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (name, attributes, after) = tag(&rest[at..]);
        rest = after;
        let get = |key: &str| attributes.iter().find(|it| it.0 == key).map(|it| it.1.clone());
        let has = |key: &str| attributes.iter().any(|it| it.0 == key);
        match name {
            "script" => rest = after.split_once("</script>").map_or("", |it| it.1),
            "form" => {
                let with_file = get("enctype").is_some_and(|it| it == "multipart/form-data");
                let (action, method) = (get("action").unwrap_or_default(), get("method").unwrap_or_default());
                current = Some(Form { action, method: method.to_lowercase(), with_file, boxes: Vec::new() });
            }
            "/form" => forms.extend(current.take()),
            "option" => {
                let Some(select) = current.as_mut().and_then(|it| it.boxes.last_mut()) else { continue };
                // The first choice stands until one is marked.
                if has("selected") || !select.sent {
                    select.value = get("value").unwrap_or_default();
                    select.sent = true;
                }
            }
            "input" | "textarea" | "select" | "button" => {
                let (Some(form), Some(box_name)) = (current.as_mut(), get("name")) else { continue };
                let kind = match name {
                    "input" => get("type").unwrap_or_else(|| "text".to_owned()),
                    "button" => "submit".to_owned(),
                    other => other.to_owned(),
                };
                let value = if name == "textarea" {
                    let (text, after) = rest.split_once("</textarea>").unwrap_or((rest, ""));
                    rest = after;
                    unescaped(text.strip_prefix('\n').unwrap_or(text))
                } else {
                    get("value").unwrap_or_default()
                };
                let sent = match kind.as_str() {
                    "checkbox" | "radio" => has("checked"),
                    "submit" | "select" => false,
                    _ => true,
                };
                form.boxes.push(FormBox { name: box_name, kind, value, sent });
            }
            _ => {}
        }
    }
    forms
}

impl Page {
    /// Every form of the page.
    pub fn forms(&self) -> Vec<Form> {
        forms_of(&self.html)
    }

    /// The first form that goes to an address.
    pub fn form(&self, action: &str) -> Form {
        let found = self.forms().into_iter().find(|it| it.action.split('?').next() == Some(action));
        found.unwrap_or_else(|| panic!("no form goes to {action}: {}", self.text()))
    }

    /// Where the links of the page lead, with their words.
    pub fn links(&self) -> Vec<(String, String)> {
        let mut links = Vec::new();
        let mut rest = self.html.as_str();
        while let Some(at) = rest.find("<a ") {
            let (_, attributes, after) = tag(&rest[at..]);
            let (words, after) = after.split_once("</a>").unwrap_or((after, ""));
            let href = attributes.into_iter().find(|it| it.0 == "href").map(|it| it.1).unwrap_or_default();
            links.push((unescaped(&words_of(words)), href));
            rest = after;
        }
        links
    }

    /// Where the link with some words leads.
    pub fn link(&self, words: &str) -> String {
        let links = self.links();
        let found = links.iter().find(|it| it.0 == words).or_else(|| links.iter().find(|it| it.0.contains(words)));
        found.unwrap_or_else(|| panic!("no link {words}: {links:?}")).1.clone()
    }

    /// The first link whose address holds a text.
    pub fn link_to(&self, part: &str) -> String {
        let links = self.links();
        let found = links.iter().find(|it| it.1.contains(part));
        found.unwrap_or_else(|| panic!("no link to {part}: {links:?}")).1.clone()
    }

    /// What a choice of a box sends, by its words.
    pub fn choice(&self, name: &str, words: &str) -> String {
        let select =
            self.html.split(&format!("<select id=\"{name}\"")).nth(1).and_then(|it| it.split("</select>").next()).unwrap_or_default();
        let option = select.split("<option").find(|it| unescaped(it).contains(words));
        let option = format!("<option{}", option.unwrap_or_else(|| panic!("{name} offers no {words}: {select}")));
        let (_, attributes, _) = tag(&option);
        attributes.into_iter().find(|it| it.0 == "value").map(|it| it.1).unwrap_or_default()
    }

    /// The sentence beside a box; nothing where nothing is wrong with it.
    pub fn beside(&self, name: &str) -> String {
        let begin = format!("id=\"{name}-error\"");
        let after = self.html.split(&begin).nth(1).and_then(|it| it.split_once('>')).map(|it| it.1);
        after.and_then(|it| it.split("</p>").next()).map(|it| unescaped(&words_of(it))).unwrap_or_default()
    }

    /// Whether the page says something.
    pub fn says(&self, words: &str) -> bool {
        unescaped(&self.text()).contains(words)
    }
}

/// The words of HTML, without tags, white space folded.
fn words_of(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    let parts = html.split("<script").enumerate();
    let without_scripts = parts.map(|(at, it)| if at == 0 { it } else { it.split_once("</script>").map_or("", |it| it.1) });
    for letter in without_scripts.flat_map(str::chars) {
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

impl Browser {
    /// A fresh browser at an installation.
    pub fn new(site: Site) -> Self {
        // A failure of the program says its cause where the test says what it got.
        let _ = tracing_subscriber::fmt().with_max_level(tracing::Level::ERROR).with_test_writer().try_init();
        let db = site.db.clone();
        Self { router: server::router::router(site, server::throttle::Throttle::new(None)), db, cookies: Vec::new(), at: "/".to_owned() }
    }

    /// The same installation in another browser.
    pub fn another(&self) -> Self {
        Self { router: self.router.clone(), db: self.db.clone(), cookies: Vec::new(), at: "/".to_owned() }
    }

    /// Another window of the same browser.
    pub fn twin(&self) -> Self {
        Self { router: self.router.clone(), db: self.db.clone(), cookies: self.cookies.clone(), at: self.at.clone() }
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
        let lines = testing::remembered(&self.db, None).await;
        let page = self.send(Method::POST, address, Some(body.finish())).await;
        self.is_remembered(address, &page, lines).await;
        self.follow(address, page).await
    }

    /// Types into some boxes of a form of the page that is shown, and sends it.
    pub async fn submit(&mut self, form: &Form, typed: &[(&str, &str)]) -> Page {
        let pairs = form.filled(typed);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(&form.action, &pairs).await
    }

    /// Follows the link with some words.
    pub async fn follow_link(&mut self, page: &Page, words: &str) -> Page {
        self.open(&page.link(words)).await
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
        self.send_accepting("text/html", method, address, form).await
    }

    /// Posts a form as a program does, which wants no page, and says how that ended.
    pub async fn ask(&mut self, address: &str, pairs: &[(String, String)]) -> StatusCode {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        self.send_accepting("application/json", Method::POST, address, Some(body)).await.status
    }

    async fn send_accepting(&mut self, accept: &str, method: Method, address: &str, form: Option<String>) -> Page {
        let mut request = Request::builder().method(method.clone()).uri(address).header(HOST, HERE).header("accept", accept);
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

    /// Posts an empty form as a page of another site would; not followed.
    pub async fn send_from(&mut self, address: &str, origin: Option<&str>) -> Page {
        let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder().method(Method::POST).uri(address).header(HOST, HERE).header(COOKIE, all.join("; "));
        if let Some(it) = origin {
            request = request.header(ORIGIN, it);
        }
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::empty()).unwrap();
        self.exchange(request).await
    }

    /// Posts several parts, as a form with a file does, following redirects.
    pub async fn upload(&mut self, address: &str, boxes: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
        let lines = testing::remembered(&self.db, None).await;
        let page = self.send_file(address, boxes, file).await;
        self.is_remembered(address, &page, lines).await;
        self.follow(address, page).await
    }

    /// Whatever was done is in the log with who did it to what: asked after every post of every story.
    async fn is_remembered(&self, address: &str, page: &Page, lines: i64) {
        let Some(to) = page.headers.get(LOCATION).and_then(|it| it.to_str().ok()) else { return };
        let refused = ["__err=", "loi=", "/dang-nhap?"].iter().any(|it| to.contains(it));
        // A grid or a list that is sent as it stands changes nothing.
        let nothing_to_do = ["done=figures-unchanged", "done=symbols-unchanged", "done=reasons-saved"].iter().any(|it| to.contains(it));
        let only_kept = address.starts_with("/tai-len/") || address.starts_with("/api/preference/");
        if refused || nothing_to_do || only_kept {
            return;
        }
        assert!(testing::remembered(&self.db, None).await > lines, "POST {address} was done and left no line in the log; on to {to}");
    }

    /// The same without following.
    pub async fn send_file(&mut self, address: &str, boxes: &[(&str, &str)], file: (&str, &str, &[u8])) -> Page {
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
        self.exchange(request).await
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
        .map(|part| {
            let ending = [".pdf", ".docx"].into_iter().find(|it| part.ends_with(it)).unwrap_or_default();
            let part = part.strip_suffix(ending).unwrap_or(part);
            let there = match part.trim_matches(|it| matches!(it, '{' | '}' | '*' | ':')) {
                name if name == part => part.to_owned(),
                "campaign" => "cchc-2023".to_owned(),
                "period" => "2023-M03".to_owned(),
                "variable" => "received".to_owned(),
                "chapter" => "mo-dau".to_owned(),
                "unit" => it.communes[0].to_string(),
                "group" => "commune".to_owned(),
                "target" => "T03".to_owned(),
                "kind" => "ban-cam-ket".to_owned(),
                _ => "1".to_owned(),
            };
            format!("{there}{ending}")
        })
        .collect();
    parts.join("/")
}

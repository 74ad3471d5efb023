//! Finds out who asks, and sends those who are not signed in to the page for it. What they had typed is kept first.

use crate::drafts;
use crate::throttle::Caller;
use app::context::cookie_of;
use app::forms::account::session_cookie;
use app::urls;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{LOCATION, REFERER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use islands::Visitor;
use services::Site;

/// Addresses that anybody may open.
fn is_public(path: &str) -> bool {
    const WHOLE: [&str; 9] = [
        urls::SIGN_IN,
        urls::LOOK_UP,
        urls::CHECK,
        urls::ROOT_CERTIFICATE,
        "/healthz",
        "/icon.svg",
        "/api/session/begin",
        "/api/preference/language",
        "/api/preference/theme",
    ];
    WHOLE.contains(&path) || path.starts_with("/tra-cuu/") || path.starts_with("/pkg-") || path.starts_with("/fonts/")
}

/// Whether an address is a file of the site, for which nobody is looked up.
fn is_file(path: &str) -> bool {
    path.starts_with("/pkg-") || path.starts_with("/fonts/") || path == "/icon.svg"
}

/// Puts the visitor into the request, or asks to sign in.
pub async fn identify(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if is_file(&path) {
        return next.run(request).await;
    }
    let token = cookie_of(request.headers(), session_cookie(&site)).filter(|it| !it.is_empty());
    let actor = match &token {
        Some(token) => match services::account::actor(&site, token).await {
            Ok(actor) => actor,
            Err(error) => {
                islands::AppError::incident(&error);
                return (StatusCode::SERVICE_UNAVAILABLE, "Hệ thống tạm thời chưa truy cập được cơ sở dữ liệu. Hãy thử lại sau ít phút.\n")
                    .into_response();
            }
        },
        None => None,
    };
    if actor.is_none() && !is_public(&path) {
        return ask_to_sign_in(&site, token, request).await;
    }
    let address = request.extensions().get::<Caller>().map(|it| it.0);
    request.extensions_mut().insert(Visitor { site, actor, token, address });
    next.run(request).await
}

async fn ask_to_sign_in(site: &Site, token: Option<String>, request: Request) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let back = if reads {
        request.uri().path_and_query().map_or(urls::HOME.to_owned(), |it| it.as_str().to_owned())
    } else {
        local_referer(request.headers())
    };
    let kept = match (reads, token) {
        (false, Some(token)) => drafts::keep_of_ended_session(site, &token, request).await,
        _ => None,
    };
    let mut to = form_urlencoded::Serializer::for_suffix(format!("{}?", urls::SIGN_IN), urls::SIGN_IN.len() + 1);
    if back != urls::HOME {
        to.append_pair("next", &back);
    }
    if let Some(id) = kept {
        to.append_pair("kept", &id.to_string());
    }
    see_other(&to.finish())
}

/// The page from which a post came, as a local address without old errors.
pub fn local_referer(headers: &HeaderMap) -> String {
    let referer = headers.get(REFERER).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let local = referer.splitn(4, '/').nth(3).map_or(urls::HOME.to_owned(), |it| format!("/{it}"));
    without_errors(urls::local_or_home(&local))
}

/// An address without what an earlier failure left in it.
pub fn without_errors(address: &str) -> String {
    let Some((path, query)) = address.split_once('?') else { return address.to_owned() };
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (key, value) in form_urlencoded::parse(query.as_bytes()) {
        if !matches!(&*key, "__path" | "__err" | "draft" | "kept" | "done" | "loi") {
            kept.append_pair(&key, &value);
        }
    }
    let kept = kept.finish();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") }
}

/// Sends the browser on.
pub fn see_other(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(value) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

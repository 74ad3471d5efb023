//! Nothing typed is lost: when a form's post fails, or its session has ended, its body is kept as a draft, and the draft's number goes
//! into the address to which the person is sent back. Passwords and tokens are never kept.

use crate::uploads;
use crate::visitor::{see_other, without_errors};
use app::say;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderName, LOCATION, ORIGIN, REFERER};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use domain::DraftId;
use islands::{AppError, Visitor};
use leptos::server_fn::error::{SERVER_FN_ERROR_HEADER, ServerFnUrlError};
use services::Site;

/// The largest form that is read: a long report with all its boxes, each letter with its marks sent as nine.
pub const LARGEST_FORM: usize = 8 * 1024 * 1024;

/// The largest form that is read of somebody who is not signed in.
const LARGEST_OF_STRANGERS: usize = 64 * 1024;

fn is_form(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"))
}

/// The body without what must not be kept.
pub(crate) fn without_secrets(body: &[u8]) -> String {
    let mut kept = form_urlencoded::Serializer::new(String::new());
    for (key, value) in form_urlencoded::parse(body) {
        if !key.contains("password") && key != "token" {
            kept.append_pair(&key, &value);
        }
    }
    kept.finish()
}

/// Runs a form's post, and keeps what was typed when it fails.
pub async fn keep_refused(State(site): State<Site>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let kept = is_form(request.headers());
    let account = request.extensions().get::<Visitor>().and_then(|it| it.actor.as_ref().map(|it| it.account));
    let form = request.uri().path().to_owned();
    let (mut parts, body) = request.into_parts();
    // A second failure must not carry the first one's error along. Who sends no address goes to the first page, which says the error.
    let back = came_from(&parts.headers);
    let largest = if account.is_some() { LARGEST_FORM } else { LARGEST_OF_STRANGERS };
    let Ok(bytes) = to_bytes(body, largest).await else {
        let to = ServerFnUrlError::new(&form, AppError::TooLarge).to_url(&back).map_or(back, String::from);
        return see_other(&to);
    };
    // No key of a keyboard types a NUL, and not every database takes one.
    if kept && bytes.windows(3).any(|it| it == b"%00") {
        let to = ServerFnUrlError::new(&form, AppError::Malformed).to_url(&back).map_or(back, String::from);
        return see_other(&to);
    }
    if let Ok(back) = HeaderValue::from_str(&back) {
        parts.headers.insert(REFERER, back);
    }
    let response = with_status(next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await).await;
    let Some(account) = account.filter(|_| kept) else { return response };
    let Some(to) = failed(&response) else { return response };
    match services::draft::keep_refused(&site, account, &form, &without_secrets(&bytes)).await {
        Ok(id) => sent_to(response, &format!("{to}&draft={id}")),
        Err(error) => {
            AppError::incident(&error);
            response
        }
    }
}

/// Every failure of a form is 500 to a program that asks for no page; it is given the status of its error.
async fn with_status(response: Response) -> Response {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) || response.headers().contains_key(LOCATION) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Our own error, a few names long.
    let Ok(bytes) = to_bytes(body, LARGEST_OF_STRANGERS).await else { return Response::from_parts(parts, Body::empty()) };
    if let Ok(error) = serde_json::from_slice(&bytes) {
        parts.status = say::status(&error);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The page from which a post came, whole and without old errors; the first page where the browser does not say.
fn came_from(headers: &HeaderMap) -> String {
    let text = |name: HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
    let first = format!("{}/", text(ORIGIN).unwrap_or_default());
    // The origin was found to be ours; a page of another site is no way back.
    text(REFERER).filter(|it| it.starts_with(&first)).map_or_else(|| first.clone(), without_errors)
}

fn failed(response: &Response) -> Option<String> {
    let to = response.headers().get(LOCATION)?.to_str().ok()?;
    (response.status().is_redirection() && to.contains("__err=")).then(|| to.to_owned())
}

fn sent_to(mut response: Response, to: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

/// Keeps the body of a post whose session had ended, for the account that it was.
pub async fn keep_of_ended_session(site: &Site, token: &str, request: Request) -> Option<DraftId> {
    let account = services::account::account_even_if_ended(site, token).await.ok()??;
    let form = request.uri().path().to_owned();
    if !is_form(request.headers()) {
        return if form.ends_with("/tai-lieu") { uploads::keep_of_ended_session(site, account, request).await } else { None };
    }
    let bytes: Bytes = to_bytes(request.into_body(), LARGEST_FORM).await.ok()?;
    services::draft::keep_ended(site, account, &form, &without_secrets(&bytes)).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_a_page_of_ours() {
        let from = |referer: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(ORIGIN, HeaderValue::from_static("http://camket.local"));
            if let Some(it) = referer {
                headers.insert(REFERER, HeaderValue::from_static(it));
            }
            came_from(&headers)
        };
        assert_eq!(from(Some("http://camket.local/so-lieu/1/2023-M08")), "http://camket.local/so-lieu/1/2023-M08");
        for other in [None, Some("https://evil.example/x"), Some("http://camket.local.evil.example/x")] {
            assert_eq!(from(other), "http://camket.local/", "{other:?}");
        }
    }

    #[test]
    fn passwords_and_tokens_are_not_kept() {
        assert_eq!(without_secrets(b"note=a%20b&password=secret&token=t"), "note=a+b");
    }
}

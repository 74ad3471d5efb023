//! Nothing typed is lost: when a form's post fails, or its session has ended, its body is kept as a draft, and the draft's number goes
//! into the address to which the person is sent back. Passwords and tokens are never kept.

use crate::visitor::without_errors;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION, REFERER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::DraftId;
use islands::Visitor;
use services::Site;

/// The largest form that is read: a long report with all its boxes.
pub const LARGEST_FORM: usize = 2 * 1024 * 1024;

fn is_form(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok()).is_some_and(|it| it.starts_with("application/x-www-form-urlencoded"))
}

/// The body without what must not be kept.
fn without_secrets(body: &[u8]) -> String {
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
    let Ok(bytes) = to_bytes(body, LARGEST_FORM).await else {
        return (StatusCode::PAYLOAD_TOO_LARGE, "Nội dung gửi lên quá lớn (tối đa 2 MB). Hãy quay lại và rút gọn nội dung.\n")
            .into_response();
    };
    // A second failure must not carry the first one's error along.
    if let Some(clean) =
        parts.headers.get(REFERER).and_then(|it| it.to_str().ok()).map(without_errors).and_then(|it| HeaderValue::from_str(&it).ok())
    {
        parts.headers.insert(REFERER, clean);
    }
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let Some(account) = account.filter(|_| kept) else { return response };
    let Some(to) = failed(&response) else { return response };
    match services::draft::keep_refused(&site, account, &form, &without_secrets(&bytes)).await {
        Ok(id) => sent_to(response, &format!("{to}&draft={id}")),
        Err(error) => {
            islands::AppError::incident(&error);
            response
        }
    }
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
    if !is_form(request.headers()) {
        return None;
    }
    let form = request.uri().path().to_owned();
    let bytes: Bytes = to_bytes(request.into_body(), LARGEST_FORM).await.ok()?;
    let account = services::account::account_even_if_ended(site, token).await.ok()??;
    services::draft::keep_ended(site, account, &form, &without_secrets(&bytes)).await.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_and_tokens_are_not_kept() {
        assert_eq!(without_secrets(b"note=a%20b&password=secret&token=t"), "note=a+b");
    }
}

//! Headers of every answer, and the refusal of posts from other sites.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use services::Site;

/// Adds the headers; a page's own `Cache-Control` stays.
pub async fn headers(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(HeaderName::from_static("permissions-policy"), HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    if site.public_url.starts_with("https:") {
        headers.insert(HeaderName::from_static("strict-transport-security"), HeaderValue::from_static("max-age=31536000"));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    // A page sets a policy with its nonce; whatever else goes out runs nothing and shows nothing of ours.
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"));
    response
}

/// Refuses addresses that hold a NUL: no text of ours does, and not every database takes one.
pub async fn plain_address(request: Request, next: Next) -> Response {
    let nul = |it: &str| it.contains("%00");
    if nul(request.uri().path()) || request.uri().query().is_some_and(nul) {
        return (StatusCode::BAD_REQUEST, "Địa chỉ có ký tự không hợp lệ.\n").into_response();
    }
    next.run(request).await
}

/// Refuses posts that do not come from our own pages: every browser of the baseline sends `Origin` with a post.
pub async fn same_origin(State(site): State<Site>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let https = site.public_url.starts_with("https:");
    if reads || from_here(request.headers(), https) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "Yêu cầu không xuất phát từ trang của hệ thống nên bị từ chối.\n").into_response()
}

/// Whether a post comes from this host; where the site is reached by https, a page that came by http is not ours.
fn from_here(headers: &HeaderMap, https: bool) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|it| it.to_str().ok());
    let (Some(origin), Some(host)) = (text(ORIGIN), text(HOST)) else { return false };
    let ours = |scheme: &str| scheme == "https" || (scheme == "http" && !https);
    origin.split_once("://").is_some_and(|(scheme, rest)| ours(scheme) && rest.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers_of(origin: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("camket.local:3000"));
        if let Some(it) = origin {
            headers.insert(ORIGIN, HeaderValue::from_static(it));
        }
        headers
    }

    #[test]
    fn only_posts_of_our_own_pages_come_from_here() {
        assert!(from_here(&headers_of(Some("http://camket.local:3000")), false));
        assert!(from_here(&headers_of(Some("https://camket.local:3000")), true));
        assert!(!from_here(&headers_of(Some("http://camket.local:3000")), true));
        for other in [
            None,
            Some("null"),
            Some("http://evil.example"),
            Some("http://camket.local:3000.evil.example"),
            Some("ftp://camket.local:3000"),
        ] {
            assert!(!from_here(&headers_of(other), false), "{other:?}");
        }
    }
}

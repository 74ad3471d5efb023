//! The site's files: inside the program in a release, read from `target/site` in a debug build. Their folder's name carries a digest,
//! so that browsers may keep them for ever.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// The folder of scripts and styles: `pkg-` and a digest of what is in it.
pub fn folder() -> String {
    let mut digest = Sha256::new();
    for name in ["pkg/camket.js", "pkg/camket_bg.wasm", "pkg/camket.css"] {
        if let Some(file) = Site::get(name) {
            digest.update(&file.data);
        }
    }
    let hex: String = digest.finalize().iter().take(6).map(|it| format!("{it:02x}")).collect();
    format!("pkg-{hex}")
}

/// Whether the browser's half was built.
pub fn complete() -> bool {
    ["pkg/camket.js", "pkg/camket_bg.wasm", "pkg/camket.css"].iter().all(|it| Site::get(it).is_some())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A file of the site by its path, `/pkg-…/camket.css` or `/fonts/….woff2`.
pub fn file(path: &str) -> Option<Response<Body>> {
    let path = path.strip_prefix('/')?;
    let (name, kept) = match path.split_once('/') {
        Some((folder, rest)) if folder.starts_with("pkg-") => {
            (format!("pkg/{}", rest.replace("camket.wasm", "camket_bg.wasm")), "public, max-age=31536000, immutable")
        }
        _ => (path.to_owned(), "public, max-age=86400"),
    };
    let file = Site::get(&name)?;
    let mut response = Response::new(Body::from(file.data.into_owned()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    Some(response)
}

/// The answer for a file that is not there.
pub fn missing() -> Response<Body> {
    StatusCode::NOT_FOUND.into_response()
}

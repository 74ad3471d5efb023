//! Files that people send: plain multipart posts of plain forms, kept until the person confirms.

use crate::visitor::see_other;
use app::urls;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Extension, Multipart};
use axum::response::Response;
use axum::routing::post;
use islands::{AppError, Visitor};

/// The largest package that is taken: three hundred units with sixty variables and twelve months need about 18 MB.
const LARGEST_PACKAGE: usize = 32 * 1024 * 1024;

/// The addresses to which files are sent.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/tai-len/goi", post(package)).layer(DefaultBodyLimit::max(LARGEST_PACKAGE))
}

/// Takes a package file and sends the person on to look at what it would change.
async fn package(Extension(visitor): Extension<Visitor>, mut form: Multipart) -> Response {
    let Ok(ctx) = visitor.ctx() else { return see_other(urls::SIGN_IN) };
    let again = |why: &str| see_other(&format!("{}?loi={why}", urls::IMPORT));
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return again("missing"),
            Err(_) => return again("too-large"),
        };
        if field.name() != Some("file") {
            continue;
        }
        let Ok(bytes) = field.bytes().await else { return again("too-large") };
        if bytes.is_empty() {
            return again("empty");
        }
        let Some(text) = std::str::from_utf8(&bytes).ok().filter(|it| !it.contains(char::from(0))) else { return again("not-text") };
        return match services::campaign::keep_upload(&ctx, text).await {
            Ok(id) => see_other(&format!("{}?tep={id}", urls::IMPORT)),
            // The page itself says who may not open it.
            Err(services::Error::Forbidden(_)) => see_other(urls::IMPORT),
            Err(error) => {
                AppError::incident(&error);
                again("failed")
            }
        };
    }
}

//! The papers of reviews as files: the address of their page with `.pdf` behind it. The services ask who may read them.

use app::text::{Lang, say};
use axum::Router;
use axum::extract::{Extension, Path};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::CaseId;
use islands::{AppError, Visitor};
use services::{Ctx, Error};

/// Every address, for the table of the tests.
pub const ADDRESSES: [&str; 4] = [
    "/dot/{campaign}/theo-doi.pdf",
    "/kiem-diem/{case}/ban-kiem-diem.pdf",
    "/kiem-diem/{case}/bao-cao.pdf",
    "/kiem-diem/{case}/bien-ban.pdf",
];

/// The routes.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/dot/{campaign}/theo-doi.pdf", get(open_remedies))
        .route("/kiem-diem/{case}/ban-kiem-diem.pdf", get(personal_review))
        .route("/kiem-diem/{case}/bao-cao.pdf", get(collective_report))
        .route("/kiem-diem/{case}/bien-ban.pdf", get(minutes))
}

/// The context of a request; nobody who is not signed in comes this far.
fn context(visitor: Visitor) -> Result<Ctx, AppError> {
    visitor.ctx()
}

/// A file to keep, which no cache keeps.
fn file(name: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition), (CACHE_CONTROL, "private, no-store".to_owned())], bytes)
        .into_response()
}

/// What happened, as a sentence in the language of the request.
fn failed(error: AppError, headers: &HeaderMap) -> Response {
    let (status, key) = match error {
        AppError::Forbidden(_) | AppError::SignedOut => (StatusCode::FORBIDDEN, "error-forbidden-no-role"),
        AppError::NotFound | AppError::Malformed => (StatusCode::NOT_FOUND, "error-not-found"),
        AppError::Refused(refusal) => (StatusCode::BAD_REQUEST, refusal.key()),
        AppError::Invalid(_) => (StatusCode::BAD_REQUEST, "error-invalid"),
        AppError::Busy => (StatusCode::CONFLICT, "error-busy"),
        AppError::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, "error-internal"),
    };
    let code = if let AppError::Internal(code) = &error { code.as_str().to_owned() } else { String::new() };
    let lang = Lang::of(&app::context::cookie_of(headers, "camket-lang").unwrap_or_default());
    (status, format!("{}\n", say(lang, key, &[("code", code.into())]))).into_response()
}

/// A review's paper or why there is none.
fn paper(result: Result<services::review::Paper, Error>, headers: &HeaderMap) -> Response {
    match result {
        Ok(it) => file(&it.name, "application/pdf", it.bytes),
        Err(error) => failed(error.into(), headers),
    }
}

async fn open_remedies(Extension(visitor): Extension<Visitor>, headers: HeaderMap, Path(campaign): Path<String>) -> Response {
    match context(visitor) {
        Ok(ctx) => paper(services::review::download_remedies(&ctx, &campaign).await, &headers),
        Err(error) => failed(error, &headers),
    }
}

async fn personal_review(Extension(visitor): Extension<Visitor>, headers: HeaderMap, Path(case): Path<i64>) -> Response {
    match context(visitor) {
        Ok(ctx) => paper(services::review::download_personal(&ctx, CaseId(case)).await, &headers),
        Err(error) => failed(error, &headers),
    }
}

async fn collective_report(Extension(visitor): Extension<Visitor>, headers: HeaderMap, Path(case): Path<i64>) -> Response {
    match context(visitor) {
        Ok(ctx) => paper(services::review::download_report(&ctx, CaseId(case)).await, &headers),
        Err(error) => failed(error, &headers),
    }
}

async fn minutes(Extension(visitor): Extension<Visitor>, headers: HeaderMap, Path(case): Path<i64>) -> Response {
    match context(visitor) {
        Ok(ctx) => paper(services::review::download_minutes(&ctx, CaseId(case)).await, &headers),
        Err(error) => failed(error, &headers),
    }
}

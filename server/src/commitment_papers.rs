//! Papers to be downloaded: a page's address with `.pdf` behind it. The layer stands behind the one that finds out who asks.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{CommitmentId, ConferenceId};
use islands::{AppError, Visitor};
use services::commitment::Paper;
use services::{Ctx, Error};

/// The addresses answered here, for the table of all addresses.
pub const ADDRESSES: [&str; 2] = ["/cam-ket/{sheet}.pdf", "/hoi-nghi/{conference}.pdf"];

/// Answers the address of a paper, and leaves every other to the pages.
pub async fn papers(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let Some(stem) = request.uri().path().strip_suffix(".pdf").map(str::to_owned) else { return next.run(request).await };
    let Some(ctx) = ctx(&request) else { return next.run(request).await };
    let parts: Vec<&str> = stem.trim_start_matches('/').split('/').collect();
    match made(&ctx, &parts).await {
        None => next.run(request).await,
        Some(Ok(paper)) => pdf(paper),
        Some(Err(error)) => refused(error.into()),
    }
}

fn ctx(request: &Request) -> Option<Ctx> {
    let visitor = request.extensions().get::<Visitor>()?;
    visitor.actor.clone().map(|actor| visitor.site.ctx(actor))
}

/// The paper of an address; none where the address is no paper's.
async fn made(ctx: &Ctx, parts: &[&str]) -> Option<Result<Paper, Error>> {
    match parts {
        ["cam-ket", id] => Some(services::commitment::pdf(ctx, CommitmentId(id.parse().ok()?)).await),
        ["hoi-nghi", id] => Some(services::conference::programme(ctx, ConferenceId(id.parse().ok()?)).await),
        _ => None,
    }
}

fn pdf(paper: Paper) -> Response {
    let mut response = Response::new(Body::from(paper.bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", paper.file_name)) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}

fn refused(error: AppError) -> Response {
    let status = match error {
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Forbidden(_) => StatusCode::FORBIDDEN,
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    };
    (status, format!("{}\n", app::say::error(&error))).into_response()
}

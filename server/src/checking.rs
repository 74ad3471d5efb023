//! Signed files that people send to be looked at: the public page, which keeps nothing, sheets that were signed outside, scans of those signed by hand. Plain multipart posts of
//! plain forms; what was found is the answer itself, since no address could carry it.

use crate::downloads::{language, refused};
use crate::router::{Shared, provide_language};
use crate::visitor::see_other;
use app::{CheckAnswer, OriginalsAnswer, OutsideAnswer, PileAnswer, shell, urls};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Multipart, Path, Request, State};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::Response;
use axum::routing::post;
use domain::CommitmentId;
use domain::commitment::{LARGEST_OUTSIDE, LARGEST_PILE};
use domain::evidence::plain_file_name;
use islands::{AppError, Visitor};
use leptos::prelude::provide_context;
use services::commitment::{Sent, may_put_in, put_in, send_outside};
use services::register::{may_send_originals, send_originals};
use services::verification::{self, LARGEST};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The most that is read of a request before it is given up: a file that is too large is read to its end, so that the browser reads
/// our answer.
const LARGEST_REQUEST: usize = 64 * 1024 * 1024;

/// Files are held in memory while they are looked at: so many at a time.
static HELD: Semaphore = Semaphore::const_new(4);
/// The same of piles, which are sent slowly and read for minutes.
static PILES: Semaphore = Semaphore::const_new(2);

/// The addresses, for the router.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route(urls::CHECK, post(check))
        .route("/cam-ket/{sheet}/ky-so", post(outside))
        .route("/dot/{campaign}/ban-giay", post(pile))
        .route(urls::ORIGINALS, post(originals))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

/// The addresses, for the table of the tests.
pub fn addresses() -> Vec<(Method, String)> {
    [urls::CHECK, "/cam-ket/{sheet}/ky-so", "/dot/{campaign}/ban-giay", urls::ORIGINALS].map(|it| (Method::POST, it.to_owned())).to_vec()
}

/// A file as it was sent; of one that is too large no more than shows that it is.
struct Sending {
    name: String,
    bytes: Vec<u8>,
}

/// Reads the file of a form; nothing where there is none, or where it is no form.
async fn read(request: Request, largest: usize) -> Option<Sending> {
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    while let Ok(Some(mut field)) = form.next_field().await {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        loop {
            match field.chunk().await {
                Ok(Some(part)) if bytes.len() <= largest => bytes.extend_from_slice(&part),
                Ok(Some(_)) => {}
                Ok(None) => return Some(Sending { name, bytes }),
                // Too much even to be read to its end.
                Err(_) => return Some(Sending { name, bytes: vec![0; largest + 1] }),
            }
        }
    }
    None
}

/// The page of an address with something in its context that a post came to.
async fn page<T: Clone + Send + Sync + 'static>(shared: &Shared, mut parts: Parts, answer: Option<T>) -> Response {
    parts.method = Method::GET;
    let options = shared.options.clone();
    let context = move || {
        provide_language();
        if let Some(it) = answer.clone() {
            provide_context(it);
        }
    };
    let render = leptos_axum::render_app_async_with_context(context, move || shell(options.clone()));
    render(Request::from_parts(parts, Body::empty())).await
}

/// Looks at a file of anybody.
async fn check(State(shared): State<Shared>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let answer = {
        let _held = HELD.acquire().await;
        match read(Request::from_parts(parts.clone(), body), LARGEST).await {
            None => CheckAnswer::Missing,
            Some(it) if it.bytes.is_empty() => CheckAnswer::Missing,
            Some(it) if it.bytes.len() > LARGEST => CheckAnswer::TooLarge,
            Some(it) => match verification::check(&shared.site, it.bytes).await {
                Ok(found) => CheckAnswer::Checked(plain_file_name(&it.name), Arc::new(found)),
                Err(error) => {
                    AppError::incident(&error);
                    CheckAnswer::Failed
                }
            },
        }
    };
    page(&shared, parts, Some(answer)).await
}

/// Takes a sheet that was signed outside; the page says everything found of one that is not taken, and who may not send one.
async fn outside(
    State(shared): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(sheet): Path<String>,
    request: Request,
) -> Response {
    let Ok(ctx) = visitor.ctx() else { return see_other(urls::SIGN_IN) };
    let Ok(id) = sheet.parse::<CommitmentId>() else { return see_other(urls::HOME) };
    let (parts, body) = request.into_parts();
    let _held = HELD.acquire().await;
    let file =
        read(Request::from_parts(parts.clone(), body), LARGEST_OUTSIDE).await.unwrap_or(Sending { name: String::new(), bytes: Vec::new() });
    match send_outside(&ctx, id, &file.name, file.bytes).await {
        Ok(Sent::Kept) => see_other(&urls::done(&urls::commitment(id), "done-outside-kept")),
        Ok(it @ Sent::Refused { .. }) => page(&shared, parts, Some(OutsideAnswer(Arc::new(it)))).await,
        // The page asks the same and says why not.
        Err(error) => {
            if let services::Error::Internal(_) = error {
                AppError::incident(&error);
            }
            page::<OutsideAnswer>(&shared, parts, None).await
        }
    }
}

/// Takes a scanned pile of sheets that were signed by hand; the page says what was found in it, page by page.
async fn pile(
    State(shared): State<Shared>,
    Extension(visitor): Extension<Visitor>,
    Path(campaign): Path<String>,
    request: Request,
) -> Response {
    let Ok(ctx) = visitor.ctx() else { return see_other(urls::SIGN_IN) };
    let (parts, body) = request.into_parts();
    if let Err(error) = may_put_in(&ctx, &campaign).await {
        return refused(&error.into(), language(&parts.headers));
    }
    let _held = PILES.acquire().await;
    let file =
        read(Request::from_parts(parts.clone(), body), LARGEST_PILE).await.unwrap_or(Sending { name: String::new(), bytes: Vec::new() });
    match put_in(&ctx, &campaign, &file.name, file.bytes).await {
        Ok(it) => page(&shared, parts, Some(PileAnswer(Arc::new(it)))).await,
        // Who may read the list sees no form: whoever posts nevertheless is told that they may not.
        Err(error) => refused(&error.into(), language(&parts.headers)),
    }
}

/// Takes papers with a number that came back signed; the page says what was found.
async fn originals(State(shared): State<Shared>, Extension(visitor): Extension<Visitor>, request: Request) -> Response {
    let Ok(ctx) = visitor.ctx() else { return see_other(urls::SIGN_IN) };
    let (parts, body) = request.into_parts();
    if let Err(error) = may_send_originals(&ctx) {
        return refused(&error.into(), language(&parts.headers));
    }
    let _held = PILES.acquire().await;
    let file =
        read(Request::from_parts(parts.clone(), body), LARGEST_PILE).await.unwrap_or(Sending { name: String::new(), bytes: Vec::new() });
    match send_originals(&ctx, &file.name, file.bytes).await {
        Ok(it) => page(&shared, parts, Some(OriginalsAnswer(Arc::new(it)))).await,
        Err(error) => refused(&error.into(), language(&parts.headers)),
    }
}

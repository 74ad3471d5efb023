//! Trying a wording before it is saved: the form of its page is posted here by another button and comes back as a paper. What cannot be taken sends the
//! person back to the page with the mistakes beside their boxes, as when it is saved.

use crate::visitor::see_other;
use crate::{downloads, drafts};
use app::urls;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Extension, Path};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use domain::UnitId;
use domain::template::TemplateKind;
use islands::{AppError, Visitor};
use leptos::server_fn::error::ServerFnUrlError;
use services::Ctx;
use services::template::{TypedWording, box_of};

/// The address, for the router and the table of the tests.
pub const ADDRESS: &str = "/mau-van-ban/{kind}/xem-thu";

/// The form whose boxes these are: its page says what is wrong.
const FORM: &str = "/api/template/save";

/// Before a path of ours where a whole address is asked for.
const BASE: &str = "http://localhost";

/// The address to which a wording is sent.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route(ADDRESS, post(template))
}

async fn template(Extension(visitor): Extension<Visitor>, Path(kind): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let lang = downloads::language(&headers);
    let Ok(ctx) = visitor.ctx() else { return see_other(urls::SIGN_IN) };
    // No key of a keyboard types a NUL, and not every database takes one.
    if body.windows(3).any(|it| it == b"%00") {
        return downloads::refused(&AppError::Malformed, lang);
    }
    let boxes: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let value = |name: &str| boxes.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone());
    let unit = value("unit").and_then(|it| it.parse::<UnitId>().ok());
    let (Some(kind), Some(unit)) = (TemplateKind::of_slug(&kind), unit) else { return downloads::refused(&AppError::NotFound, lang) };
    let passages = kind.passages().iter().filter_map(|it| Some((it.code.to_owned(), value(&box_of(it.code))?))).collect();
    let typed = TypedWording { passages, ..TypedWording::default() };
    match services::template::preview(&ctx, unit, kind, &typed).await {
        Err(error @ services::Error::Invalid(_)) => back(&ctx, &urls::template(unit, kind), error.into(), &body).await,
        paper => downloads::answer(paper, lang),
    }
}

/// Back to the page, with what was typed and what is wrong with it.
async fn back(ctx: &Ctx, page: &str, error: AppError, body: &[u8]) -> Response {
    // An error is put into a whole address; of ours, the browser needs the path alone.
    let whole = ServerFnUrlError::new(FORM, error).to_url(&format!("{BASE}{page}")).map(String::from);
    let to = whole.as_deref().ok().and_then(|it| it.strip_prefix(BASE)).unwrap_or(page);
    match services::draft::keep_refused(&ctx.site, ctx.actor.account, FORM, &drafts::without_secrets(body)).await {
        Ok(id) => see_other(&format!("{to}&draft={id}")),
        Err(error) => {
            AppError::incident(&error);
            see_other(to)
        }
    }
}

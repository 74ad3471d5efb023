//! Evidence: uploads by plain multipart forms, and giving the files out. What is refused sends the person back with a name from a closed list; what was typed
//! beside the file is kept as a draft.

use crate::visitor::see_other;
use app::urls;
use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Extension, Multipart, Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::evidence::{EvidenceRefusal, LARGEST};
use domain::{EvidenceId, KeyTaskId, Period, Refusal, UnitId};
use islands::{AppError, Visitor};
use serde::Deserialize;
use services::figure::evidence::{Attach, Attached, Of, attach};

/// The most that is read of a request before it is given up: a file that is too large is read to its end, so that the browser reads
/// our answer.
const LARGEST_REQUEST: usize = 64 * 1024 * 1024;

/// The addresses, for the router.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/so-lieu/{unit}/{period}/tai-lieu", post(of_figure))
        .route("/nhiem-vu/{task}/tai-lieu", post(of_task))
        .route("/tai-lieu/{evidence}", get(file))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
}

/// The addresses, for the table of the tests.
pub fn addresses() -> Vec<(Method, String)> {
    [
        (Method::POST, "/so-lieu/{unit}/{period}/tai-lieu"),
        (Method::POST, "/nhiem-vu/{task}/tai-lieu"),
        (Method::GET, "/tai-lieu/{evidence}"),
    ]
    .map(|(method, path)| (method, path.to_owned()))
    .to_vec()
}

#[derive(Deserialize)]
struct Dot {
    #[serde(default)]
    dot: String,
}

/// The boxes of the form.
#[derive(Default)]
struct Boxes {
    file_name: String,
    content: Vec<u8>,
    too_large: bool,
    typed: Vec<(String, String)>,
}

impl Boxes {
    fn get(&self, name: &str) -> String {
        self.typed.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    async fn read(mut form: Multipart) -> Result<Self, AppError> {
        let mut boxes = Self::default();
        while let Some(field) = form.next_field().await.map_err(|_| AppError::Refused(EvidenceRefusal::TooLarge.into()))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                boxes.file_name = field.file_name().unwrap_or_default().to_owned();
                boxes.read_file(field).await?;
            } else if boxes.typed.len() < 20 {
                let text = field.text().await.map_err(|_| AppError::Malformed)?;
                boxes.typed.push((name, text.chars().take(2_000).collect()));
            }
        }
        Ok(boxes)
    }

    async fn read_file(&mut self, mut field: Field<'_>) -> Result<(), AppError> {
        while let Some(part) = field.chunk().await.map_err(|_| AppError::Refused(EvidenceRefusal::TooLarge.into()))? {
            if self.content.len() + part.len() > LARGEST {
                self.too_large = true;
                self.content.clear();
            }
            if !self.too_large {
                self.content.extend_from_slice(&part);
            }
        }
        Ok(())
    }
}

async fn of_figure(
    Extension(visitor): Extension<Visitor>,
    Path((unit, period)): Path<(String, String)>,
    Query(dot): Query<Dot>,
    form: Multipart,
) -> Response {
    let (Ok(unit), Ok(period)) = (unit.parse::<UnitId>(), period.parse::<Period>()) else { return see_other(urls::HOME) };
    let campaign = Some(dot.dot).filter(|it| !it.is_empty());
    let back = urls::figures(unit, period, campaign.as_deref());
    take(visitor, form, back, |boxes| Of::Figure { unit, period, campaign, variable: boxes.get("variable") }).await
}

async fn of_task(Extension(visitor): Extension<Visitor>, Path(task): Path<String>, Query(dot): Query<Dot>, form: Multipart) -> Response {
    let Ok(task) = task.parse::<KeyTaskId>() else { return see_other(urls::HOME) };
    let back = urls::key_tasks(&dot.dot);
    take(visitor, form, back, |_| Of::KeyTask(task)).await
}

async fn take(visitor: Visitor, form: Multipart, back: String, of: impl FnOnce(&Boxes) -> Of) -> Response {
    let Ok(ctx) = visitor.ctx() else { return see_other(urls::SIGN_IN) };
    let boxes = match Boxes::read(form).await {
        Ok(boxes) => boxes,
        Err(error) => return refused(&back, &error),
    };
    let typed = boxes.typed.clone();
    match keep(&ctx, boxes, of).await {
        Ok(it) => see_other(&urls::done(&back, if it.same { "done-evidence-same" } else { "done-evidence-added" })),
        Err(error) => {
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish();
            let to = refusal_address(&back, &error);
            match services::draft::keep_refused(&ctx.site, ctx.actor.account, "tai-lieu", &body).await {
                Ok(id) => see_other(&format!("{to}&draft={id}#tai-lieu")),
                Err(_) => see_other(&format!("{to}#tai-lieu")),
            }
        }
    }
}

async fn keep(ctx: &services::Ctx, boxes: Boxes, of: impl FnOnce(&Boxes) -> Of) -> Result<Attached, AppError> {
    if boxes.too_large {
        return Err(AppError::Refused(EvidenceRefusal::TooLarge.into()));
    }
    let of = of(&boxes);
    let (doc_number, doc_on, issuer) = (boxes.get("doc_number"), boxes.get("doc_on"), boxes.get("issuer"));
    let Boxes { file_name, content, .. } = boxes;
    Ok(attach(ctx, Attach { of, file_name, content, doc_number, doc_on, issuer }).await?)
}

/// The page with the refusal's name; any other failure is named as the site names it.
fn refusal_address(back: &str, error: &AppError) -> String {
    let mark = if back.contains('?') { '&' } else { '?' };
    let name = match error {
        AppError::Refused(Refusal::EvidenceRefusal(it)) => it.key(),
        AppError::Refused(Refusal::StageRefusal(it)) => it.key(),
        AppError::Forbidden(_) => "error-forbidden-no-role",
        AppError::NotFound => "error-not-found",
        AppError::Busy => "error-busy",
        _ => "error-malformed",
    };
    format!("{back}{mark}loi={name}")
}

fn refused(back: &str, error: &AppError) -> Response {
    see_other(&format!("{}#tai-lieu", refusal_address(back, error)))
}

/// Gives a file out, never to be opened inside the site.
async fn file(Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (Ok(ctx), Ok(id)) = (visitor.ctx(), id.parse::<EvidenceId>()) else { return StatusCode::NOT_FOUND.into_response() };
    match services::figure::evidence::file(&ctx, id).await {
        Ok(file) => {
            let name: String = form_urlencoded::byte_serialize(file.name.as_bytes()).collect::<String>().replace('+', "%20");
            let mut response = Response::new(axum::body::Body::from(file.content));
            response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type.name()));
            if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
                response.headers_mut().insert(CONTENT_DISPOSITION, value);
            }
            response
        }
        Err(services::Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(services::Error::Forbidden(_)) => StatusCode::FORBIDDEN.into_response(),
        Err(error) => {
            let _ = AppError::from(error);
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

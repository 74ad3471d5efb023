//! Evidence: uploads by plain multipart forms, and giving the files out. What is refused sends the person back with a name from a closed list; what was typed
//! beside the file is kept as a draft, and a sound file under it.

use crate::downloads;
use crate::visitor::see_other;
use app::urls;
use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Extension, FromRequest, Multipart, Path, Query, Request};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, Method};
use axum::response::Response;
use axum::routing::{get, post};
use domain::evidence::{EvidenceRefusal, LARGEST, MediaType, plain_file_name};
use domain::{AccountId, DraftId, EvidenceId, KeyTaskId, Period, UnitId};
use islands::{AppError, Visitor};
use serde::Deserialize;
use services::figure::evidence::{Attach, Of};
use services::{Ctx, Site};

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
    typed: Vec<(String, String)>,
}

/// Where the form of the page carries the draft under which a file is kept.
const KEPT: &str = "kept_file";

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
                // No key of a keyboard types a NUL, and not every database takes one.
                if text.contains('\0') {
                    return Err(AppError::Malformed);
                }
                boxes.typed.push((name, text.chars().take(2_000).collect()));
            }
        }
        Ok(boxes)
    }

    /// Reads a file to its end, and of one that is too large no more than shows that it is.
    async fn read_file(&mut self, mut field: Field<'_>) -> Result<(), AppError> {
        while let Some(part) = field.chunk().await.map_err(|_| AppError::Refused(EvidenceRefusal::TooLarge.into()))? {
            if self.content.len() <= LARGEST {
                self.content.extend_from_slice(&part);
            }
        }
        Ok(())
    }

    /// Takes the file that was kept when another box was wrong, where no other one was chosen.
    async fn with_kept(mut self, ctx: &Ctx) -> Result<Self, AppError> {
        if self.content.is_empty()
            && self.file_name.is_empty()
            && let Ok(id) = self.get(KEPT).parse::<DraftId>()
            && let Some(kept) = services::draft::file(ctx, id).await?
        {
            (self.file_name, self.content) = (kept.file_name, kept.content);
        }
        Ok(self)
    }

    fn attach(&self, of: Of) -> Attach {
        Attach {
            of,
            file_name: self.file_name.clone(),
            content: self.content.clone(),
            doc_number: self.get("doc_number"),
            doc_on: self.get("doc_on"),
            issuer: self.get("issuer"),
        }
    }

    /// What was typed, as a form's body.
    fn body(&self) -> String {
        let typed = self.typed.iter().filter(|(name, _)| name != KEPT);
        form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish()
    }

    /// The file, where it is one that evidence may be.
    fn sound_file(self) -> Option<(String, Vec<u8>)> {
        MediaType::judge(&self.file_name, &self.content).is_ok().then_some((plain_file_name(&self.file_name), self.content))
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
    let read = match Boxes::read(form).await {
        Ok(boxes) => boxes.with_kept(&ctx).await,
        Err(error) => Err(error),
    };
    let boxes = match read {
        Ok(boxes) => boxes,
        Err(error) => return see_other(&format!("{}#tai-lieu", refusal_address(&back, &error))),
    };
    let of = of(&boxes);
    match services::figure::evidence::attach(&ctx, boxes.attach(of)).await.map_err(AppError::from) {
        Ok(it) => {
            if let Err(error) = services::draft::forget_files(&ctx).await {
                AppError::incident(&error);
            }
            see_other(&urls::done(&back, if it.same { "done-evidence-same" } else { "done-evidence-added" }))
        }
        Err(error) => {
            let to = refusal_address(&back, &error);
            match keep(&ctx, boxes).await {
                Ok(id) => see_other(&format!("{to}&draft={id}#tai-lieu")),
                Err(error) => {
                    AppError::incident(&error);
                    see_other(&format!("{to}#tai-lieu"))
                }
            }
        }
    }
}

/// Under which form's name the boxes beside a file are kept.
const FORM: &str = "tai-lieu";

/// Keeps what was typed, and the file where it is sound.
async fn keep(ctx: &Ctx, boxes: Boxes) -> Result<DraftId, services::Error> {
    let (site, account, body) = (&ctx.site, ctx.actor.account, boxes.body());
    match boxes.sound_file() {
        Some((name, content)) => services::draft::keep_refused_with(site, account, FORM, &body, (&name, content)).await,
        None => services::draft::keep_refused(site, account, FORM, &body).await,
    }
}

/// Keeps what was sent with a file when the session had ended, for the account that it was; none where it is no form with a file.
pub async fn keep_of_ended_session(site: &Site, account: AccountId, mut request: Request) -> Option<DraftId> {
    DefaultBodyLimit::max(LARGEST_REQUEST).apply(&mut request);
    let form = Multipart::from_request(request, &()).await.ok()?;
    let boxes = Boxes::read(form).await.ok()?;
    let body = boxes.body();
    let kept = match boxes.sound_file() {
        Some((name, content)) => services::draft::keep_ended_with(site, account, FORM, &body, (&name, content)).await,
        None => services::draft::keep_ended(site, account, FORM, &body).await,
    };
    kept.ok()
}

/// The page with the refusals' names, each from a closed list; any other failure is named as the site names it.
fn refusal_address(back: &str, error: &AppError) -> String {
    let names: Vec<&str> = match error {
        AppError::Invalid(fields) => fields.iter().map(|it| it.refusal.key()).collect(),
        AppError::Refused(it) => vec![it.key()],
        AppError::Forbidden(_) => vec!["error-forbidden-no-role"],
        AppError::NotFound => vec!["error-not-found"],
        AppError::Busy => vec!["error-busy"],
        AppError::SignedOut | AppError::Malformed | AppError::TooLarge | AppError::Internal(_) => vec!["error-malformed"],
    };
    let mark = if back.contains('?') { '&' } else { '?' };
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(names.iter().map(|it| ("loi", it))).finish();
    format!("{back}{mark}{query}")
}

/// Gives a file out, never to be opened inside the site.
async fn file(Extension(visitor): Extension<Visitor>, headers: HeaderMap, Path(id): Path<String>) -> Response {
    let refused = |error: &AppError| downloads::refused(error, downloads::language(&headers));
    let (Ok(ctx), Ok(id)) = (visitor.ctx(), id.parse::<EvidenceId>()) else { return refused(&AppError::NotFound) };
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
        Err(error) => refused(&AppError::from(error)),
    }
}

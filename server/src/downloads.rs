//! Files: the address of a page and an ending (`.pdf`, `.csv`, `.json`) is the page as a file. Each handler translates and calls one
//! service. axum matches whole segments, so an address is looked up here as `/ENDING/ADDRESS` without the ending.

use app::text::Lang;
use app::{context::cookie_of, exports, say};
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, FromRequestParts, Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::{CaseId, CommitmentId, ConferenceId, DecisionId, RuleDraftId, RuleSetId, RunId, UnitId};
use islands::{AppError, Visitor};
use serde::Deserialize;
use services::assessment::{RankingWish, View};
use services::paper::Paper;
use services::register::RegisterWish;
use services::review::HeaderKind;
use services::{Ctx, Site};
use tower::ServiceExt;

/// The endings, each with its media type.
const ENDINGS: [(&str, &str); 3] = [("pdf", "application/pdf"), ("csv", "text/csv; charset=utf-8"), ("json", "application/json")];

/// The files, as the addresses people see, for the table of the tests.
pub const ADDRESSES: [&str; 19] = [
    "/cam-ket/{sheet}.pdf",
    "/hoi-nghi/{conference}.pdf",
    "/dot/{campaign}/danh-gia.pdf",
    "/dot/{campaign}/danh-gia.csv",
    "/dot/{campaign}/danh-gia/goi.json",
    "/dot/{campaign}/danh-gia/bien-nhan.json",
    "/dot/{campaign}/danh-gia/{unit}.pdf",
    "/dot/{campaign}/theo-doi.pdf",
    "/kiem-diem/{case}/ban-kiem-diem.pdf",
    "/kiem-diem/{case}/bao-cao.pdf",
    "/kiem-diem/{case}/bien-ban.pdf",
    "/dot/{campaign}/goi.json",
    "/quyet-dinh/{decision}.pdf",
    "/bo-chi-tieu/{rule_set}.json",
    "/bo-chi-tieu/soan/{draft}.json",
    "/dot/{campaign}/danh-gia/{unit}/goi.json",
    "/dot/{campaign}/danh-gia/{unit}/bien-nhan.json",
    "/van-ban.pdf",
    "/van-ban.csv",
];

/// The files, by ending and address.
fn routes() -> Router<Site> {
    Router::new()
        .route("/pdf/cam-ket/{sheet}", get(commitment_pdf))
        .route("/pdf/hoi-nghi/{conference}", get(programme_pdf))
        .route("/pdf/dot/{campaign}/danh-gia", get(ranking_pdf))
        .route("/csv/dot/{campaign}/danh-gia", get(ranking_csv))
        .route("/json/dot/{campaign}/danh-gia/goi", get(package_json))
        .route("/json/dot/{campaign}/danh-gia/bien-nhan", get(receipt_json))
        .route("/pdf/dot/{campaign}/danh-gia/{unit}", get(result_pdf))
        .route("/pdf/dot/{campaign}/theo-doi", get(remedies_pdf))
        .route("/pdf/kiem-diem/{case}/ban-kiem-diem", get(personal_review_pdf))
        .route("/pdf/kiem-diem/{case}/bao-cao", get(report_pdf))
        .route("/pdf/kiem-diem/{case}/bien-ban", get(minutes_pdf))
        .route("/json/dot/{campaign}/goi", get(group_package_json))
        .route("/pdf/quyet-dinh/{decision}", get(decision_pdf))
        .route("/json/bo-chi-tieu/{rule_set}", get(rule_set_json))
        .route("/json/bo-chi-tieu/soan/{draft}", get(rule_draft_json))
        .route("/json/dot/{campaign}/danh-gia/{unit}/goi", get(unit_package_json))
        .route("/json/dot/{campaign}/danh-gia/{unit}/bien-nhan", get(unit_receipt_json))
        .route("/pdf/van-ban", get(register_pdf))
        .route("/csv/van-ban", get(register_csv))
}

/// Marks the answer of an address that is no file here.
#[derive(Clone)]
struct Unknown;

/// Answers an address with an ending that is a file here; all others go on.
pub async fn files(State(site): State<Site>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let found = ENDINGS.iter().find_map(|(ending, _)| Some((*ending, path.strip_suffix(ending)?.strip_suffix('.')?)));
    let (Some((ending, page)), Method::GET) = (found, request.method().clone()) else { return next.run(request).await };
    let query = request.uri().query().map(|it| format!("?{it}")).unwrap_or_default();
    let Ok(uri) = format!("/{ending}{page}{query}").parse::<Uri>() else { return next.run(request).await };
    let mut inner = Request::new(Body::empty());
    *inner.uri_mut() = uri;
    *inner.headers_mut() = request.headers().clone();
    // Not all of the extensions: the parts of the address that the page's route took would be counted twice.
    if let Some(visitor) = request.extensions().get::<Visitor>() {
        inner.extensions_mut().insert(visitor.clone());
    }
    let unknown = || async {
        let mut response = StatusCode::NOT_FOUND.into_response();
        response.extensions_mut().insert(Unknown);
        response
    };
    let answer = match routes().fallback(unknown).with_state(site).oneshot(inner).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    };
    if answer.extensions().get::<Unknown>().is_some() { next.run(request).await } else { answer }
}

/// Who asks, in which language.
struct Asked {
    ctx: Ctx,
    lang: Lang,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let lang = language(&parts.headers);
        let Ok(Extension(visitor)) = Extension::<Visitor>::from_request_parts(parts, site).await else {
            return Err(refused(&AppError::Malformed, lang));
        };
        let ctx = visitor.ctx().map_err(|error| refused(&error, lang))?;
        Ok(Self { ctx, lang })
    }
}

/// The language of a request.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    Lang::of(&cookie_of(headers, "camket-lang").unwrap_or_default())
}

/// A sentence and a status instead of the file.
pub(crate) fn refused(error: &AppError, lang: Lang) -> Response {
    (say::status(error), format!("{}\n", exports::error_sentence(lang, error))).into_response()
}

/// The answer with a file, or why there is none.
fn answer(paper: Result<Paper, services::Error>, lang: Lang) -> Response {
    let paper = match paper {
        Ok(paper) => paper,
        Err(error) => return refused(&error.into(), lang),
    };
    let media = ENDINGS
        .iter()
        .find(|(ending, _)| paper.file_name.rsplit('.').next() == Some(*ending))
        .map_or("application/octet-stream", |it| it.1);
    let mut response = Response::new(Body::from(paper.bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    // Names are made of codes: letters, digits, `-`, `_` and `.`; anything else would end the quoted name.
    let name: String = paper.file_name.chars().filter(|it| it.is_ascii_alphanumeric() || "-_.".contains(*it)).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}

/// Which group and run, as in the page's address.
#[derive(Debug, Deserialize)]
struct Wish {
    nhom: Option<String>,
    lan: Option<i64>,
    tim: Option<String>,
    xep: Option<String>,
}

async fn ranking_pdf(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let paper = services::assessment::paper_ranking(&asked.ctx, &campaign, wish.nhom.as_deref(), wish.lan.map(RunId)).await;
    answer(paper, asked.lang)
}

async fn ranking_csv(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let (order, reversed) = app::exports::ranking_order(&wish.xep.unwrap_or_default());
    let words = wish.tim.unwrap_or_default();
    let wish = RankingWish { peer_group: wish.nhom, run: wish.lan.map(RunId), page: 1, view: View::Ranking, words, order, reversed };
    let page = services::assessment::ranking_whole(&asked.ctx, &campaign, &wish).await;
    answer(
        page.map(|it| Paper {
            file_name: services::paper::file_name(&asked.ctx.site, &["xep-hang", &it.campaign.code, &it.group.peer_group], "csv"),
            bytes: exports::ranking_csv(asked.lang, &it),
        }),
        asked.lang,
    )
}

/// A group as it stands now: what a run would assess.
async fn group_package_json(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let group = wish.nhom.unwrap_or_default();
    let package = services::package::export_named(&asked.ctx, &campaign, &group).await;
    let mark = if asked.ctx.site.demo { "minh-hoa-" } else { "" };
    answer(package.map(|bytes| Paper { file_name: format!("{mark}goi-{campaign}-{group}.json"), bytes }), asked.lang)
}

async fn package_json(asked: Asked, Query(wish): Query<Wish>) -> Response {
    answer(services::assessment::package_file(&asked.ctx, RunId(wish.lan.unwrap_or_default())).await, asked.lang)
}

async fn receipt_json(asked: Asked, Query(wish): Query<Wish>) -> Response {
    answer(services::assessment::receipt_file(&asked.ctx, RunId(wish.lan.unwrap_or_default())).await, asked.lang)
}

async fn unit_package_json(asked: Asked, Path((campaign, unit)): Path<(String, i64)>, Query(wish): Query<Wish>) -> Response {
    answer(services::assessment::unit_package_file(&asked.ctx, &campaign, UnitId(unit), wish.lan.map(RunId)).await, asked.lang)
}

async fn unit_receipt_json(asked: Asked, Path((campaign, unit)): Path<(String, i64)>, Query(wish): Query<Wish>) -> Response {
    answer(services::assessment::unit_receipt_file(&asked.ctx, &campaign, UnitId(unit), wish.lan.map(RunId)).await, asked.lang)
}

async fn result_pdf(asked: Asked, Path((campaign, unit)): Path<(String, i64)>, Query(wish): Query<Wish>) -> Response {
    answer(services::assessment::paper_result(&asked.ctx, &campaign, UnitId(unit), wish.lan.map(RunId)).await, asked.lang)
}

async fn commitment_pdf(asked: Asked, Path(sheet): Path<i64>) -> Response {
    answer(services::commitment::pdf(&asked.ctx, CommitmentId(sheet)).await, asked.lang)
}

async fn programme_pdf(asked: Asked, Path(conference): Path<i64>) -> Response {
    answer(services::conference::programme(&asked.ctx, ConferenceId(conference)).await, asked.lang)
}

/// Whose head a report bears: `?mau=dang` asks for the Party's.
#[derive(Debug, Deserialize)]
struct Form {
    mau: Option<String>,
}

impl Form {
    fn header(&self) -> HeaderKind {
        if self.mau.as_deref() == Some("dang") { HeaderKind::Party } else { HeaderKind::State }
    }
}

async fn report_pdf(asked: Asked, Path(case): Path<i64>, Query(form): Query<Form>) -> Response {
    answer(services::review::download_report(&asked.ctx, CaseId(case), form.header()).await, asked.lang)
}

async fn personal_review_pdf(asked: Asked, Path(case): Path<i64>, Query(form): Query<Form>) -> Response {
    answer(services::review::download_personal(&asked.ctx, CaseId(case), form.header()).await, asked.lang)
}

async fn minutes_pdf(asked: Asked, Path(case): Path<i64>) -> Response {
    answer(services::review::download_minutes(&asked.ctx, CaseId(case)).await, asked.lang)
}

async fn rule_set_json(asked: Asked, Path(rule_set): Path<i64>) -> Response {
    answer(services::rule_draft::version_file(&asked.ctx, RuleSetId(rule_set)).await, asked.lang)
}

async fn rule_draft_json(asked: Asked, Path(draft): Path<i64>) -> Response {
    answer(services::rule_draft::file(&asked.ctx, RuleDraftId(draft)).await, asked.lang)
}

async fn decision_pdf(asked: Asked, Path(decision): Path<i64>) -> Response {
    answer(services::decision::paper(&asked.ctx, DecisionId(decision)).await, asked.lang)
}

async fn remedies_pdf(asked: Asked, Path(campaign): Path<String>) -> Response {
    answer(services::review::download_remedies(&asked.ctx, &campaign).await, asked.lang)
}

/// Which part of the register, as in the page's address.
#[derive(Debug, Deserialize)]
struct Part {
    #[serde(rename = "don-vi")]
    unit: Option<String>,
    loai: Option<String>,
    nam: Option<String>,
    tim: Option<String>,
    xep: Option<String>,
}

impl Part {
    fn wish(&self) -> RegisterWish {
        let of = |it: &Option<String>| it.clone().unwrap_or_default();
        exports::register_wish(self.unit.as_deref(), self.loai.as_deref(), self.nam.as_deref(), &of(&self.tim), &of(&self.xep))
    }
}

async fn register_pdf(asked: Asked, Query(part): Query<Part>) -> Response {
    answer(services::register::paper(&asked.ctx, &part.wish()).await, asked.lang)
}

async fn register_csv(asked: Asked, Query(part): Query<Part>) -> Response {
    let rows = services::register::whole(&asked.ctx, &part.wish()).await;
    answer(
        rows.map(|it| Paper {
            file_name: services::paper::file_name(
                &asked.ctx.site,
                &["so-dang-ky-van-ban-di", part.nam.as_deref().unwrap_or_default()],
                "csv",
            ),
            bytes: exports::register_csv(asked.lang, &it),
        }),
        asked.lang,
    )
}

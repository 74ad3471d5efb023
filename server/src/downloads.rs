//! Files: the address of a page and an ending (`.pdf`, `.docx`, `.png`, `.csv`, `.json`) is the page as a file. Each handler translates and calls one
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
use axum::routing::{MethodRouter, get};
use domain::{AmendmentId, CaseId, CommitmentId, ConferenceId, DecisionId, OriginalId, RuleDraftId, RuleSetId, RunId, ScanId, UnitId};
use islands::{AppError, Visitor};
use serde::Deserialize;
use services::assessment::{RankingWish, View};
use services::paper::Paper;
use services::register::RegisterWish;
use services::review::HeaderKind;
use services::{Ctx, Site};
use tower::ServiceExt;

/// The endings, each with its media type.
const ENDINGS: [(&str, &str); 5] = [
    ("pdf", "application/pdf"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("png", "image/png"),
    ("csv", "text/csv; charset=utf-8"),
    ("json", "application/json"),
];

/// The endings of papers.
const FORMS: [(&str, Form); 3] = [("pdf", Form::Printed), ("docx", Form::Word), ("png", Form::Picture)];

/// In which form a paper is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As it is printed and signed.
    Printed,
    /// To be edited.
    Word,
    /// Its first pages to be looked at beside a form.
    Picture,
}

/// The papers, by the addresses of their pages; each is there as PDF, for Word and as a picture.
fn papers() -> [(&'static str, MethodRouter<Site>); 25] {
    [
        ("/cam-ket/{sheet}", get(commitment)),
        ("/dot/{campaign}/cam-ket/don-doc/{unit}", get(signing_reminder)),
        ("/hoi-nghi/{conference}", get(programme)),
        ("/hoi-nghi/{conference}/giay-moi", get(invitation)),
        ("/hoi-nghi/{conference}/tap-tai-lieu", get(pack)),
        ("/dieu-chinh/{amendment}", get(amendment)),
        ("/dot/{campaign}/danh-gia", get(ranking)),
        ("/dot/{campaign}/danh-gia/{unit}", get(result)),
        ("/dot/{campaign}/danh-gia/{unit}/giai-trinh", get(justification)),
        ("/dot/{campaign}/ban-giao/{unit}", get(hand_over)),
        ("/dot/{campaign}/bao-cao/{unit}/{period}", get(progress)),
        ("/dot/{campaign}/don-doc/{unit}", get(reminder)),
        ("/dot/{campaign}/kiem-tra/{unit}/{period}/bien-ban", get(check_minutes)),
        ("/dot/{campaign}/kiem-tra/{unit}/{period}/ket-luan", get(check_conclusion)),
        ("/dot/{campaign}/tap-ho-so", get(year_file)),
        ("/dot/{campaign}/theo-doi", get(remedies)),
        ("/dot/{campaign}/xep-loai/{unit}/phieu-theo-doi", get(tracking)),
        ("/dot/{campaign}/xep-loai/{unit}/phieu-xep-loai", get(yearly)),
        ("/kiem-diem/{case}/ban-kiem-diem", get(personal_review)),
        ("/kiem-diem/{case}/bao-cao", get(report)),
        ("/kiem-diem/{case}/bien-ban", get(minutes)),
        ("/kiem-diem/{case}/ho-so", get(bundle)),
        ("/quyet-dinh/{decision}", get(decision)),
        ("/quyet-dinh/{decision}/thong-bao", get(notices)),
        ("/van-ban", get(register)),
    ]
}

/// All other files, by ending and address.
fn others() -> [(&'static str, &'static str, MethodRouter<Site>); 13] {
    [
        ("pdf", "/ban-giay/{scan}", get(scan)),
        ("png", "/ban-giay/{scan}", get(scan_picture)),
        ("csv", "/dot/{campaign}/cam-ket", get(sheets_csv)),
        ("csv", "/dot/{campaign}/danh-gia", get(ranking_csv)),
        ("json", "/dot/{campaign}/danh-gia/goi", get(package_json)),
        ("json", "/dot/{campaign}/danh-gia/bien-nhan", get(receipt_json)),
        ("json", "/dot/{campaign}/goi", get(group_package_json)),
        ("json", "/bo-chi-tieu/{rule_set}", get(rule_set_json)),
        ("json", "/bo-chi-tieu/soan/{draft}", get(rule_draft_json)),
        ("json", "/dot/{campaign}/danh-gia/{unit}/goi", get(unit_package_json)),
        ("json", "/dot/{campaign}/danh-gia/{unit}/bien-nhan", get(unit_receipt_json)),
        ("csv", "/van-ban", get(register_csv)),
        ("pdf", "/van-ban/ban-goc/{original}", get(original)),
    ]
}

/// The addresses that people see, for the table of the tests.
pub fn addresses() -> Vec<String> {
    let papers = papers().into_iter().flat_map(|(address, _)| FORMS.map(|(ending, _)| format!("{address}.{ending}")));
    papers.chain(others().into_iter().map(|(ending, address, _)| format!("{address}.{ending}"))).collect()
}

/// The files, by ending and address.
fn routes() -> Router<Site> {
    let papers = papers()
        .into_iter()
        .flat_map(|(address, handler)| FORMS.map(|(ending, form)| (format!("/{ending}{address}"), handler.clone().layer(Extension(form)))));
    let others = others().into_iter().map(|(ending, address, handler)| (format!("/{ending}{address}"), handler));
    papers.chain(others).fold(Router::new(), |router, (address, handler)| router.route(&address, handler))
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

/// Who asks, in which language, for which form of a paper.
struct Asked {
    ctx: Ctx,
    lang: Lang,
    form: Form,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let lang = language(&parts.headers);
        let Ok(Extension(visitor)) = Extension::<Visitor>::from_request_parts(parts, site).await else {
            return Err(refused(&AppError::Malformed, lang));
        };
        let ctx = visitor.ctx().map_err(|error| refused(&error, lang))?;
        let form = parts.extensions.get::<Form>().copied().unwrap_or(Form::Printed);
        Ok(Self { ctx, lang, form })
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

impl Asked {
    /// The answer with a paper in the form asked for.
    async fn hand(self, paper: Result<Paper, services::Error>) -> Response {
        let paper = match (self.form, paper) {
            (Form::Word, Ok(paper)) => paper.for_word().await,
            (Form::Picture, Ok(paper)) => paper.as_picture(&self.ctx.site).await,
            (Form::Printed, Ok(paper)) => paper.handed_out(&self.ctx.site).await,
            (_, Err(error)) => Err(error),
        };
        answer(paper, self.lang)
    }
}

/// The answer with a file, or why there is none.
pub(crate) fn answer(paper: Result<Paper, services::Error>, lang: Lang) -> Response {
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
    loc: Option<String>,
    tim: Option<String>,
    xep: Option<String>,
}

async fn ranking(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let paper = services::assessment::paper_ranking(&asked.ctx, &campaign, wish.nhom.as_deref(), wish.lan.map(RunId)).await;
    asked.hand(paper).await
}

async fn ranking_csv(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let (order, reversed) = app::exports::ranking_order(&wish.xep.unwrap_or_default());
    let words = wish.tim.unwrap_or_default();
    let wish = RankingWish { peer_group: wish.nhom, run: wish.lan.map(RunId), page: 1, view: View::Ranking, words, order, reversed };
    let page = services::assessment::ranking_whole(&asked.ctx, &campaign, &wish).await;
    answer(
        page.map(|it| {
            Paper::file(
                services::paper::file_name(&asked.ctx.site, &["xep-hang", &it.campaign.code, &it.group.peer_group], "csv"),
                exports::ranking_csv(asked.lang, &it),
            )
        }),
        asked.lang,
    )
}

/// A group as it stands now: what a run would assess.
async fn group_package_json(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let group = wish.nhom.unwrap_or_default();
    let package = services::package::export_named(&asked.ctx, &campaign, &group).await;
    let mark = if asked.ctx.site.demo { "minh-hoa-" } else { "" };
    answer(package.map(|bytes| Paper::file(format!("{mark}goi-{campaign}-{group}.json"), bytes)), asked.lang)
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

async fn result(asked: Asked, Path((campaign, unit)): Path<(String, i64)>, Query(wish): Query<Wish>) -> Response {
    let paper = services::assessment::paper_result(&asked.ctx, &campaign, UnitId(unit), wish.lan.map(RunId)).await;
    asked.hand(paper).await
}

async fn justification(asked: Asked, Path((campaign, unit)): Path<(String, i64)>, Query(wish): Query<Wish>) -> Response {
    let paper = services::assessment::paper_justification(&asked.ctx, &campaign, UnitId(unit), wish.lan.map(RunId)).await;
    asked.hand(paper).await
}

async fn progress(asked: Asked, Path((campaign, unit, period)): Path<(String, i64, String)>) -> Response {
    let Ok(period) = period.parse() else { return asked.hand(Err(services::Error::NotFound)).await };
    let paper = services::assessment::paper_progress(&asked.ctx, &campaign, UnitId(unit), period).await;
    asked.hand(paper).await
}

async fn hand_over(asked: Asked, Path((campaign, unit)): Path<(String, i64)>) -> Response {
    let paper = services::organisation::paper_hand_over(&asked.ctx, &campaign, UnitId(unit)).await;
    asked.hand(paper).await
}

async fn check_minutes(asked: Asked, Path((campaign, unit, period)): Path<(String, i64, String)>) -> Response {
    let Ok(period) = period.parse() else { return asked.hand(Err(services::Error::NotFound)).await };
    let paper = services::figure::check_minutes(&asked.ctx, &campaign, UnitId(unit), period).await;
    asked.hand(paper).await
}

async fn check_conclusion(asked: Asked, Path((campaign, unit, period)): Path<(String, i64, String)>) -> Response {
    let Ok(period) = period.parse() else { return asked.hand(Err(services::Error::NotFound)).await };
    let paper = services::figure::check_conclusion(&asked.ctx, &campaign, UnitId(unit), period).await;
    asked.hand(paper).await
}

async fn reminder(asked: Asked, Path((campaign, unit)): Path<(String, i64)>) -> Response {
    let paper = services::figure::reminder(&asked.ctx, &campaign, UnitId(unit)).await;
    asked.hand(paper).await
}

async fn signing_reminder(asked: Asked, Path((campaign, unit)): Path<(String, i64)>) -> Response {
    let paper = services::commitment::signing_reminder(&asked.ctx, &campaign, UnitId(unit)).await;
    asked.hand(paper).await
}

async fn sheets_csv(asked: Asked, Path(campaign): Path<String>, Query(wish): Query<Wish>) -> Response {
    let filter = services::commitment::Filter::of(&wish.loc.unwrap_or_default());
    let list = services::commitment::sheets(&asked.ctx, &campaign, filter).await;
    answer(
        list.map(|it| {
            Paper::file(
                services::paper::file_name(&asked.ctx.site, &["ban-cam-ket", &it.campaign.code, filter.code()], "csv"),
                exports::sheets_csv(asked.lang, &it, &wish.tim.unwrap_or_default(), &wish.xep.unwrap_or_default()),
            )
        }),
        asked.lang,
    )
}

async fn invitation(asked: Asked, Path(conference): Path<i64>) -> Response {
    let paper = services::conference::invitation(&asked.ctx, ConferenceId(conference)).await;
    asked.hand(paper).await
}

async fn pack(asked: Asked, Path(conference): Path<i64>) -> Response {
    let paper = services::conference::pack(&asked.ctx, ConferenceId(conference)).await;
    asked.hand(paper).await
}

async fn amendment(asked: Asked, Path(amendment): Path<i64>) -> Response {
    let paper = services::amendment::paper(&asked.ctx, AmendmentId(amendment)).await;
    asked.hand(paper).await
}

async fn tracking(asked: Asked, Path((campaign, unit)): Path<(String, i64)>) -> Response {
    let paper = services::grading::tracking_form(&asked.ctx, &campaign, UnitId(unit)).await;
    asked.hand(paper).await
}

async fn yearly(asked: Asked, Path((campaign, unit)): Path<(String, i64)>) -> Response {
    let paper = services::grading::yearly_form(&asked.ctx, &campaign, UnitId(unit)).await;
    asked.hand(paper).await
}

async fn year_file(asked: Asked, Path(campaign): Path<String>) -> Response {
    let paper = services::review::download_year(&asked.ctx, &campaign).await;
    asked.hand(paper).await
}

async fn bundle(asked: Asked, Path(case): Path<i64>) -> Response {
    let paper = services::review::download_bundle(&asked.ctx, CaseId(case)).await;
    asked.hand(paper).await
}

async fn commitment(asked: Asked, Path(sheet): Path<i64>) -> Response {
    let id = CommitmentId(sheet);
    let paper = match asked.form {
        Form::Printed => services::commitment::pdf(&asked.ctx, id).await,
        Form::Word | Form::Picture => services::commitment::shown_paper(&asked.ctx, id).await,
    };
    asked.hand(paper).await
}

/// A scan is a file that somebody sent: there is nothing to edit in it.
async fn scan(asked: Asked, Path(scan): Path<i64>) -> Response {
    let paper = services::commitment::scan_file(&asked.ctx, ScanId(scan)).await;
    answer(paper, asked.lang)
}

/// A signed original as it came back.
async fn original(asked: Asked, Path(original): Path<i64>) -> Response {
    answer(services::register::original_file(&asked.ctx, OriginalId(original)).await, asked.lang)
}

async fn scan_picture(asked: Asked, Path(scan): Path<i64>) -> Response {
    let Asked { ctx, lang, .. } = asked;
    let paper = services::commitment::scan_file(&ctx, ScanId(scan)).await;
    let picture = match paper {
        Ok(paper) => paper.as_picture(&ctx.site).await,
        Err(error) => Err(error),
    };
    answer(picture, lang)
}

async fn programme(asked: Asked, Path(conference): Path<i64>) -> Response {
    let paper = services::conference::programme(&asked.ctx, ConferenceId(conference)).await;
    asked.hand(paper).await
}

/// Whose head a report bears: `?mau=dang` asks for the Party's.
#[derive(Debug, Deserialize)]
struct Head {
    mau: Option<String>,
}

impl Head {
    fn header(&self) -> HeaderKind {
        if self.mau.as_deref() == Some("dang") { HeaderKind::Party } else { HeaderKind::State }
    }
}

async fn report(asked: Asked, Path(case): Path<i64>, Query(head): Query<Head>) -> Response {
    let paper = services::review::download_report(&asked.ctx, CaseId(case), head.header()).await;
    asked.hand(paper).await
}

async fn personal_review(asked: Asked, Path(case): Path<i64>, Query(head): Query<Head>) -> Response {
    let paper = services::review::download_personal(&asked.ctx, CaseId(case), head.header()).await;
    asked.hand(paper).await
}

async fn minutes(asked: Asked, Path(case): Path<i64>) -> Response {
    let paper = services::review::download_minutes(&asked.ctx, CaseId(case)).await;
    asked.hand(paper).await
}

async fn rule_set_json(asked: Asked, Path(rule_set): Path<i64>) -> Response {
    answer(services::rule_draft::version_file(&asked.ctx, RuleSetId(rule_set)).await, asked.lang)
}

async fn rule_draft_json(asked: Asked, Path(draft): Path<i64>) -> Response {
    answer(services::rule_draft::file(&asked.ctx, RuleDraftId(draft)).await, asked.lang)
}

async fn decision(asked: Asked, Path(decision): Path<i64>) -> Response {
    let paper = services::decision::paper(&asked.ctx, DecisionId(decision)).await;
    asked.hand(paper).await
}

async fn notices(asked: Asked, Path(decision): Path<i64>) -> Response {
    let paper = services::decision::notices(&asked.ctx, DecisionId(decision)).await;
    asked.hand(paper).await
}

async fn remedies(asked: Asked, Path(campaign): Path<String>) -> Response {
    let paper = services::review::download_remedies(&asked.ctx, &campaign).await;
    asked.hand(paper).await
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

async fn register(asked: Asked, Query(part): Query<Part>) -> Response {
    let paper = services::register::paper(&asked.ctx, &part.wish()).await;
    asked.hand(paper).await
}

async fn register_csv(asked: Asked, Query(part): Query<Part>) -> Response {
    let rows = services::register::whole(&asked.ctx, &part.wish()).await;
    answer(
        rows.map(|it| {
            Paper::file(
                services::paper::file_name(&asked.ctx.site, &["so-dang-ky-van-ban-di", part.nam.as_deref().unwrap_or_default()], "csv"),
                exports::register_csv(asked.lang, &it),
            )
        }),
        asked.lang,
    )
}

//! Papers of results, and the files from which anybody can compute them again.

use super::ranking::{RankingWish, View, ranking_whole};
use super::unit::{UnitResult, unit_result};
use crate::package::place;
use crate::{Ctx, Error};
use documents::block::{LegalForce, PaperState};
use documents::ranking::{RankedUnit, Ranking};
use documents::result_sheet::{ExternalResult, MissingFigure, ResultSheet, TargetResult};
use documents::{Formalities, Issuer};
use domain::assessment::{Actual, Status};
use domain::explanation::Explanation;
use domain::package::Direction;
use domain::policy::Action;
use domain::receipt::Outcome;
use domain::run::{RunKind, grade_name_vi};
use domain::{FigureValue, Period, Quantity, RunId, Unit, UnitId, show_date};
use store::assessment::Run;

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its name.
    pub file_name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

fn file_name(ctx: &Ctx, name: &str) -> String {
    if ctx.site.demo { format!("minh-hoa-{name}") } else { name.to_owned() }
}

fn formalities(ctx: &Ctx, issuer: &Unit, run: &Run) -> Formalities {
    Formalities {
        issuer: Issuer {
            parent: issuer.header_parent.lines().map(str::to_owned).collect(),
            body: issuer.header_lines.clone(),
            place: issuer.place_name.clone(),
        },
        number: None,
        date: Some(run.at.date()),
        force: if ctx.site.demo { LegalForce::Illustrative } else { LegalForce::Official },
        state: match run.kind {
            RunKind::Final => PaperState::Final,
            RunKind::Provisional => PaperState::Provisional,
        },
        digest: Some(run.receipt_sha256.clone()),
        public_address: None,
        recipients: Vec::new(),
    }
}

fn outcome_vi(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "Hoàn thành",
        Outcome::Fail => "Không hoàn thành",
        Outcome::PendingDecision => "Chờ quyết định",
    }
}

fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

fn shown(quantity: Option<Quantity>, decimals: u8) -> String {
    quantity.map_or_else(|| "–".to_owned(), |it| it.fixed(decimals))
}

/// The ranking of a group in a run as a PDF: of what the person may see.
pub async fn paper_ranking(ctx: &Ctx, campaign: &str, peer_group: Option<&str>, run: Option<RunId>) -> Result<Paper, Error> {
    let wish = RankingWish { peer_group: peer_group.map(str::to_owned), run, page: 1, view: View::Ranking };
    let page = ranking_whole(ctx, campaign, &wish).await?;
    let Some(run) = page.run.clone() else { return Err(Error::NotFound) };
    let issuer = store::unit::get(ctx.db(), page.campaign.authority).await?;
    let version = store::rule_set::get(ctx.db(), page.group.rule_set).await?;
    let rules = domain::package::RuleSet::read(&version.content).map_err(|_| Error::internal("a kept rule set cannot be read"))?;
    let decimals = rules.display_decimals;
    let row = |it: &super::RankingRow| RankedUnit {
        rank: it.rank.map(|it| it.to_string()).unwrap_or_default(),
        unit: it.name.clone(),
        met: count(it.met),
        applicable: count(it.applicable),
        score: shown(it.score, decimals),
        grade: it.grade.as_deref().map(grade_name_vi).unwrap_or("–").to_owned(),
        outcome: outcome_vi(it.outcome).to_owned(),
    };
    let mut notes = vec![format!("Bộ quy tắc áp dụng: {}, phiên bản {}.", version.title, version.version)];
    if page.rows.iter().any(|it| it.rounding_conflict) {
        let names: Vec<&str> = page.rows.iter().filter(|it| it.rounding_conflict).map(|it| it.name.as_str()).collect();
        notes.push(format!(
            "Điểm sau khi làm tròn cho kết quả khác điểm chưa làm tròn, cần người có thẩm quyền quyết định: {}.",
            names.join(", ")
        ));
    }
    let paper = Ranking {
        formalities: formalities(ctx, &issuer, &run),
        year: page.campaign.year,
        group: page.group.title.clone(),
        rows: page.rows.iter().map(row).collect(),
        missing: count(run.missing_count),
        notes,
        signer: None,
    };
    let bytes =
        tokio::task::spawn_blocking(move || documents::ranking::pdf(&paper)).await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(Paper { file_name: file_name(ctx, &format!("xep-hang-{}-{}.pdf", page.campaign.code, page.group.peer_group)), bytes })
}

/// A unit's result sheet in a run as a PDF.
pub async fn paper_result(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<Paper, Error> {
    let it = unit_result(ctx, campaign, unit, run).await?;
    let issuer = store::unit::get(ctx.db(), it.campaign.authority).await?;
    let sheet = sheet(ctx, &it, &issuer);
    let bytes = tokio::task::spawn_blocking(move || documents::result_sheet::pdf(&sheet))
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)?;
    Ok(Paper { file_name: file_name(ctx, &format!("ket-qua-{}-{}.pdf", it.campaign.code, it.member.code)), bytes })
}

fn sheet(ctx: &Ctx, it: &UnitResult, issuer: &Unit) -> ResultSheet {
    let period = |label: &str| label.parse::<Period>().map_or_else(|_| label.to_owned(), |it| it.name_vi().to_lowercase());
    let basis = if it.rules.legal_basis.is_empty() { String::new() } else { format!("; {}", it.rules.legal_basis) };
    ResultSheet {
        formalities: formalities(ctx, issuer, &it.run),
        year: it.campaign.year,
        unit: it.member.name.clone(),
        targets: it.targets.iter().map(target).collect(),
        met: count(it.result.met),
        applicable: count(it.result.applicable),
        score: shown(it.result.score, it.decimals),
        max_score: Quantity(1_000_000).fixed(it.decimals),
        rank: it.result.rank.map(|rank| format!("{rank}/{}", it.ranked)).unwrap_or_default(),
        grade: it.result.grade.as_deref().map_or("–", grade_name_vi).to_owned(),
        outcome: outcome_vi(it.result.outcome).to_owned(),
        missing: count(it.result.missing_count),
        missing_reasons: it
            .missing
            .iter()
            .map(|it| MissingFigure {
                figure: format!("{}, {}", it.title, period(&it.period)),
                reason: it.reason.clone(),
                by: it.by.clone(),
            })
            .collect(),
        external: it.externals.iter().map(external).collect(),
        rules: format!("{}, phiên bản {}{basis}", it.rules.title, it.rules.version),
        signer: None,
    }
}

fn external(it: &store::external_result::ExternalResult) -> ExternalResult {
    let mut parts = Vec::new();
    parts.extend(it.points.map(|it| it.to_string()));
    parts.extend(it.rank.map(|rank| it.out_of.map_or_else(|| format!("xếp {rank}"), |count| format!("xếp {rank}/{count}"))));
    let published = it.published_on.map(|it| format!(", {}", show_date(it))).unwrap_or_default();
    ExternalResult { name: it.title.clone(), value: parts.join("; "), source: format!("{}{published}", it.source) }
}

fn target(it: &Explanation) -> TargetResult {
    let sign = match it.target.direction {
        Direction::Higher => "≥ ",
        Direction::Lower => "≤ ",
        Direction::Earlier => "đến ",
        Direction::Range | Direction::Yes => "",
    };
    let note = match (it.result.status, &it.exemption) {
        (_, Some(basis)) => basis.clone(),
        (Status::NotReported, _) => "Thiếu số liệu đã xác minh".to_owned(),
        (Status::NotApplicable, _) => "Không phát sinh".to_owned(),
        (Status::Met, _) if it.result.exceeded => "Vượt mức cam kết".to_owned(),
        _ => String::new(),
    };
    TargetResult {
        name: it.target.title.clone(),
        measure: it.target.unit.clone(),
        committed: it.goal_to.map_or_else(|| format!("{sign}{}", it.goal), |to| format!("{}–{to}", it.goal)),
        achieved: it.result.actual.as_ref().map(actual_vi).unwrap_or_default(),
        weight: it.target.weight.quantity().to_string(),
        points: it.result.points.as_ref().map(|it| it.vietnamese()).unwrap_or_default(),
        status: status_vi(it.result.status).to_owned(),
        note,
    }
}

fn actual_vi(actual: &Actual) -> String {
    match actual {
        Actual::Amount(it) => it.vietnamese(),
        Actual::Date(it) => show_date(*it),
        Actual::YesNo(it) => FigureValue::YesNo(*it).to_string(),
    }
}

fn status_vi(status: Status) -> &'static str {
    match status {
        Status::Met => "Đạt",
        Status::NotMet => "Chưa đạt",
        Status::NotReported => "Chưa báo cáo",
        Status::NotApplicable => "Không áp dụng",
        Status::Exempt => "Miễn",
    }
}

/// A run that the person may read whole: those who see all of its group.
async fn whole(ctx: &Ctx, run: RunId) -> Result<(Run, String), Error> {
    let run = store::assessment::get(ctx.db(), run).await?;
    let campaign = store::campaign::get(ctx.db(), run.campaign).await?;
    ctx.actor.allow(Action::ViewResults, &place(&campaign))?;
    Ok((run, campaign.code))
}

/// The package of a run, as it was assessed.
pub async fn package_file(ctx: &Ctx, run: RunId) -> Result<Paper, Error> {
    let (run, code) = whole(ctx, run).await?;
    let bytes = store::assessment::package(ctx.db(), run.id).await?.into_bytes();
    Ok(Paper { file_name: file_name(ctx, &format!("{code}-{}.package.json", run.id)), bytes })
}

/// The receipt of a run.
pub async fn receipt_file(ctx: &Ctx, run: RunId) -> Result<Paper, Error> {
    let (run, code) = whole(ctx, run).await?;
    let bytes = store::assessment::receipt(ctx.db(), run.id).await?.into_bytes();
    Ok(Paper { file_name: file_name(ctx, &format!("{code}-{}.receipt.json", run.id)), bytes })
}

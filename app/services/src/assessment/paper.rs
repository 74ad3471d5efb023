//! Papers of results, and the files from which anybody can compute them again.

use super::paper_second::exempt;
use super::ranking::{RankingWish, ranking_whole};
use super::unit::{UnitResult, unit_result};
use crate::paper::{Paper, file_name, formalities, head, head_signer, name_in_words, print};
use crate::{Ctx, Error, Site};
use documents::block::PaperState;
use documents::ranking::{RankedUnit, Ranking};
use documents::result_sheet::{ExternalResult, MissingFigure, ResultSheet, TargetResult};
use documents::{Formalities, Signer};
use domain::assessment::{Actual, Status};
use domain::explanation::Explanation;
use domain::package::Direction;
use domain::policy::Action;
use domain::receipt::Outcome;
use domain::run::{RunKind, grade_name_vi};
use domain::{FigureValue, Period, Quantity, RunId, Unit, UnitId, show_date};
use store::assessment::Run;

/// Head, date, state and digest of a run's papers; a final one is signed by the head of the authority, a provisional one by nobody.
async fn around(ctx: &Ctx, issuer: &Unit, run: &Run) -> Result<(Formalities, Option<Signer>), Error> {
    let formalities = Formalities {
        date: Some(run.at.date()),
        state: match run.kind {
            RunKind::Final => PaperState::Final,
            RunKind::Provisional => PaperState::Provisional,
        },
        digest: Some(run.receipt_sha256.clone()),
        ..formalities(&ctx.site, issuer)
    };
    let signer = match run.kind {
        RunKind::Final => Some(head_signer(issuer, head(ctx.db(), issuer.id, run.at.date()).await?.as_ref())),
        RunKind::Provisional => None,
    };
    Ok((formalities, signer))
}

/// Part of a file's name that says a result is not the last word.
fn standing(run: &Run) -> &'static str {
    match run.kind {
        RunKind::Final => "",
        RunKind::Provisional => "tam-tinh",
    }
}

pub(crate) fn outcome_vi(outcome: Outcome) -> &'static str {
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
    let wish = RankingWish { peer_group: peer_group.map(str::to_owned), run, page: 1, ..RankingWish::default() };
    let page = ranking_whole(ctx, campaign, &wish).await?;
    let Some(run) = page.run.clone() else { return Err(Error::NotFound) };
    let issuer = store::unit::get(ctx.db(), page.campaign.authority).await?;
    let (formalities, signer) = around(ctx, &issuer, &run).await?;
    // The rules of the run: an amendment may have changed them since.
    let code = page.edition.as_ref().map(|it| it.code.as_str()).unwrap_or_default();
    let version = store::rule_set::same(ctx.db(), code, &run.rule_set_sha256).await?.ok_or(Error::NotFound)?;
    let rules = domain::package::RuleSet::read(&version.content).map_err(|_| Error::internal("a kept rule set cannot be read"))?;
    let decimals = rules.display_decimals;
    let whole = i64::try_from(rules.targets.len()).unwrap_or(i64::MAX);
    let row = |it: &super::RankingRow| RankedUnit {
        rank: it.rank.map(|it| it.to_string()).unwrap_or_default(),
        unit: it.name.clone(),
        met: count(it.met),
        applicable: count(it.applicable),
        score: shown(it.score, decimals),
        grade: it.grade.as_deref().map(grade_name_vi).unwrap_or("–").to_owned(),
        outcome: outcome_vi(it.outcome).to_owned(),
    };
    let mut notes = vec![format!("Bộ chỉ tiêu áp dụng: {}, phiên bản {}.", version.title, version.version)];
    notes.extend(match &run.published {
        Some(by) => Some(format!("Công bố theo Quyết định số {} ngày {}.", by.shown, show_date(by.decided_on))),
        None if run.kind == RunKind::Final => Some("Kết quả chưa được công bố bằng quyết định.".to_owned()),
        None => None,
    });
    let replaced = page.rows.iter().filter_map(|it| Some((&it.name, it.correction.as_ref()?)));
    notes.extend(replaced.map(|(name, by)| format!("Kết quả của {name} được thay thế theo Quyết định số {}.", by.shown)));
    if page.rows.iter().any(|it| it.rounding_conflict) {
        let names: Vec<&str> = page.rows.iter().filter(|it| it.rounding_conflict).map(|it| it.name.as_str()).collect();
        notes.push(format!(
            "Điểm sau khi làm tròn cho kết quả khác điểm chưa làm tròn, cần người có thẩm quyền quyết định: {}.",
            names.join(", ")
        ));
    }
    let recomputed: Vec<&str> = page.rows.iter().filter(|it| it.applicable < whole).map(|it| it.name.as_str()).collect();
    if !recomputed.is_empty() {
        notes.push(format!(
            "Thang điểm được tính lại vì có chỉ tiêu được miễn hoặc không phát sinh (xem phiếu kết quả): {}.",
            recomputed.join(", ")
        ));
    }
    let paper = Ranking {
        formalities: Formalities { recipients: to(&signer, "Các đơn vị trong danh sách"), ..formalities },
        year: page.campaign.year,
        group: page.group.title.clone(),
        rows: page.rows.iter().map(row).collect(),
        missing: count(run.missing_count),
        notes,
        signer,
    };
    let name = file_name(&ctx.site, &["xep-hang", &page.campaign.code, &page.group.peer_group, standing(&run)], "pdf");
    print(name, move || documents::ranking::document(&paper)).await
}

/// Who gets a signed paper; one that nobody signs goes nowhere.
fn to(signer: &Option<Signer>, whom: &str) -> Vec<String> {
    if signer.is_some() { vec![whom.to_owned(), "Lưu: VT, HS".to_owned()] } else { Vec::new() }
}

/// A unit's result sheet in a run as a PDF.
pub async fn paper_result(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<Paper, Error> {
    let it = unit_result(ctx, campaign, unit, run).await?;
    let (issuer, unit) = store::unit::two(ctx.db(), it.campaign.authority, it.member.unit).await?;
    let (formalities, signer) = around(ctx, &issuer, &it.run).await?;
    let recipients = to(&signer, &name_in_words(&unit));
    let name = file_name(&ctx.site, &["ket-qua", &it.campaign.code, &it.member.code, &it.member.name, standing(&it.run)], "pdf");
    let sheet = sheet(&it, Formalities { recipients, ..formalities }, signer, name_in_words(&unit));
    print(name, move || documents::result_sheet::document(&sheet)).await
}

fn sheet(it: &UnitResult, formalities: Formalities, signer: Option<Signer>, unit: String) -> ResultSheet {
    let period = |label: &str| label.parse::<Period>().map_or_else(|_| label.to_owned(), |it| it.name_vi_within());
    let replaced = it.corrections.last().map(|by| format!("; kết quả được thay thế theo Quyết định số {}", by.shown)).unwrap_or_default();
    let basis = if it.rules.legal_basis.is_empty() { String::new() } else { format!("; căn cứ: {}", it.rules.legal_basis) };
    let last = it.run.kind == RunKind::Final;
    ResultSheet {
        formalities,
        year: it.campaign.year,
        unit,
        targets: it.targets.iter().map(|target_of| target(target_of, last, it.decimals)).collect(),
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
                figure: if it.target.is_empty() {
                    format!("{}, {}", it.title, period(&it.period))
                } else {
                    format!("{}. {}: điểm thẩm định", it.target, it.title)
                },
                reason: it.reason.clone(),
                by: it.by.clone(),
            })
            .collect(),
        external: it.externals.iter().filter(|external| !(it.index_based && external.counts)).map(self::external).collect(),
        notes: super::paper_second::notes(it),
        rules: format!("{}, phiên bản {}{basis}{replaced}", it.rules.title, it.rules.version),
        signer,
    }
}

fn external(it: &store::external_result::ExternalResult) -> ExternalResult {
    let mut parts = Vec::new();
    parts.extend(it.points.map(|it| it.to_string()));
    parts.extend(it.rank.map(|rank| it.out_of.map_or_else(|| format!("xếp {rank}"), |count| format!("xếp {rank}/{count}"))));
    let published = it.published_on.map(|it| format!(", {}", show_date(it))).unwrap_or_default();
    ExternalResult { name: it.title.clone(), value: parts.join("; "), source: format!("{}{published}", it.source) }
}

fn target(it: &Explanation, last: bool, decimals: u8) -> TargetResult {
    let percent = it.target.unit == "%";
    let goal = match it.goal {
        FigureValue::Amount(goal) if percent => goal.fixed(decimals),
        other => other.to_string(),
    };
    let sign = match it.target.direction {
        Direction::Higher => "≥ ",
        Direction::Lower if it.goal.amount().is_some_and(|it| it.0 == 0) => "",
        Direction::Lower => "≤ ",
        Direction::Earlier => "chậm nhất ",
        Direction::Range | Direction::Yes => "",
    };
    let note = match (it.result.status, &it.exemption) {
        (_, Some(exemption)) => exempt(exemption),
        (Status::NotReported, _) if it.target.is_manual() => "Chưa được thẩm định".to_owned(),
        (Status::NotReported, _) => "Thiếu số liệu đã xác minh".to_owned(),
        (Status::NotApplicable, _) => "Không phát sinh".to_owned(),
        (Status::NotMet, _) if it.gate_cap.is_some() => "Chỉ tiêu điều kiện không đạt".to_owned(),
        (Status::Met, _) if it.result.exceeded => "Vượt mức cam kết".to_owned(),
        _ => String::new(),
    };
    TargetResult {
        name: it.target.title.clone(),
        measure: it.target.unit.clone(),
        committed: it
            .goal_to
            .map_or_else(|| format!("{sign}{goal}"), |to| format!("{goal}–{}", if percent { to.fixed(decimals) } else { to.to_string() })),
        achieved: it.result.actual.as_ref().map(|actual| actual_vi(actual, &it.target.unit)).unwrap_or_default(),
        weight: it.weight.unwrap_or_else(|| it.target.weight.quantity()).to_string(),
        points: it.result.points.as_ref().map(|it| it.vietnamese()).unwrap_or_default(),
        status: status_vi(it.result.status, last).to_owned(),
        note,
    }
}

pub(super) fn actual_vi(actual: &Actual, unit: &str) -> String {
    match actual {
        Actual::Amount(it) => it.in_unit(unit),
        Actual::Date(it) => show_date(*it),
        Actual::YesNo(it) => FigureValue::YesNo(*it).to_string(),
    }
}

/// A target that is not met may still be met while the year goes on.
pub(super) fn status_vi(status: Status, last: bool) -> &'static str {
    match status {
        Status::Met => "Đạt",
        Status::NotMet if last => "Không đạt",
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
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    Ok((run, campaign.code))
}

/// The package of a run, as it was assessed.
pub async fn package_file(ctx: &Ctx, run: RunId) -> Result<Paper, Error> {
    let (run, code) = whole(ctx, run).await?;
    let bytes = store::assessment::package(ctx.db(), run.id).await?.into_bytes();
    Ok(Paper::file(file_name(&ctx.site, &[&code, &run.id.to_string()], "package.json"), bytes))
}

/// The receipt of a run.
pub async fn receipt_file(ctx: &Ctx, run: RunId) -> Result<Paper, Error> {
    let (run, code) = whole(ctx, run).await?;
    let bytes = store::assessment::receipt(ctx.db(), run.id).await?.into_bytes();
    Ok(Paper::file(file_name(&ctx.site, &[&code, &run.id.to_string()], "receipt.json"), bytes))
}

/// A unit's part of a run, which whoever sees the unit's result may read: its package alone.
async fn part(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<(super::unit::Opened, String), Error> {
    let it = super::unit::open(ctx, campaign, unit, run).await?;
    let (_, _, text) = store::assessment::result(ctx.db(), it.run.id, unit).await?;
    Ok((it, text))
}

/// The names under which the receipt and the package of a run, or of a unit's part of it, are downloaded.
pub(super) fn file_names(site: &Site, parts: &[&str]) -> (String, String) {
    (file_name(site, parts, "receipt.json"), file_name(site, parts, "package.json"))
}

fn part_name(ctx: &Ctx, it: &super::unit::Opened, ending: &str) -> String {
    file_name(&ctx.site, &[&it.campaign.code, &it.member.code, &it.run.id.to_string()], ending)
}

/// The package of one unit alone, as it was assessed in a run: for the unit's own people, who may not read the others'.
pub async fn unit_package_file(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<Paper, Error> {
    let (it, text) = part(ctx, campaign, unit, run).await?;
    Ok(Paper::file(part_name(ctx, &it, "package.json"), text.into_bytes()))
}

/// The receipt of the package of one unit alone. It holds everything but the place among the others.
pub async fn unit_receipt_file(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<Paper, Error> {
    let (it, _) = part(ctx, campaign, unit, run).await?;
    let receipt = domain::assess(&it.package).to_json();
    Ok(Paper::file(part_name(ctx, &it, "receipt.json"), receipt.into_bytes()))
}

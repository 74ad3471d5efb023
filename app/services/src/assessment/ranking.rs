//! The ranking of a peer group in a run, and its heat map.

use super::missing::chosen;
use crate::seal::Edition;
use crate::{Ctx, Error};
use domain::appeal::Provisional;
use domain::assessment::Status;
use domain::catalogue::TargetLine;
use domain::decision::{DecidedLine, LineValue};
use domain::policy::{Action, Forbidden, Scope};
use domain::ranking::{Cautions, GroupYear, Movement, NotComparable, Standing};
use domain::receipt::Outcome;
use domain::run::RunKind;
use domain::{Campaign, Group, Quantity, RunId, Timestamp, UnitId};
use std::collections::HashMap;
use store::assessment::{Named, Run, YearBefore};
use store::external_result::ExternalResult;

/// How many units a page of the ranking shows.
pub const PAGE: usize = 100;

/// How many units a page of the heat map shows.
pub const GRID_PAGE: usize = 30;

/// What of a run is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// The units by rank.
    #[default]
    Ranking,
    /// Units × targets.
    Grid,
}

/// By what the units of a ranking are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RankingOrder {
    /// By rank, as the receipt has it.
    #[default]
    Rank,
    /// By name, in Vietnamese order.
    Name,
    /// By targets met.
    Met,
    /// By targets exceeded.
    Exceeded,
    /// By missing figures.
    Missing,
}

/// Which group, run and page of it is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RankingWish {
    /// The peer group's code; the person's own, or the first, without one.
    pub peer_group: Option<String>,
    /// The run; the newest final one, or else the newest, without one.
    pub run: Option<RunId>,
    /// The page, from 1.
    pub page: usize,
    /// Ranking or heat map.
    pub view: View,
    /// Words that the unit's name or code holds, marks or not; empty for all.
    pub words: String,
    /// The order.
    pub order: RankingOrder,
    /// Whether it is the other way round.
    pub reversed: bool,
}

/// A run in the history of runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunLine {
    /// The run.
    pub id: RunId,
    /// Provisional or final.
    pub kind: RunKind,
    /// When.
    pub at: Timestamp,
    /// Who ran it.
    pub by: String,
    /// How many figures were missing.
    pub missing: i64,
    /// Whether its results are published.
    pub published: bool,
}

impl RunLine {
    pub(crate) fn of(it: &Run) -> Self {
        Self {
            id: it.id,
            kind: it.kind,
            at: it.at,
            by: it.person_name.clone(),
            missing: it.missing_count,
            published: it.published.is_some(),
        }
    }
}

/// The year before, beside which this one is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// That year.
    pub year: i64,
    /// Why the years are not to be compared directly; empty where they are.
    pub not_comparable: Vec<NotComparable>,
}

impl Beside {
    /// The year before of a group, beside a run of rules.
    pub(super) fn of(before: &YearBefore, rule_set_sha256: &str) -> Self {
        let then = before.ranks.iter().filter(|it| it.1.is_some()).map(|it| it.0).collect();
        let then = GroupYear { rule_set_sha256: &before.rule_set_sha256, ranked: then };
        let now = GroupYear { rule_set_sha256, ranked: before.ranked_now.iter().copied().collect() };
        Self { year: before.year, not_comparable: now.not_comparable_with(&then) }
    }
}

/// A unit in the ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingRow {
    /// The unit.
    pub unit: UnitId,
    /// Its official code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether the person may open its result.
    pub open: bool,
    /// Its place; none without a score.
    pub rank: Option<i64>,
    /// Targets met.
    pub met: i64,
    /// Targets that apply.
    pub applicable: i64,
    /// Targets exceeded.
    pub exceeded: i64,
    /// The score, 0–100.
    pub score: Option<Quantity>,
    /// The outcome.
    pub outcome: Outcome,
    /// The grade's code.
    pub grade: Option<String>,
    /// Whether a person must decide because of rounding.
    pub rounding_conflict: bool,
    /// How many figures were missing.
    pub missing: i64,
    /// The change of rank, where there is a year before.
    pub movement: Option<Movement>,
    /// The decision that replaced the published result, where one did.
    pub correction: Option<DecidedLine>,
}

/// A cell of the heat map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridCell {
    /// How the target came out.
    pub status: Status,
    /// The value, as the receipt spells it.
    pub actual: Option<String>,
    /// Whether something was earned although the target was not met.
    pub some_points: bool,
}

/// A row of the heat map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Whether the person may open its result.
    pub open: bool,
    /// A cell for each target of `RankingPage::targets`.
    pub cells: Vec<Option<GridCell>>,
}

/// The ranking page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankingPage {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// Its runs, newest first.
    pub runs: Vec<RunLine>,
    /// The run shown; none while there is none.
    pub run: Option<Run>,
    /// The units of this page; in the view of the ranking.
    pub rows: Vec<RankingRow>,
    /// The targets; in the view of the heat map.
    pub targets: Vec<TargetLine>,
    /// The rows of this page; in the view of the heat map.
    pub grid: Vec<GridRow>,
    /// The place of the first unit in the list, from 0.
    pub first: usize,
    /// How many units the person sees.
    pub total: usize,
    /// The year before.
    pub beside: Option<Beside>,
    /// Results of the campaign's authority itself that others published.
    pub externals: Vec<ExternalResult>,
    /// Whether the person sees the whole group because of a role over it: then exports of package and receipt are open too.
    pub sees_all: bool,
    /// Whether the person may run an assessment.
    pub may_run: bool,
    /// The decisions that replaced published results of units that the person sees.
    pub corrections: Vec<DecidedLine>,
    /// Which places say little, and who is at the bottom; nothing to whoever does not see the whole of the ranking.
    pub cautions: Cautions,
    /// Why places of the published run may still change.
    pub provisional: Option<Provisional>,
    /// Which version of its rules the run went by, or the group goes by while there is none.
    pub edition: Option<Edition>,
    /// The names under which the receipt and the package of the run are downloaded; none while there is none.
    pub files: Option<(String, String)>,
}

/// Whether a place lies in one of the scopes.
pub(super) fn within(scopes: &[Scope], unit: UnitId, path: &str) -> bool {
    scopes.iter().any(|it| match it {
        Scope::Unit(own) => *own == unit,
        Scope::Below(prefix) => path.starts_with(prefix.as_str()),
    })
}

/// The run asked for, or the published one, the newest final one, or the newest: what is published stays until a decision replaces it.
pub(super) fn chosen_run(runs: &[Run], wish: Option<RunId>) -> Result<Option<&Run>, Error> {
    match wish {
        Some(id) => runs.iter().find(|it| it.id == id).map(Some).ok_or(Error::NotFound),
        None => {
            let published = runs.iter().find(|it| it.published.is_some());
            Ok(published.or_else(|| runs.iter().find(|it| it.kind == RunKind::Final)).or_else(|| runs.first()))
        }
    }
}

/// The results that a person may see: those in their reach, and after a final run those of their peers.
fn visible(results: Vec<Named>, scopes: &[Scope], kind: RunKind) -> Vec<(Named, bool)> {
    let mut seen: Vec<(Named, bool)> =
        results.into_iter().map(|it| (within(scopes, it.result.unit, &it.path), it)).map(|(open, it)| (it, open)).collect();
    let peers = kind == RunKind::Final && seen.iter().any(|it| it.1);
    if !peers {
        seen.retain(|it| it.1);
    }
    seen
}

/// Keeps what is searched for, in the order that is asked for; units that are equal stay in the order of ranks.
fn narrow(seen: &mut Vec<(Named, bool)>, wish: &RankingWish) {
    let words = domain::fold::fold(&wish.words);
    seen.retain(|(it, _)| {
        let folded = domain::fold::fold(&format!("{} {}", it.name, it.code));
        words.split_whitespace().all(|word| folded.contains(word))
    });
    match wish.order {
        RankingOrder::Rank => {}
        RankingOrder::Name => seen.sort_by_cached_key(|it| domain::fold::sort_key(&it.0.name)),
        RankingOrder::Met => seen.sort_by_key(|it| it.0.result.met),
        RankingOrder::Exceeded => seen.sort_by_key(|it| it.0.result.exceeded),
        RankingOrder::Missing => seen.sort_by_key(|it| it.0.result.missing_count),
    }
    if wish.reversed {
        seen.reverse();
    }
}

/// The ranking of a campaign's group, or its heat map.
pub async fn ranking(ctx: &Ctx, campaign: &str, wish: &RankingWish) -> Result<RankingPage, Error> {
    ranked(ctx, campaign, wish, false).await
}

/// A page of the ranking, or all of it without what stands beside it.
async fn ranked(ctx: &Ctx, campaign: &str, wish: &RankingWish, whole: bool) -> Result<RankingPage, Error> {
    let scopes = ctx.actor.scopes(Action::ViewResults);
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    let sees_all = ctx.actor.allow(Action::ViewResults, &campaign.place()).is_ok();
    let group = match (&wish.peer_group, sees_all) {
        (None, false) => {
            let members = store::campaign::members(ctx.db(), campaign.id).await?;
            let own = members.iter().find(|it| within(&scopes, it.unit, &it.path)).map(|it| it.group);
            groups.iter().find(|it| own.is_some_and(|own| own == it.id)).ok_or(Forbidden::NoRole)?
        }
        (code, _) => chosen(&groups, code.as_deref())?,
    }
    .clone();
    let runs = store::assessment::list(ctx.db(), group.id).await?;
    let run = chosen_run(&runs, wish.run)?.cloned();
    let at = run.as_ref().map_or(ctx.now, |it| it.at);
    let mut page = RankingPage {
        files: run.as_ref().map(|it| super::paper::file_names(&ctx.site, &[&campaign.code, &it.id.to_string()])),
        edition: crate::seal::edition(ctx.db(), campaign.id, group.id, at).await?,
        may_run: ctx.actor.allow(Action::RunAssessment, &campaign.place()).is_ok() && !campaign.closed,
        externals: if wish.view == View::Ranking && !whole {
            store::external_result::list(ctx.db(), campaign.id, campaign.authority).await?
        } else {
            Vec::new()
        },
        runs: runs.iter().map(RunLine::of).collect(),
        rows: Vec::new(),
        targets: Vec::new(),
        grid: Vec::new(),
        first: 0,
        total: 0,
        beside: None,
        corrections: Vec::new(),
        cautions: Cautions::default(),
        provisional: None,
        sees_all,
        campaign,
        groups,
        group,
        run,
    };
    let Some(run) = page.run.clone() else { return Ok(page) };
    let all = store::assessment::results(ctx.db(), run.id).await?;
    let count = all.len();
    let mut seen = visible(all, &scopes, run.kind);
    // Places stay as they were ranked, whatever a decision put in the place of a score.
    if wish.view == View::Ranking && seen.len() == count {
        page.cautions = Cautions::of(seen.iter().map(|it| standing(&it.0)).collect());
    }
    if run.published.is_some() {
        page.provisional = crate::appeal::provisional(ctx, &run);
        let decided = store::decision::decided(ctx.db(), page.campaign.id, None).await?.decided;
        for (it, _) in &mut seen {
            let correction = decided.of_result(it.result.unit, run.id).next_back();
            if let Some(LineValue::Result(value)) = correction.map(|it| &it.after) {
                super::unit::put(&mut it.result, value);
                page.corrections.extend(correction.cloned());
            }
        }
    }
    narrow(&mut seen, wish);
    let size = match wish.view {
        _ if whole => usize::MAX,
        View::Grid => GRID_PAGE,
        View::Ranking => PAGE,
    };
    page.first = wish.page.saturating_sub(1).saturating_mul(size);
    page.total = seen.len();
    let seen: Vec<_> = seen.into_iter().skip(page.first).take(size).collect();
    match wish.view {
        View::Ranking => {
            let before = store::assessment::year_before(ctx.db(), page.campaign.id, page.group.id, run.id).await?;
            let ranks: Option<HashMap<UnitId, Option<i64>>> = before.as_ref().map(|it| it.ranks.iter().copied().collect());
            page.beside = before.map(|it| Beside::of(&it, &run.rule_set_sha256));
            page.rows = seen.into_iter().map(|(it, open)| row(it, open, ranks.as_ref())).collect();
            let against = page.beside.as_ref().map_or(&[][..], |it| it.not_comparable.as_slice());
            for it in &mut page.rows {
                it.movement = it.movement.map(|it| it.beside(against));
                it.correction = page.corrections.iter().find(|line| line.key.unit == it.unit).cloned();
            }
        }
        View::Grid => {
            page.targets = store::rule_set::targets(ctx.db(), page.group.rule_set).await?;
            let units: Vec<UnitId> = seen.iter().filter(|it| it.1).map(|it| it.0.result.unit).collect();
            let cells = store::assessment::targets(ctx.db(), run.id, &units).await?;
            let mut cells: HashMap<_, _> = cells.into_iter().map(|it| ((it.unit, it.target), it)).collect();
            let targets = &page.targets;
            let rows = seen.into_iter().filter(|it| it.1).map(|(it, open)| GridRow {
                unit: it.result.unit,
                name: it.name,
                open,
                cells: targets
                    .iter()
                    .map(|target| {
                        let cell = cells.remove(&(it.result.unit, target.id))?;
                        Some(GridCell {
                            status: cell.status,
                            actual: cell.actual,
                            some_points: cell.points.is_some_and(|it| it > Quantity::ZERO),
                        })
                    })
                    .collect(),
            });
            page.grid = rows.collect();
        }
    }
    Ok(page)
}

/// The ranking with all of its pages, for paper and spreadsheets.
pub async fn ranking_whole(ctx: &Ctx, campaign: &str, wish: &RankingWish) -> Result<RankingPage, Error> {
    ranked(ctx, campaign, &RankingWish { page: 1, ..wish.clone() }, true).await
}

fn standing(it: &Named) -> Standing {
    Standing { unit: it.code.clone(), rank: it.result.rank.and_then(|it| u32::try_from(it).ok()), score: it.result.score }
}

fn row(it: Named, open: bool, before: Option<&HashMap<UnitId, Option<i64>>>) -> RankingRow {
    let Named { code, name, result, .. } = it;
    RankingRow {
        unit: result.unit,
        code,
        name,
        open,
        rank: result.rank,
        met: result.met,
        applicable: result.applicable,
        exceeded: result.exceeded,
        score: result.score,
        outcome: result.outcome,
        grade: result.grade,
        rounding_conflict: result.rounding_conflict,
        missing: result.missing_count,
        movement: before.map(|ranks| Movement::of(result.rank, ranks.get(&result.unit).copied().flatten())),
        correction: None,
    }
}

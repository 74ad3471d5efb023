//! One unit's result in a run, and one point of it explained from the package that was stored.

use super::ranking::{Beside, RunLine, chosen_run, within};
use super::run::MissingRecord;
use crate::seal::Edition;
use crate::{Ctx, Error};
use domain::amendment::GoalValue;
use domain::assessment::Assessor;
use domain::catalogue::RuleSetVersion;
use domain::decision::{DecidedLine, DecidedResult, Key, LineSubject, LineValue};
use domain::explanation::{Explanation, ScoreExplanation};
use domain::package::Pass;
use domain::policy::{Action, Forbidden};
use domain::ranking::Movement;
use domain::{Campaign, FigureId, FigureValue, Member, Package, Period, Quantity, RunId, Timestamp, UnitId};
use std::collections::HashMap;
use store::assessment::{Run, UnitRow};
use store::external_result::ExternalResult;

/// A unit's result in a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitResult {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit as a member.
    pub member: Member,
    /// The runs of its group.
    pub runs: Vec<RunLine>,
    /// The run shown.
    pub run: Run,
    /// How many units of the group have a rank.
    pub ranked: i64,
    /// The result.
    pub result: UnitRow,
    /// The score as it was computed, whatever a decision put in its place.
    pub computed_score: Option<Quantity>,
    /// Every target explained, in the rule set's order.
    pub targets: Vec<Explanation>,
    /// What led from the points to the score.
    pub score: Option<ScoreExplanation>,
    /// The codes and titles of the areas that the rule set lists.
    pub areas: Vec<(String, String)>,
    /// The names under which its receipt and its package are downloaded.
    pub files: (String, String),
    /// Whether the published score is the unit's score.
    pub index_based: bool,
    /// Decimals in which amounts are shown.
    pub decimals: u8,
    /// Why figures count as missing.
    pub missing: Vec<MissingRecord>,
    /// Results that others published.
    pub externals: Vec<ExternalResult>,
    /// The change of rank since the year before.
    pub movement: Option<(Beside, Movement)>,
    /// The rule set, with version and legal basis.
    pub rules: RuleSetVersion,
    /// The decisions that replaced the published result, oldest first.
    pub corrections: Vec<DecidedLine>,
    /// How appeals of the published result stand; nothing where this run is not the published one.
    pub appeals: crate::appeal::Standing,
    /// The decided grades of the unit, oldest first.
    pub grades: Vec<DecidedLine>,
    /// Which version of its rules the run went by.
    pub edition: Option<Edition>,
    /// The goals that were in force on the day of the run, by target, where the year ends with another one.
    pub goals_then: HashMap<String, GoalValue>,
    /// The digest of the package of this unit alone.
    pub package_sha256: String,
    /// Whether the person reads all that the unit's explanation of its result is made of.
    pub may_explain: bool,
}

/// A figure that counted, and how it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFigure {
    /// The figure; none where it is gone or was imported under another label.
    pub id: Option<FigureId>,
    /// The variable's code.
    pub variable: String,
    /// The period's label.
    pub label: String,
    /// The period, where the label is one.
    pub period: Option<Period>,
    /// The value that counted.
    pub value: FigureValue,
    /// Who verified it.
    pub verified_by: Option<String>,
    /// When.
    pub verified_at: Option<Timestamp>,
    /// Whether it holds another verified value now, or none: the result stays as it is.
    pub changed: bool,
}

/// One point explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointExplained {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit as a member.
    pub member: Member,
    /// The run.
    pub run: Run,
    /// Why the target came out as it did.
    pub explanation: Explanation,
    /// Decimals in which amounts are shown.
    pub decimals: u8,
    /// The figures that counted, in the order of the measure's terms and periods; each once.
    pub figures: Vec<SourceFigure>,
    /// Titles and units of measure of the variables, by code.
    pub variables: HashMap<String, (String, String)>,
    /// Why figures of this measure count as missing.
    pub missing: Vec<MissingRecord>,
    /// The rule set, with version and legal basis.
    pub rules: RuleSetVersion,
    /// The codes of the targets before and after this one.
    pub neighbours: (Option<String>, Option<String>),
    /// Which version of its rules the run went by.
    pub edition: Option<Edition>,
    /// The goal that was in force on the day of the run, where the year ends with another one.
    pub goal_then: Option<GoalValue>,
}

/// What both pages begin with.
pub(super) struct Opened {
    pub(super) campaign: Campaign,
    pub(super) member: Member,
    pub(super) runs: Vec<Run>,
    pub(super) run: Run,
    pub(super) package: Package,
    pub(super) rules: RuleSetVersion,
    /// Which version of its rules the run went by: the rule set and the amendments that its package holds, the unit's seal.
    pub(super) edition: Edition,
    pub(super) result: UnitRow,
    pub(super) ranked: i64,
}

pub(super) async fn open(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<Opened, Error> {
    let scopes = ctx.actor.scopes(Action::ViewResults);
    let (campaign, member) = store::campaign::with_member(ctx.db(), campaign, unit).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    if !within(&scopes, member.unit, &member.path) {
        return Err(Forbidden::NoRole.into());
    }
    let runs = store::assessment::list(ctx.db(), member.group).await?;
    let run = chosen_run(&runs, run)?.cloned().ok_or(Error::NotFound)?;
    let (result, ranked, package) = store::assessment::result(ctx.db(), run.id, unit).await?;
    let package = Package::read(&package).map_err(|_| Error::internal("a stored package cannot be read"))?;
    let by = (package.rule_set.code.as_str(), run.rule_set_sha256.as_str());
    let (rules, found) = store::seal::of_run(ctx.db(), (campaign.id, member.group), unit, by).await?;
    let amendments = i64::try_from(package.amendment_count()).unwrap_or(i64::MAX);
    let edition = Edition { amendments, ..found };
    Ok(Opened { campaign, member, runs, run, package, rules, edition, result: result.result, ranked })
}

/// The reasons for missing figures of a unit that a run kept.
fn records(run: &Run, unit: UnitId) -> Result<Vec<MissingRecord>, Error> {
    let all: Vec<MissingRecord> = serde_json::from_str(&run.missing).map_err(Error::internal)?;
    Ok(all.into_iter().filter(|it| it.unit == unit.0).collect())
}

/// The goals in force on the day of the run, where the one with which the year ends is another: a report of a day shows what was owed on it.
fn goals_then(it: &Opened) -> HashMap<String, GoalValue> {
    if it.package.amendments().is_empty() {
        return HashMap::new();
    }
    let assessor = Assessor::new(&it.package);
    let day = it.run.at.date().clamp(it.campaign.starts_on, it.campaign.ends_on);
    let goal = |target: &str, day| assessor.goal_on(&it.member.code, target, day).map(GoalValue::from);
    let targets = it.package.rule_set.targets.iter();
    targets
        .filter_map(|target| {
            let then = goal(&target.code, day)?;
            (goal(&target.code, it.campaign.ends_on) != Some(then)).then(|| (target.code.clone(), then))
        })
        .collect()
}

/// A unit's result in a run; in the published one, the newest final one, or else the newest, where none is named. Where a decision replaced
/// the published result, that value is shown, and the one before it beside.
pub async fn unit_result(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<UnitResult, Error> {
    let it = open(ctx, campaign, unit, run).await?;
    let before = store::assessment::year_before(ctx.db(), it.campaign.id, it.member.group, it.run.id).await?;
    let movement = before.map(|before| {
        let rank = before.ranks.iter().find(|there| there.0 == unit).and_then(|it| it.1);
        let beside = Beside::of(&before, &it.run.rule_set_sha256);
        let movement = Movement::of(it.result.rank, rank).beside(&beside.not_comparable);
        (beside, movement)
    });
    let decided = store::decision::decided(ctx.db(), it.campaign.id, Some(unit)).await?.decided;
    let corrections: Vec<DecidedLine> = decided.of_result(unit, it.run.id).filter(|_| it.run.published.is_some()).cloned().collect();
    let appeals = match &it.run.published {
        Some(published) => crate::appeal::standing(ctx, &it.member, published, &it.campaign).await?,
        None => crate::appeal::Standing::default(),
    };
    let goals_then = goals_then(&it);
    let mut result = it.result;
    let computed_score = result.score;
    if let Some(LineValue::Result(value)) = corrections.last().map(|it| &it.after) {
        put(&mut result, value);
    }
    let assessor = Assessor::new(&it.package);
    Ok(UnitResult {
        grades: decided.history(Key { subject: LineSubject::UnitGrade, unit, person: None }).to_vec(),
        corrections,
        appeals,
        edition: Some(it.edition),
        goals_then,
        package_sha256: it.package.sha256(),
        may_explain: super::justification::may_explain(&ctx.actor, &it.member.place()),
        externals: store::external_result::list(ctx.db(), it.campaign.id, unit).await?,
        missing: records(&it.run, unit)?,
        targets: assessor.explain_unit(&it.member.code),
        score: assessor.explain_score(&it.member.code),
        files: super::paper::file_names(&ctx.site, &[&it.campaign.code, &it.member.code, &it.run.id.to_string()]),
        areas: it.package.rule_set.areas.iter().flatten().map(|it| (it.code.clone(), it.title.clone())).collect(),
        index_based: matches!(it.package.rule_set.pass, Pass::IndexBased { .. }),
        decimals: it.package.rule_set.display_decimals,
        runs: it.runs.iter().map(RunLine::of).collect(),
        campaign: it.campaign,
        member: it.member,
        run: it.run,
        ranked: it.ranked,
        result,
        computed_score,
        movement,
        rules: it.rules,
    })
}

/// Puts a decided value in the place of a computed one; what the targets brought stays as it was computed.
pub(super) fn put(result: &mut UnitRow, decided: &DecidedResult) {
    result.outcome = decided.outcome;
    result.score = decided.score;
    result.grade.clone_from(&decided.grade);
    result.rounding_conflict = false;
}

/// One point explained: computed again from the package that the run stored.
pub async fn explained(ctx: &Ctx, campaign: &str, unit: UnitId, target: &str, run: Option<RunId>) -> Result<PointExplained, Error> {
    let it = open(ctx, campaign, unit, run).await?;
    let explanation = Assessor::new(&it.package).explain(&it.member.code, target).ok_or(Error::NotFound)?;
    let now = store::assessment::sources(ctx.db(), it.campaign.id, unit).await?;
    let used = store::rule_set::variables(ctx.db(), it.rules.id).await?;
    let codes: Vec<&str> = it.package.rule_set.targets.iter().map(|it| it.code.as_str()).collect();
    let at = codes.iter().position(|code| *code == target).unwrap_or_default();
    let neighbour = |at: Option<usize>| at.and_then(|at| codes.get(at)).map(|it| (*it).to_owned());
    let neighbours = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
    let mut figures: Vec<SourceFigure> = Vec::new();
    for input in &explanation.inputs {
        for (label, value) in &input.figures {
            if figures.iter().any(|there| there.variable == input.variable && there.label == *label) {
                continue;
            }
            let source = now.iter().find(|there| there.variable == input.variable && there.period == *label);
            figures.push(SourceFigure {
                id: source.map(|it| it.id),
                variable: input.variable.clone(),
                label: label.clone(),
                period: label.parse().ok(),
                value: *value,
                verified_by: source.and_then(|it| it.verified_by.clone()),
                verified_at: source.and_then(|it| it.verified_at),
                changed: source.and_then(|it| it.verified) != Some(*value),
            });
        }
    }
    let mut missing = records(&it.run, unit)?;
    missing.retain(|record| record.target == target || explanation.inputs.iter().any(|it| it.variable == record.variable));
    let goal_then = goals_then(&it).remove(target);
    Ok(PointExplained {
        edition: Some(it.edition),
        goal_then,
        decimals: it.package.rule_set.display_decimals,
        variables: used.into_iter().map(|it| (it.variable.code, (it.variable.title, it.variable.unit_of_measure))).collect(),
        campaign: it.campaign,
        member: it.member,
        run: it.run,
        explanation,
        figures,
        missing,
        rules: it.rules,
        neighbours,
    })
}

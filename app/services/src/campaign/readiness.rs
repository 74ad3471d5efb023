//! What is ready before a stage opens and what is not (FEATURES B8). A stage is not opened while a red item stands.

use super::view::of_code;
use crate::{Ctx, Error};
use domain::campaign::{StageStanding, StageWindow};
use domain::package::RuleSet;
use domain::policy::Action;
use domain::readiness::{Fact, Item, Light, Readiness, list, may_open};
use domain::run::{RunKind, needed};
use domain::{Campaign, Period, Quantity, Stage, Timestamp, UnitId};
use std::collections::HashMap;
use store::Connection;
use time::Date;

/// The list before a stage.
#[derive(Debug, Clone)]
pub struct ReadinessPage {
    /// The campaign.
    pub campaign: Campaign,
    /// The stages with their days.
    pub stages: Vec<StageWindow>,
    /// The stage.
    pub stage: Stage,
    /// The list, red first.
    pub items: Vec<Item>,
}

impl ReadinessPage {
    /// How many items stand in a light.
    pub fn count(&self, light: Light) -> usize {
        self.items.iter().filter(|it| it.light == light).count()
    }
}

/// The list before a stage, for whoever runs the campaign; before the next one to open, where none is named. Nine statements at most.
pub async fn readiness(ctx: &Ctx, code: &str, stage: Option<Stage>) -> Result<ReadinessPage, Error> {
    let campaign = of_code(ctx, code).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    let stages = store::campaign::stages(ctx.db(), campaign.id).await?;
    let locked = |it: &&StageWindow| matches!(it.standing(ctx.today), StageStanding::Locked(_));
    let next = stages.iter().filter(locked).min_by_key(|it| it.opens_on).or(stages.last());
    let stage = stage.or(next.map(|it| it.stage)).unwrap_or(Stage::Commit);
    let facts = facts(ctx.db(), &campaign, stage, ctx.today).await?;
    Ok(ReadinessPage { items: list(stage, &facts), campaign, stages, stage })
}

/// Refuses to open a stage while a red item stands.
pub(crate) async fn ready(db: &impl Connection, campaign: &Campaign, stage: Stage, today: Date) -> Result<(), Error> {
    let facts = facts(db, campaign, stage, today).await?;
    Ok(may_open(&list(stage, &facts))?)
}

/// What was counted of everything that a stage asks for.
async fn facts(db: &impl Connection, campaign: &Campaign, stage: Stage, today: Date) -> Result<Vec<Fact>, Error> {
    let asked = Readiness::asked_by(stage);
    let asks = |some: &[Readiness]| some.iter().any(|it| asked.contains(it));
    let mut facts = Vec::new();
    let mut count = |about: Readiness, lacking: Vec<String>, of: usize| {
        if asked.contains(&about) {
            facts.push(Fact { about, lacking, of });
        }
    };
    let members = store::campaign_view::members(db, campaign.id, today).await?;
    let names = |lacks: &dyn Fn(&store::campaign_view::MemberLine) -> bool| -> Vec<String> {
        members.iter().filter(|it| lacks(it)).map(|it| it.name.clone()).collect()
    };
    count(Readiness::Heads, names(&|it| it.head.is_none()), members.len());
    count(Readiness::Accounts, names(&|it| it.head_accounts == 0), members.len());
    let groups = store::campaign_view::groups(db, campaign.id).await?;
    let titles = |lacks: &dyn Fn(&store::campaign_view::GroupLine) -> bool| -> Vec<String> {
        groups.iter().filter(|it| lacks(it)).map(|it| it.title.clone()).collect()
    };
    let whole = Quantity::whole(100).map_or(0, |it| it.0);
    count(Readiness::Weights, titles(&|it| it.weights_e4 != whole), groups.len());
    if asks(&[Readiness::RuleSets]) {
        count(Readiness::RuleSets, store::readiness::rule_sets_not_in_force(db, campaign.id).await?, groups.len());
    }
    if asks(&[Readiness::Sources, Readiness::Owners]) {
        let found = store::readiness::variables(db, campaign.id, today).await?;
        let without = |lacks: &dyn Fn(&store::readiness::ReportedVariable) -> bool| -> Vec<String> {
            found.iter().filter(|it| lacks(it)).map(|it| it.title.clone()).collect()
        };
        count(Readiness::Sources, without(&|it| it.source.is_empty()), found.len());
        count(Readiness::Owners, without(&|it| it.verifiers == 0), found.len());
    }
    if asks(&[Readiness::Sheets]) {
        count(
            Readiness::Sheets,
            store::readiness::without_sheet(db, campaign.id, Timestamp::end_of(campaign.ends_on)).await?,
            members.len(),
        );
    }
    if asks(&[Readiness::Figures, Readiness::Verifications]) {
        let (absent, unverified) = figures(db, campaign, &members, today).await?;
        count(Readiness::Figures, absent, members.len());
        count(Readiness::Verifications, unverified, members.len());
    }
    if asks(&[Readiness::FinalRuns]) {
        let runs = store::assessment::newest(db, campaign.id, None).await?;
        let is_final = |group: i64| runs.iter().any(|it| it.group.0 == group && it.kind == RunKind::Final);
        count(Readiness::FinalRuns, titles(&|it| !is_final(it.id)), groups.len());
    }
    if asks(&[Readiness::Appeals]) {
        count(Readiness::Appeals, store::readiness::open_appeals(db, campaign.id).await?, members.len());
    }
    if asks(&[Readiness::Reports, Readiness::Minutes]) {
        let cases = store::readiness::cases(db, campaign.id).await?;
        let without = |lacks: &dyn Fn(&store::readiness::CaseLine) -> bool| -> Vec<String> {
            cases.iter().filter(|it| lacks(it)).map(|it| it.name.clone()).collect()
        };
        count(Readiness::Reports, without(&|it| it.open_reports > 0), cases.len());
        count(Readiness::Minutes, without(&|it| !["signed", "closed"].contains(&it.state.as_str())), cases.len());
    }
    Ok(facts)
}

/// The units that owe figures of periods that are over, and those whose figures are not all verified, each with the number. Counts by
/// period, not by variable: a figure of a target that does not apply to the unit hides a missing one; a final run looks at each.
async fn figures(
    db: &impl Connection,
    campaign: &Campaign,
    members: &[store::campaign_view::MemberLine],
    today: Date,
) -> Result<(Vec<String>, Vec<String>), Error> {
    let owed = store::readiness::owed(db, campaign.id).await?;
    let exemptions = store::campaign::exemptions(db, campaign.id).await?;
    let mut exempt: HashMap<UnitId, Vec<String>> = HashMap::new();
    for it in exemptions {
        exempt.entry(it.exemption.unit).or_default().push(it.target_code);
    }
    let mut rule_sets = HashMap::new();
    if !exempt.is_empty() {
        for (group, text) in store::readiness::rule_sets(db, campaign.id).await? {
            rule_sets.insert(group.0, RuleSet::read(&text).map_err(|_| Error::internal("a kept rule set cannot be read"))?);
        }
    }
    let (mut there, mut verified): (HashMap<UnitId, i64>, HashMap<UnitId, i64>) = (HashMap::new(), HashMap::new());
    for it in store::figure::counts_of_all(db, campaign.id).await?.into_iter().filter(|it| it.period.to() < today) {
        *there.entry(it.unit).or_default() += it.number;
        if ["verified", "adjusted"].contains(&it.standing.as_str()) {
            *verified.entry(it.unit).or_default() += it.number;
        }
    }
    let periods = |frequency| Period::of_frequency(frequency, campaign.year).into_iter().filter(|it| it.to() < today).count();
    let (mut absent, mut unverified) = (Vec::new(), Vec::new());
    for it in members {
        let unit = UnitId(it.unit_id);
        let needed = exempt.get(&unit).and_then(|codes| Some(needed(rule_sets.get(&it.group_id)?, codes)));
        let own = owed.iter().filter(|owed| owed.group.0 == it.group_id);
        let applies = |code: &str| needed.as_ref().is_none_or(|it| it.contains(code));
        let expected: usize = own.filter(|owed| applies(&owed.variable)).map(|owed| periods(owed.frequency)).sum();
        let count = |of: &HashMap<UnitId, i64>| of.get(&unit).copied().unwrap_or_default();
        let lacking = i64::try_from(expected).unwrap_or(i64::MAX) - count(&there);
        if lacking > 0 {
            absent.push(format!("{} ({lacking})", it.name));
        }
        let waiting = count(&there) - count(&verified);
        if waiting > 0 {
            unverified.push(format!("{} ({waiting})", it.name));
        }
    }
    Ok((absent, unverified))
}

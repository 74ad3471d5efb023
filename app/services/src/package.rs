//! The package of a peer group, put together from verified rows: everything that decides the group's results, and nothing else.

use crate::package_second::{self, Second};
use crate::{Ctx, Error};
use domain::amendment::{Changed, RuleChange};
use domain::appraisal::Appraisal;
use domain::catalogue::{RuleSetVersion, TargetLine, UsedVariable};
use domain::package::{Campaign as PackageCampaign, Exemption, Figure, Package, RuleSet, Unit, UnitTarget};
use domain::policy::Action;
use domain::run::{Expected, Missing, Reported, Unappraised, missing, unappraised, without_overlaps};
use domain::{Campaign, CampaignId, Group, GroupId, Member, Period, TargetId, UnitId, VariableId};
use std::collections::{HashMap, HashSet};
use store::Connection;
use store::assessment::GroupFigure;
use time::Date;

/// What the units of a group owe in a year, and what of it is there.
pub(crate) struct Owed {
    pub(crate) members: Vec<Member>,
    /// The rules in force now.
    pub(crate) rule_set: RuleSet,
    /// The rules as the group began with them.
    began: RuleSet,
    /// The changes in force, in the order in which they take effect.
    changes: Vec<Changed>,
    pub(crate) used: Vec<UsedVariable>,
    /// The points of manual targets; empty where the rule set has none.
    pub(crate) appraisals: Vec<Appraisal>,
    /// The manual targets.
    pub(crate) manual: Vec<TargetLine>,
    exemptions: Vec<store::campaign::Exempt>,
    figures: Vec<GroupFigure>,
    reported: Vec<Reported>,
}

/// What a run reads of a group.
pub(crate) struct Gathered {
    pub(crate) owed: Owed,
    pub(crate) targets: Vec<TargetLine>,
    own: Vec<store::campaign::OwnTarget>,
    /// What version 2 adds; none where version 1 says everything.
    second: Option<Second>,
}

/// The rule set of a version, from the text that was kept.
pub(crate) fn rule_set_of(version: &RuleSetVersion) -> Result<RuleSet, Error> {
    RuleSet::read(&version.content).map_err(|_| Error::internal("a kept rule set cannot be read"))
}

/// The rules that a group began with, the changes in force, and the rules as they are by them. Two statements.
async fn rules(db: &impl Connection, group: &Group) -> Result<(RuleSet, Vec<Changed>, RuleSet), Error> {
    let began = rule_set_of(&store::rule_set::get(db, group.rule_set).await?)?;
    let changes: Vec<Changed> = store::amendment::in_force(db, group.id).await?.into_iter().map(|it| it.change).collect();
    let last = rule_changes(&changes).filter_map(|it| it.rule_set.clone()).last();
    let now = last.unwrap_or_else(|| began.clone());
    Ok((began, changes, now))
}

/// The rules by which a group is assessed now. Two statements.
pub(crate) async fn rules_in_force(db: &impl Connection, group: &Group) -> Result<RuleSet, Error> {
    Ok(rules(db, group).await?.2)
}

fn rule_changes(changes: &[Changed]) -> impl Iterator<Item = &RuleChange> {
    changes.iter().filter_map(|it| match it {
        Changed::Rules(it) => Some(it.as_ref()),
        Changed::Target(_) => None,
    })
}

/// Reads what the units of a group owe, and their figures. Six statements, and two more where people give points.
pub(crate) async fn owed(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Owed, Error> {
    let (began, changes, rule_set) = rules(db, group).await?;
    let members = store::campaign::members(db, campaign.id).await?;
    let figures = store::assessment::figures_of_group(db, campaign.id, group.id).await?;
    let mut periods: HashMap<String, Option<Period>> = HashMap::new();
    let mut reported = Vec::with_capacity(figures.len());
    for it in &figures {
        let period = match periods.get(&it.period) {
            Some(period) => *period,
            None => *periods.entry(it.period.clone()).or_insert_with(|| it.period.parse().ok()),
        };
        reported.push(Reported { unit: it.unit, variable: it.variable, period, verified: it.verified.is_some() });
    }
    let is_manual = |it: &TargetLine| rule_set.target(&it.code).is_some_and(domain::package::Target::is_manual);
    let (appraisals, manual) = if rule_set.targets.iter().any(domain::package::Target::is_manual) {
        let lines = store::rule_set::targets(db, group.rule_set).await?;
        (store::appraisal::of_group(db, campaign.id, group.id).await?, lines.into_iter().filter(is_manual).collect())
    } else {
        (Vec::new(), Vec::new())
    };
    Ok(Owed {
        appraisals,
        manual,
        members: members.into_iter().filter(|it| it.group == group.id).collect(),
        rule_set,
        began,
        changes,
        used: store::rule_set::variables(db, group.rule_set).await?,
        exemptions: store::campaign::exemptions(db, campaign.id).await?,
        figures,
        reported,
    })
}

/// Reads everything that a run of a group needs.
pub(crate) async fn gather(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Gathered, Error> {
    gathered(db, campaign, group, owed(db, campaign, group).await?).await
}

/// What a run needs besides what is owed: goals, changes of them, and what version 2 adds.
async fn gathered(db: &impl Connection, campaign: &Campaign, group: &Group, owed: Owed) -> Result<Gathered, Error> {
    let own = store::campaign::own_targets(db, campaign.id).await?;
    let grade_rules = store::grading::sealed_choices(db, group.id).await?;
    let here = |unit: UnitId| owed.members.iter().any(|it| it.unit == unit);
    let own_needs = own.iter().any(|it| (it.period.is_some() || it.value_to.is_some()) && here(it.unit));
    // A package of version 1 stays one as long as it says everything: its digest is printed on papers.
    let needs_two =
        owed.began.needs_version_two() || own_needs || !owed.changes.is_empty() || !grade_rules.is_empty() || group.format_version > 1;
    // Those that exempt are among the exemptions already.
    let goal = |it: &Changed| match it {
        Changed::Target(it) => it.as_amendment(),
        Changed::Rules(_) => None,
    };
    let amendments = owed.changes.iter().filter_map(goal).collect();
    let second = if needs_two { Some(package_second::gather(db, campaign, group, amendments, grade_rules).await?) } else { None };
    Ok(Gathered { targets: store::rule_set::targets(db, group.rule_set).await?, owed, own, second })
}

/// The package of a group without its figures: what has to be reached by whom since when. Seven statements.
pub(crate) async fn goals_of_group(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Package, Error> {
    let (began, changes, rule_set) = rules(db, group).await?;
    let members = store::campaign::members(db, campaign.id).await?;
    let owed = Owed {
        members: members.into_iter().filter(|it| it.group == group.id).collect(),
        rule_set,
        began,
        changes,
        appraisals: Vec::new(),
        manual: Vec::new(),
        used: Vec::new(),
        exemptions: store::campaign::exemptions(db, campaign.id).await?,
        figures: Vec::new(),
        reported: Vec::new(),
    };
    Ok(gathered(db, campaign, group, owed).await?.package(campaign, group))
}

impl Owed {
    /// The expected figures that are not verified; with a day, of the periods whose cut-off lies before it.
    pub(crate) fn missing(&self, year: i32, on: Option<Date>) -> Vec<Missing> {
        missing(&self.rule_set, &self.used, &self.expected(), &self.reported, year, on)
    }

    /// The manual targets that nobody has appraised.
    pub(crate) fn unappraised(&self) -> Vec<Unappraised> {
        let codes: HashMap<TargetId, &str> = self.manual.iter().map(|it| (it.id, it.code.as_str())).collect();
        let given = self.appraisals.iter().filter(|it| it.given.is_some());
        let done: HashSet<(UnitId, &str)> = given.filter_map(|it| Some((it.unit, *codes.get(&it.target)?))).collect();
        unappraised(&self.rule_set, &self.expected(), &done)
    }

    fn expected(&self) -> Vec<Expected> {
        let mut exempt: HashMap<UnitId, Vec<String>> = HashMap::new();
        for it in &self.exemptions {
            exempt.entry(it.exemption.unit).or_default().push(it.target_code.clone());
        }
        let expected = |it: &Member| Expected { unit: it.unit, exempt: exempt.get(&it.unit).cloned().unwrap_or_default() };
        self.members.iter().map(expected).collect()
    }
}

impl Gathered {
    fn target_codes(&self) -> HashMap<TargetId, &str> {
        self.targets.iter().map(|it| (it.id, it.code.as_str())).collect()
    }

    /// The package. Its text order is that of the rows, so that the same rows give the same digest.
    pub(crate) fn package(&self, campaign: &Campaign, group: &Group) -> Package {
        let units: HashMap<UnitId, &str> = self.owed.members.iter().map(|it| (it.unit, it.code.as_str())).collect();
        let codes = self.target_codes();
        let variables: HashMap<VariableId, &UsedVariable> = self.owed.used.iter().map(|it| (it.variable.id, it)).collect();
        let labels: HashMap<VariableId, HashSet<Period>> = self
            .owed
            .used
            .iter()
            .map(|it| (it.variable.id, Period::of_frequency(it.frequency, campaign.year).into_iter().collect()))
            .collect();
        let expected =
            |it: &Reported| it.period.is_some_and(|period| labels.get(&it.variable).is_some_and(|labels| labels.contains(&period)));
        let verified: Vec<usize> =
            (0..self.owed.figures.len()).filter(|at| self.owed.reported.get(*at).is_some_and(|it| it.verified)).collect();
        let reported: Vec<Reported> = verified.iter().filter_map(|at| self.owed.reported.get(*at)).copied().collect();
        let taken = without_overlaps(&reported, expected);
        let figures = verified
            .iter()
            .zip(taken)
            .filter(|it| it.1)
            .filter_map(|(at, _)| {
                let it = self.owed.figures.get(*at)?;
                let variable = variables.get(&it.variable)?;
                let unit = (*units.get(&it.unit)?).to_owned();
                Some(Figure { unit, variable: variable.variable.code.clone(), period: it.period.clone(), value: it.verified?.into() })
            })
            .collect();
        let pair = |unit: UnitId, target: TargetId| Some(((*units.get(&unit)?).to_owned(), (*codes.get(&target)?).to_owned()));
        let exemptions = self.owed.exemptions.iter().filter_map(|it| {
            let (unit, target) = pair(it.exemption.unit, it.exemption.target)?;
            Some(Exemption { unit, target, basis: it.exemption.basis.clone(), amendment: it.amendment.clone() })
        });
        let own = self.own.iter().filter_map(|it| {
            let (unit, target) = pair(it.unit, it.target)?;
            Some(UnitTarget { unit, target, value: it.value.into(), value_to: it.value_to.map(Into::into), period: it.period })
        });
        let unit = |it: &Member| Unit { code: it.code.clone(), name: it.name.clone(), peer_group: group.peer_group.clone() };
        let first = Package::new(
            PackageCampaign {
                code: campaign.code.clone(),
                title: campaign.title.clone(),
                year: i64::from(campaign.year),
                starts_on: campaign.starts_on,
                ends_on: campaign.ends_on,
            },
            self.owed.members.iter().map(unit).collect(),
            self.owed.began.clone(),
            exemptions.collect(),
            own.collect(),
            figures,
        );
        match &self.second {
            None => first,
            Some(second) => {
                let parts = second.parts(&self.owed.appraisals, &units, &codes);
                let sealed = first
                    .with(parts.amendments, parts.appraisals, parts.adjustments, parts.externals)
                    .graded_by(second.grade_rules.clone());
                rule_changes(&self.owed.changes).fold(sealed, |package, it| it.added_to(package))
            }
        }
    }
}

/// The package of a group as the verified figures stand now.
pub async fn of_group(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Package, Error> {
    Ok(gather(db, campaign, group).await?.package(campaign, group))
}

/// Exports a group as a package file, as it stands now.
pub async fn export(ctx: &Ctx, campaign: CampaignId, group: GroupId) -> Result<Vec<u8>, Error> {
    let campaign = store::campaign::get(ctx.db(), campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    let group = store::campaign::group(ctx.db(), group).await?;
    if group.campaign != campaign.id {
        return Err(Error::NotFound);
    }
    Ok(of_group(ctx.db(), &campaign, &group).await?.to_json().into_bytes())
}

/// Exports a group by the codes of its campaign and itself.
pub async fn export_named(ctx: &Ctx, campaign: &str, peer_group: &str) -> Result<Vec<u8>, Error> {
    let (campaign, groups) = store::campaign::with_groups(ctx.db(), campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    let group = groups.into_iter().find(|it| it.peer_group == peer_group).ok_or(Error::NotFound)?;
    Ok(of_group(ctx.db(), &campaign, &group).await?.to_json().into_bytes())
}

/// The packages of a package's units alone, in their order: what decides the result of each.
pub(crate) fn by_unit(package: &Package) -> Vec<Package> {
    package.by_unit()
}

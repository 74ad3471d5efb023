//! What waits to be appraised, and the points of one unit side by side. A unit reads what others gave it once a final run counted it.

use crate::{Ctx, Error};
use domain::appraisal::{Appraisal, Limits, may_appraise};
use domain::catalogue::TargetLine;
use domain::policy::{Action, Forbidden, Place};
use domain::run::RunKind;
use domain::{Campaign, Group, GroupId, Member, TargetId, Timestamp, UnitId};
use std::collections::{HashMap, HashSet};
use store::Connection;
use store::appraisal::Revision;

/// A manual target of a unit with its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The target.
    pub target: TargetLine,
    /// How many points may be given.
    pub limits: Limits,
    /// The points; without what others gave, where the person may not read that yet.
    pub appraisal: Appraisal,
    /// The legal note, where the unit is exempt.
    pub exempt: Option<String>,
    /// Whether the person may appraise it.
    pub may_appraise: bool,
}

impl Line {
    /// Whether it waits for an appraisal.
    pub fn waits(&self) -> bool {
        self.exempt.is_none() && self.appraisal.given.is_none()
    }
}

/// The manual targets of a group's units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// The lines, in the order of units and targets.
    pub lines: Vec<Line>,
    /// How many of all wait.
    pub waiting: usize,
}

/// The points of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPoints {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit as a member.
    pub member: Member,
    /// Its manual targets.
    pub lines: Vec<Line>,
    /// Every change of them, newest first.
    pub revisions: HashMap<TargetId, Vec<Revision>>,
    /// Whether the person may enter the unit's own points.
    pub may_enter: bool,
    /// Whether there is something that the person may submit.
    pub may_submit: bool,
    /// The token of the form that submits.
    pub token: String,
}

/// When what others gave becomes known to the units: the newest final run.
async fn released(db: &impl Connection, group: GroupId) -> Result<Option<Timestamp>, Error> {
    let runs = store::assessment::list(db, group).await?;
    Ok(runs.iter().filter(|it| it.kind == RunKind::Final).map(|it| it.at).max())
}

/// What a person reads of points: everything where they appraise or see all of the campaign; else, before the release, the unit's own.
fn readable(ctx: &Ctx, campaign: &Campaign, may: bool, released: Option<Timestamp>, it: Appraisal) -> Appraisal {
    let sees_all = may || ctx.actor.allow(Action::ViewResults, &campaign.place()).is_ok();
    let given = it.given.filter(|given| sees_all || released.is_some_and(|at| given.at <= at));
    Appraisal { given, ..it }
}

struct Around {
    rules: domain::package::RuleSet,
    targets: Vec<TargetLine>,
    exempt: HashMap<(UnitId, TargetId), String>,
    released: Option<Timestamp>,
}

async fn around(db: &impl Connection, campaign: &Campaign, group: &Group) -> Result<Around, Error> {
    let rules = crate::package::rules_in_force(db, group).await?;
    let exemptions = store::campaign::exemptions(db, campaign.id).await?.into_iter().map(|it| it.exemption);
    Ok(Around {
        targets: store::rule_set::targets(db, group.rule_set).await?,
        exempt: exemptions.map(|it| ((it.unit, it.target), it.basis)).collect(),
        released: released(db, group.id).await?,
        rules,
    })
}

fn lines(
    ctx: &Ctx,
    campaign: &Campaign,
    around: &Around,
    member: &Member,
    there: &mut HashMap<(UnitId, TargetId), Appraisal>,
) -> Vec<Line> {
    let place: Place = member.place();
    let line = |target: &TargetLine| {
        let limits = Limits::of(around.rules.target(&target.code)?).ok()?;
        let may = may_appraise(&ctx.actor, &place, &target.area).is_ok();
        let none = || Appraisal::none(campaign.id, member.unit, target.id);
        let appraisal = there.remove(&(member.unit, target.id)).unwrap_or_else(none);
        Some(Line {
            unit: member.unit,
            unit_name: member.name.clone(),
            limits,
            appraisal: readable(ctx, campaign, may, around.released, appraisal),
            exempt: around.exempt.get(&(member.unit, target.id)).cloned(),
            may_appraise: may && !campaign.closed,
            target: target.clone(),
        })
    };
    around.targets.iter().filter_map(line).collect()
}

fn keyed(all: Vec<Appraisal>) -> HashMap<(UnitId, TargetId), Appraisal> {
    all.into_iter().map(|it| ((it.unit, it.target), it)).collect()
}

/// The manual targets of a group's units: for appraisers those that they may appraise, for readers of results those of the units that they
/// may see. Nine statements.
pub async fn list(ctx: &Ctx, code: &str, peer_group: Option<&str>) -> Result<List, Error> {
    if !ctx.actor.may_somewhere(Action::AppraisePoints) && !ctx.actor.may_somewhere(Action::ViewResults) {
        return Err(Forbidden::NoRole.into());
    }
    let (campaign, mut groups) = crate::campaign::with_groups(ctx, code).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let sees = |it: &domain::Member| {
        [Action::ViewResults, Action::AppraisePoints].into_iter().any(|action| ctx.actor.allow(action, &it.place()).is_ok())
    };
    if members.iter().any(sees) {
        // Groups in which the person sees nobody are not offered.
        groups.retain(|group| members.iter().any(|it| it.group == group.id && sees(it)));
    }
    let group = crate::assessment::chosen_group(&groups, peer_group)?.clone();
    let around = around(ctx.db(), &campaign, &group).await?;
    let mut there = keyed(store::appraisal::of_group(ctx.db(), campaign.id, group.id).await?);
    let mut found = Vec::new();
    for member in members.iter().filter(|it| it.group == group.id) {
        let reads = ctx.actor.allow(Action::ViewResults, &member.place()).is_ok();
        let of_unit = lines(ctx, &campaign, &around, member, &mut there);
        found.extend(of_unit.into_iter().filter(|it| reads || it.may_appraise));
    }
    let waiting = found.iter().filter(|it| it.may_appraise && it.waits()).count();
    Ok(List { campaign, groups, group, lines: found, waiting })
}

/// The points of a unit side by side, with every change.
pub async fn of_unit(ctx: &Ctx, code: &str, unit: UnitId) -> Result<UnitPoints, Error> {
    let (campaign, member) = store::campaign::with_member(ctx.db(), code, unit).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let place = member.place();
    let allowed = [Action::ViewResults, Action::AppraisePoints].into_iter().any(|action| ctx.actor.allow(action, &place).is_ok());
    if !allowed {
        return Err(ctx.actor.allow(Action::AppraisePoints, &place).err().unwrap_or(Forbidden::NoRole).into());
    }
    let group = store::campaign::group(ctx.db(), member.group).await?;
    let around = around(ctx.db(), &campaign, &group).await?;
    let mut there = keyed(store::appraisal::of_unit(ctx.db(), campaign.id, unit).await?);
    let reads = ctx.actor.allow(Action::ViewResults, &place).is_ok();
    let mut lines = lines(ctx, &campaign, &around, &member, &mut there);
    lines.retain(|it| reads || it.may_appraise);
    // Whoever may not read what was given yet does not read it among the changes either.
    let whole: HashSet<TargetId> = lines.iter().filter(|it| it.appraisal.given.is_some()).map(|it| it.target.id).collect();
    let mut revisions: HashMap<TargetId, Vec<Revision>> = HashMap::new();
    for (target, revision) in store::appraisal::revisions_of_unit(ctx.db(), campaign.id, unit).await? {
        let own = revision.appraised.is_none();
        if (own || whole.contains(&target)) && lines.iter().any(|it| it.target.id == target) {
            revisions.entry(target).or_default().push(revision);
        }
    }
    let unsubmitted = lines.iter().any(|it| it.appraisal.own.as_ref().is_some_and(|own| own.submitted_at.is_none()));
    let may = |action| !campaign.closed && ctx.actor.allow(action, &place).is_ok();
    let may_submit = unsubmitted && may(Action::SubmitFigures);
    let token = if may_submit { crate::account::form_token(ctx).await? } else { String::new() };
    Ok(UnitPoints { may_enter: may(Action::EnterFigures), may_submit, token, lines, revisions, member, campaign })
}

//! The difference between two runs of a group, unit by unit, with the cause of every change. It is worked out from the packages that the
//! runs stored, so it says the same years later.

use super::missing::chosen;
use super::ranking::{RunLine, chosen_run, within};
use crate::{Ctx, Error};
use domain::assessment::assess;
use domain::comparison::{Comparison, compare};
use domain::policy::{Action, Forbidden};
use domain::run::partner;
use domain::{Campaign, Group, Package, RunId, UnitId};
use std::collections::HashMap;
use store::assessment::Run;

/// Which two runs are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DifferenceWish {
    /// The peer group's code; the person's own, or the first, without one.
    pub peer_group: Option<String>,
    /// The older run; without one the newest older run of the newer one's kind, or last year's, or else the one before it.
    pub before: Option<RunId>,
    /// The newer run; the one that counts, without one.
    pub after: Option<RunId>,
}

/// The page of a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunDifference {
    /// The campaign.
    pub campaign: Campaign,
    /// The group.
    pub group: Group,
    /// Its runs, newest first.
    pub runs: Vec<RunLine>,
    /// The run of last year that counts, with which it can be compared as well.
    pub last_year: Option<RunLine>,
    /// The two; none while the group has fewer than two runs.
    pub compared: Option<Compared>,
}

/// Two runs, compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The older one.
    pub before: Run,
    /// The newer one.
    pub after: Run,
    /// What changed, as far as the person sees the units; causes keep their places in the list.
    pub comparison: Comparison,
    /// The units by code.
    pub units: HashMap<String, (UnitId, String)>,
    /// The titles of targets and their units of measure, by code.
    pub targets: HashMap<String, (String, String)>,
    /// The titles of variables by code.
    pub variables: HashMap<String, String>,
    /// How many units of the group the person sees.
    pub seen: usize,
}

/// The difference between two runs of a group.
pub async fn difference(ctx: &Ctx, campaign: &str, wish: &DifferenceWish) -> Result<RunDifference, Error> {
    let scopes = ctx.actor.scopes(Action::ViewResults);
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let sees_all = ctx.actor.allow(Action::ViewResults, &campaign.place()).is_ok();
    let group = match (&wish.peer_group, sees_all) {
        (None, false) => {
            let own = members.iter().find(|it| within(&scopes, it.unit, &it.path)).map(|it| it.group);
            groups.iter().find(|it| Some(it.id) == own).ok_or(Forbidden::NoRole)?
        }
        (code, _) => chosen(&groups, code.as_deref())?,
    }
    .clone();
    let seen: HashMap<String, (UnitId, String)> = members
        .into_iter()
        .filter(|it| it.group == group.id && within(&scopes, it.unit, &it.path))
        .map(|it| (it.code, (it.unit, it.name)))
        .collect();
    let runs = store::assessment::list(ctx.db(), group.id).await?;
    let last_year = match store::assessment::run_before(ctx.db(), campaign.id, group.id).await? {
        Some(id) => Some(store::assessment::get(ctx.db(), id).await?),
        None => None,
    };
    let compared = match pair(&runs, last_year.as_ref(), wish)? {
        Some((before, after)) => Some(compared(ctx, &group, before, after, seen).await?),
        None => None,
    };
    let runs = runs.iter().map(RunLine::of).collect();
    let last_year = last_year.as_ref().map(RunLine::of);
    Ok(RunDifference { campaign, group, runs, last_year, compared })
}

/// The two runs that are asked for, the older one first.
fn pair<'r>(runs: &'r [Run], last_year: Option<&'r Run>, wish: &DifferenceWish) -> Result<Option<(&'r Run, &'r Run)>, Error> {
    let named = |id: RunId| runs.iter().chain(last_year).find(|it| it.id == id).ok_or(Error::NotFound);
    let Some(after) = chosen_run(runs, wish.after)? else { return Ok(None) };
    let before = match wish.before {
        Some(id) => Some(named(id)?),
        None => {
            let same_kind = partner(runs.iter().map(|it| (it.id, it.kind)), (after.id, after.kind));
            let same_kind = same_kind.and_then(|id| runs.iter().find(|it| it.id == id));
            same_kind.or(last_year).or_else(|| runs.iter().find(|it| it.id.0 < after.id.0))
        }
    };
    Ok(before.filter(|it| it.id != after.id).map(|before| if before.id.0 < after.id.0 { (before, after) } else { (after, before) }))
}

async fn compared(
    ctx: &Ctx,
    group: &Group,
    before: &Run,
    after: &Run,
    units: HashMap<String, (UnitId, String)>,
) -> Result<Compared, Error> {
    let alone = crate::whole_run::alone().await?;
    let old = store::assessment::package(ctx.db(), before.id).await?;
    let new = store::assessment::package(ctx.db(), after.id).await?;
    let used = store::rule_set::variables(ctx.db(), group.rule_set).await?;
    let (mut comparison, targets) = alone.work_out(move || work_out(&old, &new)).await?;
    comparison.units.retain(|it| units.contains_key(&it.unit));
    Ok(Compared {
        before: before.clone(),
        after: after.clone(),
        comparison,
        targets,
        variables: used.into_iter().map(|it| (it.variable.code, it.variable.title)).collect(),
        seen: units.len(),
        units,
    })
}

/// Titles and units of measure, by code.
type Titles = HashMap<String, (String, String)>;

fn work_out(old: &str, new: &str) -> Result<(Comparison, Titles), Error> {
    let read = |text: &str| Package::read(text).map_err(|_| Error::internal("a stored package cannot be read"));
    let (old, new) = (read(old)?, read(new)?);
    let comparison = compare((&old, &assess(&old)), (&new, &assess(&new)));
    let targets = old.rule_set.targets.into_iter().chain(new.rule_set.targets).map(|it| (it.code, (it.title, it.unit))).collect();
    Ok((comparison, targets))
}

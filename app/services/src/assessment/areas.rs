//! Places by area: the score of an area's targets alone, ranked inside the group, and how both changed since the year before. Worked out from
//! the package and the receipt that the run stored, so it says the same years later.

use super::missing::chosen;
use super::ranking::{Beside, RunLine, chosen_run, within};
use crate::{Ctx, Error};
use domain::assessment::assess;
use domain::policy::{Action, Forbidden};
use domain::ranking::{AreaChange, AreaRanking, GroupYear, area_changes, by_area, standings};
use domain::receipt::Receipt;
use domain::{Campaign, Group, Package, RunId, UnitId};
use std::collections::HashMap;
use store::assessment::Run;

/// The places of a group by area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreasPage {
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
    /// The areas with the places of the units.
    pub areas: Vec<AreaRanking>,
    /// The titles of the areas that the rule set lists, by code.
    pub titles: HashMap<String, String>,
    /// What changed since the year before.
    pub changes: Vec<AreaChange>,
    /// The year before, where it was assessed.
    pub beside: Option<Beside>,
    /// The units that the person sees, by code.
    pub units: HashMap<String, (UnitId, String)>,
}

/// The places of a group by area, of the units that the person sees. Eight statements at most.
pub async fn areas(ctx: &Ctx, campaign: &str, peer_group: Option<&str>, run: Option<RunId>) -> Result<AreasPage, Error> {
    let scopes = ctx.actor.scopes(Action::ViewResults);
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let sees_all = ctx.actor.allow(Action::ViewResults, &campaign.place()).is_ok();
    let group = match (peer_group, sees_all) {
        (None, false) => {
            let own = members.iter().find(|it| within(&scopes, it.unit, &it.path)).map(|it| it.group);
            groups.iter().find(|it| Some(it.id) == own).ok_or(Forbidden::NoRole)?
        }
        (code, _) => chosen(&groups, code)?,
    }
    .clone();
    let here = members.into_iter().filter(|it| it.group == group.id && within(&scopes, it.unit, &it.path));
    let units: HashMap<String, (UnitId, String)> = here.map(|it| (it.code, (it.unit, it.name))).collect();
    let runs = store::assessment::list(ctx.db(), group.id).await?;
    let run = chosen_run(&runs, run)?.cloned();
    let page = AreasPage {
        runs: runs.iter().map(RunLine::of).collect(),
        areas: Vec::new(),
        titles: HashMap::new(),
        changes: Vec::new(),
        beside: None,
        units,
        campaign,
        groups,
        group,
        run,
    };
    let Some(run) = &page.run else { return Ok(page) };
    let alone = crate::whole_run::alone().await?;
    let now = store::assessment::package(ctx.db(), run.id).await?;
    let before = store::assessment::run_before(ctx.db(), page.campaign.id, page.group.id).await?;
    let old = match before {
        Some(id) => Some(store::assessment::package(ctx.db(), id).await?),
        None => None,
    };
    let peer_group = page.group.peer_group.clone();
    let work = move || -> Result<_, Error> {
        let read = |text: &str| Package::read(text).map_err(|_| Error::internal("a stored package cannot be read"));
        let package = read(&now)?;
        let receipt = assess(&package);
        let rankings = by_area(&package, &receipt, &peer_group);
        let old = old.as_deref().map(read).transpose()?;
        let old = old.map(|it| (assess(&it), it));
        let changes = old.as_ref().map(|it| area_changes(&rankings, &by_area(&it.1, &it.0, &peer_group))).unwrap_or_default();
        let titles = package.rule_set.areas.iter().flatten().map(|it| (it.code.clone(), it.title.clone())).collect();
        let ranked =
            |it: &Receipt| standings(it, &peer_group).into_iter().filter(|it| it.rank.is_some()).map(|it| it.unit.clone()).collect();
        let year = |it: &'_ Receipt| (it.rule_set_sha256.clone(), ranked(it));
        let (rules, units) = year(&receipt);
        let now = GroupYear { rule_set_sha256: &rules, ranked: units };
        let beside = old.map(|(receipt, package)| {
            let (rules, units) = year(&receipt);
            let not_comparable = now.not_comparable_with(&GroupYear { rule_set_sha256: &rules, ranked: units });
            Beside { year: package.campaign.year, not_comparable }
        });
        // A change between years that are not to be compared is no change of the unit's.
        let comparable = beside.as_ref().is_some_and(|it| it.not_comparable.is_empty());
        Ok((rankings, if comparable { changes } else { Vec::new() }, titles, beside))
    };
    let (mut areas, mut changes, titles, beside) = alone.work_out(work).await?;
    for area in &mut areas {
        area.places.retain(|it| page.units.contains_key(&it.unit));
    }
    changes.retain(|it| page.units.contains_key(&it.unit));
    Ok(AreasPage { areas, changes, titles, beside, ..page })
}

//! A group's rules run on the figures of the year before, ahead of launch: who would pass, which target never tells units apart, which
//! weight decides alone. Nothing of it is a result, and nothing is kept.

use crate::{Ctx, Error};
use domain::package::{PackageError, RuleSet};
use domain::policy::Action;
use domain::rehearsal::{Rehearsal, on_figures_of, rehearse};
use domain::{Campaign, Group, Package, Timestamp};
use std::collections::HashMap;

/// What a rehearsal comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rehearsed {
    /// No final run of the same peer group lies a year back.
    NoYearBefore,
    /// The rules do not fit the figures; why, as of any package.
    DoesNotFit(Vec<PackageError>),
    /// What the rules would have given.
    Done {
        /// What they would have given.
        rehearsal: Rehearsal,
        /// The names of the units, by code.
        units: HashMap<String, String>,
        /// The year of the figures.
        year: i64,
        /// When that year's final run was made.
        run_at: Timestamp,
    },
}

/// The page of a rehearsal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RehearsalPage {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// The rule set that is rehearsed.
    pub rule_set: RuleSet,
    /// What came out.
    pub rehearsed: Rehearsed,
}

/// Rehearses the rules of a group, for those who run the campaign.
pub async fn rehearsal(ctx: &Ctx, campaign: &str, peer_group: Option<&str>) -> Result<RehearsalPage, Error> {
    let (campaign, groups) = super::with_groups(ctx, campaign).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    let group = match peer_group {
        Some(code) => groups.iter().find(|it| it.peer_group == code),
        None => groups.first(),
    };
    let group = group.ok_or(Error::NotFound)?.clone();
    let rule_set = crate::package::rule_set_of(&store::rule_set::get(ctx.db(), group.rule_set).await?)?;
    let rehearsed = match store::assessment::run_before(ctx.db(), campaign.id, group.id).await? {
        None => Rehearsed::NoYearBefore,
        Some(run) => {
            let run_at = store::assessment::get(ctx.db(), run).await?.at;
            let alone = crate::whole_run::alone().await?;
            let text = store::assessment::package(ctx.db(), run).await?;
            let rules = rule_set.clone();
            alone.work_out(move || work_out(rules, &text, run_at)).await?
        }
    };
    Ok(RehearsalPage { campaign, groups, group, rule_set, rehearsed })
}

fn work_out(rule_set: RuleSet, text: &str, run_at: Timestamp) -> Result<Rehearsed, Error> {
    let year = Package::read(text).map_err(|_| Error::internal("a stored package cannot be read"))?;
    let units = year.units.iter().map(|it| (it.code.clone(), it.name.clone())).collect();
    Ok(match on_figures_of(rule_set, &year, Vec::new()) {
        Ok(package) => Rehearsed::Done { rehearsal: rehearse(&package), units, year: year.campaign.year, run_at },
        Err(errors) => Rehearsed::DoesNotFit(errors),
    })
}

//! How firm the places of a run are (honest ranking): which would swap if one weight were a tenth more or less, or if one figure that
//! verification adjusted fell to what the unit declared; units too close to be told apart; the bottom group. Nothing of it is a result.

use super::missing::chosen;
use super::ranking::{RunLine, chosen_run};
use crate::{Ctx, Error};
use domain::assessment::Assessor;
use domain::policy::Action;
use domain::ranking::{Bound, Disputed, Fall, Honest, Moved, NearTie, Scenario, Turn, bottom_group, near_ties, standings};
use domain::{Campaign, Group, Package, Quantity, Receipt, RunId, UnitId};
use num_rational::BigRational;
use std::collections::HashMap;
use store::assessment::Run;

/// The most scenarios of one kind that a page shows.
const MOST: usize = 200;

/// The units that a page names of a weight that moves many; the rest stands on the page of that target.
const FARTHEST: usize = 6;

/// The most adjusted figures that are looked at.
const MOST_DISPUTED: i64 = 500;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmnessWish {
    /// The peer group's code; the first, without one.
    pub peer_group: Option<String>,
    /// The run; the one that counts, without one.
    pub run: Option<RunId>,
    /// Units that lie within so many points of the next one are shown together.
    pub distance: Quantity,
    /// How many units the bottom group has.
    pub bottom: u32,
    /// The target whose weight alone is looked at, with every unit that it moves.
    pub target: Option<String>,
}

/// One weight moved, and what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The target's code.
    pub target: String,
    /// Which way.
    pub turn: Turn,
    /// The weight that it then has, exact.
    pub weight: BigRational,
    /// The units whose places change, the farthest first; a few, unless the target was asked for.
    pub moved: Vec<Moved>,
    /// How many units change their places.
    pub moved_count: usize,
    /// How many pairs swap.
    pub swaps: usize,
}

/// How firm the places of a run are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// The run.
    pub run: Run,
    /// The units by code.
    pub units: HashMap<String, (UnitId, String)>,
    /// The titles of targets, by code.
    pub targets: HashMap<String, String>,
    /// The titles of variables, by code.
    pub variables: HashMap<String, String>,
    /// Between which places each unit lies, best first.
    pub bounds: Vec<Bound>,
    /// How many weights were moved, each both ways.
    pub tried: usize,
    /// Those that change a place.
    pub shifts: Vec<Shift>,
    /// The adjusted figures.
    pub disputed: Vec<Disputed>,
    /// What each of them would change, where it changes a place, the outcome or the grade.
    pub falls: Vec<Fall>,
    /// Units too close to be told apart.
    pub near: Vec<NearTie>,
    /// The codes of the units at the bottom.
    pub bottom: Vec<String>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firmness {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// Its runs, newest first.
    pub runs: Vec<RunLine>,
    /// What is said of the run; none while there is none.
    pub firm: Option<Firm>,
}

/// How firm the places of a run are, for those who see the whole group.
pub async fn firmness(ctx: &Ctx, campaign: &str, wish: &FirmnessWish) -> Result<Firmness, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    let group = chosen(&groups, wish.peer_group.as_deref())?.clone();
    let runs = store::assessment::list(ctx.db(), group.id).await?;
    let firm = match chosen_run(&runs, wish.run)? {
        Some(run) => Some(firm(ctx, &campaign, &group, run, wish).await?),
        None => None,
    };
    let runs = runs.iter().map(RunLine::of).collect();
    Ok(Firmness { campaign, groups, group, runs, firm })
}

async fn firm(ctx: &Ctx, campaign: &Campaign, group: &Group, run: &Run, wish: &FirmnessWish) -> Result<Firm, Error> {
    let alone = crate::whole_run::alone().await?;
    let text = store::assessment::package(ctx.db(), run.id).await?;
    let receipt = store::assessment::receipt(ctx.db(), run.id).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let used = store::rule_set::variables(ctx.db(), group.rule_set).await?;
    let adjusted = store::figure::adjusted_of_group(ctx.db(), campaign.id, group.id, MOST_DISPUTED).await?;
    let disputed: Vec<Disputed> = adjusted
        .into_iter()
        .map(|it| Disputed { unit: it.unit, variable: it.variable, period: it.period, declared: Some(it.declared.into()) })
        .collect();
    let units = members.into_iter().filter(|it| it.group == group.id).map(|it| (it.code, (it.unit, it.name))).collect();
    let (run, wish, peer_group) = (run.clone(), wish.clone(), group.peer_group.clone());
    let variables = used.into_iter().map(|it| (it.variable.code, it.variable.title)).collect();
    let work_out = move || {
        let package = Package::read(&text).map_err(|_| Error::internal("a stored package cannot be read"))?;
        drop(text);
        let receipt = Receipt::read(&receipt).ok_or_else(|| Error::internal("a stored receipt cannot be read"))?;
        let honest = Honest::of(&package, &Assessor::new(&package).earned_by_all(), &peer_group);
        let asked = |it: &&Scenario| wish.target.as_ref().is_none_or(|target| *target == it.target);
        let changing = honest.scenarios().iter().filter(asked).filter(|it| !honest.holds(it)).take(MOST);
        let shift = |it: &Scenario| {
            let moved = honest.moved(it);
            let moved_count = moved.len();
            let most = if wish.target.is_none() { FARTHEST } else { moved_count };
            let moved = Moved::farthest(moved, most);
            Shift { target: it.target.clone(), turn: it.turn, weight: it.weight.clone(), moved, moved_count, swaps: honest.swaps(it).len() }
        };
        let shifts = changing.map(shift).collect();
        let mut bounds = honest.bounds();
        bounds.sort_by_key(|it| it.rank);
        let mut falls = domain::ranking::disputed(&package, &receipt, &disputed);
        falls.retain(|it| {
            let stands = |of: &domain::receipt::UnitResult| (of.rank, of.outcome, of.grade.clone());
            stands(&it.before) != stands(&it.after)
        });
        falls.truncate(MOST);
        let standings = standings(&receipt, &peer_group);
        Ok(Firm {
            near: near_ties(&standings, wish.distance),
            bottom: bottom_group(&standings, wish.bottom).into_iter().map(str::to_owned).collect(),
            targets: package.rule_set.targets.iter().map(|it| (it.code.clone(), it.title.clone())).collect(),
            tried: honest.scenarios().len(),
            run,
            units,
            variables,
            bounds,
            shifts,
            disputed,
            falls,
        })
    };
    alone.work_out(work_out).await
}

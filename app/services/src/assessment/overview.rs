//! The leader's one screen: who is behind, by how much, why, days left, what waits for a decision. Bounded queries; nothing is recomputed.

use crate::{Ctx, Error};
use domain::campaign::StageWindow;
use domain::policy::Action;
use domain::receipt::Outcome;
use domain::{Campaign, Group, RunId};
use std::collections::HashMap;
use store::assessment::{Missed, Named, Run};

/// How many units behind are listed in full.
const LISTED: usize = 12;

/// How many missed targets are named for each.
const NAMED: usize = 3;

/// A unit that is behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The group it is ranked in.
    pub group: Group,
    /// The unit and its result.
    pub unit: Named,
    /// The missed targets that cost most points.
    pub missed: Vec<Missed>,
    /// How many more there are.
    pub more: usize,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// Its stages.
    pub stages: Vec<StageWindow>,
    /// Its groups with their newest run, if there is one, and how many units passed, failed and wait for a decision.
    pub groups: Vec<(Group, Option<Run>, Counts)>,
    /// The units behind, worst first.
    pub behind: Vec<Behind>,
    /// How many more are behind.
    pub more: usize,
    /// Sheets that wait for the superior's answer.
    pub commitments_proposed: i64,
    /// Approved sheets that wait for a signature.
    pub commitments_unsigned: i64,
    /// Sheets that the head has signed and the authority has not.
    pub commitments_to_countersign: i64,
    /// Figures that wait for verification.
    pub figures_waiting: i64,
    /// Review cases by state.
    pub cases: Vec<(String, i64)>,
    /// Units whose result waits for a decision: the rules leave it open or rounding would change it.
    pub undecided: usize,
}

/// How a group came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Units that pass.
    pub pass: usize,
    /// Units that fail.
    pub fail: usize,
    /// Units whose outcome is left open.
    pub pending: usize,
}

/// The leader's screen of a campaign.
pub async fn overview(ctx: &Ctx, campaign: &str) -> Result<Overview, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    let stages = store::campaign::stages(ctx.db(), campaign.id).await?;
    let runs: HashMap<_, Run> =
        store::assessment::newest(ctx.db(), campaign.id, None).await?.into_iter().map(|it| (it.group, it)).collect();
    let results = store::assessment::newest_results(ctx.db(), campaign.id).await?;
    let missed = store::assessment::missed_by_failing(ctx.db(), campaign.id).await?;
    let standings = store::assessment::standings(ctx.db(), campaign.id).await?;
    let of_run: HashMap<RunId, &Group> = groups.iter().filter_map(|it| Some((runs.get(&it.id)?.id, it))).collect();
    let mut counts: HashMap<RunId, Counts> = HashMap::new();
    for (run, it) in &results {
        let counts = counts.entry(*run).or_default();
        match it.result.outcome {
            Outcome::Pass => counts.pass += 1,
            Outcome::Fail => counts.fail += 1,
            Outcome::PendingDecision => counts.pending += 1,
        }
    }
    let undecided = results.iter().filter(|(_, it)| it.result.outcome == Outcome::PendingDecision || it.result.rounding_conflict).count();
    let failing: Vec<_> = results.into_iter().filter(|(_, it)| it.result.outcome != Outcome::Pass).collect();
    let more = failing.len().saturating_sub(LISTED);
    let behind = failing.into_iter().take(LISTED).filter_map(|(run, unit)| {
        let all: Vec<&Missed> = missed.iter().filter(|it| it.unit == unit.result.unit).collect();
        let more = all.len().saturating_sub(NAMED);
        Some(Behind { group: (*of_run.get(&run)?).clone(), missed: all.into_iter().take(NAMED).cloned().collect(), unit, more })
    });
    let behind = behind.collect();
    let standing =
        |kind: &str, states: &[&str]| standings.iter().filter(|it| it.0 == kind && states.contains(&it.1.as_str())).map(|it| it.2).sum();
    Ok(Overview {
        commitments_proposed: standing("commitment", &["proposed"]),
        commitments_unsigned: standing("commitment", &["approved"]),
        commitments_to_countersign: standing("commitment", &["head_signed"]),
        figures_waiting: standing("figure", &["submitted"]),
        cases: standings.iter().filter(|it| it.0 == "review_case").map(|it| (it.1.clone(), it.2)).collect(),
        groups: groups
            .into_iter()
            .map(|it| {
                let run = runs.get(&it.id).cloned();
                let counts = run.as_ref().and_then(|it| counts.get(&it.id)).copied().unwrap_or_default();
                (it, run, counts)
            })
            .collect(),
        campaign,
        stages,
        behind,
        more,
        undecided,
    })
}

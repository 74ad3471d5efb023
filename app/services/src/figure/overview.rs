//! A campaign's figures at a glance: units × periods.

use crate::{Ctx, Error};
use domain::campaign::Member;
use domain::figure::{PeriodState, Tally};
use domain::policy::{Action, Forbidden, Place};
use domain::{Campaign, Period, UnitId};
use std::collections::{BTreeMap, HashMap};
use time::Date;

/// How many units a page shows.
pub const PAGE: usize = 50;

/// A unit's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The period.
    pub period: Period,
    /// How far it has come.
    pub tally: Tally,
    /// How it stands today.
    pub state: PeriodState,
}

/// A unit's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLine {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Who enters its figures; empty when nobody does.
    pub owners: Vec<String>,
    /// Its periods, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// What all units of the list owe together, on this page or another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Figures whose deadline is over and which are not submitted.
    pub missing: i64,
    /// Periods that are late: submitted after the deadline, or not yet.
    pub late: i64,
    /// Figures that wait for verification.
    pub waiting: i64,
    /// Units without anybody who enters figures.
    pub ownerless: i64,
}

/// The overview.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The campaign.
    pub campaign: Campaign,
    /// The columns: periods and their deadlines.
    pub periods: Vec<(Period, Date)>,
    /// The units of the page.
    pub units: Vec<UnitLine>,
    /// What all units of the list owe, whatever the page.
    pub totals: Totals,
    /// How many units there are in all.
    pub count: usize,
    /// The page, from 1.
    pub page: usize,
    /// Whether the person may write to units whose figures are late.
    pub may_remind: bool,
}

impl UnitLine {
    /// Whether figures are not submitted though their deadline is over.
    pub fn is_late(&self) -> bool {
        self.cells.iter().any(|it| matches!(it.state, PeriodState::Missing { .. }))
    }
}

/// Loads the overview of the units whose name or code holds all words, marks or not. Six statements.
pub async fn overview(ctx: &Ctx, code: &str, words: &str, page: usize) -> Result<Overview, Error> {
    if !ctx.actor.may_somewhere(Action::ViewFigures) {
        return Err(Forbidden::NoRole.into());
    }
    let db = ctx.db();
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let words = domain::fold::fold(words);
    let asked = |it: &Member| {
        let folded = domain::fold::fold(&format!("{} {}", it.name, it.code));
        words.split_whitespace().all(|word| folded.contains(word))
    };
    let seen = |it: &Member| asked(it) && ctx.actor.allow(Action::ViewFigures, &Place { unit: it.unit, path: it.path.clone() }).is_ok();
    let members: Vec<Member> = store::campaign::members(db, campaign.id).await?.into_iter().filter(seen).collect();
    let count = members.len();
    let page = page.clamp(1, count.div_ceil(PAGE).max(1));
    let expected = store::figure::expected(db, campaign.id).await?;
    let mut owed: HashMap<(i64, Period), i64> = HashMap::new();
    let mut periods: Vec<Period> = Vec::new();
    for it in &expected {
        for period in Period::of_frequency(it.frequency, campaign.year) {
            *owed.entry((it.group.0, period)).or_default() += it.number;
            if !periods.contains(&period) {
                periods.push(period);
            }
        }
    }
    periods.sort_by_key(|it| (it.to(), std::cmp::Reverse(it.from())));
    let (off, worked) = store::campaign::holidays(db).await?;
    let periods: Vec<(Period, Date)> =
        periods.into_iter().map(|it| (it, it.deadline(campaign.submit_within_working_days, &off, &worked))).collect();
    let mut tallies: BTreeMap<(i64, Period), Tally> = BTreeMap::new();
    for it in store::figure::counts(db, campaign.id, &ctx.actor.scopes(Action::ViewFigures)).await? {
        let tally = tallies.entry((it.unit.0, it.period)).or_default();
        match it.standing.as_str() {
            "entered" => tally.entered += it.number,
            "submitted" => tally.submitted += it.number,
            "returned" => tally.returned += it.number,
            _ => tally.verified += it.number,
        }
        tally.last_submitted = tally.last_submitted.max(it.last_submitted.map(|it| it.date()));
    }
    let mut owners: HashMap<UnitId, Vec<String>> = HashMap::new();
    for (unit, name) in store::figure::owners(db, campaign.id, ctx.today).await? {
        owners.entry(unit).or_default().push(name);
    }
    let mut totals = Totals::default();
    let shown = (page - 1) * PAGE..page * PAGE;
    let mut lines = Vec::with_capacity(PAGE);
    for (at, member) in members.into_iter().enumerate() {
        let mut cells = Vec::with_capacity(periods.len());
        for (period, due) in &periods {
            let expected = owed.get(&(member.group.0, *period)).copied().unwrap_or_default();
            let tally = Tally { expected, ..tallies.get(&(member.unit.0, *period)).copied().unwrap_or_default() };
            let state = tally.state(*period, *due, ctx.today);
            add(&mut totals, &tally, state);
            cells.push(Cell { period: *period, tally, state });
        }
        let owners = owners.remove(&member.unit).unwrap_or_default();
        totals.ownerless += i64::from(owners.is_empty());
        if shown.contains(&at) {
            lines.push(UnitLine { unit: member.unit, name: member.name, owners, cells });
        }
    }
    Ok(Overview {
        may_remind: ctx.actor.allow(Action::RunCampaign, &campaign.place()).is_ok(),
        campaign,
        periods,
        units: lines,
        totals,
        count,
        page,
    })
}

fn add(totals: &mut Totals, tally: &Tally, state: PeriodState) {
    totals.waiting += tally.submitted;
    match state {
        PeriodState::Missing { .. } => {
            totals.missing += tally.missing();
            totals.late += 1;
        }
        PeriodState::Waiting { days_late } | PeriodState::Verified { days_late } => totals.late += i64::from(days_late > 0),
        PeriodState::Nothing | PeriodState::NotOpen | PeriodState::Open | PeriodState::Returned => {}
    }
}

//! The entry grid of a unit's period: what is expected, what is there, what each row computes, what looks unusual.

use super::{frequency_of, reporting_is_open};
use crate::{Ctx, Error};
use domain::campaign::StageRefusal;
use domain::catalogue::UsedVariable;
use domain::figure::{FigureWarning, Tally, may_view, views_every_field, warnings};
use domain::package::{Measure, RuleSet, Term};
use domain::policy::{Action, Forbidden};
use domain::{FigureValue, Period, Quantity, Standing, UnitId};
use std::collections::HashMap;
use store::evidence::Listed;
use store::figure::{Here, NamedFigure};
use time::Date;

/// The share of a target, computed from the figures of one period alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The target's code.
    pub target: String,
    /// The target's title.
    pub title: String,
    /// The share in the target's unit of measure, rounded half away from zero to two decimals; none while a figure is missing or of nothing.
    pub value: Option<Quantity>,
    /// The terms above the line: row and factor in whole numbers.
    pub numerator: Vec<(usize, i64)>,
    /// The terms below the line.
    pub denominator: Vec<(usize, i64)>,
}

/// A row of the grid: one variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The variable and how it is reported.
    pub used: UsedVariable,
    /// The title of the variable that it may not exceed.
    pub limit: Option<String>,
    /// The figure, once it is entered, and who handled it.
    pub figure: Option<NamedFigure>,
    /// What looks unusual about it.
    pub warnings: Vec<FigureWarning>,
    /// What the row computes.
    pub shares: Vec<Share>,
    /// Its evidence, withdrawn pieces too.
    pub evidence: Vec<Listed>,
}

impl EntryRow {
    /// Whether it needs evidence and has none that stands.
    pub fn lacks_evidence(&self) -> bool {
        self.used.evidence_required && !self.evidence.iter().any(|it| it.evidence.withdrawn_reason.is_empty())
    }

    /// Whether the unit may still change it.
    pub fn open(&self) -> bool {
        self.figure.as_ref().is_none_or(|it| it.figure.open_to_unit())
    }
}

/// The entry grid of a unit and a period.
#[derive(Debug, Clone)]
pub struct EntryPage {
    /// The unit in its campaign.
    pub here: Here,
    /// The period.
    pub period: Period,
    /// The last day on which the period is reported in time.
    pub due: Date,
    /// The periods of the year for which this unit owes figures, in the order of their last day.
    pub periods: Vec<Period>,
    /// The rows.
    pub rows: Vec<EntryRow>,
    /// How far the period has come.
    pub tally: Tally,
    /// Why nothing can be entered now, or nothing against it.
    pub open: Result<(), StageRefusal>,
    /// Whether the period has begun.
    pub begun: bool,
    /// Whether the person may enter figures here.
    pub may_enter: bool,
    /// Whether the person reads all figures of the unit, whatever their field, and so its reports.
    pub sees_all: bool,
    /// Whether the person draws up the conclusion of a check of them.
    pub may_conclude: bool,
    /// Whether the person may submit them.
    pub may_submit: bool,
    /// A one-time token for submitting, where something waits for it.
    pub token: Option<String>,
}

/// Loads the entry grid. Six statements, and one more where something may be submitted.
pub async fn entry(ctx: &Ctx, unit: UnitId, period: Period, campaign: Option<&str>) -> Result<EntryPage, Error> {
    let db = ctx.db();
    let here = store::figure::here(db, unit, period.year(), campaign).await?;
    ctx.actor.allow(Action::ViewFigures, &here.place)?;
    let mut all = store::rule_set::variables(db, here.rule_set).await?;
    // The owner of a field's indicators reads that field; the other figures of the unit are not theirs to read.
    all.retain(|it| may_view(&ctx.actor, &here.place, &it.variable.owner_area).is_ok());
    if all.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let mut periods: Vec<Period> = Vec::new();
    for it in &all {
        for one in Period::of_frequency(it.frequency, here.year) {
            if !periods.contains(&one) {
                periods.push(one);
            }
        }
    }
    periods.sort_by_key(|it| (it.to(), std::cmp::Reverse(it.from())));
    let wanted = frequency_of(period).ok_or(Error::NotFound)?;
    let used: Vec<UsedVariable> = all.iter().filter(|it| it.frequency == wanted).cloned().collect();
    if used.is_empty() {
        return Err(Error::NotFound);
    }
    let (off, worked) = store::campaign::holidays(db).await?;
    let due = period.deadline(here.submit_within_working_days, &off, &worked);
    let mut figures: HashMap<_, _> =
        store::figure::of_unit_period(db, here.campaign, unit, period).await?.into_iter().map(|it| (it.figure.variable, it)).collect();
    let earlier = store::figure::earlier(db, here.campaign, unit).await?;
    let mut evidence: HashMap<i64, Vec<Listed>> = HashMap::new();
    for it in store::evidence::of_unit_period(db, here.campaign, unit, period).await? {
        if let domain::evidence::Subject::Figure(id) = it.evidence.subject {
            evidence.entry(id.0).or_default().push(it);
        }
    }
    let shares = shares(&here, &used, &figures);
    let mut tally = Tally { expected: i64::try_from(used.len()).unwrap_or(i64::MAX), ..Tally::default() };
    let mut rows = Vec::with_capacity(used.len());
    for (used, shares) in used.into_iter().zip(shares) {
        let figure = figures.remove(&used.variable.id);
        if let Some(it) = &figure {
            count(&mut tally, it);
        }
        let before: Vec<FigureValue> = earlier
            .iter()
            .filter(|(variable, at, _)| *variable == used.variable.id && at.to() < period.to())
            .map(|(_, _, value)| *value)
            .collect();
        rows.push(EntryRow {
            limit: all.iter().find(|it| it.variable.code == used.variable.limit_code).map(|it| it.variable.title.clone()),
            warnings: figure.as_ref().map(|it| warnings(it.figure.present(), &before, used.variable.cumulative)).unwrap_or_default(),
            evidence: figure.as_ref().and_then(|it| evidence.remove(&it.figure.id.0)).unwrap_or_default(),
            shares,
            figure,
            used,
        });
    }
    let open = reporting_is_open(&here, ctx);
    let may_submit = ctx.actor.allow(Action::SubmitFigures, &here.place).is_ok() && open.is_ok();
    let token = if may_submit && tally.entered > 0 { Some(crate::account::form_token(ctx).await?) } else { None };
    Ok(EntryPage {
        sees_all: views_every_field(&ctx.actor, &here.place),
        may_conclude: super::check::may_conclude(&ctx.actor, &here.place, &here.authority),
        may_enter: ctx.actor.allow(Action::EnterFigures, &here.place).is_ok() && open.is_ok() && ctx.today >= period.from(),
        begun: ctx.today >= period.from(),
        here,
        period,
        due,
        periods,
        rows,
        tally,
        open,
        may_submit,
        token,
    })
}

fn count(tally: &mut Tally, it: &NamedFigure) {
    match it.figure.standing {
        Standing::Entered => tally.entered += 1,
        Standing::Submitted => tally.submitted += 1,
        Standing::Verified { .. } | Standing::Adjusted { .. } => tally.verified += 1,
        Standing::Returned { .. } => tally.returned += 1,
    }
    let day = it.figure.submitted.map(|(_, at)| at.date());
    tally.last_submitted = tally.last_submitted.max(day);
}

/// What each row computes: a target's share stands in the row of the variable that is its own.
fn shares(here: &Here, used: &[UsedVariable], figures: &HashMap<domain::VariableId, NamedFigure>) -> Vec<Vec<Share>> {
    let mut found = vec![Vec::new(); used.len()];
    let Ok(rules) = RuleSet::read(&here.rules) else { return found };
    let row_of = |code: &str| used.iter().position(|it| it.variable.code == code);
    let terms = |terms: &[Term]| -> Option<Vec<(usize, i64)>> {
        terms
            .iter()
            .map(|it| {
                let factor = it.times.as_ref().map_or(Quantity(domain::quantity::SCALE), |it| it.quantity());
                Some((row_of(&it.variable)?, factor.is_whole().then_some(factor.0 / domain::quantity::SCALE)?))
            })
            .collect()
    };
    for target in &rules.targets {
        let Measure::Ratio { numerator, denominator, times } = &target.measure else { continue };
        let hundred = times.as_ref().is_none_or(|it| Some(it.quantity()) == Quantity::whole(100));
        let (Some(above), Some(below)) = (terms(numerator), terms(denominator)) else { continue };
        let own = above.iter().find(|(row, _)| !below.iter().any(|(it, _)| it == row)).or(above.first());
        let Some((row, _)) = own.filter(|_| hundred) else { continue };
        let amount = |row: usize| figures.get(&used.get(row)?.variable.id)?.figure.present().amount();
        let total = |terms: &[(usize, i64)]| {
            terms.iter().try_fold(Quantity::ZERO, |sum, (row, factor)| sum.checked_add(Quantity(amount(*row)?.0.checked_mul(*factor)?)))
        };
        let value = total(&above).zip(total(&below)).and_then(|(part, whole)| part.percent_of(whole));
        if let Some(place) = found.get_mut(*row) {
            place.push(Share {
                target: target.code.clone(),
                title: target.title.clone(),
                value,
                numerator: above.clone(),
                denominator: below.clone(),
            });
        }
    }
    found
}

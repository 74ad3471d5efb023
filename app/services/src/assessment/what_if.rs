//! "What must I reach by December?": a unit's figures moved on trial, and what the same rules say then. Nothing of it is kept.

use super::unit::{Opened, open};
use crate::error::FieldRefusal;
use crate::{Ctx, Error};
use domain::assessment::{RankKey, assess, rounded};
use domain::catalogue::UsedVariable;
use domain::figure::{not_negative, whole};
use domain::package::{Measure, RuleSet};
use domain::receipt::UnitResult;
use domain::run::RunKind;
use domain::what_if::{Answer, Calculator, Left, Limit, Move, Outlook, Peer};
use domain::{Campaign, FigureValue, Member, Package, Period, Quantity, Refusal, RunId, Timestamp, UnitId, ValueKind};
use std::collections::HashMap;

/// What is typed of one variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The variable's code.
    pub variable: String,
    /// What stands in its box.
    pub text: String,
}

/// A variable that can be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lever {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The unit of measure.
    pub unit_of_measure: String,
    /// What its figures hold.
    pub kind: ValueKind,
    /// Whether the figures of the year are added up; else the last one counts, or their mean.
    pub adds_up: bool,
    /// What is reported so far: added up, or the last one.
    pub now: Option<FigureValue>,
    /// The period that takes what is moved.
    pub period: Period,
    /// The codes of the targets that use it.
    pub targets: Vec<String>,
    /// What was typed.
    pub typed: String,
    /// The value that was understood of it.
    pub understood: Option<FigureValue>,
    /// The most that it can come to beside what is, and the title of the whole that holds it.
    pub most: Option<(Quantity, String)>,
}

/// The calculator of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit as a member.
    pub member: Member,
    /// The run whose figures it starts from, its kind and time.
    pub run: (RunId, RunKind, Timestamp),
    /// Whether its results are published: then nothing of the year changes any more by figures.
    pub published: bool,
    /// Decimals in which amounts are shown.
    pub decimals: u8,
    /// The variables, in the order of the targets.
    pub levers: Vec<Lever>,
    /// The titles of the targets and their units of measure, by code.
    pub titles: HashMap<String, (String, String)>,
    /// The result as it is.
    pub now: UnitResult,
    /// The result with what was typed; none where nothing was, or nothing of it could be taken.
    pub answer: Option<Answer>,
    /// What of the boxes cannot be taken.
    pub wrong: Vec<FieldRefusal>,
    /// What can still be done for the targets that are not met, by code, in the order of the targets.
    pub outlooks: Vec<(String, Outlook)>,
    /// How many units of the group have a rank.
    pub ranked: usize,
}

/// The calculator of a unit over the figures of a run; the newest one that counts, without one.
pub async fn what_if(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>, typed: &[Typed]) -> Result<WhatIf, Error> {
    let it = open(ctx, campaign, unit, run).await?;
    let used = store::rule_set::variables(ctx.db(), it.rules.id).await?;
    let (calculator, ranked) = calculator(ctx, &it).await?;
    let calculator = calculator.with_limits(limits(&used));
    let now = calculator.now().ok_or(Error::NotFound)?;
    let (mut levers, mut moves, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for variable in &used {
        let Some(mut lever) = lever(&calculator, variable, it.campaign.year) else { continue };
        if let Some(text) = typed.iter().find(|it| it.variable == lever.code).map(|it| it.text.trim()).filter(|it| !it.is_empty()) {
            lever.typed = text.to_owned();
            match read(&lever, variable.variable.counted, text) {
                Ok(value) => {
                    lever.understood = Some(value);
                    if lever.now != Some(value) {
                        moves.push(wanted(&lever, value));
                    }
                }
                Err(refusal) => wrong.push(FieldRefusal { field: lever.code.clone(), refusal }),
            }
        }
        lever.most = most(&calculator, &lever, &used);
        levers.push(lever);
    }
    // Each alone, then each beside the others; without what is refused others may no longer stand.
    moves.retain(|it| match calculator.unfit(std::slice::from_ref(it)) {
        Ok(_) => true,
        Err(refusal) => {
            wrong.push(FieldRefusal { field: it.variable().to_owned(), refusal: refusal.into() });
            false
        }
    });
    loop {
        let unfit = calculator.unfit(&moves)?;
        let Some((at, refusal)) = unfit.into_iter().next() else { break };
        let it = moves.remove(at);
        wrong.push(FieldRefusal { field: it.variable().to_owned(), refusal: refusal.into() });
    }
    let answer = if moves.is_empty() { None } else { calculator.answer(&moves)? };
    let left: Vec<Left> = used.iter().map(|variable| left(&calculator, variable, it.campaign.year, ctx.today)).collect();
    let outlooks = now.targets.iter().filter_map(|it| Some((it.code.clone(), calculator.outlook(it, &left)?))).collect();
    Ok(WhatIf {
        run: (it.run.id, it.run.kind, it.run.at),
        published: it.run.published.is_some(),
        decimals: it.package.rule_set.display_decimals,
        titles: it.package.rule_set.targets.iter().map(|it| (it.code.clone(), (it.title.clone(), it.unit.clone()))).collect(),
        campaign: it.campaign,
        member: it.member,
        levers,
        now,
        answer,
        wrong,
        outlooks,
        ranked,
    })
}

/// The calculator, and how many units of the group have a rank. Where nothing but the score ranks, the stored scores of the others are
/// enough; tie breakers need the whole package.
async fn calculator(ctx: &Ctx, it: &Opened) -> Result<(Calculator, usize), Error> {
    let results = store::assessment::results(ctx.db(), it.run.id).await?;
    let ranked = results.iter().filter(|it| it.result.rank.is_some()).count();
    if it.package.rule_set.tie_breakers().is_empty() {
        let decimals = it.package.rule_set.display_decimals;
        let key = |score: Quantity| RankKey::of_score(rounded(&score.rational(), decimals));
        let others = results.iter().filter(|there| there.result.unit != it.member.unit);
        let peers = others.map(|it| Peer { key: it.result.score.map(key), areas: Vec::new() }).collect();
        let found = Calculator::new(it.package.clone(), peers).ok_or_else(|| Error::internal("a part of a package has another unit"))?;
        return Ok((found, ranked));
    }
    let text = store::assessment::package(ctx.db(), it.run.id).await?;
    let code = it.member.code.clone();
    let work_out = move || {
        let package = Package::read(&text).map_err(|_| Error::internal("a stored package cannot be read"))?;
        Calculator::of(&package, &assess(&package), &code).ok_or(Error::NotFound)
    };
    Ok((tokio::task::spawn_blocking(work_out).await.map_err(Error::internal)??, ranked))
}

/// The first measure that uses a variable.
fn measure<'r>(rule_set: &'r RuleSet, variable: &str) -> Option<&'r Measure> {
    rule_set.targets.iter().map(|it| &it.measure).find(|it| it.variables().contains(&variable))
}

fn lever(calculator: &Calculator, it: &UsedVariable, year: i32) -> Option<Lever> {
    let rule_set = &calculator.part().rule_set;
    let code = &it.variable.code;
    let adds_up = matches!(measure(rule_set, code)?, Measure::Ratio { .. } | Measure::Sum { .. });
    let last = calculator.part().figures.iter().filter(|there| there.variable == *code).max_by_key(|it| end(&it.period));
    let now = if adds_up { calculator.reported(code).map(FigureValue::Amount) } else { last.map(|it| it.value.figure_value()) };
    Some(Lever {
        period: *Period::of_frequency(it.frequency, year).last()?,
        title: it.variable.title.clone(),
        unit_of_measure: it.variable.unit_of_measure.clone(),
        kind: calculator.kind_of(code)?,
        adds_up,
        now,
        targets: rule_set.targets.iter().filter(|it| it.measure.variables().contains(&code.as_str())).map(|it| it.code.clone()).collect(),
        typed: String::new(),
        understood: None,
        most: None,
        code: code.clone(),
    })
}

/// The last day of a period by its label.
fn end(label: &str) -> Option<time::Date> {
    label.parse::<Period>().ok().map(Period::to)
}

/// What was typed, as a figure of the variable can be.
fn read(lever: &Lever, counted: bool, text: &str) -> Result<FigureValue, Refusal> {
    let value = FigureValue::parse_as(lever.kind, text).map_err(Refusal::from)?.value;
    not_negative(value).and_then(|()| whole(value, counted)).map_err(Refusal::from)?;
    Ok(value)
}

/// Which variables are parts of others, where both are reported equally often.
fn limits(used: &[UsedVariable]) -> Vec<Limit> {
    let of = |it: &UsedVariable| {
        let whole = used.iter().find(|there| there.variable.code == it.variable.limit_code && there.frequency == it.frequency)?;
        Some(Limit { part: it.variable.code.clone(), whole: whole.variable.code.clone() })
    };
    used.iter().filter_map(of).collect()
}

/// The most that a variable whose figures are added up can come to, and the title of the whole that holds it.
fn most(calculator: &Calculator, lever: &Lever, used: &[UsedVariable]) -> Option<(Quantity, String)> {
    if !lever.adds_up {
        return None;
    }
    let (whole, most) = calculator.most(&lever.code, &lever.period.to_string())?;
    let whole = used.iter().find(|it| it.variable.code == whole)?;
    Some((most, whole.variable.title.clone()))
}

fn wanted(lever: &Lever, value: FigureValue) -> Move {
    let (variable, period) = (lever.code.clone(), lever.period.to_string());
    match value {
        FigureValue::Amount(total) if lever.adds_up => Move::Total { variable, period, total },
        value => Move::Figure { variable, period, value },
    }
}

/// The periods of a variable that have no figure.
fn left(calculator: &Calculator, it: &UsedVariable, year: i32, today: time::Date) -> Left {
    let code = &it.variable.code;
    // A figure of the year stands for its months as well.
    let own = calculator.part().figures.iter().filter(|there| there.variable == *code);
    let own: Vec<Period> = own.filter_map(|there| there.period.parse().ok()).collect();
    let reported = |period: &Period| own.iter().any(|it| it.from() <= period.to() && period.from() <= it.to());
    let lacking = Period::of_frequency(it.frequency, year).into_iter().filter(|it| !reported(it));
    let (open, late): (Vec<Period>, Vec<Period>) = lacking.partition(|it| it.to() >= today);
    let labels = |all: Vec<Period>| all.iter().map(ToString::to_string).collect();
    Left { variable: code.clone(), open: labels(open), late: labels(late) }
}

//! "What must I reach by December?": a unit's figures moved on trial, and what the same rules say then. Nothing of it is kept.

use super::unit::{Opened, open};
use crate::error::FieldRefusal;
use crate::{Ctx, Error};
use domain::assessment::{RankKey, Status, assess, rounded};
use domain::catalogue::UsedVariable;
use domain::package::{Measure, RuleSet};
use domain::receipt::UnitResult;
use domain::run::RunKind;
use domain::what_if::{Answer, Calculator, Move, Needed, Peer, Reach};
use domain::{Campaign, FigureValue, Member, Package, Period, Quantity, ReadRefusal, RunId, Timestamp, UnitId, ValueKind};
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
}

/// What would be enough for a target that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The target's code.
    pub target: String,
    /// The variable's code.
    pub variable: String,
    /// How much of it, all other figures staying as they are.
    pub needed: Needed,
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
    /// What would be enough for the targets that are not met, while periods are left.
    pub ways: Vec<Way>,
    /// How many units of the group have a rank.
    pub ranked: usize,
}

/// The calculator of a unit over the figures of a run; the newest one that counts, without one.
pub async fn what_if(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>, typed: &[Typed]) -> Result<WhatIf, Error> {
    let it = open(ctx, campaign, unit, run).await?;
    let used = store::rule_set::variables(ctx.db(), it.rules.id).await?;
    let (calculator, ranked) = calculator(ctx, &it).await?;
    let left = Left { year: it.campaign.year, today: ctx.today };
    let now = calculator.now().ok_or(Error::NotFound)?;
    let (mut levers, mut moves, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    for variable in &used {
        let Some(mut lever) = lever(&calculator, variable, it.campaign.year) else { continue };
        if let Some(text) = typed.iter().find(|it| it.variable == lever.code).map(|it| it.text.trim()).filter(|it| !it.is_empty()) {
            lever.typed = text.to_owned();
            match read(&lever, text) {
                Ok(value) => {
                    lever.understood = Some(value);
                    let wanted = wanted(&lever, value);
                    match calculator.answer(std::slice::from_ref(&wanted)) {
                        Ok(_) if lever.now == Some(value) => {}
                        Ok(_) => moves.push(wanted),
                        Err(refusal) => wrong.push(FieldRefusal { field: lever.code.clone(), refusal: refusal.into() }),
                    }
                }
                Err(refusal) => wrong.push(FieldRefusal { field: lever.code.clone(), refusal: refusal.into() }),
            }
        }
        levers.push(lever);
    }
    let answer = if moves.is_empty() { None } else { calculator.answer(&moves)? };
    let ways = ways(&calculator, &now, &used, &left);
    Ok(WhatIf {
        run: (it.run.id, it.run.kind, it.run.at),
        decimals: it.package.rule_set.display_decimals,
        titles: it.package.rule_set.targets.iter().map(|it| (it.code.clone(), (it.title.clone(), it.unit.clone()))).collect(),
        campaign: it.campaign,
        member: it.member,
        levers,
        now,
        answer,
        wrong,
        ways,
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
        code: code.clone(),
    })
}

/// The last day of a period by its label.
fn end(label: &str) -> Option<time::Date> {
    label.parse::<Period>().ok().map(Period::to)
}

fn read(lever: &Lever, text: &str) -> Result<FigureValue, ReadRefusal> {
    FigureValue::parse_as(lever.kind, text).map(|it| it.value)
}

fn wanted(lever: &Lever, value: FigureValue) -> Move {
    let (variable, period) = (lever.code.clone(), lever.period.to_string());
    match value {
        FigureValue::Amount(total) if lever.adds_up => Move::Total { variable, period, total },
        value => Move::Figure { variable, period, value },
    }
}

/// Which periods can still be reported.
struct Left {
    year: i32,
    today: time::Date,
}

impl Left {
    /// The periods of a variable that are not over and have no figure.
    fn of(&self, calculator: &Calculator, it: &UsedVariable) -> Vec<String> {
        let reported =
            |label: &String| calculator.part().figures.iter().any(|there| there.variable == it.variable.code && there.period == *label);
        let open = Period::of_frequency(it.frequency, self.year).into_iter().filter(|it| it.to() >= self.today);
        open.map(|it| it.to_string()).filter(|it| !reported(it)).collect()
    }
}

fn ways(calculator: &Calculator, now: &UnitResult, used: &[UsedVariable], left: &Left) -> Vec<Way> {
    let lacking = now.targets.iter().filter(|it| matches!(it.status, Status::NotMet | Status::NotReported));
    let mut ways = Vec::new();
    for target in lacking.filter_map(|it| calculator.part().rule_set.target(&it.code)) {
        for code in target.measure.variables() {
            let Some(variable) = used.iter().find(|it| it.variable.code == code) else { continue };
            if let Some(Reach::Needs(needed)) = calculator.reach(&target.code, code, &left.of(calculator, variable)) {
                ways.push(Way { target: target.code.clone(), variable: code.to_owned(), needed });
            }
        }
    }
    ways
}

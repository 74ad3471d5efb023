//! A rule set's formulas, points and outcomes in words.

use crate::text::{area_key, t, tf};
use domain::catalogue::{AREAS, SERVICE_GROUPS, UsedVariable};
use domain::package::{
    AdjustmentKind, Area, Decimal, Direction, Measure, Pass, Points, RuleSet, Target, Term, TieBreaker, Value, WithoutSurvey,
    ZeroDenominator,
};
use domain::{Frequency, Quantity, show_date};

/// An area's name; its code where it is of another list.
pub fn area(code: &str) -> String {
    if AREAS.contains(&code) || SERVICE_GROUPS.contains(&code) { t(&area_key(code)) } else { code.to_owned() }
}

/// An area's name as the rule set has it, else as the list of areas does.
pub fn area_of<'a>(code: &str, mut own: impl Iterator<Item = &'a Area>) -> String {
    own.find(|it| it.code == code).map_or_else(|| area(code), |it| it.title.clone())
}

/// A quantity as people read it, with as many decimals as it needs.
pub fn amount(quantity: Quantity) -> String {
    quantity.plain().replace('.', ",")
}

/// A value as people read it.
pub fn value(it: &Value) -> String {
    match it {
        Value::Amount(decimal) => amount(decimal.quantity()),
        Value::Date(day) => show_date(*day),
        Value::YesNo(true) => t("catalogue-yes"),
        Value::YesNo(false) => t("catalogue-no"),
    }
}

fn title(code: &str, variables: &[UsedVariable]) -> String {
    variables.iter().find(|it| it.variable.code == code).map_or_else(|| code.to_owned(), |it| it.variable.title.clone())
}

fn terms(list: &[Term], variables: &[UsedVariable]) -> String {
    let mut text = String::new();
    for (at, it) in list.iter().enumerate() {
        let times = it.times();
        let size = if times.is_negative() { times.checked_neg().unwrap_or(times) } else { times };
        text.push_str(match (at, times.is_negative()) {
            (0, false) => "",
            (0, true) => "− ",
            (_, false) => " + ",
            (_, true) => " − ",
        });
        if amount(size) != "1" {
            text.push_str(&format!("{} × ", amount(size)));
        }
        text.push_str(&title(&it.variable, variables));
    }
    text
}

/// How a target's value comes from the figures.
pub fn formula(measure: &Measure, variables: &[UsedVariable]) -> String {
    match measure {
        Measure::Ratio { numerator, denominator, times } => {
            let times = times.as_ref().map_or(Quantity(1_000_000), |it| it.quantity());
            format!("({}) ÷ ({}) × {}", terms(numerator, variables), terms(denominator, variables), amount(times))
        }
        Measure::Sum { of } => tf("formula-sum", &[("terms", terms(of, variables).into())]),
        Measure::Latest { of } => tf("formula-latest", &[("variable", title(of, variables).into())]),
        Measure::Mean { of } => tf("formula-mean", &[("variable", title(of, variables).into())]),
        Measure::Date { of } => tf("formula-date", &[("variable", title(of, variables).into())]),
        Measure::YesNo { of } => tf("formula-yes-no", &[("variable", title(of, variables).into())]),
        Measure::Manual => t("formula-manual"),
    }
}

/// The target with its direction: `≥ 98 %`.
pub fn goal(it: &Target) -> String {
    let value = value(&it.target);
    match it.direction {
        Direction::Higher => format!("≥ {value} {}", it.unit),
        Direction::Lower => format!("≤ {value} {}", it.unit),
        Direction::Earlier => tf("goal-earlier", &[("day", value.into())]),
        Direction::Yes => t("goal-yes"),
        Direction::Range => {
            let to = it.target_to.as_ref().map_or_else(|| value.clone(), |to| amount(to.quantity()));
            format!("{value}–{to} {}", it.unit)
        }
    }
}

/// How the value becomes points.
pub fn points(it: &Points) -> String {
    match it {
        Points::Binary => t("points-binary"),
        Points::Proportional => t("points-proportional"),
        Points::Manual => t("points-manual"),
        Points::ThresholdProportional { full_at } => tf("points-threshold", &[("value", amount(full_at.quantity()).into())]),
        Points::FloorThenProportional { floor } => tf("points-floor", &[("value", amount(floor.quantity()).into())]),
        Points::Steps { steps } => {
            let mut steps: Vec<_> = steps.iter().collect();
            steps.sort_by_key(|it| it.from.quantity());
            let list: Vec<String> =
                steps.iter().map(|it| format!("{} → {}", amount(it.from.quantity()), amount(it.share.quantity()))).collect();
            tf("points-steps", &[("steps", list.join("; ").into())])
        }
        Points::Deduct { penalty } => tf("points-deduct", &[("penalty", amount(penalty.quantity()).into())]),
    }
}

/// How often a variable is reported.
pub fn frequency(it: Frequency) -> String {
    t(match it {
        Frequency::Month => "frequency-month",
        Frequency::Quarter => "frequency-quarter",
        Frequency::HalfYear => "frequency-half-year",
        Frequency::Year => "frequency-year",
    })
}

fn without_survey(it: WithoutSurvey) -> String {
    t(match it {
        WithoutSurvey::Zero => "without-survey-zero",
        WithoutSurvey::Rescale => "without-survey-rescale",
    })
}

/// What version 2 of the format adds to a target: label and text, nothing where it says nothing.
pub fn besides(it: &Target) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    let mut say = |label: &str, text: Option<String>| parts.extend(text.map(|text| (t(label), text)));
    say("draft-box-stretch", it.stretch.as_ref().map(value));
    say("draft-box-gate", it.gate.as_ref().map(|it| amount(it.cap.quantity())));
    say("draft-box-max-survey", it.max_survey.as_ref().map(|it| amount(it.quantity())));
    say("target-without-survey", it.without_survey.map(without_survey));
    let interim = it.interim().iter().map(|it| {
        let to = it.value_to.as_ref().map(|to| format!("–{}", amount(to.quantity()))).unwrap_or_default();
        format!("{}: {}{to}", crate::pages::assessment::words::period(it.period), value(&it.value))
    });
    let interim = interim.collect::<Vec<_>>().join("; ");
    say("target-interim", Some(interim).filter(|it| !it.is_empty()));
    parts
}

/// What decides between units of one score, the first first.
pub fn tie_breakers(rules: &RuleSet) -> String {
    let list = rules.tie_breakers().iter().map(|it| match it {
        TieBreaker::Target(code) => tf("tie-breaker-target", &[("code", code.as_str().into())]),
        TieBreaker::Actual(code) => tf("tie-breaker-actual", &[("code", code.as_str().into())]),
        TieBreaker::Area(code) => tf("tie-breaker-area", &[("area", area_of(code, rules.areas.iter().flatten()).into())]),
        TieBreaker::Survey => t("tie-breaker-survey"),
        TieBreaker::Met => t("tie-breaker-met"),
        TieBreaker::Exceeded => t("tie-breaker-exceeded"),
    });
    let list = list.enumerate().map(|(at, it)| format!("({}) {it}", at + 1)).collect::<Vec<_>>().join("; ");
    if list.is_empty() { t("tie-breaker-none") } else { list }
}

/// The points after the total with their greatest sums; empty where there are none.
pub fn adjustments(rules: &RuleSet) -> String {
    let of = |kind: AdjustmentKind, cap: Option<&Decimal>, label: &str| {
        let list = rules.adjustments().iter().filter(|it| it.kind == kind);
        let list: Vec<String> = list.map(|it| format!("{} ≤ {}", it.title, amount(it.cap.quantity()))).collect();
        let cap = cap.map(|it| tf("adjustments-cap", &[("points", amount(it.quantity()).into())])).unwrap_or_default();
        (!list.is_empty()).then(|| format!("{}: {}{cap}", t(label), list.join(", ")))
    };
    let bonus = of(AdjustmentKind::Bonus, rules.bonus_cap.as_ref(), "adjustments-bonus");
    let malus = of(AdjustmentKind::Malus, rules.malus_cap.as_ref(), "adjustments-malus");
    bonus.into_iter().chain(malus).collect::<Vec<_>>().join("; ")
}

/// What else a target says: that it is a gate, may be exceeded, what a denominator of 0 means.
pub fn remarks(it: &Target) -> String {
    let mut words = Vec::new();
    if it.mandatory() {
        words.push(t("target-mandatory"));
    }
    if it.can_exceed() {
        words.push(t("target-can-exceed"));
    }
    if matches!(it.measure, Measure::Ratio { .. }) {
        words.push(t(match it.zero_denominator() {
            ZeroDenominator::NotApplicable => "zero-not-applicable",
            ZeroDenominator::Zero => "zero-zero",
            ZeroDenominator::Full => "zero-full",
        }));
    }
    words.join("; ")
}

/// When a unit passes.
pub fn pass(it: &Pass) -> String {
    let percent = |it: &domain::package::Decimal| amount(Quantity(it.quantity().0.saturating_mul(100)));
    match it {
        Pass::AllTargets => t("pass-all-targets"),
        Pass::ShareOfTargets { fail_below, pass_from } if fail_below == pass_from => {
            tf("pass-share-of-targets-at", &[("pass", percent(pass_from).into())])
        }
        Pass::ShareOfTargets { fail_below, pass_from } => {
            tf("pass-share-of-targets", &[("fail", percent(fail_below).into()), ("pass", percent(pass_from).into())])
        }
        Pass::WeightedScore { pass_from } => tf("pass-weighted-score", &[("score", amount(pass_from.quantity()).into())]),
        Pass::ScoreAndGates { pass_from } => tf("pass-score-and-gates", &[("score", amount(pass_from.quantity()).into())]),
        Pass::IndexBased { pass_from } => tf("pass-index-based", &[("score", amount(pass_from.quantity()).into())]),
    }
}

/// A grade's name; its code where it is of another list.
pub fn grade(code: &str) -> String {
    match code {
        "excellent" => t("rule-grade-excellent"),
        "good" => t("rule-grade-good"),
        "completed" => t("rule-grade-completed"),
        "not_completed" => t("rule-grade-not-completed"),
        other => other.to_owned(),
    }
}

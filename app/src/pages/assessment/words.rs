//! Words of results: states, outcomes, grades, values.

use crate::components::{Link, Meaning};
use crate::text::{Lang, lang, t, tf};
use crate::urls;
use domain::assessment::{Actual, Status};
use domain::grading::Grade;
use domain::package::Exemption;
use domain::ranking::{Movement, NotComparable};
use domain::receipt::Outcome;
use domain::run::RunKind;
use domain::{Campaign, FigureValue, Period, Quantity, show_date};
use services::assessment::{Run, RunLine};
use time::Date;

/// A target that is not met may still be met while the year goes on.
pub fn status(it: Status, run: RunKind) -> (String, Meaning) {
    match it {
        Status::Met => (t("assessment-status-met"), Meaning::Good),
        Status::NotMet if run == RunKind::Final => (t("assessment-status-missed"), Meaning::Failing),
        Status::NotMet => (t("assessment-status-not-met"), Meaning::Failing),
        Status::NotReported => (t("assessment-status-not-reported"), Meaning::Attention),
        Status::NotApplicable => (t("assessment-status-not-applicable"), Meaning::Neutral),
        Status::Exempt => (t("assessment-status-exempt"), Meaning::Neutral),
    }
}

pub fn outcome(it: Outcome) -> (String, Meaning) {
    match it {
        Outcome::Pass => (t("assessment-outcome-pass"), Meaning::Good),
        Outcome::Fail => (t("assessment-outcome-fail"), Meaning::Failing),
        Outcome::PendingDecision => (t("assessment-outcome-pending"), Meaning::Attention),
    }
}

pub fn grade(code: Option<&str>) -> String {
    match code {
        Some("excellent") => t("assessment-grade-excellent"),
        Some("good") => t("assessment-grade-good"),
        Some("completed") => t("assessment-grade-completed"),
        Some("not_completed") => t("assessment-grade-not-completed"),
        Some(local) => local.to_owned(),
        None => "–".to_owned(),
    }
}

/// That a unit fails although its score has a grade above that of failing; the two go by different things.
pub fn outcome_beside_grade(outcome: Outcome, code: Option<&str>) -> Option<String> {
    let above = code.and_then(Grade::of).is_some_and(|it| it > Grade::NotCompleted);
    (outcome == Outcome::Fail && above).then(|| {
        let args = [("outcome", self::outcome(outcome).0.into()), ("grade", grade(code).into())];
        tf("assessment-outcome-and-grade", &args)
    })
}

pub fn kind(it: RunKind) -> (String, Meaning) {
    match it {
        RunKind::Provisional => (t("assessment-kind-provisional"), Meaning::Attention),
        RunKind::Final => (t("assessment-kind-final"), Meaning::Good),
    }
}

pub fn actual(it: &Actual, unit: &str) -> String {
    match it {
        Actual::Amount(it) => it.in_unit(unit),
        Actual::Date(it) => show_date(*it),
        Actual::YesNo(it) => value(FigureValue::YesNo(*it)),
    }
}

/// What a target came to, with its unit of measure where it is an amount.
pub fn actual_with_unit(it: &Actual, unit: &str) -> String {
    match it {
        Actual::Amount(_) => measured(&actual(it, unit), unit),
        Actual::Date(_) | Actual::YesNo(_) => actual(it, unit),
    }
}

/// A value of a figure in the language of the page.
pub fn value(it: FigureValue) -> String {
    match it {
        FigureValue::YesNo(true) => t("assessment-yes"),
        FigureValue::YesNo(false) => t("assessment-no"),
        other => other.to_string(),
    }
}

/// A number with its unit of measure: `98,50%` in one, `1.250 hồ sơ` apart.
pub fn measured(number: &str, unit: &str) -> String {
    match unit {
        "" => number.to_owned(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// A value as a receipt spells it, in its unit of measure.
pub fn spelled(text: &str, unit: &str) -> String {
    match domain::assessment::Rounded::read(text) {
        Some(it) => it.in_unit(unit),
        None => FigureValue::from_plain(text).map_or_else(|| text.to_owned(), value),
    }
}

/// What was committed to, with its unit: `≥ 60%`, `≤ 0 hồ sơ`, a day.
pub fn goal_of(direction: &str, committed: FigureValue, unit: &str) -> String {
    let shown = value(committed);
    let measured = measured(&shown, unit);
    match direction {
        "higher" => format!("≥ {measured}"),
        "lower" => format!("≤ {measured}"),
        "earlier" => tf("assessment-goal-by", &[("day", shown.into())]),
        _ => shown,
    }
}

pub fn score(it: Option<Quantity>) -> String {
    it.map_or_else(|| "–".to_owned(), |it| it.fixed(2))
}

pub fn period(it: Period) -> String {
    match lang() {
        Lang::Vi => it.name_vi(),
        Lang::En => it.name_en(),
    }
}

/// Why two years are not to be compared directly, in sentences.
pub fn not_comparable(why: &[NotComparable]) -> String {
    why.iter().map(|it| t(it.key())).collect::<Vec<_>>().join(" ")
}

pub fn movement(it: Movement) -> String {
    match it {
        Movement::Up(places) => format!("▲ {places}"),
        Movement::Down(places) => format!("▼ {places}"),
        Movement::Same => t("assessment-movement-same"),
        Movement::Unknown => t("assessment-movement-unknown"),
        Movement::NotComparable => t("assessment-movement-not-comparable"),
    }
}

/// The line of a run in the choice of runs.
pub fn run_line(it: &RunLine) -> String {
    let line =
        tf("assessment-run-line", &[("kind", kind(it.kind).0.into()), ("at", it.at.to_string().into()), ("by", it.by.as_str().into())]);
    if it.published { format!("{line} – {}", t("decision-published-short")) } else { line }
}

/// Whether a run's results are published, and by which decision; nothing of a provisional one, which nobody publishes.
pub fn publication(it: &Run) -> Option<String> {
    match (&it.published, it.kind) {
        (Some(by), _) => Some(tf("decision-published", &[("number", by.shown.clone().into()), ("day", show_date(by.decided_on).into())])),
        (None, RunKind::Final) => Some(t("decision-unpublished")),
        (None, RunKind::Provisional) => None,
    }
}

/// The way to the pages of results.
pub fn crumbs(campaign: &Campaign) -> Vec<Link> {
    vec![Link::new(campaign.title.clone(), urls::campaign(&campaign.code)), Link::new(t("assessment-title"), urls::ranking(&campaign.code))]
}

/// An external result's value in words.
pub fn published(points: Option<Quantity>, rank: Option<i64>, out_of: Option<i64>) -> String {
    let mut parts = Vec::new();
    parts.extend(points.map(|it| it.to_string()));
    parts.extend(rank.map(|rank| match out_of {
        Some(count) => tf("assessment-external-rank-of", &[("rank", rank.into()), ("count", count.into())]),
        None => tf("assessment-external-rank", &[("rank", rank.into())]),
    }));
    parts.join("; ")
}

/// The legal note of an exemption, with the amendment by which it came.
pub fn exempt(it: &Exemption) -> String {
    by_amendment(&it.basis, it.amendment.as_ref().map(|by| (by.number.as_str(), by.effective_on)))
}

/// A legal note, with the amendment by which the exemption came.
pub fn by_amendment(basis: &str, amendment: Option<(&str, Date)>) -> String {
    match amendment {
        None => basis.to_owned(),
        Some((number, day)) => {
            let number = number.to_owned();
            tf("assessment-exempt-by", &[("basis", basis.to_owned().into()), ("number", number.into()), ("day", show_date(day).into())])
        }
    }
}

//! What a run of a year's assessment expects: which figures each unit owes, which of them are verified, and why a run is refused.
//! It computes no result; `assessment` does.

use crate::RunId;
use crate::catalogue::UsedVariable;
use crate::ids::{UnitId, VariableId};
use crate::package::RuleSet;
use crate::period::Period;
use crate::{Quantity, refusals};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use time::Date;

/// How a run counts what is not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// It counts what is verified so far and says how many figures are missing.
    Provisional,
    /// Every expected figure is verified, or a named person said why it counts as missing.
    Final,
}

impl RunKind {
    /// The name in the database and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Final => "final",
        }
    }

    /// The kind of a name.
    pub fn of(code: &str) -> Option<Self> {
        [Self::Provisional, Self::Final].into_iter().find(|it| it.code() == code)
    }
}

refusals! {
    /// Why a run is refused.
    pub enum AssessRefusal {
        /// A final run needs every expected figure verified, or a named person's reason why it counts as missing.
        FiguresMissing,
        /// The group has no unit.
        NoUnits,
        /// A final run needs every manual target appraised, or a named person's reason why it is not.
        AppraisalsMissing,
    }
}

refusals! {
    /// Why a reason for a missing figure is refused.
    pub enum ExcuseRefusal {
        /// No such figure is expected, or it is verified.
        NotMissing,
        /// The reason is blank.
        Blank,
        /// The reason has more than 2.000 characters.
        TooLong,
        /// The reason has a character that papers cannot print.
        Unprintable,
    }
}

refusals! {
    /// Why a result that others published is refused.
    pub enum PublishRefusal {
        /// The title or the source is blank.
        Blank,
        /// A text has more than 500 characters.
        TooLong,
        /// A text has a character that papers cannot print.
        Unprintable,
        /// There are neither points nor a rank nor a note.
        NothingGiven,
        /// A rank is a whole number from 1.
        NotARank,
        /// The rank is above the number that it is out of.
        RankAboveCount,
        /// Where the published score is the unit's score, it lies from 0 to 100.
        ScoreOutOfRange,
    }
}

/// Whether a published score can be a unit's score where the rules go by it (`index_based`).
pub fn score_published(points: Quantity) -> Result<(), PublishRefusal> {
    let within = !points.is_negative() && Quantity::whole(100).is_some_and(|most| points <= most);
    if within { Ok(()) } else { Err(PublishRefusal::ScoreOutOfRange) }
}

/// Why an expected figure is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhyMissing {
    /// Nothing was reported.
    Absent,
    /// Something was reported and is not verified, or covers a part of the period only.
    Unverified,
}

/// A figure as a run sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// Its period; none where the label is no reporting period.
    pub period: Option<Period>,
    /// Whether its value is verified.
    pub verified: bool,
}

/// An expected figure that is not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Missing {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period.
    pub period: Period,
    /// Why it is missing.
    pub why: WhyMissing,
}

/// A unit and the codes of the targets from which it is exempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The unit.
    pub unit: UnitId,
    /// The codes of the targets that do not apply to it.
    pub exempt: Vec<String>,
}

/// What was reported of a unit's variable in a year, by month.
#[derive(Debug, Clone, Copy, Default)]
struct Coverage {
    reported: u16,
    verified: u16,
}

/// The expected figures that are not verified: for every unit every variable of a target that applies to it, in every period of the
/// variable's frequency whose cut-off lies before `on`, or in all of the year. A period is there where verified figures cover all of its
/// months, whatever their labels (a finished year may come as one figure or as twelve).
pub fn missing(
    rule_set: &RuleSet,
    used: &[UsedVariable],
    units: &[Expected],
    reported: &[Reported],
    year: i32,
    on: Option<Date>,
) -> Vec<Missing> {
    let mut coverage: HashMap<(UnitId, VariableId), Coverage> = HashMap::with_capacity(units.len() * used.len());
    for it in reported {
        let Some(period) = it.period.filter(|it| it.year() == year) else { continue };
        let cell = coverage.entry((it.unit, it.variable)).or_default();
        cell.reported |= period.month_bits();
        if it.verified {
            cell.verified |= period.month_bits();
        }
    }
    let slots: Vec<(&str, VariableId, Vec<Period>)> = used
        .iter()
        .map(|it| {
            let periods = Period::of_frequency(it.frequency, year).into_iter().filter(|it| on.is_none_or(|day| it.to() < day)).collect();
            (it.variable.code.as_str(), it.variable.id, periods)
        })
        .collect();
    let everything = needed(rule_set, &[]);
    let mut missing = Vec::new();
    for unit in units {
        let own;
        let needed = if unit.exempt.is_empty() {
            &everything
        } else {
            own = needed(rule_set, &unit.exempt);
            &own
        };
        for (_, variable, periods) in slots.iter().filter(|it| needed.contains(it.0)) {
            let cell = coverage.get(&(unit.unit, *variable)).copied().unwrap_or_default();
            for period in periods {
                let mask = period.month_bits();
                if cell.verified & mask != mask {
                    let why = if cell.reported & mask == 0 { WhyMissing::Absent } else { WhyMissing::Unverified };
                    missing.push(Missing { unit: unit.unit, variable: *variable, period: *period, why });
                }
            }
        }
    }
    missing
}

/// A manual target of a unit that nobody has appraised.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unappraised {
    /// The unit.
    pub unit: UnitId,
    /// The target's code.
    pub target: String,
}

/// The manual targets that apply to each unit and that nobody has appraised. `appraised` names those that somebody has.
pub fn unappraised(rule_set: &RuleSet, units: &[Expected], appraised: &HashSet<(UnitId, &str)>) -> Vec<Unappraised> {
    let manual: Vec<&str> = rule_set.targets.iter().filter(|it| it.is_manual()).map(|it| it.code.as_str()).collect();
    let of_unit = |unit: &Expected| {
        let lacking = |code: &&&str| !unit.exempt.iter().any(|it| it == **code) && !appraised.contains(&(unit.unit, **code));
        let found: Vec<_> = manual.iter().filter(lacking).map(|it| Unappraised { unit: unit.unit, target: (*it).to_owned() }).collect();
        found
    };
    units.iter().flat_map(of_unit).collect()
}

/// The variables of the targets that apply.
pub fn needed<'r>(rule_set: &'r RuleSet, exempt: &[String]) -> HashSet<&'r str> {
    rule_set.targets.iter().filter(|it| !exempt.contains(&it.code)).flat_map(|it| it.measure.variables()).collect()
}

/// Which verified figures a package takes so that no two of one unit and variable overlap: those of the expected periods first, then,
/// in the order given, those that overlap none that is taken. `expected` says whether a figure's label is one of its variable's frequency.
pub fn without_overlaps(figures: &[Reported], expected: impl Fn(&Reported) -> bool) -> Vec<bool> {
    let mut taken: HashMap<(UnitId, VariableId, i32), u16> = HashMap::new();
    let mut keep = vec![false; figures.len()];
    for first in [true, false] {
        for (it, keep) in figures.iter().zip(&mut keep) {
            if expected(it) != first {
                continue;
            }
            let Some(period) = it.period else {
                *keep = true;
                continue;
            };
            let mask = taken.entry((it.unit, it.variable, period.year())).or_default();
            if *mask & period.month_bits() == 0 {
                *mask |= period.month_bits();
                *keep = true;
            }
        }
    }
    keep
}

/// The Vietnamese name of a grade that the usual rule sets use, as papers print it (`domain.md` 7); a local code stays as it is.
pub fn grade_name_vi(code: &str) -> &str {
    match code {
        "excellent" => "Hoàn thành xuất sắc nhiệm vụ",
        "good" => "Hoàn thành tốt nhiệm vụ",
        "completed" => "Hoàn thành nhiệm vụ",
        "not_completed" => "Không hoàn thành nhiệm vụ",
        other => other,
    }
}

/// The run beside which another one is read, unless somebody asks for one: the newest older run of its kind. The runs are those of one group.
pub fn partner(runs: impl IntoIterator<Item = (RunId, RunKind)>, after: (RunId, RunKind)) -> Option<RunId> {
    let older = runs.into_iter().filter(|it| it.1 == after.1 && it.0.0 < after.0.0);
    older.map(|it| it.0).max_by_key(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Variable;
    use crate::{Frequency, Package, ValueKind};
    use time::macros::date;

    const WORKED: &str = include_str!("../../testing/data/cam-giang-2022.package.json");
    const UNIT: UnitId = UnitId(1);

    fn used(codes: &[(&str, Frequency)]) -> Vec<UsedVariable> {
        let variable = |(id, code): (i64, &str)| Variable {
            id: VariableId(id),
            code: code.to_owned(),
            title: String::new(),
            unit_of_measure: String::new(),
            kind: ValueKind::Amount,
            limit_code: String::new(),
            owner_area: String::new(),
            cumulative: false,
            counted: false,
            definition: String::new(),
            legal_basis: String::new(),
            source: String::new(),
            revision: 1,
        };
        (1..)
            .zip(codes)
            .map(|(id, it)| UsedVariable { variable: variable((id, it.0)), frequency: it.1, evidence_required: false })
            .collect()
    }

    fn reported(variable: i64, period: &str, verified: bool) -> Reported {
        Reported { unit: UNIT, variable: VariableId(variable), period: period.parse().ok(), verified }
    }

    fn all(exempt: &[&str]) -> Vec<Expected> {
        vec![Expected { unit: UNIT, exempt: exempt.iter().map(|it| (*it).to_owned()).collect() }]
    }

    #[test]
    fn a_year_is_there_as_one_figure_or_as_twelve() {
        let rules = Package::read(WORKED).unwrap().rule_set;
        let used = used(&[("received", Frequency::Year)]);
        assert_eq!(missing(&rules, &used, &all(&[]), &[reported(1, "2022", true)], 2022, None), []);
        let mut months: Vec<_> = Period::months_of(2022).iter().map(|it| reported(1, &it.to_string(), true)).collect();
        assert_eq!(missing(&rules, &used, &all(&[]), &months, 2022, None), []);
        months.pop();
        assert_eq!(missing(&rules, &used, &all(&[]), &months, 2022, None).first().map(|it| it.why), Some(WhyMissing::Unverified));
        assert_eq!(missing(&rules, &used, &all(&[]), &[], 2022, None).first().map(|it| it.why), Some(WhyMissing::Absent));
    }

    #[test]
    fn a_running_year_owes_the_periods_whose_cut_off_has_passed() {
        let rules = Package::read(WORKED).unwrap().rule_set;
        let used = used(&[("received", Frequency::Month)]);
        let there = missing(&rules, &used, &all(&[]), &[], 2022, Some(date!(2022 - 03 - 15)));
        assert_eq!(there.iter().map(|it| it.period.to_string()).collect::<Vec<_>>(), ["2022-M01", "2022-M02", "2022-M03"]);
        assert_eq!(missing(&rules, &used, &all(&[]), &[], 2022, Some(date!(2022 - 03 - 14))).len(), 2);
    }

    #[test]
    fn a_variable_of_exempt_targets_alone_is_not_owed() {
        let rules = Package::read(WORKED).unwrap().rule_set;
        let used = used(&[("initiatives", Frequency::Year), ("late", Frequency::Year)]);
        let left = missing(&rules, &used, &all(&["T10", "T02"]), &[], 2022, None);
        assert_eq!(left.iter().map(|it| it.variable).collect::<Vec<_>>(), [VariableId(2)], "T01 needs the late ones too");
    }

    #[test]
    fn a_published_score_lies_from_0_to_100() {
        for (points, sound) in [("0", true), ("100", true), ("100.0001", false), ("-1", false)] {
            assert_eq!(score_published(Quantity::from_plain(points).unwrap()).is_ok(), sound, "{points}");
        }
    }

    #[test]
    fn a_manual_target_waits_for_its_appraisal_unless_the_unit_is_exempt() {
        let rules = Package::read(include_str!("../../testing/data/vi-du-2.package.json")).unwrap().rule_set;
        let left = |exempt: &[&str], done: &[&str]| {
            let done: HashSet<_> = done.iter().map(|it| (UNIT, *it)).collect();
            unappraised(&rules, &all(exempt), &done).into_iter().map(|it| it.target).collect::<Vec<_>>()
        };
        assert_eq!(left(&[], &[]), ["T11", "T12"]);
        assert_eq!(left(&["T11"], &[]), ["T12"]);
        assert_eq!(left(&["T11"], &["T12"]), Vec::<String>::new());
        let first = Package::read(WORKED).unwrap().rule_set;
        assert_eq!(unappraised(&first, &all(&[]), &HashSet::new()), [], "version 1 has no manual targets");
    }

    #[test]
    fn a_figure_of_the_year_beside_its_months_is_taken_once() {
        let figures = [reported(1, "2022", true), reported(1, "2022-M01", true), reported(1, "2022-M02", true), reported(2, "2022", true)];
        let monthly = |it: &Reported| matches!(it.period.map(Period::span), Some(crate::period::Span::Month(_)));
        assert_eq!(without_overlaps(&figures, monthly), [false, true, true, true]);
        assert_eq!(without_overlaps(&figures, |it| !monthly(it)), [true, false, false, true]);
    }

    #[test]
    fn a_run_is_read_beside_the_newest_older_one_of_its_kind() {
        use RunKind::{Final, Provisional};
        let runs = [(RunId(9), Final), (RunId(8), Provisional), (RunId(5), Provisional), (RunId(3), Final), (RunId(1), Final)];
        assert_eq!(partner(runs, (RunId(9), Final)), Some(RunId(3)));
        assert_eq!(partner(runs, (RunId(8), Provisional)), Some(RunId(5)));
        assert_eq!(partner(runs, (RunId(5), Provisional)), None, "a final run before it is no partner of a provisional one");
        assert_eq!(partner(runs, (RunId(1), Final)), None);
    }
}

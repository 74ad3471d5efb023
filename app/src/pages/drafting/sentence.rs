//! A target's rules as sentences, from the rules themselves.

use crate::pages::assessment::words::period;
use crate::pages::catalogue::words::amount;
use crate::text::{code_key, t, tf};
use domain::catalogue::UsedVariable;
use domain::drafting::{Band, Clause};
use domain::package::{Direction, Interim, Target};
use domain::{FigureValue, Quantity, fold};

/// What a target's rules say, and what its numbers are in.
pub struct Said<'t> {
    /// The target.
    pub target: &'t Target,
    /// The variables of the catalogue.
    pub variables: &'t [UsedVariable],
}

impl Said<'_> {
    /// An amount of the target in its unit: `90%`, `12 hồ sơ`.
    fn measured(&self, it: Quantity) -> String {
        match self.target.unit.as_str() {
            "%" => format!("{}%", amount(it)),
            unit => format!("{} {unit}", amount(it)),
        }
    }

    fn value(&self, it: FigureValue) -> String {
        match it {
            FigureValue::Amount(it) => self.measured(it),
            other => other.to_string(),
        }
    }

    /// A clause as one sentence; none where another one says it.
    pub fn sentence(&self, clause: &Clause) -> String {
        let example = |it: &Option<(Quantity, Quantity)>| match it {
            None => ".".to_owned(),
            Some((value, points)) => tf("clause-example", &[("value", self.measured(*value).into()), ("points", amount(*points).into())]),
        };
        match clause {
            Clause::Met { direction, value, to } => {
                let to = to.map(|it| self.measured(it)).unwrap_or_default();
                tf(&code_key("clause-met", direction.code()), &[("value", self.value(*value).into()), ("to", to.into())])
            }
            Clause::MetFromPoints(points) => tf("clause-met-points", &[("points", amount(*points).into())]),
            Clause::AllOrNothing(all) => tf("clause-all-or-nothing", &[("all", amount(*all).into())]),
            Clause::InProportion { all, direction, goal, example: one } => tf(
                &code_key("clause-proportion", direction.code()),
                &[("all", amount(*all).into()), ("goal", self.measured(*goal).into()), ("example", example(one).into())],
            ),
            Clause::FullFrom { all, full_at, example: one } => tf(
                "clause-full-from",
                &[("all", amount(*all).into()), ("value", self.measured(*full_at).into()), ("example", example(one).into())],
            ),
            Clause::NothingBelow { all, floor, goal } => tf(
                "clause-nothing-below",
                &[("all", amount(*all).into()), ("floor", self.measured(*floor).into()), ("goal", self.measured(*goal).into())],
            ),
            Clause::Bands { all, bands } => self.bands(*all, bands),
            Clause::LessForEach { all, each, none_from, of } => {
                let rest = match none_from {
                    Some(it) => tf("clause-none-from", &[("value", self.measured(*it).into())]),
                    None => t("clause-down-to-none"),
                };
                let each_one = self.each_one(of.as_deref());
                tf(
                    "clause-less",
                    &[("each", each_one.into()), ("points", amount(*each).into()), ("all", amount(*all).into()), ("rest", rest.into())],
                )
            }
            Clause::Given { appraised, survey: Quantity::ZERO } => tf("clause-given", &[("appraised", amount(*appraised).into())]),
            Clause::Given { appraised, survey } => {
                tf("clause-given-surveyed", &[("appraised", amount(*appraised).into()), ("survey", amount(*survey).into())])
            }
            Clause::WithoutSurvey(it, all) => tf(&code_key("clause-without-survey", it.code()), &[("all", amount(*all).into())]),
            Clause::Exceeded(_, None) => t("clause-exceeded"),
            Clause::Exceeded(direction, Some(value)) => {
                tf(&code_key("clause-exceeded", direction.code()), &[("value", self.value(*value).into())])
            }
            Clause::Gate(cap) => tf("clause-gate", &[("cap", amount(*cap).into())]),
            Clause::AllTargets => t("clause-all-targets"),
            Clause::Mandatory => t("clause-mandatory"),
            Clause::MandatoryForGrades => t("clause-mandatory-for-grades"),
            Clause::CountsForShare => t("clause-counts-for-share"),
            Clause::ZeroDenominator(it) => t(&code_key("clause-zero", it.code())),
            Clause::Interim(goals) => {
                let goals = goals.iter().map(|it| self.goal(it)).collect::<Vec<_>>().join("; ");
                tf("clause-interim", &[("goals", goals.into())])
            }
        }
    }

    /// `Từ 90% trở lên được cả 10 điểm; từ 80% đến dưới 90% được 7 điểm; dưới 80% không có điểm.`
    fn bands(&self, all: Quantity, bands: &[Band]) -> String {
        let band = |it: &Band| {
            let points = match it.points {
                Quantity::ZERO => t("clause-band-none"),
                points if points == all => tf("clause-band-all", &[("points", amount(points).into())]),
                points => tf("clause-band-some", &[("points", amount(points).into())]),
            };
            let measured = |it: Option<Quantity>| it.map(|it| self.measured(it)).unwrap_or_default();
            let (from, below) = (measured(it.from), measured(it.below));
            let key = match (it.from, it.below) {
                (_, None) => "clause-band-from",
                (Some(_), Some(_)) => "clause-band-between",
                (None, Some(_)) => "clause-band-below",
            };
            tf(key, &[("from", from.into()), ("below", below.into()), ("points", points.into())])
        };
        format!("{}.", capital(&bands.iter().map(band).collect::<Vec<_>>().join("; ")))
    }

    /// What is counted one by one: `hồ sơ quá hạn` where the variable is named so, else the unit of measure.
    fn each_one(&self, variable: Option<&str>) -> String {
        let unit = self.target.unit.trim();
        if unit == "%" {
            return "1%".to_owned();
        }
        let title =
            variable.and_then(|code| self.variables.iter().find(|it| it.variable.code == code)).map(|it| it.variable.title.as_str());
        match title {
            Some(title) if fold::fold(title).starts_with(&fold::fold(unit)) => small(title),
            _ => unit.to_owned(),
        }
    }

    fn goal(&self, it: &Interim) -> String {
        let value = match (self.target.direction, &it.value_to) {
            (Direction::Range, Some(to)) => format!("{}–{}", amount_of(&it.value), self.measured(to.quantity())),
            _ => self.value(it.value.figure_value()),
        };
        format!("{} {value}", period(it.period))
    }
}

fn amount_of(it: &domain::package::Value) -> String {
    match it.figure_value() {
        FigureValue::Amount(it) => amount(it),
        other => other.to_string(),
    }
}

/// With its first letter a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// With its first letter small.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|it| it.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

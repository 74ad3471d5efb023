//! Reads what is to be reached, wherever a package says it: of a target, of a period, of a unit, by an amendment.

use super::reader::{Fields, Path, Reader};
use super::{Decimal, Direction, Reason, Value};
use crate::period::{Period, Span};
use crate::quantity::Quantity;
use crate::value::{ValueKind, plain_day};

/// What the rest of a package needs to know of a target, as far as it could be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KnownTarget {
    /// The kind of value it has.
    pub(super) kind: Option<ValueKind>,
    /// Which side of it is good.
    pub(super) direction: Option<Direction>,
    /// Whether its points are given.
    pub(super) manual: Option<bool>,
    /// What it weighs.
    pub(super) weight: Option<Quantity>,
    /// How much of that is for the survey.
    pub(super) max_survey: Option<Quantity>,
}

impl Reader {
    /// `value`, and `value_to` of a range. A value of another kind than the target's is told with `reason`.
    pub(super) fn goal(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        target: KnownTarget,
        reason: Reason,
    ) -> Option<(Value, Option<Decimal>)> {
        let value = self.goal_value(fields, path, "value", target.kind, reason);
        let value_to = self.upper_bound(fields, path, ("value", "value_to"), value.as_ref(), target.direction);
        value.map(|it| (it, value_to))
    }

    /// A value of the kind a target has, where that is known.
    fn goal_value(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str, kind: Option<ValueKind>, reason: Reason) -> Option<Value> {
        let text = self.text(fields, path, key)?;
        let path = Path::Key(path, key);
        let value = Value::read(text.text);
        match (&value, kind) {
            (Some(it), Some(kind)) if !fits_target(it, kind) => self.error(text.at, &path, reason, target_words(kind)),
            (None, Some(kind)) => self.error(text.at, &path, reason, target_words(kind)),
            (None, None) => self.error(text.at, &path, Reason::NotAValue, ""),
            (Some(_), _) => {}
        }
        value
    }

    /// The upper bound of a range: needed there, refused elsewhere, never below the lower one.
    pub(super) fn upper_bound(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        (lower_key, key): (&str, &str),
        lower: Option<&Value>,
        direction: Option<Direction>,
    ) -> Option<Decimal> {
        if !self.keys(&[], &["value_to", "target_to"]).contains(&key) {
            return None;
        }
        match direction {
            Some(Direction::Range) => {}
            Some(_) if fields.get(key).is_some() => {
                self.error(fields.at(key), &Path::Key(path, key), Reason::KeyDoesNotFit, "direction range");
                return None;
            }
            Some(_) => return None,
            None => return self.optional_decimal(fields, path, key),
        }
        let upper = self.decimal(fields, path, key)?;
        if let Some(Value::Amount(lower)) = lower
            && upper.quantity() < lower.quantity()
        {
            self.error(fields.at(key), &Path::Key(path, key), Reason::BoundsReversed, lower_key);
        }
        Some(upper)
    }

    /// A reporting period of the campaign's year.
    pub(super) fn period(&mut self, fields: &Fields<'_>, path: &Path<'_>, key: &str, year: Option<i64>) -> Option<Period> {
        let text = self.text(fields, path, key)?;
        let path = Path::Key(path, key);
        match period_of_year(text.text, year) {
            Ok(period) => Some(period),
            Err((reason, detail)) => {
                self.error(text.at, &path, reason, detail);
                None
            }
        }
    }

    /// The period of an interim goal, of a key that may be left out: a part of the year, of a target that is measured.
    pub(super) fn interim_period(
        &mut self,
        fields: &Fields<'_>,
        path: &Path<'_>,
        year: Option<i64>,
        target: KnownTarget,
    ) -> Option<Period> {
        let node = fields.get("period")?;
        if target.manual == Some(true) {
            self.error(node.at, &Path::Key(path, "period"), Reason::KeyDoesNotFit, "a measure other than manual");
        }
        let period = self.period(fields, path, "period", year)?;
        if period.span() == Span::Year {
            self.error(node.at, &Path::Key(path, "period"), Reason::PeriodIsTheYear, "");
        }
        Some(period)
    }
}

/// The reporting period of a label, where it is one of the campaign's year.
pub(super) fn period_of_year(label: &str, year: Option<i64>) -> Result<Period, (Reason, String)> {
    let period: Period = label.parse().map_err(|_| (Reason::NotAPeriod, String::new()))?;
    match year {
        Some(year) if i64::from(period.year()) != year => Err((Reason::PeriodOfAnotherYear, year.to_string())),
        _ => Ok(period),
    }
}

/// Says whether a value can be a target of this kind; a yes/no target is always `yes`.
pub(super) fn fits_target(value: &Value, kind: ValueKind) -> bool {
    value.kind() == kind && *value != Value::YesNo(false)
}

/// The values a target of this kind has.
pub(super) fn target_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Amount => "decimal",
        ValueKind::Date => "day",
        ValueKind::YesNo => "yes",
    }
}

/// Says whether text was meant as a day: it is spelled like one, but the calendar does not have it.
pub(super) fn looks_like_a_day(text: &str) -> bool {
    text.len() == 10 && text.split('-').count() == 3 && plain_day(text).is_none()
}

//! A figure's value in its three columns.

use crate::Error;
use domain::{FigureValue, Quantity};
use time::Date;

/// The three columns `…_e4`, `…_on`, `…_yes`.
pub(crate) type Columns = (Option<i64>, Option<Date>, Option<bool>);

/// The columns of a value.
pub(crate) fn columns(value: FigureValue) -> Columns {
    match value {
        FigureValue::Amount(it) => (Some(it.0), None, None),
        FigureValue::Date(it) => (None, Some(it), None),
        FigureValue::YesNo(it) => (None, None, Some(it)),
    }
}

/// The value of columns, none where all three are empty.
pub(crate) fn optional(columns: Columns) -> Option<FigureValue> {
    match columns {
        (Some(it), _, _) => Some(FigureValue::Amount(Quantity(it))),
        (None, Some(it), _) => Some(FigureValue::Date(it)),
        (None, None, Some(it)) => Some(FigureValue::YesNo(it)),
        (None, None, None) => None,
    }
}

/// The value of columns of which the database guarantees that one is set.
pub(crate) fn value(columns: Columns, place: &'static str) -> Result<FigureValue, Error> {
    optional(columns).ok_or(Error::Corrupt(place))
}

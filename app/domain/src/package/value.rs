//! Amounts, days, yes and no as a package spells them.

use time::Date;

use crate::quantity::Quantity;
use crate::value::{FigureValue, ValueKind, show_plain_day};

/// A plain decimal as a package spells it; one made from a [`Quantity`] has the shortest spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    quantity: Quantity,
    /// Only where it is not the shortest one.
    spelling: Option<Box<str>>,
}

/// The value of a figure or a target as a package spells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Amount(Decimal),
    /// A day.
    Date(Date),
    /// Yes or no.
    YesNo(bool),
}

impl Decimal {
    /// Reads a plain decimal and keeps its spelling.
    pub fn read(text: &str) -> Option<Self> {
        let quantity = Quantity::from_plain(text)?;
        // Most decimals are short whole numbers in their shortest spelling already; those need no second look.
        let shortest = text == "0" || text.bytes().all(|it| it.is_ascii_digit()) && !text.starts_with('0') || quantity.plain() == text;
        Some(Self { quantity, spelling: (!shortest).then(|| text.into()) })
    }

    /// The amount, in ten-thousandths.
    pub fn quantity(&self) -> Quantity {
        self.quantity
    }

    /// The spelling, where it is not the shortest one.
    pub(crate) fn spelling(&self) -> Option<&str> {
        self.spelling.as_deref()
    }

    /// The spelling.
    pub fn text(&self) -> String {
        self.spelling().map_or_else(|| self.quantity.plain(), str::to_owned)
    }
}

impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl From<Quantity> for Decimal {
    fn from(quantity: Quantity) -> Self {
        Self { quantity, spelling: None }
    }
}

impl Value {
    /// Reads a plain decimal, a real day, `yes` or `no`, and keeps the spelling.
    pub fn read(text: &str) -> Option<Self> {
        match FigureValue::from_plain(text)? {
            FigureValue::Amount(_) => Decimal::read(text).map(Self::Amount),
            FigureValue::Date(day) => Some(Self::Date(day)),
            FigureValue::YesNo(it) => Some(Self::YesNo(it)),
        }
    }

    /// Says which kind of value it is.
    pub fn kind(&self) -> ValueKind {
        self.figure_value().kind()
    }

    /// The value without its spelling.
    pub fn figure_value(&self) -> FigureValue {
        match self {
            Self::Amount(decimal) => FigureValue::Amount(decimal.quantity),
            Self::Date(day) => FigureValue::Date(*day),
            Self::YesNo(it) => FigureValue::YesNo(*it),
        }
    }

    /// The spelling.
    pub fn text(&self) -> String {
        match self {
            Self::Amount(decimal) => decimal.text(),
            Self::Date(day) => show_plain_day(*day),
            Self::YesNo(_) => self.figure_value().plain(),
        }
    }
}

impl From<FigureValue> for Value {
    fn from(value: FigureValue) -> Self {
        match value {
            FigureValue::Amount(quantity) => Self::Amount(quantity.into()),
            FigureValue::Date(day) => Self::Date(day),
            FigureValue::YesNo(it) => Self::YesNo(it),
        }
    }
}

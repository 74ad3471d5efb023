//! The campaign package, version 1 (app/docs/formats/package.md): everything that decides a campaign's results, as values.
//! The values keep what a file spelled and left out, so that a package that is read and written has the digests of the file.

mod error;
pub(crate) mod read;
mod read_rules;
pub(crate) mod reader;
mod rule_set;
mod write;

pub use error::{PackageError, Reason};
pub use rule_set::{Direction, GradeFrom, Measure, MeasureKind, Pass, Points, RuleSet, ShareFrom, Target, Term, ZeroDenominator};
use time::Date;

use crate::quantity::Quantity;
use crate::value::{FigureValue, ValueKind, show_plain_day};

/// The name and version of the format.
pub const FORMAT: &str = "camket-package/1";

/// A campaign of one rule set: units, rules, exemptions, own targets and verified figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Which campaign it is.
    pub campaign: Campaign,
    /// The units that are assessed, in the order of the receipt.
    pub units: Vec<Unit>,
    /// The rules by which they are assessed.
    pub rule_set: RuleSet,
    /// Which targets do not apply to which units; none where the file leaves the key out.
    pub exemptions: Option<Vec<Exemption>>,
    /// The units' own targets; none where the file leaves the key out.
    pub unit_targets: Option<Vec<UnitTarget>>,
    /// The verified figures.
    pub figures: Vec<Figure>,
}

/// What campaign a package is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its code, for example `cchc-2022`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The reporting year.
    pub year: i64,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
}

/// A unit that is assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code, unique in the package.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The group in which it is ranked.
    pub peer_group: String,
}

/// A target that does not apply to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The unit's code.
    pub unit: String,
    /// The target's code.
    pub target: String,
    /// The legal note.
    pub basis: String,
}

/// A unit's own target in place of the common one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitTarget {
    /// The unit's code.
    pub unit: String,
    /// The target's code.
    pub target: String,
    /// What the unit has to reach.
    pub value: Value,
}

/// A verified figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The unit's code.
    pub unit: String,
    /// The variable's name.
    pub variable: String,
    /// The period's label; the last period is the greatest by Unicode code point.
    pub period: String,
    /// The verified value.
    pub value: Value,
}

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

impl Package {
    /// A package from its parts as this program writes it: `exemptions` always stated, `unit_targets` only where there are some.
    pub fn new(
        campaign: Campaign,
        units: Vec<Unit>,
        rule_set: RuleSet,
        exemptions: Vec<Exemption>,
        unit_targets: Vec<UnitTarget>,
        figures: Vec<Figure>,
    ) -> Self {
        let unit_targets = if unit_targets.is_empty() { None } else { Some(unit_targets) };
        Self { campaign, units, rule_set, exemptions: Some(exemptions), unit_targets, figures }
    }

    /// The exemptions; an absent key means none.
    pub fn exemptions(&self) -> &[Exemption] {
        self.exemptions.as_deref().unwrap_or_default()
    }

    /// The units' own targets; an absent key means none.
    pub fn unit_targets(&self) -> &[UnitTarget] {
        self.unit_targets.as_deref().unwrap_or_default()
    }

    /// Says everything that is wrong with a package that was put together rather than read.
    pub fn check(&self) -> Result<(), Vec<PackageError>> {
        Self::read(self.to_json()).map(|_| ())
    }
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

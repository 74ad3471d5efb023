//! A package as it lies in its file: everything as values but the figures, which stay pieces of the text. Whoever only assesses a
//! package needs no more than this; two million figures then cost little more memory than their file.

use std::fmt::{Result as Written, Write};

use super::{Figure, Names, Package, Value};
use crate::canonical::{Parser, sha256_of};

/// The keys of a figure, in the order of [`Row`].
pub(super) const FIGURE_KEYS: [&str; 4] = ["unit", "variable", "period", "value"];

/// A package whose figures are still text.
pub(crate) struct Parsed<'t> {
    /// Everything else; its list of figures is empty.
    pub(crate) head: Package,
    /// The figures.
    pub(crate) rows: Rows<'t>,
}

/// The figures of a file, in its order.
#[derive(Default)]
pub(crate) struct Rows<'t> {
    pub(crate) units: Names<'t>,
    pub(crate) variables: Names<'t>,
    pub(crate) periods: Names<'t>,
    pub(super) rows: Vec<Row<'t>>,
    /// The values that stand in the text with escapes.
    pub(super) escaped: Vec<String>,
}

/// A figure: the numbers of its names and its value.
#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    /// The byte at which it starts.
    pub(super) at: usize,
    pub(super) unit: u32,
    pub(super) variable: u32,
    pub(super) period: u32,
    pub(super) value: Spelled<'t>,
}

/// The spelling of a value.
#[derive(Clone, Copy)]
pub(super) enum Spelled<'t> {
    /// As it stands in the text.
    Plain(&'t str),
    /// At its place among those that stand there with escapes.
    Escaped(u32),
    /// Not read: the entry is none that could be read at a glance.
    Unread,
}

/// A figure whose names are numbers, with the spelling of its value.
pub(crate) struct Line<'r> {
    pub(crate) unit: u32,
    pub(crate) variable: u32,
    pub(crate) period: u32,
    pub(crate) value: &'r str,
}

impl<'t> Rows<'t> {
    /// Makes room for the figures of a text of so many bytes; a figure hardly needs fewer than seventy.
    pub(super) fn for_text(bytes: usize) -> Self {
        Self { rows: Vec::with_capacity(bytes / 70), ..Self::default() }
    }

    /// Takes the next entry of the list, whatever it is.
    pub(super) fn take(&mut self, parser: &mut Parser<'t>) -> Option<()> {
        let at = parser.at();
        let guesses = [self.units.guess(), self.variables.guess(), self.periods.guess(), ""];
        let row = match parser.flat(FIGURE_KEYS, guesses) {
            Some([unit, variable, period, value]) => Row {
                at,
                unit: self.units.number(unit),
                variable: self.variables.number(variable),
                period: self.periods.number(period),
                value: Spelled::Plain(value),
            },
            None => {
                parser.skip()?;
                Row { at, unit: 0, variable: 0, period: 0, value: Spelled::Unread }
            }
        };
        self.rows.push(row);
        Some(())
    }

    /// Every figure, in the order of the file.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|it| Line { unit: it.unit, variable: it.variable, period: it.period, value: self.spelling(it.value) })
    }

    fn spelling<'r>(&'r self, value: Spelled<'r>) -> &'r str {
        match value {
            Spelled::Plain(text) => text,
            Spelled::Escaped(at) => self.escaped.get(at as usize).map_or("", |it| it),
            Spelled::Unread => "",
        }
    }

    /// The figures as values.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let figure = |it: Line<'_>| {
            let name = |names: &Names<'_>, number| names.name(number).to_owned();
            Some(Figure {
                unit: name(&self.units, it.unit),
                variable: name(&self.variables, it.variable),
                period: name(&self.periods, it.period),
                value: Value::read(it.value)?,
            })
        };
        self.lines().filter_map(figure).collect()
    }

    /// Writes the list in canonical form.
    fn write(&self, out: &mut impl Write) -> Written {
        let quoted = |names: &Names<'_>| names.list().iter().map(|it| super::write::quoted(it)).collect::<Vec<String>>();
        let (units, variables, periods) = (quoted(&self.units), quoted(&self.variables), quoted(&self.periods));
        out.write_str("[")?;
        for (at, line) in self.lines().enumerate() {
            out.write_str(if at > 0 { ",{\"period\":" } else { "{\"period\":" })?;
            out.write_str(periods.get(line.period as usize).map_or("", |it| it))?;
            out.write_str(",\"unit\":")?;
            out.write_str(units.get(line.unit as usize).map_or("", |it| it))?;
            out.write_str(",\"value\":\"")?;
            // A decimal, a day, yes and no need no escape.
            out.write_str(line.value)?;
            out.write_str("\",\"variable\":")?;
            out.write_str(variables.get(line.variable as usize).map_or("", |it| it))?;
            out.write_str("}")?;
        }
        out.write_str("]")
    }
}

impl Parsed<'_> {
    /// The package as values.
    pub(super) fn package(self) -> Package {
        Package { figures: self.rows.figures(), ..self.head }
    }

    /// The SHA-256 of the canonical form.
    pub(crate) fn sha256(&self) -> String {
        sha256_of(|out| self.head.write_around(out, |out| self.rows.write(out)))
    }
}

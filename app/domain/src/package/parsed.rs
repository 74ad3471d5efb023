//! A package as it lies in its file: everything as values but the figures, which stay pieces of the text. Whoever only assesses a
//! package needs no more than this; two million figures then cost little more memory than their file.

use std::fmt::{Result as Written, Write};

use super::write::quoted;
use super::{Figure, Names, Package, Value};
use crate::canonical::{Flat, Parser, sha256_of};

/// The keys of a figure, in the order of [`Row`].
pub(super) const FIGURE_KEYS: [&str; 4] = ["unit", "variable", "period", "value"];

/// A package whose figures are still text.
pub(crate) struct Parsed<'t> {
    /// Everything else; its list of figures is empty.
    pub(crate) head: Package,
    /// The names that the figures use.
    pub(crate) names: FigureNames<'t>,
    /// The figures.
    pub(crate) rows: Rows<'t>,
}

/// The units, variables and periods of the figures of a file.
#[derive(Default)]
pub(crate) struct FigureNames<'t> {
    pub(crate) units: Names<'t>,
    pub(crate) variables: Names<'t>,
    pub(crate) periods: Names<'t>,
}

/// The figures of a file, in its order.
#[derive(Default)]
pub(crate) struct Rows<'t> {
    pub(super) rows: Vec<Row<'t>>,
    /// The values that stand in the text with escapes.
    pub(super) escaped: Vec<String>,
    /// The order in which the keys of the last figure came.
    order: [usize; 4],
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
    /// Makes room for the figures of a text of so many bytes; a figure hardly needs fewer than sixty-four.
    pub(super) fn for_text(bytes: usize) -> Self {
        Self { rows: Vec::with_capacity(bytes / 64), escaped: Vec::new(), order: [0, 1, 2, 3] }
    }

    /// Takes the next entry of the list, whatever it is.
    pub(super) fn take(&mut self, names: &mut FigureNames<'t>, parser: &mut Parser<'t>) -> Option<()> {
        let at = parser.at();
        let guesses = [names.units.guess(), names.variables.guess(), names.periods.guess(), ""];
        let number = |names: &mut Names<'t>, it: Flat<'t>| if it.guessed { names.guessed() } else { names.number(it.text) };
        let row = match parser.flat(FIGURE_KEYS, &mut self.order, guesses) {
            Some([unit, variable, period, value]) => Row {
                at,
                unit: number(&mut names.units, unit),
                variable: number(&mut names.variables, variable),
                period: number(&mut names.periods, period),
                value: Spelled::Plain(value.text),
            },
            None => {
                parser.skip()?;
                Row { at, unit: 0, variable: 0, period: 0, value: Spelled::Unread }
            }
        };
        self.rows.push(row);
        Some(())
    }

    /// Puts in place what could not be read at a glance.
    pub(super) fn set(&mut self, entry: u32, (unit, variable): (u32, u32), period: u32, value: String) {
        let number = u32::try_from(self.escaped.len());
        if let (Some(row), Ok(number)) = (self.rows.get_mut(entry as usize), number) {
            *row = Row { at: row.at, unit, variable, period, value: Spelled::Escaped(number) };
            self.escaped.push(value);
        }
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
    fn figures(&self, names: &FigureNames<'_>) -> Vec<Figure> {
        let figure = |it: Line<'_>| {
            let name = |names: &Names<'_>, number| names.name(number).to_owned();
            Some(Figure {
                unit: name(&names.units, it.unit),
                variable: name(&names.variables, it.variable),
                period: name(&names.periods, it.period),
                value: Value::read(it.value)?,
            })
        };
        self.lines().filter_map(figure).collect()
    }

    /// Writes the list in canonical form.
    fn write(&self, names: &FigureNames<'_>, out: &mut impl Write) -> Written {
        let around = |names: &Names<'_>, before: &str, behind: &str| -> Vec<String> {
            names.list().iter().map(|it| format!("{before}{}{behind}", quoted(it))).collect()
        };
        let periods = around(&names.periods, "{\"period\":", ",\"unit\":");
        let units = around(&names.units, "", ",\"value\":\"");
        let variables = around(&names.variables, "\",\"variable\":", "}");
        let piece =
            |list: &[String], number: u32, out: &mut _| -> Written { Write::write_str(out, list.get(number as usize).map_or("", |it| it)) };
        out.write_str("[")?;
        for (at, line) in self.lines().enumerate() {
            if at > 0 {
                out.write_str(",")?;
            }
            piece(&periods, line.period, out)?;
            piece(&units, line.unit, out)?;
            // A decimal, a day, yes and no need no escape.
            out.write_str(line.value)?;
            piece(&variables, line.variable, out)?;
        }
        out.write_str("]")
    }
}

impl Parsed<'_> {
    /// The package as values.
    pub(super) fn package(self) -> Package {
        Package { figures: self.rows.figures(&self.names), ..self.head }
    }

    /// The SHA-256 of the canonical form.
    pub(crate) fn sha256(&self) -> String {
        sha256_of(|out| self.head.write_around(out, |out| self.rows.write(&self.names, out)))
    }
}

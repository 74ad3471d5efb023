//! Reads the figures of a package: at a glance where nothing is wrong with one, from its text again where something may be.

use std::collections::HashSet;

use super::parsed::{FIGURE_KEYS, FigureNames, Row, Rows, Spelled};
use super::read::Places;
use super::read_goals::period_of_year;
use super::reader::{Path, Reader, Text};
use super::{Reason, Value, Version};
use crate::canonical::parse_at;
use crate::fold::is_nfc;
use crate::period::Period;
use crate::value::{FigureValue, ValueKind};

/// What is known of the names that figures use, by their numbers.
struct Sound {
    units: Vec<bool>,
    /// The kind of value that every measure using the variable reads; any kind where none uses it.
    variables: Vec<Option<Reads>>,
    periods: Vec<bool>,
}

/// Which values a variable takes.
#[derive(Clone, Copy)]
enum Reads {
    All,
    Only(ValueKind),
}

/// The names of a figure and where it starts, as far as they could be read.
#[derive(Clone, Copy)]
struct Place {
    cell: (u32, u32),
    period: u32,
    entry: u32,
}

impl Reader {
    /// Reads the figures; afterwards every row that is left is sound, unless an error was told.
    pub(super) fn figures(&mut self, text: &str, names: &mut FigureNames<'_>, rows: &mut Rows<'_>, path: &Path<'_>, places: &Places<'_>) {
        let sound = self.sound_names(names, places);
        let mut told = Vec::with_capacity(rows.rows.len());
        for entry in 0..u32::try_from(rows.rows.len()).unwrap_or(u32::MAX) {
            let Some(row) = rows.rows.get(entry as usize).copied() else { continue };
            if sound.has(&row) {
                told.push(Place { cell: (row.unit, row.variable), period: row.period, entry });
            } else {
                let (place, sound) = self.figure(text, names, &row, &Path::Entry(path, entry as usize), places);
                told.extend(place.map(|it| Place { entry, ..it }));
                if let Some((place, value)) = sound {
                    rows.set(entry, place.cell, place.period, value);
                }
            }
        }
        self.figures_twice(names, rows, path, told, places);
    }

    /// Looks at every name once.
    fn sound_names(&self, names: &FigureNames<'_>, places: &Places<'_>) -> Sound {
        let is_text = |it: &str| !it.is_empty() && is_nfc(it);
        let reads = |name: &str| {
            let uses = places.known.variables.get(name).map(Vec::as_slice).unwrap_or_default();
            match uses {
                [] => Some(Reads::All),
                [only] => Some(Reads::Only(*only)),
                _ => None,
            }
        };
        let label = |it: &str| self.version == Version::One || period_of_year(it, places.known.year).is_ok();
        Sound {
            units: names
                .units
                .list()
                .iter()
                .map(|it| is_text(it) && places.units.as_ref().is_none_or(|units| units.contains(it.as_ref())))
                .collect(),
            variables: names.variables.list().iter().map(|it| reads(it).filter(|_| is_text(it))).collect(),
            periods: names.periods.list().iter().map(|it| is_text(it) && label(it)).collect(),
        }
    }

    /// Reads one figure from its text and tells what is wrong with it: its place as far as that can be read, and all of it where it is
    /// sound.
    fn figure(
        &mut self,
        text: &str,
        names: &mut FigureNames<'_>,
        row: &Row<'_>,
        path: &Path<'_>,
        places: &Places<'_>,
    ) -> (Option<Place>, Option<(Place, String)>) {
        let Some(node) = parse_at(text, row.at) else { return (None, None) };
        let Some(fields) = self.object(&node, path, &FIGURE_KEYS) else { return (None, None) };
        let unit = self.known_unit(&fields, path, places);
        let variable = self.text(&fields, path, "variable");
        let period = self.text(&fields, path, "period");
        if let Some(period) = period.filter(|_| self.version == Version::Two)
            && let Err((reason, detail)) = period_of_year(period.text, places.known.year)
        {
            self.error(period.at, &Path::Key(path, "period"), reason, detail);
        }
        let value = self.text(&fields, path, "value");
        let value = value.filter(|it| self.figure_value(*it, &Path::Key(path, "value"), variable, places));
        let (Some(unit), Some(variable), Some(period)) = (unit, variable, period) else { return (None, None) };
        let place = Place {
            cell: (names.units.number(unit.text.to_owned()), names.variables.number(variable.text.to_owned())),
            period: names.periods.number(period.text.to_owned()),
            entry: 0,
        };
        (Some(place), value.map(|it| (place, it.text.to_owned())))
    }

    /// Says whether every measure using the variable can read a value, and tells where one cannot.
    fn figure_value(&mut self, text: Text<'_>, path: &Path<'_>, variable: Option<Text<'_>>, places: &Places<'_>) -> bool {
        let value = Value::read(text.text);
        let uses = variable.and_then(|it| places.known.variables.get(it.text)).map(Vec::as_slice).unwrap_or_default();
        let unread = uses.iter().find(|it| value.as_ref().is_none_or(|value| value.kind() != **it));
        match (unread, &value) {
            (Some(kind), _) => self.error(text.at, path, Reason::FigureDoesNotFit, figure_words(*kind)),
            (None, None) => self.error(text.at, path, Reason::NotAValue, ""),
            (None, Some(_)) => {}
        }
        value.is_some()
    }

    /// Tells the second figure of a unit, variable and period; in version 2 also one whose period overlaps that of an earlier one.
    fn figures_twice(&mut self, names: &FigureNames<'_>, rows: &Rows<'_>, path: &Path<'_>, mut told: Vec<Place>, places: &Places<'_>) {
        // Lists mostly have an order; putting what is sorted into order costs a single pass.
        told.sort_by_key(|it| it.cell);
        let periods: Vec<Option<Period>> = match self.version {
            Version::One => Vec::new(),
            Version::Two => names.periods.list().iter().map(|it| period_of_year(it, places.known.year).ok()).collect(),
        };
        let period_of = |it: &Place| periods.get(it.period as usize).copied().flatten();
        let at_of = |it: &Place| rows.rows.get(it.entry as usize).map_or(0, |it| it.at);
        for cell in told.chunk_by(|one, other| one.cell == other.cell) {
            let mut few = 0_u64;
            let mut many = HashSet::new();
            let mut months = 0_u16;
            for (place, it) in cell.iter().enumerate() {
                let first = if it.period < 64 {
                    let bit = 1 << it.period;
                    few & bit == 0 && {
                        few |= bit;
                        true
                    }
                } else {
                    many.insert(it.period)
                };
                if !first {
                    self.error(at_of(it), &Path::Entry(path, it.entry as usize), Reason::FigureTwice, "");
                    continue;
                }
                let Some(period) = period_of(it) else { continue };
                if months & period.month_bits() != 0 {
                    let before = cell.iter().take(place).filter_map(period_of).find(|it| it.month_bits() & period.month_bits() != 0);
                    let before = before.map(|it| it.to_string()).unwrap_or_default();
                    self.error(at_of(it), &Path::Entry(path, it.entry as usize), Reason::FigureOverlaps, before);
                }
                months |= period.month_bits();
            }
        }
    }
}

impl Sound {
    /// Whether nothing can be wrong with a row but that it stands there twice.
    fn has(&self, row: &Row<'_>) -> bool {
        let Spelled::Plain(value) = row.value else { return false };
        let named = self.units.get(row.unit as usize) == Some(&true) && self.periods.get(row.period as usize) == Some(&true);
        named
            && match self.variables.get(row.variable as usize) {
                Some(Some(Reads::All)) => FigureValue::from_plain(value).is_some(),
                Some(Some(Reads::Only(kind))) => FigureValue::from_plain(value).is_some_and(|it| it.kind() == *kind),
                _ => false,
            }
    }
}

/// The values a measure of this kind reads.
fn figure_words(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Amount => "decimal",
        ValueKind::Date => "day",
        ValueKind::YesNo => "yes-or-no",
    }
}

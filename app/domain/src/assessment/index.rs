//! The figures of a package by unit and variable, gathered in one pass whatever order they stand in.

use std::collections::HashMap;

use crate::package::{FigureNames, Names, Package, Rows, Version};
use crate::period::Period;
use crate::value::FigureValue;

/// What the units reported of the variables that the targets use.
pub(super) struct Figures<'p> {
    version: Version,
    variables: HashMap<&'p str, usize>,
    units: usize,
    /// Of the whole year.
    year: Vec<Cell<'p>>,
    /// Of the periods that end by the end of a month, for each month (1–12) that somebody asks about.
    until: Vec<(u8, Vec<Cell<'p>>)>,
}

/// What one unit reported of one variable.
#[derive(Clone, Default)]
pub(super) struct Cell<'p> {
    /// How many figures.
    pub(super) count: u32,
    /// Their sum, in ten-thousandths; 2^64 figures would not overflow it.
    pub(super) sum: i128,
    /// The last period and its value.
    last: Option<(Order<'p>, FigureValue)>,
}

/// Where a period stands among those of a unit and variable: in version 2 by the month in which it ends; in version 1, where it is any
/// label and the month always 0, by Unicode code point, as UTF-8 orders too.
type Order<'p> = (u8, &'p str);

impl<'p> Figures<'p> {
    fn new(package: &'p Package, months: &[u8]) -> Self {
        let mut variables = HashMap::new();
        // Rules from before a change count figures too: those of the periods that ended before it.
        let former = package.former_rule_sets().into_iter().map(|it| it.1);
        let rule_sets = std::iter::once(&package.rule_set).chain(former);
        for variable in rule_sets.flat_map(|it| &it.targets).flat_map(|it| it.measure.variables()) {
            let next = variables.len();
            variables.entry(variable).or_insert(next);
        }
        let cells = vec![Cell::default(); package.units.len() * variables.len()];
        let until = months.iter().map(|month| (*month, cells.clone())).collect();
        Self { version: package.version, variables, units: package.units.len(), year: cells, until }
    }

    /// Gathers the figures of a package; `units` gives each unit its place, `months` are those somebody asks about.
    pub(super) fn of_package(package: &'p Package, units: &HashMap<&'p str, usize>, months: &[u8]) -> Self {
        let mut figures = Self::new(package, months);
        let (mut unit_names, mut variable_names, mut period_names) = (Names::default(), Names::default(), Names::default());
        let (mut unit_places, mut variable_places, mut orders) = (Vec::new(), Vec::new(), Vec::new());
        for it in &package.figures {
            let unit = known(&mut unit_places, unit_names.number(it.unit.as_str()), || units.get(it.unit.as_str()).copied());
            let variable = known(&mut variable_places, variable_names.number(it.variable.as_str()), || {
                figures.variables.get(it.variable.as_str()).copied()
            });
            let order = known(&mut orders, period_names.number(it.period.as_str()), || figures.order(&it.period));
            if let (Some(unit), Some(variable)) = (unit, variable) {
                figures.take(unit, variable, order, it.value.figure_value());
            }
        }
        figures
    }

    /// Gathers the figures of a package that are still text; afterwards nobody needs that any more.
    pub(super) fn of_rows(
        head: &'p Package,
        names: &'p FigureNames<'_>,
        rows: Rows<'_>,
        units: &HashMap<&'p str, usize>,
        months: &[u8],
    ) -> Self {
        let mut figures = Self::new(head, months);
        let unit_places: Vec<Option<usize>> = names.units.list().iter().map(|it| units.get(it.as_ref()).copied()).collect();
        let variable_places: Vec<Option<usize>> =
            names.variables.list().iter().map(|it| figures.variables.get(it.as_ref()).copied()).collect();
        let orders: Vec<Order<'_>> = names.periods.list().iter().map(|it| figures.order(it)).collect();
        let place = |places: &[Option<usize>], number: u32| places.get(number as usize).copied().flatten();
        for line in rows.lines() {
            let (unit, variable) = (place(&unit_places, line.unit), place(&variable_places, line.variable));
            let order = orders.get(line.period as usize).copied();
            if let (Some(unit), Some(variable), Some(order), Some(value)) = (unit, variable, order, FigureValue::from_plain(line.value)) {
                figures.take(unit, variable, order, value);
            }
        }
        figures
    }

    fn order<'l>(&self, label: &'l str) -> Order<'l> {
        match self.version {
            Version::One => (0, label),
            Version::Two => (label.parse().map_or(0, Period::last_month), label),
        }
    }

    fn take(&mut self, unit: usize, variable: usize, order: Order<'p>, value: FigureValue) {
        let at = unit * self.variables.len() + variable;
        if let Some(cell) = self.year.get_mut(at) {
            cell.take(order, value);
        }
        for (month, cells) in &mut self.until {
            if order.0 <= *month
                && let Some(cell) = cells.get_mut(at)
            {
                cell.take(order, value);
            }
        }
    }

    /// The place of a variable; none of one that no target uses.
    pub(super) fn variable(&self, name: &str) -> Option<usize> {
        self.variables.get(name).copied()
    }

    /// What a unit reported, in the whole year or in the periods that end by the end of `month`.
    pub(super) fn of_unit(&self, unit: usize, month: Option<u8>) -> Reported<'_, 'p> {
        let cells = match month {
            None => Some(&self.year),
            Some(month) => self.until.iter().find(|it| it.0 == month).map(|it| &it.1),
        };
        let width = self.variables.len();
        let from = if unit < self.units { unit * width } else { 0 };
        Reported { cells: cells.and_then(|it| it.get(from..from + width)).unwrap_or_default() }
    }
}

/// What one unit reported.
#[derive(Clone, Copy)]
pub(super) struct Reported<'f, 'p> {
    cells: &'f [Cell<'p>],
}

impl<'f, 'p> Reported<'f, 'p> {
    /// What it reported of the variable at a place; none where it reported nothing.
    pub(super) fn cell(&self, variable: usize) -> Option<&'f Cell<'p>> {
        self.cells.get(variable).filter(|it| it.count > 0)
    }
}

impl<'p> Cell<'p> {
    fn take(&mut self, order: Order<'p>, value: FigureValue) {
        self.count += 1;
        if let FigureValue::Amount(amount) = value {
            self.sum += i128::from(amount.0);
        }
        if self.last.is_none_or(|it| it.0 < order) {
            self.last = Some((order, value));
        }
    }

    /// The value of the last period.
    pub(super) fn last(&self) -> Option<FigureValue> {
        self.last.map(|it| it.1)
    }
}

/// What is known of a numbered name, found out when it first comes.
fn known<T: Copy>(list: &mut Vec<T>, number: u32, find: impl FnOnce() -> T) -> T {
    match list.get(number as usize) {
        Some(it) => *it,
        None => {
            let found = find();
            list.push(found);
            found
        }
    }
}

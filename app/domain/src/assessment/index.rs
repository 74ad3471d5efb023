//! The figures of a package by unit and variable, gathered in one pass whatever order they stand in.

use std::collections::HashMap;

use crate::package::{Package, Value};

/// What the units reported of the variables that the targets use.
pub(super) struct Figures<'p> {
    variables: HashMap<&'p str, usize>,
    cells: Vec<Cell<'p>>,
}

/// What one unit reported of one variable.
#[derive(Clone, Default)]
pub(super) struct Cell<'p> {
    /// How many figures.
    pub(super) count: u32,
    /// Their sum, in ten-thousandths; 2^64 figures would not overflow it.
    pub(super) sum: i128,
    /// The greatest period by Unicode code point, and its value.
    pub(super) last: Option<(&'p str, &'p Value)>,
}

impl<'p> Figures<'p> {
    /// Gathers the figures of a package; `units` gives each unit its place.
    pub(super) fn new(package: &'p Package, units: &HashMap<&'p str, usize>) -> Self {
        let mut variables = HashMap::new();
        for variable in package.rule_set.targets.iter().flat_map(|it| it.measure.variables()) {
            let next = variables.len();
            variables.entry(variable).or_insert(next);
        }
        let mut cells = vec![Cell::default(); units.len() * variables.len()];
        // Figures of a unit and of a variable mostly stand together: looking up a name that was just looked up is wasted.
        let mut unit_before = ("", None);
        let mut variable_before = ("", None);
        for figure in &package.figures {
            if unit_before.0 != figure.unit || unit_before.1.is_none() {
                unit_before = (figure.unit.as_str(), units.get(figure.unit.as_str()).copied());
            }
            if variable_before.0 != figure.variable || variable_before.1.is_none() {
                variable_before = (figure.variable.as_str(), variables.get(figure.variable.as_str()).copied());
            }
            let (Some(unit), Some(variable)) = (unit_before.1, variable_before.1) else { continue };
            if let Some(cell) = cells.get_mut(unit * variables.len() + variable) {
                cell.take(&figure.period, &figure.value);
            }
        }
        Self { variables, cells }
    }

    /// What a unit reported of a variable; none where it reported nothing.
    pub(super) fn cell(&self, unit: usize, variable: &str) -> Option<&Cell<'p>> {
        let variable = self.variables.get(variable)?;
        self.cells.get(unit * self.variables.len() + variable).filter(|it| it.count > 0)
    }
}

impl<'p> Cell<'p> {
    fn take(&mut self, period: &'p str, value: &'p Value) {
        self.count += 1;
        if let Value::Amount(decimal) = value {
            self.sum += i128::from(decimal.quantity().0);
        }
        // UTF-8 orders as code points do.
        if self.last.is_none_or(|it| it.0 < period) {
            self.last = Some((period, value));
        }
    }
}

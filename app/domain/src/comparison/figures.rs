//! What was changed in the figures of a package: corrected, newly verified, or missing now.

use std::collections::HashMap;

use super::cause::{Cause, Done, Reach};
use super::kind::CauseKind;
use super::order::{reorder, shift};
use crate::package::Figure;

/// A change of the list of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FigureEdit {
    /// Another value in its place.
    Correct(Figure),
    /// A figure comes, at this place of the new list.
    Insert(usize, Figure),
    /// A figure goes.
    Remove(Figure),
    /// The figures stand in another order.
    Order(Vec<usize>),
}

type Key<'f> = (&'f str, &'f str, &'f str);

fn key(it: &Figure) -> Key<'_> {
    (&it.unit, &it.variable, &it.period)
}

/// The causes that lie in figures.
pub(super) fn causes(old: &[Figure], new: &[Figure]) -> Vec<Cause> {
    if old == new {
        return Vec::new();
    }
    let shift = shift(&old.iter().map(key).collect::<Vec<_>>(), &new.iter().map(key).collect::<Vec<_>>());
    let mut causes = Vec::new();
    for it in shift.removed.iter().filter_map(|it| old.get(*it)) {
        causes.push(cause(CauseKind::FigureRemoved, Some(it), None, FigureEdit::Remove(it.clone())));
    }
    for (was, is) in shift.kept.iter().filter_map(|it| old.get(it.0).zip(new.get(it.1))).filter(|it| it.0 != it.1) {
        let same = was.value.figure_value() == is.value.figure_value();
        let kind = if same { CauseKind::Rewritten } else { CauseKind::FigureCorrected };
        causes.push(cause(kind, Some(was), Some(is), FigureEdit::Correct(is.clone())));
    }
    for (at, it) in shift.added.iter().filter_map(|it| Some((*it, new.get(*it)?))) {
        causes.push(cause(CauseKind::FigureAdded, None, Some(it), FigureEdit::Insert(at, it.clone())));
    }
    if let Some(order) = shift.order {
        causes.push(cause(CauseKind::Reordered, None, None, FigureEdit::Order(order)));
    }
    causes
}

fn cause(kind: CauseKind, old: Option<&Figure>, new: Option<&Figure>, edit: FigureEdit) -> Cause {
    let figure = new.or(old);
    Cause {
        kind,
        unit: figure.map(|it| it.unit.clone()),
        target: None,
        variable: figure.map(|it| it.variable.clone()),
        period: figure.map(|it| it.period.clone()),
        code: None,
        amended_on: None,
        path: if figure.is_some() { String::new() } else { "figures".to_owned() },
        old: old.map(|it| it.value.text()),
        new: new.map(|it| it.value.text()),
        reach: if matches!(kind, CauseKind::Rewritten | CauseKind::Reordered) { Reach::Nothing } else { Reach::Targets },
        done: Done::Figure(edit),
    }
}

/// Makes the edits; none where a figure is not there.
pub(super) fn make<'e>(figures: Vec<Figure>, edits: impl Iterator<Item = &'e FigureEdit>) -> Option<Vec<Figure>> {
    let mut places: HashMap<(String, String, String), usize> = HashMap::with_capacity(figures.len());
    for (at, it) in figures.iter().enumerate() {
        places.insert((it.unit.clone(), it.variable.clone(), it.period.clone()), at);
    }
    let place = |it: &Figure| places.get(&(it.unit.clone(), it.variable.clone(), it.period.clone())).copied();
    let mut figures: Vec<Option<Figure>> = figures.into_iter().map(Some).collect();
    let (mut added, mut order) = (Vec::new(), None);
    for edit in edits {
        match edit {
            FigureEdit::Correct(it) => *figures.get_mut(place(it)?)? = Some(it.clone()),
            FigureEdit::Remove(it) => *figures.get_mut(place(it)?)? = None,
            FigureEdit::Insert(at, it) => added.push((*at, it)),
            FigureEdit::Order(it) => order = Some(it),
        }
    }
    let mut left = figures.into_iter().flatten();
    let mut list = Vec::new();
    for (at, it) in added {
        while list.len() < at {
            list.push(left.next()?);
        }
        list.push(it.clone());
    }
    list.extend(left);
    match order {
        Some(order) => reorder(&list, order),
        None => Some(list),
    }
}

//! What must hold between the levels of a rule: bands lie on the scale and never overlap, names stand once and best first.

use super::condition::{Band, Lower};
use super::grade::LevelName;
use super::rule::GradeRule;
use crate::canonical::{Json, Node};
use crate::package::Reason;
use crate::package::reader::{Fields, Path, Reader};
use crate::quantity::Quantity;

/// The levels of a rule with the bytes they stand at, best first, those who fail last.
pub(super) struct Levels<'r> {
    rule: &'r GradeRule,
    levels: Vec<Place<'r>>,
}

struct Place<'r> {
    at: usize,
    name: &'r LevelName,
    band: Option<&'r Band>,
}

impl<'r> Levels<'r> {
    pub(super) fn of(rule: &'r GradeRule, fields: &Fields<'_>) -> Self {
        let entries: &[Node<'_>] = match fields.get("levels").map(|it| &it.json) {
            Some(Json::List(entries)) => entries,
            _ => &[],
        };
        let levels = rule.levels.iter().zip(entries).map(|(it, node)| Place { at: node.at, name: &it.name, band: it.band.as_ref() });
        let fails =
            rule.fails.iter().zip(fields.get("fails")).map(|(it, node)| Place { at: node.at, name: &it.name, band: it.band.as_ref() });
        Self { rule, levels: levels.chain(fails).collect() }
    }

    pub(super) fn check(&self, reader: &mut Reader, path: &Path<'_>) {
        for (at, level) in self.levels.iter().enumerate() {
            let list = Path::Key(path, "levels");
            let path = if at < self.rule.levels.len() { Path::Entry(&list, at) } else { Path::Key(path, "fails") };
            let before = self.levels.get(..at).unwrap_or_default();
            if before.iter().any(|it| it.name == level.name) {
                reader.error(level.at, &path, Reason::CodeTwice, level.name.code());
            } else if let Some(better) = before.iter().find(|it| it.is_worse_than(level)) {
                reader.error(level.at, &path, Reason::OutOfOrder, better.name.code());
            }
            let Some(band) = level.band else { continue };
            match &self.rule.scale {
                None => reader.error(level.at, &path, Reason::NoScale, ""),
                Some(scale) if !band.lies_within(scale.max.quantity()) => {
                    reader.error(level.at, &path, Reason::OutOfRange, format!("0 to {}", scale.max.text()));
                }
                Some(_) => {}
            }
            if let Some(other) = before.iter().find(|it| it.band.is_some_and(|it| it.overlaps(band))) {
                reader.error(level.at, &path, Reason::BandsOverlap, other.name.code());
            }
        }
    }
}

impl Place<'_> {
    /// Whether a level that stands before another one is worse by name or by band.
    fn is_worse_than(&self, other: &Self) -> bool {
        let named = self.name.grade().zip(other.name.grade()).is_some_and(|(one, other)| one < other);
        let lower = |it: &Self| it.band.and_then(|it| it.lower.as_ref()).map(Lower::bound);
        named || self.band.zip(other.band).is_some_and(|(one, another)| !one.overlaps(another) && lower(self) < lower(other))
    }
}

impl Band {
    fn lies_within(&self, max: Quantity) -> bool {
        let lower = match &self.lower {
            None => true,
            Some(Lower::From(it)) => (Quantity::ZERO..=max).contains(&it.quantity()),
            Some(Lower::Above(it)) => (Quantity::ZERO..max).contains(&it.quantity()),
        };
        lower && self.below.as_ref().is_none_or(|it| (Quantity::ZERO..=max).contains(&it.quantity()))
    }

    /// Whether some value lies in both bands.
    fn overlaps(&self, other: &Self) -> bool {
        let begins_below_end = |one: &Self, other: &Self| match (&one.lower, &other.below) {
            (Some(lower), Some(below)) => lower.bound() < below.quantity(),
            _ => true,
        };
        begins_below_end(self, other) && begins_below_end(other, self)
    }
}

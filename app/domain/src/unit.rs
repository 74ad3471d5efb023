//! Units of the organisation tree. A unit's identity is its key, never its name or code (`domain.md` 3.1).

use crate::ids::UnitId;
use crate::policy::Place;
use time::Date;

/// A unit as it is on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its key.
    pub id: UnitId,
    /// The unit above.
    pub parent: Option<UnitId>,
    /// The keys from the root down to it, with a slash at both ends.
    pub path: String,
    /// What it is: `province`, `district`, `commune`, `township`, `ward`, `office` …
    pub unit_type: String,
    /// Its level: `province`, `district`, `commune`, `office`, `internal_team`.
    pub level: String,
    /// The full name: `Xã Cao An`.
    pub name_full: String,
    /// A short name: `UBND xã Cao An`.
    pub name_short: String,
    /// Line 1 of a paper's left header, regular; empty where there is none (`domain.md` 3.4).
    pub header_parent: String,
    /// The bold lines of a paper's left header.
    pub header_lines: Vec<String>,
    /// The abbreviation in document symbols, set by the head of the organisation (NĐ 30/2020).
    pub doc_abbrev: String,
    /// The place name (địa danh) beside a paper's date.
    pub place_name: String,
    /// From which day it exists.
    pub valid_from: Date,
    /// The last day; none while it exists.
    pub valid_to: Option<Date>,
}

impl Unit {
    /// Its place in the tree.
    pub fn place(&self) -> Place {
        Place { unit: self.id, path: self.path.clone() }
    }

    /// Whether it exists on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

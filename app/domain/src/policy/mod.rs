//! Who may do what, and where: the roles of `domain.md` 2 as one table. The scope of a role is a place in the organisation tree,
//! so a question costs no query and no list of identifiers.

mod action;
mod reach;
mod role;
#[cfg(test)]
mod tests;

pub use action::Action;
pub use reach::{Reach, reach};
pub use role::Role;

use crate::ids::{AccountId, PersonId, UnitId};
use serde::{Deserialize, Serialize};

/// A place in the organisation tree: a unit and the path of identifiers that leads to it, such as `/1/5/23/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The unit.
    pub unit: UnitId,
    /// Its path from the root, with a slash at both ends.
    pub path: String,
}

/// A role that an account holds at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where.
    pub place: Place,
    /// For an indicator owner: the area whose indicators are its own; none means all.
    pub area: Option<String>,
}

impl Grant {
    /// Whether the grant reaches a place for an action; what is right for a single case is not asked here.
    pub fn covers(&self, action: Action, place: &Place) -> bool {
        match reach(self.role, action) {
            Reach::Nowhere | Reach::Named | Reach::Before => false,
            Reach::Own => self.place.unit == place.unit,
            Reach::Subtree => place.path.starts_with(&self.place.path),
            Reach::Line => place.path.starts_with(&self.place.path) || self.place.path.starts_with(&place.path),
            Reach::Everywhere => true,
        }
    }
}

/// A review case as rights see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePlace {
    /// The unit that answers.
    pub place: Place,
    /// The chair whom its meeting names.
    pub chair: Option<PersonId>,
    /// The secretary whom its meeting names.
    pub secretary: Option<PersonId>,
    /// Whether it is before the Party committee: its minutes are adopted (`domain.md` 8.5).
    pub before_party: bool,
}

/// Who asks: an account, its person and what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// The person behind it.
    pub person: PersonId,
    /// The person's name, for the head of the page and for papers.
    pub name: String,
    /// The person's post, as it is printed: `Chủ tịch UBND xã Cao An`.
    pub post: String,
    /// The units that the person belongs to, by post or by a unit's role of any account of theirs, and the units above those: never
    /// verified or graded by that person.
    pub home: Vec<UnitId>,
    /// The roles in force today.
    pub grants: Vec<Grant>,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Forbidden {
    /// No role of theirs reaches there.
    NoRole,
    /// It is their own unit.
    OwnUnit,
}

impl Actor {
    /// Whether the actor may do this at that place, and if not, why.
    pub fn allow(&self, action: Action, place: &Place) -> Result<(), Forbidden> {
        if !self.holds(action, place) {
            return Err(Forbidden::NoRole);
        }
        if action.barred_at_home() && self.home.contains(&place.unit) {
            return Err(Forbidden::OwnUnit);
        }
        Ok(())
    }

    /// Whether a role of theirs reaches there, whosoever unit it is.
    pub fn holds(&self, action: Action, place: &Place) -> bool {
        self.grants.iter().any(|it| it.covers(action, place))
    }

    /// Whether the actor may do this with a review case: by place as elsewhere, or because the meeting names the person, or because the
    /// case is before their Party committee.
    pub fn allow_case(&self, action: Action, case: &CasePlace) -> Result<(), Forbidden> {
        let held = self.grants.iter().any(|it| reach(it.role, Action::WriteMinutes) == Reach::Named);
        let (chair, secretary) = (held && case.chair == Some(self.person), held && case.secretary == Some(self.person));
        let named = match action {
            Action::ViewReview | Action::SignMinutes => chair || secretary,
            Action::WriteMinutes => secretary,
            _ => false,
        };
        let before = |it: &Grant| reach(it.role, action) == Reach::Before && case.place.path.starts_with(&it.place.path);
        if named || (case.before_party && self.grants.iter().any(before)) {
            return Ok(());
        }
        self.allow(action, &case.place)
    }

    /// Whether the actor may do this at one place or another: for showing a way in.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.grants.iter().any(|it| reach(it.role, action) != Reach::Nowhere)
    }

    /// The path prefixes below which the actor may do this; `/` for everywhere. For lists: one condition a prefix, never one an identifier.
    /// A role that reaches its own unit alone gives the unit's path, to be compared whole.
    pub fn scopes(&self, action: Action) -> Vec<Scope> {
        self.scopes_of(action, |_| true)
    }

    /// The same, of those grants alone that a question takes.
    pub fn scopes_of(&self, action: Action, takes: impl Fn(&Grant) -> bool) -> Vec<Scope> {
        let mut scopes = Vec::new();
        for it in self.grants.iter().filter(|it| takes(it)) {
            let scope = match reach(it.role, action) {
                Reach::Nowhere | Reach::Named | Reach::Before | Reach::Line => continue,
                Reach::Own => Scope::Unit(it.place.unit),
                Reach::Subtree => Scope::Below(it.place.path.clone()),
                Reach::Everywhere => Scope::Below("/".to_owned()),
            };
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        scopes
    }

    /// Which review cases a list may show for an action.
    pub fn case_scopes(&self, action: Action) -> CaseScopes {
        let before = |it: &Grant| (reach(it.role, action) == Reach::Before).then(|| Scope::Below(it.place.path.clone()));
        CaseScopes { all: self.scopes(action), before_party: self.grants.iter().filter_map(before).collect(), named: self.person }
    }

    /// Whether the actor holds a role anywhere.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|it| it.role == role)
    }

    /// The unit where the actor holds a role.
    pub fn unit_as(&self, role: Role) -> Option<UnitId> {
        self.grants.iter().find(|it| it.role == role).map(|it| it.place.unit)
    }
}

/// A part of the tree that a list may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One unit.
    Unit(UnitId),
    /// Every unit whose path begins with this.
    Below(String),
}

/// The review cases that a list may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseScopes {
    /// Places all of whose cases are shown.
    pub all: Vec<Scope>,
    /// Places whose cases are shown once they are before the Party committee.
    pub before_party: Vec<Scope>,
    /// The person: cases whose meeting names them are shown too.
    pub named: PersonId,
}

impl CaseScopes {
    /// Whether no place is open, only cases that name the person.
    pub fn named_alone(&self) -> bool {
        self.all.is_empty() && self.before_party.is_empty()
    }
}

//! Who verifies and reads the figures of a field (`domain.md` 2): an owner of indicators may be bounded to one area.

use super::VerifyRefusal;
use crate::policy::{Action, Actor, Forbidden, Grant, Place, Role};

/// Whether a grant takes a field (`Variable::owner_area`): an owner of indicators whose role names an area has that area alone, every
/// other role has every field (`domain.md` 2).
fn takes_area(grant: &Grant, area: &str) -> bool {
    grant.role != Role::IndicatorOwner || grant.area.as_ref().is_none_or(|own| own == area)
}

/// Whether a grant is bounded to one field.
pub fn is_bounded(grant: &Grant) -> bool {
    grant.role == Role::IndicatorOwner && grant.area.is_some()
}

/// Whether an actor verifies a field at a place.
pub fn may_verify(actor: &Actor, place: &Place, area: &str) -> Result<(), VerifyDenied> {
    actor.allow(Action::VerifyFigures, place).map_err(VerifyDenied::Forbidden)?;
    let covered = actor.grants.iter().any(|it| it.covers(Action::VerifyFigures, place) && takes_area(it, area));
    if covered { Ok(()) } else { Err(VerifyDenied::Refused(VerifyRefusal::NotYourArea)) }
}

/// Whether an actor reads the figures and the evidence of a field at a place.
pub fn may_view(actor: &Actor, place: &Place, area: &str) -> Result<(), Forbidden> {
    let covered = actor.grants.iter().any(|it| it.covers(Action::ViewFigures, place) && takes_area(it, area));
    if covered { Ok(()) } else { Err(Forbidden::NoRole) }
}

/// Whether an actor reads all figures and key tasks at a place, whatever their field.
pub fn views_every_field(actor: &Actor, place: &Place) -> bool {
    actor.grants.iter().any(|it| it.covers(Action::ViewFigures, place) && !is_bounded(it))
}

/// Why somebody may not verify a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerifyDenied {
    /// No role reaches there, or it is the actor's own unit.
    Forbidden(Forbidden),
    /// The field belongs to another owner.
    Refused(VerifyRefusal),
}

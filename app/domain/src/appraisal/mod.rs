//! Points that people give (`domain.md` 6.1, 6.2, 8.3): of a manual target the unit's own, the appraiser's and the survey's, kept apart; and
//! points after the total. Nothing here computes a score; `assessment` does.

mod after;
#[cfg(test)]
mod tests;

pub use after::{AdjustRefusal, Adjustment, AdjustmentStanding, Decision, NewAdjustment};

use crate::ids::{AppraisalId, CampaignId, PersonId, TargetId, UnitId};
use crate::package::Target;
use crate::policy::{Action, Actor, Forbidden, Place, Role};
use crate::{Quantity, Timestamp, refusals};

/// The longest reason or note, in characters.
pub const LONGEST_REASON: usize = 2_000;

refusals! {
    /// Why points of a manual target are not taken.
    pub enum AppraiseRefusal {
        /// The points of this target come from figures; nobody gives them.
        NotManual,
        /// The unit is exempt from the target.
        Exempt,
        /// Points are not below 0.
        Negative,
        /// The unit's own points are above what the target weighs.
        SelfAboveWeight,
        /// The appraised points are above what the weight leaves beside the survey.
        AppraisedAboveWeight,
        /// The target has no part for a survey.
        NoSurvey,
        /// The survey's points are above the survey's part.
        SurveyAboveMost,
        /// Points need a reason; the unit's own ones an explanation of how they were reached.
        ReasonNeeded,
        /// The reason has more than 2.000 characters.
        TooLong,
        /// The reason has a character that papers cannot print.
        Unprintable,
        /// Whoever gave the unit's own points does not appraise them.
        OwnPoints,
        /// The target is not of the appraiser's field.
        NotYourArea,
        /// The points were appraised already: the unit's own ones stay as they were.
        Appraised,
        /// There are no own points that could be submitted.
        NothingEntered,
    }
}

/// How many points may be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// By the unit itself: what the target weighs.
    pub weight: Quantity,
    /// By the appraiser.
    pub appraised: Quantity,
    /// By the survey; 0 where the target has no part for one.
    pub survey: Quantity,
}

/// What a unit gave itself. It counts for nothing and stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfPoints {
    /// How many.
    pub points: Quantity,
    /// How they were reached.
    pub note: String,
    /// Who entered them.
    pub by: PersonId,
    /// When the head submitted them; none before.
    pub submitted_at: Option<Timestamp>,
}

/// What the appraiser and the survey gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// By the appraiser.
    pub appraised: Quantity,
    /// By the survey; none where none was made.
    pub survey: Option<Quantity>,
    /// Why.
    pub reason: String,
    /// Who appraised, as the package names them.
    pub appraiser: Option<String>,
    /// Who recorded it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Points of a manual target of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraisal {
    /// Its key; 0 before it is saved.
    pub id: AppraisalId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// What the unit gave itself.
    pub own: Option<SelfPoints>,
    /// What the appraiser and the survey gave.
    pub given: Option<Given>,
    /// How often it was written; every one is kept.
    pub revision: i64,
}

impl Limits {
    /// The limits of a target; none where its points come from figures.
    pub fn of(target: &Target) -> Result<Self, AppraiseRefusal> {
        if !target.is_manual() {
            return Err(AppraiseRefusal::NotManual);
        }
        Ok(Self { weight: target.weight.quantity(), appraised: target.max_appraised(), survey: target.max_survey() })
    }
}

fn reason_of(text: &str) -> Result<String, AppraiseRefusal> {
    let text = crate::fold::nfc(text.trim()).replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(AppraiseRefusal::ReasonNeeded),
        1..=LONGEST_REASON => Ok(text),
        _ => Err(AppraiseRefusal::TooLong),
    }
}

fn within(points: Quantity, most: Quantity, above: AppraiseRefusal) -> Result<(), AppraiseRefusal> {
    if points.is_negative() {
        return Err(AppraiseRefusal::Negative);
    }
    if points > most { Err(above) } else { Ok(()) }
}

impl Appraisal {
    /// Points that nobody has given yet.
    pub fn none(campaign: CampaignId, unit: UnitId, target: TargetId) -> Self {
        Self { id: AppraisalId(0), campaign, unit, target, own: None, given: None, revision: 0 }
    }

    /// Keeps what the unit gives itself; whatever was submitted before has to be submitted anew.
    pub fn enter(self, limits: Limits, points: Quantity, note: &str, by: PersonId) -> Result<Self, AppraiseRefusal> {
        if self.given.is_some() {
            return Err(AppraiseRefusal::Appraised);
        }
        within(points, limits.weight, AppraiseRefusal::SelfAboveWeight)?;
        let note = reason_of(note)?;
        Ok(Self { own: Some(SelfPoints { points, note, by, submitted_at: None }), revision: self.revision + 1, ..self })
    }

    /// Puts the unit's own points before the appraiser: the head answers for them.
    pub fn submit(self, at: Timestamp) -> Result<Self, AppraiseRefusal> {
        match self.own {
            Some(own) if own.submitted_at.is_none() => {
                Ok(Self { own: Some(SelfPoints { submitted_at: Some(at), ..own }), revision: self.revision + 1, ..self })
            }
            Some(_) | None => Err(AppraiseRefusal::NothingEntered),
        }
    }

    /// Records what the appraiser and the survey give, or give anew: every change keeps its reason.
    pub fn appraise(self, limits: Limits, given: Given) -> Result<Self, AppraiseRefusal> {
        if self.own.as_ref().is_some_and(|it| it.by == given.by) {
            return Err(AppraiseRefusal::OwnPoints);
        }
        within(given.appraised, limits.appraised, AppraiseRefusal::AppraisedAboveWeight)?;
        if let Some(survey) = given.survey {
            if limits.survey == Quantity::ZERO {
                return Err(AppraiseRefusal::NoSurvey);
            }
            within(survey, limits.survey, AppraiseRefusal::SurveyAboveMost)?;
        }
        let reason = reason_of(&given.reason)?;
        Ok(Self { given: Some(Given { reason, ..given }), revision: self.revision + 1, ..self })
    }
}

/// Whether a grant of this person reaches a target of a unit for appraising: an indicator owner only the targets of their own field
/// (`domain.md` 2), and nobody those of their own unit.
pub fn may_appraise(actor: &Actor, place: &Place, area: &str) -> Result<(), MayNotAppraise> {
    actor.allow(Action::AppraisePoints, place).map_err(MayNotAppraise::Forbidden)?;
    let own_field = |area_of: &Option<String>, role: Role| role != Role::IndicatorOwner || area_of.as_deref().is_none_or(|it| it == area);
    let reached = actor.grants.iter().any(|it| it.covers(Action::AppraisePoints, place) && own_field(&it.area, it.role));
    if reached { Ok(()) } else { Err(MayNotAppraise::Refused(AppraiseRefusal::NotYourArea)) }
}

/// Why somebody may not appraise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayNotAppraise {
    /// No right there.
    Forbidden(Forbidden),
    /// A right in another field.
    Refused(AppraiseRefusal),
}

//! Points after the total: the standing body proposes them with a reason, somebody else confirms or refuses them.

use super::LONGEST_REASON;
use crate::ids::{AdjustmentId, CampaignId, PersonId, UnitId};
use crate::package::{AdjustmentRule, RuleSet};
use crate::{Quantity, Timestamp, refusals};

refusals! {
    /// Why points after the total are not taken.
    pub enum AdjustRefusal {
        /// The rule set gives and takes points for something else.
        UnknownCode,
        /// Points are above 0; the rule says which way they count.
        NotAboveZero,
        /// Both proposing and deciding need a reason.
        ReasonNeeded,
        /// The reason has more than 2.000 characters.
        TooLong,
        /// The reason has a character that papers cannot print.
        Unprintable,
        /// Whoever proposed points does not decide on them.
        SamePerson,
        /// It was decided already.
        Decided,
    }
}

/// How proposed points stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AdjustmentStanding {
    /// They wait for a second person and count for nothing.
    Proposed,
    /// They count.
    Confirmed,
    /// They count for nothing.
    Refused,
}

/// What the second person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The points count.
    Confirm,
    /// They do not.
    Refuse,
}

/// Points that a unit gets or loses after the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Its key; 0 before it is saved.
    pub id: AdjustmentId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The code of the rule.
    pub code: String,
    /// How many points, above 0.
    pub points: Quantity,
    /// For what.
    pub reason: String,
    /// How it stands.
    pub standing: AdjustmentStanding,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
    /// Who decided, and when; none while it waits, and of points that came with a package.
    pub decided: Option<(PersonId, Timestamp)>,
    /// What was said with the decision.
    pub note: String,
}

/// Points that somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdjustment {
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The code of the rule.
    pub code: String,
    /// How many points.
    pub points: Quantity,
    /// For what.
    pub reason: String,
}

fn reason_of(text: &str) -> Result<String, AdjustRefusal> {
    let text = crate::fold::nfc(text.trim()).replace("\r\n", "\n");
    match text.chars().count() {
        0 => Err(AdjustRefusal::ReasonNeeded),
        1..=LONGEST_REASON => Ok(text),
        _ => Err(AdjustRefusal::TooLong),
    }
}

impl AdjustmentStanding {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Confirmed, Self::Refused];

    /// Its name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
        }
    }

    /// The standing of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

impl Decision {
    /// The decision of a name in a form.
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "confirm" => Some(Self::Confirm),
            "refuse" => Some(Self::Refuse),
            _ => None,
        }
    }
}

impl Adjustment {
    /// Proposes points of a rule. More than the rule's cap may be given; what counts of it is cut when the year is assessed.
    pub fn propose(rules: &RuleSet, it: NewAdjustment, by: PersonId, at: Timestamp) -> Result<Self, AdjustRefusal> {
        if !rules.adjustments().iter().any(|rule: &AdjustmentRule| rule.code == it.code) {
            return Err(AdjustRefusal::UnknownCode);
        }
        if it.points <= Quantity::ZERO {
            return Err(AdjustRefusal::NotAboveZero);
        }
        let reason = reason_of(&it.reason)?;
        Ok(Self {
            id: AdjustmentId(0),
            campaign: it.campaign,
            unit: it.unit,
            code: it.code,
            points: it.points,
            reason,
            standing: AdjustmentStanding::Proposed,
            proposed_by: by,
            proposed_at: at,
            decided: None,
            note: String::new(),
        })
    }

    /// Confirms or refuses the points, by another person than who proposed them.
    pub fn decide(self, decision: Decision, note: &str, by: PersonId, at: Timestamp) -> Result<Self, AdjustRefusal> {
        if self.standing != AdjustmentStanding::Proposed {
            return Err(AdjustRefusal::Decided);
        }
        if self.proposed_by == by {
            return Err(AdjustRefusal::SamePerson);
        }
        let note = reason_of(note)?;
        let standing = match decision {
            Decision::Confirm => AdjustmentStanding::Confirmed,
            Decision::Refuse => AdjustmentStanding::Refused,
        };
        Ok(Self { standing, note, decided: Some((by, at)), ..self })
    }
}

//! Amendments (bản điều chỉnh): numbered changes of what is sealed from a day on (`domain.md` 8.1, formats/package-2.md): of a goal, of which
//! targets apply, of the rules themselves. One person puts one forward, the authority approves it, the heads of the units that it concerns
//! sign it. It is never edited: another one takes its place.

mod check;
mod content;
mod in_words;
mod refusal;
#[cfg(test)]
mod rule_tests;
mod rules;
#[cfg(test)]
mod tests;

pub use check::{Change, concerns};
pub use content::{AmendedPart, AmendmentContent, FORMAT, GoalPart, GoalSaid, GroupPart, Moved, RulesPart, Towards};
pub use in_words::{RuleLine, rule_lines};
pub use refusal::{AcknowledgeAmendmentRefusal, DecideAmendmentRefusal, ProposeAmendmentRefusal};
pub use rules::{RuleChange, without_rules};

use crate::commitment::LONGEST_NOTE;
use crate::ids::{AmendmentId, CampaignId, GroupId, PersonId, RuleSetId, TargetId, UnitId};
use crate::package::{ChosenRule, Decimal, Goal, Package, Value};
use crate::time_of::Timestamp;
use crate::{FigureValue, Period, Quantity, refusals};
use time::Date;

refusals! {
    /// Where an amendment stands.
    pub enum AmendmentState {
        /// It waits for the authority.
        Proposed,
        /// It is in force from its day on.
        Approved,
        /// The authority declined it.
        Declined,
        /// Another one took its place.
        Replaced,
    }
}

impl AmendmentState {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("amendment-state-")
    }

    /// The state of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

/// What is to be reached: a value, or a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalValue {
    /// The value; the lower bound of a range.
    pub value: FigureValue,
    /// The upper bound of a range.
    pub to: Option<Quantity>,
}

impl From<Goal<'_>> for GoalValue {
    fn from(it: Goal<'_>) -> Self {
        Self { value: it.value.figure_value(), to: it.value_to.map(Decimal::quantity) }
    }
}

impl GoalValue {
    /// The value as packages hold it.
    pub fn as_in_package(self) -> (Value, Option<Decimal>) {
        (self.value.into(), self.to.map(Into::into))
    }
}

/// What an amendment brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amended {
    /// Another goal.
    Goal(GoalValue),
    /// The target no longer applies: it leaves the scale of the year.
    Exempt,
}

/// What an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A goal, or whether a target applies.
    Target(TargetSubject),
    /// The rules themselves, for the whole group.
    Rules(RulesSubject),
}

/// A target that an amendment changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetSubject {
    /// The target.
    pub target: TargetId,
    /// The unit whose goal changes; the common one where there is none.
    pub unit: Option<UnitId>,
    /// The period whose goal changes; the year's where there is none.
    pub period: Option<Period>,
    /// The goal before; none where the period had none.
    pub old: Option<GoalValue>,
    /// What comes after it.
    pub new: Amended,
}

/// The rules that an amendment puts in the place of those that are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesSubject {
    /// The version of the rule set from then on; none where it stays.
    pub rule_set: Option<RuleSetId>,
    /// By which rules grades are proposed from then on; none where they stay.
    pub grade_rules: Option<Vec<ChosenRule>>,
}

/// A change that an amendment makes, by codes: what it does to the group's package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Of a goal, or of which targets apply.
    Target(Change),
    /// Of the rules.
    Rules(Box<RuleChange>),
}

impl Changed {
    /// Whether the change, in force, changes what a unit has signed.
    pub fn concerns(&self, package: &Package, unit: &str) -> bool {
        match self {
            Self::Target(it) => concerns(it, package, unit),
            // All of a group are assessed by the same rules.
            Self::Rules(_) => true,
        }
    }
}

/// An amendment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Its key.
    pub id: AmendmentId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The peer group.
    pub group: GroupId,
    /// Its number, as the clerk wrote it.
    pub number: String,
    /// What it changes.
    pub subject: Subject,
    /// From when on.
    pub effective_on: Date,
    /// Why.
    pub reason: String,
    /// The frozen content as canonical JSON.
    pub content: String,
    /// Its SHA-256: what signatures bind to.
    pub digest: String,
    /// Where it stands.
    pub state: AmendmentState,
    /// Who put it forward, and when.
    pub proposed: (PersonId, Timestamp),
    /// Who decided, and when.
    pub decided: Option<(PersonId, Timestamp)>,
    /// Why it was declined.
    pub decision_reason: String,
    /// The amendment in whose place it comes.
    pub replaces: Option<AmendmentId>,
}

impl Subject {
    /// The unit that alone it is for; none where it is for a group.
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Target(it) => it.unit,
            Self::Rules(_) => None,
        }
    }

    /// Whether another one changes the same thing, whatever it makes of it.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Target(one), Self::Target(two)) => (one.target, one.unit, one.period) == (two.target, two.unit, two.period),
            (Self::Rules(_), Self::Rules(_)) => true,
            (Self::Target(_), Self::Rules(_)) | (Self::Rules(_), Self::Target(_)) => false,
        }
    }
}

impl Amendment {
    fn may_decide(&self, by: PersonId) -> Result<(), DecideAmendmentRefusal> {
        if self.state != AmendmentState::Proposed {
            return Err(DecideAmendmentRefusal::NotWaiting);
        }
        // Two people stand behind every change of a sealed goal.
        if self.proposed.0 == by {
            return Err(DecideAmendmentRefusal::Proposer);
        }
        Ok(())
    }

    /// Puts it into force, on the digest that the person saw; by somebody else than who put it forward.
    pub fn approve(self, digest: &str, by: PersonId, at: Timestamp) -> Result<Self, DecideAmendmentRefusal> {
        self.may_decide(by)?;
        if self.digest != digest || crate::canonical::sha256(self.content.as_bytes()) != digest {
            return Err(DecideAmendmentRefusal::OtherContent);
        }
        Ok(Self { state: AmendmentState::Approved, decided: Some((by, at)), ..self })
    }

    /// Declines it, with a reason.
    pub fn decline(self, reason: &str, by: PersonId, at: Timestamp) -> Result<Self, DecideAmendmentRefusal> {
        self.may_decide(by)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(DecideAmendmentRefusal::NoReason);
        }
        if reason.chars().count() > LONGEST_NOTE {
            return Err(DecideAmendmentRefusal::TooLong);
        }
        Ok(Self { state: AmendmentState::Declined, decided: Some((by, at)), decision_reason: reason.to_owned(), ..self })
    }

    /// Whether a unit may sign it, on the digest that the person saw. `concerned` says whether it changes what the unit has signed, `signed`
    /// whether the unit has signed it.
    pub fn may_acknowledge(&self, digest: &str, concerned: bool, signed: bool) -> Result<(), AcknowledgeAmendmentRefusal> {
        if self.state != AmendmentState::Approved {
            return Err(AcknowledgeAmendmentRefusal::NotApproved);
        }
        if !concerned {
            return Err(AcknowledgeAmendmentRefusal::NotConcerned);
        }
        if signed {
            return Err(AcknowledgeAmendmentRefusal::Already);
        }
        if self.digest != digest {
            return Err(AcknowledgeAmendmentRefusal::OtherContent);
        }
        Ok(())
    }

    /// Whether another one may take its place: in force, of the same thing and the same day.
    pub fn replaceable_by(&self, subject: &Subject, effective_on: Date) -> bool {
        self.state == AmendmentState::Approved && self.subject.is_of_the_same(subject) && self.effective_on == effective_on
    }
}

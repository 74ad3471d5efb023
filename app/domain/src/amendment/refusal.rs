//! Why something is not done with an amendment.

use crate::refusals;

refusals! {
    /// Why a change of a sealed goal is not put forward. The rules of the package format are the judge.
    pub enum ProposeAmendmentRefusal {
        /// Nobody of those concerned has signed: nothing is sealed, and the sheets themselves can still be changed.
        NotSealed,
        /// It would take effect before the seal.
        BeforeSeal,
        /// It would take effect outside the campaign.
        OutsideCampaign,
        /// The rule set of the group has no such target.
        UnknownTarget,
        /// The unit is no member of the group.
        UnknownUnit,
        /// The text is no reporting period of the year.
        UnknownPeriod,
        /// The goal of the whole year is the target itself.
        PeriodIsTheYear,
        /// It would take effect when the period is over.
        AfterThePeriod,
        /// The period was over on the day: what was to be reached in it is not changed afterwards.
        PeriodOver,
        /// A target whose points are given has no goals of periods.
        ManualPeriod,
        /// An exemption is of the whole year: no period goes with it.
        ExemptPeriod,
        /// The value is of another kind than the target's.
        OtherKind,
        /// `1,250` may be meant as 1,25 or as 1250 and is not confirmed.
        Unconfirmed,
        /// A target of a range needs an upper bound.
        BoundMissing,
        /// The upper bound lies below the lower one.
        BoundsReversed,
        /// The target has one value, no range.
        BoundDoesNotFit,
        /// An exemption has no value.
        ExemptValue,
        /// What an amendment brings is neither a goal nor an exemption.
        UnknownKind,
        /// The goal has this value already.
        SameValue,
        /// This goal is amended from this day on already.
        SameDay,
        /// The number stands on another amendment of the campaign.
        NumberTaken,
        /// What is to be replaced is not in force, or of another goal or day.
        NothingToReplace,
        /// The unit does not have to reach the target.
        Exempt,
        /// A text holds a character that paper cannot show.
        Unprintable,
        /// The rules would be those that are in force already, or nothing was chosen.
        SameRules,
        /// The other version has other targets or other goals: goals change by amendments of their own.
        OtherTargets,
        /// A formula counts something that nobody reports in this campaign.
        NewVariable,
        /// A later change of the rules is in force: this one would change what came after it.
        BeforeLastRules,
        /// There is no such version of the rule set, or no such grade rule.
        UnknownRules,
        /// The package of the group would break the format.
        AgainstTheFormat,
    }
}

refusals! {
    /// Why an amendment is neither approved nor declined.
    pub enum DecideAmendmentRefusal {
        /// Who put it forward does not decide on it.
        Proposer,
        /// It is decided already.
        NotWaiting,
        /// What was on the screen is not what is decided on.
        OtherContent,
        /// To decline it needs a reason.
        NoReason,
        /// The reason is longer than the paper takes.
        TooLong,
        /// The goal before is no longer the one that the paper names: another amendment came in between.
        OldValueMoved,
    }
}

refusals! {
    /// Why a unit does not sign an amendment.
    pub enum AcknowledgeAmendmentRefusal {
        /// It is not approved, or another one took its place.
        NotApproved,
        /// It does not change what the unit has signed.
        NotConcerned,
        /// The unit has signed it.
        Already,
        /// What was on the screen is not what is signed.
        OtherContent,
    }
}

impl ProposeAmendmentRefusal {
    /// The box of the form that the refusal belongs beside.
    pub const fn box_name(self) -> &'static str {
        match self {
            Self::NotSealed | Self::UnknownUnit | Self::Exempt => "unit",
            Self::BeforeSeal | Self::OutsideCampaign | Self::AfterThePeriod | Self::SameDay | Self::BeforeLastRules => "effective_on",
            Self::SameRules | Self::OtherTargets | Self::NewVariable | Self::UnknownRules => "rule_set",
            Self::UnknownTarget => "target",
            Self::UnknownPeriod | Self::PeriodOver | Self::PeriodIsTheYear | Self::ManualPeriod | Self::ExemptPeriod => "period",
            Self::OtherKind | Self::Unconfirmed | Self::SameValue | Self::ExemptValue => "value",
            Self::UnknownKind => "kind",
            Self::BoundMissing | Self::BoundsReversed | Self::BoundDoesNotFit => "value_to",
            Self::NumberTaken => "number",
            Self::NothingToReplace => "replaces",
            Self::Unprintable | Self::AgainstTheFormat => "reason",
        }
    }
}

//! What can be wrong with a package: the place and the reason, in English here, in the locales under `package-error-…`.

use std::fmt;

use crate::refusal_macro::Kebab;
use crate::text::in_one_line;

/// One error of a package; printed, it is the line `PATH: reason`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PackageError {
    /// The place, as `$.figures[3].value`.
    pub path: String,
    /// What is wrong there.
    pub reason: Reason,
    /// What the reason speaks of (a code, a total, the allowed words); empty where it speaks of nothing.
    pub detail: String,
}

impl PackageError {
    /// Names the sentence of the reason in the locales, `package-error-…`; it may speak of `detail`.
    pub fn key(&self) -> &'static str {
        self.reason.key()
    }

    /// The arguments of the sentence.
    pub fn args(&self) -> [(&'static str, &str); 1] {
        [("detail", &self.detail)]
    }
}

impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // One line for each error, whatever the file held.
        let detail = in_one_line(&self.detail);
        write!(f, "{}: {}", self.path, self.reason.english().replace("{detail}", &detail))
    }
}

impl std::error::Error for PackageError {}

macro_rules! reasons {
    ($($(#[$about:meta])* $variant:ident $english:literal)+) => {
        /// Why a package is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Reason {
            $($(#[$about])* $variant,)+
        }

        impl Reason {
            /// Every reason, in the order of its declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Names the sentence of this reason in the locales, `package-error-…`.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        const KEY: &Kebab = &Kebab::new("PackageError", stringify!($variant));
                        const TEXT: &str = KEY.text();
                        TEXT
                    })+
                }
            }

            /// The reason in English; `{detail}` stands for what it speaks of.
            fn english(self) -> &'static str {
                match self { $(Self::$variant => $english,)+ }
            }
        }
    };
}

reasons! {
    /// The bytes are not UTF-8.
    NotUtf8 "the file is not UTF-8"
    /// The file starts with a byte-order mark.
    ByteOrderMark "the file starts with a byte-order mark"
    /// The text is not JSON; the detail is `line:column`.
    NotJson "the text is not JSON (line:column {detail})"
    /// A key that the format does not have.
    UnknownKey "unknown key"
    /// A key that stands in the object already.
    RepeatedKey "repeated key"
    /// A key without a default is missing.
    MissingKey "missing"
    /// A value of another type; the detail is the type that belongs here: `object`, `list`, `text`, `integer`, `plain-integer`, `plain-integer-or-text`, `less-deep`, `true-or-false`.
    WrongType "a value of another type; expected: {detail}"
    /// Text that is not in NFC.
    NotNfc "the text is not in Unicode NFC"
    /// Text without a character.
    EmptyText "the text is empty"
    /// A list that must hold an entry.
    EmptyList "the list is empty"
    /// Another format or version.
    OtherFormat "another format; this program reads {detail}"
    /// An integer outside its range; the detail is the range.
    OutOfRange "outside {detail}"
    /// Text that is not a plain decimal.
    NotADecimal "not a plain decimal (optional -, 1-14 digits, optionally a point and 1-4 digits)"
    /// Text that is not a real day.
    NotADay "not a real day, YYYY-MM-DD"
    /// Text that is neither decimal, day, yes nor no.
    NotAValue "neither a plain decimal nor a day YYYY-MM-DD nor yes nor no"
    /// A word that the format does not have; the detail is the words it has.
    NotOneOf "not one of {detail}"
    /// A unit, target or grade code used twice; the detail is the code.
    CodeTwice "\"{detail}\" is used twice"
    /// A second figure of one unit, variable and period.
    FigureTwice "a second figure of this unit, variable and period"
    /// A second exemption of one unit and target.
    ExemptionTwice "a second exemption of this unit and target"
    /// A second own target of one unit and target.
    OwnTargetTwice "a second own target of this unit and target"
    /// A second step or grade from the same value.
    FromTwice "a second entry from this value"
    /// A unit that the package does not have; the detail is its code.
    UnknownUnit "unknown unit \"{detail}\""
    /// A target that the rule set does not have; the detail is its code.
    UnknownTarget "unknown target \"{detail}\""
    /// A weight of 0 or less.
    WeightNotPositive "a weight must be above 0"
    /// Weights that do not total exactly 100; the detail is their total.
    WeightsTotal "the weights total {detail}, not exactly 100"
    /// A full_at of 0 or less.
    FullAtNotPositive "full_at must be above 0"
    /// A penalty below 0.
    PenaltyNegative "a penalty must not be below 0"
    /// A share outside 0-1.
    ShareOutOfRange "a share must lie between 0 and 1"
    /// fail_below above pass_from.
    FailAbovePass "fail_below is above pass_from"
    /// The campaign starts after it ends.
    StartsAfterEnd "starts_on is after ends_on"
    /// A direction that does not pair with the measure; the detail is what does.
    DirectionDoesNotFit "does not go with this measure; {detail} does"
    /// A points rule that does not pair with measure and direction; the detail is what does.
    RuleDoesNotFit "does not go with this measure and direction; {detail} does"
    /// A target value of another kind than the measure's; the detail is the kind that belongs here: `decimal`, `day`, `yes`.
    TargetDoesNotFit "does not go with this measure; expected: {detail}"
    /// A variable used both as an amount and as a date or yes/no; the detail is its name.
    VariableTwoWays "variable \"{detail}\" is used both as an amount and as a date or yes/no"
    /// A figure that the measure using its variable cannot read; the detail is the kind it reads: `decimal`, `day`, `yes-or-no`.
    FigureDoesNotFit "the measure that uses this variable cannot read it; expected: {detail}"
    /// An own target of another kind than the target's; the detail is the target's kind.
    OwnTargetDoesNotFit "of another kind than the target's; expected: {detail}"
    /// The last day before the first.
    DatesReversed "valid_to is before valid_from"
    /// None or several of keys of which exactly one belongs here; the detail is the keys.
    ExactlyOne "exactly one of {detail} belongs here"
    /// A band without a value in it.
    BandEmpty "the band ends where it begins or before"
    /// A band that shares values with another one; the detail is the other level.
    BandsOverlap "the band overlaps that of \"{detail}\""
    /// A band in a rule without a scale.
    NoScale "a band needs a scale, and the rule has none"
    /// A level behind a worse one; the detail is the worse one.
    OutOfOrder "levels stand best first, and \"{detail}\" is worse"
    /// A grade that is no level of the rule; the detail is the grade.
    UnknownLevel "the rule has no level \"{detail}\""
    /// Maxima that do not total the maximum above them; the detail is their total.
    TotalDiffers "the maxima total {detail}, not the maximum above them"
    /// A goal of a period, or by an amendment, of another kind than the target's; the detail is the target's kind.
    GoalDoesNotFit "of another kind than the target's; {detail} belongs here"
    /// A key that needs something else beside it; the detail is what.
    KeyDoesNotFit "goes only with {detail}"
    /// An upper bound below the lower one; the detail is the key of the lower one.
    BoundsReversed "below {detail}"
    /// A stretch value that is not better than the target.
    StretchNotBetter "a stretch value must be better than the target"
    /// A survey's part that is no part of the weight.
    MaxSurveyOutOfRange "must be above 0 and not above the weight"
    /// A score outside 0-100.
    ScoreOutOfRange "must lie between 0 and 100"
    /// A cap of 0 or less.
    CapNotPositive "a cap must be above 0"
    /// Points outside what the target gives; the detail is the most it gives.
    PointsOutOfRange "must lie between 0 and {detail}"
    /// Points of 0 or less.
    PointsNotPositive "points must be above 0"
    /// An area that the rule set does not list; the detail is its code.
    UnknownArea "unknown area \"{detail}\""
    /// An area whose targets do not weigh together what it weighs; the detail is what they weigh.
    AreaTotal "the targets of this area weigh {detail} together"
    /// A second tie breaker of one kind.
    TieBreakerTwice "a second tie breaker of this kind"
    /// A label that is no reporting period.
    NotAPeriod "not a reporting period (YYYY-Mmm, YYYY-Qq, YYYY-H1, YYYY-H2, YYYY-9M or YYYY)"
    /// A period of another year than the campaign's; the detail is the campaign's.
    PeriodOfAnotherYear "a period of another year than the campaign's, {detail}"
    /// An interim goal for the whole year.
    PeriodIsTheYear "the goal of the whole year is the target itself"
    /// A second goal of one period.
    PeriodTwice "a second goal of this period"
    /// A figure whose period overlaps that of an earlier one; the detail is the earlier one's.
    FigureOverlaps "overlaps the figure of {detail} of this unit and variable"
    /// An amendment number used twice; the detail is the number.
    NumberTwice "amendment \"{detail}\" is there twice"
    /// A second amendment of one goal on one day.
    AmendmentTwice "a second amendment of this goal on this day"
    /// A day outside the campaign.
    OutsideCampaign "outside the campaign"
    /// An amendment that takes effect when the period it amends is over.
    AfterThePeriod "after the end of the period that it amends"
    /// An appraisal of a target whose points are measured; the detail is its code.
    NotManual "the points of \"{detail}\" are measured, not given"
    /// A second appraisal of one unit and target.
    AppraisalTwice "a second appraisal of this unit and target"
    /// A code that no rule for points after the total has; the detail is the code.
    UnknownAdjustment "the rule set has no adjustment \"{detail}\""
    /// A second external result of one unit.
    ExternalTwice "a second external result of this unit"
    /// A second grade rule for units, or for heads.
    GradeRuleTwice "a second grade rule for the same"
    /// A second change of rules on one day.
    RuleAmendmentTwice "a second change of rules on this day"
    /// Former rules with other targets or goals than the rules after them.
    OtherTargets "the targets or their goals are not those of rule_set"
    /// A change of rules that keeps nothing of what it took the place of.
    NothingAmended "neither former_rule_set nor former_grade_rules"
    /// A rank above the number that it is out of.
    RankAboveCount "above out_of"
}

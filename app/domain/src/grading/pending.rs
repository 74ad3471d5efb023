//! Why a person must decide: the gaps of the law, each by its name, and what the program cannot or must not settle.

use super::word::words;

words! {
    /// Why a grade is not proposed but left to a competent person.
    pub enum PendingReason of "grade-pending" {
        /// Not all tasks are done, though not so few that the grade is "not completed" (NĐ 335 Đ8: no level).
        TasksUnfinished = "tasks_unfinished",
        /// The points are those of "excellent", but tasks were late or below quality; "good" ends below these points.
        ExcellentNotOnTime = "excellent_not_on_time",
        /// The points are those of "excellent", but too few tasks were exceeded.
        ExceededTooFew = "exceeded_too_few",
        /// The points are those of "excellent", but a direct subordinate unit did not complete its tasks.
        SubordinateFailed = "subordinate_failed",
        /// The points are those of "excellent", but a shortcoming is not fixed.
        ShortcomingOpen = "shortcoming_open",
        /// The points are those of "good", but tasks were late or below quality; "completed" ends below these points.
        GoodNotOnTime = "good_not_on_time",
        /// The points are those of "completed", but too many tasks were late.
        TooManyLate = "too_many_late",
        /// The unit reached a share of its targets for which the rule names no level (NĐ 90).
        UnitBetween = "unit_between",
        /// A complaint or a sign of disunity has to be verified first (NĐ 335 Đ9.2).
        ComplaintOpen = "complaint_open",
        /// The rule has no level for these facts.
        NoLevel = "no_level",
        /// Force majeure is stated; the authority weighs it and is accountable.
        ForceMajeure = "force_majeure",
        /// The rounded points would lie in another band than the unrounded ones; the decree is silent.
        RoundingConflict = "rounding_conflict",
        /// A fact on which the grade depends is not known.
        FactUnknown = "fact_unknown",
        /// More candidates have the same points than there are places left under the quota.
        QuotaTie = "quota_tie",
        /// A candidate for whom there is no place under the quota; the rule does not say which grade follows.
        BeyondQuota = "beyond_quota",
    }
}

impl PendingReason {
    /// Whether a rule file may name it; the others are found by the program itself.
    pub fn is_for_rules(self) -> bool {
        !matches!(
            self,
            Self::NoLevel | Self::ForceMajeure | Self::RoundingConflict | Self::FactUnknown | Self::QuotaTie | Self::BeyondQuota
        )
    }
}

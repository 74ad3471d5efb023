//! How a campaign is planned: its code, dates, groups and stages, and what a package has to be to be taken in.

use crate::campaign::{Stage, StageWindow};
use crate::refusals;
use time::{Date, Duration, Month};

refusals! {
    /// Why a campaign cannot be made or changed so.
    pub enum PlanRefusal {
        /// The code holds something else than small letters a–z, digits and hyphens, or is longer than 40.
        CodeNotPlain,
        /// Another campaign has this code.
        CodeTaken,
        /// The year lies outside 2000–2999.
        YearOutOfRange,
        /// The last day comes before the first.
        EndsBeforeStart,
        /// There are more than 60 working days, or it is no whole number.
        DaysOutOfRange,
        /// No unit was chosen.
        NoMember,
        /// A unit stands in two groups.
        UnitTwice,
        /// The rule set is not in force on the campaign's last day, when the year is graded.
        RuleSetNotInForce,
        /// The campaign has a group of this code.
        GroupTaken,
        /// The target is none of the unit's rule set.
        TargetNotOfUnit,
        /// The unit is exempt from this target already.
        ExemptAlready,
    }
}

refusals! {
    /// Why a package that is sound in itself cannot be taken in here.
    pub enum ImportRefusal {
        /// The package has errors; nothing was imported.
        HasErrors,
        /// A campaign of this code has another title, year or dates.
        CampaignDiffers,
        /// The campaign is closed.
        CampaignClosed,
        /// The campaign has a group of this code already.
        GroupThere,
        /// The unit takes part in this campaign in another group.
        UnitElsewhere,
        /// The rule set is not in force on the campaign's last day.
        RuleSetNotInForce,
        /// A variable is known here with values of another kind.
        VariableKindDiffers,
        /// The label is no reporting period of this program.
        NotAPeriod,
        /// The code is not one that an address can hold.
        CodeNotPlain,
        /// No unit was named whose chair decides.
        NoAuthority,
        /// The year lies outside 2000–2999.
        YearOutOfRange,
        /// A text holds control characters.
        TextNotPlain,
        /// Changes of targets after the start come by numbered amendments, not with a package.
        AmendmentsNotTaken,
        /// A grade rule that is not understood, grades others or is not in force on the campaign's last day.
        GradeRuleUnfit,
        /// Figures and points of a campaign that is not over pass under two pairs of eyes, and never come as verified ones.
        YearRuns,
    }
}

/// Says whether a text can be a campaign's code: it stands in addresses.
pub fn is_plain_code(text: &str) -> bool {
    let sound = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    // Pages of their own stand at these addresses.
    let taken = matches!(text, "moi" | "nhap");
    (1..=40).contains(&text.len()) && text.bytes().all(sound) && !taken
}

/// Says whether a campaign may be of a year.
pub fn is_campaign_year(year: i64) -> bool {
    (2000..=2999).contains(&year)
}

/// The first and the last day of a reporting year: 15/12 of the year before and 14/12 (`domain.md` 4).
pub fn reporting_year(year: i32) -> Option<(Date, Date)> {
    let from = Date::from_calendar_date(year.checked_sub(1)?, Month::December, 15).ok()?;
    let to = Date::from_calendar_date(year, Month::December, 14).ok()?;
    Some((from, to))
}

/// The stages' windows proposed for a new campaign (`domain.md` 4.1: signing in the first quarter, figures until after the cut-off,
/// grading and reviews around the year's end). They are a proposal: the standing body moves them. What answers the year stays open for a
/// while where the year is over already.
pub fn proposed_stages(starts_on: Date, ends_on: Date, today: Date) -> Vec<StageWindow> {
    let after = |day: Date, days: i64| day.saturating_add(Duration::days(days));
    let window = |stage, opens_on, closes_on| StageWindow { stage, opens_on, closes_on };
    let late = ends_on.max(today);
    vec![
        window(Stage::Commit, starts_on, after(starts_on, 106)),
        window(Stage::Report, starts_on, after(ends_on, 31)),
        window(Stage::Verify, starts_on, after(ends_on, 48)),
        window(Stage::Assess, starts_on, after(late, 78)),
        window(Stage::Review, after(ends_on, -13), after(late, 108)),
        window(Stage::FollowUp, after(ends_on, -13), after(late, 383)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_code_fits_into_an_address() {
        assert!(is_plain_code("cchc-2022"));
        for bad in ["", "moi", "CCHC", "a b", "a/b", "đợt", &"a".repeat(41)] {
            assert!(!is_plain_code(bad), "{bad}");
        }
    }

    #[test]
    fn a_reporting_year_begins_in_december() {
        assert_eq!(reporting_year(2022), Some((date!(2021 - 12 - 15), date!(2022 - 12 - 14))));
        assert_eq!(reporting_year(i32::MIN), None);
    }

    #[test]
    fn every_stage_is_proposed_and_ends_after_it_opens() {
        let stages = proposed_stages(date!(2021 - 12 - 15), date!(2022 - 12 - 14), date!(2023 - 08 - 08));
        assert_eq!(stages.iter().map(|it| it.stage).collect::<Vec<_>>(), Stage::ALL);
        assert!(stages.iter().all(|it| it.opens_on <= it.closes_on));
        let review = stages.iter().find(|it| it.stage == Stage::Review).unwrap();
        assert!(review.allow(date!(2023 - 08 - 08)).is_ok(), "a year that is over can still be answered");
    }
}

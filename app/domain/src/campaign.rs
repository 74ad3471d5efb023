//! A yearly campaign (đợt): its dates, stages, peer groups and members.

use crate::ids::{CampaignId, GroupId, RuleSetId, UnitId};
use crate::policy::Place;
use crate::refusals;
use serde::{Deserialize, Serialize};
use time::Date;

refusals! {
    /// A stage of the year, in order: Cam kết → Số liệu → Kiểm tra → Đánh giá → Kiểm điểm → Theo dõi.
    pub enum Stage {
        /// Commitments are proposed, agreed and signed.
        Commit,
        /// Figures come in.
        Report,
        /// Figures are verified.
        Verify,
        /// The year is assessed.
        Assess,
        /// Units that fall short answer.
        Review,
        /// Remedies are followed up.
        FollowUp,
    }
}

impl Stage {
    /// The name in the database.
    pub fn code(self) -> &'static str {
        self.key().trim_start_matches("stage-")
    }

    /// The stage of a name.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.code() == code)
    }
}

/// Who has to answer in a review (`domain.md` 8.5: the source is ambiguous, so each campaign says it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewRequiredFor {
    /// Every unit.
    All,
    /// The units whose outcome is a fail.
    FailingOnly,
}

impl ReviewRequiredFor {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::FailingOnly => "failing_only",
        }
    }

    /// The setting of a name.
    pub fn of(code: &str) -> Option<Self> {
        [Self::All, Self::FailingOnly].into_iter().find(|it| it.code() == code)
    }
}

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// Its key.
    pub id: CampaignId,
    /// Its code, such as `cchc-2022`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The reporting year.
    pub year: i32,
    /// The first day: 15/12 of the year before (`domain.md` 4).
    pub starts_on: Date,
    /// The last day: 14/12.
    pub ends_on: Date,
    /// The unit whose chair countersigns and decides.
    pub authority: UnitId,
    /// The authority's path in the tree: who may run the campaign is asked there.
    pub authority_path: String,
    /// Whether it is closed: then nothing in it changes any more.
    pub closed: bool,
    /// Who has to answer in a review.
    pub review_required_for: ReviewRequiredFor,
    /// Working days after a period's end in which its figures are due.
    pub submit_within_working_days: u8,
}

impl Campaign {
    /// Its place in the tree: that of its authority.
    pub fn place(&self) -> Place {
        Place { unit: self.authority, path: self.authority_path.clone() }
    }
}

/// When a stage is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageWindow {
    /// The stage.
    pub stage: Stage,
    /// Its first day.
    pub opens_on: Date,
    /// Its last day.
    pub closes_on: Date,
}

/// Where a stage stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageStanding {
    /// It opens on a later day.
    Locked(Date),
    /// It is open until a day.
    Open(Date),
    /// It ended on a day.
    Over(Date),
}

refusals! {
    /// Why a stage's work is refused.
    pub enum StageRefusal {
        /// The stage has not opened yet.
        NotOpenYet,
        /// The stage is over.
        Over,
        /// The campaign is closed.
        CampaignClosed,
    }
}

refusals! {
    /// Why a campaign is not closed: what is open in it could never be ended.
    pub enum CloseCampaignRefusal {
        /// Appeals wait for an answer.
        OpenAppeals,
        /// A published result can still be appealed.
        AppealTermRuns,
        /// A prepared decision waits for the authority.
        DecisionWaits,
        /// An amendment waits for the authority.
        AmendmentWaits,
    }
}

/// What is open in a campaign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StillOpen {
    /// Appeals that are not answered.
    pub appeals: i64,
    /// Publications in force that can still be appealed.
    pub appeal_terms: i64,
    /// Decisions that are prepared.
    pub decisions: i64,
    /// Amendments that are put forward.
    pub amendments: i64,
}

impl StillOpen {
    /// Whether the campaign may be closed.
    pub fn may_close(self) -> Result<(), CloseCampaignRefusal> {
        use CloseCampaignRefusal as Why;
        let open = [
            (self.appeals, Why::OpenAppeals),
            (self.appeal_terms, Why::AppealTermRuns),
            (self.decisions, Why::DecisionWaits),
            (self.amendments, Why::AmendmentWaits),
        ];
        open.into_iter().find(|it| it.0 > 0).map_or(Ok(()), |it| Err(it.1))
    }
}

impl StageWindow {
    /// Where the stage stands on a day.
    pub fn standing(&self, today: Date) -> StageStanding {
        if today < self.opens_on {
            StageStanding::Locked(self.opens_on)
        } else if today <= self.closes_on {
            StageStanding::Open(self.closes_on)
        } else {
            StageStanding::Over(self.closes_on)
        }
    }

    /// Whether the stage's work may be done on a day.
    pub fn allow(&self, today: Date) -> Result<(), StageRefusal> {
        match self.standing(today) {
            StageStanding::Locked(_) => Err(StageRefusal::NotOpenYet),
            StageStanding::Open(_) => Ok(()),
            StageStanding::Over(_) => Err(StageRefusal::Over),
        }
    }
}

/// A peer group of a campaign with its rule set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its key.
    pub id: GroupId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The peer group's code, as packages write it.
    pub peer_group: String,
    /// Its title.
    pub title: String,
    /// Its rule set.
    pub rule_set: RuleSetId,
    /// The version of the package format with which it came, from 1: it is written in no earlier one.
    pub format_version: i64,
}

/// A unit that takes part in a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The unit.
    pub unit: UnitId,
    /// The unit's path in the tree.
    pub path: String,
    /// Its group.
    pub group: GroupId,
    /// Its official code, as packages write it.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Its place in the package's order.
    pub position: i64,
}

impl Member {
    /// The unit's place in the tree.
    pub fn place(&self) -> Place {
        Place { unit: self.unit, path: self.path.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn a_stage_opens_and_ends_on_its_days() {
        let window = StageWindow { stage: Stage::Commit, opens_on: date!(2023 - 01 - 05), closes_on: date!(2023 - 03 - 31) };
        assert_eq!(window.allow(date!(2023 - 01 - 04)), Err(StageRefusal::NotOpenYet));
        assert_eq!(window.allow(date!(2023 - 01 - 05)), Ok(()));
        assert_eq!(window.allow(date!(2023 - 03 - 31)), Ok(()));
        assert_eq!(window.allow(date!(2023 - 04 - 01)), Err(StageRefusal::Over));
    }

    #[test]
    fn stages_keep_their_names() {
        for stage in Stage::ALL {
            assert_eq!(Stage::of(stage.code()), Some(*stage));
        }
        assert_eq!(Stage::FollowUp.code(), "follow-up");
    }
}

//! The roles of `domain.md` 2.

use serde::{Deserialize, Serialize};

/// A role that an account holds at a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Chair one level up: countersigns commitments, decides.
    Authority,
    /// Head of a unit: signs its commitment, submits its figures, chairs its review.
    UnitHead,
    /// Deputy head: acts as the head with `KT.`.
    DeputyHead,
    /// Enters figures and evidence, drafts reports.
    FocalOfficer,
    /// Standing body for the reform: runs the campaign.
    ParOffice,
    /// Verifies the indicators of its field.
    IndicatorOwner,
    /// Verifies figures, records checks.
    Inspector,
    /// Member of the appraisal council.
    Appraiser,
    /// Writes the minutes of a review meeting.
    MeetingSecretary,
    /// Numbers and issues papers.
    RecordsClerk,
    /// Gives the Party committee's opinion on the cases before it.
    PartyCommittee,
    /// Reads dashboards.
    Viewer,
    /// Technician: units, accounts, settings; no right over figures or scores.
    Admin,
}

impl Role {
    /// Every role, in the order of the table.
    pub const ALL: [Self; 13] = [
        Self::Authority,
        Self::UnitHead,
        Self::DeputyHead,
        Self::FocalOfficer,
        Self::ParOffice,
        Self::IndicatorOwner,
        Self::Inspector,
        Self::Appraiser,
        Self::MeetingSecretary,
        Self::RecordsClerk,
        Self::PartyCommittee,
        Self::Viewer,
        Self::Admin,
    ];

    /// The role's name in the database, in packages of people and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Authority => "authority",
            Self::UnitHead => "unit_head",
            Self::DeputyHead => "deputy_head",
            Self::FocalOfficer => "focal_officer",
            Self::ParOffice => "par_office",
            Self::IndicatorOwner => "indicator_owner",
            Self::Inspector => "inspector",
            Self::Appraiser => "appraiser",
            Self::MeetingSecretary => "meeting_secretary",
            Self::RecordsClerk => "records_clerk",
            Self::PartyCommittee => "party_committee",
            Self::Viewer => "viewer",
            Self::Admin => "admin",
        }
    }

    /// The role of a code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

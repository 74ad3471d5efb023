//! Who may do what, and where: the roles of `domain.md` 2 as one table. The scope of a role is a place in the organisation tree,
//! so a question costs no query and no list of identifiers.

use crate::ids::{AccountId, PersonId, UnitId};
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

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read units, posts and people.
    ViewOrganisation,
    /// Change units, posts and people.
    EditOrganisation,
    /// Create and lock accounts, give roles.
    ManageAccounts,
    /// Read rule sets.
    ViewCatalogue,
    /// Make and change rule sets.
    EditCatalogue,
    /// Read a campaign.
    ViewCampaign,
    /// Make a campaign, import a package, assign targets, issue sheets, move stages.
    RunCampaign,
    /// Read a commitment sheet.
    ViewCommitment,
    /// Propose a unit's own values and its key tasks.
    ProposeCommitment,
    /// Counter a unit's proposal.
    CounterCommitment,
    /// Agree to a unit's proposal, which freezes the content.
    ApproveCommitment,
    /// Sign as the head of the unit.
    SignCommitment,
    /// Countersign as the authority.
    CountersignCommitment,
    /// Arrange a conference and record who attended.
    RecordConference,
    /// Read figures and evidence.
    ViewFigures,
    /// Enter figures and evidence.
    EnterFigures,
    /// Submit a period's figures.
    SubmitFigures,
    /// Accept, adjust or return a figure.
    VerifyFigures,
    /// Read results.
    ViewResults,
    /// Run an assessment, say why a figure counts as missing, record external results.
    RunAssessment,
    /// Read a case, its collective report and its minutes.
    ViewReview,
    /// Write the reports of a case.
    WriteReview,
    /// Submit the reports of a case.
    SubmitReview,
    /// Read a personal self-review.
    ViewPersonalReview,
    /// Open cases, call the meeting of one.
    ArrangeReview,
    /// Write the minutes; the secretary whom the meeting names also has them adopted and signs them.
    WriteMinutes,
    /// Have the minutes adopted and sign them as the chair whom the meeting names.
    SignMinutes,
    /// Record remedies and their progress.
    RecordRemedy,
    /// Confirm that a remedy is done.
    CloseRemedy,
    /// Read the consequences of a case.
    ViewConsequences,
    /// Record consequences.
    RecordConsequence,
    /// Record support given to a unit.
    RecordSupport,
    /// Read the log.
    ViewLog,
    /// See the settings and the state of the installation.
    Administer,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 34] = [
        Self::ViewOrganisation,
        Self::EditOrganisation,
        Self::ManageAccounts,
        Self::ViewCatalogue,
        Self::EditCatalogue,
        Self::ViewCampaign,
        Self::RunCampaign,
        Self::ViewCommitment,
        Self::ProposeCommitment,
        Self::CounterCommitment,
        Self::ApproveCommitment,
        Self::SignCommitment,
        Self::CountersignCommitment,
        Self::RecordConference,
        Self::ViewFigures,
        Self::EnterFigures,
        Self::SubmitFigures,
        Self::VerifyFigures,
        Self::ViewResults,
        Self::RunAssessment,
        Self::ViewReview,
        Self::WriteReview,
        Self::SubmitReview,
        Self::ViewPersonalReview,
        Self::ArrangeReview,
        Self::WriteMinutes,
        Self::SignMinutes,
        Self::RecordRemedy,
        Self::CloseRemedy,
        Self::ViewConsequences,
        Self::RecordConsequence,
        Self::RecordSupport,
        Self::ViewLog,
        Self::Administer,
    ];

    /// Whether nobody may do this for a unit that is their own (`domain.md` 2, separation of duties).
    pub const fn barred_at_home(self) -> bool {
        matches!(
            self,
            Self::CounterCommitment
                | Self::ApproveCommitment
                | Self::CountersignCommitment
                | Self::VerifyFigures
                | Self::CloseRemedy
                | Self::RecordConsequence
        )
    }
}

/// How far a role reaches for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Not at all.
    Nowhere,
    /// The unit of the role itself.
    Own,
    /// The unit of the role and all below it.
    Subtree,
    /// Everywhere.
    Everywhere,
}

/// How far a role reaches for an action; the matrix of `domain.md` 2.
pub const fn reach(role: Role, action: Action) -> Reach {
    use Action as A;
    use Reach::{Everywhere, Nowhere, Own, Subtree};
    use Role as R;
    match role {
        R::Authority => match action {
            A::EditOrganisation | A::ManageAccounts | A::Administer => Nowhere,
            A::RunCampaign | A::EditCatalogue | A::RecordConference | A::RunAssessment => Nowhere,
            A::ProposeCommitment | A::SignCommitment | A::EnterFigures | A::SubmitFigures | A::VerifyFigures => Nowhere,
            A::WriteReview | A::SubmitReview | A::WriteMinutes => Nowhere,
            _ => Subtree,
        },
        R::UnitHead | R::DeputyHead => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ProposeCommitment | A::SignCommitment => Own,
            A::ViewFigures | A::EnterFigures | A::SubmitFigures | A::ViewResults => Own,
            A::ViewReview | A::WriteReview | A::SubmitReview | A::ViewPersonalReview => Own,
            A::ArrangeReview | A::WriteMinutes | A::SignMinutes | A::RecordRemedy | A::ViewConsequences => Own,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::FocalOfficer => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ProposeCommitment => Own,
            A::ViewFigures | A::EnterFigures | A::ViewResults => Own,
            A::ViewReview | A::WriteReview | A::WriteMinutes | A::RecordRemedy => Own,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::ParOffice => match action {
            A::EditOrganisation | A::ManageAccounts | A::Administer | A::ApproveCommitment | A::CountersignCommitment => Nowhere,
            A::ProposeCommitment | A::SignCommitment | A::EnterFigures | A::SubmitFigures | A::VerifyFigures => Nowhere,
            A::WriteReview | A::SubmitReview | A::WriteMinutes | A::SignMinutes | A::RecordRemedy => Nowhere,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Subtree,
        },
        R::IndicatorOwner => match action {
            A::ViewOrganisation | A::ViewCommitment => Own,
            A::ViewFigures | A::VerifyFigures => Subtree,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::Inspector => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::VerifyFigures | A::ViewResults => Subtree,
            A::ViewReview | A::ViewPersonalReview | A::ViewConsequences | A::CloseRemedy | A::ViewLog => Subtree,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::Appraiser => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::ViewResults => Subtree,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::MeetingSecretary => match action {
            A::ViewReview | A::WriteMinutes | A::SignMinutes | A::ViewOrganisation => Own,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::RecordsClerk => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewReview => Own,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::PartyCommittee => match action {
            A::ViewReview | A::ViewPersonalReview | A::ViewResults | A::ViewOrganisation => Subtree,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::Viewer => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::ViewResults | A::ViewReview => Subtree,
            A::ViewCatalogue | A::ViewCampaign => Everywhere,
            _ => Nowhere,
        },
        R::Admin => match action {
            A::ViewOrganisation | A::EditOrganisation | A::ManageAccounts | A::ViewLog | A::Administer => Everywhere,
            A::ViewCatalogue | A::ViewCampaign | A::ViewCommitment => Everywhere,
            _ => Nowhere,
        },
    }
}

/// A place in the organisation tree: a unit and the path of identifiers that leads to it, such as `/1/5/23/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The unit.
    pub unit: UnitId,
    /// Its path from the root, with a slash at both ends.
    pub path: String,
}

/// A role that an account holds at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where.
    pub place: Place,
    /// For an indicator owner: the area whose indicators are its own; none means all.
    pub area: Option<String>,
}

/// Who asks: an account, its person and what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// The person behind it.
    pub person: PersonId,
    /// The person's name, for the head of the page and for papers.
    pub name: String,
    /// The person's post, as it is printed: `Chủ tịch UBND xã Cao An`.
    pub post: String,
    /// The units that the person belongs to: never verified or graded by that person.
    pub home: Vec<UnitId>,
    /// The roles in force today.
    pub grants: Vec<Grant>,
}

/// Why somebody may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Forbidden {
    /// No role of theirs reaches there.
    NoRole,
    /// It is their own unit.
    OwnUnit,
}

impl Actor {
    /// Whether the actor may do this at that place, and if not, why.
    pub fn allow(&self, action: Action, place: &Place) -> Result<(), Forbidden> {
        let reaches = self.grants.iter().any(|it| match reach(it.role, action) {
            Reach::Nowhere => false,
            Reach::Own => it.place.unit == place.unit,
            Reach::Subtree => place.path.starts_with(&it.place.path),
            Reach::Everywhere => true,
        });
        if !reaches {
            return Err(Forbidden::NoRole);
        }
        if action.barred_at_home() && self.home.contains(&place.unit) {
            return Err(Forbidden::OwnUnit);
        }
        Ok(())
    }

    /// Whether the actor may do this at one place or another: for showing a way in.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.grants.iter().any(|it| reach(it.role, action) != Reach::Nowhere)
    }

    /// The path prefixes below which the actor may do this; `/` for everywhere. For lists: one condition a prefix, never one an identifier.
    /// A role that reaches its own unit alone gives the unit's path, to be compared whole.
    pub fn scopes(&self, action: Action) -> Vec<Scope> {
        let mut scopes = Vec::new();
        for it in &self.grants {
            let scope = match reach(it.role, action) {
                Reach::Nowhere => continue,
                Reach::Own => Scope::Unit(it.place.unit),
                Reach::Subtree => Scope::Below(it.place.path.clone()),
                Reach::Everywhere => Scope::Below("/".to_owned()),
            };
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        scopes
    }

    /// Whether the actor holds a role anywhere.
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|it| it.role == role)
    }

    /// The unit where the actor holds a role.
    pub fn unit_as(&self, role: Role) -> Option<UnitId> {
        self.grants.iter().find(|it| it.role == role).map(|it| it.place.unit)
    }
}

/// A part of the tree that a list may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// One unit.
    Unit(UnitId),
    /// Every unit whose path begins with this.
    Below(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(unit: i64, path: &str) -> Place {
        Place { unit: UnitId(unit), path: path.to_owned() }
    }

    fn actor(role: Role, at: Place, home: i64) -> Actor {
        Actor {
            account: AccountId(1),
            person: PersonId(1),
            name: String::new(),
            post: String::new(),
            home: vec![UnitId(home)],
            grants: vec![Grant { role, place: at, area: None }],
        }
    }

    #[test]
    fn an_inspector_verifies_below_the_district_but_never_the_unit_of_home() {
        let inspector = actor(Role::Inspector, place(1, "/1/"), 7);
        assert_eq!(inspector.allow(Action::VerifyFigures, &place(5, "/1/5/")), Ok(()));
        assert_eq!(inspector.allow(Action::VerifyFigures, &place(7, "/1/7/")), Err(Forbidden::OwnUnit));
        assert_eq!(inspector.allow(Action::VerifyFigures, &place(9, "/2/9/")), Err(Forbidden::NoRole));
    }

    #[test]
    fn the_technician_cannot_touch_figures_or_results() {
        for action in [Action::EnterFigures, Action::VerifyFigures, Action::RunAssessment, Action::ViewPersonalReview] {
            assert_eq!(reach(Role::Admin, action), Reach::Nowhere, "{action:?}");
        }
    }

    #[test]
    fn every_role_has_its_code() {
        for role in Role::ALL {
            assert_eq!(Role::of(role.code()), Some(role));
        }
    }
}

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
    /// Exempt a unit from a target, on a legal basis.
    ExemptUnit,
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
    /// Run an assessment, record external results.
    RunAssessment,
    /// Say why a figure counts as missing.
    ExcuseFigures,
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
    /// Write the minutes: the secretary whom the meeting names.
    WriteMinutes,
    /// Have the minutes adopted and sign them: the secretary and the chair whom the meeting names.
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
    pub const ALL: [Self; 36] = [
        Self::ViewOrganisation,
        Self::EditOrganisation,
        Self::ManageAccounts,
        Self::ViewCatalogue,
        Self::EditCatalogue,
        Self::ViewCampaign,
        Self::RunCampaign,
        Self::ExemptUnit,
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
        Self::ExcuseFigures,
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
            Self::ExemptUnit
                | Self::CounterCommitment
                | Self::ApproveCommitment
                | Self::CountersignCommitment
                | Self::VerifyFigures
                | Self::ExcuseFigures
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
    /// The unit of the role, all below it and all above it: not another district, but the own district's campaign from within a commune.
    Line,
    /// Everywhere.
    Everywhere,
    /// The review cases whose meeting names the person, and no others (`Actor::allow_case`).
    Named,
    /// The review cases below the unit of the role that are before the Party committee (`Actor::allow_case`).
    Before,
}

/// How far a role reaches for an action; the matrix of `domain.md` 2.
pub const fn reach(role: Role, action: Action) -> Reach {
    use Action as A;
    use Reach::{Before, Everywhere, Line, Named, Nowhere, Own, Subtree};
    use Role as R;
    match (role, action) {
        // The meeting names who writes and signs its minutes; a technician stays outside.
        (R::Admin, A::WriteMinutes | A::SignMinutes) => Nowhere,
        (_, A::WriteMinutes | A::SignMinutes) => Named,
        (R::Admin, A::ViewCampaign) => Everywhere,
        (_, A::ViewCampaign) => Line,
        (_, A::ViewCatalogue) => Everywhere,
        (R::Authority, _) => match action {
            A::EditOrganisation | A::ManageAccounts | A::Administer => Nowhere,
            A::RunCampaign | A::EditCatalogue | A::RecordConference | A::RunAssessment => Nowhere,
            A::ProposeCommitment | A::SignCommitment | A::EnterFigures | A::SubmitFigures | A::VerifyFigures => Nowhere,
            A::WriteReview | A::SubmitReview | A::RecordRemedy => Nowhere,
            _ => Subtree,
        },
        (R::UnitHead, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ProposeCommitment | A::SignCommitment => Own,
            A::ViewFigures | A::SubmitFigures | A::ViewResults => Own,
            A::ViewReview | A::WriteReview | A::SubmitReview | A::ViewPersonalReview => Own,
            A::ArrangeReview | A::RecordRemedy | A::ViewConsequences => Own,
            _ => Nowhere,
        },
        // A deputy stands in for the head in the deputy's field, to which the head's own review and what follows from it never belong.
        (R::DeputyHead, _) => match action {
            A::ViewPersonalReview | A::ViewConsequences => Nowhere,
            _ => reach(R::UnitHead, action),
        },
        (R::FocalOfficer, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ProposeCommitment => Own,
            A::ViewFigures | A::EnterFigures | A::ViewResults => Own,
            A::ViewReview | A::WriteReview | A::RecordRemedy => Own,
            _ => Nowhere,
        },
        (R::ParOffice, _) => match action {
            A::EditOrganisation | A::ManageAccounts | A::Administer | A::ApproveCommitment | A::CountersignCommitment => Nowhere,
            A::ProposeCommitment | A::SignCommitment | A::EnterFigures | A::SubmitFigures | A::VerifyFigures => Nowhere,
            A::WriteReview | A::SubmitReview | A::RecordRemedy | A::RecordConsequence => Nowhere,
            _ => Subtree,
        },
        (R::IndicatorOwner, _) => match action {
            A::ViewOrganisation | A::ViewCommitment => Own,
            A::ViewFigures | A::VerifyFigures => Subtree,
            _ => Nowhere,
        },
        (R::Inspector, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::VerifyFigures | A::ViewResults => Subtree,
            A::ViewReview | A::ViewPersonalReview | A::ViewConsequences | A::CloseRemedy | A::ViewLog => Subtree,
            _ => Nowhere,
        },
        (R::Appraiser, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::ViewResults => Subtree,
            _ => Nowhere,
        },
        (R::MeetingSecretary, _) => match action {
            A::ViewOrganisation => Own,
            A::ViewReview => Named,
            _ => Nowhere,
        },
        (R::RecordsClerk, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewReview => Own,
            _ => Nowhere,
        },
        (R::PartyCommittee, _) => match action {
            A::ViewOrganisation => Subtree,
            A::ViewReview | A::ViewPersonalReview => Before,
            _ => Nowhere,
        },
        (R::Viewer, _) => match action {
            A::ViewOrganisation | A::ViewCommitment | A::ViewFigures | A::ViewResults | A::ViewReview => Subtree,
            _ => Nowhere,
        },
        (R::Admin, _) => match action {
            A::ViewOrganisation | A::EditOrganisation | A::ManageAccounts | A::ViewLog | A::Administer => Everywhere,
            A::ViewCommitment => Everywhere,
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

impl Grant {
    /// Whether the grant reaches a place for an action; what is right for a single case is not asked here.
    pub fn covers(&self, action: Action, place: &Place) -> bool {
        match reach(self.role, action) {
            Reach::Nowhere | Reach::Named | Reach::Before => false,
            Reach::Own => self.place.unit == place.unit,
            Reach::Subtree => place.path.starts_with(&self.place.path),
            Reach::Line => place.path.starts_with(&self.place.path) || self.place.path.starts_with(&place.path),
            Reach::Everywhere => true,
        }
    }
}

/// A review case as rights see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePlace {
    /// The unit that answers.
    pub place: Place,
    /// The chair whom its meeting names.
    pub chair: Option<PersonId>,
    /// The secretary whom its meeting names.
    pub secretary: Option<PersonId>,
    /// Whether it is before the Party committee: its minutes are adopted (`domain.md` 8.5).
    pub before_party: bool,
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
    /// The units that the person belongs to, by post or by a unit's role of any account of theirs, and the units above those: never
    /// verified or graded by that person.
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
        if !self.holds(action, place) {
            return Err(Forbidden::NoRole);
        }
        if action.barred_at_home() && self.home.contains(&place.unit) {
            return Err(Forbidden::OwnUnit);
        }
        Ok(())
    }

    /// Whether a role of theirs reaches there, whosoever unit it is.
    pub fn holds(&self, action: Action, place: &Place) -> bool {
        self.grants.iter().any(|it| it.covers(action, place))
    }

    /// Whether the actor may do this with a review case: by place as elsewhere, or because the meeting names the person, or because the
    /// case is before their Party committee.
    pub fn allow_case(&self, action: Action, case: &CasePlace) -> Result<(), Forbidden> {
        let held = self.grants.iter().any(|it| reach(it.role, Action::WriteMinutes) == Reach::Named);
        let (chair, secretary) = (held && case.chair == Some(self.person), held && case.secretary == Some(self.person));
        let named = match action {
            Action::ViewReview | Action::SignMinutes => chair || secretary,
            Action::WriteMinutes => secretary,
            _ => false,
        };
        let before = |it: &Grant| reach(it.role, action) == Reach::Before && case.place.path.starts_with(&it.place.path);
        if named || (case.before_party && self.grants.iter().any(before)) {
            return Ok(());
        }
        self.allow(action, &case.place)
    }

    /// Whether the actor may do this at one place or another: for showing a way in.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.grants.iter().any(|it| reach(it.role, action) != Reach::Nowhere)
    }

    /// The path prefixes below which the actor may do this; `/` for everywhere. For lists: one condition a prefix, never one an identifier.
    /// A role that reaches its own unit alone gives the unit's path, to be compared whole.
    pub fn scopes(&self, action: Action) -> Vec<Scope> {
        self.scopes_of(action, |_| true)
    }

    /// The same, of those grants alone that a question takes.
    pub fn scopes_of(&self, action: Action, takes: impl Fn(&Grant) -> bool) -> Vec<Scope> {
        let mut scopes = Vec::new();
        for it in self.grants.iter().filter(|it| takes(it)) {
            let scope = match reach(it.role, action) {
                Reach::Nowhere | Reach::Named | Reach::Before | Reach::Line => continue,
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

    /// Which review cases a list may show for an action.
    pub fn case_scopes(&self, action: Action) -> CaseScopes {
        let before = |it: &Grant| (reach(it.role, action) == Reach::Before).then(|| Scope::Below(it.place.path.clone()));
        CaseScopes { all: self.scopes(action), before_party: self.grants.iter().filter_map(before).collect(), named: self.person }
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

/// The review cases that a list may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseScopes {
    /// Places all of whose cases are shown.
    pub all: Vec<Scope>,
    /// Places whose cases are shown once they are before the Party committee.
    pub before_party: Vec<Scope>,
    /// The person: cases whose meeting names them are shown too.
    pub named: PersonId,
}

impl CaseScopes {
    /// Whether no place is open, only cases that name the person.
    pub fn named_alone(&self) -> bool {
        self.all.is_empty() && self.before_party.is_empty()
    }
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
    fn the_own_district_s_campaign_is_seen_from_a_commune_and_another_district_s_is_not() {
        let head = actor(Role::UnitHead, place(5, "/1/5/"), 5);
        assert_eq!(head.allow(Action::ViewCampaign, &place(1, "/1/")), Ok(()));
        assert_eq!(head.allow(Action::ViewCampaign, &place(2, "/2/")), Err(Forbidden::NoRole));
        assert_eq!(head.allow(Action::ViewCampaign, &place(6, "/1/6/")), Err(Forbidden::NoRole));
    }

    fn case(chair: i64, secretary: i64, before_party: bool) -> CasePlace {
        CasePlace { place: place(5, "/1/5/"), chair: Some(PersonId(chair)), secretary: Some(PersonId(secretary)), before_party }
    }

    #[test]
    fn a_secretary_works_on_the_meeting_that_names_them_and_on_no_other() {
        let secretary = actor(Role::MeetingSecretary, place(5, "/1/5/"), 5);
        for action in [Action::ViewReview, Action::WriteMinutes, Action::SignMinutes] {
            assert_eq!(secretary.allow_case(action, &case(2, 1, false)), Ok(()), "{action:?}");
            assert_eq!(secretary.allow_case(action, &case(2, 3, true)), Err(Forbidden::NoRole), "{action:?}");
        }
        assert_eq!(secretary.allow_case(Action::WriteMinutes, &case(1, 3, false)), Err(Forbidden::NoRole));
        assert_eq!(secretary.allow_case(Action::SignMinutes, &case(1, 3, false)), Ok(()));
        assert_eq!(secretary.allow_case(Action::ViewPersonalReview, &case(2, 1, true)), Err(Forbidden::NoRole));
        let head = actor(Role::UnitHead, place(5, "/1/5/"), 5);
        assert_eq!(head.allow_case(Action::WriteMinutes, &case(2, 3, true)), Err(Forbidden::NoRole));
        let technician = actor(Role::Admin, place(1, "/1/"), 1);
        assert_eq!(technician.allow_case(Action::ViewReview, &case(2, 1, true)), Err(Forbidden::NoRole));
    }

    #[test]
    fn the_party_committee_reads_the_cases_before_it() {
        let committee = actor(Role::PartyCommittee, place(1, "/1/"), 1);
        for action in [Action::ViewReview, Action::ViewPersonalReview] {
            assert_eq!(committee.allow_case(action, &case(2, 3, true)), Ok(()));
            assert_eq!(committee.allow_case(action, &case(2, 3, false)), Err(Forbidden::NoRole));
        }
        let elsewhere = actor(Role::PartyCommittee, place(2, "/2/"), 2);
        assert_eq!(elsewhere.allow_case(Action::ViewReview, &case(2, 3, true)), Err(Forbidden::NoRole));
    }

    #[test]
    fn every_role_has_its_code() {
        for role in Role::ALL {
            assert_eq!(Role::of(role.code()), Some(role));
        }
    }
}

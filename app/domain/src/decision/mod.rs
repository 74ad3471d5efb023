//! Decisions (quyết định) on a year's results and grades (`domain.md` 7.2, 8.5, 9.8; FEATURES G4). A decision is a numbered document: one
//! person prepares it, another approves it, and it is never edited after that. A later one replaces what it decided, and both stay.

mod check;
mod content;
mod history;
mod value;

pub use check::{Weighed, check_grades, own_lines};
pub use content::{ContentLine, DecisionContent, FORMAT, ReplacedPart, RulePart, RunPart};
pub use history::{Decided, DecidedLine, Key};
pub use value::{DecidedResult, LineValue};

use crate::appeal::{AppealTerms, Known, WorkDays};
use crate::ids::{CampaignId, DecisionId, GroupId, PersonId, RunId, UnitId};
use crate::policy::Place;
use crate::register::number_shown;
use crate::review::codes;
use crate::text::{LONG, TextRefusal, needed_text};
use crate::{Timestamp, refusals};
use time::Date;

codes! {
    /// What a decision decides.
    pub enum DecisionKind {
        /// The results of a final run are made known.
        Publication = "publication",
        /// The grades of units.
        UnitGrades = "unit_grades",
        /// The grades of heads.
        HeadGrades = "head_grades",
        /// One result or grade is another one than an earlier decision said (NĐ 335/2025 khoản 3 Điều 21).
        Replacement = "replacement",
    }
}

codes! {
    /// How far a decision is.
    pub enum DecisionState {
        /// It waits for the authority.
        Prepared = "prepared",
        /// It is approved, and decides.
        Approved = "approved",
        /// The authority declined it.
        Declined = "declined",
        /// Whoever prepares took it back before it was approved.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// What a line of a decision is about.
    pub enum LineSubject {
        /// The grade of a unit.
        UnitGrade = "unit_grade",
        /// The grade of a unit's head.
        HeadGrade = "head_grade",
        /// The published result of a unit.
        Result = "result",
    }
}

impl DecisionKind {
    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        format!("decision-kind-{}", self.code().replace('_', "-"))
    }

    /// What its lines are about; a publication has none, and a replacement says it for itself.
    pub const fn grades(self) -> Option<LineSubject> {
        match self {
            Self::UnitGrades => Some(LineSubject::UnitGrade),
            Self::HeadGrades => Some(LineSubject::HeadGrade),
            Self::Publication | Self::Replacement => None,
        }
    }
}

impl DecisionState {
    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        format!("decision-state-{}", self.code())
    }
}

impl LineSubject {
    /// Names its sentence in the locales.
    pub fn key(self) -> String {
        format!("decision-about-{}", self.code().replace('_', "-"))
    }
}

/// The keys of every sentence that pages put together from the closed lists here. The test of the locales reads them.
pub fn keys() -> Vec<String> {
    let kinds = DecisionKind::ALL.iter().map(|it| it.key());
    let states = DecisionState::ALL.iter().map(|it| it.key());
    kinds.chain(states).chain(LineSubject::ALL.iter().map(|it| it.key())).collect()
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its key.
    pub id: DecisionId,
    /// The campaign.
    pub campaign: CampaignId,
    /// Whose decision it is.
    pub authority: UnitId,
    /// The authority's place in the tree.
    pub authority_path: String,
    /// What it decides.
    pub kind: DecisionKind,
    /// The group it is about.
    pub group: GroupId,
    /// The run that it publishes, or on whose results its grades rest.
    pub run: Option<RunId>,
    /// Its number; none before the register gives it one as it is approved, unless another system gave it one.
    pub number: Option<u32>,
    /// Its symbol without number: `QĐ-UBND`.
    pub symbol: String,
    /// Its day.
    pub decided_on: Date,
    /// How far it is.
    pub state: DecisionState,
    /// The frozen content, as canonical JSON.
    pub content: String,
    /// The SHA-256 of the content.
    pub digest: String,
    /// Who prepared it, and when.
    pub prepared: (PersonId, Timestamp),
    /// Who approved, declined or withdrew it, and when.
    pub ended: Option<(PersonId, Timestamp)>,
    /// Why it was declined.
    pub reason: String,
    /// The decision whose content it replaces.
    pub replaces: Option<DecisionId>,
    /// Until when the results that it makes known may be appealed; none for every other kind.
    pub terms: Option<AppealTerms>,
    /// The last day on which its results may be appealed: fixed as it is approved, whatever becomes a day off later.
    pub appeals_until: Option<Date>,
}

/// A line of a decision: what becomes of one unit or head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLine {
    /// What it is about.
    pub subject: LineSubject,
    /// The unit.
    pub unit: UnitId,
    /// The head who is graded; none for a unit.
    pub person: Option<PersonId>,
    /// What was decided before; none where nothing was.
    pub before: Option<LineValue>,
    /// What is decided.
    pub after: LineValue,
    /// What the program proposed, in its own words: kept beside the decision.
    pub proposed: String,
    /// The facts on which the proposal rests, as JSON; empty where none do.
    pub facts: String,
    /// Why it is decided so, where that is not what was proposed.
    pub reason: String,
}

refusals! {
    /// Why a decision cannot be prepared.
    pub enum PrepareDecisionRefusal {
        /// A decision is not dated ahead.
        InFuture,
        /// Its day lies before what it decides.
        TooEarly,
        /// Nothing was chosen to be decided.
        NothingDecided,
        /// Only the results of a final run are published.
        NotFinal,
        /// The results of this run are published already.
        PublishedAlready,
        /// Another result is decided than the rule proposes, or a person has to decide: the reason is missing.
        ReasonMissing,
        /// Nobody decides on their own unit.
        OwnUnit,
        /// Nobody decides on their own grade.
        OwnGrade,
        /// The rule knows no such grade.
        UnknownGrade,
        /// The rule does not grade them, or is not in force that day.
        NotCovered,
        /// Only whom the law leaves out is not graded (NĐ 335/2025 Điều 11).
        RatedByRule,
        /// The grade of the unit has to be decided first.
        UnitNotGraded,
        /// A head is graded no higher than the unit (NĐ 335/2025 khoản 6 Điều 20).
        AboveUnit,
        /// The head of the unit is graded higher already; that grade is replaced first.
        HeadAbove,
        /// More would have the best grade than the quota allows.
        OverQuota,
        /// The base of the quota would become so small that the best grades already decided were more than it allows.
        QuotaShrinks,
        /// The group has no rule for this yet.
        NoRule,
        /// It is decided already; another value needs a decision that replaces that one.
        DecidedAlready,
        /// Nothing is decided yet that could be replaced.
        NothingToReplace,
        /// It is what is decided already.
        SameValue,
        /// The score is a number from 0 to 100.
        NotAScore,
        /// The outcome is none of those offered.
        UnknownOutcome,
        /// A decision about this waits for the authority already.
        WaitsAlready,
        /// A term is a whole number of working days from 1 to 60.
        NotATerm,
    }
}

refusals! {
    /// Why a decision cannot be approved.
    pub enum ApproveDecisionRefusal {
        /// It does not wait for being approved.
        NotPrepared,
        /// The content on the screen is not the one that is kept.
        ContentChanged,
        /// Whoever prepared it does not approve it.
        OwnPreparation,
        /// Nobody decides on their own unit.
        OwnUnit,
        /// Nobody decides on their own grade.
        OwnGrade,
        /// Something else was decided about it since it was prepared.
        Overtaken,
    }
}

refusals! {
    /// Why a decision cannot be declined.
    pub enum DeclineDecisionRefusal {
        /// It does not wait for being approved.
        NotPrepared,
        /// Whoever prepared it withdraws it instead.
        OwnPreparation,
    }
}

refusals! {
    /// Why a decision cannot be withdrawn.
    pub enum WithdrawDecisionRefusal {
        /// It is approved, declined or withdrawn: only a later decision replaces what is decided.
        NotPrepared,
    }
}

/// The longest term for appeals, in working days.
pub const LONGEST_TERM: u8 = 60;

/// Reads a term in working days.
pub fn read_term(typed: &str) -> Result<u8, PrepareDecisionRefusal> {
    let typed = typed.trim();
    let plain = !typed.is_empty() && typed.bytes().all(|it| it.is_ascii_digit());
    let days = typed.parse::<u8>().ok().filter(|it| plain && (1..=LONGEST_TERM).contains(it));
    days.ok_or(PrepareDecisionRefusal::NotATerm)
}

impl Decision {
    /// Whose place decides who may prepare, approve and read it.
    pub fn place(&self) -> Place {
        Place { unit: self.authority, path: self.authority_path.clone() }
    }

    /// Its number as papers print it.
    pub fn shown(&self) -> String {
        number_shown(self.number, &self.symbol)
    }

    /// The terms of appeals, the day on which the results were made known, and the last day to appeal; none for what publishes nothing.
    pub fn appealable(&self) -> Option<(AppealTerms, Known)> {
        let (_, at) = self.ended.filter(|_| self.state == DecisionState::Approved)?;
        Some((self.terms?, Known { on: at.date().max(self.decided_on), until: self.appeals_until? }))
    }

    /// It gets its number, which from then on stands in what is signed; nothing where it has one.
    pub fn numbered(self, number: u32) -> Option<Self> {
        if self.number.is_some() {
            return Some(self);
        }
        let content = DecisionContent { number: Some(number), ..DecisionContent::read(&self.content)? }.canonical();
        Some(Self { number: Some(number), digest: DecisionContent::digest(&content), content, ..self })
    }

    /// Fixes the last day to appeal what it makes known; nothing where it is not approved or says nothing of appeals.
    pub fn with_last_day(self, days: WorkDays<'_>) -> Self {
        let known = self.ended.map(|(_, at)| at.date().max(self.decided_on)).filter(|_| self.state == DecisionState::Approved);
        let appeals_until = self.terms.zip(known).map(|(terms, on)| terms.last_day(on, days));
        Self { appeals_until, ..self }
    }

    /// The authority approves it, on the content that was on the screen: somebody else than who prepared it.
    pub fn approve(self, digest: &str, by: PersonId, at: Timestamp) -> Result<Self, ApproveDecisionRefusal> {
        if self.state != DecisionState::Prepared {
            return Err(ApproveDecisionRefusal::NotPrepared);
        }
        if self.prepared.0 == by {
            return Err(ApproveDecisionRefusal::OwnPreparation);
        }
        if self.digest != digest {
            return Err(ApproveDecisionRefusal::ContentChanged);
        }
        Ok(Self { state: DecisionState::Approved, ended: Some((by, at)), ..self })
    }

    /// The authority declines it, with a reason.
    pub fn decline(self, reason: &str, by: PersonId, at: Timestamp) -> Result<Self, Result<TextRefusal, DeclineDecisionRefusal>> {
        if self.state != DecisionState::Prepared {
            return Err(Err(DeclineDecisionRefusal::NotPrepared));
        }
        if self.prepared.0 == by {
            return Err(Err(DeclineDecisionRefusal::OwnPreparation));
        }
        let reason = needed_text(reason, LONG).map_err(Ok)?;
        Ok(Self { state: DecisionState::Declined, ended: Some((by, at)), reason, ..self })
    }

    /// Whoever prepares takes it back before it is approved.
    pub fn withdraw(self, by: PersonId, at: Timestamp) -> Result<Self, WithdrawDecisionRefusal> {
        if self.state != DecisionState::Prepared {
            return Err(WithdrawDecisionRefusal::NotPrepared);
        }
        Ok(Self { state: DecisionState::Withdrawn, ended: Some((by, at)), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    fn now() -> Timestamp {
        Timestamp::of(datetime!(2023-01-16 09:00 +7))
    }

    fn prepared() -> Decision {
        Decision {
            id: DecisionId(1),
            campaign: CampaignId(1),
            authority: UnitId(1),
            authority_path: "/1/".to_owned(),
            kind: DecisionKind::Publication,
            group: GroupId(1),
            run: Some(RunId(1)),
            number: Some(5),
            symbol: "QĐ-UBND".to_owned(),
            decided_on: date!(2023 - 01 - 16),
            state: DecisionState::Prepared,
            content: "{}".to_owned(),
            digest: "abc".to_owned(),
            prepared: (PersonId(1), now()),
            ended: None,
            reason: String::new(),
            replaces: None,
            terms: Some(AppealTerms { file_within: 5, answer_within: 7 }),
            appeals_until: None,
        }
    }

    #[test]
    fn two_people_make_a_decision_and_nothing_changes_it_after() {
        let (clerk, chair) = (PersonId(1), PersonId(2));
        assert_eq!(prepared().approve("abc", clerk, now()), Err(ApproveDecisionRefusal::OwnPreparation));
        assert_eq!(prepared().approve("abd", chair, now()), Err(ApproveDecisionRefusal::ContentChanged));
        let approved = prepared().approve("abc", chair, now()).unwrap();
        assert_eq!((approved.state, approved.ended), (DecisionState::Approved, Some((chair, now()))));
        assert_eq!(approved.clone().approve("abc", chair, now()), Err(ApproveDecisionRefusal::NotPrepared));
        assert_eq!(approved.clone().withdraw(clerk, now()), Err(WithdrawDecisionRefusal::NotPrepared));
        assert_eq!(approved.decline("Sai", chair, now()), Err(Err(DeclineDecisionRefusal::NotPrepared)));
    }

    #[test]
    fn the_number_comes_into_what_is_signed_and_stays() {
        let content = DecisionContent {
            format: FORMAT.to_owned(),
            kind: "publication".to_owned(),
            number: None,
            symbol: "QĐ-UBND".to_owned(),
            decided_on: "2023-01-16".to_owned(),
            authority: "Ủy ban nhân dân huyện".to_owned(),
            authority_head: "Chủ tịch".to_owned(),
            campaign: "cchc-2022".to_owned(),
            campaign_title: "Cam kết".to_owned(),
            year: 2022,
            group: "Xã".to_owned(),
            basis: Vec::new(),
            proposer: "Trưởng phòng".to_owned(),
            run: None,
            rule: None,
            lines: Vec::new(),
            replaces: None,
            reason: String::new(),
            appeals: None,
            wording: None,
        };
        let text = content.canonical();
        let open = Decision { number: None, digest: DecisionContent::digest(&text), content: text, ..prepared() };
        let numbered = open.clone().numbered(7).unwrap();
        assert_eq!(DecisionContent::read(&numbered.content), Some(DecisionContent { number: Some(7), ..content }));
        assert_eq!((numbered.number, numbered.digest == open.digest), (Some(7), false));
        assert_eq!(numbered.digest, DecisionContent::digest(&numbered.content));
        assert_eq!(numbered.clone().numbered(8), Some(numbered), "a number that was given stays");
    }

    #[test]
    fn declining_needs_a_reason_and_another_person() {
        assert_eq!(prepared().decline(" ", PersonId(2), now()), Err(Ok(TextRefusal::Missing)));
        assert_eq!(prepared().decline("Sai căn cứ", PersonId(1), now()), Err(Err(DeclineDecisionRefusal::OwnPreparation)));
        assert_eq!(prepared().decline("Sai căn cứ", PersonId(2), now()).unwrap().state, DecisionState::Declined);
        assert_eq!(prepared().withdraw(PersonId(1), now()).unwrap().state, DecisionState::Withdrawn);
    }

    #[test]
    fn terms_are_read_and_numbers_shown_as_papers_write_them() {
        assert_eq!(prepared().shown(), "05/QĐ-UBND");
        assert_eq!(Decision { number: None, ..prepared() }.shown(), "…/QĐ-UBND");
        assert_eq!((read_term("07"), read_term(" 60 ")), (Ok(7), Ok(60)));
        for bad in ["", "0", "61", "256", "-1", "1,5"] {
            assert_eq!(read_term(bad), Err(PrepareDecisionRefusal::NotATerm), "{bad}");
        }
    }

    #[test]
    fn results_are_appealed_from_the_day_on_which_they_were_made_known() {
        let terms = AppealTerms { file_within: 5, answer_within: 7 };
        assert_eq!(prepared().appealable(), None);
        let days = WorkDays { holidays: &[], make_up: &[] };
        let approved = |at| prepared().approve("abc", PersonId(2), at).unwrap().with_last_day(days);
        let known = |on, until| Some((terms, Known { on, until }));
        assert_eq!(approved(now()).appealable(), known(date!(2023 - 01 - 16), date!(2023 - 01 - 23)));
        // Approved after its date: nobody could know of it earlier.
        let later = Timestamp::of(datetime!(2023-01-18 23:30 +7));
        assert_eq!(approved(later).appealable(), known(date!(2023 - 01 - 18), date!(2023 - 01 - 25)));
        assert_eq!(prepared().with_last_day(days).appeals_until, None);
    }
}

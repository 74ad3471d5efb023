//! The quota step: of all candidates that count together, who keeps the best grade. The program never breaks a tie and never drops
//! anybody by itself; it says who has a place, who is tied for one and for whom there is none.

use std::cmp::Ordering;

use num_rational::BigRational;
use serde::Serialize;

use super::condition::Doubt;
use super::grade::Grade;
use super::pending::PendingReason;
use super::proposal::Standing;
use super::rule::{GradeRule, Setting};
use super::word::words;
use crate::package::Decimal;
use crate::refusals;

words! {
    /// Whom the quota counts against.
    pub enum QuotaBase of "grade-quota-base" {
        /// Those graded good, without the excellent ones.
        GoodOnly = "good_only",
        /// Those graded good or above.
        GoodAndAbove = "good_and_above",
    }
}

words! {
    /// Among whom the quota counts.
    pub enum Within of "grade-quota-within" {
        /// All that one authority recognises.
        Authority = "authority",
        /// The people of one organisation, and of one group with similar tasks in it.
        OrganisationAndGroup = "organisation_and_group",
    }
}

/// How many may have a grade. Places are counted down to a whole number: a share is never exceeded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// The grade that is limited.
    pub grade: Grade,
    /// The share of the base, 0–1.
    pub share: Decimal,
    /// The share in outstanding cases; none where the document knows none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outstanding_share: Option<Decimal>,
    /// Whom the share is taken of.
    pub base: Setting<QuotaBase>,
    /// Among whom it counts.
    pub within: Within,
    /// The article.
    pub article: String,
    /// What is uncertain about it.
    #[serde(flatten)]
    pub doubt: Option<Doubt>,
}

/// Somebody that counts together with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The code of the unit or person.
    pub code: String,
    /// What is proposed, or, as `Proposed`, decided: a decided grade of the quota has its place already.
    pub standing: Standing,
    /// The points that order candidates; none where the rule knows no points.
    pub points: Option<BigRational>,
}

/// Who has a place. Codes stand in the order of their points, equal ones by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// How many the share is taken of.
    pub base: usize,
    /// How many places there are.
    pub places: usize,
    /// How many of them are taken by grades that are decided already.
    pub taken: usize,
    /// The candidates who have a place.
    pub kept: Vec<String>,
    /// The candidates with equal points who are more than the places left for them: a person must choose among them.
    pub tied: Vec<String>,
    /// How many places are left for the tied ones.
    pub places_for_tied: usize,
    /// The candidates for whom there is no place: a person must decide their grade.
    pub beyond: Vec<String>,
    /// Those not decided yet; deciding them may change base and places.
    pub undecided: Vec<String>,
}

refusals! {
    /// Why the quota step cannot be taken.
    pub enum QuotaRefusal {
        /// The rule has no quota.
        NoQuota,
        /// Nobody has a grade of which the share is taken.
        EmptyBase,
        /// The rule knows no greater share for outstanding cases.
        NoOutstandingShare,
        /// The greater share needs the outstanding case to be recorded with its reason.
        ReasonMissing,
        /// Somebody stands twice among those who count together.
        CodeTwice,
    }
}

/// Which share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotaShare<'r> {
    /// The ordinary one.
    Ordinary,
    /// The greater one, for an outstanding case with its recorded reason.
    Outstanding {
        /// The reason.
        reason: &'r str,
    },
}

impl GradeRule {
    /// Takes the quota step. `entries` are all who count together: of one recognising authority or, for people, of one organisation and
    /// one group with similar tasks. Places in groups never total more than the organisation's own, for each is counted down.
    pub fn allocate(&self, entries: &[Entry], share: QuotaShare<'_>) -> Result<Allocation, QuotaRefusal> {
        let quota = self.quota.as_ref().ok_or(QuotaRefusal::NoQuota)?;
        let mut codes: Vec<&str> = entries.iter().map(|it| it.code.as_str()).collect();
        codes.sort_unstable();
        if codes.windows(2).any(|it| matches!(it, [one, other] if one == other)) {
            return Err(QuotaRefusal::CodeTwice);
        }
        let base = entries.iter().filter(|it| quota.counts(&it.standing)).count();
        let places = quota.places(base, share)?;
        let taken = entries.iter().filter(|it| quota.is_taken(&it.standing)).count();
        let left = places.saturating_sub(taken);
        let undecided = entries.iter().filter(|it| matches!(it.standing, Standing::Pending(_)));
        let mut undecided: Vec<String> = undecided.map(|it| it.code.clone()).collect();
        undecided.sort_unstable();
        let mut candidates: Vec<&Entry> = entries.iter().filter(|it| matches!(it.standing, Standing::Candidate(_))).collect();
        // Points that one of them lacks order nobody.
        let ordered = candidates.iter().all(|it| it.points.is_some());
        let order = |one: &Entry, other: &Entry| if ordered { other.points.cmp(&one.points) } else { Ordering::Equal };
        candidates.sort_by(|one, other| order(one, other).then_with(|| one.code.cmp(&other.code)));
        let (kept, tied, beyond) = cut(&candidates, left, order);
        let codes = |entries: &[&Entry]| entries.iter().map(|it| it.code.clone()).collect();
        let places_for_tied = if tied.is_empty() { 0 } else { left - kept.len() };
        Ok(Allocation { base, places, taken, kept: codes(kept), tied: codes(tied), places_for_tied, beyond: codes(beyond), undecided })
    }
}

impl Quota {
    /// How many places a base gives: the share of it, counted down; refused where there is nobody to take a share of.
    pub fn places(&self, base: usize, share: QuotaShare<'_>) -> Result<usize, QuotaRefusal> {
        if base == 0 {
            return Err(QuotaRefusal::EmptyBase);
        }
        let share = match share {
            QuotaShare::Ordinary => &self.share,
            QuotaShare::Outstanding { reason } if reason.trim().is_empty() => return Err(QuotaRefusal::ReasonMissing),
            QuotaShare::Outstanding { .. } => self.outstanding_share.as_ref().ok_or(QuotaRefusal::NoOutstandingShare)?,
        };
        let places = BigRational::from_integer(base.into()) * share.quantity().rational();
        // A share lies between 0 and 1, so its places are never more than the base.
        Ok(usize::try_from(places.floor().to_integer()).unwrap_or_default())
    }

    /// Whether a standing is the quota's grade, decided.
    fn is_taken(&self, standing: &Standing) -> bool {
        matches!(standing, Standing::Proposed(level) if level.grade() == Some(self.grade))
    }

    /// Whether a standing belongs to the base.
    pub fn counts(&self, standing: &Standing) -> bool {
        let (Standing::Proposed(level) | Standing::Candidate(level)) = standing else { return false };
        match self.base.value {
            QuotaBase::GoodOnly => level.grade() == Some(Grade::Good),
            QuotaBase::GoodAndAbove => level.grade() >= Some(Grade::Good),
        }
    }
}

impl Allocation {
    /// Why a candidate's grade must be decided by a person; none where the candidate has a place or is no candidate.
    pub fn reason_for(&self, code: &str) -> Option<PendingReason> {
        if self.tied.iter().any(|it| it == code) {
            return Some(PendingReason::QuotaTie);
        }
        self.beyond.iter().any(|it| it == code).then_some(PendingReason::BeyondQuota)
    }
}

type Cut<'c, 'e> = (&'c [&'e Entry], &'c [&'e Entry], &'c [&'e Entry]);

/// Cuts candidates in order into those before the cut, those tied across it and those behind it.
fn cut<'c, 'e>(candidates: &'c [&'e Entry], places: usize, order: impl Fn(&Entry, &Entry) -> Ordering) -> Cut<'c, 'e> {
    let (Some(first_out), true) = (candidates.get(places), places > 0) else {
        let (kept, beyond) = candidates.split_at(places.min(candidates.len()));
        return (kept, &[], beyond);
    };
    let before = candidates.iter().take_while(|it| order(it, first_out) == Ordering::Less).count();
    let tied = candidates.iter().filter(|it| order(it, first_out) == Ordering::Equal).count();
    let (kept, rest) = candidates.split_at(before);
    // Exactly filled: the first one out has fewer points than the last one in.
    if before == places {
        return (kept, &[], rest);
    }
    let (tied, beyond) = rest.split_at(tied);
    (kept, tied, beyond)
}

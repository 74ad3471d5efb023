//! From facts to a proposal. It is exact, knows no threshold, and assumes nothing: a missing fact on which the grade depends leaves
//! the decision to a person.

use num_rational::BigRational;
use time::Date;

use super::check::Held;
use super::condition::Band;
use super::fact::{Fact, Graded};
use super::facts::GradeFacts;
use super::grade::{Grade, LevelName};
use super::level::Limit;
use super::parts::Parts;
use super::pending::PendingReason;
use super::proposal::{Note, Part, Pending, Proposal, Standing};
use super::rule::{GradeRule, InGap};
use super::who::{GradeRuleRefusal, Who};
use crate::assessment::rounded;

impl GradeRule {
    /// Proposes a grade for somebody on the day of grading; refused where the rule does not grade them on that day.
    pub fn propose(&self, who: &Who, day: Date, facts: &GradeFacts) -> Result<Proposal, GradeRuleRefusal> {
        self.allow(who, day)?;
        let parts = Parts::of(self, who, facts);
        let mut weighing = Weighing { rule: self, facts, parts: &parts, reasons: Vec::new(), missing: Vec::new(), notes: Vec::new() };
        let standing = weighing.standing();
        let mut notes = weighing.notes;
        notes.extend(self.doubt.iter().map(|it| Note::Unverified(it.note.clone())));
        Ok(Proposal { standing, parts: parts.all(), notes })
    }

    fn band(&self, level: usize) -> Option<&Band> {
        match self.levels.get(level) {
            Some(it) => it.band.as_ref(),
            None => self.fails.as_ref().and_then(|it| it.band.as_ref()),
        }
    }

    /// The level in whose band a value lies.
    fn level_by(&self, value: &BigRational) -> Option<usize> {
        (0..=self.levels.len()).find(|it| self.band(*it).is_some_and(|it| it.holds(value)))
    }

    fn name(&self, level: usize) -> Option<&LevelName> {
        self.names().nth(level)
    }

    fn level_of(&self, grade: Grade) -> Option<usize> {
        self.names().position(|it| it.grade() == Some(grade))
    }
}

/// A proposal in the making.
struct Weighing<'w> {
    rule: &'w GradeRule,
    facts: &'w GradeFacts,
    parts: &'w Parts,
    reasons: Vec<PendingReason>,
    missing: Vec<Fact>,
    notes: Vec<Note>,
}

impl Weighing<'_> {
    fn standing(&mut self) -> Standing {
        match self.parts.not_rated.as_ref().map(|it| it.held) {
            Some(Held::Yes) => return Standing::NotRated,
            Some(Held::Unknown) => self.miss(self.parts.not_rated.as_ref()),
            Some(Held::No) | None => {}
        }
        let level = self.level();
        let suggested = if level.is_none() && self.missing.is_empty() { self.lower_of_two() } else { None };
        let level = level.or(suggested).and_then(|it| self.capped(it));
        self.look_at_rounding();
        let mut suggestion = level.and_then(|it| self.rule.name(it)).cloned();
        for (reason, part) in &self.parts.holds {
            match part.held {
                Held::Yes => {
                    self.because(*reason);
                    suggestion = None;
                }
                Held::Unknown => self.miss(Some(part)),
                Held::No => {}
            }
        }
        if !self.missing.is_empty() {
            suggestion = None;
        }
        match suggestion {
            Some(name) if self.reasons.is_empty() => self.named(name),
            suggestion => {
                if self.reasons.is_empty() {
                    self.because(PendingReason::NoLevel);
                }
                if suggestion.is_none() {
                    self.notes.retain(|it| *it != Note::LowerOfTwo && !matches!(it, Note::Capped { .. }));
                }
                Standing::Pending(Pending { reasons: self.reasons.clone(), missing: self.missing.clone(), suggestion })
            }
        }
    }

    fn named(&mut self, name: LevelName) -> Standing {
        match &self.rule.quota {
            Some(quota) if name.grade() == Some(quota.grade) => {
                self.notes.push(Note::QuotaFollows { article: quota.article.clone() });
                Standing::Candidate(name)
            }
            _ => Standing::Proposed(name),
        }
    }

    /// The level that the facts reach; none where they reach none, with the reason why.
    fn level(&mut self) -> Option<usize> {
        let fails = self.parts.fails.as_ref();
        match fails.map(|it| it.held) {
            Some(Held::Yes) => return Some(self.rule.levels.len()),
            Some(Held::Unknown) => self.miss(fails),
            Some(Held::No) | None => {}
        }
        if fails.is_some_and(|it| it.checks.iter().any(|it| it.excused)) {
            self.because(PendingReason::ForceMajeure);
            return None;
        }
        for (reason, part) in &self.parts.gaps {
            match part.held {
                Held::Yes => self.because(*reason),
                Held::Unknown => self.miss(Some(part)),
                Held::No => {}
            }
        }
        if self.reasons.iter().any(|it| *it != PendingReason::FactUnknown) {
            return None;
        }
        for (at, part) in self.parts.levels.iter().enumerate() {
            match part.held {
                Held::Yes => return Some(at),
                Held::Unknown => {
                    self.miss(Some(part));
                    return None;
                }
                Held::No => {}
            }
        }
        self.say_why_no_level();
        None
    }

    /// No level holds: names the reasons of the level whose band the points reach or, without a scale, of the last one.
    fn say_why_no_level(&mut self) {
        let by_points = self.parts.levels.iter().find(|it| it.band_held());
        let nearest = if self.rule.scale.is_some() { by_points } else { self.parts.levels.last() };
        let unheld = nearest.into_iter().flat_map(|it| &it.checks).filter(|it| it.held == Held::No);
        let reasons: Vec<PendingReason> = unheld.filter_map(|it| it.otherwise).collect();
        reasons.iter().for_each(|it| self.because(*it));
        if self.reasons.is_empty() {
            self.because(PendingReason::NoLevel);
        }
    }

    /// The lower of the level by points and the highest whose other conditions hold, where the rule suggests it.
    fn lower_of_two(&mut self) -> Option<usize> {
        self.rule.in_gap.as_ref().filter(|it| it.value == InGap::Lower)?;
        if self.reasons.contains(&PendingReason::ForceMajeure) {
            return None;
        }
        let by_points = self.parts.levels.iter().position(Part::band_held)?;
        let open = self.parts.levels.iter().position(|it| it.held_besides_band() != Held::No)?;
        let by_conditions = self.parts.levels.get(open).filter(|it| it.held_besides_band() == Held::Yes).map(|_| open)?;
        self.notes.push(Note::LowerOfTwo);
        Some(by_points.max(by_conditions))
    }

    /// The level after the caps; none where a cap cannot be known and could lower it.
    fn capped(&mut self, level: usize) -> Option<usize> {
        let mut level = level;
        for (limit, part) in &self.parts.caps {
            let grade = match limit {
                Limit::Grade(grade) => Some(*grade),
                Limit::UnitGrade => self.facts.grade(Graded::UnitGrade),
            };
            let lowest = self.rule.names().count().saturating_sub(1);
            let limit = grade.and_then(|it| self.rule.level_of(it)).unwrap_or(lowest);
            if part.held == Held::No || level >= limit {
                continue;
            }
            if part.held == Held::Unknown {
                self.miss(Some(part));
                return None;
            }
            if let Some(from) = self.rule.name(level) {
                self.notes.push(Note::Capped { from: from.clone(), article: part.article.clone() });
            }
            level = limit;
        }
        Some(level)
    }

    /// Rounding must not decide unseen: where the rounded points lie in another band, a person decides.
    fn look_at_rounding(&mut self) {
        let Some(scale) = &self.rule.scale else { return };
        let Some((points, decimals)) = self.facts.number(scale.fact).zip(scale.decimals) else { return };
        let fails_anyway = self.parts.fails.iter().flat_map(|it| &it.checks).any(|it| !it.is_band() && it.held == Held::Yes);
        let Some(shown) = rounded(points, decimals).quantity() else { return };
        if !fails_anyway && self.rule.level_by(points) != self.rule.level_by(&shown.rational()) {
            self.because(PendingReason::RoundingConflict);
        }
    }

    fn because(&mut self, reason: PendingReason) {
        if !self.reasons.contains(&reason) {
            self.reasons.push(reason);
        }
    }

    /// Names the missing facts of a part.
    fn miss(&mut self, part: Option<&Part>) {
        self.because(PendingReason::FactUnknown);
        for fact in part.into_iter().flat_map(|it| &it.checks).filter_map(|it| it.missing) {
            if !self.missing.contains(&fact) {
                self.missing.push(fact);
            }
        }
    }
}

//! The parts of a rule with the answers of the facts, from which a proposal is weighed and explained.

use super::check::{Check, Held};
use super::condition::{Ask, Band, Condition, Doubt};
use super::fact::Graded;
use super::facts::GradeFacts;
use super::level::{Cap, Limit, Stop};
use super::pending::PendingReason;
use super::proposal::{Part, PartKind};
use super::rule::GradeRule;
use super::who::Who;

/// The parts of a rule that count for somebody, in the order in which they decide.
pub(super) struct Parts {
    pub(super) not_rated: Option<Part>,
    pub(super) fails: Option<Part>,
    pub(super) gaps: Vec<(PendingReason, Part)>,
    pub(super) levels: Vec<Part>,
    pub(super) holds: Vec<(PendingReason, Part)>,
    pub(super) caps: Vec<(Limit, Part)>,
}

/// Answers conditions for somebody.
struct Answers<'a> {
    rule: &'a GradeRule,
    who: &'a Who,
    facts: &'a GradeFacts,
}

impl Parts {
    pub(super) fn of(rule: &GradeRule, who: &Who, facts: &GradeFacts) -> Self {
        let answers = Answers { rule, who, facts };
        let not_rated = rule.not_rated.as_ref().map(|it| (PartKind::NotRated, it.article.as_str(), it.when.as_slice()));
        Self {
            not_rated: not_rated.and_then(|(kind, article, when)| answers.when(kind, article, when)),
            fails: rule.fails.as_ref().map(|it| {
                let checks = answers.level(it.band.as_ref(), &it.any_of, &it.article);
                let held = Held::any(checks.iter().map(|it| it.held));
                Part { held, ..Part::all(PartKind::Fails(it.name.clone()), &it.article, checks, it.doubt.clone()) }
            }),
            gaps: rule.gaps.iter().filter_map(|it| answers.stop(it, PartKind::Gap)).collect(),
            levels: rule
                .levels
                .iter()
                .map(|it| {
                    let checks = answers.level(it.band.as_ref(), &it.all_of, &it.article);
                    Part::all(PartKind::Level(it.name.clone()), &it.article, checks, it.doubt.clone())
                })
                .collect(),
            holds: rule.holds.iter().filter_map(|it| answers.stop(it, PartKind::Hold)).collect(),
            caps: rule.caps.iter().filter_map(|it| answers.cap(it)).collect(),
        }
    }

    pub(super) fn all(self) -> Vec<Part> {
        let first = self.not_rated.into_iter().chain(self.fails).chain(self.gaps.into_iter().map(|it| it.1));
        let then = self.levels.into_iter().chain(self.holds.into_iter().map(|it| it.1));
        first.chain(then).chain(self.caps.into_iter().map(|it| it.1)).collect()
    }
}

impl Answers<'_> {
    fn checks(&self, conditions: &[Condition], article: &str) -> Vec<Check> {
        conditions.iter().filter_map(|it| it.check(self.who, self.facts, article)).collect()
    }

    /// The band of a level, where it has one, and its conditions.
    fn level(&self, band: Option<&Band>, conditions: &[Condition], article: &str) -> Vec<Check> {
        let ask = self.rule.scale.as_ref().zip(band).map(|(scale, band)| Ask::Band { fact: scale.fact, band: band.clone() });
        ask.map(|it| it.check(self.facts, article)).into_iter().chain(self.checks(conditions, article)).collect()
    }

    /// A part that applies where its conditions hold; none where not one of them counts for this organisation or person.
    fn when(&self, kind: PartKind, article: &str, conditions: &[Condition]) -> Option<Part> {
        let checks = self.checks(conditions, article);
        (!checks.is_empty()).then(|| Part::all(kind, article, checks, None))
    }

    fn stop(&self, stop: &Stop, kind: fn(PendingReason) -> PartKind) -> Option<(PendingReason, Part)> {
        self.when(kind(stop.reason), &stop.article, &stop.when).map(|it| (stop.reason, it))
    }

    fn cap(&self, cap: &Cap) -> Option<(Limit, Part)> {
        let mut checks = self.checks(&cap.when, &cap.article);
        if !self.who.is_among(&cap.only) || checks.is_empty() && !cap.when.is_empty() {
            return None;
        }
        if cap.not_above == Limit::UnitGrade {
            checks.push(Ask::Known(Graded::UnitGrade).check(self.facts, &cap.article));
        }
        Some((cap.not_above, Part::all(PartKind::Cap(cap.not_above), &cap.article, checks, None)))
    }
}

impl Part {
    /// A part whose conditions must all hold.
    fn all(kind: PartKind, article: &str, checks: Vec<Check>, doubt: Option<Doubt>) -> Self {
        Self { kind, article: article.to_owned(), held: Held::all(checks.iter().map(|it| it.held)), checks, doubt }
    }

    /// Whether the conditions besides the band hold.
    pub(super) fn held_besides_band(&self) -> Held {
        Held::all(self.checks.iter().filter(|it| !it.is_band()).map(|it| it.held))
    }

    /// Whether the points lie in the band.
    pub(super) fn band_held(&self) -> bool {
        self.checks.iter().any(|it| it.is_band() && it.held == Held::Yes)
    }
}

impl Check {
    pub(super) fn is_band(&self) -> bool {
        matches!(self.ask, Ask::Band { .. })
    }
}

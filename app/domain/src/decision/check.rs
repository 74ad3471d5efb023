//! Whether grades may be decided as they are chosen: what the rule knows, the cap by the unit's grade, the quota, a reason for whatever
//! the rule does not propose, and nobody for themselves. No threshold stands here.

use super::{DecisionLine, LineValue, PrepareDecisionRefusal};
use crate::grading::{GradeRule, Quota, QuotaShare, Standing};
use crate::ids::{PersonId, UnitId};

/// A grade as it is chosen, with what it is held against.
#[derive(Debug, Clone)]
pub struct Weighed<'w> {
    /// What is decided now; none where nothing is.
    pub before: Option<&'w LineValue>,
    /// What is chosen.
    pub after: &'w LineValue,
    /// What the rule proposes after the quota step; none where the rule does not grade them that day, and so no decision by it can.
    pub proposed: Option<&'w Standing>,
    /// The reason given.
    pub reason: &'w str,
    /// Whether it is a head who is graded.
    pub head: bool,
    /// The decided grade of the head's unit.
    pub unit: Option<&'w LineValue>,
}

/// What is wrong with grades as they are chosen: each with its place. `others` are grades that are decided already and count together
/// with these. The quota is told at every line with its grade, and at every line that makes its base smaller; one that the sources leave
/// unverified stops nobody who gives a reason, for an authority may know better from when and for whom it counts.
pub fn check_grades(
    rule: &GradeRule,
    lines: &[Weighed<'_>],
    others: &[&LineValue],
    share: QuotaShare<'_>,
) -> Vec<(usize, PrepareDecisionRefusal)> {
    let mut wrong: Vec<(usize, PrepareDecisionRefusal)> =
        lines.iter().enumerate().filter_map(|(at, it)| check_one(rule, it).err().map(|refusal| (at, refusal))).collect();
    let Some(quota) = &rule.quota else { return wrong };
    let holds = |it: &LineValue| it.grade() == Some(quota.grade);
    let all = || lines.iter().map(|it| it.after).chain(others.iter().copied());
    let (taken, base) = (all().filter(|it| holds(it)).count(), all().filter(|it| quota.counts(&it.standing())).count());
    if taken > 0 && quota.places(base, share).is_ok_and(|places| taken <= places) || taken == 0 {
        return wrong;
    }
    let excused = |it: &Weighed<'_>| quota.doubt.is_some() && !it.reason.trim().is_empty();
    for (at, it) in lines.iter().enumerate().filter(|(_, it)| !excused(it)) {
        let refusal = if holds(it.after) {
            PrepareDecisionRefusal::OverQuota
        } else if it.shrinks(quota) {
            PrepareDecisionRefusal::QuotaShrinks
        } else {
            continue;
        };
        if !wrong.iter().any(|it| it.0 == at) {
            wrong.push((at, refusal));
        }
    }
    wrong.sort_by_key(|it| it.0);
    wrong
}

impl Weighed<'_> {
    /// Whether it takes somebody out of the base of a quota who does not hold its grade: the places become fewer, the holders do not.
    fn shrinks(&self, quota: &Quota) -> bool {
        let counted = self.before.is_some_and(|it| quota.counts(&it.standing()) && it.grade() != Some(quota.grade));
        counted && !quota.counts(&self.after.standing())
    }
}

fn check_one(rule: &GradeRule, it: &Weighed<'_>) -> Result<(), PrepareDecisionRefusal> {
    let proposed = it.proposed.ok_or(PrepareDecisionRefusal::NotCovered)?;
    match it.after {
        LineValue::Level(name) if rule.names().any(|it| it == name) => {}
        // Only where the law itself leaves somebody out (NĐ 335/2025 Điều 11): otherwise it would be a way around cap and quota.
        LineValue::NotRated if *proposed == Standing::NotRated => {}
        LineValue::NotRated => return Err(PrepareDecisionRefusal::RatedByRule),
        LineValue::Level(_) | LineValue::Result(_) => return Err(PrepareDecisionRefusal::UnknownGrade),
    }
    if let (true, Some(grade)) = (it.head && rule.caps_heads_by_unit(), it.after.grade()) {
        let unit = it.unit.and_then(LineValue::grade).ok_or(PrepareDecisionRefusal::UnitNotGraded)?;
        if grade > unit {
            return Err(PrepareDecisionRefusal::AboveUnit);
        }
    }
    if !it.after.follows(proposed) && it.reason.trim().is_empty() {
        return Err(PrepareDecisionRefusal::ReasonMissing);
    }
    Ok(())
}

/// The lines with which somebody would decide on their own unit or their own grade (`domain.md` 2: nobody appraises or grades own unit).
pub fn own_lines(lines: &[DecisionLine], person: PersonId, home: &[UnitId]) -> Vec<(usize, PrepareDecisionRefusal)> {
    let own = |it: &DecisionLine| {
        if it.person == Some(person) {
            Some(PrepareDecisionRefusal::OwnGrade)
        } else {
            home.contains(&it.unit).then_some(PrepareDecisionRefusal::OwnUnit)
        }
    };
    lines.iter().enumerate().filter_map(|(at, it)| Some((at, own(it)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::LineSubject;
    use crate::grading::{Grade, LevelName, Pending, PendingReason};

    fn rule(id: &str) -> GradeRule {
        GradeRule::shipped(id).unwrap()
    }

    fn grade(it: Grade) -> LineValue {
        LineValue::Level(LevelName::Grade(it))
    }

    fn weighed<'w>(after: &'w LineValue, proposed: &'w Standing) -> Weighed<'w> {
        Weighed { before: None, after, proposed: Some(proposed), reason: "", head: false, unit: None }
    }

    #[test]
    fn what_the_rule_does_not_propose_needs_a_reason() {
        let (good, completed) = (grade(Grade::Good), grade(Grade::Completed));
        let proposed = Standing::Proposed(LevelName::Grade(Grade::Good));
        let pending = Standing::Pending(Pending { reasons: vec![PendingReason::TasksUnfinished], missing: Vec::new(), suggestion: None });
        let check = |it: Weighed<'_>| check_grades(&rule("nd335_org"), &[it], &[], QuotaShare::Ordinary);
        assert_eq!(check(weighed(&good, &proposed)), []);
        assert_eq!(check(weighed(&completed, &proposed)), [(0, PrepareDecisionRefusal::ReasonMissing)]);
        assert_eq!(check(weighed(&good, &pending)), [(0, PrepareDecisionRefusal::ReasonMissing)]);
        assert_eq!(check(Weighed { reason: "Do bất khả kháng", ..weighed(&good, &pending) }), []);
        let uncovered = Weighed { proposed: None, reason: "Có lý do", ..weighed(&good, &pending) };
        assert_eq!(check(uncovered), [(0, PrepareDecisionRefusal::NotCovered)], "a reason brings nobody under a rule");
        let band = LineValue::Level(LevelName::Band("Nhóm A".to_owned()));
        assert_eq!(check(weighed(&band, &proposed)), [(0, PrepareDecisionRefusal::UnknownGrade)]);
    }

    #[test]
    fn nd335_dieu_20_khoan_6_no_reason_lifts_a_head_above_the_unit() {
        let (good, excellent) = (grade(Grade::Good), grade(Grade::Excellent));
        let proposed = Standing::Proposed(LevelName::Grade(Grade::Good));
        let head = |after, unit| Weighed { before: None, after, proposed: Some(&proposed), reason: "Có lý do", head: true, unit };
        let check = |it: Weighed<'_>| check_grades(&rule("nd335_person"), &[it], &[], QuotaShare::Ordinary);
        assert_eq!(check(head(&excellent, Some(&good))), [(0, PrepareDecisionRefusal::AboveUnit)]);
        assert_eq!(check(head(&good, Some(&good))), []);
        assert_eq!(check(head(&good, None)), [(0, PrepareDecisionRefusal::UnitNotGraded)]);
        let band = LineValue::Level(LevelName::Band("Nhóm A".to_owned()));
        for not_of_the_law in [&LineValue::NotRated, &band] {
            let wrong = [(0, PrepareDecisionRefusal::UnitNotGraded)];
            assert_eq!(check(head(&good, Some(not_of_the_law))), wrong, "a grade of the law is needed first");
        }
        assert_eq!(check_grades(&rule("nd90_leader"), &[head(&good, None)], &[], QuotaShare::Ordinary), [], "NĐ 90 has no such cap");
    }

    #[test]
    fn nd335_dieu_11_only_whom_the_law_leaves_out_is_not_rated() {
        let not_rated = LineValue::NotRated;
        let check = |proposed: &Standing| {
            let it = Weighed { reason: "Có lý do", head: true, ..weighed(&not_rated, proposed) };
            check_grades(&rule("nd335_person"), &[it], &[], QuotaShare::Ordinary)
        };
        assert_eq!(check(&Standing::NotRated), [], "who is not graded is above nobody");
        let pending = Standing::Pending(Pending { reasons: vec![PendingReason::FactUnknown], missing: Vec::new(), suggestion: None });
        for proposed in
            [Standing::Proposed(LevelName::Grade(Grade::Good)), Standing::Candidate(LevelName::Grade(Grade::Excellent)), pending]
        {
            assert_eq!(check(&proposed), [(0, PrepareDecisionRefusal::RatedByRule)]);
        }
    }

    #[test]
    fn the_quota_cannot_be_broken_by_grading_others_lower() {
        // One excellent of five is 20 %; with one of the good ones lowered it would be one of four.
        let (excellent, good, completed) = (grade(Grade::Excellent), grade(Grade::Good), grade(Grade::Completed));
        let proposed = Standing::Proposed(LevelName::Grade(Grade::Completed));
        let rule = rule("nd335_org");
        let lowered = |before| [Weighed { before: Some(before), reason: "Có lý do", ..weighed(&completed, &proposed) }];
        let check = |lines: &[Weighed<'_>], others: &[&LineValue]| check_grades(&rule, lines, others, QuotaShare::Ordinary);
        let shrinks = [(0, PrepareDecisionRefusal::QuotaShrinks)];
        assert_eq!(check(&lowered(&good), &[&excellent, &good, &good, &good]), shrinks);
        assert_eq!(check(&lowered(&good), &[&excellent, &good, &good, &good, &good]), []);
        assert_eq!(check(&lowered(&excellent), &[&good, &good, &good, &good]), [], "the one with the place gives it up");
        assert_eq!(check(&lowered(&completed), &[&excellent, &good, &good]), [], "who did not count makes nothing smaller");
    }

    #[test]
    fn the_quota_counts_what_is_decided_already() {
        let (good, excellent) = (grade(Grade::Good), grade(Grade::Excellent));
        let candidate = Standing::Candidate(LevelName::Grade(Grade::Excellent));
        let proposed = Standing::Proposed(LevelName::Grade(Grade::Good));
        let rule = rule("nd335_org");
        let lines = |good_ones: usize| {
            let mut lines = vec![weighed(&excellent, &candidate)];
            lines.extend((0..good_ones).map(|_| weighed(&good, &proposed)));
            lines
        };
        let over = [(0, PrepareDecisionRefusal::OverQuota)];
        assert_eq!(check_grades(&rule, &lines(3), &[], QuotaShare::Ordinary), over, "20 % of 4 is no place");
        assert_eq!(check_grades(&rule, &lines(4), &[], QuotaShare::Ordinary), [], "20 % of 5 is one");
        assert_eq!(check_grades(&rule, &lines(3), &[&good], QuotaShare::Ordinary), []);
        assert_eq!(check_grades(&rule, &lines(4), &[&excellent], QuotaShare::Ordinary), over);
        let outstanding = QuotaShare::Outstanding { reason: "Dẫn đầu tỉnh" };
        assert_eq!(check_grades(&rule, &lines(3), &[], outstanding), [], "25 % of 4 is one");
        let narrow = rule.with_quota_base(crate::grading::QuotaBase::GoodOnly);
        assert_eq!(check_grades(&narrow, &lines(0), &[], QuotaShare::Ordinary), over, "an empty base gives no place");
    }

    #[test]
    fn a_quota_that_is_not_verified_asks_for_a_reason_and_stops_nobody() {
        // NĐ 90/2020: the share counts only since NĐ 48/2023; from when and for whom is not verified.
        let excellent = grade(Grade::Excellent);
        let candidate = Standing::Candidate(LevelName::Grade(Grade::Excellent));
        let check = |reason| {
            check_grades(&rule("nd90_leader"), &[Weighed { reason, ..weighed(&excellent, &candidate) }], &[], QuotaShare::Ordinary)
        };
        assert_eq!(check(""), [(0, PrepareDecisionRefusal::OverQuota)]);
        assert_eq!(check("Năm 2022 chưa áp dụng tỷ lệ"), []);
        let strict = check_grades(
            &rule("nd335_person"),
            &[Weighed { reason: "Có lý do", ..weighed(&excellent, &candidate) }],
            &[],
            QuotaShare::Ordinary,
        );
        assert_eq!(strict, [(0, PrepareDecisionRefusal::OverQuota)]);
    }

    #[test]
    fn nobody_decides_for_themselves() {
        let line = |unit: i64, person: Option<i64>| DecisionLine {
            subject: LineSubject::HeadGrade,
            unit: UnitId(unit),
            person: person.map(PersonId),
            before: None,
            after: LineValue::NotRated,
            proposed: String::new(),
            facts: String::new(),
            reason: String::new(),
        };
        let lines = [line(1, Some(7)), line(2, Some(8)), line(3, None)];
        let own = own_lines(&lines, PersonId(8), &[UnitId(3)]);
        assert_eq!(own, [(1, PrepareDecisionRefusal::OwnGrade), (2, PrepareDecisionRefusal::OwnUnit)]);
    }
}

//! Whether grades may be decided as they are chosen: what the rule knows, the cap by the unit's grade, the quota, a reason for whatever
//! the rule does not propose, and nobody for themselves. No threshold stands here.

use super::{DecisionLine, LineValue, PrepareDecisionRefusal};
use crate::grading::{GradeRule, Limit, Only, QuotaShare, Standing};
use crate::ids::{PersonId, UnitId};

/// A grade as it is chosen, with what it is held against.
#[derive(Debug, Clone)]
pub struct Weighed<'w> {
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
/// with these. The quota is told at every line with its grade; one that the sources leave unverified stops nobody who gives a reason, for an
/// authority may know better from when and for whom it counts.
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
    let stops = |it: &Weighed<'_>| holds(it.after) && (quota.doubt.is_none() || it.reason.trim().is_empty());
    for (at, _) in lines.iter().enumerate().filter(|(_, it)| stops(it)) {
        if !wrong.iter().any(|it| it.0 == at) {
            wrong.push((at, PrepareDecisionRefusal::OverQuota));
        }
    }
    wrong.sort_by_key(|it| it.0);
    wrong
}

fn check_one(rule: &GradeRule, it: &Weighed<'_>) -> Result<(), PrepareDecisionRefusal> {
    match it.after {
        LineValue::Level(name) if rule.names().any(|it| it == name) => {}
        // Not to be rated is a level of its own only where the rule says when.
        LineValue::NotRated if rule.not_rated.is_some() => {}
        LineValue::NotRated | LineValue::Level(_) | LineValue::Result(_) => return Err(PrepareDecisionRefusal::UnknownGrade),
    }
    let Some(proposed) = it.proposed else { return Err(PrepareDecisionRefusal::NotCovered) };
    let capped = rule.caps.iter().any(|cap| cap.not_above == Limit::UnitGrade && (cap.only.is_empty() || cap.only.contains(&Only::Head)));
    if it.head && capped && it.after.grade().is_some() {
        let unit = it.unit.and_then(LineValue::grade).ok_or(PrepareDecisionRefusal::UnitNotGraded)?;
        if it.after.grade() > Some(unit) {
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
        Weighed { after, proposed: Some(proposed), reason: "", head: false, unit: None }
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
        // Whom the rule does not grade nobody grades by it, whatever the reason.
        let outside = Weighed { proposed: None, reason: "Có lý do", ..weighed(&good, &pending) };
        assert_eq!(check(outside), [(0, PrepareDecisionRefusal::NotCovered)]);
        let band = LineValue::Level(LevelName::Band("Nhóm A".to_owned()));
        assert_eq!(check(weighed(&band, &proposed)), [(0, PrepareDecisionRefusal::UnknownGrade)]);
    }

    #[test]
    fn nd335_dieu_20_khoan_6_no_reason_lifts_a_head_above_the_unit() {
        let (good, excellent) = (grade(Grade::Good), grade(Grade::Excellent));
        let proposed = Standing::Proposed(LevelName::Grade(Grade::Good));
        let head = |after, unit| Weighed { after, proposed: Some(&proposed), reason: "Có lý do", head: true, unit };
        let check = |it: Weighed<'_>| check_grades(&rule("nd335_person"), &[it], &[], QuotaShare::Ordinary);
        assert_eq!(check(head(&excellent, Some(&good))), [(0, PrepareDecisionRefusal::AboveUnit)]);
        assert_eq!(check(head(&good, Some(&good))), []);
        assert_eq!(check(head(&good, None)), [(0, PrepareDecisionRefusal::UnitNotGraded)]);
        assert_eq!(check(head(&LineValue::NotRated, None)), [], "who is not graded is above nobody");
        // A unit that has a local band, or none of the decree's grades, gives no ground to hold its head against.
        let none_of_law = [LineValue::Level(LevelName::Band("Tốt".to_owned())), LineValue::NotRated];
        for unit in &none_of_law {
            let head = Weighed { after: &good, proposed: Some(&proposed), reason: "Có lý do", head: true, unit: Some(unit) };
            assert_eq!(
                check_grades(&rule("nd335_person"), &[head], &[], QuotaShare::Ordinary),
                [(0, PrepareDecisionRefusal::UnitNotGraded)]
            );
        }
        assert_eq!(check_grades(&rule("nd90_leader"), &[head(&good, None)], &[], QuotaShare::Ordinary), [], "NĐ 90 has no such cap");
    }

    #[test]
    fn not_to_be_rated_is_said_only_where_the_rule_says_when() {
        // NĐ 90/2020 khoản 2 Điều 2 knows people who are not graded; NĐ 335/2025 Điều 5–8 knows no organisation that is not.
        let proposed = Standing::Proposed(LevelName::Grade(Grade::Good));
        let check = |id: &str| {
            check_grades(
                &rule(id),
                &[Weighed { reason: "Có lý do", ..weighed(&LineValue::NotRated, &proposed) }],
                &[],
                QuotaShare::Ordinary,
            )
        };
        assert_eq!(check("nd90_leader"), []);
        assert_eq!(check("nd335_org"), [(0, PrepareDecisionRefusal::UnknownGrade)]);
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

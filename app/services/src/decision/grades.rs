//! Deciding the grades of units or of heads: what the rule proposes, or another grade with a reason; never beyond cap and quota.

use super::prepare::{Asked, Draft};
use crate::Error;
use crate::fields::Fields;
use crate::grading::{Gathered, GradingPart, GradingRow, gather, share};
use documents::unprintable;
use domain::decision::{
    ContentLine, DecisionKind, DecisionLine, LineSubject, LineValue, PrepareDecisionRefusal, RulePart, Weighed, check_grades, own_lines,
};
use domain::grading::{GradeRule, Standing, Whom};
use domain::text::{LINE, TextRefusal, line};
use std::collections::HashSet;

/// The rule in the content of a decision.
pub(super) fn rule_part(rule: &GradeRule) -> RulePart {
    RulePart { id: rule.id.clone(), title: rule.title.clone(), document: rule.basis.document.clone(), sha256: rule.sha256() }
}

/// A line of the content for a unit or a head.
pub(super) fn content_line(row: &GradingRow, it: &DecisionLine) -> ContentLine {
    ContentLine {
        about: it.subject.code().to_owned(),
        unit: row.member.name.clone(),
        person: row.head.as_ref().map(|it| it.full_name.clone()).unwrap_or_default(),
        post: row.head.as_ref().map(|it| it.post.clone()).unwrap_or_default(),
        rank: String::new(),
        before: it.before.as_ref().map(LineValue::code).unwrap_or_default(),
        after: it.after.code(),
        reason: it.reason.clone(),
    }
}

/// The decided grade of each row's unit.
pub(super) fn unit_grade<'g>(gathered: &'g Gathered, row: &GradingRow) -> Option<&'g LineValue> {
    gathered.decided.unit_grade(row.member.unit)
}

/// The grades that are decided already and count together with those of some rows.
pub(super) fn counted<'g>(gathered: &'g Gathered, part: &'g GradingPart, whom: Whom, chosen: &[&GradingRow]) -> Vec<&'g LineValue> {
    let codes: HashSet<String> = chosen.iter().map(|it| it.code()).collect();
    let own = part.rows.iter().filter(|it| !codes.contains(&it.code())).filter_map(|it| it.decided.as_ref()).map(|it| &it.after);
    let choice = part.chosen.as_ref().map(|it| &it.choice);
    let elsewhere = choice.map(|it| gathered.decided_elsewhere(it, whom)).unwrap_or_default();
    own.chain(elsewhere.into_iter().map(|it| &it.after)).collect()
}

/// What deciding grades decides. Each choice that cannot stand is told beside its box.
pub(super) async fn draft(asked: &Asked<'_>, kind: DecisionKind, fields: &mut Fields) -> Result<Draft, Error> {
    let (whom, subject) = match kind {
        DecisionKind::HeadGrades => (Whom::Heads, LineSubject::HeadGrade),
        _ => (Whom::Units, LineSubject::UnitGrade),
    };
    let gathered = gather(asked.tx, asked.campaign, asked.group).await?;
    let part = gathered.part(asked.ctx, whom);
    let Some(choice) = part.chosen.as_ref().map(|it| &it.choice) else { return Err(PrepareDecisionRefusal::NoRule.into()) };
    // The row of the form, the row of the group, the line.
    let mut lines: Vec<(usize, &GradingRow, DecisionLine)> = Vec::new();
    for (at, typed) in asked.typed.lines.iter().enumerate().filter(|(_, it)| !it.value.trim().is_empty()) {
        let row = part.rows.iter().find(|it| it.code() == typed.code).ok_or(Error::NotFound)?;
        if lines.iter().any(|it| it.1.code() == row.code()) {
            return Err(Error::NotFound);
        }
        let box_of = |name: &str| format!("lines[{at}][{name}]");
        let reason = fields.take(&box_of("reason"), line(&typed.reason, LINE));
        if unprintable(&reason).is_some() {
            fields.refuse(&box_of("reason"), TextRefusal::NotPlain);
        }
        if row.decided.is_some() {
            fields.refuse(&box_of("value"), PrepareDecisionRefusal::DecidedAlready);
        } else if row.waits {
            fields.refuse(&box_of("value"), PrepareDecisionRefusal::WaitsAlready);
        }
        let Some(after) = LineValue::of(&typed.value) else {
            fields.refuse(&box_of("value"), PrepareDecisionRefusal::UnknownGrade);
            continue;
        };
        let standing = row.standing();
        let line = DecisionLine {
            subject,
            unit: row.member.unit,
            person: row.head.as_ref().map(|it| it.person),
            before: None,
            after,
            proposed: LineValue::told(standing.as_ref()),
            facts: row.known.to_json(),
            reason,
        };
        lines.push((at, row, line));
    }
    if lines.is_empty() {
        fields.refuse("lines", PrepareDecisionRefusal::NothingDecided);
    }
    let standings: Vec<Option<Standing>> = lines.iter().map(|it| it.1.standing()).collect();
    let weighed: Vec<Weighed<'_>> = lines
        .iter()
        .zip(&standings)
        .map(|((_, row, line), standing)| Weighed {
            before: line.before.as_ref(),
            after: &line.after,
            proposed: standing.as_ref(),
            reason: &line.reason,
            head: row.head.is_some(),
            unit: unit_grade(&gathered, row),
        })
        .collect();
    let rows: Vec<&GradingRow> = lines.iter().map(|it| it.1).collect();
    let others = counted(&gathered, &part, whom, &rows);
    let wrong = check_grades(&choice.rule, &weighed, &others, share(choice));
    let own = own_lines(&lines.iter().map(|it| it.2.clone()).collect::<Vec<_>>(), asked.ctx.actor.person, &asked.ctx.actor.home);
    for (index, refusal) in own.iter().chain(wrong.iter().filter(|it| own.iter().all(|own| own.0 != it.0))) {
        let Some((at, ..)) = lines.get(*index) else { continue };
        let name = if *refusal == PrepareDecisionRefusal::ReasonMissing { "reason" } else { "value" };
        fields.refuse(&format!("lines[{at}][{name}]"), *refusal);
    }
    Ok(Draft {
        shown: lines.iter().map(|(_, row, line)| content_line(row, line)).collect(),
        rule: Some(rule_part(&choice.rule)),
        earliest: Some(gathered.run.as_ref().map_or(asked.campaign.starts_on, |it| it.at.date())),
        run: gathered.run.clone(),
        unit: if let [(_, row, _)] = lines.as_slice() { Some(row.member.unit) } else { None },
        lines: lines.into_iter().map(|it| it.2).collect(),
        ..Draft::default()
    })
}

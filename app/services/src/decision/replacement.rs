//! Replacing one decided value by another one, with a reason (FEATURES G4; NĐ 335/2025 khoản 3 Điều 21): both stay visible.

use super::grades::{content_line, counted, rule_part, unit_grade};
use super::prepare::{Asked, Draft};
use super::publication::value;
use crate::Error;
use crate::fields::Fields;
use crate::grading::{gather, share};
use domain::decision::{
    ContentLine, DecidedResult, DecisionLine, Key, LineSubject, LineValue, PrepareDecisionRefusal, Weighed, check_grades, own_lines,
};
use domain::grading::{Grade, Whom};
use domain::receipt::Outcome;
use domain::{PersonId, Quantity, UnitId};

/// What replacing a value decides.
pub(super) async fn draft(asked: &Asked<'_>, fields: &mut Fields) -> Result<Draft, Error> {
    let typed = asked.typed;
    let subject = LineSubject::of(&typed.about).ok_or(Error::NotFound)?;
    let unit: UnitId = typed.unit.trim().parse().map_err(|_| Error::NotFound)?;
    let person: Option<PersonId> = match typed.person.trim() {
        "" => None,
        it => Some(it.parse().map_err(|_| Error::NotFound)?),
    };
    let member = store::campaign::member(asked.tx, asked.campaign.id, unit).await?;
    if member.group != asked.group.id || (subject == LineSubject::HeadGrade) != person.is_some() {
        return Err(Error::NotFound);
    }
    let draft = match subject {
        LineSubject::Result => result(asked, unit, member.name, fields).await?,
        LineSubject::UnitGrade | LineSubject::HeadGrade => grade(asked, Key { subject, unit, person }, fields).await?,
    };
    for (_, refusal) in own_lines(&draft.lines, asked.ctx.actor.person, &asked.ctx.actor.home) {
        fields.refuse("value", refusal);
    }
    Ok(draft)
}

async fn grade(asked: &Asked<'_>, key: Key, fields: &mut Fields) -> Result<Draft, Error> {
    let whom = if key.person.is_some() { Whom::Heads } else { Whom::Units };
    let gathered = gather(asked.tx, asked.campaign, asked.group).await?;
    let part = gathered.part(asked.ctx, whom);
    let Some(choice) = part.chosen.as_ref().map(|it| &it.choice) else { return Err(PrepareDecisionRefusal::NoRule.into()) };
    let same = |it: &&crate::grading::GradingRow| it.member.unit == key.unit && it.head.as_ref().map(|it| it.person) == key.person;
    let row = part.rows.iter().find(same).ok_or(Error::NotFound)?;
    let Some(now) = gathered.decided.now(key) else { return Err(PrepareDecisionRefusal::NothingToReplace.into()) };
    if gathered.waiting.now(key).is_some() {
        fields.refuse("value", PrepareDecisionRefusal::WaitsAlready);
    }
    let Some(after) = LineValue::of(&asked.typed.value) else { return Err(Error::field("value", PrepareDecisionRefusal::UnknownGrade)) };
    if after == now.after {
        fields.refuse("value", PrepareDecisionRefusal::SameValue);
    }
    let standing = row.standing();
    let others = counted(&gathered, &part, whom, &[row]);
    let weighed = Weighed {
        before: Some(&now.after),
        after: &after,
        proposed: standing.as_ref(),
        reason: &asked.typed.reason,
        head: key.person.is_some(),
        unit: unit_grade(&gathered, row),
    };
    for (_, refusal) in check_grades(&choice.rule, &[weighed], &others, share(choice)) {
        let name = if refusal == PrepareDecisionRefusal::ReasonMissing { "reason" } else { "value" };
        fields.refuse(name, refusal);
    }
    if whom == Whom::Units && gathered.has_head_above(key.unit, &after) {
        fields.refuse("value", PrepareDecisionRefusal::HeadAbove);
    }
    let line = DecisionLine {
        subject: key.subject,
        unit: key.unit,
        person: key.person,
        before: Some(now.after.clone()),
        after,
        proposed: LineValue::told(standing.as_ref()),
        facts: row.known.to_json(),
        reason: String::new(),
    };
    let replaces = store::decision::get(asked.tx, now.decision).await?;
    Ok(Draft {
        shown: vec![content_line(row, &line)],
        lines: vec![line],
        run: gathered.run.clone(),
        rule: Some(rule_part(&choice.rule)),
        earliest: Some(replaces.decision.decided_on),
        replaces: Some(replaces),
        unit: Some(key.unit),
    })
}

/// The score as it was typed: 0–100, or none where the box is empty.
fn score(typed: &str) -> Result<Option<Quantity>, domain::Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let score = Quantity::parse(typed)?.quantity;
    let bounded = !score.is_negative() && score <= Quantity(1_000_000);
    if bounded { Ok(Some(score)) } else { Err(PrepareDecisionRefusal::NotAScore.into()) }
}

async fn result(asked: &Asked<'_>, unit: UnitId, name: String, fields: &mut Fields) -> Result<Draft, Error> {
    let typed = asked.typed;
    let runs = store::assessment::list(asked.tx, asked.group.id).await?;
    let Some((run, publication)) = runs.iter().find_map(|it| Some((it, it.published.as_ref()?))) else {
        return Err(PrepareDecisionRefusal::NothingToReplace.into());
    };
    let there = store::decision::decided(asked.tx, asked.campaign.id, Some(unit)).await?;
    let computed = store::assessment::result(asked.tx, run.id, unit).await?.0.result;
    let last = there.decided.of_result(unit, run.id).next_back();
    let before = last.map_or_else(|| value(&computed), |it| it.after.clone());
    if there.waiting.of_result(unit, run.id).next().is_some() {
        fields.refuse("outcome", PrepareDecisionRefusal::WaitsAlready);
    }
    let Some(outcome) = Outcome::of(&typed.outcome) else {
        return Err(Error::field("outcome", PrepareDecisionRefusal::UnknownOutcome));
    };
    let score = fields.take("score", score(&typed.score));
    let grade = Some(typed.value.trim().to_owned()).filter(|it| !it.is_empty());
    // The grades of the law, or the local one that the rule set itself gave.
    if grade.as_deref().is_some_and(|it| Grade::of(it).is_none() && computed.grade.as_deref() != Some(it)) {
        fields.refuse("value", PrepareDecisionRefusal::UnknownGrade);
    }
    let after = LineValue::Result(DecidedResult { outcome, score, grade });
    // Where rounding decides between two grades (`domain.md` 7.6), the same value said by a person is what ends the doubt.
    if after == before && (last.is_some() || !computed.rounding_conflict) {
        fields.refuse("outcome", PrepareDecisionRefusal::SameValue);
    }
    let replaces = store::decision::get(asked.tx, last.map_or(publication.decision, |it| it.decision)).await?;
    let shown = ContentLine {
        about: LineSubject::Result.code().to_owned(),
        unit: name,
        person: String::new(),
        post: String::new(),
        rank: computed.rank.map(|it| it.to_string()).unwrap_or_default(),
        before: before.code(),
        after: after.code(),
        reason: String::new(),
    };
    let line = DecisionLine {
        subject: LineSubject::Result,
        unit,
        person: None,
        before: Some(before),
        after,
        proposed: String::new(),
        facts: String::new(),
        reason: String::new(),
    };
    Ok(Draft {
        shown: vec![shown],
        lines: vec![line],
        run: Some(run.clone()),
        rule: None,
        earliest: Some(replaces.decision.decided_on),
        replaces: Some(replaces),
        unit: Some(unit),
    })
}

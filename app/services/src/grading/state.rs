//! One unit and its head with every condition, and the form in which a named person says what a fact is, or that it is unknown.

use super::{GradingRow, gather};
use crate::error::FieldRefusal;
use crate::{Ctx, Error, Remember};
use domain::campaign::StageRefusal;
use domain::decision::DecidedLine;
use domain::grading::{Answer, Fact, StateFactRefusal, Whom};
use domain::policy::Action;
use domain::text::{LINE, line};
use domain::{Campaign, Event, Group, Member, PersonId, UnitId};
use store::grading::{Chosen, Statement};
use time::Date;

/// A unit and its head with what is known and proposed.
#[derive(Debug, Clone)]
pub struct UnitGrading {
    /// The campaign.
    pub campaign: Campaign,
    /// The group.
    pub group: Group,
    /// The unit.
    pub member: Member,
    /// The day of grading.
    pub day: Date,
    /// The unit, with the rule; none while no rule is chosen.
    pub unit: Option<(Chosen, GradingRow)>,
    /// The head, with the rule; none while no rule is chosen or nobody heads the unit.
    pub head: Option<(Chosen, GradingRow)>,
    /// Everything that was said of facts, newest first.
    pub statements: Vec<Statement>,
    /// Every decided value of unit and head, oldest first.
    pub decided: Vec<DecidedLine>,
    /// Whether the person may say what facts are.
    pub may_state: bool,
}

/// A unit and its head. Eight statements.
pub async fn unit_grading(ctx: &Ctx, code: &str, unit: UnitId) -> Result<UnitGrading, Error> {
    let (campaign, group) = store::campaign::with_group_of(ctx.db(), code, unit).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let gathered = gather(ctx.db(), &campaign, &group).await?;
    let member = gathered.units.iter().find(|it| it.member.unit == unit).ok_or(Error::NotFound)?.member.clone();
    ctx.actor.allow(Action::ViewGrading, &member.place())?;
    let of = |whom: Whom| {
        let part = gathered.part(ctx, whom);
        part.chosen.zip(part.rows.into_iter().find(|it| it.member.unit == unit))
    };
    let (own, head) = (of(Whom::Units), of(Whom::Heads));
    let mut decided = gathered.decided.history(gathered.key(unit, None)).to_vec();
    if let Some(person) = head.as_ref().and_then(|it| it.1.head.as_ref()) {
        decided.extend_from_slice(gathered.decided.history(gathered.key(unit, Some(person.person))));
    }
    Ok(UnitGrading {
        may_state: !campaign.closed && ctx.actor.allow(Action::StateGradeFacts, &member.place()).is_ok(),
        statements: gathered.statements.iter().rev().filter(|it| it.unit == unit).cloned().collect(),
        day: gathered.day,
        unit: own,
        head,
        decided,
        campaign,
        group,
        member,
    })
}

/// What was said of one fact in the form.
#[derive(Debug, Clone, Default)]
pub struct AnswerRow {
    /// The fact's code.
    pub fact: String,
    /// What was typed or chosen; empty where nothing is said.
    pub answer: String,
    /// Where it is known from, or why it is not.
    pub source: String,
}

/// What was said in the form.
#[derive(Debug, Clone, Default)]
pub struct NewStatements {
    /// The campaign's code.
    pub campaign: String,
    /// The unit.
    pub unit: i64,
    /// The head whom the facts are about; none for the unit itself.
    pub about: Option<i64>,
    /// The rows of the form.
    pub rows: Vec<AnswerRow>,
}

/// Keeps what a named person says of facts. Rows that say nothing new are left alone; what was said before stays.
pub async fn state(ctx: &Ctx, typed: &NewStatements) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign_alone(&tx, &typed.campaign).await?;
    let (campaign, groups) = store::campaign::with_groups(&tx, &typed.campaign).await?;
    let unit = UnitId(typed.unit);
    let member = store::campaign::member(&tx, campaign.id, unit).await?;
    ctx.actor.allow(Action::StateGradeFacts, &member.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let about = typed.about.map(PersonId);
    if about == Some(ctx.actor.person) {
        return Err(StateFactRefusal::OwnGrade.into());
    }
    let group = groups.iter().find(|it| it.id == member.group).ok_or(Error::NotFound)?;
    let gathered = gather(&tx, &campaign, group).await?;
    let part = gathered.part(ctx, if about.is_some() { Whom::Heads } else { Whom::Units });
    if part.chosen.is_none() {
        return Err(StateFactRefusal::NoRule.into());
    }
    let same = |it: &GradingRow| it.member.unit == unit && it.head.as_ref().map(|it| it.person) == about;
    let row = part.rows.iter().find(|it| same(it)).ok_or(Error::NotFound)?;
    if row.decided.is_some() || row.waits {
        return Err(StateFactRefusal::Decided.into());
    }
    let statements = read(ctx, typed, row)?;
    if statements.is_empty() {
        return Err(StateFactRefusal::NothingSaid.into());
    }
    store::grading::insert_statements(&tx, campaign.id, &statements).await?;
    for it in &statements {
        let known = row.facts.iter().find(|known| known.fact == it.fact).and_then(|it| it.statement());
        let what = Remember {
            unit: Some(unit),
            before: known.map(|known| format!("{}: {}", it.fact.code(), known.answer.code())).unwrap_or_default(),
            after: format!("{}: {}", it.fact.code(), it.answer.code()),
            reason: it.source.clone(),
        };
        ctx.remember(&tx, Event::GradeFactStated, "grade_fact", unit.0, what).await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(statements.len())
}

fn read(ctx: &Ctx, typed: &NewStatements, row: &GradingRow) -> Result<Vec<Statement>, Error> {
    let (mut wrong, mut statements) = (Vec::new(), Vec::<Statement>::new());
    for (at, it) in typed.rows.iter().enumerate().filter(|(_, it)| !it.answer.trim().is_empty()) {
        let mut refuse = |name: &str, refusal: domain::Refusal| wrong.push(FieldRefusal { field: format!("rows[{at}][{name}]"), refusal });
        let asked = Fact::all().into_iter().find(|fact| fact.code() == it.fact);
        let known = asked.and_then(|fact| row.facts.iter().find(|it| it.fact == fact && it.may_be_stated()));
        let Some(known) = known.filter(|it| statements.iter().all(|there| there.fact != it.fact)) else {
            refuse("answer", StateFactRefusal::NotAsked.into());
            continue;
        };
        let answer = match Answer::parse(known.fact, &it.answer) {
            Ok(answer) => answer,
            Err(refusal) => {
                refuse("answer", refusal);
                continue;
            }
        };
        let source = match line(&it.source, LINE) {
            Ok(source) if source.is_empty() => {
                refuse("source", StateFactRefusal::SourceMissing.into());
                continue;
            }
            Ok(source) if documents::unprintable(&source).is_none() => source,
            Ok(_) => {
                refuse("source", domain::text::TextRefusal::NotPlain.into());
                continue;
            }
            Err(refusal) => {
                refuse("source", refusal.into());
                continue;
            }
        };
        let before = known.statement();
        if before.is_some_and(|it| it.answer == answer && it.source == source) {
            continue;
        }
        statements.push(Statement {
            unit: row.member.unit,
            about: row.head.as_ref().map(|it| it.person),
            fact: known.fact,
            answer,
            source,
            revision: before.map_or(1, |it| it.revision + 1),
            person: ctx.actor.person,
            by: String::new(),
            at: ctx.now,
        });
    }
    if wrong.is_empty() { Ok(statements) } else { Err(Error::Invalid(wrong)) }
}

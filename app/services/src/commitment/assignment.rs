//! Handing a unit's targets down to named staff, inside the unit: who answers for how much, and whether it comes to what the unit committed to.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::campaign::StageRefusal;
use domain::commitment::{Commitment, SheetState};
use domain::handing_down::{AssignRefusal, Sum, reconcile};
use domain::package::{Direction, MeasureKind, RuleSet};
use domain::policy::{Action, Forbidden, Place};
use domain::text::TextRefusal;
use domain::{AssignmentId, CommitmentId, Event, FigureValue, PersonId, Quantity, TargetId};
use store::assignment::Assignment;
use store::commitment::{AskedTarget, Facts};
use store::person::Officer;

/// A target with who answers for it.
#[derive(Debug, Clone)]
pub struct Handed {
    /// The target.
    pub target: AskedTarget,
    /// What the unit committed to.
    pub goal: FigureValue,
    /// The upper bound of a range.
    pub goal_to: Option<Quantity>,
    /// The parts.
    pub parts: Vec<Assignment>,
    /// What they come to.
    pub sum: Sum,
}

/// The targets of a sheet with who answers for them.
#[derive(Debug, Clone)]
pub struct HandingDownPage {
    /// The sheet.
    pub sheet: Commitment,
    /// What is known around it.
    pub facts: Facts,
    /// Its targets, without those that do not apply.
    pub targets: Vec<Handed>,
    /// Who holds a post in the unit today.
    pub people: Vec<Officer>,
    /// Whether the person may change it.
    pub may_edit: bool,
}

/// Who answers for what is for those who agree on the sheet: the unit's own people who propose or sign, and those above who answer.
fn may_view(ctx: &Ctx, place: &Place) -> Result<(), Error> {
    let agrees = [Action::ProposeCommitment, Action::SignCommitment, Action::ApproveCommitment];
    if agrees.into_iter().any(|it| ctx.actor.allow(it, place).is_ok()) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

fn agreed(sheet: &Commitment) -> bool {
    matches!(sheet.state, SheetState::Approved | SheetState::HeadSigned | SheetState::InForce)
}

/// Whether there is something to hand down, for who may see it.
pub(super) fn is_open(ctx: &Ctx, sheet: &Commitment) -> bool {
    agreed(sheet) && may_view(ctx, &sheet.place()).is_ok()
}

/// What the unit answers for.
fn goal(it: &AskedTarget) -> (FigureValue, Option<Quantity>) {
    (it.asked(), it.asked_to())
}

/// The targets of a sheet with who answers for them. Four statements.
pub async fn handing_down(ctx: &Ctx, id: CommitmentId) -> Result<HandingDownPage, Error> {
    let (sheet, facts) = store::commitment::with_facts(ctx.db(), id, ctx.today).await?;
    let place = sheet.place();
    may_view(ctx, &place)?;
    let targets = store::commitment::asked_targets(ctx.db(), &sheet, &facts).await?;
    let parts = store::assignment::of_sheet(ctx.db(), id).await?;
    let rules = RuleSet::read(&facts.rule_set_content).map_err(|_| Error::internal("a kept rule set cannot be read"))?;
    let handed = |target: AskedTarget| {
        let (goal, goal_to) = goal(&target);
        let parts: Vec<Assignment> = parts.iter().filter(|it| it.target == target.line.id).cloned().collect();
        let values: Vec<FigureValue> = parts.iter().map(|it| it.value).collect();
        let kind = rules.target(&target.line.code).map_or(MeasureKind::Latest, |it| it.measure.kind());
        let direction = Direction::ALL.into_iter().find(|it| it.code() == target.line.direction).unwrap_or(Direction::Higher);
        Handed { sum: reconcile(kind, direction, goal, goal_to, &values), goal, goal_to, parts, target }
    };
    Ok(HandingDownPage {
        targets: targets.into_iter().filter(|it| it.exempt.is_none()).map(handed).collect(),
        people: store::person::officers_of(ctx.db(), sheet.unit, ctx.today).await?,
        may_edit: agreed(&sheet) && facts.campaign_state != "closed" && ctx.actor.allow(Action::ProposeCommitment, &place).is_ok(),
        sheet,
        facts,
    })
}

/// What is typed to hand a target down.
#[derive(Debug, Clone, Default)]
pub struct NewAssignment {
    /// The target.
    pub target: String,
    /// The person.
    pub person: String,
    /// The part as typed.
    pub value: String,
    /// What is said of it.
    pub note: String,
}

async fn held(ctx: &Ctx, tx: &store::Tx, id: CommitmentId) -> Result<(Commitment, Facts), Error> {
    let (sheet, facts) = store::commitment::with_facts(tx, id, ctx.today).await?;
    ctx.actor.allow(Action::ProposeCommitment, &sheet.place())?;
    store::hold::member(tx, sheet.campaign, sheet.unit).await?;
    if facts.campaign_state == "closed" {
        return Err(StageRefusal::CampaignClosed.into());
    }
    if !agreed(&sheet) {
        return Err(AssignRefusal::NotAgreed.into());
    }
    Ok((sheet, facts))
}

/// Hands a target down to somebody of the unit.
pub async fn assign(ctx: &Ctx, id: CommitmentId, it: &NewAssignment) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (sheet, facts) = held(ctx, &tx, id).await?;
    let mut fields = Fields::default();
    let note = fields.optional_line("note", &it.note);
    let targets = store::commitment::asked_targets(&tx, &sheet, &facts).await?;
    let target = it.target.parse().ok().map(TargetId).and_then(|id| targets.iter().find(|it| it.line.id == id));
    let people = store::person::officers_of(&tx, sheet.unit, ctx.today).await?;
    let person = it.person.parse().ok().map(PersonId);
    match person {
        None => fields.refuse("person", TextRefusal::Missing),
        Some(person) if !people.iter().any(|it| it.person_id == person.0) => fields.refuse("person", AssignRefusal::NotOfUnit),
        Some(_) => {}
    }
    let Some(target) = target else {
        fields.refuse("target", TextRefusal::Missing);
        fields.finish()?;
        return Err(Error::NotFound);
    };
    if target.exempt.is_some() {
        fields.refuse("target", AssignRefusal::Exempt);
    }
    let value = match FigureValue::parse_as(target.line.value.kind(), &it.value) {
        Ok(reading) if reading.confirm => {
            fields.refuse("value", AssignRefusal::Unclear);
            None
        }
        Ok(reading) => Some(reading.value),
        Err(why) => {
            fields.refuse("value", why);
            None
        }
    };
    fields.finish()?;
    let (Some(value), Some(person)) = (value, person) else { return Err(Error::NotFound) };
    let name = people.iter().find(|it| it.person_id == person.0).map(|it| it.full_name.clone()).unwrap_or_default();
    let new = Assignment { id: AssignmentId(0), target: target.line.id, person, person_name: name.clone(), value, note };
    let made = match store::assignment::insert(&tx, id, &new, ctx.actor.person, ctx.now).await {
        Err(store::Error::Taken) => return Err(Error::field("person", AssignRefusal::AssignedAlready)),
        other => other?,
    };
    let what = Remember { unit: Some(sheet.unit), after: format!("{}: {name}, {value}", target.line.code), ..Remember::default() };
    ctx.remember(&tx, Event::TargetAssigned, "assignment", made.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Takes a part away from somebody.
pub async fn unassign(ctx: &Ctx, id: CommitmentId, assignment: AssignmentId) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (sheet, _) = held(ctx, &tx, id).await?;
    let there = store::assignment::of_sheet(&tx, id).await?.into_iter().find(|it| it.id == assignment);
    // Somebody else took it away meanwhile.
    let there = there.ok_or(Error::Busy)?;
    store::assignment::delete(&tx, id, assignment).await?;
    let what = Remember { unit: Some(sheet.unit), before: format!("{}, {}", there.person_name, there.value), ..Remember::default() };
    ctx.remember(&tx, Event::AssignmentRemoved, "assignment", assignment.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

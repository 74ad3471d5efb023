//! What follows: progress of remedies, confirmed by somebody else; consequences, each reading remembered; support.
//! Remedies outlive their campaign, so they are reported and closed after its end too.

use super::boxes::Boxes;
use super::{loaded, not_closed};
use crate::{Ctx, Error, Remember};
use domain::policy::{Action, Forbidden, Scope};
use domain::review::{
    Consequence, ConsequenceKind, FollowRemedyRefusal, RecordConsequenceRefusal, RecordSupportRefusal, RemedyStanding, Support, SupportKind,
};
use domain::{Campaign, CaseId, ConsequenceId, Event, Refusal, RemedyId, TargetId, UnitId};
use store::review::case::Listed as ListedCase;
use store::review::follow_up::{Listed, ListedConsequence, ListedSupport};

/// Remedies and support of a campaign; consequences are read apart.
#[derive(Debug, Clone)]
pub struct FollowUpView {
    /// The campaign.
    pub campaign: Campaign,
    /// The remedies that the person may see.
    pub remedies: Vec<Listed>,
    /// The support that the person may see.
    pub supports: Vec<ListedSupport>,
    /// The cases that the person may see: consequences are recorded against one.
    pub cases: Vec<ListedCase>,
    /// The units of the campaign, for recording support; empty for who may not.
    pub units: Vec<(UnitId, String)>,
    /// The targets of the campaign, for recording support; empty for who may not.
    pub targets: Vec<(TargetId, String)>,
    /// Where the person may report on remedies.
    report_scopes: Vec<Scope>,
    /// Whether the person may confirm remedies of others, and which units are the person's own.
    judges: Option<Vec<UnitId>>,
    /// Whether the person may read consequences.
    pub may_read_consequences: bool,
    /// Whether the person may record consequences.
    pub may_record_consequences: bool,
}

impl FollowUpView {
    /// What is still open for next year.
    pub fn open(&self) -> impl Iterator<Item = &Listed> {
        self.remedies.iter().filter(|it| it.remedy.standing != RemedyStanding::Closed)
    }

    /// Whether the person may confirm a unit's remedies or send them back.
    pub fn may_judge(&self, unit: UnitId) -> bool {
        self.judges.as_ref().is_some_and(|home| !home.contains(&unit))
    }

    /// Whether the person may report on a unit's remedies.
    pub fn may_report(&self, unit: UnitId) -> bool {
        self.report_scopes.contains(&Scope::Unit(unit)) || self.report_scopes.iter().any(|it| matches!(it, Scope::Below(_)))
    }
}

/// Remedies and support of a campaign. Six statements.
pub async fn follow_up(ctx: &Ctx, code: &str) -> Result<FollowUpView, Error> {
    let scopes = ctx.actor.case_scopes(Action::ViewReview);
    if scopes.named_alone() {
        return Err(Forbidden::NoRole.into());
    }
    let db = ctx.db();
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let (mut units, mut targets) = (Vec::new(), Vec::new());
    if ctx.actor.may_somewhere(Action::RecordSupport) {
        let members = store::campaign::members(db, campaign.id).await?.into_iter();
        units = members.filter(|it| ctx.actor.holds(Action::RecordSupport, &it.place())).map(|it| (it.unit, it.name)).collect();
        targets = store::review::follow_up::targets(db, campaign.id).await?;
    }
    Ok(FollowUpView {
        remedies: store::review::follow_up::remedies(db, campaign.id, &scopes).await?,
        supports: store::review::follow_up::supports(db, campaign.id, &scopes.all).await?,
        cases: store::review::case::list(db, campaign.id, &scopes).await?,
        units,
        targets,
        judges: ctx.actor.may_somewhere(Action::CloseRemedy).then(|| ctx.actor.home.clone()),
        report_scopes: ctx.actor.scopes(Action::RecordRemedy),
        may_read_consequences: !ctx.actor.scopes(Action::ViewConsequences).is_empty(),
        may_record_consequences: ctx.actor.may_somewhere(Action::RecordConsequence),
        campaign,
    })
}

/// The unit reports on a remedy; with a day on which it was done it waits for somebody else's confirmation.
pub async fn report_remedy(ctx: &Ctx, id: RemedyId, revision: i64, progress: &str, done_on: &str) -> Result<(), Error> {
    let mut boxes = Boxes::default();
    let progress = boxes.text("progress", progress);
    let done_on = boxes.day("done_on", done_on);
    boxes.done()?;
    let tx = ctx.begin().await?;
    let found = store::review::follow_up::remedy(&tx, id).await?;
    ctx.actor.allow(Action::RecordRemedy, &store::unit::place(&tx, found.unit).await?)?;
    if done_on.is_some_and(|day| day > ctx.today) {
        return Err(Error::field("done_on", RecordSupportRefusal::InFuture));
    }
    let before = found.remedy.standing;
    let mut reported = found.remedy.report(ctx.actor.person, progress, done_on).map_err(|it| beside(it, "progress"))?;
    reported.revision = revision;
    store::review::follow_up::update_remedy(&tx, &reported, None).await?;
    let what = Remember {
        unit: Some(found.unit),
        before: before.code().to_owned(),
        after: reported.standing.code().to_owned(),
        reason: reported.progress,
    };
    ctx.remember(&tx, Event::RemedyReported, "remedy", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

fn beside(refusal: FollowRemedyRefusal, field: &str) -> Error {
    match refusal {
        FollowRemedyRefusal::ProgressMissing | FollowRemedyRefusal::NoteMissing => Error::field(field, refusal),
        other => other.into(),
    }
}

/// What somebody else found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Done,
    /// It is not done, and goes back.
    NotDone,
}

/// Somebody else than who reported it, and not of the unit, confirms that a remedy is done or sends it back.
pub async fn judge_remedy(ctx: &Ctx, id: RemedyId, revision: i64, verdict: Verdict, note: &str) -> Result<(), Error> {
    let mut boxes = Boxes::default();
    let note = boxes.text("note", note);
    boxes.done()?;
    let tx = ctx.begin().await?;
    let found = store::review::follow_up::remedy(&tx, id).await?;
    ctx.actor.allow(Action::CloseRemedy, &store::unit::place(&tx, found.unit).await?)?;
    let before = found.remedy.standing.code().to_owned();
    let person = ctx.actor.person;
    let judged = match verdict {
        Verdict::Done => found.remedy.close(person, note),
        Verdict::NotDone => found.remedy.send_back(person, note),
    };
    let mut judged = judged.map_err(|it| beside(it, "note"))?;
    judged.revision = revision;
    let (event, closed) = match verdict {
        Verdict::Done => (Event::RemedyClosed, Some((person, ctx.now))),
        Verdict::NotDone => (Event::RemedyReturned, None),
    };
    store::review::follow_up::update_remedy(&tx, &judged, closed).await?;
    let what = Remember { unit: Some(found.unit), before, after: judged.standing.code().to_owned(), reason: judged.closing_note };
    ctx.remember(&tx, event, "remedy", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The consequences of a campaign.
#[derive(Debug, Clone)]
pub struct ConsequencesView {
    /// The consequences that the person may see.
    pub consequences: Vec<ListedConsequence>,
}

/// The consequences of a campaign's cases. The reading is remembered with the cases it concerned.
pub async fn consequences(ctx: &Ctx, code: &str) -> Result<ConsequencesView, Error> {
    let scopes = ctx.actor.scopes(Action::ViewConsequences);
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let tx = ctx.begin().await?;
    let consequences = store::review::follow_up::consequences(&tx, campaign.id, &scopes).await?;
    let mut cases: Vec<String> = consequences.iter().map(|it| it.case.to_string()).collect();
    cases.dedup();
    let what = Remember { unit: Some(campaign.authority), after: cases.join(", "), ..Remember::default() };
    ctx.remember(&tx, Event::ConsequencesRead, "campaign", campaign.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(ConsequencesView { consequences })
}

/// What was typed to record a consequence.
#[derive(Debug, Clone, Default)]
pub struct ConsequenceForm {
    /// The case.
    pub case: String,
    /// The kind.
    pub kind: String,
    /// The post concerned.
    pub subject_post: String,
    /// The legal basis.
    pub legal_basis: String,
    /// What it consists of.
    pub description: String,
    /// The decision's number.
    pub decision_number: String,
    /// The decision's date.
    pub decided_on: String,
}

/// Records a consequence against a case whose minutes are signed: by somebody who is not of the unit.
pub async fn record_consequence(ctx: &Ctx, form: &ConsequenceForm) -> Result<ConsequenceId, Error> {
    let mut boxes = Boxes::default();
    let kind = ConsequenceKind::of(&form.kind);
    if kind.is_none() {
        boxes.refuse("kind", RecordConsequenceRefusal::KindMissing);
    }
    let mut consequence = Consequence {
        id: ConsequenceId(0),
        kind: kind.unwrap_or(ConsequenceKind::LessonLearned),
        subject_post: boxes.text("subject_post", &form.subject_post),
        person: None,
        legal_basis: boxes.text("legal_basis", &form.legal_basis),
        description: boxes.text("description", &form.description),
        decision_number: boxes.text("decision_number", &form.decision_number),
        decided_on: None,
    };
    consequence.decided_on = boxes.day("decided_on", &form.decided_on);
    let Ok(case) = form.case.parse().map(CaseId) else {
        boxes.refuse("case", RecordConsequenceRefusal::CaseMissing);
        consequence.wrong(ctx.today).into_iter().for_each(|(field, refusal)| boxes.refuse(field, refusal));
        return boxes.done().and(Err(Error::NotFound));
    };
    let tx = ctx.begin().await?;
    let (case, campaign, unit) = loaded(&tx, case).await?;
    ctx.actor.allow(Action::RecordConsequence, &unit.place())?;
    not_closed(&campaign)?;
    if let Err(wrong) = consequence.check(case.state, ctx.today) {
        for (field, refusal) in wrong {
            if refusal == RecordConsequenceRefusal::MinutesNotSigned {
                return Err(refusal.into());
            }
            boxes.refuse(field, refusal);
        }
    }
    boxes.done()?;
    let id = store::review::follow_up::insert_consequence(&tx, case.id, &consequence, ctx.actor.person, ctx.now).await?;
    // The log names the kind alone: what it says of a post or a person stays in the register.
    let what = Remember { unit: Some(unit.id), after: consequence.kind.code().to_owned(), ..Remember::default() };
    ctx.remember(&tx, Event::ConsequenceRecorded, "consequence", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// What was typed to record support.
#[derive(Debug, Clone, Default)]
pub struct SupportForm {
    /// The campaign's code.
    pub campaign: String,
    /// The unit.
    pub unit: String,
    /// The target that it should lift; empty for none.
    pub target: String,
    /// The kind.
    pub kind: String,
    /// What was given.
    pub description: String,
    /// How much, in words.
    pub amount: String,
    /// When.
    pub given_on: String,
    /// Who gave it, or where it is written.
    pub source: String,
}

/// Records support given to a unit of a campaign.
pub async fn record_support(ctx: &Ctx, form: &SupportForm) -> Result<(), Error> {
    let mut boxes = Boxes::default();
    let kind = SupportKind::of(&form.kind);
    if kind.is_none() {
        boxes.refuse("kind", RecordSupportRefusal::KindMissing);
    }
    let mut support = Support {
        kind: kind.unwrap_or(SupportKind::Other),
        description: boxes.text("description", &form.description),
        amount: boxes.text("amount", &form.amount),
        given_on: boxes.day("given_on", &form.given_on),
        source: boxes.text("source", &form.source),
        target: None,
    };
    if let Err(wrong) = support.check(ctx.today) {
        wrong.into_iter().for_each(|(field, refusal)| boxes.refuse(field, Refusal::from(refusal)));
    }
    let unit = form.unit.parse().ok().map(UnitId);
    if unit.is_none() {
        boxes.refuse("unit", RecordSupportRefusal::UnitMissing);
    }
    let tx = ctx.begin().await?;
    store::hold::campaign_of_code(&tx, &form.campaign).await?;
    let campaign = store::campaign::of_code(&tx, &form.campaign).await?;
    if let Some(unit) = unit {
        let member = store::campaign::member(&tx, campaign.id, unit).await?;
        ctx.actor.allow(Action::RecordSupport, &store::unit::place(&tx, unit).await?)?;
        not_closed(&campaign)?;
        if !form.target.trim().is_empty() {
            let group = store::campaign::group(&tx, member.group).await?;
            let targets = store::rule_set::targets(&tx, group.rule_set).await?;
            support.target = form.target.parse().ok().map(TargetId).filter(|id| targets.iter().any(|it| it.id == *id));
            if support.target.is_none() {
                boxes.refuse("target", RecordSupportRefusal::UnknownTarget);
            }
        }
    }
    boxes.done()?;
    let Some(unit) = unit else { return Err(Error::NotFound) };
    let id = store::review::follow_up::insert_support(&tx, campaign.id, unit, &support, Some(ctx.actor.person), ctx.now).await?;
    let what = Remember { unit: Some(unit), after: format!("{}: {}", support.kind.code(), support.description), ..Remember::default() };
    ctx.remember(&tx, Event::SupportRecorded, "support", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

//! The unit gives itself points and its head submits them; the appraiser gives theirs.

use super::{Here, here, line_of, open, points, printable};
use crate::account::use_form_token;
use crate::{Ctx, Error, Remember};
use domain::appraisal::{Appraisal, AppraiseRefusal, Given, Limits, MayNotAppraise, may_appraise};
use domain::catalogue::TargetLine;
use domain::policy::Action;
use domain::{CampaignId, Event, Quantity, Stage, TargetId, UnitId};
use store::Tx;
use store::appraisal::Act;

/// What a unit gives itself for a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enter {
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// The revision that was on the screen; 0 for none.
    pub revision: i64,
    /// The points as typed.
    pub points: String,
    /// How they were reached.
    pub note: String,
}

/// What an appraiser gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appraise {
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// The revision that was on the screen; 0 for none.
    pub revision: i64,
    /// The appraised points as typed.
    pub appraised: String,
    /// The survey's points; blank where none was made.
    pub survey: String,
    /// Why.
    pub reason: String,
}

/// A refusal beside the box that it speaks of.
fn beside(refusal: AppraiseRefusal, points: &str, text: &str) -> Error {
    match refusal {
        AppraiseRefusal::SelfAboveWeight | AppraiseRefusal::AppraisedAboveWeight | AppraiseRefusal::Negative => {
            Error::field(points, refusal)
        }
        AppraiseRefusal::NoSurvey | AppraiseRefusal::SurveyAboveMost => Error::field("survey", refusal),
        AppraiseRefusal::ReasonNeeded | AppraiseRefusal::TooLong | AppraiseRefusal::Unprintable => Error::field(text, refusal),
        AppraiseRefusal::NotManual
        | AppraiseRefusal::Exempt
        | AppraiseRefusal::OwnPoints
        | AppraiseRefusal::NotYourArea
        | AppraiseRefusal::Appraised
        | AppraiseRefusal::NothingEntered => refusal.into(),
    }
}

/// The points of a target as they stand, in the revision that was on the screen, with their limits.
async fn standing(tx: &Tx, it: &Here, target: TargetId, revision: i64) -> Result<(Appraisal, Limits, TargetLine), Error> {
    let lines = store::rule_set::targets(tx, it.group.rule_set).await?;
    let line = line_of(&lines, target)?.clone();
    let limits = Limits::of(it.rules.target(&line.code).ok_or(Error::NotFound)?)?;
    let exempt = store::campaign::exemptions(tx, it.campaign.id).await?;
    if exempt.iter().any(|there| there.exemption.unit == it.member.unit && there.exemption.target == target) {
        return Err(AppraiseRefusal::Exempt.into());
    }
    let there = store::appraisal::of_unit(tx, it.campaign.id, it.member.unit).await?.into_iter().find(|there| there.target == target);
    let there = there.unwrap_or_else(|| Appraisal::none(it.campaign.id, it.member.unit, target));
    if there.revision != revision {
        return Err(Error::Busy);
    }
    Ok((there, limits, line))
}

/// Keeps what a unit gives itself for a target.
pub async fn enter(ctx: &Ctx, it: &Enter) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, it.campaign).await?;
    let place = here(&tx, it.campaign, it.unit).await?;
    ctx.actor.allow(Action::EnterFigures, &place.member.place())?;
    open(ctx, &tx, &place.campaign, Stage::Report).await?;
    let (there, limits, line) = standing(&tx, &place, it.target, it.revision).await?;
    let given = points("points", &it.points)?;
    printable("note", &it.note, AppraiseRefusal::Unprintable)?;
    let before = there.own.as_ref().map(|it| it.points.plain()).unwrap_or_default();
    let entered = there.enter(limits, given, &it.note, ctx.actor.person).map_err(|refusal| beside(refusal, "points", "note"))?;
    let reason = entered.own.as_ref().map(|it| it.note.clone()).unwrap_or_default();
    let ids = store::appraisal::update(&tx, &[entered], Act::Entered, ctx.actor.person, ctx.now).await?;
    let id = ids.first().map(|it| it.0).unwrap_or_default();
    let after = format!("{}: {}", line.code, given.plain());
    let what = Remember { unit: Some(it.unit), before, after, reason };
    ctx.remember(&tx, Event::SelfPointsEntered, "appraisal", id, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Submits everything that a unit gave itself and has not submitted; says how many targets.
pub async fn submit(ctx: &Ctx, campaign: CampaignId, unit: UnitId, token: &str) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, campaign).await?;
    let place = here(&tx, campaign, unit).await?;
    ctx.actor.allow(Action::SubmitFigures, &place.member.place())?;
    open(ctx, &tx, &place.campaign, Stage::Report).await?;
    use_form_token(ctx, &tx, token).await?;
    let waits = |it: &Appraisal| it.own.as_ref().is_some_and(|own| own.submitted_at.is_none());
    let entered: Vec<Appraisal> = store::appraisal::of_unit(&tx, campaign, unit).await?.into_iter().filter(waits).collect();
    if entered.is_empty() {
        return Err(AppraiseRefusal::NothingEntered.into());
    }
    let submitted = entered.into_iter().map(|it| it.submit(ctx.now)).collect::<Result<Vec<_>, _>>()?;
    let ids = store::appraisal::update(&tx, &submitted, Act::Submitted, ctx.actor.person, ctx.now).await?;
    let line = |(it, id): (&Appraisal, &domain::AppraisalId)| {
        let after = it.own.as_ref().map(|it| it.points.plain()).unwrap_or_default();
        ctx.line(Event::SelfPointsSubmitted, "appraisal", id.0, Remember { unit: Some(unit), after, ..Remember::default() })
    };
    let lines: Vec<_> = submitted.iter().zip(&ids).map(line).collect();
    store::audit::insert_all(&tx, &lines).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(lines.len())
}

/// Records what the appraiser and the survey give for a target of a unit; never for the own one, never over own points.
pub async fn appraise(ctx: &Ctx, it: &Appraise) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, it.campaign).await?;
    let place = here(&tx, it.campaign, it.unit).await?;
    ctx.actor.allow(Action::AppraisePoints, &place.member.place())?;
    let (there, limits, line) = standing(&tx, &place, it.target, it.revision).await?;
    may_appraise(&ctx.actor, &place.member.place(), &line.area).map_err(|why| match why {
        MayNotAppraise::Forbidden(it) => Error::from(it),
        MayNotAppraise::Refused(it) => it.into(),
    })?;
    open(ctx, &tx, &place.campaign, Stage::Assess).await?;
    let appraised = points("appraised", &it.appraised)?;
    let survey = if it.survey.trim().is_empty() { None } else { Some(points("survey", &it.survey)?) };
    printable("reason", &it.reason, AppraiseRefusal::Unprintable)?;
    let told = |appraised: Quantity, survey: Option<Quantity>| match survey {
        Some(survey) => format!("{} + {}", appraised.plain(), survey.plain()),
        None => appraised.plain(),
    };
    let before = there.given.as_ref().map(|it| told(it.appraised, it.survey)).unwrap_or_default();
    let given =
        Given { appraised, survey, reason: it.reason.clone(), appraiser: Some(ctx.actor.name.clone()), by: ctx.actor.person, at: ctx.now };
    let saved = there.appraise(limits, given).map_err(|refusal| beside(refusal, "appraised", "reason"))?;
    let reason = saved.given.as_ref().map(|it| it.reason.clone()).unwrap_or_default();
    let ids = store::appraisal::update(&tx, &[saved], Act::Appraised, ctx.actor.person, ctx.now).await?;
    let id = ids.first().map(|it| it.0).unwrap_or_default();
    let what = Remember { unit: Some(it.unit), before, after: format!("{}: {}", line.code, told(appraised, survey)), reason };
    ctx.remember(&tx, Event::PointsAppraised, "appraisal", id, what).await?;
    tx.commit().await.map_err(Error::internal)
}

//! Verification: what waits, and accepting, adjusting or returning it.

use super::line;
use crate::campaign::stage_is_open;
use crate::{Ctx, Error};
use domain::campaign::Member;
use domain::figure::{RecordRefusal, VerifyRefusal, may_verify, not_negative, whole, within_limit};
use domain::policy::{Action, Actor, Forbidden, Role};
use domain::{Campaign, Event, Figure, FigureId, FigureValue, Period, Stage, UnitId};
use store::Tx;
use store::evidence::Listed;
use store::figure::{ToDecide, Waiting, WaitingFigure};

/// How many figures a page of the queue shows.
pub const PAGE: i64 = 60;

/// Which figures of the queue are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct QueueFilter {
    /// One unit alone.
    pub unit: Option<UnitId>,
    /// One period alone.
    pub period: Option<Period>,
    /// The page, from 1.
    pub page: i64,
}

/// A page of what waits.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The campaign.
    pub campaign: Campaign,
    /// The figures.
    pub figures: Vec<WaitingFigure>,
    /// Their evidence.
    pub evidence: Vec<Listed>,
    /// How many wait in all, under the filter.
    pub count: i64,
    /// The page, from 1.
    pub page: i64,
    /// The units that can be chosen.
    pub units: Vec<Member>,
}

/// Where somebody verifies, and which field there.
pub(crate) fn reaches(actor: &Actor) -> Vec<store::figure::Reach> {
    let mut found = Vec::new();
    for it in &actor.grants {
        let area = if it.role == Role::IndicatorOwner { it.area.clone() } else { None };
        let scopes = actor.scopes_of(Action::VerifyFigures, |grant| grant == it);
        found.extend(scopes.into_iter().map(|scope| store::figure::Reach { scope, area: area.clone() }));
    }
    found
}

/// A page of the figures that wait for this person's decision. Five statements.
pub async fn queue(ctx: &Ctx, code: &str, filter: QueueFilter) -> Result<Queue, Error> {
    if !ctx.actor.may_somewhere(Action::VerifyFigures) {
        return Err(Forbidden::NoRole.into());
    }
    let db = ctx.db();
    let campaign = crate::campaign::of_code(ctx, code).await?;
    let asked = Waiting {
        campaign: campaign.id,
        reaches: reaches(&ctx.actor),
        home: ctx.actor.home.clone(),
        unit: filter.unit,
        period: filter.period,
    };
    let count = store::figure::waiting_count(db, &asked).await?;
    let pages = ((count + PAGE - 1) / PAGE).max(1);
    let page = filter.page.clamp(1, pages);
    let figures = store::figure::waiting(db, &asked, PAGE, (page - 1) * PAGE).await?;
    let ids: Vec<FigureId> = figures.iter().filter(|it| it.evidence > 0).map(|it| it.named.figure.id).collect();
    let evidence = store::evidence::of_figures(db, &ids).await?;
    let units = store::campaign::members(db, campaign.id)
        .await?
        .into_iter()
        .filter(|it| ctx.actor.allow(Action::VerifyFigures, &domain::policy::Place { unit: it.unit, path: it.path.clone() }).is_ok())
        .collect();
    Ok(Queue { campaign, figures, evidence, count, page, units })
}

/// Loads figures that somebody decides on: all of one campaign, each in the revision that the page showed.
async fn decidable(ctx: &Ctx, tx: &Tx, chosen: &[(FigureId, i64)]) -> Result<Vec<ToDecide>, Error> {
    let ids: Vec<FigureId> = chosen.iter().map(|(id, _)| *id).collect();
    let found = store::figure::to_decide(tx, &ids).await?;
    let Some(first) = found.first() else { return Err(Error::NotFound) };
    if found.len() != ids.len() || found.iter().any(|it| it.figure.campaign != first.figure.campaign) {
        return Err(Error::NotFound);
    }
    for it in &found {
        may_verify(&ctx.actor, &it.place, &it.owner_area)?;
    }
    if found.iter().any(|it| !chosen.contains(&(it.figure.id, it.figure.revision))) {
        return Err(Error::Busy);
    }
    stage_is_open(ctx, tx, first.figure.campaign, Stage::Verify).await?;
    Ok(found)
}

async fn save(ctx: &Ctx, tx: Tx, event: Event, figures: &[Figure], before: &[FigureValue]) -> Result<(), Error> {
    store::figure::update(&tx, figures, ctx.actor.person, ctx.now).await?;
    let lines: Vec<_> = figures.iter().zip(before).map(|(it, before)| line(ctx, event, it.id, it, Some(*before))).collect();
    store::audit::insert_all(&tx, &lines).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Accepts figures as declared, each in the revision that the page showed: all of them or, when one has changed, none.
pub async fn accept(ctx: &Ctx, chosen: &[(FigureId, i64)]) -> Result<usize, Error> {
    let mut chosen = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() || chosen.len() > 500 {
        return Err(VerifyRefusal::NotWaiting.into());
    }
    let tx = ctx.begin().await?;
    let found = decidable(ctx, &tx, &chosen).await?;
    let before: Vec<FigureValue> = found.iter().map(|it| it.figure.present()).collect();
    let mut figures = Vec::with_capacity(found.len());
    for it in found {
        figures.push(it.figure.verify(ctx.actor.person, ctx.now)?);
    }
    save(ctx, tx, Event::FigureVerified, &figures, &before).await?;
    Ok(figures.len())
}

/// Another value than the declared one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjust {
    /// The figure.
    pub figure: FigureId,
    /// The revision that the page showed.
    pub revision: i64,
    /// The value as typed.
    pub value: String,
    /// The text whose reading the person confirmed.
    pub confirmed: String,
    /// The reason.
    pub reason: String,
}

/// Accepts a figure with another value, for a reason.
pub async fn adjust(ctx: &Ctx, it: &Adjust) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let found = decidable(ctx, &tx, &[(it.figure, it.revision)]).await?.into_iter().next().ok_or(Error::NotFound)?;
    let reading = FigureValue::parse_as(found.figure.value.kind(), &it.value).map_err(|refusal| Error::field("value", refusal))?;
    if reading.confirm && it.confirmed.trim() != it.value.trim() {
        return Err(Error::field("value", RecordRefusal::ToConfirm));
    }
    not_negative(reading.value).and_then(|()| whole(reading.value, found.counted)).map_err(|refusal| Error::field("value", refusal))?;
    store::hold::figures(&tx, found.figure.unit, found.figure.period.year(), None).await?;
    let beside = store::figure::with_limits(&tx, found.figure.campaign, found.figure.unit, found.figure.period).await?;
    let limit = beside.iter().find(|it| it.variable == found.limit_code).map(|it| it.figure.present());
    let parts = beside.iter().filter(|it| it.limit_code == found.variable).map(|it| it.figure.present());
    let limits = std::iter::once(within_limit(reading.value, limit)).chain(parts.map(|part| within_limit(part, Some(reading.value))));
    limits.collect::<Result<Vec<()>, _>>().map_err(|refusal| Error::field("value", refusal))?;
    let before = found.figure.present();
    let adjusted = found.figure.adjust(reading.value, &it.reason, ctx.actor.person, ctx.now).map_err(beside_its_box)?;
    save(ctx, tx, Event::FigureAdjusted, &[adjusted], &[before]).await
}

/// A figure that goes back to its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBack {
    /// The figure.
    pub figure: FigureId,
    /// The revision that the page showed.
    pub revision: i64,
    /// The reason.
    pub reason: String,
}

/// Sends a figure back to its unit, for a reason; also one that was verified.
pub async fn send_back(ctx: &Ctx, it: &SendBack) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let found = decidable(ctx, &tx, &[(it.figure, it.revision)]).await?.into_iter().next().ok_or(Error::NotFound)?;
    let before = found.figure.present();
    let returned = found.figure.send_back(&it.reason, ctx.actor.person, ctx.now).map_err(beside_its_box)?;
    save(ctx, tx, Event::FigureReturned, &[returned], &[before]).await
}

fn beside_its_box(refusal: VerifyRefusal) -> Error {
    match refusal {
        VerifyRefusal::ReasonNeeded => Error::field("reason", refusal),
        VerifyRefusal::SameValue | VerifyRefusal::OtherKind => Error::field("value", refusal),
        VerifyRefusal::OwnFigure | VerifyRefusal::NotWaiting | VerifyRefusal::NotYourArea => refusal.into(),
    }
}

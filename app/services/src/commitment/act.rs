//! The unit proposes, the superior counters or agrees, the authority withdraws.

use super::content::{content, is_quarter, names_are_known};
use super::draft::{Draft, ReadOffer, asked, read};
use super::stage_open;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::campaign::StageRefusal;
use domain::commitment::{
    ApproveRefusal, Commitment, Copies, CounterRefusal, OfferRefusal, PeriodGoal, Promise, SheetContent, SheetState, Version,
};
use domain::fold::nfc;
use domain::policy::Action;
use domain::seal::SealRefusal;
use domain::{CommitmentId, Event, Period, TargetId};
use store::Tx;
use store::campaign::OwnTarget;
use store::commitment::AskedTarget;

fn fresh(sheet: &Commitment, seen: i64) -> Result<(), Error> {
    if sheet.revision == seen { Ok(()) } else { Err(Error::Busy) }
}

async fn last_version(tx: &Tx, id: CommitmentId) -> Result<Option<Version>, Error> {
    Ok(store::commitment::versions(tx, id).await?.pop().map(|(it, _)| it))
}

/// Puts the unit's own values and key tasks before the superior.
pub async fn propose(ctx: &Ctx, id: CommitmentId, draft: &Draft) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (sheet, facts) = store::commitment::with_facts(&tx, id, ctx.today).await?;
    ctx.actor.allow(Action::ProposeCommitment, &sheet.place())?;
    stage_open(ctx, &tx, sheet.campaign).await?;
    let asked = asked(&store::commitment::asked_targets(&tx, &sheet, &facts).await?, facts.campaign_year);
    let (offer, places) = read(draft, &asked)?.apart();
    let done = sheet.propose(offer, &asked, facts.window(), ctx.actor.person, ctx.now);
    let (sheet, version) = done.map_err(|why| ReadOffer::beside(&places, why))?;
    fresh(&sheet, draft.revision)?;
    save(ctx, &tx, &sheet, &version, Event::SheetProposed).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Answers the unit's proposal with other values and a reason.
pub async fn counter(ctx: &Ctx, id: CommitmentId, draft: &Draft) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (sheet, facts) = store::commitment::with_facts(&tx, id, ctx.today).await?;
    ctx.actor.allow(Action::CounterCommitment, &sheet.place())?;
    stage_open(ctx, &tx, sheet.campaign).await?;
    let asked = asked(&store::commitment::asked_targets(&tx, &sheet, &facts).await?, facts.campaign_year);
    let (offer, places) = read(draft, &asked)?.apart();
    let last = last_version(&tx, id).await?.ok_or(CounterRefusal::NotProposed)?;
    let done = sheet.counter(offer, &last, &asked, facts.window(), ctx.actor.person, ctx.now);
    let (sheet, version) = done.map_err(|why| match why {
        OfferRefusal::Counter(CounterRefusal::NoReason) => Error::field("note", CounterRefusal::NoReason),
        other => ReadOffer::beside(&places, other),
    })?;
    fresh(&sheet, draft.revision)?;
    save(ctx, &tx, &sheet, &version, Event::SheetCountered).await?;
    tx.commit().await.map_err(Error::internal)
}

async fn save(ctx: &Ctx, tx: &Tx, sheet: &Commitment, version: &Version, event: Event) -> Result<(), Error> {
    store::commitment::update(tx, sheet).await?;
    store::commitment::insert_version(tx, sheet.id, version).await?;
    let what = Remember { unit: Some(sheet.unit), after: version.number.to_string(), reason: version.note.clone(), ..Remember::default() };
    ctx.remember(tx, event, "commitment", sheet.id.0, what).await
}

/// Agrees to the unit's proposal: freezes the content, keeps the values that differ from the common ones, and plans the key tasks.
pub async fn approve(ctx: &Ctx, id: CommitmentId, revision: i64) -> Result<(), Error> {
    agree(ctx, id, revision, None).await
}

/// The same for a sheet that is to be made on paper and signed by hand; `each` says how many copies each side keeps, nothing that it is made
/// electronically.
pub async fn approve_copies(ctx: &Ctx, id: CommitmentId, revision: i64, each: &str) -> Result<(), Error> {
    let mut fields = Fields::default();
    let copies = match each.trim() {
        "" => None,
        typed => {
            let copies = typed.parse().ok().and_then(Copies::of_each);
            if copies.is_none() {
                fields.refuse("copies", ApproveRefusal::Copies);
            }
            copies
        }
    };
    fields.finish()?;
    agree(ctx, id, revision, copies).await
}

async fn agree(ctx: &Ctx, id: CommitmentId, revision: i64, copies: Option<Copies>) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let (sheet, facts) = store::commitment::with_facts(&tx, id, ctx.today).await?;
    ctx.actor.allow(Action::ApproveCommitment, &sheet.place())?;
    stage_open(ctx, &tx, sheet.campaign).await?;
    let last = last_version(&tx, id).await?;
    sheet.may_approve(last.as_ref(), ctx.actor.person)?;
    fresh(&sheet, revision)?;
    names_are_known(&facts)?;
    let targets = store::commitment::asked_targets(&tx, &sheet, &facts).await?;
    let (promises, tasks) = last.as_ref().map(|it| (it.promises.clone(), it.tasks.clone())).unwrap_or_default();
    keep_own(&tx, &sheet, &targets, &promises).await?;
    let seal = crate::seal::of_sheet(&tx, &sheet, &facts).await?.1.sha256();
    let frozen = SheetContent { seal: Some(seal), copies, ..content(&facts, &targets, &promises, &tasks, facts.wording()?) };
    let sheet = sheet.approve(last.as_ref(), &frozen, ctx.actor.person, ctx.now)?;
    store::commitment::update(&tx, &sheet).await?;
    store::commitment::insert_key_tasks(&tx, id, &tasks).await?;
    let what = Remember { unit: Some(sheet.unit), after: sheet.digest.clone().unwrap_or_default(), ..Remember::default() };
    ctx.remember(&tx, Event::SheetApproved, "commitment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Keeps what the unit promised where it is not what holds for all: values, ranges, goals of periods. Refused where that would change what
/// the unit's seal covers.
async fn keep_own(tx: &Tx, sheet: &Commitment, targets: &[AskedTarget], promises: &[Promise]) -> Result<(), Error> {
    let (mut own, mut gone): (Vec<OwnTarget>, Vec<(TargetId, Period)>) = (Vec::new(), Vec::new());
    for promise in promises {
        let Some(asked) = targets.iter().find(|asked| asked.line.id == promise.target) else { continue };
        let row = |value, value_to, period| OwnTarget { unit: sheet.unit, target: promise.target, value, value_to, period };
        if promise.value != asked.asked() || promise.value_to != asked.asked_to() {
            own.push(row(promise.value, promise.value_to, None));
        }
        let common_year = asked.own.is_none() && promise.value == asked.line.value && promise.value_to == asked.line.value_to;
        let wanted: Vec<&PeriodGoal> = promise.periods.iter().filter(|it| !(common_year && asked.common_periods.contains(it))).collect();
        let kept = |it: &PeriodGoal| wanted.iter().any(|wanted| wanted.period == it.period);
        gone.extend(asked.own_periods.iter().filter(|it| is_quarter(it.period) && !kept(it)).map(|it| (promise.target, it.period)));
        let new = wanted.iter().filter(|it| !asked.own_periods.contains(it));
        own.extend(new.map(|it| row(it.value, it.value_to, Some(it.period))));
    }
    if own.is_empty() && gone.is_empty() {
        return Ok(());
    }
    store::hold::member(tx, sheet.campaign, sheet.unit).await?;
    if store::seal::of_unit(tx, sheet.campaign, sheet.unit).await?.is_some() {
        return Err(SealRefusal::UnitTarget.into());
    }
    for (target, period) in gone {
        store::own_target::delete_own_period(tx, sheet.campaign, sheet.unit, target, period).await?;
    }
    Ok(store::campaign::update_own_targets(tx, sheet.campaign, &own).await?)
}

/// Takes a sheet out of use, with a reason that its public page does not tell but its history does.
pub async fn withdraw(ctx: &Ctx, id: CommitmentId, revision: i64, reason: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let sheet = store::commitment::get(&tx, id).await?;
    ctx.actor.allow(Action::ApproveCommitment, &sheet.place())?;
    store::hold::campaign(&tx, sheet.campaign).await?;
    if store::campaign::get(&tx, sheet.campaign).await?.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let (before, signed) = (sheet.state.code(), sheet.state == SheetState::HeadSigned);
    let sheet = sheet.withdraw(&nfc(reason)).map_err(|why| Error::field("reason", why))?;
    fresh(&sheet, revision)?;
    store::commitment::update(&tx, &sheet).await?;
    let what = Remember { unit: Some(sheet.unit), before: before.to_owned(), after: String::new(), reason: sheet.withdrawn_reason.clone() };
    ctx.remember(&tx, Event::SheetWithdrawn, "commitment", id.0, what).await?;
    if signed {
        crate::seal::lift(ctx, &tx, &sheet).await?;
    }
    tx.commit().await.map_err(Error::internal)
}

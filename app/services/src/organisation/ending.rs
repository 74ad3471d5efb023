//! The end of a unit, and what became of it.

use super::mine;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::organisation::{OrganiseRefusal, SuccessionKind};
use domain::policy::Action;
use domain::{Event, FigureValue, UnitId, ValueKind, show_date};
use store::unit::Succession;
use time::{Date, Duration};

/// What is typed to end a unit or to say what became of it.
#[derive(Debug, Clone, Default)]
pub struct EndForm {
    /// The last day, or the day from which the succession counts.
    pub on: String,
    /// Why: the resolution.
    pub reason: String,
    /// The unit it became or went into; none where nothing is said.
    pub successor: Option<UnitId>,
    /// `merge` or `split`.
    pub kind: String,
    /// The share in percent that went there; may be empty.
    pub share: String,
}

/// Ends a unit on a day, and says what it became where that is known. Units below it must have ended.
pub async fn end_unit(ctx: &Ctx, id: UnitId, it: &EndForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let last = fields.day("on", &it.on);
    let reason = fields.text("reason", &it.reason);
    let became = succession(&mut fields, id, it, last.saturating_add(Duration::days(1)), &reason);
    fields.finish()?;
    let tx = ctx.begin().await?;
    let unit = mine(ctx, &tx, id).await?;
    if unit.valid_to.is_some() {
        return Err(OrganiseRefusal::EndedAlready.into());
    }
    if last < unit.valid_from {
        return Err(Error::field("on", OrganiseRefusal::EndsBeforeStart));
    }
    if store::organisation::count_below_after(&tx, id, last).await? > 0 {
        return Err(Error::field("on", OrganiseRefusal::UnitsBelow));
    }
    store::organisation::end_unit(&tx, id, last).await?;
    if let Some(became) = became {
        store::unit::get(&tx, became.to).await?;
        store::unit::insert_succession(&tx, &became).await?;
    }
    let remember = Remember { unit: Some(id), after: show_date(last), reason, ..Remember::default() };
    ctx.remember(&tx, Event::UnitEnded, "unit", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

fn succession(fields: &mut Fields, from: UnitId, it: &EndForm, effective_on: Date, note: &str) -> Option<Succession> {
    let to = it.successor?;
    if to == from {
        fields.refuse("successor", OrganiseRefusal::SameUnit);
    }
    let kind = SuccessionKind::of(&it.kind).filter(|it| *it != SuccessionKind::Rename);
    if kind.is_none() {
        fields.refuse("kind", OrganiseRefusal::UnknownKind);
    }
    let mut share_e4 = None;
    if !it.share.trim().is_empty() {
        match FigureValue::parse_as(ValueKind::Amount, &it.share) {
            Ok(reading) => match reading.value.amount().map(|it| it.0) {
                // Typed in percent, kept as ten-thousandths of the whole.
                Some(percent) if (0..=1_000_000).contains(&percent) => share_e4 = Some(percent / 100),
                _ => fields.refuse("share", OrganiseRefusal::ShareOutOfRange),
            },
            Err(refusal) => fields.refuse("share", refusal),
        }
    }
    Some(Succession { from, to, kind: kind?.code(), share_e4, effective_on, note: note.to_owned() })
}

/// Says what became of a unit: many to many (`domain.md` 3.1).
pub async fn record_succession(ctx: &Ctx, id: UnitId, it: &EndForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let on = fields.day("on", &it.on);
    let reason = fields.text("reason", &it.reason);
    if it.successor.is_none() {
        fields.refuse("successor", domain::text::TextRefusal::Missing);
    }
    let became = succession(&mut fields, id, it, on, &reason);
    fields.finish()?;
    let Some(became) = became else { return Err(Error::NotFound) };
    let tx = ctx.begin().await?;
    let unit = store::unit::get(&tx, id).await?;
    ctx.actor.allow(Action::EditOrganisation, &unit.place())?;
    let to = store::unit::get(&tx, became.to).await?;
    store::unit::insert_succession(&tx, &became).await?;
    let remember = Remember { unit: Some(id), after: format!("{} · {}", became.kind, to.name_full), reason, ..Remember::default() };
    ctx.remember(&tx, Event::SuccessionRecorded, "unit", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

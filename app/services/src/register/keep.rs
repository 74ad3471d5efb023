//! What the records clerk does: gives signed papers their number, enters papers that are kept elsewhere, cancels numbers.

use super::give::{Issue, give, symbol};
use super::view::{keeps, sight};
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::policy::{Action, Forbidden};
use domain::register::{DocumentKind, NumberRefusal, Paper, number_shown, read_number};
use domain::{EntryId, Event, Unit, UnitId};
use store::Tx;
use store::register::Waiting;

/// A paper as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewEntry {
    /// Whose register.
    pub unit: String,
    /// What waits for its number, by code; blank for a paper that is kept elsewhere.
    pub paper: String,
    /// Its key.
    pub paper_id: String,
    /// The kind, by code.
    pub kind: String,
    /// The number that another system gave; blank for the next one.
    pub number: String,
    /// The day, `dd/mm/yyyy`.
    pub issued_on: String,
    /// What it is about.
    pub about: String,
    /// Who signed it.
    pub signer: String,
    /// To whom it goes, one item a line.
    pub recipients: String,
    /// The number of the paper of the same kind that it replaces; may be blank.
    pub replaces: String,
}

/// Which form is asked for.
#[derive(Debug, Clone, Default)]
pub struct EnterWish {
    /// Whose register; the first that the person keeps without one.
    pub unit: Option<UnitId>,
    /// The kind.
    pub kind: Option<DocumentKind>,
    /// The paper that waits.
    pub paper: Option<(Paper, i64)>,
}

/// The form.
#[derive(Debug, Clone)]
pub struct EnterForm {
    /// Whose register.
    pub unit: Unit,
    /// The other organisations whose register the person keeps.
    pub keeps: Vec<(UnitId, String)>,
    /// The kind.
    pub kind: DocumentKind,
    /// The paper that waits; none for one that is kept elsewhere.
    pub waiting: Option<Waiting>,
    /// What that is about.
    pub about: String,
    /// The number that is given next this year, or why there is none.
    pub next: Result<String, NumberRefusal>,
}

/// What a paper that waits is about, as its title says it.
fn about(it: &Waiting) -> String {
    match it.paper {
        Paper::Minutes => format!("{} ({})", documents::minutes::about(it.year), it.unit_name),
        Paper::Report => format!("{} ({})", documents::self_criticism::about(it.year), it.unit_name),
        Paper::Decision => String::new(),
    }
}

/// The form for entering a paper. Seven statements at most.
pub async fn enter_form(ctx: &Ctx, wish: &EnterWish) -> Result<EnterForm, Error> {
    let mine = keeps(ctx);
    let waiting = match wish.paper {
        None => None,
        Some((paper, id)) => Some(store::register::waiting_one(ctx.db(), paper, id).await?.ok_or(NumberRefusal::NotIssued)?),
    };
    let wanted = waiting.as_ref().map(|it| it.unit).or(wish.unit).or(mine.first().copied()).ok_or(Forbidden::NoRole)?;
    let unit = store::unit::get(ctx.db(), wanted).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    let keepers = store::register::keepers(ctx.db(), &sight(ctx)?).await?.into_iter();
    let keeps = keepers.map(|it| (UnitId(it.id), it.name)).filter(|it| mine.contains(&it.0)).collect();
    let kind = waiting.as_ref().map(|it| it.paper.kind()).or(wish.kind).unwrap_or(DocumentKind::Notice);
    let next = match symbol(ctx.db(), &unit, kind).await? {
        Err(refusal) => Err(refusal),
        Ok(symbol) => {
            let year = ctx.today.year();
            let series = store::register::manner(ctx.db(), unit.id, year).await?.series(kind);
            Ok(number_shown(store::register::next(ctx.db(), unit.id, year, series).await?, &symbol))
        }
    };
    Ok(EnterForm { about: waiting.as_ref().map(about).unwrap_or_default(), unit, keeps, kind, waiting, next })
}

/// The row of the paper that another one replaces, by its number: `05`, `05/TB-UBND`.
async fn replaced(
    tx: &Tx,
    unit: UnitId,
    kind: DocumentKind,
    typed: &str,
    day: time::Date,
) -> Result<Result<Option<EntryId>, NumberRefusal>, Error> {
    let number = match read_number(typed.split('/').next().unwrap_or_default()) {
        Ok(Some(number)) => number,
        Ok(None) => return Ok(Ok(None)),
        Err(_) => return Ok(Err(NumberRefusal::UnknownReplaced)),
    };
    let found = store::register::of_number(tx, unit, kind, number, day).await?;
    Ok(found.map(|it| Some(it.id)).ok_or(NumberRefusal::UnknownReplaced))
}

/// Gives a paper its number: one that waits for it here, or one that is kept elsewhere.
pub async fn enter(ctx: &Ctx, typed: &NewEntry) -> Result<EntryId, Error> {
    let tx = ctx.begin().await?;
    let mut fields = Fields::default();
    let waiting = match Paper::of(&typed.paper) {
        None if typed.paper.is_empty() => None,
        None => return Err(Error::NotFound),
        Some(paper) => {
            let id = typed.paper_id.trim().parse().map_err(|_| Error::NotFound)?;
            Some((paper, id, store::register::waiting_one(&tx, paper, id).await?))
        }
    };
    let unit = match &waiting {
        Some((paper, id, None)) => {
            // Who may not keep that register hears nothing of it.
            let (_, _, unit) = store::review::around::get(&tx, domain::CaseId(*id)).await?;
            ctx.actor.allow(Action::KeepRegister, &unit.place())?;
            let there = store::register::of_paper(&tx, *paper, *id).await?.is_some();
            return Err(if there { NumberRefusal::AlreadyNumbered } else { NumberRefusal::NotIssued }.into());
        }
        Some((_, _, Some(it))) => it.unit,
        None => typed.unit.trim().parse().map_err(|_| Error::NotFound)?,
    };
    let unit = store::unit::get(&tx, unit).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    let wanted = fields.take("number", read_number(&typed.number));
    let issued_on = fields.day("issued_on", &typed.issued_on);
    if issued_on > ctx.today {
        fields.refuse("issued_on", NumberRefusal::InFuture);
    }
    let issue = match waiting {
        Some((paper, id, Some(it))) => {
            if issued_on != time::Date::MIN && issued_on < it.at.date() {
                fields.refuse("issued_on", NumberRefusal::TooEarly);
            }
            let recipients = fields.optional_text("recipients", &typed.recipients);
            let (kind, about) = (paper.kind(), about(&it));
            Issue {
                unit: &unit,
                kind,
                symbol: None,
                wanted,
                issued_on,
                about,
                signer: it.signer,
                recipients,
                paper: Some((paper, id)),
                replaces: None,
            }
        }
        _ => {
            let kind = DocumentKind::of(&typed.kind);
            if kind.is_none() {
                fields.refuse("kind", NumberRefusal::UnknownKind);
            }
            let kind = kind.unwrap_or(DocumentKind::Notice);
            let replaces = fields.take("replaces", replaced(&tx, unit.id, kind, &typed.replaces, issued_on).await?);
            Issue {
                unit: &unit,
                kind,
                symbol: None,
                wanted,
                issued_on,
                about: crate::decision::printable(&mut fields, "about", &typed.about),
                signer: fields.line("signer", &typed.signer),
                recipients: fields.optional_text("recipients", &typed.recipients),
                paper: None,
                replaces,
            }
        }
    };
    fields.finish()?;
    let given = match give(ctx, &tx, issue).await {
        Err(Error::Refused(domain::Refusal::NumberRefusal(NumberRefusal::Taken))) => {
            return Err(Error::field("number", NumberRefusal::Taken));
        }
        other => other?,
    };
    tx.commit().await.map_err(Error::internal)?;
    if let Some((paper, id)) = given.paper {
        super::keep_file(&ctx.site, paper, id).await;
    }
    Ok(given.id)
}

/// The clerk cancels a number, with a reason; it stays in the register and is never given again.
pub async fn cancel(ctx: &Ctx, id: EntryId, reason: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let entry = store::register::entry(&tx, id).await?;
    let unit = store::unit::get(&tx, entry.unit).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    store::hold::register(&tx, unit.id).await?;
    let entry = store::register::entry(&tx, id).await?;
    let in_force = matches!(entry.paper, Some((Paper::Decision, _)));
    let cancelled = match entry.cancel(reason, in_force, ctx.actor.person, ctx.now) {
        Ok(it) => it,
        Err(Ok(text)) => return Err(Error::field("reason", text)),
        Err(Err(refusal)) => return Err(refusal.into()),
    };
    store::register::update_cancelled(&tx, &cancelled).await?;
    let what = Remember { unit: Some(unit.id), after: cancelled.shown(), reason: cancelled.reason.clone(), ..Remember::default() };
    ctx.remember(&tx, Event::NumberCancelled, "register_entry", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

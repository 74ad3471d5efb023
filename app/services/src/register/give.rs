//! Giving a paper its number, inside the transaction in which it is issued.

use crate::paper::new_code;
use crate::{Ctx, Error, Remember};
use domain::register::{DocumentKind, Entry, NumberRefusal, Origin, Paper};
use domain::{EntryId, Event, Unit};
use store::{Connection, Tx};
use time::Date;

/// A paper that is issued.
pub(crate) struct Issue<'a> {
    /// Whose paper it is.
    pub unit: &'a Unit,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its symbol, where it was printed before; else the organisation's.
    pub symbol: Option<String>,
    /// The number that another system gave; none for the next one of the register.
    pub wanted: Option<u32>,
    /// Its day.
    pub issued_on: Date,
    /// What it is about.
    pub about: String,
    /// Who signed it.
    pub signer: String,
    /// To whom it goes.
    pub recipients: String,
    /// What it is here.
    pub paper: Option<(Paper, i64)>,
    /// The row of the paper that it replaces.
    pub replaces: Option<EntryId>,
}

/// The symbol of a kind of an organisation's papers.
pub(crate) async fn symbol(db: &impl Connection, unit: &Unit, kind: DocumentKind) -> Result<Result<String, NumberRefusal>, Error> {
    let own = match kind.official() {
        Some(_) => None,
        None => store::register::symbols(db, unit.id).await?.into_iter().find(|it| it.0 == kind).map(|it| it.1),
    };
    Ok(kind.symbol(own.as_deref().unwrap_or_default(), &unit.doc_abbrev))
}

/// Gives a paper its number: the next one of its series, or the one that another system gave it. Of two papers that are issued at once the
/// second one waits; the index refuses a number that another paper has.
pub(crate) async fn give(ctx: &Ctx, tx: &Tx, it: Issue<'_>) -> Result<Entry, Error> {
    store::hold::register(tx, it.unit.id).await?;
    let year = it.issued_on.year();
    let series = store::register::manner(tx, it.unit.id, year).await?.series(it.kind);
    let symbol = match it.symbol {
        Some(symbol) => symbol,
        None => symbol(tx, it.unit, it.kind).await??,
    };
    let (number, origin) = match it.wanted {
        Some(number) => (number, Origin::Outside),
        None => {
            let next = store::register::next(tx, it.unit.id, year, series).await?;
            (next.ok_or(NumberRefusal::NotANumber)?, Origin::Register)
        }
    };
    let entry = Entry {
        id: EntryId(0),
        unit: it.unit.id,
        kind: it.kind,
        series: series.to_owned(),
        number,
        symbol,
        origin,
        issued_on: it.issued_on,
        about: it.about,
        signer: it.signer,
        recipients: it.recipients,
        paper: it.paper,
        public_code: it.paper.map(|_| new_code()).transpose()?,
        replaces: it.replaces,
        given: (ctx.actor.person, ctx.now),
        cancelled: None,
        reason: String::new(),
    };
    let id = match store::register::insert(tx, &entry).await {
        Err(store::Error::Taken) => return Err(NumberRefusal::Taken.into()),
        other => other?,
    };
    let event = match origin {
        Origin::Register => Event::NumberGiven,
        Origin::Outside => Event::OutsideNumberEntered,
    };
    let what = Remember { unit: Some(it.unit.id), after: entry.shown(), ..Remember::default() };
    ctx.remember(tx, event, "register_entry", id.0, what).await?;
    Ok(Entry { id, ..entry })
}

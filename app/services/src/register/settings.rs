//! How an organisation counts its papers, and the symbols of kinds that have no code in the decree.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::policy::{Action, Forbidden};
use domain::register::{DocumentKind, Manner, SetRegisterRefusal, check_manner, read_symbol};
use domain::{Event, Unit, UnitId};

/// The settings of an organisation's register.
#[derive(Debug, Clone)]
pub struct RegisterSettings {
    /// The organisation.
    pub unit: Unit,
    /// This year.
    pub year: i32,
    /// How it counts this year.
    pub manner: Manner,
    /// Whether papers of this year have numbers, so that another manner can begin next year only.
    pub begun: bool,
    /// What was chosen, from which year on, newest first.
    pub manners: Vec<(i32, Manner)>,
    /// The kinds without a code and the symbol chosen for each.
    pub symbols: Vec<(DocumentKind, String)>,
}

/// The settings of a register, for who keeps it: of the first one that the person keeps, where none is named. Five statements.
pub async fn settings(ctx: &Ctx, unit: Option<UnitId>) -> Result<RegisterSettings, Error> {
    let wanted = unit.or(super::view::keeps(ctx).first().copied()).ok_or(Forbidden::NoRole)?;
    let unit = store::unit::get(ctx.db(), wanted).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    let year = ctx.today.year();
    let chosen = store::register::symbols(ctx.db(), unit.id).await?;
    let symbol = |kind: DocumentKind| chosen.iter().find(|it| it.0 == kind).map(|it| it.1.clone()).unwrap_or_default();
    let open = DocumentKind::ALL.iter().copied().filter(|it| it.official().is_none());
    Ok(RegisterSettings {
        year,
        manner: store::register::manner(ctx.db(), unit.id, year).await?,
        begun: store::register::is_begun(ctx.db(), unit.id, year).await?,
        manners: store::register::manners(ctx.db(), unit.id).await?,
        symbols: open.map(|it| (it, symbol(it))).collect(),
        unit,
    })
}

/// Chooses how an organisation counts from a year on: this one, where no paper of it has a number yet, or the next.
pub async fn set_manner(ctx: &Ctx, unit: UnitId, year: &str, manner: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let unit = store::unit::get(&tx, unit).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    let this_year = ctx.today.year();
    let year: i32 =
        year.trim().parse().ok().filter(|it| *it <= this_year + 1).ok_or_else(|| Error::field("year", SetRegisterRefusal::Unknown))?;
    let manner = Manner::of(manner).ok_or_else(|| Error::field("manner", SetRegisterRefusal::Unknown))?;
    store::hold::register(&tx, unit.id).await?;
    let begun = store::register::is_begun(&tx, unit.id, year).await?;
    check_manner(year, this_year, begun).map_err(|it| Error::field("year", it))?;
    let before = store::register::manner(&tx, unit.id, year).await?;
    store::register::update_manner(&tx, unit.id, year, manner, ctx.actor.person, ctx.now).await?;
    let said = |it: Manner| format!("{year}: {}", it.code());
    let what = Remember { unit: Some(unit.id), before: said(before), after: said(manner), ..Remember::default() };
    ctx.remember(&tx, Event::RegisterMannerSet, "unit", unit.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Chooses the symbols of kinds that have no code; an empty one takes the kind's numbers away again. Says how many changed.
pub async fn set_symbols(ctx: &Ctx, unit: UnitId, typed: &[(&str, &str)]) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    let unit = store::unit::get(&tx, unit).await?;
    ctx.actor.allow(Action::KeepRegister, &unit.place())?;
    let mut fields = Fields::default();
    let mut read = Vec::new();
    for (code, symbol) in typed {
        let kind = DocumentKind::of(code).ok_or_else(|| Error::from(SetRegisterRefusal::Unknown))?;
        read.push((kind, fields.take(&format!("symbol_{code}"), read_symbol(kind, symbol))));
    }
    fields.finish()?;
    let chosen = store::register::symbols(&tx, unit.id).await?;
    let mut changed = 0;
    for (kind, symbol) in read {
        let before = chosen.iter().find(|it| it.0 == kind).map_or("", |it| it.1.as_str());
        if before == symbol {
            continue;
        }
        store::register::update_symbol(&tx, unit.id, kind, &symbol, ctx.actor.person, ctx.now).await?;
        let said = |it: &str| format!("{}: {}", kind.code(), if it.is_empty() { "–" } else { it });
        let what = Remember { unit: Some(unit.id), before: said(before), after: said(&symbol), ..Remember::default() };
        ctx.remember(&tx, Event::DocumentSymbolSet, "unit", unit.id.0, what).await?;
        changed += 1;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(changed)
}

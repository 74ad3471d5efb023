//! Pages of the register: what somebody reads of it. The clerk reads every row of the register that is theirs; others read the rows of the
//! papers that they may read.

use crate::timestamping::{Stamp, stamp_of_numbered};
use crate::{Ctx, Error};
use domain::policy::{Action, Forbidden, Scope};
use domain::register::DocumentKind;
use domain::{EntryId, UnitId};
use store::register::{Filter, Keeper, Listed, Order, Sight, Waiting};

/// How many rows a page shows.
pub const PAGE: i64 = 50;

/// The most rows of a file.
const WHOLE: i64 = 5000;

/// How many words are looked for.
const WORDS: usize = 8;

/// What of the register is asked for.
#[derive(Debug, Clone, Default)]
pub struct RegisterWish {
    /// Whose register; all that one reads without one.
    pub unit: Option<UnitId>,
    /// One kind of papers.
    pub kind: Option<DocumentKind>,
    /// One year.
    pub year: Option<i32>,
    /// Words to find.
    pub words: String,
    /// By which column.
    pub order: Order,
    /// The other way round.
    pub reversed: bool,
    /// The page, from 1.
    pub page: i64,
}

impl RegisterWish {
    fn filter(&self) -> Filter {
        let words = domain::fold::fold(&self.words);
        Filter {
            unit: self.unit,
            kind: self.kind,
            year: self.year,
            words: words.split_whitespace().take(WORDS).map(str::to_owned).collect(),
        }
    }
}

/// A page of the register.
#[derive(Debug, Clone)]
pub struct RegisterPage {
    /// The rows.
    pub rows: Vec<Listed>,
    /// How many rows there are in all.
    pub total: i64,
    /// The page, from 1.
    pub page: i64,
    /// The organisations to choose from.
    pub units: Vec<Keeper>,
    /// The years to choose from, newest first.
    pub years: Vec<i32>,
    /// The papers that wait for a number from this person.
    pub waiting: Vec<Waiting>,
    /// The organisations whose register the person keeps.
    pub keeps: Vec<UnitId>,
}

/// What somebody reads of the registers; refused to whom reads none.
pub(super) fn sight(ctx: &Ctx) -> Result<Sight, Error> {
    if !ctx.actor.may_somewhere(Action::ViewRegister) {
        return Err(Forbidden::NoRole.into());
    }
    Ok(Sight {
        keeps: ctx.actor.scopes(Action::KeepRegister),
        views: ctx.actor.scopes(Action::ViewRegister),
        grades: ctx.actor.scopes(Action::ViewGrading),
        results: ctx.actor.scopes(Action::ViewResults),
        cases: ctx.actor.case_scopes(Action::ViewReview),
    })
}

/// The organisations whose register the person keeps.
pub(super) fn keeps(ctx: &Ctx) -> Vec<UnitId> {
    let unit = |it: Scope| match it {
        Scope::Unit(unit) => Some(unit),
        Scope::Below(_) => None,
    };
    ctx.actor.scopes(Action::KeepRegister).into_iter().filter_map(unit).collect()
}

/// Whether the person reads anything of an organisation's register, or keeps it.
pub(super) async fn reads(ctx: &Ctx, unit: UnitId) -> Result<bool, Error> {
    let all = store::register::keepers(ctx.db(), &sight(ctx)?).await?;
    Ok(all.iter().any(|it| it.id == unit.0))
}

/// A page of the register. Five statements.
pub async fn page(ctx: &Ctx, wish: &RegisterWish) -> Result<RegisterPage, Error> {
    let sight = sight(ctx)?;
    let filter = wish.filter();
    let total = store::register::count(ctx.db(), &sight, &filter).await?;
    let page = wish.page.clamp(1, ((total + PAGE - 1) / PAGE).max(1));
    let order = (wish.order, wish.reversed);
    Ok(RegisterPage {
        rows: store::register::list(ctx.db(), &sight, &filter, order, (PAGE, (page - 1) * PAGE)).await?,
        total,
        page,
        units: store::register::keepers(ctx.db(), &sight).await?,
        years: store::register::years(ctx.db(), &sight).await?,
        waiting: if sight.keeps.is_empty() { Vec::new() } else { store::register::waiting(ctx.db(), &sight.keeps).await? },
        keeps: keeps(ctx),
    })
}

/// All rows that a page turns through, for a file: at most 5,000. One statement.
pub async fn whole(ctx: &Ctx, wish: &RegisterWish) -> Result<Vec<Listed>, Error> {
    let order = (wish.order, wish.reversed);
    Ok(store::register::list(ctx.db(), &sight(ctx)?, &wish.filter(), order, (WHOLE, 0)).await?)
}

/// A row of the register with what the person may do with it.
#[derive(Debug, Clone)]
pub struct EntryView {
    /// The row.
    pub row: Listed,
    /// Whether the person may cancel the number.
    pub may_cancel: bool,
    /// Whether the person reads the paper itself.
    pub may_open: bool,
    /// What is known of the timestamp of its file; none of a paper that is kept elsewhere.
    pub stamp: Option<Stamp>,
    /// Its signed originals, the newest first.
    pub originals: Vec<super::Original>,
    /// Whether the person may send one.
    pub may_send: bool,
    /// Whether the person may take one out.
    pub may_void: bool,
}

/// A row of the register, for who reads it. Four statements.
pub async fn entry(ctx: &Ctx, id: EntryId) -> Result<EntryView, Error> {
    let sight = sight(ctx)?;
    let row = store::register::get(ctx.db(), &sight, id).await?;
    let keeps = keeps(ctx).contains(&row.entry.unit);
    // The clerk reads the row of every paper, not every paper.
    let without = Sight { keeps: Vec::new(), ..sight };
    let may_open = row.entry.paper.is_some() && store::register::get(ctx.db(), &without, id).await.is_ok();
    let in_force = matches!(row.entry.paper, Some((domain::register::Paper::Decision, _)));
    let stands = row.entry.cancelled.is_none();
    let stamp = match &row.entry.public_code {
        Some(code) => Some(stamp_of_numbered(ctx.db(), code).await?),
        None => None,
    };
    Ok(EntryView {
        may_cancel: keeps && stands && !in_force,
        may_open,
        stamp,
        originals: super::original::all(ctx, id, may_open).await?,
        may_void: keeps,
        may_send: keeps && stands && row.entry.public_code.is_some(),
        row,
    })
}

/// The number of a row, for who reads it. One statement.
pub(crate) async fn readable(ctx: &Ctx, id: EntryId) -> Result<String, Error> {
    Ok(store::register::get(ctx.db(), &sight(ctx)?, id).await?.entry.shown())
}

//! Reading the log.

use crate::{Ctx, Error};
use domain::policy::{Action, Forbidden, Scope};
use domain::{Event, Timestamp};
use store::audit::Filter;
pub use store::audit::Told;
use time::{Date, Duration};

/// How many lines a page of the log shows.
pub const PAGE: u64 = 50;

/// What somebody looks for; empty texts look for everything.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Letters of a person's name.
    pub person: String,
    /// An event's key.
    pub event: String,
    /// Letters of a unit's name.
    pub unit: String,
    /// The kind of thing, by its table.
    pub subject: String,
    /// From this day on.
    pub from: Option<Date>,
    /// To this day.
    pub to: Option<Date>,
    /// The page, from 1.
    pub page: u64,
}

/// A page of the log.
#[derive(Debug, Clone)]
pub struct Page {
    /// The lines, newest first.
    pub lines: Vec<Told>,
    /// How many lines match.
    pub total: i64,
    /// The page shown, from 1.
    pub page: u64,
}

fn prefix(ctx: &Ctx) -> Result<String, Error> {
    let below = |it| match it {
        Scope::Below(path) => Some(path),
        Scope::Unit(_) => None,
    };
    let shortest = ctx.actor.scopes(Action::ViewLog).into_iter().filter_map(below).min_by_key(String::len);
    Ok(shortest.ok_or(Forbidden::NoRole)?)
}

fn hanoi_midnight(day: Date) -> Timestamp {
    Timestamp::of(day.midnight().assume_offset(time::UtcOffset::from_hms(7, 0, 0).unwrap_or(time::UtcOffset::UTC)))
}

/// A page of the log below the place that the person may read, newest first.
pub async fn list(ctx: &Ctx, look: &Look) -> Result<Page, Error> {
    let prefix = prefix(ctx)?;
    let filter = Filter {
        person: domain::fold::fold(look.person.trim()),
        event: Event::of(&look.event).map(|it| it.key().to_owned()).unwrap_or_default(),
        subject: look.subject.clone(),
        subject_id: None,
        unit: domain::fold::fold(look.unit.trim()),
        from: look.from.map(hanoi_midnight),
        before: look.to.map(|it| hanoi_midnight(it.saturating_add(Duration::days(1)))),
    };
    let page = look.page.clamp(1, 100_000);
    let total = store::audit::count(ctx.db(), &prefix, &filter).await?;
    let lines = store::audit::list(ctx.db(), &prefix, &filter, PAGE, (page - 1) * PAGE).await?;
    Ok(Page { lines, total, page })
}

/// The history of one thing below the place that the person may read, newest first.
pub async fn of_subject(ctx: &Ctx, subject: &str, id: i64) -> Result<Vec<Told>, Error> {
    let filter = Filter { subject: subject.to_owned(), subject_id: Some(id), ..Filter::default() };
    Ok(store::audit::list(ctx.db(), &prefix(ctx)?, &filter, 200, 0).await?)
}

//! Reading the log.

use crate::{Ctx, Error};
use domain::policy::{Action, Forbidden, Scope};
use domain::{Event, Timestamp};
use store::audit::Filter;
pub use store::audit::Told;
use time::{Date, Duration};

/// How many lines a page of the log shows.
pub const PAGE: i64 = 50;

/// What somebody looks for; empty texts look for everything.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Letters of a person's name.
    pub person: String,
    /// An event's key.
    pub event: String,
    /// Letters of a unit's name.
    pub unit: String,
    /// From this day on.
    pub from: Option<Date>,
    /// To this day.
    pub to: Option<Date>,
    /// The page, from 1.
    pub page: i64,
}

/// A line of the log.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it says.
    pub told: Told,
    /// Whether its content is not the reader's to read.
    pub withheld: bool,
}

/// A page of the log.
#[derive(Debug, Clone)]
pub struct Page {
    /// The lines, newest first.
    pub lines: Vec<Line>,
    /// How many lines match.
    pub total: i64,
    /// The page shown, from 1.
    pub page: i64,
}

/// The places whose log somebody reads.
fn scopes(ctx: &Ctx) -> Result<Vec<Scope>, Error> {
    let scopes = ctx.actor.scopes(Action::ViewLog);
    if scopes.is_empty() { Err(Forbidden::NoRole.into()) } else { Ok(scopes) }
}

fn hanoi_midnight(day: Date) -> Timestamp {
    Timestamp::of(day.midnight().assume_offset(time::UtcOffset::from_hms(7, 0, 0).unwrap_or(time::UtcOffset::UTC)))
}

/// What a line is about, as a right to read it: who has the log but not the right reads that something happened, and no more.
fn about(it: &Told) -> Option<Action> {
    let event = Event::of(&it.event);
    Some(match (it.subject.as_str(), event) {
        (_, Some(Event::ConsequencesRead)) | ("consequence", _) => Action::ViewConsequences,
        (_, Some(Event::FigureExcused)) | ("assessment_run" | "external_result", _) => Action::ViewResults,
        ("review_report", _) => Action::ViewPersonalReview,
        ("review_case" | "remedy" | "support", _) => Action::ViewReview,
        ("figure" | "key_task", _) => Action::ViewFigures,
        ("commitment", _) => Action::ViewCommitment,
        _ => return None,
    })
}

/// Whether everything in some places lies in others.
fn covered(places: &[Scope], by: &[Scope]) -> bool {
    places.iter().all(|place| {
        by.iter().any(|it| match (place, it) {
            (Scope::Below(place), Scope::Below(it)) => place.starts_with(it.as_str()),
            (place, it) => place == it,
        })
    })
}

/// Takes the content out of the lines that are not the person's to read.
fn withhold(ctx: &Ctx, places: &[Scope], lines: Vec<Told>) -> Vec<Line> {
    let reads = |action| covered(places, &ctx.actor.scopes(action));
    let line = |it: Told| match about(&it).is_some_and(|action| !reads(action)) {
        true => Line { told: Told { before: String::new(), after: String::new(), reason: String::new(), ..it }, withheld: true },
        false => Line { told: it, withheld: false },
    };
    lines.into_iter().map(line).collect()
}

/// A page of the log below the place that the person may read, newest first.
pub async fn list(ctx: &Ctx, look: &Look) -> Result<Page, Error> {
    let places = scopes(ctx)?;
    let filter = Filter {
        person: domain::fold::fold(look.person.trim()),
        event: Event::of(&look.event).map(|it| it.key().to_owned()).unwrap_or_default(),
        unit: domain::fold::fold(look.unit.trim()),
        from: look.from.map(hanoi_midnight),
        before: look.to.map(|it| hanoi_midnight(it.saturating_add(Duration::days(1)))),
    };
    let page = look.page.clamp(1, 100_000);
    let total = store::audit::count(ctx.db(), &places, &filter).await?;
    let lines = store::audit::list(ctx.db(), &places, &filter, PAGE, (page - 1) * PAGE).await?;
    Ok(Page { lines: withhold(ctx, &places, lines), total, page })
}

//! Units: added, changed, found by the command line.

use super::mine;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::organisation::{OrganiseRefusal, SuccessionKind, UnitType};
use domain::policy::{Action, Place};
use domain::{Event, Unit, UnitId, show_date};
use store::unit::Succession;
use time::Date;

/// What is typed of a unit.
#[derive(Debug, Clone, Default)]
pub struct UnitForm {
    /// What it is.
    pub unit_type: String,
    /// Its full name.
    pub name_full: String,
    /// Its short name.
    pub name_short: String,
    /// Line 1 of a paper's left header; may be empty.
    pub header_parent: String,
    /// The bold lines of it, one a line.
    pub header_lines: String,
    /// The abbreviation in document symbols; may be empty.
    pub doc_abbrev: String,
    /// The place name beside a paper's date.
    pub place_name: String,
    /// Its official code; may be empty.
    pub code: String,
    /// From which day.
    pub on: String,
    /// Why: the resolution or decision.
    pub reason: String,
}

struct Named {
    full: String,
    short: String,
    header_parent: String,
    header_lines: Vec<String>,
    doc_abbrev: String,
    place_name: String,
}

fn named(fields: &mut Fields, it: &UnitForm) -> Named {
    let header = fields.text("header_lines", &it.header_lines);
    Named {
        full: fields.line("name_full", &it.name_full),
        short: fields.line("name_short", &it.name_short),
        header_parent: fields.optional_line("header_parent", &it.header_parent),
        header_lines: header.lines().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        doc_abbrev: fields.optional_line("doc_abbrev", &it.doc_abbrev),
        place_name: fields.line("place_name", &it.place_name),
    }
}

/// Adds a unit below another one.
pub async fn add_unit(ctx: &Ctx, parent: UnitId, it: &UnitForm) -> Result<UnitId, Error> {
    let mut fields = Fields::default();
    let kind = UnitType::of(&it.unit_type);
    if kind.is_none() {
        fields.refuse("unit_type", OrganiseRefusal::UnknownKind);
    }
    let names = named(&mut fields, it);
    let code = fields.optional_line("code", &it.code);
    let from = fields.day("on", &it.on);
    let reason = fields.text("reason", &it.reason);
    fields.finish()?;
    let Some(kind) = kind else { return Err(Error::NotFound) };
    let tx = ctx.begin().await?;
    let above = store::unit::get(&tx, parent).await?;
    ctx.actor.allow(Action::EditOrganisation, &above.place())?;
    if from < above.valid_from {
        return Err(Error::field("on", OrganiseRefusal::BeforeParent));
    }
    if above.valid_to.is_some_and(|last| last < from) {
        return Err(Error::field("on", OrganiseRefusal::EndedAlready));
    }
    if !code.is_empty() && store::unit::of_code(&tx, &code, from).await?.is_some() {
        return Err(Error::field("code", OrganiseRefusal::CodeTaken));
    }
    let unit = Unit {
        id: UnitId(0),
        parent: Some(parent),
        path: String::new(),
        unit_type: kind.code(),
        level: kind.level().to_owned(),
        name_full: names.full,
        name_short: names.short,
        header_parent: names.header_parent,
        header_lines: names.header_lines,
        doc_abbrev: names.doc_abbrev,
        place_name: names.place_name,
        valid_from: from,
        valid_to: None,
    };
    let id = store::unit::insert(&tx, &unit).await?;
    if !code.is_empty() {
        let scheme = if code.len() == 5 && code.bytes().all(|it| it.is_ascii_digit()) { "gso" } else { "internal" };
        store::unit::insert_code(&tx, id, scheme, &code, from).await.map_err(|error| match error {
            store::Error::Taken => Error::field("code", OrganiseRefusal::CodeTaken),
            other => other.into(),
        })?;
    }
    let after = format!("{} · {} · {}", unit.name_full, code, show_date(from));
    ctx.remember(&tx, Event::UnitAdded, "unit", id.0, Remember { unit: Some(id), after, reason, ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// Gives a unit other names or header lines from a day on that has come. A new name leaves a line of succession; sheets and packages of
/// campaigns keep the name they were made with.
pub async fn change_unit(ctx: &Ctx, id: UnitId, it: &UnitForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let names = named(&mut fields, it);
    let on = fields.day("on", &it.on);
    let reason = fields.text("reason", &it.reason);
    if on > ctx.today {
        fields.refuse("on", OrganiseRefusal::InFuture);
    }
    fields.finish()?;
    let tx = ctx.begin().await?;
    let before = mine(ctx, &tx, id).await?;
    if on < before.valid_from {
        return Err(Error::field("on", OrganiseRefusal::EndsBeforeStart));
    }
    let after = Unit {
        name_full: names.full,
        name_short: names.short,
        header_parent: names.header_parent,
        header_lines: names.header_lines,
        doc_abbrev: names.doc_abbrev,
        place_name: names.place_name,
        ..before.clone()
    };
    store::organisation::update_unit(&tx, &after).await?;
    if before.name_full != after.name_full {
        let note = format!("{} → {}. {reason}", before.name_full, after.name_full);
        let renamed = Succession { from: id, to: id, kind: SuccessionKind::Rename.code(), share_e4: None, effective_on: on, note };
        store::unit::insert_succession(&tx, &renamed).await?;
    }
    let told = |it: &Unit| {
        [&it.name_full, &it.name_short, &it.header_parent, &it.header_lines.join(" / "), &it.doc_abbrev, &it.place_name]
            .map(String::as_str)
            .join(" · ")
    };
    let remember = Remember { unit: Some(id), before: told(&before), after: format!("{} · {}", told(&after), show_date(on)), reason };
    ctx.remember(&tx, Event::UnitChanged, "unit", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// The unit of a code or full name today, for the command line. In a database without units it is added under this name, with no unit above it.
pub async fn found(ctx: &Ctx, text: &str) -> Result<UnitId, Error> {
    let tx = ctx.begin().await?;
    let unit = found_in(ctx, &tx, text).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(unit)
}

/// The same inside the transaction of a larger act.
pub(crate) async fn found_in(ctx: &Ctx, tx: &store::Tx, text: &str) -> Result<UnitId, Error> {
    let text = domain::text::needed_line(text, domain::text::LINE).map_err(|refusal| Error::field("unit", refusal))?;
    if let Some(unit) = store::unit::of_code(tx, &text, ctx.today).await? {
        return Ok(unit.id);
    }
    let all = store::unit::list(tx, ctx.today).await?;
    if let Some(unit) = all.iter().find(|it| it.name_full == text) {
        return Ok(unit.id);
    }
    ctx.actor.allow(Action::EditOrganisation, &Place { unit: UnitId(0), path: "/".to_owned() })?;
    if store::unit::count(tx).await? > 0 {
        return Err(Error::NotFound);
    }
    let kind = UnitType::of_name(&text);
    let unit = Unit {
        id: UnitId(0),
        parent: None,
        path: String::new(),
        unit_type: kind.code(),
        level: kind.level().to_owned(),
        name_short: text.clone(),
        header_parent: String::new(),
        header_lines: vec!["ỦY BAN NHÂN DÂN".to_owned(), text.to_uppercase()],
        doc_abbrev: "UBND".to_owned(),
        place_name: text.split_once(' ').map_or(text.as_str(), |(_, it)| it).to_owned(),
        name_full: text.clone(),
        valid_from: FIRST_UNIT_FROM,
        valid_to: None,
    };
    let id = store::unit::insert(tx, &unit).await?;
    ctx.remember(tx, Event::UnitAdded, "unit", id.0, Remember { unit: Some(id), after: text, ..Remember::default() }).await?;
    Ok(id)
}

/// From which day the first unit of an installation is there: before any campaign that could be taken in.
const FIRST_UNIT_FROM: Date = time::macros::date!(2000 - 01 - 01);

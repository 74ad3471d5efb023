//! The organisation tree: reading it, and changing units, posts and who holds them, each change with its day and reason.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::organisation::{OrganiseRefusal, PersonCategory, PostKind, SuccessionKind, UnitType};
use domain::policy::{Action, Forbidden, Place};
use domain::{Event, FigureValue, PersonId, PostId, Unit, UnitId, ValueKind, show_date};
use std::collections::HashMap;
use store::Tx;
pub use store::organisation::{CodeLine, HoldingLine, Person, PostLine, SuccessionLine, Takes, TreeLine};
use store::person::Holding;
use store::unit::Succession;
use time::{Date, Duration};

/// A line of the tree with its depth below the first level shown.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The unit.
    pub line: TreeLine,
    /// How deep it stands.
    pub depth: usize,
}

/// The tree as this person may see it.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The lines, parents before children, siblings in Vietnamese order.
    pub branches: Vec<Branch>,
    /// Who holds a post and whose name holds the text, where one was given.
    pub people: Vec<HoldingLine>,
}

/// The units that exist on a day and whose name holds a text, marks or not.
pub async fn tree(ctx: &Ctx, day: Date, search: &str) -> Result<Tree, Error> {
    let scopes = ctx.actor.scopes(Action::ViewOrganisation);
    if scopes.is_empty() {
        return Err(Forbidden::NoRole.into());
    }
    let search = domain::fold::fold(search.trim());
    let lines = store::organisation::tree(ctx.db(), &scopes, day, &search).await?;
    let people = if search.is_empty() { Vec::new() } else { store::organisation::holders_named(ctx.db(), &scopes, day, &search).await? };
    Ok(Tree { branches: in_tree_order(lines), people })
}

fn in_tree_order(lines: Vec<TreeLine>) -> Vec<Branch> {
    let there: std::collections::HashSet<i64> = lines.iter().map(|it| it.id).collect();
    let mut below: HashMap<i64, Vec<TreeLine>> = HashMap::new();
    let mut waiting: Vec<(TreeLine, usize)> = Vec::new();
    for it in lines.into_iter().rev() {
        match it.parent_id.filter(|parent| there.contains(parent)) {
            Some(parent) => below.entry(parent).or_default().push(it),
            None => waiting.push((it, 0)),
        }
    }
    let mut branches = Vec::new();
    while let Some((line, depth)) = waiting.pop() {
        for child in below.remove(&line.id).unwrap_or_default() {
            waiting.push((child, depth + 1));
        }
        branches.push(Branch { line, depth });
    }
    branches
}

/// A unit's page.
#[derive(Debug, Clone)]
pub struct UnitView {
    /// The unit.
    pub unit: Unit,
    /// The unit above, where the person may see it.
    pub parent: Option<Unit>,
    /// Its codes.
    pub codes: Vec<CodeLine>,
    /// Its posts on the day.
    pub posts: Vec<PostLine>,
    /// Everybody who held one.
    pub holdings: Vec<HoldingLine>,
    /// What became of it and what it came from.
    pub successions: Vec<SuccessionLine>,
    /// The campaigns it takes part in.
    pub campaigns: Vec<Takes>,
    /// What of the unit this person may read.
    pub sees: Sees,
    /// Where this person may change it: the units it could go into, and the people who could hold a post.
    pub edit: Option<EditOffer>,
}

/// What of a unit somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sees {
    /// Its commitment sheets.
    pub commitment: bool,
    /// Its figures.
    pub figures: bool,
    /// Its results.
    pub results: bool,
}

/// What the forms of a unit's page offer.
#[derive(Debug, Clone)]
pub struct EditOffer {
    /// Other units of today.
    pub units: Vec<Unit>,
    /// People, by given name.
    pub people: Vec<Person>,
}

/// The most people that a form offers by name.
const MOST_PEOPLE: i64 = 2000;

/// A unit as it is on a day.
pub async fn unit(ctx: &Ctx, id: UnitId, day: Date) -> Result<UnitView, Error> {
    let db = ctx.db();
    let (unit, parent) = store::unit::with_parent(db, id).await?;
    ctx.actor.allow(Action::ViewOrganisation, &unit.place())?;
    let parent = parent.filter(|it| ctx.actor.allow(Action::ViewOrganisation, &it.place()).is_ok());
    let edit = match ctx.actor.allow(Action::EditOrganisation, &unit.place()) {
        Ok(()) => Some(EditOffer {
            units: store::unit::list(db, ctx.today).await?,
            people: store::organisation::people(db, "", MOST_PEOPLE).await?,
        }),
        Err(_) => None,
    };
    let sees = |action| ctx.actor.allow(action, &unit.place()).is_ok();
    Ok(UnitView {
        codes: store::organisation::codes(db, id).await?,
        posts: store::organisation::posts(db, id, day).await?,
        holdings: store::organisation::holdings_of_unit(db, id).await?,
        successions: store::organisation::successions(db, id).await?,
        campaigns: store::organisation::campaigns(db, id).await?,
        sees: Sees { commitment: sees(Action::ViewCommitment), figures: sees(Action::ViewFigures), results: sees(Action::ViewResults) },
        unit,
        parent,
        edit,
    })
}

/// A person's page.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// The posts they held, newest first, as far as this person may see the units.
    pub holdings: Vec<HoldingLine>,
    /// Whether this person may see who looked here.
    pub may_see_history: bool,
}

/// A person and the posts they held. Who may see none of the units may not see the person. Reading somebody else's page is remembered.
pub async fn person(ctx: &Ctx, id: PersonId) -> Result<PersonView, Error> {
    let person = store::organisation::person(ctx.db(), id).await?;
    let mut holdings = store::organisation::holdings_of_person(ctx.db(), id).await?;
    let own = ctx.actor.person == id;
    holdings.retain(|it| {
        let place = Place { unit: UnitId(it.unit_id), path: it.unit_path.clone() };
        own || ctx.actor.allow(Action::ViewOrganisation, &place).is_ok()
    });
    if holdings.is_empty() && !own && !ctx.actor.may_somewhere(Action::EditOrganisation) {
        return Err(Forbidden::NoRole.into());
    }
    if !own {
        let tx = ctx.begin().await?;
        ctx.remember(&tx, Event::PersonRead, "person", id.0, Remember::default()).await?;
        tx.commit().await.map_err(Error::internal)?;
    }
    Ok(PersonView { person, holdings, may_see_history: own || ctx.actor.may_somewhere(Action::EditOrganisation) })
}

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

/// A unit that may be changed by this person and still exists.
async fn mine(ctx: &Ctx, tx: &Tx, id: UnitId) -> Result<Unit, Error> {
    let unit = store::unit::get(tx, id).await?;
    ctx.actor.allow(Action::EditOrganisation, &unit.place())?;
    if unit.valid_to.is_some_and(|last| last < ctx.today) {
        return Err(OrganiseRefusal::EndedAlready.into());
    }
    Ok(unit)
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

/// Adds a post of a unit.
pub async fn add_post(ctx: &Ctx, unit: UnitId, kind: &str, title: &str, on: &str) -> Result<PostId, Error> {
    let mut fields = Fields::default();
    let kind = PostKind::of(kind);
    if kind.is_none() {
        fields.refuse("kind", OrganiseRefusal::UnknownKind);
    }
    let title = fields.line("title", title);
    let from = fields.day("on", on);
    fields.finish()?;
    let Some(kind) = kind else { return Err(Error::NotFound) };
    let tx = ctx.begin().await?;
    let there = mine(ctx, &tx, unit).await?;
    if from < there.valid_from {
        return Err(Error::field("on", OrganiseRefusal::BeforeParent));
    }
    let id = store::person::insert_post(&tx, unit, &kind.code(), &title, from).await?;
    let after = format!("{title} · {}", show_date(from));
    ctx.remember(&tx, Event::PostAdded, "post", id.0, Remember { unit: Some(unit), after, ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// What is typed of a person.
#[derive(Debug, Clone, Default)]
pub struct PersonForm {
    /// The name.
    pub full_name: String,
    /// `ông` or `bà`.
    pub honorific: String,
    /// `cadre`, `civil_servant` or `public_employee`.
    pub category: String,
}

async fn insert_person(ctx: &Ctx, tx: &Tx, fields: Fields, it: &PersonForm) -> Result<PersonId, Error> {
    let mut fields = fields;
    let name = fields.line("full_name", &it.full_name);
    if !["ông", "bà"].contains(&it.honorific.as_str()) {
        fields.refuse("honorific", OrganiseRefusal::UnknownKind);
    }
    if PersonCategory::of(&it.category).is_none() {
        fields.refuse("category", OrganiseRefusal::UnknownKind);
    }
    fields.finish()?;
    let id = store::person::insert(tx, &name, &it.honorific, &it.category).await?;
    ctx.remember(tx, Event::PersonAdded, "person", id.0, Remember { after: name, ..Remember::default() }).await?;
    Ok(id)
}

/// Adds a person who holds no post yet.
pub async fn add_person(ctx: &Ctx, it: &PersonForm) -> Result<PersonId, Error> {
    if !ctx.actor.may_somewhere(Action::EditOrganisation) {
        return Err(Forbidden::NoRole.into());
    }
    let tx = ctx.begin().await?;
    let id = insert_person(ctx, &tx, Fields::default(), it).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// Adds a person inside another act.
pub(crate) async fn add_person_in(ctx: &Ctx, tx: &Tx, it: &PersonForm) -> Result<PersonId, Error> {
    insert_person(ctx, tx, Fields::default(), it).await
}

/// What is typed to hand a post over.
#[derive(Debug, Clone, Default)]
pub struct HandOverForm {
    /// Who takes it; none where the person is new, or where the post is left empty.
    pub person: Option<PersonId>,
    /// The new person; read where `person` is none and a name is given.
    pub new_person: PersonForm,
    /// From which day the new holder holds it; the one before ends the day before.
    pub on: String,
    /// As acting holder.
    pub acting: bool,
    /// Beside another post.
    pub concurrent: bool,
    /// Why: the decision.
    pub reason: String,
}

/// Hands a post over on a day: whoever holds it ceases the day before, the new holder begins. Without a person the post stays empty.
pub async fn hand_over(ctx: &Ctx, post: PostId, it: &HandOverForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let from = fields.day("on", &it.on);
    let reason = fields.text("reason", &it.reason);
    let tx = ctx.begin().await?;
    store::hold::post(&tx, post).await?;
    let there = store::organisation::post(&tx, post).await?;
    let unit = UnitId(there.unit_id);
    mine(ctx, &tx, unit).await?;
    let person = match it.person {
        Some(person) => {
            fields.finish()?;
            Some(PersonId(store::organisation::person(&tx, person).await?.id))
        }
        None if it.new_person.full_name.trim().is_empty() => {
            fields.finish()?;
            None
        }
        None => Some(insert_person(ctx, &tx, fields, &it.new_person).await?),
    };
    if from < there.valid_from || there.valid_to.is_some_and(|last| last < from) {
        return Err(Error::field("on", OrganiseRefusal::PostNotThere));
    }
    let holders = store::organisation::holders(&tx, post, from).await?;
    if person.is_some() && holders.iter().any(|it| Some(PersonId(it.person_id)) == person && it.to_on.is_none()) {
        return Err(Error::field("person", OrganiseRefusal::HoldsAlready));
    }
    if person.is_none() && holders.is_empty() {
        return Err(Error::field("person", OrganiseRefusal::NobodyThere));
    }
    for holder in holders.iter().filter(|it| it.to_on.is_none()) {
        if holder.from_on >= from {
            return Err(Error::field("on", OrganiseRefusal::HolderBeganLater));
        }
        let last = from.saturating_sub(Duration::days(1));
        store::organisation::end_holding(&tx, holder.id, last).await?;
        let before = format!("{} · {}", holder.person, there.title);
        let remember = Remember { unit: Some(unit), before, after: show_date(last), reason: reason.clone() };
        ctx.remember(&tx, Event::PostLeft, "post", post.0, remember).await?;
    }
    if let Some(person) = person {
        store::person::insert_holding(&tx, post, person, from, None, Holding { acting: it.acting, concurrent: it.concurrent }).await?;
        let name = store::organisation::person(&tx, person).await?.full_name;
        let after = format!("{name} · {} · {}", there.title, show_date(from));
        ctx.remember(&tx, Event::PostTaken, "post", post.0, Remember { unit: Some(unit), after, reason, ..Remember::default() }).await?;
    }
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

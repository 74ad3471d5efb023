//! The tree as people see it, and what changes in it: units, posts, who holds them.

use crate::row::{row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{PersonId, PostId, Unit, UnitId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// The most rows that a page of the tree shows.
const MOST: i64 = 3000;

/// A unit's line in the tree.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TreeLine {
    /// The unit.
    pub id: i64,
    /// The unit above.
    pub parent_id: Option<i64>,
    /// Its path.
    pub path: String,
    /// What it is.
    pub unit_type: String,
    /// Its full name.
    pub name_full: String,
    /// Its official code on the day.
    pub code: Option<String>,
    /// How many posts it has on the day.
    pub posts: i64,
    /// How many of them are held.
    pub held: i64,
    /// Its key for ordering.
    pub sort_key: String,
}

/// The units that exist on a day within some places, whose folded name holds a text; in Vietnamese order.
pub async fn tree(db: &impl Connection, scopes: &[Scope], day: Date, search: &str) -> Result<Vec<TreeLine>, Error> {
    let (place, values) = within(scopes, 4);
    let text = format!(
        "SELECT unit.id, unit.parent_id, unit.path, unit.unit_type, unit.name_full, unit.sort_key, \
         (SELECT min(unit_code.code) FROM unit_code WHERE unit_code.unit_id = unit.id AND unit_code.valid_from <= $1 \
          AND (unit_code.valid_to IS NULL OR unit_code.valid_to >= $1)) AS code, \
         (SELECT count(*) FROM post WHERE post.unit_id = unit.id AND post.valid_from <= $1 \
          AND (post.valid_to IS NULL OR post.valid_to >= $1)) AS posts, \
         (SELECT count(DISTINCT post.id) FROM post JOIN post_holding ON post_holding.post_id = post.id WHERE post.unit_id = unit.id \
          AND post_holding.from_on <= $1 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $1)) AS held \
         FROM unit WHERE unit.valid_from <= $1 AND (unit.valid_to IS NULL OR unit.valid_to >= $1) \
         AND ($2 = '' OR unit.search_key LIKE $3) AND {place} ORDER BY unit.sort_key, unit.id LIMIT {MOST}"
    );
    let mut all: Vec<Value> = vec![day.into(), search.into(), format!("%{search}%").into()];
    all.extend(values);
    Ok(rows(db, &text, all).await?)
}

/// An official code of a unit, with its days.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CodeLine {
    /// Who gave it: `gso`, `internal`.
    pub scheme: String,
    /// The code.
    pub code: String,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_to: Option<Date>,
}

/// The codes of a unit, newest first.
pub async fn codes(db: &impl Connection, unit: UnitId) -> Result<Vec<CodeLine>, Error> {
    let text = "SELECT scheme, code, valid_from, valid_to FROM unit_code WHERE unit_id = $1 ORDER BY valid_from DESC, scheme, code";
    Ok(rows(db, text, [unit.0.into()]).await?)
}

#[derive(FromQueryResult)]
struct UnitCode {
    unit_id: i64,
    code: String,
}

/// The code of every unit that has one on a day; the one of the statistics office first.
pub async fn codes_on(db: &impl Connection, day: Date) -> Result<Vec<(UnitId, String)>, Error> {
    let found: Vec<UnitCode> = rows(
        db,
        "SELECT unit_id, code FROM unit_code WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1) \
         ORDER BY unit_id, CASE WHEN scheme = 'gso' THEN 0 ELSE 1 END, code",
        [day.into()],
    )
    .await?;
    Ok(found.into_iter().map(|it| (UnitId(it.unit_id), it.code)).collect())
}

/// A line of what became of units.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SuccessionLine {
    /// The unit that ended or changed.
    pub from_id: i64,
    /// Its name.
    pub from_name: String,
    /// Its path in the tree.
    pub from_path: String,
    /// The unit it became.
    pub to_id: i64,
    /// Its name.
    pub to_name: String,
    /// Its path in the tree.
    pub to_path: String,
    /// `merge`, `split` or `rename`.
    pub kind: String,
    /// The share that went there, ten-thousandths of the whole.
    pub share_e4: Option<i64>,
    /// From which day.
    pub effective_on: Date,
    /// What else to know.
    pub note: String,
}

/// What became of a unit, and what it came from; newest first.
pub async fn successions(db: &impl Connection, unit: UnitId) -> Result<Vec<SuccessionLine>, Error> {
    Ok(rows(
        db,
        "SELECT a.id AS from_id, a.name_full AS from_name, a.path AS from_path, b.id AS to_id, b.name_full AS to_name, b.path AS to_path, unit_succession.kind, \
         unit_succession.share_e4, unit_succession.effective_on, unit_succession.note FROM unit_succession \
         JOIN unit a ON a.id = unit_succession.from_unit_id JOIN unit b ON b.id = unit_succession.to_unit_id \
         WHERE a.id = $1 OR b.id = $1 ORDER BY unit_succession.effective_on DESC, unit_succession.id DESC LIMIT 200",
        [unit.0.into()],
    )
    .await?)
}

/// A post and who holds it on a day.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct PostLine {
    /// The post.
    pub id: i64,
    /// `unit_head`, `deputy_head` or `officer`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its first day.
    pub valid_from: Date,
    /// The holding.
    pub holding: Option<i64>,
    /// Who holds it.
    pub person_id: Option<i64>,
    /// Their name.
    pub person: Option<String>,
    /// `ông` or `bà`.
    pub honorific: Option<String>,
    /// Since when.
    pub from_on: Option<Date>,
    /// Until when.
    pub to_on: Option<Date>,
    /// As acting holder.
    pub acting: Option<bool>,
    /// Beside another post.
    pub concurrent: Option<bool>,
}

/// The posts of a unit on a day, heads first; one line for each holder, one without where nobody holds it.
pub async fn posts(db: &impl Connection, unit: UnitId, day: Date) -> Result<Vec<PostLine>, Error> {
    Ok(rows(
        db,
        "SELECT post.id, post.kind, post.title, post.valid_from, post_holding.id AS holding, person.id AS person_id, \
         person.full_name AS person, person.honorific, post_holding.from_on, post_holding.to_on, post_holding.acting, \
         post_holding.concurrent FROM post \
         LEFT JOIN post_holding ON post_holding.post_id = post.id AND post_holding.from_on <= $2 \
         AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) LEFT JOIN person ON person.id = post_holding.person_id \
         WHERE post.unit_id = $1 AND post.valid_from <= $2 AND (post.valid_to IS NULL OR post.valid_to >= $2) \
         ORDER BY CASE post.kind WHEN 'unit_head' THEN 0 WHEN 'deputy_head' THEN 1 ELSE 2 END, post.id, post_holding.id LIMIT 500",
        [unit.0.into(), day.into()],
    )
    .await?)
}

/// Somebody who held a post of a unit, or holds it, with the days.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HoldingLine {
    /// The holding.
    pub id: i64,
    /// The post.
    pub post_id: i64,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit_id: i64,
    /// Its name.
    pub unit: String,
    /// The unit's place in the tree.
    pub unit_path: String,
    /// Who.
    pub person_id: i64,
    /// Their name.
    pub person: String,
    /// The first day.
    pub from_on: Date,
    /// The last day.
    pub to_on: Option<Date>,
    /// As acting holder.
    pub acting: bool,
    /// Beside another post.
    pub concurrent: bool,
}

const HOLDING: &str = "SELECT post_holding.id, post.id AS post_id, post.kind, post.title, unit.id AS unit_id, unit.name_full AS unit, \
    unit.path AS unit_path, person.id AS person_id, person.full_name AS person, post_holding.from_on, post_holding.to_on, \
    post_holding.acting, post_holding.concurrent FROM post_holding JOIN post ON post.id = post_holding.post_id \
    JOIN unit ON unit.id = post.unit_id JOIN person ON person.id = post_holding.person_id";

/// Everybody who held a post of a unit, newest first.
pub async fn holdings_of_unit(db: &impl Connection, unit: UnitId) -> Result<Vec<HoldingLine>, Error> {
    let text = format!("{HOLDING} WHERE unit.id = $1 ORDER BY post_holding.from_on DESC, post_holding.id DESC LIMIT 300");
    Ok(rows(db, &text, [unit.0.into()]).await?)
}

/// The posts that a person held, newest first.
pub async fn holdings_of_person(db: &impl Connection, person: PersonId) -> Result<Vec<HoldingLine>, Error> {
    let text = format!("{HOLDING} WHERE person.id = $1 ORDER BY post_holding.from_on DESC, post_holding.id DESC LIMIT 300");
    Ok(rows(db, &text, [person.0.into()]).await?)
}

/// Who holds a post on a day, the one not concurrent first.
pub async fn holders(db: &impl Connection, post: PostId, day: Date) -> Result<Vec<HoldingLine>, Error> {
    let text =
        format!("{HOLDING} WHERE post.id = $1 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2) ORDER BY post_holding.id");
    Ok(rows(db, &text, [post.0.into(), day.into()]).await?)
}

/// Ends a holding on a day.
pub async fn end_holding(db: &impl Connection, holding: i64, to: Date) -> Result<(), Error> {
    let changed = run(db, "UPDATE post_holding SET to_on = $1 WHERE id = $2 AND to_on IS NULL", [to.into(), holding.into()]).await?;
    if changed == 0 { Err(Error::Busy) } else { Ok(()) }
}

/// A post with its days.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Post {
    /// Its key.
    pub id: i64,
    /// The unit.
    pub unit_id: i64,
    /// Its title.
    pub title: String,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_to: Option<Date>,
}

/// A post.
pub async fn post(db: &impl Connection, id: PostId) -> Result<Post, Error> {
    let text = "SELECT id, unit_id, title, valid_from, valid_to FROM post WHERE id = $1";
    row::<Post>(db, text, [id.0.into()]).await?.ok_or(Error::NotFound)
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Person {
    /// Its key.
    pub id: i64,
    /// The name.
    pub full_name: String,
    /// `ông` or `bà`.
    pub honorific: String,
    /// `cadre`, `civil_servant` or `public_employee`.
    pub category: String,
}

/// A person.
pub async fn person(db: &impl Connection, id: PersonId) -> Result<Person, Error> {
    let text = "SELECT id, full_name, honorific, category FROM person WHERE id = $1";
    row::<Person>(db, text, [id.0.into()]).await?.ok_or(Error::NotFound)
}

/// People whose folded name holds a text, by given name.
pub async fn people(db: &impl Connection, search: &str, limit: i64) -> Result<Vec<Person>, Error> {
    Ok(rows(
        db,
        "SELECT id, full_name, honorific, category FROM person WHERE $1 = '' OR search_key LIKE $2 ORDER BY sort_key, id LIMIT $3",
        [search.into(), format!("%{search}%").into(), limit.into()],
    )
    .await?)
}

/// Saves a unit's names and header lines; its place and days stay.
pub async fn update_unit(db: &impl Connection, it: &Unit) -> Result<(), Error> {
    let changed = run(
        db,
        "UPDATE unit SET name_full = $1, name_short = $2, header_parent = $3, header_lines = $4, doc_abbrev = $5, place_name = $6, \
         search_key = $7, sort_key = $8 WHERE id = $9",
        [
            it.name_full.as_str().into(),
            it.name_short.as_str().into(),
            it.header_parent.as_str().into(),
            it.header_lines.join("\n").into(),
            it.doc_abbrev.as_str().into(),
            it.place_name.as_str().into(),
            domain::fold::fold(&it.name_full).into(),
            domain::fold::sort_key(&it.name_full).into(),
            it.id.0.into(),
        ],
    )
    .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Ends a unit on a day, with its codes.
pub async fn end_unit(db: &impl Connection, unit: UnitId, last: Date) -> Result<(), Error> {
    let changed = run(db, "UPDATE unit SET valid_to = $1 WHERE id = $2 AND valid_to IS NULL", [last.into(), unit.0.into()]).await?;
    if changed == 0 {
        return Err(Error::Busy);
    }
    run(db, "UPDATE unit_code SET valid_to = $1 WHERE unit_id = $2 AND valid_to IS NULL", [last.into(), unit.0.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

/// How many units directly below a unit exist after a day.
pub async fn count_below_after(db: &impl Connection, unit: UnitId, day: Date) -> Result<i64, Error> {
    let text = "SELECT count(*) AS number FROM unit WHERE parent_id = $1 AND (valid_to IS NULL OR valid_to > $2)";
    Ok(row::<Count>(db, text, [unit.0.into(), day.into()]).await?.map_or(0, |it| it.number))
}

/// A campaign that a unit takes part in.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Takes {
    /// The campaign's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: i64,
    /// The unit's group.
    pub group_title: String,
    /// The unit's name then.
    pub name: String,
}

/// The campaigns that a unit takes part in, newest first.
pub async fn campaigns(db: &impl Connection, unit: UnitId) -> Result<Vec<Takes>, Error> {
    Ok(rows(
        db,
        "SELECT campaign.code, campaign.title, campaign.year, campaign_group.title AS group_title, campaign_unit.name FROM campaign_unit \
         JOIN campaign ON campaign.id = campaign_unit.campaign_id JOIN campaign_group ON campaign_group.id = campaign_unit.group_id \
         WHERE campaign_unit.unit_id = $1 ORDER BY campaign.year DESC, campaign.id DESC LIMIT 100",
        [unit.0.into()],
    )
    .await?)
}

/// Who holds a post on a day within some places and whose folded name holds a text, by given name.
pub async fn holders_named(db: &impl Connection, scopes: &[Scope], day: Date, search: &str) -> Result<Vec<HoldingLine>, Error> {
    let (place, values) = within(scopes, 3);
    let text = format!(
        "{HOLDING} WHERE post_holding.from_on <= $1 AND (post_holding.to_on IS NULL OR post_holding.to_on >= $1) \
         AND person.search_key LIKE $2 AND {place} ORDER BY person.sort_key, post_holding.id LIMIT 50"
    );
    let mut all: Vec<Value> = vec![day.into(), format!("%{search}%").into()];
    all.extend(values);
    Ok(rows(db, &text, all).await?)
}

//! Units, their codes and who they became.

use crate::row::{insert_many, insert_returning, row, rows, run};
use crate::{Connection, Error};
use domain::policy::{Place, Scope};
use domain::{CampaignId, Unit, UnitId};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set, Value};
use time::Date;

entity!(unit, "unit", {
    parent_id: Option<i64>,
    path: String,
    unit_type: String,
    level: String,
    name_full: String,
    name_short: String,
    header_parent: String,
    header_lines: String,
    doc_abbrev: String,
    place_name: String,
    tax_code: Option<String>,
    valid_from: Date,
    valid_to: Option<Date>,
    search_key: String,
    sort_key: String,
});

entity!(unit_code, "unit_code", {
    unit_id: i64,
    scheme: String,
    code: String,
    valid_from: Date,
    valid_to: Option<Date>,
});

entity!(unit_succession, "unit_succession", {
    from_unit_id: i64,
    to_unit_id: i64,
    kind: String,
    share_e4: Option<i64>,
    effective_on: Date,
    note: String,
});

pub(crate) fn unit_of(it: unit::Model) -> Unit {
    Unit {
        id: UnitId(it.id),
        parent: it.parent_id.map(UnitId),
        path: it.path,
        unit_type: it.unit_type,
        level: it.level,
        name_full: it.name_full,
        name_short: it.name_short,
        header_parent: it.header_parent,
        header_lines: it.header_lines.lines().map(str::to_owned).collect(),
        doc_abbrev: it.doc_abbrev,
        place_name: it.place_name,
        valid_from: it.valid_from,
        valid_to: it.valid_to,
    }
}

/// A unit.
pub async fn get(db: &impl Connection, id: UnitId) -> Result<Unit, Error> {
    row::<unit::Model>(db, "SELECT * FROM unit WHERE id = $1", [id.0.into()]).await?.map(unit_of).ok_or(Error::NotFound)
}

/// A unit and the one above it. One statement.
pub async fn with_parent(db: &impl Connection, id: UnitId) -> Result<(Unit, Option<Unit>), Error> {
    let text = "SELECT * FROM unit WHERE id = $1 OR id = (SELECT parent_id FROM unit WHERE id = $1)";
    let found: Vec<unit::Model> = rows(db, text, [id.0.into()]).await?;
    let (own, above): (Vec<Unit>, Vec<Unit>) = found.into_iter().map(unit_of).partition(|it| it.id == id);
    Ok((own.into_iter().next().ok_or(Error::NotFound)?, above.into_iter().next()))
}

/// Two units by their keys. One statement.
pub async fn two(db: &impl Connection, one: UnitId, other: UnitId) -> Result<(Unit, Unit), Error> {
    let found: Vec<unit::Model> = rows(db, "SELECT * FROM unit WHERE id IN ($1, $2)", [one.0.into(), other.0.into()]).await?;
    let all: Vec<Unit> = found.into_iter().map(unit_of).collect();
    let find = |id: UnitId| all.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound);
    Ok((find(one)?, find(other)?))
}

/// The units that take part in a campaign, in no order.
pub async fn of_campaign(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Unit>, Error> {
    let text = "SELECT unit.* FROM unit JOIN campaign_unit ON campaign_unit.unit_id = unit.id WHERE campaign_unit.campaign_id = $1";
    Ok(rows::<unit::Model>(db, text, [campaign.0.into()]).await?.into_iter().map(unit_of).collect())
}

/// A unit's place in the tree.
pub async fn place(db: &impl Connection, id: UnitId) -> Result<Place, Error> {
    Ok(get(db, id).await?.place())
}

/// All units that exist on a day, parents before children, then in Vietnamese order.
pub async fn list(db: &impl Connection, day: Date) -> Result<Vec<Unit>, Error> {
    let found: Vec<unit::Model> = rows(
        db,
        "SELECT * FROM unit WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1) ORDER BY level, sort_key",
        [day.into()],
    )
    .await?;
    Ok(found.into_iter().map(unit_of).collect())
}

/// The unit of an official code on a day.
pub async fn of_code(db: &impl Connection, code: &str, day: Date) -> Result<Option<Unit>, Error> {
    let found = row::<unit::Model>(
        db,
        "SELECT unit.* FROM unit JOIN unit_code ON unit_code.unit_id = unit.id WHERE unit_code.code = $1 \
         AND unit_code.valid_from <= $2 AND (unit_code.valid_to IS NULL OR unit_code.valid_to >= $2)",
        [code.into(), day.into()],
    )
    .await?;
    Ok(found.map(unit_of))
}

/// Adds a unit below its parent, with a path of its own. `id` and `path` of the given unit are not read.
pub async fn insert(db: &impl Connection, it: &Unit) -> Result<UnitId, Error> {
    let above = match it.parent {
        Some(parent) => get(db, parent).await?.path,
        None => "/".to_owned(),
    };
    let made = unit::ActiveModel {
        parent_id: Set(it.parent.map(|it| it.0)),
        path: Set(String::new()),
        unit_type: Set(it.unit_type.clone()),
        level: Set(it.level.clone()),
        name_full: Set(it.name_full.clone()),
        name_short: Set(it.name_short.clone()),
        header_parent: Set(it.header_parent.clone()),
        header_lines: Set(it.header_lines.join("\n")),
        doc_abbrev: Set(it.doc_abbrev.clone()),
        place_name: Set(it.place_name.clone()),
        tax_code: Set(None),
        valid_from: Set(it.valid_from),
        valid_to: Set(it.valid_to),
        search_key: Set(domain::fold::fold(&it.name_full)),
        sort_key: Set(domain::fold::sort_key(&it.name_full)),
        ..Default::default()
    }
    .insert(db)
    .await?;
    run(db, "UPDATE unit SET path = $1 WHERE id = $2", [format!("{above}{}/", made.id).into(), made.id.into()]).await?;
    Ok(UnitId(made.id))
}

#[derive(FromQueryResult)]
struct Placed {
    id: i64,
    path: String,
}

/// Adds units below one parent and gives their keys in the given order. `id` and `path` of the given units are not read.
pub async fn insert_below(db: &impl Connection, above: &Unit, units: &[Unit]) -> Result<Vec<UnitId>, Error> {
    let head = "INSERT INTO unit (parent_id, path, unit_type, level, name_full, name_short, header_parent, header_lines, doc_abbrev, \
                place_name, valid_from, valid_to, search_key, sort_key) VALUES";
    let values = |(place, it): (usize, &Unit)| {
        vec![
            above.id.0.into(),
            // Its place among the given ones, until its key is known.
            format!("#{place}").into(),
            it.unit_type.as_str().into(),
            it.level.as_str().into(),
            it.name_full.as_str().into(),
            it.name_short.as_str().into(),
            it.header_parent.as_str().into(),
            it.header_lines.join("\n").into(),
            it.doc_abbrev.as_str().into(),
            it.place_name.as_str().into(),
            it.valid_from.into(),
            it.valid_to.into(),
            domain::fold::fold(&it.name_full).into(),
            domain::fold::sort_key(&it.name_full).into(),
        ]
    };
    let made: Vec<Placed> = insert_returning(db, head, 14, units.iter().enumerate().map(values).collect(), "RETURNING id, path").await?;
    let mut ids = vec![UnitId(0); units.len()];
    for it in made {
        let place = it.path.trim_start_matches('#').parse().ok().and_then(|at: usize| ids.get_mut(at));
        *place.ok_or(Error::Corrupt("unit.path"))? = UnitId(it.id);
    }
    let text = "UPDATE unit SET path = $1 || CAST(id AS TEXT) || '/' WHERE parent_id = $2 AND path LIKE '#%'";
    run(db, text, [above.path.as_str().into(), above.id.0.into()]).await?;
    Ok(ids)
}

/// Gives units their official codes from a day on: unit, who gave it, code. One that is given already is `Taken`.
pub async fn insert_codes(db: &impl Connection, codes: &[(UnitId, &str, &str)], from: Date) -> Result<(), Error> {
    let head = "INSERT INTO unit_code (unit_id, scheme, code, valid_from) VALUES";
    let values = |(unit, scheme, code): &(UnitId, &str, &str)| vec![unit.0.into(), (*scheme).into(), (*code).into(), from.into()];
    Ok(insert_many(db, head, 4, codes.iter().map(values).collect(), "").await?)
}

/// Gives a unit an official code from a day on; `scheme` names who gave it, such as `gso` or `internal`.
pub async fn insert_code(db: &impl Connection, unit: UnitId, scheme: &str, code: &str, from: Date) -> Result<(), Error> {
    unit_code::ActiveModel {
        unit_id: Set(unit.0),
        scheme: Set(scheme.to_owned()),
        code: Set(code.to_owned()),
        valid_from: Set(from),
        valid_to: Set(None),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// What became of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The unit that ended or changed.
    pub from: UnitId,
    /// The unit it became, or a part of it.
    pub to: UnitId,
    /// `merge`, `split` or `rename`.
    pub kind: String,
    /// The share that went there, ten-thousandths; none where unknown.
    pub share_e4: Option<i64>,
    /// From which day.
    pub effective_on: Date,
    /// The resolution, and what else to know.
    pub note: String,
}

/// Records what became of a unit.
pub async fn insert_succession(db: &impl Connection, it: &Succession) -> Result<(), Error> {
    unit_succession::ActiveModel {
        from_unit_id: Set(it.from.0),
        to_unit_id: Set(it.to.0),
        kind: Set(it.kind.clone()),
        share_e4: Set(it.share_e4),
        effective_on: Set(it.effective_on),
        note: Set(it.note.clone()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// A condition on `unit.id` and `unit.path` for the places that somebody may see, and its values, numbered from `first`.
pub(crate) fn within(scopes: &[Scope], first: usize) -> (String, Vec<Value>) {
    let mut parts = vec!["1 = 0".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    for scope in scopes {
        let number = first + values.len();
        match scope {
            Scope::Unit(it) => {
                parts.push(format!("unit.id = ${number}"));
                values.push(it.0.into());
            }
            Scope::Below(path) => {
                parts.push(format!("unit.path LIKE ${number}"));
                values.push(format!("{path}%").into());
            }
        }
    }
    (format!("({})", parts.join(" OR ")), values)
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

/// How many units there are.
pub async fn count(db: &impl Connection) -> Result<i64, Error> {
    Ok(row::<Count>(db, "SELECT count(*) AS number FROM unit", []).await?.map_or(0, |it| it.number))
}

//! Finding units, people and targets by words, marks or not. Every list is bounded.

use crate::row::rows;
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// The most targets of all rule sets that are looked through.
const MOST_TARGETS: i64 = 3000;

/// A unit, or a person by a post that they hold.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Found {
    /// `unit` or `person`.
    pub noun: String,
    /// Which one.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What a unit is, or the title of the post.
    pub detail: String,
    /// The unit above, or the unit of the post.
    pub unit_id: Option<i64>,
    /// Its name.
    pub unit: Option<String>,
}

/// A condition that a folded column holds every word; numbered from the next value.
pub(crate) fn holds(column: &str, words: &[&str], values: &mut Vec<Value>) -> String {
    let mut parts = vec!["1 = 1".to_owned()];
    for word in words {
        let plain = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        values.push(format!("%{plain}%").into());
        parts.push(format!("{column} LIKE ${} ESCAPE '\\'", values.len()));
    }
    parts.join(" AND ")
}

/// The units that exist on a day and the people who then hold a post, within some places, whose folded names hold all words: at most
/// `limit` of each, units first. A unit is also found by its official code.
pub async fn units_and_people(db: &impl Connection, scopes: &[Scope], day: Date, words: &[&str], limit: i64) -> Result<Vec<Found>, Error> {
    let mut values: Vec<Value> = vec![day.into(), words.join(" ").into(), limit.into()];
    let (place, more) = within(scopes, values.len() + 1);
    values.extend(more);
    let unit_holds = holds("unit.search_key", words, &mut values);
    let person_holds = holds("person.search_key", words, &mut values);
    let on = |table: &str, from: &str, to: &str| format!("{table}.{from} <= $1 AND ({table}.{to} IS NULL OR {table}.{to} >= $1)");
    let text = format!(
        "SELECT * FROM (SELECT 'unit' AS noun, unit.id, unit.name_full AS name, unit.unit_type AS detail, above.id AS unit_id, \
         above.name_full AS unit FROM unit LEFT JOIN unit AS above ON above.id = unit.parent_id WHERE {} AND {place} \
         AND (({unit_holds}) OR unit.id IN (SELECT unit_code.unit_id FROM unit_code WHERE unit_code.code = $2)) \
         ORDER BY unit.sort_key, unit.id LIMIT $3) AS units \
         UNION ALL SELECT * FROM (SELECT 'person' AS noun, person.id, person.full_name AS name, post.title AS detail, unit.id AS unit_id, \
         unit.name_full AS unit FROM person JOIN post_holding ON post_holding.person_id = person.id JOIN post ON post.id = post_holding.post_id \
         JOIN unit ON unit.id = post.unit_id WHERE {} AND {place} AND {person_holds} \
         ORDER BY person.sort_key, person.id, post_holding.id LIMIT $3) AS people",
        on("unit", "valid_from", "valid_to"),
        on("post_holding", "from_on", "to_on"),
    );
    Ok(rows(db, &text, values).await?)
}

/// A target with its rule set.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct TargetFound {
    /// The target's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The rule set.
    pub rule_set_id: i64,
    /// The rule set's title.
    pub rule_set: String,
    /// The rule set's version.
    pub version: i64,
}

/// The targets of all rule sets, newest set first.
pub async fn targets(db: &impl Connection) -> Result<Vec<TargetFound>, Error> {
    let text = "SELECT target.code, target.title, rule_set.id AS rule_set_id, rule_set.title AS rule_set, rule_set.version FROM target \
        JOIN rule_set ON rule_set.id = target.rule_set_id ORDER BY rule_set.valid_from DESC, rule_set.id DESC, target.position LIMIT $1";
    Ok(rows(db, text, [MOST_TARGETS.into()]).await?)
}

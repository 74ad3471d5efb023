//! What a database holds, table by table: for tests that say that nothing was changed.

use domain::PersonId;
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use std::collections::BTreeMap;
use store::Database;

/// Tables whose rows come and go with asking and not with doing: sessions, tries at signing in, what was typed and refused.
const OF_ASKING: [&str; 6] = ["session", "draft", "draft_file", "form_token", "sign_in_try", "known_browser"];

/// The content of every table but those of asking, and but lines of the log that say that somebody read something.
///
/// # Panics
/// Panics where the database does not answer: the test has then failed.
pub async fn digest(db: &Database) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (table, columns) in tables(db).await {
        let read = if table == "audit" { " WHERE event NOT LIKE '%-read'" } else { "" };
        let row = match db.get_database_backend() {
            DbBackend::Postgres => "CAST(it AS text)".to_owned(),
            _ => columns.iter().map(|it| format!("quote(\"{it}\")")).collect::<Vec<_>>().join(" || ',' || "),
        };
        let lines = match db.get_database_backend() {
            DbBackend::Postgres => format!("md5(string_agg({row}, ';' ORDER BY {row}))"),
            _ => format!("group_concat({row}, ';')"),
        };
        let text = format!("SELECT count(*) AS number, COALESCE({lines}, '') AS content FROM {table} AS it{read}");
        let found = rows(db, &text).await;
        let content: String = found[0].try_get("", "content").unwrap();
        let number: i64 = found[0].try_get("", "number").unwrap();
        all.insert(table, format!("{number} {}", domain::canonical::sha256(content.as_bytes())));
    }
    all
}

/// How many lines the log holds that name who did it and to what: those of one person, or all.
///
/// # Panics
/// Panics where the database does not answer: the test has then failed.
pub async fn remembered(db: &Database, person: Option<PersonId>) -> i64 {
    let who = person.map_or("person_id IS NOT NULL".to_owned(), |it| format!("person_id = {it}"));
    let text = format!("SELECT count(*) AS number FROM audit WHERE {who} AND event <> '' AND subject <> '' AND subject_id > 0");
    rows(db, &text).await[0].try_get("", "number").unwrap()
}

/// How many units and periods are counted otherwise than their figures stand (`figure_tally`): none, whatever was done.
///
/// # Panics
/// Panics where the database does not answer: the test has then failed.
pub async fn miscounted(db: &Database) -> i64 {
    let figures = "SELECT campaign_id, unit_id, period, standing, count(*) AS number, COALESCE(max(submitted_at), 0) AS last FROM figure \
         GROUP BY campaign_id, unit_id, period, standing";
    let tally = "SELECT campaign_id, unit_id, period, standing, number, COALESCE(last_submitted_at, 0) AS last FROM figure_tally";
    let text = format!(
        "SELECT count(*) AS number FROM (SELECT * FROM ({figures}) AS a EXCEPT SELECT * FROM ({tally}) AS b) AS less \
         UNION ALL SELECT count(*) FROM (SELECT * FROM ({tally}) AS c EXCEPT SELECT * FROM ({figures}) AS d) AS more"
    );
    rows(db, &text).await.iter().map(|it| it.try_get::<i64>("", "number").unwrap()).sum()
}

async fn rows(db: &Database, text: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap()
}

async fn tables(db: &Database) -> Vec<(String, Vec<String>)> {
    let text = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT table_name AS name, column_name AS part FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        }
        _ => {
            "SELECT it.name AS name, part.name AS part FROM sqlite_master AS it JOIN pragma_table_info(it.name) AS part \
             WHERE it.type = 'table' AND it.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
        }
    };
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for it in rows(db, text).await {
        let (name, part): (String, String) = (it.try_get("", "name").unwrap(), it.try_get("", "part").unwrap());
        if OF_ASKING.contains(&name.as_str()) {
            continue;
        }
        match all.last_mut() {
            Some((last, parts)) if *last == name => parts.push(part),
            _ => all.push((name, vec![part])),
        }
    }
    all
}

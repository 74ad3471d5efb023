//! A year that was begun with an earlier version of the program goes on: its rows outlive the steps that come after. On SQLite, where a step
//! that loosens a column makes its table anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use migrations::{Migrator, MigratorTrait};
use sea_orm_migration::sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult, Statement, TryGetable,
};

/// The step after which the year was begun.
const BEGUN: &str = "m0022_exempting";

async fn all(db: &DatabaseConnection, text: &str) -> Vec<QueryResult> {
    db.query_all_raw(Statement::from_string(DbBackend::Sqlite, text)).await.unwrap()
}

async fn number(db: &DatabaseConnection, text: &str) -> i64 {
    all(db, text).await[0].try_get_by_index(0).unwrap()
}

fn got<T: TryGetable>(row: &QueryResult, name: &str) -> T {
    row.try_get("", name).unwrap()
}

/// Fills one row of a table, its parents first: what has to be there is, and nothing else but what is said.
async fn fill(db: &DatabaseConnection, table: &str, said: &[(&str, &str)]) -> i64 {
    let keys = all(db, &format!("PRAGMA foreign_key_list({table})")).await;
    let parent = |column: &str| keys.iter().find(|it| got::<String>(it, "from") == column).map(|it| got::<String>(it, "table"));
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for column in all(db, &format!("PRAGMA table_info({table})")).await {
        let (name, kind): (String, String) = (got(&column, "name"), got(&column, "type"));
        let said = said.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        let needed = got::<i32>(&column, "notnull") == 1 && name != "id";
        let value = match said {
            Some(value) => value,
            // Of the three columns of a value one is filled.
            None if name == "value_e4" => "1".to_owned(),
            None if !needed => continue,
            None => match parent(&name) {
                Some(parent) => Box::pin(fill(db, &parent, &[])).await.to_string(),
                None if kind.contains("TEXT") || kind.contains("CHAR") => format!("'{name}'"),
                None if kind.contains("DATE") => "'2023-07-01'".to_owned(),
                None => "1".to_owned(),
            },
        };
        names.push(name);
        values.push(value);
    }
    // A parent that is there already serves again.
    let there = number(db, &format!("SELECT COUNT(*) FROM {table}")).await;
    if there == 0 {
        let text = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "));
        db.execute_unprepared(&text).await.unwrap_or_else(|error| panic!("{text}: {error}"));
    }
    number(db, &format!("SELECT MIN(rowid) FROM {table}")).await
}

/// The rows of a table as text, column by column of those that are there in both versions.
async fn rows(db: &DatabaseConnection, table: &str, columns: &str) -> Vec<String> {
    let text = columns.split(", ").map(|it| format!("COALESCE(CAST({it} AS TEXT), '-')")).collect::<Vec<_>>().join(" || '|' || ");
    all(db, &format!("SELECT {text} AS told FROM {table} ORDER BY id")).await.iter().map(|it| got(it, "told")).collect()
}

async fn columns(db: &DatabaseConnection, table: &str) -> String {
    let found = all(db, &format!("PRAGMA table_info({table})")).await;
    found.iter().map(|it| got::<String>(it, "name")).collect::<Vec<_>>().join(", ")
}

/// What guards a table: its triggers and indexes, by name.
async fn guards(db: &DatabaseConnection, table: &str) -> Vec<String> {
    let text = format!(
        "SELECT name FROM sqlite_master WHERE tbl_name = '{table}' AND type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY name"
    );
    all(db, &text).await.iter().map(|it| got(it, "name")).collect()
}

#[tokio::test]
async fn amendments_that_were_signed_outlive_the_step_that_lets_rules_be_amended() {
    let options = ConnectOptions::new("sqlite::memory:").max_connections(1).sqlx_logging(false).to_owned();
    let db = Database::connect(options).await.unwrap();
    let steps = Migrator::migrations().iter().position(|it| it.name() == BEGUN).unwrap() + 1;
    Migrator::up(&db, Some(u32::try_from(steps).unwrap())).await.unwrap();

    let amendment = fill(&db, "amendment", &[("value_e4", "620000"), ("state", "'approved'")]).await;
    fill(&db, "amendment_unit", &[("amendment_id", &amendment.to_string())]).await;
    let (names, signed) = (columns(&db, "amendment").await, columns(&db, "amendment_unit").await);
    let before = (rows(&db, "amendment", &names).await, rows(&db, "amendment_unit", &signed).await, guards(&db, "amendment").await);
    assert_eq!((before.0.len(), before.1.len()), (1, 1));

    migrations::up(&db).await.unwrap();
    assert_eq!(migrations::pending(&db).await.unwrap(), 0);
    assert_eq!((rows(&db, "amendment", &names).await, rows(&db, "amendment_unit", &signed).await), (before.0, before.1));
    assert!(all(&db, "PRAGMA foreign_key_check").await.is_empty(), "whoever signed still points at what was signed");
    let after = guards(&db, "amendment").await;
    let lost: Vec<_> = before.2.iter().filter(|it| !after.contains(it)).collect();
    assert!(lost.is_empty(), "guards and indexes are gone: {lost:?} of {after:?}");
    for text in ["UPDATE amendment SET reason = 'x'", "DELETE FROM amendment", "DELETE FROM amendment_unit"] {
        assert!(db.execute_unprepared(text).await.is_err(), "{text}");
    }
    // The next amendment has a number of its own after those of before.
    let next = number(&db, "SELECT MAX(id) FROM amendment").await;
    assert_eq!(next, amendment);
}

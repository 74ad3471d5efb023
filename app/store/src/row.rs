//! How rows are declared and raw SQL is run, the same on both databases.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, FromQueryResult, QueryResult, Statement, Value};

/// Declares a private entity: a module with `Model`, `Entity`, `Column` and `ActiveModel`. `id` is the surrogate key.
macro_rules! entity {
    ($module:ident, $table:literal, { $($field:ident : $kind:ty),* $(,)? }) => {
        pub(crate) mod $module {
            #![allow(missing_docs, unused_imports, reason = "rows are private; the types that leave are documented")]
            use sea_orm::entity::prelude::*;
            use time::Date;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key)]
                pub id: i64,
                $(pub $field: $kind),*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

/// A statement with `$1`, `$2` … and their values; both databases read that form.
pub(crate) fn sql(db: &impl ConnectionTrait, text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(db.get_database_backend(), text, values)
}

/// All rows of a statement.
pub(crate) async fn rows<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, DbErr> {
    let statement = sql(db, text, values);
    let found: Vec<QueryResult> = db.query_all_raw(statement).await?;
    found.iter().map(|it| T::from_query_result(it, "")).collect()
}

/// The first row of a statement.
pub(crate) async fn row<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    text: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<T>, DbErr> {
    let statement = sql(db, text, values);
    let found = db.query_one_raw(statement).await?;
    found.map(|it| T::from_query_result(&it, "")).transpose()
}

/// Runs a statement and says how many rows it changed.
pub(crate) async fn run(db: &impl ConnectionTrait, text: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, DbErr> {
    let statement = sql(db, text, values);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// `($1, $2), ($3, $4)`: places for so many rows of so many values, which come in this order. SQLite gets `(?, ?), (?, ?)`: it looks for
/// the name of each place among all names, which for some thousand places takes longer than the statement itself.
pub(crate) fn places(db: &impl ConnectionTrait, rows: usize, width: usize) -> String {
    let named = db.get_database_backend() == DbBackend::Postgres;
    let row = |at: usize| {
        let cells: Vec<String> = (1..=width).map(|it| if named { format!("${}", at * width + it) } else { "?".to_owned() }).collect();
        format!("({})", cells.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// Rows of one statement: both databases limit how many values it may bind.
pub(crate) const AT_ONCE: usize = 500;

/// `INSERT INTO … (…) VALUES` for many rows of so many values, some hundred a statement; `tail` stands behind each.
pub(crate) async fn insert_many(
    db: &impl ConnectionTrait,
    head: &str,
    width: usize,
    values: Vec<Vec<Value>>,
    tail: &str,
) -> Result<(), DbErr> {
    for (text, values) in in_batches(db, head, width, values, tail) {
        run(db, &text, values).await?;
    }
    Ok(())
}

/// The same with a `RETURNING …` as its tail, whose rows come in no particular order.
pub(crate) async fn insert_returning<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    head: &str,
    width: usize,
    values: Vec<Vec<Value>>,
    tail: &str,
) -> Result<Vec<T>, DbErr> {
    let mut all = Vec::new();
    for (text, values) in in_batches(db, head, width, values, tail) {
        all.extend(rows::<T>(db, &text, values).await?);
    }
    Ok(all)
}

fn in_batches(db: &impl ConnectionTrait, head: &str, width: usize, values: Vec<Vec<Value>>, tail: &str) -> Vec<(String, Vec<Value>)> {
    let mut values = values.into_iter();
    let mut batches = Vec::new();
    loop {
        let batch: Vec<Vec<Value>> = values.by_ref().take(AT_ONCE).collect();
        if batch.is_empty() {
            return batches;
        }
        let text = format!("{head} {} {tail}", places(db, batch.len(), width));
        batches.push((text, batch.into_iter().flatten().collect()));
    }
}

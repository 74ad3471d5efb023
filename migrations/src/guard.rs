//! How a step lets the database itself refuse to change or remove rows. `refuse_change` is the function of step 10.

use sea_orm_migration::sea_orm::DatabaseBackend;

/// The statement by which an act on the rows of a table is refused: always, or only where a condition on `OLD` and `NEW` holds.
pub fn kept(backend: DatabaseBackend, table: &str, act: &str, when: &str) -> String {
    let name = format!("{table}_kept_{}", act.to_lowercase());
    match backend {
        DatabaseBackend::Postgres => {
            let when = if when.is_empty() { String::new() } else { format!("WHEN ({when}) ") };
            format!("CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION refuse_change()")
        }
        _ => {
            let when = if when.is_empty() { String::new() } else { format!("WHEN {when} ") };
            format!(
                "CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, 'rows of {table} are kept for ever'); END"
            )
        }
    }
}

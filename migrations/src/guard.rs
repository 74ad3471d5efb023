//! How a step lets the database itself refuse to change or remove rows. `refuse_change` is the function of step 10. Where a condition looks into
//! other tables, a function of its own looks: a trigger's own condition may not on PostgreSQL.

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

/// The statements by which an act on the rows of a table is refused where a seal covers them, by a condition that may look into other tables.
pub fn sealed(backend: DatabaseBackend, table: &str, act: &str, when: &str) -> Vec<String> {
    looked_up(backend, table, "sealed", act, when)
}

/// The same under a name of its own, where a table has a guard of seals already.
pub fn looked_up(backend: DatabaseBackend, table: &str, by: &str, act: &str, when: &str) -> Vec<String> {
    let name = format!("{table}_{by}_{}", act.to_lowercase());
    match backend {
        DatabaseBackend::Postgres => {
            let row = if act == "DELETE" { "OLD" } else { "NEW" };
            vec![
                format!(
                    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN \
                     RAISE EXCEPTION 'rows of % are sealed', TG_TABLE_NAME; END IF; RETURN {row}; END $$"
                ),
                format!("CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"),
            ]
        }
        _ => vec![format!(
            "CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, 'rows of {table} are sealed'); END"
        )],
    }
}

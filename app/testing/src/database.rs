//! A fresh, migrated database for each test, on both kinds. A copy of a template is made, not the schema anew.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use store::Database;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::OnceCell;

static NUMBER: AtomicU64 = AtomicU64::new(0);
static SQLITE_TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
static POSTGRES_TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// The address of the tests' PostgreSQL server, without a database name.
///
/// # Panics
/// Panics where `CAMKET_TEST_POSTGRES` is not set: both databases are tested, or the test has failed.
pub fn postgres_url() -> String {
    std::env::var("CAMKET_TEST_POSTGRES")
        .expect("CAMKET_TEST_POSTGRES names no server; run the tests through `make test` or `.ci/postgres cargo test`")
}

fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

/// Runs a body on a fresh SQLite database and on a fresh PostgreSQL database, both at once: each in a thread of its database's name, which
/// a failure tells.
///
/// # Panics
/// Panics where the body does, or where a database cannot be had.
pub fn on_both<F, W>(body: F)
where
    F: Fn(Database) -> W + Sync,
    W: Future<Output = ()>,
{
    std::thread::scope(|scope| {
        let thread = |name: &str| std::thread::Builder::new().name(format!("{}, {name}", std::thread::current().name().unwrap_or("test")));
        let on_sqlite = || {
            runtime().block_on(async {
                let (folder, sqlite) = sqlite().await;
                body(sqlite.clone()).await;
                sqlite.close().await.expect("SQLite closes");
                drop(folder);
            });
        };
        let on_postgres = || {
            runtime().block_on(async {
                let (name, postgres) = postgres().await;
                body(postgres.clone()).await;
                postgres.close().await.expect("PostgreSQL closes");
                drop_postgres(&name).await;
            });
        };
        let both = [
            thread("SQLite").spawn_scoped(scope, on_sqlite).expect("a thread"),
            thread("PostgreSQL").spawn_scoped(scope, on_postgres).expect("a thread"),
        ];
        for it in both {
            if let Err(panic) = it.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
}

async fn sqlite() -> (TempDir, Database) {
    let (_, template) = SQLITE_TEMPLATE
        .get_or_init(|| async {
            let folder = TempDir::new().expect("a folder");
            let path = folder.path().join("template.db");
            let db = store::connect(&format!("sqlite://{}", path.display())).await.expect("SQLite opens");
            migrations::up(&db).await.expect("the schema");
            db.close().await.expect("SQLite closes");
            (folder, path)
        })
        .await;
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("test.db");
    std::fs::copy(template, &path).expect("a copy of the template");
    let db = store::connect(&format!("sqlite://{}", path.display())).await.expect("SQLite opens");
    (folder, db)
}

async fn postgres() -> (String, Database) {
    let server = postgres_url();
    let process = std::process::id();
    let template = POSTGRES_TEMPLATE
        .get_or_init(|| async {
            let name = format!("template_{process}");
            statement(&server, &format!("CREATE DATABASE {name}")).await;
            let db = store::connect(&format!("{server}/{name}")).await.expect("PostgreSQL opens");
            migrations::up(&db).await.expect("the schema");
            db.close().await.expect("PostgreSQL closes");
            name
        })
        .await;
    let name = format!("test_{process}_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
    statement(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    let db = store::connect(&format!("{server}/{name}")).await.expect("PostgreSQL opens");
    (name, db)
}

/// Takes a step of the schema back with the tables that it made, and takes it again over the rows that are there: as on an installation from before it.
///
/// # Panics
/// Panics where the database refuses either.
pub async fn taken_again(db: &Database, step: &str, tables: &[&str]) {
    use sea_orm::ConnectionTrait;
    let drop = tables.iter().map(|it| format!("DROP TABLE {it}"));
    for text in drop.chain([format!("DELETE FROM seaql_migrations WHERE version = '{step}'")]) {
        db.execute_unprepared(&text).await.expect("the step is taken back");
    }
    assert_eq!(migrations::pending(db).await.expect("steps are counted"), 1, "one step is missing");
    migrations::up(db).await.expect("the step is taken again");
}

async fn drop_postgres(name: &str) {
    statement(&postgres_url(), &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

async fn statement(server: &str, text: &str) {
    use sea_orm::ConnectionTrait;
    let db = store::connect(&format!("{server}/postgres")).await.expect("PostgreSQL opens");
    db.execute_unprepared(text).await.expect("the statement");
    db.close().await.expect("PostgreSQL closes");
}

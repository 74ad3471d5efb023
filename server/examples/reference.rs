//! Builds the reference set through the services into a SQLite file and says how long its parts took.
//!
//! `reference DATABASE PAGES` writes the database and a list of the main pages, a name and a path a line.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a measurement that cannot be made ends")]

use std::time::{Duration, Instant};
use testing::reference;

fn per_second(count: usize, took: Duration) -> u128 {
    count as u128 * 1000 / took.as_millis().max(1)
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [database, pages] = arguments.as_slice() else { panic!("reference DATABASE PAGES") };
    let db = store::connect(&format!("sqlite://{database}")).await.unwrap();
    migrations::up(&db).await.unwrap();
    let began = Instant::now();
    let built = reference::build(&db, 12).await;
    let whole = began.elapsed();
    let lines: String = reference::pages(&built).iter().map(|(name, path)| format!("{name} {path}\n")).collect();
    std::fs::write(pages, lines).unwrap();
    db.close().await.unwrap();
    let row = |what: &str, took: Duration, more: String| println!("| {what} | {} | {more} |", took.as_millis());
    println!("| what | ms | |\n|---|---|---|");
    row("package of 300 units and 60 targets taken in", built.imported, String::new());
    row("300 sheets issued", built.issued, String::new());
    row(
        "figures entered, 60 a transaction",
        built.entered,
        format!("{} figures, {}/s", built.figures, per_second(built.figures, built.entered)),
    );
    row("figures submitted", built.submitted, format!("{}/s", per_second(built.figures, built.submitted)));
    row("figures verified, 480 a transaction", built.verified, format!("{}/s", per_second(built.figures, built.verified)));
    row("final run: loaded, computed, stored", built.assessed, format!("{} cases opened after it", built.cases));
    row("everything", whole, String::new());
}

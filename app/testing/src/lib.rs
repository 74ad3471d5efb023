//! Databases, people and builders for tests; never shipped. Every body of `db_test!` runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod database;
mod digest;
mod district;
mod final_run;
mod outside;
mod printed;
pub mod reference;
mod refused;
mod rich;
pub mod scan;
mod separation;
mod stamping;

pub use database::{on_both, postgres_url, taken_again};
pub use digest::{digest, miscounted, remembered};
pub use district::{District, PASSWORD, WORKED_PACKAGE, district, measured, sourced};
pub use final_run::final_run;
pub use outside::Outside;
pub use printed::printed;
pub use refused::is_refused;
pub use rich::{OF_UNITS, Rich, Somebody, Stand, rich, rich_with};
pub use separation::done_for_oneself;
pub use stamping::{STAMPED, no_stamp, stamp};
pub use tokio;

use domain::Timestamp;
use services::password::Cost;
use services::{Clock, Site};
use std::sync::Arc;
use store::Database;
use time::macros::datetime;

/// The moment at which tests happen: 2023-08-08 09:00 in Hà Nội.
pub fn noon() -> Timestamp {
    Timestamp::of(datetime!(2023-08-08 09:00 +7))
}

/// An installation over a database, at the tests' moment.
pub fn site(db: Database) -> Site {
    Site {
        db,
        clock: Clock::Fixed(noon()),
        password_cost: Cost::Low,
        public_url: Arc::from("http://127.0.0.1:3000"),
        seal: Some(Arc::new(seal())),
        trusted: Arc::new(services::trusted::Trusted::read(&[("goc-thu.pem".to_owned(), Outside::trusted().root().into_bytes())])),
        reader: services::scanning::Reader::Here,
        demo: false,
        exposed: false,
    }
}

/// A key for papers, the same in every test, older than whatever tests confirm.
fn seal() -> services::paper_seal::PaperSeal {
    let founded = datetime!(2021-01-01 00:00 UTC);
    let files = services::paper_seal::SealFiles::make("Huyện thử nghiệm", founded, &[[7; 48], [9; 48]]).expect("fixed bytes make a key");
    services::paper_seal::PaperSeal::open(&files).expect("what was just made")
}

/// Declares tests whose body runs on SQLite and on PostgreSQL, with a fresh migrated database each.
#[macro_export]
macro_rules! db_test {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident) $body:block)+) => {$(
        $(#[$meta])*
        #[test]
        fn $name() {
            $crate::on_both(|$db: store::Database| async move { $body });
        }
    )+};
}

//! The only place with SQL. Functions take a connection or a transaction and give domain types; rows stay private.
//! Names are `get`, `list`, `insert`, `update` or a noun phrase.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

#[macro_use]
mod row;
mod connect;
mod error;
mod value;

pub mod account;
pub mod adjustment;
pub mod amendment;
pub mod appeal;
pub mod appraisal;
pub mod assessment;
pub mod assignment;
pub mod audit;
pub mod campaign;
pub mod campaign_view;
pub mod ceremony;
pub mod commitment;
pub mod conference;
pub mod confirmed_paper;
pub mod decision;
pub mod draft;
pub mod evidence;
pub mod external_result;
pub mod figure;
pub mod frame;
pub mod given_out;
pub mod grading;
pub mod hold;
pub mod key_task;
pub mod missing_reason;
pub mod organisation;
pub mod original;
pub mod outside;
pub mod own_target;
pub mod person;
pub mod readiness;
pub mod register;
pub mod review;
pub mod rule_draft;
pub mod rule_set;
pub mod scan;
pub mod seal;
pub mod search;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod signature;
pub mod technician;
pub mod template;
pub mod unit;
pub mod work;

pub use connect::{Database, Tx, begin, connect, ping, statements_run};
pub use error::Error;
pub use sea_orm::ConnectionTrait as Connection;

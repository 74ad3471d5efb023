//! One file per page: one load, one view. No rules, no SQL.

pub mod error;
pub mod home;
pub mod sign_in;

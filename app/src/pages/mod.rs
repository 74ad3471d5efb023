//! One file per page: one load, one view. No rules, no SQL.

pub mod error;
pub mod framed;
pub mod guide;
pub mod history;
pub mod home;
pub mod listing;
pub mod pile;
pub mod search;
pub mod sign_in;
pub mod signature;
pub mod verification;

pub mod administration;
pub mod amendment;
pub mod appeal;
pub mod appraisal;
pub mod assessment;
pub mod campaign;
pub mod catalogue;
pub mod commitment;
pub mod decision;
pub mod drafting;
pub mod figure;
pub mod grading;
pub mod organisation;
pub mod register;
pub mod review;
pub mod template;

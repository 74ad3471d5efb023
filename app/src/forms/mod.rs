//! Server functions, one file per noun: they translate, call one service and send the person on.

#![expect(missing_docs, reason = "the macro makes a struct of each function whose fields are the arguments")]

pub mod account;
pub mod amendment;
pub mod appeal;
pub mod appraisal;
pub mod assessment;
pub mod campaign;
pub mod catalogue;
pub mod commitment;
pub mod conference;
pub mod decision;
pub mod figure;
pub mod grading;
pub mod key_task;
pub mod organisation;
pub mod register;
pub mod review;
pub mod rule_draft;
pub mod technician;
pub mod template;

//! The program: settings, router, security headers, downloads, command line, jobs.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used))]

pub mod assets;
mod checking;
pub mod cli;
pub mod config;
pub mod downloads;
pub mod drafts;
pub mod jobs;
pub mod memory;
pub mod package_upload;
pub mod paper_seal;
mod previews;
pub mod router;
pub mod security;
pub mod serving;
pub mod throttle;
pub mod trusted;
pub mod tsa;
pub mod uploads;
pub mod visitor;

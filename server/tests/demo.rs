//! The demo is whole: what it exports is what was published, and what it stored can be computed again by anybody.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

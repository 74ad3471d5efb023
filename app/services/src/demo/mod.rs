//! The demo district: real units and published facts, invented people and figures.

use time::Date;
use time::macros::date;

/// The demo's own day.
pub const DAY: Date = date!(2023 - 08 - 08);

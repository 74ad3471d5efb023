//! Reviews: cases, reports with locked facts, meetings, minutes, remedies, consequences and support.

pub mod around;
pub mod case;
pub mod follow_up;
pub mod meeting;
pub mod report;
pub mod whole;

//! Signed papers. What a signature says is computed from bytes alone: no database, no clock, no network, and no panic on any bytes.

pub mod judge;

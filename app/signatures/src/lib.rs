//! Signed papers: making signatures. No database, no clock, no randomness of its own and no network: the same values give the same bytes.

pub mod make;

//! Signed papers: made and judged from bytes alone. No database, no clock, no randomness and no network of its own: the same values give the
//! same bytes and the same judgement, and no bytes make it panic.

pub mod judge;
pub mod make;
mod tlv;

//! How much checking one judgement may cost. Checking signatures and digests is what a hostile file can ask for most cheaply: a few certificates that
//! name each other come to thousands of checks.

use std::cell::Cell;

/// Microseconds of a slow machine, about.
const FULL: u64 = 400_000;

thread_local! {
    /// A judgement runs on one thread from its beginning to its end.
    static LEFT: Cell<u64> = const { Cell::new(FULL) };
}

/// Begins a judgement.
pub fn begin() {
    LEFT.set(FULL);
}

/// Whether this much may still be spent; it is then spent.
pub fn spend(amount: u64) -> bool {
    let left = LEFT.get().saturating_sub(amount);
    LEFT.set(left);
    left > 0
}

/// Whether nothing is left: what was not checked is not known.
pub fn exhausted() -> bool {
    LEFT.get() == 0
}

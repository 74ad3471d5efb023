//! Rules of signing in and out.

use crate::refusals;
use crate::time_of::Timestamp;

refusals! {
    /// Why somebody cannot sign in.
    pub enum SignInRefusal {
        /// No such account, or another password: which of the two is not said.
        Mismatch,
        /// Too many wrong passwords; the account waits.
        Waiting,
        /// The account was closed by the technician.
        Closed,
    }
}

refusals! {
    /// Why an act that asks for the password again is refused.
    pub enum ConfirmRefusal {
        /// The password is another.
        WrongPassword,
        /// The form was sent already, or is older than an hour.
        UsedToken,
    }
}

/// How many wrong passwords in a row an account takes before it waits.
pub const TRIES: i64 = 5;

/// Minutes an account waits after too many wrong passwords.
pub const WAIT_MINUTES: i64 = 15;

/// Hours a session lasts.
pub const SESSION_HOURS: i64 = 12;

/// Until when an account waits after one more wrong password; none while it still may try.
pub fn locked_until(failed_count: i64, now: Timestamp) -> Option<Timestamp> {
    (failed_count > 0 && failed_count % TRIES == 0).then(|| now.plus_minutes(WAIT_MINUTES))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_wrong_password_makes_the_account_wait() {
        assert_eq!(locked_until(4, Timestamp(0)), None);
        assert_eq!(locked_until(5, Timestamp(0)), Some(Timestamp(15 * 60_000)));
    }
}

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

refusals! {
    /// Why an account cannot be made or changed so.
    pub enum ManageAccountRefusal {
        /// The login name holds something else than small letters a–z, digits, dots, hyphens and underscores, or is not 3–40 long.
        LoginNotPlain,
        /// Another account has this login name.
        LoginTaken,
        /// The password has fewer than 12 characters.
        PasswordTooShort,
        /// Nobody closes the account they are signed in with, or takes their own technician's role away.
        OwnAccount,
        /// The account holds this role at this unit already.
        HeldAlready,
        /// The role ended already.
        EndedAlready,
        /// There is no such role.
        UnknownRole,
    }
}

refusals! {
    /// Why a day cannot be entered among the days off.
    pub enum HolidayRefusal {
        /// The day is in the table already.
        There,
        /// It is neither a day off nor a day worked in exchange.
        UnknownKind,
    }
}

/// The fewest characters of a password that a person chooses.
pub const SHORTEST_PASSWORD: usize = 12;

/// Says whether a text can be a login name.
pub fn is_plain_login(text: &str) -> bool {
    let sound = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, b'.' | b'-' | b'_');
    (3..=40).contains(&text.len()) && text.bytes().all(sound)
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
    fn a_login_name_is_plain() {
        assert!(is_plain_login("nguyen.van-an_2"));
        for bad in ["an", "An.Nguyen", "nguyễn", "a b c", &"a".repeat(41)] {
            assert!(!is_plain_login(bad), "{bad}");
        }
    }

    #[test]
    fn the_fifth_wrong_password_makes_the_account_wait() {
        assert_eq!(locked_until(4, Timestamp(0)), None);
        assert_eq!(locked_until(5, Timestamp(0)), Some(Timestamp(15 * 60_000)));
    }
}

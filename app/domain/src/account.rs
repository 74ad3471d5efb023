//! Rules of signing in and out.

use crate::time_of::Timestamp;
use crate::{Refusal, refusals};

refusals! {
    /// Why somebody cannot sign in.
    pub enum SignInRefusal {
        /// No such account, or another password: which of the two is not said.
        Mismatch,
        /// Too many wrong passwords; the account waits.
        Waiting,
        /// Too many wrong passwords from the machine's address.
        AddressWaiting,
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
        /// The technician knows the password: the person chooses one of their own before anything is confirmed with it.
        LentPassword,
    }
}

refusals! {
    /// Why a person's new password is not taken.
    pub enum ChoosePasswordRefusal {
        /// The two boxes hold different texts.
        NotTheSame,
        /// It is the one that the account has.
        Unchanged,
        /// It holds the login name.
        HoldsLogin,
        /// It has more than 200 characters.
        TooLong,
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

/// The most characters of a password.
pub const LONGEST_PASSWORD: usize = 200;

/// Whether a person may choose a password.
pub fn may_choose(login: &str, current: &str, chosen: &str) -> Result<(), Refusal> {
    if chosen.chars().count() < SHORTEST_PASSWORD {
        return Err(ManageAccountRefusal::PasswordTooShort.into());
    }
    if chosen.chars().count() > LONGEST_PASSWORD {
        return Err(ChoosePasswordRefusal::TooLong.into());
    }
    if chosen == current {
        return Err(ChoosePasswordRefusal::Unchanged.into());
    }
    if chosen.to_lowercase().contains(login) {
        return Err(ChoosePasswordRefusal::HoldsLogin.into());
    }
    Ok(())
}

/// Says whether a text can be a login name.
pub fn is_plain_login(text: &str) -> bool {
    let sound = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, b'.' | b'-' | b'_');
    (3..=40).contains(&text.len()) && text.bytes().all(sound)
}

/// How many wrong passwords one machine's address takes within `ADDRESS_MINUTES` before browsers that nobody knows wait there: many people
/// of an office sit behind one address.
pub const ADDRESS_TRIES: i64 = 100;

/// Minutes within which the wrong passwords of an address are counted, and for which it then waits.
pub const ADDRESS_MINUTES: i64 = 10;

/// Days for which a browser is known in which somebody signed in.
pub const BROWSER_DAYS: i64 = 180;

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
    fn a_password_of_one_s_own_is_long_new_and_no_login_name() {
        assert_eq!(may_choose("an.nguyen", "mật khẩu cũ của tôi", "mật khẩu mới của tôi"), Ok(()));
        for (chosen, refusal) in [
            ("ngắn", Refusal::from(ManageAccountRefusal::PasswordTooShort)),
            ("mật khẩu cũ của tôi", ChoosePasswordRefusal::Unchanged.into()),
            ("An.Nguyen 2023 !!", ChoosePasswordRefusal::HoldsLogin.into()),
            (&"a".repeat(201), ChoosePasswordRefusal::TooLong.into()),
        ] {
            assert_eq!(may_choose("an.nguyen", "mật khẩu cũ của tôi", chosen), Err(refusal), "{chosen}");
        }
    }

    #[test]
    fn the_fifth_wrong_password_makes_the_account_wait() {
        assert_eq!(locked_until(4, Timestamp(0)), None);
        assert_eq!(locked_until(5, Timestamp(0)), Some(Timestamp(15 * 60_000)));
    }
}

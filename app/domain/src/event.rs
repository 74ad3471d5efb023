//! What the log can say happened. Each has its sentence in the locales under `event-…`.

use crate::refusals;

refusals! {
    /// Something that was done and is remembered for ever.
    pub enum Event {
        /// Somebody signed in.
        SignedIn,
        /// Somebody signed out.
        SignedOut,
        /// A wrong password was given.
        SignInFailed,
    }
}

impl Event {
    /// The event of a key, such as the log stores it.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.key() == key)
    }
}

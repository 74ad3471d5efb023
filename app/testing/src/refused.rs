//! Whether an act was refused for a reason, wherever it is said.

use domain::Refusal;
use services::Error;

/// Whether an error is this refusal, of the whole or beside some box.
pub fn is_refused(error: &Error, refusal: impl Into<Refusal>) -> bool {
    let refusal = refusal.into();
    match error {
        Error::Refused(it) => *it == refusal,
        Error::Invalid(fields) => fields.iter().any(|it| it.refusal == refusal),
        _ => false,
    }
}

/// Expects that an act is refused for a reason.
#[macro_export]
macro_rules! refused {
    ($what:expr, $why:expr) => {{
        let error = $what.await.unwrap_err();
        assert!($crate::is_refused(&error, $why), "{error}");
    }};
}

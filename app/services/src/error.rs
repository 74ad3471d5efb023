//! What a service answers when it does not do the thing.

use domain::Refusal;
use domain::policy::Forbidden;
use std::fmt;

/// A box of a form and the refusal that belongs beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRefusal {
    /// The name of the box.
    pub field: String,
    /// What is wrong with what was typed there.
    pub refusal: Refusal,
}

/// Why a service did not do the thing. Nothing was saved then.
#[derive(Debug)]
pub enum Error {
    /// The person may not do this, there.
    Forbidden(Forbidden),
    /// A rule says no.
    Refused(Refusal),
    /// What was typed in some boxes cannot be read or taken.
    Invalid(Vec<FieldRefusal>),
    /// There is no such thing.
    NotFound,
    /// Somebody else was first.
    Busy,
    /// The database or the program failed; the cause is for the technician's log.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A refusal that belongs to one box.
    pub fn field(field: impl Into<String>, refusal: impl Into<Refusal>) -> Self {
        Self::Invalid(vec![FieldRefusal { field: field.into(), refusal: refusal.into() }])
    }

    /// A failure of the program itself.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden(why) => write!(f, "forbidden: {why:?}"),
            Self::Refused(refusal) => write!(f, "refused: {}", refusal.key()),
            Self::Invalid(fields) => {
                f.write_str("invalid:")?;
                fields.iter().try_for_each(|it| write!(f, " {}={}", it.field, it.refusal.key()))
            }
            Self::NotFound => f.write_str("not found"),
            Self::Busy => f.write_str("busy"),
            Self::Internal(_) => f.write_str("internal"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Internal(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            store::Error::Busy | store::Error::Taken => Self::Busy,
            other => Self::internal(other),
        }
    }
}

impl From<Forbidden> for Error {
    fn from(why: Forbidden) -> Self {
        Self::Forbidden(why)
    }
}

macro_rules! refusals_are_errors {
    ($($name:ident: $path:path),+ $(,)?) => {
        $(impl From<$path> for Error {
            fn from(refusal: $path) -> Self {
                Self::Refused(refusal.into())
            }
        })+
    };
}

domain::with_refusals!(refusals_are_errors);

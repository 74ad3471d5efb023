//! The only error a person meets. It may stand in an address after a failed form, so it is closed: no variant holds free text, or
//! any link could make our page say anything.

use domain::Refusal;
use domain::policy::Forbidden;
use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nobody is signed in, or the session has ended.
    SignedOut,
    /// The person may not do this.
    Forbidden(Forbidden),
    /// There is no such thing.
    NotFound,
    /// What was typed in some boxes cannot be taken.
    Invalid(Vec<FieldError>),
    /// A rule says no.
    Refused(Refusal),
    /// Somebody else was first.
    Busy,
    /// The form was incomplete or not ours.
    Malformed,
    /// The form holds more than is read.
    TooLarge,
    /// The program failed; the technician finds the code in the log.
    Internal(IncidentCode),
}

/// A box and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Which box.
    pub field: FieldName,
    /// What is wrong.
    pub refusal: Refusal,
}

/// The name of a box: letters, digits and `_-[]`, at most 64; anything else is refused when read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldName(String);

impl FieldName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FieldName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        let plain = text.len() <= 64 && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-[]".contains(&it));
        if plain { Ok(Self(text)) } else { Err("no name of a box") }
    }
}

impl From<FieldName> for String {
    fn from(it: FieldName) -> Self {
        it.0
    }
}

/// Eight letters and digits under which a failure stands in the log; checked when read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IncidentCode(String);

impl IncidentCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IncidentCode {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        let plain = text.len() == 8 && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit());
        if plain { Ok(Self(text)) } else { Err("no incident code") }
    }
}

impl From<IncidentCode> for String {
    fn from(it: IncidentCode) -> Self {
        it.0
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedOut => f.write_str("signed-out"),
            Self::Forbidden(_) => f.write_str("forbidden"),
            Self::NotFound => f.write_str("not-found"),
            Self::Invalid(_) => f.write_str("invalid"),
            Self::Refused(refusal) => f.write_str(refusal.key()),
            Self::Busy => f.write_str("busy"),
            Self::Malformed => f.write_str("malformed"),
            Self::TooLarge => f.write_str("too-large"),
            Self::Internal(_) => f.write_str("internal"),
        }
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;
    fn from_server_fn_error(_: ServerFnErrorErr) -> Self {
        Self::Malformed
    }
}

#[cfg(feature = "ssr")]
impl From<services::Error> for AppError {
    fn from(error: services::Error) -> Self {
        match error {
            services::Error::Forbidden(why) => Self::Forbidden(why),
            services::Error::Refused(refusal) => Self::Refused(refusal),
            services::Error::Invalid(fields) => Self::Invalid(
                fields
                    .into_iter()
                    .filter_map(|it| Some(FieldError { field: FieldName::try_from(it.field).ok()?, refusal: it.refusal }))
                    .collect(),
            ),
            services::Error::NotFound => Self::NotFound,
            services::Error::Busy => Self::Busy,
            services::Error::Internal(cause) => Self::incident(cause.as_ref()),
        }
    }
}

#[cfg(feature = "ssr")]
impl AppError {
    /// Logs a failure once, with its chain of causes, and names it by a code.
    pub fn incident(cause: &(dyn std::error::Error + 'static)) -> Self {
        let code: String = services::password::random_text(8).unwrap_or_default().replace('_', "7");
        let mut chain = cause.to_string();
        let mut next = cause.source();
        while let Some(it) = next {
            chain.push_str(": ");
            chain.push_str(&it.to_string());
            next = it.source();
        }
        tracing::error!(incident = code, "{chain}");
        IncidentCode::try_from(code).map_or(Self::Malformed, Self::Internal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forged_name_or_code_is_refused_when_read_back() {
        assert!(FieldName::try_from("rows[0][value]".to_owned()).is_ok());
        assert!(FieldName::try_from("<script>".to_owned()).is_err());
        assert!(IncidentCode::try_from("abcd2345".to_owned()).is_ok());
        assert!(IncidentCode::try_from("call 555".to_owned()).is_err());
    }
}

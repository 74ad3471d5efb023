//! Errors as sentences.

use crate::text::{t, tf};
use axum::http::StatusCode;
use domain::policy::Forbidden;
use islands::{AppError, FieldError};

/// The sentence of an error.
pub fn error(error: &AppError) -> String {
    match error {
        AppError::SignedOut => t("error-signed-out"),
        AppError::Forbidden(Forbidden::NoRole) => t("error-forbidden-no-role"),
        AppError::Forbidden(Forbidden::OwnUnit) => t("error-forbidden-own-unit"),
        AppError::NotFound => t("error-not-found"),
        AppError::Invalid(_) => t("error-invalid"),
        AppError::Refused(refusal) => t(refusal.key()),
        AppError::Busy => t("error-busy"),
        AppError::Malformed => t("error-malformed"),
        AppError::TooLarge => t("error-too-large"),
        AppError::Internal(code) => tf("error-internal", &[("code", code.as_str().into())]),
    }
}

/// The status of an answer that is this error: 409 where somebody else was first, 422 where a rule or a box says no.
pub fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::Forbidden(Forbidden::NoRole | Forbidden::OwnUnit) => StatusCode::FORBIDDEN,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Invalid(_) | AppError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Busy => StatusCode::CONFLICT,
        AppError::Malformed => StatusCode::BAD_REQUEST,
        AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The sentence beside a box, if the error names it.
pub fn field(error: Option<&AppError>, name: &str) -> Option<String> {
    let Some(AppError::Invalid(fields)) = error else { return None };
    fields.iter().find(|it| it.field.as_str() == name).map(|FieldError { refusal, .. }| t(refusal.key()))
}

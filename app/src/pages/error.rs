//! A page that cannot be shown, and says why.

use crate::text::t;
use crate::{say, urls};
use axum::http::StatusCode;
use islands::AppError;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// What happened, and what to do.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(match error {
            AppError::SignedOut => StatusCode::UNAUTHORIZED,
            AppError::Forbidden(_) => StatusCode::FORBIDDEN,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        });
    }
    view! {
        <section class="empty">
            <h1>{t("error-title")}</h1>
            <p>{say::error(&error)}</p>
            <p><a href=urls::HOME>{t("error-go-home")}</a></p>
        </section>
    }
}

/// An address where there is nothing.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <ErrorPage error=AppError::NotFound/> }
}

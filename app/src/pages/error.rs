//! A page that cannot be shown, and says why.

use crate::components::PageHead;
use crate::pages::framed::{VisitorFrame, search};
use crate::text::t;
use crate::{say, urls};
use islands::AppError;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// What happened, and what to do.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(say::status(&error));
    }
    let title = match error {
        AppError::SignedOut => t("error-title-signed-out"),
        AppError::Forbidden(_) => t("error-title-forbidden"),
        AppError::NotFound => t("error-title-not-found"),
        AppError::Internal(_) => t("error-title-internal"),
        AppError::Invalid(_) | AppError::Refused(_) | AppError::Busy | AppError::Malformed | AppError::TooLarge => t("error-title"),
    };
    let hint = match error {
        AppError::NotFound => Some(t("error-hint-not-found")),
        AppError::Internal(_) => Some(t("error-hint-internal")),
        _ => None,
    };
    view! {
        <PageHead title crumbs_label=t("frame-crumbs")/>
        <div class="prose">
            <p>{say::error(&error)}</p>
            {hint.map(|it| view! { <p>{it}</p> })}
        </div>
        <p class="actions"><a class="button button-primary" href=urls::HOME>{t("error-go-home")}</a></p>
    }
}

/// An address where there is nothing. No route leads here, so the page brings its own frame.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <VisitorFrame search=search()>
            <ErrorPage error=AppError::NotFound/>
        </VisitorFrame>
    }
}

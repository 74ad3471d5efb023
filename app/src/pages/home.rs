//! My work: what I owe by deadline, what waits for me.

use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use islands::context;
use leptos::either::Either;
use leptos::prelude::*;

/// The first page after signing in.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Suspense>
            {Suspend::new(async move {
                match context().await {
                    Ok(ctx) => Either::Left(view! {
                        <h1>{t("home-title")}</h1>
                        <p>{tf("home-greeting", &[("name", ctx.actor.name.into())])}</p>
                    }),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

//! Signing in.

use crate::context::query;
use crate::forms::account::SignIn;
use crate::say;
use crate::text::t;
use leptos::prelude::*;

/// The form of login name and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let error = action.value().get_untracked().and_then(Result::err);
    let kept = query("kept").unwrap_or_default();
    view! {
        <section class="sign-in">
            <h1>{t("sign-in-title")}</h1>
            {(!kept.is_empty()).then(|| view! { <p class="notice notice-attention" role="status">{t("sign-in-kept")}</p> })}
            {error.as_ref().map(|it| view! { <p class="notice notice-failing" role="alert">{say::error(it)}</p> })}
            <ActionForm action=action>
                <input type="hidden" name="next" value=query("next").unwrap_or_default()/>
                <input type="hidden" name="kept" value=kept/>
                <p class="field">
                    <label for="login">{t("sign-in-login")}</label>
                    <input id="login" name="login" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required/>
                </p>
                <p class="field">
                    <label for="password">{t("sign-in-password")}</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required/>
                </p>
                <p><button class="button button-primary" type="submit">{t("sign-in-submit")}</button></p>
            </ActionForm>
        </section>
    }
}

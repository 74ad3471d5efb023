//! Signing in.

use crate::components::{Field, FieldKind, Meaning, Notice, PageHead};
use crate::context::{cookie, query};
use crate::forms::account::{LOGIN_COOKIE, SignIn};
use crate::pages::framed::VisitorFrame;
use crate::say;
use crate::text::t;
use crate::urls;
use leptos::prelude::*;

/// The form of login name and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let action = ServerAction::<SignIn>::new();
    let error = action.value().get_untracked().and_then(Result::err);
    let kept = query("kept").unwrap_or_default();
    // What was typed comes back beside its error only.
    let login = error.as_ref().and_then(|_| cookie(LOGIN_COOKIE)).unwrap_or_default();
    let login = form_urlencoded::parse(format!("it={login}").as_bytes()).next().map(|(_, it)| it.into_owned()).unwrap_or_default();
    view! {
        <VisitorFrame>
            <PageHead title=t("sign-in-title") crumbs_label=t("frame-crumbs")/>
            {(!kept.is_empty()).then(|| view! { <Notice meaning=Meaning::Attention title=t("sign-in-kept")/> })}
            {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="next" value=query("next").unwrap_or_default()/>
                <input type="hidden" name="kept" value=kept/>
                <Field name="login" label=t("sign-in-login") value=login autocomplete="username".to_owned() required=true/>
                <Field name="password" label=t("sign-in-password") kind=FieldKind::Password autocomplete="current-password".to_owned() required=true/>
                <div class="actions"><button class="button button-primary" type="submit">{t("sign-in-submit")}</button></div>
            </ActionForm>
            <div class="stack">
                <p><a href=urls::LOOK_UP>{t("sign-in-look-up")}</a></p>
                <p><a href=urls::CHECK>{t("sign-in-check")}</a></p>
            </div>
        </VisitorFrame>
    }
}

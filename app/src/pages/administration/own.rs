//! One's own account: another password, the sessions that are open, the way to its history.

use crate::boxes::{Boxes, refused};
use crate::components::{DefinitionList, Fact, Field, FieldKind, FieldWidth, Meaning, Notice, PageHead, Table};
use crate::forms::account::{ChangePassword, EndOtherSessions};
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::{AccountId, PersonId, Timestamp};
use islands::{AppError, context, visitor};
use leptos::either::Either;
use leptos::prelude::*;
use services::account::Own;
use services::history::Subject;

#[derive(Clone, Copy)]
struct Actions {
    password: ServerAction<ChangePassword>,
    others: ServerAction<EndOtherSessions>,
}

/// One's own account.
#[component]
pub fn OwnAccountPage() -> impl IntoView {
    let actions = Actions { password: ServerAction::new(), others: ServerAction::new() };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(actions).await {
                    Ok((own, name, ids, boxes)) => Either::Left(shown(&own, name, ids, actions, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(actions: Actions) -> Result<(Own, String, (AccountId, PersonId), Boxes), AppError> {
    let ctx = context().await?;
    let token = visitor()?.token.unwrap_or_default();
    let own = services::account::own(&ctx, &token).await?;
    let error = refused(actions.password).or_else(|| refused(actions.others));
    Ok((own, ctx.actor.name.clone(), (ctx.actor.account, ctx.actor.person), Boxes::load(error).await?))
}

fn shown(own: &Own, name: String, (account, person): (AccountId, PersonId), actions: Actions, boxes: &Boxes) -> AnyView {
    let lent = own.lent.then(|| view! { <Notice meaning=Meaning::Attention title=t("own-lent")><p>{t("own-lent-text")}</p></Notice> });
    let secret = |name: &'static str, label: &str, autocomplete: &str| {
        let hint = (name == "chosen_password").then(|| t("own-password-hint"));
        view! {
            <Field name label=t(label) hint kind=FieldKind::Password autocomplete=autocomplete.to_owned() error=boxes.wrong(name)
                width=FieldWidth::Medium required=true/>
        }
    };
    let secrets = [
        secret("current_password", "own-password-current", "current-password"),
        secret("chosen_password", "own-password-chosen", "new-password"),
        secret("again_password", "own-password-again", "new-password"),
    ];
    let person = view! { <a href=urls::person(person)>{name}</a> };
    let facts = vec![Fact::view(t("person-name"), person), Fact::text(t("account-login"), own.login.clone())];
    view! {
        <PageHead title=t("own-title") crumbs_label=t("frame-crumbs") history=way(Subject::Account, account.0)/>
        {lent}
        {boxes.notice()}
        <DefinitionList facts/>
        <section class="stack">
            <h2>{t("own-password")}</h2>
            <p>{t("own-password-text")}</p>
            <ActionForm action=actions.password attr:class="form">
                {secrets}
                <div class="actions"><button class="button button-primary" type="submit">{t("own-password-submit")}</button></div>
            </ActionForm>
        </section>
        {sessions(own, actions)}
    }
    .into_any()
}

fn sessions(own: &Own, actions: Actions) -> AnyView {
    let rows = own
        .sessions
        .iter()
        .map(|it| {
            let here = if own.here == Some(it.id) { t("own-session-here") } else { t("own-session-elsewhere") };
            view! {
                <tr>
                    <th scope="row">{here}</th>
                    <td data-label=t("own-session-since")>{Timestamp(it.created_at).to_string()}</td>
                    <td data-label=t("own-session-until")>{Timestamp(it.expires_at).to_string()}</td>
                </tr>
            }
        })
        .collect_view();
    let count = own.sessions.len();
    view! {
        <section class="stack">
            <Table title=t("own-sessions") count=tf("own-sessions-count", &[("count", count.into())])>
                <thead><tr><th scope="col">{t("own-session")}</th><th scope="col">{t("own-session-since")}</th><th scope="col">{t("own-session-until")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {(count > 1)
                .then(|| {
                    view! {
                        <ActionForm action=actions.others>
                            <div class="actions"><button class="button" type="submit">{t("own-sessions-end")}</button></div>
                        </ActionForm>
                    }
                })}
        </section>
    }
    .into_any()
}

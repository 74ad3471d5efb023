//! An account: its state, its roles; and a new one. A made password is shown once.

use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Fact, Field, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::query;
use crate::forms::technician::{AddAccount, GrantRole, LockAccount, ResetPassword, RevokeRole, UnlockAccount};
use crate::pages::catalogue::words::area;
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::pages::organisation::new_person;
use crate::text::{role_key, t, tf};
use crate::urls;
use domain::catalogue::AREAS;
use domain::policy::Role;
use domain::{AccountId, PersonId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::history::Subject;
use services::organisation::Person;
use services::technician::AccountView;

#[derive(Clone, Copy)]
struct Actions {
    reset: ServerAction<ResetPassword>,
    lock: ServerAction<LockAccount>,
    unlock: ServerAction<UnlockAccount>,
    grant: ServerAction<GrantRole>,
    revoke: ServerAction<RevokeRole>,
}

/// An account's page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("account").and_then(|it| it.parse::<AccountId>().ok());
    let actions = Actions {
        reset: ServerAction::new(),
        lock: ServerAction::new(),
        unlock: ServerAction::new(),
        grant: ServerAction::new(),
        revoke: ServerAction::new(),
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(id, actions).await {
                    Ok((view, password, boxes)) => Either::Left(shown(view, password, actions, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(id: Option<AccountId>, actions: Actions) -> Result<(AccountView, Option<String>, Boxes), AppError> {
    let ctx = context().await?;
    let view = services::technician::account(&ctx, id.ok_or(AppError::NotFound)?).await?;
    let password = match query("hien").and_then(|it| it.parse().ok()) {
        Some(shown) => services::technician::shown_once(&ctx, shown).await?,
        None => None,
    };
    let error = [refused(actions.grant), refused(actions.revoke), refused(actions.lock), refused(actions.unlock), refused(actions.reset)];
    let error = error.into_iter().flatten().next();
    Ok((view, password, Boxes::load(error).await?))
}

fn shown(view: AccountView, password: Option<String>, actions: Actions, boxes: &Boxes) -> AnyView {
    let it = view.account.clone();
    let id = it.id;
    let (state, meaning) = if it.active { (t("account-open"), Meaning::Good) } else { (t("account-locked"), Meaning::Neutral) };
    let password = password.map(|it| {
        let shown = tf("account-password-shown", &[("password", it.into())]);
        view! { <Notice meaning=Meaning::Attention title=shown><p>{t("account-password-once")}</p></Notice> }
    });
    let hidden = move || view! { <input type="hidden" name="account" value=id.to_string()/> };
    let lock = if it.active {
        view! { <ActionForm action=actions.lock>{hidden()}<button class="button" type="submit">{t("account-lock")}</button></ActionForm> }
            .into_any()
    } else {
        view! { <ActionForm action=actions.unlock>{hidden()}<button class="button" type="submit">{t("account-unlock")}</button></ActionForm> }.into_any()
    };
    let person = view! { <a href=urls::person(PersonId(it.person_id))>{it.person.clone()}</a> };
    let facts = vec![Fact::view(t("person-name"), person), Fact::text(t("account-login"), it.login.clone())];
    view! {
        <PageHead title=tf("account-title", &[("login", it.login.clone().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(t("frame-administration"), urls::ADMINISTRATION)] tag=view! { <Tag text=state meaning/> }.into_any() history=way(Subject::Account, id)/>
        {password}
        {boxes.notice()}
        <DefinitionList facts/>
        <div class="actions">
            <ActionForm action=actions.reset>{hidden()}<button class="button" type="submit">{t("account-reset")}</button></ActionForm>
            {lock}
        </div>
        {grants(&view, actions)}
        {grant_form(&view, actions, boxes)}
    }
    .into_any()
}

fn grants(view: &AccountView, actions: Actions) -> AnyView {
    let account = view.account.id;
    let rows = view
        .grants
        .iter()
        .map(|it| {
            let grant = it.id.to_string();
            let revoke = it.valid_to.is_none().then(|| {
                view! {
                    <ActionForm action=actions.revoke>
                        <input type="hidden" name="account" value=account.to_string()/>
                        <input type="hidden" name="grant" value=grant.clone()/>
                        <button class="button button-plain" type="submit">{t("role-revoke")}</button>
                    </ActionForm>
                }
            });
            view! {
                <tr>
                    <th scope="row">{t(&role_key(&it.role))}</th>
                    <td data-label=t("unit-name")>{it.unit.clone()} {it.area.as_deref().map(|it| format!(" – {}", area(it)))}</td>
                    <td data-label=t("post-since")>{show_date(it.valid_from)}</td>
                    <td data-label=t("post-until")>{it.valid_to.map(show_date).unwrap_or_default()}</td>
                    <td data-label=t("post-work")>{revoke}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("account-roles")>
            <thead><tr>
                <th scope="col">{t("role-name")}</th><th scope="col">{t("unit-name")}</th><th scope="col">{t("post-since")}</th>
                <th scope="col">{t("post-until")}</th><th scope="col">{t("post-work")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn grant_form(view: &AccountView, actions: Actions, boxes: &Boxes) -> AnyView {
    let roles = Role::ALL.iter().map(|it| Choice::new(it.code(), t(&role_key(it.code())))).collect::<Vec<_>>();
    let units = view.units.iter().map(|it| Choice::new(it.id.to_string(), it.name_full.clone())).collect::<Vec<_>>();
    let areas = AREAS.iter().map(|it| Choice::new(*it, area(it))).collect::<Vec<_>>();
    let boxed = view! {
        <input type="hidden" name="account" value=view.account.id.to_string()/>
        <Select name="role" label=t("role-name") choices=roles value=boxes.value("role", "focal_officer") error=boxes.wrong("role") width=FieldWidth::Medium/>
        <Select name="unit" label=t("unit-name") choices=units value=boxes.value("unit", "") error=boxes.wrong("unit") width=FieldWidth::Medium/>
        <Select name="area" label=t("role-area") hint=t("role-area-hint") choices=areas value=boxes.value("area", "") none=t("form-none") error=boxes.wrong("area") width=FieldWidth::Medium/>
        <div class="actions"><button class="button" type="submit">{t("role-grant")}</button></div>
    }
    .into_any();
    view! { <section><h2>{t("role-grant")}</h2><ActionForm action=actions.grant attr:class="form">{boxed}</ActionForm></section> }
        .into_any()
}

/// The page of a new account.
#[component]
pub fn NewAccountPage() -> impl IntoView {
    let action = ServerAction::<AddAccount>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load_new(refused(action)).await {
                    Ok((people, boxes)) => Either::Left(new_account(people, action, &boxes)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load_new(error: Option<AppError>) -> Result<(Vec<Person>, Boxes), AppError> {
    let people = services::technician::people(&context().await?).await?;
    Ok((people, Boxes::load(error).await?))
}

fn new_account(people: Vec<Person>, action: ServerAction<AddAccount>, boxes: &Boxes) -> AnyView {
    let people =
        people.into_iter().map(|it| Choice::new(it.id.to_string(), format!("{} {}", it.honorific, it.full_name))).collect::<Vec<_>>();
    let boxed = view! {
        <Field name="login" label=t("account-login") hint=t("account-login-hint") value=boxes.value("login", "") error=boxes.wrong("login") width=FieldWidth::Medium required=true autocomplete="off".to_owned()/>
        <Select name="person" label=t("account-person") choices=people value=boxes.value("person", "") none=t("account-new-person") error=boxes.wrong("person")/>
        {new_person(boxes)}
        <div class="actions"><button class="button button-primary" type="submit">{t("account-add-submit")}</button></div>
    }
    .into_any();
    view! {
        <PageHead title=t("account-add") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(t("frame-administration"), urls::ADMINISTRATION)]/>
        {boxes.notice()}
        <ActionForm action=action attr:class="form">{boxed}</ActionForm>
    }
    .into_any()
}

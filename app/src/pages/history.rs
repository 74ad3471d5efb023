//! The history of one thing: every act on it, newest first, in plain sentences.

use crate::components::{Empty, Link, PageHead, Timeline};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::listing::pager;
use crate::text::{code_key, t, tf};
use crate::{told, urls};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::history::{History, Home, PAGE, Subject, history};

/// A thing's history.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let parts = use_params_map().get_untracked();
    let subject = parts.get("subject").and_then(|it| Subject::of(&it));
    let id = parts.get("id").and_then(|it| it.parse().ok());
    let page = query("trang").and_then(|it| it.parse().ok()).unwrap_or(1);
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(subject, id, page).await {
                    Ok(it) => Either::Left(shown(&it)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(subject: Option<Subject>, id: Option<i64>, page: i64) -> Result<History, AppError> {
    let ctx = context().await?;
    let (subject, id) = subject.zip(id).ok_or(AppError::NotFound)?;
    Ok(history(&ctx, subject, id, page).await?)
}

/// The way to a thing's history.
pub fn way(subject: Subject, id: i64) -> Link {
    Link::new(t("history-title"), urls::history(subject, id))
}

/// The key of a kind of thing.
pub fn subject_key(it: Subject) -> String {
    code_key("history-of", it.code())
}

fn home(it: &Home) -> String {
    match it {
        Home::Figure { unit, period, variable, campaign } => urls::figure(*unit, *period, variable, Some(campaign)),
        Home::KeyTasks(code) => urls::key_tasks(code),
        Home::Sheet(id) => urls::commitment(*id),
        Home::Conference(id) => urls::conference(*id),
        Home::Case(id) => urls::review(*id),
        Home::FollowUp(code) => urls::follow_up(code),
        Home::Unit(id) => urls::unit(*id),
        Home::Campaign(code) => urls::campaign(code),
        Home::RuleSet(id) => urls::rule_set(*id),
        Home::Variable(id) => urls::variable(*id),
        Home::Ranking(code) => urls::ranking(code),
        Home::Account(id) => urls::account(*id),
        Home::OwnAccount => urls::OWN_ACCOUNT.to_owned(),
        Home::Person(id) => urls::person(*id),
        Home::Decision(id) => urls::decision(*id),
        Home::Appeal(id) => urls::appeal(*id),
        Home::Entry(id) => urls::entry(*id),
    }
}

fn shown(it: &History) -> AnyView {
    let what = format!("{}: {}", t(&subject_key(it.subject)), it.title);
    let truth = vec![tf("history-count", &[("count", it.total.into())]), t("history-kept")];
    let lines = if it.lines.is_empty() {
        view! { <Empty title=t("history-none") text=t("history-none-text")/> }.into_any()
    } else {
        view! { <Timeline events=it.lines.iter().map(told::event).collect()/> }.into_any()
    };
    let address = urls::history(it.subject, it.id);
    let turn = |page: usize| format!("{address}?trang={page}");
    view! {
        <PageHead title=t("history-title") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(what, home(&it.home))] truth/>
        {lines}
        {pager(usize::try_from(it.total).unwrap_or(0), usize::try_from(it.page).unwrap_or(1), PAGE as usize, turn)}
    }
    .into_any()
}

//! The frame around every page of somebody who is signed in.

use crate::components::{Frame, FramePerson, Meaning, Notice, PathLink, PathStage, StageState, YearPath};
use crate::context::{path, query};
use crate::forms::account::{ChooseLanguage, ChooseTheme, SignOut};
use crate::pages::error::ErrorPage;
use crate::text::{Lang, lang, t, tf};
use crate::urls;
use domain::campaign::{StageStanding, StageWindow};
use domain::policy::{Action, Scope};
use domain::{Stage, show_date};
use islands::{ForgetDrafts, context, visitor};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use services::{Ctx, frame};

/// The frame with the page in it.
#[component]
pub fn Framed() -> impl IntoView {
    let here = path();
    let code = here.strip_prefix("/dot/").and_then(|it| it.split('/').next()).map(str::to_owned).or_else(|| query("dot"));
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = match context().await {
                    Ok(ctx) => frame::load(&ctx, code.as_deref()).await.map(|it| (ctx, it)).map_err(Into::into),
                    Err(error) => Err(error),
                };
                match loaded {
                    Ok((ctx, it)) => Either::Left(around(&ctx, it, &here)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn around(ctx: &Ctx, it: frame::Frame, here: &str) -> AnyView {
    let person = FramePerson { name: ctx.actor.name.clone(), post: ctx.actor.post.clone(), account: urls::OWN_ACCOUNT.to_owned() };
    let nav = it.campaign.as_ref().map(|campaign| {
        let stages = it.stages.iter().map(|window| stage(ctx, &campaign.code, window, &it.waiting, here)).collect::<Vec<_>>();
        view! { <YearPath title=campaign.title.clone() stages links=links(ctx, Some(&campaign.code), here)/> }.into_any()
    });
    let nav =
        nav.unwrap_or_else(|| view! { <YearPath title=t("frame-no-campaign") stages=Vec::new() links=links(ctx, None, here)/> }.into_any());
    let campaigns = it
        .campaigns
        .iter()
        .map(|campaign| {
            let current = it.campaign.as_ref().is_some_and(|it| it.id == campaign.id).then_some("true");
            view! { <a href=urls::campaign(&campaign.code) aria-current=current>{campaign.year}</a> " " }
        })
        .collect_view();
    view! {
        <Frame
            organisation=it.organisation
            program=t("site-program")
            home=urls::HOME
            skip=t("frame-skip")
            menu=t("frame-menu")
            nav_label=t("frame-nav")
            banner=banner()
            campaign=view! { <span class="frame-years">{t("frame-year")} ": " {campaigns}</span> }.into_any()
            search=search()
            language=preferences(here)
            person=person
            sign_out=sign_out()
            nav=nav
            foot=view! { <p>{t("site-foot")}</p> }.into_any()
        >
            {done()}
            <Outlet/>
        </Frame>
    }
    .into_any()
}

/// What has just been done, when the address says so.
fn done() -> Option<AnyView> {
    let key = query("done").filter(|it| it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'))?;
    let key = format!("done-{key}");
    let sentence = t(&key);
    (sentence != key).then(|| view! { <Notice meaning=Meaning::Good title=sentence/> }.into_any())
}

/// The line above everything in a demo.
pub fn banner() -> Option<AnyView> {
    let site = visitor().ok()?.site;
    let day = show_date(site.now().date());
    site.demo.then(|| {
        let exposed = site.exposed.then(|| view! { " " <strong>{t("frame-demo-exposed")}</strong> });
        view! { <span>{tf("frame-demo", &[("day", day.into())])} {exposed}</span> }.into_any()
    })
}

/// The choices of language and colours.
pub fn preferences(here: &str) -> AnyView {
    let language = ServerAction::<ChooseLanguage>::new();
    let theme = ServerAction::<ChooseTheme>::new();
    let (other, label) = match lang() {
        Lang::Vi => (Lang::En, "English"),
        Lang::En => (Lang::Vi, "Tiếng Việt"),
    };
    let dark = crate::context::cookie("camket-theme").as_deref() == Some("dark");
    let (to_language, to_theme) = (here.to_owned(), here.to_owned());
    let (theme_value, theme_label) = if dark { ("light", t("frame-light")) } else { ("dark", t("frame-dark")) };
    view! {
        <ActionForm action=language>
            <input type="hidden" name="lang" value=other.code()/>
            <input type="hidden" name="next" value=to_language/>
            <button class="button button-plain" type="submit" lang=other.code()>{label}</button>
        </ActionForm>
        <ActionForm action=theme>
            <input type="hidden" name="theme" value=theme_value/>
            <input type="hidden" name="next" value=to_theme/>
            <button class="button button-plain" type="submit">{theme_label}</button>
        </ActionForm>
    }
    .into_any()
}

fn search() -> AnyView {
    view! {
        <form action="/to-chuc" method="get" role="search">
            <label class="unseen" for="frame-search">{t("frame-search-label")}</label>
            <input id="frame-search" type="search" name="tim" placeholder=t("frame-search-label")/>
            <button class="button" type="submit">{t("frame-search-submit")}</button>
        </form>
    }
    .into_any()
}

fn sign_out() -> AnyView {
    let action = ServerAction::<SignOut>::new();
    view! { <ActionForm action=action><button class="button button-plain" type="submit">{t("frame-sign-out")}</button></ActionForm> <ForgetDrafts/> }.into_any()
}

fn stage(ctx: &Ctx, code: &str, window: &StageWindow, waiting: &[(Stage, i64)], here: &str) -> PathStage {
    let (name, action) = match window.stage {
        Stage::Commit => ("cam-ket", Action::ViewCommitment),
        Stage::Report => ("so-lieu", Action::ViewFigures),
        Stage::Verify => ("xac-minh", Action::VerifyFigures),
        Stage::Assess => ("danh-gia", Action::ViewResults),
        Stage::Review => ("kiem-diem", Action::ViewReview),
        Stage::FollowUp => ("theo-doi", Action::ViewReview),
    };
    let (state, state_text) = match window.standing(ctx.today) {
        StageStanding::Locked(day) => (StageState::Locked, tf("frame-stage-locked", &[("day", show_date(day).into())])),
        StageStanding::Open(day) => (StageState::Now, tf("frame-stage-open", &[("day", show_date(day).into())])),
        StageStanding::Over(day) => (StageState::Done, tf("frame-stage-over", &[("day", show_date(day).into())])),
    };
    let address = format!("/dot/{code}/{name}");
    let count = waiting.iter().find(|(it, _)| *it == window.stage).map(|(_, count)| *count);
    PathStage {
        label: t(window.stage.key()),
        current: here.starts_with(&address),
        href: may_open(ctx, window.stage, action).then_some(address),
        state,
        state_text,
        waiting: count.map(|count| tf("frame-waiting", &[("count", count.into())])),
    }
}

/// Whether a stage's page is open. What follows is listed by place: a case that names somebody opens none of it.
fn may_open(ctx: &Ctx, stage: Stage, action: Action) -> bool {
    match stage {
        Stage::FollowUp => !ctx.actor.case_scopes(action).named_alone(),
        _ => ctx.actor.may_somewhere(action),
    }
}

fn links(ctx: &Ctx, code: Option<&str>, here: &str) -> Vec<PathLink> {
    let link = |action: Action, key: &str, href: &str| {
        ctx.actor.may_somewhere(action).then(|| PathLink {
            label: t(key),
            href: href.to_owned(),
            current: here == href || here.starts_with(&format!("{href}/")),
        })
    };
    // The leader's one screen is for those who see more than their own unit.
    let sees_all = ctx.actor.scopes(Action::ViewResults).iter().any(|it| matches!(it, Scope::Below(_)));
    let overview = code.map(urls::overview).unwrap_or_default();
    [
        (sees_all && code.is_some()).then(|| PathLink { label: t("frame-overview"), href: overview.clone(), current: here == overview }),
        link(Action::ViewOrganisation, "frame-organisation", "/to-chuc"),
        link(Action::ViewCatalogue, "frame-catalogue", "/bo-chi-tieu"),
        link(Action::ViewLog, "frame-log", urls::LOG),
        link(Action::Administer, "frame-administration", "/quan-tri"),
        link(Action::ViewCampaign, "frame-guide", "/huong-dan"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

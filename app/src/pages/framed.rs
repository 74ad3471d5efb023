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
    let person = FramePerson { name: ctx.actor.name.clone(), post: ctx.actor.post.clone() };
    let nav = it.campaign.as_ref().map(|campaign| {
        let stages = it.stages.iter().map(|window| stage(ctx, &campaign.code, window, &it.waiting, here)).collect::<Vec<_>>();
        view! { <YearPath title=campaign.title.clone() href=urls::campaign(&campaign.code) stages links=links(ctx, Some(&campaign.code), here)/> }.into_any()
    });
    let nav =
        nav.unwrap_or_else(|| view! { <YearPath title=t("frame-no-campaign") stages=Vec::new() links=links(ctx, None, here)/> }.into_any());
    let campaigns = it
        .campaigns
        .iter()
        .map(|campaign| {
            let current = it.campaign.as_ref().is_some_and(|it| it.id == campaign.id).then_some("true");
            view! { <a href=same_page(here, &campaign.code) aria-current=current>{campaign.year}</a> " " }
        })
        .collect_view();
    let now = it.campaign.as_ref().map(|it| tf("frame-year-of", &[("year", it.year.to_string().into())]));
    view! {
        <Frame
            organisation=it.organisation
            program=t("site-program")
            home=urls::HOME
            skip=t("frame-skip")
            menu=t("frame-menu")
            nav_label=t("frame-nav")
            now=now
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

/// The same page of another year, where each year has it; else that year at a glance.
fn same_page(here: &str, code: &str) -> String {
    const EVERY_YEAR: [&str; 10] =
        ["tong-quan", "cam-ket", "hoi-nghi", "so-lieu", "nhiem-vu", "xac-minh", "danh-gia", "kiem-diem", "theo-doi", "danh-gia/thieu"];
    let page = here.strip_prefix("/dot/").and_then(|it| it.split_once('/')).map(|it| it.1).filter(|it| EVERY_YEAR.contains(it));
    page.map_or_else(|| urls::campaign(code), |page| format!("{}/{page}", urls::campaign(code)))
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
        <form action=urls::SEARCH method="get" role="search">
            <label class="unseen" for="frame-search">{t("frame-search-label")}</label>
            <input id="frame-search" type="search" name="q" autocomplete="off" placeholder=t("frame-search-label")/>
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
    let below = match window.stage {
        Stage::Commit => ["/cam-ket/", "/hoi-nghi/"].iter().any(|it| here.starts_with(it)) || here == urls::conferences(code),
        Stage::Report => here.starts_with("/so-lieu/") || here == urls::key_tasks(code),
        Stage::Review => here.starts_with("/kiem-diem/"),
        Stage::Verify | Stage::Assess | Stage::FollowUp => false,
    };
    let count = waiting.iter().find(|(it, _)| *it == window.stage).map(|(_, count)| *count);
    PathStage {
        label: t(window.stage.key()),
        current: if here == address { Some("page") } else { (below || here.starts_with(&format!("{address}/"))).then_some("true") },
        href: ctx.actor.may_somewhere(action).then_some(address),
        state,
        state_text,
        waiting: count.map(|count| tf("frame-waiting", &[("count", count.into())])),
    }
}

fn links(ctx: &Ctx, code: Option<&str>, here: &str) -> Vec<PathLink> {
    let link = |action: Action, key: &str, href: &str| {
        ctx.actor.may_somewhere(action).then(|| PathLink {
            label: t(key),
            href: href.to_owned(),
            current: if here == href { Some("page") } else { here.starts_with(&format!("{href}/")).then_some("true") },
        })
    };
    // The leader's one screen is for those who see more than their own unit.
    let sees_all = ctx.actor.scopes(Action::ViewResults).iter().any(|it| matches!(it, Scope::Below(_)));
    let overview = code.map(urls::overview).unwrap_or_default();
    [
        Some(PathLink { label: t("home-title"), href: urls::HOME.to_owned(), current: (here == urls::HOME).then_some("page") }),
        (sees_all && code.is_some()).then(|| PathLink {
            label: t("frame-overview"),
            href: overview.clone(),
            current: (here == overview).then_some("page"),
        }),
        link(Action::ViewCampaign, "campaigns-title", urls::CAMPAIGNS)
            .map(|it| PathLink { current: it.current.filter(|it| *it == "page"), ..it }),
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

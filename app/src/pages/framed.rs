//! The frame around every page of somebody who is signed in.

use crate::components::{Frame, FramePerson, Meaning, Notice, PathLink, PathStage, StageState, YearPath};
use crate::context::{Typed, path, query};
use crate::forms::account::{ChooseLanguage, ChooseTheme, SignOut};
use crate::pages::error::ErrorPage;
use crate::text::{Lang, lang, t, tf};
use crate::{say, urls};
use domain::campaign::{StageStanding, StageWindow};
use domain::policy::{Action, Scope};
use domain::{AmendmentId, AppealId, CaseId, CommitmentId, ConferenceId, DecisionId, Period, Stage, show_date};
use islands::{AppError, ForgetDrafts, context, visitor};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_router::components::Outlet;
use services::frame::{About, Thing};
use services::{Ctx, frame};

/// The frame with the page in it.
#[component]
pub fn Framed() -> impl IntoView {
    let here = path();
    let about = about(&here, query("dot"));
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&about).await {
                    Ok((ctx, it, kept)) => Either::Left(around(&ctx, it, kept, &here)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(about: &About) -> Result<(Ctx, frame::Frame, Option<Kept>), AppError> {
    let ctx = context().await?;
    let frame = frame::load(&ctx, about).await?;
    let kept = if query("kept").is_some() { Some(Kept::load().await?) } else { None };
    Ok((ctx, frame, kept))
}

/// What became of a text whose session had ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// It stands in its form again, not yet saved.
    GivenBack,
    /// It is somebody else's or too old.
    NotYours,
}

impl Kept {
    async fn load() -> Result<Self, AppError> {
        Ok(if Typed::load().await?.is_there() { Self::GivenBack } else { Self::NotYours })
    }

    fn notice(self) -> AnyView {
        match self {
            Self::GivenBack => view! { <Notice meaning=Meaning::Attention title=t("frame-kept-back")/> }.into_any(),
            Self::NotYours => view! { <Notice meaning=Meaning::Failing title=t("frame-kept-not-yours")/> }.into_any(),
        }
    }
}

/// What an address is about: the campaign that it names, or else the thing of one.
pub fn about(here: &str, dot: Option<String>) -> About {
    let mut parts = here.trim_start_matches('/').split('/');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let id = second.parse::<i64>();
    match (first, id) {
        ("dot", _) if !second.is_empty() => About::Campaign(second.to_owned()),
        ("cam-ket", Ok(id)) => About::Thing(Thing::Sheet(CommitmentId(id))),
        ("hoi-nghi", Ok(id)) => About::Thing(Thing::Conference(ConferenceId(id))),
        ("kiem-diem", Ok(id)) => About::Thing(Thing::Case(CaseId(id))),
        ("kien-nghi", Ok(id)) => About::Thing(Thing::Appeal(AppealId(id))),
        ("quyet-dinh", Ok(id)) => About::Thing(Thing::Decision(DecisionId(id))),
        ("dieu-chinh", Ok(id)) => About::Thing(Thing::Amendment(AmendmentId(id))),
        _ => match (dot, third.parse::<Period>()) {
            (Some(code), _) => About::Campaign(code),
            (None, Ok(period)) if first == "so-lieu" => About::Year(period.year()),
            _ => About::Nothing,
        },
    }
}

/// The stage to which a page belongs that stands outside the addresses of its campaign.
fn stage_of(here: &str) -> Option<Stage> {
    match here.trim_start_matches('/').split('/').next() {
        Some("cam-ket" | "hoi-nghi" | "dieu-chinh") => Some(Stage::Commit),
        Some("so-lieu") => Some(Stage::Report),
        Some("kiem-diem") => Some(Stage::Review),
        Some("quyet-dinh" | "kien-nghi") => Some(Stage::Assess),
        _ => None,
    }
}

/// The frame around a page for somebody who need not be signed in.
#[component]
pub fn VisitorFrame(
    /// The box that searches, on a page that a signed-in person meets too.
    #[prop(optional)]
    search: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <Frame
            organisation=t("site-name")
            program=t("site-program")
            home=urls::HOME
            skip=t("frame-skip")
            menu=t("frame-menu")
            nav_label=t("frame-nav")
            banner=banner()
            search=search
            language=preferences(&path())
            foot=view! { <p>{t("site-foot")}</p> }.into_any()
        >
            {children()}
        </Frame>
    }
}

fn around(ctx: &Ctx, it: frame::Frame, kept: Option<Kept>, here: &str) -> AnyView {
    let person = FramePerson { name: ctx.actor.name.clone(), post: ctx.actor.post.clone(), account: urls::OWN_ACCOUNT.to_owned() };
    let nav = it.campaign.as_ref().map(|campaign| {
        let stages = it.stages.iter().map(|window| stage(ctx, &campaign.code, window, &it.waiting, here)).collect::<Vec<_>>();
        view! { <YearPath title=campaign.title.clone() href=urls::campaign(&campaign.code) stages links=links(ctx, Some(&campaign.code), here)/> }.into_any()
    });
    let lost = lost_error(here);
    let nav =
        nav.unwrap_or_else(|| view! { <YearPath title=t("frame-no-campaign") stages=Vec::new() links=links(ctx, None, here)/> }.into_any());
    let campaigns = it
        .campaigns
        .iter()
        .map(|campaign| {
            let current = it.campaign.as_ref().is_some_and(|it| it.id == campaign.id).then_some("true");
            // Two campaigns of one year are told apart by their codes.
            let alone = it.campaigns.iter().filter(|it| it.year == campaign.year).count() == 1;
            let name = if alone { campaign.year.to_string() } else { campaign.code.clone() };
            view! { <a href=same_page(here, &campaign.code) title=campaign.title.clone() aria-current=current>{name}</a> " " }
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
            {lost}
            {kept.map(Kept::notice)}
            <Outlet/>
        </Frame>
    }
    .into_any()
}

/// The same page of another year, where each year has it; else that year at a glance.
fn same_page(here: &str, code: &str) -> String {
    const EVERY_YEAR: [&str; 15] = [
        "tong-quan",
        "cam-ket",
        "hoi-nghi",
        "so-lieu",
        "nhiem-vu",
        "xac-minh",
        "danh-gia",
        "kiem-diem",
        "theo-doi",
        "danh-gia/thieu",
        "xep-loai",
        "quyet-dinh",
        "kien-nghi",
        "dieu-chinh",
        "niem-phong",
    ];
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

/// The error of a form whose page the browser did not name: it stands on the first page, which holds no form of its own.
fn lost_error(here: &str) -> Option<AnyView> {
    let error = query("__err").filter(|_| here == urls::HOME)?;
    let error = ServerFnUrlError::<AppError>::decode_err(&error);
    Some(view! { <Notice meaning=Meaning::Failing title=say::error(&error)/> }.into_any())
}

/// The line above everything in a demo.
fn banner() -> Option<AnyView> {
    let site = visitor().ok()?.site;
    let day = show_date(site.now().date());
    site.demo.then(|| {
        let exposed = site.exposed.then(|| view! { " " <strong>{t("frame-demo-exposed")}</strong> });
        view! { <span>{tf("frame-demo", &[("day", day.into())])} {exposed}</span> }.into_any()
    })
}

/// The choices of language and colours.
fn preferences(here: &str) -> AnyView {
    let language = ServerAction::<ChooseLanguage>::new();
    let theme = ServerAction::<ChooseTheme>::new();
    let (other, label) = match lang() {
        Lang::Vi => (Lang::En, "English"),
        Lang::En => (Lang::Vi, "Tiếng Việt"),
    };
    let (to_language, to_theme) = (here.to_owned(), here.to_owned());
    view! {
        <ActionForm action=language>
            <input type="hidden" name="lang" value=other.code()/>
            <input type="hidden" name="next" value=to_language/>
            <button class="button button-plain" type="submit" lang=other.code()>{label}</button>
        </ActionForm>
        <ActionForm action=theme>
            <input type="hidden" name="next" value=to_theme/>
            // The one that changes something is shown: the style knows which colours the browser has chosen.
            <button class="button button-plain while-light" type="submit" name="theme" value="dark">{t("frame-dark")}</button>
            <button class="button button-plain while-dark" type="submit" name="theme" value="light">{t("frame-light")}</button>
        </ActionForm>
    }
    .into_any()
}

/// The search form of the head.
pub fn search() -> AnyView {
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

/// The page of a stage of a campaign, for who may open it.
pub fn way_to(ctx: &Ctx, code: &str, stage: Stage) -> Option<String> {
    let (address, action) = match stage {
        Stage::Commit => (urls::commitments(code), Action::ViewCommitment),
        Stage::Report => (urls::figures_overview(code), Action::ViewFigures),
        Stage::Verify => (urls::verification(code), Action::VerifyFigures),
        Stage::Assess => (urls::ranking(code), Action::ViewResults),
        Stage::Review => (urls::reviews(code), Action::ViewReview),
        Stage::FollowUp => (urls::follow_up(code), Action::ViewReview),
    };
    may_open(ctx, stage, action).then_some(address)
}

fn stage(ctx: &Ctx, code: &str, window: &StageWindow, waiting: &[(Stage, i64)], here: &str) -> PathStage {
    let href = way_to(ctx, code, window.stage);
    let (state, state_text) = match window.standing(ctx.today) {
        StageStanding::Locked(day) => (StageState::Locked, tf("frame-stage-locked", &[("day", show_date(day).into())])),
        StageStanding::Open(day) => (StageState::Now, tf("frame-stage-open", &[("day", show_date(day).into())])),
        StageStanding::Over(day) => (StageState::Done, tf("frame-stage-over", &[("day", show_date(day).into())])),
    };
    let address = href.clone().unwrap_or_default();
    let below = match window.stage {
        Stage::Commit => here == urls::conferences(code) || here == urls::seals(code) || here.starts_with(&urls::amendments(code)),
        Stage::Report => here == urls::key_tasks(code),
        Stage::Assess => here == urls::decisions(code) || here == urls::appeals(code) || here.starts_with(&format!("/dot/{code}/xep-loai")),
        Stage::Verify | Stage::Review | Stage::FollowUp => false,
    } || stage_of(here) == Some(window.stage);
    let count = waiting.iter().find(|(it, _)| *it == window.stage).map(|(_, count)| *count);
    PathStage {
        label: t(window.stage.key()),
        current: if href.is_none() {
            None
        } else if here == address {
            Some("page")
        } else {
            (below || here.starts_with(&format!("{address}/"))).then_some("true")
        },
        href,
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
        link(Action::ViewRegister, "register-title", urls::REGISTER),
        link(Action::WordPapers, "templates-title", urls::TEMPLATES),
        link(Action::ViewLog, "frame-log", urls::LOG),
        link(Action::Administer, "frame-administration", "/quan-tri"),
        link(Action::ViewCampaign, "frame-guide", "/huong-dan"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

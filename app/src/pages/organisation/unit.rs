//! A unit as it is on a day: names, codes, posts and their holders, what became of it; with one of its forms open.

use super::tree::{day_asked, unit_type};
use super::unit_forms::{self, FormErrors};
use crate::components::{DefinitionList, Fact, Field, FieldKind, FieldWidth, ForWord, Link, PageHead, Table};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::organisation::SuccessionKind;
use domain::policy::{Action, Place};
use domain::{PersonId, Quantity, UnitId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use services::Ctx;
use services::history::Subject;
use services::organisation::{HoldingLine, PostLine, SuccessionLine, UnitView};
use time::Date;

/// A unit's page.
#[component]
pub fn UnitPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("unit").and_then(|it| it.parse::<UnitId>().ok());
    let forms = unit_forms::Actions::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(id, forms.errors()).await {
                    Ok((ctx, view, day, form)) => Either::Left(shown(ctx, view, day, forms, form)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

async fn load(id: Option<UnitId>, errors: FormErrors) -> Result<(Ctx, UnitView, Date, crate::boxes::Boxes), AppError> {
    let ctx = context().await?;
    let day = day_asked(ctx.today);
    let view = services::organisation::unit(&ctx, id.ok_or(AppError::NotFound)?, day).await?;
    Ok((ctx, view, day, crate::boxes::Boxes::load(errors.any()).await?))
}

fn shown(ctx: Ctx, view: UnitView, day: Date, actions: unit_forms::Actions, boxes: crate::boxes::Boxes) -> AnyView {
    let id = view.unit.id;
    let work = query("viec").unwrap_or_default();
    let form = view.edit.as_ref().map(|offer| unit_forms::form(&work, &view, offer, actions, &boxes, day)).into_any();
    let buttons = view.edit.is_some().then(|| {
        let address = urls::unit(id);
        let link = |name: &str, key: &str| view! { <a class="button" href=urls::at_work(&address, name)>{t(key)}</a> }.into_any();
        vec![
            link("them-don-vi", "unit-add-below"),
            link("sua", "unit-change"),
            link("them-chuc-vu", "post-add"),
            link("ke-thua", "unit-succession-record"),
            link("ket-thuc", "unit-end"),
        ]
        .into_any()
    });
    let mut crumbs = vec![Link::new(t("frame-organisation"), urls::ORGANISATION)];
    crumbs.extend(view.parent.as_ref().map(|it| Link::new(it.name_full.clone(), urls::unit(it.id))));
    let truth = vec![tf("tree-on", &[("day", show_date(day).into())])];
    view! {
        <PageHead title=view.unit.name_full.clone() crumbs_label=t("frame-crumbs") crumbs truth secondary=buttons history=way(Subject::Unit, id.0)/>
        {form}
        {posts(id, &view.posts, view.edit.is_some(), day)}
        {campaigns(&view)}
        {holdings(&view.holdings)}
        {successions(&ctx, &view.successions)}
        {facts(&view)}
    }
    .into_any()
}

fn facts(view: &UnitView) -> AnyView {
    let it = &view.unit;
    let days = match it.valid_to {
        Some(last) => tf("unit-days-ended", &[("from", show_date(it.valid_from).into()), ("to", show_date(last).into())]),
        None => tf("unit-days-open", &[("from", show_date(it.valid_from).into())]),
    };
    let header: Vec<String> =
        std::iter::once(it.header_parent.clone()).filter(|it| !it.is_empty()).chain(it.header_lines.clone()).collect();
    let codes = view.codes.iter().map(|it| {
        let scheme = if it.scheme == "gso" { t("unit-code-gso") } else { t("unit-code-internal") };
        format!("{} ({scheme})", it.code)
    });
    let facts = vec![
        Fact::text(t("unit-type"), unit_type(&it.unit_type)),
        Fact::text(t("unit-short"), it.name_short.clone()),
        Fact::text(t("unit-code"), codes.collect::<Vec<_>>().join("; ")),
        Fact::text(t("unit-days"), days),
        Fact::text(t("unit-header"), header.join(" / ")),
        Fact::text(t("unit-abbrev"), it.doc_abbrev.clone()),
        Fact::text(t("unit-place"), it.place_name.clone()),
    ];
    view! { <section><h2 class="table-title">{t("unit-facts")}</h2><DefinitionList facts/></section> }.into_any()
}

/// A unit's name, with the way to its page for who may open it.
pub fn unit_link(ctx: &Ctx, id: UnitId, path: &str, name: &str) -> AnyView {
    let place = Place { unit: id, path: path.to_owned() };
    if ctx.actor.allow(Action::ViewOrganisation, &place).is_ok() {
        view! { <a href=urls::unit(id)>{name.to_owned()}</a> }.into_any()
    } else {
        name.to_owned().into_any()
    }
}

/// How somebody holds a post, in words.
pub fn manner(acting: bool, concurrent: bool) -> String {
    let mut words = Vec::new();
    if acting {
        words.push(t("post-acting"));
    }
    if concurrent {
        words.push(t("post-concurrent"));
    }
    words.join(", ")
}

/// Who was responsible on the day, with the choice of another day.
fn posts(unit: UnitId, posts: &[PostLine], may_edit: bool, day: Date) -> AnyView {
    let rows = posts
        .iter()
        .cloned()
        .map(|it| {
            let holder = match (it.person_id, it.person) {
                (Some(id), Some(name)) => {
                    let how = manner(it.acting.unwrap_or(false), it.concurrent.unwrap_or(false));
                    view! { {it.honorific.unwrap_or_default()} " " <a href=urls::person(PersonId(id))>{name}</a> " " {how} }.into_any()
                }
                _ => t("post-nobody").into_any(),
            };
            let hand_over = may_edit.then(|| {
                let href = format!("{}&chuc={}", urls::at_work(&urls::unit(unit), "ban-giao"), it.id);
                view! { <a href=href>{t("post-hand-over")}<span class="unseen">" – "{it.title.clone()}</span></a> }
            });
            view! {
                <tr>
                    <th scope="row">{it.title.clone()}</th>
                    <td data-label=t("post-holder")>{holder}</td>
                    <td data-label=t("post-since")>{it.from_on.map(show_date).unwrap_or_default()}</td>
                    {may_edit.then(|| view! { <td data-label=t("post-work")>{hand_over}</td> })}
                </tr>
            }
        })
        .collect_view();
    let another_day = view! {
        <form class="filter-form" method="get" action=urls::unit(unit)>
            <Field name="ngay" label=t("tree-day") value=show_date(day) kind=FieldKind::Date width=FieldWidth::Narrow/>
            <button class="button" type="submit">{t("tree-show")}</button>
        </form>
    }
    .into_any();
    view! {
        <Table title=tf("unit-posts-on", &[("day", show_date(day).into())]) count=tf("unit-posts-count", &[("count", posts.len().into())]) tools=another_day>
            <thead><tr>
                <th scope="col">{t("post-title")}</th><th scope="col">{t("post-holder")}</th><th scope="col">{t("post-since")}</th>
                {may_edit.then(|| view! { <th scope="col">{t("post-work")}</th> })}
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// Who held what from when to when, as a table; with the person or with the unit named.
fn holdings(lines: &[HoldingLine]) -> AnyView {
    let rows = lines
        .iter()
        .cloned()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row"><a href=urls::person(PersonId(it.person_id))>{it.person}</a></th>
                    <td data-label=t("post-title")>{it.title} " " {manner(it.acting, it.concurrent)}</td>
                    <td data-label=t("post-since")>{show_date(it.from_on)}</td>
                    <td data-label=t("post-until")>{it.to_on.map_or_else(|| t("post-until-now"), show_date)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("unit-holdings")>
            <thead><tr>
                <th scope="col">{t("person-name")}</th><th scope="col">{t("post-title")}</th><th scope="col">{t("post-since")}</th><th scope="col">{t("post-until")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn successions(ctx: &Ctx, lines: &[SuccessionLine]) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .iter()
        .cloned()
        .map(|it| {
            let kind = SuccessionKind::of(&it.kind).map_or_else(|| it.kind.clone(), |it| t(it.key()));
            let share = it.share_e4.map(|share| format!("{}%", Quantity(share * 100).fixed(2))).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{unit_link(ctx, UnitId(it.from_id), &it.from_path, &it.from_name)}</th>
                    <td data-label=t("succession-kind")>{kind}</td>
                    <td data-label=t("succession-to")>{unit_link(ctx, UnitId(it.to_id), &it.to_path, &it.to_name)}</td>
                    <td data-label=t("succession-on")>{show_date(it.effective_on)}</td>
                    <td class="number" data-label=t("succession-share")>{share}</td>
                    <td data-label=t("succession-note")>{it.note}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("unit-successions")>
            <thead><tr>
                <th scope="col">{t("succession-from")}</th><th scope="col">{t("succession-kind")}</th><th scope="col">{t("succession-to")}</th>
                <th scope="col">{t("succession-on")}</th><th scope="col" class="number">{t("succession-share")}</th><th scope="col">{t("succession-note")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn campaigns(view: &UnitView) -> AnyView {
    if view.campaigns.is_empty() {
        return ().into_any();
    }
    let rows = view
        .campaigns
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row"><a href=urls::campaign(&it.code)>{it.title.clone()}</a> <span class="table-more">{it.group_title.clone()}</span></th>
                    <td data-label=t("campaign-name-then")>{it.name.clone()}</td>
                    <td data-label=t("unit-see")>{ways(view, &it.code)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("unit-campaigns")>
            <thead><tr><th scope="col" class="column-wide">{t("campaign-title")}</th><th scope="col">{t("campaign-name-then")}</th><th scope="col">{t("unit-see")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// The ways to what the unit did in a campaign, as far as this person may go them.
fn ways(view: &UnitView, code: &str) -> AnyView {
    let search =
        |address: String| format!("{address}?tim={}", form_urlencoded::byte_serialize(view.unit.name_full.as_bytes()).collect::<String>());
    let links = [
        (view.sees.commitment, "stage-commit", search(urls::commitments(code))),
        (view.sees.figures, "stage-report", search(urls::figures_overview(code))),
        (view.sees.results, "stage-assess", urls::ranking(code)),
    ];
    let links = links
        .into_iter()
        .filter(|it| it.0)
        .map(|(_, key, href)| view! { <li><a href=href>{t(key)}<span class="unseen">" – "{code.to_owned()}</span></a></li> })
        .collect_view();
    let hand_over = view.sees.hand_over.then(|| {
        let pdf = urls::hand_over_pdf(code, view.unit.id);
        view! { <li><a href=pdf.clone()>{t("unit-hand-over")}<span class="unseen">" – "{code.to_owned()}</span></a> " · " <ForWord pdf/></li> }
    });
    view! { <ul class="inline-list">{links} {hand_over}</ul> }.into_any()
}

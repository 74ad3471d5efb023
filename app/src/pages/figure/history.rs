//! Everything that ever happened to one figure, in plain sentences.

use super::evidence::piece;
use super::queue::{Decisions, decide};
use super::words::{here, param, period_name, standing, unit_and_period, value};
use crate::components::{Empty, FigureTrio, Link, Meaning, Notice, PageHead, Timeline, TimelineEvent, TrioGap, TrioStanding};
use crate::context::{Typed, query};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::{Figure, FigureValue, Timestamp, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::figure::{HistoryPage, Revision, history};

/// The history of a figure.
#[component]
pub fn FigureHistoryPage() -> impl IntoView {
    let address = unit_and_period();
    let variable = param("variable");
    let forms = Decisions::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let (unit, period) = address?;
                    let ctx = context().await?;
                    let page = history(&ctx, unit, period, &variable, query("dot").as_deref()).await?;
                    Ok::<_, AppError>((page, Typed::load().await?, ctx.today))
                };
                match loaded.await {
                    Ok((page, typed, today)) => Either::Left(shown(page, &typed, &forms, today)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(page: HistoryPage, typed: &Typed, forms: &Decisions, today: time::Date) -> AnyView {
    let code = page.here.code.clone();
    let (unit, period) = (page.here.place.unit, page.period);
    let grid = urls::figures(unit, period, Some(&code));
    let crumbs = vec![
        Link::new(page.here.title.clone(), urls::campaign(&code)),
        Link::new(t("figure-overview"), urls::figures_overview(&code)),
        Link::new(format!("{}, {}", page.here.unit, period_name(period)), grid.clone()),
    ];
    let mut truth = vec![page.here.unit.clone(), period_name(period), tf("figure-due", &[("day", show_date(page.due).into())])];
    let title = page.used.variable.title.clone();
    let Some(named) = &page.figure else {
        let link = view! { <a class="button" href=grid>{t("figure-enter-link")}</a> };
        return view! {
            <PageHead title crumbs_label=t("frame-crumbs") crumbs truth/>
            <Empty title=t("history-empty") text=t("history-empty-text")>{link}</Empty>
        }
        .into_any();
    };
    let figure = &named.figure;
    let late = figure.days_late(page.due, today);
    if late > 0 {
        truth.push(tf("figure-late", &[("days", late.into())]));
    }
    let age = (today - figure.as_of).whole_days();
    truth.push(tf("figure-age", &[("person", named.entered_by.clone().into()), ("days", age.into())]));
    let pieces = page.evidence.iter().map(|it| view! { <li>{piece(it)}</li> }).collect_view();
    let decision = page.may_verify.then(|| decide(figure, typed, forms, &here()));
    view! {
        <PageHead title crumbs_label=t("frame-crumbs") crumbs tag=standing(Some(figure.standing)) truth/>
        {forms.error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {trio(&page, figure)}
        {decision}
        {(!page.evidence.is_empty()).then(|| view! { <h2>{t("evidence-title")}</h2> <ul>{pieces}</ul> })}
        <h2>{t("history-title")}</h2>
        <Timeline events=events(&page)/>
    }
    .into_any()
}

fn trio(page: &HistoryPage, figure: &Figure) -> AnyView {
    let with_unit = |it: FigureValue| format!("{} {}", value(it), page.used.variable.unit_of_measure);
    let named = page.figure.as_ref();
    let decided = figure.standing.decided().filter(|_| figure.verified.is_some());
    let standings = vec![
        TrioStanding {
            label: t("figure-declared"),
            value: with_unit(figure.value),
            known: true,
            more: named.map(|it| format!("{}, {}", it.entered_by, figure.entered_at)),
        },
        TrioStanding {
            label: t("figure-verified"),
            value: figure.verified.map_or_else(|| t("figure-none-yet"), with_unit),
            known: figure.verified.is_some(),
            more: decided.and_then(|(_, at)| Some(format!("{}, {at}", named?.decided_by.clone()?))),
        },
    ];
    let gap = match (figure.value, figure.verified) {
        (FigureValue::Amount(declared), Some(FigureValue::Amount(verified))) => verified.checked_sub(declared).map(|it| TrioGap {
            label: t("figure-gap"),
            value: if it.is_negative() || it.0 == 0 { it.to_string() } else { format!("+{it}") },
            meaning: if it.0 == 0 { Meaning::Good } else { Meaning::Attention },
        }),
        _ => None,
    };
    view! { <FigureTrio standings gap/> }.into_any()
}

/// The revisions and what happened to the evidence, newest first.
fn events(page: &HistoryPage) -> Vec<TimelineEvent> {
    let mut events: Vec<(Timestamp, String)> = Vec::new();
    for (at, it) in page.revisions.iter().enumerate() {
        events.push((it.at, sentence(it, page.revisions.get(at + 1))));
    }
    for it in &page.files {
        let person = it.person.clone().unwrap_or_default();
        let added = it.event == domain::Event::EvidenceAdded.key();
        let key = if added { "history-file-added" } else { "history-file-withdrawn" };
        let file = if added { it.after.clone() } else { it.before.clone() };
        events.push((Timestamp(it.at), tf(key, &[("person", person.into()), ("file", file.into()), ("reason", it.reason.clone().into())])));
    }
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    events
        .into_iter()
        .map(|(at, sentence)| {
            let hanoi = at.in_hanoi();
            let machine = format!(
                "{}T{:02}:{:02}:{:02}+07:00",
                domain::value::show_plain_day(hanoi.date()),
                hanoi.hour(),
                hanoi.minute(),
                hanoi.second()
            );
            TimelineEvent { at: machine, when: at.to_string(), sentence, link: None }
        })
        .collect()
}

fn sentence(it: &Revision, before: Option<&Revision>) -> String {
    let person = || ("person", it.person.clone().into());
    let now = || ("value", value(it.value).into());
    let verified = it.verified.map(value).unwrap_or_default();
    let reason = || ("reason", it.reason.clone().into());
    let said = match (it.standing.as_str(), before) {
        ("entered", None) => tf("history-entered", &[person(), now()]),
        ("entered", Some(old)) if old.value == it.value => tf("history-note", &[person(), now()]),
        ("entered", Some(old)) => tf("history-revised", &[person(), ("before", value(old.value).into()), now()]),
        ("submitted", _) => tf("history-submitted", &[person(), now()]),
        ("verified", None) => tf("history-imported", &[person(), ("value", verified.into())]),
        ("verified", Some(_)) => tf("history-verified", &[person(), ("value", verified.into())]),
        ("adjusted", _) => tf("history-adjusted", &[person(), ("before", value(it.value).into()), ("value", verified.into()), reason()]),
        _ => tf("history-returned", &[person(), reason()]),
    };
    let noted = it.standing == "entered" && !it.note.is_empty();
    if noted { format!("{said} {}", tf("figure-note-is", &[("note", it.note.clone().into())])) } else { said }
}

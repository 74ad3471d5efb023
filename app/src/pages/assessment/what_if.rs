//! "What must I reach by December?": a unit's figures moved on trial. A plain form; the address holds what was typed, nothing is kept.

use super::{part, run_wish, words};
use crate::components::{
    Density, ErrorSummary, Field, FieldKind, FieldWidth, KeyFigure, KeyFigures, Link, Meaning, Notice, PageHead, Table, Tag,
};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::assessment::Rounded;
use domain::receipt::UnitResult;
use domain::what_if::{MoveRefusal, Outlook, Way};
use domain::{FigureValue, Quantity, Refusal, RunId, ValueKind};
use islands::{AppError, Live, context};
use leptos::prelude::*;
use services::assessment::{Lever, Typed, WhatIf};

/// How the boxes of the variables are named in the address.
const PREFIX: &str = "v.";

/// The page.
#[component]
pub fn WhatIfPage() -> impl IntoView {
    let (code, unit, run) = (part("campaign"), part("unit"), run_wish());
    let typed = typed();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &unit, run, &typed).await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// What the address says of each variable.
fn typed() -> Vec<Typed> {
    let Some(parts) = use_context::<axum::http::request::Parts>() else { return Vec::new() };
    let pairs = form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes());
    let named = pairs.filter_map(|(name, text)| Some(Typed { variable: name.strip_prefix(PREFIX)?.to_owned(), text: text.into_owned() }));
    named.collect()
}

async fn load(code: &str, unit: &str, run: Option<RunId>, typed: &[Typed]) -> Result<WhatIf, AppError> {
    let ctx = context().await?;
    let unit = unit.parse().map_err(|_| AppError::NotFound)?;
    Ok(services::assessment::what_if(&ctx, code, unit, run, typed).await?)
}

fn show(it: &WhatIf) -> AnyView {
    let code = &it.campaign.code;
    let (run, kind, at) = it.run;
    let mut crumbs = words::crumbs(&it.campaign);
    crumbs.push(Link::new(it.member.name.clone(), urls::result(code, it.member.unit, Some(run))));
    let truth = vec![words::kind(kind).0, tf("assessment-as-of", &[("at", at.to_string().into())]), t("what-if-nothing-kept")];
    let published = it
        .published
        .then(|| view! { <Notice meaning=Meaning::Attention title=t("what-if-published")>{t("what-if-published-text")}</Notice> });
    view! {
        <PageHead title=tf("what-if-title", &[("unit", it.member.name.as_str().into())]) crumbs_label=t("assessment-crumbs") crumbs truth/>
        {published}
        <div id="live" aria-live="polite">{wrong(it)} {answer(it)}</div>
        {form(it, run)}
        {ways(it)}
    }
    .into_any()
}

/// What the moved figures give, beside what is.
fn answer(it: &WhatIf) -> Option<AnyView> {
    let answer = it.answer.as_ref()?;
    let (before, after) = (&answer.before, &answer.after);
    let score = |it: &UnitResult| it.score.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese);
    let rank = |it: &UnitResult| it.rank.map_or_else(|| "–".to_owned(), |it| it.to_string());
    let was = |text: String| tf("what-if-was", &[("value", text.into())]);
    let (outcome, meaning) = words::outcome(after.outcome);
    let keys = vec![
        KeyFigure::new(t("assessment-head-outcome"), outcome).means(meaning).more(was(words::outcome(before.outcome).0)),
        KeyFigure::new(t("assessment-head-score"), format!("{} / 100", score(after))).more(was(score(before))),
        KeyFigure::new(t("assessment-head-grade"), words::grade(after.grade.as_deref())).more(was(words::grade(before.grade.as_deref()))),
        KeyFigure::new(t("assessment-head-rank"), format!("{} / {}", rank(after), it.ranked)).more(was(rank(before))),
    ];
    let run = it.run.1;
    let changed = after.targets.iter().zip(&before.targets).filter(|it| it.0 != it.1);
    let rows = changed
        .map(|(after, before)| {
            let (title, unit) = it.titles.get(&after.code).cloned().unwrap_or_default();
            let actual = |it: &domain::receipt::TargetResult| {
                it.actual.as_ref().map_or_else(|| "–".to_owned(), |it| words::actual_with_unit(it, &unit))
            };
            let points = |it: &domain::receipt::TargetResult| it.points.as_ref().map_or_else(|| "–".to_owned(), Rounded::vietnamese);
            let (text, meaning) = words::status(after.status, run);
            view! {
                <tr>
                    <th scope="row">{format!("{}. {title}", after.code)}</th>
                    <td class="number" data-label=t("assessment-head-actual")>{format!("{} → {}", actual(before), actual(after))}</td>
                    <td class="number" data-label=t("assessment-head-points")>{format!("{} → {}", points(before), points(after))}</td>
                    <td data-label=t("assessment-head-status")><Tag text meaning/></td>
                </tr>
            }
        })
        .collect_view();
    Some(
        view! {
            <section aria-label=t("what-if-answer")>
                <KeyFigures figures=keys/>
                <Table title=t("what-if-changed") density=Density::Dense>
                    <thead>
                        <tr>
                            <th scope="col">{t("assessment-head-target")}</th>
                            <th scope="col" class="number">{t("assessment-head-actual")}</th>
                            <th scope="col" class="number">{t("assessment-head-points")}</th>
                            <th scope="col">{t("assessment-head-status")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </section>
        }
        .into_any(),
    )
}

fn shown(value: FigureValue) -> String {
    words::value(value)
}

/// What of the boxes cannot be taken.
fn wrong(it: &WhatIf) -> AnyView {
    let links: Vec<Link> = it
        .wrong
        .iter()
        .map(|wrong| {
            let lever = it.levers.iter().find(|it| it.code == wrong.field);
            let title = lever.map_or_else(|| wrong.field.clone(), |it| it.title.clone());
            Link::new(format!("{title}: {}", why(lever, wrong.refusal)), format!("#{PREFIX}{}", wrong.field))
        })
        .collect();
    view! { <ErrorSummary title=t("what-if-wrong") errors=links/> }.into_any()
}

/// Why a box cannot be taken, and what most it could hold.
fn why(lever: Option<&Lever>, refusal: Refusal) -> String {
    let most = lever.and_then(|it| it.most.as_ref()).filter(|_| refusal == MoveRefusal::AboveWhole.into());
    match most {
        Some((most, whole)) => tf("what-if-above-whole", &[("most", most.to_string().into()), ("whole", whole.as_str().into())]),
        None => t(refusal.key()),
    }
}

/// One box a variable, with what is reported so far in it.
fn form(it: &WhatIf, run: RunId) -> AnyView {
    let rows = it.levers.iter().map(|lever| row(it, lever)).collect_view();
    let clear = urls::what_if(&it.campaign.code, it.member.unit, Some(run));
    view! {
        <form id="what-if-form" method="get" action=urls::what_if(&it.campaign.code, it.member.unit, None)>
            <Live form="what-if-form".to_owned()/>
            <input type="hidden" name="lan" value=run.to_string()/>
            <Table title=t("what-if-figures") count=t("what-if-figures-hint") entry=true>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-variable")}</th>
                        <th scope="col">{t("what-if-targets")}</th>
                        <th scope="col" class="number">{t("what-if-so-far")}</th>
                        <th scope="col" class="number">{t("what-if-wanted")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            <div class="actions">
                <button class="button button-primary" type="submit">{t("what-if-submit")}</button>
                <a class="button" href=clear>{t("what-if-clear")}</a>
            </div>
        </form>
    }
    .into_any()
}

fn row(it: &WhatIf, lever: &Lever) -> AnyView {
    let error = it.wrong.iter().find(|it| it.field == lever.code).map(|wrong| why(Some(lever), wrong.refusal));
    let now = lever.now.map_or_else(|| "–".to_owned(), shown);
    let how = if lever.adds_up { t("what-if-added-up") } else { tf("what-if-last", &[("period", words::period(lever.period).into())]) };
    let kind = match lever.kind {
        ValueKind::Amount => FieldKind::Number,
        ValueKind::Date => FieldKind::Date,
        ValueKind::YesNo => FieldKind::Text,
    };
    // Days and yes or no are measured in nothing.
    let measure = if lever.kind == ValueKind::Amount { lever.unit_of_measure.clone() } else { String::new() };
    let unit = (!measure.is_empty()).then(|| measure.clone());
    let understood = lever.understood.map(|it| tf("what-if-understood", &[("value", shown(it).into())]));
    view! {
        <tr>
            <th scope="row">{lever.title.clone()} <span class="table-more">{how}</span></th>
            <td data-label=t("what-if-targets")>{lever.targets.join(", ")}</td>
            <td class="number" data-label=t("what-if-so-far")>{words::measured(&now, &measure)}</td>
            <td class="wanted" data-label=t("what-if-wanted")>
                <Field name=format!("{PREFIX}{}", lever.code) label=lever.title.clone() value=lever.typed.clone() kind hint=understood error
                    unit=unit width=FieldWidth::Narrow/>
            </td>
        </tr>
    }
    .into_any()
}

/// What would be enough for each target that is not met, and which cannot be met any more.
fn ways(it: &WhatIf) -> AnyView {
    let target = |code: &str| format!("{code}. {}", it.titles.get(code).map_or("", |it| it.0.as_str()));
    let lines = |key: &'static str, of: &dyn Fn(&Outlook) -> Option<String>| {
        let lines: Vec<String> = it
            .outlooks
            .iter()
            .filter_map(|(code, outlook)| Some(tf(key, &[("target", target(code).into()), ("why", of(outlook)?.into())])))
            .collect();
        (!lines.is_empty()).then(|| lines.into_iter().map(|it| view! { <li>{it}</li> }).collect_view())
    };
    let closed = lines("what-if-closed-line", &|it| match it {
        Outlook::Closed(why) => Some(t(why.key())),
        Outlook::Open(_) | Outlook::NotAlone => None,
    });
    let closed = closed.map(|lines| {
        view! { <Notice meaning=Meaning::Attention title=t("what-if-closed")><ul>{lines}</ul></Notice> }
    });
    let not_alone = lines("what-if-not-alone-line", &|it| (*it == Outlook::NotAlone).then(String::new));
    let not_alone = not_alone.map(|lines| {
        view! { <Notice meaning=Meaning::Neutral title=t("what-if-not-alone")><ul>{lines}</ul></Notice> }
    });
    let open: Vec<(&String, &Way)> = it
        .outlooks
        .iter()
        .filter_map(|(code, outlook)| match outlook {
            Outlook::Open(ways) => Some(ways.iter().map(move |way| (code, way))),
            Outlook::Closed(_) | Outlook::NotAlone => None,
        })
        .flatten()
        .collect();
    let none = it.outlooks.is_empty().then(|| view! { <Notice meaning=Meaning::Good title=t("what-if-no-ways")/> });
    let table = (!open.is_empty()).then(|| {
        let rows = open.into_iter().map(|(code, it_is)| way(it, target(code), code, it_is)).collect_view();
        view! {
            <Table title=t("what-if-ways") count=t("what-if-ways-hint") density=Density::Dense>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-target")}</th>
                        <th scope="col">{t("assessment-head-variable")}</th>
                        <th scope="col" class="number">{t("what-if-needed")}</th>
                        <th scope="col" class="number">{t("what-if-each")}</th>
                        <th scope="col" class="number">{t("what-if-then")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
    });
    view! { {closed} {table} {not_alone} {none} }.into_any()
}

/// One way to meet a target.
fn way(it: &WhatIf, target: String, code: &str, way: &Way) -> AnyView {
    let needed = &way.needed;
    let lever = |code: &str| it.levers.iter().find(|it| it.code == code);
    let title = |code: &str| lever(code).map_or_else(|| code.to_owned(), |it| it.title.clone());
    let unit = lever(&way.variable).map_or("", |it| it.unit_of_measure.as_str());
    let measured = |it: Quantity| words::measured(&it.to_string(), unit);
    let measure = it.titles.get(code).map_or("", |it| it.1.as_str());
    let each = needed.each.map_or_else(|| t("what-if-each-unlike"), measured);
    let wholes: Vec<String> = needed.wholes.iter().map(|it| title(it)).collect();
    let more = |text: String| view! { <span class="table-more">{text}</span> };
    let wholes = (!wholes.is_empty()).then(|| more(tf("what-if-with-wholes", &[("wholes", wholes.join(", ").into())])));
    let beyond = needed.beyond.map(|it| more(tf("what-if-beyond", &[("most", measured(it).into())])));
    let then = needed.actual.as_ref().map_or_else(|| "–".to_owned(), |it| words::actual_with_unit(it, measure));
    view! {
        <tr>
            <th scope="row">{target}</th>
            <td data-label=t("assessment-head-variable")>{title(&way.variable)} {wholes}</td>
            <td class="number" data-label=t("what-if-needed")>{measured(needed.amount)}</td>
            <td class="number" data-label=t("what-if-each")>
                {each} {more(tf("what-if-periods", &[("count", needed.periods.into())]))} {beyond}
            </td>
            <td class="number" data-label=t("what-if-then")>{then}</td>
        </tr>
    }
    .into_any()
}

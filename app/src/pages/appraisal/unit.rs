//! The points of one unit's manual targets: its own, the appraiser's and the survey's side by side, with every change; the forms to give them.

use super::list::{amount, standing};
use crate::components::{Empty, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::context::Typed;
use crate::forms::appraisal::{AppraisePoints, EnterSelfPoints, SubmitSelfPoints};
use crate::pages::error::ErrorPage;
use crate::pages::figure::words::{hidden, line_box, param};
use crate::text::{t, tf};
use crate::{say, urls};
use domain::Quantity;
use islands::{AppError, context};
use leptos::prelude::*;
use services::appraisal::{Act, Line, Revision, UnitPoints};

/// The page.
#[component]
pub fn UnitPointsPage() -> impl IntoView {
    let (code, unit) = (param("campaign"), param("unit"));
    let forms = Forms::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &unit).await {
                    Ok((it, typed)) => shown(&it, &typed, &forms),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, unit: &str) -> Result<(UnitPoints, Typed), AppError> {
    let ctx = context().await?;
    let unit = unit.parse().map_err(|_| AppError::NotFound)?;
    Ok((services::appraisal::of_unit(&ctx, code, unit).await?, Typed::load().await?))
}

#[derive(Clone)]
struct Forms {
    enter: ServerAction<EnterSelfPoints>,
    submit: ServerAction<SubmitSelfPoints>,
    give: ServerAction<AppraisePoints>,
    error: Option<AppError>,
}

impl Forms {
    fn new() -> Self {
        let (enter, submit, give) = (ServerAction::new(), ServerAction::new(), ServerAction::new());
        let error = enter.value().get_untracked().and_then(Result::err);
        let error = error.or_else(|| submit.value().get_untracked().and_then(Result::err));
        let error = error.or_else(|| give.value().get_untracked().and_then(Result::err));
        Self { enter, submit, give, error }
    }
}

/// How many points may be given, in words.
pub fn limits(it: &Line) -> String {
    let whole = it.limits.weight.to_string();
    if it.limits.survey == Quantity::ZERO {
        return tf("appraisal-limit", &[("weight", whole.into())]);
    }
    let parts =
        [("weight", whole.into()), ("appraised", it.limits.appraised.to_string().into()), ("survey", it.limits.survey.to_string().into())];
    tf("appraisal-limits", &parts)
}

fn shown(it: &UnitPoints, typed: &Typed, forms: &Forms) -> AnyView {
    let code = &it.campaign.code;
    let mut crumbs = vec![Link::new(it.campaign.title.clone(), urls::campaign(code))];
    crumbs.push(Link::new(t("appraisal-crumb"), format!("/dot/{code}/tham-dinh")));
    let submit = it.may_submit.then(|| {
        let about = hidden([
            ("campaign", it.campaign.id.to_string()),
            ("unit", it.member.unit.to_string()),
            ("token", it.token.clone()),
            ("next", urls::unit_points(code, it.member.unit)),
        ]);
        let action = forms.submit;
        view! {
            <ActionForm action=action>
                {about}
                <button class="button button-primary" type="submit">{t("appraisal-submit")}</button>
            </ActionForm>
        }
    });
    let lines = if it.lines.is_empty() {
        view! { <Empty title=t("appraisal-none-title") text=t("appraisal-none-text")/> }.into_any()
    } else {
        it.lines.iter().map(|line| target(it, line, typed, forms)).collect_view().into_any()
    };
    view! {
        <PageHead title=tf("appraisal-unit-title", &[("unit", it.member.name.as_str().into())]) crumbs_label=t("assessment-crumbs") crumbs/>
        <p>{t("appraisal-unit-lead")}</p>
        {forms.error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {submit}
        {lines}
    }
    .into_any()
}

fn target(page: &UnitPoints, it: &Line, typed: &Typed, forms: &Forms) -> AnyView {
    let (text, meaning) = standing(it);
    let (own, given) = (it.appraisal.own.as_ref(), it.appraisal.given.as_ref());
    let row = |label: String, most: Quantity, points: Option<Quantity>, more: String| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="number" data-label=t("appraisal-most")>{most.to_string()}</td>
                <td class="number" data-label=t("appraisal-points")>{amount(points)}</td>
                <td data-label=t("assessment-head-reason")>{more}</td>
            </tr>
        }
    };
    let own_more = own.map_or_else(String::new, |it| {
        let state = it
            .submitted_at
            .map_or_else(|| t("appraisal-not-submitted"), |at| tf("appraisal-submitted-at", &[("at", at.to_string().into())]));
        if it.note.is_empty() { state } else { format!("{} – {state}", it.note) }
    });
    let given_more = given.map_or_else(String::new, |it| match &it.appraiser {
        Some(name) => format!("{} – {name}, {}", it.reason, it.at),
        None => format!("{} – {}", it.reason, it.at),
    });
    let survey = (it.limits.survey > Quantity::ZERO)
        .then(|| row(t("appraisal-survey"), it.limits.survey, given.and_then(|it| it.survey), String::new()));
    let own_row = row(t("appraisal-self"), it.limits.weight, own.map(|it| it.points), own_more);
    let given_row = row(t("appraisal-appraised"), it.limits.appraised, given.map(|it| it.appraised), given_more);
    let exempt = it.exempt.clone().map(|basis| view! { <p>{tf("appraisal-exempt", &[("basis", basis.into())])}</p> });
    view! {
        <section class="panel" id=it.target.code.clone()>
            <h2>{format!("{}. {}", it.target.code, it.target.title)} " " <Tag text meaning/></h2>
            {exempt}
            <Table title=t("appraisal-side-by-side")>
                <thead>
                    <tr>
                        <th scope="col">{t("appraisal-by-whom")}</th>
                        <th scope="col" class="number">{t("appraisal-most")}</th>
                        <th scope="col" class="number">{t("appraisal-points")}</th>
                        <th scope="col">{t("assessment-head-reason")}</th>
                    </tr>
                </thead>
                <tbody>
                    {own_row}
                    {given_row}
                    {survey}
                </tbody>
            </Table>
            {enter_form(page, it, typed, forms)}
            {give_form(page, it, typed, forms)}
            {history(page.revisions.get(&it.target.id).map(Vec::as_slice).unwrap_or_default())}
        </section>
    }
    .into_any()
}

/// Whether what was typed before belongs to a form of this target: `box_name` is a box that the other form does not have.
fn is_mine(it: &Line, typed: &Typed, box_name: &str) -> bool {
    typed.or("target", "") == it.target.id.to_string() && typed.or(box_name, "\u{0}") != "\u{0}"
}

fn about(page: &UnitPoints, it: &Line) -> [(&'static str, String); 5] {
    [
        ("campaign", page.campaign.id.to_string()),
        ("unit", it.unit.to_string()),
        ("target", it.target.id.to_string()),
        ("revision", it.appraisal.revision.to_string()),
        ("next", urls::unit_points(&page.campaign.code, it.unit)),
    ]
}

fn enter_form(page: &UnitPoints, it: &Line, typed: &Typed, forms: &Forms) -> Option<AnyView> {
    if !page.may_enter || it.exempt.is_some() || it.appraisal.given.is_some() {
        return None;
    }
    let mine = is_mine(it, typed, "points");
    let own = it.appraisal.own.as_ref();
    let before = |name: &str, now: String| if mine { typed.or(name, now) } else { now };
    let wrong = |name: &str| if mine { say::field(forms.error.as_ref(), name) } else { None };
    let id = it.target.id;
    let points = before("points", own.map(|it| it.points.to_string()).unwrap_or_default());
    let label = tf("appraisal-self-box", &[("most", it.limits.weight.to_string().into())]);
    let points = line_box(format!("points-{id}"), "points", label, points, wrong("points"), "decimal");
    let note = before("note", own.map(|it| it.note.clone()).unwrap_or_default());
    let note = line_box(format!("note-{id}"), "note", t("appraisal-note-box"), note, wrong("note"), "text");
    let (about, open, action) = (hidden(about(page, it)), mine || own.is_none(), forms.enter);
    Some(
        view! {
            <details open=open>
                <summary>{t("appraisal-enter-open")}</summary>
                <ActionForm action=action attr:class="form">
                    {about}
                    {points}
                    {note}
                    <button class="button" type="submit">{t("appraisal-enter")}</button>
                </ActionForm>
            </details>
        }
        .into_any(),
    )
}

fn give_form(page: &UnitPoints, it: &Line, typed: &Typed, forms: &Forms) -> Option<AnyView> {
    if !it.may_appraise || it.exempt.is_some() {
        return None;
    }
    let mine = is_mine(it, typed, "appraised");
    let given = it.appraisal.given.as_ref();
    let before = |name: &str, now: String| if mine { typed.or(name, now) } else { now };
    let wrong = |name: &str| if mine { say::field(forms.error.as_ref(), name) } else { None };
    let id = it.target.id;
    let appraised = before("appraised", given.map(|it| it.appraised.to_string()).unwrap_or_default());
    let survey = before("survey", given.and_then(|it| it.survey).map(|it| it.to_string()).unwrap_or_default());
    let survey = (it.limits.survey > Quantity::ZERO).then(|| {
        let label = tf("appraisal-survey-box", &[("most", it.limits.survey.to_string().into())]);
        line_box(format!("survey-{id}"), "survey", label, survey, wrong("survey"), "decimal")
    });
    let label = tf("appraisal-appraised-box", &[("most", it.limits.appraised.to_string().into())]);
    let summary = if given.is_some() { t("appraisal-give-again-open") } else { t("appraisal-give-open") };
    let appraised = line_box(format!("appraised-{id}"), "appraised", label, appraised, wrong("appraised"), "decimal");
    let reason =
        line_box(format!("reason-{id}"), "reason", t("appraisal-reason-box"), before("reason", String::new()), wrong("reason"), "text");
    let (about, open, action) = (hidden(about(page, it)), mine || given.is_none(), forms.give);
    Some(
        view! {
            <details open=open>
                <summary>{summary}</summary>
                <ActionForm action=action attr:class="form">
                    {about}
                    {appraised}
                    {survey}
                    {reason}
                    <button class="button" type="submit">{t("appraisal-give")}</button>
                </ActionForm>
            </details>
        }
        .into_any(),
    )
}

fn history(all: &[Revision]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let line = |it: &Revision| {
        let act = match it.act {
            Act::Entered => t("appraisal-act-entered"),
            Act::Submitted => t("appraisal-act-submitted"),
            Act::Appraised => t("appraisal-act-appraised"),
            Act::Imported => t("appraisal-act-imported"),
        };
        let sentence = tf(
            "appraisal-history-line",
            &[
                ("at", it.at.to_string().into()),
                ("name", it.person_name.as_str().into()),
                ("act", act.into()),
                ("self", amount(it.own).into()),
                ("appraised", amount(it.appraised).into()),
                ("survey", amount(it.survey).into()),
            ],
        );
        let reason = if it.reason.is_empty() { String::new() } else { format!(" – {}", it.reason) };
        view! { <li>{sentence} {reason}</li> }
    };
    let lines = all.iter().map(line).collect_view();
    Some(view! { <details><summary>{t("appraisal-history")}</summary><ul>{lines}</ul></details> }.into_any())
}

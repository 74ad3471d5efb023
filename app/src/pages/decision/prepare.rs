//! Preparing a decision: publishing a run, grading units or heads, replacing one value.

use super::part;
use crate::boxes::{Boxes, refused};
use crate::components::{
    Choice, DefinitionList, Density, Empty, Fact, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, Tag,
    TextArea,
};
use crate::context::query;
use crate::forms::decision::PrepareDecision;
use crate::pages::error::ErrorPage;
use crate::pages::grading::words;
use crate::text::{t, tf};
use crate::urls;
use domain::decision::{DecisionKind, LineSubject, LineValue};
use domain::grading::{Grade, LevelName, Standing};
use domain::receipt::Outcome;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::decision::{FormRow, PrepareForm, PrepareWish, Replaced, prepare_form};

/// The page.
#[component]
pub fn PrepareDecisionPage() -> impl IntoView {
    let code = part("campaign");
    let wish = PrepareWish {
        peer_group: query("nhom"),
        kind: query("loai").unwrap_or_else(|| DecisionKind::Publication.code().to_owned()),
        about: query("ve").unwrap_or_default(),
        unit: query("don-vi").and_then(|it| it.parse().ok()),
        person: query("nguoi").and_then(|it| it.parse().ok()),
        typed: None,
    };
    let action = ServerAction::<PrepareDecision>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, wish, action).await {
                    Ok((it, boxes, today)) => show(&it, action, &boxes, &today),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, wish: PrepareWish, action: ServerAction<PrepareDecision>) -> Result<(PrepareForm, Boxes, String), AppError> {
    let ctx = context().await?;
    let boxes = Boxes::load(refused(action)).await?;
    let number = boxes.value("number", "");
    let typed = boxes.wrong("number").map(|_| (number, boxes.value("decided_on", "")));
    let today = show_date(ctx.today);
    Ok((prepare_form(&ctx, code, &PrepareWish { typed, ..wish }).await?, boxes, today))
}

fn show(it: &PrepareForm, action: ServerAction<PrepareDecision>, boxes: &Boxes, today: &str) -> AnyView {
    let code = it.campaign.code.clone();
    let nothing = match it.kind {
        DecisionKind::Publication => it.runs.is_empty(),
        DecisionKind::UnitGrades | DecisionKind::HeadGrades => it.rows.iter().all(|it| !it.open),
        DecisionKind::Replacement => false,
    };
    let body = if nothing {
        view! { <Empty title=t("decision-nothing-title") text=t("decision-nothing-text")/> }.into_any()
    } else {
        form(it, action, boxes, today)
    };
    view! {
        <PageHead title=t(&it.kind.key()) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(&code)), Link::new(t("decisions-title"), urls::decisions(&code))]
            truth=vec![it.group.title.clone(), t("decision-two-people")]/>
        {boxes.notice()}
        {taken(it)}
        {body}
    }
    .into_any()
}

/// What the number box says: the number that the register gives next, or why it gives none.
fn next(it: &PrepareForm) -> String {
    match &it.next {
        Ok(next) => tf("decision-number-hint", &[("next", next.clone().into())]),
        Err(refusal) => t(refusal.key()),
    }
}

/// The paper that has the number that was typed.
fn taken(it: &PrepareForm) -> Option<AnyView> {
    if let Some(holder) = it.holder.as_ref().filter(|_| it.taken.is_none()) {
        let title = tf(
            "decision-number-held",
            &[("number", holder.shown().into()), ("day", show_date(holder.issued_on).into()), ("about", holder.about.clone().into())],
        );
        return Some(view! { <Notice meaning=Meaning::Attention title/> }.into_any());
    }
    let taken = &it.taken.as_ref()?.decision;
    let title = tf(
        "decision-taken",
        &[("number", taken.shown().into()), ("day", show_date(taken.decided_on).into()), ("kind", t(&taken.kind.key()).into())],
    );
    let href = urls::decision(taken.id);
    Some(view! { <Notice meaning=Meaning::Attention title><p><a href=href>{t("decision-taken-open")}</a></p></Notice> }.into_any())
}

fn form(it: &PrepareForm, action: ServerAction<PrepareDecision>, boxes: &Boxes, today: &str) -> AnyView {
    let wrong = |name: &str| boxes.wrong(name);
    let (campaign, group, kind) = (it.campaign.code.clone(), it.group.peer_group.clone(), it.kind.code());
    let matter = match it.kind {
        DecisionKind::Publication => runs(it, boxes),
        DecisionKind::UnitGrades | DecisionKind::HeadGrades => grades(it, boxes),
        DecisionKind::Replacement => it.replaced.as_ref().map(|value| replacement(it, value, boxes)).into_any(),
    };
    let replaces = it.kind == DecisionKind::Replacement || (it.kind == DecisionKind::Publication && it.published.is_some());
    let reason = replaces.then(|| {
        view! { <TextArea name="reason" label=t("decision-reason") value=boxes.value("reason", "") error=wrong("reason") required=true rows=3/> }
    });
    let lines = wrong("lines").map(|it| view! { <Notice meaning=Meaning::Failing title=it/> });
    let head = view! {
        <div class="form">
            <Field name="number" label=t("decision-number-label") optional=t("register-optional") value=boxes.value("number", "") hint=next(it)
                error=wrong("number") kind=FieldKind::Number width=FieldWidth::Narrow/>
            <Field name="decided_on" label=t("decision-day-label") value=boxes.value("decided_on", today) error=wrong("decided_on")
                kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
            <TextArea name="basis" label=t("decision-basis") value=boxes.value("basis", it.basis.clone()) hint=t("decision-basis-hint")
                error=wrong("basis") required=true rows=4/>
            {reason}
        </div>
        {lines}
    }
    .into_any();
    view! {
        <ActionForm action=action attr:class="stack">
            <input type="hidden" name="campaign" value=campaign/>
            <input type="hidden" name="peer_group" value=group/>
            <input type="hidden" name="kind" value=kind/>
            {head}
            {matter}
            <p>{t("decision-prepare-lasting")}</p>
            <div class="actions"><button class="button button-primary" type="submit">{t("decision-prepare-submit")}</button></div>
        </ActionForm>
    }
    .into_any()
}

/// Working days in which an appeal is answered (NĐ 335/2025 Điều 22); the decision may say otherwise.
const ANSWER_WITHIN: &str = "7";

/// The final runs that may be published, and until when their results may be appealed.
fn runs(it: &PrepareForm, boxes: &Boxes) -> AnyView {
    let first = it.runs.first().map(|it| it.id.to_string()).unwrap_or_default();
    let choices = it.runs.iter().map(|it| Choice::new(it.id.to_string(), crate::pages::assessment::words::run_line(it))).collect();
    let now = it
        .published
        .as_ref()
        .map(|it| tf("decision-published", &[("number", it.shown.clone().into()), ("day", show_date(it.decided_on).into())]));
    view! {
        <div class="form">
            <Select name="run" label=t("decision-run") choices value=boxes.value("run", first) hint=now error=boxes.wrong("run")/>
            <Field name="file_within" label=t("decision-file-within") hint=t("decision-file-within-hint") value=boxes.value("file_within", "")
                error=boxes.wrong("file_within") kind=FieldKind::Number width=FieldWidth::Narrow required=true/>
            <Field name="answer_within" label=t("decision-answer-within") hint=t("decision-answer-within-hint") value=boxes.value("answer_within", ANSWER_WITHIN)
                error=boxes.wrong("answer_within") kind=FieldKind::Number width=FieldWidth::Narrow required=true/>
        </div>
    }
    .into_any()
}

/// The grades of units or heads: the proposal is chosen already where the rule leaves nothing to a person.
fn grades(it: &PrepareForm, boxes: &Boxes) -> AnyView {
    let levels = it.levels();
    let rows = it.rows.iter().enumerate().map(|(at, it)| grade_row(at, it, &levels, boxes)).collect_view();
    view! {
        <Table title=t("decision-grades") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col">{t("grading-head-proposed")}</th>
                    <th scope="col" class="column-wide">{t("decision-grade")}</th>
                    <th scope="col" class="column-wide">{t("decision-line-reason")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <p class="small soft">{t("decision-grades-hint")}</p>
    }
    .into_any()
}

/// The levels of the rule; that somebody is not graded is offered only where the rule proposes it.
fn choices(levels: &[LevelName], proposed: Option<&Standing>) -> Vec<Choice> {
    let not_rated = (proposed == Some(&Standing::NotRated)).then_some(LineValue::NotRated);
    let levels = levels.iter().cloned().map(LineValue::Level).chain(not_rated);
    levels.map(|it| Choice::new(it.code(), words::value(&it))).collect()
}

fn grade_row(at: usize, it: &FormRow, levels: &[LevelName], boxes: &Boxes) -> impl IntoView + use<> {
    let row = &it.row;
    let name = |what: &str| format!("lines[{at}][{what}]");
    let standing = row.standing();
    let (text, meaning) = words::standing(standing.as_ref());
    let why = words::reasons(row.proposal.as_ref().ok().map(|it| &it.standing), row.quota).join(" ");
    let head = row.head.as_ref().map(|it| view! { <span class="table-more">{format!("{} – {}", it.full_name, it.post)}</span> });
    let proposed = match &standing {
        Some(Standing::Proposed(it) | Standing::Candidate(it)) => LineValue::Level(it.clone()).code(),
        Some(Standing::NotRated) => LineValue::NotRated.code(),
        Some(Standing::Pending(_)) | None => String::new(),
    };
    let (grade, reason) = if it.open {
        let value = boxes.value(&name("value"), proposed);
        let grade = view! {
            <input type="hidden" name=name("code") value=row.code()/>
            <Select name=name("value") label=t("decision-grade") choices=choices(levels, standing.as_ref()) value none=t("decision-grade-none") error=boxes.wrong(&name("value"))/>
        };
        let reason = view! {
            <Field name=name("reason") label=t("decision-line-reason") value=boxes.value(&name("reason"), "") error=boxes.wrong(&name("reason"))/>
        };
        (grade.into_any(), reason.into_any())
    } else {
        let text = match &row.decided {
            Some(line) => format!("{} ({})", words::value(&line.after), words::by_decision(line)),
            None if row.waits => t("grading-waits"),
            None if row.own => t("grading-own"),
            None => t("grading-not-by-rule"),
        };
        (text.into_any(), ().into_any())
    };
    view! {
        <tr>
            <th scope="row">{row.member.name.clone()} {head}</th>
            <td data-label=t("grading-head-proposed")><Tag text meaning/> <span class="table-more">{why}</span></td>
            <td class="stacked" data-label=t("decision-grade")>{grade}</td>
            <td class="stacked" data-label=t("decision-line-reason")>{reason}</td>
        </tr>
    }
}

/// One value in the place of another.
fn replacement(it: &PrepareForm, value: &Replaced, boxes: &Boxes) -> AnyView {
    let person = value.key.person.map(|it| it.to_string()).unwrap_or_default();
    let whose = value.person.as_ref().map_or_else(|| value.unit.clone(), |it| format!("{it}, {}", value.unit));
    let mut facts = vec![
        Fact::text(t(&value.key.subject.key()), whose),
        Fact::text(t("decision-now"), words::value(&value.now)).more(tf("decision-by-number", &[("number", value.shown.clone().into())])),
    ];
    facts.extend(value.later.as_ref().map(|it| Fact::text(t("decision-later-run"), words::value(it))));
    let history = value.history.iter().map(|it| view! { <li>{words::replaced(it)}</li> }).collect_view();
    let boxes = match value.key.subject {
        LineSubject::Result => result_boxes(value, boxes),
        LineSubject::UnitGrade | LineSubject::HeadGrade => {
            let choices = choices(&it.levels(), value.proposed.as_ref());
            view! { <Select name="value" label=t("decision-new-grade") choices value=boxes.value("value", value.now.code()) error=boxes.wrong("value")/> }
                .into_any()
        }
    };
    view! {
        <input type="hidden" name="about" value=value.key.subject.code()/>
        <input type="hidden" name="unit" value=value.key.unit.to_string()/>
        <input type="hidden" name="person" value=person/>
        <DefinitionList facts/>
        <ul>{history}</ul>
        <div class="form">{boxes}</div>
    }
    .into_any()
}

fn result_boxes(value: &Replaced, boxes: &Boxes) -> AnyView {
    // What a later final run computed is what one most likely wants to decide; it is only filled in, nothing is taken over by itself.
    let LineValue::Result(now) = value.later.as_ref().unwrap_or(&value.now) else { return ().into_any() };
    let outcomes = Outcome::ALL.iter().map(|it| Choice::new(it.code(), crate::pages::assessment::words::outcome(*it).0)).collect();
    let mut grades: Vec<Choice> = Grade::ALL.iter().rev().map(|it| Choice::new(it.code(), t(&it.key()))).collect();
    if let Some(local) = now.grade.as_deref().filter(|it| Grade::of(it).is_none()) {
        grades.push(Choice::new(local, local));
    }
    let score = now.score.map(|it| it.fixed(2)).unwrap_or_default();
    view! {
        <Select name="outcome" label=t("assessment-head-outcome") choices=outcomes value=boxes.value("outcome", now.outcome.code()) error=boxes.wrong("outcome")/>
        <Field name="score" label=t("assessment-head-score") value=boxes.value("score", score) error=boxes.wrong("score") kind=FieldKind::Number
            width=FieldWidth::Narrow hint=t("decision-score-hint")/>
        <Select name="value" label=t("assessment-head-grade") choices=grades value=boxes.value("value", now.grade.clone().unwrap_or_default())
            none=t("decision-grade-of-none") error=boxes.wrong("value")/>
        <p class="small soft">{t("decision-rank-stays")}</p>
    }
    .into_any()
}

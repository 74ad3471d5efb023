//! The reports of a case: the collective one and the personal review of the head. Facts are locked; each missed target asks for its answer.

use super::parts::{case_of_address, code_key, failure, way};
use crate::components::{
    Choice, DefinitionList, Fact, Field, FieldKind, FieldWidth, ForWord, Meaning, Notice, PageHead, Preview, Radios, Select, Table, Tag,
    TextArea,
};
use crate::context::Typed;
use crate::forms::review::WriteReport;
use crate::pages::error::ErrorPage;
use crate::pages::history::way as way_to_history;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::review::{CauseKind, Item, Level, ProposedGrade, ReportKind, Section};
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::account;
use services::history::Subject;
use services::review::{self, ReportView};

/// The collective report.
#[component]
pub fn CollectiveReportPage() -> impl IntoView {
    page(ReportKind::Collective)
}

/// The personal review of the head.
#[component]
pub fn PersonalReviewPage() -> impl IntoView {
    page(ReportKind::Personal)
}

/// What the form needs besides the report: what was typed before, what went wrong, the one-time token.
struct Form {
    action: ServerAction<WriteReport>,
    typed: Typed,
    error: Option<AppError>,
    token: String,
}

impl Form {
    fn wrong(&self, name: &str) -> Option<String> {
        say::field(self.error.as_ref(), name)
    }
}

fn page(kind: ReportKind) -> impl IntoView {
    let id = case_of_address();
    let action = ServerAction::<WriteReport>::new();
    let error = action.value().get_untracked().and_then(Result::err);
    let load = async move {
        let ctx = context().await?;
        let view = review::report(&ctx, id.ok_or(AppError::NotFound)?, kind).await?;
        let token = if view.may_submit { account::form_token(&ctx).await? } else { String::new() };
        Ok::<_, AppError>((view, Typed::load().await?, token))
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok((it, typed, token)) => Either::Left(shown(&it, Form { action, typed, error, token })),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(it: &ReportView, form: Form) -> AnyView {
    let personal = it.report.kind == ReportKind::Personal;
    let title = t(if personal { "review-report-personal" } else { "review-report-collective" });
    let (tag, mut truth) = match &it.report.submitted {
        Some((at, by)) => (
            view! { <Tag text=t("review-submitted") meaning=Meaning::Good/> }.into_any(),
            vec![tf("review-submitted-by", &[("who", by.clone().into()), ("when", at.to_string().into())])],
        ),
        None => (
            view! { <Tag text=t("review-draft") meaning=Meaning::Attention/> }.into_any(),
            vec![tf("review-due", &[("day", show_date(it.case.due_on).into())])],
        ),
    };
    if personal {
        truth.push(it.report.person_name.clone());
        truth.push(t("review-personal-logged"));
    }
    let secondary = view! {
        <a class="button" href=urls::review_report_pdf(it.case.id, it.report.kind)>{t("review-pdf")}</a>
        <ForWord pdf=urls::review_report_pdf(it.case.id, it.report.kind) class="button"/>
        <a class="button" href=urls::review_report_party_pdf(it.case.id, it.report.kind)>{t("review-pdf-party")}</a>
        <ForWord pdf=urls::review_report_party_pdf(it.case.id, it.report.kind) class="button"/>
    }
    .into_any();
    let body = if it.may_write {
        writing(it, form)
    } else {
        // Also what a second press of the button is told.
        view! { {failure(form.error.as_ref())} {reading(it)} }.into_any()
    };
    view! {
        <PageHead title crumbs_label=t("frame-crumbs") crumbs=way(&it.campaign, Some((it.case.id, &it.unit.name_full))) tag=tag secondary=secondary truth history=way_to_history(Subject::Case, it.case.id.0)/>
        {body}
    }
    .into_any()
}

fn writing(it: &ReportView, form: Form) -> AnyView {
    let personal = it.report.kind == ReportKind::Personal;
    let missed = it.items.iter().filter(|it| !it.facts.met).enumerate().map(|(at, item)| answer(at, item, &form)).collect_view();
    let part = |part: Part| part.sections(it.report.kind).map(|section| written(it, section, &form)).collect_view();
    let (strengths, shortcomings, previous, rest) =
        (part(Part::Strengths), part(Part::Shortcomings), part(Part::Previous), part(Part::Rest));
    let replies = it
        .answers
        .iter()
        .enumerate()
        .map(|(at, (id, question, answer))| {
            let (name, key) = (format!("answers[{at}][answer]"), format!("answers[{at}][id]"));
            view! {
                <input type="hidden" name=key value=id.to_string()/>
                <TextArea name=name.clone() label=question.clone() value=form.typed.or(&name, answer.clone()) error=form.wrong(&name) required=true/>
            }
        })
        .collect_view();
    let grades: Vec<Choice> =
        ProposedGrade::ALL.iter().rev().map(|it| Choice::new(it.code(), t(&code_key("review-grade", it.code())))).collect();
    let grade = form.typed.or("grade", it.report.grade.map_or("", ProposedGrade::code));
    let submit = it.may_submit.then(|| submitting(&form, personal, urls::review_report_pdf(it.case.id, it.report.kind)));
    view! {
        {failure(form.error.as_ref())}
        {met(it)}
        {
            let boxes_view = view! {
            <input type="hidden" name="case" value=it.case.id.to_string()/>
            <input type="hidden" name="personal" value=personal.to_string()/>
            <input type="hidden" name="revision" value=it.report.revision.to_string()/>
            <h2>{t("review-part-strengths")}</h2>
            {strengths}
            <h2>{t("review-part-missed")}</h2>
            {missed}
            {shortcomings}
            <h2>{t("review-part-rest")}</h2>
            {carried(it)}
            {previous}
            {replies}
            {rest}
            <Radios name="grade" label=t(if personal { "review-grade-own" } else { "review-grade-proposed" }) choices=grades value=grade error=form.wrong("grade")/>
            <div class="actions"><button class="button" type="submit" name="act" value="save">{t("review-save")}</button></div>
            {submit}
            }
            .into_any();
            view! { <ActionForm action=form.action attr:class="form">{boxes_view}</ActionForm> }
        }
    }
    .into_any()
}

/// The parts of a report, in the order of its form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// I.
    Strengths,
    /// II, beside the missed targets.
    Shortcomings,
    /// III, beside what earlier years left open.
    Previous,
    /// From V on; IV are the answers to the superior's questions.
    Rest,
}

impl Part {
    fn of(section: Section) -> Self {
        match section {
            Section::Shortcomings => Self::Shortcomings,
            Section::PreviousFixed => Self::Previous,
            Section::CollectiveResponsibility | Section::PersonalResponsibility | Section::Direction => Self::Rest,
            _ => Self::Strengths,
        }
    }

    /// Its sections in a kind of report.
    fn sections(self, kind: ReportKind) -> impl Iterator<Item = Section> {
        Section::of_kind(kind).iter().copied().filter(move |it| Self::of(*it) == self)
    }
}

fn submitting(form: &Form, personal: bool, paper: String) -> AnyView {
    view! {
        <section class="stack">
            <h2>{t("review-submit-title")}</h2>
            <p>{t(if personal { "review-submit-personal-text" } else { "review-submit-text" })} " " {t("review-submit-picture")}</p>
            <Preview pdf=paper/>
            <input type="hidden" name="token" value=form.token.clone()/>
            <Field name="password" label=t("review-password") kind=FieldKind::Password width=FieldWidth::Medium autocomplete="current-password".to_owned()
                error=form.wrong("password")/>
            <div class="actions"><button class="button button-primary" type="submit" name="act" value="submit">{t("review-submit")}</button></div>
        </section>
    }
    .into_any()
}

/// A missed target: its locked facts, then what it asks for.
fn answer(at: usize, item: &Item, form: &Form) -> AnyView {
    let name = |part: &str| format!("items[{at}][{part}]");
    let value = |part: &str, kept: &str| form.typed.or(&name(part), kept);
    let wrong = |part: &str| form.wrong(&name(part));
    let it = &item.answer;
    let kinds: Vec<Choice> = CauseKind::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("review-cause", it.code())))).collect();
    let kind = value("cause_kind", it.cause_kind.map_or("", CauseKind::code));
    let due_on = value("due_on", &it.due_on.map(show_date).unwrap_or_default());
    view! {
        <section class="stack">
            <h3>{format!("{}. {}", at + 1, item.facts.title)}</h3>
            <DefinitionList facts=vec![
                Fact::text(t("review-head-committed"), item.facts.committed.clone()), Fact::text(t("review-head-achieved"), item.facts.achieved.clone()),
                Fact::text(t("review-head-gap"), item.facts.gap.clone())]/>
            <input type="hidden" name=name("id") value=item.id.to_string()/>
            <Radios name=name("cause_kind") label=t("review-cause-kind") choices=kinds value=kind error=wrong("cause_kind")/>
            <TextArea name=name("cause") label=t("review-cause") value=value("cause", &it.cause) rows=3 error=wrong("cause")/>
            <Field name=name("responsible") label=t("review-responsible") value=value("responsible", &it.responsible) error=wrong("responsible")/>
            <TextArea name=name("remedy") label=t("review-remedy") value=value("remedy", &it.remedy) rows=3 error=wrong("remedy")/>
            <Field name=name("due_on") label=t("review-deadline") value=due_on kind=FieldKind::Date width=FieldWidth::Narrow hint=t("review-date-hint")
                error=wrong("due_on")/>
        </section>
    }
    .into_any()
}

/// A section to write, with its level where it has one.
fn written(it: &ReportView, section: Section, form: &Form) -> AnyView {
    let name = format!("sections[{}]", section.code());
    let level_name = format!("levels[{}]", section.code());
    let optional = (!section.required()).then(|| t("review-optional"));
    let level = section.has_level().then(|| {
        let choices: Vec<Choice> = Level::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("review-level", it.code())))).collect();
        let value = form.typed.or(&level_name, it.level(section).map_or("", Level::code));
        view! { <Select name=level_name.clone() label=t("review-level") choices value none=t("review-level-none") width=FieldWidth::Narrow error=form.wrong(&level_name)/> }
    });
    view! {
        <TextArea name=name.clone() label=t(&code_key("review-section", section.code())) value=form.typed.or(&name, it.section(section)) optional=optional
            error=form.wrong(&name)/>
        {level}
    }
    .into_any()
}

/// The targets met, which the report counts by itself.
fn met(it: &ReportView) -> AnyView {
    let met = it.items.iter().filter(|it| it.facts.met).count();
    view! { <Notice meaning=Meaning::Neutral title=tf("review-met-of", &[("met", met.into()), ("all", it.items.len().into())])/> }
        .into_any()
}

/// What earlier years left open: section III fills itself in.
fn carried(it: &ReportView) -> AnyView {
    if it.carried_over.is_empty() {
        return view! { <p>{t("review-carried-none")}</p> }.into_any();
    }
    let rows = it
        .carried_over
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.remedy.title.clone()}</th>
                    <td data-label=t("remedy-owner")>{it.remedy.owner.clone()}</td>
                    <td data-label=t("remedy-due")>{show_date(it.remedy.due_on)}</td>
                    <td data-label=t("review-head-state")>{super::parts::remedy_tag(it.remedy.standing, false)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("review-carried")>
            <thead><tr><th scope="col">{t("review-remedy")}</th><th scope="col">{t("remedy-owner")}</th><th scope="col">{t("remedy-due")}</th>
                <th scope="col">{t("review-head-state")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// The report for reading alone, in the order of its form.
fn reading(it: &ReportView) -> AnyView {
    let words = |words: &str| words.lines().map(|it| view! { <p>{it.to_owned()}</p> }).collect_view();
    let part = |part: Part| {
        part.sections(it.report.kind)
            .filter_map(|section| it.sections.iter().find(|it| it.0 == section && !it.1.is_empty()))
            .map(|(section, text, level)| {
                let level = level.map(|it| format!(" ({})", t(&code_key("review-level", it.code())))).unwrap_or_default();
                let title = format!("{}{level}", t(&code_key("review-section", section.code())));
                view! { <h3>{title}</h3> <div class="prose">{words(text)}</div> }
            })
            .collect_view()
    };
    let answers = it
        .answers
        .iter()
        .map(|(_, question, answer)| view! { <h3>{question.clone()}</h3> <div class="prose">{words(answer)}</div> })
        .collect_view();
    let grade = it.report.grade.map(|it| t(&code_key("review-grade", it.code()))).unwrap_or_default();
    let grade_label = t(if it.report.kind == ReportKind::Personal { "review-grade-own" } else { "review-grade-proposed" });
    view! {
        {met(it)}
        <section class="stack"><h2>{t("review-part-strengths")}</h2> {part(Part::Strengths)}</section>
        <section class="stack"><h2>{t("review-part-missed")}</h2> {answered(it)} {part(Part::Shortcomings)}</section>
        <section class="stack">
            <h2>{t("review-part-rest")}</h2>
            {carried(it)} {part(Part::Previous)} {answers} {part(Part::Rest)}
            <DefinitionList facts=vec![Fact::text(grade_label, grade)]/>
        </section>
    }
    .into_any()
}

/// The missed targets with what was answered, a row each.
fn answered(it: &ReportView) -> AnyView {
    let rows = it
        .items
        .iter()
        .filter(|it| !it.facts.met)
        .map(|item| {
            let (facts, answer) = (item.facts.clone(), item.answer.clone());
            let kind = answer.cause_kind.map(|it| t(&code_key("review-cause", it.code()))).unwrap_or_default();
            view! {
                <tr>
                    <th scope="row">{facts.title}</th>
                    <td data-label=t("review-head-committed")>{facts.committed}</td>
                    <td data-label=t("review-head-achieved")>{facts.achieved} <span class="table-more">{facts.gap}</span></td>
                    <td data-label=t("review-cause")>{answer.cause} <span class="table-more">{kind}</span></td>
                    <td data-label=t("review-remedy")>{answer.remedy} <span class="table-more">{answer.responsible}</span></td>
                    <td data-label=t("review-deadline")>{answer.due_on.map(show_date).unwrap_or_default()}</td>
                </tr>
            }
        })
        .collect::<Vec<_>>();
    let count = tf("review-missed-count", &[("count", rows.len().into())]);
    view! {
        <Table title=t("review-missed-table") count>
            <thead><tr>
                <th scope="col">{t("review-head-target")}</th><th scope="col">{t("review-head-committed")}</th><th scope="col">{t("review-head-achieved")}</th>
                <th scope="col">{t("review-cause")}</th><th scope="col">{t("review-remedy-and-person")}</th><th scope="col">{t("review-deadline")}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

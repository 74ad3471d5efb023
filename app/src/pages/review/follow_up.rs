//! What follows: remedies of all cases, support, and, when asked for, consequences. Which form is open stands in the address.

use super::parts::{code_key, failure, parameter, remedy_tag};
use crate::components::{Choice, Empty, Field, FieldKind, FieldWidth, ForWord, Link, Meaning, Notice, PageHead, Select, Table, TextArea};
use crate::context::{Typed, query};
use crate::forms::review::{JudgeRemedy, RecordConsequence, RecordSupport, ReportRemedy};
use crate::pages::error::ErrorPage;
use crate::pages::listing::Listing;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::fold::{person_sort_key, sort_key};
use domain::review::{ConsequenceKind, RemedyStanding, SupportKind};
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::history::Subject;
use services::review::{self, ConsequencesView, FollowUpView, ListedRemedy};
use time::Date;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    report: ServerAction<ReportRemedy>,
    judge: ServerAction<JudgeRemedy>,
    consequence: ServerAction<RecordConsequence>,
    support: ServerAction<RecordSupport>,
}

/// What was typed before, what went wrong, what day it is.
struct State {
    typed: Typed,
    error: Option<AppError>,
    today: Date,
}

impl State {
    fn value(&self, name: &str) -> String {
        self.typed.or(name, "")
    }

    fn wrong(&self, name: &str) -> Option<String> {
        say::field(self.error.as_ref(), name)
    }

    fn line(&self, name: &str, label: &str) -> AnyView {
        view! { <Field name=name label=t(label) value=self.value(name) error=self.wrong(name)/> }.into_any()
    }

    fn day(&self, name: &str, label: &str) -> AnyView {
        view! {
            <Field name=name label=t(label) value=self.value(name) kind=FieldKind::Date width=FieldWidth::Narrow hint=t("review-date-hint") error=self.wrong(name)/>
        }
        .into_any()
    }

    fn choice(&self, name: &str, label: &str, choices: Vec<Choice>) -> AnyView {
        view! { <Select name=name label=t(label) choices value=self.value(name) none=t("meeting-choose") width=FieldWidth::Medium error=self.wrong(name)/> }.into_any()
    }
}

/// What follows in a campaign.
#[component]
pub fn FollowUpPage() -> impl IntoView {
    let code = parameter("campaign");
    let forms =
        Forms { report: ServerAction::new(), judge: ServerAction::new(), consequence: ServerAction::new(), support: ServerAction::new() };
    let error = forms.report.value().get_untracked().and_then(Result::err);
    let error = error.or_else(|| forms.judge.value().get_untracked().and_then(Result::err));
    let error = error.or_else(|| forms.consequence.value().get_untracked().and_then(Result::err));
    let error = error.or_else(|| forms.support.value().get_untracked().and_then(Result::err));
    let register = query("xem").as_deref() == Some("xu-ly");
    let load = async move {
        let ctx = context().await?;
        let view = review::follow_up(&ctx, &code).await?;
        let consequences = if register { Some(review::consequences(&ctx, &code).await?) } else { None };
        Ok::<_, AppError>((view, consequences, State { typed: Typed::load().await?, error, today: ctx.today }))
    };
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load.await {
                    Ok((it, consequences, state)) => Either::Left(shown(&it, consequences, &state, forms)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn shown(it: &FollowUpView, consequences: Option<ConsequencesView>, state: &State, forms: Forms) -> AnyView {
    let campaign = &it.campaign;
    let open = it.open().count();
    let truth = vec![tf("follow-up-open", &[("count", open.into()), ("year", (campaign.year + 1).to_string().into())])];
    let pdf = format!("{}.pdf", urls::follow_up(&campaign.code));
    let register = it.may_read_consequences.then(|| {
        view! { <a class="button" href=format!("{}?xem=xu-ly", urls::follow_up(&campaign.code))>{t("consequence-show")}</a> }
    });
    let support = (!it.units.is_empty()).then(|| {
        view! { <a class="button" href=format!("{}?them=ho-tro", urls::follow_up(&campaign.code))>{t("support-add")}</a> }
    });
    let secondary =
        view! { <a class="button" href=pdf.clone()>{t("follow-up-pdf")}</a> <ForWord pdf class="button"/> {register} {support} }.into_any();
    let chosen = query("bien-phap").and_then(|id| it.remedies.iter().find(|it| it.remedy.id.to_string() == id));
    let chosen = chosen.map(|remedy| one(it, remedy, state, forms));
    let adding = (query("them").as_deref() == Some("ho-tro") && !it.units.is_empty()).then(|| supporting(it, state, forms.support));
    let consequences = consequences.map(|list| register_of(it, &list, state, forms.consequence));
    view! {
        <PageHead title=t("stage-follow-up") crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(campaign.title.clone(), urls::campaign(&campaign.code))]
            secondary=secondary truth/>
        {failure(state.error.as_ref())}
        {chosen}
        {adding}
        {consequences}
        {remedies(it, state.today)}
        {supports(it)}
    }
    .into_any()
}

fn remedies(it: &FollowUpView, today: Date) -> AnyView {
    if it.remedies.is_empty() {
        return view! { <Empty title=t("remedy-none") text=t("remedy-none-hint")/> }.into_any();
    }
    let asked = Listing::of_address(&[]);
    let mut found: Vec<_> = it
        .remedies
        .iter()
        .filter(|it| asked.takes(&format!("{} {} {} {}", it.remedy.title, it.target_title, it.unit_name, it.remedy.owner)))
        .collect();
    asked.sort(&mut found, |column, one, other| match column {
        "don-vi" => sort_key(&one.unit_name).cmp(&sort_key(&other.unit_name)),
        "nguoi" => person_sort_key(&one.remedy.owner).cmp(&person_sort_key(&other.remedy.owner)),
        "trang-thai" => one.remedy.standing.cmp(&other.remedy.standing),
        _ => one.remedy.due_on.cmp(&other.remedy.due_on),
    });
    let rows = asked
        .part(&found)
        .iter()
        .map(|line| {
            let remedy = &line.remedy;
            let href = urls::remedy(&it.campaign.code, remedy.id);
            view! {
                <tr>
                    <th scope="row"><a href=href>{remedy.title.clone()}</a> <span class="table-more">{line.target_title.clone()}</span></th>
                    <td class="column-unit" data-label=t("review-head-unit")><a href=urls::review(line.case)>{line.unit_name.clone()}</a></td>
                    <td class="column-unit" data-label=t("remedy-owner")>{remedy.owner.clone()}</td>
                    <td data-label=t("remedy-due")>{show_date(remedy.due_on)}</td>
                    <td data-label=t("review-head-state")>{remedy_tag(remedy.standing, remedy.is_late(today))}</td>
                </tr>
            }
        })
        .collect_view();
    let heads = (
        asked.head("review-head-unit", "don-vi"),
        asked.head("remedy-owner", "nguoi"),
        asked.head("remedy-due", "han"),
        asked.head("review-head-state", "trang-thai"),
    );
    view! {
        <Table title=t("remedy-list") count=tf("remedy-count", &[("count", found.len().into())]) tools=asked.form("remedy-search")>
            <thead><tr><th scope="col" class="column-wide">{t("review-remedy")}</th> {heads}</tr></thead>
            <tbody>{rows}</tbody>
        </Table>
        {asked.pager(found.len())}
    }
    .into_any()
}

/// One remedy: what was said of it, and the form of whoever's turn it is.
fn one(it: &FollowUpView, line: &ListedRemedy, state: &State, forms: Forms) -> AnyView {
    let remedy = &line.remedy;
    let hidden = || {
        view! {
            <input type="hidden" name="campaign" value=it.campaign.code.clone()/>
            <input type="hidden" name="id" value=remedy.id.to_string()/>
            <input type="hidden" name="revision" value=remedy.revision.to_string()/>
        }
    };
    let report = (it.may_report(line.unit) && remedy.standing != RemedyStanding::Closed).then(|| {
        view! {
            {
                let boxes_view = view! {
                {hidden()}
                <TextArea name="progress" label=t("remedy-progress") value=state.typed.or("progress", remedy.progress.clone()) error=state.wrong("progress") rows=4/>
                <Field name="done_on" label=t("remedy-done-on") value=state.value("done_on") kind=FieldKind::Date width=FieldWidth::Narrow
                    hint=t("remedy-done-on-hint") error=state.wrong("done_on")/>
                <div class="actions"><button class="button button-primary" type="submit">{t("remedy-report")}</button></div>
                }
                .into_any();
                view! { <ActionForm action=forms.report attr:class="form">{boxes_view}</ActionForm> }
            }
        }
    });
    let judge = (it.may_judge(line.unit) && remedy.standing == RemedyStanding::Reported).then(|| {
        view! {
            {
                let boxes_view = view! {
                {hidden()}
                <TextArea name="note" label=t("remedy-note") value=state.value("note") error=state.wrong("note") rows=3/>
                <div class="actions">
                    <button class="button button-primary" type="submit" name="act" value="done">{t("remedy-close")}</button>
                    <button class="button" type="submit" name="act" value="back">{t("remedy-return")}</button>
                </div>
                }
                .into_any();
                view! { <ActionForm action=forms.judge attr:class="form">{boxes_view}</ActionForm> }
            }
        }
    });
    let done = remedy.done_on.map(|day| view! { <p>{tf("remedy-said-done", &[("day", show_date(day).into())])}</p> });
    view! {
        <section class="stack" id="bien-phap">
            <h2>{remedy.title.clone()}</h2>
            <p>{line.unit_name.clone()} " – " {line.target_title.clone()} " " {remedy_tag(remedy.standing, remedy.is_late(state.today))}</p>
            {(!remedy.progress.is_empty()).then(|| view! { <p>{t("remedy-progress")} ": " {remedy.progress.clone()}</p> })}
            {done}
            {(!remedy.closing_note.is_empty()).then(|| view! { <p>{t("remedy-note")} ": " {remedy.closing_note.clone()}</p> })}
            {report}
            {judge}
            <p><a href=urls::history(Subject::Remedy, remedy.id.0)>{t("history-title")}</a></p>
        </section>
    }
    .into_any()
}

fn supports(it: &FollowUpView) -> AnyView {
    let rows = it
        .supports
        .iter()
        .map(|line| {
            let support = &line.support;
            view! {
                <tr>
                    <th scope="row">
                        {support.description.clone()}
                        <span class="table-more">{t(&code_key("support", support.kind.code()))}</span>
                        {Some(line.target_title.clone()).filter(|it| !it.is_empty()).map(|it| view! { <span class="table-more">{t("support-target")} ": " {it}</span> })}
                    </th>
                    <td class="column-unit" data-label=t("review-head-unit")>{line.unit_name.clone()}</td>
                    <td class="column-unit" data-label=t("support-amount")>{support.amount.clone()}</td>
                    <td data-label=t("support-given-on")>{support.given_on.map_or_else(|| "–".to_owned(), show_date)}</td>
                    <td class="small" data-label=t("support-source")>{support.source.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    if it.supports.is_empty() {
        return view! { <Empty title=t("support-none") text=t("support-none-hint")/> }.into_any();
    }
    view! {
        <Table title=t("support-list") count=tf("support-count", &[("count", it.supports.len().into())])>
            <thead><tr><th scope="col">{t("support-description")}</th><th scope="col">{t("review-head-unit")}</th>
                <th scope="col">{t("support-amount")}</th><th scope="col">{t("support-given-on")}</th><th scope="col">{t("support-source")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn supporting(it: &FollowUpView, state: &State, action: ServerAction<RecordSupport>) -> AnyView {
    let units = it.units.iter().map(|(id, name)| Choice::new(id.to_string(), name.clone())).collect();
    let kinds = SupportKind::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("support", it.code())))).collect();
    let targets = it.targets.iter().map(|(id, title)| Choice::new(id.to_string(), title.clone())).collect();
    view! {
        <section class="stack">
            <h2>{t("support-add")}</h2>
            {
                let boxes_view = view! {
                <input type="hidden" name="campaign" value=it.campaign.code.clone()/>
                {state.choice("unit", "review-head-unit", units)}
                {state.choice("kind", "support-kind", kinds)}
                {state.line("description", "support-description")}
                {state.line("amount", "support-amount")}
                {state.day("given_on", "support-given-on")}
                {state.line("source", "support-source")}
                {state.choice("target", "support-target", targets)}
                <div class="actions"><button class="button button-primary" type="submit">{t("support-record")}</button></div>
                }
                .into_any();
                view! { <ActionForm action=action attr:class="form">{boxes_view}</ActionForm> }
            }
        </section>
    }
    .into_any()
}

/// The register of consequences: its reading has just been remembered, and the page says so.
fn register_of(it: &FollowUpView, list: &ConsequencesView, state: &State, action: ServerAction<RecordConsequence>) -> AnyView {
    let rows = list
        .consequences
        .iter()
        .map(|line| {
            let it = &line.consequence;
            let decision = [it.decision_number.clone(), it.decided_on.map(show_date).unwrap_or_default()].join(" ");
            view! {
                <tr>
                    <th scope="row">{it.subject_post.clone()}</th>
                    <td data-label=t("review-head-unit")>{line.unit_name.clone()}</td>
                    <td data-label=t("consequence-kind")>{t(&code_key("consequence", it.kind.code()))}</td>
                    <td data-label=t("consequence-basis")>{it.legal_basis.clone()}</td>
                    <td data-label=t("consequence-decision")>{decision}</td>
                    <td data-label=t("consequence-description")>{it.description.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    let cases: Vec<Choice> =
        it.cases.iter().filter(|it| it.state.is_signed()).map(|it| Choice::new(it.id.to_string(), it.unit.clone())).collect();
    let kinds = ConsequenceKind::ALL.iter().map(|it| Choice::new(it.code(), t(&code_key("consequence", it.code())))).collect();
    let form = it.may_record_consequences.then(|| {
        if cases.is_empty() {
            return view! { <p>{t("record-consequence-refusal-minutes-not-signed")}</p> }.into_any();
        }
        view! {
            <h3>{t("consequence-add")}</h3>
            {
                let boxes_view = view! {
                <input type="hidden" name="campaign" value=it.campaign.code.clone()/>
                {state.choice("case", "review-head-unit", cases)}
                {state.choice("kind", "consequence-kind", kinds)}
                {state.line("subject_post", "consequence-post")}
                {state.line("legal_basis", "consequence-basis")}
                {state.line("decision_number", "consequence-number")}
                {state.day("decided_on", "consequence-decided-on")}
                <TextArea name="description" label=t("consequence-description") value=state.value("description") rows=3 error=state.wrong("description")/>
                <div class="actions"><button class="button button-primary" type="submit">{t("consequence-record")}</button></div>
                }
                .into_any();
                view! { <ActionForm action=action attr:class="form">{boxes_view}</ActionForm> }
            }
        }
        .into_any()
    });
    view! {
        <section class="stack">
            <Notice meaning=Meaning::Attention title=t("consequence-logged")/>
            <Table title=t("consequence-list") count=tf("consequence-count", &[("count", list.consequences.len().into())])>
                <thead><tr><th scope="col">{t("consequence-post")}</th><th scope="col">{t("review-head-unit")}</th><th scope="col">{t("consequence-kind")}</th>
                    <th scope="col">{t("consequence-basis")}</th><th scope="col">{t("consequence-decision")}</th><th scope="col">{t("consequence-description")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {form}
        </section>
    }
    .into_any()
}

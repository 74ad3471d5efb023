//! One unit or its head: every condition of the rule with its article and whether it holds, the facts, what was said of them, what is
//! decided.

use super::{facts, part, words};
use crate::boxes::{Boxes, refused};
use crate::components::{DefinitionList, Density, Empty, Fact, ForWord, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::context::query;
use crate::forms::grading::StateGradeFacts;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::UnitId;
use domain::grading::{Held, Part, PartKind};
use domain::policy::Action;
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::grading::{Chosen, GradingRow, Statement, UnitGrading, unit_grading};

/// The page.
#[component]
pub fn UnitGradingPage() -> impl IntoView {
    let (code, unit) = (part("campaign"), part("unit"));
    let head = query("ve").as_deref() == Some("nguoi");
    let action = ServerAction::<StateGradeFacts>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &unit, action).await {
                    Ok((it, boxes, may_prepare)) => show(&it, head, may_prepare, action, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, unit: &str, action: ServerAction<StateGradeFacts>) -> Result<(UnitGrading, Boxes, bool), AppError> {
    let ctx = context().await?;
    let unit: UnitId = unit.parse().map_err(|_| AppError::NotFound)?;
    let may_prepare = ctx.actor.may_somewhere(Action::PrepareDecision);
    Ok((unit_grading(&ctx, code, unit).await?, Boxes::load(refused(action)).await?, may_prepare))
}

fn show(it: &UnitGrading, head: bool, may_prepare: bool, action: ServerAction<StateGradeFacts>, boxes: &Boxes) -> AnyView {
    let code = &it.campaign.code;
    let address = urls::grading_of(code, it.member.unit);
    let subject = if head { &it.head } else { &it.unit };
    let tab = |to_head: bool, label: String| {
        let href = if to_head { format!("{address}?ve=nguoi") } else { address.clone() };
        view! { <a class="button" aria-current=(to_head == head).then_some("page") href=href>{label}</a> }
    };
    let name = match subject.as_ref().and_then(|it| it.1.head.as_ref()) {
        Some(head) => format!("{} – {}", head.full_name, head.post),
        None => it.member.name.clone(),
    };
    let tag = subject.as_ref().map(|(_, row)| {
        let (text, meaning) = match &row.decided {
            Some(line) => (words::value(&line.after), words::meaning_of(&line.after)),
            None => words::standing(row.standing().as_ref()),
        };
        view! { <Tag text meaning/> }.into_any()
    });
    let replace = subject.as_ref().filter(|it| may_prepare && !it.1.waits && !it.1.own).and_then(|there| {
        let href = urls::replace_decided(code, Some(&it.group.peer_group), there.1.decided.as_ref()?.key);
        Some(view! { <a class="button" href=href>{t("decision-replace")}</a> }.into_any())
    });
    let truth = vec![
        tf("grading-day", &[("day", show_date(it.day).into())]),
        if subject.as_ref().is_some_and(|it| it.1.decided.is_some()) { t("grading-is-decided") } else { t("grading-is-proposed") },
    ];
    let body = match subject {
        Some((chosen, row)) => of_row(it, chosen, row, action, boxes),
        None if head => view! { <Empty title=t("grading-whom-heads-none") text=t("grading-no-head")/> }.into_any(),
        None => view! { <Empty title=t("grading-none-title") text=t("grading-no-rule")/> }.into_any(),
    };
    view! {
        <PageHead title=name crumbs_label=t("frame-crumbs") crumbs=crumbs(it) tag secondary=replace truth/>
        <nav class="actions" aria-label=t("grading-tabs")>{tab(false, t("grade-whom-units"))} {tab(true, t("grade-whom-heads"))}</nav>
        {boxes.notice()}
        {body}
    }
    .into_any()
}

fn crumbs(it: &UnitGrading) -> Vec<Link> {
    words::crumbs(&it.campaign, &it.group.peer_group)
}

fn of_row(it: &UnitGrading, chosen: &Chosen, row: &GradingRow, action: ServerAction<StateGradeFacts>, boxes: &Boxes) -> AnyView {
    let person = row.head.as_ref().map(|it| it.person);
    let proposal = row.proposal.as_ref().ok();
    let mut why = words::reasons(proposal.map(|it| &it.standing), row.quota);
    why.extend(row.proposal.as_ref().err().map(|it| t(it.key())));
    why.extend(proposal.iter().flat_map(|it| &it.notes).map(words::note));
    let why = why.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
    let (text, meaning) = words::standing(row.standing().as_ref());
    let history: Vec<_> = it.decided.iter().filter(|it| it.key.person == person).collect();
    let decided = (!history.is_empty()).then(|| {
        let lines = history
            .iter()
            .map(|line| {
                let said = match &line.before {
                    Some(_) => words::replaced(line),
                    None => format!("{} ({})", words::value(&line.after), words::by_decision(line)),
                };
                let reason =
                    (!line.reason.is_empty()).then(|| format!(" {}", tf("told-reason", &[("reason", line.reason.clone().into())])));
                view! { <li><a href=urls::decision(line.decision)>{said}</a> {reason}</li> }
            })
            .collect_view();
        view! { <section class="panel"><h2>{t("grading-head-decided")}</h2><ul>{lines}</ul></section> }
    });
    let remarks = words::remark_lines(row)
        .map(|lines| view! { <Notice meaning=Meaning::Attention title=t("grading-differs-title")><ul>{lines}</ul></Notice> });
    let may_state = it.may_state && row.decided.is_none() && !row.waits && !row.own;
    let rule = &chosen.choice.rule;
    let basis = vec![Fact::text(t("grading-rule"), rule.title.clone()).more(rule.basis.document.clone())];
    view! {
        <section class="stack">
            <h2>{t("grading-proposal")}</h2>
            <p><Tag text meaning/></p>
            <ul class="reasons">{why}</ul>
            <DefinitionList facts=basis/>
        </section>
        {remarks}
        {decided}
        {row.own.then(|| view! { <Notice meaning=Meaning::Neutral title=t("grading-own-notice")/> })}
        {proposal.map(|it| parts(&it.parts))}
        {facts::table(it, row, may_state, action, boxes)}
        {said(it.statements.iter().filter(|it| it.about == person).collect())}
        {row.head.as_ref().and_then(|_| forms(it))}
        <section class="panel"><h2>{t("grading-rule-notes")}</h2><ul>{rule.notes.iter().map(|it| view! { <li>{it.text.clone()}</li> }).collect_view()}</ul></section>
    }
    .into_any()
}

/// The forms of Decree 335, where the head is graded by it.
fn forms(it: &UnitGrading) -> Option<AnyView> {
    it.civil_servant()?;
    let form = |name: &str, label: &str| {
        let pdf = urls::civil_servant_pdf(&it.campaign.code, it.member.unit, name);
        view! { <li><a href=pdf.clone()>{t(label)}</a> " · " <ForWord pdf/></li> }
    };
    let view = view! {
        <section class="stack">
            <h2>{t("grading-forms")}</h2>
            <p>{t("grading-forms-open")}</p>
            <ul>{form("phieu-theo-doi", "grading-form-01")} {form("phieu-xep-loai", "grading-form-02")}</ul>
        </section>
    };
    Some(view.into_any())
}

/// Every part of the rule with its conditions, in the order in which it decides.
fn parts(parts: &[Part]) -> AnyView {
    let rows = parts.iter().flat_map(|part| part.checks.iter().map(move |check| (part, check)));
    let digits = words::digits(rows.clone().filter_map(|it| Some((it.1.ask.fact(), it.1.found.as_ref()?))));
    let rows = rows
        .map(|(part, check)| {
            let kind = match &part.kind {
                PartKind::Level(name) | PartKind::Fails(name) => format!("{}: {}", words::level(name), t(part.kind.key())),
                PartKind::NotRated | PartKind::Gap(_) | PartKind::Hold(_) | PartKind::Cap(_) => t(part.kind.key()),
            };
            let meaning = match check.held {
                Held::Yes => Meaning::Good,
                Held::No => Meaning::Neutral,
                Held::Unknown => Meaning::Attention,
            };
            let found = check.found.as_ref().map_or_else(|| t("grading-unknown"), |it| words::found_in(digits, check.ask.fact(), it));
            let class = words::class(check.found.as_ref());
            view! {
                <tr>
                    <th scope="row">{words::condition(check)}</th>
                    <td data-label=t("grading-head-part")>{kind}</td>
                    <td class=class data-label=t("grading-head-found")>{found}</td>
                    <td data-label=t("grading-head-held")><Tag text=t(&check.held.key()) meaning/></td>
                    <td data-label=t("grading-head-article")>{check.article.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table title=t("grading-conditions") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("grading-head-condition")}</th>
                    <th scope="col">{t("grading-head-part")}</th>
                    <th scope="col">{t("grading-head-found")}</th>
                    <th scope="col">{t("grading-head-held")}</th>
                    <th scope="col">{t("grading-head-article")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// Everything that was said of facts, newest first: what was said before stays.
fn said(statements: Vec<&Statement>) -> Option<AnyView> {
    if statements.is_empty() {
        return None;
    }
    let line = |it: &&Statement| {
        let said = tf(
            "grading-said",
            &[
                ("at", it.at.to_string().into()),
                ("name", it.by.clone().into()),
                ("fact", t(&it.fact.key()).into()),
                ("answer", words::answer(it.fact, &it.answer).into()),
                ("source", it.source.clone().into()),
            ],
        );
        view! { <li>{said}</li> }
    };
    let lines = statements.iter().map(line).collect_view();
    Some(view! { <section class="panel"><h2>{t("grading-statements")}</h2><ul>{lines}</ul></section> }.into_any())
}

//! One appeal: what it says, who reviews it, what was answered.

use super::{part, state};
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, DefinitionList, Empty, Fact, Link, Meaning, Notice, PageHead, Radios, Select, Tag, TextArea};
use crate::forms::appeal::{AnswerAppeal, AssignAppeal, WithdrawAppeal};
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::text::{code_key, t, tf};
use crate::urls;
use domain::appeal::{AppealOutcome, AppealState};
use domain::{AppealId, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::appeal::{AppealView, get};
use services::history::Subject;
use time::Date;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Actions {
    assign: ServerAction<AssignAppeal>,
    answer: ServerAction<AnswerAppeal>,
    withdraw: ServerAction<WithdrawAppeal>,
}

/// The page.
#[component]
pub fn AppealPage() -> impl IntoView {
    let id = part("appeal").parse::<AppealId>();
    let actions = Actions { assign: ServerAction::new(), answer: ServerAction::new(), withdraw: ServerAction::new() };
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.map_err(|_| AppError::NotFound)?;
                    let error = refused(actions.assign).or_else(|| refused(actions.answer)).or_else(|| refused(actions.withdraw));
                    Ok::<_, AppError>((get(&ctx, id).await?, Boxes::load(error).await?, ctx.today))
                };
                match loaded.await {
                    Ok((it, boxes, today)) => show(&it, actions, &boxes, today),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &AppealView, actions: Actions, boxes: &Boxes, today: Date) -> AnyView {
    let (kept, code) = (&it.kept, &it.campaign.code);
    let (text, meaning) = state(&kept.appeal.state);
    let late = kept.appeal.is_overdue(today).then(|| {
        let title = tf("appeal-overdue", &[("day", show_date(kept.appeal.due_on).into())]);
        view! { <Notice meaning=Meaning::Failing title/> }
    });
    let result = urls::result(code, kept.appeal.unit, Some(kept.run));
    view! {
        <PageHead title=tf("appeal-title", &[("unit", kept.unit_name.clone().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("appeals-title"), urls::appeals(code))]
            tag=Some(view! { <Tag text meaning/> }.into_any())
            secondary=Some(view! { <a class="button" href=result>{t("appeal-result")}</a> }.into_any())
            truth=vec![tf("appeal-of-day", &[("day", show_date(kept.appeal.filed.1.date()).into())])]
            history=way(Subject::Appeal, kept.id.0)/>
        {boxes.notice()}
        {late}
        {facts(it)}
        {answered(it)}
        {assign(it, actions, boxes)}
        {answer(it, actions, boxes)}
        {withdraw(it, actions)}
    }
    .into_any()
}

fn paragraphs(text: &str) -> AnyView {
    text.lines().map(|it| view! { <p>{it.to_owned()}</p> }).collect_view().into_any()
}

fn facts(it: &AppealView) -> AnyView {
    let kept = &it.kept;
    let about = if kept.target.is_some() { kept.target_title.clone() } else { t("appeal-whole") };
    let mut facts = vec![Fact::text(t("appeal-about"), about), Fact::view(t("appeal-reason"), paragraphs(&kept.appeal.reason))];
    if !kept.evidence.is_empty() {
        facts.push(Fact::text(t("appeal-evidence"), kept.evidence.clone()));
    }
    facts.push(Fact::text(t("appeal-filed"), kept.filed_by.clone()).more(kept.appeal.filed.1.to_string()));
    facts.push(Fact::text(t("appeal-due"), show_date(kept.appeal.due_on)));
    facts.push(Fact::text(t("appeal-reviewer"), kept.reviewer.clone().unwrap_or_else(|| t("appeal-no-reviewer"))));
    facts.push(Fact::view(t("appeal-decision"), view! { <a href=urls::decision(kept.decision)>{t("decision-open")}</a> }));
    view! { <DefinitionList facts/> }.into_any()
}

/// What was answered.
fn answered(it: &AppealView) -> Option<AnyView> {
    let AppealState::Answered { by, outcome, answer } = &it.kept.appeal.state else { return None };
    let mut facts = vec![
        Fact::text(t("appeal-outcome"), t(&code_key("appeal-outcome", outcome.code()))),
        Fact::view(t("appeal-answer"), paragraphs(answer)),
        Fact::text(t("appeal-answered-at"), by.1.to_string()),
    ];
    if let (AppealOutcome::Corrected { decision }, Some(id)) = (outcome, it.kept.correction) {
        let number = decision.clone();
        facts.insert(1, Fact::view(t("appeal-correction"), view! { <a href=urls::decision(id)>{number}</a> }));
    }
    Some(view! { <section class="panel"><h2>{t("appeal-answered-title")}</h2><DefinitionList facts/></section> }.into_any())
}

/// The office gives it to somebody who had no part in the result.
fn assign(it: &AppealView, actions: Actions, boxes: &Boxes) -> Option<AnyView> {
    if !it.may_assign {
        return None;
    }
    if it.candidates.is_empty() {
        return Some(view! { <Empty title=t("appeal-nobody-title") text=t("appeal-nobody-text")/> }.into_any());
    }
    let id = it.kept.id.to_string();
    let chosen = match it.kept.appeal.state {
        AppealState::InReview { reviewer } => reviewer.to_string(),
        AppealState::Filed | AppealState::Answered { .. } | AppealState::Withdrawn { .. } => String::new(),
    };
    let choices = it.candidates.iter().map(|it| Choice::new(it.person_id.to_string(), it.name.clone())).collect();
    let title = if chosen.is_empty() { t("appeal-assign") } else { t("appeal-assign-other") };
    let button = title.clone();
    let prepare = it.prepare.map(|key| {
        view! { <p><a href=urls::replace_decided(&it.campaign.code, None, key)>{t("appeal-prepare-correction")}</a></p> }
    });
    let reviewer = view! {
        <Select name="reviewer" label=t("appeal-reviewer") choices none=Some(t("appeal-reviewer-none")) value=boxes.value("reviewer", chosen)
            error=boxes.wrong("reviewer")/>
    }
    .into_any();
    Some(
        view! {
            <section class="panel">
                <h2>{title}</h2>
                <p>{t("appeal-assign-text")}</p>
                <ActionForm action=actions.assign attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    {reviewer}
                    <div class="actions"><button class="button button-primary" type="submit">{button}</button></div>
                </ActionForm>
                {prepare}
            </section>
        }
        .into_any(),
    )
}

/// The reviewer answers in writing.
fn answer(it: &AppealView, actions: Actions, boxes: &Boxes) -> Option<AnyView> {
    if !it.may_answer {
        return None;
    }
    let id = it.kept.id.to_string();
    let outcomes = AppealOutcome::CODES.iter().map(|it| Choice::new(*it, t(&code_key("appeal-outcome", it)))).collect();
    let decisions: Vec<Choice> = it
        .corrections
        .iter()
        .map(|it| {
            let by = tf("decision-by", &[("number", it.shown().into()), ("day", show_date(it.decided_on).into())]);
            Choice::new(it.id.to_string(), by)
        })
        .collect();
    let hint = if decisions.is_empty() { t("appeal-correction-none") } else { t("appeal-correction-hint") };
    let fields = vec![
        view! { <Radios name="outcome" label=t("appeal-outcome") choices=outcomes value=boxes.value("outcome", "") error=boxes.wrong("outcome")/> }.into_any(),
        view! {
            <Select name="decision" label=t("appeal-correction") hint=Some(hint) choices=decisions none=Some(t("appeal-correction-choose"))
                value=boxes.value("decision", "") error=boxes.wrong("decision")/>
        }
        .into_any(),
        view! {
            <TextArea name="answer" label=t("appeal-answer") hint=t("appeal-answer-hint") value=boxes.value("answer", "") error=boxes.wrong("answer")
                required=true rows=6/>
        }
        .into_any(),
    ];
    Some(
        view! {
            <section class="panel">
                <h2>{t("appeal-answer-title")}</h2>
                <ActionForm action=actions.answer attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    {fields}
                    <p>{t("appeal-answer-lasting")}</p>
                    <div class="actions"><button class="button button-primary" type="submit">{t("appeal-answer-send")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

/// Whoever filed it takes it back.
fn withdraw(it: &AppealView, actions: Actions) -> Option<AnyView> {
    let id = it.may_withdraw.then(|| it.kept.id.to_string())?;
    Some(
        view! {
            <section class="panel">
                <h2>{t("appeal-withdraw")}</h2>
                <p>{t("appeal-withdraw-text")}</p>
                <ActionForm action=actions.withdraw>
                    <input type="hidden" name="id" value=id/>
                    <div class="actions"><button class="button button-danger" type="submit">{t("appeal-withdraw")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

//! Choosing the rule by which a group's units or heads are graded.

use super::{part, words};
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, Field, Meaning, Notice, PageHead, Radios, Select};
use crate::context::query;
use crate::forms::grading::ChooseGradeRule;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use domain::grading::{QuotaBase, RuleChoice, TasksFrom, Whom};
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::grading::{ChoiceForm, choice_form};

/// The page.
#[component]
pub fn ChooseRulePage() -> impl IntoView {
    let code = part("campaign");
    let group = query("nhom");
    let whom = query("doi-tuong").as_deref().and_then(Whom::of);
    let action = ServerAction::<ChooseGradeRule>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, group.as_deref(), whom, action).await {
                    Ok((it, boxes)) => show(&it, action, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(
    code: &str,
    group: Option<&str>,
    whom: Option<Whom>,
    action: ServerAction<ChooseGradeRule>,
) -> Result<(ChoiceForm, Boxes), AppError> {
    let ctx = context().await?;
    Ok((choice_form(&ctx, code, group, whom.unwrap_or(Whom::Units)).await?, Boxes::load(refused(action)).await?))
}

fn show(it: &ChoiceForm, action: ServerAction<ChooseGradeRule>, boxes: &Boxes) -> AnyView {
    let title = tf("grading-choose-title", &[("whom", t(&it.whom.key()).into()), ("group", it.group.title.clone().into())]);
    let truth = vec![tf("grading-day", &[("day", show_date(it.campaign.ends_on).into())])];
    let stays = match (it.decided, it.sealed, it.late) {
        (true, ..) => Some("choose-rule-refusal-grades-decided"),
        (_, true, _) => Some("grading-choose-sealed"),
        (.., true) => Some("grading-choose-late"),
        _ => None,
    };
    let stays = stays.map(|key| view! { <Notice meaning=Meaning::Attention title=t(key)/> });
    view! {
        <PageHead title crumbs_label=t("frame-crumbs") crumbs=words::crumbs(&it.campaign, &it.group.peer_group) truth/>
        {boxes.notice()}
        {stays}
        <p>{t("grading-choose-lead")}</p>
        {(!it.decided).then(|| form(it, action, boxes))}
        {refused_rules(it)}
    }
    .into_any()
}

fn form(it: &ChoiceForm, action: ServerAction<ChooseGradeRule>, boxes: &Boxes) -> AnyView {
    let chosen = it.chosen.as_ref().map(|it| &it.choice);
    let rules = it
        .offered
        .iter()
        .filter(|it| it.refused.is_none())
        .map(|it| {
            let mut hint = it.rule.basis.document.clone();
            if it.own {
                hint = format!("{hint}. {}", t("grading-rule-own"));
            }
            if let Some(doubt) = &it.rule.doubt {
                hint = format!("{hint}. {}", tf("grade-note-unverified", &[("note", doubt.note.clone().into())]));
            }
            Choice { hint: Some(hint), ..Choice::new(it.rule.id.clone(), it.rule.title.clone()) }
        })
        .collect();
    let sealed = it.sealed.then_some(chosen).flatten();
    let base_of = |it: &RuleChoice| it.rule.quota.as_ref().map(|it| it.base.value);
    let bases = QuotaBase::ALL.iter().filter(|base| sealed.is_none_or(|it| base_of(it) == Some(**base)));
    let bases = bases.map(|it| Choice::new(it.code(), t(&it.key()))).collect();
    let tasks = TasksFrom::ALL.iter().filter(|from| sealed.is_none_or(|it| it.tasks_from == **from));
    let tasks = tasks.map(|it| Choice::new(it.code(), t(&it.key()))).collect();
    let now = |code: Option<String>| code.unwrap_or_default();
    let rule = boxes.value("rule", now(chosen.map(|it| it.rule.id.clone())));
    let tasks_now = boxes.value("tasks_from", chosen.map_or(TasksFrom::KeyTasks, |it| it.tasks_from).code());
    let base = boxes.value("quota_base", now(chosen.and_then(base_of).map(|it| it.code().to_owned())));
    let outstanding = boxes.value("outstanding", now(chosen.map(|it| it.outstanding.clone())));
    let (campaign, group, whom) = (it.campaign.code.clone(), it.group.peer_group.clone(), it.whom.code());
    let controls = view! {
        <Radios name="rule" label=t("grading-rule") choices=rules value=rule error=boxes.wrong("rule")/>
        <Radios name="tasks_from" label=t("grading-tasks-from") choices=tasks value=tasks_now error=boxes.wrong("tasks_from")/>
        <Select name="quota_base" label=t("grading-quota-base") choices=bases value=base none=t("grading-quota-base-of-rule")
            hint=t("grading-quota-base-hint") error=boxes.wrong("quota_base")/>
        <Field name="outstanding" label=t("grading-outstanding") value=outstanding hint=t("grading-outstanding-hint")
            optional=t("assessment-optional") error=boxes.wrong("outstanding")/>
    }
    .into_any();
    view! {
        <ActionForm action=action attr:class="form">
            <input type="hidden" name="campaign" value=campaign/>
            <input type="hidden" name="peer_group" value=group/>
            <input type="hidden" name="whom" value=whom/>
            {controls}
            <div class="actions"><button class="button button-primary" type="submit">{t("grading-choose-submit")}</button></div>
        </ActionForm>
    }
    .into_any()
}

/// The rules that are not in force on the day of grading, each with why.
fn refused_rules(it: &ChoiceForm) -> Option<AnyView> {
    let refused: Vec<_> = it.offered.iter().filter_map(|it| Some((it.rule.title.clone(), &it.rule.basis.document, it.refused?))).collect();
    if refused.is_empty() {
        return None;
    }
    let lines = refused.into_iter().map(|(title, document, why)| view! { <li>{format!("{title} ({document}): {}", t(why.key()))}</li> });
    let lines = lines.collect_view();
    Some(view! { <section class="panel"><h2>{t("grading-not-in-force")}</h2><ul>{lines}</ul></section> }.into_any())
}

//! Putting an amendment of the rules forward: first which rules, with what would change line by line, then number, day and reason.

use super::part;
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, Empty, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, TextArea};
use crate::context::query;
use crate::forms::amendment::ProposeRules;
use crate::pages::error::ErrorPage;
use crate::pages::listing::group_choice;
use crate::text::{t, tf};
use crate::urls;
use domain::amendment::RuleLine;
use domain::grading::{TasksFrom, Whom};
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::amendment::{GradeOffer, NewRules, RulesForm, rules_form};

/// The page.
#[component]
pub fn NewRulesPage() -> impl IntoView {
    let wish = |name: &str| query(name).unwrap_or_default();
    let chosen = NewRules {
        campaign: part("campaign"),
        peer_group: wish("nhom"),
        rule_set: wish("rule_set"),
        units_rule: wish("units_rule"),
        units_tasks: wish("units_tasks"),
        heads_rule: wish("heads_rule"),
        heads_tasks: wish("heads_tasks"),
        replaces: wish("replaces"),
        ..NewRules::default()
    };
    let action = ServerAction::<ProposeRules>::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let form = rules_form(&ctx, &chosen).await?;
                    Ok::<_, AppError>((form, Boxes::load(refused(action)).await?))
                };
                match loaded.await {
                    Ok((form, boxes)) => show(&form, &chosen, &boxes, action),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &RulesForm, chosen: &NewRules, boxes: &Boxes, action: ServerAction<ProposeRules>) -> AnyView {
    let code = &it.campaign.code;
    let groups = group_choice(&it.groups, it.group.id, |group| urls::new_rules(code, Some(group)));
    let empty = |title: &str, text: &str, href: String, words: &str| {
        let words = t(words);
        view! { <Empty title=t(title) text=t(text)><a class="button" href=href>{words}</a></Empty> }.into_any()
    };
    let body = match (it.sealed, it.from) {
        (false, _) => empty("amendment-nothing-sealed", "amendment-nothing-sealed-hint", urls::commitments(code), "sheets-title"),
        (true, None) => empty("amend-rules-too-late", "amend-rules-too-late-hint", urls::amendments(code), "amendments-title"),
        (true, Some(_)) if it.versions.is_empty() && it.grades.is_empty() => {
            empty("amend-rules-no-version", "amend-rules-no-version-hint", urls::RULE_DRAFTS.to_owned(), "amend-rules-write")
        }
        (true, Some(from)) => {
            let after = outcome(it, chosen, boxes, action, from);
            view! { {choices(it, chosen)} {after} }.into_any()
        }
    };
    view! {
        <PageHead title=t("amend-rules-new") crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("amendments-title"), urls::amendments(code))]
            truth=vec![it.campaign.title.clone(), it.group.title.clone()]/>
        <p>{t("amend-rules-lead")}</p>
        {groups}
        {boxes.notice()}
        {body}
    }
    .into_any()
}

/// The names of the boxes of a grade rule.
fn names(whom: Whom) -> (&'static str, &'static str) {
    match whom {
        Whom::Units => ("units_rule", "units_tasks"),
        Whom::Heads => ("heads_rule", "heads_tasks"),
    }
}

/// First: which rules come. A plain form; the address holds the choice.
fn choices(it: &RulesForm, chosen: &NewRules) -> AnyView {
    let versions: Vec<Choice> = it
        .versions
        .iter()
        .map(|it| {
            let words = tf("amend-rules-version", &[("title", it.title.clone().into()), ("version", it.version.to_string().into())]);
            Choice::new(it.id.0.to_string(), words)
        })
        .collect();
    let replaced: Vec<Choice> = it
        .in_force
        .iter()
        .map(|it| {
            let args = [("number", it.amendment.number.clone().into()), ("day", show_date(it.amendment.effective_on).into())];
            Choice::new(it.amendment.id.to_string(), tf("amend-rules-choice", &args))
        })
        .collect();
    let grades = it.grades.iter().map(|grade| grade_boxes(grade, chosen)).collect_view();
    let replaces = (!replaced.is_empty()).then(|| {
        view! {
            <Select name="replaces" label=t("amendment-replaces") hint=t("amend-rules-replaces-hint") choices=replaced
                none=Some(t("amendment-replaces-none")) value=chosen.replaces.clone() width=FieldWidth::Medium/>
        }
    });
    let rule_set = (!versions.is_empty()).then(|| {
        view! {
            <Select name="rule_set" label=t("amend-rules-rule-set") hint=t("amend-rules-rule-set-hint") choices=versions
                none=Some(t("amend-rules-stays")) value=chosen.rule_set.clone()/>
        }
    });
    view! {
        <form method="get" action=urls::new_rules(&it.campaign.code, None) class="form">
            <input type="hidden" name="nhom" value=it.group.peer_group.clone()/>
            {replaces}
            {rule_set}
            {grades}
            <div class="actions"><button class="button" type="submit">{t("amend-rules-look")}</button></div>
        </form>
    }
    .into_any()
}

fn grade_boxes(grade: &GradeOffer, chosen: &NewRules) -> AnyView {
    let (rule, tasks) = names(grade.whom);
    let (rule_was, tasks_was) = match grade.whom {
        Whom::Units => (&chosen.units_rule, &chosen.units_tasks),
        Whom::Heads => (&chosen.heads_rule, &chosen.heads_tasks),
    };
    let whom = t(&grade.whom.key());
    let rules: Vec<Choice> = grade.offered.iter().map(|(id, title)| Choice::new(id.clone(), title.clone())).collect();
    let from: Vec<Choice> = TasksFrom::ALL.iter().map(|it| Choice::new(it.code().to_owned(), t(&it.key()))).collect();
    view! {
        <Select name=rule label=tf("amend-rules-grade-rule", &[("whom", whom.clone().into())])
            hint=tf("amend-rules-grade-now", &[("title", grade.title.clone().into())]) choices=rules none=Some(t("amend-rules-stays"))
            value=rule_was.clone()/>
        <Select name=tasks label=tf("amend-rules-tasks", &[("whom", whom.into())]) choices=from none=Some(t("amend-rules-stays"))
            value=tasks_was.clone() width=FieldWidth::Medium/>
    }
    .into_any()
}

/// What changes, line by line.
pub fn lines(lines: &[RuleLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|it| {
            view! {
                <tr>
                    <th scope="row">{it.place.clone()}</th>
                    <td data-label=t("amend-rules-what")>{it.what.clone()}</td>
                    <td data-label=t("amend-rules-old")>{it.old.clone()}</td>
                    <td data-label=t("amend-rules-after")>{it.new.clone()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <crate::components::Table title=t("amend-rules-lines") count=tf("amend-rules-count", &[("count", lines.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("amend-rules-place")}</th>
                    <th scope="col">{t("amend-rules-what")}</th>
                    <th scope="col">{t("amend-rules-old")}</th>
                    <th scope="col">{t("amend-rules-after")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </crate::components::Table>
    }
    .into_any()
}

/// Then: what the choice comes to, and the form that puts it forward.
fn outcome(it: &RulesForm, chosen: &NewRules, boxes: &Boxes, action: ServerAction<ProposeRules>, from: time::Date) -> AnyView {
    let changes = match &it.lines {
        None => return view! { <p class="soft">{t("amend-rules-choose")}</p> }.into_any(),
        Some(Err(why)) => return view! { <Notice meaning=Meaning::Failing title=t(why.key())/> }.into_any(),
        Some(Ok(changes)) => lines(changes),
    };
    let [(number, number_wrong), (day, day_wrong), (reason, reason_wrong)] =
        ["number", "effective_on", "reason"].map(|name| (boxes.value(name, ""), boxes.wrong(name)));
    let other = boxes.wrong("rule_set").map(|text| view! { <Notice meaning=Meaning::Failing title=text/> });
    let hidden = [
        ("campaign", it.campaign.code.clone()),
        ("peer_group", it.group.peer_group.clone()),
        ("rule_set", chosen.rule_set.clone()),
        ("units_rule", chosen.units_rule.clone()),
        ("units_tasks", chosen.units_tasks.clone()),
        ("heads_rule", chosen.heads_rule.clone()),
        ("heads_tasks", chosen.heads_tasks.clone()),
        ("replaces", chosen.replaces.clone()),
    ];
    let hidden = hidden.map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view();
    let from_when = if chosen.replaces.is_empty() {
        tf("amend-rules-from", &[("day", show_date(from).into())])
    } else {
        tf("amend-rules-same-day", &[("day", show_date(from).into())])
    };
    let back = urls::amendments(&it.campaign.code);
    view! {
        {changes}
        {other}
        <ActionForm action=action attr:class="form">
            {hidden}
            <Field name="number" label=t("amendment-number") hint=t("amendment-number-hint") value=number error=number_wrong
                width=FieldWidth::Narrow required=true/>
            <Field name="effective_on" label=t("amendment-effective") hint=from_when value=day error=day_wrong
                kind=FieldKind::Date width=FieldWidth::Narrow required=true/>
            <TextArea name="reason" label=t("form-reason") hint=t("amendment-reason-hint") value=reason error=reason_wrong rows=3 required=true/>
            <div class="actions">
                <button class="button button-primary" type="submit">{t("amendment-propose")}</button>
                <a class="button" href=back>{t("form-cancel")}</a>
            </div>
        </ActionForm>
    }
    .into_any()
}

//! A draft whole: what it says of all targets, its targets with their weights, what is wrong with it, and making it a version.

use super::{part, typed, words};
use crate::boxes::{Boxes, refused};
use crate::components::{
    Choice, Density, ErrorSummary, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, TextArea,
};
use crate::forms::rule_draft::{DiscardRuleDraft, IssueRuleDraft, SaveDraftHead, SaveDraftWeights};
use crate::pages::catalogue::words as rules;
use crate::pages::error::ErrorPage;
use crate::text::{code_key, t, tf};
use crate::urls;
use domain::RuleDraftId;
use domain::drafting::{RuleDraft, TargetDraft};
use domain::package::Pass;
use islands::{AppError, Live, context};
use leptos::prelude::*;
use services::rule_draft::{DraftView, get};

/// The forms of the page.
#[derive(Clone, Copy)]
struct Actions {
    head: ServerAction<SaveDraftHead>,
    weights: ServerAction<SaveDraftWeights>,
    issue: ServerAction<IssueRuleDraft>,
    discard: ServerAction<DiscardRuleDraft>,
}

/// The page.
#[component]
pub fn RuleDraftPage() -> impl IntoView {
    let id = part("draft").parse::<RuleDraftId>();
    let (weights, areas) = (weights_typed(), typed().into_iter().find(|it| it.0 == "areas").map(|it| it.1));
    let actions =
        Actions { head: ServerAction::new(), weights: ServerAction::new(), issue: ServerAction::new(), discard: ServerAction::new() };
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.map_err(|_| AppError::NotFound)?;
                    let error = refused(actions.head)
                        .or_else(|| refused(actions.weights))
                        .or_else(|| refused(actions.issue))
                        .or_else(|| refused(actions.discard));
                    Ok::<_, AppError>((get(&ctx, id, &weights, areas).await?, Boxes::load(error).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, actions, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

/// The weights as the address says them: `weights[3]=12,5`.
fn weights_typed() -> Vec<(usize, String)> {
    let named = typed().into_iter().filter_map(|(name, text)| {
        let at = name.strip_prefix("weights[")?.strip_suffix(']')?.parse().ok()?;
        Some((at, text))
    });
    named.collect()
}

fn show(it: &DraftView, actions: Actions, boxes: &Boxes) -> AnyView {
    let draft = &it.kept.draft;
    let title = if draft.title.is_empty() { t("draft-untitled") } else { draft.title.clone() };
    let secondary = view! { <a class="button" href=urls::rule_draft_file(it.kept.id)>{t("draft-download")}</a> }.into_any();
    let primary = view! { <a class="button button-primary" href=urls::new_draft_target(it.kept.id)>{t("draft-add-target")}</a> }.into_any();
    view! {
        <PageHead title crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(t("frame-catalogue"), urls::CATALOGUE), Link::new(t("drafts-title"), urls::RULE_DRAFTS)]
            primary=Some(primary) secondary=Some(secondary)
            truth=vec![t("draft-nothing-goes-by-it"), tf("draft-changed-by", &[("name", it.kept.person_name.clone().into()), ("at", it.kept.updated_at.to_string().into())])]/>
        {boxes.notice()}
        {mistakes(it)}
        {targets(it, actions)}
        {head(it, actions)}
        {issue(it, actions, boxes)}
        {discard(it, actions)}
    }
    .into_any()
}

/// Every mistake with the way to its box.
fn mistakes(it: &DraftView) -> AnyView {
    let id = it.kept.id;
    let name = |at: usize| it.kept.draft.targets.get(at).map(|it| it.code.clone()).filter(|it| !it.is_empty());
    let link = |problem: &domain::drafting::DraftProblem| {
        let said = words::mistake(problem);
        match problem.target {
            Some(at) => {
                let target = name(at).unwrap_or_else(|| tf("draft-target-number", &[("number", (at + 1).into())]));
                Link::new(format!("{target}, {}: {said}", words::box_name(problem.field)), urls::draft_target(id, at))
            }
            None => Link::new(format!("{}: {said}", words::box_name(problem.field)), format!("#{}", problem.field)),
        }
    };
    // Weights that nobody has written yet are told with their total, not one by one.
    let blank = |problem: &&domain::drafting::DraftProblem| {
        let target = problem.target.and_then(|at| it.kept.draft.targets.get(at));
        problem.field == "weight" && target.is_some_and(|it| it.weight.trim().is_empty())
    };
    let links: Vec<Link> = it.problems.iter().filter(|it| !it.is_of_total() && !blank(it)).map(link).collect();
    if links.is_empty() && it.problems.is_empty() {
        return view! { <Notice meaning=Meaning::Good title=t("draft-sound")/> }.into_any();
    }
    view! { <ErrorSummary title=tf("draft-mistakes", &[("count", it.problems.len().into())]) errors=links/> }.into_any()
}

fn targets(it: &DraftView, actions: Actions) -> AnyView {
    let (id, revision) = (it.kept.id, it.kept.revision);
    let rows = it.kept.draft.targets.iter().enumerate().map(|(at, target)| row(it, at, target)).collect_view();
    let (text, meaning) = words::total(it.total);
    let areas = areas(&it.kept.draft);
    let of_whole: Vec<_> = it.problems.iter().filter(|it| it.target.is_none()).cloned().collect();
    let (wrong, typed_areas) = (words::beside(&of_whole, "areas"), it.kept.draft.areas.clone());
    let total = view! { <Notice meaning title=text>{areas}</Notice> }.into_any();
    let count = tf("rule-set-targets-count", &[("count", it.kept.draft.targets.len().into())]);
    let table = view! {
        <Table title=t("rule-set-targets") count density=Density::Dense entry=true>
            <thead>
                <tr>
                    <th scope="col">{t("target-title")}</th>
                    <th scope="col">{t("target-area")}</th>
                    <th scope="col">{t("draft-box-terms")}</th>
                    <th scope="col">{t("target-goal")}</th>
                    <th scope="col" class="number">{t("target-weight")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any();
    view! {
        <ActionForm action=actions.weights attr:id="weights-form" attr:class="stack">
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="revision" value=revision.to_string()/>
            {table}
            <TextArea name="areas" label=words::box_name("areas") hint=t("draft-areas-hint") value=typed_areas error=wrong rows=5 optional=t("form-optional")/>
            <div id="live" aria-live="polite">{total}</div>
            <Live form="weights-form".to_owned()/>
            <div class="actions"><button class="button" type="submit">{t("draft-save-weights")}</button></div>
        </ActionForm>
    }
    .into_any()
}

/// What each area weighs beside what its targets weigh; nothing where the draft names no areas of its own.
fn areas(it: &RuleDraft) -> Option<AnyView> {
    let totals = it.area_totals();
    if totals.is_empty() {
        return None;
    }
    let wanted = domain::Quantity::checked_sum(totals.iter().map(|it| it.1)).unwrap_or_default();
    let (all, _) = words::total((wanted, 0));
    let line = |(title, wanted, there): &(String, domain::Quantity, domain::Quantity)| {
        let args = [("title", title.as_str().into()), ("there", there.fixed(2).into()), ("wanted", wanted.fixed(2).into())];
        view! { <li>{tf(if wanted == there { "draft-area-whole" } else { "draft-area-differs" }, &args)}</li> }
    };
    let lines = totals.iter().map(line).collect_view();
    Some(view! { <p>{t("draft-box-areas")} ": " {all}</p> <ul>{lines}</ul> }.into_any())
}

fn row(it: &DraftView, at: usize, target: &TargetDraft) -> AnyView {
    let title = match (target.code.as_str(), target.title.as_str()) {
        ("", "") => tf("draft-target-number", &[("number", (at + 1).into())]),
        (code, title) => format!("{code}. {title}"),
    };
    let wrong = it.problems.iter().filter(|it| it.target == Some(at)).count();
    let wrong = (wrong > 0).then(|| {
        let text = tf("draft-target-mistakes", &[("count", wrong.into())]);
        view! { <span class="table-more"><crate::components::Tag text meaning=Meaning::Failing/></span> }
    });
    let note = (!target.note.is_empty()).then(|| view! { <span class="table-more">{target.note.clone()}</span> });
    let formula = if target.base.is_empty() { target.terms.clone() } else { format!("({}) ÷ ({})", target.terms, target.base) };
    let goal = if target.target_to.is_empty() { target.target.clone() } else { format!("{}–{}", target.target, target.target_to) };
    let (name, label) = (format!("weights[{at}]"), format!("{} {}", t("target-weight"), target.code));
    let href = urls::draft_target(it.kept.id, at);
    view! {
        <tr>
            <th scope="row"><a href=href>{title}</a> {wrong} {note}</th>
            <td data-label=t("target-area")>{rules::area(&target.area)}</td>
            <td data-label=t("draft-box-terms")>{formula}</td>
            <td data-label=t("target-goal")>{format!("{goal} {}", target.unit)}</td>
            <td class="number" data-label=t("target-weight")>
                <input class="input input-number" type="text" inputmode="decimal" autocomplete="off" name=name aria-label=label value=target.weight.clone()/>
            </td>
        </tr>
    }
    .into_any()
}

fn grades(it: &RuleDraft) -> String {
    it.grades.iter().map(|it| format!("{}: {}", it.grade, it.from)).collect::<Vec<_>>().join("\n")
}

fn head(it: &DraftView, actions: Actions) -> AnyView {
    let draft = &it.kept.draft;
    let of_whole: Vec<_> = it.problems.iter().filter(|it| it.target.is_none() && !it.is_of_total()).cloned().collect();
    let wrong = |field: &str| words::beside(&of_whole, field);
    let families = Pass::FAMILIES.iter().map(|it| Choice::new(*it, t(&code_key("draft-family", it)))).collect();
    let optional = || t("form-optional");
    let list = |name: &'static str, hint: &str, value: &str, rows: u16| {
        view! {
            <TextArea name=name label=words::box_name(name) hint=t(hint) value=value.to_owned() error=wrong(name) rows optional=optional()/>
        }
        .into_any()
    };
    let number = |name: &'static str, value: &str| {
        view! {
            <Field name=name label=words::box_name(name) hint=t("draft-cap-hint") value=value.to_owned() error=wrong(name) kind=FieldKind::Number
                width=FieldWidth::Narrow optional=optional()/>
        }
        .into_any()
    };
    let fields = vec![
        view! { <Field name="title" label=t("draft-box-title") value=draft.title.clone() error=wrong("title") required=true/> }.into_any(),
        view! { <Field name="code" label=t("draft-box-code") hint=t("draft-code-hint") value=draft.code.clone() error=wrong("code") width=FieldWidth::Medium required=true/> }
            .into_any(),
        view! { <Field name="legal_basis" label=t("rule-set-basis") value=draft.legal_basis.clone() optional=optional()/> }.into_any(),
        view! {
            <Field name="display_decimals" label=t("draft-box-display-decimals") hint=t("draft-decimals-hint") value=draft.display_decimals.clone()
                error=wrong("display_decimals") width=FieldWidth::Narrow required=true/>
        }
        .into_any(),
        view! { <Select name="family" label=t("draft-box-family") choices=families value=draft.family.clone() error=wrong("family")/> }.into_any(),
        view! {
            <Field name="pass_from" label=t("draft-box-pass-from") hint=t("draft-pass-from-hint") value=draft.pass_from.clone() error=wrong("pass_from")
                kind=FieldKind::Number width=FieldWidth::Narrow optional=optional()/>
        }
        .into_any(),
        view! {
            <Field name="fail_below" label=t("draft-box-fail-below") hint=t("draft-fail-below-hint") value=draft.fail_below.clone() error=wrong("fail_below")
                kind=FieldKind::Number width=FieldWidth::Narrow optional=optional()/>
        }
        .into_any(),
        view! {
            <TextArea name="grades" label=t("draft-box-grades") hint=t("draft-grades-hint") value=grades(draft) error=wrong("grades") rows=5 optional=optional()/>
        }
        .into_any(),
        list("tie_breakers", "draft-tie-breakers-hint", &draft.tie_breakers, 4),
        list("adjustments", "draft-adjustments-hint", &draft.adjustments, 4),
        number("bonus_cap", &draft.bonus_cap),
        number("malus_cap", &draft.malus_cap),
    ];
    let kept = (!draft.kept.is_empty()).then(|| {
        let names = draft.kept.keys().map(|it| t(&code_key("draft-kept", it))).collect::<Vec<_>>().join("; ");
        view! { <p class="small soft">{tf("draft-kept", &[("what", names.into())])}</p> }
    });
    let (id, revision) = (it.kept.id.to_string(), it.kept.revision.to_string());
    view! {
        <section class="panel">
            <h2>{t("draft-whole")}</h2>
            <ActionForm action=actions.head attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="revision" value=revision/>
                {fields}
                {kept}
                <div class="actions"><button class="button" type="submit">{t("draft-save-whole")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}

/// Making it a version: only without a mistake.
fn issue(it: &DraftView, actions: Actions, boxes: &Boxes) -> Option<AnyView> {
    if !it.problems.is_empty() {
        return None;
    }
    let versions = it.versions.iter().map(|it| {
        let words = format!(
            "{} ({})",
            tf("rule-set-version-line", &[("code", it.code.clone().into()), ("version", it.version.into())]),
            crate::pages::catalogue::in_force(it)
        );
        view! { <li><a href=urls::rule_set(it.id)>{words}</a></li> }
    });
    let versions = (!it.versions.is_empty()).then(|| view! { <p>{t("draft-versions")}</p> <ul>{versions.collect_view()}</ul> });
    let fields = vec![
        view! { <Field name="valid_from" label=t("rule-set-from") value=boxes.value("valid_from", "") error=boxes.wrong("valid_from") kind=FieldKind::Date width=FieldWidth::Narrow required=true/> }
            .into_any(),
        view! {
            <Field name="valid_to" label=t("rule-set-to") value=boxes.value("valid_to", "") error=boxes.wrong("valid_to") kind=FieldKind::Date width=FieldWidth::Narrow
                optional=t("form-optional")/>
        }
        .into_any(),
    ];
    let (id, revision) = (it.kept.id.to_string(), it.kept.revision.to_string());
    Some(
        view! {
            <section class="panel">
                <h2>{t("draft-issue")}</h2>
                <p>{t("draft-issue-text")}</p>
                {versions}
                <ActionForm action=actions.issue attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="revision" value=revision/>
                    {fields}
                    <div class="actions"><button class="button" type="submit">{t("draft-issue")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

fn discard(it: &DraftView, actions: Actions) -> AnyView {
    let (id, revision) = (it.kept.id.to_string(), it.kept.revision.to_string());
    view! {
        <section class="panel">
            <h2>{t("draft-discard")}</h2>
            <p>{t("draft-discard-text")}</p>
            <ActionForm action=actions.discard>
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="revision" value=revision/>
                <div class="actions"><button class="button button-danger" type="submit">{t("draft-discard")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}

//! A draft whole: what it says of all targets, its targets with their weights, what is wrong with it, and making it a version.

use super::rows::{Cell, Rows};
use super::typed::Typed;
use super::{part, words};
use crate::boxes::{Boxes, refused};
use crate::components::{Choice, Density, ErrorSummary, Field, FieldKind, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table};
use crate::forms::rule_draft::{DiscardRuleDraft, IssueRuleDraft, SaveDraftHead, SaveDraftWeights};
use crate::pages::catalogue::words as rules;
use crate::pages::error::ErrorPage;
use crate::text::{code_key, t, tf};
use crate::urls;
use domain::RuleDraftId;
use domain::drafting::{List, MINUS, RuleDraft, TargetDraft, bound_box};
use domain::package::{Pass, TieBreaker};
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
                    let typed = Typed::load().await?;
                    Ok::<_, AppError>((get(&ctx, id, &typed.trial()).await?, typed, Boxes::load(error).await?))
                };
                match loaded.await {
                    Ok((it, typed, boxes)) => show(&it, &typed, actions, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &DraftView, typed: &Typed, actions: Actions, boxes: &Boxes) -> AnyView {
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
        {targets(it, typed, actions)}
        {head(it, typed, actions)}
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
        let said = words::in_list(problem);
        let cell = problem.line.and_then(|it| Some(it.row * it.list.parts().len() + it.part?));
        let place = cell.map_or_else(|| problem.field.to_owned(), |it| format!("{}[{it}]", problem.field));
        match problem.target {
            Some(at) => {
                let target = name(at).unwrap_or_else(|| tf("draft-target-number", &[("number", (at + 1).into())]));
                Link::new(format!("{target}, {said}"), format!("{}#{place}", urls::draft_target(id, at)))
            }
            None => Link::new(said, format!("#{place}")),
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

fn targets(it: &DraftView, typed: &Typed, actions: Actions) -> AnyView {
    let (id, revision) = (it.kept.id, it.kept.revision);
    let rows = it.kept.draft.targets.iter().enumerate().map(|(at, target)| row(it, at, target)).collect_view();
    let areas = areas(&it.kept.draft);
    let total = words::total(&it.total);
    let weights = vec![Cell::Text, Cell::Number(t("draft-points")), Cell::Text];
    let rows_of_areas = list(it, typed, List::Areas, &it.kept.draft.areas, weights, "draft-areas-hint");
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
            // The Enter key presses the first button of a form.
            <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">{t("draft-save-weights")}</button>
            {table}
            {rows_of_areas}
            <div id="live" aria-live="polite">{total} {areas}</div>
            <Live form="weights-form".to_owned()/>
            <div class="actions"><button class="button" type="submit">{t("draft-save-weights")}</button></div>
        </ActionForm>
    }
    .into_any()
}

/// A list of the whole as rows of boxes.
fn list(it: &DraftView, typed: &Typed, list: List, text: &str, cells: Vec<Cell>, hint: &str) -> AnyView {
    Rows {
        list,
        rows: list.boxes(text),
        cells,
        blank: typed.blank_rows(list),
        hint: t(hint),
        problems: it.problems.iter().filter(|it| it.target.is_none()).collect(),
        here: urls::rule_draft(it.kept.id),
    }
    .view()
}

/// What each area weighs beside what its targets weigh; nothing where the draft names no areas of its own.
fn areas(it: &RuleDraft) -> Option<AnyView> {
    let all = it.total_of_areas()?;
    let (title, meaning) = words::of_hundred(&all);
    let unclear = words::uncounted(&all).into_iter().map(|it| view! { <p>{it}</p> }).collect_view();
    let line = |it: domain::drafting::AreaTotal| {
        let whole = it.wanted == Some(it.there.sum) && it.there.uncounted.is_empty();
        let wanted = it.wanted.map_or_else(|| "–".to_owned(), |it| it.fixed(2));
        let args = [("title", it.title.into()), ("there", it.there.sum.fixed(2).into()), ("wanted", wanted.into())];
        view! { <li>{tf(if whole { "draft-area-whole" } else { "draft-area-differs" }, &args)}</li> }
    };
    let lines = it.area_totals().into_iter().map(line).collect_view();
    let title = format!("{}: {title}", t("draft-box-areas"));
    Some(view! { <Notice meaning title>{unclear} <ul>{lines}</ul></Notice> }.into_any())
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
    let formula = if target.base.is_empty() || !target.asks("base") {
        target.terms.clone()
    } else {
        format!("({}) ÷ ({})", target.terms, target.base)
    };
    let goal = if target.target_to.is_empty() || !target.asks("target_to") {
        target.target.clone()
    } else {
        format!("{}–{}", target.target, target.target_to)
    };
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

/// The grades that have names; a file may bring others.
const GRADES: [&str; 4] = ["excellent", "good", "completed", "not_completed"];

fn lists(it: &DraftView, typed: &Typed) -> Vec<AnyView> {
    let draft = &it.kept.draft;
    let grades = GRADES.iter().map(|it| Choice::new(*it, rules::grade(it))).collect();
    let by = TieBreaker::NAMES.iter().map(|it| Choice::new(*it, t(&code_key("draft-tie", it)))).collect();
    let targets = draft.targets.iter().map(|it| Choice::new(it.code.trim(), format!("{} {}", it.code.trim(), it.title)));
    let own = draft.own_areas().into_iter().map(|(code, title)| Choice::new(code, title));
    let mut known: Vec<Choice> = targets.chain(own).collect();
    for it in &draft.targets {
        if !it.area.is_empty() && !known.iter().any(|there| there.value == it.area) {
            known.push(Choice::new(it.area.clone(), rules::area(&it.area)));
        }
    }
    let signs = vec![Choice::new("+", t("draft-sign-more")), Choice::new(MINUS, t("draft-sign-less"))];
    let points = || Cell::Number(t("draft-points"));
    vec![
        list(it, typed, List::Grades, &draft.grades_text(), vec![Cell::Choice(grades), points()], "draft-grades-hint"),
        list(it, typed, List::TieBreakers, &draft.tie_breakers, vec![Cell::Choice(by), Cell::Choice(known)], "draft-tie-breakers-hint"),
        list(
            it,
            typed,
            List::Adjustments,
            &draft.adjustments,
            vec![Cell::Text, Cell::Choice(signs), points(), Cell::Text],
            "draft-adjustments-hint",
        ),
    ]
}

fn head(it: &DraftView, typed: &Typed, actions: Actions) -> AnyView {
    let draft = &it.kept.draft;
    let of_whole: Vec<_> = it.problems.iter().filter(|it| it.target.is_none() && !it.is_of_total()).cloned().collect();
    let wrong = |field: &str| words::beside(&of_whole, field);
    let families = Pass::FAMILIES.iter().map(|it| Choice::new(*it, t(&code_key("draft-family", it)))).collect();
    let optional = || t("form-optional");
    let number = |name: &'static str, value: &str| {
        view! {
            <Field name=name label=words::box_name(name) hint=t("draft-cap-hint") value=value.to_owned() error=wrong(name) kind=FieldKind::Number
                unit=t("draft-points") width=FieldWidth::Narrow optional=optional()/>
        }
        .into_any()
    };
    // Each family asks for its own bounds; the others go along unseen.
    let of_share = draft.family == "share_of_targets";
    let unit = if of_share { t("draft-percent-of-targets") } else { t("draft-points") };
    let bound = |name: &'static str, hint: &str, value: &str, asked: bool| {
        let value = bound_box(&draft.family, value);
        if !asked {
            return view! { <input type="hidden" name=name value=value/> }.into_any();
        }
        view! {
            <Field name=name label=words::box_name(name) hint=t(hint) value error=wrong(name) kind=FieldKind::Number unit=unit.clone()
                width=FieldWidth::Narrow required=true/>
        }
        .into_any()
    };
    let pass_hint = if of_share { "draft-pass-from-share-hint" } else { "draft-pass-from-hint" };
    let change = format!("{}#family", urls::rule_draft(it.kept.id));
    let mut fields = vec![
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
            <div class="actions">
                <button class="button" type="submit" formmethod="get" formaction=change>{t("draft-change-family")}</button>
            </div>
        }
        .into_any(),
        bound("pass_from", pass_hint, &draft.pass_from, draft.family != "all_targets"),
        bound("fail_below", "draft-fail-below-hint", &draft.fail_below, of_share),
    ];
    fields.extend(lists(it, typed));
    fields.extend([number("bonus_cap", &draft.bonus_cap), number("malus_cap", &draft.malus_cap)]);
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
                <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">{t("draft-save-whole")}</button>
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

//! Points after the total: what is given and what counts of it, what waits for a second person, and the forms of both.

use super::group_choice;
use crate::components::{Choice, Empty, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::{Typed, query};
use crate::forms::appraisal::{DecideAdjustment, ProposeAdjustment};
use crate::pages::error::ErrorPage;
use crate::pages::figure::words::{hidden, line_box, param};
use crate::text::{t, tf};
use crate::{say, urls};
use domain::Quantity;
use domain::appraisal::AdjustmentStanding;
use domain::package::{AdjustmentKind, AdjustmentRule};
use islands::{AppError, context};
use leptos::prelude::*;
use services::appraisal::{AdjustmentLine, AdjustmentPage, UnitSum};

/// The page.
#[component]
pub fn AdjustmentsPage() -> impl IntoView {
    let code = param("campaign");
    let forms = Forms::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code).await {
                    Ok((it, typed)) => shown(&it, &typed, &forms),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str) -> Result<(AdjustmentPage, Typed), AppError> {
    let ctx = context().await?;
    Ok((services::appraisal::adjustments(&ctx, code, query("nhom").as_deref()).await?, Typed::load().await?))
}

#[derive(Clone)]
struct Forms {
    propose: ServerAction<ProposeAdjustment>,
    decide: ServerAction<DecideAdjustment>,
    error: Option<AppError>,
}

impl Forms {
    fn new() -> Self {
        let (propose, decide) = (ServerAction::<ProposeAdjustment>::new(), ServerAction::<DecideAdjustment>::new());
        let error = propose.value().get_untracked().and_then(Result::err).or_else(|| decide.value().get_untracked().and_then(Result::err));
        Self { propose, decide, error }
    }
}

/// Points with the sign of their rule.
pub fn signed(kind: AdjustmentKind, points: Quantity) -> String {
    match kind {
        _ if points == Quantity::ZERO => points.to_string(),
        AdjustmentKind::Malus => format!("−{points}"),
        AdjustmentKind::Bonus => format!("+{points}"),
    }
}

fn kind(it: AdjustmentKind) -> String {
    match it {
        AdjustmentKind::Bonus => t("adjustment-bonus"),
        AdjustmentKind::Malus => t("adjustment-malus"),
    }
}

fn shown(it: &AdjustmentPage, typed: &Typed, forms: &Forms) -> AnyView {
    let code = &it.campaign.code;
    let crumbs = vec![Link::new(it.campaign.title.clone(), urls::campaign(code))];
    let here = urls::adjustments(code, &it.group.peer_group);
    let waiting = it.lines.iter().filter(|it| it.adjustment.standing == AdjustmentStanding::Proposed).count();
    let truth = vec![tf("adjustment-waiting-count", &[("count", waiting.into())])];
    let content = if it.rules.is_empty() {
        view! { <Empty title=t("adjustment-none-title") text=t("adjustment-none-text")/> }.into_any()
    } else {
        view! {
            {rules(it)}
            {sums(&it.sums)}
            {propose(it, &here, typed, forms)}
            {lines(it, &here, typed, forms)}
        }
        .into_any()
    };
    view! {
        <PageHead title=tf("adjustment-title", &[("group", it.group.title.as_str().into())]) crumbs_label=t("assessment-crumbs") crumbs truth/>
        <p>{t("adjustment-lead")}</p>
        {group_choice(format!("/dot/{code}/diem-cong-tru"), &it.groups, &it.group)}
        {forms.error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {content}
    }
    .into_any()
}

fn rules(it: &AdjustmentPage) -> AnyView {
    let line = |it: &AdjustmentRule| {
        let cap = it.cap.quantity().to_string();
        let words = tf("adjustment-rule", &[("kind", kind(it.kind).into()), ("cap", cap.into())]);
        view! { <li>{format!("{}. {} – {words}", it.code, it.title)}</li> }
    };
    let cap = |key: &str, cap: Option<Quantity>| cap.map(|cap| view! { <li>{tf(key, &[("cap", cap.to_string().into())])}</li> });
    let lines = it.rules.iter().map(line).collect_view();
    view! {
        <section class="panel">
            <h2>{t("adjustment-rules")}</h2>
            <ul>{lines} {cap("adjustment-bonus-cap", it.caps.0)} {cap("adjustment-malus-cap", it.caps.1)}</ul>
        </section>
    }
    .into_any()
}

fn sums(all: &[UnitSum]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let row = |it: &UnitSum| {
        let parts = it.rules.iter().map(|(rule, given, counted)| {
            let values =
                [("code", rule.code.as_str().into()), ("given", given.to_string().into()), ("counted", counted.to_string().into())];
            view! { <div>{tf("adjustment-given-counted", &values)}</div> }
        });
        view! {
            <tr>
                <th scope="row">{it.unit_name.clone()}</th>
                <td data-label=t("adjustment-by-rule")>{parts.collect_view()}</td>
                <td class="number" data-label=t("adjustment-bonus")>{it.bonus.to_string()}</td>
                <td class="number" data-label=t("adjustment-malus")>{it.malus.to_string()}</td>
            </tr>
        }
    };
    let rows = all.iter().map(row).collect_view();
    Some(
        view! {
            <Table title=t("adjustment-sums")>
                <thead>
                    <tr>
                        <th scope="col">{t("assessment-head-unit")}</th>
                        <th scope="col">{t("adjustment-by-rule")}</th>
                        <th scope="col" class="number">{t("adjustment-bonus")}</th>
                        <th scope="col" class="number">{t("adjustment-malus")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any(),
    )
}

fn propose(it: &AdjustmentPage, here: &str, typed: &Typed, forms: &Forms) -> Option<AnyView> {
    if it.units.is_empty() {
        return None;
    }
    let mine = typed.or("points", "\u{0}") != "\u{0}";
    let before = |name: &str| if mine { typed.or(name, "") } else { String::new() };
    let wrong = |name: &str| if mine { say::field(forms.error.as_ref(), name) } else { None };
    let units: Vec<Choice> = it.units.iter().map(|it| Choice::new(it.unit.to_string(), it.name.clone())).collect();
    let codes: Vec<Choice> =
        it.rules.iter().map(|it| Choice::new(it.code.clone(), format!("{}. {} ({})", it.code, it.title, kind(it.kind)))).collect();
    let about = hidden([("campaign", it.campaign.id.to_string()), ("next", here.to_owned())]);
    let (unit, code, code_error) = (before("unit"), before("code"), wrong("code"));
    let points = line_box("propose-points".to_owned(), "points", t("adjustment-points"), before("points"), wrong("points"), "decimal");
    let reason = line_box("propose-reason".to_owned(), "reason", t("adjustment-reason"), before("reason"), wrong("reason"), "text");
    let action = forms.propose;
    Some(
        view! {
            <section class="panel">
                <h2>{t("adjustment-propose-title")}</h2>
                <ActionForm action=action attr:class="form">
                    {about}
                    <Select name="unit" label=t("assessment-head-unit") choices=units value=unit width=FieldWidth::Medium/>
                    <Select name="code" label=t("adjustment-code") choices=codes value=code error=code_error/>
                    {points}
                    {reason}
                    <button class="button" type="submit">{t("adjustment-propose")}</button>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

fn lines(it: &AdjustmentPage, here: &str, typed: &Typed, forms: &Forms) -> AnyView {
    if it.lines.is_empty() {
        return view! { <Empty title=t("adjustment-empty-title") text=t("adjustment-empty-text")/> }.into_any();
    }
    let rows = it.lines.iter().map(|line| row(line, &it.token, here, typed, forms)).collect_view();
    view! {
        <Table title=t("adjustment-table") count=tf("adjustment-count", &[("count", it.lines.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    <th scope="col">{t("adjustment-code")}</th>
                    <th scope="col" class="number">{t("appraisal-points")}</th>
                    <th scope="col">{t("assessment-head-reason")}</th>
                    <th scope="col">{t("adjustment-standing")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(it: &AdjustmentLine, token: &str, here: &str, typed: &Typed, forms: &Forms) -> AnyView {
    let points = &it.adjustment;
    let (text, meaning) = match points.standing {
        AdjustmentStanding::Proposed => (t("adjustment-proposed"), Meaning::Attention),
        AdjustmentStanding::Confirmed => (t("adjustment-confirmed"), Meaning::Good),
        AdjustmentStanding::Refused => (t("adjustment-refused"), Meaning::Neutral),
    };
    let title = it.rule.as_ref().map_or_else(|| points.code.clone(), |rule| format!("{}. {}", rule.code, rule.title));
    // Points that came with a package were decided on elsewhere: nobody here proposed or confirmed them.
    let imported = points.standing == AdjustmentStanding::Confirmed && points.decided.is_none();
    let by = [("name", it.proposed_by.as_str().into()), ("at", points.proposed_at.to_string().into())];
    let proposed = tf(if imported { "adjustment-imported" } else { "adjustment-proposed-by" }, &by);
    let decided = it.decided_by.as_ref().zip(points.decided).map(|(name, (_, at))| {
        let words = tf("adjustment-decided-by", &[("name", name.as_str().into()), ("at", at.to_string().into())]);
        view! { <span class="table-more">{format!("{words}: {}", points.note)}</span> }
    });
    view! {
        <tr>
            <th scope="row">{it.unit_name.clone()}</th>
            <td data-label=t("adjustment-code")>{title}</td>
            <td class="number" data-label=t("appraisal-points")>{it.rule.as_ref().map_or_else(|| points.points.to_string(), |rule| signed(rule.kind, points.points))}</td>
            <td data-label=t("assessment-head-reason")>{points.reason.clone()} <span class="table-more">{proposed}</span></td>
            <td data-label=t("adjustment-standing")><Tag text meaning/> {decided} {decide(it, token, here, typed, forms)}</td>
        </tr>
    }
    .into_any()
}

fn decide(it: &AdjustmentLine, token: &str, here: &str, typed: &Typed, forms: &Forms) -> Option<AnyView> {
    if !it.may_decide {
        return None;
    }
    let id = it.adjustment.id.to_string();
    let mine = typed.or("id", "") == id;
    let note = if mine { typed.or("note", "") } else { String::new() };
    let wrong = if mine { say::field(forms.error.as_ref(), "note") } else { None };
    let about = hidden([("id", id.clone()), ("token", token.to_owned()), ("next", here.to_owned())]);
    let note = line_box(format!("note-{id}"), "note", t("adjustment-note"), note, wrong, "text");
    let action = forms.decide;
    Some(
        view! {
            <details open=mine>
                <summary>{t("adjustment-decide-open")}</summary>
                <ActionForm action=action attr:class="form">
                    {about}
                    {note}
                    <button class="button" type="submit" name="decision" value="confirm">{t("adjustment-confirm")}</button>
                    " "
                    <button class="button button-danger" type="submit" name="decision" value="refuse">{t("adjustment-refuse")}</button>
                </ActionForm>
            </details>
        }
        .into_any(),
    )
}

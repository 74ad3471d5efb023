//! One decision: what it decides, who prepared and approved it, what it replaces and what replaced it.

use super::{meaning, part};
use crate::boxes::{Boxes, refused};
use crate::components::{
    DecisionBox, DecisionPoint, DefinitionList, Density, Fact, Field, FieldKind, FieldWidth, ForWord, Link, Meaning, Notice, PageHead,
    Step, StepStanding, Stepper, Table, Tag, TextArea,
};
use crate::forms::decision::{ApproveDecision, DeclineDecision, WithdrawDecision};
use crate::pages::error::ErrorPage;
use crate::pages::grading::words;
use crate::pages::history::way;
use crate::text::{t, tf};
use crate::urls;
use domain::decision::{DecisionKind, DecisionState};
use domain::value::plain_day;
use domain::{DecisionId, show_date};
use islands::{AppError, context};
use leptos::prelude::*;
use services::decision::{DecisionView, SeenLine, view};
use services::history::Subject;

/// The forms of the page.
#[derive(Clone, Copy)]
struct Actions {
    approve: ServerAction<ApproveDecision>,
    decline: ServerAction<DeclineDecision>,
    withdraw: ServerAction<WithdrawDecision>,
}

/// The page.
#[component]
pub fn DecisionPage() -> impl IntoView {
    let id = part("decision").parse::<DecisionId>();
    let actions = Actions { approve: ServerAction::new(), decline: ServerAction::new(), withdraw: ServerAction::new() };
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let id = id.map_err(|_| AppError::NotFound)?;
                    let error = refused(actions.approve).or_else(|| refused(actions.decline)).or_else(|| refused(actions.withdraw));
                    Ok::<_, AppError>((view(&ctx, id).await?, Boxes::load(error).await?))
                };
                match loaded.await {
                    Ok((it, boxes)) => show(&it, actions, &boxes),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

fn show(it: &DecisionView, actions: Actions, boxes: &Boxes) -> AnyView {
    let (decision, code) = (&it.read.decision, &it.campaign.code);
    let prints = it.hidden == 0 && matches!(decision.state, DecisionState::Prepared | DecisionState::Approved);
    let secondary = prints.then(|| view! { <a class="button" href=urls::decision_pdf(decision.id)>{t("decision-print")}</a> <ForWord pdf=urls::decision_pdf(decision.id) class="button"/> }.into_any());
    let notices = it.may_notify.then(|| {
        let pdf = urls::decision_notices_pdf(decision.id);
        view! { <p><a href=pdf.clone()>{t("decision-notices-pdf")}</a> " · " <ForWord pdf/></p> }
    });
    let replaced = it.replaced_by.iter().map(|later| {
        let title =
            tf("decision-replaced-by", &[("number", later.decision.shown().into()), ("day", show_date(later.decision.decided_on).into())]);
        let href = urls::decision(later.decision.id);
        view! { <Notice meaning=Meaning::Attention title><p><a href=href>{t("decision-open")}</a></p></Notice> }
    });
    let replaced = replaced.collect_view();
    let hidden = (it.hidden > 0).then(|| view! { <p class="small soft">{tf("decision-hidden", &[("count", it.hidden.into())])}</p> });
    view! {
        <PageHead title=tf("decision-title", &[("number", decision.shown().into())]) crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("decisions-title"), urls::decisions(code))]
            tag=Some(view! { <Tag text=t(&decision.state.key()) meaning=meaning(decision.state)/> }.into_any())
            secondary truth=vec![t(&decision.kind.key()), show_date(decision.decided_on), it.content.authority_head.clone()]
            history=way(Subject::Decision, decision.id.0)/>
        {boxes.notice()}
        {replaced}
        {steps(it)}
        {facts(it)}
        {lines(it)}
        {hidden}
        {notices}
        {approve(it, actions, boxes)}
        {withdraw(it, actions)}
    }
    .into_any()
}

/// By whom on which day, and whose turn it is.
fn steps(it: &DecisionView) -> AnyView {
    let decision = &it.read.decision;
    let step = |name: String, detail: String, standing: StepStanding| {
        let standing_text = match standing {
            StepStanding::Done => t("decision-step-done"),
            StepStanding::Now => t("decision-step-now"),
            StepStanding::Next => t("decision-step-next"),
        };
        Step { name, detail, standing, standing_text }
    };
    let by = |name: &str, at: domain::Timestamp| tf("decision-step-by", &[("name", name.into()), ("at", at.to_string().into())]);
    let prepared = step(t("decision-step-prepare"), by(&it.read.prepared_by, decision.prepared.1), StepStanding::Done);
    let ended = match (&it.read.ended_by, decision.ended) {
        (Some(name), Some((_, at))) => {
            let reason = if decision.reason.is_empty() {
                String::new()
            } else {
                format!(" {}", tf("told-reason", &[("reason", decision.reason.clone().into())]))
            };
            step(t(&decision.state.key()), format!("{}{reason}", by(name, at)), StepStanding::Done)
        }
        _ => step(
            t("decision-step-approve"),
            tf("decision-step-waits", &[("head", it.content.authority_head.clone().into())]),
            StepStanding::Now,
        ),
    };
    view! { <Stepper steps=vec![prepared, ended]/> }.into_any()
}

fn facts(it: &DecisionView) -> AnyView {
    let content = &it.content;
    let basis = content.basis.iter().map(|it| view! { <p>{it.clone()}</p> }).collect_view();
    let mut facts = vec![Fact::text(t("decision-about"), content.group.clone()), Fact::view(t("decision-basis"), basis)];
    facts.push(Fact::text(t("decision-proposer"), content.proposer.clone()));
    facts.extend(content.rule.as_ref().map(|it| Fact::text(t("grading-rule"), it.title.clone()).more(it.document.clone())));
    if let Some(run) = &content.run {
        let day = plain_day(&run.on).map(show_date).unwrap_or_default();
        facts.push(Fact::text(t("decision-run"), tf("decision-run-of", &[("day", day.into())])).more(format!(
            "{}: {}",
            t("assessment-digest-receipt"),
            run.receipt_sha256
        )));
    }
    if let Some(terms) = content.appeals {
        let within =
            tf("decision-appeals", &[("file", i64::from(terms.file_within).into()), ("answer", i64::from(terms.answer_within).into())]);
        facts.push(Fact::text(t("appeals-title"), within));
    }
    if let (Some(replaced), Some(id)) = (&content.replaces, it.read.decision.replaces) {
        let day = plain_day(&replaced.decided_on).map(show_date).unwrap_or_default();
        let text = tf("decision-by", &[("number", replaced.shown.clone().into()), ("day", day.into())]);
        facts.push(Fact::view(t("decision-replaces-label"), view! { <a href=urls::decision(id)>{text}</a> }).more(content.reason.clone()));
    }
    facts.push(Fact::text(t("sign-digest"), it.read.decision.digest.clone()));
    view! { <DefinitionList facts/> }.into_any()
}

/// What is decided for each.
fn lines(it: &DecisionView) -> AnyView {
    let publication = it.read.decision.kind == DecisionKind::Publication;
    let replaces = it.lines.iter().any(|it| !it.shown.before.is_empty());
    let rows = it.lines.iter().map(|line| row(line, publication, replaces)).collect_view();
    let before = replaces.then(|| view! { <th scope="col">{t("decision-before")}</th> });
    let rank = publication.then(|| view! { <th scope="col" class="number">{t("assessment-head-rank")}</th> });
    let reason = (!publication).then(|| view! { <th scope="col">{t("decision-line-reason")}</th> });
    view! {
        <Table title=t("decision-lines") count=tf("decision-lines-count", &[("count", it.lines.len().into())]) density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-unit")}</th>
                    {rank}
                    {before}
                    <th scope="col">{if replaces { t("decision-after") } else { t("decision-decided") }}</th>
                    {reason}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(it: &SeenLine, publication: bool, replaces: bool) -> impl IntoView + use<> {
    let shown = &it.shown;
    let head = (!shown.person.is_empty()).then(|| view! { <span class="table-more">{format!("{} – {}", shown.person, shown.post)}</span> });
    let before = replaces.then(|| {
        let text = if shown.before.is_empty() { t("decision-same") } else { words::value_of(&shown.before) };
        view! { <td data-label=t("decision-before")>{text}</td> }
    });
    let rank = publication.then(|| view! { <td class="number" data-label=t("assessment-head-rank")>{shown.rank.clone()}</td> });
    let reason = (!publication).then(|| view! { <td data-label=t("decision-line-reason")>{shown.reason.clone()}</td> });
    view! {
        <tr>
            <th scope="row">{shown.unit.clone()} {head}</th>
            {rank}
            {before}
            <td data-label=t("decision-decided")>{words::value_of(&shown.after)}</td>
            {reason}
        </tr>
    }
}

/// What the authority does with it: reads, approves with the password, or declines with a reason.
fn approve(it: &DecisionView, actions: Actions, boxes: &Boxes) -> Option<AnyView> {
    let token = it.token.clone().filter(|_| it.may_approve)?;
    let decision = &it.read.decision;
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    let points = vec![
        point("decision-what", t(&decision.kind.key()), false),
        point("decision-whom", it.content.group.clone(), false),
        point("decision-number", if decision.number.is_some() { decision.shown() } else { t("decision-number-comes") }, false),
        point("decision-lasting", t("decision-approve-lasting"), true),
        point("sign-form", t(it.method.statement()), false),
        point("sign-digest", decision.digest.clone(), false),
    ];
    let (id, digest, again) = (decision.id.to_string(), decision.digest.clone(), decision.id.to_string());
    let password = view! {
        <Field name="password" label=t("sign-password") hint=t("decision-password-hint") kind=FieldKind::Password width=FieldWidth::Medium
            required=true autocomplete="current-password".to_owned() error=boxes.wrong("password")/>
    }
    .into_any();
    let reason = view! {
        <TextArea name="reason" label=t("decision-decline-reason") value=boxes.value("reason", "") error=boxes.wrong("reason") required=true rows=3/>
    }
    .into_any();
    Some(
        view! {
            <DecisionBox title=t("decision-approve") points=points paper=urls::decision_pdf(it.read.decision.id)>
                <ActionForm action=actions.approve attr:class="form">
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="digest" value=digest/>
                    <input type="hidden" name="token" value=token/>
                    {password}
                    <div class="actions"><button class="button button-primary" type="submit">{t("decision-approve")}</button></div>
                </ActionForm>
            </DecisionBox>
            <section class="panel">
                <h2>{t("decision-decline")}</h2>
                <ActionForm action=actions.decline attr:class="form">
                    <input type="hidden" name="id" value=again/>
                    {reason}
                    <div class="actions"><button class="button button-danger" type="submit">{t("decision-decline")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

/// Whoever prepares takes it back before it is approved.
fn withdraw(it: &DecisionView, actions: Actions) -> Option<AnyView> {
    let id = it.may_withdraw.then(|| it.read.decision.id.to_string())?;
    Some(
        view! {
            <section class="panel">
                <h2>{t("decision-withdraw")}</h2>
                <p>{t("decision-withdraw-text")}</p>
                <ActionForm action=actions.withdraw>
                    <input type="hidden" name="id" value=id/>
                    <div class="actions"><button class="button button-danger" type="submit">{t("decision-withdraw")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any(),
    )
}

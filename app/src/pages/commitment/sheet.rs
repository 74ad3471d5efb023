//! One sheet: where it stands, what it says beside last year's result, every version, signatures, what happened, and the next act.

use super::offer::{OfferKind, offer};
use super::parts::{method, place, signed_at, statements, tag};
use crate::components::{
    Choice, DecisionBox, DecisionPoint, ForWord, Link, Meaning, Notice, PageHead, Select, Step, StepStanding, Stepper, Table, TableFit,
    Tag, TextArea, Timeline,
};
use crate::context::Typed;
use crate::forms::commitment::{ApproveSheet, CounterSheet, ProposeSheet, ReissueSheet, ReopenSheet, WithdrawSheet};
use crate::pages::amendment::edition;
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::say;
use crate::text::{t, tf};
use crate::{told, urls};
use domain::commitment::{Copies, SheetState, SignedAs, shown};
use domain::{CommitmentId, Timestamp, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::amendment::UnitAmendment;
use services::commitment::{self, Sheet};
use services::history::Subject;
use services::signing::SigningMethod;

/// The actions of the page, one of which may have failed.
#[derive(Clone, Copy)]
struct Actions {
    propose: ServerAction<ProposeSheet>,
    counter: ServerAction<CounterSheet>,
    approve: ServerAction<ApproveSheet>,
    withdraw: ServerAction<WithdrawSheet>,
    reissue: ServerAction<ReissueSheet>,
    reopen: ServerAction<ReopenSheet>,
}

/// A sheet.
#[component]
pub fn SheetPage() -> impl IntoView {
    let actions = Actions {
        propose: ServerAction::new(),
        counter: ServerAction::new(),
        approve: ServerAction::new(),
        withdraw: ServerAction::new(),
        reissue: ServerAction::new(),
        reopen: ServerAction::new(),
    };
    let id = place::<CommitmentId>("sheet");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok((commitment::open(&ctx, id?).await?, Typed::load().await?))
                };
                match loaded.await {
                    Ok((it, typed)) => Either::Left(page(&it, &typed, actions)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn refused(actions: Actions) -> Option<AppError> {
    let failed = [
        actions.propose.value().get_untracked(),
        actions.counter.value().get_untracked(),
        actions.approve.value().get_untracked(),
        actions.withdraw.value().get_untracked(),
        actions.reissue.value().get_untracked(),
        actions.reopen.value().get_untracked(),
    ];
    failed.into_iter().flatten().find_map(Result::err)
}

fn page(it: &Sheet, typed: &Typed, actions: Actions) -> AnyView {
    let error = refused(actions);
    let offered = if it.may.propose {
        Some(offer(it, typed, error.as_ref(), OfferKind::Propose(actions.propose)))
    } else if it.may.counter {
        Some(offer(it, typed, error.as_ref(), OfferKind::Counter(actions.counter)))
    } else {
        None
    };
    view! {
        {head(it, actions.reissue)}
        {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {(it.sheet.state == SheetState::Withdrawn)
            .then(|| view! { <Notice meaning=Meaning::Failing title=tf("sheet-withdrawn-because", &[("reason", it.sheet.withdrawn_reason.clone().into())])/> })}
        {declined(it, actions.reopen)}
        {(it.content.copies.is_some() && it.sheet.state.waits_for().is_some())
            .then(|| view! { <Notice meaning=Meaning::Attention title=t("sign-refusal-on-paper")/> })}
        {edition::line(&it.facts.campaign_code, it.edition.as_ref())}
        {amended(it)}
        <Stepper steps=steps(it)/>
        {it.may.approve.then(|| approve_box(it, actions.approve))}
        {targets(it)}
        {tasks(it)}
        {regime(it)}
        {offered}
        {signatures(it)}
        {super::outside::sent(&it.outside)}
        {scans(it)}
        {versions(it)}
        {history(it)}
        {it.may.withdraw.then(|| withdraw_form(it, typed, error.as_ref(), actions.withdraw))}
    }
    .into_any()
}

/// The next act stands in the head; where its form lies further down, the head leads there and the form's own button is the filled one.
fn head(it: &Sheet, reissue: ServerAction<ReissueSheet>) -> AnyView {
    let id = it.sheet.id;
    let to = |href: String, key: &str| Some(view! { <a class="button button-primary" href=href>{t(key)}</a> }.into_any());
    let primary = if it.content.copies.is_some() && (it.may.sign || it.may.countersign) {
        to(urls::commitment_sign(id), "sheet-sign-on-paper")
    } else if it.may.sign {
        to(urls::commitment_sign(id), "sheet-sign")
    } else if it.may.countersign {
        to(urls::commitment_sign(id), "sheet-countersign")
    } else {
        it.may.reissue.then(|| reissue_form(it, reissue))
    };
    let below = if it.may.approve {
        Some(("#thong-nhat", "sheet-approve-go"))
    } else if it.may.propose {
        Some(("#de-xuat", "sheet-propose-go"))
    } else if it.may.counter {
        Some(("#de-xuat", "sheet-counter-go"))
    } else {
        None
    };
    let below = below.map(|(href, key)| view! { <a class="button" href=href>{t(key)}</a> });
    let public =
        it.sheet.content.is_some().then(|| view! { <a class="button" href=urls::look_up(&it.sheet.public_code)>{t("sheet-public")}</a> });
    let staff = it.sees_staff.then(|| view! { <a class="button" href=urls::handing_down(id)>{t("handing-down-way")}</a> " " });
    let outside = it.may.send_outside.then(|| view! { <a class="button" href=urls::commitment_outside(id)>{t("outside-title")}</a> " " });
    let certified = !it.signatures.is_empty();
    let certificate = certified.then(|| view! { <a class="button" href=urls::commitment_certificate(id)>{t("certificate-title")}</a> " " });
    let secondary = view! {
        {below} {staff} {outside} {certificate} <a class="button" href=urls::commitment_pdf(id)>{t("sheet-pdf")}</a>
        <ForWord pdf=urls::commitment_pdf(id) class="button"/> {public}
    }
    .into_any();
    let mut truth = vec![tf("sheet-version", &[("number", it.sheet.version.into())])];
    truth.push(match &it.sheet.digest {
        Some(digest) => tf("sheet-digest", &[("digest", digest.chars().take(16).collect::<String>().into())]),
        None => t("sheet-not-frozen"),
    });
    let code = it.facts.campaign_code.as_str();
    view! {
        <PageHead
            title=tf("sheet-title", &[("unit", it.facts.unit_name.clone().into())])
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.facts.campaign_title.clone(), urls::campaign(code)), Link::new(t("sheets-title"), urls::commitments(code))]
            tag=tag(it.sheet.state)
            primary=primary
            secondary=secondary
            truth=truth
            history=way(Subject::Sheet, it.sheet.id.0)
        />
    }
    .into_any()
}

/// The refusal to sign that stands, and what may become of it.
fn declined(it: &Sheet, action: ServerAction<ReopenSheet>) -> Option<AnyView> {
    let no = it.declined.as_ref()?;
    let args = [
        ("name", no.name.clone().into()),
        ("post", no.post.clone().into()),
        ("at", no.at.to_string().into()),
        ("reason", no.reason.clone().into()),
    ];
    let form = it.may.reopen.then(|| {
        let (id, revision) = (it.sheet.id.to_string(), it.sheet.revision.to_string());
        view! {
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="revision" value=revision/>
                <p>{t("sheet-reopen-text")}</p>
                <div class="actions"><button class="button" type="submit">{t("sheet-reopen")}</button></div>
            </ActionForm>
        }
    });
    Some(
        view! { <Notice meaning=Meaning::Failing title=tf("sheet-declined", &args)><p>{t("sheet-declined-text")}</p>{form}</Notice> }
            .into_any(),
    )
}

/// The changes of what was signed: a warning for each that the unit has not signed, a line for each that it has.
fn amended(it: &Sheet) -> AnyView {
    let notice = |amendment: &UnitAmendment| {
        let args = [
            ("number", amendment.number.clone().into()),
            ("target", amendment.subject.clone().into()),
            ("old", amendment.old.clone().into()),
            ("new", amendment.new.clone().into()),
            ("day", show_date(amendment.effective_on).into()),
        ];
        let (open, signed) = match (&amendment.target_code, amendment.exempts) {
            (None, _) => ("sheet-rules-amended", "sheet-rules-amended-signed"),
            (Some(_), true) => ("sheet-exempted", "sheet-exempted-signed"),
            (Some(_), false) => ("sheet-amended", "sheet-amended-signed"),
        };
        let (meaning, title, words) = match &amendment.acknowledged {
            None => (Meaning::Attention, t("sheet-no-longer-matches"), tf(open, &args)),
            Some((name, at)) => {
                let by = tf("amendment-signed-by", &[("name", name.clone().into()), ("at", at.to_string().into())]);
                (Meaning::Neutral, tf(signed, &args), by)
            }
        };
        let href = urls::amendment(amendment.id);
        view! { <Notice meaning=meaning title=title><p>{words} " " <a href=href>{t("sheet-amendment-open")}</a></p></Notice> }
    };
    it.amended.iter().map(notice).collect_view().into_any()
}

fn steps(it: &Sheet) -> Vec<Step> {
    let state = it.sheet.state;
    let signed = |authority: bool| it.signatures.iter().find(|it| (it.signed_as == SignedAs::Authority.code()) == authority);
    let by = |authority: bool| signed(authority).map(|it| format!("{}, {}", it.name, it.at())).unwrap_or_default();
    let last = it.versions.last().map(|(version, name)| format!("{name}, {}", version.at)).unwrap_or_default();
    let at = |at: Option<Timestamp>| at.map(|it| it.to_string()).unwrap_or_default();
    let reached = match state {
        SheetState::Issued | SheetState::Countered => 1,
        SheetState::Proposed => 2,
        SheetState::Approved => 3,
        SheetState::HeadSigned => 4,
        SheetState::InForce => 6,
        SheetState::Withdrawn => 0,
    };
    let details = [at(Some(it.sheet.issued_at)), last, at(it.sheet.approved_at), by(false), by(true), String::new()];
    let names =
        ["sheet-step-issue", "sheet-step-propose", "sheet-step-approve", "sheet-step-head", "sheet-step-authority", "sheet-step-force"];
    let step = |(place, (name, detail)): (usize, (&str, String))| {
        let (standing, key) = if state == SheetState::Withdrawn || place > reached {
            (StepStanding::Next, "sheet-step-next")
        } else if place < reached {
            (StepStanding::Done, "sheet-step-done")
        } else {
            (StepStanding::Now, "sheet-step-now")
        };
        Step { name: t(name), detail, standing, standing_text: t(key) }
    };
    names.into_iter().zip(details).enumerate().map(step).collect()
}

fn approve_box(it: &Sheet, action: ServerAction<ApproveSheet>) -> AnyView {
    let point = |term: &str, text: String, lasting: bool| DecisionPoint { term: t(term), text, lasting };
    let points = vec![
        point("decision-what", t("sheet-approve-what"), false),
        point("decision-whom", it.content.unit.name.clone(), false),
        point("decision-lasting", t("sheet-approve-lasting"), true),
    ];
    let (id, revision) = (it.sheet.id.to_string(), it.sheet.revision.to_string());
    let paper = (1..=Copies::MOST).filter_map(Copies::of_each).map(|it| {
        let words = tf("sheet-copies-paper", &[("made", format!("{:02}", it.made).into()), ("each", format!("{:02}", it.each).into())]);
        Choice::new(it.each.to_string(), words)
    });
    let choices = std::iter::once(Choice::new("", t("sheet-copies-electronic"))).chain(paper).collect();
    view! {
        <DecisionBox title=t("sheet-approve") points=points paper=urls::commitment_pdf(it.sheet.id) id="thong-nhat".to_owned()>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="revision" value=revision/>
                <Select name="copies" label=t("sheet-copies") hint=t("sheet-copies-hint") choices value=String::new()/>
                <div class="actions"><button class="button button-primary" type="submit">{t("sheet-approve")}</button></div>
            </ActionForm>
        </DecisionBox>
    }
    .into_any()
}

fn targets(it: &Sheet) -> AnyView {
    let row = |part: &domain::commitment::TargetPart| {
        let common = part.common_to.as_ref().map_or_else(|| shown(&part.common), |to| format!("{}–{}", shown(&part.common), shown(to)));
        let differs = (part.value != part.common || part.value_to != part.common_to)
            .then(|| view! { <span class="table-more">{tf("sheet-common", &[("value", common.into())])}</span> });
        let periods = part.promised_by_period().map(|it| view! { <span class="table-more">{it}</span> });
        let note = (!part.note.is_empty()).then(|| view! { <span class="table-more">{part.note.clone()}</span> });
        view! {
            <tr>
                <th scope="row">{part.title.clone()} {note} {super::ambition::under(&it.judged, &part.code)}</th>
                <td data-label=t("sheet-measure")>{part.unit.clone()}</td>
                <td class="number" data-label=t("sheet-weight")>{shown(&part.weight)}</td>
                <td class="number" data-label=t("sheet-last-year")>{part.last_year.as_deref().map_or_else(|| t("sheet-no-last-year"), shown)}</td>
                <td class="number" data-label=t("sheet-promise")><strong>{part.promised()}</strong> {differs} {periods}</td>
            </tr>
        }
    };
    let count = it.content.targets.len();
    let rows = it.content.targets.iter().map(row).collect_view();
    let exempt = it
        .targets
        .iter()
        .filter_map(|target| target.exempt.as_ref().map(|basis| view! { <li>{target.line.title.clone()} ": " {basis.clone()}</li> }))
        .collect::<Vec<_>>();
    let exempt = (!exempt.is_empty()).then(|| view! { <h3>{t("sheet-exempt")}</h3> <ul>{exempt}</ul> });
    view! {
        <Table title=t("sheet-targets") count=tf("sheet-targets-count", &[("count", count.into())])>
            <thead>
                <tr>
                    <th scope="col">{t("sheet-target")}</th>
                    <th scope="col">{t("sheet-measure")}</th>
                    <th scope="col" class="number">{t("sheet-weight")}</th>
                    <th scope="col" class="number">{t("sheet-last-year")}</th>
                    <th scope="col" class="number">{t("sheet-promise")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        {exempt}
    }
    .into_any()
}

fn tasks(it: &Sheet) -> AnyView {
    let rows = it.content.tasks.iter().map(|task| {
        view! {
            <tr>
                <th scope="row">{task.title.clone()}</th>
                <td data-label=t("sheet-task-result")>{task.expected_result.clone()}</td>
                <td data-label=t("sheet-task-person")>{task.person.clone()}</td>
                <td data-label=t("sheet-task-due")>{shown(&task.due_on)}</td>
            </tr>
        }
    });
    if it.content.tasks.is_empty() {
        return view! { <h2>{t("sheet-tasks")}</h2> <p>{t("sheet-no-tasks")}</p> }.into_any();
    }
    let rows = rows.collect_view();
    view! {
        <Table title=t("sheet-tasks") count=tf("sheet-tasks-count", &[("count", it.content.tasks.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("sheet-task-title")}</th>
                    <th scope="col">{t("sheet-task-result")}</th>
                    <th scope="col">{t("sheet-task-person")}</th>
                    <th scope="col">{t("sheet-task-due")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

/// The scans of paper that was signed by hand.
fn scans(it: &Sheet) -> Option<AnyView> {
    (!it.scans.is_empty()).then(|| {
        let line = |scan: &services::commitment::Scan| {
            let (text, meaning) = super::scans::standing(scan);
            view! { <li><a href=urls::scan(scan.id())>{tf("scan-number", &[("number", scan.number.into()), ("at", scan.at().to_string().into())])}</a> " " <Tag text meaning/></li> }
        };
        let lines = it.scans.iter().map(line).collect_view();
        view! { <section class="stack" id="ban-giay"><h2>{t("scans-title")}</h2><ul>{lines}</ul></section> }.into_any()
    })
}

fn regime(it: &Sheet) -> AnyView {
    let lines = it.content.reporting.iter().map(|line| view! { <li lang="vi">{line.clone()}</li> }).collect_view();
    view! { <section class="prose"><h2>{t("sheet-reporting")}</h2><ul>{lines}</ul></section> }.into_any()
}

fn signatures(it: &Sheet) -> Option<AnyView> {
    let row = |signature: &services::signing::Signed| {
        let signed_as = SignedAs::of(&signature.signed_as).map(|it| t(it.key())).unwrap_or_default();
        let form = SigningMethod::of(&signature.method);
        let how = form.map(method).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{signed_as}</th>
                <td data-label=t("signature-who")>{signature.name.clone()} <span class="table-more">{signature.post.clone()}</span></td>
                <td data-label=t("signature-when")>{signed_at(form, signature.at())}</td>
                <td data-label=t("signature-how")>{how}</td>
            </tr>
        }
    };
    (!it.signatures.is_empty()).then(|| {
        let rows = it.signatures.iter().map(row).collect_view();
        view! {
            <Table title=t("signature-title")>
                <thead>
                    <tr>
                        <th scope="col">{t("signature-as")}</th>
                        <th scope="col">{t("signature-who")}</th>
                        <th scope="col">{t("signature-when")}</th>
                        <th scope="col">{t("signature-how")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            {statements(it.signatures.iter().filter_map(|it| SigningMethod::of(&it.method)))}
        }
        .into_any()
    })
}

/// Every version side by side, each target a row.
fn versions(it: &Sheet) -> Option<AnyView> {
    (!it.versions.is_empty()).then(|| {
        let heads = it.versions.iter().map(|(version, name)| {
            let side = t(version.side.key());
            view! {
                <th scope="col" class="number">
                    {tf("sheet-version", &[("number", version.number.into())])}
                    <span class="table-more">{format!("{side}: {name}, {}", version.at)}</span>
                </th>
            }
        });
        let heads = heads.collect_view();
        let asked = it.targets.iter().filter(|it| it.exempt.is_none());
        let rows = asked.map(|target| {
            let cells = it.versions.iter().map(|(version, _)| {
                let promise = version.promises.iter().find(|it| it.target == target.line.id);
                view! { <td class="number">{promise.map(|it| super::offer::range_of(it.value, it.value_to)).unwrap_or_default()}</td> }
            });
            let cells = cells.collect_view();
            view! { <tr><th scope="row">{target.line.title.clone()}</th><td class="number">{super::offer::range_of(target.line.value, target.line.value_to)}</td>{cells}</tr> }
        });
        let rows = rows.collect_view();
        let notes = it.versions.iter().map(|(version, _)| view! { <td>{version.note.clone()}</td> }).collect_view();
        let planned = it.versions.iter().map(|(version, _)| view! { <td class="number">{version.tasks.len()}</td> }).collect_view();
        view! {
            <Table title=t("sheet-versions") fit=TableFit::Scroll count=tf("sheet-versions-count", &[("count", it.versions.len().into())])>
                <thead><tr><th scope="col">{t("sheet-target")}</th><th scope="col" class="number">{t("sheet-common-head")}</th>{heads}</tr></thead>
                <tbody>
                    {rows}
                    <tr><th scope="row">{t("sheet-tasks")}</th><td></td>{planned}</tr>
                    <tr><th scope="row">{t("sheet-note")}</th><td></td>{notes}</tr>
                </tbody>
            </Table>
        }
        .into_any()
    })
}

fn history(it: &Sheet) -> AnyView {
    let events: Vec<_> = it.history.iter().map(told::event).collect();
    view! { <section class="stack"><h2>{t("sheet-history")}</h2><Timeline events=events/></section> }.into_any()
}

fn withdraw_form(it: &Sheet, typed: &Typed, error: Option<&AppError>, action: ServerAction<WithdrawSheet>) -> AnyView {
    let (id, revision) = (it.sheet.id.to_string(), it.sheet.revision.to_string());
    let (reason, wrong) = (typed.or("reason", ""), say::field(error, "reason"));
    view! {
        <section>
            <h2>{t("sheet-withdraw-title")}</h2>
            <ActionForm action=action attr:class="form">
                <input type="hidden" name="id" value=id/>
                <input type="hidden" name="revision" value=revision/>
                <TextArea name="reason" label=t("sheet-withdraw-reason") hint=t("sheet-withdraw-hint") value=reason error=wrong rows=2/>
                <div class="actions"><button class="button button-danger" type="submit">{t("sheet-withdraw")}</button></div>
            </ActionForm>
        </section>
    }
    .into_any()
}

fn reissue_form(it: &Sheet, action: ServerAction<ReissueSheet>) -> AnyView {
    let id = it.sheet.id.to_string();
    view! {
        <ActionForm action=action>
            <input type="hidden" name="id" value=id/>
            <button class="button button-primary" type="submit">{t("sheet-reissue")}</button>
        </ActionForm>
    }
    .into_any()
}

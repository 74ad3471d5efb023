//! The key tasks of a campaign's commitments: what was promised, what was done, what waits.

use super::evidence::{UploadErrors, Withdrawing, file_boxes, piece};
use super::words::{here, hidden, line_box, param, task_standing};
use crate::components::{Choice, Empty, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table, Tag};
use crate::context::{Typed, query};
use crate::forms::key_task::{ReportTask, ReturnTask, SubmitTask, VerifyTask};
use crate::pages::error::ErrorPage;
use crate::pages::listing::pager;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::evidence::Subject;
use domain::key_task::{TaskReport, TaskStanding};
use domain::show_date;
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::history::Subject as Thing;
use services::key_task::{Listed, Rights, TaskFilter, TaskPage, list};
use time::Date;

/// The key tasks that somebody may read.
#[component]
pub fn KeyTasksPage() -> impl IntoView {
    let code = param("campaign");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    let filter = TaskFilter {
                        unit: query("don-vi").and_then(|it| it.parse().ok()),
                        standing: query("trang-thai").and_then(|it| TaskStanding::of(&it)),
                        page: query("trang").and_then(|it| it.parse().ok()).unwrap_or(1),
                    };
                    Ok::<_, AppError>((list(&ctx, &code, filter).await?, Typed::load().await?, ctx.today))
                };
                match loaded.await {
                    Ok((page, typed, today)) => Either::Left(shown(&page, &typed, &Forms::new(typed.clone()), today)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

struct Forms {
    report: ServerAction<ReportTask>,
    submit: ServerAction<SubmitTask>,
    verify: ServerAction<VerifyTask>,
    send_back: ServerAction<ReturnTask>,
    withdrawing: Withdrawing,
    upload: UploadErrors,
    error: Option<AppError>,
}

impl Forms {
    fn new(typed: Typed) -> Self {
        let (report, submit) = (ServerAction::<ReportTask>::new(), ServerAction::<SubmitTask>::new());
        let (verify, send_back) = (ServerAction::<VerifyTask>::new(), ServerAction::<ReturnTask>::new());
        let withdrawing = Withdrawing::new(typed);
        let errors = [
            report.value().get_untracked().and_then(Result::err),
            submit.value().get_untracked().and_then(Result::err),
            verify.value().get_untracked().and_then(Result::err),
            send_back.value().get_untracked().and_then(Result::err),
            withdrawing.error.clone(),
        ];
        let error = errors.into_iter().flatten().next();
        Self { report, submit, verify, send_back, withdrawing, upload: UploadErrors::of_address(), error }
    }
}

fn shown(page: &TaskPage, typed: &Typed, forms: &Forms, today: Date) -> AnyView {
    let code = page.campaign.code.clone();
    let crumbs =
        vec![Link::new(page.campaign.title.clone(), urls::campaign(&code)), Link::new(t("figure-overview"), urls::figures_overview(&code))];
    let truth = vec![
        tf("task-count", &[("count", page.counts.all.into())]),
        tf("task-late-count", &[("count", page.counts.late.into())]),
        tf("task-waiting-count", &[("count", page.counts.waiting.into())]),
    ];
    let content = if page.tasks.is_empty() {
        view! { <Empty title=t("task-empty") text=t("task-empty-text")/> }.into_any()
    } else {
        let rows = page.tasks.iter().map(|(it, rights)| row(page, it, *rights, typed, forms, today)).collect_view();
        view! {
            <Table title=t("task-table") count=tf("task-count", &[("count", page.counts.all.into())])>
                <thead>
                    <tr>
                        <th scope="col" class="column-wide">{t("task-task")}</th>
                        <th scope="col" class="column-unit">{t("overview-unit")}</th>
                        <th scope="col" class="column-state">{t("task-due")}</th>
                        <th scope="col">{t("task-report")}</th>
                        <th scope="col">{t("queue-decide")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any()
    };
    view! {
        <PageHead title=t("task-title") crumbs_label=t("frame-crumbs") crumbs truth/>
        <div id="tai-lieu">{forms.upload.notice()}</div>
        {forms.error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {filters(page, &code)}
        {content}
        {pages(page, &code)}
    }
    .into_any()
}

fn filters(page: &TaskPage, code: &str) -> AnyView {
    let units = page.units.iter().map(|it| Choice::new(it.unit.to_string(), it.name.clone())).collect();
    let standings = TaskStanding::ALL.into_iter().map(|it| Choice::new(it.code(), task_standing(it).0)).collect();
    view! {
        <form class="filter-form" method="get" action=urls::key_tasks(code)>
            <Select name="don-vi" label=t("overview-unit") choices=units value=query("don-vi").unwrap_or_default() none=t("queue-all") width=FieldWidth::Medium/>
            <Select name="trang-thai" label=t("figure-standing") choices=standings value=query("trang-thai").unwrap_or_default() none=t("queue-all") width=FieldWidth::Medium/>
            <button class="button" type="submit">{t("list-filter")}</button>
        </form>
    }
    .into_any()
}

fn row(page: &TaskPage, it: &Listed, rights: Rights, typed: &Typed, forms: &Forms, today: Date) -> AnyView {
    let task = &it.task;
    let (words, meaning) = task_standing(task.standing);
    let late = task.days_late(today);
    let late = (late > 0).then(|| view! { " " <Tag text=tf("figure-late", &[("days", late.into())]) meaning=Meaning::Failing/> });
    let next = here();
    let pieces = page
        .evidence
        .iter()
        .filter(|it| it.evidence.subject == Subject::KeyTask(task.id))
        .map(|it| {
            let form = (rights.report && it.evidence.withdrawn_reason.is_empty()).then(|| forms.withdrawing.form(it.evidence.id, &next));
            view! { <div>{piece(it)} {form}</div> }
        })
        .collect_view();
    let reason = (!task.reason.is_empty())
        .then(|| view! { <span class="table-more">{tf("figure-reason", &[("reason", task.reason.clone().into())])}</span> });
    let done = task.done_on.map(|day| view! { <span class="table-more">{tf("task-done-on", &[("day", show_date(day).into())])}</span> });
    view! {
        <tr>
            <th scope="row">
                {task.title.clone()}
                <span class="table-more">{tf("task-expected", &[("result", task.expected_result.clone().into())])}</span>
                <span class="table-more">{tf("task-responsible", &[("person", task.responsible.clone().into())])}</span>
                <span class="table-more"><a href=urls::history(Thing::KeyTask, task.id.0)>{t("history-title")}</a></span>
            </th>
            <td data-label=t("overview-unit")>{it.unit.clone()}</td>
            <td data-label=t("task-due")>{show_date(task.due_on)} {late}</td>
            <td data-label=t("task-report")><Tag text=words meaning/> " " {task.report.clone()} {done} {reason} {pieces}</td>
            <td class="decide" data-label=t("queue-decide")><div>{work(page, task, rights, typed, forms, &next)}</div></td>
        </tr>
    }
    .into_any()
}

/// What the person may do with a task.
fn work(page: &TaskPage, task: &TaskReport, rights: Rights, typed: &Typed, forms: &Forms, next: &str) -> AnyView {
    let id = task.id;
    let mine = typed.or("task", "") == id.to_string();
    let proves = typed.or("proves", "") == id.to_string();
    let wrong = |name: &str| if mine { say::field(forms.error.as_ref(), name) } else { None };
    let before = |name: &str, value: String| if mine { typed.or(name, value) } else { value };
    let about = || vec![("task", id.to_string()), ("revision", task.revision.to_string()), ("next", next.to_owned())];
    let report = rights.report.then(|| {
        let day = before("done_on", task.done_on.map(show_date).unwrap_or_default());
        let day_box = line_box(format!("done-{id}"), "done_on", t("task-done-label"), day, wrong("done_on"), "numeric");
        let text_box = line_box(format!("report-{id}"), "report", t("task-report-label"), before("report", task.report.clone()), wrong("report"), "text");
        let about = about();
        view! {
            <details open=mine>
                <summary>{t("task-report-open")}</summary>
                <ActionForm action=forms.report>{hidden(about)} {day_box} {text_box} <button class="button" type="submit">{t("task-report-save")}</button></ActionForm>
            </details>
            <details open=proves>
                <summary>{t("evidence-add")}</summary>
                {upload(page, task, typed, forms, proves)}
            </details>
        }
    });
    let submit = page.token.clone().filter(|_| rights.submit).map(|token| {
        let mut about = about();
        about.push(("token", token));
        view! { <ActionForm action=forms.submit>{hidden(about)} <button class="button" type="submit">{t("task-submit")}</button></ActionForm> }
    });
    let verify = rights.verify.then(|| {
        let (accept, back) = (about(), about());
        let reason_box =
            line_box(format!("reason-{id}"), "reason", t("figure-reason-label"), before("reason", String::new()), wrong("reason"), "text");
        view! {
            <ActionForm action=forms.verify>{hidden(accept)} <button class="button" type="submit">{t("task-verify")}</button></ActionForm>
            <details open=mine>
                <summary>{t("task-return-open")}</summary>
                <ActionForm action=forms.send_back>
                    {hidden(back)} {reason_box} <button class="button button-danger" type="submit">{t("task-return")}</button>
                </ActionForm>
            </details>
        }
    });
    view! { {report} {submit} {verify} }.into_any()
}

/// The form with a file; `proves` names the task among what was typed, since the page holds one such form for each.
fn upload(page: &TaskPage, task: &TaskReport, typed: &Typed, forms: &Forms, mine: bool) -> AnyView {
    let id = task.id;
    view! {
        <form method="post" enctype="multipart/form-data" action=urls::key_task_evidence(id, &page.campaign.code)>
            <input type="hidden" name="proves" value=id.to_string()/>
            {file_boxes(typed, &forms.upload, &format!("-{id}"), mine)}
            <button class="button" type="submit">{t("evidence-add")}</button>
        </form>
    }
    .into_any()
}

fn pages(page: &TaskPage, code: &str) -> AnyView {
    let address = |number: usize| {
        let kept: Vec<(&str, String)> =
            ["don-vi", "trang-thai"].into_iter().filter_map(|it| Some((it, query(it)?))).chain([("trang", number.to_string())]).collect();
        format!("{}?{}", urls::key_tasks(code), form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish())
    };
    let count = |it: i64| usize::try_from(it).unwrap_or_default();
    pager(count(page.counts.all), count(page.page), 50, address)
}

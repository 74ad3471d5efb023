//! One conference: its programme, who attended, which sheets are signed there, and the ranking of the year before.

use super::conferences::boxes;
use super::parts::{place, tag, when};
use crate::components::{ForWord, Link, Meaning, Notice, PageHead, Table};
use crate::context::Typed;
use crate::forms::conference::{ChangeConference, GroupSignings, RecordAttendance};
use crate::pages::error::ErrorPage;
use crate::pages::history::way;
use crate::say;
use crate::text::{t, tf};
use crate::urls;
use domain::commitment::SheetState;
use domain::conference::show_time;
use domain::{ConferenceId, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::conference::{self, ConferencePage as Page};
use services::history::Subject;

#[derive(Clone, Copy)]
struct Actions {
    change: ServerAction<ChangeConference>,
    attendance: ServerAction<RecordAttendance>,
    group: ServerAction<GroupSignings>,
}

/// A conference.
#[component]
pub fn ConferencePage() -> impl IntoView {
    let actions = Actions { change: ServerAction::new(), attendance: ServerAction::new(), group: ServerAction::new() };
    let id = place::<ConferenceId>("conference");
    view! {
        <Suspense>
            {Suspend::new(async move {
                let loaded = async {
                    let ctx = context().await?;
                    Ok((conference::conference(&ctx, id?).await?, Typed::load().await?))
                };
                match loaded.await {
                    Ok((it, typed)) => Either::Left(page(&it, &typed, actions)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

fn page(it: &Page, typed: &Typed, actions: Actions) -> AnyView {
    let failed =
        [actions.change.value().get_untracked(), actions.attendance.value().get_untracked(), actions.group.value().get_untracked()];
    let error: Option<AppError> = failed.into_iter().flatten().find_map(Result::err);
    let id = it.conference.id;
    let code = it.campaign.code.as_str();
    let ranking = it.year_before.as_ref().map(|code| view! { <a class="button" href=urls::ranking(code)>{t("conference-ranking")}</a> });
    let primary = view! { <a class="button button-primary" href=urls::conference_pdf(id)>{t("conference-pdf")}</a> }.into_any();
    let change = it.may_change.then(|| {
        let boxes = boxes(Some(&it.conference), typed, error.as_ref());
        view! {
            <section>
                <h2>{t("conference-change-title")}</h2>
                <ActionForm action=actions.change attr:class="form">
                    <input type="hidden" name="id" value=id.to_string()/>
                    {boxes}
                    <div class="actions"><button class="button" type="submit">{t("conference-change")}</button></div>
                </ActionForm>
            </section>
        }
        .into_any()
    });
    view! {
        <PageHead
            title=it.conference.title.clone()
            crumbs_label=t("frame-crumbs")
            crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code)), Link::new(t("conferences-title"), urls::conferences(code))]
            primary=primary
            secondary=ranking.map(IntoAny::into_any)
            truth=vec![format!("{}, {}", show_time(it.conference.starts_at), show_date(it.conference.held_on)), it.conference.place.clone()]
            history=way(Subject::Conference, id.0)
        />
        {error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        {agenda(it)}
        {papers(it)}
        {signings(it, typed, actions.group)}
        {attendance(it, typed, error.as_ref(), actions.attendance)}
        {change}
    }
    .into_any()
}

/// What is handed out: the programme, and the ranking of the year before in every peer group.
fn papers(it: &Page) -> AnyView {
    let ranking = it.year_before.as_ref().map(|code| {
        let of = |group: &domain::Group| {
            let label = tf("conference-ranking-pdf", &[("group", group.title.as_str().into())]);
            let pdf = urls::ranking_pdf(code, &group.peer_group);
            view! { <li><a href=pdf.clone()>{label}</a> " · " <ForWord pdf/></li> }
        };
        it.groups_before.iter().map(of).collect_view()
    });
    let invitation = it.may_change.then(|| {
        let pdf = urls::invitation_pdf(it.conference.id);
        view! { <li><a href=pdf.clone()>{t("conference-invitation-pdf")}</a> " · " <ForWord pdf/></li> }
    });
    let pack = it.may_bind.then(|| {
        let pdf = urls::conference_pack_pdf(it.conference.id);
        view! { <li><a href=pdf.clone()>{t("conference-pack-pdf")}</a> " · " <ForWord pdf/></li> }
    });
    let year_file = urls::year_file_pdf(&it.campaign.code);
    let year_file =
        it.may_bind.then(|| view! { <li><a href=year_file.clone()>{t("year-file-pdf")}</a> " · " <ForWord pdf=year_file/></li> });
    view! {
        <section class="stack">
            <h2>{t("conference-papers")}</h2>
            <ul>
                <li><a href=urls::conference_pdf(it.conference.id)>{t("conference-programme-pdf")}</a> " · " <ForWord pdf=urls::conference_pdf(it.conference.id)/></li>
                {invitation}
                {pack}
                {year_file}
                {ranking}
            </ul>
        </section>
    }
    .into_any()
}

fn agenda(it: &Page) -> AnyView {
    let rows = it.conference.items().into_iter().enumerate().map(|(place, item)| {
        view! {
            <tr>
                <th scope="row">{place + 1}</th>
                <td data-label=t("conference-item-time")>{item.time}</td>
                <td data-label=t("conference-item")>{item.content}</td>
                <td data-label=t("conference-item-by")>{item.by}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Table title=t("conference-agenda")>
            <thead>
                <tr>
                    <th scope="col">{t("conference-item-number")}</th>
                    <th scope="col">{t("conference-item-time")}</th>
                    <th scope="col">{t("conference-item")}</th>
                    <th scope="col">{t("conference-item-by")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn signings(it: &Page, typed: &Typed, action: ServerAction<GroupSignings>) -> AnyView {
    let id = it.conference.id;
    let there =
        it.lines.iter().filter_map(|line| line.sheet.as_ref().filter(|it| it.state != SheetState::Withdrawn).map(|sheet| (line, sheet)));
    let shown: Vec<_> = there.filter(|(_, sheet)| it.may_change || sheet.conference == Some(id)).collect();
    let count = shown.iter().filter(|(_, sheet)| sheet.conference == Some(id)).count();
    let rows = shown.into_iter().enumerate().map(|(place, (line, sheet))| {
        // What was ticked before comes back.
        let ticked = format!("rows[{place}][chosen]");
        let chosen = if typed.has("rows[0][sheet]") { typed.has(&ticked) } else { sheet.conference == Some(id) };
        let label = tf("conference-choose-of", &[("unit", line.name.clone().into())]);
        let choice = it.may_change.then(|| {
            view! {
                <td data-label=t("conference-choose")>
                    <input type="hidden" name=format!("rows[{place}][sheet]") value=sheet.id.to_string()/>
                    <input type="checkbox" name=format!("rows[{place}][chosen]") value="true" checked=chosen aria-label=label/>
                </td>
            }
        });
        let name = match it.reads.contains(&line.unit) {
            true => view! { <a href=urls::commitment(sheet.id)>{line.name.clone()}</a> }.into_any(),
            false => line.name.clone().into_any(),
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label=t("sheets-state")>{tag(sheet.state)}</td>
                <td data-label=t("sheets-head-signed")>{when(sheet.head_method.as_deref(), sheet.head_at)}</td>
                <td data-label=t("sheets-authority-signed")>{when(sheet.authority_method.as_deref(), sheet.authority_at)}</td>
                {choice}
            </tr>
        }
    });
    let rows = rows.collect_view();
    let choose = it.may_change.then(|| view! { <th scope="col">{t("conference-choose")}</th> });
    let table = view! {
        <Table title=t("conference-signings") count=tf("conference-signings-count", &[("count", count.into())])>
            <thead>
                <tr>
                    <th scope="col">{t("sheets-unit")}</th>
                    <th scope="col">{t("sheets-state")}</th>
                    <th scope="col">{t("sheets-head-signed")}</th>
                    <th scope="col">{t("sheets-authority-signed")}</th>
                    {choose}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any();
    if !it.may_change {
        return table;
    }
    view! {
        <ActionForm action=action>
            <input type="hidden" name="id" value=id.to_string()/>
            {table}
            <div class="actions"><button class="button" type="submit">{t("conference-group")}</button></div>
        </ActionForm>
    }
    .into_any()
}

fn attendance(it: &Page, typed: &Typed, error: Option<&AppError>, action: ServerAction<RecordAttendance>) -> AnyView {
    let rows = it.lines.iter().enumerate().map(|(place, line)| {
        let known = it.attendance.iter().find(|it| it.unit == line.unit);
        let present = known.is_some_and(|it| it.present);
        let note = known.map(|it| it.note.clone()).unwrap_or_default();
        let (present_name, note_name) = (format!("rows[{place}][present]"), format!("rows[{place}][note]"));
        let (present_label, note_label) =
            (tf("conference-present-of", &[("unit", line.name.clone().into())]), tf("conference-note-of", &[("unit", line.name.clone().into())]));
        let cells = if it.may_change {
            let ticked = if !typed.or("rows[0][unit]", "").is_empty() { !typed.or(&present_name, "").is_empty() } else { present };
            let wrong = say::field(error, &note_name);
            let note_error = format!("{note_name}-error");
            view! {
                <td data-label=t("conference-present")>
                    <input type="hidden" name=format!("rows[{place}][unit]") value=line.unit.to_string()/>
                    <input type="checkbox" name=present_name value="true" checked=ticked aria-label=present_label/>
                </td>
                <td data-label=t("conference-note")>
                    <div class=if wrong.is_some() { "field-box field-invalid" } else { "field-box" }>
                        <input type="text" id=note_name.clone() name=note_name.clone() value=typed.or(&note_name, note) aria-label=note_label
                            aria-invalid=wrong.is_some().then_some("true") aria-describedby=wrong.is_some().then(|| note_error.clone())/>
                    </div>
                    {wrong.map(|it| view! { <p class="field-error" id=note_error>{it}</p> })}
                </td>
            }
            .into_any()
        } else {
            let word = match known {
                None => t("conference-not-recorded"),
                Some(_) if present => t("conference-was-present"),
                Some(_) => t("conference-was-absent"),
            };
            view! { <td data-label=t("conference-present")>{word}</td><td data-label=t("conference-note")>{note}</td> }.into_any()
        };
        view! { <tr><th scope="row">{line.name.clone()}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    let present = it.attendance.iter().filter(|it| it.present).count();
    let table = view! {
        <Table title=t("conference-attendance") count=tf("conference-attendance-count", &[("present", present.into()), ("all", it.lines.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("sheets-unit")}</th>
                    <th scope="col">{t("conference-present")}</th>
                    <th scope="col">{t("conference-note")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any();
    if !it.may_change {
        return table;
    }
    let id = it.conference.id.to_string();
    view! {
        <ActionForm action=action>
            <input type="hidden" name="id" value=id/>
            {table}
            <div class="actions"><button class="button" type="submit">{t("conference-record")}</button></div>
        </ActionForm>
    }
    .into_any()
}

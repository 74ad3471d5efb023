//! The form in which one side puts values and key tasks before the other.

use crate::components::{Checkbox, Field, FieldKind, FieldWidth, Table, TextArea};
use crate::context::Typed;
use crate::forms::commitment::{CounterSheet, ProposeSheet};
use crate::pages::figure::words::line_box;
use crate::say;
use crate::text::{t, tf};
use domain::commitment::{KeyTask, Promise, ProposeRefusal};
use domain::{FigureValue, Frequency, Period, Quantity, Refusal, ValueKind, show_date};
use islands::AppError;
use leptos::prelude::*;
use services::commitment::{Asked, Sheet};

/// Empty rows for further key tasks.
const MORE_TASKS: usize = 2;

/// Whose form it is.
pub enum OfferKind {
    /// The unit's.
    Propose(ServerAction<ProposeSheet>),
    /// The superior's.
    Counter(ServerAction<CounterSheet>),
}

/// The form with the values of the last version, or what was typed before.
pub fn offer(it: &Sheet, typed: &Typed, error: Option<&AppError>, kind: OfferKind) -> AnyView {
    let (title, hint, note, button) = match &kind {
        OfferKind::Propose(_) => ("offer-propose-title", "offer-propose-hint", "offer-propose-note", "offer-propose"),
        OfferKind::Counter(_) => ("offer-counter-title", "offer-counter-hint", "offer-counter-note", "offer-counter"),
    };
    // Beside the box that agrees to the proposal, asking for changes is the second choice.
    let class = if it.may.approve { "button" } else { "button button-primary" };
    let submit = view! { <button class=class type="submit">{t(button)}</button> }.into_any();
    let inside = boxes(it, typed, error, note, submit);
    let form = match kind {
        OfferKind::Propose(action) => view! { <ActionForm action=action>{inside}</ActionForm> }.into_any(),
        OfferKind::Counter(action) => view! { <ActionForm action=action>{inside}</ActionForm> }.into_any(),
    };
    view! { <section id="de-xuat"><h2>{t(title)}</h2><p class="field-hint">{t(hint)}</p>{form}</section> }.into_any()
}

fn boxes(it: &Sheet, typed: &Typed, error: Option<&AppError>, note: &str, submit: AnyView) -> AnyView {
    let asked = it.targets.iter().filter(|it| it.exempt.is_none());
    let rows = asked.enumerate().map(|(place, target)| value_row(it, place, target, typed, error)).collect_view();
    let planned = it.content.tasks.iter().map(|task| KeyTask {
        title: task.title.clone(),
        expected_result: task.expected_result.clone(),
        person: task.person.clone(),
        due_on: domain::value::plain_day(&task.due_on).unwrap_or(it.facts.ends_on),
    });
    let mut tasks: Vec<Option<KeyTask>> = planned.map(Some).collect();
    tasks.extend((0..MORE_TASKS).map(|_| None));
    let tasks = tasks.iter().enumerate().map(|(place, task)| task_row(place, task.as_ref(), typed, error)).collect_view();
    let unconfirmed = Refusal::from(ProposeRefusal::Unconfirmed);
    let asks = matches!(error, Some(AppError::Invalid(fields)) if fields.iter().any(|it| it.refusal == unconfirmed));
    view! {
        <input type="hidden" name="id" value=it.sheet.id.to_string()/>
        <input type="hidden" name="revision" value=it.sheet.revision.to_string()/>
        <Table title=t("sheet-targets") entry=true>
            <thead>
                <tr>
                    <th scope="col">{t("sheet-target")}</th>
                    <th scope="col" class="number">{t("sheet-last-year")}</th>
                    <th scope="col" class="number">{t("sheet-common-head")}</th>
                    <th scope="col" class="number">{t("offer-value")}</th>
                    <th scope="col">{t("offer-remark")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
        <div class="form">
            <h3>{t("sheet-tasks")}</h3>
            {tasks}
            <TextArea name="note" label=t(note) value=typed.or("note", "") error=say::field(error, "note") rows=3/>
            {asks.then(|| view! { <Checkbox name="confirmed" label=t("offer-confirmed")/> })}
            <div class="actions">{submit}</div>
        </div>
    }
    .into_any()
}

fn value_row(it: &Sheet, place: usize, target: &Asked, typed: &Typed, error: Option<&AppError>) -> AnyView {
    let last = it.versions.last().and_then(|(version, _)| version.promises.iter().find(|it| it.target == target.line.id));
    let now = last.map_or_else(|| target.asked(), |it| it.value);
    let name = format!("values[{place}][value]");
    let remark = format!("values[{place}][note]");
    let label = tf("offer-value-of", &[("target", target.line.title.clone().into())]);
    let remark_label = tf("offer-remark-of", &[("target", target.line.title.clone().into())]);
    let wrong = say::field(error, &name);
    let described = wrong.is_some().then(|| format!("{name}-error"));
    let value = typed.or(&name, now.to_string());
    let control = match target.line.value.kind() {
        ValueKind::YesNo => {
            let choice = |yes: bool| {
                let word = FigureValue::YesNo(yes).to_string();
                let selected = word == value;
                view! { <option value=word selected=selected>{t(if yes { "offer-yes" } else { "offer-no" })}</option> }
            };
            view! { <select id=name.clone() name=name.clone() aria-label=label>{choice(true)}{choice(false)}</select> }.into_any()
        }
        ValueKind::Amount | ValueKind::Date => view! {
            <input type="text" inputmode="decimal" id=name.clone() name=name.clone() value=value aria-label=label
                aria-invalid=wrong.is_some().then_some("true") aria-describedby=described/>
            <span class="field-unit">{target.line.unit_of_measure.clone()}</span>
        }
        .into_any(),
    };
    let more = goal_boxes(it, place, target, last, typed, error);
    let class = if wrong.is_some() { "field-box field-invalid" } else { "field-box" };
    let row = wrong.is_some().then_some("wrong");
    let remark_wrong = say::field(error, &remark);
    let remark_error = format!("{remark}-error");
    view! {
        <tr class=row>
            <th scope="row">{target.line.title.clone()}<input type="hidden" name=format!("values[{place}][target]") value=target.line.id.to_string()/></th>
            <td class="number" data-label=t("sheet-last-year")>{target.last_year.as_deref().map_or_else(|| t("sheet-no-last-year"), domain::commitment::shown)}</td>
            <td class="number" data-label=t("sheet-common-head")>{range_of(target.line.value, target.line.value_to)}</td>
            <td class="number" data-label=t("offer-value")>
                <div class=class>{control}</div>
                {wrong.map(|it| view! { <p class="field-error" id=format!("{name}-error")>{it}</p> })}
                {more}
            </td>
            <td data-label=t("offer-remark")>
                <div class=if remark_wrong.is_some() { "field-box field-invalid" } else { "field-box" }>
                    <input type="text" id=remark.clone() name=remark.clone() value=typed.or(&remark, last.map(|it| it.note.clone()).unwrap_or_default())
                        aria-label=remark_label aria-invalid=remark_wrong.is_some().then_some("true") aria-describedby=remark_wrong.is_some().then(|| remark_error.clone())/>
                </div>
                {remark_wrong.map(|it| view! { <p class="field-error" id=remark_error>{it}</p> })}
            </td>
        </tr>
    }
    .into_any()
}

/// A value, or both bounds of a range.
pub fn range_of(value: FigureValue, to: Option<Quantity>) -> String {
    to.map_or_else(|| value.to_string(), |to| format!("{value}–{to}"))
}

/// The upper bound of a range, and the goals by quarter behind one press; nothing under rules of version 1.
fn goal_boxes(
    it: &Sheet,
    place: usize,
    target: &Asked,
    last: Option<&Promise>,
    typed: &Typed,
    error: Option<&AppError>,
) -> Option<AnyView> {
    if !target.by_period {
        return None;
    }
    // Every target has its row, also one without a box: so that rows keep their numbers.
    let range = target.line.direction == "range";
    let by_quarter = !target.manual;
    let title = target.line.title.clone();
    let label = |key: &str, quarter: usize| tf(key, &[("target", title.as_str().into()), ("quarter", quarter.into())]);
    let one = |part: String, label: String, now: Option<String>| {
        let name = format!("goals[{place}][{part}]");
        let wrong = say::field(error, &name);
        let value = typed.or(&name, now.unwrap_or_default());
        line_box(name.clone(), &name, label, value, wrong, "decimal")
    };
    let to_now = last.map_or_else(|| target.asked_to(), |it| it.value_to).map(|it| it.to_string());
    let to = range.then(|| one("to".to_owned(), label("offer-range-to", 0), to_now));
    let year = it.content.campaign.year;
    let quarters = by_quarter.then(|| {
        let goals = last.map_or_else(|| target.asked_periods(), |it| it.periods.clone());
        let quarters = Period::of_frequency(Frequency::Quarter, year).into_iter().take(3).enumerate().map(|(at, period)| {
            let now = goals.iter().find(|it| it.period == period);
            let value = one(format!("q{}", at + 1), label("offer-quarter", at + 1), now.map(|it| it.value.to_string()));
            let to = range.then(|| {
                let now = now.and_then(|it| it.value_to).map(|it| it.to_string());
                one(format!("q{}_to", at + 1), label("offer-quarter-to", at + 1), now)
            });
            view! { {value} {to} }
        });
        let quarters = quarters.collect_view();
        view! { <details><summary>{t("offer-quarters")}</summary>{quarters}</details> }
    });
    let row = format!("goals[{place}][target]");
    Some(view! { <input type="hidden" name=row value=target.line.id.to_string()/> {to} {quarters} }.into_any())
}

fn task_row(place: usize, task: Option<&KeyTask>, typed: &Typed, error: Option<&AppError>) -> AnyView {
    let name = |part: &str| format!("tasks[{place}][{part}]");
    let value = |part: &str, now: Option<String>| typed.or(&name(part), now.unwrap_or_default());
    let wrong = |part: &str| say::field(error, &name(part));
    view! {
        <fieldset class="field">
            <legend class="group-legend">{tf("offer-task", &[("number", (place + 1).into())])}</legend>
            <Field name=name("title") label=t("sheet-task-title") value=value("title", task.map(|it| it.title.clone())) error=wrong("title")/>
            <Field name=name("result") label=t("sheet-task-result") value=value("result", task.map(|it| it.expected_result.clone())) error=wrong("result")/>
            <Field name=name("person") label=t("sheet-task-person") hint=t("offer-task-person-hint") value=value("person", task.map(|it| it.person.clone()))
                error=wrong("person") width=FieldWidth::Medium/>
            <Field name=name("due") label=t("sheet-task-due") hint=t("offer-task-due-hint") value=value("due", task.map(|it| show_date(it.due_on)))
                error=wrong("due") kind=FieldKind::Date width=FieldWidth::Narrow/>
        </fieldset>
    }
    .into_any()
}

//! The entry grid: one row for each variable that a unit reports in a period.

use super::evidence::EvidenceSection;
use super::words::{here, hidden, period_name, period_short, period_state, standing, unit_and_period, value};
use crate::components::{DecisionBox, DecisionPoint, ErrorSummary, ForWord, Link, Meaning, Notice, PageHead, Pager, PagerItem, Table, Tag};
use crate::context::{Typed, query};
use crate::forms::figure::{RecordFigures, SubmitFigures};
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::figure::RecordRefusal;
use domain::period::Span;
use domain::{FigureValue, Period, Refusal, UnitId, ValueKind, show_date};
use islands::{AppError, DraftKeeper, EntryGrid, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::Ctx;
use services::figure::{EntryPage, EntryRow, Share, entry};
use time::Date;

/// The entry grid of a unit and a period.
#[component]
pub fn FigureEntryPage() -> impl IntoView {
    let address = unit_and_period();
    let record = ServerAction::<RecordFigures>::new();
    let submit = ServerAction::<SubmitFigures>::new();
    let error = record.value().get_untracked().and_then(Result::err);
    let submit_error = submit.value().get_untracked().and_then(Result::err);
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(address).await {
                    Ok((ctx, page, typed)) => Either::Left(shown(&ctx, page, typed, Forms { record, submit, error, submit_error })),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

struct Forms {
    record: ServerAction<RecordFigures>,
    submit: ServerAction<SubmitFigures>,
    error: Option<AppError>,
    submit_error: Option<AppError>,
}

async fn load(address: Result<(UnitId, Period), AppError>) -> Result<(Ctx, EntryPage, Typed), AppError> {
    let (unit, period) = address?;
    let ctx = context().await?;
    let page = entry(&ctx, unit, period, query("dot").as_deref()).await?;
    Ok((ctx, page, Typed::load().await?))
}

fn shown(ctx: &Ctx, page: EntryPage, typed: Typed, forms: Forms) -> AnyView {
    let (unit, period, code) = (page.here.place.unit, page.period, page.here.code.clone());
    let (state, meaning) = period_state(page.tally.state(period, page.due, ctx.today));
    let tally = page.tally;
    let truth = vec![
        page.here.unit.clone(),
        tf("figure-due", &[("day", show_date(page.due).into())]),
        tf(
            "figure-tally",
            &[
                ("expected", tally.expected.into()),
                ("missing", tally.missing().into()),
                ("submitted", tally.submitted.into()),
                ("verified", tally.verified.into()),
            ],
        ),
    ];
    let crumbs =
        vec![Link::new(page.here.title.clone(), urls::campaign(&code)), Link::new(t("figure-overview"), urls::figures_overview(&code))];
    let items = page
        .periods
        .iter()
        .map(|it| {
            if *it == period {
                PagerItem::Current(period_short(*it))
            } else {
                PagerItem::Page(Link::new(period_short(*it), urls::figures(unit, *it, Some(&code))))
            }
        })
        .collect();
    let title = tf("figure-entry-title", &[("period", period_name(period).into())]);
    let notice = notice(&page);
    let errors = problems(&page, forms.error.as_ref());
    let may_enter = page.may_enter;
    let submit = submit_box(&page, &forms, &code);
    let grid = grid(ctx, &page, &typed, &forms, &code);
    let reports = reports(&page, ctx.today);
    let check = check(&page);
    view! {
        <PageHead title crumbs_label=t("frame-crumbs") crumbs tag=view! { <Tag text=state meaning/> }.into_any() truth/>
        {notice}
        {errors}
        {forms.submit_error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        <Pager label=t("figure-periods") shown=t("figure-periods") items/>
        {grid}
        {submit}
        <EvidenceSection page typed may_add=may_enter next=here()/>
        {reports}
        {check}
    }
    .into_any()
}

/// The reports of the unit that cover this period: its month, quarter, half and the year, once they have begun.
fn reports(page: &EntryPage, today: Date) -> AnyView {
    if !page.sees_all {
        return ().into_any();
    }
    let spans = [Span::Month, Span::Quarter, Span::Half].into_iter().zip([1, 3, 6]);
    let month = page.period.last_month();
    let within = spans.filter_map(|(span, months)| Period::new(page.period.year(), span((month - 1) / months + 1)));
    let covering = within
        .chain(Period::new(page.period.year(), Span::Year))
        .filter(|it| it.from() <= today && it.month_bits() & page.period.month_bits() == page.period.month_bits());
    let one = |it: Period| {
        let pdf = urls::progress_pdf(&page.here.code, page.here.place.unit, it);
        let label = tf("figure-report", &[("period", period_name(it).into())]);
        view! { <li><a href=pdf.clone()>{label}</a> " · " <ForWord pdf/></li> }
    };
    view! {
        <section class="stack">
            <h2>{t("figure-reports")}</h2>
            <p class="small soft">{t("figure-reports-text")}</p>
            <ul>{covering.map(one).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The papers of a check of the period's figures, once it has begun.
fn check(page: &EntryPage) -> AnyView {
    if !page.sees_all || !page.begun {
        return ().into_any();
    }
    let (code, unit) = (&page.here.code, page.here.place.unit);
    let one = |key: &str, pdf: String| view! { <li><a href=pdf.clone()>{t(key)}</a> " · " <ForWord pdf/></li> };
    let conclusion = page.may_conclude.then(|| one("figure-check-conclusion", urls::check_conclusion_pdf(code, unit, page.period)));
    view! {
        <section class="stack">
            <h2>{t("figure-check")}</h2>
            <p class="small soft">{t("figure-check-text")}</p>
            <ul>{one("figure-check-minutes", urls::check_minutes_pdf(code, unit, page.period))} {conclusion}</ul>
        </section>
    }
    .into_any()
}

fn notice(page: &EntryPage) -> AnyView {
    let text = match page.open {
        Err(refusal) => t(refusal.key()),
        Ok(()) if !page.begun => tf("figure-not-begun", &[("day", show_date(page.period.from()).into())]),
        Ok(()) => return ().into_any(),
    };
    view! { <Notice meaning=Meaning::Neutral title=text/> }.into_any()
}

/// What is wrong with the form, with links to the boxes.
fn problems(page: &EntryPage, error: Option<&AppError>) -> AnyView {
    let Some(error) = error else { return ().into_any() };
    let AppError::Invalid(fields) = error else {
        return view! { <Notice meaning=Meaning::Failing title=say::error(error)/> }.into_any();
    };
    let errors: Vec<Link> = fields
        .iter()
        .map(|it| {
            let name = it.field.as_str();
            let row = name.strip_prefix("rows[").and_then(|it| it.split(']').next()).and_then(|it| it.parse::<usize>().ok());
            let title = row.and_then(|it| page.rows.get(it)).map(|it| format!("{}: ", it.used.variable.title)).unwrap_or_default();
            Link::new(format!("{title}{}", t(it.refusal.key())), format!("#{name}"))
        })
        .collect();
    view! { <ErrorSummary title=tf("figure-errors", &[("count", errors.len().into())]) errors/> }.into_any()
}

fn grid(ctx: &Ctx, page: &EntryPage, typed: &Typed, forms: &Forms, code: &str) -> AnyView {
    let error = forms.error.as_ref();
    let rows = page.rows.iter().enumerate().map(|(at, it)| row(page, at, it, typed, error, code)).collect_view();
    let table = view! {
        <Table title=t("figure-table") count=tf("figure-count", &[("count", page.rows.len().into())]) entry=true>
            <thead>
                <tr>
                    <th scope="col">{t("figure-variable")}</th>
                    <th scope="col" class="number">{t("figure-value")}</th>
                    <th scope="col" class="number">{t("figure-share")} <span class="table-unit">"%"</span></th>
                    <th scope="col">{t("figure-note")}</th>
                    <th scope="col">{t("figure-standing")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any();
    // Where every figure is verified there is nothing to save.
    if !page.may_enter || !page.rows.iter().any(EntryRow::open) {
        return table;
    }
    let as_of = typed.or("as_of", "");
    let as_of_error = say::field(error, "as_of");
    let key = format!("{}:{}", ctx.actor.account, urls::figures(page.here.place.unit, page.period, Some(code)));
    // Other forms of the page leave what was typed into the grid unsaved.
    let settled = matches!(query("done").as_deref(), Some("figures-saved" | "figures-unchanged")) || typed.has("as_of");
    let about = about(page, code);
    let hint = tf("figure-as-of-hint", &[("day", show_date(page.period.to()).into())]);
    view! {
        <ActionForm action=forms.record attr:id="entry-form">
            {hidden(about)}
            {table}
            <div class="save-bar">
                {super::words::line_box("as_of".to_owned(), "as_of", t("figure-as-of"), as_of, as_of_error, "numeric")}
                <button class="button button-primary" type="submit">{t("figure-save")}</button>
                <EntryGrid/>
                <DraftKeeper key=key settled=settled restore=t("figure-draft-restore") forget=t("figure-draft-forget")/>
            </div>
            <p class="small soft">{hint}</p>
        </ActionForm>
    }
    .into_any()
}

fn about(page: &EntryPage, code: &str) -> Vec<(&'static str, String)> {
    vec![("unit", page.here.place.unit.to_string()), ("period", page.period.to_string()), ("dot", code.to_owned())]
}

/// What a box shows: the rejected text where somebody typed one, else what is saved now.
fn text(typed: &Typed, at: usize, field: &str, saved: &str) -> String {
    let was = typed.or(&format!("rows[{at}][{field}_was]"), "");
    let text = typed.or(&format!("rows[{at}][{field}]"), saved);
    if text == was { saved.to_owned() } else { text }
}

fn row(page: &EntryPage, at: usize, it: &EntryRow, typed: &Typed, error: Option<&AppError>, code: &str) -> AnyView {
    let variable = &it.used.variable;
    let name = |field: &str| format!("rows[{at}][{field}]");
    let figure = it.figure.as_ref().map(|it| &it.figure);
    let saved = figure.map(|it| value(it.value)).unwrap_or_default();
    let note = figure.map(|it| it.note.clone()).unwrap_or_default();
    let history = figure.map(|_| view! { <a class="small" href=urls::figure(page.here.place.unit, page.period, &variable.code, Some(code))>{t("figure-history-link")}</a> });
    let hints: Vec<String> = [
        it.limit.as_ref().map(|it| tf("figure-limit", &[("limit", it.clone().into())])),
        it.lacks_evidence().then(|| t("figure-lacks-evidence")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let head = view! {
        <th scope="row">
            {variable.title.clone()} " " <span class="table-unit">{variable.unit_of_measure.clone()}</span>
            {hints.into_iter().map(|it| view! { <span class="table-more">{it}</span> }).collect_view()}
        </th>
    };
    let (boxes, note_box, wrong) = if page.may_enter && it.open() {
        let shown = text(typed, at, "value", &saved);
        let refusal = field_refusal(error, &name("value"));
        let confirm = refusal == Some(RecordRefusal::ToConfirm.into());
        let message = refusal.map(|it| t(it.key()));
        let understood = confirm.then(|| FigureValue::parse_as(variable.kind, &shown).ok()).flatten();
        let understood = understood.map(|it| tf("figure-understood", &[("value", value(it.value).into())]));
        let conflict =
            (!saved.is_empty() && shown != saved && typed.is_there()).then(|| tf("figure-saved-now", &[("value", saved.clone().into())]));
        let wrong = message.is_some();
        let error_id = format!("{}-error", name("value"));
        let mode = if variable.kind == ValueKind::Amount { "decimal" } else { "text" };
        let input = view! {
            <td class="number box" data-label=t("figure-value")>
                <span class=if wrong { "field-box field-invalid" } else { "field-box" }>
                    <input id=name("value") name=name("value") value=shown.clone() inputmode=mode autocomplete="off" data-cell="value"
                        aria-label=format!("{}: {}", variable.title, t("figure-value"))
                        aria-invalid=wrong.then_some("true") aria-describedby=wrong.then(|| error_id.clone())/>
                </span>
                {message.map(|it| view! { <p class="field-error" id=error_id>{it}</p> })}
                {understood.map(|it| view! { <p class="small strong">{it}</p> })}
                {conflict.map(|it| view! { <p class="small soft">{it}</p> })}
                <output class="small soft" data-understood=name("value")></output>
                <input type="hidden" name=name("variable") value=variable.id.to_string()/>
                <input type="hidden" name=name("value_was") value=saved.clone()/>
                <input type="hidden" name=name("note_was") value=note.clone()/>
                <input type="hidden" name=name("revision") value=figure.map_or(0, |it| it.revision).to_string()/>
                <input type="hidden" name=name("confirmed") value=if confirm { shown } else { String::new() }/>
            </td>
        };
        let note_error = say::field(error, &name("note"));
        let note_error_id = format!("{}-error", name("note"));
        let note_shown = text(typed, at, "note", &note);
        let note_box = view! {
            <td class="box" data-label=t("figure-note")>
                <span class=if note_error.is_some() { "field-box field-invalid" } else { "field-box" }>
                    <input id=name("note") name=name("note") value=note_shown autocomplete="off" data-cell="note"
                        aria-label=format!("{}: {}", variable.title, t("figure-note")) aria-invalid=note_error.is_some().then_some("true")
                        aria-describedby=note_error.is_some().then(|| note_error_id.clone())/>
                </span>
                {note_error.map(|it| view! { <p class="field-error" id=note_error_id>{it}</p> })}
            </td>
        };
        (input.into_any(), note_box.into_any(), wrong)
    } else {
        let shown = if saved.is_empty() { "–".to_owned() } else { saved.clone() };
        let plain = view! {
            <td class="number locked" data-label=t("figure-value")>
                {shown} <input type="hidden" id=name("value") value=saved/>
            </td>
        };
        (plain.into_any(), view! { <td class="locked" data-label=t("figure-note")>{note}</td> }.into_any(), false)
    };
    let shares = it.shares.iter().map(share).collect_view();
    view! {
        <tr class=wrong.then_some("wrong")>
            {head}
            {boxes}
            <td class="number" data-label=t("figure-share")>{shares}</td>
            {note_box}
            <td data-label=t("figure-standing")>{state(it)} " " {history}</td>
        </tr>
    }
    .into_any()
}

fn field_refusal(error: Option<&AppError>, name: &str) -> Option<Refusal> {
    let Some(AppError::Invalid(fields)) = error else { return None };
    fields.iter().find(|it| it.field.as_str() == name).map(|it| it.refusal)
}

/// A share, with what a script needs to compute it while somebody types: `row:factor` for each term.
fn share(it: &Share) -> AnyView {
    let terms = |terms: &[(usize, i64)]| terms.iter().map(|(row, factor)| format!("{row}:{factor}")).collect::<Vec<_>>().join(" ");
    let shown = it.value.map_or_else(|| "–".to_owned(), |it| it.fixed(2));
    view! {
        <span class="small soft" title=it.title.clone()>{it.target.clone()}</span>
        " "
        <output class="strong" data-above=terms(&it.numerator) data-below=terms(&it.denominator)>{shown}</output>
    }
    .into_any()
}

/// Where a row stands: declared beside verified, the reason, what looks unusual.
fn state(it: &EntryRow) -> AnyView {
    let figure = it.figure.as_ref().map(|it| &it.figure);
    let adjusted = figure.filter(|it| it.verified.is_some_and(|verified| verified != it.value)).and_then(|it| it.verified);
    let more: Vec<String> = [
        adjusted.map(|it| tf("figure-verified-as", &[("value", value(it).into())])),
        figure.filter(|it| !it.reason.is_empty()).map(|it| tf("figure-reason", &[("reason", it.reason.clone().into())])),
        it.figure.as_ref().map(|it| {
            tf(
                "figure-by",
                &[
                    ("person", it.entered_by.clone().into()),
                    ("at", it.figure.entered_at.to_string().into()),
                    ("as_of", show_date(it.figure.as_of).into()),
                ],
            )
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    view! {
        {standing(figure.map(|it| it.standing))}
        {it.warnings.iter().map(|it| view! { " " <Tag text=t(it.key()) meaning=Meaning::Attention/> }).collect_view()}
        {more.into_iter().map(|it| view! { <span class="table-more">{it}</span> }).collect_view()}
    }
    .into_any()
}

fn submit_box(page: &EntryPage, forms: &Forms, code: &str) -> AnyView {
    let Some(token) = page.token.clone() else { return ().into_any() };
    let point = |term: &str, text: String, lasting| DecisionPoint { term: t(term), text, lasting };
    let missing = page.tally.expected - page.tally.entered - page.tally.submitted - page.tally.verified;
    let points = vec![
        point(
            "figure-submit-what",
            tf("figure-submit-what-text", &[("count", page.tally.entered.into()), ("missing", missing.into())]),
            false,
        ),
        point("figure-submit-to", t("figure-submit-to-text"), false),
        point("figure-submit-final", t("figure-submit-final-text"), true),
    ];
    let mut about = about(page, code);
    about.push(("token", token));
    let action = forms.submit;
    view! {
        <DecisionBox title=t("figure-submit-title") points id="gui">
            <ActionForm action>
                {hidden(about)}
                <div class="actions"><button class="button" type="submit">{t("figure-submit")}</button></div>
            </ActionForm>
        </DecisionBox>
    }
    .into_any()
}

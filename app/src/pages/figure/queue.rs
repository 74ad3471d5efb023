//! What waits for verification: accept, adjust or return, one by one or a page at once.

use super::evidence::piece;
use super::words::{here, hidden, line_box, param, period_name, value};
use crate::components::{Choice, Empty, FieldWidth, Link, Meaning, Notice, PageHead, Select, Table};
use crate::context::{Typed, query};
use crate::forms::figure::{AcceptFigures, AdjustFigure, ReturnFigure};
use crate::pages::error::ErrorPage;
use crate::pages::listing::pager;
use crate::text::{t, tf};
use crate::{say, urls};
use domain::figure::RecordRefusal;
use domain::{Figure, FigureValue, Frequency, Period, Standing, show_date};
use islands::{AppError, context};
use leptos::either::Either;
use leptos::prelude::*;
use services::figure::{Queue, QueueFilter, WaitingFigure, queue};

/// The queue of an inspector or an owner of indicators.
#[component]
pub fn VerificationQueuePage() -> impl IntoView {
    let code = param("campaign");
    let forms = Decisions::new();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code).await {
                    Ok((it, typed)) => Either::Left(shown(it, &typed, &forms)),
                    Err(error) => Either::Right(view! { <ErrorPage error/> }),
                }
            })}
        </Suspense>
    }
}

/// The three decisions and what went wrong with them.
#[derive(Clone)]
pub struct Decisions {
    accept: ServerAction<AcceptFigures>,
    adjust: ServerAction<AdjustFigure>,
    send_back: ServerAction<ReturnFigure>,
    /// What went wrong.
    pub error: Option<AppError>,
}

impl Decisions {
    /// The actions of a page.
    pub fn new() -> Self {
        let accept = ServerAction::<AcceptFigures>::new();
        let adjust = ServerAction::<AdjustFigure>::new();
        let send_back = ServerAction::<ReturnFigure>::new();
        let error = accept.value().get_untracked().and_then(Result::err).or_else(|| adjust.value().get_untracked().and_then(Result::err));
        let error = error.or_else(|| send_back.value().get_untracked().and_then(Result::err));
        Self { accept, adjust, send_back, error }
    }
}

async fn load(code: &str) -> Result<(Queue, Typed), AppError> {
    let ctx = context().await?;
    let filter = QueueFilter {
        unit: query("don-vi").and_then(|it| it.parse().ok()),
        period: query("ky").and_then(|it| it.parse().ok()),
        page: query("trang").and_then(|it| it.parse().ok()).unwrap_or(1),
    };
    Ok((queue(&ctx, code, filter).await?, Typed::load().await?))
}

fn shown(it: Queue, typed: &Typed, forms: &Decisions) -> AnyView {
    let code = it.campaign.code.clone();
    let crumbs = vec![Link::new(it.campaign.title.clone(), urls::campaign(&code))];
    let truth = vec![tf("queue-count", &[("count", it.count.into())])];
    let content = if it.figures.is_empty() {
        view! { <Empty title=t("queue-empty") text=t("queue-empty-text")/> }.into_any()
    } else {
        table(&it, typed, forms)
    };
    view! {
        <PageHead title=t("queue-title") crumbs_label=t("frame-crumbs") crumbs truth/>
        {forms.error.as_ref().map(|it| view! { <Notice meaning=Meaning::Failing title=say::error(it)/> })}
        <p><a href=format!("/dot/{code}/tham-dinh")>{t("appraisal-way")}</a></p>
        {filters(&it, &code)}
        {content}
        {pages(&it, &code)}
    }
    .into_any()
}

fn filters(it: &Queue, code: &str) -> AnyView {
    let units = it.units.iter().map(|it| Choice::new(it.unit.to_string(), it.name.clone())).collect();
    let periods = Frequency::ALL
        .into_iter()
        .flat_map(|frequency| Period::of_frequency(frequency, it.campaign.year))
        .map(|it| Choice::new(it.to_string(), period_name(it)))
        .collect();
    view! {
        <form class="filter-form" method="get" action=urls::verification(code)>
            <Select name="don-vi" label=t("overview-unit") choices=units value=query("don-vi").unwrap_or_default() none=t("queue-all") width=FieldWidth::Medium/>
            <Select name="ky" label=t("queue-period") choices=periods value=query("ky").unwrap_or_default() none=t("queue-all") width=FieldWidth::Medium/>
            <button class="button" type="submit">{t("list-filter")}</button>
        </form>
    }
    .into_any()
}

fn table(it: &Queue, typed: &Typed, forms: &Decisions) -> AnyView {
    let next = here();
    let figures = it
        .figures
        .iter()
        .enumerate()
        .map(|(at, it)| {
            view! {
                <input type="hidden" name=format!("rows[{at}][figure]") value=it.named.figure.id.to_string()/>
                <input type="hidden" name=format!("rows[{at}][revision]") value=it.named.figure.revision.to_string()/>
            }
        })
        .collect_view();
    let words = tf("queue-accept-page", &[("count", it.figures.len().into())]);
    let about = [("next", next.clone())];
    let accept_all = view! {
        <ActionForm action=forms.accept>
            {figures}
            {hidden(about)}
            <button class="button" type="submit">{words}</button>
        </ActionForm>
    }
    .into_any();
    let rows = it.figures.iter().map(|figure| row(it, figure, typed, forms, &next)).collect_view();
    view! {
        <Table title=t("queue-table") count=tf("queue-count", &[("count", it.count.into())]) tools=accept_all>
            <thead>
                <tr>
                    <th scope="col" class="column-line">{t("queue-figure")}</th>
                    <th scope="col" class="column-line">{t("queue-period")}</th>
                    <th scope="col" class="column-line number">{t("figure-declared")}</th>
                    <th scope="col" class="column-line">{t("evidence-title")}</th>
                    <th scope="col" class="column-decide">{t("queue-decide")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(queue: &Queue, it: &WaitingFigure, typed: &Typed, forms: &Decisions, next: &str) -> AnyView {
    let figure = &it.named.figure;
    let pieces = queue
        .evidence
        .iter()
        .filter(|it| it.evidence.subject == domain::evidence::Subject::Figure(figure.id) && it.evidence.withdrawn_reason.is_empty())
        .map(|it| view! { <div>{piece(it)}</div> })
        .collect::<Vec<_>>();
    let pieces =
        if pieces.is_empty() { view! { <span class="soft">{t("queue-no-evidence")}</span> }.into_any() } else { pieces.into_any() };
    let note = (!figure.note.is_empty())
        .then(|| view! { <span class="table-more">{tf("figure-note-is", &[("note", figure.note.clone().into())])}</span> });
    let by = tf(
        "figure-by",
        &[
            ("person", it.named.entered_by.clone().into()),
            ("at", figure.entered_at.to_string().into()),
            ("as_of", show_date(figure.as_of).into()),
        ],
    );
    view! {
        <tr>
            <th scope="row">
                <strong>{it.variable.clone()}</strong> " – " {it.unit.clone()}
                <span class="table-more">{by}</span>
                {note}
            </th>
            <td data-label=t("queue-period")><a href=urls::figures(figure.unit, figure.period, Some(&queue.campaign.code))>{period_name(figure.period)}</a></td>
            <td class="number" data-label=t("figure-declared")>
                <strong>{value(figure.value)}</strong> " " <span class="table-unit">{it.unit_of_measure.clone()}</span>
            </td>
            <td data-label=t("evidence-title")>{pieces}</td>
            <td class="decide" data-label=t("queue-decide")><div>{decide(figure, typed, forms, next)}</div></td>
        </tr>
    }
    .into_any()
}

/// Accepting with one press; adjusting and returning behind one more, with a reason.
pub fn decide(figure: &Figure, typed: &Typed, forms: &Decisions, next: &str) -> AnyView {
    // What was typed before belongs to one figure alone.
    let mine = typed.or("figure", "") == figure.id.to_string();
    let adjusting = mine && typed.or("value", "\u{0}") != "\u{0}";
    let decision = Decision { figure, typed, forms, next };
    if figure.standing == Standing::Submitted {
        view! { {decision.accept()} {decision.adjust(adjusting)} {decision.send_back(mine && !adjusting)} }.into_any()
    } else if figure.standing.counts() {
        decision.send_back(mine)
    } else {
        ().into_any()
    }
}

struct Decision<'a> {
    figure: &'a Figure,
    typed: &'a Typed,
    forms: &'a Decisions,
    next: &'a str,
}

impl Decision<'_> {
    fn about(&self) -> Vec<(&'static str, String)> {
        vec![("figure", self.figure.id.to_string()), ("revision", self.figure.revision.to_string()), ("next", self.next.to_owned())]
    }

    fn accept(&self) -> AnyView {
        let about = [
            ("rows[0][figure]", self.figure.id.to_string()),
            ("rows[0][revision]", self.figure.revision.to_string()),
            ("next", self.next.to_owned()),
        ];
        view! { <ActionForm action=self.forms.accept>{hidden(about)} <button class="button" type="submit">{t("queue-accept")}</button></ActionForm> }.into_any()
    }

    fn adjust(&self, open: bool) -> AnyView {
        let id = self.figure.id;
        let before = |name: &str| if open { self.typed.or(name, "") } else { String::new() };
        let wrong = |name: &str| if open { say::field(self.forms.error.as_ref(), name) } else { None };
        let shown = before("value");
        let asks = matches!(&self.forms.error, Some(AppError::Invalid(fields)) if open && fields.iter().any(|it| it.refusal == RecordRefusal::ToConfirm.into()));
        let understood = asks.then(|| FigureValue::parse_as(self.figure.value.kind(), &shown).ok()).flatten();
        let understood = understood.map(|it| tf("figure-understood", &[("value", value(it.value).into())]));
        let mut about = self.about();
        about.push(("confirmed", if asks { shown.clone() } else { String::new() }));
        let value_box = line_box(format!("value-{id}"), "value", t("queue-adjust-value"), shown, wrong("value"), "decimal");
        let reason_box = line_box(format!("reason-{id}"), "reason", t("figure-reason-label"), before("reason"), wrong("reason"), "text");
        view! {
            <details open=open>
                <summary>{t("queue-adjust-open")}</summary>
                <ActionForm action=self.forms.adjust>
                    {hidden(about)}
                    {value_box}
                    {understood.map(|it| view! { <p class="small strong">{it}</p> })}
                    {reason_box}
                    <button class="button" type="submit">{t("queue-adjust")}</button>
                </ActionForm>
            </details>
        }
        .into_any()
    }

    fn send_back(&self, open: bool) -> AnyView {
        let reason = if open { self.typed.or("reason", "") } else { String::new() };
        let wrong = if open { say::field(self.forms.error.as_ref(), "reason") } else { None };
        let about = self.about();
        let reason_box = line_box(format!("return-{}", self.figure.id), "reason", t("figure-reason-label"), reason, wrong, "text");
        view! {
            <details open=open>
                <summary>{t("queue-return-open")}</summary>
                <ActionForm action=self.forms.send_back>
                    {hidden(about)}
                    {reason_box}
                    <button class="button button-danger" type="submit">{t("queue-return")}</button>
                </ActionForm>
            </details>
        }
        .into_any()
    }
}

fn pages(it: &Queue, code: &str) -> AnyView {
    let address = |page: usize| {
        let kept: Vec<(&str, String)> =
            ["don-vi", "ky"].into_iter().filter_map(|it| Some((it, query(it)?))).chain([("trang", page.to_string())]).collect();
        format!("{}?{}", urls::verification(code), form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish())
    };
    let count = |it: i64| usize::try_from(it).unwrap_or_default();
    pager(count(it.count), count(it.page), 60, address)
}

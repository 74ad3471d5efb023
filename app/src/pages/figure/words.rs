//! Words that these pages share: periods, values, standings; boxes whose names repeat on a page.

use crate::components::{Meaning, Tag};
use crate::context::{path, query};
use crate::text::{Lang, lang, t, tf};
use domain::figure::PeriodState;
use domain::key_task::TaskStanding;
use domain::period::Span;
use domain::{FigureValue, Period, Standing, UnitId};
use islands::AppError;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A part of the page's address.
pub fn param(name: &str) -> String {
    use_params_map().get_untracked().get(name).unwrap_or_default()
}

/// The unit and the period of the page's address.
pub fn unit_and_period() -> Result<(UnitId, Period), AppError> {
    let unit = param("unit").parse().map_err(|_| AppError::NotFound)?;
    let period = param("period").parse().map_err(|_| AppError::NotFound)?;
    Ok((unit, period))
}

/// The page's own address, to come back to.
pub fn here() -> String {
    let kept: Vec<(&str, String)> =
        ["dot", "don-vi", "ky", "trang", "trang-thai"].into_iter().filter_map(|it| Some((it, query(it)?))).collect();
    if kept.is_empty() {
        return path();
    }
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    format!("{}?{text}", path())
}

/// A period's name.
pub fn period_name(period: Period) -> String {
    match lang() {
        Lang::Vi => period.name_vi(),
        Lang::En => period.name_en(),
    }
}

/// A period's short name, for heads of columns.
pub fn period_short(period: Period) -> String {
    match (period.span(), lang()) {
        (Span::Month(month), Lang::Vi) => format!("T{month}"),
        (Span::Month(month), Lang::En) => format!("M{month}"),
        (Span::Quarter(quarter), _) => format!("Q{quarter}"),
        (Span::Half(half), _) => format!("H{half}"),
        (Span::NineMonths, _) => "9M".to_owned(),
        (Span::Year, _) => period.year().to_string(),
    }
}

/// A value as people read it.
pub fn value(it: FigureValue) -> String {
    match it {
        FigureValue::YesNo(true) => t("figure-yes"),
        FigureValue::YesNo(false) => t("figure-no"),
        FigureValue::Amount(_) | FigureValue::Date(_) => it.to_string(),
    }
}

/// A figure's standing; none is not entered.
pub fn standing(it: Option<Standing>) -> AnyView {
    let (key, meaning) = match it {
        None => ("figure-standing-none", Meaning::Neutral),
        Some(Standing::Entered) => ("figure-standing-entered", Meaning::Neutral),
        Some(Standing::Submitted) => ("figure-standing-submitted", Meaning::Attention),
        Some(Standing::Verified { .. }) => ("figure-standing-verified", Meaning::Good),
        Some(Standing::Adjusted { .. }) => ("figure-standing-adjusted", Meaning::Good),
        Some(Standing::Returned { .. }) => ("figure-standing-returned", Meaning::Failing),
    };
    view! { <Tag text=t(key) meaning/> }.into_any()
}

/// A key task's standing.
pub fn task_standing(it: TaskStanding) -> (String, Meaning) {
    match it {
        TaskStanding::Open => (t("task-standing-open"), Meaning::Neutral),
        TaskStanding::Entered => (t("task-standing-entered"), Meaning::Neutral),
        TaskStanding::Submitted => (t("task-standing-submitted"), Meaning::Attention),
        TaskStanding::Verified => (t("task-standing-verified"), Meaning::Good),
        TaskStanding::Returned => (t("task-standing-returned"), Meaning::Failing),
    }
}

/// A period's state in words, and what it means.
pub fn period_state(it: PeriodState) -> (String, Meaning) {
    let late = |key: &str, late_key: &str, days: i64| if days > 0 { tf(late_key, &[("days", days.into())]) } else { t(key) };
    match it {
        PeriodState::Nothing => (t("figure-state-nothing"), Meaning::Neutral),
        PeriodState::NotOpen => (t("figure-state-not-open"), Meaning::Neutral),
        PeriodState::Open => (t("figure-state-open"), Meaning::Neutral),
        PeriodState::Returned => (t("figure-state-returned"), Meaning::Attention),
        PeriodState::Missing { days_late } => (tf("figure-state-missing", &[("days", days_late.into())]), Meaning::Failing),
        PeriodState::Waiting { days_late } => (late("figure-state-waiting", "figure-state-waiting-late", days_late), Meaning::Attention),
        PeriodState::Verified { days_late } => (late("figure-state-verified", "figure-state-verified-late", days_late), Meaning::Good),
    }
}

/// A box of one line whose name repeats on the page: `id` is its own.
pub fn line_box(id: String, name: &str, label: String, value: String, error: Option<String>, mode: &'static str) -> AnyView {
    let error_id = format!("{id}-error");
    let class = if error.is_some() { "field-box field-invalid" } else { "field-box" };
    view! {
        <div class="field">
            <label class="field-label" for=id.clone()>{label}</label>
            <div class="field-row">
                <div class=class>
                    <input
                        type="text"
                        id=id
                        name=name.to_owned()
                        value=value
                        inputmode=mode
                        autocomplete="off"
                        aria-invalid=error.is_some().then_some("true")
                        aria-describedby=error.is_some().then(|| error_id.clone())
                    />
                </div>
                {error.map(|it| view! { <p class="field-error" id=error_id>{it}</p> })}
            </div>
        </div>
    }
    .into_any()
}

/// Boxes that are sent and not shown.
pub fn hidden(values: impl IntoIterator<Item = (&'static str, String)>) -> AnyView {
    values.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view().into_any()
}

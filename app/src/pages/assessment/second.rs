//! What version 2 says of a unit's result besides: from points to score, areas, goals of periods, points that people gave.

use super::words;
use crate::components::{Density, Table, Tag};
use crate::pages::appraisal::signed;
use crate::text::{t, tf};
use domain::assessment::Status;
use domain::explanation::{Explanation, InterimExplanation, ScoreExplanation};
use domain::package::{AdjustmentKind, Direction, WithoutSurvey};
use domain::receipt::AppliedGoal;
use domain::run::RunKind;
use domain::{FigureValue, Quantity, show_date};
use leptos::prelude::*;
use services::assessment::UnitResult;

/// A goal with its sign, without a unit of measure.
pub fn goal_words(direction: Direction, value: FigureValue, to: Option<Quantity>) -> String {
    let shown = words::value(value);
    match direction {
        Direction::Higher => format!("≥ {shown}"),
        Direction::Lower => format!("≤ {shown}"),
        Direction::Earlier => tf("assessment-goal-by", &[("day", shown.into())]),
        Direction::Range => {
            let to = to.map_or_else(|| shown.clone(), |to| words::value(FigureValue::Amount(to)));
            format!("{shown}–{to}")
        }
        Direction::Yes => shown,
    }
}

/// Whether a manual target weighs less for the unit because no survey was made.
fn without_survey(it: &Explanation) -> bool {
    it.target.is_manual()
        && it.target.without_survey() == WithoutSurvey::Rescale
        && it.weight.is_some_and(|w| w != it.target.weight.quantity())
}

/// What is left of the scale where not every target counts in full.
pub fn scale_left(it: &UnitResult) -> Option<Quantity> {
    let whole = Quantity::checked_sum(it.targets.iter().map(|it| it.target.weight.quantity()))?;
    let left = Quantity::checked_sum(it.targets.iter().filter(|it| it.result.status.is_applicable()).filter_map(|it| it.weight))?;
    (left != whole).then_some(left)
}

/// That the scale was recomputed, and why; nothing where every target counts in full.
pub fn scale(it: &UnitResult) -> Option<String> {
    let why = |it: &Explanation| {
        let target = || it.target.code.clone();
        match it.result.status {
            Status::Exempt => {
                let basis = it.exemption.as_ref().map(words::exempt).unwrap_or_default();
                Some(tf("second-scale-exempt", &[("target", target().into()), ("basis", basis.into())]))
            }
            Status::NotApplicable => Some(tf("second-scale-not-applicable", &[("target", target().into())])),
            _ if without_survey(it) => Some(tf("second-scale-no-survey", &[("target", target().into())])),
            Status::Met | Status::NotMet | Status::NotReported => None,
        }
    };
    let reasons: Vec<String> = it.targets.iter().filter_map(why).collect();
    if reasons.is_empty() {
        return None;
    }
    let scale = scale_left(it).unwrap_or_default();
    Some(tf("second-scale-recomputed", &[("scale", scale.to_string().into()), ("targets", reasons.join("; ").into())]))
}

fn line(label: String, value: String) -> AnyView {
    view! { <tr><th scope="row">{label}</th><td class="number" data-label=t("second-value")>{value}</td></tr> }.into_any()
}

/// From the points of the targets to the score, step by step; nothing in version 1.
pub fn score(it: &UnitResult) -> Option<AnyView> {
    let why = it.score.as_ref()?;
    let details = why.result.details.as_ref()?;
    let dash = || "–".to_owned();
    let mut rows = vec![
        line(t("second-points-of-scale"), format!("{} / {}", details.points.vietnamese(), details.scale)),
        line(t("second-base-score"), details.base_score.as_ref().map_or_else(dash, |it| it.vietnamese())),
    ];
    rows.extend(why.adjustments.iter().map(|it| {
        let values = [
            ("code", it.rule.code.as_str().into()),
            ("title", it.rule.title.as_str().into()),
            ("given", it.given.to_string().into()),
            ("counted", it.counted.to_string().into()),
            ("cap", it.rule.cap.quantity().to_string().into()),
        ];
        line(tf("second-adjustment", &values), signed(it.rule.kind, it.counted))
    }));
    if !why.adjustments.is_empty() {
        rows.push(line(t("second-bonus"), signed(AdjustmentKind::Bonus, why.bonus)));
        rows.push(line(t("second-malus"), signed(AdjustmentKind::Malus, why.malus)));
    }
    rows.extend(why.gates.iter().map(|(code, cap)| {
        let target = it.targets.iter().find(|it| it.target.code == *code);
        let target = target.map_or_else(|| code.clone(), |it| format!("{code}. {}", it.target.title));
        line(tf("second-gate", &[("target", target.into()), ("cap", cap.to_string().into())]), format!("≤ {cap}"))
    }));
    rows.extend(why.without_gates.as_ref().map(|it| line(t("second-without-gates"), it.vietnamese())));
    rows.push(line(t("second-computed-score"), details.computed_score.as_ref().map_or_else(dash, |it| it.vietnamese())));
    rows.extend(why.external.as_ref().map(|it| {
        let place = it.rank.map(|rank| words::published(None, Some(i64::from(rank)), it.out_of.map(i64::from)));
        let value = place.map_or_else(|| it.score.quantity().to_string(), |place| format!("{}; {place}", it.score.quantity()));
        line(tf("second-published", &[("title", it.title.as_str().into())]), value)
    }));
    let published = match (it.index_based, why.external.is_some()) {
        (true, true) => Some(t("second-published-is-score")),
        (true, false) => Some(t("second-published-none")),
        (false, _) => None,
    };
    Some(
        view! {
            <Table title=t("second-score-title") density=Density::Dense>
                <thead><tr><th scope="col">{t("second-step")}</th><th scope="col" class="number">{t("second-value")}</th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {published.map(|it| view! { <p>{it}</p> })}
            {areas(it, why)}
            {interim_of_unit(it)}
        }
        .into_any(),
    )
}

fn areas(it: &UnitResult, why: &ScoreExplanation) -> Option<AnyView> {
    let details = why.result.details.as_ref()?;
    let row = |area: &domain::receipt::AreaResult| {
        let title = it
            .areas
            .iter()
            .find(|it| it.0 == area.area)
            .map_or_else(|| crate::pages::catalogue::words::area(&area.area), |it| it.1.clone());
        let score = area.score.as_ref().map_or_else(|| "–".to_owned(), |it| it.vietnamese());
        view! {
            <tr>
                <th scope="row">{title}</th>
                <td class="number" data-label=t("second-area-points")>{format!("{} / {}", area.points.vietnamese(), area.scale)}</td>
                <td class="number" data-label=t("second-area-score")>{score}</td>
            </tr>
        }
    };
    let rows = details.area_results.iter().map(row).collect_view();
    Some(
        view! {
            <Table title=t("second-areas") density=Density::Dense>
                <thead>
                    <tr>
                        <th scope="col">{t("second-area")}</th>
                        <th scope="col" class="number">{t("second-area-points")}</th>
                        <th scope="col" class="number">{t("second-area-score")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        }
        .into_any(),
    )
}

/// Where a goal comes from, in a few words.
fn origin(it: &AppliedGoal) -> Option<String> {
    let own = it.own.then(|| t("assessment-own-target"));
    let amended = it.amendment.as_ref().map(|number| tf("second-by-amendment", &[("number", number.as_str().into())]));
    let parts: Vec<String> = own.into_iter().chain(amended).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn interim_row(target: &Explanation, it: &InterimExplanation, run: RunKind, with_title: bool) -> AnyView {
    let goal = goal_words(target.target.direction, it.result.goal.value, it.result.goal.value_to);
    let actual = it.result.actual.as_ref().map_or_else(|| "–".to_owned(), |actual| words::actual(actual, &target.target.unit));
    let (text, meaning) = words::status(it.result.status, run);
    let period = words::period(it.result.period);
    let head =
        if with_title { format!("{}. {} ({})", target.target.code, target.target.title, target.target.unit) } else { period.clone() };
    let more = with_title.then(|| view! { <td data-label=t("assessment-head-period")>{period}</td> });
    view! {
        <tr>
            <th scope="row">{head}</th>
            {more}
            <td class="number" data-label=t("second-goal")>{goal} {origin(&it.result.goal).map(|it| view! { <span class="table-more">{it}</span> })}</td>
            <td class="number" data-label=t("assessment-head-actual")>{actual}</td>
            <td data-label=t("assessment-head-status")><Tag text meaning/></td>
        </tr>
    }
    .into_any()
}

fn interim_table(rows: Vec<AnyView>, with_title: bool) -> Option<AnyView> {
    if rows.is_empty() {
        return None;
    }
    let target = with_title.then(|| view! { <th scope="col">{t("assessment-head-target")}</th> });
    Some(
        view! {
            <Table title=t("second-interim-title") density=Density::Dense>
                <thead>
                    <tr>
                        {target}
                        <th scope="col">{t("assessment-head-period")}</th>
                        <th scope="col" class="number">{t("second-goal")}</th>
                        <th scope="col" class="number">{t("assessment-head-actual")}</th>
                        <th scope="col">{t("assessment-head-status")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
            <p class="small soft">{t("second-interim-lead")}</p>
        }
        .into_any(),
    )
}

fn interim_of_unit(it: &UnitResult) -> Option<AnyView> {
    let of = |target: &Explanation| target.interim.iter().map(|goal| interim_row(target, goal, it.run.kind, true)).collect::<Vec<_>>();
    interim_table(it.targets.iter().flat_map(of).collect(), true)
}

/// The goals of periods of one target.
pub fn interim_of_target(target: &Explanation, run: RunKind) -> Option<AnyView> {
    interim_table(target.interim.iter().map(|goal| interim_row(target, goal, run, false)).collect(), false)
}

/// What one target has of version 2, as lines of its rule.
pub fn rule_lines(it: &Explanation) -> Vec<AnyView> {
    let mut lines = Vec::new();
    let mut say = |text: String| lines.push(view! { <li>{text}</li> }.into_any());
    if let Some(stretch) = &it.target.stretch {
        say(tf("second-stretch", &[("goal", goal_words(it.target.direction, stretch.figure_value(), None).into())]));
    }
    if let Some(gate) = &it.target.gate {
        say(tf("second-gate-rule", &[("cap", gate.cap.quantity().to_string().into())]));
    }
    if let Some(cap) = it.gate_cap {
        say(tf("second-gate-failed", &[("cap", cap.to_string().into())]));
    }
    if let Some(amendment) = &it.amendment {
        let values = [
            ("number", amendment.number.as_str().into()),
            ("day", show_date(amendment.effective_on).into()),
            ("reason", amendment.reason.as_str().into()),
        ];
        say(tf("second-amendment", &values));
    }
    if without_survey(it) {
        let weight = it.weight.unwrap_or_default().to_string();
        say(tf("second-weight-rescaled", &[("weight", weight.into()), ("whole", it.target.weight.quantity().to_string().into())]));
    }
    lines
}

/// The three kinds of points of a manual target, side by side.
pub fn side_by_side(it: &Explanation) -> AnyView {
    let Some(given) = &it.appraisal else { return view! { <p>{t("second-not-appraised")}</p> }.into_any() };
    let row = |label: String, most: Quantity, points: Option<Quantity>, more: String| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="number" data-label=t("appraisal-most")>{most.to_string()}</td>
                <td class="number" data-label=t("appraisal-points")>{points.map_or_else(|| "–".to_owned(), |it| it.to_string())}</td>
                <td data-label=t("assessment-head-reason")>{more}</td>
            </tr>
        }
    };
    let reason = match &given.appraiser {
        Some(name) => tf("second-appraised-by", &[("reason", given.reason.as_str().into()), ("name", name.as_str().into())]),
        None => given.reason.clone(),
    };
    let amount = |it: &domain::package::Decimal| it.quantity();
    let own = row(t("appraisal-self"), it.target.weight.quantity(), given.self_points.as_ref().map(amount), String::new());
    let appraised = row(t("appraisal-appraised"), it.target.max_appraised(), Some(given.appraised.quantity()), reason);
    let survey = (it.target.max_survey() > Quantity::ZERO)
        .then(|| row(t("appraisal-survey"), it.target.max_survey(), given.survey.as_ref().map(amount), String::new()));
    view! {
        <Table title=t("appraisal-side-by-side") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("appraisal-by-whom")}</th>
                    <th scope="col" class="number">{t("appraisal-most")}</th>
                    <th scope="col" class="number">{t("appraisal-points")}</th>
                    <th scope="col">{t("assessment-head-reason")}</th>
                </tr>
            </thead>
            <tbody>{own} {appraised} {survey}</tbody>
        </Table>
    }
    .into_any()
}

/// The three kinds of points in one line.
pub fn given_line(it: &domain::package::Appraisal) -> String {
    let amount = |it: &domain::package::Decimal| it.quantity().to_string();
    let dash = || "–".to_owned();
    tf(
        "second-given-line",
        &[
            ("self", it.self_points.as_ref().map_or_else(dash, amount).into()),
            ("appraised", amount(&it.appraised).into()),
            ("survey", it.survey.as_ref().map_or_else(dash, amount).into()),
        ],
    )
}

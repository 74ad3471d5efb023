//! One point explained: a sentence, the inputs, the formula, the rule, what one more step would bring.

use super::unit::goal_with_unit as goal;
use super::{part, run_wish, second, words};
use crate::components::{Density, Explanation as Box, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::pages::amendment::edition;
use crate::pages::error::ErrorPage;
use crate::text::{t, tf};
use crate::urls;
use domain::assessment::{Status, rounded};
use domain::explanation::{Explanation, Input, Role};
use domain::package::{Measure, Points};
use domain::{Quantity, quantity::SCALE};
use islands::{AppError, context};
use leptos::prelude::*;
use num_rational::BigRational;
use services::assessment::PointExplained;

/// The page.
#[component]
pub fn PointPage() -> impl IntoView {
    let (code, unit, target) = (part("campaign"), part("unit"), part("target"));
    let run = run_wish();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &unit, &target, run).await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, unit: &str, target: &str, run: Option<domain::RunId>) -> Result<PointExplained, AppError> {
    let ctx = context().await?;
    let unit = unit.parse().map_err(|_| AppError::NotFound)?;
    Ok(services::assessment::explained(&ctx, code, unit, target, run).await?)
}

fn show(it: &PointExplained) -> AnyView {
    let why = &it.explanation;
    let code = &it.campaign.code;
    let run = Some(it.run.id);
    let (text, meaning) = words::status(why.result.status, it.run.kind);
    let mut crumbs = words::crumbs(&it.campaign);
    crumbs.push(Link::new(it.member.name.clone(), urls::result(code, it.member.unit, run)));
    let truth = vec![
        words::kind(it.run.kind).0,
        tf("assessment-as-of", &[("at", it.run.at.to_string().into())]),
        tf("assessment-rules", &[("title", it.rules.title.as_str().into()), ("version", it.rules.version.to_string().into())]),
    ];
    let changed =
        it.figures.iter().any(|it| it.changed).then(|| view! { <Notice meaning=Meaning::Neutral title=t("assessment-changed-notice")/> });
    let next = next_step(it);
    let neighbour = |target: &Option<String>, key: &str| {
        target.as_ref().map(|target| view! { <a class="button" href=urls::point(code, it.member.unit, target, run)>{format!("{} {target}", t(key))}</a> " " })
    };
    view! {
        <PageHead title=format!("{}. {}", why.target.code, why.target.title) crumbs_label=t("assessment-crumbs") crumbs truth
            tag=Some(view! { <Tag text meaning/> }.into_any())/>
        {edition::line(code, it.edition.as_ref())}
        {changed}
        <Box sentence=sentence(why) inputs=inputs(it) rule_title=t("assessment-rule-title") rule=rule(it)
            next_title=next.is_some().then(|| t("assessment-next-step")) next=next.map(|it| view! { <p>{it}</p> }.into_any())/>
        {second::interim_of_target(why, it.run.kind)}
        <nav class="actions" aria-label=t("assessment-neighbours")>
            {neighbour(&it.neighbours.0, "assessment-previous-target")} {neighbour(&it.neighbours.1, "assessment-next-target")}
        </nav>
    }
    .into_any()
}

/// The whole reason in one sentence.
pub fn sentence(it: &Explanation) -> String {
    let weight = it.weight.unwrap_or_else(|| it.target.weight.quantity()).to_string();
    let points = it.result.points.as_ref().map(|it| it.vietnamese()).unwrap_or_default();
    let actual = it.result.actual.as_ref().map(|actual| words::actual(actual, &it.target.unit));
    let unit = &it.target.unit;
    let full = |actual: &str| if unit == "%" { format!("{actual}%") } else { format!("{actual} {unit}") };
    match (it.result.status, actual) {
        (Status::Exempt, _) => {
            tf("assessment-why-exempt", &[("basis", it.exemption.as_ref().map(words::exempt).unwrap_or_default().into())])
        }
        (Status::NotApplicable, _) if it.target.is_manual() => t("second-why-weighs-nothing"),
        (Status::NotReported, _) if it.target.is_manual() => tf("second-why-not-appraised", &[("weight", weight.into())]),
        (Status::NotApplicable, _) => t("assessment-why-not-applicable"),
        (Status::NotReported, _) => tf("assessment-why-not-reported", &[("weight", weight.into())]),
        (Status::Met, None) => tf("assessment-why-zero-full", &[("weight", weight.into())]),
        (Status::NotMet, None) => tf("assessment-why-zero-none", &[("weight", weight.into())]),
        (Status::Met, Some(actual)) => tf(
            "assessment-why-met",
            &[("actual", full(&actual).into()), ("goal", goal(it).into()), ("points", points.into()), ("weight", weight.into())],
        ),
        (Status::NotMet, Some(actual)) => tf(
            "assessment-why-not-met",
            &[("actual", full(&actual).into()), ("goal", goal(it).into()), ("points", points.into()), ("weight", weight.into())],
        ),
    }
}

fn title(it: &PointExplained, variable: &str) -> String {
    it.variables.get(variable).map_or_else(|| variable.to_owned(), |it| it.0.clone())
}

fn inputs(it: &PointExplained) -> AnyView {
    if it.explanation.target.is_manual() {
        return second::side_by_side(&it.explanation);
    }
    let rows = it
        .figures
        .iter()
        .map(|figure| {
            let (name, unit) = it.variables.get(&figure.variable).cloned().unwrap_or_else(|| (figure.variable.clone(), String::new()));
            let period = figure.period.map_or_else(|| figure.label.clone(), words::period);
            let link = figure.period.map(|it| it.to_string()).filter(|_| figure.id.is_some());
            let period = match link {
                Some(label) => {
                    view! { <a href=format!("/so-lieu/{}/{label}?dot={}", it.member.unit, it.campaign.code)>{period}</a> }.into_any()
                }
                None => period.into_any(),
            };
            let by = match (&figure.verified_by, figure.verified_at) {
                (Some(name), Some(at)) => tf("assessment-verified-by", &[("name", name.as_str().into()), ("at", at.to_string().into())]),
                (Some(name), None) => name.clone(),
                _ => "–".to_owned(),
            };
            let changed = figure.changed.then(|| view! { " " <Tag text=t("assessment-changed") meaning=Meaning::Neutral/> });
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td data-label=t("assessment-head-period")>{period}</td>
                    <td class="number" data-label=t("assessment-head-value")>{words::value(figure.value)} " " {unit}</td>
                    <td data-label=t("assessment-head-verified")>{by} {changed}</td>
                </tr>
            }
        })
        .collect_view();
    let none = it
        .explanation
        .missing
        .iter()
        .map(|code| {
            let reasons: Vec<_> =
                it.missing.iter().filter(|it| it.variable == *code).map(|it| format!("{} ({})", it.reason, it.by)).collect();
            let reasons = if reasons.is_empty() { t("assessment-no-figure") } else { reasons.join("; ") };
            view! { <tr><th scope="row">{title(it, code)}</th><td colspan="3">{reasons}</td></tr> }
        })
        .collect_view();
    let idle = (it.explanation.result.status == Status::Exempt && !it.figures.is_empty())
        .then(|| view! { <p>{t("assessment-exempt-figures")}</p> });
    view! {
        {idle}
        <Table title=t("assessment-inputs") density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-variable")}</th>
                    <th scope="col">{t("assessment-head-period")}</th>
                    <th scope="col" class="number">{t("assessment-head-value")}</th>
                    <th scope="col">{t("assessment-head-verified")}</th>
                </tr>
            </thead>
            <tbody>{rows} {none}</tbody>
        </Table>
    }
    .into_any()
}

/// A combination of terms in words: `Hồ sơ tiếp nhận − Hồ sơ quá hạn`.
fn terms<'i>(it: &PointExplained, inputs: impl Iterator<Item = &'i Input>) -> String {
    let mut text = String::new();
    for input in inputs {
        let name = title(it, &input.variable);
        let negative = input.times.is_negative();
        let size = Quantity(input.times.0.saturating_abs());
        let factor = if size.0 == SCALE { String::new() } else { format!("{size} × ") };
        let sign = match (text.is_empty(), negative) {
            (true, false) => "",
            (true, true) => "−",
            (false, false) => " + ",
            (false, true) => " − ",
        };
        text.push_str(&format!("{sign}{factor}{name}"));
    }
    text
}

/// An exact number: as it is where four decimals hold it, else with dots behind.
fn shown(it: &BigRational) -> String {
    let near = rounded(it, 4);
    let text = near.quantity().map_or_else(|| near.vietnamese(), |it| it.to_string());
    let held = near.quantity().is_some_and(|near| *it == BigRational::new(near.0.into(), SCALE.into()));
    if held { text } else { format!("{text}…") }
}

/// The formula in words and in numbers.
fn formula(it: &PointExplained) -> (String, Option<String>) {
    let why = &it.explanation;
    let of = |role: Role| why.inputs.iter().filter(move |it| it.role == role);
    let exact = |it: &Option<BigRational>| it.as_ref().map(shown);
    let value = exact(&why.value);
    match &why.target.measure {
        Measure::Ratio { times, .. } => {
            let times = times.as_ref().map_or(Quantity(100 * SCALE), |it| it.quantity());
            let words = format!("({}) ÷ ({}) × {times}", terms(it, of(Role::Numerator)), terms(it, of(Role::Denominator)));
            let numbers = exact(&why.numerator).zip(exact(&why.denominator)).map(|(above, below)| match &value {
                Some(value) => format!("{above} ÷ {below} × {times} = {value}"),
                None => format!("{above} ÷ {below} × {times}"),
            });
            (words, numbers)
        }
        Measure::Sum { .. } => (terms(it, why.inputs.iter()), value.map(|it| format!("= {it}"))),
        Measure::Latest { of } => {
            (tf("assessment-formula-latest", &[("variable", title(it, of).into())]), value.map(|it| format!("= {it}")))
        }
        Measure::Mean { of } => (tf("assessment-formula-mean", &[("variable", title(it, of).into())]), value.map(|it| format!("= {it}"))),
        Measure::Manual => (t("assessment-formula-manual"), value.map(|it| format!("= {it}"))),
        Measure::Date { of } | Measure::YesNo { of } => (tf("assessment-formula-latest", &[("variable", title(it, of).into())]), None),
    }
}

/// The rule of the points in words.
fn points_rule(points: &Points) -> String {
    match points {
        Points::Binary => t("assessment-points-binary"),
        Points::Proportional => t("assessment-points-proportional"),
        Points::Manual => t("assessment-points-manual"),
        Points::ThresholdProportional { full_at } => tf("assessment-points-threshold", &[("full", full_at.quantity().to_string().into())]),
        Points::FloorThenProportional { floor } => tf("assessment-points-floor", &[("floor", floor.quantity().to_string().into())]),
        Points::Deduct { penalty } => tf("assessment-points-deduct", &[("penalty", percent(penalty.quantity()).into())]),
        Points::Steps { steps } => {
            let mut steps: Vec<_> = steps.iter().map(|it| (it.from.quantity(), it.share.quantity())).collect();
            steps.sort_by_key(|it| std::cmp::Reverse(it.0));
            let lines: Vec<String> = steps
                .into_iter()
                .map(|(from, share)| tf("assessment-points-step", &[("from", from.to_string().into()), ("share", percent(share).into())]))
                .collect();
            tf("assessment-points-steps", &[("steps", lines.join("; ").into())])
        }
    }
}

/// A share of one as a percentage.
fn percent(share: Quantity) -> String {
    share.0.checked_mul(100).map_or_else(String::new, |it| format!("{}%", Quantity(it)))
}

fn rule(it: &PointExplained) -> AnyView {
    let why = &it.explanation;
    let (words_of, numbers) = formula(it);
    let decimals = it.decimals;
    let rounding = why.value.as_ref().zip(why.result.actual.as_ref()).map(|(_, actual)| {
        tf("assessment-rounding", &[("decimals", u64::from(decimals).into()), ("actual", words::actual(actual, &why.target.unit).into())])
    });
    let points = why.share.as_ref().zip(why.exact_points.as_ref()).filter(|_| !why.target.is_manual()).map(|(share, points)| {
        let share = shown(&(share * BigRational::from_integer(100.into())));
        tf(
            "assessment-points-line",
            &[
                ("weight", why.target.weight.quantity().to_string().into()),
                ("share", share.into()),
                ("points", rounded(points, decimals).vietnamese().into()),
            ],
        )
    });
    // The target's own basis, or else that of the whole set.
    let basis = why.target.legal_basis.clone().unwrap_or_else(|| it.rules.legal_basis.clone());
    let basis = (!basis.is_empty()).then(|| view! { <li>{t("assessment-basis")} ": " {basis}</li> });
    let own = why.own_target.then(|| view! { <li>{tf("assessment-own-target-line", &[("value", goal(why).into())])}</li> });
    let amended = super::unit::amended(why, it.goal_then).into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
    let reason = why
        .amendment
        .as_ref()
        .map(|it| view! { <li>{tf("assessment-goal-amended-because", &[("reason", it.reason.clone().into())])}</li> });
    view! {
        <ul>
            <li>{t("assessment-formula")} ": " {words_of} {numbers.map(|it| view! { <br/> {it} })}</li>
            {rounding.map(|it| view! { <li>{it}</li> })}
            <li>{tf("assessment-goal-line", &[("goal", goal(why).into())])}</li>
            {own}
            {amended}
            {reason}
            <li>{points_rule(&why.target.points)}</li>
            {points.map(|it| view! { <li>{it}</li> })}
            {second::rule_lines(why)}
            {why.target.mandatory().then(|| view! { <li>{t("assessment-mandatory")}</li> })}
            {basis}
        </ul>
    }
    .into_any()
}

/// What there has to be more or less of: the one variable of the numerator with its unit, the numerator, or the value itself.
fn changed(it: &PointExplained) -> String {
    let target = &it.explanation.target;
    let named = |code: &str| it.variables.get(code).map(|(title, unit)| format!("{unit} ({title})"));
    match &target.measure {
        Measure::Ratio { numerator, .. } => match numerator.as_slice() {
            [term] => named(&term.variable).unwrap_or_else(|| t("assessment-next-numerator")),
            _ => t("assessment-next-numerator"),
        },
        Measure::Sum { of } => match of.as_slice() {
            [term] => named(&term.variable).unwrap_or_else(|| target.unit.clone()),
            _ => target.unit.clone(),
        },
        _ => target.unit.clone(),
    }
}

/// What one more step would bring.
fn next_step(point: &PointExplained) -> Option<String> {
    let it = &point.explanation;
    // More points by hand are no step that the unit takes.
    let next = it.next.as_ref().filter(|_| !it.target.is_manual())?;
    let change =
        next.whole_change.as_ref().map_or_else(|| rounded(&next.change, 4), |it| rounded(&BigRational::from_integer(it.clone()), 0));
    let shown = change.vietnamese();
    let change = match shown.strip_prefix('-') {
        Some(size) => tf("assessment-next-less", &[("change", size.into())]),
        None => tf("assessment-next-more", &[("change", shown.as_str().into())]),
    };
    let sentence = tf(
        "assessment-next-sentence",
        &[
            ("change", change.into()),
            ("what", changed(point).into()),
            ("actual", next.actual.in_unit(&it.target.unit).into()),
            ("unit", it.target.unit.as_str().into()),
            ("points", next.points.vietnamese().into()),
            ("gain", next.gain.vietnamese().into()),
        ],
    );
    let score = next.score_gain.as_ref().filter(|it| it.quantity().is_some_and(|it| it.0 > 0));
    let score = score.map(|gain| tf("assessment-next-score", &[("gain", gain.vietnamese().into())]));
    let met = next.met.then(|| t("assessment-next-met"));
    Some([Some(sentence), score, met].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

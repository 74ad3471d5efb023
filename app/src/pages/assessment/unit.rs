//! One unit's result: every target with what it brought, what is missing, results of others beside.

use super::{part, run_wish, second, words};
use crate::components::{Choice, ForWord, KeyFigure, KeyFigures, Meaning, Notice, PageHead, Select, ShareBar, Table, Tag};
use crate::pages::amendment::edition;
use crate::pages::error::ErrorPage;
use crate::pages::grading::words as grading;
use crate::text::{t, tf};
use crate::urls;
use domain::amendment::GoalValue;
use domain::decision::{DecidedLine, Key, LineSubject};
use domain::explanation::Explanation;
use domain::grading::{Grade, LevelName, Standing, differs};
use domain::package::Direction;
use domain::policy::Action;
use domain::run::RunKind;
use domain::{
    Quantity,
    assessment::{Status, rounded},
    show_date,
};
use islands::{AppError, context};
use leptos::prelude::*;
use services::assessment::UnitResult;

/// The page.
#[component]
pub fn UnitResultPage() -> impl IntoView {
    let code = part("campaign");
    let unit = part("unit");
    let run = run_wish();
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, &unit, run).await {
                    Ok((it, may_add)) => show(&it, may_add),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, unit: &str, run: Option<domain::RunId>) -> Result<(UnitResult, bool), AppError> {
    let ctx = context().await?;
    let unit = unit.parse().map_err(|_| AppError::NotFound)?;
    let it = services::assessment::unit_result(&ctx, code, unit, run).await?;
    Ok((it, ctx.actor.may_somewhere(Action::RunAssessment)))
}

/// What was committed to, with its sign and unit of measure.
pub fn goal_with_unit(it: &Explanation) -> String {
    let unit = &it.target.unit;
    let direction = match it.target.direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
        Direction::Earlier => "earlier",
        Direction::Yes => "yes",
        Direction::Range => return if unit == "%" { format!("{}%", goal(it)) } else { format!("{} {unit}", goal(it)) },
    };
    words::goal_of(direction, it.goal, unit)
}

/// What was committed to, where the unit of measure stands beside the target's name.
pub fn goal(it: &Explanation) -> String {
    second::goal_words(it.target.direction, it.goal, it.goal_to)
}

fn show(it: &UnitResult, may_add: bool) -> AnyView {
    let code = it.campaign.code.clone();
    let run = Some(it.run.id);
    let (kind, kind_meaning) = words::kind(it.run.kind);
    let (outcome, meaning) = words::outcome(it.result.outcome);
    let publication = words::publication(&it.run).into_iter();
    let truth = publication.chain([
        tf("assessment-as-of", &[("at", it.run.at.to_string().into())]),
        tf("assessment-run-by", &[("name", it.run.person_name.as_str().into())]),
        tf("assessment-rules", &[("title", it.rules.title.as_str().into()), ("version", it.rules.version.to_string().into())]),
    ]);
    let truth: Vec<String> = truth.collect();
    let ranked = it.result.rank.map_or_else(|| "–".to_owned(), |rank| format!("{rank} / {}", it.ranked));
    let mut rank = KeyFigure::new(t("assessment-head-rank"), ranked);
    if let Some((beside, movement)) = &it.movement {
        let words = tf("assessment-beside", &[("year", beside.year.to_string().into()), ("movement", words::movement(*movement).into())]);
        let why = words::not_comparable(&beside.not_comparable);
        rank = rank.more(if why.is_empty() { words } else { why });
    }
    let score = KeyFigure::new(t("assessment-head-score"), format!("{} / 100", words::score(it.result.score)));
    let keys = vec![
        KeyFigure::new(t("assessment-head-outcome"), outcome).means(meaning).more(format!(
            "{}: {}",
            t("assessment-head-grade"),
            words::grade(it.result.grade.as_deref())
        )),
        match second::scale_left(it) {
            Some(scale) => score.more(tf("second-scale-left", &[("scale", scale.to_string().into())])),
            None => score,
        },
        rank,
        KeyFigure::new(t("assessment-head-met"), format!("{} / {}", it.result.met, it.result.applicable))
            .more(tf("assessment-exceeded-count", &[("count", it.result.exceeded.into())])),
    ];
    let differ = words::outcome_beside_grade(it.result.outcome, it.result.grade.as_deref());
    let basis = (!it.rules.legal_basis.is_empty())
        .then(|| view! { <p class="small soft">{t("assessment-basis")} ": " {it.rules.legal_basis.clone()}</p> });
    let conflict =
        it.result.rounding_conflict.then(|| view! { <Notice meaning=Meaning::Attention title=t("assessment-conflict-notice")/> });
    let provisional = (it.run.kind == RunKind::Provisional)
        .then(|| view! { <Notice meaning=Meaning::Attention title=tf("assessment-provisional-notice", &[("count", it.result.missing_count.into())])/> });
    let key = Key { subject: LineSubject::Result, unit: it.member.unit, person: None };
    let replace = (may_add && it.run.published.is_some())
        .then(|| view! { <a class="button" href=urls::replace_decided(&code, None, key)>{t("decision-replace")}</a> });
    // What is published is not tried any more.
    let what_if = (it.run.published.is_none())
        .then(|| view! { <a class="button" href=urls::what_if(&code, it.member.unit, run)>{t("what-if-way")}</a> });
    let pdf = format!("{}.pdf?lan={}", urls::result(&code, it.member.unit, None), it.run.id);
    let justification = it.may_explain.then(|| {
        let pdf = urls::justification_pdf(&code, it.member.unit, it.run.id);
        view! { <p class="small"><a href=pdf.clone()>{t("assessment-justification")}</a> " · " <ForWord pdf/> " – " {t("assessment-justification-text")}</p> }
    });
    let secondary = view! {
        {replace}
        {what_if}
        <a class="button" href=pdf.clone()>{t("assessment-print-sheet")}</a>
        <ForWord pdf class="button"/>
    }
    .into_any();
    let history = (it.runs.len() > 1).then(|| {
        let choices = it.runs.iter().map(|it| Choice::new(it.id.to_string(), words::run_line(it))).collect();
        view! {
            <form class="filter-form" method="get" action=urls::result(&code, it.member.unit, None)>
                <Select name="lan" label=t("assessment-run") choices value=it.run.id.to_string()/>
                <button class="button" type="submit">{t("assessment-show-run")}</button>
            </form>
        }
    });
    let points_way = it.targets.iter().any(|it| it.target.is_manual()).then(|| {
        view! { <p><a href=urls::unit_points(&code, it.member.unit)>{t("second-way-unit-points")}</a></p> }
    });
    // The one that is the unit's score stands in the table of the score.
    let beside: Vec<_> = it.externals.iter().filter(|external| !(it.index_based && external.counts)).cloned().collect();
    let add = may_add
        .then(|| view! { <p><a class="button" href=urls::external_result(&code, it.member.unit)>{t("assessment-external-add")}</a></p> });
    view! {
        <PageHead title=tf("assessment-unit-title", &[("unit", it.member.name.as_str().into()), ("year", it.campaign.year.to_string().into())])
            crumbs_label=t("assessment-crumbs") crumbs=words::crumbs(&it.campaign) truth secondary=Some(secondary)
            tag=Some(view! { <Tag text=kind meaning=kind_meaning/> }.into_any())/>
        {edition::line(&code, it.edition.as_ref())}
        {history}
        {provisional}
        {conflict}
        {decided(it)}
        {appeals(it, &code)}
        <KeyFigures figures=keys/>
        {differ.map(|it| view! { <p class="small soft">{it}</p> })}
        {targets(it, &code, run)}
        {second::scale(it).map(|it| view! { <p>{it}</p> })}
        {second::score(it)}
        {points_way}
        {basis}
        {missing(it)}
        {justification}
        {files(it, &code)}
        <section class="panel">
            <h2>{t("assessment-external-unit")}</h2>
            {super::external::list(&beside)}
            {add}
        </section>
    }
    .into_any()
}

/// What decisions say of the unit: each replaced result with the value before it, and the grade.
fn decided(it: &UnitResult) -> Option<AnyView> {
    if it.corrections.is_empty() && it.grades.is_empty() {
        return None;
    }
    let line = |it: &DecidedLine| {
        let said = match it.before {
            Some(_) => grading::replaced(it),
            None => format!("{}: {} ({})", t(&it.key.subject.key()), grading::value(&it.after), grading::by_decision(it)),
        };
        view! { <li><a href=urls::decision(it.decision)>{said}</a></li> }
    };
    let lines = it.corrections.iter().chain(&it.grades).map(line).collect_view();
    let remark = grade_remark(it).map(|it| view! { <p>{it}</p> });
    let places_stay = (!it.corrections.is_empty()).then(|| view! { <p class="small soft">{t("ranking-places-stay")}</p> });
    Some(view! { <section class="panel"><h2>{t("decisions-title")}</h2><ul>{lines}</ul>{remark}{places_stay}</section> }.into_any())
}

/// That the grade by the score and the decided one differ, and why.
fn grade_remark(it: &UnitResult) -> Option<String> {
    let by_score = it.result.grade.as_deref().and_then(Grade::of)?;
    let decided = it.grades.last()?;
    let how = differs(&Standing::Proposed(LevelName::Grade(by_score)), &decided.after)?;
    let args = [
        ("decided", grading::value(&decided.after).into()),
        ("how", t(how.key()).into()),
        ("grade", t(&by_score.key()).into()),
        ("by", decided.by.clone().into()),
        ("decision", grading::by_decision(decided).into()),
    ];
    Some(tf("grading-differs-score", &args))
}

/// Until when the unit's head may appeal, and the appeals that there are.
fn appeals(it: &UnitResult, code: &str) -> Option<AnyView> {
    let standing = &it.appeals;
    let way = standing.until.map(|day| {
        let title = tf("appeal-until", &[("day", show_date(day).into())]);
        let href = urls::new_appeal(code, it.member.unit);
        view! { <Notice meaning=Meaning::Neutral title><p><a href=href>{t("appeal-new")}</a></p></Notice> }
    });
    let line = |it: &services::appeal::Kept| {
        let (state, meaning) = crate::pages::appeal::state(&it.appeal.state);
        let day = show_date(it.appeal.filed.1.date());
        view! { <li><a href=urls::appeal(it.id)>{tf("appeal-of-day", &[("day", day.into())])}</a> " " <Tag text=state meaning/></li> }
    };
    let list = (!standing.appeals.is_empty()).then(|| {
        let lines = standing.appeals.iter().map(line).collect_view();
        view! { <section class="panel"><h2>{t("appeals-title")}</h2><ul>{lines}</ul></section> }
    });
    (way.is_some() || list.is_some()).then(|| view! { {way} {list} }.into_any())
}

fn targets(it: &UnitResult, code: &str, run: Option<domain::RunId>) -> AnyView {
    let rows = it
        .targets
        .iter()
        .map(|target| {
            let then = it.goals_then.get(&target.target.code).copied();
            row(target, then, it.run.kind, urls::point(code, it.member.unit, &target.target.code, run))
        })
        .collect_view();
    let weights = Quantity::checked_sum(it.targets.iter().filter(|it| it.result.status.is_applicable()).filter_map(|it| it.weight));
    // Exact points are added and the sum is rounded, as the score is: rounded ones would not add up to it.
    let points = it
        .targets
        .iter()
        .filter_map(|it| it.exact_points.clone())
        .fold(num_rational::BigRational::from_integer(0.into()), |sum, it| sum + it);
    // Where points follow after the total, the table below says how the score came to be.
    let plain = it.score.as_ref().is_none_or(|it| it.result.details.is_none());
    let sentence = plain.then(|| view! { <p>{tf("assessment-score-sentence", &[("score", words::score(it.computed_score).into())])}</p> });
    let total = format!("{} / {}", rounded(&points, it.decimals).vietnamese(), weights.unwrap_or_default());
    view! {
        <Table title=t("assessment-targets") count=tf("assessment-target-count", &[("count", it.targets.len().into())])>
            <thead>
                <tr>
                    <th scope="col">{t("assessment-head-target")}</th>
                    <th scope="col" class="number">{t("assessment-head-committed")}</th>
                    <th scope="col" class="number">{t("assessment-head-actual")}</th>
                    <th scope="col">{t("assessment-head-points")}</th>
                    <th scope="col">{t("assessment-head-status")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{t("assessment-total")}</th>
                    <td></td>
                    <td></td>
                    <td data-label=t("assessment-head-points")>{total}</td>
                    <td></td>
                </tr>
            </tfoot>
        </Table>
        {sentence}
    }
    .into_any()
}

fn row(it: &Explanation, then: Option<GoalValue>, run: RunKind, href: String) -> impl IntoView + use<> {
    let (text, meaning) = words::status(it.result.status, run);
    let weight = it.weight.unwrap_or_else(|| it.target.weight.quantity());
    let points = it.result.points.as_ref();
    let share = points
        .and_then(|it| it.quantity())
        .filter(|_| weight.0 > 0)
        .map(|it| i64::try_from(i128::from(it.0) * 10_000 / i128::from(weight.0)).unwrap_or_default());
    let shown = points.map_or_else(|| "–".to_owned(), |it| format!("{} / {weight}", it.vietnamese()));
    let points = match share {
        Some(share_e4) => view! { <ShareBar share_e4 meaning text=shown/> }.into_any(),
        None => shown.into_any(),
    };
    let given = it.appraisal.as_ref().map(|given| view! { <span class="table-more">{second::given_line(given)}</span> });
    let gate =
        it.gate_cap.map(|cap| view! { <span class="table-more">{tf("second-gate-failed", &[("cap", cap.to_string().into())])}</span> });
    let own = it.own_target.then(|| view! { <span class="table-more">{t("assessment-own-target")}</span> });
    let amended = amended(it, then).into_iter().map(|it| view! { <span class="table-more">{it}</span> }).collect_view();
    let exempt = (it.result.status == Status::Exempt).then(|| {
        let basis = it.exemption.as_ref().map(words::exempt).unwrap_or_default();
        view! { <span class="table-more">{tf("assessment-exempt-row", &[("basis", basis.into())])}</span> }
    });
    let class = (!it.result.status.is_applicable()).then_some("counts-not");
    let exceeded = it.result.exceeded.then(|| view! { " " <Tag text=t("assessment-exceeded") meaning=Meaning::Good/> });
    let unit = format!(" ({})", it.target.unit);
    view! {
        <tr class=class>
            <th scope="row"><a href=href>{format!("{}. {}", it.target.code, it.target.title)}</a> {unit}</th>
            <td class="number" data-label=t("assessment-head-committed")>{goal(it)} {own} {amended}</td>
            <td class="number" data-label=t("assessment-head-actual")>{it.result.actual.as_ref().map_or_else(|| "–".to_owned(), |actual| words::actual(actual, &it.target.unit))} {given}</td>
            <td data-label=t("assessment-head-points")>{points}</td>
            <td data-label=t("assessment-head-status")><Tag text meaning/> {exceeded} {gate} {exempt}</td>
        </tr>
    }
}

/// Which amendment set the goal, and what was owed on the day of the result where the year ends with another goal.
pub fn amended(it: &Explanation, then: Option<GoalValue>) -> Vec<String> {
    let by = it.amendment.as_ref().map(|amendment| {
        tf("assessment-goal-amended", &[("number", amendment.number.clone().into()), ("day", show_date(amendment.effective_on).into())])
    });
    let then = then.map(|then| {
        let before = Explanation { goal: then.value, goal_to: then.to, ..it.clone() };
        tf("assessment-goal-then", &[("goal", goal_with_unit(&before).into())])
    });
    by.into_iter().chain(then).collect()
}

/// The files from which anybody can compute this unit's result again, for whoever may see it.
fn files(it: &UnitResult, code: &str) -> Option<AnyView> {
    if it.run.kind != RunKind::Final {
        return None;
    }
    let address = |name: &str| urls::result_file(code, it.member.unit, name, it.run.id);
    let digests =
        [(t("assessment-digest-package"), it.package_sha256.clone()), (t("assessment-digest-rules"), it.run.rule_set_sha256.clone())];
    let digests =
        digests.into_iter().map(|(label, digest)| view! { <div><dt>{label}</dt><dd><code class="digest">{digest}</code></dd></div> });
    let digests = digests.collect_view();
    Some(
        view! {
            <section class="panel stack">
                <h2>{t("assessment-files")}</h2>
                <p>{t("assessment-unit-files-text")}</p>
                <p class="actions">
                    <a class="button" href=address("goi")>{t("assessment-download-package")}</a>
                    <a class="button" href=address("bien-nhan")>{t("assessment-download-receipt")}</a>
                </p>
                <dl class="facts">{digests}</dl>
                {edition::verify(Some((&it.files.0, &it.files.1)), &it.package_sha256)}
            </section>
        }
        .into_any(),
    )
}

fn missing(it: &UnitResult) -> Option<AnyView> {
    if it.missing.is_empty() {
        return None;
    }
    let lines = it
        .missing
        .iter()
        .map(|it| {
            if !it.target.is_empty() {
                let title = format!("{}. {}", it.target, it.title);
                let values = [("title", title.into()), ("reason", it.reason.as_str().into()), ("name", it.by.as_str().into())];
                return view! { <li>{tf("second-missing-appraisal", &values)}</li> };
            }
            let period = it.period.parse().map_or_else(|_| it.period.clone(), words::period);
            view! { <li>{tf("assessment-missing-line", &[("title", it.title.as_str().into()), ("period", period.into()), ("reason", it.reason.as_str().into()), ("name", it.by.as_str().into())])}</li> }
        })
        .collect_view();
    Some(view! { <section class="panel"><h2>{t("assessment-missing-recorded")}</h2><ul>{lines}</ul></section> }.into_any())
}

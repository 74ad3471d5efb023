//! What is proposed for the units and the heads of a group, where the quota stands, what is decided.

use super::{part, words};
use crate::components::{DefinitionList, Density, Empty, Fact, Link, Meaning, Notice, PageHead, Table, Tag};
use crate::context::query;
use crate::pages::error::ErrorPage;
use crate::pages::listing::group_choice;
use crate::text::{t, tf};
use crate::urls;
use domain::decision::DecisionKind;
use domain::grading::{Allocation, Measured, QuotaRefusal, Whom};
use domain::show_date;
use islands::{AppError, context};
use leptos::prelude::*;
use services::grading::{Chosen, GradingPart, GradingRow, GroupGrading, KnownFact, group_grading};

/// The page.
#[component]
pub fn GradingPage() -> impl IntoView {
    let code = part("campaign");
    let group = query("nhom");
    view! {
        <Suspense>
            {Suspend::new(async move {
                match load(&code, group.as_deref()).await {
                    Ok(it) => show(&it),
                    Err(error) => view! { <ErrorPage error/> }.into_any(),
                }
            })}
        </Suspense>
    }
}

async fn load(code: &str, group: Option<&str>) -> Result<GroupGrading, AppError> {
    let ctx = context().await?;
    Ok(group_grading(&ctx, code, group).await?)
}

fn show(it: &GroupGrading) -> AnyView {
    let code = &it.campaign.code;
    let run = match &it.run {
        None => t("grading-no-run"),
        Some(run) => match &run.published {
            None => tf("grading-run", &[("at", run.at.to_string().into())]),
            Some(by) => tf("decision-published", &[("number", by.shown.clone().into()), ("day", show_date(by.decided_on).into())]),
        },
    };
    let truth = vec![tf("grading-day", &[("day", show_date(it.day).into())]), run];
    let groups = group_choice(&it.groups, it.group.id, |group| urls::grading(code, group));
    let without = (!it.without_head.is_empty()).then(|| {
        let names: Vec<&str> = it.without_head.iter().map(|it| it.name.as_str()).collect();
        view! { <Notice meaning=Meaning::Attention title=tf("grading-without-head", &[("units", names.join(", ").into())])/> }
    });
    let secondary = view! { <a class="button" href=urls::decisions(code)>{t("decisions-title")}</a> }.into_any();
    view! {
        <PageHead title=tf("grading-group-title", &[("group", it.group.title.clone().into()), ("year", it.campaign.year.to_string().into())])
            crumbs_label=t("frame-crumbs") crumbs=vec![Link::new(it.campaign.title.clone(), urls::campaign(code))] secondary=Some(secondary) truth/>
        {groups}
        <p>{t("grading-lead")}</p>
        {part_of(it, Whom::Units)}
        {without}
        {part_of(it, Whom::Heads)}
    }
    .into_any()
}

/// The units, or the heads.
fn part_of(it: &GroupGrading, whom: Whom) -> AnyView {
    let (code, group) = (&it.campaign.code, &it.group.peer_group);
    let part = it.part(whom);
    let title = t(&whom.key());
    let choose = it.may_choose.then(|| {
        let label = if part.chosen.is_some() { t("grading-choose-other") } else { t("grading-choose") };
        view! { <a class="button" href=urls::grade_rule(code, group, whom)>{label}</a> }
    });
    let Some(chosen) = &part.chosen else {
        return view! { <section class="stack"><Empty title=title text=t("grading-no-rule")>{choose}</Empty></section> }.into_any();
    };
    let (kind, label) = match whom {
        Whom::Units => (DecisionKind::UnitGrades, t("decision-prepare-unit-grades")),
        Whom::Heads => (DecisionKind::HeadGrades, t("decision-prepare-head-grades")),
    };
    let open = part.rows.iter().any(|it| it.decided.is_none() && !it.waits && !it.own);
    let prepare = (it.may_prepare && open).then(|| view! { <a class="button" href=urls::prepare_decision(code, group, kind)>{label}</a> });
    view! {
        <section class="stack">
            {table(code, &title, part)}
            {rule(chosen)}
            {part.quota.as_ref().map(|it| quota(it, part))}
            <p class="actions">{prepare} {choose}</p>
        </section>
    }
    .into_any()
}

/// The rule, by whom it was chosen, and what is uncertain about it.
fn rule(it: &Chosen) -> AnyView {
    let rule = &it.choice.rule;
    let basis = match &rule.basis.articles {
        Some(articles) => format!("{}, {articles}", rule.basis.document),
        None => rule.basis.document.clone(),
    };
    let key = if it.late { "grading-chosen-late" } else { "grading-chosen-by" };
    let chosen = tf(key, &[("name", it.by.clone().into()), ("at", it.at.to_string().into())]);
    let mut facts = vec![
        Fact::text(t("grading-rule"), rule.title.clone()).more(basis),
        Fact::text(t("grading-tasks-from"), t(&it.choice.tasks_from.key())).more(chosen),
    ];
    let doubts = rule.doubt.iter().chain(rule.quota.iter().filter_map(|it| it.base.doubt.as_ref()));
    facts.extend(doubts.map(|it| Fact::text(t("grading-unverified"), it.note.clone())));
    view! { <DefinitionList facts/> }.into_any()
}

/// Where the quota stands.
fn quota(it: &Result<Allocation, QuotaRefusal>, part: &GradingPart) -> AnyView {
    let Some(quota) = part.chosen.as_ref().and_then(|it| it.choice.rule.quota.as_ref()) else { return ().into_any() };
    let outstanding = part.chosen.as_ref().map(|it| it.choice.outstanding.clone()).filter(|it| !it.is_empty());
    let share = match (&outstanding, &quota.outstanding_share) {
        (Some(_), Some(share)) => share,
        _ => &quota.share,
    };
    let share = Measured::TasksDone.show(&share.quantity().rational());
    let line = match it {
        Err(refusal) => t(refusal.key()),
        Ok(it) => tf(
            "grading-quota",
            &[
                ("share", share.into()),
                ("base", it.base.into()),
                ("places", it.places.into()),
                ("taken", it.taken.into()),
                ("proposed", (it.kept.len() + it.tied.len() + it.beyond.len()).into()),
            ],
        ),
    };
    let mut facts = vec![Fact::text(t("grading-quota-title"), line).more(format!(
        "{}; {} ({})",
        t(&quota.base.value.key()),
        t(&quota.within.key()),
        quota.article
    ))];
    facts.extend(outstanding.map(|it| Fact::text(t("grading-outstanding"), it)));
    if let Ok(it) = it {
        let open = it.undecided.len();
        facts.extend((open > 0).then(|| Fact::text(t("grading-quota-open"), tf("grading-quota-open-text", &[("count", open.into())]))));
    }
    view! { <DefinitionList facts/> }.into_any()
}

fn table(code: &str, title: &str, part: &GradingPart) -> AnyView {
    let digits = words::digits(part.rows.iter().filter_map(|it| scale(it).and_then(|it| Some((it.fact, it.found.as_ref()?)))));
    let rows = part.rows.iter().map(|it| row(code, it, digits)).collect_view();
    let heads = part.rows.iter().any(|it| it.head.is_some());
    let first = if heads { t("grading-head-head") } else { t("assessment-head-unit") };
    let count = tf("grading-count", &[("count", part.rows.len().into())]);
    view! {
        <Table title=title.to_owned() count density=Density::Dense>
            <thead>
                <tr>
                    <th scope="col">{first}</th>
                    <th scope="col" class="number">{t("grading-head-scale")}</th>
                    <th scope="col">{t("grading-head-proposed")}</th>
                    <th scope="col" class="column-wide">{t("grading-head-why")}</th>
                    <th scope="col">{t("grading-head-decided")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
    .into_any()
}

fn row(code: &str, it: &GradingRow, digits: u8) -> impl IntoView + use<> {
    let unit = it.member.name.clone();
    let href = match &it.head {
        None => urls::grading_of(code, it.member.unit),
        Some(_) => format!("{}?ve=nguoi", urls::grading_of(code, it.member.unit)),
    };
    let name = match &it.head {
        None => view! { <a href=href>{unit}</a> }.into_any(),
        Some(head) => {
            let post = format!("{}, {unit}", head.post);
            view! { <a href=href>{head.full_name.clone()}</a> <span class="table-more">{post}</span> }.into_any()
        }
    };
    let own = it.own.then(|| view! { <span class="table-more">{t("grading-own")}</span> });
    let standing = it.standing();
    let (text, meaning) = words::standing(standing.as_ref());
    let proposal = it.proposal.as_ref().ok();
    let mut why = words::reasons(proposal.map(|it| &it.standing), it.quota);
    why.extend(proposal.into_iter().flat_map(words::fails));
    why.extend(it.proposal.as_ref().err().map(|it| t(it.key())));
    let why = why.into_iter().map(|it| view! { <li>{it}</li> }).collect_view();
    let decided = match &it.decided {
        Some(line) => {
            let by = words::by_decision(line);
            view! { <Tag text=words::value(&line.after) meaning=words::meaning_of(&line.after)/> <span class="table-more"><a href=urls::decision(line.decision)>{by}</a></span> }
                .into_any()
        }
        None if it.waits => view! { <Tag text=t("grading-waits") meaning=Meaning::Attention/> }.into_any(),
        None => t("grading-not-decided").into_any(),
    };
    let remarks = words::remark_lines(it);
    view! {
        <tr>
            <th scope="row">{name} {own}</th>
            <td class="number" data-label=t("grading-head-scale")>{scale_number(it, digits)}</td>
            <td data-label=t("grading-head-proposed")><Tag text meaning/></td>
            <td class="stacked" data-label=t("grading-head-why")><ul class="reasons">{why} {remarks}</ul></td>
            <td data-label=t("grading-head-decided")>{decided}</td>
        </tr>
    }
}

/// The first number that the rule asks for: that of its scale.
fn scale(it: &GradingRow) -> Option<&KnownFact> {
    it.facts.iter().find(|it| matches!(it.fact, domain::grading::Fact::Measured(_)))
}

/// The number on the scale, with what it is below.
fn scale_number(it: &GradingRow, digits: u8) -> AnyView {
    let Some(fact) = scale(it) else { return ().into_any() };
    let found = fact.found.as_ref().map_or_else(|| t("grading-unknown"), |found| words::found_in(digits, fact.fact, found));
    view! { {found} <span class="table-more">{t(&fact.fact.key())}</span> }.into_any()
}

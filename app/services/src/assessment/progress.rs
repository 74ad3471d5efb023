//! The report of a unit on a period (`domain.md` 9.2), as a draft: what the verified figures say of each target in the period and since the
//! year began, by the one evaluator; the key tasks; and what is not there. What only people can write is left to them.

use super::paper::{actual_vi, status_vi};
use crate::package::gather;
use crate::paper::{Paper, draft, file_name, head, head_signer, name_in_words, print};
use crate::{Ctx, Error};
use documents::progress_report::{ProgressReport, ReportedArea, ReportedTarget, ReportedTask};
use domain::assessment::Assessor;
use domain::explanation::Explanation;
use domain::figure::views_every_field;
use domain::key_task::{TaskReport, TaskStanding};
use domain::period::Span;
use domain::policy::{Action, Forbidden, Place};
use domain::review::facts;
use domain::template::TemplateKind;
use domain::{Package, Period, UnitId, show_date};
use std::collections::HashMap;

/// The report of a unit on a period as a paper, for who reads all of its figures.
pub async fn paper_progress(ctx: &Ctx, campaign: &str, unit: UnitId, period: Period) -> Result<Paper, Error> {
    let (campaign, member) = store::campaign::with_member(ctx.db(), campaign, unit).await?;
    let place = Place { unit: member.unit, path: member.path.clone() };
    ctx.actor.allow(Action::ViewFigures, &place)?;
    if !views_every_field(&ctx.actor, &place) {
        return Err(Forbidden::NoRole.into());
    }
    if period.year() != campaign.year || period.from() > ctx.today {
        return Err(Error::NotFound);
    }
    let group = store::campaign::group(ctx.db(), member.group).await?;
    let gathered = gather(ctx.db(), &campaign, &group).await?;
    let whole = gathered.package(&campaign, &group);
    let whole = whole.by_unit().into_iter().find(|it| it.units.iter().any(|it| it.code == member.code)).ok_or(Error::NotFound)?;
    let until = period.to().min(ctx.today);
    let so_far = with_figures(&whole, |it| it.to() <= period.to());
    let inside = with_figures(&whole, |it| it.from() >= period.from() && it.to() <= period.to());
    let in_period: HashMap<String, Explanation> =
        Assessor::new(&inside).explain_unit(&member.code).into_iter().map(|it| (it.target.code.clone(), it)).collect();
    let target = |it: &Explanation| target(it, in_period.get(&it.target.code), period, whole.rule_set.display_decimals);
    let explained = Assessor::new(&so_far).explain_unit(&member.code);
    let names: Vec<(String, String)> = whole.rule_set.areas.iter().flatten().map(|it| (it.code.clone(), it.title.clone())).collect();
    let areas = if names.is_empty() {
        vec![ReportedArea { name: String::new(), targets: explained.iter().map(target).collect() }]
    } else {
        let of = |code: &str| explained.iter().filter(|it| it.target.area == code).map(target).collect::<Vec<_>>();
        let areas = names.iter().map(|(code, name)| ReportedArea { name: name.clone(), targets: of(code) });
        areas.filter(|it| !it.targets.is_empty()).collect()
    };
    let titles: HashMap<_, &str> = gathered.owed.used.iter().map(|it| (it.variable.id, it.variable.title.as_str())).collect();
    let missing = gathered.owed.missing(campaign.year, period.to().next_day()).into_iter().filter(|it| it.unit == unit);
    let missing = missing.map(|it| format!("{}, {}", titles.get(&it.variable).copied().unwrap_or_default(), it.period.name_vi_within()));
    let (authority, unit) = store::unit::two(ctx.db(), campaign.authority, unit).await?;
    let tasks = match store::commitment::of_unit(ctx.db(), campaign.id, unit.id).await {
        Ok(sheet) => store::key_task::of_commitment(ctx.db(), sheet.id).await?,
        Err(store::Error::NotFound) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let done = |it: &&TaskReport| it.due_on <= period.to() || it.done_on.is_some_and(|day| day <= period.to());
    let in_office = head(ctx.db(), unit.id, ctx.today).await?;
    let report = ProgressReport {
        formalities: draft(&ctx.site, &unit, format!("BC-{}", unit.doc_abbrev), "Lưu: VT"),
        period: period.name_vi_within(),
        year: campaign.year,
        until,
        unit: name_in_words(&unit),
        authority: name_in_words(&authority),
        areas,
        ahead: tasks.iter().filter(|it| !done(it)).map(task).collect(),
        tasks: tasks.iter().filter(done).map(task).collect(),
        missing: missing.collect(),
        signer: head_signer(&unit, in_office.as_ref()),
        wording: store::template::in_force(ctx.db(), authority.id, TemplateKind::ProgressReport).await?,
    };
    let name = file_name(&ctx.site, &["bao-cao-ket-qua", &campaign.code, &member.code, &period.to_string()], "pdf");
    print(name, move || documents::progress_report::document(&report)).await
}

/// A package with some of its figures, by their periods; one without a period that the program knows is left out.
fn with_figures(whole: &Package, taken: impl Fn(Period) -> bool) -> Package {
    let mut part = whole.clone();
    part.figures.retain(|it| it.period.parse().is_ok_and(&taken));
    part
}

fn target(it: &Explanation, in_period: Option<&Explanation>, period: Period, decimals: u8) -> ReportedTarget {
    let value = |it: &Explanation| it.result.actual.as_ref().map(|actual| actual_vi(actual, &it.target.unit)).unwrap_or_default();
    let known = facts(it, decimals);
    let none = || "–".to_owned();
    ReportedTarget {
        name: it.target.title.clone(),
        measure: it.target.unit.clone(),
        committed: known.as_ref().map_or_else(none, |it| it.committed.clone()),
        in_period: in_period.map(value).unwrap_or_default(),
        so_far: value(it),
        compared: known.as_ref().map_or_else(none, |it| if it.met { "đạt mức cam kết".to_owned() } else { it.gap.clone() }),
        judged: status_vi(it.result.status, period.span() == Span::Year).to_owned(),
        behind: known.is_some_and(|it| !it.met),
    }
}

fn task(it: &TaskReport) -> ReportedTask {
    let standing = match (it.standing, it.done_on) {
        (TaskStanding::Verified, Some(day)) => format!("đã hoàn thành ngày {}, đã được xác minh", show_date(day)),
        (_, Some(day)) => format!("đã báo cáo hoàn thành ngày {}, chưa được xác minh", show_date(day)),
        (_, None) => "chưa báo cáo kết quả".to_owned(),
    };
    ReportedTask { content: it.title.clone(), responsible: it.responsible.clone(), due: it.due_on, standing }
}

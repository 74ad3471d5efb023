//! The report in which a unit explains its result of a year, as a draft: the targets that it missed, the figures that verification adjusted or returned,
//! the figures that are not there, with the answers that the store holds.

use super::unit::open;
use crate::figure::{corrected, corrections};
use crate::package::owed;
use crate::paper::{Paper, draft, file_name, head, head_signer, name_in_words, print};
use crate::{Ctx, Error};
use documents::check::Corrected;
use documents::justification::{Justification, Lacking};
use documents::{MissedTarget, Remedy, RemedyState};
use domain::assessment::Assessor;
use domain::figure::views_every_field;
use domain::policy::{Action, Actor, Forbidden, Place};
use domain::review::{CauseKind, Facts, Item, ReportKind, facts};
use domain::run::{RunKind, WhyMissing};
use domain::template::TemplateKind;
use domain::{Campaign, Member, RunId, UnitId, VariableId, show_date};
use std::collections::{HashMap, HashSet};

/// Whether somebody reads what a unit's explanation is made of besides its result: its figures of every field.
pub(super) fn may_explain(actor: &Actor, unit: &Place) -> bool {
    actor.allow(Action::ViewFigures, unit).is_ok() && views_every_field(actor, unit)
}

/// The report in which a unit explains its result in a run, for who reads the result and all of the unit's figures. What the unit answered in its
/// review is filled in for who reads the review.
pub async fn paper_justification(ctx: &Ctx, campaign: &str, unit: UnitId, run: Option<RunId>) -> Result<Paper, Error> {
    let it = open(ctx, campaign, unit, run).await?;
    let place = it.member.place();
    if !may_explain(&ctx.actor, &place) {
        return Err(Forbidden::NoRole.into());
    }
    let decimals = it.package.rule_set.display_decimals;
    let explained = Assessor::new(&it.package).explain_unit(&it.member.code);
    let facts: Vec<Facts> = explained.iter().filter_map(|it| facts(it, decimals)).filter(|it| !it.met).collect();
    let answers = answers(ctx, &it.campaign, &place, it.run.id).await?;
    let figures = figures(ctx, &it.campaign, &it.member).await?;
    let (authority, unit) = store::unit::two(ctx.db(), it.campaign.authority, unit).await?;
    let in_office = head(ctx.db(), unit.id, ctx.today).await?;
    let kind = match it.run.kind {
        RunKind::Final => "kết quả đánh giá chính thức",
        RunKind::Provisional => "kết quả đánh giá tạm tính",
    };
    let report = Justification {
        formalities: draft(&ctx.site, &unit, format!("BC-{}", unit.doc_abbrev), "Lưu: VT"),
        year: it.campaign.year,
        unit: name_in_words(&unit),
        authority: name_in_words(&authority),
        result: format!("{kind} ngày {}", show_date(it.run.at.date())),
        missed: facts.iter().map(|it| missed(it, &answers)).collect(),
        corrections: figures.corrections,
        older: figures.older,
        notes: figures.notes,
        lacking: figures.lacking,
        remedies: facts.iter().filter_map(|it| remedy(it, &answers)).collect(),
        signer: head_signer(&unit, in_office.as_ref()),
        wording: store::template::in_force(ctx.db(), authority.id, TemplateKind::Justification).await?,
    };
    let name = file_name(&ctx.site, &["bao-cao-giai-trinh", &it.campaign.code, &it.member.code], "pdf");
    print(name, move || documents::justification::document(&report)).await
}

/// What the unit answered in the collective report of its review of this run; nothing where it has no such case, or the person does not read it.
async fn answers(ctx: &Ctx, campaign: &Campaign, place: &Place, run: RunId) -> Result<Vec<Item>, Error> {
    let case = match store::review::case::of_unit(ctx.db(), campaign.id, place.unit).await {
        Ok(it) => it,
        Err(store::Error::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    // Causes that were written for another result explain nothing of this one.
    if case.run != run {
        return Ok(Vec::new());
    }
    if ctx.actor.allow_case(Action::ViewReview, &case.at(place.clone())).is_err() {
        return Ok(Vec::new());
    }
    let reports = store::review::report::list(ctx.db(), case.id).await?;
    match reports.iter().find(|it| it.kind == ReportKind::Collective) {
        Some(it) => Ok(store::review::report::items(ctx.db(), it.id).await?),
        None => Ok(Vec::new()),
    }
}

fn answer<'a>(of: &Facts, answers: &'a [Item]) -> Option<&'a domain::review::Answer> {
    answers.iter().find(|it| it.facts.title == of.title).map(|it| &it.answer)
}

fn missed(it: &Facts, answers: &[Item]) -> MissedTarget {
    let given = answer(it, answers);
    let cause = |kind: CauseKind| match given.map(|it| (it.cause_kind, &it.cause)) {
        Some((Some(said), cause)) if said == kind => cause.clone(),
        Some((Some(_), _)) => "không có".to_owned(),
        _ => String::new(),
    };
    MissedTarget {
        name: it.title.clone(),
        committed: it.committed.clone(),
        achieved: it.achieved.clone(),
        gap: it.gap.clone(),
        objective_cause: cause(CauseKind::Objective),
        subjective_cause: cause(CauseKind::Subjective),
        responsible: given.map(|it| it.responsible.clone()).unwrap_or_default(),
    }
}

fn remedy(it: &Facts, answers: &[Item]) -> Option<Remedy> {
    let given = answer(it, answers).filter(|it| !it.remedy.trim().is_empty())?;
    Some(Remedy {
        shortcoming: it.title.clone(),
        measure: given.remedy.clone(),
        owner: given.responsible.clone(),
        due: given.due_on,
        expected: it.committed.clone(),
        state: RemedyState::NotDone,
    })
}

/// What is to be explained of a unit's figures.
struct Figures {
    corrections: Vec<Corrected>,
    older: bool,
    notes: Vec<(String, String)>,
    lacking: Vec<Lacking>,
}

/// The figures of a year that were adjusted or returned, and those that are not there, with what was said of them.
async fn figures(ctx: &Ctx, campaign: &Campaign, member: &Member) -> Result<Figures, Error> {
    let group = store::campaign::group(ctx.db(), member.group).await?;
    let owed = owed(ctx.db(), campaign, &group).await?;
    let (all, older) = corrections(ctx.db(), campaign, member.unit, None).await?;
    let used: HashMap<VariableId, _> = owed.used.iter().map(|it| (it.variable.id, it)).collect();
    let name = |variable: VariableId, period: domain::Period| {
        used.get(&variable).map(|it| format!("{}, {}", it.variable.title, period.name_vi_within())).unwrap_or_default()
    };
    let corrected =
        all.iter().filter_map(|it| Some(Corrected { figure: name(it.variable, it.period), ..corrected(it, used.get(&it.variable)?) }));
    let mut noted = HashSet::new();
    let notes = all.iter().filter(|it| !it.note.trim().is_empty() && noted.insert(it.figure));
    let reasons = store::missing_reason::of_unit(ctx.db(), campaign.id, member.unit).await?;
    let reasons: HashMap<_, _> = reasons.iter().map(|it| ((it.variable, it.period.as_str()), it.reason.as_str())).collect();
    let lacking = owed.missing(campaign.year, Some(ctx.today)).into_iter().filter(|it| it.unit == member.unit).map(|it| Lacking {
        figure: name(it.variable, it.period),
        what: match it.why {
            WhyMissing::Absent => "chưa có số liệu",
            WhyMissing::Unverified => "chưa được xác minh",
        }
        .to_owned(),
        reason: reasons.get(&(it.variable, it.period.to_string().as_str())).copied().unwrap_or_default().to_owned(),
    });
    Ok(Figures {
        lacking: lacking.collect(),
        corrections: corrected.collect(),
        notes: notes.map(|it| (name(it.variable, it.period), it.note.clone())).collect(),
        older,
    })
}

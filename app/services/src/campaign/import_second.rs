//! What a package of version 2 says besides: what stands against taking it in, and its rows.

use super::preview::Problem;
use crate::{Ctx, Error};
use domain::appraisal::{Adjustment, AdjustmentStanding, Appraisal, Given, SelfPoints};
use domain::grading::{GradeRule, RuleChoice};
use domain::package::{ChosenRule, Package, Version};
use domain::plan::ImportRefusal;
use domain::{AdjustmentId, AppraisalId, CampaignId, GroupId, TargetId, UnitId};
use std::collections::HashMap;
use store::Tx;
use store::appraisal::Act;
use store::external_result::ExternalResult;
use store::grading::NewChosen;

/// What cannot be kept: it is refused at its place, so that nothing is lost without a word.
pub(super) fn problems(package: &Package, problems: &mut Vec<Problem>) {
    if package.version == Version::One {
        return;
    }
    if !package.amendments().is_empty() {
        problems.push(Problem::at("$.amendments", ImportRefusal::AmendmentsNotTaken));
    }
    if !package.rule_amendments().is_empty() {
        problems.push(Problem::at("$.rule_amendments", ImportRefusal::AmendmentsNotTaken));
    }
    let amended = package.exemptions().iter().position(|it| it.amendment.is_some());
    problems.extend(amended.map(|at| Problem::at(format!("$.exemptions[{at}].amendment"), ImportRefusal::AmendmentsNotTaken)));
    for (at, it) in package.grade_rules().iter().enumerate() {
        if chosen(package, it).is_none() {
            problems.push(Problem::at(format!("$.grade_rules[{at}].rule"), ImportRefusal::GradeRuleUnfit));
        }
    }
    let mut look = |path: String, text: &str, lines: bool| {
        let plain = |it: char| !it.is_control() || (lines && matches!(it, '\n' | '\t'));
        if !text.chars().all(plain) {
            problems.push(Problem::at(path, ImportRefusal::TextNotPlain));
        }
    };
    for (at, it) in package.rule_set.areas.iter().flatten().enumerate() {
        look(format!("$.rule_set.areas[{at}].code"), &it.code, false);
        look(format!("$.rule_set.areas[{at}].title"), &it.title, false);
    }
    for (at, it) in package.rule_set.adjustments().iter().enumerate() {
        look(format!("$.rule_set.adjustments[{at}].code"), &it.code, false);
        look(format!("$.rule_set.adjustments[{at}].title"), &it.title, false);
    }
    for (at, it) in package.appraisals().iter().enumerate() {
        look(format!("$.appraisals[{at}].reason"), &it.reason, true);
        look(format!("$.appraisals[{at}].appraiser"), it.appraiser.as_deref().unwrap_or_default(), false);
    }
    for (at, it) in package.adjustments().iter().enumerate() {
        look(format!("$.adjustments[{at}].reason"), &it.reason, true);
    }
    for (at, it) in package.external_results().iter().enumerate() {
        look(format!("$.external_results[{at}].title"), &it.title, false);
        look(format!("$.external_results[{at}].source"), &it.source, false);
    }
}

/// A grade rule of a package as it can be chosen here: one that is understood, grades those, and is in force on the day of grading.
fn chosen(package: &Package, it: &ChosenRule) -> Option<RuleChoice> {
    let rule = GradeRule::read(it.rule.json()).ok()?;
    rule.allow_choice(it.whom).ok()?;
    rule.in_force(package.campaign.ends_on).ok()?;
    Some(RuleChoice { rule, tasks_from: it.tasks_from, outstanding: String::new() })
}

/// Keeps the version, the grade rules, the appraisals, the points after the total and the published results of a package. Whoever takes the package in
/// records them; the paper that the package came from has decided on them.
pub(super) async fn save(
    ctx: &Ctx,
    tx: &Tx,
    package: &Package,
    campaign: CampaignId,
    groups: &HashMap<String, GroupId>,
    (units, targets): (&HashMap<String, UnitId>, &HashMap<String, TargetId>),
) -> Result<(), Error> {
    if package.version == Version::One {
        return Ok(());
    }
    for group in groups.values() {
        store::campaign::update_format_version(tx, *group, 2).await?;
        for it in package.grade_rules() {
            let choice = chosen(package, it).ok_or(ImportRefusal::HasErrors)?;
            let new = NewChosen { campaign, group: *group, whom: it.whom, choice: &choice, late: false, by: ctx.actor.person, at: ctx.now };
            store::grading::update_choice(tx, &new).await?;
        }
    }
    let by = ctx.actor.person;
    let appraisals = package.appraisals().iter().filter_map(|it| {
        let own =
            it.self_points.as_ref().map(|it| SelfPoints { points: it.quantity(), note: String::new(), by, submitted_at: Some(ctx.now) });
        let given = Given {
            appraised: it.appraised.quantity(),
            survey: it.survey.as_ref().map(|it| it.quantity()),
            reason: it.reason.clone(),
            appraiser: it.appraiser.clone(),
            by,
            at: ctx.now,
        };
        let (unit, target) = (*units.get(&it.unit)?, *targets.get(&it.target)?);
        Some(Appraisal { id: AppraisalId(0), campaign, unit, target, own, given: Some(given), revision: 1 })
    });
    store::appraisal::update(tx, &appraisals.collect::<Vec<_>>(), Act::Imported, by, ctx.now).await?;
    let adjustments = package.adjustments().iter().filter_map(|it| {
        Some(Adjustment {
            id: AdjustmentId(0),
            campaign,
            unit: *units.get(&it.unit)?,
            code: it.code.clone(),
            points: it.points.quantity(),
            reason: it.reason.clone(),
            standing: AdjustmentStanding::Confirmed,
            proposed_by: by,
            proposed_at: ctx.now,
            decided: None,
            note: String::new(),
        })
    });
    store::adjustment::insert_all(tx, &adjustments.collect::<Vec<_>>()).await?;
    let externals = package.external_results().iter().filter_map(|it| {
        Some(ExternalResult {
            unit: *units.get(&it.unit)?,
            title: it.title.clone(),
            points: Some(it.score.quantity()),
            rank: it.rank.map(i64::from),
            out_of: it.out_of.map(i64::from),
            note: String::new(),
            source: it.source.clone(),
            published_on: it.published_on,
            counts: true,
        })
    });
    Ok(store::external_result::insert_all(tx, campaign, &externals.collect::<Vec<_>>(), by, ctx.now).await?)
}

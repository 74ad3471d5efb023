//! Which expected figures are missing, and recording why one counts as missing.

use super::unappraised::{MissingAppraisal, missing_appraisals};
use crate::package::owed;
use crate::{Ctx, Error, FieldRefusal, Remember};
use domain::fold::nfc;
use domain::policy::{Action, Forbidden};
use domain::run::{ExcuseRefusal, WhyMissing};
use domain::{Campaign, CampaignId, Event, Group, GroupId, Period, Stage, UnitId, VariableId};
use std::collections::{HashMap, HashSet};
use store::missing_reason::MissingReason;

/// How many missing figures a page shows.
pub const PAGE: usize = 50;

/// How long a reason may be, in characters.
pub(super) const LONGEST: usize = 2_000;

/// A missing figure as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingFigure {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The variable.
    pub variable: VariableId,
    /// Its title.
    pub variable_title: String,
    /// The period.
    pub period: Period,
    /// Why it is missing.
    pub why: WhyMissing,
    /// The reason given; empty for none.
    pub reason: String,
    /// Who gave it.
    pub by: String,
    /// Whether the person may give one: not for their own unit.
    pub may_excuse: bool,
}

/// A page of the missing figures of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingList {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// How many figures are missing, by unit in the group's order; units that miss none are left out.
    pub by_unit: Vec<(UnitId, String, usize)>,
    /// The figures of this page.
    pub figures: Vec<MissingFigure>,
    /// The place of the first of them in the list, from 0.
    pub first: usize,
    /// How many there are for the filter chosen.
    pub total: usize,
    /// How many of all of them have a reason.
    pub explained: usize,
    /// How many there are in the group.
    pub in_group: usize,
    /// The missing appraisals for the filter chosen.
    pub appraisals: Vec<MissingAppraisal>,
    /// Whether the person may give reasons.
    pub may_excuse: bool,
    /// Whether the person may run the assessment.
    pub may_run: bool,
}

/// The group of a code, or the first.
pub(crate) fn chosen<'g>(groups: &'g [Group], peer_group: Option<&str>) -> Result<&'g Group, Error> {
    match peer_group {
        Some(code) => groups.iter().find(|it| it.peer_group == code),
        None => groups.first(),
    }
    .ok_or(Error::NotFound)
}

/// The missing figures of a group for the whole year, those of one unit where one is given; only units whose results the person may see.
pub async fn missing_figures(
    ctx: &Ctx,
    campaign: &str,
    peer_group: Option<&str>,
    unit: Option<UnitId>,
    page: usize,
) -> Result<MissingList, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, campaign).await?;
    ctx.actor.allow(Action::ViewResults, &campaign.place())?;
    let group = chosen(&groups, peer_group)?.clone();
    let gathered = owed(ctx.db(), &campaign, &group).await?;
    let missing = gathered.missing(campaign.year, None);
    let reasons = store::missing_reason::list(ctx.db(), campaign.id).await?;
    let said: HashMap<(UnitId, VariableId, &str), &MissingReason> =
        reasons.iter().map(|it| ((it.unit, it.variable, it.period.as_str()), it)).collect();
    let names: HashMap<UnitId, &str> = gathered.members.iter().map(|it| (it.unit, it.name.as_str())).collect();
    let titles: HashMap<VariableId, &str> = gathered.used.iter().map(|it| (it.variable.id, it.variable.title.as_str())).collect();
    let excusable: HashSet<UnitId> = gathered
        .members
        .iter()
        .filter(|it| !campaign.closed && ctx.actor.allow(Action::ExcuseFigures, &it.place()).is_ok())
        .map(|it| it.unit)
        .collect();
    let mut counts: HashMap<UnitId, usize> = HashMap::new();
    for it in &missing {
        *counts.entry(it.unit).or_default() += 1;
    }
    let explained = missing.iter().filter(|it| said.contains_key(&(it.unit, it.variable, it.period.to_string().as_str()))).count();
    let filtered: Vec<_> = missing.iter().filter(|it| unit.is_none_or(|unit| it.unit == unit)).collect();
    let first = page.saturating_sub(1).saturating_mul(PAGE);
    let line = |it: &&domain::run::Missing| {
        let label = it.period.to_string();
        let reason = said.get(&(it.unit, it.variable, label.as_str())).copied();
        MissingFigure {
            may_excuse: excusable.contains(&it.unit),
            unit: it.unit,
            unit_name: names.get(&it.unit).copied().unwrap_or_default().to_owned(),
            variable: it.variable,
            variable_title: titles.get(&it.variable).copied().unwrap_or_default().to_owned(),
            period: it.period,
            why: it.why,
            reason: reason.map(|it| it.reason.clone()).unwrap_or_default(),
            by: reason.map(|it| it.person_name.clone()).unwrap_or_default(),
        }
    };
    Ok(MissingList {
        appraisals: missing_appraisals(ctx, &campaign, &gathered, unit).await?,
        by_unit: gathered.members.iter().filter_map(|it| Some((it.unit, it.name.clone(), *counts.get(&it.unit)?))).collect(),
        figures: filtered.iter().skip(first).take(PAGE).map(line).collect(),
        first,
        total: filtered.len(),
        explained,
        in_group: missing.len(),
        may_excuse: ctx.actor.holds(Action::ExcuseFigures, &campaign.place()) && !campaign.closed,
        may_run: ctx.actor.allow(Action::RunAssessment, &campaign.place()).is_ok() && !campaign.closed,
        campaign,
        groups,
        group,
    })
}

/// A reason for one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excuse {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period.
    pub period: Period,
    /// The reason.
    pub reason: String,
}

/// Records why figures count as missing, in the name of the person who asks. `excuses` holds the filled-in rows with their boxes' names.
pub async fn excuse(ctx: &Ctx, campaign: CampaignId, group: GroupId, excuses: &[(String, Excuse)]) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, campaign).await?;
    let campaign = store::campaign::get(&tx, campaign).await?;
    let group = store::campaign::group(&tx, group).await?;
    if group.campaign != campaign.id {
        return Err(Error::NotFound);
    }
    if !ctx.actor.holds(Action::ExcuseFigures, &campaign.place()) {
        return Err(Forbidden::NoRole.into());
    }
    crate::campaign::in_stage(ctx, &tx, &campaign, Stage::Assess).await?;
    let gathered = owed(&tx, &campaign, &group).await?;
    // Whether a figure counts as missing decides on points: nobody says it of their own unit.
    for (_, it) in excuses {
        let member = gathered.members.iter().find(|member| member.unit == it.unit).ok_or(Error::NotFound)?;
        ctx.actor.allow(Action::ExcuseFigures, &member.place())?;
    }
    let missing = gathered.missing(campaign.year, None);
    let before = store::missing_reason::list(&tx, campaign.id).await?;
    let mut refused = Vec::new();
    let mut changed = Vec::new();
    for (field, it) in excuses {
        let text = nfc(it.reason.trim());
        let expected = missing.iter().any(|there| there.unit == it.unit && there.variable == it.variable && there.period == it.period);
        let refusal = if text.is_empty() {
            Some(ExcuseRefusal::Blank)
        } else if text.chars().count() > LONGEST {
            Some(ExcuseRefusal::TooLong)
        } else if documents::unprintable(&text).is_some() {
            Some(ExcuseRefusal::Unprintable)
        } else if !expected {
            Some(ExcuseRefusal::NotMissing)
        } else {
            None
        };
        match refusal {
            Some(refusal) => refused.push(FieldRefusal { field: field.clone(), refusal: refusal.into() }),
            None => changed.push((it, text)),
        }
    }
    if !refused.is_empty() {
        return Err(Error::Invalid(refused));
    }
    let (mut rows, mut lines): (Vec<MissingReason>, Vec<_>) = (Vec::new(), Vec::new());
    for (it, text) in changed {
        let period = it.period.to_string();
        let old = before.iter().find(|there| there.unit == it.unit && there.variable == it.variable && there.period == period);
        if old.is_some_and(|it| it.reason == text) {
            continue;
        }
        // Two boxes of one figure: the last one holds.
        rows.retain(|there| there.unit != it.unit || there.variable != it.variable || there.period != period);
        rows.push(MissingReason {
            unit: it.unit,
            variable: it.variable,
            period: period.clone(),
            reason: text.clone(),
            person: ctx.actor.person,
            person_name: String::new(),
            at: ctx.now,
        });
        let code =
            gathered.used.iter().find(|there| there.variable.id == it.variable).map(|it| it.variable.code.as_str()).unwrap_or_default();
        let what = Remember {
            unit: Some(it.unit),
            before: old.map(|it| it.reason.clone()).unwrap_or_default(),
            after: format!("{code} {period}"),
            reason: text,
        };
        lines.push(ctx.line(Event::FigureExcused, "campaign", campaign.id.0, what));
    }
    store::missing_reason::update_all(&tx, campaign.id, &rows).await?;
    store::audit::insert_all(&tx, &lines).await?;
    tx.commit().await.map_err(Error::internal)
}

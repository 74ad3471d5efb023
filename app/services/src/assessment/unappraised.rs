//! Which manual targets nobody has appraised, and recording why a final run goes without one.

use crate::package::{Owed, owed};
use crate::{Ctx, Error, Remember};
use domain::fold::nfc;
use domain::policy::Action;
use domain::run::ExcuseRefusal;
use domain::{CampaignId, Event, Stage, TargetId, UnitId};
use std::collections::HashMap;
use store::appraisal::Unappraised;

/// A missing appraisal as the page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingAppraisal {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// The target.
    pub target: TargetId,
    /// Its code and title.
    pub target_title: String,
    /// The reason given; empty for none.
    pub reason: String,
    /// Who gave it.
    pub by: String,
    /// Whether the person may give one: not for their own unit.
    pub may_excuse: bool,
}

/// The missing appraisals of a group, in the order of its units and targets. At most two statements more than `owed`.
pub(super) async fn missing_appraisals(
    ctx: &Ctx,
    campaign: &domain::Campaign,
    owed: &Owed,
    unit: Option<UnitId>,
) -> Result<Vec<MissingAppraisal>, Error> {
    let lacking = owed.unappraised();
    if lacking.is_empty() {
        return Ok(Vec::new());
    }
    let said = store::appraisal::reasons(ctx.db(), campaign.id).await?;
    let said: HashMap<(UnitId, TargetId), &Unappraised> = said.iter().map(|it| ((it.unit, it.target), it)).collect();
    let members: HashMap<UnitId, _> = owed.members.iter().map(|it| (it.unit, it)).collect();
    let line = |it: &domain::run::Unappraised| {
        let member = members.get(&it.unit)?;
        let target = owed.manual.iter().find(|line| line.code == it.target)?;
        let reason = said.get(&(it.unit, target.id)).copied();
        Some(MissingAppraisal {
            unit: it.unit,
            unit_name: member.name.clone(),
            target: target.id,
            target_title: format!("{}. {}", target.code, target.title),
            reason: reason.map(|it| it.reason.clone()).unwrap_or_default(),
            by: reason.map(|it| it.person_name.clone()).unwrap_or_default(),
            may_excuse: !campaign.closed && ctx.actor.allow(Action::ExcuseFigures, &member.place()).is_ok(),
        })
    };
    Ok(lacking.iter().filter(|it| unit.is_none_or(|unit| it.unit == unit)).filter_map(line).collect())
}

/// A reason for one appraisal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcuseAppraisal {
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The target.
    pub target: TargetId,
    /// The reason.
    pub reason: String,
}

/// Records why a final run goes without an appraisal, in the name of the person who asks.
pub async fn excuse_appraisal(ctx: &Ctx, it: &ExcuseAppraisal) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, it.campaign).await?;
    let campaign = store::campaign::get(&tx, it.campaign).await?;
    let member = store::campaign::member(&tx, campaign.id, it.unit).await?;
    ctx.actor.allow(Action::ExcuseFigures, &member.place())?;
    crate::campaign::in_stage(ctx, &tx, &campaign, Stage::Assess).await?;
    let group = store::campaign::group(&tx, member.group).await?;
    let owed = owed(&tx, &campaign, &group).await?;
    let target = owed.manual.iter().find(|line| line.id == it.target).ok_or(Error::NotFound)?;
    if !owed.unappraised().iter().any(|lacking| lacking.unit == it.unit && lacking.target == target.code) {
        return Err(Error::field("excuse", ExcuseRefusal::NotMissing));
    }
    let reason = nfc(it.reason.trim());
    let refusal = match reason.chars().count() {
        0 => Some(ExcuseRefusal::Blank),
        1..=super::missing::LONGEST if documents::unprintable(&reason).is_some() => Some(ExcuseRefusal::Unprintable),
        1..=super::missing::LONGEST => None,
        _ => Some(ExcuseRefusal::TooLong),
    };
    if let Some(refusal) = refusal {
        return Err(Error::field("excuse", refusal));
    }
    let before = store::appraisal::reasons(&tx, campaign.id).await?;
    let before = before.into_iter().find(|old| old.unit == it.unit && old.target == it.target).map(|it| it.reason);
    let row = Unappraised {
        unit: it.unit,
        target: it.target,
        reason: reason.clone(),
        person: ctx.actor.person,
        person_name: String::new(),
        at: ctx.now,
    };
    store::appraisal::update_reason(&tx, campaign.id, &row).await?;
    let what = Remember { unit: Some(it.unit), before: before.unwrap_or_default(), after: target.code.clone(), reason };
    ctx.remember(&tx, Event::AppraisalExcused, "campaign", campaign.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

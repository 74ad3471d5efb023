//! What of amendments waits for somebody: those to decide on, and those that change what their own unit has signed.

use super::{may_decide, of_unit};
use crate::{Ctx, Error};
use domain::amendment::AmendmentState;
use domain::policy::{Action, Scope};
use domain::work::{WorkItem, WorkKind};
use domain::{Campaign, CampaignId, UnitId};
use std::collections::BTreeSet;

/// The amendments that wait for the person. One statement where there are none; what a unit has to sign is asked for the person's own units
/// alone.
pub(crate) async fn waiting(ctx: &Ctx, campaigns: &[Campaign]) -> Result<Vec<WorkItem>, Error> {
    let decides = ctx.actor.may_somewhere(Action::ApproveAmendment);
    let own: Vec<UnitId> = ctx
        .actor
        .scopes(Action::SignCommitment)
        .into_iter()
        .filter_map(|it| match it {
            Scope::Unit(unit) => Some(unit),
            Scope::Below(_) => None,
        })
        .collect();
    if !decides && own.is_empty() {
        return Ok(Vec::new());
    }
    let open = store::amendment::open(ctx.db()).await?;
    let mut items = Vec::new();
    let ids: BTreeSet<i64> = open.iter().map(|it| it.amendment.campaign.0).collect();
    for id in ids {
        let Some(campaign) = campaigns.iter().find(|it| it.id == CampaignId(id)) else { continue };
        let members = store::campaign::members(ctx.db(), campaign.id).await?;
        let here = || open.iter().filter(|it| it.amendment.campaign == campaign.id);
        let item = |kind, unit: Option<UnitId>, subject: i64, due| {
            let named = |unit| members.iter().find(|it| it.unit == unit).map(|it| (unit, it.name.clone()));
            WorkItem { kind, campaign: campaign.id, unit: unit.and_then(named), period: None, subject: Some(subject), count: 1, due }
        };
        for it in here().filter(|it| it.amendment.state == AmendmentState::Proposed) {
            if it.amendment.proposed.0 != ctx.actor.person && may_decide(ctx, it, campaign, &members).is_ok() {
                let it = &it.amendment;
                items.push(item(WorkKind::DecideAmendment, it.subject.unit(), it.id.0, Some(it.effective_on)));
            }
        }
        if !here().any(|it| it.amendment.state == AmendmentState::Approved) {
            continue;
        }
        for member in members.iter().filter(|it| own.contains(&it.unit)) {
            let edition = crate::seal::edition_of(ctx.db(), campaign.id, member.unit, ctx.now).await?;
            if edition.as_ref().is_none_or(|it| it.seal.is_none()) {
                continue;
            }
            for it in of_unit(ctx.db(), campaign.id, edition.as_ref(), (member.unit, &member.code)).await? {
                if it.acknowledged.is_none() {
                    items.push(item(WorkKind::SignAmendment, Some(member.unit), it.id.0, None));
                }
            }
        }
    }
    Ok(items)
}

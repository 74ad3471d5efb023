//! What the form of an amendment offers.

use crate::{Ctx, Error};
use domain::amendment::Subject;
use domain::catalogue::TargetLine;
use domain::policy::{Action, Forbidden};
use domain::{Campaign, Group, Member};
use store::amendment::Read;

/// What the form of an amendment offers.
#[derive(Debug, Clone)]
pub struct AmendmentForm {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group whose goal changes.
    pub group: Group,
    /// Its targets.
    pub targets: Vec<TargetLine>,
    /// Its units that the person may amend goals of.
    pub members: Vec<Member>,
    /// The amendments of targets that can be replaced.
    pub in_force: Vec<Read>,
    /// Whether anybody of the group has signed: before that there is nothing to amend.
    pub sealed: bool,
}

/// Loads the form for a group of a campaign; the first one where none is named. Six statements.
pub async fn amendment_form(ctx: &Ctx, code: &str, peer_group: Option<&str>) -> Result<AmendmentForm, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, code).await?;
    let chosen = peer_group.filter(|it| !it.is_empty());
    let group = groups.iter().find(|it| chosen.is_none_or(|code| it.peer_group == code)).cloned().ok_or(Error::NotFound)?;
    let mut members = store::campaign::members(ctx.db(), campaign.id).await?;
    members.retain(|it| it.group == group.id && ctx.actor.allow(Action::ProposeAmendment, &it.place()).is_ok());
    if members.is_empty() && ctx.actor.allow(Action::ProposeAmendment, &campaign.place()).is_err() {
        return Err(Forbidden::NoRole.into());
    }
    Ok(AmendmentForm {
        targets: store::rule_set::targets(ctx.db(), group.rule_set).await?,
        in_force: of_targets(store::amendment::in_force(ctx.db(), group.id).await?),
        sealed: store::seal::first(ctx.db(), group.id, None).await?.is_some(),
        campaign,
        groups,
        group,
        members,
    })
}

fn of_targets(mut found: Vec<Read>) -> Vec<Read> {
    found.retain(|it| matches!(it.amendment.subject, Subject::Target(_)));
    found
}

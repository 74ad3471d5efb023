//! The year at a glance, and the list of years.

use crate::{Ctx, Error};
use domain::campaign::{Group, StageWindow};
use domain::catalogue::{RuleSetVersion, TargetLine};
use domain::policy::{Action, Forbidden, Place};
use domain::{Campaign, Quantity};
pub use store::campaign_view::{CampaignLine, ExemptionLine, MemberLine};

/// A group with its rule set and members.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The group.
    pub group: Group,
    /// Its rule set.
    pub rule_set: RuleSetVersion,
    /// The rule set's targets.
    pub targets: Vec<TargetLine>,
    /// The total of the weights; exactly 100 where all is well.
    pub weights_total: Quantity,
    /// Its members, with what they lack to begin.
    pub members: Vec<MemberLine>,
}

/// The year at a glance.
#[derive(Debug, Clone)]
pub struct YearView {
    /// The campaign.
    pub campaign: Campaign,
    /// The authority's name.
    pub authority: String,
    /// Its stages, in order.
    pub stages: Vec<StageWindow>,
    /// Its groups.
    pub groups: Vec<GroupView>,
    /// Its exemptions.
    pub exemptions: Vec<ExemptionLine>,
    /// How many figures it has.
    pub figures: i64,
    /// Whether this person may run it.
    pub may_run: bool,
}

fn may_view(ctx: &Ctx) -> Result<(), Error> {
    if ctx.actor.may_somewhere(Action::ViewCampaign) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

/// Every campaign, newest first, and whether this person may make one.
pub async fn list(ctx: &Ctx) -> Result<(Vec<CampaignLine>, bool), Error> {
    may_view(ctx)?;
    Ok((store::campaign_view::list(ctx.db()).await?, ctx.actor.may_somewhere(Action::RunCampaign)))
}

/// The year at a glance. Six statements and two for each group.
pub async fn year(ctx: &Ctx, code: &str) -> Result<YearView, Error> {
    may_view(ctx)?;
    let db = ctx.db();
    let campaign = store::campaign::of_code(db, code).await?;
    let place = Place { unit: campaign.authority, path: campaign.authority_path.clone() };
    let may_run = !campaign.closed && ctx.actor.allow(Action::RunCampaign, &place).is_ok();
    let authority = store::unit::get(db, campaign.authority).await?.name_full;
    let stages = store::campaign::stages(db, campaign.id).await?;
    let members = store::campaign_view::members(db, campaign.id, ctx.today).await?;
    let mut groups = Vec::new();
    for group in store::campaign::groups(db, campaign.id).await? {
        let rule_set = store::rule_set::get(db, group.rule_set).await?;
        let targets = store::rule_set::targets(db, group.rule_set).await?;
        let weights_total = Quantity::checked_sum(targets.iter().map(|it| it.weight)).unwrap_or(Quantity(0));
        let of_group = members.iter().filter(|it| it.group_id == group.id.0).cloned().collect();
        groups.push(GroupView { group, rule_set, targets, weights_total, members: of_group });
    }
    let exemptions = store::campaign_view::exemptions(db, campaign.id).await?;
    let figures = store::campaign_view::count_figures(db, campaign.id).await?;
    Ok(YearView { campaign, authority, stages, groups, exemptions, figures, may_run })
}

//! The year at a glance, and the list of years.

use crate::{Ctx, Error};
use domain::campaign::{Group, StageWindow};
use domain::catalogue::TargetLine;
use domain::policy::{Action, Forbidden, Place};
use domain::{Campaign, Quantity, UnitId};
pub use store::campaign_view::{CampaignLine, ExemptionLine, MemberLine};

/// A group with its rule set and members.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The group.
    pub group: Group,
    /// The title of its rule set.
    pub rule_set_title: String,
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
    /// The units that this person may exempt from a target: never their own.
    pub may_exempt: Vec<UnitId>,
}

/// A campaign that this person may read of, by its code.
pub(crate) async fn of_code(ctx: &Ctx, code: &str) -> Result<Campaign, Error> {
    let campaign = store::campaign::of_code(ctx.db(), code).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    Ok(campaign)
}

/// A campaign that this person may read of, by its code, with its peer groups.
pub(crate) async fn with_groups(ctx: &Ctx, code: &str) -> Result<(Campaign, Vec<Group>), Error> {
    let found = store::campaign::with_groups(ctx.db(), code).await?;
    ctx.actor.allow(Action::ViewCampaign, &found.0.place())?;
    Ok(found)
}

fn may_view(ctx: &Ctx) -> Result<(), Error> {
    if ctx.actor.may_somewhere(Action::ViewCampaign) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

/// Every campaign, newest first, and whether this person may make one.
pub async fn list(ctx: &Ctx) -> Result<(Vec<CampaignLine>, bool), Error> {
    may_view(ctx)?;
    let mut lines = store::campaign_view::list(ctx.db()).await?;
    lines.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    Ok((lines, ctx.actor.may_somewhere(Action::RunCampaign)))
}

/// The year at a glance. Eight statements.
pub async fn year(ctx: &Ctx, code: &str) -> Result<YearView, Error> {
    let db = ctx.db();
    let (campaign, groups_of) = with_groups(ctx, code).await?;
    let may_run = !campaign.closed && ctx.actor.allow(Action::RunCampaign, &campaign.place()).is_ok();
    let authority = store::unit::get(db, campaign.authority).await?.name_full;
    let stages = store::campaign::stages(db, campaign.id).await?;
    let members = store::campaign_view::members(db, campaign.id, ctx.today).await?;
    let titles = store::rule_set::titles_of_campaign(db, campaign.id).await?;
    let all_targets = store::rule_set::targets_of_campaign(db, campaign.id).await?;
    let place = |it: &MemberLine| Place { unit: UnitId(it.unit_id), path: it.path.clone() };
    let exempts = |it: &MemberLine| !campaign.closed && ctx.actor.allow(Action::ExemptUnit, &place(it)).is_ok();
    let may_exempt = members.iter().filter(|it| exempts(it)).map(|it| UnitId(it.unit_id)).collect();
    let mut groups = Vec::new();
    for group in groups_of {
        let rule_set_title = titles.iter().find(|it| it.0 == group.rule_set).map(|it| it.1.clone()).unwrap_or_default();
        let targets: Vec<TargetLine> = all_targets.iter().filter(|it| it.0 == group.rule_set).map(|it| it.1.clone()).collect();
        let weights_total = Quantity::checked_sum(targets.iter().map(|it| it.weight)).unwrap_or(Quantity(0));
        let of_group = members.iter().filter(|it| it.group_id == group.id.0).cloned().collect();
        groups.push(GroupView { group, rule_set_title, targets, weights_total, members: of_group });
    }
    let exemptions = store::campaign_view::exemptions(db, campaign.id).await?;
    let figures = store::campaign_view::count_figures(db, campaign.id).await?;
    Ok(YearView { campaign, authority, stages, groups, exemptions, figures, may_run, may_exempt })
}

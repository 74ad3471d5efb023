//! The year at a glance, and the list of years.

use super::readiness::ready;
use crate::seal::Edition;
use crate::{Ctx, Error, Remember};
use domain::campaign::{Group, StageRefusal, StageWindow};
use domain::catalogue::TargetLine;
use domain::policy::{Action, Forbidden, Place};
use domain::{Campaign, CampaignId, Event, GroupId, Period, Quantity, RuleSetId, Stage, UnitId};
use store::Tx;
use store::assessment::Run;
pub use store::campaign_view::{CampaignLine, ExemptionLine, MemberLine};
use store::campaign_view::{Counted, GroupLine};

/// A group with its rule set and members.
#[derive(Debug, Clone)]
pub struct GroupView {
    /// The group.
    pub group: Group,
    /// The rule set's title.
    pub rule_set: String,
    /// How many targets the rule set has.
    pub targets: i64,
    /// The total of the weights; exactly 100 where all is well.
    pub weights_total: Quantity,
    /// Its members, with what they lack to begin.
    pub members: Vec<MemberLine>,
    /// Its newest run.
    pub run: Option<Run>,
}

/// How far the stages have come, for the units that the person sees; none of what they may not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Sheets.
    pub sheets: Option<Sheets>,
    /// Figures.
    pub figures: Option<Figures>,
    /// Review cases.
    pub cases: Option<Cases>,
    /// Remedies.
    pub remedies: Option<Remedies>,
}

/// How far commitments have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sheets {
    /// Units that take part.
    pub units: i64,
    /// Sheets issued and not withdrawn.
    pub issued: i64,
    /// Sheets that both sides have signed.
    pub in_force: i64,
    /// Sheets agreed on that wait for a signature.
    pub unsigned: i64,
}

/// How far figures have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Figures of the whole year.
    pub expected: i64,
    /// Figures submitted, verified or not.
    pub submitted: i64,
    /// Figures that wait for verification.
    pub waiting: i64,
    /// Figures verified.
    pub verified: i64,
    /// Figures sent back.
    pub returned: i64,
}

/// How far reviews have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cases {
    /// Cases opened.
    pub opened: i64,
    /// Cases whose minutes are signed.
    pub signed: i64,
}

/// How far remedies have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Remedies {
    /// Remedies promised.
    pub all: i64,
    /// Remedies confirmed as done.
    pub done: i64,
    /// Remedies past their day.
    pub late: i64,
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
    /// How far the stages have come.
    pub progress: Progress,
    /// Whether this person may run it.
    pub may_run: bool,
    /// The units that this person may exempt from a target: never their own.
    pub may_exempt: Vec<UnitId>,
    /// Whether this person may read every unit's results, and so take a group's package.
    pub may_export: bool,
    /// Whether this person may read results, of whichever units.
    pub sees_results: bool,
    /// Whether this person sees who the members' heads are.
    pub sees_heads: bool,
    /// Which versions of their rules the groups go by.
    pub editions: Vec<Edition>,
}

/// A campaign that this person may read of, by its code.
pub(crate) async fn of_code(ctx: &Ctx, code: &str) -> Result<Campaign, Error> {
    let campaign = store::campaign::of_code(ctx.db(), code).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    Ok(campaign)
}

/// Refuses work in a campaign that is closed, and keeps it open until the transaction ends.
pub(crate) async fn not_closed(tx: &Tx, id: CampaignId) -> Result<(), Error> {
    store::hold::campaign(tx, id).await?;
    if store::campaign::get(tx, id).await?.closed { Err(StageRefusal::CampaignClosed.into()) } else { Ok(()) }
}

/// The same, and refuses what belongs to a stage that is not open today.
pub(crate) async fn stage_is_open(ctx: &Ctx, tx: &Tx, id: CampaignId, stage: Stage) -> Result<(), Error> {
    store::hold::campaign(tx, id).await?;
    in_stage(ctx, tx, &store::campaign::get(tx, id).await?, stage).await
}

/// Refuses what belongs to a stage of a campaign that is held: where the campaign is closed, and where the stage is not open today. A stage opens by
/// its day and by whoever acts first in it, never while a red item stands (`domain::readiness`).
pub(crate) async fn in_stage(ctx: &Ctx, tx: &Tx, campaign: &Campaign, stage: Stage) -> Result<(), Error> {
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    store::campaign::stage(tx, campaign.id, stage).await?.allow(ctx.today)?;
    open_stage(ctx, tx, campaign, stage).await
}

/// Opens a stage where nobody acted in it yet; refused while a red item stands.
pub(crate) async fn open_stage(ctx: &Ctx, tx: &Tx, campaign: &Campaign, stage: Stage) -> Result<(), Error> {
    if store::campaign::open_stage(tx, campaign.id, stage, ctx.now).await? {
        ready(tx, campaign, stage, ctx.today).await?;
        let remember = Remember { unit: Some(campaign.authority), after: stage.code().to_owned(), ..Remember::default() };
        ctx.remember(tx, Event::StageOpened, "campaign", campaign.id.0, remember).await?;
    }
    Ok(())
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

/// The year at a glance. Nine statements.
pub async fn year(ctx: &Ctx, code: &str) -> Result<YearView, Error> {
    let db = ctx.db();
    let (campaign, authority) = store::campaign_view::of_code(db, code).await?;
    let place = campaign.place();
    ctx.actor.allow(Action::ViewCampaign, &place)?;
    let stages = store::campaign::stages(db, campaign.id).await?;
    let members = store::campaign_view::members(db, campaign.id, ctx.today).await?;
    let runs = store::assessment::newest(db, campaign.id, None).await?;
    let group = |it: GroupLine| GroupView {
        members: members.iter().filter(|member| member.group_id == it.id).cloned().collect(),
        run: runs.iter().find(|run| run.group.0 == it.id).cloned(),
        group: Group {
            id: GroupId(it.id),
            campaign: campaign.id,
            peer_group: it.peer_group,
            title: it.title,
            rule_set: RuleSetId(it.rule_set_id),
            format_version: it.format_version,
        },
        rule_set: it.rule_set,
        targets: it.targets,
        weights_total: Quantity(it.weights_e4),
    };
    let lines = store::campaign_view::groups(db, campaign.id).await?;
    let edition = |it: &GroupLine| Edition {
        group_id: it.id,
        group_title: it.title.clone(),
        rule_set_id: it.rule_set_id,
        code: it.code.clone(),
        version: it.version,
        title: it.rule_set.clone(),
        sha256: it.sha256.clone(),
        members: i64::try_from(members.iter().filter(|member| member.group_id == it.id).count()).unwrap_or(i64::MAX),
        sealed: it.sealed,
        here: 0,
        seal: None,
        amendments: it.amendments,
        amended_version: it.amended_version,
        amended_rule_set_id: it.amended_rule_set_id,
    };
    let editions: Vec<Edition> = lines.iter().map(edition).collect();
    let groups: Vec<GroupView> = lines.into_iter().map(group).collect();
    let exemptions = store::campaign_view::exemptions(db, campaign.id).await?;
    let progress = progress(ctx, &campaign, &groups).await?;
    let may = |action| ctx.actor.allow(action, &place).is_ok();
    let exempts = |it: &MemberLine| {
        let place = Place { unit: UnitId(it.unit_id), path: it.path.clone() };
        !campaign.closed && ctx.actor.allow(Action::ExemptUnit, &place).is_ok()
    };
    let may_exempt = members.iter().filter(|it| exempts(it)).map(|it| UnitId(it.unit_id)).collect();
    Ok(YearView {
        may_run: !campaign.closed && may(Action::RunCampaign),
        may_exempt,
        may_export: may(Action::ViewResults),
        sees_results: ctx.actor.may_somewhere(Action::ViewResults),
        sees_heads: may(Action::ViewOrganisation),
        campaign,
        authority,
        stages,
        groups,
        exemptions,
        progress,
        editions,
    })
}

async fn progress(ctx: &Ctx, campaign: &Campaign, groups: &[GroupView]) -> Result<Progress, Error> {
    let scopes = [Action::ViewCommitment, Action::ViewFigures, Action::ViewReview].map(|it| ctx.actor.scopes(it));
    let [sheets, figures, reviews] = &scopes;
    let counted = Counted { sheets, figures, reviews };
    let found = store::campaign_view::progress(ctx.db(), campaign.id, &campaign.authority_path, ctx.today, counted).await?;
    let count = |noun: &str, states: &[&str]| -> i64 {
        found.iter().filter(|it| it.noun == noun && states.contains(&it.state.as_str())).map(|it| it.number).sum()
    };
    let all = |noun: &str| -> i64 { found.iter().filter(|it| it.noun == noun).map(|it| it.number).sum() };
    let seen = |action: Action, group: &GroupView| -> i64 {
        let place = |it: &MemberLine| Place { unit: UnitId(it.unit_id), path: it.path.clone() };
        let number = group.members.iter().filter(|it| ctx.actor.allow(action, &place(it)).is_ok()).count();
        i64::try_from(number).unwrap_or(i64::MAX)
    };
    let mut expected = 0;
    for it in store::figure::expected(ctx.db(), campaign.id).await? {
        let periods = i64::try_from(Period::of_frequency(it.frequency, campaign.year).len()).unwrap_or_default();
        let units: i64 = groups.iter().filter(|group| group.group.id == it.group).map(|group| seen(Action::ViewFigures, group)).sum();
        expected += it.number * periods * units;
    }
    let verified = count("figure", &["verified", "adjusted"]);
    let waiting = count("figure", &["submitted"]);
    Ok(Progress {
        sheets: (!sheets.is_empty()).then(|| Sheets {
            units: groups.iter().map(|it| seen(Action::ViewCommitment, it)).sum(),
            issued: all("sheet") - count("sheet", &["withdrawn"]),
            in_force: count("sheet", &["in_force"]),
            unsigned: count("sheet", &["approved", "head_signed"]),
        }),
        figures: (!figures.is_empty()).then(|| Figures {
            expected,
            submitted: waiting + verified,
            waiting,
            verified,
            returned: count("figure", &["returned"]),
        }),
        cases: (!reviews.is_empty()).then(|| Cases { opened: all("case"), signed: count("case", &["signed", "closed"]) }),
        remedies: (!reviews.is_empty()).then(|| Remedies {
            all: all("remedy"),
            done: count("remedy", &["closed"]),
            late: count("remedy", &["late"]),
        }),
    })
}

/// The targets of a campaign's groups, for choosing one. One statement a group.
pub async fn targets(ctx: &Ctx, view: &YearView) -> Result<Vec<(String, TargetLine)>, Error> {
    let mut all = Vec::new();
    for it in &view.groups {
        let lines = store::rule_set::targets(ctx.db(), it.group.rule_set).await?;
        all.extend(lines.into_iter().map(|line| (it.group.title.clone(), line)));
    }
    Ok(all)
}

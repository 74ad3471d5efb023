//! The amendments of a campaign, which everybody in it sees, and one of them with its signatures.

use super::may_decide;
use crate::{Ctx, Error, account};
use domain::amendment::{AmendmentContent, AmendmentState};
use domain::policy::{Action, Forbidden};
use domain::{AmendmentId, Campaign, Group, Member, Timestamp, UnitId};
use std::collections::{HashMap, HashSet};
use store::amendment::{Acknowledged, Read};
use store::audit::Told;
use store::seal::Edition;
use store::signature::Read as Signed;

/// An amendment in the list.
#[derive(Debug, Clone)]
pub struct AmendmentLine {
    /// The amendment.
    pub read: Read,
    /// What it says.
    pub content: AmendmentContent,
    /// How many units it concerns that have signed their sheets, and how many of them have signed it.
    pub signed: (usize, usize),
}

/// The amendments of a campaign.
#[derive(Debug, Clone)]
pub struct AmendmentList {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups with the rules they go by.
    pub editions: Vec<Edition>,
    /// Newest first.
    pub lines: Vec<AmendmentLine>,
    /// Whether the person may put one forward.
    pub may_propose: bool,
    /// Whether the person may put one of the rules of a whole group forward.
    pub may_propose_rules: bool,
}

fn content(it: &Read) -> Result<AmendmentContent, Error> {
    AmendmentContent::read(&it.amendment.content).ok_or_else(|| Error::internal("unreadable content of an amendment"))
}

/// What is known of a group around its amendments.
struct Around {
    package: domain::Package,
    acknowledged: Vec<Acknowledged>,
}

async fn around(ctx: &Ctx, campaign: &Campaign, group: &Group) -> Result<Around, Error> {
    Ok(Around {
        package: crate::package::goals_of_group(ctx.db(), campaign, group).await?,
        acknowledged: store::amendment::acknowledged(ctx.db(), group.id, None).await?,
    })
}

/// The members whose signed sheets an amendment changes.
fn concerned<'m>(it: &Read, around: &Around, members: &'m [Member], sealed: &HashSet<i64>) -> Vec<&'m Member> {
    if it.amendment.state != AmendmentState::Approved {
        return Vec::new();
    }
    let here = |member: &&Member| member.group == it.amendment.group && sealed.contains(&member.unit.0);
    members.iter().filter(here).filter(|member| it.change.concerns(&around.package, &member.code)).collect()
}

/// The units of a campaign that have sealed their rules.
async fn sealed(ctx: &Ctx, campaign: &Campaign) -> Result<HashSet<i64>, Error> {
    Ok(store::seal::list(ctx.db(), campaign.id).await?.into_iter().map(|it| it.unit_id).collect())
}

/// The amendments of a campaign. Six statements, and seven for each group that has some in force.
pub async fn amendments(ctx: &Ctx, code: &str) -> Result<AmendmentList, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, code).await?;
    let editions = store::seal::editions(ctx.db(), campaign.id, None, ctx.now).await?;
    let found = store::amendment::list(ctx.db(), campaign.id).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let sealed = sealed(ctx, &campaign).await?;
    let mut known: HashMap<i64, Around> = HashMap::new();
    for group in &groups {
        if found.iter().any(|it| it.amendment.group == group.id && it.amendment.state == AmendmentState::Approved) {
            known.insert(group.id.0, around(ctx, &campaign, group).await?);
        }
    }
    let mut lines = Vec::with_capacity(found.len());
    for read in found {
        let signed = known.get(&read.amendment.group.0).map_or((0, 0), |around| {
            let units = concerned(&read, around, &members, &sealed);
            let id = read.amendment.id.0;
            let has = |it: &&&Member| around.acknowledged.iter().any(|there| there.amendment_id == id && there.unit_id == it.unit.0);
            (units.len(), units.iter().filter(has).count())
        });
        lines.push(AmendmentLine { content: content(&read)?, read, signed });
    }
    let proposes = |it: &Member| ctx.actor.allow(Action::ProposeAmendment, &it.place()).is_ok();
    let may_propose = !campaign.closed && (ctx.actor.holds(Action::ProposeAmendment, &campaign.place()) || members.iter().any(proposes));
    let may_propose_rules = !campaign.closed && ctx.actor.allow(Action::ProposeAmendment, &campaign.place()).is_ok();
    Ok(AmendmentList { campaign, editions, lines, may_propose, may_propose_rules })
}

/// A unit whose signed sheet an amendment changes.
#[derive(Debug, Clone)]
pub struct ConcernedUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its name in the campaign.
    pub name: String,
    /// Who signed the amendment for it, and when.
    pub acknowledged: Option<(String, Timestamp)>,
    /// Whether the person may sign it for the unit now.
    pub may_sign: bool,
}

/// One amendment.
#[derive(Debug, Clone)]
pub struct AmendmentPage {
    /// The campaign.
    pub campaign: Campaign,
    /// The amendment.
    pub read: Read,
    /// What it says.
    pub content: AmendmentContent,
    /// The units whose signed sheets it changes, as far as the person may read these.
    pub units: Vec<ConcernedUnit>,
    /// Whether the person may decide on it now.
    pub may_decide: bool,
    /// The token of the form that decides or signs; none where the person does neither.
    pub token: Option<String>,
    /// The signature of the authority.
    pub signatures: Vec<Signed>,
    /// What happened, newest first.
    pub history: Vec<Told>,
}

/// Loads one amendment, for everybody in the campaign. Thirteen statements at most, and one for a form's token.
pub async fn amendment(ctx: &Ctx, id: AmendmentId) -> Result<AmendmentPage, Error> {
    let read = store::amendment::get(ctx.db(), id).await?;
    let campaign = store::campaign::get(ctx.db(), read.amendment.campaign).await?;
    ctx.actor.allow(Action::ViewCampaign, &campaign.place())?;
    let group = store::campaign::group(ctx.db(), read.amendment.group).await?;
    let members = store::campaign::members(ctx.db(), campaign.id).await?;
    let units = if read.amendment.state == AmendmentState::Approved {
        let around = around(ctx, &campaign, &group).await?;
        let sealed = sealed(ctx, &campaign).await?;
        let line = |it: &Member| {
            let there = around.acknowledged.iter().find(|there| there.amendment_id == id.0 && there.unit_id == it.unit.0);
            let may = |action| ctx.actor.allow(action, &it.place()).is_ok();
            may(Action::ViewCommitment).then(|| ConcernedUnit {
                unit: it.unit,
                name: it.name.clone(),
                may_sign: there.is_none() && !campaign.closed && may(Action::SignCommitment),
                acknowledged: there.map(|it| (it.person_name.clone(), Timestamp(it.at))),
            })
        };
        concerned(&read, &around, &members, &sealed).into_iter().filter_map(line).collect()
    } else {
        Vec::new()
    };
    let decides: Result<(), Forbidden> = may_decide(ctx, &read, &campaign, &members);
    let waiting = read.amendment.state == AmendmentState::Proposed && !campaign.closed;
    let may_decide = waiting && decides.is_ok() && read.amendment.proposed.0 != ctx.actor.person;
    let needs_token = may_decide || units.iter().any(|it| it.may_sign);
    Ok(AmendmentPage {
        content: content(&read)?,
        units,
        may_decide,
        token: if needs_token { Some(account::form_token(ctx).await?) } else { None },
        signatures: store::signature::list(ctx.db(), "amendment", id.0).await?,
        history: store::audit::of_subject(ctx.db(), "amendment", id.0).await?,
        campaign,
        read,
    })
}

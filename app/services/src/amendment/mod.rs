//! Amendments of what is sealed: put forward by the home-affairs office, decided on by the authority, signed by the units they concern
//! (`domain.md` 8.1, formats/package-2.md).

mod acknowledge;
mod decide;
mod form;
mod paper;
mod propose;
mod rules;
mod unit;
mod view;
mod work;

pub use acknowledge::acknowledge;
pub use decide::{approve, decline};
pub use form::{AmendmentForm, amendment_form};
pub use paper::paper;
pub use propose::{NewAmendment, propose};
pub use rules::{GradeOffer, NewRules, RulesForm, propose_rules, rules_form};
pub use store::amendment::Read as AmendmentRead;
pub use unit::UnitAmendment;
pub(crate) use unit::{notice, of_group, of_unit};
pub use view::{AmendmentLine, AmendmentList, AmendmentPage, ConcernedUnit, amendment, amendments};
pub(crate) use work::waiting;

use crate::{Ctx, Error};
use domain::amendment::{Changed, without_rules};
use domain::campaign::StageRefusal;
use domain::policy::{Action, Forbidden};
use domain::{Campaign, Group, Member, Package};
use store::amendment::Read;

/// The campaign and the group of an amendment; refused where the campaign is closed.
async fn open_campaign(tx: &store::Tx, it: &Read) -> Result<(Campaign, Group), Error> {
    store::hold::campaign(tx, it.amendment.campaign).await?;
    let campaign = store::campaign::get(tx, it.amendment.campaign).await?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    store::hold::amendments(tx, it.amendment.group).await?;
    let group = store::campaign::group(tx, it.amendment.group).await?;
    Ok((campaign, group))
}

/// Whether the person may decide on an amendment: nobody does for a unit of their own, nor for a group to which such a unit belongs.
fn may_decide(ctx: &Ctx, it: &Read, campaign: &Campaign, members: &[Member]) -> Result<(), Forbidden> {
    if let Some(place) = &it.unit {
        return ctx.actor.allow(Action::ApproveAmendment, place);
    }
    if !ctx.actor.holds(Action::ApproveAmendment, &campaign.place()) {
        return Err(Forbidden::NoRole);
    }
    let own = members.iter().any(|member| member.group == it.amendment.group && ctx.actor.home.contains(&member.unit));
    if own { Err(Forbidden::OwnUnit) } else { Ok(()) }
}

/// The package of a group that an amendment is held against: with its figures where the rules change, whose format asks for those as well.
async fn package_for(
    tx: &store::Tx,
    campaign: &Campaign,
    group: &Group,
    change: &Changed,
    replaced: Option<&str>,
) -> Result<Package, Error> {
    let package = match change {
        Changed::Target(_) => crate::package::goals_of_group(tx, campaign, group).await?,
        Changed::Rules(_) => crate::package::of_group(tx, campaign, group).await?,
    };
    Ok(without(package, replaced))
}

/// A group's package without the amendment of a number: as it is before another one takes that one's place.
fn without(mut package: Package, number: Option<&str>) -> Package {
    if let Some(number) = number {
        package = without_rules(package, number);
        package.amendments.iter_mut().for_each(|it| it.retain(|it| it.number != number));
        package.exemptions.iter_mut().for_each(|it| it.retain(|it| it.amendment.as_ref().is_none_or(|by| by.number != number)));
    }
    package
}

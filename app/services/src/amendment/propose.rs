//! Putting an amendment forward: everything that is wrong beside its box, the text frozen, the number refused where it stands on another.

use super::without;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::amendment::{
    Amended, AmendedPart, Amendment, AmendmentContent, AmendmentState, Change, FORMAT, GoalPart, GoalValue, GroupPart,
    ProposeAmendmentRefusal,
};
use domain::campaign::StageRefusal;
use domain::commitment::{CampaignPart, UnitPart, office_in_words};
use domain::policy::Action;
use domain::text::TextRefusal;
use domain::value::show_plain_day;
use domain::{AmendmentId, Event, FigureValue, Group, Member, Period, Quantity, TargetId, UnitId, ValueKind};
use store::amendment::Read;

/// The longest number, in characters.
const LONGEST_NUMBER: usize = 40;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 2_000;

/// An amendment as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewAmendment {
    /// The campaign's code.
    pub campaign: String,
    /// The peer group's code.
    pub peer_group: String,
    /// The number that the clerk gave.
    pub number: String,
    /// The target's key.
    pub target: String,
    /// The unit's key; blank for all units without a goal of their own.
    pub unit: String,
    /// The period's label; blank for the year.
    pub period: String,
    /// What it brings, by kind: another goal where it is blank.
    pub kind: String,
    /// The goal after; blank where it exempts.
    pub value: String,
    /// The upper bound of a range; blank for none.
    pub value_to: String,
    /// Whether `1,250` was confirmed to be a decimal.
    pub confirmed: bool,
    /// From when on, `dd/mm/yyyy`.
    pub effective_on: String,
    /// Why.
    pub reason: String,
    /// The key of the amendment in whose place it comes; blank for none.
    pub replaces: String,
}

fn goal(fields: &mut Fields, kind: ValueKind, it: &NewAmendment) -> GoalValue {
    let none = FigureValue::Amount(Quantity::ZERO);
    let value = match FigureValue::parse_as(kind, &it.value) {
        Ok(reading) => {
            if reading.confirm && !it.confirmed {
                fields.refuse("value", ProposeAmendmentRefusal::Unconfirmed);
            }
            reading.value
        }
        Err(why) => {
            fields.refuse("value", why);
            none
        }
    };
    let to = match it.value_to.trim() {
        "" => None,
        text => match Quantity::parse(text) {
            Ok(reading) => {
                if reading.confirm && !it.confirmed {
                    fields.refuse("value_to", ProposeAmendmentRefusal::Unconfirmed);
                }
                Some(reading.quantity)
            }
            Err(why) => {
                fields.refuse("value_to", why);
                None
            }
        },
    };
    GoalValue { value, to }
}

/// What the amendment brings, as it was typed.
fn brought(fields: &mut Fields, kind: ValueKind, it: &NewAmendment) -> Amended {
    match it.kind.trim() {
        "" | "goal" => Amended::Goal(goal(fields, kind, it)),
        "exempt" => {
            for (name, text) in [("value", &it.value), ("value_to", &it.value_to)] {
                if !text.trim().is_empty() {
                    fields.refuse(name, ProposeAmendmentRefusal::ExemptValue);
                }
            }
            Amended::Exempt
        }
        _ => {
            fields.refuse("kind", ProposeAmendmentRefusal::UnknownKind);
            Amended::Exempt
        }
    }
}

/// Puts an amendment of a sealed goal forward, for the authority to decide on.
pub async fn propose(ctx: &Ctx, it: &NewAmendment) -> Result<AmendmentId, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign_of_code(&tx, &it.campaign).await?;
    let (campaign, groups) = store::campaign::with_groups(&tx, &it.campaign).await?;
    let group = groups.into_iter().find(|there| there.peer_group == it.peer_group).ok_or(Error::NotFound)?;
    let members = store::campaign::members(&tx, campaign.id).await?;
    let targets = store::rule_set::targets(&tx, group.rule_set).await?;
    let mut fields = Fields::default();
    let unit = unit(&mut fields, &members, &group, &it.unit);
    let place = unit.as_ref().map_or_else(|| campaign.place(), Member::place);
    ctx.actor.allow(Action::ProposeAmendment, &place)?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    store::hold::amendments(&tx, group.id).await?;
    let number = fields.take("number", domain::text::needed_line(&it.number, LONGEST_NUMBER));
    let reason = fields.take("reason", domain::text::needed_text(&it.reason, LONGEST_REASON));
    for (name, text) in [("number", &number), ("reason", &reason)] {
        if documents::unprintable(text).is_some() {
            fields.refuse(name, ProposeAmendmentRefusal::Unprintable);
        }
    }
    let effective_on = fields.day("effective_on", &it.effective_on);
    let period = match it.period.trim() {
        "" => None,
        text => match text.parse::<Period>() {
            Ok(period) => Some(period),
            Err(_) => {
                fields.refuse("period", ProposeAmendmentRefusal::UnknownPeriod);
                None
            }
        },
    };
    let found = it.target.trim().parse().ok().map(TargetId).and_then(|id| targets.into_iter().find(|there| there.id == id));
    let Some(target) = found else {
        let why: domain::Refusal =
            if it.target.trim().is_empty() { TextRefusal::Missing.into() } else { ProposeAmendmentRefusal::UnknownTarget.into() };
        fields.refuse("target", why);
        fields.finish()?;
        return Err(Error::NotFound);
    };
    let new = brought(&mut fields, target.value.kind(), it);
    fields.finish()?;
    let replaces = replaced(&tx, &group, &it.replaces).await?;
    let unit_id = unit.as_ref().map(|it| it.unit);
    let replaceable = replaces.as_ref().is_none_or(|it| it.amendment.replaceable_by(target.id, unit_id, period, effective_on));
    if !replaceable {
        return Err(beside(ProposeAmendmentRefusal::NothingToReplace));
    }
    let change = Change {
        number: number.clone(),
        target: target.code.clone(),
        unit: unit.as_ref().map(|it| it.code.clone()),
        period,
        new,
        effective_on,
        reason: reason.clone(),
    };
    let replaced_number = replaces.as_ref().map(|it| it.amendment.number.as_str());
    let package = without(crate::package::goals_of_group(&tx, &campaign, &group).await?, replaced_number);
    let sealed_on = store::seal::first(&tx, group.id, unit_id).await?.map(|it| it.date());
    let old = change.check(&package, sealed_on, ctx.today).map_err(beside)?;
    let content = AmendmentContent {
        format: FORMAT.to_owned(),
        number: number.clone(),
        campaign: CampaignPart {
            code: campaign.code.clone(),
            title: campaign.title.clone(),
            year: campaign.year,
            starts_on: show_plain_day(campaign.starts_on),
            ends_on: show_plain_day(campaign.ends_on),
        },
        peer_group: GroupPart { code: group.peer_group.clone(), title: group.title.clone() },
        rule_set_sha256: package.rule_set.sha256(),
        target: AmendedPart {
            code: target.code.clone(),
            title: target.title.clone(),
            unit: target.unit_of_measure.clone(),
            direction: target.direction.clone(),
        },
        unit: unit.as_ref().map(|it| UnitPart { code: it.code.clone(), name: office_in_words(&it.name) }),
        period: period.map(|it| it.to_string()),
        old: old.map(GoalPart::from),
        new: match new {
            Amended::Goal(new) => Some(new.into()),
            Amended::Exempt => None,
        },
        effective_on: show_plain_day(effective_on),
        reason: reason.clone(),
        replaces: replaced_number.map(str::to_owned),
    };
    let text = content.canonical();
    let amendment = Amendment {
        id: AmendmentId(0),
        campaign: campaign.id,
        group: group.id,
        number,
        target: target.id,
        unit: unit_id,
        period,
        old,
        new,
        effective_on,
        reason,
        digest: domain::canonical::sha256(text.as_bytes()),
        content: text,
        state: AmendmentState::Proposed,
        proposed: (ctx.actor.person, ctx.now),
        decided: None,
        decision_reason: String::new(),
        replaces: replaces.map(|it| it.amendment.id),
    };
    let id = store::amendment::insert(&tx, &amendment).await.map_err(|error| match error {
        store::Error::Taken => beside(ProposeAmendmentRefusal::NumberTaken),
        other => other.into(),
    })?;
    let what = Remember {
        unit: Some(unit_id.unwrap_or(campaign.authority)),
        before: content.old_in_words(),
        after: told(&content),
        reason: amendment.reason,
    };
    ctx.remember(&tx, Event::AmendmentProposed, "amendment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// The unit that was chosen: a member of the group.
fn unit(fields: &mut Fields, members: &[Member], group: &Group, typed: &str) -> Option<Member> {
    if typed.trim().is_empty() {
        return None;
    }
    let found = typed.trim().parse().ok().map(UnitId).and_then(|id| members.iter().find(|it| it.unit == id && it.group == group.id));
    if found.is_none() {
        fields.refuse("unit", ProposeAmendmentRefusal::UnknownUnit);
    }
    found.cloned()
}

/// The amendment that is to be replaced.
async fn replaced(tx: &store::Tx, group: &Group, typed: &str) -> Result<Option<Read>, Error> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let gone = || beside(ProposeAmendmentRefusal::NothingToReplace);
    let id = typed.trim().parse().map(AmendmentId).map_err(|_| gone())?;
    match store::amendment::get(tx, id).await {
        Ok(it) if it.amendment.group == group.id => Ok(Some(it)),
        Ok(_) | Err(store::Error::NotFound) => Err(gone()),
        Err(error) => Err(error.into()),
    }
}

fn beside(why: ProposeAmendmentRefusal) -> Error {
    Error::field(why.box_name(), why)
}

/// What the log says of an amendment: number, target and the goal after.
pub(super) fn told(content: &AmendmentContent) -> String {
    format!("{} · {} · {}", content.number, content.target.code, content.new_in_words())
}

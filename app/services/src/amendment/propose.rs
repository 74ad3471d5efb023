//! Putting an amendment forward: everything that is wrong beside its box, the text frozen, the number refused where it stands on another.

use super::package_for;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::amendment::{
    Amended, AmendedPart, Amendment, AmendmentContent, AmendmentState, Change, Changed, FORMAT, GoalPart, GoalValue, GroupPart,
    ProposeAmendmentRefusal, Subject, TargetSubject,
};
use domain::campaign::StageRefusal;
use domain::commitment::{CampaignPart, UnitPart, office_in_words};
use domain::policy::Action;
use domain::text::TextRefusal;
use domain::value::show_plain_day;
use domain::{AmendmentId, Campaign, Event, FigureValue, Group, Member, Period, Quantity, TargetId, UnitId, ValueKind};
use store::amendment::Read;
use time::Date;

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
    let said = Said::read(&mut fields, &it.number, &it.effective_on, &it.reason);
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
    let unit_id = unit.as_ref().map(|it| it.unit);
    let mut subject = TargetSubject { target: target.id, unit: unit_id, period, old: None, new };
    let replaces = replaced(&tx, &group, &it.replaces, &Subject::Target(subject.clone()), said.effective_on).await?;
    let change = Change {
        number: said.number.clone(),
        target: target.code.clone(),
        unit: unit.as_ref().map(|it| it.code.clone()),
        period,
        new,
        effective_on: said.effective_on,
        reason: said.reason.clone(),
    };
    let replaced_number = replaces.as_ref().map(|it| it.amendment.number.as_str());
    let package = package_for(&tx, &campaign, &group, &Changed::Target(change.clone()), replaced_number).await?;
    let sealed_on = store::seal::first(&tx, group.id, unit_id).await?.map(|it| it.date());
    subject.old = change.check(&package, sealed_on, ctx.today).map_err(beside)?;
    let content = AmendmentContent {
        target: Some(AmendedPart {
            code: target.code.clone(),
            title: target.title.clone(),
            unit: target.unit_of_measure.clone(),
            direction: target.direction.clone(),
        }),
        unit: unit.as_ref().map(|it| UnitPart { code: it.code.clone(), name: office_in_words(&it.name) }),
        period: period.map(|it| it.to_string()),
        old: subject.old.map(GoalPart::from),
        new: match new {
            Amended::Goal(new) => Some(new.into()),
            Amended::Exempt => None,
        },
        ..said.content(&campaign, &group, &package, replaced_number)
    };
    put(ctx, tx, (&campaign, &group), (Subject::Target(subject), content), (said, replaces)).await
}

/// What every amendment says of itself.
pub(super) struct Said {
    pub(super) number: String,
    pub(super) effective_on: Date,
    pub(super) reason: String,
}

impl Said {
    pub(super) fn read(fields: &mut Fields, number: &str, effective_on: &str, reason: &str) -> Self {
        let number = fields.take("number", domain::text::needed_line(number, LONGEST_NUMBER));
        let reason = fields.take("reason", domain::text::needed_text(reason, LONGEST_REASON));
        for (name, text) in [("number", &number), ("reason", &reason)] {
            if documents::unprintable(text).is_some() {
                fields.refuse(name, ProposeAmendmentRefusal::Unprintable);
            }
        }
        Self { effective_on: fields.day("effective_on", effective_on), number, reason }
    }

    /// The frozen text, without what it changes.
    pub(super) fn content(
        &self,
        campaign: &Campaign,
        group: &Group,
        package: &domain::Package,
        replaces: Option<&str>,
    ) -> AmendmentContent {
        AmendmentContent {
            format: FORMAT.to_owned(),
            number: self.number.clone(),
            campaign: CampaignPart {
                code: campaign.code.clone(),
                title: campaign.title.clone(),
                year: campaign.year,
                starts_on: show_plain_day(campaign.starts_on),
                ends_on: show_plain_day(campaign.ends_on),
            },
            peer_group: GroupPart { code: group.peer_group.clone(), title: group.title.clone() },
            rule_set_sha256: package.sealed_rule_set().sha256(),
            target: None,
            rules: None,
            unit: None,
            period: None,
            old: None,
            new: None,
            effective_on: show_plain_day(self.effective_on),
            reason: self.reason.clone(),
            replaces: replaces.map(str::to_owned),
        }
    }
}

/// Keeps an amendment that was found in order, and records it.
pub(super) async fn put(
    ctx: &Ctx,
    tx: store::Tx,
    (campaign, group): (&Campaign, &Group),
    (subject, content): (Subject, AmendmentContent),
    (said, replaces): (Said, Option<Read>),
) -> Result<AmendmentId, Error> {
    let text = content.canonical();
    let unit = subject.unit();
    let amendment = Amendment {
        id: AmendmentId(0),
        campaign: campaign.id,
        group: group.id,
        number: said.number,
        subject,
        effective_on: said.effective_on,
        reason: said.reason,
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
        unit: Some(unit.unwrap_or(campaign.authority)),
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

/// The amendment that is to be replaced: one in force, of the same thing and day.
pub(super) async fn replaced(
    tx: &store::Tx,
    group: &Group,
    typed: &str,
    subject: &Subject,
    effective_on: Date,
) -> Result<Option<Read>, Error> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let gone = || beside(ProposeAmendmentRefusal::NothingToReplace);
    let id = typed.trim().parse().map(AmendmentId).map_err(|_| gone())?;
    match store::amendment::get(tx, id).await {
        Ok(it) if it.amendment.group == group.id && it.amendment.replaceable_by(subject, effective_on) => Ok(Some(it)),
        Ok(_) | Err(store::Error::NotFound) => Err(gone()),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn beside(why: ProposeAmendmentRefusal) -> Error {
    Error::field(why.box_name(), why)
}

/// What the log says of an amendment: number, what it changes, what comes after.
pub(super) fn told(content: &AmendmentContent) -> String {
    let what = content.target.as_ref().map_or_else(|| content.subject(), |it| it.code.clone());
    format!("{} · {what} · {}", content.number, content.new_in_words())
}

//! Points after the total: the standing body proposes them, somebody else confirms or refuses them; what is given and what counts.

use super::{here, open, points, printable};
use crate::account::use_form_token;
use crate::{Ctx, Error, Remember};
use domain::appraisal::{AdjustRefusal, Adjustment, AdjustmentStanding, Decision, NewAdjustment};
use domain::assessment::Assessor;
use domain::package::{AdjustmentKind, AdjustmentRule, Campaign as PackageCampaign, Package, Unit};
use domain::policy::Action;
use domain::{AdjustmentId, Campaign, CampaignId, Event, Group, Member, Quantity, Stage, UnitId};
use std::collections::HashMap;

/// How many proposals a page shows.
const MOST: i64 = 500;

/// Points with their unit's name and what the person may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentLine {
    /// The points.
    pub adjustment: Adjustment,
    /// The unit's name.
    pub unit_name: String,
    /// The rule; none where the rule set has no such code any more.
    pub rule: Option<AdjustmentRule>,
    /// Who proposed them.
    pub proposed_by: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// Whether the person may decide: never on the own unit or the own proposal.
    pub may_decide: bool,
}

/// What a unit was given for a code, and what of it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSum {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// By rule: given, counted after the rule's cap.
    pub rules: Vec<(AdjustmentRule, Quantity, Quantity)>,
    /// All bonuses after all caps.
    pub bonus: Quantity,
    /// All maluses after all caps.
    pub malus: Quantity,
}

/// The points after the total of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustmentPage {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group shown.
    pub group: Group,
    /// For what the rule set gives and takes points.
    pub rules: Vec<AdjustmentRule>,
    /// The cap of all bonuses, and of all maluses.
    pub caps: (Option<Quantity>, Option<Quantity>),
    /// The proposals and decisions, newest first.
    pub lines: Vec<AdjustmentLine>,
    /// What is given and what counts, by unit.
    pub sums: Vec<UnitSum>,
    /// The units for which the person may propose.
    pub units: Vec<Member>,
    /// A token of the forms that decide, where there is something to decide.
    pub token: String,
}

/// What is given and what counts, from the computation itself: a package of nothing but these points.
fn sums(campaign: &Campaign, group: &Group, rules: &domain::package::RuleSet, members: &[Member], all: &[Adjustment]) -> Vec<UnitSum> {
    let with_some: Vec<&Member> = members.iter().filter(|it| all.iter().any(|there| there.unit == it.unit)).collect();
    let codes: HashMap<UnitId, &str> = with_some.iter().map(|it| (it.unit, it.code.as_str())).collect();
    let units =
        with_some.iter().map(|it| Unit { code: it.code.clone(), name: it.name.clone(), peer_group: group.peer_group.clone() }).collect();
    let adjustments = all.iter().filter_map(|it| {
        let unit = (*codes.get(&it.unit)?).to_owned();
        Some(domain::package::Adjustment { unit, code: it.code.clone(), points: it.points.into(), reason: it.reason.clone() })
    });
    let package = PackageCampaign {
        code: campaign.code.clone(),
        title: campaign.title.clone(),
        year: i64::from(campaign.year),
        starts_on: campaign.starts_on,
        ends_on: campaign.ends_on,
    };
    let adjustments = adjustments.collect();
    let package = Package::new(package, units, rules.clone(), Vec::new(), Vec::new(), Vec::new());
    let package = package.with(Vec::new(), Vec::new(), adjustments, Vec::new());
    let assessor = Assessor::new(&package);
    let sum = |it: &&Member| {
        let why = assessor.explain_score(&it.code)?;
        Some(UnitSum {
            unit: it.unit,
            unit_name: it.name.clone(),
            rules: why.adjustments.into_iter().map(|it| (it.rule, it.given, it.counted)).collect(),
            bonus: why.bonus,
            malus: why.malus,
        })
    };
    with_some.iter().filter_map(sum).collect()
}

/// The points after the total of a group: of the units whose results the person may see; proposals that wait only for those who propose or
/// decide. Eight statements.
pub async fn adjustments(ctx: &Ctx, code: &str, peer_group: Option<&str>) -> Result<AdjustmentPage, Error> {
    let (campaign, mut groups) = crate::campaign::with_groups(ctx, code).await?;
    let mut members = store::campaign::members(ctx.db(), campaign.id).await?;
    let may = |action: Action, it: &Member| ctx.actor.allow(action, &it.place()).is_ok();
    members.retain(|it| may(Action::ViewResults, it));
    if members.is_empty() {
        return Err(domain::policy::Forbidden::NoRole.into());
    }
    // Groups in which the person sees nobody are not offered.
    groups.retain(|group| members.iter().any(|it| it.group == group.id));
    let group = crate::assessment::chosen_group(&groups, peer_group)?.clone();
    members.retain(|it| it.group == group.id);
    let rules = crate::package::rules_in_force(ctx.db(), &group).await?;
    let named = store::adjustment::of_group(ctx.db(), campaign.id, group.id, MOST).await?;
    let confirmed = store::adjustment::confirmed(ctx.db(), campaign.id, group.id).await?;
    let works = ctx.actor.may_somewhere(Action::ProposeAdjustment) || ctx.actor.may_somewhere(Action::ConfirmAdjustment);
    let line = |it: store::adjustment::Named| {
        let member = members.iter().find(|member| member.unit == it.adjustment.unit)?;
        let waits = it.adjustment.standing == AdjustmentStanding::Proposed;
        let counts = it.adjustment.standing == AdjustmentStanding::Confirmed;
        let other = it.adjustment.proposed_by != ctx.actor.person;
        (works || counts).then(|| AdjustmentLine {
            unit_name: member.name.clone(),
            rule: rules.adjustments().iter().find(|rule| rule.code == it.adjustment.code).cloned(),
            may_decide: waits && other && !campaign.closed && may(Action::ConfirmAdjustment, member),
            proposed_by: it.proposed_by,
            decided_by: it.decided_by,
            adjustment: it.adjustment,
        })
    };
    let lines: Vec<AdjustmentLine> = named.into_iter().filter_map(line).collect();
    let token = if lines.iter().any(|it| it.may_decide) { crate::account::form_token(ctx).await? } else { String::new() };
    let has_rules = !rules.adjustments().is_empty();
    Ok(AdjustmentPage {
        sums: if has_rules { sums(&campaign, &group, &rules, &members, &confirmed) } else { Vec::new() },
        units: members.iter().filter(|it| has_rules && !campaign.closed && may(Action::ProposeAdjustment, it)).cloned().collect(),
        caps: (rules.bonus_cap.as_ref().map(|it| it.quantity()), rules.malus_cap.as_ref().map(|it| it.quantity())),
        rules: rules.adjustments().to_vec(),
        lines,
        token,
        campaign,
        groups,
        group,
    })
}

/// Points that somebody proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Propose {
    /// The campaign.
    pub campaign: CampaignId,
    /// The unit.
    pub unit: UnitId,
    /// The code of the rule.
    pub code: String,
    /// The points as typed.
    pub points: String,
    /// For what.
    pub reason: String,
}

/// A refusal beside the box that it speaks of.
fn beside(refusal: AdjustRefusal, text: &str) -> Error {
    match refusal {
        AdjustRefusal::UnknownCode => Error::field("code", refusal),
        AdjustRefusal::NotAboveZero => Error::field("points", refusal),
        AdjustRefusal::ReasonNeeded | AdjustRefusal::TooLong | AdjustRefusal::Unprintable => Error::field(text, refusal),
        AdjustRefusal::SamePerson | AdjustRefusal::Decided => refusal.into(),
    }
}

fn told(kind: Option<AdjustmentKind>, it: &Adjustment) -> String {
    let sign = match kind {
        Some(AdjustmentKind::Malus) => "-",
        Some(AdjustmentKind::Bonus) | None => "+",
    };
    format!("{}: {sign}{}", it.code, it.points.plain())
}

/// Proposes points after the total for a unit; they count once somebody else confirmed them.
pub async fn propose(ctx: &Ctx, it: &Propose) -> Result<AdjustmentId, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, it.campaign).await?;
    let place = here(&tx, it.campaign, it.unit).await?;
    ctx.actor.allow(Action::ProposeAdjustment, &place.member.place())?;
    open(ctx, &tx, &place.campaign, Stage::Assess).await?;
    let points = points("points", &it.points)?;
    printable("reason", &it.reason, AdjustRefusal::Unprintable)?;
    let new = NewAdjustment { campaign: it.campaign, unit: it.unit, code: it.code.clone(), points, reason: it.reason.clone() };
    let made = Adjustment::propose(&place.rules, new, ctx.actor.person, ctx.now).map_err(|refusal| beside(refusal, "reason"))?;
    let id = store::adjustment::insert(&tx, &made).await?;
    let kind = place.rules.adjustments().iter().find(|rule| rule.code == made.code).map(|it| it.kind);
    let what = Remember { unit: Some(it.unit), after: told(kind, &made), reason: made.reason, ..Remember::default() };
    ctx.remember(&tx, Event::AdjustmentProposed, "adjustment", id.0, what).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// A decision on proposed points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    /// The points.
    pub id: AdjustmentId,
    /// What is decided.
    pub decision: Decision,
    /// Why.
    pub note: String,
    /// The form's token.
    pub token: String,
}

/// Confirms or refuses proposed points: somebody else than who proposed them, and nobody for their own unit.
pub async fn decide(ctx: &Ctx, it: &Decide) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let there = store::adjustment::get(&tx, it.id).await?;
    store::hold::campaign(&tx, there.campaign).await?;
    let place = here(&tx, there.campaign, there.unit).await?;
    ctx.actor.allow(Action::ConfirmAdjustment, &place.member.place())?;
    open(ctx, &tx, &place.campaign, Stage::Assess).await?;
    printable("note", &it.note, AdjustRefusal::Unprintable)?;
    use_form_token(ctx, &tx, &it.token).await?;
    let kind = place.rules.adjustments().iter().find(|rule| rule.code == there.code).map(|it| it.kind);
    let decided = there.decide(it.decision, &it.note, ctx.actor.person, ctx.now).map_err(|refusal| beside(refusal, "note"))?;
    store::adjustment::update(&tx, &decided).await?;
    let event = match it.decision {
        Decision::Confirm => Event::AdjustmentConfirmed,
        Decision::Refuse => Event::AdjustmentRefused,
    };
    let what = Remember { unit: Some(decided.unit), after: told(kind, &decided), reason: decided.note, ..Remember::default() };
    ctx.remember(&tx, event, "adjustment", it.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

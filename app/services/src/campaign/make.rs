//! Making a campaign by hand or from last year's, and changing one: settings, dates of stages, exemptions.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::campaign::{ReviewRequiredFor, StageRefusal, StageStanding, StageWindow};
use domain::catalogue::RuleSetVersion;
use domain::organisation::OrganiseRefusal;
use domain::package::RuleSet;
use domain::plan::{PlanRefusal, is_campaign_year, is_plain_code, proposed_stages};
use domain::policy::{Action, Forbidden, Place};
use domain::seal::SealRefusal;
use domain::{Campaign, CampaignId, Event, Member, RuleSetId, Stage, TargetId, Unit, UnitId, show_date};
use std::collections::{HashMap, HashSet};
use store::Tx;
use store::campaign::Exemption;
use time::Date;

/// What is typed to make a campaign.
#[derive(Debug, Clone, Default)]
pub struct NewCampaign {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: String,
    /// The first day.
    pub starts_on: String,
    /// The last day.
    pub ends_on: String,
    /// The unit whose chair decides.
    pub authority: Option<UnitId>,
    /// `all` or `failing_only`.
    pub review_required_for: String,
    /// Working days after a period's end.
    pub submit_within_working_days: String,
    /// Its groups; one without units is left out.
    pub groups: Vec<GroupForm>,
}

/// A group of a new campaign.
#[derive(Debug, Clone, Default)]
pub struct GroupForm {
    /// Its code.
    pub peer_group: String,
    /// Its title.
    pub title: String,
    /// Its rule set.
    pub rule_set: Option<RuleSetId>,
    /// Its units.
    pub units: Vec<UnitId>,
}

/// What the form for a new campaign offers.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The rule sets.
    pub rule_sets: Vec<RuleSetVersion>,
    /// The units of today, for authority and members.
    pub units: Vec<Unit>,
    /// The campaigns that can be copied.
    pub campaigns: Vec<Campaign>,
}

/// What the form for a new campaign offers.
pub async fn campaign_form(ctx: &Ctx) -> Result<Offer, Error> {
    if !ctx.actor.may_somewhere(Action::RunCampaign) {
        return Err(Forbidden::NoRole.into());
    }
    let may = |place: &Place| ctx.actor.allow(Action::RunCampaign, place).is_ok();
    let mut units = store::unit::list(ctx.db(), ctx.today).await?;
    units.retain(|it| may(&it.place()));
    let mut campaigns = store::campaign::list(ctx.db()).await?;
    campaigns.retain(|it| may(&it.place()));
    Ok(Offer { rule_sets: store::rule_set::list(ctx.db()).await?, units, campaigns })
}

struct Basics {
    campaign: Campaign,
}

fn basics(fields: &mut Fields, it: &NewCampaign) -> Basics {
    let code = it.code.trim().to_owned();
    if !is_plain_code(&code) {
        fields.refuse("code", PlanRefusal::CodeNotPlain);
    }
    let title = fields.line("title", &it.title);
    let year = it.year.trim().parse().ok().filter(|it: &i32| is_campaign_year(i64::from(*it)));
    if year.is_none() {
        fields.refuse("year", PlanRefusal::YearOutOfRange);
    }
    let (starts_on, ends_on) = (fields.day("starts_on", &it.starts_on), fields.day("ends_on", &it.ends_on));
    if ends_on != Date::MIN && ends_on < starts_on {
        fields.refuse("ends_on", PlanRefusal::EndsBeforeStart);
    }
    let (review_required_for, days) = settings(fields, &it.review_required_for, &it.submit_within_working_days);
    if it.authority.is_none() {
        fields.refuse("authority", domain::text::TextRefusal::Missing);
    }
    let campaign = Campaign {
        id: CampaignId(0),
        code,
        title,
        year: year.unwrap_or_default(),
        starts_on,
        ends_on,
        authority: it.authority.unwrap_or(UnitId(0)),
        authority_path: String::new(),
        closed: false,
        review_required_for,
        submit_within_working_days: days,
    };
    Basics { campaign }
}

fn settings(fields: &mut Fields, review: &str, days: &str) -> (ReviewRequiredFor, u8) {
    let review = ReviewRequiredFor::of(review).unwrap_or_else(|| {
        fields.refuse("review_required_for", OrganiseRefusal::UnknownKind);
        ReviewRequiredFor::FailingOnly
    });
    let days = days.trim().parse::<u8>().ok().filter(|it| *it <= 60).unwrap_or_else(|| {
        fields.refuse("submit_within_working_days", PlanRefusal::DaysOutOfRange);
        0
    });
    (review, days)
}

/// Makes a campaign by hand; its stages get the dates that are usual (`plan::proposed_stages`).
pub async fn make_campaign(ctx: &Ctx, it: &NewCampaign) -> Result<String, Error> {
    let mut fields = Fields::default();
    let Basics { campaign } = basics(&mut fields, it);
    let groups: Vec<(usize, &GroupForm)> = it.groups.iter().enumerate().filter(|(_, it)| !it.units.is_empty()).collect();
    if groups.is_empty() {
        fields.refuse("groups[0][units]", PlanRefusal::NoMember);
    }
    let mut seen = HashSet::new();
    for (at, group) in &groups {
        if !is_plain_code(&group.peer_group.replace('_', "-")) {
            fields.refuse(&format!("groups[{at}][peer_group]"), PlanRefusal::CodeNotPlain);
        }
        fields.line(&format!("groups[{at}][title]"), &group.title);
        if group.rule_set.is_none() {
            fields.refuse(&format!("groups[{at}][rule_set]"), domain::text::TextRefusal::Missing);
        }
        if group.units.iter().any(|unit| !seen.insert(*unit)) {
            fields.refuse(&format!("groups[{at}][units]"), PlanRefusal::UnitTwice);
        }
    }
    fields.finish()?;
    let tx = ctx.begin().await?;
    let authority = store::unit::place(&tx, campaign.authority).await?;
    ctx.actor.allow(Action::RunCampaign, &authority)?;
    let id = insert(ctx, &tx, &campaign).await?;
    let codes: HashMap<UnitId, String> = first_codes(&tx, campaign.ends_on).await?;
    let units: HashMap<UnitId, Unit> =
        store::unit::list(&tx, campaign.starts_on.max(ctx.today).min(campaign.ends_on)).await?.into_iter().map(|it| (it.id, it)).collect();
    for (at, group) in groups {
        let Some(rule_set) = group.rule_set else { continue };
        let version = store::rule_set::get(&tx, rule_set).await?;
        in_force(&version, campaign.ends_on).map_err(|refusal| Error::field(format!("groups[{at}][rule_set]"), refusal))?;
        let made = store::campaign::insert_group(&tx, id, group.peer_group.trim(), group.title.trim(), rule_set).await;
        let made = made.map_err(|error| taken(error, &format!("groups[{at}][peer_group]"), PlanRefusal::GroupTaken))?;
        let mut members = Vec::with_capacity(group.units.len());
        for (position, unit) in (0..).zip(&group.units) {
            let unit = units.get(unit).ok_or(Error::NotFound)?;
            // Nobody gives sheets to units of another authority.
            ctx.actor.allow(Action::RunCampaign, &unit.place())?;
            let code = codes.get(&unit.id).cloned().unwrap_or_else(|| format!("u{}", unit.id));
            members.push(Member { unit: unit.id, path: String::new(), group: made, code, name: unit.name_full.clone(), position });
        }
        store::campaign::insert_members(&tx, id, &members).await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(campaign.code)
}

async fn insert(ctx: &Ctx, tx: &Tx, campaign: &Campaign) -> Result<CampaignId, Error> {
    let id = store::campaign::insert(tx, campaign, ctx.now).await.map_err(|error| taken(error, "code", PlanRefusal::CodeTaken))?;
    store::campaign::update_stages(tx, id, &proposed_stages(campaign.starts_on, campaign.ends_on, ctx.today)).await?;
    let remember =
        Remember { unit: Some(campaign.authority), after: format!("{} {}", campaign.code, campaign.title), ..Remember::default() };
    ctx.remember(tx, Event::CampaignMade, "campaign", id.0, remember).await?;
    Ok(id)
}

fn taken(error: store::Error, field: &str, refusal: PlanRefusal) -> Error {
    match error {
        store::Error::Taken => Error::field(field, refusal),
        other => other.into(),
    }
}

/// Whether a rule set and the law on which its grades rest are in force on a day.
fn in_force(version: &RuleSetVersion, day: Date) -> Result<(), PlanRefusal> {
    let rule_set = RuleSet::read(&version.content);
    let lawful = match (rule_set, crate::rule_set::laws()) {
        (Ok(rule_set), Ok(laws)) => laws.iter().all(|law| !law.governs(&rule_set) || law.in_force_on(day)),
        _ => false,
    };
    if version.in_force_on(day) && lawful { Ok(()) } else { Err(PlanRefusal::RuleSetNotInForce) }
}

async fn first_codes(tx: &Tx, day: Date) -> Result<HashMap<UnitId, String>, Error> {
    let mut codes = HashMap::new();
    for (unit, code) in store::organisation::codes_on(tx, day).await? {
        codes.entry(unit).or_insert(code);
    }
    Ok(codes)
}

/// Makes a campaign with the groups, units and rule sets of another one. Units that have ended by then stay away; the groups of the form are not read.
pub async fn copy_campaign(ctx: &Ctx, from: &str, it: &NewCampaign) -> Result<String, Error> {
    let tx = ctx.begin().await?;
    let source = store::campaign::of_code(&tx, from).await?;
    let mut fields = Fields::default();
    let Basics { campaign } = basics(&mut fields, &NewCampaign { authority: Some(source.authority), ..it.clone() });
    fields.finish()?;
    ctx.actor.allow(Action::RunCampaign, &source.place())?;
    let id = insert(ctx, &tx, &campaign).await?;
    let members = store::campaign::members(&tx, source.id).await?;
    let units: HashMap<UnitId, Unit> = store::unit::list(&tx, campaign.starts_on).await?.into_iter().map(|it| (it.id, it)).collect();
    for group in store::campaign::groups(&tx, source.id).await? {
        let version = store::rule_set::get(&tx, group.rule_set).await?;
        in_force(&version, campaign.ends_on)?;
        let made = store::campaign::insert_group(&tx, id, &group.peer_group, &group.title, group.rule_set).await?;
        let still_there = members.iter().filter(|it| it.group == group.id).filter_map(|it| Some((it, units.get(&it.unit)?)));
        let anew = |(position, (member, unit)): (i64, (&Member, &Unit))| Member {
            group: made,
            name: unit.name_full.clone(),
            position,
            ..member.clone()
        };
        let members: Vec<Member> = (0..).zip(still_there).map(anew).collect();
        store::campaign::insert_members(&tx, id, &members).await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(campaign.code)
}

/// A campaign that may be changed by this person.
async fn mine(ctx: &Ctx, tx: &Tx, code: &str) -> Result<Campaign, Error> {
    store::hold::campaign_alone(tx, code).await?;
    let campaign = store::campaign::of_code(tx, code).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    Ok(campaign)
}

/// What is typed to change a campaign's settings.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Its title.
    pub title: String,
    /// `all` or `failing_only`.
    pub review_required_for: String,
    /// Working days after a period's end.
    pub submit_within_working_days: String,
    /// Why.
    pub reason: String,
}

/// Changes a campaign's title and settings.
pub async fn change(ctx: &Ctx, code: &str, it: &Settings) -> Result<(), Error> {
    let mut fields = Fields::default();
    let title = fields.line("title", &it.title);
    let (review, days) = settings(&mut fields, &it.review_required_for, &it.submit_within_working_days);
    let reason = fields.text("reason", &it.reason);
    fields.finish()?;
    let tx = ctx.begin().await?;
    let campaign = mine(ctx, &tx, code).await?;
    store::campaign_view::update(&tx, campaign.id, &title, review, days).await?;
    let told = |title: &str, review: ReviewRequiredFor, days: u8| format!("{title} · {} · {days}", review.code());
    let before = told(&campaign.title, campaign.review_required_for, campaign.submit_within_working_days);
    let remember = Remember { unit: Some(campaign.authority), before, after: told(&title, review, days), reason };
    ctx.remember(&tx, Event::CampaignChanged, "campaign", campaign.id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// What is typed to move a stage.
#[derive(Debug, Clone, Default)]
pub struct StageForm {
    /// The stage's name.
    pub stage: String,
    /// Its first day.
    pub opens_on: String,
    /// Its last day.
    pub closes_on: String,
    /// Why.
    pub reason: String,
}

/// Gives a stage other dates.
pub async fn move_stage(ctx: &Ctx, code: &str, it: &StageForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let stage = Stage::of(&it.stage);
    if stage.is_none() {
        fields.refuse("stage", OrganiseRefusal::UnknownKind);
    }
    let (opens_on, closes_on) = (fields.day("opens_on", &it.opens_on), fields.day("closes_on", &it.closes_on));
    if closes_on != Date::MIN && closes_on < opens_on {
        fields.refuse("closes_on", PlanRefusal::EndsBeforeStart);
    }
    let reason = fields.text("reason", &it.reason);
    fields.finish()?;
    let Some(stage) = stage else { return Err(Error::NotFound) };
    let tx = ctx.begin().await?;
    let campaign = mine(ctx, &tx, code).await?;
    let before = store::campaign::stage(&tx, campaign.id, stage).await.ok();
    let window = StageWindow { stage, opens_on, closes_on };
    store::campaign::update_stage(&tx, campaign.id, window).await?;
    match window.standing(ctx.today) {
        StageStanding::Open(_) => super::open_stage(ctx, &tx, &campaign, stage).await?,
        StageStanding::Locked(_) => store::campaign::lock_stage(&tx, campaign.id, stage).await?,
        StageStanding::Over(_) => {}
    }
    let told = |it: StageWindow| format!("{}: {} – {}", it.stage.code(), show_date(it.opens_on), show_date(it.closes_on));
    let remember = Remember { unit: Some(campaign.authority), before: before.map(told).unwrap_or_default(), after: told(window), reason };
    ctx.remember(&tx, Event::StageMoved, "campaign", campaign.id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// What is typed to exempt a unit from a target.
#[derive(Debug, Clone, Default)]
pub struct ExemptionForm {
    /// The unit.
    pub unit: Option<UnitId>,
    /// The target.
    pub target: Option<TargetId>,
    /// The legal note.
    pub basis: String,
}

/// Exempts a unit from a target of its rule set, on a legal basis.
pub async fn exempt(ctx: &Ctx, code: &str, it: &ExemptionForm) -> Result<(), Error> {
    let mut fields = Fields::default();
    let basis = fields.line("basis", &it.basis);
    let (Some(unit), Some(target)) = (it.unit, it.target) else {
        fields.refuse("target", domain::text::TextRefusal::Missing);
        return fields.finish();
    };
    fields.finish()?;
    let tx = ctx.begin().await?;
    store::hold::campaign_of_code(&tx, code).await?;
    let campaign = store::campaign::of_code(&tx, code).await?;
    let member = store::campaign::member(&tx, campaign.id, unit).await?;
    ctx.actor.allow(Action::ExemptUnit, &member.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let group = store::campaign::group(&tx, member.group).await?;
    let targets = store::rule_set::targets(&tx, group.rule_set).await?;
    let Some(known) = targets.iter().find(|it| it.id == target) else { return Err(Error::field("target", PlanRefusal::TargetNotOfUnit)) };
    store::hold::member(&tx, campaign.id, unit).await?;
    if store::seal::of_unit(&tx, campaign.id, unit).await?.is_some() {
        return Err(Error::field("target", SealRefusal::Exemption));
    }
    let saved = store::campaign::insert_exemptions(&tx, campaign.id, &[Exemption { unit, target, basis: basis.clone() }]).await;
    saved.map_err(|error| taken(error, "target", PlanRefusal::ExemptAlready))?;
    let remember = Remember { unit: Some(unit), after: format!("{} {}", known.code, known.title), reason: basis, ..Remember::default() };
    ctx.remember(&tx, Event::ExemptionGiven, "campaign", campaign.id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// Closes a campaign: nothing in it changes any more, so nothing may be open.
pub async fn close(ctx: &Ctx, code: &str, reason: &str) -> Result<(), Error> {
    let mut fields = Fields::default();
    let reason = fields.text("reason", reason);
    fields.finish()?;
    let tx = ctx.begin().await?;
    let campaign = mine(ctx, &tx, code).await?;
    store::readiness::still_open(&tx, campaign.id, ctx.today).await?.may_close()?;
    store::campaign::close(&tx, campaign.id).await?;
    let remember = Remember { unit: Some(campaign.authority), reason, ..Remember::default() };
    ctx.remember(&tx, Event::CampaignClosed, "campaign", campaign.id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

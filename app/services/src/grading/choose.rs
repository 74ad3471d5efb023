//! Choosing by which rule a group's units or heads are graded, with the choices that the documents leave to the office.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::campaign::StageRefusal;
use domain::grading::{ChooseRuleRefusal, GradeRule, GradeRuleRefusal, QuotaBase, RuleChoice, TasksFrom, Whom};
use domain::policy::Action;
use domain::seal::SealRefusal;
use domain::{Campaign, Event, Group};
use store::Connection;
use store::grading::{Chosen, NewChosen};

/// A rule that comes with the program or stands in the group's rule set, and whether it may be chosen.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The rule.
    pub rule: GradeRule,
    /// Whether it stands in the group's rule set.
    pub own: bool,
    /// Why it is not in force on the day of grading.
    pub refused: Option<GradeRuleRefusal>,
}

/// The form for choosing a rule.
#[derive(Debug, Clone)]
pub struct ChoiceForm {
    /// The campaign.
    pub campaign: Campaign,
    /// The group.
    pub group: Group,
    /// Whom the rule grades.
    pub whom: Whom,
    /// The rules that grade these, the ones in force first.
    pub offered: Vec<Offered>,
    /// The rule chosen now.
    pub chosen: Option<Chosen>,
    /// Whether grades are decided by it, or wait for the authority: then it stays.
    pub decided: bool,
    /// Whether somebody of the group has signed by it: then only the reason for the greater share may come.
    pub sealed: bool,
    /// Whether somebody of the group has signed: what is chosen now is under no seal.
    pub late: bool,
}

/// A rule as it was chosen in the form.
#[derive(Debug, Clone, Default)]
pub struct NewChoice {
    /// The campaign's code.
    pub campaign: String,
    /// The group's code.
    pub peer_group: String,
    /// Whom it grades, by code.
    pub whom: String,
    /// The rule's id.
    pub rule: String,
    /// From what shares of tasks are taken, by code.
    pub tasks_from: String,
    /// The base of the quota, by code; empty for that of the rule.
    pub quota_base: String,
    /// Why the greater share of the quota is taken; empty for the ordinary one.
    pub outstanding: String,
}

/// The kind of decision that decides these grades.
fn kind(whom: Whom) -> &'static str {
    match whom {
        Whom::Units => "unit_grades",
        Whom::Heads => "head_grades",
    }
}

/// The rules that a group may be graded by, and whether each stands in its own rule set.
async fn rules(db: &impl Connection, group: &Group) -> Result<Vec<(GradeRule, bool)>, Error> {
    let rule_set = crate::package::rule_set_of(&store::rule_set::get(db, group.rule_set).await?)?;
    Ok(GradeRule::offered(rule_set.grade_rule.as_ref()))
}

/// The form for choosing a rule for a group.
pub async fn choice_form(ctx: &Ctx, code: &str, peer_group: Option<&str>, whom: Whom) -> Result<ChoiceForm, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, code).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    let group = crate::assessment::chosen_group(&groups, peer_group)?.clone();
    let chosen = store::grading::choices(ctx.db(), campaign.id).await?.into_iter().find(|it| it.group == group.id && it.whom == whom);
    let held = store::seal::first(ctx.db(), group.id, None).await?.is_some();
    let sealed = held && chosen.as_ref().is_some_and(|it| !it.late);
    let mut offered: Vec<Offered> = rules(ctx.db(), &group)
        .await?
        .into_iter()
        .filter(|(rule, _)| rule.allow_choice(whom).is_ok())
        .filter(|(rule, _)| !sealed || chosen.as_ref().is_some_and(|it| it.choice.rule.id == rule.id))
        .map(|(rule, own)| Offered { refused: rule.in_force(campaign.ends_on).err(), rule, own })
        .collect();
    offered.sort_by_key(|it| it.refused.is_some());
    let decided = store::grading::decided_count(ctx.db(), group.id, kind(whom)).await? > 0;
    Ok(ChoiceForm { campaign, group, whom, offered, chosen, decided, sealed, late: held && !sealed })
}

/// Chooses a rule for a group, as long as no grade is decided by the one before and nobody has signed by it.
pub async fn choose(ctx: &Ctx, typed: &NewChoice) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign_alone(&tx, &typed.campaign).await?;
    let (campaign, groups) = store::campaign::with_groups(&tx, &typed.campaign).await?;
    ctx.actor.allow(Action::RunCampaign, &campaign.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let group = crate::assessment::chosen_group(&groups, Some(&typed.peer_group))?;
    let whom = Whom::of(&typed.whom).ok_or(Error::NotFound)?;
    let choice = read(typed, whom, &campaign, rules(&tx, group).await?)?;
    if store::grading::decided_count(&tx, group.id, kind(whom)).await? > 0 {
        return Err(ChooseRuleRefusal::GradesDecided.into());
    }
    let before = store::grading::choices(&tx, campaign.id).await?.into_iter().find(|it| it.group == group.id && it.whom == whom);
    let held = store::seal::first(&tx, group.id, None).await?.is_some();
    let sealed = before.as_ref().filter(|it| held && !it.late);
    if sealed.is_some_and(|it| it.choice.rule != choice.rule || it.choice.tasks_from != choice.tasks_from) {
        return Err(SealRefusal::GradeRule.into());
    }
    let late = held && sealed.is_none();
    let new = NewChosen { campaign: campaign.id, group: group.id, whom, choice: &choice, late, by: ctx.actor.person, at: ctx.now };
    store::grading::update_choice(&tx, &new).await?;
    let what = Remember {
        unit: Some(campaign.authority),
        before: before.map(|it| it.choice.rule.id).unwrap_or_default(),
        after: choice.rule.id.clone(),
        reason: choice.outstanding.clone(),
    };
    ctx.remember(&tx, Event::GradeRuleChosen, "campaign", campaign.id.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

fn read(typed: &NewChoice, whom: Whom, campaign: &Campaign, rules: Vec<(GradeRule, bool)>) -> Result<RuleChoice, Error> {
    let rule =
        rules.into_iter().map(|it| it.0).find(|it| it.id == typed.rule).ok_or_else(|| Error::field("rule", ChooseRuleRefusal::Unknown))?;
    rule.allow_choice(whom).map_err(|it| Error::field("rule", it))?;
    rule.in_force(campaign.ends_on).map_err(|it| Error::field("rule", it))?;
    let mut fields = Fields::default();
    let tasks_from = TasksFrom::of(&typed.tasks_from);
    if tasks_from.is_none() {
        fields.refuse("tasks_from", ChooseRuleRefusal::TasksFromMissing);
    }
    let base = Some(typed.quota_base.trim()).filter(|it| !it.is_empty()).map(QuotaBase::of);
    if base == Some(None) {
        fields.refuse("quota_base", ChooseRuleRefusal::UnknownBase);
    }
    let outstanding = fields.optional_line("outstanding", &typed.outstanding);
    if !outstanding.is_empty() && rule.quota.as_ref().is_none_or(|it| it.outstanding_share.is_none()) {
        fields.refuse("outstanding", ChooseRuleRefusal::NoOutstandingShare);
    }
    fields.finish()?;
    let rule = match base.flatten() {
        Some(base) => rule.with_quota_base(base),
        None => rule,
    };
    Ok(RuleChoice { rule, tasks_from: tasks_from.unwrap_or(TasksFrom::KeyTasks), outstanding })
}

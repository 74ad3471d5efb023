//! Amending the rules themselves: another version of the rule set, other grade rules, from a day on. What would change is shown line by line
//! before anything is put forward.

use super::propose::{Said, beside, put, replaced};
use super::{package_for, without};
use crate::fields::Fields;
use crate::{Ctx, Error};
use domain::amendment::{Changed, ProposeAmendmentRefusal, RuleChange, RuleLine, RulesPart, RulesSubject, Subject};
use domain::campaign::StageRefusal;
use domain::catalogue::RuleSetVersion;
use domain::grading::{GradeRule, TasksFrom, Whom};
use domain::package::{ChosenRule, GradeRule as Opaque, RuleSet};
use domain::policy::{Action, Forbidden};
use domain::{AmendmentId, Campaign, Group, Package, RuleSetId};
use std::collections::HashMap;
use store::amendment::Read;
use time::Date;

/// Other rules for a group, as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewRules {
    /// The campaign's code.
    pub campaign: String,
    /// The peer group's code.
    pub peer_group: String,
    /// The number that the clerk gave.
    pub number: String,
    /// The key of the version of the rule set from then on; blank where it stays.
    pub rule_set: String,
    /// The id of the rule that grades units from then on; blank where it stays.
    pub units_rule: String,
    /// From what the shares of tasks of units are taken from then on, by code; blank where it stays.
    pub units_tasks: String,
    /// The id of the rule that grades heads from then on; blank where it stays.
    pub heads_rule: String,
    /// From what the shares of tasks of heads are taken from then on, by code; blank where it stays.
    pub heads_tasks: String,
    /// From when on, `dd/mm/yyyy`.
    pub effective_on: String,
    /// Why.
    pub reason: String,
    /// The key of the amendment in whose place it comes; blank for none.
    pub replaces: String,
}

impl NewRules {
    /// Whether other rules are chosen at all.
    fn chooses(&self) -> bool {
        let boxes = [&self.rule_set, &self.units_rule, &self.units_tasks, &self.heads_rule, &self.heads_tasks];
        boxes.iter().any(|it| !it.trim().is_empty())
    }
}

/// A sealed grade rule that may be changed, and what may come in its place.
#[derive(Debug, Clone)]
pub struct GradeOffer {
    /// Whom it grades.
    pub whom: Whom,
    /// The title of the rule in force.
    pub title: String,
    /// The rules that may come in its place: ids and titles.
    pub offered: Vec<(String, String)>,
}

/// What the form of an amendment of the rules offers.
#[derive(Debug, Clone)]
pub struct RulesForm {
    /// The campaign.
    pub campaign: Campaign,
    /// Its groups.
    pub groups: Vec<Group>,
    /// The group whose rules change.
    pub group: Group,
    /// The versions of its rule set that are not in force: newest first.
    pub versions: Vec<RuleSetVersion>,
    /// The sealed grade rules.
    pub grades: Vec<GradeOffer>,
    /// The amendments of rules that can be replaced.
    pub in_force: Vec<Read>,
    /// Whether anybody of the group has signed: before that there is nothing to amend.
    pub sealed: bool,
    /// The first day from which rules may change.
    pub from: Option<Date>,
    /// What would change, line by line, or why it may not; none while nothing is chosen.
    pub lines: Option<Result<Vec<RuleLine>, ProposeAmendmentRefusal>>,
}

/// The titles of all variables by code, for the formulas of papers. One statement.
pub(super) async fn titles(db: &impl store::Connection) -> Result<HashMap<String, String>, Error> {
    Ok(store::rule_set::all_variables(db).await?.into_iter().map(|it| (it.code, it.title)).collect())
}

/// Loads the form for a group of a campaign, with what would change by the choices that were made. At most seventeen statements.
pub async fn rules_form(ctx: &Ctx, chosen: &NewRules) -> Result<RulesForm, Error> {
    let (campaign, groups) = crate::campaign::with_groups(ctx, &chosen.campaign).await?;
    if ctx.actor.allow(Action::ProposeAmendment, &campaign.place()).is_err() {
        return Err(Forbidden::NoRole.into());
    }
    let wish = Some(chosen.peer_group.as_str()).filter(|it| !it.is_empty());
    let group = groups.iter().find(|it| wish.is_none_or(|code| it.peer_group == code)).cloned().ok_or(Error::NotFound)?;
    let found = store::amendment::in_force(ctx.db(), group.id).await?;
    let in_force: Vec<Read> = found.into_iter().filter(|it| matches!(it.amendment.subject, Subject::Rules(_))).collect();
    let replaced = in_force.iter().find(|it| it.amendment.id.to_string() == chosen.replaces);
    // Figures are asked for where a change is held against them.
    let package = match chosen.chooses() {
        true => crate::package::of_group(ctx.db(), &campaign, &group).await?,
        false => crate::package::goals_of_group(ctx.db(), &campaign, &group).await?,
    };
    let package = without(package, replaced.map(|it| it.amendment.number.as_str()));
    let sealed_on = store::seal::first(ctx.db(), group.id, None).await?.map(|it| it.date());
    let from = match replaced {
        Some(it) => Some(it.amendment.effective_on),
        None => first_day(&package, sealed_on),
    };
    let versions = versions(ctx, &package, &group).await?;
    let lines = match (from, chosen_rules(chosen, &versions, &package)) {
        (None, _) | (_, Ok((None, None))) => None,
        (_, Err(why)) => Some(Err(why)),
        (Some(effective_on), Ok((version, grade_rules))) => {
            let rule_set = version.map(crate::package::rule_set_of).transpose()?;
            // The number and the reason are not there yet; the format asks for some.
            let change = RuleChange { number: "…".to_owned(), rule_set, grade_rules, effective_on, reason: "…".to_owned() };
            Some(change.check(&package, sealed_on, &titles(ctx.db()).await?))
        }
    };
    let grades = package.grade_rules().iter().map(|it| offer(it, &package.rule_set, campaign.ends_on)).collect();
    Ok(RulesForm { versions, grades, sealed: sealed_on.is_some(), from, lines, in_force, campaign, groups, group })
}

/// The first day from which rules may change: after the seal, in the campaign, after the last change.
fn first_day(package: &Package, sealed_on: Option<Date>) -> Option<Date> {
    let last = package.rule_amendments().iter().filter_map(|it| it.effective_on.next_day()).max();
    let first = [Some(sealed_on?), Some(package.campaign.starts_on), last].into_iter().flatten().max()?;
    (first <= package.campaign.ends_on).then_some(first)
}

/// The other versions of the rule set that ask for the same.
async fn versions(ctx: &Ctx, package: &Package, group: &Group) -> Result<Vec<RuleSetVersion>, Error> {
    let mut versions = store::rule_set::list(ctx.db()).await?;
    let now = package.rule_set.sha256();
    versions.retain(|it| {
        it.code == package.rule_set.code && it.sha256 != now && (it.id != group.rule_set || package.sealed_rule_set() != &package.rule_set)
    });
    Ok(versions)
}

fn offer(it: &ChosenRule, rules: &RuleSet, on: Date) -> GradeOffer {
    let offered = fitting(it.whom, rules, on).map(|it| (it.id, it.title)).collect();
    let title = GradeRule::read(it.rule.json()).map(|it| it.title).unwrap_or_default();
    GradeOffer { whom: it.whom, title, offered }
}

/// The rules that may grade those, and are in force on a day.
fn fitting(whom: Whom, rules: &RuleSet, on: Date) -> impl Iterator<Item = GradeRule> {
    let offered = GradeRule::offered(rules.grade_rule.as_ref()).into_iter().map(|it| it.0);
    offered.filter(move |it| it.allow_choice(whom).is_ok() && it.in_force(on).is_ok())
}

type Chosen<'v> = (Option<&'v RuleSetVersion>, Option<Vec<ChosenRule>>);

/// What was chosen: a version, grade rules, or neither.
fn chosen_rules<'v>(typed: &NewRules, versions: &'v [RuleSetVersion], package: &Package) -> Result<Chosen<'v>, ProposeAmendmentRefusal> {
    use ProposeAmendmentRefusal as Why;
    let version = match typed.rule_set.trim() {
        "" => None,
        text => Some(versions.iter().find(|it| it.id.0.to_string() == text).ok_or(Why::UnknownRules)?),
    };
    let mut rules = package.grade_rules().to_vec();
    let mut moved = false;
    for (whom, rule, tasks) in [(Whom::Units, &typed.units_rule, &typed.units_tasks), (Whom::Heads, &typed.heads_rule, &typed.heads_tasks)]
    {
        let (rule, tasks) = (rule.trim(), tasks.trim());
        if rule.is_empty() && tasks.is_empty() {
            continue;
        }
        let it = rules.iter_mut().find(|it| it.whom == whom).ok_or(Why::UnknownRules)?;
        if !tasks.is_empty() {
            it.tasks_from = TasksFrom::of(tasks).ok_or(Why::UnknownRules)?;
        }
        let same = GradeRule::read(it.rule.json()).is_ok_and(|it| it.id == rule);
        if !rule.is_empty() && !same {
            let found = fitting(whom, &package.rule_set, package.campaign.ends_on).find(|it| it.id == rule).ok_or(Why::UnknownRules)?;
            it.rule = Opaque::read(&found.to_json()).ok_or(Why::UnknownRules)?;
        }
        moved = true;
    }
    Ok((version, moved.then_some(rules)))
}

/// Puts an amendment of the sealed rules forward, for the authority to decide on.
pub async fn propose_rules(ctx: &Ctx, it: &NewRules) -> Result<AmendmentId, Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign_of_code(&tx, &it.campaign).await?;
    let (campaign, groups) = store::campaign::with_groups(&tx, &it.campaign).await?;
    let group = groups.into_iter().find(|there| there.peer_group == it.peer_group).ok_or(Error::NotFound)?;
    ctx.actor.allow(Action::ProposeAmendment, &campaign.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    store::hold::amendments(&tx, group.id).await?;
    let mut fields = Fields::default();
    let said = Said::read(&mut fields, &it.number, &it.effective_on, &it.reason);
    fields.finish()?;
    let nothing = Subject::Rules(RulesSubject { rule_set: None, grade_rules: None });
    let replaces = replaced(&tx, &group, &it.replaces, &nothing, said.effective_on).await?;
    let replaced_number = replaces.as_ref().map(|it| it.amendment.number.as_str());
    let mut change = RuleChange {
        number: said.number.clone(),
        rule_set: None,
        grade_rules: None,
        effective_on: said.effective_on,
        reason: said.reason.clone(),
    };
    let package = package_for(&tx, &campaign, &group, &Changed::Rules(Box::new(change.clone())), replaced_number).await?;
    let versions = store::rule_set::list(&tx).await?;
    let (version, grade_rules) = chosen_rules(it, &versions, &package).map_err(beside)?;
    let rule_set: Option<RuleSetId> = version.map(|it| it.id);
    change.rule_set = version.map(crate::package::rule_set_of).transpose()?;
    change.grade_rules.clone_from(&grade_rules);
    let sealed_on = store::seal::first(&tx, group.id, None).await?.map(|it| it.date());
    let lines = change.check(&package, sealed_on, &titles(&tx).await?).map_err(beside)?;
    let after = change.added_to(package.clone());
    let mut content = said.content(&campaign, &group, &package, replaced_number);
    content.rules = Some(RulesPart { rule_set_sha256: after.rule_set.sha256(), lines });
    let subject = Subject::Rules(RulesSubject { rule_set, grade_rules });
    put(ctx, tx, (&campaign, &group), (subject, content), (said, replaces)).await
}

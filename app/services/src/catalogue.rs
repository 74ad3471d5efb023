//! Rule sets as people read them: versions, targets with weights, formulas in words, and when each is in force; and what the catalogue
//! says of the variables that figures report.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::catalogue::{AREAS, CatalogueRefusal, RuleSetVersion, UsedVariable, Variable};
use domain::package::{Area, RuleSet, Target};
use domain::policy::{Action, Forbidden};
use domain::{Event, RuleSetId, VariableId, show_date};
pub use store::campaign_view::UseLine;

/// A rule set, whole.
#[derive(Debug, Clone)]
pub struct RuleSetView {
    /// The version.
    pub version: RuleSetVersion,
    /// What it says.
    pub rule_set: RuleSet,
    /// The variables it uses.
    pub variables: Vec<UsedVariable>,
    /// Which campaigns go by it.
    pub uses: Vec<UseLine>,
    /// Whether this person may change its dates.
    pub may_edit: bool,
}

fn may_view(ctx: &Ctx) -> Result<(), Error> {
    if ctx.actor.may_somewhere(Action::ViewCatalogue) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

/// Whether somebody may change the dates of a rule set: where they edit catalogues, and every campaign that goes by it is within their reach.
fn may_edit(ctx: &Ctx, uses: &[UseLine]) -> Result<(), Forbidden> {
    if !ctx.actor.may_somewhere(Action::EditCatalogue) {
        return Err(Forbidden::NoRole);
    }
    uses.iter().try_for_each(|it| ctx.actor.allow(Action::EditCatalogue, &it.place()))
}

/// Every version of every rule set, newest first within a code.
pub async fn list(ctx: &Ctx) -> Result<Vec<RuleSetVersion>, Error> {
    may_view(ctx)?;
    Ok(store::rule_set::list(ctx.db()).await?)
}

/// A rule set's version, whole.
pub async fn get(ctx: &Ctx, id: RuleSetId) -> Result<RuleSetView, Error> {
    may_view(ctx)?;
    let version = store::rule_set::get(ctx.db(), id).await?;
    let rule_set = RuleSet::read(&version.content).map_err(|_| Error::internal("a kept rule set cannot be read"))?;
    let variables = store::rule_set::variables(ctx.db(), id).await?;
    let mut uses = store::campaign_view::uses(ctx.db(), id).await?;
    let may_edit = may_edit(ctx, &uses).is_ok();
    uses.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    Ok(RuleSetView { version, rule_set, variables, uses, may_edit })
}

/// A target of a rule set, whole.
#[derive(Debug, Clone)]
pub struct TargetView {
    /// The version of the rules.
    pub version: RuleSetVersion,
    /// The target.
    pub target: Target,
    /// The areas of the rules; none where they name none of their own.
    pub areas: Vec<Area>,
    /// The variables that it counts, in the order of its formula.
    pub variables: Vec<UsedVariable>,
    /// The versions of these rules, newest first, each with the target of this code; none where a version has no such target.
    pub versions: Vec<(RuleSetVersion, Option<Target>)>,
    /// The targets before and after it, by code.
    pub neighbours: (Option<String>, Option<String>),
}

/// A target of a rule set with what the catalogue says of its figures, and its versions. Two statements.
pub async fn target(ctx: &Ctx, id: RuleSetId, code: &str) -> Result<TargetView, Error> {
    may_view(ctx)?;
    let mut versions = store::rule_set::list(ctx.db()).await?;
    let here = versions.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound)?;
    versions.retain(|it| it.code == here.code);
    versions.sort_by_key(|it| std::cmp::Reverse(it.version));
    let read = |it: &RuleSetVersion| RuleSet::read(&it.content).map_err(|_| Error::internal("a kept rule set cannot be read"));
    let rules = read(&here)?;
    let at = rules.targets.iter().position(|it| it.code == code).ok_or(Error::NotFound)?;
    let neighbour = |at: Option<usize>| at.and_then(|at| rules.targets.get(at)).map(|it| it.code.clone());
    let neighbours = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));
    let target = rules.targets.get(at).cloned().ok_or(Error::NotFound)?;
    let mut used = store::rule_set::variables(ctx.db(), id).await?;
    let order = target.measure.variables();
    used.retain(|it| order.contains(&it.variable.code.as_str()));
    used.sort_by_key(|it| order.iter().position(|code| *code == it.variable.code));
    let with = |it: RuleSetVersion| {
        let target = read(&it)?.target(code).cloned();
        Ok((it, target))
    };
    let versions = versions.into_iter().map(with).collect::<Result<Vec<_>, Error>>()?;
    let areas = rules.areas.unwrap_or_default();
    Ok(TargetView { version: here, target, areas, variables: used, versions, neighbours })
}

/// Two versions of rules.
#[derive(Debug, Clone)]
pub struct VersionDifference {
    /// The one, and what it says.
    pub old: (RuleSetVersion, RuleSet),
    /// The other, and what it says.
    pub new: (RuleSetVersion, RuleSet),
    /// The variables that either uses.
    pub variables: Vec<UsedVariable>,
    /// The versions with which the one may be compared: those of its code first.
    pub others: Vec<RuleSetVersion>,
}

/// Two versions side by side: the one before in time on the left. Without another one, the version of the same code before it; none where there is no other one. Five statements.
pub async fn difference(ctx: &Ctx, id: RuleSetId, with: Option<RuleSetId>) -> Result<Option<VersionDifference>, Error> {
    may_view(ctx)?;
    let mut others = store::rule_set::list(ctx.db()).await?;
    let here = others.iter().position(|it| it.id == id).ok_or(Error::NotFound)?;
    let here = others.remove(here);
    others.sort_by_key(|it| (it.code != here.code, it.code.clone(), std::cmp::Reverse(it.version)));
    let same_code = |it: &&RuleSetVersion| it.code == here.code;
    let before = others.iter().filter(same_code).filter(|it| it.version < here.version).max_by_key(|it| it.version);
    let other = match with {
        Some(id) => others.iter().find(|it| it.id == id).cloned().ok_or(Error::NotFound)?,
        None => match before.or(others.iter().find(same_code)).or(others.first()).cloned() {
            Some(it) => it,
            None => return Ok(None),
        },
    };
    let (old, new) = if (other.valid_from, other.version) <= (here.valid_from, here.version) { (other, here) } else { (here, other) };
    let read = |it: &RuleSetVersion| RuleSet::read(&it.content).map_err(|_| Error::internal("a kept rule set cannot be read"));
    let mut variables = store::rule_set::variables(ctx.db(), old.id).await?;
    variables.extend(store::rule_set::variables(ctx.db(), new.id).await?);
    Ok(Some(VersionDifference { old: (old.clone(), read(&old)?), new: (new.clone(), read(&new)?), variables, others }))
}

/// What is typed to change when a rule set is in force.
#[derive(Debug, Clone, Default)]
pub struct InForceForm {
    /// The first day.
    pub valid_from: String,
    /// The last day; empty while it is in force.
    pub valid_to: String,
    /// The legal basis.
    pub legal_basis: String,
    /// Why.
    pub reason: String,
}

/// Changes when a rule set is in force: never so that a campaign that goes by it falls outside, nor beyond the law it rests on.
pub async fn change_dates(ctx: &Ctx, id: RuleSetId, it: &InForceForm) -> Result<(), Error> {
    may_edit(ctx, &[])?;
    let mut fields = Fields::default();
    let from = fields.day("valid_from", &it.valid_from);
    let to = fields.optional_day("valid_to", &it.valid_to);
    let basis = fields.optional_line("legal_basis", &it.legal_basis);
    let reason = fields.text("reason", &it.reason);
    if to.is_some_and(|last| last < from) {
        fields.refuse("valid_to", CatalogueRefusal::EndsBeforeStart);
    }
    fields.finish()?;
    let tx = ctx.begin().await?;
    let version = store::rule_set::get(&tx, id).await?;
    may_edit(ctx, &store::campaign_view::uses(&tx, id).await?)?;
    let rule_set = RuleSet::read(&version.content).map_err(|_| Error::internal("a kept rule set cannot be read"))?;
    for law in crate::rule_set::laws()?.iter().filter(|law| law.governs(&rule_set)) {
        let ends_with_law = law.to.is_empty() || to.is_some_and(|last| law.in_force_on(last));
        if !law.in_force_on(from) || !ends_with_law {
            return Err(CatalogueRefusal::LawNotInForce.into());
        }
    }
    let others = store::rule_set::list(&tx).await?;
    if others.iter().any(|it| it.code == version.code && it.id != id && it.overlaps(from, to)) {
        return Err(Error::field("valid_from", CatalogueRefusal::VersionOverlaps));
    }
    if store::campaign_view::count_outside(&tx, id, from, to).await? > 0 {
        return Err(CatalogueRefusal::CampaignOutside.into());
    }
    store::campaign_view::update_in_force(&tx, id, from, to, &basis).await?;
    let told = |from, to: Option<time::Date>| format!("{} – {}", show_date(from), to.map(show_date).unwrap_or_default());
    let remember = Remember { before: told(version.valid_from, version.valid_to), after: told(from, to), reason, unit: None };
    ctx.remember(&tx, Event::RuleSetDated, "rule_set", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// A variable of the catalogue with what goes by it.
#[derive(Debug, Clone)]
pub struct VariableView {
    /// The variable.
    pub variable: Variable,
    /// The campaign groups that report it and that this person sees.
    pub uses: Vec<UseLine>,
    /// Whether this person may change what the catalogue says of it.
    pub may_edit: bool,
}

/// Every variable, by code.
pub async fn variables(ctx: &Ctx) -> Result<Vec<Variable>, Error> {
    may_view(ctx)?;
    Ok(store::rule_set::all_variables(ctx.db()).await?)
}

/// A variable, whole.
pub async fn variable(ctx: &Ctx, id: VariableId) -> Result<VariableView, Error> {
    may_view(ctx)?;
    let variable = store::rule_set::variable(ctx.db(), id).await?;
    let mut uses = store::campaign_view::uses_of_variable(ctx.db(), id).await?;
    let may_edit = may_edit(ctx, &uses).is_ok();
    uses.retain(|it| ctx.actor.allow(Action::ViewCampaign, &it.place()).is_ok());
    Ok(VariableView { variable, uses, may_edit })
}

/// What is typed to change what the catalogue says of a variable.
#[derive(Debug, Clone, Default)]
pub struct VariableForm {
    /// Its title.
    pub title: String,
    /// What is counted, and how.
    pub definition: String,
    /// On which basis.
    pub legal_basis: String,
    /// Where the number comes from.
    pub source: String,
    /// The area whose owner verifies it; empty for none.
    pub owner_area: String,
    /// Why it is changed.
    pub reason: String,
    /// The revision that the person saw.
    pub revision: i64,
}

/// Changes what the catalogue says of a variable: who reports it is asked, in every campaign that goes by it. What figures are (kind, unit
/// of measure, bounds) stays as it is.
pub async fn change_variable(ctx: &Ctx, id: VariableId, it: &VariableForm) -> Result<(), Error> {
    may_edit(ctx, &[])?;
    let mut fields = Fields::default();
    let title = fields.line("title", &it.title);
    let definition = fields.optional_text("definition", &it.definition);
    let legal_basis = fields.optional_line("legal_basis", &it.legal_basis);
    let source = fields.line("source", &it.source);
    let reason = fields.text("reason", &it.reason);
    if !it.owner_area.is_empty() && !AREAS.contains(&it.owner_area.as_str()) {
        fields.refuse("owner_area", CatalogueRefusal::UnknownArea);
    }
    fields.finish()?;
    let tx = ctx.begin().await?;
    let before = store::rule_set::variable(&tx, id).await?;
    may_edit(ctx, &store::campaign_view::uses_of_variable(&tx, id).await?)?;
    let after =
        Variable { title, definition, legal_basis, source, owner_area: it.owner_area.clone(), revision: it.revision, ..before.clone() };
    store::rule_set::update_variable(&tx, &after).await?;
    let told = |it: &Variable| {
        let parts = [&it.title, &it.definition, &it.legal_basis, &it.source, &it.owner_area];
        parts.into_iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    };
    let remember = Remember { before: told(&before), after: told(&after), reason, unit: None };
    ctx.remember(&tx, Event::VariableChanged, "variable", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

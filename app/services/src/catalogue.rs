//! Rule sets as people read them: versions, targets with weights, formulas in words; and when each is in force.

use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::catalogue::{CatalogueRefusal, RuleSetVersion, UsedVariable};
use domain::package::RuleSet;
use domain::policy::{Action, Forbidden};
use domain::{Event, RuleSetId, show_date};
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
    if store::campaign_view::count_outside(&tx, id, from, to).await? > 0 {
        return Err(CatalogueRefusal::CampaignOutside.into());
    }
    store::campaign_view::update_in_force(&tx, id, from, to, &basis).await?;
    let told = |from, to: Option<time::Date>| format!("{} – {}", show_date(from), to.map(show_date).unwrap_or_default());
    let remember = Remember { before: told(version.valid_from, version.valid_to), after: told(from, to), reason, unit: None };
    ctx.remember(&tx, Event::RuleSetDated, "rule_set", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

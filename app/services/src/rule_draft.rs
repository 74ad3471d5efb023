//! Writing a rule set: from nothing, from a version, from a ready set, from a file of another office. What is typed is always kept; what is
//! wrong with it is said beside its box; only a draft without a mistake becomes a version.

use crate::fields::Fields;
use crate::rule_set::{InForce, Reporting};
use crate::{Ctx, Error, Remember};
use domain::catalogue::{CatalogueRefusal, RuleSetVersion, UsedVariable};
use domain::drafting::{
    DraftProblem, DraftRefusal, MOST_TARGETS, READY, RuleDraft, TargetDraft, WeightTotal, example, from_rule_set, grades_of, total_weight,
};
use domain::explanation::Explanation;
use domain::package::RuleSet;
use domain::policy::{Action, Forbidden};
use domain::{Event, RuleDraftId, RuleSetId};
use std::collections::HashSet;
pub use store::rule_draft::Kept;
use store::{Connection, Tx};

fn may_write(ctx: &Ctx) -> Result<(), Error> {
    if ctx.actor.may_somewhere(Action::EditCatalogue) { Ok(()) } else { Err(Forbidden::NoRole.into()) }
}

/// The drafts, and from what another one may begin.
#[derive(Debug, Clone)]
pub struct DraftList {
    /// The drafts, the last changed one first.
    pub drafts: Vec<Kept>,
    /// The versions from which one may begin.
    pub versions: Vec<RuleSetVersion>,
}

/// The drafts, for who writes rule sets. Two statements.
pub async fn list(ctx: &Ctx) -> Result<DraftList, Error> {
    may_write(ctx)?;
    Ok(DraftList { drafts: store::rule_draft::list(ctx.db()).await?, versions: store::rule_set::list(ctx.db()).await? })
}

/// From what a draft begins.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// `blank`, `ready:CODE`, `version:KEY`, or `file`.
    pub from: String,
    /// The text of a file.
    pub file: String,
}

/// Begins a draft.
pub async fn begin(ctx: &Ctx, it: &Start) -> Result<RuleDraftId, Error> {
    may_write(ctx)?;
    let draft = match it.from.split_once(':') {
        None if it.from == "blank" => RuleDraft::blank(),
        None if it.from == "file" => RuleDraft::read(&it.file).map_err(|why| Error::field("file", why))?,
        Some(("ready", code)) => {
            let set = READY.iter().find(|it| it.code == code).ok_or(Error::NotFound)?;
            RuleDraft::read(set.json).map_err(|_| Error::internal("a ready set cannot be read"))?
        }
        Some(("version", id)) => {
            let id = id.parse().map(RuleSetId).map_err(|_| Error::NotFound)?;
            let version = store::rule_set::get(ctx.db(), id).await?;
            let rules = RuleSet::read(&version.content).map_err(|_| Error::internal("a kept rule set cannot be read"))?;
            RuleDraft { legal_basis: version.legal_basis, ..from_rule_set(&rules) }
        }
        _ => return Err(Error::field("from", domain::text::TextRefusal::Missing)),
    };
    let tx = ctx.begin().await?;
    let id = store::rule_draft::insert(&tx, &draft, ctx.actor.person, ctx.now).await?;
    ctx.remember(&tx, Event::RuleDraftBegun, "rule_draft", id.0, Remember { after: draft.title.clone(), ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(id)
}

/// A draft with everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct DraftView {
    /// The draft.
    pub kept: Kept,
    /// What is wrong, first of the whole, then target by target.
    pub problems: Vec<DraftProblem>,
    /// What the weights come to.
    pub total: WeightTotal,
    /// The variables of the catalogue.
    pub variables: Vec<UsedVariable>,
    /// The other versions of this code.
    pub versions: Vec<RuleSetVersion>,
}

async fn variables(db: &impl Connection) -> Result<Vec<UsedVariable>, Error> {
    crate::rule_set::known_variables(store::rule_set::all_variables(db).await?)
}

fn codes(all: &[UsedVariable]) -> HashSet<&str> {
    all.iter().map(|it| it.variable.code.as_str()).collect()
}

/// What is typed in place of what is kept, for trying.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    /// Weights, by the places of their targets.
    pub weights: Vec<(usize, String)>,
    /// The areas, as `RuleDraft` has them.
    pub areas: Option<String>,
    /// What is said of the whole.
    pub head: Option<Head>,
}

/// A draft, whole, as it is kept or as it is typed. Three statements.
pub async fn get(ctx: &Ctx, id: RuleDraftId, trial: &Trial) -> Result<DraftView, Error> {
    may_write(ctx)?;
    let mut kept = store::rule_draft::get(ctx.db(), id).await?;
    for (at, weight) in &trial.weights {
        if let Some(target) = kept.draft.targets.get_mut(*at) {
            target.weight.clone_from(weight);
        }
    }
    if let Some(areas) = &trial.areas {
        kept.draft.areas.clone_from(areas);
    }
    if let Some(head) = &trial.head {
        kept.draft = head.over(&kept.draft);
    }
    let variables = variables(ctx.db()).await?;
    let mut versions = store::rule_set::list(ctx.db()).await?;
    versions.retain(|it| it.code == kept.draft.code.trim());
    let problems = kept.draft.rules(&codes(&variables)).err().unwrap_or_default();
    Ok(DraftView { total: total_weight(&kept.draft), problems, versions, variables, kept })
}

/// One target of a draft.
#[derive(Debug, Clone)]
pub struct DraftTargetView {
    /// The draft.
    pub kept: Kept,
    /// Its place from 0; none for a new one.
    pub at: Option<usize>,
    /// What it says, or what is typed in its place.
    pub target: TargetDraft,
    /// What is wrong with it.
    pub problems: Vec<DraftProblem>,
    /// It worked out on made-up figures, by the evaluator itself; none while it is not sound.
    pub example: Option<Explanation>,
    /// Whether it has a weight; the example is of 100 points while it has none.
    pub weighs: bool,
    /// What the weights of all targets come to with it.
    pub total: WeightTotal,
    /// The variables of the catalogue.
    pub variables: Vec<UsedVariable>,
}

/// A target of a draft, as it is or as it is typed. Two statements.
pub async fn target(ctx: &Ctx, id: RuleDraftId, at: Option<usize>, typed: Option<TargetDraft>) -> Result<DraftTargetView, Error> {
    may_write(ctx)?;
    let kept = store::rule_draft::get(ctx.db(), id).await?;
    let there = match at {
        Some(at) => Some(kept.draft.targets.get(at).cloned().ok_or(Error::NotFound)?),
        None => None,
    };
    let is_new = there.is_none() && typed.is_none();
    // What the form does not show stays as it is.
    let typed = typed.map(|it| there.as_ref().map_or_else(|| it.clone(), |there| unseen(there, &it)).settled());
    let target = typed.or(there).unwrap_or_else(|| TargetDraft {
        kind: "ratio".to_owned(),
        direction: "higher".to_owned(),
        rule: "proportional".to_owned(),
        zero_denominator: "not_applicable".to_owned(),
        unit: "%".to_owned(),
        ..TargetDraft::default()
    });
    let mut whole = kept.draft.clone();
    let place = at.unwrap_or(whole.targets.len());
    match whole.targets.get_mut(place) {
        Some(it) => it.clone_from(&target),
        None => whole.targets.push(target.clone()),
    }
    let variables = variables(ctx.db()).await?;
    let problems = if is_new { Vec::new() } else { whole.problems_of(place, &codes(&variables)) };
    let weighs = !problems.iter().any(|it| it.field == "weight");
    let sound = problems.iter().all(|it| it.field == "weight");
    let worked = if weighs { target.clone() } else { TargetDraft { weight: "100".to_owned(), ..target.clone() } };
    let example = if sound && !is_new { example(&worked) } else { None };
    Ok(DraftTargetView { total: total_weight(&whole), kept, at, target, problems, example, weighs, variables })
}

/// What is typed, with what the form does not show as it is.
fn unseen(there: &TargetDraft, typed: &TargetDraft) -> TargetDraft {
    TargetDraft { kept: there.kept.clone(), omitted: there.omitted.clone(), ..typed.clone() }
}

async fn held(ctx: &Ctx, tx: &Tx, id: RuleDraftId) -> Result<Kept, Error> {
    may_write(ctx)?;
    Ok(store::rule_draft::get(tx, id).await?)
}

async fn saved(ctx: &Ctx, tx: Tx, kept: &Kept, revision: i64, draft: &RuleDraft, what: String) -> Result<(), Error> {
    if draft.to_json().len() > domain::drafting::LONGEST {
        return Err(DraftRefusal::TooLong.into());
    }
    store::rule_draft::update(&tx, (kept.id, revision), draft, ctx.actor.person, ctx.now).await?;
    let remember = Remember { before: what, after: draft.title.clone(), ..Remember::default() };
    ctx.remember(&tx, Event::RuleDraftChanged, "rule_draft", kept.id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// What is typed of the whole.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The code.
    pub code: String,
    /// The title.
    pub title: String,
    /// What it rests on.
    pub legal_basis: String,
    /// Decimals.
    pub display_decimals: String,
    /// The family of passing.
    pub family: String,
    /// Below this a unit fails.
    pub fail_below: String,
    /// From here on it passes.
    pub pass_from: String,
    /// The grades, `code: from`, one a line.
    pub grades: String,
    /// The points after the total, as `RuleDraft` has them.
    pub adjustments: String,
    /// How many points all bonuses come to at most.
    pub bonus_cap: String,
    /// How many points all maluses come to at most.
    pub malus_cap: String,
    /// What parts units of one score, as `RuleDraft` has it.
    pub tie_breakers: String,
}

impl Head {
    /// The draft with this said of the whole.
    fn over(&self, draft: &RuleDraft) -> RuleDraft {
        RuleDraft {
            code: self.code.trim().to_owned(),
            title: self.title.trim().to_owned(),
            legal_basis: self.legal_basis.trim().to_owned(),
            display_decimals: self.display_decimals.clone(),
            family: self.family.clone(),
            fail_below: self.fail_below.clone(),
            pass_from: self.pass_from.clone(),
            grades: grades_of(&self.grades),
            adjustments: self.adjustments.clone(),
            bonus_cap: self.bonus_cap.clone(),
            malus_cap: self.malus_cap.clone(),
            tie_breakers: self.tie_breakers.clone(),
            ..draft.clone()
        }
    }
}

/// Saves what is said of the whole.
pub async fn save_head(ctx: &Ctx, id: RuleDraftId, revision: i64, it: &Head) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = held(ctx, &tx, id).await?;
    let draft = it.over(&kept.draft);
    saved(ctx, tx, &kept, revision, &draft, String::new()).await
}

/// Saves a target, or adds one at the end; gives its place from 0.
pub async fn save_target(ctx: &Ctx, id: RuleDraftId, revision: i64, at: Option<usize>, it: &TargetDraft) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    let kept = held(ctx, &tx, id).await?;
    let it = it.clone().settled();
    let mut draft = kept.draft.clone();
    let place = match at {
        Some(at) => {
            let there = draft.targets.get_mut(at).ok_or(Error::NotFound)?;
            *there = unseen(there, &it);
            at
        }
        None if draft.targets.len() >= MOST_TARGETS => return Err(DraftRefusal::TooManyTargets.into()),
        None => {
            draft.targets.push(it.clone());
            draft.targets.len() - 1
        }
    };
    saved(ctx, tx, &kept, revision, &draft, it.code.clone()).await?;
    Ok(place)
}

/// Takes a target out.
pub async fn remove_target(ctx: &Ctx, id: RuleDraftId, revision: i64, at: usize) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = held(ctx, &tx, id).await?;
    let mut draft = kept.draft.clone();
    if at >= draft.targets.len() {
        return Err(Error::NotFound);
    }
    let gone = draft.targets.remove(at);
    saved(ctx, tx, &kept, revision, &draft, gone.code).await
}

/// Saves the weights of all targets, in their order, and those of the areas.
pub async fn save_weights(ctx: &Ctx, id: RuleDraftId, revision: i64, weights: &[String], areas: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = held(ctx, &tx, id).await?;
    let mut draft = kept.draft.clone();
    for (target, weight) in draft.targets.iter_mut().zip(weights) {
        target.weight.clone_from(weight);
    }
    areas.clone_into(&mut draft.areas);
    saved(ctx, tx, &kept, revision, &draft, String::new()).await
}

/// From when to when the new version is in force.
#[derive(Debug, Clone, Default)]
pub struct IssueForm {
    /// The first day.
    pub valid_from: String,
    /// The last day; blank while it is in force.
    pub valid_to: String,
}

/// Makes a version of a draft without a mistake; the draft is gone.
pub async fn issue(ctx: &Ctx, id: RuleDraftId, revision: i64, it: &IssueForm) -> Result<RuleSetId, Error> {
    let mut fields = Fields::default();
    let from = fields.day("valid_from", &it.valid_from);
    let to = fields.optional_day("valid_to", &it.valid_to);
    if to.is_some_and(|last| last < from) {
        fields.refuse("valid_to", CatalogueRefusal::EndsBeforeStart);
    }
    let tx = ctx.begin().await?;
    let kept = held(ctx, &tx, id).await?;
    fields.finish()?;
    let known = variables(&tx).await?;
    let rules = kept.draft.rules(&codes(&known)).map_err(|_| DraftRefusal::HasMistakes)?;
    for law in crate::rule_set::laws()?.iter().filter(|law| law.governs(&rules)) {
        let ends_with_law = law.to.is_empty() || to.is_some_and(|last| law.in_force_on(last));
        if !law.in_force_on(from) || !ends_with_law {
            return Err(Error::field("valid_from", CatalogueRefusal::LawNotInForce));
        }
    }
    if store::rule_set::same(&tx, &rules.code, &rules.sha256()).await?.is_some() {
        return Err(DraftRefusal::SameAsVersion.into());
    }
    let others = store::rule_set::list(&tx).await?;
    if others.iter().any(|it| it.code == rules.code && it.overlaps(from, to)) {
        return Err(Error::field("valid_from", CatalogueRefusal::VersionOverlaps));
    }
    let in_force = InForce { legal_basis: kept.draft.legal_basis.clone(), from, to };
    let version = crate::rule_set::save(&tx, &rules, Reporting::Catalogue, &in_force, ctx.now).await?;
    store::rule_draft::delete(&tx, (id, revision)).await?;
    let remember = Remember { after: format!("{} – {}", rules.code, rules.title), ..Remember::default() };
    ctx.remember(&tx, Event::RuleSetIssued, "rule_set", version.0, remember).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(version)
}

/// Drops a draft.
pub async fn discard(ctx: &Ctx, id: RuleDraftId, revision: i64) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let kept = held(ctx, &tx, id).await?;
    store::rule_draft::delete(&tx, (id, revision)).await?;
    let remember = Remember { before: kept.draft.title, ..Remember::default() };
    ctx.remember(&tx, Event::RuleDraftDiscarded, "rule_draft", id.0, remember).await?;
    tx.commit().await.map_err(Error::internal)
}

/// A draft as a file that another office takes in.
pub async fn file(ctx: &Ctx, id: RuleDraftId) -> Result<crate::paper::Paper, Error> {
    may_write(ctx)?;
    let kept = store::rule_draft::get(ctx.db(), id).await?;
    let name = crate::paper::file_name(&ctx.site, &["bo-chi-tieu", &kept.draft.code], "json");
    Ok(crate::paper::Paper::file(name, kept.draft.to_json().into_bytes()))
}

/// A version's rules as a file of the package format's rule set, which another office takes in.
pub async fn version_file(ctx: &Ctx, id: RuleSetId) -> Result<crate::paper::Paper, Error> {
    if !ctx.actor.may_somewhere(Action::ViewCatalogue) {
        return Err(Forbidden::NoRole.into());
    }
    let version = store::rule_set::get(ctx.db(), id).await?;
    let name = crate::paper::file_name(&ctx.site, &["bo-chi-tieu", &version.code, &version.version.to_string()], "json");
    Ok(crate::paper::Paper::file(name, version.content.into_bytes()))
}

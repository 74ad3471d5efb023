//! Keeping rule sets: the package format's text is what counts, its lines are kept beside it for lists and forms.

use crate::Error;
use domain::catalogue::{GradingLaw, RuleSetVersion, TargetLine, UsedVariable, Variable};
use domain::package::{RuleSet, Value};
use domain::{Frequency, RuleSetId, TargetId, Timestamp, ValueKind, VariableId};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::Tx;
use time::Date;

/// What the catalogue knows of a variable that packages name by code alone.
#[derive(Debug, Clone, Deserialize)]
struct Known {
    code: String,
    title: String,
    unit: String,
    limit: String,
    area: String,
    frequency: Frequency_,
    evidence: bool,
    /// Whether it counts whole things.
    #[serde(default)]
    counted: bool,
    /// Where the number usually comes from; an office says it better.
    #[serde(default)]
    source: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Frequency_ {
    Month,
    Quarter,
    HalfYear,
    Year,
}

impl From<Frequency_> for Frequency {
    fn from(it: Frequency_) -> Self {
        match it {
            Frequency_::Month => Self::Month,
            Frequency_::Quarter => Self::Quarter,
            Frequency_::HalfYear => Self::HalfYear,
            Frequency_::Year => Self::Year,
        }
    }
}

fn catalogue() -> Result<Vec<Known>, Error> {
    serde_json::from_str(include_str!("data/variables.json")).map_err(Error::internal)
}

/// What figures of a variable may be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bounds {
    /// The variable that it may not exceed in one period; empty for none.
    pub limit: String,
    /// Whether it counts whole things.
    pub counted: bool,
}

/// What figures of the variables may be, by code: as they are kept here, else as the catalogue says.
pub(crate) fn bounds(kept: &[Variable]) -> Result<HashMap<String, Bounds>, Error> {
    let known = catalogue()?.into_iter().map(|it| (it.code, Bounds { limit: it.limit, counted: it.counted }));
    let kept = kept.iter().map(|it| (it.code.clone(), Bounds { limit: it.limit_code.clone(), counted: it.counted }));
    Ok(known.chain(kept).collect())
}

/// The laws on which grades rest, with their dates.
pub(crate) fn laws() -> Result<Vec<GradingLaw>, Error> {
    serde_json::from_str(include_str!("data/grading_laws.json")).map_err(Error::internal)
}

/// The dates of a rule set that is taken in: from the campaign's first day on, and never outside the law on which its grades rest.
pub(crate) fn in_force_of(rule_set: &RuleSet, from: Date, legal_basis: String) -> Result<InForce, Error> {
    let law = laws()?.into_iter().find(|it| it.governs(rule_set));
    let bound = |text: &str| domain::value::plain_day(text);
    let Some(law) = law else { return Ok(InForce { legal_basis, from, to: None }) };
    let legal_basis = if legal_basis.is_empty() { law.basis.clone() } else { legal_basis };
    Ok(InForce { legal_basis, from: bound(&law.from).map_or(from, |it| it.max(from)), to: bound(&law.to) })
}

/// Every variable that a formula may name: as they are kept here, and those of the catalogue that nothing has used yet.
pub(crate) fn known_variables(kept: Vec<Variable>) -> Result<Vec<UsedVariable>, Error> {
    let catalogue = catalogue()?;
    let frequency = |code: &str| catalogue.iter().find(|it| it.code == code).map_or(Frequency::Month, |it| it.frequency.into());
    let mut all: Vec<UsedVariable> =
        kept.into_iter().map(|it| UsedVariable { frequency: frequency(&it.code), evidence_required: false, variable: it }).collect();
    for it in &catalogue {
        if all.iter().any(|there| there.variable.code == it.code) {
            continue;
        }
        let variable = Variable {
            id: VariableId(0),
            code: it.code.clone(),
            title: it.title.clone(),
            unit_of_measure: it.unit.clone(),
            kind: ValueKind::Amount,
            limit_code: it.limit.clone(),
            owner_area: it.area.clone(),
            cumulative: false,
            counted: it.counted,
            definition: String::new(),
            legal_basis: String::new(),
            source: it.source.clone(),
            revision: 1,
        };
        all.push(UsedVariable { frequency: it.frequency.into(), evidence_required: it.evidence, variable });
    }
    all.sort_by(|one, two| one.variable.code.cmp(&two.variable.code));
    Ok(all)
}

/// The keys of some variables by their codes. Those that are not known yet are added: title, unit of measure and field come from the
/// catalogue of known variables, if they are there.
pub(crate) async fn variables_of<'c>(
    tx: &Tx,
    codes: impl Iterator<Item = (&'c str, ValueKind)>,
) -> Result<HashMap<String, VariableId>, Error> {
    let mut all: HashMap<String, VariableId> = store::rule_set::all_variables(tx).await?.into_iter().map(|it| (it.code, it.id)).collect();
    let catalogue = catalogue()?;
    let mut lacking: Vec<Variable> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for (code, kind) in codes.filter(|(code, _)| !all.contains_key(*code)) {
        if !seen.insert(code) {
            continue;
        }
        let known = catalogue.iter().find(|it| it.code == code);
        lacking.push(Variable {
            id: VariableId(0),
            code: code.to_owned(),
            title: known.map_or_else(|| code.to_owned(), |it| it.title.clone()),
            unit_of_measure: known.map(|it| it.unit.clone()).unwrap_or_default(),
            kind,
            limit_code: known.map(|it| it.limit.clone()).unwrap_or_default(),
            owner_area: known.map(|it| it.area.clone()).unwrap_or_default(),
            cumulative: false,
            counted: known.is_some_and(|it| it.counted),
            definition: String::new(),
            legal_basis: String::new(),
            source: known.map(|it| it.source.clone()).unwrap_or_default(),
            revision: 1,
        });
    }
    all.extend(store::rule_set::insert_variables(tx, &lacking).await?);
    Ok(all)
}

/// How often the figures of a rule set come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reporting {
    /// As the catalogue says for each variable; monthly where it says nothing.
    Catalogue,
    /// Once a year, as in packages of a finished year.
    Yearly,
    /// As often as the figures of a package come, by variable; as the catalogue says for the others.
    AsFigured(BTreeMap<String, Frequency>),
}

/// From when to when a rule set is in force, and on what basis.
#[derive(Debug, Clone)]
pub struct InForce {
    /// Its legal basis.
    pub legal_basis: String,
    /// The first day.
    pub from: Date,
    /// The last day; none while it is in force.
    pub to: Option<Date>,
}

/// Keeps a rule set as a new version, with its targets and variables; the same content under the same code is kept once.
pub async fn save(tx: &Tx, rule_set: &RuleSet, reporting: Reporting, in_force: &InForce, at: Timestamp) -> Result<RuleSetId, Error> {
    let sha256 = rule_set.sha256();
    if let Some(same) = store::rule_set::same(tx, &rule_set.code, &sha256).await? {
        return Ok(same.id);
    }
    let version = RuleSetVersion {
        id: RuleSetId(0),
        code: rule_set.code.clone(),
        version: 0,
        title: rule_set.title.clone(),
        content: rule_set.to_json(),
        sha256,
        legal_basis: in_force.legal_basis.clone(),
        valid_from: in_force.from,
        valid_to: in_force.to,
    };
    let id = store::rule_set::insert(tx, &version, at).await?;
    let mut used: Vec<(&str, ValueKind)> = Vec::new();
    let mut lines = Vec::with_capacity(rule_set.targets.len());
    for target in &rule_set.targets {
        lines.push(TargetLine {
            id: TargetId(0),
            code: target.code.clone(),
            title: target.title.clone(),
            unit_of_measure: target.unit.clone(),
            area: target.area.clone(),
            weight: target.weight.quantity(),
            direction: target.direction.code().to_owned(),
            value: Value::figure_value(&target.target),
            value_to: target.target_to.as_ref().map(|it| it.quantity()),
        });
        for code in target.measure.variables() {
            if !used.iter().any(|(it, _)| *it == code) {
                used.push((code, target.measure.kind().value_kind()));
            }
        }
    }
    store::rule_set::insert_targets(tx, id, &lines).await?;
    let keys = variables_of(tx, used.iter().copied()).await?;
    let catalogue = catalogue()?;
    let reported = |(code, _): &(&str, ValueKind)| {
        let known = catalogue.iter().find(|it| it.code == *code);
        let by_catalogue = known.map_or(Frequency::Month, |it| it.frequency.into());
        let frequency = match &reporting {
            Reporting::Yearly => Frequency::Year,
            Reporting::Catalogue => by_catalogue,
            Reporting::AsFigured(seen) => seen.get(*code).copied().unwrap_or(by_catalogue),
        };
        Some((*keys.get(*code)?, frequency, known.is_some_and(|it| it.evidence)))
    };
    let reported: Vec<_> = used.iter().filter_map(reported).collect();
    store::rule_set::insert_used(tx, id, &reported).await?;
    Ok(id)
}

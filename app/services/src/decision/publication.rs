//! Publishing the results of a final run: from then on they are the ones shown, whatever is computed later.

use super::prepare::{Asked, Draft, run_of};
use crate::Error;
use crate::fields::Fields;
use domain::decision::{ContentLine, DecidedResult, DecisionKind, DecisionState, LineSubject, LineValue, PrepareDecisionRefusal};
use domain::run::RunKind;
use std::collections::HashMap;
use store::assessment::{Named, UnitRow};

/// A computed result as a decision says it.
pub(super) fn value(it: &UnitRow) -> LineValue {
    LineValue::Result(DecidedResult { outcome: it.outcome, score: it.score, grade: it.grade.clone() })
}

/// What publishing a run decides. Publishing computed results grades nobody, so an own unit among them bars nobody (`domain.md` 2).
pub(super) async fn draft(asked: &Asked<'_>, fields: &mut Fields) -> Result<Draft, Error> {
    let id = run_of(&asked.typed.run)?;
    let runs = store::assessment::list(asked.tx, asked.group.id).await?;
    let run = runs.iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    if run.kind != RunKind::Final {
        fields.refuse("run", PrepareDecisionRefusal::NotFinal);
    }
    if run.published.is_some() {
        fields.refuse("run", PrepareDecisionRefusal::PublishedAlready);
    }
    let others = store::decision::list(asked.tx, asked.campaign.id).await?;
    let waits = |it: &store::decision::Read| {
        let it = &it.decision;
        it.state == DecisionState::Prepared && it.kind == DecisionKind::Publication && it.group == asked.group.id
    };
    if others.iter().any(waits) {
        fields.refuse("run", PrepareDecisionRefusal::WaitsAlready);
    }
    let (mut before, mut replaces) = (HashMap::new(), None);
    if let Some((earlier, publication)) = runs.iter().find_map(|it| Some((it, it.published.as_ref()?))) {
        let decided = store::decision::decided(asked.tx, asked.campaign.id, None).await?.decided;
        for it in store::assessment::results(asked.tx, earlier.id).await? {
            let unit = it.result.unit;
            let now = decided.of_result(unit, earlier.id).next_back().map_or_else(|| value(&it.result), |it| it.after.clone());
            before.insert(unit, now.code());
        }
        replaces = Some(store::decision::get(asked.tx, publication.decision).await?);
    }
    let line = |it: Named| {
        let after = value(&it.result).code();
        ContentLine {
            about: LineSubject::Result.code().to_owned(),
            unit: it.name,
            person: String::new(),
            post: String::new(),
            rank: it.result.rank.map(|it| it.to_string()).unwrap_or_default(),
            before: before.remove(&it.result.unit).filter(|it| *it != after).unwrap_or_default(),
            after,
            reason: String::new(),
        }
    };
    let shown = store::assessment::results(asked.tx, run.id).await?.into_iter().map(line).collect();
    Ok(Draft { shown, earliest: Some(run.at.date()), run: Some(run.clone()), replaces, ..Draft::default() })
}

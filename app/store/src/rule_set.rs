//! Rule sets by version, their targets, and the variables they use.

use crate::row::{insert_many, insert_returning, row, rows, run};
use crate::value::{columns, value};
use crate::{Connection, Error};
use domain::catalogue::{RuleSetVersion, TargetLine, UsedVariable, Variable};
use domain::{CampaignId, Frequency, Quantity, RuleSetId, TargetId, Timestamp, ValueKind, VariableId};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(rule_set, "rule_set", {
    code: String,
    version: i64,
    title: String,
    content: String,
    sha256: String,
    legal_basis: String,
    valid_from: Date,
    valid_to: Option<Date>,
    created_at: i64,
});

entity!(target, "target", {
    rule_set_id: i64,
    position: i64,
    code: String,
    title: String,
    unit_of_measure: String,
    area: String,
    weight_e4: i64,
    direction: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    value_to_e4: Option<i64>,
});

entity!(variable, "variable", {
    code: String,
    title: String,
    unit_of_measure: String,
    kind: String,
    limit_code: String,
    owner_area: String,
    cumulative: bool,
    counted: bool,
    definition: String,
    legal_basis: String,
    source: String,
    revision: i64,
});

fn version(it: rule_set::Model) -> RuleSetVersion {
    RuleSetVersion {
        id: RuleSetId(it.id),
        code: it.code,
        version: it.version,
        title: it.title,
        content: it.content,
        sha256: it.sha256,
        legal_basis: it.legal_basis,
        valid_from: it.valid_from,
        valid_to: it.valid_to,
    }
}

/// The version in a row of the table `rule_set`, whatever else the row has.
pub(crate) fn version_of(found: &sea_orm::QueryResult) -> Result<RuleSetVersion, Error> {
    Ok(version(rule_set::Model::from_query_result(found, "")?))
}

/// A rule set's version.
pub async fn get(db: &impl Connection, id: RuleSetId) -> Result<RuleSetVersion, Error> {
    row::<rule_set::Model>(db, "SELECT * FROM rule_set WHERE id = $1", [id.0.into()]).await?.map(version).ok_or(Error::NotFound)
}

/// The version with this code and digest, if it is there already.
pub async fn same(db: &impl Connection, code: &str, sha256: &str) -> Result<Option<RuleSetVersion>, Error> {
    let found = row::<rule_set::Model>(
        db,
        "SELECT * FROM rule_set WHERE code = $1 AND sha256 = $2 ORDER BY version DESC",
        [code.into(), sha256.into()],
    )
    .await?;
    Ok(found.map(version))
}

/// Every version, newest first within a code.
pub async fn list(db: &impl Connection) -> Result<Vec<RuleSetVersion>, Error> {
    let found: Vec<rule_set::Model> = rows(db, "SELECT * FROM rule_set ORDER BY code, version DESC", []).await?;
    Ok(found.into_iter().map(version).collect())
}

/// Adds a version; its number follows the last one of the code. `id` and `version` of the given one are not read.
pub async fn insert(db: &impl Connection, it: &RuleSetVersion, at: Timestamp) -> Result<RuleSetId, Error> {
    let found: Option<Last> = row(db, "SELECT max(version) AS last FROM rule_set WHERE code = $1", [it.code.as_str().into()]).await?;
    let made = rule_set::ActiveModel {
        code: Set(it.code.clone()),
        version: Set(found.and_then(|it| it.last).unwrap_or(0) + 1),
        title: Set(it.title.clone()),
        content: Set(it.content.clone()),
        sha256: Set(it.sha256.clone()),
        legal_basis: Set(it.legal_basis.clone()),
        valid_from: Set(it.valid_from),
        valid_to: Set(it.valid_to),
        created_at: Set(at.0),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(RuleSetId(made.id))
}

#[derive(FromQueryResult)]
struct Last {
    last: Option<i64>,
}

/// Adds the lines of a rule set's targets, in their order; their `id` is not read.
pub async fn insert_targets(db: &impl Connection, rule_set: RuleSetId, lines: &[TargetLine]) -> Result<(), Error> {
    let head = "INSERT INTO target (rule_set_id, position, code, title, unit_of_measure, area, weight_e4, direction, value_e4, value_on, value_yes, value_to_e4) VALUES";
    let values = |(position, it): (i64, &TargetLine)| {
        let (value_e4, value_on, value_yes) = columns(it.value);
        vec![
            rule_set.0.into(),
            position.into(),
            it.code.as_str().into(),
            it.title.as_str().into(),
            it.unit_of_measure.as_str().into(),
            it.area.as_str().into(),
            it.weight.0.into(),
            it.direction.as_str().into(),
            value_e4.into(),
            value_on.into(),
            value_yes.into(),
            it.value_to.map(|it| it.0).into(),
        ]
    };
    Ok(insert_many(db, head, 12, (0..).zip(lines).map(values).collect(), "").await?)
}

/// The targets of a rule set, in its order.
pub async fn targets(db: &impl Connection, rule_set: RuleSetId) -> Result<Vec<TargetLine>, Error> {
    let found: Vec<target::Model> = rows(db, "SELECT * FROM target WHERE rule_set_id = $1 ORDER BY position", [rule_set.0.into()]).await?;
    found.into_iter().map(|it| Ok(target_line(it)?.1)).collect()
}

/// The targets of all rule sets of a campaign, each with its rule set, in their order. One statement.
pub async fn targets_of_campaign(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(RuleSetId, TargetLine)>, Error> {
    let text = "SELECT * FROM target WHERE rule_set_id IN (SELECT rule_set_id FROM campaign_group WHERE campaign_id = $1) ORDER BY rule_set_id, position";
    let found: Vec<target::Model> = rows(db, text, [campaign.0.into()]).await?;
    found.into_iter().map(target_line).collect()
}

#[derive(FromQueryResult)]
struct Title {
    id: i64,
    title: String,
}

/// The titles of all rule sets of a campaign. One statement.
pub async fn titles_of_campaign(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(RuleSetId, String)>, Error> {
    let text = "SELECT id, title FROM rule_set WHERE id IN (SELECT rule_set_id FROM campaign_group WHERE campaign_id = $1)";
    let found: Vec<Title> = rows(db, text, [campaign.0.into()]).await?;
    Ok(found.into_iter().map(|it| (RuleSetId(it.id), it.title)).collect())
}

fn target_line(it: target::Model) -> Result<(RuleSetId, TargetLine), Error> {
    let rule_set = it.rule_set_id;
    let line = TargetLine {
        id: TargetId(it.id),
        value: value((it.value_e4, it.value_on, it.value_yes), "target.value")?,
        value_to: it.value_to_e4.map(Quantity),
        code: it.code,
        title: it.title,
        unit_of_measure: it.unit_of_measure,
        area: it.area,
        weight: Quantity(it.weight_e4),
        direction: it.direction,
    };
    Ok((RuleSetId(rule_set), line))
}

/// A variable by its code.
pub async fn variable_of_code(db: &impl Connection, code: &str) -> Result<Option<Variable>, Error> {
    row::<variable::Model>(db, "SELECT * FROM variable WHERE code = $1", [code.into()]).await?.map(known_variable).transpose()
}

/// Every variable, by code.
pub async fn all_variables(db: &impl Connection) -> Result<Vec<Variable>, Error> {
    let found: Vec<variable::Model> = rows(db, "SELECT * FROM variable ORDER BY code", []).await?;
    found.into_iter().map(known_variable).collect()
}

/// A variable by its key.
pub async fn variable(db: &impl Connection, id: VariableId) -> Result<Variable, Error> {
    let found = row::<variable::Model>(db, "SELECT * FROM variable WHERE id = $1", [id.0.into()]).await?;
    found.map(known_variable).transpose()?.ok_or(Error::NotFound)
}

/// Saves what the catalogue says of a variable: title, definition, basis, source and owner. Busy where somebody else was first.
pub async fn update_variable(db: &impl Connection, it: &Variable) -> Result<(), Error> {
    let saved = run(
        db,
        "UPDATE variable SET title = $1, definition = $2, legal_basis = $3, source = $4, owner_area = $5, revision = revision + 1 \
         WHERE id = $6 AND revision = $7",
        [
            it.title.as_str().into(),
            it.definition.as_str().into(),
            it.legal_basis.as_str().into(),
            it.source.as_str().into(),
            it.owner_area.as_str().into(),
            it.id.0.into(),
            it.revision.into(),
        ],
    )
    .await?;
    if saved == 1 { Ok(()) } else { Err(Error::Busy) }
}

fn known_variable(it: variable::Model) -> Result<Variable, Error> {
    Ok(Variable {
        id: VariableId(it.id),
        kind: ValueKind::of(&it.kind).ok_or(Error::Corrupt("variable.kind"))?,
        code: it.code,
        title: it.title,
        unit_of_measure: it.unit_of_measure,
        limit_code: it.limit_code,
        owner_area: it.owner_area,
        cumulative: it.cumulative,
        counted: it.counted,
        definition: it.definition,
        legal_basis: it.legal_basis,
        source: it.source,
        revision: it.revision,
    })
}

#[derive(FromQueryResult)]
struct Made {
    id: i64,
    code: String,
}

/// Adds variables, each code once, and gives their keys; their `id` is not read.
pub async fn insert_variables(db: &impl Connection, variables: &[Variable]) -> Result<Vec<(String, VariableId)>, Error> {
    let head = "INSERT INTO variable (code, title, unit_of_measure, kind, limit_code, owner_area, cumulative, counted, source) VALUES";
    let values = |it: &Variable| {
        vec![
            it.code.as_str().into(),
            it.title.as_str().into(),
            it.unit_of_measure.as_str().into(),
            it.kind.code().into(),
            it.limit_code.as_str().into(),
            it.owner_area.as_str().into(),
            it.cumulative.into(),
            it.counted.into(),
            it.source.as_str().into(),
        ]
    };
    let made: Vec<Made> = insert_returning(db, head, 9, variables.iter().map(values).collect(), "RETURNING id, code").await?;
    Ok(made.into_iter().map(|it| (it.code, VariableId(it.id))).collect())
}

/// Says which variables a rule set uses, in its order: how often each is reported and whether it needs evidence.
pub async fn insert_used(db: &impl Connection, rule_set: RuleSetId, used: &[(VariableId, Frequency, bool)]) -> Result<(), Error> {
    let head = "INSERT INTO rule_set_variable (rule_set_id, variable_id, position, frequency, evidence_required) VALUES";
    let values = |(position, (variable, frequency, evidence)): (i64, &(VariableId, Frequency, bool))| {
        vec![rule_set.0.into(), variable.0.into(), position.into(), frequency.code().into(), (*evidence).into()]
    };
    Ok(insert_many(db, head, 5, (0..).zip(used).map(values).collect(), "").await?)
}

#[derive(FromQueryResult)]
struct UsedRow {
    id: i64,
    code: String,
    title: String,
    unit_of_measure: String,
    kind: String,
    limit_code: String,
    owner_area: String,
    cumulative: bool,
    counted: bool,
    definition: String,
    legal_basis: String,
    source: String,
    revision: i64,
    frequency: String,
    evidence_required: bool,
}

/// The variables that a rule set uses, in its order.
pub async fn variables(db: &impl Connection, rule_set: RuleSetId) -> Result<Vec<UsedVariable>, Error> {
    let found: Vec<UsedRow> = rows(
        db,
        "SELECT variable.*, rule_set_variable.frequency, rule_set_variable.evidence_required FROM rule_set_variable \
         JOIN variable ON variable.id = rule_set_variable.variable_id WHERE rule_set_variable.rule_set_id = $1 \
         ORDER BY rule_set_variable.position",
        [rule_set.0.into()],
    )
    .await?;
    found
        .into_iter()
        .map(|it| {
            Ok(UsedVariable {
                frequency: Frequency::of(&it.frequency).ok_or(Error::Corrupt("rule_set_variable.frequency"))?,
                evidence_required: it.evidence_required,
                variable: known_variable(variable::Model {
                    id: it.id,
                    code: it.code,
                    title: it.title,
                    unit_of_measure: it.unit_of_measure,
                    kind: it.kind,
                    limit_code: it.limit_code,
                    owner_area: it.owner_area,
                    cumulative: it.cumulative,
                    counted: it.counted,
                    definition: it.definition,
                    legal_basis: it.legal_basis,
                    source: it.source,
                    revision: it.revision,
                })?,
            })
        })
        .collect()
}

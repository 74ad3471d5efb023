//! Seals: what a unit's head sealed by signing, and which version of its rules a page shows.

use crate::row::{row, rows, run};
use crate::value::value;
use crate::{Connection, Error};
use domain::package::{Exemption, UnitTarget};
use domain::{CampaignId, CommitmentId, GroupId, PersonId, RuleSetId, Timestamp, UnitId};
use sea_orm::FromQueryResult;
use time::Date;

/// A seal as it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSeal {
    /// The campaign.
    pub campaign: CampaignId,
    /// The peer group.
    pub group: GroupId,
    /// The unit.
    pub unit: UnitId,
    /// The sheet that was signed.
    pub commitment: CommitmentId,
    /// The sealed text.
    pub content: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The SHA-256 of the rule set.
    pub rule_set_sha256: String,
    /// Who signed.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// A seal that holds.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Sealed {
    /// The peer group.
    pub group_id: i64,
    /// The unit.
    pub unit_id: i64,
    /// The unit's code in the campaign.
    pub unit_code: String,
    /// The unit's name in the campaign.
    pub unit_name: String,
    /// The sheet.
    pub commitment_id: i64,
    /// The sealed text.
    pub content: String,
    /// Its SHA-256.
    pub sha256: String,
    /// The SHA-256 of the rule set.
    pub rule_set_sha256: String,
    /// Who signed.
    pub person_name: String,
    /// When, milliseconds UTC.
    pub sealed_at: i64,
}

const SEAL: &str = "SELECT seal.group_id, seal.unit_id, campaign_unit.code AS unit_code, campaign_unit.name AS unit_name, seal.commitment_id, \
     seal.content, seal.sha256, seal.rule_set_sha256, person.full_name AS person_name, seal.sealed_at FROM seal \
     JOIN campaign_unit ON campaign_unit.campaign_id = seal.campaign_id AND campaign_unit.unit_id = seal.unit_id \
     JOIN person ON person.id = seal.person_id WHERE seal.lifted_at IS NULL";

/// Adds a seal; a second one of a unit is `Taken`.
pub async fn insert(db: &impl Connection, it: &NewSeal) -> Result<(), Error> {
    let text = "INSERT INTO seal (campaign_id, group_id, unit_id, commitment_id, content, sha256, rule_set_sha256, person_id, sealed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = [
        it.campaign.0.into(),
        it.group.0.into(),
        it.unit.0.into(),
        it.commitment.0.into(),
        it.content.as_str().into(),
        it.sha256.as_str().into(),
        it.rule_set_sha256.as_str().into(),
        it.person.0.into(),
        it.at.0.into(),
    ];
    run(db, text, values).await?;
    Ok(())
}

/// Lifts the seal of a unit, for a sheet that was withdrawn before it came into force; says whether there was one.
pub async fn update_lifted(db: &impl Connection, campaign: CampaignId, unit: UnitId, at: Timestamp) -> Result<bool, Error> {
    let text = "UPDATE seal SET lifted_at = $1 WHERE campaign_id = $2 AND unit_id = $3 AND lifted_at IS NULL";
    Ok(run(db, text, [at.0.into(), campaign.0.into(), unit.0.into()]).await? > 0)
}

/// The seal of a unit that holds.
pub async fn of_unit(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<Option<Sealed>, Error> {
    let text = format!("{SEAL} AND seal.campaign_id = $1 AND seal.unit_id = $2");
    Ok(row(db, &text, [campaign.0.into(), unit.0.into()]).await?)
}

/// The seals of a campaign that hold, in the order of its members, at most 5000.
pub async fn list(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Sealed>, Error> {
    let text = format!("{SEAL} AND seal.campaign_id = $1 ORDER BY campaign_unit.group_id, campaign_unit.position LIMIT 5000");
    Ok(rows(db, &text, [campaign.0.into()]).await?)
}

#[derive(FromQueryResult)]
struct First {
    first: Option<i64>,
}

/// When the first seal of a group was set, or that of one of its units.
pub async fn first(db: &impl Connection, group: GroupId, unit: Option<UnitId>) -> Result<Option<Timestamp>, Error> {
    let text = "SELECT min(sealed_at) AS first FROM seal WHERE group_id = $1 AND ($2 = 0 OR unit_id = $2) AND lifted_at IS NULL";
    let found: Option<First> = row(db, text, [group.0.into(), unit.map_or(0, |it| it.0).into()]).await?;
    Ok(found.and_then(|it| it.first).map(Timestamp))
}

/// The peer group of a member, with its code.
pub async fn group_of(db: &impl Connection, campaign: CampaignId, unit: UnitId) -> Result<(GroupId, String), Error> {
    #[derive(FromQueryResult)]
    struct Found {
        id: i64,
        peer_group: String,
    }
    let text = "SELECT campaign_group.id, campaign_group.peer_group FROM campaign_unit JOIN campaign_group ON campaign_group.id = campaign_unit.group_id \
         WHERE campaign_unit.campaign_id = $1 AND campaign_unit.unit_id = $2";
    let found: Option<Found> = row(db, text, [campaign.0.into(), unit.0.into()]).await?;
    found.map(|it| (GroupId(it.id), it.peer_group)).ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct ExemptRow {
    target: String,
    basis: String,
}

#[derive(FromQueryResult)]
struct OwnRow {
    target: String,
    value_e4: Option<i64>,
    value_on: Option<Date>,
    value_yes: Option<bool>,
    value_to_e4: Option<i64>,
    period: String,
}

/// What is agreed for a unit alone, as its package says it: exemptions and own targets. Two statements.
pub async fn agreed(
    db: &impl Connection,
    campaign: CampaignId,
    unit: UnitId,
    code: &str,
) -> Result<(Vec<Exemption>, Vec<UnitTarget>), Error> {
    let text = "SELECT target.code AS target, exemption.basis FROM exemption JOIN target ON target.id = exemption.target_id \
         WHERE exemption.campaign_id = $1 AND exemption.unit_id = $2 ORDER BY exemption.id";
    let exemptions: Vec<ExemptRow> = rows(db, text, [campaign.0.into(), unit.0.into()]).await?;
    let text = "SELECT target.code AS target, unit_target.value_e4, unit_target.value_on, unit_target.value_yes, unit_target.value_to_e4, \
         unit_target.period FROM unit_target \
         JOIN target ON target.id = unit_target.target_id WHERE unit_target.campaign_id = $1 AND unit_target.unit_id = $2 ORDER BY unit_target.id";
    let own: Vec<OwnRow> = rows(db, text, [campaign.0.into(), unit.0.into()]).await?;
    let exempt = |it: ExemptRow| Exemption { unit: code.to_owned(), target: it.target, basis: it.basis, amendment: None };
    let target = |it: OwnRow| {
        let found = value((it.value_e4, it.value_on, it.value_yes), "unit_target.value")?;
        let period = match it.period.as_str() {
            "" => None,
            label => Some(label.parse().map_err(|_| Error::Corrupt("unit_target.period"))?),
        };
        let value_to = it.value_to_e4.map(|it| domain::Quantity(it).into());
        Ok(UnitTarget { unit: code.to_owned(), target: it.target, value: found.into(), value_to, period })
    };
    Ok((exemptions.into_iter().map(exempt).collect(), own.into_iter().map(target).collect::<Result<_, Error>>()?))
}

/// Which version of a group's rules is shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Edition {
    /// The peer group.
    pub group_id: i64,
    /// Its title.
    pub group_title: String,
    /// The rule set.
    pub rule_set_id: i64,
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its SHA-256.
    pub sha256: String,
    /// How many members the group has.
    pub members: i64,
    /// How many of them have sealed their rules by signing.
    pub sealed: i64,
    /// Whether the unit that was asked for is a member of the group: 1, else 0.
    pub here: i64,
    /// The seal of the unit that was asked for.
    pub seal: Option<String>,
    /// How many amendments were approved and not replaced, by the moment that was asked for.
    pub amendments: i64,
    /// The version of the rule set that the last of them put in the place of the sealed one.
    pub amended_version: Option<i64>,
    /// Its key.
    pub amended_rule_set_id: Option<i64>,
}

impl Edition {
    /// The rule set.
    pub fn rule_set(&self) -> RuleSetId {
        RuleSetId(self.rule_set_id)
    }
}

/// The rule set by which a run went, by its digest, and what is sealed of the unit's group in a campaign. One statement.
pub async fn of_run(
    db: &impl Connection,
    (campaign, group): (CampaignId, GroupId),
    unit: UnitId,
    (code, sha256): (&str, &str),
) -> Result<(domain::catalogue::RuleSetVersion, Edition), Error> {
    let text = "SELECT rule_set.*, campaign_group.id AS group_id, campaign_group.title AS group_title, rule_set.id AS rule_set_id, \
         (SELECT count(*) FROM campaign_unit WHERE campaign_unit.group_id = campaign_group.id) AS members, \
         (SELECT count(*) FROM seal WHERE seal.group_id = campaign_group.id AND seal.lifted_at IS NULL) AS sealed, \
         CAST(1 AS BIGINT) AS here, CAST(0 AS BIGINT) AS amendments, CAST(NULL AS BIGINT) AS amended_version, \
         CAST(NULL AS BIGINT) AS amended_rule_set_id, \
         (SELECT seal.sha256 FROM seal WHERE seal.campaign_id = $1 AND seal.unit_id = $3 AND seal.lifted_at IS NULL) AS seal \
         FROM rule_set JOIN campaign_group ON campaign_group.id = $2 WHERE rule_set.code = $4 AND rule_set.sha256 = $5 \
         ORDER BY rule_set.version DESC LIMIT 1";
    let values = [campaign.0.into(), group.0.into(), unit.0.into(), code.into(), sha256.into()];
    let statement = crate::row::sql(db, text, values);
    let found = db.query_one_raw(statement).await?.ok_or(Error::NotFound)?;
    Ok((crate::rule_set::version_of(&found)?, Edition::from_query_result(&found, "")?))
}

/// The columns of the rule set that the last amendment of rules put in the place of a group's sealed one; `until` narrows the amendments.
pub(crate) fn amended(until: &str) -> String {
    let last = |what: &str| {
        format!(
            "(SELECT {what} FROM amendment JOIN rule_set AS rules ON rules.id = amendment.rule_set_id \
             WHERE amendment.group_id = campaign_group.id AND amendment.state = 'approved' {until} ORDER BY amendment.effective_on DESC LIMIT 1)"
        )
    };
    format!("{} AS amended_version, {} AS amended_rule_set_id", last("rules.version"), last("rules.id"))
}

/// Which versions the groups of a campaign go by, with the seal of a unit where one is given; amendments as they stood at a moment. One
/// statement.
pub async fn editions(db: &impl Connection, campaign: CampaignId, unit: Option<UnitId>, at: Timestamp) -> Result<Vec<Edition>, Error> {
    let amended = amended("AND amendment.decided_at <= $3");
    let text = format!(
        "SELECT campaign_group.id AS group_id, campaign_group.title AS group_title, rule_set.id AS rule_set_id, rule_set.code, \
         rule_set.version, rule_set.title, rule_set.sha256, \
         (SELECT count(*) FROM campaign_unit WHERE campaign_unit.group_id = campaign_group.id) AS members, \
         (SELECT count(*) FROM seal WHERE seal.group_id = campaign_group.id AND seal.lifted_at IS NULL) AS sealed, \
         (SELECT count(*) FROM campaign_unit WHERE campaign_unit.group_id = campaign_group.id AND campaign_unit.unit_id = $2) AS here, \
         (SELECT seal.sha256 FROM seal WHERE seal.group_id = campaign_group.id AND seal.unit_id = $2 AND seal.lifted_at IS NULL) AS seal, \
         (SELECT count(*) FROM amendment WHERE amendment.group_id = campaign_group.id AND amendment.state = 'approved' \
         AND amendment.decided_at <= $3 AND ($2 = 0 OR amendment.unit_id IS NULL OR amendment.unit_id = $2)) AS amendments, \
         {amended} \
         FROM campaign_group JOIN rule_set ON rule_set.id = campaign_group.rule_set_id \
         WHERE campaign_group.campaign_id = $1 ORDER BY campaign_group.id"
    );
    Ok(rows(db, &text, [campaign.0.into(), unit.map_or(0, |it| it.0).into(), at.0.into()]).await?)
}

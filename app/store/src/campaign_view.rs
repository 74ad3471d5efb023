//! What a campaign's pages show at once: members with their heads and accounts, exemptions in words, campaigns of a rule set.

use crate::campaign::{CampaignRow, EXEMPTIONS, known};
use crate::row::{row, rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::campaign::{Campaign, ReviewRequiredFor};
use domain::policy::{Place, Scope};
use domain::{CampaignId, RuleSetId, UnitId, VariableId};
use sea_orm::{DbErr, FromQueryResult, QueryResult, Value};
use time::Date;

/// A campaign and the name of its authority.
pub async fn of_code(db: &impl Connection, code: &str) -> Result<(Campaign, String), Error> {
    let text = "SELECT campaign.*, unit.path AS authority_path, unit.name_full AS authority FROM campaign \
        JOIN unit ON unit.id = campaign.authority_unit_id WHERE campaign.code = $1";
    let it: WithAuthority = row(db, text, [code.into()]).await?.ok_or(Error::NotFound)?;
    Ok((known(it.campaign)?, it.authority))
}

struct WithAuthority {
    campaign: CampaignRow,
    authority: String,
}

impl FromQueryResult for WithAuthority {
    fn from_query_result(row: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        Ok(Self { campaign: CampaignRow::from_query_result(row, prefix)?, authority: row.try_get(prefix, "authority")? })
    }
}

/// A group of a campaign and what it goes by.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct GroupLine {
    /// The group.
    pub id: i64,
    /// Its code.
    pub peer_group: String,
    /// Its title.
    pub title: String,
    /// Its rule set.
    pub rule_set_id: i64,
    /// The version of the package format with which it came.
    pub format_version: i64,
    /// The rule set's title.
    pub rule_set: String,
    /// How many targets it has.
    pub targets: i64,
    /// The total of their weights, ten-thousandths.
    pub weights_e4: i64,
    /// The rule set's code.
    pub code: String,
    /// Its version.
    pub version: i64,
    /// Its SHA-256.
    pub sha256: String,
    /// How many units of the group have sealed their rules by signing.
    pub sealed: i64,
    /// How many amendments are approved and not replaced.
    pub amendments: i64,
    /// The version of the rule set that the last of them put in the place of the sealed one.
    pub amended_version: Option<i64>,
    /// Its key.
    pub amended_rule_set_id: Option<i64>,
}

/// The groups of a campaign with their rule sets.
pub async fn groups(db: &impl Connection, campaign: CampaignId) -> Result<Vec<GroupLine>, Error> {
    let amended = crate::seal::amended("");
    let text = format!(
        "SELECT campaign_group.id, campaign_group.peer_group, campaign_group.title, campaign_group.format_version, rule_set.id AS rule_set_id, rule_set.title AS rule_set, \
        (SELECT count(*) FROM target WHERE target.rule_set_id = rule_set.id) AS targets, \
        (SELECT CAST(COALESCE(sum(target.weight_e4), 0) AS BIGINT) FROM target WHERE target.rule_set_id = rule_set.id) AS weights_e4, \
        rule_set.code, rule_set.version, rule_set.sha256, \
        (SELECT count(*) FROM seal WHERE seal.group_id = campaign_group.id AND seal.lifted_at IS NULL) AS sealed, \
        (SELECT count(*) FROM amendment WHERE amendment.group_id = campaign_group.id AND amendment.state = 'approved') AS amendments, {amended} \
        FROM campaign_group JOIN rule_set ON rule_set.id = campaign_group.rule_set_id WHERE campaign_group.campaign_id = $1 ORDER BY campaign_group.id"
    );
    Ok(rows(db, &text, [campaign.0.into()]).await?)
}

/// How many things of a campaign stand in one state.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StateCount {
    /// `sheet`, `figure`, `case` or `remedy`.
    pub noun: String,
    /// The state's name; an open remedy past its day is `late`.
    pub state: String,
    /// How many.
    pub number: i64,
}

/// Where somebody may count what.
#[derive(Debug, Clone, Copy)]
pub struct Counted<'a> {
    /// Sheets.
    pub sheets: &'a [Scope],
    /// Figures.
    pub figures: &'a [Scope],
    /// Cases and remedies.
    pub reviews: &'a [Scope],
}

/// How far a campaign has come at the places of the person, in one statement. `authority_path` is the place of all its units.
pub async fn progress(
    db: &impl Connection,
    campaign: CampaignId,
    authority_path: &str,
    day: Date,
    counted: Counted<'_>,
) -> Result<Vec<StateCount>, Error> {
    let mut values: Vec<Value> = vec![campaign.0.into(), day.into()];
    let mut seen = |table: &str, scopes: &[Scope]| {
        // Whoever sees all units needs no look at each.
        if scopes.iter().any(|it| matches!(it, Scope::Below(path) if authority_path.starts_with(path.as_str()))) {
            return String::new();
        }
        let (place, more) = within(scopes, values.len() + 1);
        values.extend(more);
        format!(" AND {table}.unit_id IN (SELECT unit.id FROM unit WHERE {place})")
    };
    let (sheets, figures) = (seen("commitment", counted.sheets), seen("figure_tally", counted.figures));
    let (cases, remedies) = (seen("review_case", counted.reviews), seen("review_case", counted.reviews));
    let text = format!(
        "SELECT 'sheet' AS noun, state AS state, count(*) AS number FROM commitment WHERE campaign_id = $1{sheets} GROUP BY state \
         UNION ALL SELECT 'figure', standing, CAST(sum(number) AS BIGINT) FROM figure_tally WHERE campaign_id = $1{figures} GROUP BY standing \
         UNION ALL SELECT 'case', state, count(*) FROM review_case WHERE campaign_id = $1{cases} GROUP BY state \
         UNION ALL SELECT 'remedy', CASE WHEN remedy.standing <> 'closed' AND remedy.due_on < $2 THEN 'late' ELSE remedy.standing END, count(*) \
         FROM remedy JOIN review_case ON review_case.id = remedy.case_id WHERE review_case.campaign_id = $1{remedies} GROUP BY 2"
    );
    Ok(rows(db, &text, values).await?)
}

/// A member and what it lacks to begin.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct MemberLine {
    /// The unit.
    pub unit_id: i64,
    /// The unit's path in the tree.
    pub path: String,
    /// Its group.
    pub group_id: i64,
    /// Its code.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Who holds its head's post on the day.
    pub head: Option<String>,
    /// How many accounts may sign as its head.
    pub head_accounts: i64,
    /// How many accounts may enter its figures.
    pub focal_accounts: i64,
}

/// The members of a campaign with their heads and accounts on a day, group by group, in the order of their packages.
pub async fn members(db: &impl Connection, campaign: CampaignId, day: Date) -> Result<Vec<MemberLine>, Error> {
    let accounts = |role: &str| {
        format!(
            "(SELECT count(*) FROM role_grant JOIN account ON account.id = role_grant.account_id WHERE role_grant.unit_id = campaign_unit.unit_id \
             AND role_grant.role = '{role}' AND account.active AND role_grant.valid_from <= $2 \
             AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $2))"
        )
    };
    let text = format!(
        "SELECT campaign_unit.unit_id, unit.path, campaign_unit.group_id, campaign_unit.code, campaign_unit.name, \
         (SELECT min(person.full_name) FROM post JOIN post_holding ON post_holding.post_id = post.id JOIN person ON person.id = post_holding.person_id \
          WHERE post.unit_id = campaign_unit.unit_id AND post.kind = 'unit_head' AND post_holding.from_on <= $2 \
          AND (post_holding.to_on IS NULL OR post_holding.to_on >= $2)) AS head, \
         {} AS head_accounts, {} AS focal_accounts FROM campaign_unit JOIN unit ON unit.id = campaign_unit.unit_id WHERE campaign_unit.campaign_id = $1 \
         ORDER BY campaign_unit.group_id, campaign_unit.position",
        accounts("unit_head"),
        accounts("focal_officer"),
    );
    Ok(rows(db, &text, [campaign.0.into(), day.into()]).await?)
}

/// An exemption in words.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ExemptionLine {
    /// The unit's name then.
    pub unit: String,
    /// The target's code.
    pub target_code: String,
    /// The target's title.
    pub target: String,
    /// The legal note.
    pub basis: String,
    /// The number of the amendment by which it came, where it came by one.
    pub number: Option<String>,
    /// From when on that one is in force.
    pub effective_on: Option<Date>,
}

/// The exemptions of a campaign: those that were agreed, and those that came by amendments in force.
pub async fn exemptions(db: &impl Connection, campaign: CampaignId) -> Result<Vec<ExemptionLine>, Error> {
    let text = format!(
        "SELECT campaign_unit.name AS unit, target.code AS target_code, target.title AS target, exempt.basis, exempt.number, exempt.effective_on \
         FROM {EXEMPTIONS} JOIN campaign_unit ON campaign_unit.campaign_id = exempt.campaign_id AND campaign_unit.unit_id = exempt.unit_id \
         JOIN target ON target.id = exempt.target_id WHERE exempt.campaign_id = $1 ORDER BY exempt.part, exempt.place, campaign_unit.position"
    );
    Ok(rows(db, &text, [campaign.0.into()]).await?)
}

/// A campaign's line in the list.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CampaignLine {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The year.
    pub year: i64,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// `open` or `closed`.
    pub state: String,
    /// The authority's name.
    pub authority: String,
    /// The authority.
    pub authority_id: i64,
    /// Its place in the tree.
    pub authority_path: String,
    /// How many units take part.
    pub members: i64,
    /// How many groups there are.
    pub groups: i64,
}

impl CampaignLine {
    /// The campaign's place in the tree.
    pub fn place(&self) -> Place {
        Place { unit: UnitId(self.authority_id), path: self.authority_path.clone() }
    }
}

/// Every campaign, newest first.
pub async fn list(db: &impl Connection) -> Result<Vec<CampaignLine>, Error> {
    Ok(rows(
        db,
        "SELECT campaign.code, campaign.title, campaign.year, campaign.starts_on, campaign.ends_on, campaign.state, \
         unit.name_full AS authority, unit.id AS authority_id, unit.path AS authority_path, \
         (SELECT count(*) FROM campaign_unit WHERE campaign_unit.campaign_id = campaign.id) AS members, \
         (SELECT count(*) FROM campaign_group WHERE campaign_group.campaign_id = campaign.id) AS groups \
         FROM campaign JOIN unit ON unit.id = campaign.authority_unit_id ORDER BY campaign.year DESC, campaign.id DESC LIMIT 200",
        [],
    )
    .await?)
}

/// Saves a campaign's title and settings.
pub async fn update(db: &impl Connection, id: CampaignId, title: &str, review: ReviewRequiredFor, days: u8) -> Result<(), Error> {
    run(
        db,
        "UPDATE campaign SET title = $1, review_required_for = $2, submit_within_working_days = $3 WHERE id = $4",
        [title.into(), review.code().into(), i64::from(days).into(), id.0.into()],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// How many campaigns that go by a rule set end outside some dates. A version that was sealed may end on the way: it binds until a numbered
/// amendment puts another one in its place, and that one cannot begin before this one ends.
pub async fn count_outside(db: &impl Connection, rule_set: RuleSetId, from: Date, to: Option<Date>) -> Result<i64, Error> {
    let text = "SELECT count(DISTINCT campaign.id) AS number FROM campaign_group JOIN campaign ON campaign.id = campaign_group.campaign_id \
        WHERE campaign_group.rule_set_id = $1 AND (campaign.ends_on < $2 OR campaign.ends_on > $3 AND NOT (campaign.starts_on <= $3 \
        AND EXISTS (SELECT 1 FROM seal WHERE seal.group_id = campaign_group.id AND seal.lifted_at IS NULL)))";
    let last = to.unwrap_or(time::macros::date!(9999 - 12 - 31));
    Ok(row::<Number>(db, text, [rule_set.0.into(), from.into(), last.into()]).await?.map_or(0, |it| it.number))
}

/// Sets when a rule set is in force, and on what basis.
pub async fn update_in_force(
    db: &impl Connection,
    rule_set: RuleSetId,
    from: Date,
    to: Option<Date>,
    legal_basis: &str,
) -> Result<(), Error> {
    run(
        db,
        "UPDATE rule_set SET valid_from = $1, valid_to = $2, legal_basis = $3 WHERE id = $4",
        [from.into(), to.into(), legal_basis.into(), rule_set.0.into()],
    )
    .await?;
    Ok(())
}

/// A campaign group that goes by a rule set.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct UseLine {
    /// The campaign's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The group's title.
    pub group_title: String,
    /// The campaign's authority.
    pub authority_id: i64,
    /// Its place in the tree.
    pub authority_path: String,
}

impl UseLine {
    /// The campaign's place in the tree.
    pub fn place(&self) -> Place {
        Place { unit: UnitId(self.authority_id), path: self.authority_path.clone() }
    }
}

/// Which campaign groups report a variable, newest year first.
pub async fn uses_of_variable(db: &impl Connection, variable: VariableId) -> Result<Vec<UseLine>, Error> {
    Ok(rows(
        db,
        "SELECT campaign.code, campaign.title, campaign_group.title AS group_title, unit.id AS authority_id, unit.path AS authority_path \
         FROM rule_set_variable JOIN campaign_group ON campaign_group.rule_set_id = rule_set_variable.rule_set_id \
         JOIN campaign ON campaign.id = campaign_group.campaign_id JOIN unit ON unit.id = campaign.authority_unit_id \
         WHERE rule_set_variable.variable_id = $1 ORDER BY campaign.year DESC, campaign_group.id",
        [variable.0.into()],
    )
    .await?)
}

/// Which campaigns go by a rule set.
pub async fn uses(db: &impl Connection, rule_set: RuleSetId) -> Result<Vec<UseLine>, Error> {
    Ok(rows(
        db,
        "SELECT campaign.code, campaign.title, campaign_group.title AS group_title, unit.id AS authority_id, unit.path AS authority_path \
         FROM campaign_group JOIN campaign ON campaign.id = campaign_group.campaign_id JOIN unit ON unit.id = campaign.authority_unit_id WHERE campaign_group.rule_set_id = $1 ORDER BY campaign.year DESC, campaign_group.id",
        [rule_set.0.into()],
    )
    .await?)
}

//! What is not in order before a stage of a campaign, by name.

use crate::row::{row, rows};
use crate::{Connection, Error};
use domain::campaign::StillOpen;
use domain::{CampaignId, Frequency, GroupId, Timestamp};
use sea_orm::FromQueryResult;
use time::Date;

#[derive(FromQueryResult)]
struct Name {
    name: String,
}

async fn names(db: &impl Connection, text: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Result<Vec<String>, Error> {
    let found: Vec<Name> = rows(db, text, values).await?;
    Ok(found.into_iter().map(|it| it.name).collect())
}

/// The groups whose rule set is not in force on the campaign's last day.
pub async fn rule_sets_not_in_force(db: &impl Connection, campaign: CampaignId) -> Result<Vec<String>, Error> {
    let text = "SELECT campaign_group.title AS name FROM campaign_group JOIN campaign ON campaign.id = campaign_group.campaign_id \
        JOIN rule_set ON rule_set.id = campaign_group.rule_set_id WHERE campaign.id = $1 \
        AND (rule_set.valid_from > campaign.ends_on OR rule_set.valid_to < campaign.ends_on) ORDER BY campaign_group.id";
    names(db, text, [campaign.0.into()]).await
}

/// A variable that a campaign reports.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ReportedVariable {
    /// Its title.
    pub title: String,
    /// Where the number comes from; empty while nobody said it.
    pub source: String,
    /// How many open accounts verify it for the whole campaign on the day.
    pub verifiers: i64,
}

/// The variables that a campaign reports, each once.
pub async fn variables(db: &impl Connection, campaign: CampaignId, day: Date) -> Result<Vec<ReportedVariable>, Error> {
    let text = "SELECT variable.title, variable.source, (SELECT count(*) FROM role_grant JOIN account ON account.id = role_grant.account_id \
        JOIN unit AS verifies ON verifies.id = role_grant.unit_id JOIN campaign ON campaign.id = $1 \
        JOIN unit AS authority ON authority.id = campaign.authority_unit_id WHERE role_grant.role IN ('inspector', 'indicator_owner') \
        AND account.active AND role_grant.valid_from <= $2 AND (role_grant.valid_to IS NULL OR role_grant.valid_to >= $2) \
        AND (role_grant.area IS NULL OR role_grant.area = variable.owner_area) AND authority.path LIKE verifies.path || '%') AS verifiers \
        FROM variable WHERE variable.id IN (SELECT rule_set_variable.variable_id FROM rule_set_variable \
        JOIN campaign_group ON campaign_group.rule_set_id = rule_set_variable.rule_set_id WHERE campaign_group.campaign_id = $1) ORDER BY variable.title";
    Ok(rows(db, text, [campaign.0.into(), day.into()]).await?)
}

/// The members without a sheet that both sides signed; none where the campaign was taken in after its end: nobody could have signed one here.
pub async fn without_sheet(db: &impl Connection, campaign: CampaignId, end: Timestamp) -> Result<Vec<String>, Error> {
    let text = "SELECT campaign_unit.name FROM campaign_unit LEFT JOIN commitment ON commitment.campaign_id = campaign_unit.campaign_id \
        AND commitment.unit_id = campaign_unit.unit_id AND commitment.state = 'in_force' WHERE campaign_unit.campaign_id = $1 \
        AND commitment.id IS NULL AND (SELECT created_at FROM campaign WHERE campaign.id = $1) < $2 \
        ORDER BY campaign_unit.group_id, campaign_unit.position";
    names(db, text, [campaign.0.into(), end.0.into()]).await
}

/// The units of a campaign whose appeals are open.
pub async fn open_appeals(db: &impl Connection, campaign: CampaignId) -> Result<Vec<String>, Error> {
    let text = "SELECT campaign_unit.name FROM appeal JOIN campaign_unit ON campaign_unit.campaign_id = appeal.campaign_id \
        AND campaign_unit.unit_id = appeal.unit_id WHERE appeal.campaign_id = $1 AND appeal.state IN ('filed', 'in_review') ORDER BY appeal.id";
    names(db, text, [campaign.0.into()]).await
}

/// What is open in a campaign on a day and could not be ended once it is closed.
pub async fn still_open(db: &impl Connection, campaign: CampaignId, today: Date) -> Result<StillOpen, Error> {
    #[derive(FromQueryResult)]
    struct Counts {
        appeals: i64,
        appeal_terms: i64,
        decisions: i64,
        amendments: i64,
    }
    let text = "SELECT (SELECT count(*) FROM appeal WHERE campaign_id = $1 AND state IN ('filed', 'in_review')) AS appeals, \
        (SELECT count(*) FROM decision WHERE campaign_id = $1 AND kind = 'publication' AND state = 'approved' AND appeals_until >= $2 \
        AND NOT EXISTS (SELECT 1 FROM decision AS over_it WHERE over_it.replaces_id = decision.id AND over_it.kind = 'publication' \
        AND over_it.state = 'approved')) AS appeal_terms, \
        (SELECT count(*) FROM decision WHERE campaign_id = $1 AND state = 'prepared') AS decisions, \
        (SELECT count(*) FROM amendment WHERE campaign_id = $1 AND state = 'proposed') AS amendments";
    let found: Option<Counts> = row(db, text, [campaign.0.into(), today.into()]).await?;
    Ok(found.map_or_else(StillOpen::default, |it| StillOpen {
        appeals: it.appeals,
        appeal_terms: it.appeal_terms,
        decisions: it.decisions,
        amendments: it.amendments,
    }))
}

/// A review case of a campaign.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CaseLine {
    /// The unit's name then.
    pub name: String,
    /// The case's state.
    pub state: String,
    /// How many reports are not submitted, or not there at all.
    pub open_reports: i64,
}

/// The review cases of a campaign, in the order of its members.
pub async fn cases(db: &impl Connection, campaign: CampaignId) -> Result<Vec<CaseLine>, Error> {
    let text = "SELECT campaign_unit.name, review_case.state, (SELECT count(*) FROM review_report WHERE review_report.case_id = review_case.id \
        AND review_report.submitted_at IS NULL) AS open_reports FROM review_case \
        JOIN campaign_unit ON campaign_unit.campaign_id = review_case.campaign_id AND campaign_unit.unit_id = review_case.unit_id \
        WHERE review_case.campaign_id = $1 ORDER BY campaign_unit.group_id, campaign_unit.position";
    Ok(rows(db, text, [campaign.0.into()]).await?)
}

/// A variable that the units of a group report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The group.
    pub group: GroupId,
    /// The variable's code.
    pub variable: String,
    /// How often it is reported.
    pub frequency: Frequency,
}

#[derive(FromQueryResult)]
struct OwedRow {
    group_id: i64,
    code: String,
    frequency: String,
}

/// What the units of each group of a campaign report.
pub async fn owed(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Owed>, Error> {
    let text = "SELECT campaign_group.id AS group_id, variable.code, rule_set_variable.frequency FROM campaign_group \
        JOIN rule_set_variable ON rule_set_variable.rule_set_id = campaign_group.rule_set_id \
        JOIN variable ON variable.id = rule_set_variable.variable_id WHERE campaign_group.campaign_id = $1";
    let found: Vec<OwedRow> = rows(db, text, [campaign.0.into()]).await?;
    let read = |it: OwedRow| {
        let frequency = Frequency::of(&it.frequency).ok_or(Error::Corrupt("rule_set_variable.frequency"))?;
        Ok(Owed { group: GroupId(it.group_id), variable: it.code, frequency })
    };
    found.into_iter().map(read).collect()
}

#[derive(FromQueryResult)]
struct ContentRow {
    group_id: i64,
    content: String,
}

/// The texts of the rule sets of a campaign's groups.
pub async fn rule_sets(db: &impl Connection, campaign: CampaignId) -> Result<Vec<(GroupId, String)>, Error> {
    let text = "SELECT campaign_group.id AS group_id, rule_set.content FROM campaign_group \
        JOIN rule_set ON rule_set.id = campaign_group.rule_set_id WHERE campaign_group.campaign_id = $1";
    let found: Vec<ContentRow> = rows(db, text, [campaign.0.into()]).await?;
    Ok(found.into_iter().map(|it| (GroupId(it.group_id), it.content)).collect())
}

//! A case with its campaign and its unit, in one statement.

use super::case::{self, Case};
use crate::campaign::{CampaignRow, known as campaign_of};
use crate::row::row;
use crate::unit::{self, unit_of};
use crate::{Connection, Error};
use domain::{Campaign, CaseId, Unit};
use sea_orm::{DbErr, FromQueryResult, QueryResult};

struct Row {
    case: case::Row,
    campaign: CampaignRow,
    unit: unit::unit::Model,
}

impl FromQueryResult for Row {
    fn from_query_result(found: &QueryResult, _: &str) -> Result<Self, DbErr> {
        Ok(Self {
            case: case::Row::from_query_result(found, "case_")?,
            campaign: CampaignRow::from_query_result(found, "campaign_")?,
            unit: unit::unit::Model::from_query_result(found, "unit_")?,
        })
    }
}

/// The columns of a table under names with a prefix.
fn prefixed(table: &str, columns: &[&str], prefix: &str) -> String {
    columns.iter().map(|it| format!("{table}.{it} AS {prefix}{it}")).collect::<Vec<_>>().join(", ")
}

const CASE: [&str; 8] = ["id", "campaign_id", "unit_id", "run_id", "state", "due_on", "opened_at", "closed_at"];

const CAMPAIGN: [&str; 10] = [
    "id",
    "code",
    "title",
    "year",
    "starts_on",
    "ends_on",
    "authority_unit_id",
    "state",
    "review_required_for",
    "submit_within_working_days",
];

const UNIT: [&str; 16] = [
    "id",
    "parent_id",
    "path",
    "unit_type",
    "level",
    "name_full",
    "name_short",
    "header_parent",
    "header_lines",
    "doc_abbrev",
    "place_name",
    "tax_code",
    "valid_from",
    "valid_to",
    "search_key",
    "sort_key",
];

/// A case, the campaign it belongs to and the unit that answers.
pub async fn get(db: &impl Connection, id: CaseId) -> Result<(Case, Campaign, Unit), Error> {
    let text = format!(
        "SELECT {}, review_meeting.chair_id AS case_chair_id, review_meeting.secretary_id AS case_secretary_id, {}, \
         authority.path AS campaign_authority_path, {} FROM review_case \
         LEFT JOIN review_meeting ON review_meeting.case_id = review_case.id JOIN campaign ON campaign.id = review_case.campaign_id \
         JOIN unit AS authority ON authority.id = campaign.authority_unit_id JOIN unit ON unit.id = review_case.unit_id WHERE review_case.id = $1",
        prefixed("review_case", &CASE, "case_"),
        prefixed("campaign", &CAMPAIGN, "campaign_"),
        prefixed("unit", &UNIT, "unit_"),
    );
    let it = row::<Row>(db, &text, [id.0.into()]).await?.ok_or(Error::NotFound)?;
    Ok((case::known(it.case)?, campaign_of(it.campaign)?, unit_of(it.unit)))
}

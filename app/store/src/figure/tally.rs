//! How many figures of a unit and a period stand the same, kept beside them: a year of 300 units is two hundred thousand figures and some
//! thousand of these. Written by `figure::update` alone, in the transaction that changes the figures.

use super::period_of;
use crate::row::{rows, run};
use crate::unit::within;
use crate::{Connection, Error};
use domain::policy::Scope;
use domain::{CampaignId, Figure, Period, Timestamp, UnitId};
use sea_orm::{DbBackend, FromQueryResult, Value};
use std::collections::BTreeSet;

/// How many units and periods are counted anew in one statement.
const AT_ONCE: usize = 100;

/// Units and periods of campaigns whose figures change.
pub(super) struct Touched(BTreeSet<(i64, i64, String)>);

impl Touched {
    pub(super) fn of(figures: &[Figure]) -> Self {
        Self(figures.iter().map(|it| (it.campaign.0, it.unit.0, it.period.to_string())).collect())
    }

    /// Makes whoever else changes figures of these units wait until this transaction ends: what is counted afterwards then holds theirs.
    pub(super) async fn hold(&self, db: &impl Connection) -> Result<(), Error> {
        if db.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let units: BTreeSet<(i64, i64)> = self.0.iter().map(|(campaign, unit, _)| (*campaign, *unit)).collect();
        for some in units.into_iter().collect::<Vec<_>>().chunks(AT_ONCE) {
            let each: Vec<String> =
                (0..some.len()).map(|at| format!("(campaign_id = ${} AND unit_id = ${})", at * 2 + 1, at * 2 + 2)).collect();
            let text = format!("SELECT id FROM campaign_unit WHERE {} ORDER BY id FOR NO KEY UPDATE", each.join(" OR "));
            run(db, &text, some.iter().flat_map(|it| [Value::from(it.0), it.1.into()])).await?;
        }
        Ok(())
    }

    /// Counts them anew.
    pub(super) async fn count(&self, db: &impl Connection) -> Result<(), Error> {
        for some in self.0.iter().collect::<Vec<_>>().chunks(AT_ONCE) {
            let each = |at: usize| format!("(campaign_id = ${} AND unit_id = ${} AND period = ${})", at * 3 + 1, at * 3 + 2, at * 3 + 3);
            let these = (0..some.len()).map(each).collect::<Vec<_>>().join(" OR ");
            let values: Vec<Value> = some.iter().flat_map(|it| [Value::from(it.0), it.1.into(), it.2.as_str().into()]).collect();
            run(db, &format!("DELETE FROM figure_tally WHERE {these}"), values.clone()).await?;
            let text = format!(
                "INSERT INTO figure_tally (campaign_id, unit_id, period, standing, number, last_submitted_at) \
                 SELECT campaign_id, unit_id, period, standing, count(*), max(submitted_at) FROM figure WHERE {these} \
                 GROUP BY campaign_id, unit_id, period, standing"
            );
            run(db, &text, values).await?;
        }
        Ok(())
    }
}

/// How many figures of a unit and a period stand the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The unit.
    pub unit: UnitId,
    /// The period.
    pub period: Period,
    /// The standing's name.
    pub standing: String,
    /// How many.
    pub number: i64,
    /// When the last of them was submitted.
    pub last_submitted: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct CountRow {
    unit_id: i64,
    period: String,
    standing: String,
    number: i64,
    last_submitted_at: Option<i64>,
}

const COUNTED: &str = "SELECT figure_tally.unit_id, figure_tally.period, figure_tally.standing, figure_tally.number, figure_tally.last_submitted_at \
     FROM figure_tally";

/// How the figures of a campaign stand, by unit and period.
pub async fn counts_of_all(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Count>, Error> {
    let found: Vec<CountRow> = rows(db, &format!("{COUNTED} WHERE figure_tally.campaign_id = $1"), [campaign.0.into()]).await?;
    found.into_iter().map(known).collect()
}

/// How the figures of the units at some places stand, by unit and period.
pub async fn counts(db: &impl Connection, campaign: CampaignId, scopes: &[Scope]) -> Result<Vec<Count>, Error> {
    let (place, more) = within(scopes, 2);
    let text = format!("{COUNTED} JOIN unit ON unit.id = figure_tally.unit_id WHERE figure_tally.campaign_id = $1 AND {place}");
    let mut values: Vec<Value> = vec![campaign.0.into()];
    values.extend(more);
    let found: Vec<CountRow> = rows(db, &text, values).await?;
    found.into_iter().map(known).collect()
}

fn known(it: CountRow) -> Result<Count, Error> {
    Ok(Count {
        unit: UnitId(it.unit_id),
        period: period_of(&it.period, "figure_tally.period")?,
        standing: it.standing,
        number: it.number,
        last_submitted: it.last_submitted_at.map(Timestamp),
    })
}

//! Rows that a package brings: verified figures of a past year, many at once.

use crate::row::{row, run};
use crate::value::columns;
use crate::{Connection, Error};
use domain::{CampaignId, FigureValue, PersonId, Timestamp, UnitId, VariableId};
use sea_orm::{FromQueryResult, Value};
use time::Date;

/// A figure as a package brings it: verified already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFigure {
    /// The unit.
    pub unit: UnitId,
    /// The variable.
    pub variable: VariableId,
    /// The period's label.
    pub period: String,
    /// The verified value.
    pub value: FigureValue,
    /// The day it stands for.
    pub as_of_on: Date,
}

/// How many figures one statement takes: databases bound the number of values.
const AT_ONCE: usize = 400;

/// Adds verified figures with their first revision, all entered by one person with one note. A figure that is there is `Taken`.
pub async fn insert_figures(db: &impl Connection, campaign: CampaignId, figures: &[ImportedFigure], by: PersonId, at: Timestamp, note: &str) -> Result<(), Error> {
    for some in figures.chunks(AT_ONCE) {
        let mut values: Vec<Value> = vec![campaign.0.into(), by.0.into(), at.0.into(), note.into()];
        let mut lines = Vec::with_capacity(some.len());
        for it in some {
            let (e4, on, yes) = columns(it.value);
            let n = values.len();
            values.extend::<[Value; 7]>([it.unit.0.into(), it.variable.0.into(), it.period.as_str().into(), e4.into(), on.into(), yes.into(), it.as_of_on.into()]);
            let [unit, variable, period, e4, on, yes, as_of] = [n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7];
            lines.push(format!(
                "($1, ${unit}, ${variable}, ${period}, ${e4}, ${on}, ${yes}, ${e4}, ${on}, ${yes}, 'verified', $4, ${as_of}, $2, $3, $2, $3, $2, $3, '', 1)"
            ));
        }
        let text = format!(
            "INSERT INTO figure (campaign_id, unit_id, variable_id, period, value_e4, value_on, value_yes, verified_e4, verified_on, \
             verified_yes, standing, note, as_of_on, entered_by, entered_at, submitted_by, submitted_at, verified_by, verified_at, \
             verify_reason, revision) VALUES {}",
            lines.join(", ")
        );
        run(db, &text, values).await?;
    }
    run(
        db,
        "INSERT INTO figure_revision (figure_id, revision, value_e4, value_on, value_yes, verified_e4, verified_on, verified_yes, standing, \
         note, person_id, at, reason) SELECT figure.id, figure.revision, value_e4, value_on, value_yes, verified_e4, verified_on, \
         verified_yes, standing, note, entered_by, entered_at, '' FROM figure WHERE campaign_id = $1 \
         AND NOT EXISTS (SELECT 1 FROM figure_revision WHERE figure_revision.figure_id = figure.id)",
        [campaign.0.into()],
    )
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Count {
    number: i64,
}

/// How many figures a campaign has.
pub async fn count_figures(db: &impl Connection, campaign: CampaignId) -> Result<i64, Error> {
    let found = row::<Count>(db, "SELECT count(*) AS number FROM figure WHERE campaign_id = $1", [campaign.0.into()]).await?;
    Ok(found.map_or(0, |it| it.number))
}

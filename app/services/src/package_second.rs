//! What version 2 adds to a group's package, read from rows. Nothing here decides whether the package needs it.

use crate::Error;
use domain::package::{Adjustment, Amendment, Appraisal, ChosenRule, ExternalResult};
use domain::{Campaign, Group, Quantity, TargetId, UnitId};
use std::collections::HashMap;
use store::Connection;

/// The rows of version 2.
#[derive(Debug, Default)]
pub(crate) struct Second {
    /// The changes of targets, as a package writes them.
    pub(crate) amendments: Vec<Amendment>,
    /// By which rules grades are proposed, as far as they are sealed or will be.
    pub(crate) grade_rules: Vec<ChosenRule>,
    adjustments: Vec<domain::appraisal::Adjustment>,
    externals: Vec<store::external_result::ExternalResult>,
}

/// Reads what version 2 adds besides amendments, grade rules, appraisals and own targets. Two statements.
pub(crate) async fn gather(
    db: &impl Connection,
    campaign: &Campaign,
    group: &Group,
    amendments: Vec<Amendment>,
    grade_rules: Vec<ChosenRule>,
) -> Result<Second, Error> {
    Ok(Second {
        amendments,
        grade_rules,
        adjustments: store::adjustment::confirmed(db, campaign.id, group.id).await?,
        externals: store::external_result::counting(db, campaign.id, group.id).await?,
    })
}

/// The parts of a package in which they are written.
pub(crate) struct Parts {
    pub(crate) amendments: Vec<Amendment>,
    pub(crate) appraisals: Vec<Appraisal>,
    pub(crate) adjustments: Vec<Adjustment>,
    pub(crate) externals: Vec<ExternalResult>,
}

impl Second {
    /// Writes the rows, and the appraisals, with the codes of units and targets.
    pub(crate) fn parts(
        &self,
        appraisals: &[domain::appraisal::Appraisal],
        units: &HashMap<UnitId, &str>,
        targets: &HashMap<TargetId, &str>,
    ) -> Parts {
        let unit = |id: UnitId| units.get(&id).map(|it| (*it).to_owned());
        let appraisals = appraisals.iter().filter_map(|it| {
            let given = it.given.as_ref()?;
            // Own points count once the head has submitted them.
            let own = it.own.as_ref().filter(|it| it.submitted_at.is_some());
            Some(Appraisal {
                unit: unit(it.unit)?,
                target: (*targets.get(&it.target)?).to_owned(),
                self_points: own.map(|it| it.points.into()),
                appraised: given.appraised.into(),
                survey: given.survey.map(Quantity::into),
                reason: given.reason.clone(),
                appraiser: given.appraiser.clone(),
            })
        });
        let adjustments = self.adjustments.iter().filter_map(|it| {
            Some(Adjustment { unit: unit(it.unit)?, code: it.code.clone(), points: it.points.into(), reason: it.reason.clone() })
        });
        let externals = self.externals.iter().filter_map(|it| {
            Some(ExternalResult {
                unit: unit(it.unit)?,
                title: it.title.clone(),
                score: it.points?.into(),
                rank: it.rank.and_then(|it| u32::try_from(it).ok()),
                out_of: it.out_of.and_then(|it| u32::try_from(it).ok()),
                source: it.source.clone(),
                published_on: it.published_on,
            })
        });
        Parts {
            amendments: self.amendments.clone(),
            appraisals: appraisals.collect(),
            adjustments: adjustments.collect(),
            externals: externals.collect(),
        }
    }
}

//! Everything that ever happened to one figure.

use crate::{Ctx, Error};
use domain::catalogue::UsedVariable;
use domain::figure::{may_verify, may_view};
use domain::policy::Action;
use domain::{Event, Period, UnitId};
use store::audit::Told;
use store::evidence::Listed;
use store::figure::{Here, NamedFigure, Revision};
use time::Date;

/// A figure's history.
#[derive(Debug, Clone)]
pub struct HistoryPage {
    /// The unit in its campaign.
    pub here: Here,
    /// The period.
    pub period: Period,
    /// The variable.
    pub used: UsedVariable,
    /// The last day on which the period is reported in time.
    pub due: Date,
    /// The figure; none while it is not entered.
    pub figure: Option<NamedFigure>,
    /// Its revisions, newest first.
    pub revisions: Vec<Revision>,
    /// Its evidence.
    pub evidence: Vec<Listed>,
    /// What the log says of its evidence, newest first.
    pub files: Vec<Told>,
    /// Whether the person may decide on it.
    pub may_verify: bool,
    /// Whether the person may enter it.
    pub may_enter: bool,
}

/// Loads a figure's history by the variable's code. Seven statements.
pub async fn history(ctx: &Ctx, unit: UnitId, period: Period, variable: &str, campaign: Option<&str>) -> Result<HistoryPage, Error> {
    let db = ctx.db();
    let here = store::figure::here(db, unit, period.year(), campaign).await?;
    ctx.actor.allow(Action::ViewFigures, &here.place)?;
    let used = super::expected(db, &here, period).await?.into_iter().find(|it| it.variable.code == variable).ok_or(Error::NotFound)?;
    may_view(&ctx.actor, &here.place, &used.variable.owner_area)?;
    let (off, worked) = store::campaign::holidays(db).await?;
    let figure =
        store::figure::of_unit_period(db, here.campaign, unit, period).await?.into_iter().find(|it| it.figure.variable == used.variable.id);
    let (revisions, evidence, files) = match &figure {
        Some(it) => (
            store::figure::revisions(db, it.figure.id).await?,
            store::evidence::of_figure(db, it.figure.id).await?,
            store::audit::of_subject(db, "figure", it.figure.id.0)
                .await?
                .into_iter()
                .filter(|it| [Event::EvidenceAdded, Event::EvidenceWithdrawn].iter().any(|event| event.key() == it.event))
                .collect(),
        ),
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    Ok(HistoryPage {
        due: period.deadline(here.submit_within_working_days, &off, &worked),
        may_verify: may_verify(&ctx.actor, &here.place, &used.variable.owner_area).is_ok(),
        may_enter: ctx.actor.allow(Action::EnterFigures, &here.place).is_ok(),
        here,
        period,
        used,
        figure,
        revisions,
        evidence,
        files,
    })
}

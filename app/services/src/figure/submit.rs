//! Submitting a period's figures: the head of the unit answers for them.

use super::{line, reporting_is_open};
use crate::account::use_form_token;
use crate::{Ctx, Error};
use domain::figure::{Evidenced, SubmitRefusal};
use domain::policy::Action;
use domain::{Event, Figure, Period, Stage, Standing, UnitId};
use std::collections::HashSet;

/// Which period is submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submit {
    /// The unit.
    pub unit: UnitId,
    /// The period.
    pub period: Period,
    /// The campaign's code; without one the year's.
    pub campaign: Option<String>,
    /// The form's one-time token.
    pub token: String,
}

/// Submits every entered figure of a period and says how many. Figures that need evidence must have it, or nothing is submitted.
pub async fn submit(ctx: &Ctx, it: &Submit) -> Result<usize, Error> {
    let tx = ctx.begin().await?;
    store::hold::figures(&tx, it.unit, it.period.year(), it.campaign.as_deref()).await?;
    let here = store::figure::here(&tx, it.unit, it.period.year(), it.campaign.as_deref()).await?;
    ctx.actor.allow(Action::SubmitFigures, &here.place)?;
    reporting_is_open(&here, ctx)?;
    crate::campaign::open_stage(ctx, &tx, &store::campaign::get(&tx, here.campaign).await?, Stage::Report).await?;
    use_form_token(ctx, &tx, &it.token).await?;
    let needing: HashSet<_> = store::rule_set::variables(&tx, here.rule_set)
        .await?
        .into_iter()
        .filter(|it| it.evidence_required)
        .map(|it| it.variable.id)
        .collect();
    let proven: HashSet<_> = store::evidence::of_unit_period(&tx, here.campaign, it.unit, it.period)
        .await?
        .into_iter()
        .filter(|it| it.evidence.withdrawn_reason.is_empty())
        .map(|it| it.evidence.subject)
        .collect();
    let entered: Vec<Figure> = store::figure::of_unit_period(&tx, here.campaign, it.unit, it.period)
        .await?
        .into_iter()
        .map(|it| it.figure)
        .filter(|it| it.standing == Standing::Entered)
        .collect();
    if entered.is_empty() {
        return Err(SubmitRefusal::NothingEntered.into());
    }
    let mut figures = Vec::with_capacity(entered.len());
    for figure in entered {
        let lacking = needing.contains(&figure.variable) && !proven.contains(&domain::evidence::Subject::Figure(figure.id));
        let evidenced = if lacking { Evidenced::Lacking } else { Evidenced::Enough };
        figures.push(figure.submit(ctx.actor.person, ctx.now, evidenced)?);
    }
    store::figure::update(&tx, &figures, ctx.actor.person, ctx.now).await?;
    let lines: Vec<_> = figures.iter().map(|it| line(ctx, Event::FigureSubmitted, it.id, it, None)).collect();
    store::audit::insert_all(&tx, &lines).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(figures.len())
}

//! Results that others published: index points and ranks with their source, shown beside and never computed.

use crate::{Ctx, Error};
use crate::{FieldRefusal, Remember};
use domain::campaign::StageRefusal;
use domain::fold::nfc;
use domain::package::Pass;
use domain::policy::Action;
use domain::run::{PublishRefusal, score_published};
use domain::{Campaign, CampaignId, Event, FigureValue, Quantity, UnitId, ValueKind};
pub use store::external_result::ExternalResult;
use time::Date;

/// How long a text may be, in characters.
const LONGEST: usize = 500;

/// An external result as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewExternal {
    /// What was measured.
    pub title: String,
    /// Points, with a decimal comma; blank for none.
    pub points: String,
    /// The place; blank for none.
    pub rank: String,
    /// Out of how many; blank for unknown.
    pub out_of: String,
    /// What else to know; may be blank.
    pub note: String,
    /// Where it was published.
    pub source: String,
    /// When, `dd/mm/yyyy`; blank for unknown.
    pub published_on: String,
}

/// What the form for an external result shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalForm {
    /// The campaign.
    pub campaign: Campaign,
    /// The unit concerned.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// What is recorded already.
    pub there: Vec<ExternalResult>,
}

/// The form for an external result of a unit, or of the campaign's authority.
pub async fn external_form(ctx: &Ctx, campaign: &str, unit: Option<UnitId>) -> Result<ExternalForm, Error> {
    let campaign = crate::campaign::of_code(ctx, campaign).await?;
    ctx.actor.allow(Action::RunAssessment, &campaign.place())?;
    let unit = unit.unwrap_or(campaign.authority);
    let unit_name = match unit == campaign.authority {
        true => store::unit::get(ctx.db(), unit).await?.name_full,
        false => store::campaign::member(ctx.db(), campaign.id, unit).await?.name,
    };
    Ok(ExternalForm { there: store::external_result::list(ctx.db(), campaign.id, unit).await?, campaign, unit, unit_name })
}

/// Records a result that others published, for a unit or for the campaign's authority itself.
pub async fn record_external(ctx: &Ctx, campaign: CampaignId, unit: UnitId, typed: &NewExternal) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    store::hold::campaign(&tx, campaign).await?;
    let campaign = store::campaign::get(&tx, campaign).await?;
    ctx.actor.allow(Action::RunAssessment, &campaign.place())?;
    if campaign.closed {
        return Err(StageRefusal::CampaignClosed.into());
    }
    let mut result = read(unit, typed)?;
    if unit != campaign.authority {
        let member = store::campaign::member(&tx, campaign.id, unit).await?;
        let group = store::campaign::group(&tx, member.group).await?;
        let rules = crate::package::rules_in_force(&tx, &group).await?;
        if let (Pass::IndexBased { .. }, Some(score)) = (&rules.pass, result.points) {
            // The published score is the unit's score: nobody gives one to their own unit, the newest one counts, and the ones before stay beside it.
            ctx.actor.allow(Action::RecordScore, &member.place())?;
            score_published(score).map_err(|refusal| Error::field("points", refusal))?;
            store::external_result::none_counts(&tx, campaign.id, unit).await?;
            result.counts = true;
        }
    }
    let id = store::external_result::insert(&tx, campaign.id, &result, Some(ctx.actor.person), ctx.now).await?;
    let what = Remember { unit: Some(unit), after: result.title, reason: result.source, ..Remember::default() };
    ctx.remember(&tx, Event::ExternalResultRecorded, "external_result", id, what).await?;
    tx.commit().await.map_err(Error::internal)
}

fn read(unit: UnitId, typed: &NewExternal) -> Result<ExternalResult, Error> {
    let mut refused: Vec<FieldRefusal> = Vec::new();
    let mut refuse = |field: &str, refusal: domain::Refusal| refused.push(FieldRefusal { field: field.to_owned(), refusal });
    let mut text = |field: &str, typed: &str, needed: bool| {
        let text = nfc(typed.trim());
        if text.is_empty() && needed {
            refuse(field, PublishRefusal::Blank.into());
        } else if text.chars().count() > LONGEST {
            refuse(field, PublishRefusal::TooLong.into());
        } else if documents::unprintable(&text).is_some() {
            refuse(field, PublishRefusal::Unprintable.into());
        }
        text
    };
    let title = text("title", &typed.title, true);
    let source = text("source", &typed.source, true);
    let note = text("note", &typed.note, false);
    let points: Option<Quantity> = match typed.points.trim() {
        "" => None,
        it => Quantity::parse(it).map(|it| it.quantity).map_err(|it| refuse("points", it.into())).ok(),
    };
    let mut place = |field: &str, typed: &str| match typed.trim() {
        "" => None,
        it => match it.parse::<i64>() {
            Ok(it) if (1..=100_000).contains(&it) => Some(it),
            _ => {
                refuse(field, PublishRefusal::NotARank.into());
                None
            }
        },
    };
    let rank = place("rank", &typed.rank);
    let out_of = place("out_of", &typed.out_of);
    if rank.zip(out_of).is_some_and(|(rank, count)| rank > count) {
        refuse("rank", PublishRefusal::RankAboveCount.into());
    }
    if [&typed.points, &typed.rank, &typed.note].iter().all(|it| it.trim().is_empty()) {
        refuse("points", PublishRefusal::NothingGiven.into());
    }
    let published_on: Option<Date> = match typed.published_on.trim() {
        "" => None,
        it => match FigureValue::parse_as(ValueKind::Date, it).map(|it| it.value) {
            Ok(FigureValue::Date(day)) => Some(day),
            Ok(_) => None,
            Err(refusal) => {
                refuse("published_on", refusal.into());
                None
            }
        },
    };
    if !refused.is_empty() {
        return Err(Error::Invalid(refused));
    }
    Ok(ExternalResult { unit, title, points, rank, out_of, note, source, published_on, counts: false })
}

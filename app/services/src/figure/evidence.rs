//! Evidence: adding a file to a figure or a key task, withdrawing it, and giving it out.

use super::reporting_is_open;
use crate::campaign::not_closed;
use crate::fields::Fields;
use crate::{Ctx, Error, Remember};
use domain::evidence::{EvidenceRefusal, LARGEST, LONGEST_TEXT, MediaType, Subject, plain_file_name};
use domain::figure::{may_view, views_every_field};
use domain::key_task::TaskStanding;
use domain::policy::{Action, Forbidden, Place};
use domain::{CampaignId, Event, Evidence, EvidenceId, FigureValue, KeyTaskId, Period, UnitId, ValueKind, fold};
use sha2::{Digest, Sha256};
use store::Tx;
pub use store::evidence::Listed;
use time::Date;

/// What a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A unit's figure of a variable in a period.
    Figure {
        /// The unit.
        unit: UnitId,
        /// The period.
        period: Period,
        /// The campaign's code; without one the year's.
        campaign: Option<String>,
        /// The variable's code.
        variable: String,
    },
    /// A key task.
    KeyTask(KeyTaskId),
}

/// A file and what people say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attach {
    /// What it belongs to.
    pub of: Of,
    /// The file's name as the browser sent it.
    pub file_name: String,
    /// The content.
    pub content: Vec<u8>,
    /// The official document's number.
    pub doc_number: String,
    /// The official document's day, `dd/mm/yyyy`; blank for none.
    pub doc_on: String,
    /// Who issued the document.
    pub issuer: String,
}

/// What came of adding a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// The piece of evidence.
    pub id: EvidenceId,
    /// Whether another piece that stands holds the same file.
    pub same: bool,
}

struct Owner {
    campaign: CampaignId,
    place: Place,
    subject: Subject,
}

async fn owner(ctx: &Ctx, tx: &Tx, of: &Of) -> Result<Owner, Error> {
    match of {
        Of::Figure { unit, period, campaign, variable } => {
            store::hold::figures(tx, *unit, period.year(), campaign.as_deref()).await?;
            let here = store::figure::here(tx, *unit, period.year(), campaign.as_deref()).await?;
            ctx.actor.allow(Action::EnterFigures, &here.place)?;
            reporting_is_open(&here, ctx)?;
            let found =
                store::figure::with_limits(tx, here.campaign, *unit, *period).await?.into_iter().find(|it| it.variable == *variable);
            let figure = found.ok_or_else(|| Error::field("variable", EvidenceRefusal::NoFigure))?.figure;
            if !figure.open_to_unit() {
                return Err(EvidenceRefusal::Locked.into());
            }
            Ok(Owner { campaign: here.campaign, place: here.place, subject: Subject::Figure(figure.id) })
        }
        Of::KeyTask(id) => {
            let task = store::key_task::get(tx, *id).await?;
            let place = store::unit::place(tx, task.unit).await?;
            ctx.actor.allow(Action::EnterFigures, &place)?;
            not_closed(tx, task.campaign).await?;
            if task.standing == TaskStanding::Verified {
                return Err(EvidenceRefusal::Locked.into());
            }
            Ok(Owner { campaign: task.campaign, place, subject: Subject::KeyTask(*id) })
        }
    }
}

fn document_day(text: &str, today: Date) -> Result<Option<Date>, EvidenceRefusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match FigureValue::parse_as(ValueKind::Date, text).map(|it| it.value) {
        Ok(FigureValue::Date(day)) if day <= today => Ok(Some(day)),
        _ => Err(EvidenceRefusal::DocumentDate),
    }
}

fn short(text: &str, too_long: EvidenceRefusal) -> Result<String, EvidenceRefusal> {
    let text = fold::nfc(text.trim());
    if text.chars().count() > LONGEST_TEXT { Err(too_long) } else { Ok(text) }
}

/// Adds a file as evidence. The same file may stand elsewhere; the answer says so. Every wrong box is named at once.
pub async fn attach(ctx: &Ctx, it: Attach) -> Result<Attached, Error> {
    let judged = MediaType::judge(&it.file_name, &it.content);
    let mut boxes = Fields::default();
    if let Err(refusal) = judged {
        boxes.refuse("file", refusal);
    }
    let doc_on = boxes.take("doc_on", document_day(&it.doc_on, ctx.today));
    let doc_number = boxes.take("doc_number", short(&it.doc_number, EvidenceRefusal::NumberTooLong));
    let issuer = boxes.take("issuer", short(&it.issuer, EvidenceRefusal::IssuerTooLong));
    boxes.finish()?;
    let media_type = judged?;
    let size = i64::try_from(it.content.len().min(LARGEST)).map_err(Error::internal)?;
    let content = it.content;
    let (content, sha256) = tokio::task::spawn_blocking(move || {
        let digest: String = Sha256::digest(&content).iter().map(|it| format!("{it:02x}")).collect();
        (content, digest)
    })
    .await
    .map_err(Error::internal)?;
    let tx = ctx.begin().await?;
    let owner = owner(ctx, &tx, &it.of).await?;
    let evidence = Evidence {
        id: EvidenceId(0),
        campaign: owner.campaign,
        unit: owner.place.unit,
        subject: owner.subject,
        file_name: plain_file_name(&it.file_name),
        media_type,
        size,
        sha256,
        doc_number,
        doc_on,
        issuer,
        uploaded_by: ctx.actor.person,
        uploaded_at: ctx.now,
        withdrawn_reason: String::new(),
    };
    let same = store::evidence::standing_copies(&tx, &evidence.sha256).await? > 0;
    let id = store::evidence::insert(&tx, &evidence, content).await?;
    let after = format!("{} (SHA-256 {})", evidence.file_name, evidence.sha256);
    remember(ctx, &tx, Event::EvidenceAdded, &evidence, Remember { unit: Some(evidence.unit), after, ..Remember::default() }).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(Attached { id, same })
}

async fn remember(ctx: &Ctx, tx: &Tx, event: Event, it: &Evidence, what: Remember) -> Result<(), Error> {
    match it.subject {
        Subject::Figure(id) => ctx.remember(tx, event, "figure", id.0, what).await,
        Subject::KeyTask(id) => ctx.remember(tx, event, "key_task", id.0, what).await,
    }
}

/// Takes a piece of evidence back, for a reason; the file stays and the row says why.
pub async fn withdraw(ctx: &Ctx, id: EvidenceId, reason: &str) -> Result<(), Error> {
    let tx = ctx.begin().await?;
    let evidence = store::evidence::get(&tx, id).await?;
    let place = store::unit::place(&tx, evidence.unit).await?;
    ctx.actor.allow(Action::EnterFigures, &place)?;
    not_closed(&tx, evidence.campaign).await?;
    let locked = match evidence.subject {
        Subject::Figure(id) => !store::figure::get(&tx, id).await?.open_to_unit(),
        Subject::KeyTask(id) => store::key_task::get(&tx, id).await?.standing == TaskStanding::Verified,
    };
    if locked {
        return Err(EvidenceRefusal::Locked.into());
    }
    let withdrawn = evidence.withdraw(reason).map_err(|refusal| match refusal {
        EvidenceRefusal::ReasonNeeded => Error::field("reason", refusal),
        other => other.into(),
    })?;
    store::evidence::update_withdrawn(&tx, &withdrawn).await?;
    let what = Remember {
        unit: Some(withdrawn.unit),
        before: withdrawn.file_name.clone(),
        reason: withdrawn.withdrawn_reason.clone(),
        ..Remember::default()
    };
    remember(ctx, &tx, Event::EvidenceWithdrawn, &withdrawn, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// A file to give out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What kind of file it is.
    pub media_type: MediaType,
    /// The content.
    pub content: Vec<u8>,
}

/// Gives out a piece of evidence to those who may read the unit's figures.
pub async fn file(ctx: &Ctx, id: EvidenceId) -> Result<File, Error> {
    let evidence = store::evidence::get(ctx.db(), id).await?;
    let place = store::unit::place(ctx.db(), evidence.unit).await?;
    ctx.actor.allow(Action::ViewFigures, &place)?;
    if !views_every_field(&ctx.actor, &place) {
        let Subject::Figure(figure) = evidence.subject else { return Err(Forbidden::NoRole.into()) };
        let of = store::figure::to_decide(ctx.db(), &[figure]).await?;
        may_view(&ctx.actor, &place, &of.first().ok_or(Error::NotFound)?.owner_area)?;
    }
    let content = store::evidence::content(ctx.db(), &evidence.sha256).await?;
    Ok(File { name: evidence.file_name, media_type: evidence.media_type, content })
}

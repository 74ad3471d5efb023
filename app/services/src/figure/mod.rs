//! Figures: entered by the unit, submitted by its head, decided by who verifies; and the evidence for them.

mod check;
mod entry;
pub mod evidence;
mod history;
mod overview;
mod record;
mod reminder;
mod submit;
mod verify;

pub use check::{check_conclusion, check_minutes};
pub(crate) use check::{corrected, corrections};
pub use entry::{EntryPage, EntryRow, Share, entry};
pub use history::{HistoryPage, history};
pub use overview::{Cell, Overview, Totals, UnitLine, overview};
pub use record::{Record, RecordRow, record};
pub use reminder::reminder;
pub use store::figure::{NamedFigure, Revision, WaitingFigure};
pub use submit::{Submit, submit};
pub(crate) use verify::reaches;
pub use verify::{Adjust, Queue, QueueFilter, SendBack, accept, adjust, queue, send_back};

use crate::{Ctx, Error};
use domain::campaign::StageRefusal;
use domain::catalogue::UsedVariable;
use domain::figure::VerifyDenied;
use domain::{Event, Figure, FigureId, FigureValue, Frequency, Period};
use store::audit::Line;
use store::figure::Here;

impl From<VerifyDenied> for Error {
    fn from(why: VerifyDenied) -> Self {
        match why {
            VerifyDenied::Forbidden(why) => why.into(),
            VerifyDenied::Refused(refusal) => refusal.into(),
        }
    }
}

/// Whether the unit's side may change figures today.
fn reporting_is_open(here: &Here, ctx: &Ctx) -> Result<(), StageRefusal> {
    if here.closed {
        return Err(StageRefusal::CampaignClosed);
    }
    here.report.map_or(Err(StageRefusal::NotOpenYet), |it| it.allow(ctx.today))
}

/// The variables that a unit reports in a period.
async fn expected(db: &impl store::Connection, here: &Here, period: Period) -> Result<Vec<UsedVariable>, Error> {
    let all = store::rule_set::variables(db, here.rule_set).await?;
    Ok(all.into_iter().filter(|it| Period::of_frequency(it.frequency, here.year).contains(&period)).collect())
}

/// The frequency whose figures a period takes.
fn frequency_of(period: Period) -> Option<Frequency> {
    Frequency::ALL.into_iter().find(|it| Period::of_frequency(*it, period.year()).contains(&period))
}

/// A line of the log for a figure.
fn line(ctx: &Ctx, event: Event, id: FigureId, it: &Figure, before: Option<FigureValue>) -> Line {
    Line {
        at: ctx.now,
        account: Some(ctx.actor.account),
        person: Some(ctx.actor.person),
        event,
        subject: "figure",
        subject_id: id.0,
        unit: Some(it.unit),
        before: before.map(|it| it.to_string()).unwrap_or_default(),
        after: it.present().to_string(),
        reason: it.reason.clone(),
        origin: ctx.origin.to_string(),
    }
}

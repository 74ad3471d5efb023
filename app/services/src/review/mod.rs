//! Self-criticism: opening cases, writing and submitting reports, the meeting and its minutes, what follows, the papers.

mod boxes;
mod bundle;
mod case;
mod follow_up;
mod meeting;
mod minutes;
mod papers;
mod report;
mod year_file;

pub use bundle::download_bundle;
pub use case::{CaseView, CasesView, ask, close, list, open, view};
pub use follow_up::{
    ConsequenceForm, ConsequencesView, FollowUpView, SupportForm, Verdict, consequences, follow_up, judge_remedy, record_consequence,
    record_support, report_remedy,
};
pub use meeting::{AttendeeRow, CallForm, InvitedRow, MeetingView, MinutesForm, OpinionRow, VoteRow, call, meeting, write};
pub use minutes::{MinutesView, adopt, minutes, sign};
pub use store::review::follow_up::Listed as ListedRemedy;
pub use store::review::meeting::Meeting;

pub use papers::{HeaderKind, case_of, download_minutes, download_personal, download_remedies, download_report};
pub(crate) use papers::{issued_minutes, issued_report};
pub use report::{AnswerRow, ReplyRow, ReportForm, ReportView, report, save, submit};
pub use year_file::download_year;

use crate::{Ctx, Error};
use domain::campaign::StageRefusal;
use domain::{Campaign, Stage, Unit};
use store::Tx;
use store::review::case::Case;

/// A case with its campaign and unit.
async fn loaded(tx: &Tx, id: domain::CaseId) -> Result<(Case, Campaign, Unit), Error> {
    let case = store::review::case::get(tx, id).await?;
    store::hold::campaign(tx, case.campaign).await?;
    Ok(store::review::around::get(tx, id).await?)
}

/// Whether the campaign's review may go on today.
async fn open_stage(ctx: &Ctx, tx: &Tx, campaign: &Campaign) -> Result<(), Error> {
    crate::campaign::in_stage(ctx, tx, campaign, Stage::Review).await
}

fn not_closed(campaign: &Campaign) -> Result<(), Error> {
    if campaign.closed { Err(StageRefusal::CampaignClosed.into()) } else { Ok(()) }
}

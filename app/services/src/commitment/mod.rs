//! Commitment sheets: issued to every unit, proposed, countered, agreed, signed, withdrawn; their papers and their public page.

mod act;
mod ambition;
mod assignment;
mod content;
mod decline;
mod draft;
mod issue;
mod outside;
mod paper;
mod public;
mod reminder;
mod scan;
mod sheet;
mod sign;

pub use act::{approve, approve_copies, counter, propose, withdraw};
pub use ambition::Judged;
pub use assignment::{Handed, HandingDownPage, NewAssignment, assign, handing_down, unassign};
pub use decline::{decline, reopen};
pub use draft::{Draft, TypedGoal, TypedTask, TypedValue};
pub use issue::{issue_all, reissue};
pub use outside::{Certificate, Outside, OutsidePage, Sent, certificate, outside_page, send_outside};
pub(crate) use paper::{keep, of_campaign, of_conference};
pub use paper::{pdf, shown_paper};
pub use public::{PublicSheet, PublicState, look_up, typed_code};
pub use reminder::signing_reminder;
pub use scan::{
    FoundPaper, MaySign, PutIn, Scan, ScanPage, ScansPage, TypedAnswer, confirm_scan, may_put_in, put_in, refuse_scan, scan_file,
    scan_page, scans,
};
pub use sheet::{Filter, May, Sheet, SheetList, open, sheet, sheets};
pub use sign::{SignPage, sign, sign_page};
pub use store::commitment::{AskedTarget as Asked, Line as SheetLine, LineDeclined, LineSheet};

use crate::{Ctx, Error};
use domain::Stage;
use domain::{CampaignId, CommitmentId, UnitId};
use store::Tx;

/// Whether commitments of a campaign may be worked on today.
async fn stage_open(ctx: &Ctx, tx: &Tx, campaign: CampaignId) -> Result<(), Error> {
    crate::campaign::stage_is_open(ctx, tx, campaign, Stage::Commit).await
}

/// The sheet of a unit in a campaign, for the command line and for tests.
pub async fn id_of_unit(ctx: &Ctx, campaign: CampaignId, unit: UnitId) -> Result<CommitmentId, Error> {
    Ok(store::commitment::of_unit(ctx.db(), campaign, unit).await?.id)
}

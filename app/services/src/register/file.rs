//! The file of a paper that was just issued: it is kept from its number on, not from the day on which somebody first asks for it.

use crate::{Ctx, Error};
use domain::register::Paper;
use domain::{CaseId, DecisionId};

/// Keeps the file of a paper that has its number now. The number stands whatever becomes of the file: one that cannot be kept here is kept as it is first given out.
pub(crate) async fn keep_file(ctx: &Ctx, paper: Paper, id: i64) {
    if let Err(error) = printed(ctx, paper, id).await {
        tracing::warn!(paper = paper.code(), id, %error, "the file of an issued paper is not kept yet");
    }
}

async fn printed(ctx: &Ctx, paper: Paper, id: i64) -> Result<(), Error> {
    let printed = match paper {
        Paper::Decision => crate::decision::paper(ctx, DecisionId(id)).await?,
        Paper::Minutes => crate::review::issued_minutes(&ctx.site, CaseId(id)).await?,
        Paper::Report => crate::review::issued_report(&ctx.site, CaseId(id)).await?,
    };
    printed.handed_out(&ctx.site).await?;
    Ok(())
}

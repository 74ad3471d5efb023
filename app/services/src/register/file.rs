//! The file of a paper with a number: it is kept from its number on, not from the day on which somebody first asks for it.

use crate::{Error, Site};
use domain::register::Paper;
use domain::{CaseId, DecisionId};

/// How many files are kept at a time.
const MOST: usize = 20;

/// How many papers are looked at for that: those that cannot be printed hold no other up.
const MOST_LOOKED_AT: i64 = 1_000;

/// Keeps the file of a paper that has its number now. The number stands whatever becomes of the file: one that cannot be kept here is kept
/// by [`keep_missing_files`], or as it is first given out.
pub(crate) async fn keep_file(site: &Site, paper: Paper, id: i64) {
    if let Err(error) = keep(site, paper, id).await {
        tracing::warn!(paper = paper.code(), id, %error, "the file of an issued paper is not kept yet");
    }
}

/// Keeps the files of papers that have their number and of which none is kept: the program was stopped in between, or the number is older than
/// the seal. A bounded number of them; says how many.
pub async fn keep_missing_files(site: &Site) -> Result<usize, Error> {
    let mut kept = 0;
    if site.seal.is_none() {
        return Ok(kept);
    }
    for (paper, id) in store::confirmed_paper::unkept_numbered(&site.db, MOST_LOOKED_AT).await? {
        match keep(site, paper, id).await {
            Ok(()) => kept += 1,
            Err(error) => tracing::warn!(paper = paper.code(), id, %error, "the file of an issued paper cannot be kept"),
        }
        if kept >= MOST {
            break;
        }
    }
    Ok(kept)
}

async fn keep(site: &Site, paper: Paper, id: i64) -> Result<(), Error> {
    let printed = match paper {
        Paper::Decision => crate::decision::issued_decision(site, DecisionId(id)).await?,
        Paper::Minutes => crate::review::issued_minutes(site, CaseId(id)).await?,
        Paper::Report => crate::review::issued_report(site, CaseId(id)).await?,
    };
    printed.handed_out(site).await?;
    Ok(())
}

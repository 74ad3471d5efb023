//! The file of a paper with a number: it is kept from its number on, not from the day on which somebody first asks for it.

use crate::{Error, Site};
use domain::register::Paper;
use domain::{CaseId, DecisionId};

/// How many files are looked after at a time.
const MOST: i64 = 20;

/// Keeps the file of a paper that has its number now. The number stands whatever becomes of the file: one that cannot be kept here is kept
/// by [`keep_missing_files`], or as it is first given out.
pub(crate) async fn keep_file(site: &Site, paper: Paper, id: i64) {
    if let Err(error) = keep(site, paper, id).await {
        tracing::warn!(paper = paper.code(), id, %error, "the file of an issued paper is not kept yet");
    }
}

/// Keeps the files of papers that have their number and of which none is kept: the program was stopped in between. A number that is older than the key
/// of the installation has no file to keep. A bounded number of them, the newest first; says how many.
pub async fn keep_missing_files(site: &Site) -> Result<usize, Error> {
    let Some(since) = site.seal.as_ref().map(|it| it.valid_from()) else { return Ok(0) };
    let missing = store::confirmed_paper::unkept_numbered(&site.db, since, MOST).await?;
    if missing.is_empty() {
        return Ok(0);
    }
    for (paper, id) in &missing {
        keep_file(site, *paper, *id).await;
    }
    let left = store::confirmed_paper::unkept_numbered(&site.db, since, MOST).await?;
    Ok(missing.iter().filter(|it| !left.contains(it)).count())
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

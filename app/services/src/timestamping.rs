//! Timestamps of sheets in force and of papers with a number (RFC 3161). Signing never waits for an authority: a paper is confirmed, its file kept as it
//! is, and the timestamp put beside the last confirmation later, when the authority answers; nothing that was signed changes by it. Sending is the caller's business.

use crate::{Error, Remember, Site, operator, paper_seal};
use domain::canonical::sha256;
use domain::register::Paper;
use domain::timestamping::{TimestampFailure, next_try};
use domain::{Event, Timestamp, UnitId};
use signatures::make::{SignError, TimestampRefusal, timestamp_request, with_timestamp};
use store::confirmed_paper::{NewFile, Of, Unstamped};

/// The field of a sheet that is stamped: the last confirmation, which covers the others.
pub(crate) const FIELD: &str = "Cap-tren";

/// The field of a file that is stamped.
fn field(row: &Unstamped) -> &'static str {
    match Paper::of(&row.paper) {
        None => FIELD,
        Some(Paper::Decision) => paper_seal::SIGNER,
        Some(Paper::Minutes | Paper::Report) => paper_seal::CLERK,
    }
}

/// How many files are kept or stamped at a time.
const MOST: i64 = 20;

/// How many files are looked at for that: those that were just tried in vain hold no other up.
const MOST_LOOKED_AT: i64 = 1_000;

/// Which files are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those whose time to be tried has come.
    Due,
    /// All that have no timestamp.
    All,
}

/// A file that waits for a timestamp, and what is sent for it.
#[derive(Debug, Clone)]
pub struct Waiting {
    row: Unstamped,
    pdf: Vec<u8>,
    nonce: u64,
    /// What is sent to the authority.
    pub request: Vec<u8>,
}

/// Keeps the files of sheets that came into force, and says which files wait for a timestamp; a bounded number of each.
pub async fn waiting(site: &Site, which: Which) -> Result<Vec<Waiting>, Error> {
    if site.seal.is_some() {
        for id in store::confirmed_paper::unkept(&site.db, MOST).await? {
            crate::commitment::keep(site, id).await?;
        }
    }
    let mut waiting = Vec::new();
    for row in store::confirmed_paper::unstamped(&site.db, MOST_LOOKED_AT).await? {
        if waiting.len() >= MOST as usize {
            break;
        }
        let tries = u32::try_from(row.tries).unwrap_or(u32::MAX);
        if which == Which::Due && tries > 0 && next_try(tries, Timestamp(row.last_at)) > site.now() {
            continue;
        }
        let pdf = store::confirmed_paper::content(&site.db, &row.sha256).await?;
        let mut nonce = [0; 8];
        getrandom::fill(&mut nonce).map_err(|_| Error::internal("no randomness"))?;
        let nonce = u64::from_be_bytes(nonce);
        // A paper from before the key was there bears no confirmation to stamp.
        let Ok(request) = timestamp_request(&pdf, field(&row), nonce) else {
            let failure = TimestampFailure::Wrong.code();
            store::confirmed_paper::update_tried(&site.db, &row.public_code, &row.basis, failure, site.now()).await?;
            continue;
        };
        waiting.push(Waiting { row, pdf, nonce, request });
    }
    Ok(waiting)
}

/// Puts the authority's answer beside the confirmation and keeps the file beside the one without; or remembers why it came to nothing.
pub async fn answered(site: &Site, it: &Waiting, answer: Result<Vec<u8>, TimestampFailure>) -> Result<Option<TimestampFailure>, Error> {
    let stamped = match answer {
        Err(failure) => Err(failure),
        Ok(bytes) => with_timestamp(&it.pdf, field(&it.row), it.nonce, &bytes).map_err(|why| failure(&why)),
    };
    let (row, now) = (&it.row, site.now());
    let stamped = match stamped {
        Ok(stamped) => stamped,
        Err(failure) => {
            store::confirmed_paper::update_tried(&site.db, &row.public_code, &row.basis, failure.code(), now).await?;
            return Ok(Some(failure));
        }
    };
    let digest = sha256(&stamped.pdf);
    let size = i64::try_from(stamped.pdf.len()).map_err(Error::internal)?;
    let ctx = operator::ctx(site).await?;
    let tx = ctx.begin().await?;
    let at = Timestamp::of(stamped.at);
    let file = NewFile {
        of: row.of(),
        public_code: &row.public_code,
        basis: &row.basis,
        stamped_at: Some(at),
        sha256: &digest,
        bytes: &stamped.pdf,
    };
    if store::confirmed_paper::insert(&tx, file, now).await? {
        store::given_out::insert(&tx, &row.public_code, &digest, size, now).await?;
        let what = Remember {
            unit: Some(UnitId(row.unit_id)),
            before: row.sha256.clone(),
            after: format!("{at} · SHA-256 {digest}"),
            ..Remember::default()
        };
        let (event, subject) = match row.of() {
            Of::Sheet(_) => (Event::SheetStamped, "commitment"),
            Of::Numbered(_) => (Event::PaperStamped, "register_entry"),
        };
        ctx.remember(&tx, event, subject, row.id, what).await?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(None)
}

fn failure(why: &SignError) -> TimestampFailure {
    match why {
        SignError::Timestamp(TimestampRefusal::NotGranted(_)) => TimestampFailure::NotGranted,
        SignError::Timestamp(TimestampRefusal::Unreadable) => TimestampFailure::NotAnAnswer,
        _ => TimestampFailure::Wrong,
    }
}

/// What is known of the timestamp of a sheet's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stamp {
    /// The installation asks no authority.
    NotAsked,
    /// The authority saw the file then.
    At(Timestamp),
    /// There is none yet.
    NotYet {
        /// How often it was asked for.
        tries: i64,
        /// When last.
        last: Option<Timestamp>,
        /// Why it came to nothing.
        failure: Option<TimestampFailure>,
    },
}

/// What is known of the timestamp of a paper with a number: its file is kept as it is given out, whether an authority is asked or not.
pub(crate) async fn stamp_of_numbered(db: &store::Database, public_code: &str) -> Result<Stamp, Error> {
    Ok(match stamp(&store::confirmed_paper::list(db, public_code).await?) {
        Stamp::NotYet { tries: 0, .. } => Stamp::NotAsked,
        other => other,
    })
}

/// What is known of the timestamp of the newest kept file.
pub(crate) fn stamp(kept: &[store::confirmed_paper::Kept]) -> Stamp {
    let Some(newest) = kept.iter().rfind(|it| it.number == 1) else { return Stamp::NotAsked };
    match kept.iter().find(|it| it.basis == newest.basis && it.number == 2).and_then(|it| it.stamped_at) {
        Some(at) => Stamp::At(Timestamp(at)),
        None => Stamp::NotYet {
            tries: newest.tries.unwrap_or_default(),
            last: newest.last_at.map(Timestamp),
            failure: newest.failure.as_deref().and_then(TimestampFailure::of),
        },
    }
}

//! What anybody may learn of a paper by its code: of a commitment sheet, or of a paper that has its number in a register.

use crate::commitment::{PublicSheet, PublicState, typed_code};
use crate::paper::name_in_words;
use crate::timestamping::{Stamp, stamp_of_numbered};
use crate::verification::SignatureTold;
use crate::{Error, Site};
use domain::Timestamp;
use domain::register::{DocumentKind, OriginalKind, PaperStanding};
use time::Date;

/// A paper with a number as strangers may read it: what stands at its head, nothing of what it says or about whom.
#[derive(Debug, Clone)]
pub struct PublicNumbered {
    /// How it stands.
    pub standing: PaperStanding,
    /// What kind of paper it is.
    pub kind: DocumentKind,
    /// Number and symbol.
    pub number: String,
    /// Its day.
    pub issued_on: Date,
    /// Whose paper it is.
    pub organisation: String,
    /// The digest of its content.
    pub digest: Option<String>,
    /// What is known of the timestamp of its file.
    pub stamp: Stamp,
    /// Its originals: how each was signed, when it was kept, the signatures of a file as they were judged then.
    pub originals: Vec<(OriginalKind, Timestamp, Vec<SignatureTold>)>,
    /// Whether everything here is made up.
    pub demo: bool,
}

/// What a code leads to.
#[derive(Debug, Clone)]
pub enum PublicPaper {
    /// A commitment sheet.
    Sheet(Box<PublicSheet>),
    /// A paper with a number.
    Numbered(Box<PublicNumbered>),
}

impl PublicPaper {
    /// How it stands, in the words of sheets.
    pub const fn state(&self) -> PublicState {
        match self {
            Self::Sheet(it) => it.state,
            Self::Numbered(it) => match it.standing {
                PaperStanding::InForce | PaperStanding::InForceInPart(_) => PublicState::Valid,
                PaperStanding::Replaced(_) => PublicState::Replaced,
                PaperStanding::Cancelled => PublicState::Withdrawn,
            },
        }
    }
}

/// Looks a paper up by its code, for anybody.
pub async fn look_up(site: &Site, code: &str) -> Result<PublicPaper, Error> {
    let code = &typed_code(code).ok_or(Error::NotFound)?;
    match crate::commitment::look_up(site, code).await {
        Err(Error::NotFound) => Ok(PublicPaper::Numbered(Box::new(numbered(site, code).await?))),
        other => Ok(PublicPaper::Sheet(Box::new(other?))),
    }
}

async fn numbered(site: &Site, code: &str) -> Result<PublicNumbered, Error> {
    let (entry, later) = store::register::of_public_code(&site.db, code).await?;
    let digest = match entry.paper {
        Some((paper, id)) => store::register::content_sha256(&site.db, paper, id).await?,
        None => None,
    };
    let mut originals = Vec::new();
    for it in store::original::list(&site.db, entry.id).await? {
        originals.push((it.kind()?, it.at(), serde_json::from_str(&it.signatures).map_err(Error::internal)?));
    }
    let standing = PaperStanding::new(entry.cancelled.is_some(), later);
    let (number, stamp) = (entry.shown(), stamp_of_numbered(&site.db, code).await?);
    let organisation = name_in_words(&store::unit::get(&site.db, entry.unit).await?);
    let (kind, issued_on, demo) = (entry.kind, entry.issued_on, site.demo);
    Ok(PublicNumbered { standing, kind, number, issued_on, organisation, digest, stamp, originals, demo })
}

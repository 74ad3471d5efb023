//! The public page of a sheet: whether it is valid. It tells what the paper tells of its signatures, and no value.

use super::sheet::version_of;
use crate::signing::SigningMethod;
use crate::timestamping::Stamp;
use crate::verification::SignatureTold;
use crate::{Error, Site};
use domain::Timestamp;
use domain::canonical::sha256;
use domain::commitment::{SheetContent, SheetState, SignedAs};
use store::signature::Read;
use time::Date;

/// What a sheet is to a stranger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicState {
    /// Both have signed, and the digests agree.
    Valid,
    /// Not everybody has signed yet.
    NotSigned,
    /// It was withdrawn.
    Withdrawn,
    /// It was withdrawn and another took its place.
    Replaced,
    /// What is kept is not what was signed.
    Broken,
}

impl PublicState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Valid, Self::NotSigned, Self::Withdrawn, Self::Replaced, Self::Broken];

    /// The key of the sentence that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Valid => "public-sheet-valid",
            Self::NotSigned => "public-sheet-not-signed",
            Self::Withdrawn => "public-sheet-withdrawn",
            Self::Replaced => "public-sheet-replaced",
            Self::Broken => "public-sheet-broken",
        }
    }
}

/// A signature as strangers may read it.
#[derive(Debug, Clone)]
pub struct PublicSignature {
    /// As what.
    pub signed_as: SignedAs,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// When.
    pub at: Timestamp,
    /// How.
    pub method: SigningMethod,
}

/// A sheet as strangers may read it.
#[derive(Debug, Clone)]
pub struct PublicSheet {
    /// What it is.
    pub state: PublicState,
    /// The campaign's title; empty before the content is frozen.
    pub campaign: String,
    /// The unit's name; empty before the content is frozen.
    pub unit: String,
    /// The digest.
    pub digest: Option<String>,
    /// The seal of the unit's rules; none before the content is frozen.
    pub seal: Option<String>,
    /// The digest of the rule set; none before the content is frozen.
    pub rule_set_sha256: Option<String>,
    /// Who signed.
    pub signatures: Vec<PublicSignature>,
    /// The signatures that were made outside, as they were judged when the file came.
    pub outside: Vec<(Timestamp, SignatureTold)>,
    /// What is known of the timestamp of the file that is given out; none where it is not in force.
    pub stamp: Option<Stamp>,
    /// The amendments that change what was signed: number, first day, and whether the unit has signed them.
    pub amended: Vec<(String, Date, bool)>,
    /// Whether everything here is made up.
    pub demo: bool,
}

/// The longest code that is looked for.
const LONGEST_CODE: usize = 64;

/// The code that somebody typed: in groups, in capitals, or as the whole address under the QR code or of a page's own; none where it cannot be one.
pub fn typed_code(text: &str) -> Option<String> {
    let address = text.trim().split('?').next().unwrap_or_default();
    let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let code: String = last.chars().filter(|it| !it.is_whitespace() && *it != '-').flat_map(char::to_lowercase).collect();
    let shape = !code.is_empty() && code.len() <= LONGEST_CODE && code.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_');
    shape.then_some(code)
}

/// Looks a sheet up by its public code, for anybody.
pub async fn look_up(site: &Site, code: &str) -> Result<PublicSheet, Error> {
    let code = &typed_code(code).ok_or(Error::NotFound)?;
    let found = without_outside(site, code).await?;
    let files = super::outside::all(&site.db, code).await?;
    let outside = files.into_iter().flat_map(|file| file.signatures.into_iter().map(move |it| (file.at, it))).collect();
    let stamp = match found.state {
        PublicState::Valid => Some(crate::timestamping::stamp(&store::confirmed_paper::list(&site.db, code).await?)),
        _ => None,
    };
    Ok(PublicSheet { outside, stamp, ..found })
}

async fn without_outside(site: &Site, code: &str) -> Result<PublicSheet, Error> {
    match store::commitment::of_public_code(&site.db, code).await {
        Ok(sheet) => {
            let signatures = store::signature::list(&site.db, "commitment", sheet.id.0).await?;
            let state = match sheet.state {
                SheetState::InForce if agree(sheet.content.as_deref(), sheet.digest.as_deref(), &signatures) => PublicState::Valid,
                SheetState::InForce => PublicState::Broken,
                SheetState::Withdrawn => PublicState::Withdrawn,
                _ => PublicState::NotSigned,
            };
            let told = told(site, state, sheet.content.as_deref(), sheet.digest.clone(), &signatures)?;
            let code = sheet.content.as_deref().and_then(SheetContent::read).map(|it| it.unit.code).unwrap_or_default();
            let (_, amended) = version_of(&site.db, &sheet, &code, site.now()).await?;
            let amended = amended.into_iter().map(|it| (it.number, it.effective_on, it.acknowledged.is_some())).collect();
            Ok(PublicSheet { amended, ..told })
        }
        Err(store::Error::NotFound) => {
            let former = store::commitment::former_of_public_code(&site.db, code).await?;
            let signatures = store::signature::list(&site.db, "commitment_former", former.id).await?;
            told(site, PublicState::Replaced, former.content.as_deref(), former.digest, &signatures)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether content, digest and every signature belong together.
fn agree(content: Option<&str>, digest: Option<&str>, signatures: &[Read]) -> bool {
    let found = content.map(|it| sha256(it.as_bytes()));
    found.as_deref() == digest && signatures.len() == 2 && signatures.iter().all(|it| Some(it.content_sha256.as_str()) == digest)
}

fn told(site: &Site, state: PublicState, content: Option<&str>, digest: Option<String>, signatures: &[Read]) -> Result<PublicSheet, Error> {
    let content = content.and_then(SheetContent::read);
    let signature = |it: &Read| {
        Ok(PublicSignature {
            signed_as: SignedAs::of(&it.signed_as).ok_or_else(|| Error::internal("unknown capacity of a signature"))?,
            name: it.name.clone(),
            post: it.post.clone(),
            at: it.at(),
            method: SigningMethod::of(&it.method).ok_or_else(|| Error::internal("unknown method of a signature"))?,
        })
    };
    Ok(PublicSheet {
        state,
        stamp: None,
        campaign: content.as_ref().map(|it| it.campaign.title.clone()).unwrap_or_default(),
        unit: content.as_ref().map(|it| it.unit.name.clone()).unwrap_or_default(),
        seal: content.as_ref().and_then(|it| it.seal.clone()),
        rule_set_sha256: content.as_ref().map(|it| it.rule_set.sha256.clone()),
        amended: Vec::new(),
        digest,
        outside: Vec::new(),
        signatures: signatures.iter().map(signature).collect::<Result<_, Error>>()?,
        demo: site.demo,
    })
}

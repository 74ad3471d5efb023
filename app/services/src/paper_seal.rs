//! The instance's own key, with which it confirms its papers (app/docs/decisions/0011-the-seal-of-the-instance.md): whoever has such a file can
//! check, with any program that knows signed PDFs and without this one, that not a byte of it changed and that this installation gave it out.
//! It stands for an electronic confirmation in the system and replaces no official-duty signature.

use crate::paper::Paper;
use crate::{Error, Remember, Site, operator};
use domain::canonical::sha256;
use domain::register::Entry;
use domain::{Event, Timestamp};
use signatures::judge::Trust;
use signatures::make::{Authority, FieldSpec, OwnKey, Random, SignError, Signer, SigningFacts, Subject, Usage, prepare, sign};
use time::{Duration, OffsetDateTime};

/// How long the root and the key are valid: as long as the papers of a campaign are kept.
const VALID: Duration = Duration::days(20 * 365);

/// The field of who signs a paper alone.
pub(crate) const SIGNER: &str = "Nguoi-ky";

/// The field of the records clerk, the last of a paper that got its number after it was signed.
pub(crate) const CLERK: &str = "Van-thu";

/// What every confirmation says of itself.
const REASON: &str = "Xác nhận điện tử trong hệ thống Cam Kết, không thay thế chữ ký số chuyên dùng công vụ";

/// The key as files beside the database, never in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealFiles {
    /// The private key of the root, PEM; empty where an office's own key came from elsewhere.
    pub root_key: String,
    /// The certificate of the root, PEM: what people give to the programs that check. Roots of former keys follow.
    pub root: String,
    /// The private key that confirms, PEM.
    pub key: String,
    /// Its certificate, PEM.
    pub certificate: String,
    /// The root's list of revoked certificates, DER; empty where there is none.
    pub revoked: Vec<u8>,
}

impl SealFiles {
    /// An office's own key in place of the one that was there, whose papers stay the installation's own.
    pub fn of_office(own: &OwnKey, revoked: Vec<u8>, former_roots: &str) -> Self {
        let OwnKey { key, certificates, root } = own.clone();
        Self {
            root_key: String::new(),
            root: format!("{root}{}", former_roots.replace(&root, "")),
            key,
            certificate: certificates,
            revoked,
        }
    }

    /// A root and a key, made when the program is first started.
    pub fn make(organisation: &str, founded: OffsetDateTime, random: &[Random; 2]) -> Result<Self, SignError> {
        let subject = |name: &str| Subject { name: name.to_owned(), organisation: organisation.to_owned() };
        let authority = Authority::new(&subject("Chứng thư gốc của hệ thống Cam Kết"), founded, &random[0])?;
        let until = founded + VALID;
        let signer = authority.issue(&subject("Xác nhận điện tử của hệ thống Cam Kết"), Usage::Papers, founded, until, &random[1])?;
        Ok(Self {
            root_key: authority.key_pem()?,
            root: authority.certificate_pem()?,
            key: signer.key_pem()?,
            certificate: signer.certificates_pem()?,
            revoked: authority.crl(1, founded, until, &[]),
        })
    }
}

/// The key, ready to confirm.
#[derive(Debug)]
pub struct PaperSeal {
    signer: Signer,
    root: String,
}

/// Somebody who confirmed a paper in the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Confirmed {
    /// The name of the field.
    pub field: &'static str,
    /// The person with the post.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

impl PaperSeal {
    /// Reads the files.
    pub fn open(files: &SealFiles) -> Result<Self, SignError> {
        let signer = Signer::from_pem(&files.key, &files.certificate)?;
        let signer = if files.revoked.is_empty() { signer } else { signer.with_revocation(vec![files.revoked.clone()]) };
        Ok(Self { signer, root: files.root.clone() })
    }

    /// The certificate of the root, PEM.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// From when on the key is valid: what was confirmed before stands in no file.
    pub(crate) fn valid_from(&self) -> Timestamp {
        Timestamp(self.signer.valid_from().saturating_mul(1000))
    }

    /// Trust in papers of this instance and in nothing else.
    pub(crate) fn trust(&self) -> Trust {
        let mut trust = Trust::default();
        // What was just read as a certificate is one.
        let _ = trust.add_roots(self.root.as_bytes());
        trust
    }

    /// A paper with a signature for each who confirmed it, in their order: the same paper and the same people give the same bytes. A paper that was
    /// confirmed before the key was there stays as it is.
    pub(crate) fn confirm(&self, paper: Paper, place: &str, all: &[Confirmed]) -> Result<Paper, Error> {
        let field = |it: &Confirmed| FieldSpec {
            name: it.field.to_owned(),
            page: 1,
            rectangle: [0.0; 4],
            about: format!("Xác nhận điện tử của {}", it.name),
        };
        let fields: Vec<FieldSpec> = all.iter().map(field).collect();
        let mut bytes = prepare(paper.bytes.clone(), &fields).map_err(Error::internal)?;
        for it in all {
            let what = SigningFacts { name: it.name.clone(), reason: REASON.to_owned(), location: place.to_owned(), at: it.at.in_hanoi() };
            bytes = match sign(&bytes, it.field, &self.signer, &what) {
                Ok(bytes) => bytes,
                Err(SignError::OutsideValidity) => return Ok(paper),
                Err(error) => return Err(Error::internal(error)),
            };
        }
        Ok(Paper { bytes, ..paper })
    }
}

/// Keeps the files of sheets in force and of papers with a number that were confirmed with the key that is there: under another key they would not be
/// confirmed again. Says how many.
pub async fn keep_confirmed(site: &Site) -> Result<usize, Error> {
    /// How many at a time.
    const MOST: i64 = 100;
    let mut kept = 0;
    let mut before = Vec::new();
    loop {
        let sheets = store::confirmed_paper::unkept(&site.db, MOST).await?;
        if sheets.is_empty() || sheets == before {
            break;
        }
        for id in &sheets {
            crate::commitment::keep(site, *id).await?;
        }
        kept += sheets.len();
        before = sheets;
    }
    loop {
        match crate::register::keep_missing_files(site).await? {
            0 => return Ok(kept),
            some => kept += some,
        }
    }
}

/// Remembers that the key of the installation was replaced by an office's own.
pub async fn remember_replaced(site: &Site, own: &OwnKey) -> Result<(), Error> {
    let ctx = operator::ctx(site).await?;
    let tx = ctx.begin().await?;
    let what = Remember { after: format!("SHA-256 {}", sha256(own.certificates.as_bytes())), ..Remember::default() };
    ctx.remember(&tx, Event::SealKeyReplaced, "account", ctx.actor.account.0, what).await?;
    tx.commit().await.map_err(Error::internal)
}

/// A paper with the seal of the installation for each who confirmed it, in their order; as it is where nobody did, or where there is no key.
pub(crate) async fn sealed(site: &Site, paper: Paper, place: String, all: Vec<Confirmed>) -> Result<Paper, Error> {
    match site.seal.clone().filter(|_| !all.is_empty()) {
        None => Ok(paper),
        Some(seal) => tokio::task::spawn_blocking(move || seal.confirm(paper, &place, &all)).await.map_err(Error::internal)?,
    }
}

/// The records clerk as the last to confirm a paper: with the number, which stands in what is sealed (`domain.md` 11).
pub(crate) async fn numbered_by(site: &Site, entry: &Entry) -> Result<Confirmed, Error> {
    let name = store::person::name(&site.db, entry.given.0).await?;
    Ok(Confirmed { field: CLERK, name: format!("{name}, văn thư"), at: entry.given.1 })
}

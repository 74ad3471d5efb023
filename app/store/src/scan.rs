//! Scans of sheets that were signed by hand, and what the authority answered. Rows are added once and never changed; the files stand with the evidence.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::commitment::SheetState;
use domain::policy::Place;
use domain::{AccountId, CampaignId, CommitmentId, PersonId, ScanId, Timestamp, UnitId};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(sheet_scan, "sheet_scan", {
    commitment_id: i64,
    public_code: String,
    content_sha256: String,
    number: i64,
    file_name: String,
    pages: i64,
    size: i64,
    sha256: String,
    person_id: i64,
    account_id: i64,
    name: String,
    post: String,
    scanned_at: i64,
});

entity!(sheet_scan_answer, "sheet_scan_answer", {
    scan_id: i64,
    confirmed: bool,
    reason: String,
    person_id: i64,
    account_id: i64,
    name: String,
    post: String,
    answered_at: i64,
});

/// Who does something with a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub person: PersonId,
    /// By which account.
    pub account: AccountId,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// When.
    pub at: Timestamp,
}

/// A scan to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScan {
    /// The sheet.
    pub commitment: CommitmentId,
    /// Its public code.
    pub public_code: String,
    /// The digest of the content that was signed.
    pub digest: String,
    /// Name of the pile's file.
    pub file_name: String,
    /// How many pages it has.
    pub pages: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A scan as it is read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Read {
    /// Its key.
    pub id: i64,
    /// The sheet.
    pub commitment_id: i64,
    /// Its unit.
    pub unit_id: i64,
    /// The unit's path in the tree.
    pub unit_path: String,
    /// The unit's name.
    pub unit_name: String,
    /// The public code of the paper.
    pub public_code: String,
    /// The digest of the content that was signed.
    pub content_sha256: String,
    /// The public code that the sheet has now.
    pub sheet_code: String,
    /// The digest of the content that the sheet has now.
    pub sheet_sha256: Option<String>,
    /// The state of the sheet.
    pub sheet_state: String,
    /// Which scan of the sheet it is, from 1.
    pub number: i64,
    /// Name of the pile's file.
    pub file_name: String,
    /// How many pages it has.
    pub pages: i64,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// Who put it in.
    pub person_id: i64,
    /// By which account.
    pub account_id: i64,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// When it was put in, milliseconds UTC.
    pub scanned_at: i64,
    /// Whether the authority confirmed it; none while it waits.
    pub confirmed: Option<bool>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// Who answered.
    pub answered_by: Option<String>,
    /// When, milliseconds UTC.
    pub answered_at: Option<i64>,
}

impl Read {
    /// Its key.
    pub fn id(&self) -> ScanId {
        ScanId(self.id)
    }

    /// The sheet.
    pub fn commitment(&self) -> CommitmentId {
        CommitmentId(self.commitment_id)
    }

    /// Where it belongs.
    pub fn place(&self) -> Place {
        Place { unit: UnitId(self.unit_id), path: self.unit_path.clone() }
    }

    /// Whether it is a picture of the content that the sheet has now: a sheet that was withdrawn or changed since has another.
    pub fn stands(&self) -> bool {
        self.public_code == self.sheet_code && Some(&self.content_sha256) == self.sheet_sha256.as_ref()
    }

    /// Whether it waits for an answer that can still be given.
    pub fn waits(&self) -> bool {
        let to_be_signed = SheetState::of(&self.sheet_state).and_then(SheetState::waits_for).is_some();
        self.confirmed.is_none() && self.stands() && to_be_signed
    }

    /// When it was put in.
    pub fn at(&self) -> Timestamp {
        Timestamp(self.scanned_at)
    }
}

/// Condition on a row of `sheet_scan` beside its sheet: it shows the content that is to be signed and waits for an answer, as [`Read::waits`] says.
pub(crate) const WAITS: &str = "sheet_scan.commitment_id = commitment.id AND sheet_scan.public_code = commitment.public_code \
     AND sheet_scan.content_sha256 = commitment.content_sha256 AND commitment.state IN ('approved', 'head_signed') \
     AND NOT EXISTS (SELECT 1 FROM sheet_scan_answer WHERE sheet_scan_answer.scan_id = sheet_scan.id)";

const SCAN: &str = "SELECT sheet_scan.id, sheet_scan.commitment_id, commitment.unit_id, unit.path AS unit_path, unit.name_full AS unit_name, \
     sheet_scan.public_code, sheet_scan.content_sha256, commitment.public_code AS sheet_code, commitment.content_sha256 AS sheet_sha256, \
     commitment.state AS sheet_state, \
     sheet_scan.number, sheet_scan.file_name, sheet_scan.pages, sheet_scan.size, sheet_scan.sha256, sheet_scan.person_id, sheet_scan.account_id, \
     sheet_scan.name, sheet_scan.post, sheet_scan.scanned_at, answer.confirmed, answer.reason, answer.name AS answered_by, answer.answered_at \
     FROM sheet_scan JOIN commitment ON commitment.id = sheet_scan.commitment_id JOIN unit ON unit.id = commitment.unit_id \
     LEFT JOIN sheet_scan_answer answer ON answer.scan_id = sheet_scan.id";

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// Keeps a scan as the next of its sheet; `Taken` where another came between.
pub async fn insert(db: &impl Connection, it: NewScan, by: &By) -> Result<ScanId, Error> {
    let size = i64::try_from(it.bytes.len()).map_err(|_| Error::Corrupt("sheet_scan.size"))?;
    run(
        db,
        "INSERT INTO evidence_content (sha256, content) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
        [it.sha256.as_str().into(), it.bytes.into()],
    )
    .await?;
    let next = "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM sheet_scan WHERE public_code = $1";
    let next = row::<Number>(db, next, [it.public_code.as_str().into()]).await?.ok_or(Error::Corrupt("sheet_scan.number"))?;
    let kept = sheet_scan::ActiveModel {
        commitment_id: Set(it.commitment.0),
        public_code: Set(it.public_code),
        content_sha256: Set(it.digest),
        number: Set(next.number),
        file_name: Set(it.file_name),
        pages: Set(it.pages),
        size: Set(size),
        sha256: Set(it.sha256),
        person_id: Set(by.person.0),
        account_id: Set(by.account.0),
        name: Set(by.name.clone()),
        post: Set(by.post.clone()),
        scanned_at: Set(by.at.0),
        ..Default::default()
    };
    Ok(ScanId(kept.insert(db).await?.id))
}

/// Keeps the answer to a scan; `Taken` where there is one.
pub async fn insert_answer(db: &impl Connection, scan: ScanId, confirmed: bool, reason: &str, by: &By) -> Result<(), Error> {
    let kept = sheet_scan_answer::ActiveModel {
        scan_id: Set(scan.0),
        confirmed: Set(confirmed),
        reason: Set(reason.to_owned()),
        person_id: Set(by.person.0),
        account_id: Set(by.account.0),
        name: Set(by.name.clone()),
        post: Set(by.post.clone()),
        answered_at: Set(by.at.0),
        ..Default::default()
    };
    kept.insert(db).await?;
    Ok(())
}

/// A scan.
pub async fn get(db: &impl Connection, id: ScanId) -> Result<Read, Error> {
    row(db, &format!("{SCAN} WHERE sheet_scan.id = $1"), [id.0.into()]).await?.ok_or(Error::NotFound)
}

/// The scans of a campaign: what waits first, then the newest.
pub async fn of_campaign(db: &impl Connection, campaign: CampaignId) -> Result<Vec<Read>, Error> {
    let text = format!(
        "{SCAN} WHERE commitment.campaign_id = $1 ORDER BY CASE WHEN answer.id IS NULL THEN 0 ELSE 1 END, sheet_scan.id DESC LIMIT 4000"
    );
    Ok(rows(db, &text, [campaign.0.into()]).await?)
}

#[derive(FromQueryResult)]
struct Waits {
    waits: bool,
}

/// Whether a scan of a sheet waits for an answer.
pub async fn waits(db: &impl Connection, sheet: CommitmentId) -> Result<bool, Error> {
    let text = format!("SELECT EXISTS (SELECT 1 FROM sheet_scan WHERE {WAITS}) AS waits FROM commitment WHERE commitment.id = $1");
    Ok(row::<Waits>(db, &text, [sheet.0.into()]).await?.is_some_and(|it| it.waits))
}

/// The scans of a public code, in their order.
pub async fn of_public_code(db: &impl Connection, public_code: &str) -> Result<Vec<Read>, Error> {
    Ok(rows(db, &format!("{SCAN} WHERE sheet_scan.public_code = $1 ORDER BY sheet_scan.number LIMIT 50"), [public_code.into()]).await?)
}

#[derive(FromQueryResult)]
struct Content {
    content: Vec<u8>,
}

/// The file of a scan, by its digest.
pub async fn content(db: &impl Connection, sha256: &str) -> Result<Vec<u8>, Error> {
    let text = "SELECT content FROM evidence_content WHERE sha256 = $1";
    row::<Content>(db, text, [sha256.into()]).await?.map(|it| it.content).ok_or(Error::NotFound)
}

//! Signed originals of papers with a number. A row is added once and never changed; the file's content stands with the evidence.

use crate::row::{row, rows, run};
use crate::scan::By;
use crate::{Connection, Error};
use domain::register::OriginalKind;
use domain::{EntryId, OriginalId, PersonId, Timestamp};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(paper_original, "paper_original", {
    entry_id: i64,
    number: i64,
    kind: String,
    content_sha256: String,
    file_name: String,
    pages: i64,
    size: i64,
    sha256: String,
    signatures: String,
    person_id: i64,
    account_id: i64,
    name: String,
    post: String,
    kept_at: i64,
});

/// An original to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOriginal {
    /// The row of the register.
    pub entry: EntryId,
    /// How it was signed.
    pub kind: OriginalKind,
    /// The digest of the content that was signed.
    pub digest: String,
    /// Name of the file that was sent.
    pub file_name: String,
    /// How many pages a scan has; 0 of a file that was signed outside.
    pub pages: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// The signatures that it added and what was found of them, as JSON; an empty list of a scan.
    pub signatures: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// An original as it is read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Read {
    /// Its key.
    pub id: i64,
    /// The row of the register.
    pub entry_id: i64,
    /// Which original of the paper it is, from 1.
    pub number: i64,
    /// How it was signed, by code.
    pub kind: String,
    /// The digest of the content that was signed.
    pub content_sha256: String,
    /// Name of the file that was sent.
    pub file_name: String,
    /// How many pages a scan has.
    pub pages: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// The signatures that it added, as JSON.
    pub signatures: String,
    /// Who sent it.
    pub person_id: i64,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// When it was kept, milliseconds UTC.
    pub kept_at: i64,
}

impl Read {
    /// Its key.
    pub fn id(&self) -> OriginalId {
        OriginalId(self.id)
    }

    /// The row of the register.
    pub fn entry(&self) -> EntryId {
        EntryId(self.entry_id)
    }

    /// How it was signed.
    pub fn kind(&self) -> Result<OriginalKind, Error> {
        OriginalKind::of(&self.kind).ok_or(Error::Corrupt("paper_original.kind"))
    }

    /// Who sent it.
    pub fn person(&self) -> PersonId {
        PersonId(self.person_id)
    }

    /// When it was kept.
    pub fn at(&self) -> Timestamp {
        Timestamp(self.kept_at)
    }
}

const ORIGINAL: &str = "SELECT id, entry_id, number, kind, content_sha256, file_name, pages, sha256, signatures, person_id, name, post, kept_at \
     FROM paper_original";

/// That an original was not taken out.
const STANDS: &str = "NOT EXISTS (SELECT 1 FROM original_void WHERE original_void.original_id = paper_original.id)";

#[derive(FromQueryResult)]
struct Number {
    number: i64,
}

/// Keeps an original as the next of its paper; `Taken` where another came between.
pub async fn insert(db: &impl Connection, it: NewOriginal, by: &By) -> Result<OriginalId, Error> {
    let size = i64::try_from(it.bytes.len()).map_err(|_| Error::Corrupt("paper_original.size"))?;
    run(
        db,
        "INSERT INTO evidence_content (sha256, content) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
        [it.sha256.as_str().into(), it.bytes.into()],
    )
    .await?;
    let next = "SELECT COALESCE(MAX(number), 0) + 1 AS number FROM paper_original WHERE entry_id = $1";
    let next = row::<Number>(db, next, [it.entry.0.into()]).await?.ok_or(Error::Corrupt("paper_original.number"))?;
    let kept = paper_original::ActiveModel {
        entry_id: Set(it.entry.0),
        number: Set(next.number),
        kind: Set(it.kind.code().to_owned()),
        content_sha256: Set(it.digest),
        file_name: Set(it.file_name),
        pages: Set(it.pages),
        size: Set(size),
        sha256: Set(it.sha256),
        signatures: Set(it.signatures),
        person_id: Set(by.person.0),
        account_id: Set(by.account.0),
        name: Set(by.name.clone()),
        post: Set(by.post.clone()),
        kept_at: Set(by.at.0),
        ..Default::default()
    };
    Ok(OriginalId(kept.insert(db).await?.id))
}

/// The originals of a paper that stand, in their order: the newest fifty.
pub async fn list(db: &impl Connection, entry: EntryId) -> Result<Vec<Read>, Error> {
    let mut newest: Vec<Read> =
        rows(db, &format!("{ORIGINAL} WHERE entry_id = $1 AND {STANDS} ORDER BY number DESC LIMIT 50"), [entry.0.into()]).await?;
    newest.reverse();
    Ok(newest)
}

#[derive(FromQueryResult)]
struct Digest {
    sha256: String,
}

/// The digest of the newest file of a paper that was signed outside and stands.
pub async fn newest_outside(db: &impl Connection, entry: EntryId) -> Result<Option<String>, Error> {
    let text = format!("SELECT sha256 FROM paper_original WHERE entry_id = $1 AND kind = $2 AND {STANDS} ORDER BY number DESC LIMIT 1");
    let found = row::<Digest>(db, &text, [entry.0.into(), OriginalKind::Outside.code().into()]).await?;
    Ok(found.map(|it| it.sha256))
}

/// Takes an original out, with a reason; the row and the file stay. `Taken` where somebody did so before.
pub async fn insert_void(db: &impl Connection, id: OriginalId, reason: &str, by: &By) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO original_void (original_id, reason, person_id, account_id, name, post, voided_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            id.0.into(),
            reason.into(),
            by.person.0.into(),
            by.account.0.into(),
            by.name.as_str().into(),
            by.post.as_str().into(),
            by.at.0.into(),
        ],
    )
    .await?;
    Ok(())
}

/// An original.
pub async fn get(db: &impl Connection, id: OriginalId) -> Result<Read, Error> {
    row(db, &format!("{ORIGINAL} WHERE id = $1"), [id.0.into()]).await?.ok_or(Error::NotFound)
}

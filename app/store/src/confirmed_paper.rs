//! Sheets in force and papers with a number as files with their confirmations: number 1 as they were confirmed, number 2 with a timestamp beside the last confirmation. Rows are
//! added once and never changed; the contents stand with the evidence. How often a timestamp was asked for in vain is kept apart.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::register::Paper;
use domain::{CommitmentId, EntryId, Timestamp};
use sea_orm::FromQueryResult;

/// A kept file.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Kept {
    /// What it was printed from.
    pub basis: String,
    /// 1 without a timestamp, 2 with one.
    pub number: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// When the authority saw it, milliseconds UTC.
    pub stamped_at: Option<i64>,
    /// How often it was asked for a timestamp in vain.
    pub tries: Option<i64>,
    /// When last, milliseconds UTC.
    pub last_at: Option<i64>,
    /// Why it came to nothing, by name.
    pub failure: Option<String>,
}

/// What a kept file is the paper of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A sheet in force.
    Sheet(CommitmentId),
    /// A paper with its number in the register.
    Numbered(EntryId),
}

/// A file to keep.
#[derive(Debug, Clone, Copy)]
pub struct NewFile<'a> {
    /// Whose file it is.
    pub of: Of,
    /// Its public code.
    pub public_code: &'a str,
    /// What it was printed from.
    pub basis: &'a str,
    /// When the authority saw it; none for the file as it was confirmed.
    pub stamped_at: Option<Timestamp>,
    /// SHA-256 of the file.
    pub sha256: &'a str,
    /// The file.
    pub bytes: &'a [u8],
}

/// Keeps a file; says whether it was not there yet.
pub async fn insert(db: &impl Connection, it: NewFile<'_>, at: Timestamp) -> Result<bool, Error> {
    run(
        db,
        "INSERT INTO evidence_content (sha256, content) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
        [it.sha256.into(), it.bytes.to_vec().into()],
    )
    .await?;
    let number: i64 = if it.stamped_at.is_some() { 2 } else { 1 };
    let size = i64::try_from(it.bytes.len()).map_err(|_| Error::Corrupt("confirmed_paper.size"))?;
    let (table, key, id) = match it.of {
        Of::Sheet(id) => ("confirmed_paper", "commitment_id", id.0),
        Of::Numbered(id) => ("numbered_file", "entry_id", id.0),
    };
    let added = run(
        db,
        &format!(
            "INSERT INTO {table} ({key}, public_code, basis, number, sha256, size, kept_at, stamped_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (public_code, basis, number) DO NOTHING"
        ),
        [
            id.into(),
            it.public_code.into(),
            it.basis.into(),
            number.into(),
            it.sha256.into(),
            size.into(),
            at.0.into(),
            it.stamped_at.map(|it| it.0).into(),
        ],
    )
    .await?;
    Ok(added > 0)
}

/// The files of a public code, in their order.
pub async fn list(db: &impl Connection, public_code: &str) -> Result<Vec<Kept>, Error> {
    let kept = |table: &str| format!("SELECT id, public_code, basis, number, sha256, stamped_at FROM {table} WHERE public_code = $1");
    let text = format!(
        "SELECT kept.basis, kept.number, kept.sha256, kept.stamped_at, timestamp_try.tries, timestamp_try.last_at, timestamp_try.failure \
         FROM ({} UNION ALL {}) AS kept LEFT JOIN timestamp_try ON timestamp_try.public_code = kept.public_code \
         AND timestamp_try.basis = kept.basis ORDER BY kept.id LIMIT 200",
        kept("confirmed_paper"),
        kept("numbered_file"),
    );
    Ok(rows(db, &text, [public_code.into()]).await?)
}

#[derive(FromQueryResult)]
struct Content {
    content: Vec<u8>,
}

/// The content of a kept file.
pub async fn content(db: &impl Connection, sha256: &str) -> Result<Vec<u8>, Error> {
    let text = "SELECT content FROM evidence_content WHERE sha256 = $1";
    Ok(row::<Content>(db, text, [sha256.into()]).await?.ok_or(Error::NotFound)?.content)
}

#[derive(FromQueryResult)]
struct Id {
    id: i64,
}

/// Sheets in force of which no file is kept and that were signed in the system alone, some of them.
pub async fn unkept(db: &impl Connection, most: i64) -> Result<Vec<CommitmentId>, Error> {
    let text = "SELECT commitment.id FROM commitment WHERE commitment.state = 'in_force' \
         AND NOT EXISTS (SELECT 1 FROM confirmed_paper WHERE confirmed_paper.public_code = commitment.public_code) \
         AND NOT EXISTS (SELECT 1 FROM outside_signing WHERE outside_signing.public_code = commitment.public_code) \
         AND NOT EXISTS (SELECT 1 FROM sheet_scan JOIN sheet_scan_answer ON sheet_scan_answer.scan_id = sheet_scan.id AND sheet_scan_answer.confirmed \
         WHERE sheet_scan.public_code = commitment.public_code) ORDER BY commitment.id LIMIT $1";
    Ok(rows::<Id>(db, text, [most.into()]).await?.into_iter().map(|it| CommitmentId(it.id)).collect())
}

#[derive(FromQueryResult)]
struct Unkept {
    paper: String,
    paper_id: i64,
}

/// Papers whose number is in force, given at a moment or later, of which no file is kept, and that did not come back signed outside; some of them, the
/// newest numbers first.
pub async fn unkept_numbered(db: &impl Connection, since: Timestamp, most: i64) -> Result<Vec<(Paper, i64)>, Error> {
    let text = "SELECT register_entry.paper, register_entry.paper_id FROM register_entry \
         JOIN register_code ON register_code.entry_id = register_entry.id \
         WHERE register_entry.paper_id IS NOT NULL AND register_entry.cancelled_at IS NULL AND register_entry.given_at >= $1 \
         AND NOT EXISTS (SELECT 1 FROM numbered_file WHERE numbered_file.entry_id = register_entry.id) \
         AND NOT EXISTS (SELECT 1 FROM paper_original WHERE paper_original.entry_id = register_entry.id AND paper_original.kind = 'outside' \
         AND NOT EXISTS (SELECT 1 FROM original_void WHERE original_void.original_id = paper_original.id)) \
         ORDER BY register_entry.id DESC LIMIT $2";
    let known = |it: Unkept| Some((Paper::of(&it.paper)?, it.paper_id));
    let found = rows::<Unkept>(db, text, [since.0.into(), most.into()]).await?;
    found.into_iter().map(|it| known(it).ok_or(Error::Corrupt("register_entry.paper"))).collect()
}

/// A kept file that has no timestamp yet.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Unstamped {
    /// The sheet, or the row of the register.
    pub id: i64,
    /// What the register's paper is, by code; empty of a sheet.
    pub paper: String,
    /// Whose it is.
    pub unit_id: i64,
    /// Its public code.
    pub public_code: String,
    /// What it was printed from.
    pub basis: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// How often a timestamp was asked for in vain.
    pub tries: i64,
    /// When last, milliseconds UTC.
    pub last_at: i64,
}

impl Unstamped {
    /// Whose file it is.
    pub fn of(&self) -> Of {
        if self.paper.is_empty() { Of::Sheet(CommitmentId(self.id)) } else { Of::Numbered(EntryId(self.id)) }
    }
}

/// Files of sheets in force and of papers whose number is in force that have no timestamp, those that were never tried first, then the longest
/// untried; some of them.
pub async fn unstamped(db: &impl Connection, most: i64) -> Result<Vec<Unstamped>, Error> {
    let waiting = |table: &str, of: &str| {
        format!(
            "SELECT {of}, file.public_code, file.basis, file.sha256, file.kept_at, COALESCE(timestamp_try.tries, 0) AS tries, \
             COALESCE(timestamp_try.last_at, 0) AS last_at FROM {table} AS file \
             LEFT JOIN timestamp_try ON timestamp_try.public_code = file.public_code AND timestamp_try.basis = file.basis"
        )
    };
    let without = |table: &str| {
        format!(
            "file.number = 1 AND NOT EXISTS (SELECT 1 FROM {table} AS stamped WHERE stamped.public_code = file.public_code \
             AND stamped.basis = file.basis AND stamped.number = 2)"
        )
    };
    let text = format!(
        "SELECT * FROM ({} JOIN commitment ON commitment.public_code = file.public_code AND commitment.state = 'in_force' WHERE {} \
         UNION ALL {} JOIN register_entry ON register_entry.id = file.entry_id AND register_entry.cancelled_at IS NULL WHERE {}) AS waiting \
         ORDER BY last_at, kept_at, public_code LIMIT $1",
        waiting("confirmed_paper", "commitment.id AS id, '' AS paper, commitment.unit_id AS unit_id"),
        without("confirmed_paper"),
        waiting("numbered_file", "register_entry.id AS id, register_entry.paper AS paper, register_entry.unit_id AS unit_id"),
        without("numbered_file"),
    );
    Ok(rows(db, &text, [most.into()]).await?)
}

/// Remembers that a timestamp was asked for in vain.
pub async fn update_tried(db: &impl Connection, public_code: &str, basis: &str, failure: &str, at: Timestamp) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO timestamp_try (public_code, basis, tries, last_at, failure) VALUES ($1, $2, 1, $3, $4) \
         ON CONFLICT (public_code, basis) DO UPDATE SET tries = timestamp_try.tries + 1, last_at = $3, failure = $4",
        [public_code.into(), basis.into(), at.0.into(), failure.into()],
    )
    .await?;
    Ok(())
}

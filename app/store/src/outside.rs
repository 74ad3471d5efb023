//! Sheets that were signed outside and sent back. A row is added once and never changed; the file's content stands with the evidence.

use crate::row::{row, rows, run};
use crate::{Connection, Error};
use domain::{AccountId, CommitmentId, PersonId, Timestamp};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(outside_signing, "outside_signing", {
    commitment_id: i64,
    public_code: String,
    number: i64,
    signed_as: String,
    person_id: i64,
    account_id: i64,
    name: String,
    post: String,
    file_name: String,
    size: i64,
    sha256: String,
    signatures: String,
    sent_at: i64,
});

/// A file that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideSigning {
    /// The sheet.
    pub commitment: CommitmentId,
    /// Its public code then.
    pub public_code: String,
    /// Which file of the sheet it is, from 1.
    pub number: i64,
    /// As what the person signs: `head`, `deputy_head`, `authority`.
    pub signed_as: String,
    /// Who sent it.
    pub person: PersonId,
    /// By which account.
    pub account: AccountId,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// The file's name.
    pub file_name: String,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// The signatures that it added and what was found of them, as JSON.
    pub signatures: String,
    /// When it was sent.
    pub at: Timestamp,
}

/// A file that was taken, as it is read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Read {
    /// Which file of the sheet it is, from 1.
    pub number: i64,
    /// As what the person signs.
    pub signed_as: String,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// Its size in bytes.
    pub size: i64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// The signatures that it added and what was found of them, as JSON.
    pub signatures: String,
    /// When it was sent, milliseconds UTC.
    pub sent_at: i64,
}

impl Read {
    /// When it was sent.
    pub fn at(&self) -> Timestamp {
        Timestamp(self.sent_at)
    }
}

/// Keeps a file; `Taken` where another of this number is there.
pub async fn insert(db: &impl Connection, it: &OutsideSigning, content: Vec<u8>) -> Result<(), Error> {
    run(
        db,
        "INSERT INTO evidence_content (sha256, content) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
        [it.sha256.as_str().into(), content.into()],
    )
    .await?;
    outside_signing::ActiveModel {
        commitment_id: Set(it.commitment.0),
        public_code: Set(it.public_code.clone()),
        number: Set(it.number),
        signed_as: Set(it.signed_as.clone()),
        person_id: Set(it.person.0),
        account_id: Set(it.account.0),
        name: Set(it.name.clone()),
        post: Set(it.post.clone()),
        file_name: Set(it.file_name.clone()),
        size: Set(it.size),
        sha256: Set(it.sha256.clone()),
        signatures: Set(it.signatures.clone()),
        sent_at: Set(it.at.0),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// The files of a public code, in their order.
pub async fn list(db: &impl Connection, public_code: &str) -> Result<Vec<Read>, Error> {
    let text = "SELECT number, signed_as, name, post, size, sha256, signatures, sent_at FROM outside_signing \
         WHERE public_code = $1 ORDER BY number LIMIT 50";
    Ok(rows(db, text, [public_code.into()]).await?)
}

#[derive(FromQueryResult)]
struct Content {
    content: Vec<u8>,
}

/// The newest file of a public code; none where nobody sent one.
pub async fn newest(db: &impl Connection, public_code: &str) -> Result<Option<Vec<u8>>, Error> {
    let text = "SELECT evidence_content.content FROM outside_signing JOIN evidence_content ON evidence_content.sha256 = outside_signing.sha256 \
         WHERE outside_signing.public_code = $1 ORDER BY outside_signing.number DESC LIMIT 1";
    Ok(row::<Content>(db, text, [public_code.into()]).await?.map(|it| it.content))
}

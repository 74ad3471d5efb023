//! Signatures on frozen contents. A row is added once and never changed.

use crate::row::rows;
use crate::{Connection, Error};
use domain::{AccountId, CampaignId, CommitmentId, ConferenceId, PersonId, Timestamp};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(signature, "signature", {
    subject: String,
    subject_id: i64,
    signed_as: String,
    person_id: i64,
    account_id: i64,
    name: String,
    post: String,
    method: String,
    content_sha256: String,
    signed_at: i64,
});

/// A signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The table of what is signed.
    pub subject: &'static str,
    /// Its key.
    pub subject_id: i64,
    /// As what: `head`, `deputy_head`, `authority`, `chair`, `secretary` …
    pub signed_as: String,
    /// Who.
    pub person: PersonId,
    /// By which account.
    pub account: AccountId,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// How.
    pub method: String,
    /// The digest signed.
    pub digest: String,
    /// When.
    pub at: Timestamp,
}

/// A signature as it is read.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Read {
    /// As what.
    pub signed_as: String,
    /// Who.
    pub person_id: i64,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
    /// How.
    pub method: String,
    /// The digest signed.
    pub content_sha256: String,
    /// When, milliseconds UTC.
    pub signed_at: i64,
}

impl Read {
    /// Who.
    pub fn person(&self) -> PersonId {
        PersonId(self.person_id)
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        Timestamp(self.signed_at)
    }
}

/// Adds a signature; a second one in the same capacity is `Taken`.
pub async fn insert(db: &impl Connection, it: &Signature) -> Result<(), Error> {
    signature::ActiveModel {
        subject: Set(it.subject.to_owned()),
        subject_id: Set(it.subject_id),
        signed_as: Set(it.signed_as.clone()),
        person_id: Set(it.person.0),
        account_id: Set(it.account.0),
        name: Set(it.name.clone()),
        post: Set(it.post.clone()),
        method: Set(it.method.clone()),
        content_sha256: Set(it.digest.clone()),
        signed_at: Set(it.at.0),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct OfSheet {
    subject_id: i64,
    #[sea_orm(nested)]
    read: Read,
}

/// The signatures on the sheets of a conference, each with its sheet, in the order of signing.
pub async fn of_conference(db: &impl Connection, id: ConferenceId) -> Result<Vec<(CommitmentId, Read)>, Error> {
    let text = "SELECT subject_id, signed_as, person_id, name, post, method, content_sha256, signed_at FROM signature \
         WHERE subject = 'commitment' AND subject_id IN (SELECT id FROM commitment WHERE conference_id = $1) ORDER BY id";
    let found: Vec<OfSheet> = rows(db, text, [id.0.into()]).await?;
    Ok(found.into_iter().map(|it| (CommitmentId(it.subject_id), it.read)).collect())
}

/// The signatures on the sheets of a campaign, each with its sheet, in the order of signing.
pub async fn of_campaign(db: &impl Connection, id: CampaignId) -> Result<Vec<(CommitmentId, Read)>, Error> {
    let text = "SELECT subject_id, signed_as, person_id, name, post, method, content_sha256, signed_at FROM signature \
         WHERE subject = 'commitment' AND subject_id IN (SELECT id FROM commitment WHERE campaign_id = $1) ORDER BY id";
    let found: Vec<OfSheet> = rows(db, text, [id.0.into()]).await?;
    Ok(found.into_iter().map(|it| (CommitmentId(it.subject_id), it.read)).collect())
}

/// The signatures of a thing, in the order of signing.
pub async fn list(db: &impl Connection, subject: &str, id: i64) -> Result<Vec<Read>, Error> {
    let text = "SELECT signed_as, person_id, name, post, method, content_sha256, signed_at FROM signature \
         WHERE subject = $1 AND subject_id = $2 ORDER BY id";
    Ok(rows(db, text, [subject.into(), id.into()]).await?)
}

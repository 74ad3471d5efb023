//! The signing of a sheet: who opened its frozen content to sign it, and who declined. Rows are added once and never changed.

use crate::row::{rows, run};
use crate::{Connection, Error};
use domain::commitment::{Commitment, Declined, SheetSide, SignedAs};
use domain::{AccountId, PersonId, Timestamp};
use sea_orm::{ActiveModelTrait, FromQueryResult, Set};

entity!(signing_decline, "signing_decline", {
    commitment_id: i64,
    public_code: String,
    side: String,
    signed_as: String,
    person_id: i64,
    account_id: i64,
    name: String,
    post: String,
    reason: String,
    declined_at: i64,
});

/// Somebody at the signing of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    /// As what they sign.
    pub signed_as: SignedAs,
    /// Who.
    pub person: PersonId,
    /// By which account.
    pub account: AccountId,
    /// The name then.
    pub name: String,
    /// The post then.
    pub post: String,
}

/// Remembers that somebody opened a sheet to sign it; says whether this was the first time.
pub async fn insert_opening(db: &impl Connection, sheet: &Commitment, it: &Signatory, at: Timestamp) -> Result<bool, Error> {
    let added = run(
        db,
        "INSERT INTO signing_opening (commitment_id, public_code, side, signed_as, person_id, name, post, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (public_code, person_id) DO NOTHING",
        [
            sheet.id.0.into(),
            sheet.public_code.as_str().into(),
            it.signed_as.side().code().into(),
            it.signed_as.code().into(),
            it.person.0.into(),
            it.name.as_str().into(),
            it.post.as_str().into(),
            at.0.into(),
        ],
    )
    .await?;
    Ok(added > 0)
}

/// Keeps a refusal to sign; a second one of the same side is `Taken`.
pub async fn insert_decline(db: &impl Connection, sheet: &Commitment, it: &Signatory, reason: &str, at: Timestamp) -> Result<(), Error> {
    signing_decline::ActiveModel {
        commitment_id: Set(sheet.id.0),
        public_code: Set(sheet.public_code.clone()),
        side: Set(it.signed_as.side().code().to_owned()),
        signed_as: Set(it.signed_as.code().to_owned()),
        person_id: Set(it.person.0),
        account_id: Set(it.account.0),
        name: Set(it.name.clone()),
        post: Set(it.post.clone()),
        reason: Set(reason.to_owned()),
        declined_at: Set(at.0),
        ..Default::default()
    }
    .insert(db)
    .await?;
    Ok(())
}

/// Who opened a frozen content to sign it, and who declined to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ceremony {
    /// Who opened it, each once, the first first.
    pub opened: Vec<(PersonId, Timestamp)>,
    /// Who declined, each side once at most.
    pub declined: Vec<Declined>,
}

impl Ceremony {
    /// Whether a side has declined.
    pub fn has_declined(&self, side: SheetSide) -> bool {
        self.declined.iter().any(|it| it.signed_as.side() == side)
    }

    /// The refusal that still stands.
    pub fn standing(&self, sheet: &Commitment) -> Option<&Declined> {
        self.declined.iter().find(|it| sheet.is_declined(it.signed_as))
    }
}

#[derive(FromQueryResult)]
struct Act {
    signed_as: String,
    person_id: i64,
    name: String,
    post: String,
    reason: String,
    at: i64,
}

/// The signing of the frozen content that a public code stands for. One statement.
pub async fn of_public_code(db: &impl Connection, public_code: &str) -> Result<Ceremony, Error> {
    let text = "SELECT signed_as, person_id, name, post, '' AS reason, opened_at AS at FROM signing_opening WHERE public_code = $1 \
         UNION ALL SELECT signed_as, person_id, name, post, reason, declined_at FROM signing_decline WHERE public_code = $1 ORDER BY at";
    let mut found = Ceremony::default();
    for it in rows::<Act>(db, text, [public_code.into()]).await? {
        let (at, signed_as) = (Timestamp(it.at), SignedAs::of(&it.signed_as).ok_or(Error::Corrupt("signing.signed_as"))?);
        // A refusal has a reason.
        if it.reason.is_empty() {
            found.opened.push((PersonId(it.person_id), at));
        } else {
            found.declined.push(Declined { signed_as, name: it.name, post: it.post, reason: it.reason, at });
        }
    }
    Ok(found)
}

//! Signing a frozen content.
//! Callers ask for the password with `account::confirm` before their transaction begins.

use crate::{Ctx, Error, account};
use domain::Timestamp;
use store::Tx;
pub use store::signature::Read as Signed;
use store::signature::Signature;

/// How somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SigningMethod {
    /// By entering the password again; it does not take the place of a digital signature for official duty (`domain.md` 11).
    ElectronicConfirmation,
    /// By hand on paper, whose scan the authority confirmed: the weaker form, since a picture of ink proves nobody.
    OnPaper,
}

impl SigningMethod {
    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ElectronicConfirmation => "electronic_confirmation",
            Self::OnPaper => "on_paper",
        }
    }

    /// The method of a name.
    pub fn of(code: &str) -> Option<Self> {
        [Self::ElectronicConfirmation, Self::OnPaper].into_iter().find(|it| it.code() == code)
    }

    /// The key of the sentence that says what this form of signature is and is not.
    pub const fn statement(self) -> &'static str {
        match self {
            Self::ElectronicConfirmation => "signing-electronic-confirmation",
            Self::OnPaper => "signing-on-paper",
        }
    }
}

/// What is signed, and as what.
#[derive(Debug, Clone, Copy)]
pub struct Signing<'a> {
    /// The table of what is signed.
    pub subject: &'static str,
    /// Its key.
    pub subject_id: i64,
    /// As what: `head`, `deputy_head`, `authority`, `chair`, `secretary` …
    pub signed_as: &'a str,
    /// The SHA-256 of the frozen content.
    pub digest: &'a str,
    /// The form's one-time token.
    pub token: &'a str,
}

/// Uses the form's token up and keeps the signature, inside the transaction of the act.
pub async fn sign(ctx: &Ctx, tx: &Tx, method: SigningMethod, it: Signing<'_>) -> Result<Timestamp, Error> {
    account::use_form_token(ctx, tx, it.token).await?;
    let signature = Signature {
        subject: it.subject,
        subject_id: it.subject_id,
        signed_as: it.signed_as.to_owned(),
        person: ctx.actor.person,
        account: ctx.actor.account,
        name: ctx.actor.name.clone(),
        post: ctx.actor.post.clone(),
        method: method.code().to_owned(),
        digest: it.digest.to_owned(),
        at: ctx.now,
    };
    store::signature::insert(tx, &signature).await?;
    Ok(ctx.now)
}

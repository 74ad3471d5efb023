//! A paper that somebody signed outside, in their own software with a certificate of their own: whether the file that comes back is the one that was
//! given out with nothing but signatures added.

use crate::verification::{Noted, SignatureTold, alone, given_out, judged, options};
use crate::{Error, Site};
use domain::commitment::{Begins, OutsideFile};
use signatures::judge::{self, Covers, Verdict, Weight};
use std::sync::Arc;

/// What is looked at before anything is written.
pub(crate) struct Looked {
    /// What decides whether it is taken.
    pub file: OutsideFile,
    /// The signatures that the file has and what it begins with has not.
    pub added: Vec<SignatureTold>,
    /// Each signature of the file.
    pub signatures: Vec<SignatureTold>,
    /// What was found of the file itself.
    pub findings: Vec<Noted>,
}

/// Looks at a file that came back: which file that was given out under the code it begins with, what it added to that. `newest` is the digest
/// of the file that came last.
pub(crate) async fn look(site: &Site, code: &str, newest: Option<&str>, bytes: &Arc<[u8]>) -> Result<Looked, Error> {
    let found = judged(site, bytes.clone()).await?.whole;
    let base = given_out(&site.db, code, bytes).await?;
    let begins = match &base {
        None => Begins::Otherwise,
        Some(it) if newest.is_none_or(|newest| newest == it.sha256) => Begins::WithTheNewest,
        Some(_) => Begins::WithAnOlder,
    };
    let mut findings: Vec<Noted> = found.findings.iter().map(Noted::from).collect();
    let signatures: Vec<SignatureTold> = found.signatures.iter().map(SignatureTold::from).collect();
    let mut file = OutsideFile {
        readable: found.verdict != Verdict::Unreadable,
        begins,
        only_signed: found.verdict != Verdict::Altered,
        added: 0,
        covered: found.signatures.last().is_some_and(|it| it.covers == Covers::WholeFile),
        trusted: false,
    };
    let Some(base) = base.filter(|_| file.readable) else {
        return Ok(Looked { file, added: Vec::new(), signatures, findings });
    };
    let (shared, size, trust, options) = (bytes.clone(), base.size as usize, site.trusted.trust.clone(), options(site));
    let (added, there, strictly) = alone(move || {
        let there = judge::judge(shared.get(..size).unwrap_or_default(), &trust, options).signatures.len();
        (judge::added(&shared, size), there, judge::judge(&shared, &trust, options))
    })
    .await?;
    // Filling in is allowed to a signer; here nothing but signing is.
    let more = |it: &&judge::Finding| it.weight == Weight::Altered || it.key == "field-filled";
    let same = size == bytes.len();
    file.only_signed &= same || !added.iter().any(|it| more(&it));
    if !same {
        findings.extend(added.iter().filter(more).map(Noted::from).filter(|it| !findings.contains(it)).collect::<Vec<_>>());
    }
    // Signatures stand in the order of the file, so those that were there come first.
    let by_installed = strictly.signatures.get(there..).unwrap_or_default();
    file.added = by_installed.len();
    file.trusted = by_installed.iter().all(|it| it.verdict == Verdict::Valid);
    let added: Vec<SignatureTold> = by_installed.iter().map(SignatureTold::from).collect();
    let signatures = signatures.into_iter().take(there).chain(added.iter().cloned()).collect();
    Ok(Looked { file, added, signatures, findings })
}

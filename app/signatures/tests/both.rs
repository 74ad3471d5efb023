//! What this crate makes it judges valid, and what is changed of it afterwards altered.
#![allow(clippy::unwrap_used, missing_docs)]

mod instance;

use instance::{SIGNED, authority, signed};
use signatures::judge::{Covers, Options, Revocation, Trust, Verdict, judge};

fn verdict(pdf: &[u8], trust: &Trust) -> Verdict {
    judge(pdf, trust, Options { now: SIGNED, revocation: Revocation::Required }).verdict
}

#[test]
fn what_is_made_is_judged_valid_against_its_own_root_alone() {
    let mut trust = Trust::default();
    trust.add_roots(authority().certificate_pem().unwrap().as_bytes()).unwrap();
    for count in [1, 2, 4] {
        let pdf = signed(count);
        let judged = judge(&pdf, &trust, Options { now: SIGNED, revocation: Revocation::Required });
        assert_eq!((judged.verdict, judged.signatures.len()), (Verdict::Valid, count), "{judged:?}");
        assert_eq!(judged.signatures.last().unwrap().covers, Covers::WholeFile);
        assert_eq!(verdict(&pdf, &Trust::default()), Verdict::Untrusted, "of a root that nobody installed");
    }
    let pdf = signed(2);
    for at in (10..pdf.len()).step_by(pdf.len() / 60) {
        let mut changed = pdf.clone();
        changed[at] ^= 1;
        assert_ne!(verdict(&changed, &trust), Verdict::Valid, "byte {at}");
    }
}

//! Papers signed once and several times, judged by other programs.
#![allow(clippy::unwrap_used, missing_docs)]

mod instance;

use instance::{PAPER, pdfsig, prepared, qpdf, signed};

#[test]
fn a_signature_is_valid_for_other_programs() {
    for count in [1, 2, 4] {
        let pdf = signed(count);
        let said = pdfsig(&pdf);
        assert_eq!(said.matches("Signature Validation: Signature is Valid.").count(), count, "{said}");
        assert_eq!(said.matches("ETSI.CAdES.detached").count(), count, "{said}");
        assert_eq!(said.matches("Total document signed").count(), 1, "{said}");
        let last = said.rsplit("Signature #").find(|it| it.contains("Signature is Valid")).unwrap();
        assert!(last.contains("  - Total document signed"), "{said}");
        let checked = qpdf(&pdf);
        assert!(checked.contains("No syntax or stream encoding errors found") && checked.ends_with("exit status: 0"), "{checked}");
    }
}

#[test]
fn what_was_there_stays_byte_by_byte() {
    assert!(prepared().starts_with(PAPER));
    assert!(signed(1).starts_with(&prepared()));
    assert!(signed(2).starts_with(&signed(1)));
    assert!(signed(4).starts_with(&signed(3)));
}

#[test]
fn the_same_values_give_the_same_bytes() {
    assert_eq!(signed(4), signed(4));
}

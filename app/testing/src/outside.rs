//! Somebody who signs papers outside the program with a certificate of their own: the tests' installations trust the root `trusted`, and not `stranger`.

use signatures::make::{Authority, FieldSpec, Signer, SigningFacts, Subject, Usage, prepare_further, sign};
use time::OffsetDateTime;
use time::macros::datetime;

const FOUNDED: OffsetDateTime = datetime!(2021-01-01 00:00 UTC);
const UNTIL: OffsetDateTime = datetime!(2031-01-01 00:00 UTC);

/// An authority that gives people certificates.
#[derive(Debug)]
pub struct Outside {
    authority: Authority,
}

fn subject(name: &str) -> Subject {
    Subject { name: name.to_owned(), organisation: "Cơ quan thử nghiệm".to_owned() }
}

impl Outside {
    /// The authority whose root the tests' installations trust.
    pub fn trusted() -> Self {
        Self { authority: Authority::new(&subject("Gốc thử nghiệm"), FOUNDED, &[3; 48]).unwrap() }
    }

    /// An authority that nobody knows.
    pub fn stranger() -> Self {
        Self { authority: Authority::new(&subject("Gốc lạ"), FOUNDED, &[4; 48]).unwrap() }
    }

    /// Its root, PEM.
    pub fn root(&self) -> String {
        self.authority.certificate_pem().unwrap()
    }

    /// A certificate below this root.
    pub(crate) fn issue(&self, name: &str, usage: Usage) -> Signer {
        self.authority.issue(&subject(name), usage, FOUNDED, UNTIL, &[5; 48]).unwrap()
    }

    /// The file with an empty field for a signature.
    pub fn with_field(pdf: &[u8], field: &str) -> Vec<u8> {
        prepare_further(pdf, &[FieldSpec { name: field.to_owned(), page: 1, rectangle: [0.0; 4], about: String::new() }]).unwrap()
    }

    /// The file with a signature more, in a field of that name.
    pub fn sign(&self, pdf: &[u8], field: &str, name: &str) -> Vec<u8> {
        let signer = self.issue(name, Usage::Papers);
        let what = SigningFacts { name: name.to_owned(), reason: String::new(), location: String::new(), at: crate::noon().in_hanoi() };
        sign(&Self::with_field(pdf, field), field, &signer, &what).unwrap()
    }
}

//! The signed original of a paper that has its number: a file that somebody signed outside, with a certificate of their own, or a scan of what was
//! signed by hand. The number decides; the original proves who signed, the scan as the weaker form (`domain.md` 11).

use super::Entry;
use crate::commitment::ScannedPaper;
use crate::refusals;
use crate::review::codes;

codes! {
    /// How an original was signed.
    pub enum OriginalKind {
        /// Outside, with certificates of the signers' own.
        Outside = "outside",
        /// By hand; the paper itself is the original, and the file a picture of it.
        OnPaper = "on_paper",
    }
}

impl OriginalKind {
    /// The key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Outside => "original-kind-outside",
            Self::OnPaper => "original-kind-on-paper",
        }
    }
}

refusals! {
    /// Why a scanned paper is not kept as an original.
    pub enum OriginalRefusal {
        /// No paper in a register that the person keeps has this code.
        Unknown,
        /// Its number was cancelled.
        Cancelled,
        /// It was printed from another content than the one that has the number.
        OtherContent,
        /// Pages are missing.
        PagesMissing,
        /// A page is there twice.
        PageTwice,
        /// The very same scan is kept already.
        There,
        /// It was taken out already.
        Voided,
    }
}

/// Whether a paper of a pile is kept as the original of the paper with a number; `digest` is the digest of the content that has it.
pub fn take_scan(scanned: &ScannedPaper, entry: Option<&Entry>, digest: Option<&str>) -> Result<(), OriginalRefusal> {
    let Some(entry) = entry else { return Err(OriginalRefusal::Unknown) };
    if entry.cancelled.is_some() {
        return Err(OriginalRefusal::Cancelled);
    }
    if !digest.is_some_and(|it| it.starts_with(&scanned.content)) {
        return Err(OriginalRefusal::OtherContent);
    }
    if !scanned.missing().is_empty() {
        return Err(OriginalRefusal::PagesMissing);
    }
    if scanned.is_whole() { Ok(()) } else { Err(OriginalRefusal::PageTwice) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Timestamp;
    use crate::commitment::FoundPage;
    use crate::ids::{EntryId, PersonId, UnitId};
    use crate::register::{DocumentKind, Origin, Paper};
    use time::macros::{date, datetime};

    const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn scanned(pages: &[usize]) -> ScannedPaper {
        let found = pages.iter().enumerate().map(|(index, page)| FoundPage { page: *page, at: index + 1, turn: 0 }).collect();
        ScannedPaper { public_code: "abcd2345efgh6789".to_owned(), content: DIGEST.chars().take(12).collect(), pages: 2, found }
    }

    fn entry() -> Entry {
        Entry {
            id: EntryId(1),
            unit: UnitId(1),
            kind: DocumentKind::Decision,
            series: "decision".to_owned(),
            number: 5,
            symbol: "QĐ-UBND".to_owned(),
            origin: Origin::Register,
            issued_on: date!(2023 - 01 - 16),
            about: String::new(),
            signer: String::new(),
            recipients: String::new(),
            paper: Some((Paper::Decision, 1)),
            public_code: Some("abcd2345efgh6789".to_owned()),
            replaces: None,
            given: (PersonId(1), Timestamp::of(datetime!(2023-01-16 09:00 +7))),
            cancelled: None,
            reason: String::new(),
        }
    }

    #[test]
    fn a_scan_is_kept_of_a_whole_paper_with_a_number_from_the_content_that_has_it() {
        assert_eq!(take_scan(&scanned(&[2, 1]), Some(&entry()), Some(DIGEST)), Ok(()));
        assert_eq!(take_scan(&scanned(&[1, 2]), None, Some(DIGEST)), Err(OriginalRefusal::Unknown));
        let cancelled = Entry { cancelled: Some(entry().given), ..entry() };
        assert_eq!(take_scan(&scanned(&[1, 2]), Some(&cancelled), Some(DIGEST)), Err(OriginalRefusal::Cancelled));
        assert_eq!(take_scan(&scanned(&[1, 2]), Some(&entry()), Some("ffff")), Err(OriginalRefusal::OtherContent));
        assert_eq!(take_scan(&scanned(&[1, 2]), Some(&entry()), None), Err(OriginalRefusal::OtherContent));
        assert_eq!(take_scan(&scanned(&[1]), Some(&entry()), Some(DIGEST)), Err(OriginalRefusal::PagesMissing));
        assert_eq!(take_scan(&scanned(&[1, 2, 2]), Some(&entry()), Some(DIGEST)), Err(OriginalRefusal::PageTwice));
    }
}

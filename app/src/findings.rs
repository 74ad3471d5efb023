//! The sentences of what judging a signed file finds: for `camket verify`, for the public page and for the page of signing outside.

use crate::text::{Arg, Lang, say};

/// The sentence of each finding; its key is what follows `cli-verify-`.
const SENTENCES: [&str; 62] = [
    "cli-verify-active-content",
    "cli-verify-algorithm-unknown",
    "cli-verify-and-more",
    "cli-verify-attribute-unknown",
    "cli-verify-bomb",
    "cli-verify-broken-object",
    "cli-verify-bytes-after",
    "cli-verify-catalogue-changed",
    "cli-verify-certificate-broken",
    "cli-verify-certificate-limited",
    "cli-verify-certificate-not-named",
    "cli-verify-certificate-other",
    "cli-verify-certificate-stray",
    "cli-verify-certificate-unread",
    "cli-verify-container-broken",
    "cli-verify-container-irregular",
    "cli-verify-content-changed",
    "cli-verify-content-inside",
    "cli-verify-content-type-wrong",
    "cli-verify-digest-differs",
    "cli-verify-encrypted",
    "cli-verify-expired",
    "cli-verify-field-added",
    "cli-verify-field-changed",
    "cli-verify-field-covers",
    "cli-verify-field-filled",
    "cli-verify-field-removed",
    "cli-verify-form-changed",
    "cli-verify-hole-irregular",
    "cli-verify-imprint-differs",
    "cli-verify-information-changed",
    "cli-verify-list-broken",
    "cli-verify-loop",
    "cli-verify-metadata-changed",
    "cli-verify-no-end",
    "cli-verify-no-root",
    "cli-verify-no-signer-certificate",
    "cli-verify-no-timestamp",
    "cli-verify-not-for-signing",
    "cli-verify-not-for-stamping",
    "cli-verify-not-pdf",
    "cli-verify-not-yet-valid",
    "cli-verify-object-changed",
    "cli-verify-object-crosses",
    "cli-verify-page-added",
    "cli-verify-page-changed",
    "cli-verify-pages-changed",
    "cli-verify-range-wrong",
    "cli-verify-revocation-unknown",
    "cli-verify-revoked",
    "cli-verify-revoked-later",
    "cli-verify-revoked-unproven",
    "cli-verify-signature-broken",
    "cli-verify-signature-removed",
    "cli-verify-sub-filter-unknown",
    "cli-verify-time-unknown",
    "cli-verify-timestamp-broken",
    "cli-verify-too-deep",
    "cli-verify-too-large",
    "cli-verify-too-many-objects",
    "cli-verify-too-much-work",
    "cli-verify-wrong-table",
];

/// A finding as a sentence; one of a timestamp says so.
pub fn sentence<'a>(lang: Lang, key: &str, args: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let found = SENTENCES.iter().find(|it| it.splitn(3, '-').nth(2) == Some(key));
    let args: Vec<Arg<'_>> = args.into_iter().map(|(name, value)| (name, value.into())).collect();
    let said = found.map_or_else(|| key.to_owned(), |it| say(lang, it, &args));
    if args.iter().any(|it| it.0 == "of") { say(lang, "cli-verify-of-timestamp", &[("sentence", said.into())]) } else { said }
}

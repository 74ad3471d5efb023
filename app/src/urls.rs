//! Every address of the site, as functions. Vietnamese without marks; every state of a page has one.

use domain::{AccountId, PersonId, RuleSetId, UnitId};

/// My work.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/dang-nhap";
/// The log.
pub const LOG: &str = "/nhat-ky";

/// A chapter of the user guide.
pub fn guide(chapter: &str) -> String {
    format!("/huong-dan/{chapter}")
}

/// A campaign's year at a glance.
pub fn campaign(code: &str) -> String {
    format!("/dot/{code}")
}

// Organisation, catalogue, campaigns, administration.

/// The organisation tree.
pub const ORGANISATION: &str = "/to-chuc";
/// The rule sets.
pub const CATALOGUE: &str = "/bo-chi-tieu";
/// The list of campaigns.
pub const CAMPAIGNS: &str = "/dot";
/// A new campaign by hand.
pub const NEW_CAMPAIGN: &str = "/dot/moi";
/// Taking a package in.
pub const IMPORT: &str = "/dot/nhap";
/// The technician's page.
pub const ADMINISTRATION: &str = "/quan-tri";
/// A new account.
pub const NEW_ACCOUNT: &str = "/quan-tri/tai-khoan-moi";

/// A unit's page.
pub fn unit(id: UnitId) -> String {
    format!("/don-vi/{id}")
}

/// A person's page.
pub fn person(id: PersonId) -> String {
    format!("/nguoi/{id}")
}

/// A rule set's page.
pub fn rule_set(id: RuleSetId) -> String {
    format!("{CATALOGUE}/{id}")
}

/// An account's page.
pub fn account(id: AccountId) -> String {
    format!("{ADMINISTRATION}/tai-khoan/{id}")
}

/// A page with one of its forms open: `?viec=NAME`.
pub fn at_work(address: &str, name: &str) -> String {
    format!("{address}?viec={name}")
}

/// A page that says what has just been done; `key` is the sentence, `done-…`.
pub fn done(address: &str, key: &str) -> String {
    let mark = if address.contains('?') { '&' } else { '?' };
    format!("{address}{mark}done={}", key.trim_start_matches("done-"))
}

/// A local address to go on to, or home: never another site.
pub fn local_or_home(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\n', '\r']);
    if local { next } else { HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_leads_to_another_site() {
        for bad in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nX: y"] {
            assert_eq!(local_or_home(bad), HOME, "{bad:?}");
        }
        assert_eq!(local_or_home("/so-lieu/12/2026-M03"), "/so-lieu/12/2026-M03");
    }
}

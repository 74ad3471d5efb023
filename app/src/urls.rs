//! Every address of the site, as functions. Vietnamese without marks; every state of a page has one.

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

// Review and follow-up.

/// The cases of a campaign.
pub fn reviews(code: &str) -> String {
    format!("/dot/{code}/kiem-diem")
}

/// What follows in a campaign: remedies, consequences, support.
pub fn follow_up(code: &str) -> String {
    format!("/dot/{code}/theo-doi")
}

/// A case.
pub fn review(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}")
}

/// A report of a case.
pub fn review_report(id: domain::CaseId, kind: domain::review::ReportKind) -> String {
    match kind {
        domain::review::ReportKind::Collective => format!("/kiem-diem/{id}/bao-cao"),
        domain::review::ReportKind::Personal => format!("/kiem-diem/{id}/ban-kiem-diem"),
    }
}

/// The meeting of a case.
pub fn review_meeting(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}/hoi-nghi")
}

/// The minutes of a case.
pub fn review_minutes(id: domain::CaseId) -> String {
    format!("/kiem-diem/{id}/bien-ban")
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

//! Every address of the site, as functions. Vietnamese without marks; every state of a page has one.

use domain::{CommitmentId, ConferenceId};

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

// Commitments and conferences.

/// The sheets of a campaign.
pub fn commitments(code: &str) -> String {
    format!("/dot/{code}/cam-ket")
}

/// The sheets of a campaign that a filter takes.
pub fn commitments_of(code: &str, filter: &str) -> String {
    format!("/dot/{code}/cam-ket?loc={filter}")
}

/// A sheet.
pub fn commitment(id: CommitmentId) -> String {
    format!("/cam-ket/{id}")
}

/// A sheet as a paper.
pub fn commitment_pdf(id: CommitmentId) -> String {
    format!("/cam-ket/{id}.pdf")
}

/// Signing a sheet.
pub fn commitment_sign(id: CommitmentId) -> String {
    format!("/cam-ket/{id}/ky")
}

/// Whether a sheet is valid, for everybody.
pub fn look_up(code: &str) -> String {
    format!("/tra-cuu/{code}")
}

/// The conferences of a campaign.
pub fn conferences(code: &str) -> String {
    format!("/dot/{code}/hoi-nghi")
}

/// A conference.
pub fn conference(id: ConferenceId) -> String {
    format!("/hoi-nghi/{id}")
}

/// The programme of a conference as a paper.
pub fn conference_pdf(id: ConferenceId) -> String {
    format!("/hoi-nghi/{id}.pdf")
}

// Results.

/// The ranking of a campaign.
pub fn ranking(code: &str) -> String {
    format!("/dot/{code}/danh-gia")
}

/// The ranking of a group of a campaign in a run, as a list or as a heat map (`luoi`).
pub fn ranking_of(code: &str, peer_group: &str, run: Option<domain::RunId>, grid: bool, page: usize) -> String {
    let mut query = form_urlencoded::Serializer::for_suffix(format!("/dot/{code}/danh-gia?"), format!("/dot/{code}/danh-gia?").len());
    query.append_pair("nhom", peer_group);
    if let Some(run) = run {
        query.append_pair("lan", &run.to_string());
    }
    if grid {
        query.append_pair("xem", "luoi");
    }
    if page > 1 {
        query.append_pair("trang", &page.to_string());
    }
    query.finish()
}

/// Deciding to run an assessment of a group.
pub fn run_assessment(code: &str, peer_group: &str, kind: domain::run::RunKind) -> String {
    format!("/dot/{code}/danh-gia/chay?nhom={peer_group}&loai={}", kind.code())
}

/// The missing figures of a group.
pub fn missing_figures(code: &str, peer_group: &str) -> String {
    format!("/dot/{code}/danh-gia/thieu?nhom={peer_group}")
}

/// A unit's result, in a run or in the one that counts.
pub fn result(code: &str, unit: domain::UnitId, run: Option<domain::RunId>) -> String {
    let run = run.map(|it| format!("?lan={it}")).unwrap_or_default();
    format!("/dot/{code}/danh-gia/{unit}{run}")
}

/// One point explained.
pub fn point(code: &str, unit: domain::UnitId, target: &str, run: Option<domain::RunId>) -> String {
    let run = run.map(|it| format!("?lan={it}")).unwrap_or_default();
    let target: String = form_urlencoded::byte_serialize(target.as_bytes()).collect();
    format!("/dot/{code}/danh-gia/{unit}/{target}{run}")
}

/// The form for a result that others published.
pub fn external_result(code: &str, unit: domain::UnitId) -> String {
    format!("/dot/{code}/danh-gia/ket-qua-ngoai?don-vi={unit}")
}

/// The leader's one screen.
pub fn overview(code: &str) -> String {
    format!("/dot/{code}/tong-quan")
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

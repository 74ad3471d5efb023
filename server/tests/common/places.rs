//! Addresses about the first commune of the rich district.

use domain::policy::Role;
use testing::{Rich, Stand};

/// Things that have a history, by their names in addresses, each with a key.
pub fn subjects(it: &Rich) -> Vec<(&'static str, i64)> {
    let head = it.of(Role::UnitHead, Stand::Own);
    vec![
        ("so-lieu", it.waiting.0),
        ("nhiem-vu", it.task.0),
        ("cam-ket", it.sheet.0),
        ("hoi-nghi", it.conference.0),
        ("kiem-diem", it.case.0),
        ("bien-phap", it.remedy.0),
        ("don-vi", it.near.communes[0].0),
        ("chuc-vu", it.post.0),
        ("dot", it.near.campaign.0),
        ("bo-chi-tieu", it.near.rule_set.0),
        ("lan-danh-gia", it.run.0),
        ("tai-khoan", head.account.0),
        ("nguoi", head.person.0),
        ("quyet-dinh", it.decision.0),
        ("kien-nghi", it.appeal.0),
        ("van-ban", it.entry.0),
    ]
}

/// Whether an address is a paper's picture: the paper's handler and service answer it like the paper itself, and drawing is slow.
pub fn is_picture(path: &str, all: &[(axum::http::Method, String)]) -> bool {
    path.strip_suffix(".png").is_some_and(|it| all.iter().any(|(_, other)| *other == format!("{it}.docx")))
}

/// A path with its places filled in: everything is about the first commune.
pub fn address(path: &str, it: &Rich) -> String {
    let head = it.of(Role::UnitHead, Stand::Own);
    let part = |part: &str| {
        let Some((name, ending)) = part.strip_prefix('{').and_then(|it| it.split_once('}')) else { return part.to_owned() };
        let value = match name {
            "campaign" => "cchc-2023".to_owned(),
            "unit" => it.near.communes[0].to_string(),
            "period" => "2023-M03".to_owned(),
            "variable" => "received".to_owned(),
            "target" => "T03".to_owned(),
            "chapter" => "mo-dau".to_owned(),
            "sheet" => it.sheet.to_string(),
            "scan" => it.scan.to_string(),
            "conference" => it.conference.to_string(),
            "case" => it.case.to_string(),
            "task" => it.task.to_string(),
            "evidence" => it.evidence.to_string(),
            "rule_set" => it.near.rule_set.to_string(),
            "account" => head.account.to_string(),
            "person" => head.person.to_string(),
            "code" => it.code.clone(),
            "decision" => it.decision.to_string(),
            "amendment" => it.amendment.to_string(),
            "appeal" => it.appeal.to_string(),
            "entry" => it.entry.to_string(),
            "original" => it.original.to_string(),
            "draft" => it.draft.to_string(),
            "place" | "version" => "1".to_owned(),
            "kind" => "cong-van-don-doc".to_owned(),
            other => panic!("{path}: nothing is known of {other}"),
        };
        format!("{value}{ending}")
    };
    let filled = path.split('/').map(part).collect::<Vec<_>>().join("/");
    match path {
        "/dot/{campaign}/danh-gia/goi.json" | "/dot/{campaign}/danh-gia/bien-nhan.json" => format!("{filled}?lan={}", it.run),
        "/dot/{campaign}/goi.json" => format!("{filled}?nhom=commune"),
        "/van-ban/moi" | "/van-ban/thiet-lap" | "/van-ban.pdf" | "/van-ban.csv" => format!("{filled}?don-vi={}", it.near.communes[0]),
        _ if path.starts_with("/mau-van-ban") => format!("{filled}?don-vi={}", it.near.district),
        _ => filled,
    }
}

//! The rules that come with the program: files that provinces can share, below `rules/`. What they say comes from `domain.md` 7.

use super::rule::GradeRule;

/// The ids and texts of the files.
const FILES: &[(&str, &str)] = &[
    ("nd335_org", include_str!("rules/nd335_org.json")),
    ("nd335_person", include_str!("rules/nd335_person.json")),
    ("nd90_leader", include_str!("rules/nd90_leader.json")),
    ("qd366_party", include_str!("rules/qd366_party.json")),
    ("index_bands_national_2023", include_str!("rules/index_bands_national_2023.json")),
    ("index_bands_nam_dinh_2020_departments", include_str!("rules/index_bands_nam_dinh_2020_departments.json")),
    ("index_bands_nam_dinh_2020_districts", include_str!("rules/index_bands_nam_dinh_2020_districts.json")),
    ("index_bands_tay_ninh_2021", include_str!("rules/index_bands_tay_ninh_2021.json")),
    ("index_bands_cam_giang_2023", include_str!("rules/index_bands_cam_giang_2023.json")),
    ("commitment_all_targets", include_str!("rules/commitment_all_targets.json")),
    ("commitment_share_of_targets", include_str!("rules/commitment_share_of_targets.json")),
    ("commitment_weighted_score", include_str!("rules/commitment_weighted_score.json")),
    ("commitment_score_and_gates", include_str!("rules/commitment_score_and_gates.json")),
    ("commitment_index_based", include_str!("rules/commitment_index_based.json")),
];

impl GradeRule {
    /// The ids of the rules that come with the program.
    pub fn shipped_ids() -> impl Iterator<Item = &'static str> {
        FILES.iter().map(|it| it.0)
    }

    /// The text of a rule file that comes with the program.
    pub fn shipped_text(id: &str) -> Option<&'static str> {
        FILES.iter().find(|it| it.0 == id).map(|it| it.1)
    }

    /// A rule that comes with the program.
    pub fn shipped(id: &str) -> Option<Self> {
        // A test reads every file; one that cannot be read never gets here.
        Self::shipped_text(id).and_then(|it| Self::read(it).ok())
    }
}

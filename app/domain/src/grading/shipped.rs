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

    /// The rules by which a group may be graded, and whether each is of its own rule set: that one first, then those that come with the program. One of
    /// its own does not take the name of one of these.
    pub fn offered(own: Option<&crate::package::GradeRule>) -> Vec<(Self, bool)> {
        let own = own.and_then(|it| Self::read(it.json()).ok()).filter(|own| Self::shipped_ids().all(|id| id != own.id));
        own.map(|it| (it, true)).into_iter().chain(Self::shipped_ids().filter_map(Self::shipped).map(|it| (it, false))).collect()
    }

    /// A rule that comes with the program.
    pub fn shipped(id: &str) -> Option<Self> {
        // A test reads every file; one that cannot be read never gets here.
        Self::shipped_text(id).and_then(|it| Self::read(it).ok())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_rule_of_ones_own_is_offered_first_and_takes_no_name_of_a_shipped_one() {
        let shipped = GradeRule::shipped_ids().count();
        assert_eq!(GradeRule::offered(None).len(), shipped);
        let named = |id: &str| {
            let text = GradeRule::shipped_text("nd335_org").unwrap().replacen("\"nd335_org\"", &format!("\"{id}\""), 1);
            GradeRule::offered(crate::package::GradeRule::read(&text).as_ref())
        };
        let own = named("cam_giang");
        assert_eq!((own.len(), own[0].0.id.as_str(), own[0].1), (shipped + 1, "cam_giang", true));
        assert!(own[1..].iter().all(|it| !it.1));
        assert!(named("nd90_leader").iter().all(|it| !it.1), "an own rule of that name would pass for the decree's");
    }
}

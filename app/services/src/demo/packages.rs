//! The demo's packages: the worked one of the communes in 2022, and made-up ones of the offices and of the running year.

use crate::Error;
use domain::Package;

/// The worked package: seventeen communes in 2022, figures made up (`domain.md` 14).
pub const COMMUNES_2022: &str = include_str!("../../../testing/data/cam-giang-2022.package.json");
/// The offices in 2022, with a rule set of their own and made-up figures.
pub const OFFICES_2022: &str = include_str!("data/offices-2022.package.json");
/// The communes in 2023, without figures.
pub const COMMUNES_2023: &str = include_str!("data/communes-2023.package.json");
/// The offices in 2023, without figures.
pub const OFFICES_2023: &str = include_str!("data/offices-2023.package.json");

fn read(text: &str) -> Result<Package, Error> {
    Package::read(text).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(|it| format!("{it:?}")).collect();
        Error::internal(lines.join("; "))
    })
}

/// The worked package.
pub fn communes_2022() -> Result<Package, Error> {
    read(COMMUNES_2022)
}

/// The offices' package of the finished year.
pub fn offices_2022() -> Result<Package, Error> {
    read(OFFICES_2022)
}

/// The communes' package of the running year.
pub fn communes_2023() -> Result<Package, Error> {
    read(COMMUNES_2023)
}

/// The offices' package of the running year.
pub fn offices_2023() -> Result<Package, Error> {
    read(OFFICES_2023)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_read_without_an_error() {
        for text in [COMMUNES_2022, OFFICES_2022, COMMUNES_2023, OFFICES_2023] {
            read(text).unwrap();
        }
    }

    #[test]
    fn the_offices_pass_with_different_grades() {
        let receipt = domain::assess(&offices_2022().unwrap());
        let seen: Vec<_> = receipt
            .results
            .iter()
            .map(|it| {
                (
                    it.unit.as_str(),
                    it.score.as_ref().map(ToString::to_string).unwrap_or_default(),
                    it.grade.as_deref().unwrap_or("-"),
                    it.rank,
                )
            })
            .collect();
        let grades = [
            ("295-VP", "100.00", "excellent", 1),
            ("295-NV", "97.50", "excellent", 2),
            ("295-TP", "97.17", "excellent", 3),
            ("295-TCKH", "81.68", "good", 5),
            ("295-VHTT", "87.46", "good", 4),
        ];
        assert_eq!(seen, grades.map(|(unit, score, grade, rank)| (unit, score.to_owned(), grade, Some(rank))));
    }
}

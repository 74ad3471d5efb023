//! Inflation watch (FEATURES G8, `domain.md` 6.1): how far units score themselves above what was verified, by unit and year, and an
//! alert when nearly all of them get one grade. It accuses nobody; it says where to look.

use std::collections::BTreeMap;

use crate::quantity::{Quantity, SCALE};
use crate::receipt::Receipt;

/// The self-declared and the verified score of a unit in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// The unit's code.
    pub unit: String,
    /// The year.
    pub year: i64,
    /// The score that the unit gave itself, or that its declared figures give.
    pub declared: Quantity,
    /// The score by verified figures.
    pub verified: Quantity,
}

/// How far a unit lies above what was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inflation {
    /// The unit's code.
    pub unit: String,
    /// Declared minus verified in each year, in order.
    pub years: Vec<(i64, Quantity)>,
    /// In how many of the years it was above.
    pub years_above: usize,
}

/// Nearly all units got one grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameGrade {
    /// The grade's code.
    pub grade: String,
    /// How many units got it.
    pub units: usize,
    /// Of how many that got a grade.
    pub of: usize,
}

/// The gaps of all units: first who declared most above the verified score in its last year, equal ones by code.
pub fn inflation(scores: &[Declared]) -> Vec<Inflation> {
    let mut units: BTreeMap<&str, Vec<(i64, Quantity)>> = BTreeMap::new();
    for it in scores {
        if let Some(gap) = it.declared.checked_sub(it.verified) {
            units.entry(&it.unit).or_default().push((it.year, gap));
        }
    }
    let mut all: Vec<Inflation> = units
        .into_iter()
        .map(|(unit, mut years)| {
            years.sort_by_key(|it| it.0);
            let years_above = years.iter().filter(|it| it.1 > Quantity::ZERO).count();
            Inflation { unit: unit.to_owned(), years, years_above }
        })
        .collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.years.last().map(|it| it.1)));
    all
}

/// The scores of a year: a receipt of the declared figures beside one of the verified ones. Units without a score in one are left out.
pub fn of_receipts(declared: &Receipt, verified: &Receipt, year: i64) -> Vec<Declared> {
    let score = |receipt: &Receipt, unit: &str| receipt.unit(unit).and_then(|it| it.score.as_ref()).and_then(|it| it.quantity());
    let both = verified.results.iter().filter_map(|it| Some((&it.unit, score(declared, &it.unit)?, score(verified, &it.unit)?)));
    both.map(|(unit, declared, verified)| Declared { unit: unit.clone(), year, declared, verified }).collect()
}

/// The grade that at least `share` (0–1, data of the office) of a peer group's graded units got; none where no grade has so many, and
/// where fewer than two units have one.
pub fn same_grade(receipt: &Receipt, peer_group: &str, share: Quantity) -> Option<SameGrade> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for grade in receipt.results.iter().filter(|it| it.peer_group == peer_group).filter_map(|it| it.grade.as_deref()) {
        *counts.entry(grade).or_default() += 1;
    }
    let of: usize = counts.values().sum();
    let (grade, units) = counts.into_iter().max_by_key(|it| it.1)?;
    let enough = i128::try_from(units).ok()? * i128::from(SCALE) >= i128::try_from(of).ok()? * i128::from(share.0);
    (of > 1 && enough).then(|| SameGrade { grade: grade.to_owned(), units, of })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Package, assess};

    const WORKED: &str = include_str!("../../testing/data/cam-giang-2022.package.json");

    fn score(unit: &str, year: i64, declared: i64, verified: i64) -> Declared {
        Declared { unit: unit.into(), year, declared: Quantity(declared), verified: Quantity(verified) }
    }

    #[test]
    fn who_declares_most_above_comes_first() {
        let all = inflation(&[score("a", 2022, 95, 95), score("b", 2022, 99, 90), score("b", 2021, 80, 85), score("c", 2022, 90, 80)]);
        let told: Vec<_> = all.iter().map(|it| (it.unit.as_str(), it.years.clone(), it.years_above)).collect();
        assert_eq!(
            told,
            [
                ("c", vec![(2022, Quantity(10))], 1),
                ("b", vec![(2021, Quantity(-5)), (2022, Quantity(9))], 1),
                ("a", vec![(2022, Quantity(0))], 0)
            ]
        );
    }

    #[test]
    fn declared_figures_give_a_score_beside_the_verified_one() {
        let verified = Package::read(WORKED).unwrap();
        let mut declared = verified.clone();
        for late in declared.figures.iter_mut().filter(|it| it.unit == "10900" && it.variable == "late") {
            late.value = crate::package::Value::read("0").unwrap();
        }
        let scores = of_receipts(&assess(&declared), &assess(&verified), 2022);
        let all = inflation(&scores);
        assert_eq!((scores.len(), all[0].unit.as_str(), all[0].years[0].1.fixed(2)), (17, "10900", "10,00".to_owned()));
    }

    #[test]
    fn an_alert_tells_that_nearly_all_got_one_grade() {
        let receipt = assess(&Package::read(WORKED).unwrap());
        let excellent = receipt.results.iter().filter(|it| it.grade.as_deref() == Some("excellent")).count();
        let share = |it: i64| same_grade(&receipt, "commune", Quantity(it));
        assert_eq!(share(7_000).map(|it| (it.grade, it.units, it.of)), Some(("excellent".to_owned(), excellent, 17)));
        assert_eq!(share(9_000), None);
        assert_eq!(same_grade(&receipt, "other", Quantity(0)), None);
    }
}

//! The facts of a target as a report states them: committed, achieved, gap. They are copied from the stored final run when a case is
//! opened and never change afterwards. Legal documents are Vietnamese, so these texts are too.

use crate::assessment::{Actual, Status};
use crate::explanation::Explanation;
use crate::package::Direction;
use crate::quantity::Quantity;
use crate::time_of::show_date;
use crate::value::FigureValue;

/// The locked facts of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The target's title.
    pub title: String,
    /// The value committed to, with its unit: `từ 60,00% trở lên`.
    pub committed: String,
    /// The value achieved, with its unit: `35,40%`.
    pub achieved: String,
    /// What is missing: `thiếu 24,60 điểm phần trăm`; `không` where the target is met.
    pub gap: String,
    /// Whether the target is met.
    pub met: bool,
}

/// The facts of an explained result; none where the target leaves the count (exempt, not applicable).
pub fn facts(it: &Explanation, decimals: u8) -> Option<Facts> {
    let met = match it.result.status {
        Status::Met => true,
        Status::NotMet | Status::NotReported => false,
        Status::NotApplicable | Status::Exempt => return None,
    };
    let unit = it.target.unit.trim();
    let achieved = match &it.result.actual {
        None => "chưa có số liệu".to_owned(),
        Some(Actual::Amount(rounded)) => rounded.quantity().map_or_else(|| rounded.vietnamese(), |it| amount(it, unit, decimals)),
        Some(Actual::Date(day)) => format!("ngày {}", show_date(*day)),
        Some(Actual::YesNo(done)) => yes_no(*done).to_owned(),
    };
    let gap = if met { "không".to_owned() } else { gap(it, unit, decimals) };
    Some(Facts { title: it.target.title.clone(), committed: committed(it, unit, decimals), achieved, gap, met })
}

fn committed(it: &Explanation, unit: &str, decimals: u8) -> String {
    match (it.target.direction, it.goal) {
        (Direction::Lower, FigureValue::Amount(goal)) if goal.0 == 0 => amount(goal, unit, decimals),
        (Direction::Lower, FigureValue::Amount(goal)) => format!("không quá {}", amount(goal, unit, decimals)),
        (Direction::Range, FigureValue::Amount(goal)) => {
            let to = it.goal_to.unwrap_or(goal);
            format!("từ {} đến {}", amount(goal, unit, decimals), amount(to, unit, decimals))
        }
        (_, FigureValue::Amount(goal)) => format!("từ {} trở lên", amount(goal, unit, decimals)),
        (_, FigureValue::Date(day)) => format!("chậm nhất ngày {}", show_date(day)),
        (_, FigureValue::YesNo(goal)) => yes_no(goal).to_owned(),
    }
}

fn gap(it: &Explanation, unit: &str, decimals: u8) -> String {
    match (it.goal, &it.result.actual) {
        (FigureValue::Amount(goal), Some(Actual::Amount(actual))) => {
            let short = actual.quantity().and_then(|actual| goal.checked_sub(actual));
            let over = |most: Quantity| actual.quantity().and_then(|actual| actual.checked_sub(most));
            let (word, missing) = match (it.target.direction, it.goal_to) {
                (Direction::Lower, _) => ("vượt", over(goal)),
                (Direction::Range, Some(to)) if over(to).is_some_and(|it| it.0 > 0) => ("vượt", over(to)),
                _ => ("thiếu", short),
            };
            let unit = if unit == "%" { "điểm phần trăm" } else { unit };
            match missing {
                Some(missing) if missing.0 > 0 => format!("{word} {}", amount(missing, unit, decimals)),
                // Unrounded it falls short, rounded it does not.
                _ => format!("{word} dưới {}", amount(Quantity(10_i64.pow(4 - u32::from(decimals.min(4)))), unit, decimals)),
            }
        }
        (FigureValue::Date(goal), Some(Actual::Date(actual))) => format!("chậm {:02} ngày", (*actual - goal).whole_days()),
        (FigureValue::YesNo(_), Some(_)) => "chưa thực hiện".to_owned(),
        _ => "chưa có số liệu".to_owned(),
    }
}

/// Percentages with the decimals that the rule set shows, counts as short as they are: `60,00%`, `01 sáng kiến`, `12 báo cáo`.
fn amount(value: Quantity, unit: &str, decimals: u8) -> String {
    /// Ten-thousandths of one.
    const ONE: i64 = 10_000;
    match unit {
        "%" => format!("{}%", value.fixed(decimals)),
        "điểm phần trăm" => format!("{} {unit}", value.fixed(decimals)),
        // Official papers write whole numbers from 1 to 9 with a zero before them, so that nothing can be put there.
        _ if value.0 % ONE == 0 && (1..10).contains(&(value.0 / ONE)) => format!("0{value} {unit}").trim_end().to_owned(),
        _ => format!("{value} {unit}").trim_end().to_owned(),
    }
}

fn yes_no(it: bool) -> &'static str {
    if it { "có" } else { "không" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Package;
    use crate::assessment::Assessor;

    #[test]
    fn the_facts_of_the_worked_package_read_as_a_report_states_them() {
        let package = Package::read(include_str!("../../../testing/data/cam-giang-2022.package.json")).unwrap();
        let assessor = Assessor::new(&package);
        let facts: Vec<Facts> =
            assessor.explain_unit("10900").iter().filter_map(|it| facts(it, package.rule_set.display_decimals)).collect();
        let said = |at: usize| (facts[at].committed.as_str(), facts[at].achieved.as_str(), facts[at].gap.as_str(), facts[at].met);
        assert_eq!(facts.len(), 10);
        assert_eq!(said(0), ("từ 98,00% trở lên", "99,36%", "không", true));
        assert_eq!(said(1), ("0 hồ sơ", "11 hồ sơ", "vượt 11 hồ sơ", false));
        assert_eq!(said(2), ("từ 60,00% trở lên", "35,40%", "thiếu 24,60 điểm phần trăm", false));
        assert_eq!(said(8), ("chậm nhất ngày 31/01/2022", "ngày 06/02/2022", "chậm 06 ngày", false));
        assert_eq!(said(9), ("từ 01 sáng kiến trở lên", "0 sáng kiến", "thiếu 01 sáng kiến", false));
    }

    #[test]
    fn a_range_says_both_bounds_and_on_which_side_it_is_missed() {
        let mut package = Package::read(include_str!("../../../testing/data/cam-giang-2022.package.json")).unwrap();
        let target = &mut package.rule_set.targets[2];
        target.direction = Direction::Range;
        let mut said = |from: &str, to: &str| {
            let target = &mut package.rule_set.targets[2];
            target.target = crate::package::Value::read(from).unwrap();
            target.target_to = crate::package::Decimal::read(to);
            package.version = crate::package::Version::Two;
            assert_eq!(package.check(), Ok(()));
            let it = facts(&Assessor::new(&package).explain("10900", "T03").unwrap(), 2).unwrap();
            (it.committed, it.gap, it.met)
        };
        assert_eq!(said("40", "50"), ("từ 40,00% đến 50,00%".into(), "thiếu 4,60 điểm phần trăm".into(), false));
        assert_eq!(said("20", "30"), ("từ 20,00% đến 30,00%".into(), "vượt 5,40 điểm phần trăm".into(), false));
        assert_eq!(said("35.4", "35.4"), ("từ 35,40% đến 35,40%".into(), "không".into(), true));
    }
}

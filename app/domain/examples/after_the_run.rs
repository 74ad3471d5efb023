//! Times what is asked of a run afterwards, on the reference set (300 units × 60 targets × 12 months): honest ranking, the calculator,
//! the difference between two runs, a rehearsal. Run with `cargo run --release -p domain --example after_the_run`.

use std::time::Instant;

use domain::assessment::Assessor;
use domain::comparison::compare;
use domain::package::{Direction, Figure, Measure, Package, Pass, Points, RuleSet, Target, Term, Unit, Value};
use domain::ranking::{Disputed, Honest, disputed};
use domain::what_if::{Calculator, Move};
use domain::{FigureValue, Period, Quantity, assess};

/// The reference set: every target a ratio of two variables, so that the points of a unit are sixty unlike fractions.
fn reference_set() -> Package {
    let term = |variable: String| Term { variable, times: None };
    let targets = (0..60).map(|it| Target {
        code: format!("T{it:02}"),
        title: format!("Chỉ tiêu {it}"),
        unit: "%".to_owned(),
        area: format!("A{}", it % 8),
        weight: Quantity(if it < 40 { 16_667 } else { 16_666 }).into(),
        measure: Measure::Ratio {
            numerator: vec![term(format!("v{it:02}"))],
            denominator: vec![term(format!("v{:02}", (it * 7 + 1) % 60))],
            times: None,
        },
        direction: if it % 3 == 0 { Direction::Lower } else { Direction::Higher },
        target: Value::Amount(Quantity(900_000 + it * 12_345).into()),
        points: Points::Proportional,
        can_exceed: Some(true),
        mandatory: None,
        zero_denominator: None,
    });
    let rule_set = RuleSet {
        code: "r".to_owned(),
        title: "t".to_owned(),
        display_decimals: 2,
        targets: targets.collect(),
        pass: Pass::ShareOfTargets { fail_below: Quantity(5_000).into(), pass_from: Quantity(7_000).into() },
        grades: None,
    };
    let units: Vec<Unit> =
        (0..300).map(|it| Unit { code: format!("{}", 10_000 + it), name: format!("Xã {it}"), peer_group: "commune".to_owned() }).collect();
    let mut figures = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        for variable in 0..60 {
            for (month, period) in Period::months_of(2022).into_iter().enumerate() {
                let amount = (at * 31 + variable * 17 + month * 7) % 400 + 1;
                let value = Value::Amount(Quantity(amount as i64 * 10_000).into());
                figures.push(Figure { unit: unit.code.clone(), variable: format!("v{variable:02}"), period: period.to_string(), value });
            }
        }
    }
    let day = time::Date::from_ordinal_date(2022, 1).unwrap_or(time::Date::MIN);
    let campaign = domain::package::Campaign { code: "c".to_owned(), title: "t".to_owned(), year: 2022, starts_on: day, ends_on: day };
    Package::new(campaign, units, rule_set, vec![], vec![], figures)
}

fn timed<T>(name: &str, work: impl Fn() -> T) -> T {
    let mut done = work();
    let mut best = std::time::Duration::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        done = work();
        best = best.min(start.elapsed());
    }
    println!("{name:<58} {best:>12.2?} (best of 5)");
    done
}

fn main() {
    let package = reference_set();
    let receipt = timed("assess", || assess(&package));
    let earned = timed("points of every unit, once", || Assessor::new(&package).earned_by_all());
    let honest = timed("honest ranking: every weight a tenth up and down", || Honest::of(&package, &earned, "commune"));
    let swaps = timed("  all swaps of all scenarios", || honest.scenarios().iter().map(|it| honest.swaps(it).len()).sum::<usize>());
    let moved: usize = honest.scenarios().iter().map(|it| honest.moved(it).len()).sum();
    println!("  {} scenarios, {moved} moves, {swaps} swaps", honest.scenarios().len());
    let figures: Vec<Disputed> = (0..20)
        .map(|it| Disputed {
            unit: format!("{}", 10_000 + it * 7),
            variable: format!("v{it:02}"),
            period: "2022-M06".to_owned(),
            declared: Value::read("1"),
        })
        .collect();
    timed("honest ranking: 20 disputed figures, both ways", || disputed(&package, &receipt, &figures).len());

    let calculator = timed("calculator of a unit", || Calculator::of(&package, &receipt, "10042"));
    if let Some(calculator) = calculator {
        let total = calculator.reported("v07").and_then(|it| it.checked_add(Quantity(5_000_000))).unwrap_or_default();
        let moves = [
            Move::Total { variable: "v07".to_owned(), period: "2022-M12".to_owned(), total },
            Move::Figure { variable: "v08".to_owned(), period: "2022-M12".to_owned(), value: FigureValue::Amount(Quantity(90_000)) },
        ];
        timed("calculator: two figures moved, 60 targets", || calculator.answer(&moves).is_ok());
        let left = ["2022-M11".to_owned(), "2022-M12".to_owned()];
        timed("calculator: the least amount for each of 60 targets", || {
            (0..60).filter_map(|it| calculator.reach(&format!("T{it:02}"), &format!("v{it:02}"), &left)).count()
        });
    }

    let mut other = package.clone();
    for figure in other.figures.iter_mut().step_by(100) {
        figure.value = Value::Amount(Quantity(70_000).into());
    }
    let after = assess(&other);
    let found = timed("difference between two runs, 2.160 figures corrected", || compare((&package, &receipt), (&other, &after)));
    println!("  {} causes, {} units", found.causes.len(), found.units.len());
}

//! Times what is asked of a run afterwards, on the reference set (300 units × 60 targets × 12 months), in both versions of the format: honest ranking, the calculator,
//! the difference between two runs, a rehearsal. Run with `cargo run --release -p domain --example after_the_run`.

mod reference;

use std::time::Instant;

use domain::assessment::Assessor;
use domain::comparison::compare;
use domain::package::{Value, Version};
use domain::ranking::{Disputed, Honest, disputed};
use domain::rehearsal::rehearse;
use domain::what_if::{Calculator, Move};
use domain::{FigureValue, Quantity, assess};
use reference::package;

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
    for version in Version::ALL {
        println!("{}", version.package_format());
        after(version);
    }
}

fn after(version: Version) {
    let package = package(version, 300);
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

    timed("rehearsal", || rehearse(&package).targets.len());
    let mut other = package.clone();
    for figure in other.figures.iter_mut().step_by(100) {
        figure.value = Value::Amount(Quantity(70_000).into());
    }
    let after = assess(&other);
    let found = timed("difference between two runs, 2.160 figures corrected", || compare((&package, &receipt), (&other, &after)));
    println!("  {} causes, {} units", found.causes.len(), found.units.len());
}

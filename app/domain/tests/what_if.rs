//! "What must I reach by December?": the calculator says what an assessment of the whole package would say, and the way back is the least.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod arbitrary;
mod samples;

use arbitrary::any_version;
use domain::assess;
use domain::assessment::Status;
use domain::package::{Direction, Measure, Package, Pass, Points, Value, Version};
use domain::what_if::{Calculator, GoalClosed, Left, Limit, Move, MoveRefusal, Outlook, Peer, Reach};
use domain::{FigureValue, Quantity};
use proptest::prelude::*;
use proptest::sample::select;
use samples::{decimal, figure, package, ratio, target, term, value};

const WORKED: &str = include_str!("../../testing/data/cam-giang-2022.package.json");

const WORKED_2: &str = include_str!("../../testing/data/vi-du-2.package.json");

fn worked() -> Package {
    Package::read(WORKED).unwrap()
}

fn calculator(package: &Package, unit: &str) -> Calculator {
    Calculator::of(package, &assess(package), unit).unwrap()
}

fn amount(text: &str) -> Quantity {
    decimal(text).quantity()
}

fn total(variable: &str, total: &str) -> Move {
    Move::Total { variable: variable.into(), period: "2022-M12".into(), total: amount(total) }
}

#[test]
fn a_moved_total_says_points_score_and_rank() {
    let package = worked();
    let calculator = calculator(&package, "10894");
    assert_eq!(calculator.reported("online"), Some(amount("1484")));
    let answer = calculator.answer(&[total("online", "1488")]).unwrap().unwrap();
    assert_eq!(Some(&answer.before), assess(&package).unit("10894"));
    assert_eq!(answer.newly_met(), ["T03"]);
    let after = &answer.after;
    assert_eq!((after.score.as_ref().unwrap().to_string().as_str(), after.rank, after.met), ("98.01", Some(8), 8));
    assert_eq!(after.target("T03").unwrap().actual.as_ref().unwrap().to_string(), "60.00");
    // Everything that Cẩm Hưng still misses: it joins the five at 100,00.
    let all = [total("online", "1488"), total("paid_online", "478"), total("postal", "224")];
    let answer = calculator.answer(&all).unwrap().unwrap();
    assert_eq!((answer.after.score.as_ref().unwrap().to_string().as_str(), answer.after.rank), ("100.00", Some(1)));
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let calculator = calculator(&worked(), "10894");
    let refused = |it: Move| calculator.answer(&[it]).unwrap_err();
    assert_eq!(refused(total("nothing", "1")), MoveRefusal::UnknownVariable);
    assert_eq!(refused(total("online", "1483")), MoveRefusal::BelowReported);
    assert_eq!(refused(total("plan_date", "1")), MoveRefusal::OtherKind, "days have no total");
    let figure = |variable: &str, value| Move::Figure { variable: variable.into(), period: "2022".into(), value };
    assert_eq!(refused(figure("plan_date", FigureValue::Amount(Quantity(1)))), MoveRefusal::OtherKind);
    assert_eq!(refused(figure("online", FigureValue::Amount(Quantity(i64::MAX)))), MoveRefusal::TooLarge);
    assert!(calculator.answer(&[figure("online", FigureValue::Amount(amount("2000")))]).unwrap().is_some());
    assert!(Calculator::of(&worked(), &assess(&worked()), "99999").is_none());
    assert!(Calculator::new(worked(), vec![]).is_none());
}

#[test]
fn the_least_amount_is_spread_over_the_periods_that_are_left() {
    let package = worked();
    let left = ["2022-M11".to_owned(), "2022-M12".to_owned(), "2022-M13".to_owned()];
    let reach = |unit: &str, target: &str, variable: &str| calculator(&package, unit).reach(target, variable, &left);
    let Some(Reach::Needs(online)) = reach("10894", "T03", "online") else { unreachable!() };
    assert_eq!((online.amount, online.each, online.periods), (amount("4"), Some(amount("2")), 3));
    assert_eq!(online.actual.unwrap().to_string(), "60.00");
    // Late dossiers cannot come back; 11 of 1.706 leave T02 out of reach, and Lai Cách has room for none.
    assert_eq!(reach("10900", "T02", "late"), Some(Reach::OutOfReach));
    assert_eq!(reach("10891", "T02", "late"), Some(Reach::Met { room: Some(Quantity::ZERO) }));
    // T01 is 98 % of dossiers in time: 1.682 bear 34 late ones, 98,0000 → 1648 ÷ 1682 = 97,98 is short; 33 are 98,04.
    assert_eq!(reach("10891", "T01", "late"), Some(Reach::Met { room: Some(amount("33")) }));
    assert_eq!(reach("10891", "T01", "received"), Some(Reach::Met { room: None }));
    let Some(Reach::Needs(one)) = reach("10918", "T10", "initiatives") else { unreachable!() };
    assert_eq!((one.amount, one.each), (amount("1"), Some(amount("1"))), "one initiative is not split");
    assert_eq!(reach("10891", "T09", "plan_date"), None, "a day is no amount");
    assert_eq!(reach("10891", "T03", "late"), None, "the target does not use it");
    assert_eq!(calculator(&package, "10891").reach("T03", "online", &[]), None);
}

#[test]
fn means_and_last_values_are_reached_in_each_period() {
    let with = |measure: Measure| {
        let targets = vec![target("T", "100", measure, Direction::Higher, "90", Points::Proportional)];
        package(targets, Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", "80"), figure("u", "v", "2022-M02", "85.5")])
    };
    let left = ["2022-M03".to_owned(), "2022-M04".to_owned()];
    let needed = |measure: Measure| match calculator(&with(measure), "u").reach("T", "v", &left) {
        Some(Reach::Needs(it)) => (it.amount, it.each.unwrap()),
        other => unreachable!("{other:?}"),
    };
    // (80 + 85,5 + 2y) ÷ 4 is shown as 90,00 from 89,995 on: y = 97,24.
    assert_eq!(needed(Measure::Mean { of: "v".into() }), (amount("97.24"), amount("97.24")));
    assert_eq!(needed(Measure::Latest { of: "v".into() }), (amount("89.995"), amount("89.995")));
}

#[test]
fn a_target_that_nothing_was_reported_for_can_still_be_out_of_reach() {
    let targets = vec![target("T", "100", ratio("n", "d"), Direction::Higher, "90", Points::Proportional)];
    let package = package(targets, Pass::AllTargets, &["u"], vec![]);
    let left = ["2022-M12".to_owned()];
    assert_eq!(calculator(&package, "u").reach("T", "n", &left), Some(Reach::OutOfReach), "the denominator is missing");
}

#[test]
fn a_range_is_reached_from_below_and_left_above() {
    let mut range = target("T", "100", ratio("n", "d"), Direction::Range, "40", Points::Proportional);
    range.target_to = Some(decimal("60"));
    let figures = vec![figure("u", "n", "2022-M01", "10"), figure("u", "d", "2022-M01", "100")];
    let mut package = package(vec![range], Pass::AllTargets, &["u"], figures);
    assert_eq!(package.version, Version::Two);
    let left = ["2022-M11".to_owned(), "2022-M12".to_owned()];
    let reach = |package: &Package, variable: &str, left: &[String]| calculator(package, "u").reach("T", variable, left);
    let Some(Reach::Needs(needed)) = reach(&package, "n", &left) else { unreachable!() };
    assert_eq!((needed.amount, needed.each, needed.actual.unwrap().to_string().as_str()), (amount("30"), Some(amount("15")), "40.00"));
    // 10 of 100 is below; more of the denominator only makes it less.
    assert_eq!(reach(&package, "d", &left), Some(Reach::OutOfReach));
    package.figures[0] = figure("u", "n", "2022-M01", "45");
    assert_eq!(reach(&package, "n", &left), Some(Reach::Met { room: Some(amount("15")) }));
    // 45 ÷ 112 is 40,18 %, 45 ÷ 113 is 39,82 %.
    assert_eq!(reach(&package, "d", &left), Some(Reach::Met { room: Some(amount("12")) }));
    package.figures[0] = figure("u", "n", "2022-M01", "90");
    assert_eq!(reach(&package, "n", &left), Some(Reach::OutOfReach));
    let Some(Reach::Needs(needed)) = reach(&package, "d", &left) else { unreachable!() };
    assert_eq!((needed.amount, needed.actual.unwrap().to_string().as_str()), (amount("50"), "60.00"));
    for left in ["2022-Q1", "2023-M01", "12"] {
        assert_eq!(reach(&package, "d", &[left.to_owned()]), None, "{left} cannot be reported");
    }
}

#[test]
fn a_move_is_of_a_period_of_the_year_and_overlaps_nothing() {
    let package = Package::read(WORKED_2).unwrap();
    let figure = package.figures.iter().find(|it| it.period.contains('M') && matches!(it.value, Value::Amount(_))).unwrap();
    let calculator = calculator(&package, &figure.unit);
    let refused = |period: &str| {
        let value = figure.value.figure_value();
        calculator.answer(&[Move::Figure { variable: figure.variable.clone(), period: period.into(), value }]).err()
    };
    assert_eq!(refused(&figure.period), None);
    assert_eq!(refused("2022"), Some(MoveRefusal::Overlapping));
    assert_eq!(["2023-M01", "tháng 1"].map(refused), [Some(MoveRefusal::NotAPeriod); 2]);
}

/// The whole package with a unit's figures of a variable in one period set.
fn put(package: &Package, unit: &str, variable: &str, period: &str, value: Value) -> Package {
    let mut package = package.clone();
    package.figures.retain(|it| !(it.unit == unit && it.variable == variable && it.period == period));
    package.figures.push(domain::package::Figure { unit: unit.into(), variable: variable.into(), period: period.into(), value });
    package
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_calculator_says_what_an_assessment_of_everything_says(package in any_version(), at in 0_usize..4, variable in select(vec!["a", "b", "c"]), period in select(vec!["2022-M11", "2022-Q2", "2022-H1"]), moved in -200_000_i64..2_000_000) {
        let unit = package.units[at].code.clone();
        let calculator = calculator(&package, &unit);
        prop_assert_eq!(calculator.now(), assess(&package).unit(&unit).cloned());
        let value = FigureValue::Amount(Quantity(moved));
        let it = Move::Figure { variable: variable.into(), period: period.into(), value };
        let whole = put(&package, &unit, variable, period, value.into());
        match calculator.answer(&[it]) {
            Ok(answer) => {
                prop_assert_eq!(Some(answer.unwrap().after), assess(&whole).unit(&unit).cloned());
                prop_assert_eq!(whole.check(), Ok(()));
            }
            Err(MoveRefusal::AboveHundred) => prop_assert!(moved > 1_000_000),
            Err(MoveRefusal::UnknownVariable) => prop_assert!(calculator.kind_of(variable).is_none()),
            Err(refusal) => {
                prop_assert_eq!(refusal, MoveRefusal::Overlapping);
                prop_assert!(whole.check().is_err());
            }
        }
        let crossed = Package::read(calculator.part().to_json()).unwrap();
        let peers: Vec<Peer> = serde_json::from_str(&serde_json::to_string(calculator.peers()).unwrap()).unwrap();
        prop_assert_eq!(Calculator::new(crossed, peers), Some(calculator));
    }

    #[test]
    fn what_is_needed_is_enough_and_nothing_less_is(done in 0_i64..500, all in 500_i64..1000, goal in 1_i64..1_100_000, direction in select(vec![Direction::Higher, Direction::Lower, Direction::Range]), width in 0_i64..300_000, months in 1_usize..4, kind in 0_u8..4) {
        let measure = match kind {
            0 => ratio("v", "d"),
            1 => Measure::Sum { of: vec![term("v", Some("0.5")), term("d", Some("0.01"))] },
            2 => Measure::Mean { of: "v".into() },
            _ => Measure::Latest { of: "v".into() },
        };
        let mut only = target("T", "100", measure, direction, "0", Points::Binary);
        only.target = Value::Amount(Quantity(goal).into());
        only.unit = "hồ sơ".to_owned();
        only.target_to = (direction == Direction::Range).then(|| Quantity(goal + width).into());
        let package = package(vec![only], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", &done.to_string()), figure("u", "d", "2022-M01", &all.to_string())]);
        let left: Vec<String> = (0..months).map(|it| format!("2022-M{:02}", 10 + it)).collect();
        let met_with = |total: Quantity| {
            let each = kind >= 2;
            let mut package = package.clone();
            for (at, period) in left.iter().enumerate() {
                let value = if each || at == 0 { total } else { Quantity::ZERO };
                package = put(&package, "u", "v", period, Value::Amount(value.into()));
            }
            assess(&package).results[0].targets[0].status == Status::Met
        };
        match calculator(&package, "u").reach("T", "v", &left).unwrap() {
            Reach::Needs(needed) => {
                prop_assert!(met_with(needed.amount) && needed.amount > Quantity::ZERO);
                prop_assert!(!met_with(Quantity(needed.amount.0 - 10_000)));
                prop_assert!(needed.each.is_some_and(|each| kind >= 2 || each.0 * months as i64 >= needed.amount.0 && (each.0 - 10_000) * (months as i64) < needed.amount.0));
            }
            Reach::Met { room: Some(room) } => {
                prop_assert!(met_with(Quantity::ZERO) && met_with(room) && !met_with(Quantity(room.0 + 10_000)));
            }
            Reach::Met { room: None } => prop_assert!(met_with(Quantity::ZERO) && met_with(amount("99999999999999"))),
            Reach::OutOfReach => prop_assert!(!met_with(Quantity::ZERO) && !met_with(amount("99999999999999"))),
        }
    }
}

#[test]
fn a_figure_of_another_kind_is_moved_too() {
    let package = worked();
    let day = Move::Figure { variable: "plan_date".into(), period: "2022".into(), value: value("2022-01-31").figure_value() };
    let answer = calculator(&package, "10924").answer(&[day]).unwrap().unwrap();
    assert_eq!(answer.newly_met(), ["T09"]);
}

/// Dossiers of three months, of which `n` come one way; the last months are not reported.
fn dossiers(figures: Vec<domain::package::Figure>, goal: &str) -> Calculator {
    let targets = vec![target("T", "100", ratio("n", "d"), Direction::Higher, goal, Points::Proportional)];
    let package = package(targets, Pass::AllTargets, &["u"], figures);
    calculator(&package, "u").with_limits(vec![Limit { part: "n".into(), whole: "d".into() }])
}

fn months(variable: &str, amounts: &[&str]) -> Vec<domain::package::Figure> {
    let months = amounts.iter().enumerate();
    months.map(|(at, it)| figure("u", variable, &format!("2022-M{:02}", at + 1), it)).collect()
}

#[test]
fn a_part_is_never_more_than_its_whole_can_hold() {
    let it = dossiers([months("n", &["40", "50"]), months("d", &["100", "100", "30"])].concat(), "60");
    let refused = |moves: &[Move]| it.answer(moves).err();
    assert_eq!(it.most("n", "2022-M12"), Some(("d", amount("120"))), "90 and the 30 of March");
    assert_eq!(refused(&[total("n", "120")]), None);
    assert_eq!(refused(&[total("n", "121")]), Some(MoveRefusal::AboveWhole));
    assert_eq!(refused(&[total("n", "121"), total("d", "231")]), None, "more of the whole holds more of the part");
    assert_eq!(it.unfit(&[total("d", "231"), total("n", "122")]), Ok(vec![(1, MoveRefusal::AboveWhole)]));
    let march = |variable: &str, value: &str| Move::Figure {
        variable: variable.into(),
        period: "2022-M03".into(),
        value: FigureValue::Amount(amount(value)),
    };
    assert_eq!(refused(&[march("n", "31")]), Some(MoveRefusal::AboveWhole));
    assert_eq!(refused(&[march("n", "30")]), None);
    let february = Move::Figure { variable: "d".into(), period: "2022-M02".into(), value: FigureValue::Amount(amount("49")) };
    assert_eq!(refused(&[february]), Some(MoveRefusal::BelowPart));
    // What nothing is said of holds nothing back.
    let free = Calculator::new(it.part().clone(), Vec::new()).unwrap();
    assert_eq!(free.most("n", "2022-M12"), None);
    assert!(free.answer(&[total("n", "1000")]).is_ok());
}

#[test]
fn sums_of_the_year_hold_where_part_and_whole_are_reported_by_other_periods() {
    let mut figures = months("n", &["40", "50"]);
    figures.push(figure("u", "d", "2022-H1", "100"));
    let it = dossiers(figures, "60");
    assert_eq!(it.most("n", "2022-M03"), Some(("d", amount("100"))));
}

#[test]
fn a_share_of_a_hundred_is_no_more_than_that() {
    let with = |goal: &str, can_exceed: bool, unit: &str, so_far: &str| {
        let mut it = target("T", "100", Measure::Latest { of: "v".into() }, Direction::Higher, goal, Points::Proportional);
        (it.can_exceed, it.unit) = (Some(can_exceed), unit.to_owned());
        let package = package(vec![it], Pass::AllTargets, &["u"], vec![figure("u", "v", "2022-M01", so_far)]);
        let moved = Move::Figure { variable: "v".into(), period: "2022-M12".into(), value: FigureValue::Amount(amount("100.5")) };
        calculator(&package, "u").answer(&[moved]).err()
    };
    assert_eq!(with("90", true, "%", "80"), Some(MoveRefusal::AboveHundred));
    assert_eq!(with("100", false, "%", "80"), Some(MoveRefusal::AboveHundred));
    assert_eq!(with("100", true, "%", "80"), None, "what may be exceeded is of a plan, not of a whole");
    assert_eq!(with("105", true, "%", "80"), None);
    assert_eq!(with("90", true, "%", "101"), None, "one is reported that is more");
    assert_eq!(with("90", true, "điểm", "80"), None);
}

#[test]
fn what_is_proposed_lies_within_what_the_periods_can_hold() {
    let left = ["2022-M03".to_owned(), "2022-M04".to_owned()];
    let reach = |it: &Calculator| it.reach("T", "n", &left);
    // 90 of 200; the whole is known for both: 30 more of each month at most.
    let known = dossiers([months("n", &["40", "50"]), months("d", &["100", "100", "30", "10"])].concat(), "50");
    let Some(Reach::Needs(needed)) = reach(&known) else { unreachable!() };
    assert_eq!(
        (needed.amount, needed.each, needed.wholes.len()),
        (amount("30"), None, 0),
        "15 in each month are more than the 10 of April"
    );
    let most = dossiers([months("n", &["40", "50"]), months("d", &["100", "100", "30", "10"])].concat(), "55");
    assert_eq!(reach(&most), Some(Reach::OutOfReach), "130 of 240 is 54,17 %");
    // Nothing is known of the whole yet: what is added to the part is added to it.
    let grows = dossiers([months("n", &["40", "50"]), months("d", &["100", "100"])].concat(), "50");
    let Some(Reach::Needs(needed)) = reach(&grows) else { unreachable!() };
    assert_eq!((needed.amount, needed.wholes.as_slice()), (amount("20"), ["d".to_owned()].as_slice()), "110 of 220, not 100 of 200");
    assert_eq!((needed.each, needed.beyond), (Some(amount("10")), None));
    let steep = dossiers([months("n", &["40", "50"]), months("d", &["100", "100"])].concat(), "80");
    let Some(Reach::Needs(needed)) = reach(&steep) else { unreachable!() };
    assert_eq!((needed.amount, needed.beyond), (amount("350"), Some(amount("50"))), "440 of 550; no month had 175");
}

#[test]
fn a_mean_of_shares_asks_for_no_more_than_a_hundred() {
    let mean = |goal: &str| {
        let targets = vec![target("T", "100", Measure::Mean { of: "v".into() }, Direction::Higher, goal, Points::Proportional)];
        let figures = vec![figure("u", "v", "2022-M01", "80"), figure("u", "v", "2022-M02", "80")];
        calculator(&package(targets, Pass::AllTargets, &["u"], figures), "u").reach("T", "v", &["2022-M03".to_owned()])
    };
    assert!(matches!(mean("86.67"), Some(Reach::Needs(it)) if it.amount <= amount("100")));
    assert_eq!(mean("87"), Some(Reach::OutOfReach));
}

#[test]
fn a_goal_is_closed_where_nothing_that_can_still_be_reported_meets_it() {
    let outlook = |it: &Calculator, open: &[&str], late: &[&str]| {
        let periods = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let left = |variable: &str| Left { variable: variable.into(), open: periods(open), late: periods(late) };
        it.outlook(&it.now().unwrap().targets[0], &[left("n"), left("d")])
    };
    let half = dossiers([months("n", &["40", "50"]), months("d", &["100", "100"])].concat(), "50");
    assert!(matches!(outlook(&half, &["2022-M12"], &[]), Some(Outlook::Open(ways)) if ways.len() == 1 && ways[0].variable == "n"));
    assert_eq!(outlook(&half, &[], &[]), Some(Outlook::Closed(GoalClosed::NoPeriodLeft)));
    assert_eq!(outlook(&half, &[], &["2022-M03"]), Some(Outlook::NotAlone), "the figures of March may still come in");
    // 20 of the 30 of March are not enough, and there is no other month.
    let short = dossiers([months("n", &["40", "50"]), months("d", &["100", "100", "10"])].concat(), "50");
    let march = |it: &Calculator| {
        let left = [Left { variable: "n".into(), open: vec!["2022-M03".into()], late: vec![] }];
        it.outlook(&it.now().unwrap().targets[0], &left)
    };
    assert_eq!(march(&short), Some(Outlook::Closed(GoalClosed::CannotBeMadeUp)), "100 of 210");
    let met = dossiers([months("n", &["60"]), months("d", &["100"])].concat(), "50");
    assert_eq!(outlook(&met, &["2022-M12"], &[]), None);
    // What came too late does not come back.
    let late = {
        let targets = vec![target("T", "100", Measure::Sum { of: vec![term("n", None)] }, Direction::Lower, "0", Points::Binary)];
        calculator(&package(targets, Pass::AllTargets, &["u"], months("n", &["3"])), "u")
    };
    assert_eq!(outlook(&late, &["2022-M12"], &[]), Some(Outlook::Closed(GoalClosed::CannotBeMadeUp)));
    // Two variables of which nothing is known may do together what neither does alone.
    let unknown = {
        let targets = vec![target("T", "100", ratio("n", "d"), Direction::Higher, "50", Points::Proportional)];
        calculator(&package(targets, Pass::AllTargets, &["u"], vec![]), "u")
    };
    assert_eq!(outlook(&unknown, &["2022-M12"], &[]), Some(Outlook::NotAlone));
}

//! The figures of the running year, every one made up: the monthly rows of `domain.md` 14 for three communes, and for the others the
//! finished year's totals laid over the same shapes. The same on every installation.

use domain::{FigureValue, Package, Period, Quantity};
use time::Date;
use time::macros::date;

/// A figure to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The variable's code.
    pub variable: &'static str,
    /// The period.
    pub period: Period,
    /// The value.
    pub value: FigureValue,
}

/// The running year.
const YEAR: i32 = 2023;

type Months = [i64; 12];

const RECEIVED_10927: Months = [140, 120, 200, 200, 210, 210, 218, 218, 209, 218, 218, 228];
const ONLINE_10927: Months = [66, 62, 126, 134, 152, 165, 180, 184, 180, 191, 194, 205];
const DIGITISED_10927: Months = [126, 111, 190, 194, 209, 209, 217, 218, 209, 218, 218, 228];
const RECEIVED_10924: Months = [92, 79, 131, 131, 138, 137, 143, 143, 137, 143, 143, 150];
const ONLINE_10924: Months = [25, 23, 47, 50, 57, 62, 67, 69, 67, 71, 72, 76];
const DIGITISED_10924: Months = [67, 59, 101, 103, 112, 111, 115, 116, 111, 117, 117, 123];
const LATE_10924: Months = [0, 0, 4, 3, 3, 3, 3, 0, 3, 3, 0, 0];
const RECEIVED_10900: Months = [100, 86, 143, 143, 149, 149, 156, 156, 149, 156, 156, 163];
const ONLINE_10900: Months = [22, 21, 42, 44, 50, 53, 59, 60, 59, 63, 64, 67];
const DIGITISED_10900: Months = [71, 62, 107, 109, 117, 117, 121, 123, 117, 124, 124, 129];
const LATE_10900: Months = [0, 0, 2, 1, 2, 1, 2, 0, 2, 1, 0, 0];

/// A month's part of a year's total in the proportions of a shape, rounded down.
fn part(total: i64, shape: &Months, month: usize) -> i64 {
    let sum: i64 = shape.iter().sum();
    total * shape.get(month).copied().unwrap_or(0) / sum.max(1)
}

/// The finished year's value of a variable as a whole number; 0 where there is none. Of several periods the sum.
fn total(package: &Package, unit: &str, variable: &str) -> i64 {
    let of_unit = package.figures.iter().filter(|it| it.unit == unit && it.variable == variable);
    of_unit.filter_map(|it| it.value.figure_value().amount()).map(|it| it.0 / domain::quantity::SCALE).sum()
}

fn whole(number: i64) -> FigureValue {
    FigureValue::Amount(Quantity::whole(number).unwrap_or(Quantity::ZERO))
}

fn months() -> impl Iterator<Item = (usize, Period)> {
    Period::months_of(YEAR).into_iter().enumerate()
}

fn quarters() -> impl Iterator<Item = (usize, Period)> {
    Period::of_frequency(domain::Frequency::Quarter, YEAR).into_iter().enumerate()
}

fn year() -> Option<Period> {
    YEAR.to_string().parse().ok()
}

fn days(first: Date, after: i64) -> FigureValue {
    FigureValue::Date(first.saturating_add(time::Duration::days(after)))
}

/// The year of a commune, of which the periods up to the demo's day are entered.
pub fn of_commune(package: &Package, unit: &str) -> Vec<Entry> {
    let of = |variable| total(package, unit, variable);
    let (fees, paid, postal) = (of("with_fee"), of("paid_online"), of("postal"));
    let mut entries = Vec::new();
    for (month, period) in months() {
        let pick = |rows: [(&str, &Months); 3]| rows.iter().find(|it| it.0 == unit).and_then(|it| it.1.get(month).copied());
        let received = pick([("10927", &RECEIVED_10927), ("10924", &RECEIVED_10924), ("10900", &RECEIVED_10900)])
            .unwrap_or_else(|| part(of("received"), &RECEIVED_10927, month));
        let online = pick([("10927", &ONLINE_10927), ("10924", &ONLINE_10924), ("10900", &ONLINE_10900)]);
        let digitised = pick([("10927", &DIGITISED_10927), ("10924", &DIGITISED_10924), ("10900", &DIGITISED_10900)]);
        let late = match unit {
            "10924" => LATE_10924.get(month).copied().unwrap_or(0),
            "10900" => LATE_10900.get(month).copied().unwrap_or(0),
            _ => part(of("late"), &LATE_10924, month),
        };
        let with_fee = part(fees, &RECEIVED_10927, month).min(received);
        let values = [
            ("received", received),
            ("late", late.min(received)),
            ("online", online.unwrap_or_else(|| part(of("online") * 21 / 20, &ONLINE_10927, month)).min(received)),
            ("digitised", digitised.unwrap_or_else(|| part(of("digitised"), &DIGITISED_10927, month)).min(received)),
            ("with_fee", with_fee),
            ("paid_online", part(paid, &ONLINE_10927, month).min(with_fee)),
            ("postal", part(postal, &RECEIVED_10927, month).min(received)),
            ("reports_on_time", i64::from(month as i64 >= 12 - of("reports_on_time") || month > 6)),
        ];
        entries.extend(values.map(|(variable, number)| Entry { variable, period, value: whole(number) }));
    }
    for (quarter, period) in quarters() {
        let share = |number: i64| (number + quarter as i64) / 4;
        let surveyed = share(of("surveyed"));
        entries.push(Entry { variable: "surveyed", period, value: whole(surveyed) });
        entries.push(Entry { variable: "satisfied", period, value: whole(share(of("satisfied")).min(surveyed)) });
    }
    let initiatives = of("initiatives");
    entries.extend(year().map(|period| Entry {
        variable: "plan_date",
        period,
        value: days(date!(2023 - 01 - 09), (of("received") % 23).min(if initiatives > 0 { 15 } else { 22 })),
    }));
    entries.extend(year().map(|period| Entry { variable: "initiatives", period, value: whole(initiatives) }));
    entries
}

/// The year of an office.
pub fn of_office(package: &Package, unit: &str) -> Vec<Entry> {
    let of = |variable| total(package, unit, variable);
    let mut entries = Vec::new();
    for (month, period) in months() {
        let issued = part(of("docs_issued"), &RECEIVED_10927, month);
        let petitions = part(of("petitions_received"), &RECEIVED_10927, month);
        let values = [
            ("docs_issued", issued),
            ("docs_signed", part(of("docs_signed") * 51 / 50, &RECEIVED_10927, month).min(issued)),
            ("petitions_received", petitions),
            ("petitions_on_time", part(of("petitions_on_time"), &RECEIVED_10927, month).min(petitions)),
            ("reports_on_time", i64::from(month as i64 >= 12 - of("reports_on_time") || month > 6)),
        ];
        entries.extend(values.map(|(variable, number)| Entry { variable, period, value: whole(number) }));
    }
    for (quarter, period) in quarters() {
        let share = |number: i64| (number + quarter as i64) / 4;
        let planned = share(of("tasks_planned"));
        entries.push(Entry { variable: "tasks_planned", period, value: whole(planned) });
        entries.push(Entry { variable: "tasks_on_time", period, value: whole(share(of("tasks_on_time")).min(planned)) });
        entries.push(Entry { variable: "internal_checks", period, value: whole(share(of("internal_checks"))) });
    }
    entries.extend(year().map(|period| Entry {
        variable: "plan_date",
        period,
        value: days(date!(2023 - 01 - 10), of("docs_issued") % 14),
    }));
    entries.extend(year().map(|period| Entry { variable: "results_published", period, value: FigureValue::YesNo(true) }));
    entries
}

//! Times the reference sets: 300, 1,000 and 3,400 units × 60 targets × 12 months, from memory and as `camket assess` does it, in both
//! versions of the format. Run with `cargo run --release -p domain --example reference_set`. Besides the clock it reads the processor's
//! time, which other work on the machine does not lengthen, and the most memory that was held.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use domain::package::{
    Area, Campaign, Direction, Figure, Interim, Measure, Package, Pass, Points, Rank, RuleSet, Target, Term, TieBreaker, Unit, Value,
    Version,
};
use domain::{Period, Quantity, assess, assess_bytes};

const UNITS: [usize; 3] = [300, 1_000, 3_400];
const TARGETS: i64 = 60;
const AREAS: i64 = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, path] = arguments.as_slice() {
        return from_file(Path::new(path));
    }
    for version in Version::ALL {
        for units in UNITS {
            let package = package(version, units);
            let figures = package.figures.len();
            println!("{}: {units} units × {TARGETS} targets × 12 months, {figures} figures", version.package_format());
            let digest = best(|| package.sha256());
            let whole = best(|| assess(&package).package_sha256);
            println!("  digest       {}", told(digest, figures));
            println!("  from memory  {}  (with the digest)", told(whole, figures));
            let path = std::env::temp_dir().join(format!("camket-reference-{}.json", std::process::id()));
            std::fs::write(&path, package.to_json())?;
            drop(package);
            let told = Command::new(std::env::current_exe()?).arg(&path).output()?;
            std::fs::remove_file(&path)?;
            print!("{}", String::from_utf8_lossy(&told.stdout));
        }
    }
    Ok(())
}

/// What `camket assess` does, in a process of its own: a file in, the receipt's text out.
fn from_file(path: &Path) -> Result<(), Box<dyn Error>> {
    let start = Clock::start();
    let bytes = std::fs::read(path)?;
    let receipt = match assess_bytes(&bytes) {
        Ok(receipt) => receipt,
        Err(errors) => return Err(format!("{} errors, {:?}", errors.len(), errors.first()).into()),
    };
    let read = bytes.len() >> 20;
    drop(bytes);
    let mut out = Counted(0);
    write!(out, "{receipt}")?;
    let taken = start.taken();
    let figures = receipt.results.iter().map(|it| it.targets.len()).sum::<usize>() * 12;
    println!("  from a file  {}  ({read} MB in, {} MB out, {} MB held at most)", told(taken, figures), out.0 >> 20, held());
    Ok(())
}

/// Counts bytes in place of a pipe.
struct Counted(usize);

impl std::fmt::Write for Counted {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

/// The clock and the processor's time of this thread.
struct Clock {
    wall: Instant,
    processor: Duration,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), processor: processor() }
    }

    fn taken(&self) -> (Duration, Duration) {
        (self.wall.elapsed(), processor().saturating_sub(self.processor))
    }
}

/// The shortest of five, by the processor's time.
fn best<T>(work: impl Fn() -> T) -> (Duration, Duration) {
    let once = || {
        let start = Clock::start();
        let result = work();
        let taken = start.taken();
        drop(result);
        taken
    };
    (0..5).map(|_| once()).min_by_key(|it| it.1).unwrap_or_default()
}

fn told((wall, processor): (Duration, Duration), figures: usize) -> String {
    let each = processor.as_nanos() / figures.max(1) as u128;
    format!("{:>7.1} ms, {:>7.1} ms of the processor, {each:>4} ns a figure", wall.as_secs_f64() * 1e3, processor.as_secs_f64() * 1e3)
}

/// How long this thread was on a processor; nothing where the system does not say.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(stat.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or_default())
}

/// The most memory that this process held, in MB.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    line.and_then(|it| it.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() >> 10
}

fn package(version: Version, count: usize) -> Package {
    let units: Vec<Unit> = (0..count)
        .map(|it| Unit { code: format!("{}", 10_000 + it), name: format!("Xã {it}"), peer_group: "commune".to_owned() })
        .collect();
    let mut figures = Vec::with_capacity(count * 60 * 12);
    for (at, unit) in units.iter().enumerate() {
        for variable in 0..60 {
            for (month, period) in Period::months_of(2022).into_iter().enumerate() {
                let amount = (at * 31 + variable * 17 + month * 7) % 400 + 1;
                let value = Value::Amount(Quantity(amount as i64 * 10_000).into());
                figures.push(Figure { unit: unit.code.clone(), variable: format!("v{variable:02}"), period: period.to_string(), value });
            }
        }
    }
    let campaign = Campaign {
        code: "c".to_owned(),
        title: "t".to_owned(),
        year: 2022,
        starts_on: time::Date::from_ordinal_date(2021, 349).unwrap_or(time::Date::MIN),
        ends_on: time::Date::from_ordinal_date(2022, 348).unwrap_or(time::Date::MIN),
    };
    Package { version, ..Package::new(campaign, units, rule_set(version), vec![], vec![], figures) }
}

fn weight(target: i64) -> Quantity {
    Quantity(if target < 40 { 16_667 } else { 16_666 })
}

/// Sixty ratios, each against a target of its own; in version 2 each also with goals for the quarters, in areas that have weights.
fn rule_set(version: Version) -> RuleSet {
    let second = version == Version::Two;
    let interim = |goal: i64| {
        let goals = (1..=4).filter_map(|quarter| {
            let period = Period::new(2022, domain::period::Span::Quarter(quarter))?;
            Some(Interim { period, value: Value::Amount(Quantity(goal * i64::from(quarter) / 4).into()), value_to: None })
        });
        goals.collect()
    };
    let term = |variable: String| Term { variable, times: None };
    let targets = (0..TARGETS).map(|it| Target {
        code: format!("T{it:02}"),
        title: format!("Chỉ tiêu {it}"),
        unit: "%".to_owned(),
        area: format!("A{}", it % AREAS),
        weight: weight(it).into(),
        measure: Measure::Ratio {
            numerator: vec![term(format!("v{it:02}"))],
            denominator: vec![term(format!("v{:02}", (it * 7 + 1) % 60))],
            times: None,
        },
        direction: if it % 3 == 0 { Direction::Lower } else { Direction::Higher },
        target: Value::Amount(Quantity(900_000 + it * 12_345).into()),
        target_to: None,
        stretch: None,
        points: Points::Proportional,
        can_exceed: Some(true),
        mandatory: None,
        zero_denominator: None,
        gate: None,
        interim: second.then(|| interim(900_000 + it * 12_345)),
        max_survey: None,
        without_survey: None,
    });
    let area = |area: i64| {
        let weight = Quantity((0..TARGETS).filter(|it| it % AREAS == area).map(|it| weight(it).0).sum());
        Area { code: format!("A{area}"), title: format!("Lĩnh vực {area}"), weight: weight.into() }
    };
    RuleSet {
        code: "r".to_owned(),
        title: "t".to_owned(),
        display_decimals: 2,
        areas: second.then(|| (0..AREAS).map(area).collect()),
        targets: targets.collect(),
        pass: Pass::AllTargets,
        grades: None,
        adjustments: None,
        bonus_cap: None,
        malus_cap: None,
        rank: second.then(|| Rank { tie_breakers: vec![TieBreaker::Met, TieBreaker::Area("A0".to_owned())] }),
        grade_rule: None,
    }
}

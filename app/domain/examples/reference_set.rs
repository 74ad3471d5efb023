//! Times the reference sets: 300, 1,000 and 3,400 units × 60 targets × 12 months, from memory and as `camket assess` does it, in both
//! versions of the format. Run with `cargo run --release -p domain --example reference_set`. Besides the clock it reads the processor's
//! time, which other work on the machine does not lengthen, and the most memory that was held.

mod reference;

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use domain::package::Version;
use domain::{assess, assess_bytes};
use reference::{TARGETS, package};

const UNITS: [usize; 3] = [300, 1_000, 3_400];

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

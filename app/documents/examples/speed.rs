//! Measures how long each paper takes; `--write FOLDER` writes them instead, to be looked at, `--write-a1 FOLDER` as PDF/A-1b, `--write-docx FOLDER` for Word; `--long` makes
//! one file of some two hundred pages and says what memory that took.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod samples;

use std::time::Instant;

use documents::DocumentError;
use documents::block::HeaderKind;

const ROUNDS: u32 = 50;
const UNITS: u32 = 300;

fn measure(name: &str, make: impl Fn() -> Result<Vec<u8>, DocumentError>) {
    let bytes = make().unwrap();
    let pages = bytes.windows(12).filter(|it| it.starts_with(b"/Type/Page/")).count();
    let round = |_| {
        let start = Instant::now();
        std::hint::black_box(make().unwrap());
        start.elapsed().as_secs_f64() * 1000.0
    };
    let mut times: Vec<f64> = (0..ROUNDS).map(round).collect();
    times.sort_by(f64::total_cmp);
    println!("{name:22} {pages:3} pages {:6} kB {:8.2} ms", bytes.len() / 1000, times[times.len() / 2]);
}

/// The sheets of three hundred units, each a file of its own, and the list of them.
fn sheets() {
    let rows = || samples::ranking().rows.into_iter().cycle().take(UNITS as usize).collect();
    let start = Instant::now();
    let mut size = 0;
    for unit in 1..=UNITS {
        let sheet = samples::commitment();
        let sheet =
            documents::commitment::Commitment { head: format!("{} {unit}", sheet.head), unit: format!("{} {unit}", sheet.unit), ..sheet };
        size += documents::commitment::pdf(&sheet).unwrap().len();
    }
    size += documents::ranking::pdf(&documents::ranking::Ranking { rows: rows(), ..samples::ranking() }).unwrap().len();
    println!("{UNITS} sheets and their list {} kB {} ms", size / 1000, start.elapsed().as_millis());
}

/// Makes minutes of some two hundred pages once.
fn long() {
    let mut minutes = samples::minutes();
    minutes.opinions = minutes.opinions.iter().cycle().take(2_370).cloned().collect();
    let start = Instant::now();
    let bytes = documents::minutes::pdf(&minutes).unwrap();
    let milliseconds = start.elapsed().as_millis();
    let pages = bytes.windows(12).filter(|it| it.starts_with(b"/Type/Page/")).count();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|it| it.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    println!("one file of {pages} pages {} kB {milliseconds} ms {peak}", bytes.len() / 1000);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, flag, folder] = arguments.as_slice()
        && flag == "--write"
    {
        for it in samples::every().into_iter().chain(samples::longest()) {
            std::fs::write(format!("{folder}/{}.pdf", it.name.replace(", dài", "-long")), it.pdf).unwrap();
        }
        return;
    }
    if let [_, flag, folder] = arguments.as_slice()
        && flag == "--write-a1"
    {
        for (name, paper) in samples::papers() {
            std::fs::write(format!("{folder}/{name}.pdf"), paper.pdf_a1().unwrap()).unwrap();
        }
        return;
    }
    if let [_, flag, folder] = arguments.as_slice()
        && flag == "--write-docx"
    {
        for (name, paper) in samples::papers() {
            std::fs::write(format!("{folder}/{name}.docx"), paper.docx().unwrap()).unwrap();
        }
        return;
    }
    if arguments.iter().any(|it| it == "--long") {
        return long();
    }
    measure("commitment", || documents::commitment::pdf(&samples::commitment()));
    measure("self_criticism", || documents::self_criticism::pdf(&samples::self_criticism()));
    measure("personal_review", || documents::personal_review::pdf(&samples::personal_review(HeaderKind::Party)));
    measure("minutes", || documents::minutes::pdf(&samples::minutes()));
    measure("ranking", || documents::ranking::pdf(&samples::ranking()));
    measure("programme", || documents::programme::pdf(&samples::programme()));
    measure("result_sheet", || documents::result_sheet::pdf(&samples::result_sheet()));
    measure("remedies", || documents::remedies::pdf(&samples::remedy_list()));
    sheets();
}

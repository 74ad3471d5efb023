//! Reads the codes on the pages of a scan: `cargo run --release -p pictures --example codes < FILE.pdf` says them page by page, and how long it took.

use std::io::Read;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut pdf = Vec::new();
    std::io::stdin().lock().read_to_end(&mut pdf)?;
    let began = Instant::now();
    let pages = pictures::codes(&pdf, |it| it.contains("?trang="))?;
    for (index, codes) in pages.iter().enumerate() {
        println!("{}: {}", index + 1, codes.iter().map(|(text, turn)| format!("{text} ({turn}°)")).collect::<Vec<_>>().join(" "));
    }
    println!("{} pages in {} ms", pages.len(), began.elapsed().as_millis());
    Ok(())
}

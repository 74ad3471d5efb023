//! What stands on a paper, as a reader copies it: read by poppler, which must be there.

use std::io::Write;
use std::process::{Command, Stdio};

/// The text of a PDF in reading order, white space folded.
///
/// # Panics
/// Panics where `pdftotext` is missing or cannot read the file: the test has then failed.
pub fn printed(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is installed");
    let mut input = reader.stdin.take().expect("a pipe");
    let bytes = pdf.to_vec();
    // Written beside the reading, so that neither pipe fills up.
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let output = reader.wait_with_output().expect("pdftotext ends");
    writer.join().expect("the writer ends").expect("pdftotext reads all");
    assert!(output.status.success(), "pdftotext cannot read the file");
    String::from_utf8(output.stdout).expect("UTF-8").split_whitespace().collect::<Vec<_>>().join(" ")
}

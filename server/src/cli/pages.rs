//! The process in which a file that somebody sent is read as pictures: `camket pages codes|picture|parts LISTS`, the file on standard input, the answer on
//! standard output. It bounds its own memory and time, so that a file that asks for everything ends here and nowhere else.

use clap::Args;
use rustix::process::{Resource, Rlimit, setrlimit};
use services::scanning::{Asked, Reader, TOO_MANY, read};
use std::io::{Read, Write};
use std::process::ExitCode;

/// The most memory that reading takes, in bytes: a pile of 40 MB and one page at 300 dots an inch need a third of it.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// The most seconds of the processor.
const SECONDS: u64 = 170;
/// The exit code for a file that cannot be read.
const UNREADABLE: u8 = 2;

/// What is read.
#[derive(Args)]
pub struct Arguments {
    #[arg(value_parser = ["codes", "picture", "parts"])]
    asked: String,
    lists: Option<String>,
}

/// Reads the file.
pub fn run(arguments: &Arguments) -> ExitCode {
    let Some(asked) = Asked::of_arguments(&arguments.asked, arguments.lists.as_deref()) else { return ExitCode::from(UNREADABLE) };
    for (resource, most) in [(Resource::As, MEMORY), (Resource::Cpu, SECONDS)] {
        if setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_err() {
            return ExitCode::from(UNREADABLE);
        }
    }
    let mut pdf = Vec::new();
    if std::io::stdin().lock().read_to_end(&mut pdf).is_err() {
        return ExitCode::from(UNREADABLE);
    }
    match read(&asked, &pdf) {
        Ok(bytes) if std::io::stdout().lock().write_all(&bytes).is_ok() => ExitCode::SUCCESS,
        Err(pictures::Unreadable::TooManyPages) => ExitCode::from(TOO_MANY),
        Ok(_) | Err(_) => ExitCode::from(UNREADABLE),
    }
}

/// Files are read by this program again, in a process of its own.
pub fn apart() -> std::io::Result<Reader> {
    Ok(Reader::Apart(std::env::current_exe()?.into()))
}

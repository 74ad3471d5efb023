//! `camket assess`: a package in, its receipt out. No database, no network, no settings.

use super::Outcome;
use super::os::because;
use app::text::{Lang, say};
use domain::text::in_one_line;
use std::io::{BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `camket assess` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// The package: a file of the format camket-package/1 or camket-package/2.
    #[arg(value_name = "PACKAGE.json")]
    package: PathBuf,
}

/// Prints the receipt; or every error of the package, `PATH: reason`, one a line on standard error, and nothing else.
pub fn run(lang: Lang, arguments: &Arguments) -> Outcome {
    let bytes = match std::fs::read(&arguments.package) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{}: {}", arguments.package.display(), because(lang, &error));
            return Ok(ExitCode::from(1));
        }
    };
    let assessed = domain::assess_bytes(&bytes);
    // A province's package is large, and so is its receipt: neither waits for the other.
    drop(bytes);
    match assessed {
        Ok(receipt) => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            match writeln!(out, "{receipt}").and_then(|()| out.flush()) {
                // Whoever reads has read enough.
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
                Err(error) => Err(format!("standard output: {error}").into()),
                Ok(()) => Ok(ExitCode::SUCCESS),
            }
        }
        Err(errors) => {
            for it in errors {
                eprintln!("{}: {}", it.path, say(lang, it.key(), &[("detail", in_one_line(&it.detail).into())]));
            }
            Ok(ExitCode::from(2))
        }
    }
}

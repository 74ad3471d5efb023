//! `camket`, the one binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::memory::bound_arenas();
    run()
}

#[tokio::main]
async fn run() -> ExitCode {
    server::cli::run().await
}

//! The command line. Exit codes: 0 done, 1 failed, 2 bad input.

mod assess;
mod check;
mod demo;
mod document;
mod import;
mod receipt;
mod user;

use crate::config::Config;
use crate::router::router;
use crate::throttle::Throttle;
use clap::{Parser, Subcommand};
use std::error::Error;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Commitments to administrative-reform targets: the whole year of a district, from signing to self-criticism.
///
/// Cam Kết keeps what the head of every unit signs at the start of a year, the figures of every month with who verified them, the
/// assessment by exactly the rules that were signed, and the self-criticism review of who fell short, with its papers.
#[derive(Parser)]
#[command(name = "camket", version, about, long_about, after_help = NOTES, after_long_help = MANUAL)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const NOTES: &str = "Exit codes: 0 done, 1 failed, 2 bad input. `camket help` and `camket help COMMAND` say more.";

const MANUAL: &str = "\
SETTINGS
  Built-in values, then the file named by CAMKET_CONFIG (or camket.toml), then the environment; the last one that speaks is right.
  `camket check` prints each with its source, secrets masked.

  CAMKET_VAR         the folder of data (var)
  DATABASE_URL       sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME (sqlite://var/camket.db)
  CAMKET_LISTEN      the address and port to serve at (127.0.0.1:3000)
  CAMKET_PUBLIC_URL  the address under which people reach the site: for QR codes and secure cookies
  CAMKET_TODAY       the day of a demo, YYYY-MM-DD; refused outside a demo
  CAMKET_LOG         what is logged, as `info` or `server=debug,info`

EXIT CODES
  0  done
  1  failed: a file that cannot be opened, a database that does not answer, a receipt that is not that of its package
  2  bad input: a package with errors, a wrong option, something that a rule refuses

EXAMPLES
  camket demo && camket serve
      a demo district, then the site at http://127.0.0.1:3000
  camket assess cam-giang-2022.package.json > receipt.json
      recomputes a year's results: no database, no network
  camket receipt verify receipt.json cam-giang-2022.package.json --digest HEX
      whether a receipt is that of the package, and the package the sealed one; `camket receipt verify --help` says what it proves
  camket import cam-giang-2022.package.json --dry-run --authority 'Huyện Cẩm Giàng'
      says what a package would change
  camket user add quan.tri --name 'Phạm Văn Kỹ' --role admin --unit 'Huyện Cẩm Giàng'
      the first technician of an empty installation";

#[derive(Subcommand)]
enum Command {
    /// Serves the site; brings the database's schema up to date first.
    Serve,
    /// Brings the database's schema up to date and ends.
    Migrate,
    /// Fills an empty database with the demo district and prints its people with their passwords; refuses another database.
    Demo(demo::Arguments),
    /// Writes a paper of a campaign as PDF.
    Document(document::Arguments),
    /// Takes a campaign package in: campaign, units by their codes, rule set, and figures as verified ones; everything or nothing.
    ///
    /// Says first what will change. A package with errors tells all of them, `PATH: sentence`, one a line on standard error, ends with 2
    /// and changes nothing. A package of a further peer group of the same campaign adds that group.
    Import(import::Arguments),
    /// Computes the receipt of a campaign package and prints it; needs no database and no network.
    ///
    /// Exact, by the format's ten steps (app/docs/formats/package.md). A package with errors tells all of them, `PATH: reason`, one a line on
    /// standard error, ends with 2 and prints nothing else; a file that cannot be opened ends with 1.
    Assess(assess::Arguments),
    /// Proves receipts: `camket receipt verify RECEIPT PACKAGE [--digest HEX]`; needs no database and no network.
    Receipt(receipt::Arguments),
    /// Accounts: list, add, password, lock, unlock, grant.
    User(user::Arguments),
    /// Prints the settings with their sources, and says what is wrong with them, the database, its schema, the fonts or the site's files.
    Check,
}

/// Runs the command that was asked for.
pub async fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match command(arguments.command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("camket: {error}");
            let mut next = error.source();
            while let Some(it) = next {
                eprintln!("  because: {it}");
                next = it.source();
            }
            ExitCode::from(1)
        }
    }
}

type Outcome = Result<ExitCode, Box<dyn Error + Send + Sync>>;

async fn command(command: Command) -> Outcome {
    match command {
        Command::Serve => serve(Config::read()?).await,
        Command::Migrate => {
            Config::read()?.open().await?;
            println!("schema up to date");
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(arguments) => demo::run(&arguments, &Config::read()?).await,
        Command::Document(arguments) => document::run(&arguments, &Config::read()?).await,
        Command::Import(arguments) => import::run(&arguments, &Config::read()?).await,
        Command::Assess(arguments) => assess::run(&arguments),
        Command::Receipt(arguments) => receipt::run(&arguments),
        Command::User(arguments) => user::run(&arguments, &Config::read()?).await,
        Command::Check => check::run().await,
    }
}

async fn serve(config: Config) -> Outcome {
    let filter = EnvFilter::try_new(config.log()).map_err(|error| format!("CAMKET_LOG: {error}"))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let site = config.open().await?;
    if !crate::assets::complete() {
        tracing::warn!("the browser's half is not built; pages work without scripts and without style");
    }
    let listener = tokio::net::TcpListener::bind(config.listen()?)
        .await
        .map_err(|error| format!("CAMKET_LISTEN {}: {error}", config.listen().map_or(String::new(), |it| it.to_string())))?;
    println!("camket: http://{}", listener.local_addr()?);
    crate::jobs::begin(site.clone());
    let app = router(site, Throttle::new(config.proxy()?)).into_make_service_with_connect_info::<std::net::SocketAddr>();
    axum::serve(listener, app).with_graceful_shutdown(asked_to_stop()).await?;
    Ok(ExitCode::SUCCESS)
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
}

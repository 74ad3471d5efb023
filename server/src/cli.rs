//! The command line. Exit codes: 0 done, 1 failed, 2 bad input.

mod demo;

use crate::config::Config;
use crate::router::router;
use crate::throttle::Throttle;
use clap::{Parser, Subcommand};
use std::error::Error;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Commitments to administrative-reform targets: the whole year of a district, from signing to self-criticism.
#[derive(Parser)]
#[command(name = "camket", version, about, after_help = "Exit codes: 0 done, 1 failed, 2 bad input.\n\
    Settings come from the file named by CAMKET_CONFIG (or camket.toml) and from the environment; `camket check` prints them.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the site; brings the database's schema up to date first.
    Serve,
    /// Brings the database's schema up to date and ends.
    Migrate,
    /// Fills an empty database with the demo district and prints its people with their passwords; refuses another database.
    Demo(demo::Arguments),
    /// Prints the settings with their sources, and says what is wrong with them, the database or the fonts.
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
        Command::Check => check().await,
    }
}

async fn serve(config: Config) -> Outcome {
    let filter = EnvFilter::try_new(config.log()).map_err(|error| format!("CAMKET_LOG: {error}"))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let site = config.open().await?;
    if !crate::assets::complete() {
        tracing::warn!("the browser's half is not built; pages work without scripts and without style");
    }
    let listener = tokio::net::TcpListener::bind(config.listen()?).await.map_err(|error| format!("CAMKET_LISTEN {}: {error}", config.listen().map_or(String::new(), |it| it.to_string())))?;
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

async fn check() -> Outcome {
    let config = Config::read()?;
    for it in config.shown() {
        println!("{:<20} {:<12} {}", it.name, format!("{:?}", it.source), it.value);
    }
    let site = config.open().await?;
    store::ping(&site.db).await?;
    println!("database             ok");
    println!("site files           {}", if crate::assets::complete() { "ok" } else { "missing: run `make site`" });
    Ok(ExitCode::SUCCESS)
}

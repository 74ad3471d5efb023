//! The command line. Exit codes: 0 done, 1 failed, 2 bad input.

/// Prints a line on standard output. A reader that went away is no failure: what was done is done.
macro_rules! print_line {
    ($($it:tt)*) => {{
        let _ = std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($it)*)));
    }};
}

mod assess;
mod check;
mod demo;
mod document;
mod help;
mod import;
mod os;
mod pages;
mod receipt;
mod seal_key;
mod timestamp;
mod user;
mod verify;

use crate::config::{Config, Wrong};
use crate::router::router;
use crate::throttle::Throttle;
use app::text::{Lang, say};
use clap::{Parser, Subcommand};
use std::error::Error;
use std::process::ExitCode;

/// The command line's words; what people read of them stands in the locales (`help-…`) and is put in by `help::dressed`.
#[derive(Parser)]
#[command(name = "camket", version)]
struct Arguments {
    #[arg(long, global = true, default_value = "vi", value_name = "vi|en", value_parser = ["vi", "en"])]
    lang: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve,
    Migrate,
    Demo(demo::Arguments),
    Document(document::Arguments),
    Import(import::Arguments),
    Assess(assess::Arguments),
    Receipt(receipt::Arguments),
    User(user::Arguments),
    Verify(verify::Arguments),
    Timestamp,
    SealKey(seal_key::Arguments),
    #[command(hide = true)]
    Pages(pages::Arguments),
    Check,
}

/// Runs the command that was asked for.
pub async fn run() -> ExitCode {
    let arguments = match help::read() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let lang = Lang::of(&arguments.lang);
    match command(lang, arguments.command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("camket: {}", told(lang, error.as_ref()));
            let mut next = error.source();
            while let Some(it) = next {
                eprintln!("  {}", say(lang, "cli-because", &[("why", told(lang, it).into())]));
                next = it.source();
            }
            ExitCode::from(1)
        }
    }
}

/// What went wrong, in the person's language where it is known here.
fn told(lang: Lang, error: &(dyn Error + 'static)) -> String {
    match (error.downcast_ref::<Wrong>(), error.downcast_ref::<std::io::Error>()) {
        (Some(wrong), _) => wrong.told(lang),
        (_, Some(error)) => os::because(lang, error),
        (None, None) => error.to_string(),
    }
}

type Outcome = Result<ExitCode, Box<dyn Error + Send + Sync>>;

async fn command(lang: Lang, command: Command) -> Outcome {
    match command {
        Command::Serve => serve(lang, Config::read().sound()?).await,
        Command::Migrate => {
            Config::read().sound()?.open().await?;
            print_line!("{}", say(lang, "cli-migrated", &[]));
            Ok(ExitCode::SUCCESS)
        }
        Command::Demo(arguments) => demo::run(lang, &arguments, &Config::read().sound()?).await,
        Command::Document(arguments) => document::run(lang, &arguments, &Config::read().sound()?).await,
        Command::Import(arguments) => import::run(lang, &arguments, &Config::read().sound()?).await,
        Command::Assess(arguments) => assess::run(lang, &arguments),
        Command::Receipt(arguments) => receipt::run(lang, &arguments),
        Command::User(arguments) => user::run(lang, &arguments, &Config::read().sound()?).await,
        Command::Verify(arguments) => verify::run(lang, &arguments),
        Command::SealKey(arguments) => seal_key::run(lang, &arguments, &Config::read().sound()?).await,
        Command::Timestamp => timestamp::run(lang, &Config::read().sound()?).await,
        Command::Pages(arguments) => Ok(pages::run(&arguments)),
        Command::Check => check::run(lang).await,
    }
}

async fn serve(lang: Lang, config: Config) -> Outcome {
    tracing_subscriber::fmt().with_env_filter(config.log()?).with_writer(std::io::stderr).init();
    let site = crate::paper_seal::with_seal(config.open().await?, &config.var())?;
    let site = crate::trusted::with_trusted(site, &config.var())?;
    let site = services::Site { reader: pages::apart()?, ..site };
    if !crate::assets::complete() {
        tracing::warn!("the browser's half is not built; pages work without scripts and without style");
    }
    let address = config.listen()?;
    let bound = tokio::net::TcpListener::bind(address).await;
    let listener = bound.map_err(|error| format!("CAMKET_LISTEN {address}: {}", os::because(lang, &error)))?;
    print_line!("camket: http://{}", listener.local_addr()?);
    let throttle = Throttle::new(config.proxy()?);
    crate::jobs::begin(site.clone(), throttle.clone(), config.tsa()?);
    crate::serving::serve(listener, router(site, throttle), crate::serving::USUAL, asked_to_stop()).await;
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

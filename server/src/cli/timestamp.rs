//! `camket timestamp`: asks the timestamp authority now for every timestamp that is missing, whatever came of it before.

use super::Outcome;
use crate::config::Config;
use crate::tsa::{PATIENCE, ask_for_missing};
use app::text::{Lang, say};
use services::timestamping::Which;
use std::process::ExitCode;

/// Asks, and says how many files got one; ends with 1 where some did not.
pub async fn run(lang: Lang, config: &Config) -> Outcome {
    let Some(authority) = config.tsa()? else {
        eprintln!("camket: {}", say(lang, "cli-timestamp-none", &[]));
        return Ok(ExitCode::from(2));
    };
    let site = crate::paper_seal::with_seal(config.open().await?, &config.var())?;
    services::register::keep_missing_files(&site).await?;
    let done = ask_for_missing(&site, &authority, Which::All, PATIENCE).await?;
    print_line!("{}", say(lang, "cli-timestamp-done", &[("stamped", done.stamped.into()), ("failed", done.failed.into())]));
    if let Some(why) = done.why {
        print_line!("{}", say(lang, why.key(), &[]));
    }
    Ok(ExitCode::from(u8::from(done.failed > 0)))
}

//! `camket check`: the settings with their sources, and what is wrong with them, the database, its schema, the fonts or the site's files.

use super::Outcome;
use crate::config::Config;
use std::process::ExitCode;

/// Prints one line for each thing; ends with 1 where something is wrong. Changes nothing.
pub async fn run() -> Outcome {
    let config = Config::read()?;
    for it in config.shown() {
        println!("{:<20} {:<12} {}", it.name, format!("{:?}", it.source), it.value);
    }
    let mut sound = true;
    let mut tell = |name: &str, found: Result<String, String>| {
        sound &= found.is_ok();
        println!("{name:<20} {}", found.unwrap_or_else(|wrong| format!("WRONG: {wrong}")));
    };
    match connect(&config).await {
        Ok(db) => {
            tell("database", store::ping(&db).await.map(|()| "ok".to_owned()).map_err(|error| error.to_string()));
            tell(
                "schema",
                match migrations::pending(&db).await {
                    Ok(0) => Ok("ok".to_owned()),
                    Ok(steps) => Ok(format!("{steps} steps behind; `camket migrate` or the next start takes them")),
                    Err(error) => Err(error.to_string()),
                },
            );
        }
        Err(wrong) => tell("database", wrong.map_or_else(|| Ok("not there yet; the next start makes it".to_owned()), Err)),
    }
    tell("fonts", services::check_typeface().map(|()| "ok".to_owned()).map_err(|error| error.to_string()));
    tell("site files", if crate::assets::complete() { Ok("ok".to_owned()) } else { Err("missing; run `make site`".to_owned()) });
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Opens the database as it is; none where a SQLite file is not there yet, which is no mistake.
async fn connect(config: &Config) -> Result<store::Database, Option<String>> {
    let url = config.database_url();
    let file = url.strip_prefix("sqlite://").and_then(|it| it.split('?').next());
    if file.is_some_and(|it| !std::path::Path::new(it).exists()) {
        return Err(None);
    }
    store::connect(url)
        .await
        .map_err(|error| Some(std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)))
}

//! `camket check`: the settings with their sources, and what is wrong with them, the folder of data, the database, its schema, the fonts or
//! the site's files.

use super::Outcome;
use super::os::because;
use crate::config::{Config, Source, masked, sqlite_path, unfinished};
use app::text::{Lang, say};
use services::demo::Standing;
use std::fs::OpenOptions;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// How long the database may take to answer.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// What was found of one thing: how it is, or what is wrong with it.
type Found = Result<String, String>;

/// Prints one line for each thing; ends with 1 where something is wrong. Changes nothing.
pub async fn run(lang: Lang) -> Outcome {
    let config = Config::read();
    let text = |key: &str| say(lang, key, &[]);
    for it in config.shown() {
        let source = match it.source {
            Source::BuiltIn => text("cli-check-built-in"),
            Source::File => text("cli-check-file"),
            Source::Environment => text("cli-check-environment"),
        };
        print_line!("{:<20} {source:<14} {}", it.name, it.value);
    }
    for it in config.wrong() {
        print_line!("{:<20} {}", text("cli-check-settings"), say(lang, "cli-check-wrong", &[("why", it.told(lang).into())]));
    }
    let mut sound = config.wrong().is_empty();
    let mut tell = |name: &str, found: Found| {
        sound &= found.is_ok();
        let told = found.unwrap_or_else(|wrong| say(lang, "cli-check-wrong", &[("why", wrong.into())]));
        print_line!("{:<20} {told}", text(name));
    };
    let ok = || text("cli-check-ok");
    tell("cli-check-folder", writable(lang, &config.var()).map(|()| ok()));
    // An address that is none is told above, once.
    let reachable = !config.wrong().iter().any(|it| it.name == "DATABASE_URL");
    match if reachable { connect(lang, &config).await } else { Err(text("cli-check-no-address")) } {
        Ok(Some(db)) => {
            tell("cli-check-database", store::ping(&db).await.map(|()| ok()).map_err(|error| error.to_string()));
            let pending = migrations::pending(&db).await.map_err(|error| error.to_string());
            let complete = pending == Ok(0);
            let behind = |steps: usize| if steps == 0 { ok() } else { say(lang, "cli-check-behind", &[("steps", steps.into())]) };
            tell("cli-check-schema", pending.map(behind));
            if complete {
                tell("cli-check-content", content(lang, &config, &db).await);
            }
        }
        Ok(None) => tell("cli-check-database", Ok(text("cli-check-not-there"))),
        Err(wrong) => tell("cli-check-database", Err(wrong)),
    }
    tell("cli-check-fonts", services::check_typeface().map(|()| ok()).map_err(|error| error.to_string()));
    tell("cli-check-site", if crate::assets::complete() { Ok(ok()) } else { Err(text("cli-check-site-missing")) });
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Says whether it is a demo, and whether the settings go with that.
async fn content(lang: Lang, config: &Config, db: &store::Database) -> Found {
    let demo = match services::demo::standing(db).await.map_err(|error| error.to_string())? {
        Standing::None => false,
        Standing::Ready => true,
        Standing::Unfinished => return Err(unfinished().told(lang)),
    };
    let site = config.site(db.clone(), demo).map_err(|error| error.told(lang))?;
    let day = [("day", site.clock.now().date().to_string().into())];
    Ok(match (demo, site.exposed) {
        (false, _) => say(lang, "cli-check-ok", &[]),
        (true, false) => say(lang, "cli-check-demo", &day),
        (true, true) => say(lang, "cli-check-demo-exposed", &day),
    })
}

/// Says whether files can be made in a folder, or in the one in which it would be made.
fn writable(lang: Lang, folder: &Path) -> Result<(), String> {
    let there = folder.ancestors().map(|it| if it.as_os_str().is_empty() { Path::new(".") } else { it }).find(|it| it.exists());
    let there = there.unwrap_or(Path::new("."));
    let probe = there.join(format!(".camket-check-{}", std::process::id()));
    let made = OpenOptions::new().write(true).create_new(true).open(&probe);
    made.and_then(|_| std::fs::remove_file(&probe)).map_err(|error| format!("{}: {}", there.display(), because(lang, &error)))
}

/// Opens the database as it is; none where a SQLite file is not there yet, which is no mistake.
async fn connect(lang: Lang, config: &Config) -> Result<Option<store::Database>, String> {
    let url = config.database_url();
    if let Some(path) = sqlite_path(url).filter(|it| !it.exists()) {
        writable(lang, path.parent().unwrap_or(Path::new(".")))?;
        return Ok(None);
    }
    let failed = |error: store::Error| {
        let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        format!("{}: {}", masked(url), cause.replace(url, &masked(url)))
    };
    // A pool tries again and again, which is right at a start and wrong for somebody who waits for an answer.
    match tokio::time::timeout(LONGEST_WAIT, store::connect(url)).await {
        Ok(opened) => opened.map(Some).map_err(failed),
        Err(_) => {
            let seconds = LONGEST_WAIT.as_secs().into();
            Err(say(lang, "cli-check-no-answer", &[("where", masked(url).into()), ("seconds", seconds)]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_looked_at_where_it_would_be_made_and_nothing_is_left() {
        let folder = tempfile::TempDir::new().unwrap();
        assert_eq!(writable(Lang::Vi, &folder.path().join("var/deep")), Ok(()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(writable(Lang::Vi, &file).is_err() && writable(Lang::Vi, &file.join("var")).is_err());
    }
}

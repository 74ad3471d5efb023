//! `camket demo`: fills an empty database. A new SQLite file is built beside its place and moved there when it is whole, so that a
//! killed fill leaves nothing behind that looks like a database. In any other database the half of a killed fill is marked as such: nothing
//! else opens it, and the next fill clears it away.

use super::Outcome;
use super::os::because;
use crate::config::{Config, sqlite_path};
use app::text::{Lang, say};
use domain::demo::DemoRefusal;
use services::demo::{DemoAccount, Standing};
use std::fmt::Write as _;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What `camket demo` is told.
#[derive(clap::Args)]
pub struct Arguments {
    /// Does nothing where the database holds something already.
    #[arg(long)]
    if_empty: bool,
}

/// The file of accounts, inside the folder of data.
const ACCOUNTS: &str = "demo-accounts.txt";

/// Fills the database, keeps the accounts in a file that its owner alone may read, and prints them.
pub async fn run(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    match load(lang, arguments, config).await {
        Err(error) => match error.downcast::<services::Error>() {
            Ok(error) => match *error {
                services::Error::Refused(refusal) => {
                    eprintln!("camket: {}", say(lang, refusal.key(), &[]));
                    Ok(ExitCode::from(1))
                }
                other => Err(other.into()),
            },
            Err(error) => Err(error),
        },
        done => done,
    }
}

async fn load(lang: Lang, arguments: &Arguments, config: &Config) -> Outcome {
    let kept = config.var().join(ACCOUNTS);
    let told_kept = || say(lang, "cli-demo-kept", &[("file", kept.display().to_string().into())]);
    let password = std::env::var("CAMKET_DEMO_PASSWORD").ok().filter(|it| !it.is_empty());
    std::fs::create_dir_all(config.var()).map_err(|error| format!("{}: {}", config.var().display(), because(lang, &error)))?;
    let _folder = only_here(config.database_url())?;
    let place = new_sqlite_file(config.database_url());
    let aside = place.as_ref().map(|it| it.with_extension("part"));
    let url = aside.as_ref().map_or_else(|| config.database_url().to_owned(), |it| format!("sqlite://{}", it.display()));
    if let Some(aside) = &aside {
        for it in [aside.clone(), with_suffix(aside, "-wal"), with_suffix(aside, "-shm")] {
            if it.exists() {
                std::fs::remove_file(&it)?;
            }
        }
    }
    let site = config.site(config.connect(&url).await?, true)?;
    let turn = services::demo::take_turn(&site.db).await?;
    if services::demo::standing(&site.db).await? == Standing::Unfinished {
        migrations::empty(&site.db).await?;
        eprintln!("camket: {}", say(lang, "cli-demo-cleared", &[]));
    }
    let mut text = String::new();
    let filled = services::demo::fill(&site, password.as_deref(), |accounts| {
        text = table(lang, accounts);
        keep(&kept, &text)
    });
    match filled.await {
        Ok(_) => {}
        Err(services::Error::Refused(it)) if arguments.if_empty && it == DemoRefusal::NotEmpty.into() => {
            // A database of somebody's own work has no demo accounts.
            if kept.exists() {
                print_line!("{}", told_kept());
            }
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) => return Err(error.into()),
    }
    drop(turn);
    site.db.close().await?;
    if let (Some(aside), Some(place)) = (aside, place) {
        std::fs::rename(aside, place)?;
    }
    let address = say(lang, "cli-demo-address", &[("address", site.public_url.to_string().into())]);
    print_line!("{text}\n{}\n{address}", told_kept());
    Ok(ExitCode::SUCCESS)
}

/// Keeps other fills out of the folder of a SQLite file until this one ends, however it ends; refused while one is under way.
fn only_here(url: &str) -> Result<Option<File>, Box<dyn std::error::Error + Send + Sync>> {
    let Some(path) = sqlite_path(url) else { return Ok(None) };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let opened = File::open(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    match opened.try_lock() {
        Ok(()) => Ok(Some(opened)),
        Err(TryLockError::WouldBlock) => Err(Box::new(services::Error::from(DemoRefusal::BeingFilled))),
        Err(TryLockError::Error(error)) => Err(format!("{}: {error}", folder.display()).into()),
    }
}

/// The file of a SQLite database that is not there yet.
fn new_sqlite_file(url: &str) -> Option<PathBuf> {
    sqlite_path(url).filter(|it| !it.exists()).map(Path::to_owned)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn table(lang: Lang, accounts: &[DemoAccount]) -> String {
    let mut text = say(lang, "cli-demo-people", &[]);
    let widest = |of: fn(&DemoAccount) -> &str| accounts.iter().map(|it| of(it).chars().count()).max().unwrap_or(0);
    let (login, password, name) = (widest(|it| &it.login), widest(|it| &it.password), widest(|it| &it.name));
    for it in accounts {
        let _ =
            write!(text, "\n{:<login$}  {:<password$}  {:<name$}  {} ({})", it.login, it.password, it.name, it.post, it.roles.join(", "));
    }
    text
}

fn keep(path: &Path, text: &str) -> std::io::Result<()> {
    if path.exists() {
        std::fs::remove_file(path)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{text}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_accounts_are_readable_by_their_owner_alone() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("accounts.txt");
        std::fs::write(&path, "old").unwrap();
        keep(&path, "new").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new\n");
    }

    #[test]
    fn only_a_new_sqlite_file_is_built_aside() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("camket.db");
        let url = format!("sqlite://{}", path.display());
        assert_eq!(new_sqlite_file(&url), Some(path.clone()));
        std::fs::write(&path, "").unwrap();
        assert_eq!(new_sqlite_file(&url), None);
        assert_eq!(new_sqlite_file("postgres://localhost/camket"), None);
    }
}

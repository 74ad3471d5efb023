//! `camket demo`: fills an empty database. A new SQLite file is built beside its place and moved there when it is whole, so that a
//! killed fill leaves nothing behind that looks like a database.

use super::Outcome;
use crate::config::Config;
use app::text::{Lang, say};
use services::demo::DemoAccount;
use std::fmt::Write as _;
use std::fs::OpenOptions;
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
    /// The language of what is printed: vi or en.
    #[arg(long, default_value = "vi")]
    lang: String,
}

/// The file of accounts, inside the folder of data.
const ACCOUNTS: &str = "demo-accounts.txt";

/// Fills the database, keeps the accounts in a file that its owner alone may read, and prints them.
pub async fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let lang = Lang::of(&arguments.lang);
    let kept = config.var().join(ACCOUNTS);
    let password = std::env::var("CAMKET_DEMO_PASSWORD").ok().filter(|it| !it.is_empty());
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
    let accounts = match services::demo::fill(&site, password.as_deref()).await {
        Ok(accounts) => accounts,
        Err(services::Error::Refused(refusal)) => {
            let empty_wanted = refusal == domain::demo::DemoRefusal::NotEmpty.into();
            if arguments.if_empty && empty_wanted {
                println!("{}", say(lang, "cli-demo-kept", &[("file", kept.display().to_string().into())]));
                return Ok(ExitCode::SUCCESS);
            }
            eprintln!("camket: {}", say(lang, refusal.key(), &[]));
            return Ok(ExitCode::from(1));
        }
        Err(error) => return Err(error.into()),
    };
    site.db.close().await?;
    let text = table(lang, &accounts);
    keep(&kept, &text)?;
    if let (Some(aside), Some(place)) = (aside, place) {
        std::fs::rename(aside, place)?;
    }
    let kept = say(lang, "cli-demo-kept", &[("file", kept.display().to_string().into())]);
    let address = say(lang, "cli-demo-address", &[("address", site.public_url.to_string().into())]);
    // A reader that went away is no failure: the accounts are kept.
    let _ = writeln!(std::io::stdout(), "{text}\n{kept}\n{address}");
    Ok(ExitCode::SUCCESS)
}

/// The file of a SQLite database that is not there yet.
fn new_sqlite_file(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://")?.split('?').next()?;
    let path = Path::new(path);
    (path.as_os_str() != ":memory:" && !path.exists()).then(|| path.to_owned())
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

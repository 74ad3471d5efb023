//! Settings: built-in values, then a file, then the environment; the last one that speaks is right. `camket check` prints each with
//! its source.

use app::text::{Lang, say};
use serde::Deserialize;
use services::demo::Standing;
use services::{Clock, Site};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use time::Date;
use time::macros::format_description;
use tracing_subscriber::EnvFilter;

/// Where a setting's value came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Built in.
    BuiltIn,
    /// The settings file.
    File,
    /// The environment.
    Environment,
}

/// A setting with its source.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The name in the environment.
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// Where it came from.
    pub source: Source,
}

/// All settings, and what is wrong with them.
#[derive(Debug, Clone)]
pub struct Config {
    settings: Vec<Setting>,
    wrong: Vec<Wrong>,
}

/// A setting that cannot be used. Printed, it is one line in Vietnamese; `told` gives it in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The setting, or the file that could not be read.
    pub name: String,
    /// Names the sentence in the locales, `setting-…`.
    pub key: &'static str,
    /// What the sentence speaks of; empty where it speaks of nothing.
    pub detail: String,
}

impl Wrong {
    fn new(name: impl Into<String>, key: &'static str) -> Self {
        Self { name: name.into(), key, detail: String::new() }
    }

    /// The line `NAME: sentence`.
    pub fn told(&self, lang: Lang) -> String {
        format!("{}: {}", self.name, say(lang, self.key, &[("detail", self.detail.as_str().into())]))
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Lang::Vi))
    }
}

impl std::error::Error for Wrong {}

/// A database in which a demo was begun: it is being filled, or never was to its end.
pub(crate) fn unfinished() -> Wrong {
    Wrong::new("DATABASE_URL", "setting-demo-unfinished")
}

/// What the environment may hold beside the settings: where they stand, what a new demo's people type, and what the project's own
/// scripts for building, testing and measuring are told.
const BESIDE: [&str; 2] = ["CAMKET_CONFIG", "CAMKET_DEMO_PASSWORD"];
const OF_SCRIPTS: [&str; 5] = ["CAMKET_BENCH_", "CAMKET_CACHE", "CAMKET_CHROMIUM", "CAMKET_END2END_", "CAMKET_TEST_"];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    proxy: Option<String>,
    var: Option<String>,
    tsa: Option<String>,
    today: Option<String>,
    log: Option<String>,
}

impl Config {
    /// Reads the file named by `CAMKET_CONFIG` (or `camket.toml` where it is there) and the environment. Whatever is wrong is kept
    /// beside the settings: `sound` refuses it, `camket check` shows all of it.
    pub fn read() -> Self {
        let environment: Vec<(String, String)> =
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))).collect();
        let named = environment.iter().find(|(name, value)| name == "CAMKET_CONFIG" && !value.is_empty()).map(|(_, value)| value.clone());
        let path = named.clone().unwrap_or_else(|| "camket.toml".to_owned());
        let mut unread = None;
        let file = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str::<File>(&text).unwrap_or_else(|error| {
                unread = Some(Wrong { detail: error.to_string(), ..Wrong::new(&path, "setting-file-unread") });
                File::default()
            }),
            Err(error) if named.is_some() => {
                unread = Some(Wrong { detail: error.to_string(), ..Wrong::new(&path, "setting-file-unopened") });
                File::default()
            }
            Err(_) => File::default(),
        };
        let mut config = Self::of(&file, &environment);
        config.wrong.splice(0..0, unread);
        config
    }

    /// The settings, unless something is wrong with them: the first thing that is.
    pub fn sound(self) -> Result<Self, Wrong> {
        match self.wrong.first() {
            Some(wrong) => Err(wrong.clone()),
            None => Ok(self),
        }
    }

    /// Everything that is wrong, the file first, then in the order of the settings.
    pub fn wrong(&self) -> &[Wrong] {
        &self.wrong
    }

    fn of(file: &File, environment: &[(String, String)]) -> Self {
        let mut settings = Vec::new();
        let mut take = |name: &'static str, in_file: &Option<String>, built_in: String| {
            let told = environment.iter().find(|(it, value)| it == name && !value.is_empty());
            let (value, source) = match (told, in_file) {
                (Some((_, value)), _) => (value.clone(), Source::Environment),
                (None, Some(value)) => (value.clone(), Source::File),
                (None, None) => (built_in, Source::BuiltIn),
            };
            settings.push(Setting { name, value: value.clone(), source });
            value
        };
        let var = take("CAMKET_VAR", &file.var, "var".to_owned());
        take("DATABASE_URL", &file.database_url, format!("sqlite://{var}/camket.db"));
        let listen = take("CAMKET_LISTEN", &file.listen, "127.0.0.1:3000".to_owned());
        take("CAMKET_PUBLIC_URL", &file.public_url, format!("http://{listen}"));
        take("CAMKET_PROXY", &file.proxy, String::new());
        take("CAMKET_TSA", &file.tsa, String::new());
        take("CAMKET_TODAY", &file.today, String::new());
        take("CAMKET_LOG", &file.log, "info".to_owned());
        let mut config = Self { settings, wrong: Vec::new() };
        let looked_at = [
            config.database(),
            config.listen().map(|_| ()),
            config.address(),
            config.proxy().map(|_| ()),
            config.tsa().map(|_| ()),
            config.today().map(|_| ()),
            config.log().map(|_| ()),
        ];
        config.wrong.extend(looked_at.into_iter().filter_map(Result::err));
        let known = |name: &str| BESIDE.contains(&name) || config.settings.iter().any(|it| it.name == name);
        let strange = environment.iter().map(|(name, _)| name).filter(|it| it.starts_with("CAMKET_") && !known(it));
        let strange: Vec<Wrong> = strange
            .filter(|it| !OF_SCRIPTS.iter().any(|script| it.starts_with(script)))
            .map(|it| Wrong::new(it, "setting-unknown"))
            .collect();
        config.wrong.extend(strange);
        config
    }

    fn value(&self, name: &str) -> &str {
        self.settings.iter().find(|it| it.name == name).map_or("", |it| &it.value)
    }

    /// Every setting, for `camket check`; a password in an address is masked.
    pub fn shown(&self) -> Vec<Setting> {
        let mask = |it: &Setting| Setting { value: masked(&it.value), ..it.clone() };
        self.settings.iter().map(mask).collect()
    }

    /// The folder of data.
    pub fn var(&self) -> PathBuf {
        Path::new(self.value("CAMKET_VAR")).to_owned()
    }

    /// The database's address.
    pub fn database_url(&self) -> &str {
        self.value("DATABASE_URL")
    }

    /// What is logged, as `tracing` filters write it.
    pub fn log(&self) -> Result<EnvFilter, Wrong> {
        EnvFilter::try_new(self.value("CAMKET_LOG")).map_err(|_| Wrong::new("CAMKET_LOG", "setting-log"))
    }

    /// Looks at the database's address; what is wrong is told without the address, which may hold a password.
    fn database(&self) -> Result<(), Wrong> {
        let database = self.database_url();
        let on_a_server = ["postgres://", "postgresql://"].iter().any(|it| database.starts_with(it));
        let sound = sqlite_path(database).is_some() || on_a_server && database.parse::<http::Uri>().is_ok();
        if sound { Ok(()) } else { Err(Wrong::new("DATABASE_URL", "setting-database")) }
    }

    /// Looks at the site's address.
    fn address(&self) -> Result<(), Wrong> {
        let site: Option<http::Uri> = self.value("CAMKET_PUBLIC_URL").parse().ok();
        let sound = site.is_some_and(|it| matches!(it.scheme_str(), Some("http" | "https")) && it.query().is_none());
        if sound { Ok(()) } else { Err(Wrong::new("CAMKET_PUBLIC_URL", "setting-public-url")) }
    }

    /// Where the server listens.
    pub fn listen(&self) -> Result<SocketAddr, Wrong> {
        self.value("CAMKET_LISTEN").parse().map_err(|_| Wrong::new("CAMKET_LISTEN", "setting-listen"))
    }

    /// The reverse proxy whose `X-Forwarded-For` is believed; none by default.
    pub fn proxy(&self) -> Result<Option<IpAddr>, Wrong> {
        let text = self.value("CAMKET_PROXY");
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| Wrong::new("CAMKET_PROXY", "setting-proxy"))
    }

    /// The timestamp authority that is asked; none by default. It is spoken to by plain HTTP, as such authorities are: what it answers is signed.
    pub fn tsa(&self) -> Result<Option<http::Uri>, Wrong> {
        let text = self.value("CAMKET_TSA");
        if text.is_empty() {
            return Ok(None);
        }
        let sound = |it: &http::Uri| it.scheme_str() == Some("http") && it.host().is_some_and(|it| !it.is_empty());
        text.parse().ok().filter(sound).map(Some).ok_or_else(|| Wrong::new("CAMKET_TSA", "setting-tsa"))
    }

    /// The demo's own day, where one is set.
    pub fn today(&self) -> Result<Option<Date>, Wrong> {
        let text = self.value("CAMKET_TODAY");
        if text.is_empty() {
            return Ok(None);
        }
        let day = Date::parse(text, format_description!("[year]-[month]-[day]"));
        day.map(Some).map_err(|_| Wrong::new("CAMKET_TODAY", "setting-today"))
    }

    /// Opens the database, brings its schema up to date and reads what the installation is.
    pub async fn open(&self) -> Result<Site, Box<dyn std::error::Error + Send + Sync>> {
        let db = self.connect(self.database_url()).await?;
        match services::demo::standing(&db).await? {
            Standing::None => Ok(self.site(db, false)?),
            Standing::Ready => Ok(self.site(db, true)?),
            Standing::Unfinished => Err(unfinished().into()),
        }
    }

    /// Opens a database and brings its schema up to date.
    pub async fn connect(&self, url: &str) -> Result<store::Database, Box<dyn std::error::Error + Send + Sync>> {
        std::fs::create_dir_all(self.var()).map_err(|error| format!("{}: {error}", self.var().display()))?;
        let db = store::connect(url).await?;
        migrations::up(&db).await?;
        Ok(db)
    }

    /// The installation over an open database, a demo or not.
    pub fn site(&self, db: store::Database, demo: bool) -> Result<Site, Wrong> {
        let clock = match (demo, self.today()?) {
            (true, Some(day)) => Clock::Day(day),
            (true, None) => Clock::Day(services::demo::DAY),
            (false, None) => Clock::Machine,
            (false, Some(_)) => return Err(Wrong::new("CAMKET_TODAY", "setting-today-of-a-demo")),
        };
        Ok(Site {
            db,
            clock,
            password_cost: services::password::Cost::Full,
            public_url: Arc::from(self.value("CAMKET_PUBLIC_URL").trim_end_matches('/')),
            seal: None,
            trusted: Arc::default(),
            reader: services::scanning::Reader::Here,
            demo,
            exposed: !self.listen()?.ip().is_loopback(),
        })
    }
}

/// The file of a SQLite database.
pub(crate) fn sqlite_path(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite://")?.split('?').next().filter(|it| !it.is_empty() && *it != ":memory:")?;
    Some(Path::new(path))
}

/// An address without its password, wherever it stands: before the host or among the options.
pub(crate) fn masked(url: &str) -> String {
    let (address, options) = url.split_once('?').unwrap_or((url, ""));
    let mut shown = match address.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.rsplit_once('@')?))) {
        Some((scheme, (user, host))) => format!("{scheme}://{}:***@{host}", user.split(':').next().unwrap_or_default()),
        None => address.to_owned(),
    };
    for (at, option) in options.split('&').filter(|it| !it.is_empty()).enumerate() {
        shown.push(if at == 0 { '?' } else { '&' });
        match option.split_once('=') {
            Some((name, _)) if name.contains("password") => shown.push_str(&format!("{name}=***")),
            _ => shown.push_str(option),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(told: &[(&str, &str)]) -> Vec<(String, String)> {
        told.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn wrong(told: &[(&str, &str)]) -> Vec<String> {
        Config::of(&File::default(), &environment(told)).wrong.iter().map(|it| it.told(Lang::En)).collect()
    }

    #[test]
    fn the_environment_wins_over_the_file_and_passwords_are_masked() {
        let file = File { listen: Some("127.0.0.1:4000".into()), database_url: Some("postgres://a:secret@h/db".into()), ..File::default() };
        let config = Config::of(&file, &environment(&[("CAMKET_LISTEN", "127.0.0.1:5000")])).sound().unwrap();
        assert_eq!(config.listen().unwrap().port(), 5000);
        let shown = config.shown();
        let url = shown.iter().find(|it| it.name == "DATABASE_URL").unwrap();
        assert_eq!((url.value.as_str(), url.source), ("postgres://a:***@h/db", Source::File));
    }

    #[test]
    fn an_address_that_is_none_is_refused_without_telling_its_password() {
        for url in ["mysql://a:secret@h/db", "secret", "postgres://a:sec ret@h/db", "sqlite://", "sqlite:file"] {
            let told = wrong(&[("DATABASE_URL", url)]).concat();
            assert!(told.starts_with("DATABASE_URL: ") && !told.contains("sec"), "{told}");
        }
        for url in ["nonsense", "ftp://h", "camket.example.vn"] {
            let told = wrong(&[("CAMKET_PUBLIC_URL", url)]).concat();
            assert!(told.starts_with("CAMKET_PUBLIC_URL: "), "{told}");
        }
        assert_eq!(masked("postgres://h/db?sslmode=require&password=secret"), "postgres://h/db?sslmode=require&password=***");
        assert_eq!(masked("postgres://a@h/db"), "postgres://a:***@h/db");
        assert_eq!(masked("sqlite://var/camket.db"), "sqlite://var/camket.db");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_by_name() {
        let told = wrong(&[
            ("CAMKET_TODAY", "2023-02-30"),
            ("CAMKET_LISTEN", "foo"),
            ("CAMKET_PUBLIC_URL", "https://camket.example.vn"),
            ("CAMKET_LISTENS", "127.0.0.1:3000"),
            ("CAMKET_BENCH_KEEP", "1"),
            ("CAMKET_DEMO_PASSWORD", "x"),
        ]);
        let names: Vec<&str> = told.iter().filter_map(|it| it.split(':').next()).collect();
        assert_eq!(names, ["CAMKET_LISTEN", "CAMKET_TODAY", "CAMKET_LISTENS"], "{told:?}");
        assert_eq!(wrong(&[]), Vec::<String>::new());
    }
}

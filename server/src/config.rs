//! Settings: built-in values, then a file, then the environment; the last one that speaks is right. `camket check` prints each with
//! its source.

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

/// What is wrong with a database in which a demo was begun.
pub(crate) const UNFINISHED: &str =
    "a demo is being filled, or was begun and never finished; `camket demo` clears what is left and begins anew";

/// All settings.
#[derive(Debug, Clone)]
pub struct Config {
    settings: Vec<Setting>,
}

/// A setting that cannot be used; the text says which and why.
#[derive(Debug)]
pub struct ConfigError(pub String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    database_url: Option<String>,
    listen: Option<String>,
    public_url: Option<String>,
    proxy: Option<String>,
    var: Option<String>,
    today: Option<String>,
    log: Option<String>,
}

impl Config {
    /// Reads the file named by `CAMKET_CONFIG` (or `camket.toml` where it is there) and the environment.
    pub fn read() -> Result<Self, ConfigError> {
        let named = std::env::var("CAMKET_CONFIG").ok();
        let path = named.clone().unwrap_or_else(|| "camket.toml".to_owned());
        let file = match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str::<File>(&text).map_err(|error| ConfigError(format!("{path}: {error}")))?,
            Err(error) if named.is_some() => return Err(ConfigError(format!("{path}: {error}"))),
            Err(_) => File::default(),
        };
        let environment = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
        Self::of(&file, &environment)
    }

    fn of(file: &File, environment: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut settings = Vec::new();
        let mut take = |name: &'static str, in_file: &Option<String>, built_in: String| {
            let (value, source) = match (environment(name), in_file) {
                (Some(value), _) => (value, Source::Environment),
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
        take("CAMKET_TODAY", &file.today, String::new());
        take("CAMKET_LOG", &file.log, "info".to_owned());
        let config = Self { settings };
        config.listen()?;
        config.today()?;
        config.proxy()?;
        config.log()?;
        config.addresses()?;
        Ok(config)
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
    pub fn log(&self) -> Result<EnvFilter, ConfigError> {
        EnvFilter::try_new(self.value("CAMKET_LOG"))
            .map_err(|error| ConfigError(format!("CAMKET_LOG: {error}; something such as info or server=debug,info is needed")))
    }

    /// Looks at the addresses of the database and of the site; what is wrong is told without the address, which may hold a password.
    fn addresses(&self) -> Result<(), ConfigError> {
        let database = self.database_url();
        let on_a_server = ["postgres://", "postgresql://"].iter().any(|it| database.starts_with(it));
        if !(sqlite_path(database).is_some() || on_a_server && database.parse::<http::Uri>().is_ok()) {
            return Err(ConfigError("DATABASE_URL: sqlite://PATH or postgres://USER:PASSWORD@HOST/NAME is needed".to_owned()));
        }
        let site: Option<http::Uri> = self.value("CAMKET_PUBLIC_URL").parse().ok();
        let sound = site.is_some_and(|it| matches!(it.scheme_str(), Some("http" | "https")) && it.query().is_none());
        if sound {
            Ok(())
        } else {
            Err(ConfigError("CAMKET_PUBLIC_URL: an address such as https://camket.example.vn is needed".to_owned()))
        }
    }

    /// Where the server listens.
    pub fn listen(&self) -> Result<SocketAddr, ConfigError> {
        self.value("CAMKET_LISTEN")
            .parse()
            .map_err(|_| ConfigError("CAMKET_LISTEN: an address and a port are needed, such as 127.0.0.1:3000".to_owned()))
    }

    /// The reverse proxy whose `X-Forwarded-For` is believed; none by default.
    pub fn proxy(&self) -> Result<Option<IpAddr>, ConfigError> {
        let text = self.value("CAMKET_PROXY");
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| ConfigError("CAMKET_PROXY: the address of one machine is needed, such as 127.0.0.1".to_owned()))
    }

    /// The demo's own day, where one is set.
    pub fn today(&self) -> Result<Option<Date>, ConfigError> {
        let text = self.value("CAMKET_TODAY");
        if text.is_empty() {
            return Ok(None);
        }
        let day = Date::parse(text, format_description!("[year]-[month]-[day]"));
        day.map(Some).map_err(|_| ConfigError("CAMKET_TODAY: a day is needed, such as 2023-08-08".to_owned()))
    }

    /// Opens the database, brings its schema up to date and reads what the installation is.
    pub async fn open(&self) -> Result<Site, Box<dyn std::error::Error + Send + Sync>> {
        let db = self.connect(self.database_url()).await?;
        match services::demo::standing(&db).await? {
            Standing::None => Ok(self.site(db, false)?),
            Standing::Ready => Ok(self.site(db, true)?),
            Standing::Unfinished => Err(format!("DATABASE_URL: {UNFINISHED}").into()),
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
    pub fn site(&self, db: store::Database, demo: bool) -> Result<Site, ConfigError> {
        let clock = match (demo, self.today()?) {
            (true, Some(day)) => Clock::Day(day),
            (true, None) => Clock::Day(services::demo::DAY),
            (false, None) => Clock::Machine,
            (false, Some(_)) => return Err(ConfigError("CAMKET_TODAY: only a demo has a day of its own".to_owned())),
        };
        Ok(Site {
            db,
            clock,
            password_cost: services::password::Cost::Full,
            public_url: Arc::from(self.value("CAMKET_PUBLIC_URL").trim_end_matches('/')),
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

    #[test]
    fn the_environment_wins_over_the_file_and_passwords_are_masked() {
        let file = File { listen: Some("127.0.0.1:4000".into()), database_url: Some("postgres://a:secret@h/db".into()), ..File::default() };
        let config = Config::of(&file, &|name| (name == "CAMKET_LISTEN").then(|| "127.0.0.1:5000".to_owned())).unwrap();
        assert_eq!(config.listen().unwrap().port(), 5000);
        let shown = config.shown();
        let url = shown.iter().find(|it| it.name == "DATABASE_URL").unwrap();
        assert_eq!((url.value.as_str(), url.source), ("postgres://a:***@h/db", Source::File));
    }

    #[test]
    fn an_address_that_is_none_is_refused_without_telling_its_password() {
        for url in ["mysql://a:secret@h/db", "secret", "postgres://a:sec ret@h/db", "sqlite://", "sqlite:file"] {
            let bad = Config::of(&File::default(), &|name| (name == "DATABASE_URL").then(|| url.to_owned())).unwrap_err();
            assert!(bad.0.starts_with("DATABASE_URL: ") && !bad.0.contains("sec"), "{}", bad.0);
        }
        for url in ["nonsense", "ftp://h", "camket.example.vn"] {
            let bad = Config::of(&File::default(), &|name| (name == "CAMKET_PUBLIC_URL").then(|| url.to_owned())).unwrap_err();
            assert!(bad.0.starts_with("CAMKET_PUBLIC_URL: "), "{}", bad.0);
        }
        assert_eq!(masked("postgres://h/db?sslmode=require&password=secret"), "postgres://h/db?sslmode=require&password=***");
        assert_eq!(masked("postgres://a@h/db"), "postgres://a:***@h/db");
        assert_eq!(masked("sqlite://var/camket.db"), "sqlite://var/camket.db");
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused_by_name() {
        let bad = Config::of(&File::default(), &|name| (name == "CAMKET_TODAY").then(|| "2023-02-30".to_owned()));
        assert!(bad.unwrap_err().0.starts_with("CAMKET_TODAY"));
    }
}

//! Database URLs as SQLAlchemy reads and prints them.
//!
//! Counterpart: `sqlalchemy.engine.url` (`make_url`, `URL.render_as_string`) and the
//! `create_connect_args` of SQLAlchemy's PostgreSQL dialects. A [`DatabaseUrl`] that exists is
//! one that can be used: its dialect is PostgreSQL, its driver is known, every query option has
//! a meaning here. What none of these can be said of is refused while parsing.

mod driver;
mod keyword_value;
mod options;

use std::fmt;
use std::sync::LazyLock;

use percent_encoding::percent_decode_str;
use regex::Regex;

pub use driver::Driver;

/// Text that must never be shown: a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` from being shown.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the server only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("***")
    }
}

/// Why a text is not a database URL that can be used here.
///
/// No message repeats the URL, because it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseUrlError {
    /// `make_url` would not have matched it either.
    #[error("Could not parse SQLAlchemy URL from given URL string")]
    NotAUrl,
    /// SQLAlchemy has no such dialect, or the dialect has no such driver.
    #[error("Can't load plugin: sqlalchemy.dialects:{name}{}", hint(.name))]
    UnknownDialect {
        /// The dialect, or `dialect.driver`.
        name: String,
    },
    /// A dialect of SQLAlchemy for another database than PostgreSQL.
    #[error("the database URL is for {dialect}; only PostgreSQL is supported")]
    OtherDatabase {
        /// The dialect's name in the URL.
        dialect: String,
    },
    /// The port is not a whole number from 0 to 65535.
    ///
    /// What stands in its place is not shown: in `postgresql://user:password` it is the password.
    #[error("the port in the database URL is not a number from 0 to 65535")]
    Port,
    /// A host name with an `@`: the password, left unescaped, has run into it.
    #[error(
        "the host of the database URL contains \"@\"; write an \"@\" in a user name or password \
         as %40"
    )]
    AtSignInHost,
    /// Query options that neither the driver nor libpq knows.
    #[error("unknown option{} in the database URL for {driver}: {}", plural(.names), .names.join(", "))]
    UnknownOptions {
        /// The driver whose options were meant.
        driver: Driver,
        /// The options, in the order of the URL.
        names: Vec<String>,
    },
    /// A query option that is known but whose meaning is not supported.
    #[error("option {name} in the database URL is not supported: {reason}")]
    UnsupportedOption {
        /// The option.
        name: String,
        /// Why not.
        reason: &'static str,
    },
    /// An option that can stand only once.
    #[error("option {name} is given more than once in the database URL")]
    RepeatedOption {
        /// The option.
        name: String,
    },
    /// `host=a:1&host=b:2` together with `port=`, as SQLAlchemy refuses it.
    #[error(
        "Can't mix 'multihost' formats together; use \"host=h1,h2,h3&port=p1,p2,p3\" or \
         \"host=h1:p1&host=h2:p2&host=h3:p3\" separately"
    )]
    MixedHostForms,
    /// As many ports as hosts are needed, as SQLAlchemy demands it.
    #[error("number of hosts and ports don't match")]
    HostsAndPorts,
    /// The keyword/value form (`host=... dbname=...`) is malformed.
    #[error("invalid connection string: {reason}")]
    KeywordValue {
        /// What is wrong with it.
        reason: String,
    },
}

fn hint(name: &str) -> &'static str {
    if name == "postgres" {
        " (write postgresql://)"
    } else {
        ""
    }
}

fn plural(names: &[String]) -> &'static str {
    if names.len() == 1 { "" } else { "s" }
}

/// A database URL as SQLAlchemy reads it, for PostgreSQL.
///
/// `Display` is `str(URL)`: normalised, the password masked as `***`. `Debug` is the same.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl {
    driver_name: String,
    driver: Driver,
    username: Option<String>,
    password: Option<Secret>,
    host: Option<String>,
    port: Option<u16>,
    database: Option<String>,
    query: Vec<(String, Vec<String>)>,
    settings: Vec<(&'static str, Secret)>,
}

/// The dialects SQLAlchemy ships besides PostgreSQL's.
const OTHER_DIALECTS: [&str; 5] = ["mysql", "mariadb", "sqlite", "oracle", "mssql"];

static URL_PATTERN: LazyLock<Regex> = LazyLock::new(|| {
    // SQLAlchemy's expression has no end anchor and drops what is left over (nothing but text
    // after a line break in the query can be); here the whole text must be understood.
    Regex::new(
        r"(?x) ^ (?P<name>[\w+]+) ://
        (?: (?P<username>[^:/]*) (?: : (?P<password>[^@]*) )? @ )?
        (?: (?: \[ (?P<ipv6>[^/?]+) \] | (?P<ipv4>[^/:?]+) )? (?: : (?P<port>[^/?]*) )? )?
        (?: / (?P<database>[^?]*) )?
        (?: \? (?P<query>.*) )? $",
    )
    .expect("the URL pattern is a valid regular expression")
});

impl DatabaseUrl {
    /// Reads `text` as `sqlalchemy.engine.make_url` does.
    ///
    /// Then the dialect must be PostgreSQL with a driver SQLAlchemy has, and every query option
    /// must be one that the driver or libpq knows. As with SQLAlchemy, an option with an empty
    /// value is no option.
    pub fn parse(text: &str) -> Result<Self, DatabaseUrlError> {
        let parts = URL_PATTERN
            .captures(text)
            .ok_or(DatabaseUrlError::NotAUrl)?;
        let part = |name| parts.name(name).map(|part| part.as_str());
        let driver_name = part("name").unwrap_or_default().to_owned();
        let driver = Driver::of(&driver_name)?;
        let host = part("ipv4").or(part("ipv6")).map(str::to_owned);
        if host.as_deref().is_some_and(|host| host.contains('@')) {
            return Err(DatabaseUrlError::AtSignInHost);
        }
        let mut url = Self {
            driver_name,
            driver,
            username: part("username").map(percent_decoded),
            password: part("password").map(|password| Secret(percent_decoded(password))),
            host,
            port: part("port").map(port_number).transpose()?,
            database: part("database").map(str::to_owned),
            query: part("query").map(options::parse_query).unwrap_or_default(),
            settings: Vec::new(),
        };
        url.settings = options::settings(&url)?;
        Ok(url)
    }

    /// Reads a URL, or libpq's keyword/value form (`host=... dbname=...`).
    ///
    /// Only for what a user types: Alembic's own sources know URLs alone.
    pub fn parse_any_form(text: &str) -> Result<Self, DatabaseUrlError> {
        if text.contains("://") || !text.contains('=') {
            Self::parse(text)
        } else {
            Self::from_settings(keyword_value::parse(text)?)
        }
    }

    /// The URL of a server that listens in the folder `socket_folder`.
    ///
    /// # Errors
    /// As [`Self::parse`]; a folder and names made of UTF-8 text are always accepted.
    pub fn for_socket(
        socket_folder: &str,
        port: u16,
        username: &str,
        database: &str,
    ) -> Result<Self, DatabaseUrlError> {
        Self::from_settings(vec![
            ("host".to_owned(), socket_folder.to_owned()),
            ("port".to_owned(), port.to_string()),
            ("user".to_owned(), username.to_owned()),
            ("dbname".to_owned(), database.to_owned()),
        ])
    }

    /// The same server, user and options, another database.
    #[must_use]
    pub fn with_database(&self, database: &str) -> Self {
        let mut url = self.clone();
        url.query
            .retain(|(name, _)| name != "dbname" && name != "database");
        url.database = Some(database.to_owned());
        url.settings.retain(|(keyword, _)| *keyword != "dbname");
        if !database.is_empty() {
            url.settings.push(("dbname", Secret::new(database)));
        }
        url
    }

    /// Whether `text` is the URL of Alembic's templates, `driver://user:pass@localhost/dbname`.
    ///
    /// No dialect is called `driver`, so such a URL only waits to be replaced.
    pub fn is_placeholder(text: &str) -> bool {
        let text = text.trim();
        text.is_empty() || text.starts_with("driver://")
    }

    /// The driver the URL asks for; it decides which parts of the environment are looked at.
    pub fn driver(&self) -> Driver {
        self.driver
    }

    /// What the URL says, as libpq keywords, each once.
    ///
    /// Every value is a [`Secret`], because the password is among them.
    pub fn settings(&self) -> &[(&'static str, Secret)] {
        &self.settings
    }

    fn from_settings(settings: Vec<(String, String)>) -> Result<Self, DatabaseUrlError> {
        let mut url = Self {
            driver_name: "postgresql".to_owned(),
            driver: Driver::Psycopg2,
            username: None,
            password: None,
            host: None,
            port: None,
            database: None,
            query: Vec::new(),
            settings: Vec::new(),
        };
        for (name, value) in settings {
            match name.as_str() {
                "user" => url.username = Some(value),
                "password" => url.password = Some(Secret(value)),
                "dbname" if !value.contains('?') => url.database = Some(value),
                _ => url.query.push((name, vec![value])),
            }
        }
        // A URL has no place for a password without a user.
        if url.password.is_some() && url.username.is_none() {
            url.username = Some(String::new());
        }
        url.settings = options::settings(&url)?;
        Ok(url)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://", self.driver_name)?;
        if let Some(username) = &self.username {
            formatter.write_str(&options::quote(username, " +"))?;
            if self.password.is_some() {
                formatter.write_str(":***")?;
            }
            formatter.write_str("@")?;
        }
        match &self.host {
            Some(host) if host.contains(':') => write!(formatter, "[{host}]")?,
            Some(host) => formatter.write_str(host)?,
            None => {}
        }
        if let Some(port) = self.port {
            write!(formatter, ":{port}")?;
        }
        if let Some(database) = &self.database {
            write!(formatter, "/{database}")?;
        }
        let mut query: Vec<_> = self.query.iter().collect();
        query.sort_by(|left, right| left.0.cmp(&right.0));
        let mut separator = '?';
        for (name, values) in query {
            for value in values {
                let shown = if options::is_secret(name) {
                    "***".to_owned()
                } else {
                    options::quote_plus(value)
                };
                write!(
                    formatter,
                    "{separator}{}={shown}",
                    options::quote_plus(name)
                )?;
                separator = '&';
            }
        }
        Ok(())
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DatabaseUrl({self})")
    }
}

/// Python's `urllib.parse.unquote`: bytes that are no UTF-8 become U+FFFD.
fn percent_decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn port_number(text: &str) -> Result<u16, DatabaseUrlError> {
    text.trim().parse().map_err(|_| DatabaseUrlError::Port)
}

#[cfg(test)]
mod tests {
    use super::{DatabaseUrl, DatabaseUrlError};

    fn shown(text: &str) -> String {
        DatabaseUrl::parse(text).expect("a valid URL").to_string()
    }

    /// Left what goes into `make_url`, right what `str()` of it is.
    #[test]
    fn renders_as_sqlalchemy_does() {
        for (text, rendered) in [
            ("postgresql://a@b@/db", "postgresql://a%40b@/db"),
            (
                "postgresql://u:p%40ss%2Fx+y@[::1]:5432/my%20db?sslmode=require&connect_timeout=",
                "postgresql://u:***@[::1]:5432/my%20db?sslmode=require",
            ),
            (
                "postgresql+psycopg2:///db?host=/run/postgresql&port=5433",
                "postgresql+psycopg2:///db?host=%2Frun%2Fpostgresql&port=5433",
            ),
            (
                "postgresql://user:pw@/db?host=a:1&host=b",
                "postgresql://user:***@/db?host=a%3A1&host=b",
            ),
            ("postgresql://", "postgresql://"),
            ("postgresql:///", "postgresql:///"),
            ("postgresql://:p@h/d", "postgresql://:***@h/d"),
            ("postgresql://u:p/w@h/db", "postgresql://u:***@h/db"),
            (
                "postgresql://h/db?options=-csearch_path%3Dx%20-c%20a%3Db&application_name=a+b",
                "postgresql://h/db?application_name=a+b&options=-csearch_path%3Dx+-c+a%3Db",
            ),
            ("postgresql://é:%ff@h/db", "postgresql://%C3%A9:***@h/db"),
            (
                "postgresql://u:p@h:5432?sslmode=require",
                "postgresql://u:***@h:5432?sslmode=require",
            ),
            ("postgresql://h: 5432 /db", "postgresql://h:5432/db"),
        ] {
            assert_eq!(shown(text), rendered, "{text}");
        }
    }

    #[test]
    fn refuses_what_cannot_be_used() {
        for (text, message) in [
            (
                "postgresql:",
                "Could not parse SQLAlchemy URL from given URL string",
            ),
            (
                " postgresql://h/db",
                "Could not parse SQLAlchemy URL from given URL string",
            ),
            (
                "postgres://h/d",
                "Can't load plugin: sqlalchemy.dialects:postgres (write postgresql://)",
            ),
            (
                "postgresql+foo://h",
                "Can't load plugin: sqlalchemy.dialects:postgresql.foo",
            ),
            (
                "driver://u:p@h/d",
                "Can't load plugin: sqlalchemy.dialects:driver",
            ),
            (
                "sqlite:///x.db",
                "the database URL is for sqlite; only PostgreSQL is supported",
            ),
            (
                "postgresql://h:/db",
                "the port in the database URL is not a number from 0 to 65535",
            ),
            (
                "postgresql://h:5432x/db",
                "the port in the database URL is not a number from 0 to 65535",
            ),
            (
                "postgresql+asyncpg://h/d?foo=1&sslmode=require&bar=2",
                "unknown options in the database URL for asyncpg: foo, bar",
            ),
            (
                "postgresql://h/d?sslmode=require&sslmode=require",
                "option sslmode is given more than once in the database URL",
            ),
        ] {
            let error = DatabaseUrl::parse(text).expect_err(text);
            assert_eq!(error.to_string(), message, "{text}");
        }
    }

    #[test]
    fn a_password_is_in_no_text() {
        let url =
            DatabaseUrl::parse("postgresql://u:hunter2@h/d?password=hunter2").expect("a valid URL");
        assert!(!format!("{url} {url:?} {:?}", url.settings()).contains("hunter2"));
        // SQLAlchemy would show the rest of such a password as part of the host.
        assert_eq!(
            DatabaseUrl::parse("postgresql://u:hun@ter2@h/d"),
            Err(DatabaseUrlError::AtSignInHost)
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_url_or_an_error(tail in ".*", text in ".*") {
            let _ = DatabaseUrl::parse_any_form(&text);
            let _ = DatabaseUrl::parse_any_form(&format!("postgresql://{tail}"));
            let _ = DatabaseUrl::parse_any_form(&format!("host={tail}"));
        }
    }

    #[test]
    fn knows_the_placeholder_of_the_templates() {
        assert!(DatabaseUrl::is_placeholder(
            "driver://user:pass@localhost/dbname"
        ));
        assert!(!DatabaseUrl::is_placeholder(
            "postgresql://user:pass@localhost/dbname"
        ));
    }
}

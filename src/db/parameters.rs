//! Everything a connection depends on, gathered and decided.
//!
//! Counterpart: `conninfo_add_defaults` and `connectOptions2` in libpq's `fe-connect.c`: what
//! the URL says wins over the service file, that over the environment, that over the defaults.

mod error;
mod settings;

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::environment::Environment;
use super::tls::TlsParameters;
use crate::config::{DatabaseUrl, Driver, Secret};
pub use error::ParameterError;
use settings::Settings;

/// One address to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAddress {
    /// Where the server is.
    pub host: Host,
    /// The TCP port, or the number at the end of the socket's name.
    pub port: u16,
    /// The password for this address.
    pub password: Option<Secret>,
}

/// Where a server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Host {
    /// The folder of a Unix domain socket.
    Socket(PathBuf),
    /// A name or an address of the network.
    Name(String),
    /// An address that needs no name resolution; the name, if any, is for TLS alone.
    Address {
        /// The name the certificate is checked against.
        name: Option<String>,
        /// The address.
        address: IpAddr,
    },
}

/// `target_session_attrs`: which kind of session is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetSession {
    /// Whichever comes first.
    Any,
    /// Sessions may write.
    ReadWrite,
    /// Sessions may not write.
    ReadOnly,
    /// No hot standby.
    Primary,
    /// A hot standby.
    Standby,
    /// A hot standby if there is one, else any.
    PreferStandby,
}

/// `channel_binding`: whether the password exchange is tied to the TLS session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelBinding {
    /// Never.
    Disable,
    /// Where the server can.
    Prefer,
    /// Always, else no connection.
    Require,
}

/// The TCP keepalive settings; `None` leaves the system's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keepalives {
    /// Whether to send any.
    pub enabled: bool,
    /// Silence before the first.
    pub idle: Option<Duration>,
    /// Time between two.
    pub interval: Option<Duration>,
    /// How many may be lost.
    pub count: Option<u32>,
    /// How long sent data may stay unacknowledged.
    pub user_timeout: Option<Duration>,
}

/// A decided connection: which servers to try, as whom, to which database, how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameters {
    /// The servers, in the order they are tried; one at least.
    pub addresses: Vec<ServerAddress>,
    /// The user.
    pub user: String,
    /// The database.
    pub database: String,
    /// The server options of the session (`-c name=value` …).
    pub options: Option<String>,
    /// What `pg_stat_activity` shows.
    pub application_name: Option<String>,
    /// The time one address may take; `None` is for ever.
    pub connect_timeout: Option<Duration>,
    /// Encryption.
    pub tls: TlsParameters,
    /// Channel binding.
    pub channel_binding: ChannelBinding,
    /// The kind of session wanted.
    pub target_session: TargetSession,
    /// TCP keepalives.
    pub keepalives: Keepalives,
    /// What the user should know, such as a password file with too wide permissions.
    pub warnings: Vec<String>,
}

impl Parameters {
    /// Decides what `url` means in this environment.
    pub fn resolve(url: &DatabaseUrl, environment: &Environment) -> Result<Self, ParameterError> {
        let settings = Settings::gather(url, environment)?;
        settings.refuse_unsupported()?;
        let user = match settings.text("user") {
            Some(user) => user.to_owned(),
            // pg8000 takes no user from anywhere else.
            None if url.driver() == Driver::Pg8000 => return Err(ParameterError::NoUser),
            None => environment
                .user_name()
                .ok_or(ParameterError::NoUser)?
                .to_owned(),
        };
        let database = settings.text("dbname").unwrap_or(&user).to_owned();
        let mut warnings = Vec::new();
        let mut addresses = settings.addresses(url.driver())?;
        settings.find_passwords(
            &mut addresses,
            (&user, &database),
            url.driver(),
            environment,
            &mut warnings,
        );
        Ok(Self {
            addresses,
            options: settings.session_options(url.driver(), environment),
            application_name: settings
                .text("application_name")
                .or(settings.text("fallback_application_name"))
                .map(str::to_owned),
            connect_timeout: settings
                .integer("connect_timeout")?
                .filter(|seconds| *seconds > 0)
                // libpq: a single second is too short to be meant.
                .map(|seconds| Duration::from_secs(seconds.unsigned_abs().max(2))),
            tls: settings.tls(environment)?,
            channel_binding: settings.one_of(
                "channel_binding",
                ChannelBinding::Prefer,
                &[
                    ("disable", ChannelBinding::Disable),
                    ("prefer", ChannelBinding::Prefer),
                    ("require", ChannelBinding::Require),
                ],
            )?,
            target_session: settings.one_of(
                "target_session_attrs",
                TargetSession::Any,
                &[
                    ("any", TargetSession::Any),
                    ("read-write", TargetSession::ReadWrite),
                    ("read-only", TargetSession::ReadOnly),
                    ("primary", TargetSession::Primary),
                    ("standby", TargetSession::Standby),
                    ("prefer-standby", TargetSession::PreferStandby),
                ],
            )?,
            keepalives: settings.keepalives()?,
            warnings,
            user,
            database,
        })
    }
}

impl Host {
    fn of(name: &str) -> Result<Self, ParameterError> {
        if name.starts_with('@') {
            return Err(ParameterError::Unsupported {
                keyword: "host",
                reason: "abstract socket names cannot be reached",
            });
        }
        Ok(if name.starts_with('/') {
            Self::Socket(PathBuf::from(name))
        } else {
            Self::Name(name.to_owned())
        })
    }
}

impl fmt::Display for Host {
    /// The host as it was given, and as the password file knows it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket(folder) => write!(formatter, "{}", folder.display()),
            Self::Name(name)
            | Self::Address {
                name: Some(name), ..
            } => formatter.write_str(name),
            Self::Address {
                name: None,
                address,
            } => write!(formatter, "{address}"),
        }
    }
}

impl ServerAddress {
    /// The path of the Unix domain socket, if the server is on one.
    pub fn socket_path(&self) -> Option<PathBuf> {
        match &self.host {
            Host::Socket(folder) => Some(socket_path(folder, self.port)),
            Host::Name(_) | Host::Address { .. } => None,
        }
    }
}

/// The socket of the server with this port in `folder`.
pub(super) fn socket_path(folder: &Path, port: u16) -> PathBuf {
    folder.join(format!(".s.PGSQL.{port}"))
}

#[cfg(test)]
mod tests {
    use super::super::tls::SslMode;
    use super::{Environment, Host, ParameterError, Parameters};
    use crate::config::DatabaseUrl;

    fn resolved(url: &str, variables: &[(&str, &str)]) -> Result<Parameters, ParameterError> {
        let url = DatabaseUrl::parse(url).expect("a valid URL");
        let environment =
            Environment::with_variables(variables.iter().copied()).with_user_name("ada");
        Parameters::resolve(&url, &environment)
    }

    /// `user@database` and each address with its password.
    fn shown(url: &str, variables: &[(&str, &str)]) -> String {
        match resolved(url, variables) {
            Err(error) => error.to_string(),
            Ok(parameters) => {
                let mut shown = format!("{}@{}", parameters.user, parameters.database);
                for address in parameters.addresses {
                    let host = match address.host {
                        Host::Socket(folder) => folder.display().to_string(),
                        Host::Name(name) => name,
                        Host::Address { address, .. } => format!("={address}"),
                    };
                    let password = address
                        .password
                        .map(|password| password.expose().to_owned());
                    shown.push_str(&[" ", &host, ":", &address.port.to_string()].concat());
                    if let Some(password) = password {
                        shown.push_str(&["/", &password].concat());
                    }
                }
                shown
            }
        }
    }

    const VARIABLES: &[(&str, &str)] = &[
        ("PGHOST", "envhost"),
        ("PGPORT", "6000"),
        ("PGUSER", "envuser"),
        ("PGPASSWORD", "envpass"),
        ("PGDATABASE", "envdb"),
    ];

    #[test]
    fn the_url_wins_over_the_environment_and_that_over_the_defaults() {
        for (url, variables, expected) in [
            ("postgresql://", &[][..], "ada@ada /var/run/postgresql:5432"),
            (
                "postgresql://",
                VARIABLES,
                "envuser@envdb envhost:6000/envpass",
            ),
            ("postgresql://u:p@h:1/d", VARIABLES, "u@d h:1/p"),
            (
                "postgresql:///d?host=a,b",
                VARIABLES,
                "envuser@d a:5432/envpass b:5432/envpass",
            ),
            ("postgresql://u@/?host=a:1&host=b", &[], "u@u a:1 b:5432"),
            (
                "postgresql://h?hostaddr=127.0.0.1",
                &[],
                "ada@ada =127.0.0.1:5432",
            ),
            ("postgresql+pg8000://u@/d", VARIABLES, "u@d localhost:5432"),
            (
                "postgresql://h/d",
                &[("PGPORT", "1,2")],
                "could not match 2 port numbers to 1 hosts",
            ),
            (
                "postgresql://h/d",
                &[("PGPORT", "99999")],
                "invalid port number: \"99999\"",
            ),
            (
                "postgresql://h/d",
                &[("PGSSLMODE", "x")],
                "invalid sslmode value: \"x\"",
            ),
            (
                "postgresql://h/d?service=absent",
                &[],
                "definition of service \"absent\" not found",
            ),
        ] {
            assert_eq!(shown(url, variables), expected, "{url}");
        }
    }

    #[test]
    fn asyncpg_does_not_read_what_only_libpq_reads() {
        let variables = &[("PGOPTIONS", "-c search_path=x"), ("PGTZ", "Asia/Tokyo")];
        let options = |url| resolved(url, variables).expect("resolved").options;
        assert_eq!(options("postgresql+asyncpg://h/d"), None);
        let expected = "-c search_path=x -c timezone=Asia/Tokyo";
        assert_eq!(options("postgresql://h/d").as_deref(), Some(expected));
    }

    #[test]
    fn what_is_not_carried_out_is_refused() {
        for query in [
            "requirepeer=root",
            "gssencmode=require",
            "replication=database",
        ] {
            let error = resolved(&format!("postgresql://h/d?{query}"), &[]).expect_err(query);
            assert!(
                matches!(error, ParameterError::Unsupported { .. }),
                "{error}"
            );
        }
        let error = resolved("postgresql://h/d?sslrootcert=system&sslmode=require", &[]);
        assert!(matches!(error, Err(ParameterError::Contradiction(_))));
        let system = resolved("postgresql://h/d?sslrootcert=system", &[]).expect("resolved");
        assert_eq!(system.tls.mode, SslMode::VerifyFull);
    }
}

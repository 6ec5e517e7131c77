//! Everything a connection depends on, gathered and decided.
//!
//! Counterpart: `conninfo_add_defaults` and `connectOptions2` in libpq's `fe-connect.c`: what
//! the URL says wins over the service file, that over the environment, that over the defaults.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::environment::Environment;
use super::keyword::{self, SESSION_VARIABLES};
use super::password_file::{self, Login};
use super::service_file;
use super::tls::{TlsParameters, TlsVersionLimit};
use crate::config::{DatabaseUrl, Driver, Secret};

/// Why no server can be chosen from what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// A value that its keyword does not know.
    #[error("invalid {keyword} value: \"{value}\"")]
    InvalidValue {
        /// The libpq keyword.
        keyword: &'static str,
        /// What it was set to.
        value: String,
    },
    /// A port outside of 1 to 65535.
    #[error("invalid port number: \"{0}\"")]
    InvalidPort(String),
    /// A keyword that is to be a whole number.
    #[error("invalid integer value \"{value}\" for connection option \"{keyword}\"")]
    InvalidInteger {
        /// The libpq keyword.
        keyword: &'static str,
        /// What it was set to.
        value: String,
    },
    /// Lists of hosts, addresses or ports whose lengths differ.
    #[error("could not match {count} {what} to {hosts} {whom}")]
    Mismatch {
        /// How many there are.
        count: usize,
        /// Of what.
        what: &'static str,
        /// How many would fit.
        hosts: usize,
        /// To what they were to be matched.
        whom: &'static str,
    },
    /// A keyword or value whose meaning is not carried out.
    #[error("connection option {keyword} is not supported: {reason}")]
    Unsupported {
        /// The libpq keyword.
        keyword: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// Two values that exclude each other.
    #[error("{0}")]
    Contradiction(String),
    /// The service is in no service file.
    #[error("definition of service \"{service}\" not found")]
    ServiceNotFound {
        /// Its name.
        service: String,
    },
    /// The service file is malformed.
    #[error("{reason} in service file \"{path}\", line {line}", path = .path.display())]
    ServiceFile {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// Nobody says which user to connect as.
    #[error("no user name to connect as: neither the URL nor the environment gives one")]
    NoUser,
}

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

/// The keywords that are set, by whatever source.
struct Settings(Vec<(&'static str, Secret)>);

impl Settings {
    fn gather(url: &DatabaseUrl, environment: &Environment) -> Result<Self, ParameterError> {
        let driver = url.driver();
        let read = |name: &str| {
            if driver.reads(name) {
                environment.variable(name)
            } else {
                None
            }
        };
        let mut settings = Self(url.settings().to_vec());
        let service = settings
            .text("service")
            .or_else(|| read("PGSERVICE"))
            .map(str::to_owned);
        if let Some(service) = service.filter(|service| !service.is_empty()) {
            let file = settings
                .text("servicefile")
                .or_else(|| read("PGSERVICEFILE"));
            for (keyword, value) in service_file::look_up(&service, file, environment)? {
                settings.set_if_absent(keyword, value);
            }
        }
        for (keyword, variable) in keyword::with_variables() {
            if let Some(value) = read(variable) {
                settings.set_if_absent(keyword, Secret::new(value));
            }
        }
        if read("PGREQUIRESSL").is_some_and(|value| value.starts_with('1')) {
            settings.set_if_absent("sslmode", Secret::new("require"));
        }
        Ok(settings)
    }

    fn set_if_absent(&mut self, keyword: &'static str, value: Secret) {
        if !self.0.iter().any(|(known, _)| *known == keyword) {
            self.0.push((keyword, value));
        }
    }

    /// The value of a keyword; an empty one is as good as none, as for libpq's defaults.
    fn text(&self, keyword: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == keyword)?;
        Some(value.expose()).filter(|value| !value.is_empty())
    }

    fn integer(&self, keyword: &'static str) -> Result<Option<i64>, ParameterError> {
        self.text(keyword)
            .map(|value| {
                value.trim().parse::<i32>().map(i64::from).map_err(|_| {
                    ParameterError::InvalidInteger {
                        keyword,
                        value: value.to_owned(),
                    }
                })
            })
            .transpose()
    }

    fn one_of<Choice: Copy>(
        &self,
        keyword: &'static str,
        default: Choice,
        choices: &[(&str, Choice)],
    ) -> Result<Choice, ParameterError> {
        let Some(value) = self.text(keyword) else {
            return Ok(default);
        };
        choices
            .iter()
            .find(|(name, _)| *name == value)
            .map(|(_, choice)| *choice)
            .ok_or_else(|| ParameterError::InvalidValue {
                keyword,
                value: value.to_owned(),
            })
    }

    /// Refuses what would change who is connected to, or how safely, if it were left out.
    fn refuse_unsupported(&self) -> Result<(), ParameterError> {
        let refusals: [(&'static str, &[&str], &'static str); 8] = [
            (
                "gssencmode",
                &["disable", "prefer"],
                "GSSAPI encryption is not available",
            ),
            (
                "load_balance_hosts",
                &["disable"],
                "servers are tried in the order given",
            ),
            (
                "replication",
                &["0", "off", "false", "no"],
                "migrations need an ordinary session",
            ),
            (
                "require_auth",
                &[],
                "the authentication method cannot be prescribed",
            ),
            (
                "requirepeer",
                &[],
                "the operating system user of the server is not checked",
            ),
            (
                "sslcertmode",
                &["allow"],
                "a client certificate is sent when the server asks",
            ),
            ("sslcrldir", &[], "use sslcrl with one file"),
            ("sslpassword", &[], "encrypted private keys cannot be read"),
        ];
        for (keyword, harmless, reason) in refusals {
            if self
                .text(keyword)
                .is_some_and(|value| !harmless.contains(&value))
            {
                return Err(ParameterError::Unsupported { keyword, reason });
            }
        }
        Ok(())
    }

    fn addresses(&self, driver: Driver) -> Result<Vec<ServerAddress>, ParameterError> {
        let list = |keyword| -> Vec<&str> {
            self.text(keyword)
                .map(|text| text.split(',').collect())
                .unwrap_or_default()
        };
        let (names, numbers, ports) = (list("host"), list("hostaddr"), list("port"));
        if !numbers.is_empty() && !names.is_empty() && numbers.len() != names.len() {
            return Err(ParameterError::Mismatch {
                count: names.len(),
                what: "host names",
                hosts: numbers.len(),
                whom: "hostaddr values",
            });
        }
        let count = names.len().max(numbers.len()).max(1);
        if ports.len() > 1 && ports.len() != count {
            return Err(ParameterError::Mismatch {
                count: ports.len(),
                what: "port numbers",
                hosts: count,
                whom: "hosts",
            });
        }
        let mut addresses = Vec::new();
        for index in 0..count {
            let port = match ports
                .get(index)
                .or(ports.first())
                .copied()
                .unwrap_or_default()
            {
                "" => 5432,
                text => text
                    .trim()
                    .parse()
                    .ok()
                    .filter(|port| *port != 0)
                    .ok_or_else(|| ParameterError::InvalidPort(text.to_owned()))?,
            };
            let name = names.get(index).copied().filter(|name| !name.is_empty());
            let number = numbers
                .get(index)
                .copied()
                .filter(|number| !number.is_empty());
            let hosts = match (name, number) {
                (name, Some(number)) => vec![Host::Address {
                    name: name.map(str::to_owned),
                    address: number.parse().map_err(|_| ParameterError::InvalidValue {
                        keyword: "hostaddr",
                        value: number.to_owned(),
                    })?,
                }],
                (Some(name), None) => vec![Host::of(name)?],
                (None, None) => {
                    let hosts: Result<_, _> = driver
                        .default_hosts()
                        .iter()
                        .map(|name| Host::of(name))
                        .collect();
                    hosts?
                }
            };
            addresses.extend(hosts.into_iter().map(|host| ServerAddress {
                host,
                port,
                password: None,
            }));
        }
        Ok(addresses)
    }

    fn find_passwords(
        &self,
        addresses: &mut [ServerAddress],
        (user, database): (&str, &str),
        driver: Driver,
        environment: &Environment,
        warnings: &mut Vec<String>,
    ) {
        if let Some(password) = self.text("password") {
            for address in addresses {
                address.password = Some(Secret::new(password));
            }
            return;
        }
        if driver == Driver::Pg8000 {
            return;
        }
        let Some(path) = self
            .text("passfile")
            .map(PathBuf::from)
            .or_else(|| environment.home_file(".pgpass"))
        else {
            return;
        };
        for address in addresses {
            let host = address.host.as_given();
            let login = Login {
                host: &host,
                port: address.port,
                database,
                user,
            };
            match password_file::look_up(&path, login) {
                Ok(password) => address.password = password,
                Err(warning) => {
                    warnings.push(warning);
                    return;
                }
            }
        }
    }

    /// `options`, and behind them what the environment sets for the session.
    fn session_options(&self, driver: Driver, environment: &Environment) -> Option<String> {
        let mut options = self.text("options").unwrap_or_default().to_owned();
        for (variable, setting) in SESSION_VARIABLES {
            let value = environment
                .variable(variable)
                .filter(|_| driver.reads(variable));
            // libpq leaves a variable out that says "default".
            if let Some(value) = value.filter(|value| !value.eq_ignore_ascii_case("default")) {
                let escaped = value.replace('\\', r"\\").replace(' ', r"\ ");
                if !options.is_empty() {
                    options.push(' ');
                }
                options.push_str(&format!("-c {setting}={escaped}"));
            }
        }
        (!options.is_empty()).then_some(options)
    }

    fn tls(&self, environment: &Environment) -> Result<TlsParameters, ParameterError> {
        let version = |keyword| {
            self.one_of(
                keyword,
                None,
                &[
                    ("TLSv1", Some(TlsVersionLimit::Older)),
                    ("TLSv1.1", Some(TlsVersionLimit::Older)),
                    ("TLSv1.2", Some(TlsVersionLimit::Version12)),
                    ("TLSv1.3", Some(TlsVersionLimit::Version13)),
                ],
            )
        };
        TlsParameters::decide(
            |keyword| self.text(keyword),
            (
                version("ssl_min_protocol_version")?,
                version("ssl_max_protocol_version")?,
            ),
            environment,
        )
    }

    fn keepalives(&self) -> Result<Keepalives, ParameterError> {
        let positive = |value: Option<i64>| {
            value
                .filter(|value| *value > 0)
                .and_then(|value| u32::try_from(value).ok())
        };
        let seconds = |value| positive(value).map(|value| Duration::from_secs(value.into()));
        Ok(Keepalives {
            enabled: self.integer("keepalives")?.unwrap_or(1) != 0,
            idle: seconds(self.integer("keepalives_idle")?),
            interval: seconds(self.integer("keepalives_interval")?),
            count: positive(self.integer("keepalives_count")?),
            user_timeout: positive(self.integer("tcp_user_timeout")?)
                .map(|value| Duration::from_millis(value.into())),
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

    /// The host as the password file knows it.
    fn as_given(&self) -> String {
        match self {
            Self::Socket(folder) => folder.display().to_string(),
            Self::Name(name)
            | Self::Address {
                name: Some(name), ..
            } => name.clone(),
            Self::Address {
                name: None,
                address,
            } => address.to_string(),
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

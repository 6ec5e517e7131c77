//! The connection keywords from every source, and what their values mean.
//!
//! Counterpart: `conninfo_add_defaults` and the option checks of `connectOptions2` in libpq's
//! `fe-connect.c`.

use std::path::PathBuf;
use std::time::Duration;

use super::super::environment::Environment;
use super::super::keyword::{self, SESSION_VARIABLES};
use super::super::password_file::{self, Login};
use super::super::service_file;
use super::super::tls::{TlsParameters, TlsVersionLimit};
use super::{Host, Keepalives, ParameterError, ServerAddress};
use crate::config::{DatabaseUrl, Driver, Secret};

/// The keywords that are set, by whatever source.
pub(super) struct Settings(Vec<(&'static str, Secret)>);

impl Settings {
    pub(super) fn gather(
        url: &DatabaseUrl,
        environment: &Environment,
    ) -> Result<Self, ParameterError> {
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
    pub(super) fn text(&self, keyword: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| *known == keyword)?;
        Some(value.expose()).filter(|value| !value.is_empty())
    }

    pub(super) fn integer(&self, keyword: &'static str) -> Result<Option<i64>, ParameterError> {
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

    pub(super) fn one_of<Choice: Copy>(
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
    pub(super) fn refuse_unsupported(&self) -> Result<(), ParameterError> {
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

    pub(super) fn addresses(&self, driver: Driver) -> Result<Vec<ServerAddress>, ParameterError> {
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

    pub(super) fn find_passwords(
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
            let host = match &address.host {
                // asyncpg looks every socket up as localhost, libpq only the default one.
                Host::Socket(_) if driver == Driver::Asyncpg => "localhost".to_owned(),
                host => host.to_string(),
            };
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
    pub(super) fn session_options(
        &self,
        driver: Driver,
        environment: &Environment,
    ) -> Option<String> {
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
                options.extend(["-c ", setting, "=", &escaped]);
            }
        }
        (!options.is_empty()).then_some(options)
    }

    pub(super) fn tls(&self, environment: &Environment) -> Result<TlsParameters, ParameterError> {
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

    pub(super) fn keepalives(&self) -> Result<Keepalives, ParameterError> {
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

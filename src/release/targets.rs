//! The databases of a release: where they are, and the proof that each is the one that is meant.
//!
//! Counterpart: the "environment" and "session setup" sections of the requirements (rows 1, 9,
//! 65). A URL is a claim. What counts is what the database says of itself, and it is asked again
//! for every session, so that nothing is ever changed in a database that was not checked.

use std::fmt;

use super::obstacle::Obstacle;
use crate::config::DatabaseUrl;
use crate::db::{
    ConnectErrorKind, Connection, DatabaseIdentity, DbError, Environment, IdentityError,
    Parameters, SslMode,
};
use crate::governance::{DatabaseSettings, FailureClass, RootCause, TargetIdentity};

/// Which of a release's databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatabasePart {
    /// The one that is copied.
    Source,
    /// The copy.
    Clone,
    /// The one of the cutover.
    Production,
    /// The one whose result is compared with ours.
    Golden,
}

impl fmt::Display for DatabasePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Source => "source",
            Self::Clone => "clone",
            Self::Production => "production",
            Self::Golden => "golden",
        })
    }
}

/// Finds out how to connect, from the name of the variable that holds a URL.
pub type Lookup<'a> = dyn Fn(&str) -> Result<Parameters, Obstacle> + 'a;

/// A [`Lookup`] in the environment variables.
pub fn in_environment(environment: &Environment) -> impl Fn(&str) -> Result<Parameters, Obstacle> {
    let environment = environment.clone();
    move |variable| {
        let refused = |reason: String| {
            Obstacle::new(
                FailureClass::Gate,
                RootCause::Connection,
                format!("the environment variable {variable} {reason}"),
            )
        };
        let text = environment
            .variable(variable)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| {
                refused("is not set\nRemedy: set it to the URL of the database".to_owned())
            })?;
        let url = DatabaseUrl::parse_any_form(text)
            .map_err(|error| refused(format!("is no database URL: {error}")))?;
        Parameters::resolve(&url, &environment)
            .map_err(|error| refused(format!("cannot be used: {error}")))
    }
}

/// A database that was reached and has said what it is.
#[derive(Debug, Clone)]
pub struct Target {
    part: DatabasePart,
    settings: DatabaseSettings,
    parameters: Parameters,
    server: String,
    seen: DatabaseIdentity,
}

impl Target {
    /// Connects to the database of `settings` and asks what it is.
    ///
    /// Where encryption is demanded, a URL that would do without is refused before it is used.
    ///
    /// # Errors
    /// The variable, the connection, or a database that cannot say which it is.
    pub fn reach(
        part: DatabasePart,
        settings: &DatabaseSettings,
        lookup: &Lookup<'_>,
    ) -> Result<Self, Obstacle> {
        let parameters = lookup(&settings.url_environment)?;
        Self::reach_by(part, settings, parameters)
    }

    /// As [`Self::reach`], with the variable looked up.
    ///
    /// # Errors
    /// The connection, or a database that cannot say which it is.
    pub fn reach_by(
        part: DatabasePart,
        settings: &DatabaseSettings,
        parameters: Parameters,
    ) -> Result<Self, Obstacle> {
        let [address] = parameters.addresses.as_slice() else {
            return Err(Obstacle::gate(format!(
                "the URL of the {part} names {} servers\nRemedy: name the one that is meant",
                parameters.addresses.len()
            )));
        };
        let server = format!("{}:{}", address.host, address.port);
        if settings.require_ssl && parameters.tls.mode < SslMode::Require {
            return Err(ssl(format!(
                "the URL of the {part} allows a session in clear text, and require_ssl is set\n\
                 Remedy: sslmode=verify-full, or at least sslmode=require"
            )));
        }
        Ok(Self {
            part,
            settings: settings.clone(),
            seen: identify(part, &parameters)?.1,
            parameters,
            server,
        })
    }

    /// Which database it is for the release.
    pub fn part(&self) -> DatabasePart {
        self.part
    }

    /// How to connect to it. Whoever connects without [`Self::connect`] has checked nothing.
    pub fn parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// What it said of itself.
    pub fn seen(&self) -> &DatabaseIdentity {
        &self.seen
    }

    /// What the ledger has of it.
    pub fn identity(&self) -> TargetIdentity {
        TargetIdentity {
            database: self.seen.database.clone(),
            server: self.server.clone(),
            system_identifier: self.seen.system_identifier.clone(),
            database_oid: self.seen.oid,
            role: self.seen.role.clone(),
            encrypted: self.seen.encrypted,
            server_version: self.seen.server_version.clone(),
        }
    }

    /// A new session in the same database, which was asked again what it is.
    ///
    /// # Errors
    /// The connection; or the URL now leads elsewhere, or to another role, or is no longer
    /// encrypted.
    pub fn connect(&self) -> Result<Connection, Obstacle> {
        let (connection, now) = identify(self.part, &self.parameters)?;
        // A cipher may be another one, and `default_transaction_read_only` be set meanwhile.
        let now = Self {
            seen: now,
            ..self.clone()
        };
        if now.identity() == self.identity() && now.seen.in_recovery == self.seen.in_recovery {
            return Ok(connection);
        }
        Err(Obstacle::gate(format!(
            "the {} is not the database it was: {} is now {}",
            self.part,
            described(&self.seen),
            described(&now.seen)
        )))
    }

    /// Whether it is the database that `release.toml` means; returns what was seen.
    ///
    /// # Errors
    /// Every demand that it does not meet.
    pub fn check_identity(&self) -> Result<String, Obstacle> {
        let settings = &self.settings;
        let host = self.server.rsplit_once(':').map_or("", |(host, _)| host);
        let demands = [
            (
                "database",
                Some(&settings.database),
                self.seen.database.as_str(),
            ),
            ("host", settings.host.as_ref(), host),
            ("role", settings.role.as_ref(), &self.seen.role),
            (
                "system identifier",
                settings.system_identifier.as_ref(),
                &self.seen.system_identifier,
            ),
        ];
        let unmet: Vec<String> = demands
            .into_iter()
            .filter_map(|(what, wanted, found)| {
                let wanted = wanted.filter(|wanted| wanted.as_str() != found)?;
                Some(format!("{what} \"{found}\" instead of \"{wanted}\""))
            })
            .collect();
        if !unmet.is_empty() {
            return Err(Obstacle::gate(format!(
                "{} leads to another database than the {} of release.toml: {}",
                settings.url_environment,
                self.part,
                unmet.join(", ")
            )));
        }
        if self.seen.in_recovery && self.part != DatabasePart::Source {
            return Err(Obstacle::gate(format!(
                "the {} is a standby, which nothing can be changed in",
                self.part
            )));
        }
        Ok(format!("the {} is {}", self.part, described(&self.seen)))
    }

    /// Whether its sessions are encrypted as demanded; returns what was seen.
    ///
    /// # Errors
    /// A session in clear text where that is not allowed.
    pub fn check_encryption(&self) -> Result<String, Obstacle> {
        let part = self.part;
        match (&self.seen.encryption, self.seen.encrypted) {
            (Some(encryption), true) => {
                let trust = match self.parameters.tls.mode {
                    SslMode::VerifyFull => "certificate and host verified",
                    SslMode::VerifyCa => "certificate verified, host not",
                    SslMode::Disable | SslMode::Allow | SslMode::Prefer | SslMode::Require => {
                        "certificate not verified; sslmode=verify-full would"
                    }
                };
                Ok(format!(
                    "sessions on the {part} are encrypted by pg_stat_ssl: {encryption} ({trust})"
                ))
            }
            (None, true) => Err(ssl(format!(
                "how the session on the {part} is encrypted is not told by pg_stat_ssl"
            ))),
            (_, false) if self.settings.require_ssl => Err(ssl(format!(
                "the session on the {part} is not encrypted by pg_stat_ssl, and require_ssl is \
                 set\nRemedy: sslmode=verify-full in {}",
                self.settings.url_environment
            ))),
            (_, false) => Ok(format!(
                "sessions on the {part} are in clear text, which release.toml allows"
            )),
        }
    }

    /// Whether the second variable leads to the same database, in the same way; `None` where
    /// there is no second one.
    ///
    /// # Errors
    /// It does not, or leads nowhere.
    pub fn check_second_variable(&self, lookup: &Lookup<'_>) -> Result<Option<String>, Obstacle> {
        let Some(variable) = &self.settings.dsn_environment else {
            return Ok(None);
        };
        let settings = DatabaseSettings {
            url_environment: variable.clone(),
            ..self.settings.clone()
        };
        let second = Self::reach(self.part, &settings, lookup)?;
        let (one, other) = (self.identity(), second.identity());
        if one != other || !one.is_same_database(&other) {
            return Err(Obstacle::gate(format!(
                "{} and {variable} do not lead to the same database as the same role: {} on {}; \
                 {} on {}",
                self.settings.url_environment,
                described(&self.seen),
                one.server,
                described(&second.seen),
                other.server
            )));
        }
        Ok(Some(format!(
            "{} and {variable} lead to the same database as the same role",
            self.settings.url_environment
        )))
    }

    /// Whether this database is none of `others`; returns what was compared.
    ///
    /// # Errors
    /// It is one of them.
    pub fn check_apart_from(&self, others: &[&Self]) -> Result<String, Obstacle> {
        let own = self.identity();
        let mut text = Vec::new();
        for other in others {
            if own.is_same_database(&other.identity()) {
                return Err(Obstacle::gate(format!(
                    "the {} is the {}: both are {}\nRemedy: correct {}",
                    self.part,
                    other.part,
                    described(&self.seen),
                    self.settings.url_environment
                )));
            }
            text.push(format!(
                "not the {}, which is {}",
                other.part,
                described(&other.seen)
            ));
        }
        Ok(format!(
            "the {} is {}; {}",
            self.part,
            described(&self.seen),
            text.join("; ")
        ))
    }
}

/// Whether `target` is not the production database that was declared but cannot be reached from
/// here, as is proper for a rehearsal.
///
/// A database has one name on its server, and a cutover accepts no other name than the declared
/// one. Of the same name, it is another one only on another server.
///
/// # Errors
/// It is, or the declaration does not suffice to tell.
pub fn check_apart_from_declared(
    target: &Target,
    production: &DatabaseSettings,
) -> Result<String, Obstacle> {
    let name = &production.database;
    if *name != target.seen.database {
        return Ok(format!(
            "not production, which is declared to be called \"{name}\""
        ));
    }
    match &production.system_identifier {
        None => Err(Obstacle::gate(format!(
            "nobody can tell whether the {} is production: both are called \"{name}\", {} is not \
             to be had here, and [production] has no system_identifier\nRemedy: give the {} another \
             name, or write the answer of SELECT system_identifier FROM pg_control_system() there",
            target.part, production.url_environment, target.part
        ))),
        Some(identifier) if *identifier == target.seen.system_identifier => {
            Err(Obstacle::gate(format!(
                "the {} is production: both are {}",
                target.part,
                described(&target.seen)
            )))
        }
        Some(identifier) => Ok(format!(
            "not production, which is declared to be on the server {identifier}"
        )),
    }
}

/// A session, read only until somebody says otherwise, and what it is in.
fn identify(
    part: DatabasePart,
    parameters: &Parameters,
) -> Result<(Connection, DatabaseIdentity), Obstacle> {
    let attempted = format!("cannot connect to the {part}");
    let mut connection =
        Connection::connect(parameters).map_err(|error| refused(&attempted, &error))?;
    connection
        .end_with_process()
        .map_err(|error| refused(&attempted, &error))?;
    let seen = DatabaseIdentity::read(&mut connection).map_err(|error| match error {
        IdentityError::Database(error) => refused(
            format!("the {part} does not say which database it is"),
            &error,
        ),
        error @ IdentityError::NoSystemIdentifier { .. } => Obstacle::new(
            FailureClass::Gate,
            RootCause::Authentication,
            format!("the {part} is not known: {error}"),
        ),
        error @ (IdentityError::Pooled { .. } | IdentityError::Unreadable(_)) => Obstacle::new(
            FailureClass::Gate,
            RootCause::Connection,
            format!("the {part} is not known: {error}"),
        ),
    })?;
    Ok((connection, seen))
}

/// What the server or the connection said, with the root cause of a failure to connect.
pub(super) fn refused(attempted: impl fmt::Display, error: &DbError) -> Obstacle {
    let mut obstacle = Obstacle::database(attempted, error);
    if let DbError::Connect(error) = error {
        obstacle.root_cause = match error.kind() {
            ConnectErrorKind::Authentication => RootCause::Authentication,
            ConnectErrorKind::Tls => RootCause::Ssl,
            ConnectErrorKind::Unreachable
            | ConnectErrorKind::DatabaseMissing
            | ConnectErrorKind::NotNow
            | ConnectErrorKind::Refused => RootCause::Connection,
        };
    }
    obstacle
}

fn ssl(detail: String) -> Obstacle {
    Obstacle::new(FailureClass::Gate, RootCause::Ssl, detail)
}

/// A database in one line.
pub(super) fn described(seen: &DatabaseIdentity) -> String {
    format!(
        "the database \"{}\" (oid {}) of the server {}, as \"{}\"{}",
        seen.database,
        seen.oid,
        seen.system_identifier,
        seen.role,
        if seen.encrypted { ", encrypted" } else { "" }
    )
}

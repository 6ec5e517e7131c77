//! The PostgreSQL drivers a URL can name, and how each looks at the environment.
//!
//! Counterpart: `sqlalchemy.dialects.postgresql.*`; psycopg2 and psycopg stand on libpq,
//! asyncpg imitates a part of it, pg8000 looks at nothing but its arguments. The driver named
//! decides where Alembic would have connected, so it decides here as well, although the
//! connection itself is always ours.

use std::fmt;

use super::{DatabaseUrlError, OTHER_DIALECTS};

/// A driver of SQLAlchemy's PostgreSQL dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Driver {
    /// `postgresql://` and `postgresql+psycopg2://`.
    Psycopg2,
    /// `postgresql+psycopg2cffi://`.
    Psycopg2Cffi,
    /// `postgresql+psycopg://` and `postgresql+psycopg_async://`.
    Psycopg,
    /// `postgresql+asyncpg://`.
    Asyncpg,
    /// `postgresql+pg8000://`.
    Pg8000,
}

/// The variables asyncpg reads (`asyncpg/connect_utils.py`).
const ASYNCPG_VARIABLES: [&str; 14] = [
    "PGHOST",
    "PGPORT",
    "PGUSER",
    "PGPASSWORD",
    "PGDATABASE",
    "PGPASSFILE",
    "PGSSLMODE",
    "PGSSLNEGOTIATION",
    "PGSSLROOTCERT",
    "PGSSLCRL",
    "PGSSLCERT",
    "PGSSLKEY",
    "PGSSLMINPROTOCOLVERSION",
    "PGTARGETSESSIONATTRS",
];

impl Driver {
    /// The driver of a URL's `dialect+driver` part.
    pub(super) fn of(driver_name: &str) -> Result<Self, DatabaseUrlError> {
        let (dialect, driver) = match driver_name.split_once('+') {
            Some((dialect, driver)) => (dialect, Some(driver)),
            None => (driver_name, None),
        };
        if OTHER_DIALECTS.contains(&dialect) {
            return Err(DatabaseUrlError::OtherDatabase {
                dialect: dialect.to_owned(),
            });
        }
        match (dialect, driver) {
            ("postgresql", None | Some("base" | "psycopg2")) => Ok(Self::Psycopg2),
            ("postgresql", Some("psycopg2cffi")) => Ok(Self::Psycopg2Cffi),
            ("postgresql", Some("psycopg" | "psycopg_async")) => Ok(Self::Psycopg),
            ("postgresql", Some("asyncpg")) => Ok(Self::Asyncpg),
            ("postgresql", Some("pg8000")) => Ok(Self::Pg8000),
            _ => Err(DatabaseUrlError::UnknownDialect {
                name: driver_name.replace('+', "."),
            }),
        }
    }

    /// Whether the driver would have read the environment variable `name`.
    pub fn reads(self, name: &str) -> bool {
        match self {
            Self::Psycopg2 | Self::Psycopg2Cffi | Self::Psycopg => true,
            Self::Asyncpg => ASYNCPG_VARIABLES.contains(&name),
            Self::Pg8000 => false,
        }
    }

    /// The hosts tried when nothing names one.
    pub fn default_hosts(self) -> &'static [&'static str] {
        match self {
            Self::Psycopg2 | Self::Psycopg2Cffi | Self::Psycopg => &["/var/run/postgresql"],
            Self::Asyncpg => &[
                "/run/postgresql",
                "/var/run/postgresql",
                "/tmp",
                "/private/tmp",
                "localhost",
            ],
            Self::Pg8000 => &["localhost"],
        }
    }
}

impl fmt::Display for Driver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Psycopg2 => "psycopg2",
            Self::Psycopg2Cffi => "psycopg2cffi",
            Self::Psycopg => "psycopg",
            Self::Asyncpg => "asyncpg",
            Self::Pg8000 => "pg8000",
        })
    }
}

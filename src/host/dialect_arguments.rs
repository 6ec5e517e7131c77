//! `<dialect>_<argument>` keywords: which constructs take which (`DialectKWArgs`).
//!
//! PostgreSQL's are handed to the caller; those of the other databases SQLAlchemy ships with are
//! checked, as SQLAlchemy does, and have no effect here; those of unknown dialects SQLAlchemy only
//! warns about.

use std::rc::Rc;

use crate::python::{Interpreter, PythonError, Value};

use super::raise::sqlalchemy_error;

/// A construct that takes dialect arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Construct {
    /// `Table`.
    Table,
    /// `Column`.
    Column,
    /// `Index`.
    Index,
    /// `PrimaryKeyConstraint`.
    PrimaryKey,
    /// `UniqueConstraint`.
    Unique,
    /// `ForeignKeyConstraint`.
    ForeignKey,
    /// `CheckConstraint`.
    Check,
}

impl Construct {
    /// The class as messages show it.
    fn class(self) -> &'static str {
        match self {
            Self::Table => "sqlalchemy.sql.schema.Table",
            Self::Column => "sqlalchemy.sql.schema.Column",
            Self::Index => "sqlalchemy.sql.schema.Index",
            Self::PrimaryKey => "sqlalchemy.sql.schema.PrimaryKeyConstraint",
            Self::Unique => "sqlalchemy.sql.schema.UniqueConstraint",
            Self::ForeignKey => "sqlalchemy.sql.schema.ForeignKeyConstraint",
            Self::Check => "sqlalchemy.sql.schema.CheckConstraint",
        }
    }

    fn is_constraint(self) -> bool {
        match self {
            Self::Table | Self::Column | Self::Index => false,
            Self::PrimaryKey | Self::Unique | Self::ForeignKey | Self::Check => true,
        }
    }

    /// What the construct takes of `dialect`; `None` where SQLAlchemy knows no such dialect.
    fn accepted(self, dialect: &str) -> Option<&'static [&'static str]> {
        Some(match dialect {
            "postgresql" => self.of_postgresql(),
            "mysql" | "mariadb" => match self {
                Self::Table => &["*"],
                Self::PrimaryKey => &["using"],
                Self::Index => &["using", "length", "prefix", "with_parser"],
                _ => &[],
            },
            "sqlite" => match self {
                Self::Table => &["autoincrement", "with_rowid", "strict"],
                Self::Index => &["where"],
                Self::Column => &[
                    "on_conflict_primary_key",
                    "on_conflict_not_null",
                    "on_conflict_unique",
                ],
                _ if self.is_constraint() => &["on_conflict"],
                _ => &[],
            },
            "mssql" => match self {
                Self::PrimaryKey | Self::Unique => &["clustered"],
                Self::Index => &["clustered", "include", "where", "columnstore"],
                Self::Column => &["identity_start", "identity_increment"],
                _ => &[],
            },
            "oracle" => match self {
                Self::Table => &["resolve_synonyms", "on_commit", "compress", "tablespace"],
                Self::Index => &["bitmap", "compress", "vector"],
                _ => &[],
            },
            _ => return None,
        })
    }

    fn of_postgresql(self) -> &'static [&'static str] {
        match self {
            Self::Index => &[
                "using",
                "include",
                "where",
                "ops",
                "concurrently",
                "with",
                "tablespace",
                "nulls_not_distinct",
            ],
            Self::Table => &[
                "ignore_search_path",
                "tablespace",
                "partition_by",
                "with_oids",
                "on_commit",
                "inherits",
                "using",
            ],
            Self::Check | Self::ForeignKey => &["not_valid"],
            Self::PrimaryKey => &["include"],
            Self::Unique => &["include", "nulls_not_distinct"],
            Self::Column => &[],
        }
    }
}

/// The `postgresql_*` arguments of a construct, without the prefix.
pub(crate) struct PostgresqlArguments {
    given: Vec<(&'static str, Value)>,
}

impl PostgresqlArguments {
    /// Takes the argument `name`; `None` where it was not given, or is `None`.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        let index = self.given.iter().position(|(own, _)| *own == name)?;
        let (_, value) = self.given.swap_remove(index);
        Some(value).filter(|value| !value.is_none())
    }
}

/// Checks the keywords of a construct and picks PostgreSQL's.
pub(crate) fn dialect_arguments(
    cx: &mut Interpreter,
    construct: Construct,
    keywords: Vec<(Rc<str>, Value)>,
) -> Result<PostgresqlArguments, PythonError> {
    let mut given = Vec::new();
    for (keyword, value) in keywords {
        if keyword.starts_with('_') {
            return Err(PythonError::unsupported(format!(
                "the private argument {keyword} of {}",
                construct.class()
            )));
        }
        let split = keyword
            .char_indices()
            .skip(1)
            .find(|(index, character)| *character == '_' && index + 1 < keyword.len());
        let Some((index, _)) = split else {
            return Err(PythonError::type_error(format!(
                "Additional arguments should be named <dialectname>_<argument>, got '{keyword}'"
            )));
        };
        let (dialect, argument) = (&keyword[..index], &keyword[index + 1..]);
        let Some(accepted) = construct.accepted(dialect) else {
            continue;
        };
        let known = accepted
            .iter()
            .find(|known| **known == argument || **known == "*");
        match known {
            Some(known) if dialect == "postgresql" => given.push((*known, value)),
            Some(_) => {}
            None => {
                let message = format!(
                    "Argument '{keyword}' is not accepted by dialect '{dialect}' on behalf of \
                     <class '{}'>",
                    construct.class()
                );
                return Err(sqlalchemy_error(cx, "ArgumentError", message));
            }
        }
    }
    Ok(PostgresqlArguments { given })
}

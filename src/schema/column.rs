//! `sqlalchemy.Column` with all its arguments.

use super::constraint::{CheckConstraint, ForeignKey};
use super::expression::Expression;
use super::identity::{Computed, Identity};
use super::literal::Literal;
use super::name::Name;
use super::sequence::Sequence;
use super::server_default::ServerDefault;
use super::sql_type::SqlType;

/// The argument `autoincrement`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Autoincrement {
    /// `"auto"`: the single integer primary key without a foreign key or default.
    #[default]
    Auto,
    /// `True`: this column, and the table may have no other.
    Enabled,
    /// `False`.
    Disabled,
    /// `"ignore_fk"`: as `"auto"`, also with a foreign key.
    IgnoreForeignKey,
}

/// A default or onupdate that SQLAlchemy, not the server, applies to an INSERT or UPDATE.
///
/// DDL shows nothing of it, but a primary key with one is not SERIAL.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnDefault {
    /// A constant.
    Value(Literal),
    /// An SQL expression.
    Expression(Expression),
    /// A Python function.
    Callable,
    /// A sequence.
    Sequence(Sequence),
}

/// A column as it was given.
#[expect(
    clippy::struct_excessive_bools,
    reason = "these are the flags Column() takes"
)]
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// The argument `key`; the name where it is absent.
    pub key: Option<String>,
    /// Its type; the null type where none was given.
    pub sql_type: SqlType,
    /// The argument `nullable`, where it was given.
    pub nullable: Option<bool>,
    /// The argument `primary_key`.
    pub primary_key: bool,
    /// The argument `autoincrement`.
    pub autoincrement: Autoincrement,
    /// DEFAULT.
    pub server_default: Option<ServerDefault>,
    /// The argument `default`.
    pub default: Option<ColumnDefault>,
    /// The argument `onupdate`.
    pub onupdate: Option<ColumnDefault>,
    /// `unique=True`: a constraint, or a unique index together with `index=True`.
    pub unique: bool,
    /// `index=True`.
    pub index: bool,
    /// COMMENT ON COLUMN.
    pub comment: Option<String>,
    /// `ForeignKey` arguments in order.
    pub foreign_keys: Vec<ForeignKey>,
    /// `CheckConstraint` arguments in order.
    pub constraints: Vec<CheckConstraint>,
    /// `Identity` argument.
    pub identity: Option<Identity>,
    /// `Computed` argument.
    pub computed: Option<Computed>,
    /// `system=True`: the column exists and CREATE TABLE does not mention it.
    pub system: bool,
}

impl Column {
    /// A column of a type, everything else as SQLAlchemy presets it.
    pub fn new(name: impl Into<Name>, sql_type: SqlType) -> Self {
        Self {
            name: name.into(),
            key: None,
            sql_type,
            nullable: None,
            primary_key: false,
            autoincrement: Autoincrement::Auto,
            server_default: None,
            default: None,
            onupdate: None,
            unique: false,
            index: false,
            comment: None,
            foreign_keys: Vec::new(),
            constraints: Vec::new(),
            identity: None,
            computed: None,
            system: false,
        }
    }

    /// The key under which a table finds it.
    pub fn key(&self) -> &str {
        self.key.as_deref().unwrap_or_else(|| self.name.text())
    }
}

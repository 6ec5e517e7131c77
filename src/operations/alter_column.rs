//! `op.alter_column`.

use crate::schema::{Name, ServerDefault, SqlType, TableReference};

/// What happens to a property that can be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// The argument was `False` or not given: it stays.
    #[default]
    Unchanged,
    /// The argument was `None`: it goes away.
    Drop,
    /// It becomes this.
    Set(T),
}

/// `op.alter_column`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterColumnOp {
    /// The table.
    pub table: TableReference,
    /// The column by its present name.
    pub column_name: Name,
    /// `nullable`.
    pub nullable: Option<bool>,
    /// `server_default`.
    pub server_default: Change<ServerDefault>,
    /// `new_column_name`.
    pub new_name: Option<Name>,
    /// `type_`.
    pub sql_type: Option<SqlType>,
    /// `comment`.
    pub comment: Change<String>,
    /// `postgresql_using`.
    pub using: Option<String>,
    /// `existing_type`.
    pub existing_type: Option<SqlType>,
    /// `existing_server_default`.
    pub existing_server_default: Change<ServerDefault>,
}

impl AlterColumnOp {
    /// An alteration that changes nothing yet.
    pub fn new(table: TableReference, column_name: impl Into<Name>) -> Self {
        Self {
            table,
            column_name: column_name.into(),
            nullable: None,
            server_default: Change::Unchanged,
            new_name: None,
            sql_type: None,
            comment: Change::Unchanged,
            using: None,
            existing_type: None,
            existing_server_default: Change::Unchanged,
        }
    }
}

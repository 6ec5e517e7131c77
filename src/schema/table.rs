//! `sqlalchemy.Table` as `op.create_table` takes it.

use super::column::Column;
use super::constraint::Constraint;
use super::index::Index;
use super::name::Name;

/// A table by name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TableReference {
    /// Its name.
    pub name: Name,
    /// The schema it lives in; `None` is the first of the server's search path.
    pub schema: Option<Name>,
}

impl TableReference {
    /// A table without a schema.
    pub fn new(name: impl Into<Name>) -> Self {
        Self {
            name: name.into(),
            schema: None,
        }
    }

    /// A table in `schema`.
    pub fn with_schema(name: impl Into<Name>, schema: Option<Name>) -> Self {
        Self {
            name: name.into(),
            schema,
        }
    }
}

/// The `postgresql_*` arguments of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableOptions {
    /// `postgresql_inherits`: names of the parents.
    pub inherits: Option<Vec<Name>>,
    /// `postgresql_partition_by`, written as it is.
    pub partition_by: Option<String>,
    /// `postgresql_using`: the access method.
    pub using: Option<String>,
    /// `postgresql_with_oids`.
    pub with_oids: Option<bool>,
    /// `postgresql_on_commit`.
    pub on_commit: Option<String>,
    /// `postgresql_tablespace`.
    pub tablespace: Option<Name>,
}

/// A table with all it contains.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Name and schema.
    pub reference: TableReference,
    /// The columns in order.
    pub columns: Vec<Column>,
    /// The constraints given as arguments of the table, in order.
    pub constraints: Vec<Constraint>,
    /// The `Index` objects given as arguments of the table, in order.
    pub indexes: Vec<Index>,
    /// Words between CREATE and TABLE, such as `UNLOGGED`.
    pub prefixes: Vec<String>,
    /// COMMENT ON TABLE.
    pub comment: Option<String>,
    /// PostgreSQL's own clauses.
    pub options: TableOptions,
}

impl Table {
    /// An empty table.
    pub fn new(reference: TableReference) -> Self {
        Self {
            reference,
            columns: Vec::new(),
            constraints: Vec::new(),
            indexes: Vec::new(),
            prefixes: Vec::new(),
            comment: None,
            options: TableOptions::default(),
        }
    }
}

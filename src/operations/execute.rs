//! `op.execute` and what migrations execute on a connection.

use crate::schema::expression::TextClause;
use crate::schema::statement::Statement;
use crate::schema::{
    Domain, Enumeration, Index, Literal, Name, NamingConvention, Sequence, Table, TableReference,
};

use super::constraint::{AddConstraintOp, DropConstraintOp};
use super::table::ExistenceCheck;

/// Something a connection executes.
#[derive(Debug, Clone, PartialEq)]
pub enum Executable {
    /// A plain string or `text()`; `op.execute` treats both alike.
    Text(TextClause),
    /// `exec_driver_sql`: a string the driver gets as it is, without placeholders.
    DriverSql(String),
    /// `select()` and other statements of SQLAlchemy's.
    Statement(Statement),
    /// CREATE, DROP and their kin as objects.
    Definition(Box<DataDefinition>),
}

/// The DDL elements of `sqlalchemy.schema` and `sqlalchemy.dialects.postgresql`.
#[derive(Debug, Clone, PartialEq)]
pub enum DataDefinition {
    /// `sa.DDL(…)`: text with `%%` for a percent sign; its context is applied already.
    Text(String),
    /// `CreateSchema`.
    CreateSchema {
        /// The schema.
        name: Name,
        /// `if_not_exists`.
        existence: ExistenceCheck,
    },
    /// `DropSchema`.
    DropSchema {
        /// The schema.
        name: Name,
        /// `cascade`.
        cascade: bool,
        /// `if_exists`.
        existence: ExistenceCheck,
    },
    /// `CreateSequence`.
    CreateSequence {
        /// The sequence.
        sequence: Sequence,
        /// `if_not_exists`.
        existence: ExistenceCheck,
    },
    /// `DropSequence`.
    DropSequence {
        /// The sequence.
        sequence: Sequence,
        /// `if_exists`.
        existence: ExistenceCheck,
    },
    /// `CreateEnumType`, and `ENUM.create(bind, checkfirst=False)`.
    CreateEnumeration(Enumeration),
    /// `DropEnumType`, and `ENUM.drop(bind, checkfirst=False)`.
    DropEnumeration(Enumeration),
    /// `DOMAIN.create()`.
    CreateDomain(Domain),
    /// `DOMAIN.drop()`.
    DropDomain(Domain),
    /// `CreateTable`, and what `Table.create()` writes behind types and sequences.
    CreateTable {
        /// The table.
        table: Table,
        /// `if_not_exists`.
        existence: ExistenceCheck,
        /// The convention of the collection the table belongs to.
        naming_convention: NamingConvention,
        /// What is written beside the table.
        parts: TableParts,
    },
    /// `DropTable`.
    DropTable {
        /// The table.
        table: TableReference,
        /// `if_exists`.
        existence: ExistenceCheck,
    },
    /// `CreateIndex`.
    CreateIndex {
        /// The table it belongs to.
        table: TableReference,
        /// The index.
        index: Index,
        /// `if_not_exists`.
        existence: ExistenceCheck,
        /// The convention of the collection the table belongs to.
        naming_convention: NamingConvention,
    },
    /// `DropIndex`.
    DropIndex {
        /// The table it belongs to.
        table: TableReference,
        /// The index.
        index: Index,
        /// `if_exists`.
        existence: ExistenceCheck,
        /// The convention of the collection the table belongs to.
        naming_convention: NamingConvention,
    },
    /// `AddConstraint`.
    AddConstraint(AddConstraintOp),
    /// `DropConstraint`.
    DropConstraint(DropConstraintOp),
}

/// What comes with CREATE TABLE.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableParts {
    /// The statement alone.
    Alone,
    /// Indexes and comments behind it.
    WithIndexesAndComments,
}

/// The values of one execution, by name of the placeholder.
pub type Parameters = Vec<(String, Literal)>;

/// The values given beside a statement.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum StatementParameters {
    /// None were given.
    #[default]
    None,
    /// A dictionary: one execution.
    One(Parameters),
    /// A list of dictionaries: one execution each.
    Many(Vec<Parameters>),
}

/// The execution options a migration can set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExecutionOptions {
    /// `isolation_level`.
    pub isolation_level: Option<String>,
}

/// `op.execute` and `connection.execute`.
#[derive(Debug, Clone, PartialEq)]
pub struct ExecuteSqlOp {
    /// What is executed.
    pub statement: Executable,
    /// Values beside it; `op.execute` takes none.
    pub parameters: StatementParameters,
    /// `execution_options`.
    pub options: ExecutionOptions,
}

impl ExecuteSqlOp {
    /// A statement without values and options.
    pub fn new(statement: Executable) -> Self {
        Self {
            statement,
            parameters: StatementParameters::None,
            options: ExecutionOptions::default(),
        }
    }
}

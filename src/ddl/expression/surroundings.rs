//! What the place of an expression says about how it is written: keyword arguments that
//! SQLAlchemy's `visit_…` methods hand down (`include_table`, `literal_binds`, `use_schema`).

use super::super::options::{BoundValues, Target};

/// Whether columns show the table they belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum TableNames {
    /// `table.column`, where the table is known.
    Shown,
    /// `column`: inside of CREATE TABLE and its kin.
    Hidden,
}

/// What becomes of bound values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum Values {
    /// SQLAlchemy writes them as literals (`literal_binds`).
    Literals,
    /// Their places are marked.
    Placeholders,
    /// The driver writes them.
    Driver,
}

impl Values {
    /// What becomes of them in a statement that is no DDL.
    pub(in crate::ddl) fn of(target: Target) -> Self {
        match target {
            Target::Script {
                values: BoundValues::Literals,
                ..
            } => Self::Literals,
            Target::Script {
                values: BoundValues::Placeholders,
                ..
            } => Self::Placeholders,
            Target::Server => Self::Driver,
        }
    }
}

/// What becomes of the schemas of tables in FROM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum Schemas {
    /// They are written.
    Written,
    /// They would be left out (`use_schema=False`), which makes another table of it.
    Lost,
}

//! `op.create_index`, `op.drop_index`.

use crate::schema::{Index, IndexConcurrency, Name, TableReference};

use super::table::ExistenceCheck;

/// `op.create_index`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateIndexOp {
    /// The table it belongs to.
    pub table: TableReference,
    /// The index.
    pub index: Index,
    /// `if_not_exists`.
    pub existence: ExistenceCheck,
}

/// `op.drop_index`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropIndexOp {
    /// Its name.
    pub index_name: Name,
    /// The table it belongs to, where it was given.
    pub table_name: Option<Name>,
    /// The schema it lives in.
    pub schema: Option<Name>,
    /// `if_exists`.
    pub existence: ExistenceCheck,
    /// `postgresql_concurrently`.
    pub concurrency: IndexConcurrency,
}

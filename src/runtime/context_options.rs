//! What `context.configure()` said that matters to a run.

use crate::schema::NamingConvention;

use super::transaction_mode::TransactionMode;
use super::version_table::VersionTable;

/// The options of a [`MigrationContext`](super::MigrationContext).
#[derive(Debug, Clone, Default)]
pub struct ContextOptions {
    /// `version_table`, `version_table_schema`, `version_table_pk`.
    pub version_table: VersionTable,
    /// `transactional_ddl`, `transaction_per_migration`.
    pub transaction_mode: TransactionMode,
    /// The naming convention of `target_metadata`.
    pub naming_convention: NamingConvention,
    /// What `env.py` executes in the transaction the run takes place in.
    pub transaction_setup: Vec<String>,
}

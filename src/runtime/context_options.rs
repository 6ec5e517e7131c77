//! What `context.configure()` said that matters to a run.

use crate::schema::NamingConvention;

use super::transaction_mode::TransactionMode;
use super::version_table::VersionTable;

/// Whether `env.py` calls `run_migrations()` inside of `context.begin_transaction()`, which is what
/// writes the BEGIN and the COMMIT around a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScriptFrame {
    /// Inside: BEGIN comes first and COMMIT last.
    #[default]
    Transaction,
    /// Outside: neither is written.
    Bare,
}

/// The options of a [`MigrationContext`](super::MigrationContext).
#[derive(Debug, Clone, Default)]
pub struct ContextOptions {
    /// `version_table`, `version_table_schema`, `version_table_pk`.
    pub version_table: VersionTable,
    /// `transactional_ddl`, `transaction_per_migration`.
    pub transaction_mode: TransactionMode,
    /// The naming convention of `target_metadata`.
    pub naming_convention: NamingConvention,
    /// Whether a script has one transaction around it, where its mode asks for one.
    pub script_frame: ScriptFrame,
    /// What `env.py` executes in the transaction the run takes place in.
    pub transaction_setup: Vec<String>,
}

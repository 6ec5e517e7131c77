//! Running migrations: which steps, in which transactions, and the rows of `alembic_version`.
//!
//! The counterpart of `alembic.runtime.migration`. A [`MigrationContext`] walks the steps of a
//! plan and evaluates each `upgrade()` with a sink: one that writes a script, one that executes on
//! a server, one that only checks.

mod context_options;
mod error;
mod head_maintainer;
mod loading;
mod migration_context;
mod observe;
mod online_run;
mod outcome;
mod record;
mod script_run;
mod server_rows;
pub mod sinks;
mod step;
mod transaction_mode;
mod version_table;
mod version_width;
mod walk;
mod watch;

pub use context_options::{ContextOptions, ScriptFrame};
pub use error::RuntimeError;
pub use head_maintainer::{HeadMaintainer, VersionWrite};
pub use migration_context::{MakeInterpreter, MigrationContext, Print, SharedSink};
pub use observe::Observation;
pub use online_run::Purge;
pub use outcome::{RecordedStep, RunFailure, RunOutcome, StepCheck};
pub use step::MigrationStep;
pub use transaction_mode::TransactionMode;
pub use version_table::{ColumnWidth, VersionTable, VersionTableState};
pub use version_width::VersionWidth;
pub use watch::{StatementWatch, WatchedKind, WatchedStatement};

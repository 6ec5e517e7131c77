//! What may be typed: one `*Args` struct per command, whose doc comments are the help.
//!
//! The counterpart of `alembic.config.CommandLine`; names, short forms and places of the options
//! are Alembic's, so that a script written for it runs unchanged.

mod arguments;
mod branches;
mod check;
mod completion;
mod current;
mod downgrade;
mod edit;
mod ensure_version;
mod gate;
mod global;
mod graph;
mod heads;
mod history;
mod hyphenated;
mod init;
mod list_templates;
mod manual;
mod merge;
mod parity;
mod plan;
mod release;
mod revision;
mod show;
mod snapshot;
mod sql;
mod stamp;
mod upgrade;

pub use arguments::{Cli, Command, Interruption, InterruptionKind};
pub use branches::BranchesArgs;
pub use check::CheckArgs;
pub use completion::{CompletionArgs, Shell};
pub use current::CurrentArgs;
pub use downgrade::DowngradeArgs;
pub use edit::EditArgs;
pub use ensure_version::EnsureVersionArgs;
pub use gate::{GateArgs, ReportFormat};
pub use global::{GlobalArgs, Sandbox};
pub use graph::{GraphArgs, GraphFormat};
pub use heads::HeadsArgs;
pub use history::HistoryArgs;
pub use init::InitArgs;
pub use list_templates::ListTemplatesArgs;
pub use manual::{ManualArgs, ManualPage};
pub use merge::MergeArgs;
pub use parity::{ParityArgs, Side};
pub use plan::{FailOn, PlanArgs};
pub use release::{
    DocumentFlow, DocumentOptions, ReleaseApproveArgs, ReleaseArgs, ReleaseChecklistArgs,
    ReleaseCommand, ReleaseCutoverArgs, ReleaseOptions, ReleasePlanArgs, ReleaseRehearseArgs,
    ReleaseResolveArgs, ReleaseRollbackArgs, ReleaseRunbookArgs, ReleaseVerifyArgs,
};
pub use revision::RevisionArgs;
pub use show::ShowArgs;
pub use snapshot::SnapshotArgs;
pub use sql::SqlArgs;
pub use stamp::StampArgs;
pub use upgrade::UpgradeArgs;

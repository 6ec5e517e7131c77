//! What may be typed: one `*Args` struct per command, whose doc comments are the help.
//!
//! The counterpart of `alembic.config.CommandLine`; names, short forms and places of the options
//! are Alembic's, so that a script written for it runs unchanged.

mod arguments;
mod branches;
mod current;
mod downgrade;
mod ensure_version;
mod gate;
mod global;
mod heads;
mod history;
mod plan;
mod show;
mod sql;
mod stamp;
mod upgrade;

pub use arguments::{Cli, Command, Interruption, InterruptionKind};
pub use branches::BranchesArgs;
pub use current::CurrentArgs;
pub use downgrade::DowngradeArgs;
pub use ensure_version::EnsureVersionArgs;
pub use gate::{GateArgs, ReportFormat};
pub use global::{GlobalArgs, Sandbox};
pub use heads::HeadsArgs;
pub use history::HistoryArgs;
pub use plan::{FailOn, PlanArgs};
pub use show::ShowArgs;
pub use sql::SqlArgs;
pub use stamp::StampArgs;
pub use upgrade::UpgradeArgs;

//! One file per verb: orchestration only, and the one place where errors become exit statuses.
//!
//! The counterpart of `alembic.command` and of `alembic.config.CommandLine.run_cmd`.

mod asked_range;
mod branches;
mod check;
mod completion;
mod current;
mod database;
mod database_facts;
mod decision;
mod defects;
mod downgrade;
mod edit;
mod ensure_version;
mod environment;
mod error;
mod evaluation;
mod failure;
mod finding_reports;
mod gate;
mod governed;
mod graph;
mod heads;
mod history;
mod init;
mod invocation;
mod list_templates;
mod logging;
mod manual;
mod merge;
mod offline;
mod plan;
mod project;
mod report;
mod result;
mod revision;
mod run;
mod session;
mod show;
mod sql;
mod stamp;
mod symbols;
mod template_variables;
mod upgrade;
mod writing;

pub use error::{CommandError, ExitStatus};
pub use report::Report;
pub use run::run;

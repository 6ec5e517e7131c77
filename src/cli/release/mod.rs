//! `release`: the governed release of a database, from the plan to the evidence. Alembic has no
//! counterpart.

mod approve;
mod command;
mod cutover;
mod documents;
mod options;
mod plan;
mod rehearse;
mod resolve;
mod rollback;
mod verify;

pub use approve::ReleaseApproveArgs;
pub use command::{ReleaseArgs, ReleaseCommand};
pub use cutover::ReleaseCutoverArgs;
pub use documents::{DocumentFlow, DocumentOptions, ReleaseChecklistArgs, ReleaseRunbookArgs};
pub use options::ReleaseOptions;
pub use plan::ReleasePlanArgs;
pub use rehearse::ReleaseRehearseArgs;
pub use resolve::ReleaseResolveArgs;
pub use rollback::ReleaseRollbackArgs;
pub use verify::ReleaseVerifyArgs;

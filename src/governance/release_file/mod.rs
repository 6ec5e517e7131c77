//! `release.toml`: the one file that says what a release is. Unknown keys are errors.

mod checks;
mod content;
mod database_checks;
mod duration;
mod error;
#[cfg(test)]
mod example;
mod fault;
mod names;
mod reading;
mod secrets;

pub use content::{
    Approvals, AttestationDemand, AutocommitLeave, BackfillBound, CloneDelta, CloneMethod,
    CloneSettings, DatabaseSettings, ExpectedObjects, ExplainedDifference, Golden, Guard,
    Justification, Probe, ProbeClass, Reference, RehearsalDemand, ReleaseFile, RowCountExplanation,
    RowCounts, Tier,
};
pub use duration::parse_duration;
pub use error::ReleaseFileError;
#[cfg(test)]
pub(super) use example::example;
pub use fault::Fault;

//! Why a document must not be used.

/// Why a document must not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// A release that is only rehearsed has no documents of a cutover.
    #[error("release.toml has no [production], so that there is no cutover to write of")]
    NoCutover,
    /// Nobody writes a document of a rollback.
    #[error("a rollback has no document of its own; it is part of the rehearsal's")]
    NoDocument,
    /// The document of a rehearsal would lead somebody to production.
    #[error("the rehearsal's document would have what belongs to production: {what}")]
    Production {
        /// What.
        what: String,
    },
    /// A checklist and a runbook have different transcripts.
    #[error(
        "the transcripts part at step {step}: the checklist has {checklist}, the runbook {runbook}"
    )]
    Transcript {
        /// The step, from 1.
        step: usize,
        /// What the checklist has there.
        checklist: String,
        /// What the runbook has there.
        runbook: String,
    },
    /// A document without a transcript is none of ours.
    #[error("there is no transcript in the {0}")]
    NoTranscript(&'static str),
}

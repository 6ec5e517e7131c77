//! Attestations: what a person says, in a file, because no program can find it out.
//!
//! The three of the cutover are the approved preflight, the write freeze, and the window in which a
//! DBA can restore the database to a point in time.

mod content;
mod demand;

pub use content::{Attestation, AttestationError};
pub use demand::{AttestationExpectation, PITR_WINDOW};

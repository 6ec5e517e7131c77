//! What a database is at one moment, in a file, and what differs between two moments.
//!
//! Alembic's counterpart is the comparison of `alembic check`, which asks whether a database is
//! what the models say; here two databases are held against each other, or one against what it was.
//! A [`Snapshot`] is captured in one transaction that provably changes nothing. [`compare`] names
//! every [`Difference`] of structure, and [`classify`] parts them into explained and unexplained.

mod capture;
mod compare;
mod compare_rows;
mod difference;
mod error;
mod explanations;
mod facts;
mod file;
mod matching;
mod report;
mod scope;
mod summary;
mod text;

pub use compare::{compare, tally};
pub use compare_rows::{compare_contents, compare_counts, compare_sequences};
pub use difference::{Difference, Dimension, Weight};
pub use error::SnapshotError;
pub use explanations::read_explanations;
pub use file::{CapturedDatabase, ReadOnlyProof, Snapshot};
pub use report::{Compared, Explained, Explanation, Extent, ParityReport, classify};
pub use scope::{CaptureScope, StructureScope, Tables};

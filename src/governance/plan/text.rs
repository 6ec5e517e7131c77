//! A plan as text: the bytes that its digest is of, and that approvals sign.

use std::path::{Path, PathBuf};

use super::content::ReleasePlan;
use crate::governance::Digest;
use crate::governance::reading::read_file;

/// The longest a plan may be, in bytes.
const MOST_BYTES: u64 = 256 << 20;

/// Why a plan's file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// It cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// It is not what a plan is written as.
    #[error("{} is no plan of a release: {reason}", path.display())]
    NoPlan {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// It says what a plan says, in other bytes.
    #[error(
        "{} is not as 'release plan' wrote it: its bytes have changed, though not what it says",
        path.display()
    )]
    Rewritten {
        /// The file.
        path: PathBuf,
    },
}

impl ReleasePlan {
    /// The version of the format.
    pub const FORMAT: u32 = 1;

    /// The plan as JSON, with a line break at its end: the bytes of `plan.json`.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a plan has only text for keys and no number that JSON lacks");
        text.push('\n');
        text
    }

    /// The digest of [`Self::to_json`], which `sha256sum plan.json` prints.
    pub fn digest(&self) -> Digest {
        Digest::of(self.to_json())
    }

    /// Reads a plan that was written before.
    ///
    /// # Errors
    /// A file that is no plan of this format, and one whose bytes are not those a plan is written
    /// as: its digest would not be the plan's.
    pub fn read(path: &Path) -> Result<Self, PlanError> {
        let no_plan = |reason| PlanError::NoPlan {
            path: path.to_owned(),
            reason,
        };
        let bytes = read_file(path, MOST_BYTES).map_err(|source| PlanError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let plan: Self =
            serde_json::from_slice(&bytes).map_err(|error| no_plan(error.to_string()))?;
        if plan.format != Self::FORMAT {
            return Err(no_plan(format!(
                "it has format {}, and this program reads {}",
                plan.format,
                Self::FORMAT
            )));
        }
        if plan.to_json().as_bytes() != bytes {
            return Err(PlanError::Rewritten {
                path: path.to_owned(),
            });
        }
        Ok(plan)
    }
}

//! Why `release.toml` cannot be used.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use super::fault::Fault;
use super::secrets;
use crate::source::{Origin, SourceFile, Span};

/// Why `release.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseFileError {
    /// It cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// It is no text, or longer than any release is.
    #[error("{} is no release file: {reason}", path.display())]
    NoText {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        reason: &'static str,
    },
    /// Something in it is wrong.
    #[error("{}", sentence(file, faults))]
    Faulty {
        /// The file.
        file: Arc<SourceFile>,
        /// What is wrong, in the order of the text; never empty.
        faults: Vec<Fault>,
    },
}

impl ReleaseFileError {
    /// What is wrong with the contents.
    pub fn faults(&self) -> &[Fault] {
        match self {
            Self::Faulty { faults, .. } => faults,
            Self::Unreadable { .. } | Self::NoText { .. } => &[],
        }
    }

    /// The place of a fault, for a report that shows its line; none where the text holds a secret,
    /// which no report may show.
    pub fn excerpt(&self, fault: &Fault) -> Option<Origin> {
        match self {
            Self::Faulty { file, .. } if secrets::is_secret(file.text()) => None,
            Self::Faulty { file, .. } => Some(origin(file, fault)),
            Self::Unreadable { .. } | Self::NoText { .. } => None,
        }
    }
}

fn origin(file: &Arc<SourceFile>, fault: &Fault) -> Origin {
    let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    let span = Span::new(offset(fault.range.start), offset(fault.range.end));
    Origin::new(Arc::clone(file), span)
}

/// Every fault with its line.
fn sentence(file: &Arc<SourceFile>, faults: &[Fault]) -> String {
    let mut text = String::new();
    for fault in faults {
        let separator = if text.is_empty() { "" } else { "\n" };
        let place = origin(file, fault);
        write!(text, "{separator}{place}: {}", fault.message)
            .expect("writing to a string does not fail");
    }
    text
}

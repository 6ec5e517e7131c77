//! The file of explained differences that `parity --explain` reads.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::error::SnapshotError;
use super::report::Explanation;

/// The tables `[[explained]]`, as `release.toml` has them too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExplanationFile {
    explained: Vec<Explanation>,
}

/// Reads explanations. Unknown keys are errors, and so is a reason that says nothing.
///
/// # Errors
/// [`SnapshotError::File`], [`SnapshotError::Explanations`] with file and line.
pub fn read_explanations(path: &Path) -> Result<Vec<Explanation>, SnapshotError> {
    let text = fs::read_to_string(path).map_err(|source| SnapshotError::File {
        path: path.to_owned(),
        source,
    })?;
    let refused = |reason: String| SnapshotError::Explanations {
        path: path.to_owned(),
        reason,
    };
    let file: ExplanationFile =
        toml::from_str(&text).map_err(|error| refused(error.to_string()))?;
    match file
        .explained
        .iter()
        .find(|explanation| explanation.reason.trim().is_empty())
    {
        Some(explanation) => Err(refused(format!(
            "the difference of '{}' is explained without a reason",
            explanation.object
        ))),
        None => Ok(file.explained),
    }
}

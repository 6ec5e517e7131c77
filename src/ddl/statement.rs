//! One SQL statement and where it came from.

use crate::source::Origin;

use super::options::Target;
use super::python_text::strip;

/// A statement ready to be written into a script or sent to a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The text, without a semicolon at its end.
    pub text: String,
    /// The call in the migration that asked for it.
    pub origin: Origin,
}

impl Statement {
    /// Finishes the compiler's raw text for `target`.
    ///
    /// A script gets four spaces for each tab, as Alembic writes it, also inside of literals; a
    /// server gets the text as it is. White space around the statement goes in both cases.
    pub(super) fn finish(raw: &str, target: Target, origin: &Origin) -> Self {
        let text = match target {
            Target::Script { .. } => strip(&raw.replace('\t', "    ")).to_owned(),
            Target::Server => strip(raw).to_owned(),
        };
        Self {
            text,
            origin: origin.clone(),
        }
    }
}

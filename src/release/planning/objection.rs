//! What keeps a plan from being a plan: found when it is made, before anybody can sign it.

use std::fmt;

/// Something that a release must not have, with its place and its remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The file and the line, or the file.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// The remedy.
    pub remedy: String,
}

impl fmt::Display for Objection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}

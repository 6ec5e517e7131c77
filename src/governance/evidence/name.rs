//! Names of evidence files: one flat folder, nothing that leads out of it.

use std::fmt;
use std::path::Path;

use super::error::EvidenceError;

/// The longest name in bytes; file systems take 255, and a suffix is added while it is written.
const LONGEST: usize = 200;

/// The name of a file in an evidence folder.
///
/// It begins with a letter or digit and has letters, digits, `.`, `_` and `-` only; letters of all
/// scripts, because tables have such names. No name leads out of the folder, is hidden, is taken
/// for an option, or needs quoting in `SHA256SUMS`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceName(String);

impl EvidenceName {
    /// Checks a name.
    ///
    /// # Errors
    /// [`EvidenceError::Name`] says what it may not have.
    pub fn new(name: &str) -> Result<Self, EvidenceError> {
        let refused = |reason| EvidenceError::Name {
            name: name.chars().take(LONGEST).collect(),
            reason,
        };
        let Some(first) = name.chars().next() else {
            return Err(refused("it is empty"));
        };
        if name.len() > LONGEST {
            return Err(refused("it is longer than 200 bytes"));
        }
        if !first.is_alphanumeric() {
            return Err(refused("it does not begin with a letter or digit"));
        }
        let allowed = |one: char| one.is_alphanumeric() || matches!(one, '.' | '_' | '-');
        match name.chars().all(allowed) {
            true => Ok(Self(name.to_owned())),
            false => Err(refused("it has a character that is not allowed")),
        }
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<Path> for EvidenceName {
    fn as_ref(&self) -> &Path {
        Path::new(&self.0)
    }
}

impl fmt::Display for EvidenceName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::EvidenceName;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        for name in [
            "prod_heads_preflight.log",
            "prod_açãofks.log",
            "plan.json",
            "0a",
            "a..b",
        ] {
            assert!(EvidenceName::new(name).is_ok(), "{name}");
        }
        let long = "x".repeat(201);
        for name in [
            "", ".", "..", "../a", "a/b", "a\\b", ".a", "-a", "a b", "a\n", "a\0", "/a", &long,
        ] {
            assert!(EvidenceName::new(name).is_err(), "{name:?}");
        }
    }
}

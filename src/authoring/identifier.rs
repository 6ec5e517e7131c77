//! Identifiers of new revisions: `alembic.util.rev_id`, and which ones are refused.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use super::error::AuthoringError;
use crate::script::{Declaration, HeaderLines, Loading, Revision, RevisionId};

/// Words that mean something else wherever a revision may be named.
const SYMBOLS: [&str; 4] = ["base", "current", "head", "heads"];

/// A new identifier: the last twelve hexadecimal digits of a random UUID, which are random all.
///
/// # Errors
/// Where the operating system has no randomness to give.
pub fn new_identifier() -> Result<RevisionId, AuthoringError> {
    let mut bytes = [0_u8; 6];
    File::open("/dev/urandom")
        .and_then(|mut device| device.read_exact(&mut bytes))
        .map_err(AuthoringError::Randomness)?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(RevisionId::from(digits))
}

/// Refuses an identifier that Alembic would not load, or that nobody could name afterwards.
pub(super) fn verify_identifier(id: &RevisionId) -> Result<(), AuthoringError> {
    let alone = Revision {
        id: id.clone(),
        down_revisions: Vec::new(),
        dependencies: Vec::new(),
        branch_labels: Vec::new(),
        declaration: Declaration {
            path: PathBuf::new(),
            lines: HeaderLines::default(),
        },
        loading: Loading::Declares,
    };
    alone.verify().map_err(AuthoringError::Identifier)?;
    let reason = if id.as_str().is_empty() {
        "it is empty"
    } else if SYMBOLS.contains(&id.as_str()) {
        "every command takes it for a symbol"
    } else if id.as_str().contains(['/', '\0']) {
        "it is part of a file name"
    } else {
        return Ok(());
    };
    Err(AuthoringError::UnusableIdentifier {
        id: id.clone(),
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_twelve_digits_and_differ() {
        let (one, other) = (new_identifier().unwrap(), new_identifier().unwrap());
        assert_ne!(one, other);
        assert!(one.as_str().len() == 12 && one.as_str().chars().all(|c| c.is_ascii_hexdigit()));
        verify_identifier(&one).unwrap();
    }

    #[test]
    fn identifiers_with_a_meaning_are_refused() {
        let refusal = |id| {
            verify_identifier(&RevisionId::from(id))
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            refusal("a-b@c"),
            "Character(s) '-, @' not allowed in revision identifier 'a-b@c'"
        );
        for id in ["", "head", "base", "../a"] {
            assert!(
                refusal(id).contains("cannot be a revision identifier"),
                "{id}"
            );
        }
    }
}

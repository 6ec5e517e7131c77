//! AL019: names that the server shortens.

use crate::findings::{Finding, Rule};

use super::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    case.reading
        .long_identifiers
        .iter()
        .map(|name| {
            Finding::new(
                Rule::IdentifierTooLong,
                format!(
                    "the name {name} has {} bytes; the server keeps 63",
                    name.len()
                ),
            )
        })
        .collect()
}

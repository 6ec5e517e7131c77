//! Secrets that somebody has written into `release.toml`: refused without showing them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use toml::de::{DeTable, DeValue};

use super::fault::Faults;

/// A URL with a password, `password=…` of a connection string, or the beginning of a private key.
static SECRET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)[a-z][a-z0-9+.-]*://[^\s/@:]*:[^\s@]+@|\bpassword\s*=\s*'?[^\s';,)]+|-----BEGIN [A-Z ]*PRIVATE KEY-----",
    )
    .expect("the pattern is valid")
});

/// Whether a text holds a secret.
pub(super) fn is_secret(text: &str) -> bool {
    SECRET.is_match(text)
}

/// Notes every text of the document that holds a secret.
pub(super) fn check(faults: &mut Faults<'_>) {
    let mut places = Vec::new();
    in_table(faults.document().get_ref(), &mut places);
    for (key, range) in places {
        faults.add_at(
            range,
            format!("'{key}' holds a URL or a text with a password"),
            "Name the environment variable that holds the URL; a release file is committed and \
             its text becomes evidence. Change the password, for it may have been seen."
                .to_owned(),
        );
    }
}

fn in_table(table: &DeTable<'_>, places: &mut Vec<(String, Range<usize>)>) {
    for (key, value) in table {
        in_value(key.get_ref(), value.get_ref(), &value.span(), places);
    }
}

fn in_value(
    key: &str,
    value: &DeValue<'_>,
    range: &Range<usize>,
    places: &mut Vec<(String, Range<usize>)>,
) {
    match value {
        DeValue::String(text) if is_secret(text) => {
            places.push((key.to_owned(), range.clone()));
        }
        DeValue::Array(array) => {
            for element in array {
                in_value(key, element.get_ref(), &element.span(), places);
            }
        }
        DeValue::Table(table) => in_table(table, places),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}

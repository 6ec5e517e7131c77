//! The settings by which a server writes definitions and values, pinned for a while.
//!
//! Counterpart: what `pg_dump` sets at the beginning of its session. What is read of two servers
//! can only be compared when both write it in one way, whatever their configuration.

use super::cell::Cell;
use super::connection::Connection;
use super::error::DbError;

/// Names are qualified, times are UTC, numbers are exact; a policy that would hide rows is an error.
/// Nothing is compiled: a query of many branches over small catalogs would take seconds to be
/// compiled, and milliseconds to be run.
const SETTINGS: [(&str, &str); 12] = [
    ("search_path", ""),
    ("DateStyle", "ISO, YMD"),
    ("IntervalStyle", "postgres"),
    ("TimeZone", "UTC"),
    ("bytea_output", "hex"),
    ("extra_float_digits", "1"),
    ("lc_monetary", "C"),
    ("xmlbinary", "base64"),
    ("quote_all_identifiers", "off"),
    ("standard_conforming_strings", "on"),
    ("row_security", "off"),
    ("jit", "off"),
];

/// Does `work` with the settings pinned, inside of the transaction that is open, and puts them
/// back.
///
/// Where `work` fails they stay until the transaction, which has failed as well, is rolled back.
pub(crate) fn pinned<T, E: From<DbError>>(
    connection: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, E>,
) -> Result<T, E> {
    let current: Vec<String> = SETTINGS
        .iter()
        .map(|(name, _)| format!("current_setting('{name}')"))
        .collect();
    let rows = connection.query(&format!("SELECT {}", current.join(", ")))?;
    let before: Vec<&str> = rows
        .rows
        .iter()
        .flatten()
        .filter_map(Cell::as_text)
        .collect();
    set(connection, SETTINGS.iter().map(|(_, value)| *value))?;
    let outcome = work(connection)?;
    set(connection, before.into_iter())?;
    Ok(outcome)
}

/// Sets all of them until the end of the transaction.
fn set<'a>(
    connection: &mut Connection,
    values: impl Iterator<Item = &'a str>,
) -> Result<(), DbError> {
    let calls: Vec<String> = SETTINGS
        .iter()
        .zip(values)
        .map(|((name, _), value)| {
            // E'' reads backslashes alike whatever standard_conforming_strings says.
            let value = value.replace('\\', "\\\\").replace('\'', "''");
            format!("set_config('{name}', E'{value}', true)")
        })
        .collect();
    connection
        .query(&format!("SELECT {}", calls.join(", ")))
        .map(drop)
}

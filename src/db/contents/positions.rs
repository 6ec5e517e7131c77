//! How far sequences have counted.

use serde::{Deserialize, Serialize};

use super::relations::TEXT;
use crate::db::{Cell, Connection, DbError};

/// How many sequences one request asks about.
const SEQUENCES_PER_REQUEST: usize = 50;

/// Where a sequence is. It is not part of any transaction: another session may move it any time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SequencePosition {
    /// The value given out last, or the first one to be given out.
    pub last_value: i64,
    /// Whether it has been given out.
    pub is_called: bool,
}

/// The positions of all sequences of users, sorted by their qualified names.
///
/// # Errors
/// The server's: a sequence that may not be read is an error.
pub fn sequence_positions(
    connection: &mut Connection,
) -> Result<Vec<(String, SequencePosition)>, DbError> {
    let names = connection.query(
        "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_catalog.pg_class c \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' \
         AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'",
    )?;
    let mut names: Vec<&str> = names
        .rows
        .iter()
        .flatten()
        .filter_map(Cell::as_text)
        .collect();
    names.sort_unstable();
    let mut positions = Vec::with_capacity(names.len());
    for group in names.chunks(SEQUENCES_PER_REQUEST) {
        let parts: Vec<String> = group
            .iter()
            .enumerate()
            .map(|(place, name)| {
                format!("SELECT {place} AS place, last_value, is_called FROM {name}")
            })
            .collect();
        let request = format!("{} ORDER BY place", parts.join(" UNION ALL "));
        let rows = connection.query(&request)?.rows;
        for (place, name) in group.iter().enumerate() {
            let Some([_, Cell::Integer(last_value), Cell::Bool(is_called)]) =
                rows.get(place).map(Vec::as_slice)
            else {
                return Err(DbError::Value {
                    column: (*name).to_owned(),
                    type_oid: TEXT,
                    reason: "the server's answer is no position of a sequence".to_owned(),
                });
            };
            let position = SequencePosition {
                last_value: *last_value,
                is_called: *is_called,
            };
            positions.push(((*name).to_owned(), position));
        }
    }
    Ok(positions)
}

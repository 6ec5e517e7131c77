//! Which tables a transaction has changed rows of, by the server's own counters.
//!
//! Counterpart: `pg_stat_xact_user_tables`, PostgreSQL's chapter "The Cumulative Statistics
//! System". The counters of a session may hold what it did a moment before, so that only the
//! difference between the beginning and the end of a transaction is the transaction's.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::{Cell, Connection};
use crate::release::Obstacle;

/// The rows inserted, updated and deleted, by table, named as snapshots name it.
pub(super) type RowChanges = BTreeMap<String, [i64; 3]>;

const COUNTERS: &str = "\
SELECT current_setting('track_counts') = 'on',
       CASE WHEN relname IS NOT NULL THEN format('%I.%I', schemaname, relname) END,
       n_tup_ins, n_tup_upd, n_tup_del
FROM (VALUES (0)) AS always LEFT JOIN pg_stat_xact_user_tables
  ON n_tup_ins + n_tup_upd + n_tup_del > 0
ORDER BY schemaname, relname";

/// Reads the counters of the open transaction.
///
/// # Errors
/// The server refuses, or does not count (`track_counts`).
pub(super) fn read_row_changes(connection: &mut Connection) -> Result<RowChanges, Obstacle> {
    let rows = connection
        .query(COUNTERS)
        .map_err(|error| Obstacle::database("cannot read the counters of changed rows", &error))?;
    let mut changes = RowChanges::new();
    for row in &rows.rows {
        let [counted, table, inserted, updated, deleted] = row.as_slice() else {
            return Err(Obstacle::gate(
                "the counters of changed rows cannot be read",
            ));
        };
        if counted.as_bool() != Some(true) {
            return Err(Obstacle::gate(
                "the server does not count changed rows; set track_counts = on",
            ));
        }
        let count = |cell: &Cell| cell.as_integer();
        if let (Some(table), Some(inserted), Some(updated), Some(deleted)) = (
            table.as_text(),
            count(inserted),
            count(updated),
            count(deleted),
        ) {
            changes.insert(table.to_owned(), [inserted, updated, deleted]);
        } else if *table != Cell::Null {
            return Err(Obstacle::gate(
                "the counters of changed rows cannot be read",
            ));
        }
    }
    if rows.rows.is_empty() {
        return Err(Obstacle::gate(
            "the counters of changed rows cannot be read",
        ));
    }
    Ok(changes)
}

/// What has changed between two readings.
pub(super) fn changes_between(begin: &RowChanges, end: &RowChanges) -> RowChanges {
    end.iter()
        .filter_map(|(table, counts)| {
            let before = begin.get(table).copied().unwrap_or_default();
            let difference = [
                counts[0] - before[0],
                counts[1] - before[1],
                counts[2] - before[2],
            ];
            (difference != [0; 3]).then(|| (table.clone(), difference))
        })
        .collect()
}

/// The tables whose rows were changed although their state before was not captured.
///
/// `uncaptured` are the tables there were before the release without being captured: one that the
/// release has made has no state before.
pub(super) fn beyond_captured<'a>(
    changes: &'a RowChanges,
    uncaptured: &BTreeSet<String>,
) -> Vec<&'a str> {
    changes
        .keys()
        .filter(|table| uncaptured.contains(*table))
        .map(String::as_str)
        .collect()
}

/// `public.a +3 ~0 -0`, a line a table.
pub(super) fn row_changes_text(changes: &RowChanges) -> String {
    changes
        .iter()
        .map(|(table, [inserted, updated, deleted])| {
            format!("rows of {table}: +{inserted} ~{updated} -{deleted}\n")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{RowChanges, beyond_captured, changes_between};

    #[test]
    fn only_what_the_transaction_did_counts() {
        let begin = RowChanges::from([("public.a".to_owned(), [5, 0, 0])]);
        let end = RowChanges::from([
            ("public.a".to_owned(), [5, 0, 0]),
            ("public.b".to_owned(), [0, 1, 0]),
            ("public.new".to_owned(), [9, 0, 0]),
        ]);
        let changes = changes_between(&begin, &end);
        assert_eq!(changes.len(), 2);
        let uncaptured = ["public.a".to_owned(), "public.b".to_owned()].into();
        assert_eq!(beyond_captured(&changes, &uncaptured), ["public.b"]);
    }
}

//! How many rows each statement of an upgrade changes, against what was approved.
//!
//! Counterpart: the abort gate "backfill UPDATE affects unexpected row volume". The server counts,
//! table by table, what the open transaction has done so far (`pg_stat_xact_user_tables`); the
//! difference before and after a statement is the statement's, whatever triggers, functions or DO
//! blocks took part. A row that an UPDATE moves to another partition counts twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::{Cell, Connection};
use crate::governance::{BackfillBound, FailureClass, RootCause};
use crate::safety::{RowsVerb, known_statements, rows_question};

use super::obstacle::Obstacle;
use super::prediction::predicted;
use super::table_name::qualified_table;

/// The rows changed so far in the open transaction, by table; a partition counts for its root.
const CHANGED_ROWS: &str = "
SELECT n.nspname || '.' || c.relname,
       sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del)::bigint
  FROM pg_catalog.pg_stat_xact_user_tables s
  JOIN pg_catalog.pg_class c ON c.oid = coalesce(pg_catalog.pg_partition_root(s.relid), s.relid)
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0
 GROUP BY 1";

/// The tables that are there.
const TABLES: &str = "
SELECT n.nspname || '.' || c.relname
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%'
   AND n.nspname <> 'information_schema'";

/// Counts the rows of an upgrade.
#[derive(Debug)]
pub(super) struct Volumes {
    bounds: Vec<BackfillBound>,
    met: BTreeSet<usize>,
    /// The tables that were there before.
    existing: BTreeSet<String>,
    version_table: String,
    counters: BTreeMap<String, u64>,
    /// How many statements of a revision have changed a table, by both.
    statements: BTreeMap<(String, String), usize>,
    checked: usize,
}

/// Where it stands which rows a statement changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listing {
    /// In its text.
    InText,
    /// In the database.
    InDatabase,
}

impl Volumes {
    /// Begins to count, outside of a transaction.
    ///
    /// # Errors
    /// The server's, or that it does not count (`track_counts`).
    pub(super) fn begin(
        connection: &mut Connection,
        bounds: &[BackfillBound],
        version_table: &str,
    ) -> Result<Self, Obstacle> {
        let refused = |error| Obstacle::database("cannot read what is counted", &error);
        let tracked = connection.query("SHOW track_counts").map_err(refused)?;
        if tracked.single().and_then(Cell::as_text) != Some("on") {
            return Err(Obstacle::gate(
                "the server does not count changed rows (track_counts is off), so that no backfill \
                 can be held against its bounds; set track_counts = on",
            ));
        }
        let tables = connection.query(TABLES).map_err(refused)?;
        Ok(Self {
            bounds: bounds.to_vec(),
            met: BTreeSet::new(),
            existing: tables
                .rows
                .iter()
                .filter_map(|row| row.first().and_then(Cell::as_text))
                .map(str::to_owned)
                .collect(),
            version_table: qualified_table(version_table),
            counters: BTreeMap::new(),
            statements: BTreeMap::new(),
            checked: 0,
        })
    }

    /// Predicts what a statement of `revision` would do, and stops one that would change more rows
    /// than approved before it is sent. Returns a line where something is predicted.
    ///
    /// # Errors
    /// More rows than approved; or the session is lost.
    pub(super) fn before(
        &self,
        revision: &str,
        sql: &str,
        connection: &mut Connection,
    ) -> Result<Option<String>, Obstacle> {
        let Some(question) = rows_question(sql) else {
            return Ok(None);
        };
        let table = qualified_table(&question.table.to_string());
        let key = (revision.to_owned(), table.clone());
        let number = self.statements.get(&key).copied().unwrap_or_default() + 1;
        let Some(bound) = self.bound(revision, &table, number) else {
            return Ok(None);
        };
        let Some(rows) = predicted(&question, connection)? else {
            return Ok(None);
        };
        if rows > bound.maximum {
            return Err(out_of_bounds(format!(
                "statement {number} of {revision} on {table} would change {rows} rows, and was not \
                 sent; approved are {} to {}",
                bound.minimum, bound.maximum
            ))
            .with_fact("statement", sql)
            .with_fact("predicted_rows", rows.to_string()));
        }
        Ok(Some(format!(
            "{rows} rows of {table} to be changed, counted before"
        )))
    }

    /// The bound that speaks of a statement; one for this very statement goes before one for each.
    fn bound(&self, revision: &str, table: &str, number: usize) -> Option<&BackfillBound> {
        let speaking = self.bounds.iter().filter(|bound| {
            bound.revision == revision
                && qualified_table(&bound.table) == table
                && bound.statement.is_none_or(|wanted| wanted == number)
        });
        speaking.max_by_key(|bound| bound.statement.is_some())
    }

    /// Counts what a statement of `revision` has done, and holds it against the bounds. Returns a
    /// line for each table it has changed, or was meant to change.
    ///
    /// # Errors
    /// More or fewer rows than approved, or rows of a table that was there before without bounds.
    pub(super) fn after(
        &mut self,
        revision: &str,
        sql: &str,
        connection: &mut Connection,
    ) -> Result<Vec<String>, Obstacle> {
        let mut changed = self.changes(connection)?;
        let mut listed = BTreeSet::new();
        let mut queried = BTreeSet::new();
        for change in known_statements(sql)
            .into_iter()
            .flat_map(|one| one.changes)
        {
            let table = qualified_table(&change.table.to_string());
            changed.entry(table.clone()).or_insert(0);
            match change.verb {
                RowsVerb::InsertValues => listed.insert(table),
                RowsVerb::InsertQuery
                | RowsVerb::Upsert
                | RowsVerb::Update
                | RowsVerb::Delete
                | RowsVerb::Truncate
                | RowsVerb::Merge => queried.insert(table),
            };
        }
        changed.remove(&self.version_table);
        let mut lines = Vec::new();
        for (table, rows) in changed {
            // How many rows are inserted is in the approved text itself.
            let listing = if listed.contains(&table) && !queried.contains(&table) {
                Listing::InText
            } else {
                Listing::InDatabase
            };
            lines.push(self.check(revision, &table, rows, listing, sql)?);
        }
        Ok(lines)
    }

    /// Begins to count anew in a transaction that has just begun: the server may still show what an
    /// earlier one of the session has changed.
    ///
    /// # Errors
    /// The server's.
    pub(super) fn rebase(&mut self, connection: &mut Connection) -> Result<(), Obstacle> {
        self.counters = BTreeMap::new();
        self.changes(connection).map(drop)
    }

    /// Whether every bound has met the statement it speaks of.
    ///
    /// # Errors
    /// One has not: the approved backfill did not take place.
    pub(super) fn complete(&self) -> Result<String, Obstacle> {
        for (index, bound) in self.bounds.iter().enumerate() {
            if !self.met.contains(&index) {
                let statement = bound
                    .statement
                    .map_or("any statement".to_owned(), |number| {
                        format!("statement {number}")
                    });
                return Err(out_of_bounds(format!(
                    "a backfill was approved that did not take place: {statement} of {} on {}; \
                     remedy: take its [[backfill]] out of release.toml, or find out why the \
                     revision no longer has it",
                    bound.revision, bound.table
                )));
            }
        }
        Ok(format!(
            "{} changes of rows in tables that were there before, each within its bounds",
            self.checked
        ))
    }

    fn check(
        &mut self,
        revision: &str,
        table: &str,
        rows: u64,
        listing: Listing,
        sql: &str,
    ) -> Result<String, Obstacle> {
        let key = (revision.to_owned(), table.to_owned());
        let number = self.statements.entry(key).or_default();
        *number += 1;
        let number = *number;
        if !self.existing.contains(table) {
            return Ok(format!("{rows} rows of {table}, which the release makes"));
        }
        self.checked += 1;
        for (index, bound) in self.bounds.iter().enumerate() {
            if bound.revision == revision
                && qualified_table(&bound.table) == table
                && bound.statement.is_none_or(|wanted| wanted == number)
            {
                self.met.insert(index);
            }
        }
        let Some(bound) = self.bound(revision, table, number) else {
            if listing == Listing::InText {
                return Ok(format!("{rows} rows of {table}, which the statement lists"));
            }
            return Err(out_of_bounds(format!(
                "statement {number} of {revision} on {table} changed {rows} rows, and release.toml \
                 has no [[backfill]] for it; remedy: say how many rows it may change"
            ))
            .with_fact("statement", sql)
            .with_fact("rows", rows.to_string()));
        };
        if !(bound.minimum..=bound.maximum).contains(&rows) {
            return Err(out_of_bounds(format!(
                "statement {number} of {revision} on {table} changed {rows} rows; approved are {} \
                 to {}",
                bound.minimum, bound.maximum
            ))
            .with_fact("statement", sql)
            .with_fact("rows", rows.to_string()));
        }
        Ok(format!(
            "{rows} rows of {table} (statement {number} of the revision on it; approved {} to {})",
            bound.minimum, bound.maximum
        ))
    }

    /// The rows by table since the last time.
    fn changes(&mut self, connection: &mut Connection) -> Result<BTreeMap<String, u64>, Obstacle> {
        let answer = connection
            .query(CHANGED_ROWS)
            .map_err(|error| Obstacle::database("cannot read how many rows changed", &error))?;
        let mut counters = BTreeMap::new();
        for row in &answer.rows {
            let [Cell::Text(table), Cell::Integer(rows)] = row.as_slice() else {
                return Err(Obstacle::gate("the count of changed rows cannot be read"));
            };
            let rows = u64::try_from(*rows)
                .map_err(|_| Obstacle::gate("the count of changed rows is negative"))?;
            counters.insert(table.clone(), rows);
        }
        let changes = counters
            .iter()
            .map(|(table, rows)| {
                let before = self.counters.get(table).copied().unwrap_or(0);
                // A TRUNCATE sets the count of its table back.
                (table.clone(), rows.saturating_sub(before))
            })
            .filter(|(_, rows)| *rows > 0)
            .collect();
        self.counters = counters;
        Ok(changes)
    }
}

fn out_of_bounds(detail: String) -> Obstacle {
    Obstacle::new(FailureClass::Gate, RootCause::BackfillVolume, detail)
        .with_fact("gate", "backfill-volume")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Listing, Volumes};
    use crate::governance::{BackfillBound, RootCause};

    fn bound(statement: Option<usize>, minimum: u64, maximum: u64) -> BackfillBound {
        BackfillBound {
            revision: "a1".to_owned(),
            table: "funds".to_owned(),
            statement,
            minimum,
            maximum,
        }
    }

    fn volumes(bounds: Vec<BackfillBound>) -> Volumes {
        Volumes {
            bounds,
            met: BTreeSet::new(),
            existing: BTreeSet::from(["public.funds".to_owned()]),
            version_table: "public.alembic_version".to_owned(),
            counters: BTreeMap::new(),
            statements: BTreeMap::new(),
            checked: 0,
        }
    }

    fn check(volumes: &mut Volumes, table: &str, rows: u64) -> Result<String, RootCause> {
        let checked = volumes.check("a1", table, rows, Listing::InDatabase, "UPDATE");
        checked.map_err(|obstacle| obstacle.root_cause)
    }

    #[test]
    fn rows_are_held_against_the_bound_of_their_statement() {
        let mut volumes = volumes(vec![bound(None, 0, 5), bound(Some(2), 7, 9)]);
        assert!(check(&mut volumes, "public.funds", 5).is_ok());
        assert!(check(&mut volumes, "public.funds", 8).is_ok());
        assert_eq!(
            check(&mut volumes, "public.funds", 8),
            Err(RootCause::BackfillVolume)
        );
        assert!(volumes.complete().is_ok());
    }

    #[test]
    fn too_few_rows_are_as_wrong_as_too_many() {
        let mut volumes = volumes(vec![bound(Some(1), 1, 5)]);
        assert_eq!(
            check(&mut volumes, "public.funds", 0),
            Err(RootCause::BackfillVolume)
        );
    }

    #[test]
    fn only_a_table_that_the_release_makes_needs_no_bound() {
        let mut volumes = volumes(Vec::new());
        assert!(check(&mut volumes, "public.new", 1_000).is_ok());
        assert_eq!(
            check(&mut volumes, "public.funds", 1),
            Err(RootCause::BackfillVolume)
        );
        let listed = volumes.check("a1", "public.funds", 2, Listing::InText, "INSERT");
        assert!(listed.is_ok());
    }

    #[test]
    fn an_approved_backfill_must_take_place() {
        let volumes = volumes(vec![bound(None, 0, 5)]);
        let missing = volumes.complete().expect_err("no statement met the bound");
        assert!(missing.detail.contains("did not take place"), "{missing}");
    }
}

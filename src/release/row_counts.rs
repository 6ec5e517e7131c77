//! Row counts: the tables that a clone must share with its source, row for row or nearly.
//!
//! Counterpart: "row-count parity", with its tolerance and its documented explanations (rows 22,
//! 23).

use std::collections::{BTreeMap, BTreeSet};

use super::obstacle::Obstacle;
use super::table_name::{qualified_table, quoted_table};
use super::targets::refused;
use crate::db::{Cell, Connection, quoted_literal};
use crate::governance::RowCounts;

/// Counts the rows of the tables in one statement, and so in one snapshot.
///
/// The names of the answer have their schemas.
///
/// # Errors
/// The server's: a table that is not there, or not to be read.
pub fn row_counts(
    connection: &mut Connection,
    tables: &[String],
) -> Result<BTreeMap<String, u64>, Obstacle> {
    if tables.is_empty() {
        return Ok(BTreeMap::new());
    }
    let counts: Vec<String> = tables
        .iter()
        .map(|table| {
            let name = quoted_literal(&qualified_table(table));
            format!("SELECT {name}, count(*) FROM {}", quoted_table(table))
        })
        .collect();
    let answer = connection
        .query(&counts.join("\nUNION ALL\n"))
        .map_err(|error| refused("cannot count rows", &error))?;
    answer
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [Cell::Text(table), Cell::Integer(rows)] => u64::try_from(*rows)
                .map(|rows| (table.clone(), rows))
                .map_err(|_| Obstacle::gate(format!("{table} has a negative number of rows"))),
            _ => Err(Obstacle::gate("the counted rows cannot be read")),
        })
        .collect()
}

/// Compares the counts of the source and of the clone; returns the table of them, for the
/// evidence.
///
/// A difference is all right within the tolerance, or where an explanation speaks of this table
/// and of exactly these two counts.
///
/// # Errors
/// The table of all counts, where one of them differs or is not known.
pub fn row_count_parity(
    settings: &RowCounts,
    source: &BTreeMap<String, u64>,
    copy: &BTreeMap<String, u64>,
) -> Result<String, Obstacle> {
    let mut text = format!(
        "tolerance: {} of the rows of the source\n{:<40} {:>12} {:>12}  verdict\n",
        settings.tolerance, "table", "source", "clone"
    );
    let mut failed = Vec::new();
    for table in &settings.tables {
        let name = qualified_table(table);
        let (verdict, shown) = match (source.get(&name), copy.get(&name)) {
            (Some(&source), Some(&copy)) => (
                verdict(settings, &name, source, copy),
                [source.to_string(), copy.to_string()],
            ),
            (source, copy) => (
                Err("not counted on both sides".to_owned()),
                [source, copy].map(|count| count.map_or("?".to_owned(), u64::to_string)),
            ),
        };
        let (words, holds) = match verdict {
            Ok(words) => (words, true),
            Err(words) => (words, false),
        };
        text.push_str(&format!(
            "{name:<40} {:>12} {:>12}  {words}\n",
            shown[0], shown[1]
        ));
        if !holds {
            failed.push(name);
        }
    }
    if failed.is_empty() {
        return Ok(text);
    }
    Err(Obstacle::parity(format!(
        "row counts differ: {}\n{text}Remedy: make the clone anew, or explain exactly these \
         numbers in [[row_counts.explained]]",
        failed.join(", ")
    )))
}

/// The tables whose counts differ, all the same, within the tolerance or as explained.
pub(super) fn row_counts_within(
    settings: &RowCounts,
    source: &BTreeMap<String, u64>,
    copy: &BTreeMap<String, u64>,
) -> BTreeSet<String> {
    settings
        .tables
        .iter()
        .map(|table| qualified_table(table))
        .filter(|name| match (source.get(name), copy.get(name)) {
            (Some(&source), Some(&copy)) => {
                source != copy && verdict(settings, name, source, copy).is_ok()
            }
            _ => false,
        })
        .collect()
}

fn verdict(settings: &RowCounts, name: &str, source: u64, copy: u64) -> Result<String, String> {
    let difference = source.abs_diff(copy);
    if difference == 0 {
        return Ok("equal".to_owned());
    }
    if is_within(difference, source, settings.tolerance) {
        return Ok(format!("{difference} row(s) apart, within the tolerance"));
    }
    let about = |explanation: &&crate::governance::RowCountExplanation| {
        qualified_table(&explanation.table) == name
    };
    let mut explanations = settings.explained.iter().filter(about).peekable();
    if explanations.peek().is_none() {
        return Err(format!("DIFFERS by {difference} row(s), not explained"));
    }
    match explanations.find(|found| found.source == source && found.clone_rows == copy) {
        Some(explanation) => Ok(format!("explained: {}", explanation.reason)),
        None => Err(format!(
            "DIFFERS by {difference} row(s); the explanation speaks of other numbers"
        )),
    }
}

/// Whether a difference is at most this share of the rows of the source. Of no rows, no share is
/// a row.
fn is_within(difference: u64, source: u64, tolerance: f64) -> bool {
    // Numbers of rows beyond 2^53 are compared as the nearest number that a float has.
    #[allow(clippy::cast_precision_loss)]
    let (difference, source) = (difference as f64, source as f64);
    (0.0..=1.0).contains(&tolerance) && source > 0.0 && difference <= source * tolerance
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::row_count_parity;
    use crate::governance::{RowCountExplanation, RowCounts};

    fn outcome(tolerance: f64, source: u64, copy: Option<u64>) -> Result<String, String> {
        let settings = RowCounts {
            tables: vec!["funds".to_owned()],
            tolerance,
            explained: vec![RowCountExplanation {
                table: "public.funds".to_owned(),
                source: 10,
                clone_rows: 7,
                reason: "three test funds".to_owned(),
            }],
        };
        let counts = |rows: Option<u64>| -> BTreeMap<String, u64> {
            rows.map(|rows| ("public.funds".to_owned(), rows))
                .into_iter()
                .collect()
        };
        row_count_parity(&settings, &counts(Some(source)), &counts(copy))
            .map_err(|obstacle| obstacle.detail)
    }

    #[test]
    fn a_difference_is_within_the_tolerance_or_explained_by_its_very_numbers() {
        for (tolerance, source, copy, holds) in [
            (0.0, 5, Some(5), true),
            (0.001, 1000, Some(999), true),
            (0.001, 1000, Some(1001), true),
            (0.001, 1000, Some(998), false),
            (0.001, 999, Some(998), false),
            (1.0, 0, Some(1), false),
            (f64::NAN, 1000, Some(999), false),
            (0.0, 10, Some(7), true),
            (0.0, 10, Some(6), false),
            (0.0, 11, Some(7), false),
            (1.0, 10, None, false),
        ] {
            let found = outcome(tolerance, source, copy);
            assert_eq!(
                found.is_ok(),
                holds,
                "{tolerance} {source} {copy:?}: {found:?}"
            );
        }
        assert!(outcome(0.0, 10, Some(7)).is_ok_and(|text| text.contains("three test funds")));
        assert!(outcome(0.0, 10, Some(6)).is_err_and(|text| text.contains("other numbers")));
    }
}

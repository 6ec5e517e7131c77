//! The re-run guard: whether a release has been applied to a database already.
//!
//! Counterpart: `PREFLIGHT ABORT: axis substrate already present (6 tables)`, exit status 3. It is
//! asked before anything else touches the database, in a read-only transaction. What the guard
//! cannot find out is not "not applied": it fails as a gate.

use super::obstacle::Obstacle;
use super::probes;
use crate::db::Connection;
use crate::governance::{FailureClass, Guard, RootCause};

/// What the version table and the catalog say about a release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied<'a> {
    /// The rows of the version table; none where there is none.
    pub versions: &'a [String],
    /// The revisions of the release's path.
    pub path: &'a [String],
    /// The tables the release makes.
    pub tables: &'a [String],
}

/// Finds out whether the release has been applied, by its version rows, its tables and its guards.
///
/// Returns what was asked and answered, for the evidence.
///
/// # Errors
/// An obstacle of the class [`FailureClass::RerunGuard`] whose detail begins with
/// `PREFLIGHT ABORT: `; one of a gate where a guard gives no whole number.
pub fn check(
    connection: &mut Connection,
    applied: &Applied<'_>,
    guards: &[Guard],
) -> Result<String, Obstacle> {
    if let Some(version) = applied
        .versions
        .iter()
        .find(|version| applied.path.contains(version))
    {
        return Err(abort(&format!(
            "revision {version} of this release is recorded in the version table"
        )));
    }
    let mut text = format!(
        "version rows: {} (none of this release)\n",
        if applied.versions.is_empty() {
            "none".to_owned()
        } else {
            applied.versions.join(", ")
        }
    );
    text.push_str(&check_tables(connection, applied.tables)?);
    for guard in guards {
        text.push_str(&check_guard(connection, guard)?);
    }
    Ok(text)
}

/// All tables of the release at once are a release that was applied; some of them are for the
/// gates of structure to judge.
fn check_tables(connection: &mut Connection, tables: &[String]) -> Result<String, Obstacle> {
    let quoted: Vec<String> = tables
        .iter()
        .map(|table| format!("to_regclass({})", literal(&regclass_text(table))))
        .collect();
    if quoted.is_empty() {
        return Ok(String::new());
    }
    let sql = format!("SELECT num_nonnulls({})", quoted.join(", "));
    let answers = probes::ask_queries(connection, [("tables of the release", sql.as_str())])?;
    let found = count(&answers["tables of the release"]).ok_or_else(|| {
        Obstacle::gate("the number of tables of the release that are there cannot be read")
    })?;
    if usize::try_from(found) == Ok(tables.len()) {
        return Err(abort(&format!(
            "every table of this release is already present ({found} tables)"
        )));
    }
    Ok(format!(
        "tables of the release that are there: {found} of {}\n",
        tables.len()
    ))
}

fn check_guard(connection: &mut Connection, guard: &Guard) -> Result<String, Obstacle> {
    let name = format!("guard \"{}\"", guard.message);
    let answers = probes::ask_queries(connection, [(name.as_str(), guard.sql.as_str())])?;
    let answer = &answers[&name];
    match count(answer) {
        Some(0) => Ok(format!("{name}: 0\n")),
        Some(_) => Err(abort(&guard.message.replace("{}", answer))),
        None => Err(Obstacle::gate(format!(
            "the {name} answers {answer}, which is no whole number; its query must answer 0 \
             before the release is applied and more afterwards"
        ))),
    }
}

fn abort(message: &str) -> Obstacle {
    Obstacle::new(
        FailureClass::RerunGuard,
        RootCause::SqlDrift,
        format!("PREFLIGHT ABORT: {message}"),
    )
}

fn count(answer: &str) -> Option<i64> {
    answer.parse().ok()
}

/// A table's name as `to_regclass` reads it: `schema.name`, or a name in `public`.
fn regclass_text(table: &str) -> String {
    let (schema, name) = table.split_once('.').unwrap_or(("public", table));
    format!("{}.{}", quoted(schema), quoted(name))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if doubled.contains('\\') {
        format!("E'{}'", doubled.replace('\\', "\\\\"))
    } else {
        format!("'{doubled}'")
    }
}

#[cfg(test)]
mod tests {
    use super::{literal, regclass_text};

    #[test]
    fn names_are_quoted_for_the_catalog() {
        assert_eq!(regclass_text("funds"), "\"public\".\"funds\"");
        assert_eq!(regclass_text("s.A\"b"), "\"s\".\"A\"\"b\"");
        assert_eq!(literal("it's"), "'it''s'");
        assert_eq!(literal("a\\b"), "E'a\\\\b'");
    }
}

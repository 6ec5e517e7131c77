//! How many rows a backfill would change, found out before it is sent.
//!
//! Counterpart: "predicted count by SELECT count(*) WHERE …" of the abort gate of unexpected row
//! volume. The question is the statement's own, asked in the very transaction under a savepoint
//! that is read only. A table with rules, row security, partitions, heirs or triggers before the
//! change may change another number of rows than the question finds; nothing is predicted there.
//! Triggers after it can only change more, so that a prediction says at least how many rows, and
//! only too many are stopped by it. What a statement did is judged afterwards all the same.

use crate::db::{Cell, Connection, DbError, quoted_literal};
use crate::safety::RowsQuestion;

use super::obstacle::Obstacle;

/// The rows that a statement would change at least; `None` where nobody can tell without running it.
///
/// # Errors
/// The session is lost, or its transaction cannot go on.
pub(super) fn predicted(
    question: &RowsQuestion,
    connection: &mut Connection,
) -> Result<Option<u64>, Obstacle> {
    let failed =
        |error: DbError| Obstacle::database("cannot ask how many rows would change", &error);
    connection
        .execute("SAVEPOINT alembic_rs_prediction")
        .map_err(failed)?;
    let found = ask(question, connection);
    connection
        .execute(
            "ROLLBACK TO SAVEPOINT alembic_rs_prediction; \
             RELEASE SAVEPOINT alembic_rs_prediction",
        )
        .map_err(failed)?;
    match found {
        Ok(rows) => Ok(rows),
        Err(error) if connection.is_interrupted() => Err(failed(error)),
        // Where the question fails, the statement will: what it says is the abort gate's to judge.
        Err(_) => Ok(None),
    }
}

fn ask(question: &RowsQuestion, connection: &mut Connection) -> Result<Option<u64>, DbError> {
    connection.execute("SET LOCAL transaction_read_only = on")?;
    let table = quoted_literal(&question.table.to_string());
    let is_plain = connection.query(&format!(
        "SELECT c.relkind = 'r' AND NOT c.relispartition AND NOT c.relhassubclass
                AND NOT c.relrowsecurity
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid)
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid
                                   AND t.tgenabled <> 'D' AND t.tgtype::integer & 66 <> 0)
           FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass({table})"
    ))?;
    if is_plain.single().and_then(Cell::as_bool) != Some(true) {
        return Ok(None);
    }
    let answer = connection.query(&question.sql)?;
    let rows = answer.single().and_then(Cell::as_integer);
    Ok(rows.and_then(|rows| u64::try_from(rows).ok()))
}

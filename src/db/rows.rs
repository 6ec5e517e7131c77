//! What a statement leaves behind: a completion, and perhaps rows.
//!
//! Counterpart: psycopg2's `cursor.rowcount`, `cursor.statusmessage`, `cursor.description` and
//! `fetchall()`.

use super::cell::Cell;
use super::observed_stream::{Column, StatementAnswer};

/// How the last statement of a request ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The server's command tag, such as `INSERT 0 3`; absent for an empty statement.
    pub command_tag: Option<String>,
    /// The rows inserted, updated, deleted or returned; `None` for statements without a count.
    pub rows_affected: Option<u64>,
}

impl Completion {
    /// The end of the last statement of a request.
    pub(super) fn of(answers: &[StatementAnswer]) -> Self {
        answers.last().map(Self::of_answer).unwrap_or_default()
    }

    /// The ends of all statements of a request, in order.
    pub(super) fn each(answers: &[StatementAnswer]) -> Vec<Self> {
        answers.iter().map(Self::of_answer).collect()
    }

    fn of_answer(answer: &StatementAnswer) -> Self {
        let command_tag = answer.command_tag.clone();
        let rows_affected = command_tag
            .as_deref()
            .and_then(|tag| tag.rsplit(' ').next()?.parse().ok());
        Self {
            command_tag,
            rows_affected,
        }
    }
}

/// The rows of a statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// The columns; none if the statement returns no rows.
    pub columns: Vec<Column>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<Cell>>,
    /// How the statement ended.
    pub completion: Completion,
}

impl Rows {
    /// The single value of a result of one row and one column.
    pub fn single(&self) -> Option<&Cell> {
        match self.rows.as_slice() {
            [row] if row.len() == 1 => row.first(),
            _ => None,
        }
    }
}

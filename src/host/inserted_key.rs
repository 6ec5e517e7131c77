//! `result.inserted_primary_key`: which values tell the row that was inserted.

use crate::operations::{Executable, ExecuteSqlOp, Parameters, QueryResult, StatementParameters};
use crate::schema::statement::{
    AssignedValue, Assignments, FromKind, GeneratedKey, InsertSource, Statement, TableElement,
};
use crate::schema::{ColumnDefault, Constraint, Literal};

/// A column of the primary key.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyColumn {
    /// Its key.
    pub(crate) key: String,
    /// Its name, as RETURNING shows it.
    name: String,
    /// Its value, where the statement said it.
    given: Option<Literal>,
}

/// What a result says of inserted primary keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum InsertedKeys {
    /// The statement is no `insert()`.
    NoInsert,
    /// It was executed several times at once.
    Many,
    /// `returning()` was called: rows are what was asked for.
    Returning,
    /// The columns of the key; rows are the database's part of it.
    One(Vec<KeyColumn>),
    /// A key nothing is known of: of `inline()` and of several rows.
    Unknown,
}

impl InsertedKeys {
    /// What the statement will tell.
    pub(crate) fn of(operation: &ExecuteSqlOp) -> Self {
        let Executable::Statement(Statement::Insert(insert)) = &operation.statement else {
            return Self::NoInsert;
        };
        if !insert.returning.is_empty() {
            return Self::Returning;
        }
        let nothing = Parameters::new();
        let executed = match &operation.parameters {
            StatementParameters::None => &nothing,
            StatementParameters::One(set) => set,
            StatementParameters::Many(sets) => match sets.as_slice() {
                [] => &nothing,
                [only] => only,
                _ => return Self::Many,
            },
        };
        let row = Assignments::default();
        let given = match &insert.source {
            InsertSource::Unspecified => &row,
            InsertSource::Row(given) => given,
            InsertSource::Rows(_) | InsertSource::Query { .. } => return Self::Unknown,
        };
        match (insert.generated_key, insert.table.kind()) {
            (GeneratedKey::Returned, FromKind::Table(element)) => {
                Self::One(key_columns(element, given, executed))
            }
            _ => Self::Unknown,
        }
    }
}

impl KeyColumn {
    /// Its value in the row that was inserted.
    pub(crate) fn value(&self, result: &QueryResult) -> Literal {
        let position = result.columns.iter().position(|name| *name == self.name);
        let returned = position.and_then(|position| result.rows.first()?.get(position));
        returned
            .or(self.given.as_ref())
            .cloned()
            .unwrap_or(Literal::None)
    }
}

/// The columns of the primary key in order, with the values the statement said.
fn key_columns(
    element: &TableElement,
    given: &Assignments,
    executed: &Parameters,
) -> Vec<KeyColumn> {
    let table = &element.table;
    let constraint = table
        .constraints
        .iter()
        .rev()
        .find_map(|constraint| match constraint {
            Constraint::PrimaryKey(key) => Some(key),
            _ => None,
        });
    let mut columns: Vec<_> = match constraint {
        Some(key) => key
            .columns
            .iter()
            .filter_map(|name| {
                let mut columns = table.columns.iter();
                columns.find(|column| column.key() == name.text())
            })
            .collect(),
        None => Vec::new(),
    };
    for column in table.columns.iter().filter(|column| column.primary_key) {
        if !columns.iter().any(|known| known.key() == column.key()) {
            columns.push(column);
        }
    }
    columns
        .into_iter()
        .map(|column| {
            let executed = executed.iter().rev().find(|(key, _)| key == column.key());
            let said = match given.get(column.key()) {
                Some(AssignedValue::Literal(literal)) => Some(literal),
                Some(AssignedValue::Expression(_)) => None,
                None => match &column.default {
                    Some(ColumnDefault::Value(value)) => Some(value),
                    _ => None,
                },
            };
            KeyColumn {
                key: column.key().to_owned(),
                name: column.name.text().to_owned(),
                given: executed.map(|(_, value)| value).or(said).cloned(),
            }
        })
        .collect()
}

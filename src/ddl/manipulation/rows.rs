//! Which columns an INSERT fills, and with what (`crud._scan_cols`, `_extend_values_for_multiparams`).

use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::{AssignedValue, Assignments};
use crate::schema::{Column, ColumnDefault};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::selectable::Scope;
use super::assigned::ParameterName;
use super::columns::{KeyReturning, TargetColumn, TargetTable};

/// The columns of one row with the texts of their values.
#[derive(Debug, Default)]
pub(super) struct FilledRow<'a> {
    /// Positions and texts, in the order they are written.
    pub(super) values: Vec<(&'a Column, String)>,
    /// Columns of the primary key that the database generates.
    pub(super) generated_keys: Vec<Expression>,
}

/// Whether the generated key is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyWanted {
    /// It is.
    Yes,
    /// It is not.
    No,
}

impl ExpressionCompiler<'_> {
    /// The row an INSERT fills; the first of several decides which columns that are.
    pub(super) fn filled_row<'a>(
        self,
        scope: &Scope,
        table: &'a TargetTable<'_>,
        given: &Assignments,
        name: ParameterName,
        wanted: KeyWanted,
    ) -> Result<FilledRow<'a>, DdlError> {
        self.require_consumed(table, given)?;
        let mut row = FilledRow::default();
        for target in &table.columns {
            let column = &*target.column;
            let manipulations = scope.manipulations();
            let mut returned = false;
            let value = if let Some(value) = given.get(target.key()) {
                returned = wanted == KeyWanted::Yes
                    && target.primary_key
                    && table.key_returning == KeyReturning::Available
                    && is_computed(value);
                Some(self.assigned(column, name, value)?)
            } else if let Some(executed) = self.executed
                && let Some(value) = executed.value_of_column(target.key())?
            {
                Some(self.column_value(column, ParameterName::Key, value)?)
            } else {
                self.missing_column(table, target, wanted, &mut returned)?
            };
            // SQLAlchemy forgets which keys it asks for when it meets an INSERT inside of this one.
            if scope.manipulations() != manipulations {
                row.generated_keys.clear();
            }
            if returned && let Some(key) = table.from.column(target.key()) {
                row.generated_keys.push(key);
            }
            if let Some(value) = value {
                row.values.push((column, value));
            }
        }
        Ok(row)
    }

    /// What stands in a column nobody gave a value for; nothing where it is left to the database.
    fn missing_column(
        self,
        table: &TargetTable<'_>,
        target: &TargetColumn<'_>,
        wanted: KeyWanted,
        returned: &mut bool,
    ) -> Result<Option<String>, DdlError> {
        let column = &*target.column;
        if !(target.primary_key && wanted == KeyWanted::Yes) {
            return target
                .default()
                .map(|default| self.computed_default(column, ParameterName::Key, default))
                .transpose();
        }
        if table.key_returning == KeyReturning::Unavailable {
            // The default of a key is computed beforehand where it cannot be returned.
            return target
                .default()
                .map(|default| self.computed_value(column, ParameterName::Key, default))
                .transpose();
        }
        match &column.default {
            Some(ColumnDefault::Expression(_) | ColumnDefault::Sequence(_)) => *returned = true,
            Some(ColumnDefault::Value(_) | ColumnDefault::Callable) => {}
            None => *returned = target.generated,
        }
        target
            .default()
            .map(|default| self.computed_default(column, ParameterName::Key, default))
            .transpose()
    }

    /// The values of a later row for the columns of the first.
    pub(super) fn later_row(
        self,
        table: &TargetTable<'_>,
        first: &FilledRow<'_>,
        given: &Assignments,
        name: ParameterName,
    ) -> Result<Vec<String>, DdlError> {
        first
            .values
            .iter()
            .map(|(column, _)| {
                if let Some(value) = given.get(column.key()) {
                    return self.assigned(column, name, value);
                }
                let default = table.column(column.key()).and_then(TargetColumn::default);
                match default {
                    Some(default) => self.computed_default(column, name, default),
                    None => Err(DdlError::Compile(format!(
                        "INSERT value for column {}.{} is explicitly rendered as a \
                         boundparameter in the VALUES clause; a Python-side value or SQL \
                         expression is required",
                        table.from.description(),
                        column.name
                    ))),
                }
            })
            .collect()
    }

    /// Every key must be one of a column.
    pub(super) fn require_consumed(
        self,
        table: &TargetTable<'_>,
        given: &Assignments,
    ) -> Result<(), DdlError> {
        let unknown: Vec<&str> = given
            .iter()
            .map(|assignment| assignment.key.key.as_str())
            .filter(|key| table.column(key).is_none())
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        Err(DdlError::Compile(format!(
            "Unconsumed column names: {}",
            unknown.join(", ")
        )))
    }
}

/// Whether a value is computed by the database: it is neither plain nor a parameter.
fn is_computed(value: &AssignedValue) -> bool {
    match value {
        AssignedValue::Literal(_) => false,
        AssignedValue::Expression(expression) => {
            !matches!(expression.kind(), ExpressionKind::BindParameter(_))
        }
    }
}

//! UPDATE (`visit_update`).

use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::deduction::extra_froms;
use crate::schema::statement::{Assignment, Assignments, FromClause, Update, UpdateValues};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, Values};
use super::super::selectable::{Following, Scope};
use super::assigned::ParameterName;
use super::columns::{TargetColumn, TargetTable};
use super::reserved_names::require_free_names;
use super::setting::{Setting, enter};

impl ExpressionCompiler<'_> {
    /// An UPDATE in its place.
    pub(super) fn update(
        self,
        scope: &Scope,
        update: &Update,
        setting: Setting,
    ) -> Result<String, DdlError> {
        let assigned = update
            .values
            .assignments()
            .into_iter()
            .flat_map(Assignments::expressions);
        let extra = extra_froms(&update.table, update.conditions.iter().chain(assigned));
        enter(scope, std::iter::once(&update.table).chain(&extra));
        let written = self.update_inside(scope, update, &extra, setting);
        scope.leave();
        written
    }

    fn update_inside(
        self,
        scope: &Scope,
        update: &Update,
        extra: &[FromClause],
        setting: Setting,
    ) -> Result<String, DdlError> {
        let table = TargetTable::new(&update.table)?;
        if let Some(executed) = self.executed {
            require_free_names(&table, update, executed)?;
        }
        let prefixes = self.prefixes(&update.prefixes)?;
        let table_text = self.write_from(&update.table)?;
        let assignments = self.set_clause(&table, &update.values, extra, setting)?;
        self.independent_ctes(scope, &update.independent_ctes)?;
        let mut text = format!(
            "UPDATE {prefixes}{table_text} SET {}",
            assignments.join(", ")
        );
        text.push_str(&self.other_tables(" FROM ", extra)?);
        text.push_str(&self.where_clause(&update.conditions)?);
        text.push_str(&self.returning(&update.returning)?);
        let level = setting.level_of_common_tables(scope);
        let common_tables = scope.write_common_tables(level, Following::Excluded);
        text.insert_str(0, &common_tables);
        Ok(text)
    }

    /// Each `column=value`.
    fn set_clause(
        self,
        table: &TargetTable<'_>,
        values: &UpdateValues,
        extra: &[FromClause],
        setting: Setting,
    ) -> Result<Vec<String>, DdlError> {
        let nothing = Assignments::default();
        let given = values.assignments().unwrap_or(&nothing);
        require_own_columns(table, given, extra)?;
        self.require_consumed(table, given)?;
        let columns: Vec<&TargetColumn<'_>> = match values {
            UpdateValues::Unspecified | UpdateValues::InTableOrder(_) => {
                table.columns.iter().collect()
            }
            UpdateValues::InGivenOrder(given) => {
                let first = given
                    .iter()
                    .filter_map(|assignment| table.column(&assignment.key.key));
                let rest = table
                    .columns
                    .iter()
                    .filter(|target| given.get(target.key()).is_none());
                first.chain(rest).collect()
            }
        };
        let unfilled = *values == UpdateValues::Unspecified && self.values != Values::Driver;
        let mut texts = Vec::new();
        for target in columns {
            let column = &*target.column;
            let value = if unfilled {
                Some(self.unfilled_place(column)?)
            } else {
                self.updated_value(target, given, setting)?
            };
            if let Some(value) = value {
                texts.push(format!("{}={value}", self.preparer().quote(&column.name)?));
            }
        }
        Ok(texts)
    }

    fn updated_value(
        self,
        target: &TargetColumn<'_>,
        given: &Assignments,
        setting: Setting,
    ) -> Result<Option<String>, DdlError> {
        let column = &*target.column;
        if let Some(value) = given.get(target.key()) {
            let name = ParameterName::of_setting(setting);
            return self.assigned(column, name, value).map(Some);
        }
        if let Some(executed) = self.executed
            && let Some(value) = executed.value_of_column(target.key())?
        {
            return self
                .column_value(column, ParameterName::Key, value)
                .map(Some);
        }
        target
            .onupdate()
            .map(|default| self.computed_default(column, ParameterName::Key, default))
            .transpose()
    }

    /// The other tables a statement refers to.
    pub(super) fn other_tables(
        self,
        keyword: &str,
        tables: &[FromClause],
    ) -> Result<String, DdlError> {
        if tables.is_empty() {
            return Ok(String::new());
        }
        let texts: Result<Vec<String>, DdlError> =
            tables.iter().map(|from| self.write_from(from)).collect();
        Ok(format!("{keyword}{}", texts?.join(", ")))
    }

    /// ` WHERE …`, or nothing.
    pub(super) fn where_clause(self, conditions: &[Expression]) -> Result<String, DdlError> {
        let text = self.conditions(conditions)?;
        Ok(if text.is_empty() {
            text
        } else {
            format!(" WHERE {text}")
        })
    }
}

/// Columns of other tables cannot be assigned to.
///
/// Where the statement refers to one table only, a column of another stands for its key.
fn require_own_columns(
    table: &TargetTable<'_>,
    given: &Assignments,
    extra: &[FromClause],
) -> Result<(), DdlError> {
    let mut foreign: Vec<String> = Vec::new();
    for assignment in given {
        let Some(other) = other_table(table, assignment) else {
            continue;
        };
        let unknown = table.column(&assignment.key.key).is_none();
        if extra.contains(&other) || unknown {
            let name = format!("'{}'", other.description());
            if !foreign.contains(&name) {
                foreign.push(name);
            }
        }
    }
    if foreign.is_empty() {
        return Ok(());
    }
    Err(DdlError::Compile(format!(
        "Backend does not support additional tables in the SET clause; cannot include columns \
         from table(s) {} in SET clause",
        foreign.join(", ")
    )))
}

/// The table of the column a value is assigned to, where it is another one.
fn other_table(table: &TargetTable<'_>, assignment: &Assignment) -> Option<FromClause> {
    match assignment.key.column.as_ref()?.kind() {
        ExpressionKind::Column(column) => column.table.clone().filter(|other| other != table.from),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::fixture::{in_script, on_server, update};
    use super::*;
    use crate::schema::expression::operators::{self, Operand};
    use crate::schema::expression::{BinaryOperator, BindParameter};
    use crate::schema::statement::Statement;
    use crate::schema::{Literal, SqlType};

    #[test]
    fn columns_come_in_their_order_with_onupdate() {
        let written = |update| in_script(&Statement::Update(Rc::new(update))).unwrap();
        assert_eq!(
            written(update(&[("a", "x".into()), ("id", Literal::None)])),
            "UPDATE t SET id=NULL, a='x', b=NULL"
        );
        let mut ordered = update(&[]);
        ordered.values = UpdateValues::InGivenOrder(super::super::fixture::row(&[
            ("b", 1.into()),
            ("a", "x".into()),
        ]));
        assert_eq!(written(ordered), "UPDATE t SET b=1, a='x'");
        assert_eq!(
            written(Update::new(super::super::fixture::table())),
            "UPDATE t SET id=:id, a=:a, b=:b"
        );
    }

    #[test]
    fn a_parameter_called_like_a_column_that_is_set_is_refused() {
        let mut statement = update(&[("a", "x".into())]);
        let mut parameter = BindParameter::of_value(Literal::None, SqlType::null());
        parameter.key = Some("id".into());
        let id = statement.table.column("id").unwrap();
        let value = Operand::Expression(parameter.into());
        statement.conditions = vec![operators::compare(&id, BinaryOperator::Equal, value).unwrap()];
        let statement = Statement::Update(Rc::new(statement));
        let values = vec![("id".to_owned(), Literal::from(1))];
        assert!(
            on_server(&statement, &values)
                .unwrap_err()
                .starts_with("bindparam() name 'id' is reserved for automatic usage")
        );
    }
}

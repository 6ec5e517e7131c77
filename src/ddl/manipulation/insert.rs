//! INSERT (`visit_insert`).

use std::rc::Rc;

use crate::schema::expression::{BindParameter, Expression, Surrounding, operators};
use crate::schema::statement::{
    Assignments, GeneratedKey, IncludedDefaults, Insert, InsertSource, Query, Select, SelectItem,
};
use crate::schema::{Column, ColumnDefault, Literal};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, Values};
use super::super::python_text::repr;
use super::super::selectable::{Following, Scope, SelectForm};
use super::assigned::ParameterName;
use super::columns::TargetTable;
use super::executed::Executed;
use super::rows::{FilledRow, KeyWanted};
use super::setting::{Setting, enter};

/// An INSERT in pieces, because those that differ in their rows only are sent together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ddl) struct InsertParts {
    /// WITH, INSERT INTO, the table and the columns.
    pub(in crate::ddl) head: String,
    /// What stands behind VALUES, or instead of it.
    pub(in crate::ddl) rows: Rows,
    /// ON CONFLICT and RETURNING.
    pub(in crate::ddl) tail: String,
}

/// Where the rows of an INSERT come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ddl) enum Rows {
    /// `VALUES`, and rows in parentheses.
    Values(Vec<String>),
    /// `DEFAULT VALUES`, or a SELECT.
    Other(String),
}

impl InsertParts {
    /// The whole statement.
    pub(in crate::ddl) fn statement(self) -> String {
        let rows = match self.rows {
            Rows::Values(rows) => format!("VALUES {}", rows.join(", ")),
            Rows::Other(text) => text,
        };
        format!("{} {rows}{}", self.head, self.tail)
    }
}

impl ExpressionCompiler<'_> {
    /// An INSERT in its place.
    pub(in crate::ddl) fn insert(
        self,
        scope: &Scope,
        insert: &Insert,
        setting: Setting,
    ) -> Result<InsertParts, DdlError> {
        enter(scope, std::iter::empty());
        let written = self.insert_inside(scope, insert, setting);
        scope.leave();
        written
    }

    fn insert_inside(
        self,
        scope: &Scope,
        insert: &Insert,
        setting: Setting,
    ) -> Result<InsertParts, DdlError> {
        let table = TargetTable::new(&insert.table)?;
        let Some(reference) = insert.table.table_reference() else {
            return Err(DdlError::Unsupported("INSERT into an alias".to_owned()));
        };
        let wanted = self.key_wanted(insert, setting);
        let nothing = Assignments::default();
        let name = ParameterName::of_setting(setting);
        let mut later = Vec::new();
        let mut extended = None;
        let mut first = match &insert.source {
            InsertSource::Unspecified if self.values != Values::Driver => {
                self.unfilled_row(&table)?
            }
            InsertSource::Unspecified => self.filled_row(scope, &table, &nothing, name, wanted)?,
            InsertSource::Row(given) => self.filled_row(scope, &table, given, name, wanted)?,
            InsertSource::Rows(rows) => {
                let given = rows.first().unwrap_or(&nothing);
                let of_row = |index| match setting {
                    Setting::TopLevel => ParameterName::OfRow(index),
                    Setting::CommonTable => ParameterName::Free,
                };
                let first = self.filled_row(scope, &table, given, of_row(0), KeyWanted::No)?;
                for (index, given) in rows.iter().enumerate().skip(1) {
                    later.push(self.later_row(&table, &first, given, of_row(index))?);
                }
                first
            }
            InsertSource::Query {
                names,
                query,
                defaults,
            } => {
                let (row, query) = self.row_from_query(&table, names, query, *defaults)?;
                extended = Some(query);
                row
            }
        };
        let prefixes = self.prefixes(&insert.prefixes)?;
        self.independent_ctes(scope, &insert.independent_ctes)?;
        let mut head = format!(
            "INSERT {prefixes}INTO {}",
            self.preparer().format_table(reference)?
        );
        let of_many = self.executed.is_some_and(Executed::is_one_of_many);
        if first.values.is_empty()
            && of_many
            && let Some(target) = table.columns.first()
        {
            // Several rows without values need a column to stand behind.
            first.values.push((&target.column, "DEFAULT".to_owned()));
        }
        if !first.values.is_empty() {
            let names: Result<Vec<String>, DdlError> = first
                .values
                .iter()
                .map(|(column, _)| self.preparer().quote(&column.name))
                .collect();
            head.push_str(&format!(" ({})", names?.join(", ")));
        }
        // RETURNING is written before the rows of a SELECT, which counts for the numbers in
        // anonymous names.
        let returning = if first.generated_keys.is_empty() {
            self.returning(&insert.returning)?
        } else {
            self.returned_columns(std::mem::take(&mut first.generated_keys))?
        };
        let rows = if let Some(query) = &extended {
            Rows::Other(self.query(query, SelectForm::Insert)?)
        } else if first.values.is_empty() {
            Rows::Other("DEFAULT VALUES".to_owned())
        } else {
            let mut rows = vec![in_parentheses(
                first.values.iter().map(|(_, text)| text.as_str()),
            )];
            rows.extend(
                later
                    .iter()
                    .map(|row| in_parentheses(row.iter().map(String::as_str))),
            );
            Rows::Values(rows)
        };
        let mut tail = match &insert.on_conflict {
            Some(clause) => self.on_conflict(&table, clause)?,
            None => String::new(),
        };
        tail.push_str(&returning);
        let level = setting.level_of_common_tables(scope);
        let common_tables = scope.write_common_tables(level, Following::Included);
        head.insert_str(0, &common_tables);
        Ok(InsertParts { head, rows, tail })
    }

    /// Whether the primary key the database generates is asked for.
    fn key_wanted(self, insert: &Insert, setting: Setting) -> KeyWanted {
        let wanted = setting == Setting::TopLevel
            && insert.generated_key == GeneratedKey::Returned
            && insert.returning.is_empty()
            && !self.executed.is_some_and(Executed::is_one_of_many);
        if wanted {
            KeyWanted::Yes
        } else {
            KeyWanted::No
        }
    }

    /// A place for every column: nothing is known of the values.
    fn unfilled_row<'a>(self, table: &'a TargetTable<'_>) -> Result<FilledRow<'a>, DdlError> {
        let mut row = FilledRow::default();
        for target in &table.columns {
            let place = self.unfilled_place(&target.column)?;
            row.values.push((&target.column, place));
        }
        Ok(row)
    }

    /// The columns filled by a SELECT, and the SELECT with the defaults it leaves out.
    fn row_from_query<'a>(
        self,
        table: &'a TargetTable<'_>,
        names: &[String],
        query: &Query,
        defaults: IncludedDefaults,
    ) -> Result<(FilledRow<'a>, Query), DdlError> {
        let mut row = FilledRow::default();
        for name in names {
            let Some(target) = table.column(name) else {
                return Err(DdlError::Unsupported(format!(
                    "INSERT from a SELECT into the unknown column {name}"
                )));
            };
            row.values.push((&target.column, String::new()));
        }
        let mut added = Vec::new();
        if defaults == IncludedDefaults::Added {
            for target in &table.columns {
                if names.iter().any(|name| name == target.key()) {
                    continue;
                }
                if let Some(default) = target.default() {
                    let item = self.selected_default(&target.column, default)?;
                    row.values.push((&target.column, String::new()));
                    added.push((target.key(), item));
                }
            }
        }
        if added.is_empty() {
            return Ok((row, query.clone()));
        }
        let Query::Select(select) = query else {
            let keys: Vec<String> = added.iter().map(|(key, _)| repr(key)).collect();
            return Err(DdlError::Compile(format!(
                "Can't extend statement for INSERT..FROM SELECT to include additional \
                 default-holding column(s) {}.  Convert the selectable to a subquery() first, or \
                 pass include_defaults=False to Insert.from_select() to skip these columns.",
                keys.join(", ")
            )));
        };
        let mut select = Select::clone(select);
        select.items.extend(
            added
                .into_iter()
                .map(|(_, item)| SelectItem::Expression(item)),
        );
        Ok((row, Query::Select(Rc::new(select))))
    }

    /// A default as a column of the SELECT.
    fn selected_default(
        self,
        column: &Column,
        default: &ColumnDefault,
    ) -> Result<Expression, DdlError> {
        match default {
            ColumnDefault::Expression(expression) => {
                Ok(expression.self_group(&Surrounding::Nothing)?)
            }
            ColumnDefault::Sequence(sequence) => Ok(operators::next_value(sequence.clone())?),
            ColumnDefault::Value(value) if self.values == Values::Driver => {
                let value = BindParameter::of_value(value.clone(), column.sql_type.clone());
                Ok(value.into())
            }
            ColumnDefault::Callable if self.values == Values::Driver => {
                Err(DdlError::Unsupported(format!(
                    "INSERT from a SELECT beside the default of the column {}, which is a Python \
                     function",
                    column.name
                )))
            }
            ColumnDefault::Value(_) | ColumnDefault::Callable => {
                let mut place = BindParameter::of_value(Literal::None, column.sql_type.clone());
                place.key = Some(column.key().into());
                Ok(place.into())
            }
        }
    }
}

fn in_parentheses<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("({})", texts.collect::<Vec<&str>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{in_script, insert, on_server, row};
    use super::*;
    use crate::schema::statement::Statement;

    fn written(source: InsertSource) -> String {
        in_script(&Statement::Insert(Rc::new(insert(source)))).unwrap_or_else(|error| error)
    }

    #[test]
    fn a_script_asks_for_the_key_and_knows_no_constants() {
        let cases = [
            (
                InsertSource::Unspecified,
                "INSERT INTO t (id, a, b) VALUES (:id, :a, :b)",
            ),
            (
                InsertSource::Row(row(&[("a", "x".into())])),
                "INSERT INTO t (a, b) VALUES ('x', NULL) RETURNING t.id",
            ),
            (
                InsertSource::Row(row(&[("b", 1.into()), ("id", Literal::None)])),
                "INSERT INTO t (id, b) VALUES (NULL, 1)",
            ),
            (
                InsertSource::Rows(vec![
                    row(&[("a", "x".into())]),
                    row(&[("a", "y".into()), ("b", 3.into())]),
                ]),
                "INSERT INTO t (a, b) VALUES ('x', NULL), ('y', 3)",
            ),
            (
                InsertSource::Rows(vec![row(&[("id", 1.into())]), row(&[("b", 3.into())])]),
                "INSERT value for column t.id is explicitly rendered as a boundparameter in the \
                 VALUES clause; a Python-side value or SQL expression is required",
            ),
            (
                InsertSource::Row(row(&[("zz", 1.into())])),
                "Unconsumed column names: zz",
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(written(source), expected);
        }
    }

    #[test]
    fn a_server_gets_constants_and_executed_values() {
        let statement = Statement::Insert(Rc::new(insert(InsertSource::Unspecified)));
        let sent = |values: &[(&str, Literal)]| {
            let values = values
                .iter()
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect();
            on_server(&statement, &values).unwrap()
        };
        assert_eq!(sent(&[]), "INSERT INTO t (b) VALUES (5) RETURNING t.id");
        assert_eq!(
            sent(&[("a", "it's".into()), ("b", 2.into()), ("unknown", 3.into())]),
            "INSERT INTO t (a, b) VALUES ('it''s', 2) RETURNING t.id"
        );
        assert_eq!(
            sent(&[("id", 9.into())]),
            "INSERT INTO t (id, b) VALUES (9, 5)"
        );
    }
}

//! `op.bulk_insert`: an INSERT for each row.

use crate::operations::BulkInsertOp;
use crate::schema::expression::{BindParameter, Expression, ExpressionKind, Rendering};
use crate::schema::{Column, ColumnDefault};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::options::{BoundValues, ParameterStyle, Target};
use super::super::python_text::repr;
use super::ddl_compiler::DdlCompiler;

impl DdlCompiler {
    /// The statements, in the order of the rows.
    pub(super) fn bulk_insert(&self, insert: &BulkInsertOp) -> Result<Vec<String>, DdlError> {
        let table = self.preparer().format_table(&insert.table)?;
        let first: Vec<&str> = insert
            .rows
            .first()
            .map(|row| row.iter().map(|(key, _)| key.as_str()).collect())
            .unwrap_or_default();
        let mut texts = Vec::with_capacity(insert.rows.len());
        for row in &insert.rows {
            if let Target::Server = self.target() {
                same_keys(&first, row)?;
            }
            texts.push(self.insert_row(&table, &insert.columns, row)?);
        }
        Ok(texts)
    }

    fn insert_row(
        &self,
        table: &str,
        columns: &[Column],
        row: &[(String, Expression)],
    ) -> Result<String, DdlError> {
        for (key, _) in row {
            if columns.iter().all(|column| column.key() != key) {
                return Err(DdlError::Statement(format!(
                    "Unconsumed column names: {key}"
                )));
            }
        }
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for column in columns {
            let given = row.iter().rev().find(|(key, _)| key == column.key());
            let value = match given {
                Some((_, value)) => Some(self.inserted_value(column, value)?),
                None => self.inserted_default(column)?,
            };
            if let Some(value) = value {
                names.push(self.preparer().quote(&column.name)?);
                values.push(value);
            }
        }
        if names.is_empty() || row.is_empty() {
            return Err(DdlError::Unsupported(
                "bulk_insert of a row without values".to_owned(),
            ));
        }
        Ok(format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            names.join(", "),
            values.join(", ")
        ))
    }

    /// A value of a row, with the type of its column.
    fn inserted_value(&self, column: &Column, value: &Expression) -> Result<String, DdlError> {
        let ExpressionKind::BindParameter(parameter) = value.kind() else {
            return match self.target() {
                Target::Server => ExpressionCompiler::for_statement(Target::Server).process(value),
                Target::Script { .. } => Err(DdlError::Unsupported(
                    "an SQL expression among the values of bulk_insert in a script".to_owned(),
                )),
            };
        };
        let mut parameter: BindParameter = parameter.clone();
        if parameter.rendering == Rendering::Bound {
            parameter.sql_type = column.sql_type.clone();
        }
        // A script has the values themselves, whatever is configured for other statements.
        let compiler = match self.target() {
            Target::Script { .. } => ExpressionCompiler::for_definition(self.target()),
            Target::Server => ExpressionCompiler::for_statement(self.target()),
        };
        compiler.process(&parameter.into())
    }

    /// What SQLAlchemy adds for a column that no value was given for.
    ///
    /// In a script, a constant or a function of Python's is an unfilled place: Alembic writes
    /// NULL there.
    fn inserted_default(&self, column: &Column) -> Result<Option<String>, DdlError> {
        let Some(default) = &column.default else {
            return Ok(None);
        };
        let compiler = ExpressionCompiler::for_statement(self.target());
        match (default, self.target()) {
            (ColumnDefault::Expression(expression), _) => compiler.process(expression).map(Some),
            (ColumnDefault::Sequence(_), _) => Err(DdlError::Unsupported(
                "bulk_insert into a column whose default is a sequence".to_owned(),
            )),
            (ColumnDefault::Value(value), Target::Server) => {
                let parameter = BindParameter::of_value(value.clone(), column.sql_type.clone());
                compiler.process(&parameter.into()).map(Some)
            }
            (ColumnDefault::Callable, Target::Server) => Err(DdlError::Unsupported(
                "bulk_insert into a column whose default is a Python function".to_owned(),
            )),
            (
                ColumnDefault::Value(_) | ColumnDefault::Callable,
                Target::Script {
                    values: BoundValues::Literals,
                    ..
                },
            ) => Ok(Some("NULL".to_owned())),
            (
                ColumnDefault::Value(_) | ColumnDefault::Callable,
                Target::Script {
                    values: BoundValues::Placeholders,
                    style,
                },
            ) => match style {
                ParameterStyle::Named => Ok(Some(format!(":{}", column.key()))),
                ParameterStyle::Pyformat => Ok(Some(format!("%({})s", column.key()))),
                ParameterStyle::Format
                | ParameterStyle::QuestionMark
                | ParameterStyle::Numeric
                | ParameterStyle::NumericDollar => Err(DdlError::Unsupported(
                    "positional placeholders in a script".to_owned(),
                )),
            },
        }
    }
}

/// On a server all rows have the keys of the first.
fn same_keys(first: &[&str], row: &[(String, Expression)]) -> Result<(), DdlError> {
    for key in first {
        if row.iter().all(|(given, _)| given != key) {
            return Err(DdlError::Statement(format!(
                "A value is required for bind parameter {}",
                repr(key)
            )));
        }
    }
    for (key, _) in row {
        if !first.contains(&key.as_str()) {
            return Err(DdlError::Unsupported(format!(
                "bulk_insert of rows with different keys: {} is not in the first row",
                repr(key)
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{integer_column, script, table_in};
    use super::*;
    use crate::operations::{Operation, RowGrouping};
    use crate::schema::expression::operators;
    use crate::schema::{Literal, PlainType, SqlType};

    fn written(rows: Vec<Vec<(&str, Literal)>>) -> Result<String, String> {
        let value = |value| BindParameter::of_value(value, SqlType::null()).into();
        let rows = rows
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(key, item)| (key.to_owned(), value(item)))
                    .collect()
            })
            .collect();
        let now = operators::call(vec![], "now".into(), vec![], None).unwrap();
        script(&[Operation::BulkInsert(Box::new(BulkInsertOp {
            table: table_in("S", "t"),
            columns: vec![
                integer_column("id"),
                Column {
                    default: Some(ColumnDefault::Value("dd".into())),
                    ..Column::new("a", SqlType::string(None))
                },
                Column {
                    default: Some(ColumnDefault::Expression(now)),
                    ..Column::new("user", SqlType::plain(PlainType::Date))
                },
            ],
            rows,
            grouping: RowGrouping::Together,
        }))])
    }

    #[test]
    fn each_row_is_a_statement() {
        let rows = vec![
            vec![("a", "it's \\ %".into()), ("id", "1".into())],
            vec![("id", Literal::None)],
        ];
        assert_eq!(
            written(rows).unwrap(),
            "INSERT INTO \"S\".t (id, a, \"user\") VALUES (1, 'it''s \\\\ %', now());\n\
             INSERT INTO \"S\".t (id, a, \"user\") VALUES (NULL, NULL, now())"
        );
        assert_eq!(written(vec![]).unwrap(), "");
        assert_eq!(
            written(vec![vec![("zz", 1.into())]]).unwrap_err(),
            "Unconsumed column names: zz"
        );
    }
}

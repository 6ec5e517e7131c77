//! `op.bulk_insert`: `table.insert().inline()` for the rows.

use std::rc::Rc;

use crate::operations::{BulkInsertOp, BulkRow, Parameters, RowGrouping};
use crate::schema::expression::{BindParameter, Expression, ExpressionKind, Rendering};
use crate::schema::statement::{
    AssignedValue, Assignments, GeneratedKey, Insert, InsertSource, Statement,
};
use crate::schema::{Literal, SqlType};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::manipulation::{Executed, insert_sets};
use super::super::options::Target;
use super::ddl_compiler::DdlCompiler;

impl DdlCompiler {
    /// The statements, in the order of the rows.
    pub(super) fn bulk_insert(&self, bulk: &BulkInsertOp) -> Result<Vec<String>, DdlError> {
        let mut insert = Insert::new(bulk.table.clone());
        insert.generated_key = GeneratedKey::Ignored;
        match (self.target(), bulk.grouping) {
            (Target::Script { .. }, _) => self.each_row(bulk, &insert, written_out),
            (Target::Server, RowGrouping::Separate) => {
                self.each_row(bulk, &insert, |_, value| Ok(value.clone()))
            }
            (Target::Server, RowGrouping::Together) => {
                let sets: Vec<Parameters> = bulk
                    .rows
                    .iter()
                    .map(plain_values)
                    .collect::<Result<_, _>>()?;
                insert_sets(self.target(), &insert, Executed::each(&sets))
            }
        }
    }

    /// A statement for each row.
    fn each_row(
        &self,
        bulk: &BulkInsertOp,
        insert: &Insert,
        value: fn(SqlType, &AssignedValue) -> Result<AssignedValue, DdlError>,
    ) -> Result<Vec<String>, DdlError> {
        bulk.rows
            .iter()
            .map(|row| {
                let mut assignments = Assignments::default();
                for (key, given) in row {
                    let sql_type = bulk
                        .table
                        .column(key)
                        .map_or_else(SqlType::null, |column| column.sql_type());
                    assignments.insert(key.as_str().into(), value(sql_type, given)?);
                }
                let insert = Insert {
                    source: InsertSource::Row(assignments),
                    ..insert.clone()
                };
                let statement = Statement::Insert(Rc::new(insert));
                ExpressionCompiler::statement(self.target(), &statement, None)
            })
            .collect()
    }
}

/// A value of a script: written out, whatever is configured for other statements.
fn written_out(sql_type: SqlType, value: &AssignedValue) -> Result<AssignedValue, DdlError> {
    match value {
        AssignedValue::Literal(literal) => {
            let mut parameter = BindParameter::of_value(literal.clone(), sql_type);
            parameter.rendering = Rendering::Inline;
            Ok(AssignedValue::Expression(parameter.into()))
        }
        AssignedValue::Expression(expression) if is_inline(expression) => Ok(value.clone()),
        AssignedValue::Expression(_) => Err(DdlError::Unsupported(
            "an SQL expression among the values of bulk_insert in a script".to_owned(),
        )),
    }
}

/// Whether it is an `op.inline_literal()`.
fn is_inline(expression: &Expression) -> bool {
    matches!(
        expression.kind(),
        ExpressionKind::BindParameter(parameter) if parameter.rendering == Rendering::Inline
    )
}

/// The values of a row that is sent with others.
fn plain_values(row: &BulkRow) -> Result<Parameters, DdlError> {
    row.iter()
        .map(|(key, value)| match value {
            AssignedValue::Literal(literal) => Ok((key.clone(), Literal::clone(literal))),
            AssignedValue::Expression(_) => Err(DdlError::Unsupported(format!(
                "an SQL expression as the value of {key} in bulk_insert with multiinsert=True"
            ))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{integer_column, script, table_in};
    use super::*;
    use crate::operations::Operation;
    use crate::schema::expression::operators;
    use crate::schema::statement::{FromClause, TableClass, TableElement, ValueConversion};
    use crate::schema::{Column, ColumnDefault, PlainType, Table};

    fn written(rows: Vec<Vec<(&str, Literal)>>) -> Result<String, String> {
        let now = operators::call(vec![], "now".into(), vec![], None).unwrap();
        let mut table = Table::new(table_in("S", "t"));
        table.columns = vec![
            integer_column("id"),
            Column {
                default: Some(ColumnDefault::Value("dd".into())),
                ..Column::new("a", SqlType::string(None))
            },
            Column {
                default: Some(ColumnDefault::Expression(now)),
                ..Column::new("user", SqlType::plain(PlainType::Date))
            },
        ];
        let element = TableElement {
            table: Rc::new(table),
            class: TableClass::Table,
            metadata: None,
        };
        let table = FromClause::table(element, &|_| ValueConversion::Plain).unwrap();
        let rows = rows
            .into_iter()
            .map(|row| {
                row.into_iter()
                    .map(|(key, value)| (key.to_owned(), AssignedValue::Literal(value)))
                    .collect()
            })
            .collect();
        script(&[Operation::BulkInsert(Box::new(BulkInsertOp {
            table,
            rows,
            grouping: RowGrouping::Together,
        }))])
    }

    #[test]
    fn each_row_is_a_statement() {
        let rows = vec![
            vec![("a", "it's \\ %".into()), ("id", "1".into())],
            vec![("id", Literal::None)],
            vec![],
        ];
        assert_eq!(
            written(rows).unwrap(),
            "INSERT INTO \"S\".t (id, a, \"user\") VALUES (1, 'it''s \\\\ %', now());\n\
             INSERT INTO \"S\".t (id, a, \"user\") VALUES (NULL, NULL, now());\n\
             INSERT INTO \"S\".t (a, \"user\") VALUES (NULL, now())"
        );
        assert_eq!(written(vec![]).unwrap(), "");
        assert_eq!(
            written(vec![vec![("zz", 1.into())]]).unwrap_err(),
            "Unconsumed column names: zz"
        );
    }
}

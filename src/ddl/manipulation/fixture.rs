//! Tables and statements for the unit tests of this folder.

use std::rc::Rc;

use crate::operations::Parameters;
use crate::schema::statement::{
    AssignedValue, Assignments, FromClause, Insert, InsertSource, Statement, TableClass,
    TableElement, Update, UpdateValues, ValueConversion,
};
use crate::schema::{Column, ColumnDefault, Literal, PlainType, SqlType, Table, TableReference};

use super::super::expression::ExpressionCompiler;
use super::super::options::CompilerOptions;
use super::Executed;

/// `t` with a counting key `id`, a text `a` and a number `b` that is 5 unless said otherwise.
pub(super) fn table() -> FromClause {
    let mut table = Table::new(TableReference::new("t"));
    let integer = || SqlType::plain(PlainType::Integer);
    table.columns = vec![
        Column {
            primary_key: true,
            ..Column::new("id", integer())
        },
        Column::new("a", SqlType::string(None)),
        Column {
            default: Some(ColumnDefault::Value(5.into())),
            onupdate: Some(ColumnDefault::Value(7.into())),
            ..Column::new("b", integer())
        },
    ];
    let element = TableElement {
        table: Rc::new(table),
        class: TableClass::Table,
        metadata: None,
    };
    FromClause::table(element, &|_| ValueConversion::Plain).unwrap()
}

/// A row of plain values.
pub(super) fn row(values: &[(&str, Literal)]) -> Assignments {
    let mut row = Assignments::default();
    for (key, value) in values {
        row.insert((*key).into(), AssignedValue::Literal(value.clone()));
    }
    row
}

/// `t.insert()` with a source.
pub(super) fn insert(source: InsertSource) -> Insert {
    Insert {
        source,
        ..Insert::new(table())
    }
}

/// `t.update().values(…)`.
pub(super) fn update(values: &[(&str, Literal)]) -> Update {
    Update {
        values: UpdateValues::InTableOrder(row(values)),
        ..Update::new(table())
    }
}

/// The statement in a script.
pub(super) fn in_script(statement: &Statement) -> Result<String, String> {
    let target = CompilerOptions::script().target;
    ExpressionCompiler::statement(target, statement, None).map_err(|error| error.to_string())
}

/// The statement for a server with a set of values.
pub(super) fn on_server(statement: &Statement, values: &Parameters) -> Result<String, String> {
    let target = CompilerOptions::server().target;
    let executed = Executed::each(std::slice::from_ref(values)).next();
    ExpressionCompiler::statement(target, statement, executed).map_err(|error| error.to_string())
}

//! `values()`: what is assigned to the columns (`ValuesBase.values`, `DMLState._get_crud_kv_pairs`).

use std::rc::Rc;

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::Literal;
use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::{AssignedValue, AssignmentKey, Assignments, FromClause, FromColumn};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::super::expression::{expression_of, literal_of};
use super::super::selectable::{query_of, require_plain_values, scalar_subquery};

/// What `values()` was given.
pub(super) enum Given {
    /// One dictionary.
    Row(Assignments),
    /// A list of dictionaries or tuples.
    Rows(Vec<Assignments>),
}

/// The arguments of `values(*args, **kwargs)`.
pub(super) fn given(
    cx: &mut Interpreter,
    table: &FromClause,
    arguments: Arguments,
) -> Result<Given, PythonError> {
    let mut bound = arguments.bind(
        "values",
        &[Parameter::rest("args"), Parameter::rest_keyword("kwargs")],
    )?;
    let positional = std::mem::take(&mut bound.rest_positional);
    let Some(first) = positional.first() else {
        return keyword_row(cx, table, bound).map(Given::Row);
    };
    let refused = if !bound.rest_keyword.is_empty() {
        Some("Can't pass positional and kwargs to values() simultaneously")
    } else if positional.len() > 1 {
        Some(
            "Only a single dictionary/tuple or list of dictionaries/tuples is accepted \
             positionally.",
        )
    } else {
        None
    };
    if let Some(message) = refused {
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    let items = match first.underlying() {
        Value::List(items) => items.borrow().clone(),
        Value::Tuple(items) => items.to_vec(),
        _ => return dictionary_row(cx, table, first).map(Given::Row),
    };
    match items.first().map(Value::underlying) {
        Some(Value::Dict(_) | Value::List(_) | Value::Tuple(_)) => items
            .iter()
            .map(|row| match row.underlying() {
                Value::List(items) => {
                    let items = items.borrow().clone();
                    positional_row(cx, table, &items)
                }
                Value::Tuple(items) => positional_row(cx, table, &items),
                _ => dictionary_row(cx, table, row),
            })
            .collect::<Result<_, _>>()
            .map(Given::Rows),
        _ => positional_row(cx, table, &items).map(Given::Row),
    }
}

fn keyword_row(
    cx: &mut Interpreter,
    table: &FromClause,
    bound: BoundArguments,
) -> Result<Assignments, PythonError> {
    let mut row = Assignments::default();
    for (name, value) in bound.rest_keyword {
        let value = assigned_value(cx, table, &name, &value)?;
        row.insert((&*name).into(), value);
    }
    Ok(row)
}

/// The entries of a dictionary whose keys are strings or columns.
pub(super) fn dictionary_row(
    cx: &mut Interpreter,
    table: &FromClause,
    row: &Value,
) -> Result<Assignments, PythonError> {
    let Value::Dict(dictionary) = row.underlying() else {
        if let Value::Opaque(opaque) = row {
            return Err(PythonError::opaque_use(opaque));
        }
        let type_name = cx.type_name(row);
        return Err(PythonError::attribute_error(format!(
            "'{type_name}' object has no attribute 'items'"
        )));
    };
    let entries: Vec<(Value, Value)> = dictionary
        .borrow()
        .iter()
        .map(|(_, key, value)| (key.clone(), value.clone()))
        .collect();
    let mut row = Assignments::default();
    for (key, value) in entries {
        let key = assignment_key(cx, &key)?;
        let value = assigned_value(cx, table, &key.key, &value)?;
        row.insert(key, value);
    }
    Ok(row)
}

/// Values in the order of the columns; what is too much on either side is left away.
fn positional_row(
    cx: &mut Interpreter,
    table: &FromClause,
    items: &[Value],
) -> Result<Assignments, PythonError> {
    let keys: Vec<Rc<str>> = table
        .columns()
        .iter()
        .filter_map(FromColumn::key)
        .map(Rc::from)
        .collect();
    let mut row = Assignments::default();
    for (key, item) in keys.iter().zip(items) {
        let value = assigned_value(cx, table, key, item)?;
        row.insert((&**key).into(), value);
    }
    Ok(row)
}

/// A key of a dictionary: a string, or a column that stands for its key.
pub(super) fn assignment_key(
    cx: &mut Interpreter,
    key: &Value,
) -> Result<AssignmentKey, PythonError> {
    if let Some(text) = key.as_str() {
        return Ok((&*text).into());
    }
    let expression = expression_of(cx, key)?;
    match expression.as_ref().map(Expression::kind) {
        Some(ExpressionKind::Column(column)) => Ok(AssignmentKey {
            key: column.key().to_owned(),
            column: expression.clone(),
        }),
        Some(_) => Err(PythonError::unsupported(
            "assigning to an expression that is not a column",
        )),
        None => {
            if let Value::Opaque(opaque) = key {
                return Err(PythonError::opaque_use(opaque));
            }
            let shown = cx.repr(key)?;
            Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                format!("SET/VALUES column expression or string key expected, got {shown}."),
            ))
        }
    }
}

/// A value for the column `key`.
pub(crate) fn assigned_value(
    cx: &mut Interpreter,
    table: &FromClause,
    key: &str,
    value: &Value,
) -> Result<AssignedValue, PythonError> {
    if let Some(expression) = expression_of(cx, value)? {
        if matches!(expression.kind(), ExpressionKind::BindParameter(_)) {
            require_plain(table, key)?;
        }
        return Ok(AssignedValue::Expression(expression));
    }
    if let Some(query) = query_of(value) {
        let subquery = scalar_subquery(&query).map_err(|error| schema_error(cx, error))?;
        return Ok(AssignedValue::Expression(subquery));
    }
    let Some(literal) = literal_of(cx, value)? else {
        return Err(values::unexpected(
            cx,
            value,
            &format!("the value of {key}"),
            "an SQL expression or value",
        ));
    };
    if literal != Literal::None {
        require_plain(table, key)?;
    }
    Ok(AssignedValue::Literal(literal))
}

/// Refuses values of a column whose type converts them by code of the project.
fn require_plain(table: &FromClause, key: &str) -> Result<(), PythonError> {
    match table.position(key) {
        Some(position) => require_plain_values(&table.columns()[position]),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::{Mode, operations, refusal, upgrade};
    use crate::operations::{Executable, Operation, StatementParameters};
    use crate::schema::statement::{InsertSource, Statement};

    const TABLES: &str = "t = sa.table('t', sa.column('a', sa.Integer), sa.column('b'))\n";

    fn source(values: &str) -> InsertSource {
        let made = operations(&format!("{TABLES}op.execute(t.insert(){values})"));
        match made.as_slice() {
            [Operation::ExecuteSql(execute)] => match &execute.statement {
                Executable::Statement(Statement::Insert(insert)) => insert.source.clone(),
                other => panic!("{other:?}"),
            },
            _ => panic!("{made:?}"),
        }
    }

    fn keys(source: &InsertSource) -> Vec<Vec<String>> {
        let keys = |row: &crate::schema::statement::Assignments| {
            row.iter().map(|entry| entry.key.key.clone()).collect()
        };
        match source {
            InsertSource::Row(row) => vec![keys(row)],
            InsertSource::Rows(rows) => rows.iter().map(keys).collect(),
            InsertSource::Unspecified | InsertSource::Query { .. } => Vec::new(),
        }
    }

    #[test]
    fn values_come_in_every_form() {
        assert_eq!(source(""), InsertSource::Unspecified);
        for (values, expected) in [
            (".values(b=1, a=2)", vec![vec!["b", "a"]]),
            (".values({t.c.b: 1, 'a': 2})", vec![vec!["b", "a"]]),
            (".values((1, 2, 3))", vec![vec!["a", "b"]]),
            (".values([])", vec![vec![]]),
            (".values(a=1).values(b=2).values(a=3)", vec![vec!["a", "b"]]),
            (
                ".values([dict(a=1), dict(b=2)])",
                vec![vec!["a"], vec!["b"]],
            ),
            (
                ".values([(1,)]).values([(1, 2)])",
                vec![vec!["a"], vec!["a", "b"]],
            ),
        ] {
            assert_eq!(keys(&source(values)), expected, "{values}");
        }
    }

    #[test]
    fn values_are_refused_as_sqlalchemy_refuses_them() {
        for (values, expected) in [
            ("1", "AttributeError: 'int' object has no attribute 'items'"),
            (
                "{'a': 1}, {'b': 2}",
                "sqlalchemy.exc.ArgumentError: Only a single dictionary/tuple or list of \
                 dictionaries/tuples is accepted positionally.",
            ),
            (
                "{'a': 1}, b=2",
                "sqlalchemy.exc.ArgumentError: Can't pass positional and kwargs to values() \
                 simultaneously",
            ),
            (
                "{5: 1}",
                "sqlalchemy.exc.ArgumentError: SET/VALUES column expression or string key \
                 expected, got 5.",
            ),
        ] {
            let body = format!("{TABLES}op.execute(t.insert().values({values}))");
            assert_eq!(refusal(&body), expected);
        }
        assert_eq!(
            refusal("op.execute(sa.insert('t'))"),
            "sqlalchemy.exc.ArgumentError: subject table for an INSERT, UPDATE or DELETE expected, \
             got 't'."
        );
    }

    #[test]
    fn a_server_gets_what_python_computes() {
        let table = "n = [0]\ndef next_one():\n    n[0] += 1\n    return n[0]\n\
             t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer, default=next_one), \
             sa.Column('b', sa.Integer))\n";
        let body = format!("{table}op.get_bind().execute(t.insert(), [{{'b': 5}}, {{'b': 6}}])");
        let made = upgrade(Mode::Recorder, &body).unwrap();
        let [Operation::ExecuteSql(execute)] = made.as_slice() else {
            panic!("{made:?}");
        };
        let pair = |b: i64, a: i64| vec![("b".to_owned(), b.into()), ("a".to_owned(), a.into())];
        assert_eq!(
            execute.parameters,
            StatementParameters::Many(vec![pair(5, 1), pair(6, 2)])
        );
        let with_context = "t = sa.Table('t', sa.MetaData(), sa.Column('a', default=lambda c: 1))\n\
             op.execute(t.insert())";
        assert_eq!(
            upgrade(Mode::Recorder, with_context).unwrap_err(),
            "not supported: the default of the column a, a function that takes the context"
        );
        assert_eq!(operations(with_context).len(), 1);
    }
}

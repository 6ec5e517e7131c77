//! `op.create_index` and `op.drop_index`.

use std::rc::Rc;

use crate::operations::{CreateIndexOp, DropIndexOp, Operation};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::{Index, TableReference, TextElements};

use super::super::raise::sqlalchemy_error;
use super::super::sa::expression::expression_of;
use super::super::sa::index::index;
use super::super::sa::orm::MappedAttribute;
use super::super::values;
use super::target::{Signature, Target, existence};

const CREATE_INDEX: Signature = Signature {
    name: "create_index",
    direct: &[
        Parameter::required("index_name"),
        Parameter::required("table_name"),
        Parameter::required("columns"),
        Parameter::keyword("schema"),
        Parameter::keyword("unique"),
        Parameter::keyword("if_not_exists"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("index_name"),
        Parameter::required("columns"),
        Parameter::keyword("unique"),
        Parameter::keyword("if_not_exists"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.create_index(index_name, table_name, columns, …)`.
pub(super) fn create_index(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&CREATE_INDEX, arguments)?;
    let table = target.table(cx, &mut bound)?;
    let name = bound.require("index_name");
    let columns = bound.require("columns");
    let columns = values::items(cx, &columns, "columns")?;
    check_elements(cx, &table, &columns, &name)?;
    let check = bound.take("if_not_exists");
    let operation = CreateIndexOp {
        table,
        index: Index {
            text_elements: TextElements::Named,
            ..index(cx, name, &columns, &mut bound)?
        },
        existence: existence(cx, check)?,
    };
    target.invoke(
        cx,
        Operation::CreateIndex(Box::new(operation)),
        bound.origin,
    )
}

/// What Alembic's table, which has a column for each name and text, does not take.
fn check_elements(
    cx: &mut Interpreter,
    table: &TableReference,
    elements: &[Value],
    name: &Value,
) -> Result<(), PythonError> {
    let mut names: Vec<Rc<str>> = Vec::new();
    for element in elements {
        if element.downcast::<MappedAttribute>().is_some() {
            return Err(PythonError::unsupported(
                "create_index() with an attribute of a mapped class",
            ));
        }
        let text = match element.as_str() {
            Some(text) => text,
            None => match expression_of(cx, element)?.as_ref().map(Expression::kind) {
                Some(ExpressionKind::Text(clause)) => clause.text.as_str().into(),
                _ if name.is_none() => {
                    return Err(PythonError::unsupported(
                        "create_index() without a name over an expression",
                    ));
                }
                _ => continue,
            },
        };
        if text.is_empty() {
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                "Column must be constructed with a non-blank name or assign a non-blank .name \
                 before adding to a Table.",
            ));
        }
        if names.contains(&text) {
            return Err(sqlalchemy_error(
                cx,
                "DuplicateColumnError",
                format!(
                    "A column with name '{text}' is already present in table '{}'. Specify \
                     replace_existing=True to Table.append_column() to replace an existing column.",
                    table.name
                ),
            ));
        }
        names.push(text);
    }
    if elements.is_empty() && name.is_none() {
        return Err(PythonError::unsupported(
            "create_index() without a name and columns",
        ));
    }
    Ok(())
}

const DROP_INDEX: Signature = Signature {
    name: "drop_index",
    direct: &[
        Parameter::required("index_name"),
        Parameter::optional("table_name"),
        Parameter::keyword("schema"),
        Parameter::keyword("if_exists"),
        Parameter::keyword("unique"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
    batch: &[
        Parameter::required("index_name"),
        Parameter::keyword("if_exists"),
        Parameter::keyword("unique"),
        Parameter::keyword("quote"),
        Parameter::keyword("info"),
        Parameter::rest_keyword("kw"),
    ],
};

/// `op.drop_index(index_name, table_name, …)`; of what else describes the index only
/// `postgresql_concurrently` shows.
pub(super) fn drop_index(
    target: &Target,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = target.bind(&DROP_INDEX, arguments)?;
    let (table_name, schema) = match target {
        Target::Direct(_) => {
            let table_name = bound.take("table_name");
            let schema = bound.take("schema");
            (
                values::optional_name(cx, table_name, "table_name")?,
                values::optional_name(cx, schema, "schema")?
                    .filter(|schema| !schema.text().is_empty()),
            )
        }
        Target::Batch(batch) => (
            Some(batch.table().name.clone()),
            batch.table().schema.clone(),
        ),
    };
    let name = bound.require("index_name");
    let check = bound.take("if_exists");
    let described = index(cx, name, &[], &mut bound)?;
    let Some(index_name) = described.name else {
        return Err(PythonError::unsupported("drop_index() without a name"));
    };
    let operation = DropIndexOp {
        index_name,
        table_name,
        schema,
        existence: existence(cx, check)?,
        concurrency: described.options.concurrency,
    };
    target.invoke(cx, Operation::DropIndex(operation), bound.origin)
}

#[cfg(test)]
mod tests {
    use crate::schema::expression::ExpressionKind;
    use crate::schema::{Expression, IndexConcurrency, Name, Uniqueness};

    use super::*;

    use super::super::super::testing::{operations, refusal};

    #[test]
    fn an_index_takes_columns_expressions_and_options() {
        let made = operations(
            "op.create_index(op.f('ix'), 't', ['a', sa.text('lower(b)')], unique=True, \
             postgresql_where=\"a > 0\", postgresql_concurrently=True, sqlite_where='x', \
             mysql_length=4)",
        );
        let [Operation::CreateIndex(create)] = made.as_slice() else {
            panic!("{made:?}");
        };
        let index = &create.index;
        assert_eq!(index.uniqueness, Uniqueness::Unique);
        assert_eq!(index.options.concurrency, IndexConcurrency::Concurrently);
        assert!(matches!(
            index.expressions[0].kind(),
            ExpressionKind::Column(_)
        ));
        assert!(matches!(
            index.expressions[1].kind(),
            ExpressionKind::Text(_)
        ));
        let filter = index.options.filter.as_ref().map(Expression::kind);
        assert!(matches!(filter, Some(ExpressionKind::Text(_))));
        let kind = index.name.as_ref().map(Name::kind);
        assert_eq!(kind, Some(crate::schema::NameKind::Conventional));
    }

    #[test]
    fn dialect_arguments_are_checked_as_sqlalchemy_does() {
        assert_eq!(
            refusal("op.create_index('i', 't', ['a'], postgresql_foo=1)"),
            "sqlalchemy.exc.ArgumentError: Argument 'postgresql_foo' is not accepted by dialect \
             'postgresql' on behalf of <class 'sqlalchemy.sql.schema.Index'>"
        );
        assert_eq!(
            refusal("op.create_index('i', 't', ['a'], foo=1)"),
            "TypeError: Additional arguments should be named <dialectname>_<argument>, got 'foo'"
        );
        assert_eq!(
            operations("op.create_index('i', 't', ['a'], unknown_foo=1)").len(),
            1
        );
    }
}

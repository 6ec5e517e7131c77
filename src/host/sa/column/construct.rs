//! `Column(name, type_, *args, …)`.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::{Column, ColumnDefault, Name, SqlType};

use super::super::super::dialect_arguments::{Construct, dialect_arguments};
use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::super::super::values;
use super::super::constraint::{ConstraintObject, Place, attached_check};
use super::super::default::{
    DefaultObject, autoincrement, column_default, second_default, server_default,
};
use super::super::foreign_key::ForeignKeyObject;
use super::super::identity::{ComputedObject, IdentityObject};
use super::super::sequence::SequenceObject;
use super::super::types::{TypeObject, current_type};
use super::object::ColumnObject;

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::rest("args"),
    Parameter::keyword("name"),
    Parameter::keyword("type_"),
    Parameter::keyword("autoincrement"),
    Parameter::keyword("default"),
    Parameter::keyword("insert_default"),
    Parameter::keyword("doc"),
    Parameter::keyword("key"),
    Parameter::keyword("index"),
    Parameter::keyword("unique"),
    Parameter::keyword("info"),
    Parameter::keyword("nullable"),
    Parameter::keyword("onupdate"),
    Parameter::keyword("primary_key"),
    Parameter::keyword("server_default"),
    Parameter::keyword("server_onupdate"),
    Parameter::keyword("quote"),
    Parameter::keyword("system"),
    Parameter::keyword("comment"),
    Parameter::keyword("insert_sentinel"),
    Parameter::rest_keyword("dialect_kwargs"),
];

/// `Column(name, type_, *args, …)`.
///
/// `doc`, `info`, `server_onupdate` and `insert_sentinel` have no effect on what is written.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    dialect_arguments(
        cx,
        Construct::Column,
        std::mem::take(&mut bound.rest_keyword),
    )?;
    let (given_name, type_value, rest) = name_and_type(cx, &mut bound)?;
    let quote = bound.take("quote");
    let quote = values::optional_flag(cx, quote)?;
    let mut name = values::optional_name(cx, given_name, "name")?;
    match (&name, quote) {
        (Some(plain), Some(quote)) => name = Some(Name::quoted(plain.text(), Some(quote))),
        (None, Some(_)) => {
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                "Explicit 'name' is required when sending 'quote' argument",
            ));
        }
        (_, None) => {}
    }
    let sql_type = match &type_value {
        Some(object) => object.for_postgresql()?,
        None => SqlType::null(),
    };
    let mut object = ColumnObject {
        class: class.clone(),
        host: host.weak(),
        column: Column::new(name.clone().unwrap_or_else(|| Name::new("")), sql_type),
        name,
        sql_type: Value::None,
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        attached: Cell::new(false),
        table: RefCell::default(),
        followers: RefCell::default(),
        borne: OnceCell::new(),
        bound: RefCell::default(),
        default: None,
        onupdate: None,
    };
    if let Some(value) = type_value {
        object.sql_type = Value::Host(value);
    }
    let counting = bound.take("autoincrement");
    object.column.autoincrement = autoincrement(counting.as_ref())?;
    let server_onupdate = bound.take_some("server_onupdate");
    if let Some(value) = &server_onupdate {
        server_default(cx, value)?;
    }
    keywords(host, cx, &mut object, &mut bound)?;
    for item in rest {
        schema_item(host, cx, &mut object, &item)?;
    }
    if server_onupdate.is_some() || object.column.server_default.is_some() {
        if object.column.computed.is_some() {
            return Err(second_default(cx, "A generated column"));
        }
        if object.column.identity.is_some() {
            return Err(second_default(cx, "A column with an Identity object"));
        }
    }
    if object.column.identity.is_some() && matches!(counting, Some(Value::Bool(false))) {
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            "A column with an Identity object cannot specify autoincrement=False",
        ));
    }
    Ok(Value::host(object))
}

type NameAndType = (Option<Value>, Option<Rc<TypeObject>>, Vec<Value>);

/// Sorts the positional arguments: a name, a type, and what else belongs to the column.
fn name_and_type(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<NameAndType, PythonError> {
    let mut name = bound.take("name");
    let mut rest: std::collections::VecDeque<Value> =
        std::mem::take(&mut bound.rest_positional).into();
    if let Some(first) = rest.front() {
        if first.as_str().is_some() {
            if name.is_some() {
                return Err(sqlalchemy_error(
                    cx,
                    "ArgumentError",
                    "May not pass name positionally and as a keyword.",
                ));
            }
            name = rest.pop_front();
        } else if first.is_none() {
            rest.pop_front();
        }
    }
    let keyword_type = bound.take_some("type_");
    let mut sql_type = None;
    if let Some(first) = rest.front().cloned() {
        if let Some(object) = current_type(cx, &first)? {
            if keyword_type.is_some() {
                return Err(sqlalchemy_error(
                    cx,
                    "ArgumentError",
                    "May not pass type_ positionally and as a keyword.",
                ));
            }
            sql_type = Some(object);
            rest.pop_front();
        } else if first.is_none() {
            rest.pop_front();
        }
    }
    if let Some(value) = keyword_type {
        match current_type(cx, &value)? {
            Some(object) => sql_type = Some(object),
            None => {
                return Err(values::unexpected(
                    cx,
                    &value,
                    "type_",
                    "a type of SQLAlchemy",
                ));
            }
        }
    }
    Ok((name, sql_type, rest.into()))
}

fn keywords(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    object: &mut ColumnObject,
    bound: &mut BoundArguments,
) -> Result<(), PythonError> {
    let column = &mut object.column;
    let primary_key = bound.take("primary_key");
    column.primary_key = values::flag(cx, primary_key, false)?;
    let nullable = bound.take("nullable");
    column.nullable = nullable.map(|value| cx.truth(&value)).transpose()?;
    let key = bound.take("key");
    column.key = values::optional_string(cx, key, "key")?.map(|key| key.to_string());
    for (flag, what) in [
        ("index", "create indexes"),
        ("unique", "create unique constraints"),
    ] {
        let value = bound.take_some(flag);
        if value.as_ref().is_some_and(|value| value.as_str().is_some()) {
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                format!(
                    "The '{flag}' keyword argument on Column is boolean only. To {what} with a \
                     specific name, create an explicit object external to the Table."
                ),
            ));
        }
        let value = values::flag(cx, value, false)?;
        if flag == "index" {
            column.index = value;
        } else {
            column.unique = value;
        }
    }
    let comment = bound.take("comment");
    column.comment = values::optional_string(cx, comment, "comment")?.map(|text| text.to_string());
    let system = bound.take("system");
    column.system = values::flag(cx, system, false)?;
    let default = bound
        .take("insert_default")
        .or_else(|| bound.take("default"));
    column.default = default_of(host, cx, default.clone(), column.primary_key)?;
    object.default = default.filter(|_| column.default == Some(ColumnDefault::Callable));
    let onupdate = bound.take("onupdate");
    column.onupdate = default_of(host, cx, onupdate.clone(), false)?;
    object.onupdate = onupdate.filter(|_| column.onupdate == Some(ColumnDefault::Callable));
    if let Some(value) = bound.take_some("server_default") {
        column.server_default = Some(server_default(cx, &value)?);
    }
    Ok(())
}

fn default_of(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    value: Option<Value>,
    primary_key: bool,
) -> Result<Option<ColumnDefault>, PythonError> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(None),
        // Only for a primary key does DDL depend on what the default is.
        Some(Value::Opaque(_)) if !primary_key => Ok(Some(ColumnDefault::Callable)),
        Some(value) => column_default(host, cx, &value).map(Some),
    }
}

/// What else a column takes by position.
fn schema_item(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    object: &mut ColumnObject,
    item: &Value,
) -> Result<(), PythonError> {
    if item.is_none() {
        return Ok(());
    }
    let column = &mut object.column;
    if let Some(foreign_key) = item.downcast::<ForeignKeyObject>() {
        object.foreign_keys.push(foreign_key.attach(cx)?);
    } else if let Some(identity) = item.downcast::<IdentityObject>() {
        if column.computed.is_some() {
            return Err(second_default(cx, "A column with an Identity object"));
        }
        column.identity = Some(identity.identity.clone());
    } else if let Some(computed) = item.downcast::<ComputedObject>() {
        if column.identity.is_some() {
            return Err(second_default(cx, "A generated column"));
        }
        column.computed = Some(computed.computed.clone());
    } else if let Some(sequence) = item.downcast::<SequenceObject>() {
        column.default = Some(ColumnDefault::Sequence(sequence.sequence.clone()));
    } else if let Some(default) = item.downcast::<DefaultObject>() {
        column.server_default = Some(default.server_default.clone());
    } else if let Some(constraint) = item.downcast::<ConstraintObject>() {
        constraint.give(Place::Column)?;
        match attached_check(&constraint, host) {
            Some(check) => object.checks.push(check),
            None => {
                return Err(PythonError::unsupported(format!(
                    "a {} as an argument of Column",
                    constraint.type_name()
                )));
            }
        }
    } else if let Value::Opaque(opaque) = item {
        return Err(PythonError::opaque_use(opaque));
    } else {
        let shown = cx.repr(item)?;
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            format!(
                "'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got {shown}"
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::operations::Operation;
    use crate::schema::{Column, ColumnDefault, ServerDefault};

    use super::super::super::super::testing::{operations, refusal};

    fn column(expression: &str) -> Column {
        let made = operations(&format!("op.add_column('t', {expression})"));
        let [Operation::AddColumn(add)] = made.as_slice() else {
            panic!("{made:?}");
        };
        add.column.clone()
    }

    #[test]
    fn names_and_types_come_by_position_or_keyword() {
        assert_eq!(
            column("sa.Column('a', sa.String(3))"),
            column("sa.Column(type_=sa.String(3), name='a')")
        );
        assert!(column("sa.Column('a')").sql_type.is_null());
        assert_eq!(
            refusal("sa.Column('a', 'b')"),
            "sqlalchemy.exc.ArgumentError: 'SchemaItem' object, such as a 'Column' or a \
             'Constraint' expected, got 'b'"
        );
        assert!(
            refusal("op.add_column('t', sa.Column(sa.Integer))")
                .contains("must be constructed with a non-blank name")
        );
    }

    #[test]
    fn defaults_of_the_server_and_of_python_are_kept_apart() {
        let both = column("sa.Column('a', sa.Integer, default=lambda: 1, server_default='0')");
        assert_eq!(
            both.server_default,
            Some(ServerDefault::Text("0".to_owned()))
        );
        assert_eq!(both.default, Some(ColumnDefault::Callable));
        assert!(
            refusal("sa.Column('a', sa.Integer, server_default=0)").starts_with(
                "sqlalchemy.exc.ArgumentError: Argument 'arg' is expected to be one of type"
            )
        );
    }
}

//! What a connection executes: text, and DDL as objects.

use std::rc::Rc;

use crate::operations::{DataDefinition, Executable, ExistenceCheck};
use crate::python::{
    Arguments, BoundArguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared,
    Value,
};
use crate::schema::expression::{Expression, ExpressionKind, TextClause};
use crate::schema::statement::Statement;
use crate::schema::{Enumeration, TypeKind};

use super::super::host_context::Host;
use super::super::values;
use super::expression::expression_of;
use super::manipulation::manipulation_of;
use super::selectable::query_of;
use super::sequence::SequenceObject;
use super::types::type_object;

/// `sa.DDL(…)`, `CreateSequence(…)` and their kin.
#[derive(Debug)]
pub(crate) struct DefinitionObject {
    class: Shared<Class>,
    definition: DataDefinition,
}

impl HostObject for DefinitionObject {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class.name)
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }
}

fn object(class: &Shared<Class>, definition: DataDefinition) -> Value {
    Value::host(DefinitionObject {
        class: class.clone(),
        definition,
    })
}

/// What a value given to `op.execute` or `connection.execute` is; a string is text.
pub(crate) fn executable_of(
    cx: &mut Interpreter,
    value: &Value,
) -> Result<Executable, PythonError> {
    if let Some(text) = value.as_str() {
        return Ok(Executable::Text(TextClause::new(&*text)));
    }
    if let Some(definition) = value.downcast::<DefinitionObject>() {
        return Ok(Executable::Definition(Box::new(
            definition.definition.clone(),
        )));
    }
    if let Some(query) = query_of(value) {
        return Ok(Executable::Statement(Statement::Query(query)));
    }
    if let Some(statement) = manipulation_of(value) {
        return Ok(Executable::Statement(statement));
    }
    let expression = expression_of(cx, value)?;
    if let Some(ExpressionKind::Text(text)) = expression.as_ref().map(Expression::kind) {
        return Ok(Executable::Text(text.clone()));
    }
    Err(values::unexpected(
        cx,
        value,
        "a statement",
        "text, a statement or DDL",
    ))
}

/// `DDL(statement, context=…)`.
pub(crate) fn ddl(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::required("statement"),
            Parameter::optional("context"),
        ],
    )?;
    if bound.take_some("context").is_some() {
        return Err(PythonError::unsupported("the argument context of DDL"));
    }
    let statement = bound.require("statement");
    let text = values::string(cx, &statement, "statement")?;
    Ok(object(class, DataDefinition::Text(text.to_string())))
}

fn existence(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    parameter: &str,
) -> Result<ExistenceCheck, PythonError> {
    let value = bound.take(parameter);
    Ok(if values::flag(cx, value, false)? {
        ExistenceCheck::IfNeeded
    } else {
        ExistenceCheck::None
    })
}

/// `CreateSequence(element, if_not_exists=…)`.
pub(crate) fn create_sequence(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::required("element"),
            Parameter::optional("if_not_exists"),
        ],
    )?;
    let sequence = sequence(cx, &mut bound)?.sequence.clone();
    let existence = existence(cx, &mut bound, "if_not_exists")?;
    Ok(object(
        class,
        DataDefinition::CreateSequence {
            sequence,
            existence,
        },
    ))
}

/// `DropSequence(element, if_exists=…)`.
pub(crate) fn drop_sequence(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::required("element"),
            Parameter::optional("if_exists"),
        ],
    )?;
    let sequence = sequence(cx, &mut bound)?.sequence.clone();
    let existence = existence(cx, &mut bound, "if_exists")?;
    Ok(object(
        class,
        DataDefinition::DropSequence {
            sequence,
            existence,
        },
    ))
}

fn sequence(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Rc<SequenceObject>, PythonError> {
    let element = bound.require("element");
    match element.downcast() {
        Some(sequence) => Ok(sequence),
        None => Err(values::unexpected(cx, &element, "element", "a Sequence")),
    }
}

/// `CreateSchema(name, if_not_exists=…)`.
pub(crate) fn create_schema(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::required("name"),
            Parameter::optional("if_not_exists"),
        ],
    )?;
    let name = bound.require("name");
    let name = values::name(cx, &name, "name")?;
    let existence = existence(cx, &mut bound, "if_not_exists")?;
    Ok(object(
        class,
        DataDefinition::CreateSchema { name, existence },
    ))
}

/// `DropSchema(name, cascade=…, if_exists=…)`.
pub(crate) fn drop_schema(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::required("name"),
            Parameter::optional("cascade"),
            Parameter::optional("if_exists"),
        ],
    )?;
    let name = bound.require("name");
    let name = values::name(cx, &name, "name")?;
    let cascade = bound.take("cascade");
    let cascade = values::flag(cx, cascade, false)?;
    let existence = existence(cx, &mut bound, "if_exists")?;
    Ok(object(
        class,
        DataDefinition::DropSchema {
            name,
            cascade,
            existence,
        },
    ))
}

/// `postgresql.CreateEnumType(type)`.
pub(crate) fn create_enum_type(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let enumeration = enumeration(cx, arguments)?;
    Ok(object(
        class,
        DataDefinition::CreateEnumeration(enumeration),
    ))
}

/// `postgresql.DropEnumType(type)`.
pub(crate) fn drop_enum_type(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let enumeration = enumeration(cx, arguments)?;
    Ok(object(class, DataDefinition::DropEnumeration(enumeration)))
}

fn enumeration(cx: &mut Interpreter, arguments: Arguments) -> Result<Enumeration, PythonError> {
    let mut bound = arguments.bind("__init__", &[Parameter::required("element")])?;
    let element = bound.require("element");
    if let Some(object) = type_object(cx, &element)?
        && let TypeKind::Enumeration(enumeration) = object.for_postgresql()?.kind()
    {
        return Ok(enumeration.clone());
    }
    Err(values::unexpected(cx, &element, "element", "an ENUM"))
}

//! What a connection executes: text, and DDL as objects.

use std::rc::Rc;

use crate::operations::{DataDefinition, Executable, ExistenceCheck, TableParts};
use crate::python::{
    Arguments, BinaryOperator, BoundArguments, Class, Dictionary, HostObject, Interpreter,
    Parameter, PythonError, Shared, Value,
};
use crate::schema::expression::{Expression, ExpressionKind, TextClause};
use crate::schema::statement::Statement;
use crate::schema::{Enumeration, TypeKind};

use super::super::host_context::Host;
use super::super::raise::sqlalchemy_error;
use super::super::values;
use super::expression::expression_of;
use super::index::IndexObject;
use super::manipulation::manipulation_of;
use super::selectable::query_of;
use super::sequence::SequenceObject;
use super::table::TableObject;
use super::table_creation::Action;
use super::types::type_object;

/// `sa.DDL(…)`, `CreateSequence(…)` and their kin.
#[derive(Debug, Clone)]
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

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "execute_if" => Ok(Some(same_under_conditions(Value::host(self.clone())))),
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of a {}",
                self.class.name
            ))),
        }
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
    if let Some(text) = value.downcast::<TextDefinition>() {
        let definition = DataDefinition::Text(text.formatted(cx)?);
        return Ok(Executable::Definition(Box::new(definition)));
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
    let statement = bound.require("statement");
    if statement.as_str().is_none() {
        let shown = cx.repr(&statement)?;
        return Err(sqlalchemy_error(
            cx,
            "ArgumentError",
            format!("Expected a string or unicode SQL statement, got {shown}"),
        ));
    }
    let context = match bound.take_some("context") {
        Some(context) if cx.truth(&context)? => context,
        Some(_) | None => Value::dict(Dictionary::new()),
    };
    Ok(Value::host(TextDefinition {
        class: class.clone(),
        statement,
        context,
    }))
}

/// `sa.DDL(…)`: a text and what is put into it when it is executed.
#[derive(Debug, Clone)]
struct TextDefinition {
    class: Shared<Class>,
    statement: Value,
    context: Value,
}

impl TextDefinition {
    fn formatted(&self, cx: &mut Interpreter) -> Result<String, PythonError> {
        let text = cx.binary(BinaryOperator::Modulo, &self.statement, &self.context)?;
        let text = values::string(cx, &text, "statement")?;
        Ok(text.to_string())
    }
}

impl HostObject for TextDefinition {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class.name)
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "statement" => Ok(Some(self.statement.clone())),
            "context" => Ok(Some(self.context.clone())),
            "execute_if" => Ok(Some(same_under_conditions(Value::host(self.clone())))),
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of a {}",
                self.class.name
            ))),
        }
    }
}

/// `execute_if(…)`: its conditions count where events execute an object, not where a migration does.
fn same_under_conditions(object: Value) -> Value {
    Value::function("execute_if", move |_, arguments| {
        arguments.bind(
            "execute_if",
            &[
                Parameter::optional("dialect"),
                Parameter::optional("callable_"),
                Parameter::optional("state"),
            ],
        )?;
        Ok(object.clone())
    })
}

/// `CreateTable(element, if_not_exists=…)`.
pub(crate) fn create_table(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::required("element"),
            Parameter::optional("include_foreign_key_constraints"),
            Parameter::optional("if_not_exists"),
        ],
    )?;
    if bound.take_some("include_foreign_key_constraints").is_some() {
        return Err(PythonError::unsupported(
            "the argument include_foreign_key_constraints of CreateTable",
        ));
    }
    let (table, collection) = table_element(cx, &mut bound)?.definition(cx, Action::Create)?;
    let existence = existence(cx, &mut bound, "if_not_exists")?;
    Ok(object(
        class,
        DataDefinition::CreateTable {
            table,
            existence,
            naming_convention: collection.naming_convention.clone(),
            parts: TableParts::Alone,
        },
    ))
}

/// `DropTable(element, if_exists=…)`.
pub(crate) fn drop_table(
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
    let table = table_element(cx, &mut bound)?.reference().clone();
    let existence = existence(cx, &mut bound, "if_exists")?;
    Ok(object(
        class,
        DataDefinition::DropTable { table, existence },
    ))
}

fn table_element(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Rc<TableObject>, PythonError> {
    let element = bound.require("element");
    match element.downcast() {
        Some(table) => Ok(table),
        None => Err(values::unexpected(cx, &element, "element", "a Table")),
    }
}

fn index_element(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
) -> Result<Rc<IndexObject>, PythonError> {
    let element = bound.require("element");
    match element.downcast() {
        Some(index) => Ok(index),
        None => Err(values::unexpected(cx, &element, "element", "an Index")),
    }
}

/// `CreateIndex(element, if_not_exists=…)`.
pub(crate) fn create_index(
    host: &Rc<Host>,
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
    let index = index_element(cx, &mut bound)?;
    let (table, naming_convention) = index.placed(host)?;
    let existence = existence(cx, &mut bound, "if_not_exists")?;
    Ok(object(
        class,
        DataDefinition::CreateIndex {
            table,
            index: index.index.clone(),
            existence,
            naming_convention,
        },
    ))
}

/// `DropIndex(element, if_exists=…)`.
pub(crate) fn drop_index(
    host: &Rc<Host>,
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
    let index = index_element(cx, &mut bound)?;
    let (table, naming_convention) = index.placed(host)?;
    let existence = existence(cx, &mut bound, "if_exists")?;
    Ok(object(
        class,
        DataDefinition::DropIndex {
            table,
            index: index.index.clone(),
            existence,
            naming_convention,
        },
    ))
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

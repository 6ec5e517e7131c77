//! `op.create_entity`, `op.replace_entity` and `op.drop_entity`.

use std::rc::Rc;

use crate::operations::{Executable, ExecuteSqlOp, Operation};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::expression::TextClause;
use crate::source::Origin;

use super::super::super::host_context::Host;
use super::super::super::values;
use super::entity::Entity;
use super::statements;

/// `op.create_entity(target)`.
pub(super) fn create_entity(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("invoke_for_target", &[Parameter::required("target")])?;
    let target = bound.require("target");
    let target = entity(cx, &target)?;
    let text = statements::create(cx, &target)?;
    execute(host, cx, text, bound.origin)
}

/// `op.replace_entity(target)`: a statement of its own for each step.
pub(super) fn replace_entity(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("invoke_for_target", &[Parameter::required("target")])?;
    let target = bound.require("target");
    let target = entity(cx, &target)?;
    for text in statements::create_or_replace(cx, &target)? {
        execute(host, cx, text, bound.origin.clone())?;
    }
    Ok(Value::None)
}

/// `op.drop_entity(target, cascade=False)`.
pub(super) fn drop_entity(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "invoke_for_target_optional_cascade",
        &[
            Parameter::required("target"),
            Parameter::optional("cascade"),
        ],
    )?;
    let target = bound.require("target");
    let target = entity(cx, &target)?;
    let cascade = bound.take("cascade");
    let cascade = values::flag(cx, cascade, false)?;
    execute(host, cx, statements::drop(&target, cascade)?, bound.origin)
}

fn entity(cx: &mut Interpreter, value: &Value) -> Result<Rc<Entity>, PythonError> {
    match value.downcast() {
        Some(entity) => Ok(entity),
        None => Err(values::unexpected(
            cx,
            value,
            "target",
            "an entity of alembic_utils",
        )),
    }
}

fn execute(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    text: String,
    origin: Origin,
) -> Result<Value, PythonError> {
    let operation = ExecuteSqlOp::new(Executable::Text(TextClause::new(text)));
    host.invoke(cx, Operation::ExecuteSql(Box::new(operation)), origin)?;
    Ok(Value::None)
}

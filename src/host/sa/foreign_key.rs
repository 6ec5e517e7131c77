//! `sqlalchemy.ForeignKey`, an argument of a column.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::ForeignKey;

use super::super::host_context::Host;
use super::super::raise::sqlalchemy_error;
use super::constraint::{constraint_traits, foreign_key_target, foreign_key_traits};

/// A foreign key before its column has a table.
#[derive(Debug)]
pub(crate) struct ForeignKeyObject {
    class: Shared<Class>,
    foreign_key: ForeignKey,
    /// Whether a column has it.
    has_parent: Cell<bool>,
}

impl ForeignKeyObject {
    /// What it says, for the one column it belongs to (`ForeignKey._set_parent`).
    pub(crate) fn attach(&self, cx: &mut Interpreter) -> Result<ForeignKey, PythonError> {
        if self.has_parent.replace(true) {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "This ForeignKey already has a parent !",
            ));
        }
        Ok(self.foreign_key.clone())
    }
}

impl HostObject for ForeignKeyObject {
    fn type_name(&self) -> Rc<str> {
        "ForeignKey".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }
}

const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::required("column"),
    Parameter::optional("_constraint"),
    Parameter::optional("use_alter"),
    Parameter::optional("name"),
    Parameter::optional("onupdate"),
    Parameter::optional("ondelete"),
    Parameter::optional("deferrable"),
    Parameter::optional("initially"),
    Parameter::optional("link_to_name"),
    Parameter::optional("match"),
    Parameter::optional("info"),
    Parameter::optional("comment"),
    Parameter::rest_keyword("dialect_kw"),
];

/// `ForeignKey(column, name=…)`.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    if bound.take_some("_constraint").is_some() {
        return Err(PythonError::unsupported(
            "the argument _constraint of ForeignKey",
        ));
    }
    let target = bound.require("column");
    let target = foreign_key_target(cx, &target, "column")?;
    let traits = constraint_traits(host, cx, &mut bound)?;
    let foreign_key = foreign_key_traits(cx, &mut bound)?;
    Ok(Value::host(ForeignKeyObject {
        class: class.clone(),
        foreign_key: ForeignKey {
            traits,
            foreign_key,
            target,
        },
        has_parent: Cell::new(false),
    }))
}

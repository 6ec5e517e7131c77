//! `sqlalchemy.delete()`.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::Expression;
use crate::schema::statement::{Delete, FromClause, Statement};

use super::super::super::host_context::Host;
use super::methods::{
    ConditionalObject, ManipulationObject, Method, SharedClauses, attribute, condition_method,
};
use super::target::target_table;

/// A DELETE.
#[derive(Clone)]
pub(crate) struct DeleteObject {
    host: Rc<Host>,
    delete: Rc<Delete>,
}

impl std::fmt::Debug for DeleteObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.delete.fmt(formatter)
    }
}

/// `sqlalchemy.delete(table)`.
pub(crate) fn delete(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("delete", &[Parameter::required("table")])?;
    let table = bound.require("table");
    let (table, _) = target_table(cx, &table)?;
    Ok(Value::host(DeleteObject {
        host: Rc::clone(host),
        delete: Rc::new(Delete::new(table)),
    }))
}

impl ManipulationObject for DeleteObject {
    const FUNCTION: &'static str = "delete";

    fn host(&self) -> &Rc<Host> {
        &self.host
    }

    fn statement(&self) -> Statement {
        Statement::Delete(Rc::clone(&self.delete))
    }

    fn clauses(&mut self) -> SharedClauses<'_> {
        let delete = Rc::make_mut(&mut self.delete);
        SharedClauses {
            independent_ctes: &mut delete.independent_ctes,
            prefixes: &mut delete.prefixes,
            returning: &mut delete.returning,
        }
    }

    fn own_method(&self, name: &str) -> Option<Method<Self>> {
        condition_method(name)
    }
}

impl ConditionalObject for DeleteObject {
    fn table(&self) -> &FromClause {
        &self.delete.table
    }

    fn conditions(&mut self) -> &mut Vec<Expression> {
        &mut Rc::make_mut(&mut self.delete).conditions
    }
}

impl HostObject for DeleteObject {
    fn type_name(&self) -> Rc<str> {
        "Delete".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class("Delete")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        attribute(self, name)
    }
}

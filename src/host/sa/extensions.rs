//! `sqlalchemy.ext.compiler` and `sqlalchemy.event`: ways to change what SQLAlchemy writes.
//!
//! What is registered for other databases has no effect here; anything else is refused where it is
//! registered, because it would go unnoticed later.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Module, Parameter, PythonError, Value};

use super::super::host_context::Host;
use super::super::values;

/// Databases that are not PostgreSQL.
const OTHER_DATABASES: &[&str] = &["mysql", "mariadb", "sqlite", "mssql", "oracle"];

/// The module `sqlalchemy.ext.compiler`.
pub(crate) fn compiler_module(host: &Rc<Host>) -> Module {
    let module = Module::native("sqlalchemy.ext.compiler");
    module.set("compiles", host.function("compiles", compiles));
    module
}

/// The module `sqlalchemy.event`.
pub(crate) fn event_module(host: &Rc<Host>) -> Module {
    let module = Module::native("sqlalchemy.event");
    for name in ["listen", "listens_for"] {
        module.set(name, host.function(name, listen));
    }
    module
}

/// `@compiles(class_, *specs)`.
fn compiles(
    _host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind(
        "compiles",
        &[Parameter::required("class_"), Parameter::rest("specs")],
    )?;
    let mut for_others = !bound.rest_positional.is_empty();
    for dialect in &bound.rest_positional {
        let dialect = values::string(cx, dialect, "a dialect name")?;
        for_others &= OTHER_DATABASES.contains(&&*dialect);
    }
    if !for_others {
        return Err(PythonError::unsupported(
            "@compiles for PostgreSQL or every database",
        ));
    }
    Ok(Value::function("decorate", |_, arguments| {
        let mut bound = arguments.bind("decorate", &[Parameter::required("fn")])?;
        Ok(bound.require("fn"))
    }))
}

/// `event.listen(…)` and `@event.listens_for(…)`.
fn listen(
    _host: &Rc<Host>,
    _cx: &mut Interpreter,
    _arguments: Arguments,
) -> Result<Value, PythonError> {
    Err(PythonError::unsupported("SQLAlchemy's events"))
}

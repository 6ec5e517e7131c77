//! The libraries there are, and when they come into being.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::{Interpreter, Module, PythonError, Value};

use super::super::host_context::Host;
use super::super::op::{OperationFunction, Target};
use super::installer::Installer;
use super::library::Library;
use super::{
    advanced_alchemy, alembic_postgresql_enum, alembic_utils, citext, fastapi_users, geoalchemy2,
    loggers, oslo, pgvector, sqlalchemy_json, sqlalchemy_utils, sqlmodel,
};

/// Every library.
const LIBRARIES: &[&Library] = &[
    &advanced_alchemy::LIBRARY,
    &alembic_postgresql_enum::LIBRARY,
    &alembic_utils::LIBRARY,
    &citext::LIBRARY,
    &fastapi_users::LIBRARY,
    &geoalchemy2::LIBRARY,
    &loggers::LOGURU,
    &loggers::STRUCTLOG,
    &oslo::OSLO_DB,
    &oslo::OSLO_LOG,
    &oslo::OSLO_UTILS,
    &pgvector::LIBRARY,
    &sqlalchemy_json::LIBRARY,
    &sqlalchemy_utils::LIBRARY,
    &sqlmodel::LIBRARY,
];

/// What is built in of a library, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    /// The library as pip knows it, with the version whose SQL is expected.
    pub distribution: &'static str,
    /// The packages it installs.
    pub packages: &'static [&'static str],
    /// Its types, under every name they are shown.
    pub types: Vec<&'static str>,
    /// The operations it adds to `op`.
    pub operations: Vec<&'static str>,
}

/// Every library that is built in.
pub fn built_in() -> Vec<BuiltIn> {
    let names = |library: &Library| BuiltIn {
        distribution: library.distribution,
        packages: library.packages,
        types: library
            .types
            .iter()
            .flat_map(|class| std::iter::once(&class.name).chain(class.aliases))
            .copied()
            .collect(),
        operations: library
            .operations
            .iter()
            .map(|(name, _)| *name)
            .chain(library.batch_operations.iter().map(|(name, _)| *name))
            .collect(),
    };
    LIBRARIES.iter().map(|library| names(library)).collect()
}

/// The libraries of one interpreter; each is made when it is first imported.
pub(crate) struct Libraries {
    host: Rc<Host>,
    made: RefCell<Vec<&'static str>>,
}

impl Libraries {
    /// None of them made yet.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
            made: RefCell::default(),
        }
    }

    /// Answers `import name`; `None` for what belongs to none of the libraries.
    pub(crate) fn import(
        &self,
        cx: &mut Interpreter,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        let package = name.split('.').next().unwrap_or(name);
        let library = LIBRARIES
            .iter()
            .find(|library| library.packages.contains(&package));
        let Some(library) = library else {
            return Ok(None);
        };
        if self.made.borrow().contains(&library.distribution) {
            return Ok(None);
        }
        self.made.borrow_mut().push(library.distribution);
        let modules = Installer::install(cx, &self.host, library)?;
        let asked = modules.get(name).cloned();
        for (name, module) in modules {
            cx.register_module(name, Value::Module(module));
        }
        Ok(asked.map(Value::Module))
    }
}

/// Adds the libraries' operations to `alembic.op`.
///
/// They are there without an import, because it is env.py that imports the library then.
pub(crate) fn install_operations(host: &Rc<Host>, operations: &Module) {
    for library in LIBRARIES {
        for (name, function) in library.operations {
            operations.set(*name, host.function(name, *function));
        }
        for (name, function) in library.batch_operations {
            let target = Target::Direct(Rc::clone(host));
            operations.set(
                *name,
                Value::function(*name, move |cx, arguments| function(&target, cx, arguments)),
            );
        }
    }
}

/// The operation of a batch that a library brings.
pub(crate) fn batch_operation(name: &str) -> Option<(&'static str, OperationFunction)> {
    LIBRARIES
        .iter()
        .flat_map(|library| library.batch_operations)
        .find(|(own, _)| *own == name)
        .copied()
}

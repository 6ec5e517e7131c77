//! `op.get_context()`: Alembic's `MigrationContext` as a migration sees it.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, Dictionary, ExitOutcome, HostObject, Interpreter, PythonError,
    PythonIterator, Shared, Value,
};
use crate::source::Origin;

use super::alembic_config::Config;
use super::connection::Connection;
use super::dialect::Dialect;
use super::host_context::{Host, refuse_while_loading};
use super::implementation::Implementation;
use super::op::execute;
use super::raise::sink_error;

/// Alembic's name where env.py gives none.
const DEFAULT_VERSION_TABLE: &str = "alembic_version";

/// The context of the migration.
#[derive(Clone)]
pub(crate) struct MigrationContext {
    host: Rc<Host>,
}

impl std::fmt::Debug for MigrationContext {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<migration context>")
    }
}

impl MigrationContext {
    /// The context that belongs to `host`.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
        }
    }

    /// What of `context.configure()` is known; any other key is refused when it is asked for, and so
    /// is one whose value is the default: whether env.py gave it is not known.
    fn options(&self) -> Value {
        let settings = self.host.settings();
        let mut options = Dictionary::new();
        if settings.version_table != DEFAULT_VERSION_TABLE {
            let name = Value::from(settings.version_table.as_str());
            options.insert_str("version_table", name);
        }
        if let Some(schema) = settings.version_table_schema.as_deref() {
            options.insert_str("version_table_schema", Value::from(schema));
        }
        options.insert_str("as_sql", Value::Bool(self.host.is_offline()));
        Value::host(ContextOptions { known: options })
    }
}

impl HostObject for MigrationContext {
    fn type_name(&self) -> Rc<str> {
        "MigrationContext".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class("MigrationContext")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let host = Rc::clone(&self.host);
        let settings = self.host.settings();
        Ok(Some(match name {
            "dialect" => Value::host(Dialect::new(&host)),
            "bind" | "connection" => Value::host(Connection::new(&host)),
            "execute" => host.function("execute", context_execute),
            "impl" => Value::host(Implementation::new(&host)),
            "as_sql" => Value::Bool(host.is_offline()),
            "config" => Value::host(Config::new(&host)),
            "opts" => self.options(),
            "version_table" => Value::from(settings.version_table.as_str()),
            "version_table_schema" => settings
                .version_table_schema
                .as_deref()
                .map(Value::from)
                .into(),
            "autocommit_block" => Value::function("autocommit_block", move |_, arguments| {
                autocommit_block(&host, arguments)
            }),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the migration context's {name}"
                )));
            }
        }))
    }
}

/// `context.execute(sql, execution_options)`: what `op.execute` does with its statement.
fn context_execute(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    mut arguments: Arguments,
) -> Result<Value, PythonError> {
    for (name, _) in &mut arguments.keyword {
        if &**name == "sql" {
            *name = "sqltext".into();
        }
    }
    execute(host, cx, arguments)
}

fn autocommit_block(host: &Rc<Host>, arguments: Arguments) -> Result<Value, PythonError> {
    let bound = arguments.bind("autocommit_block", &[])?;
    Ok(Value::host(AutocommitBlock {
        host: Rc::clone(host),
        origin: bound.origin,
    }))
}

/// `with op.get_context().autocommit_block()`.
struct AutocommitBlock {
    host: Rc<Host>,
    origin: Origin,
}

impl std::fmt::Debug for AutocommitBlock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<autocommit block>")
    }
}

impl HostObject for AutocommitBlock {
    fn type_name(&self) -> Rc<str> {
        "_GeneratorContextManager".into()
    }

    fn enter(&self, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        refuse_while_loading(cx)?;
        let begun = self
            .host
            .sink()
            .borrow_mut()
            .begin_autocommit(self.origin.clone());
        begun.map_err(|error| sink_error(cx, error, self.origin.clone()))?;
        Ok(Some(Value::None))
    }

    fn exit(
        &self,
        _error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        let ended = self
            .host
            .sink()
            .borrow_mut()
            .end_autocommit(self.origin.clone());
        ended.map_err(|error| sink_error(cx, error, self.origin.clone()))?;
        Ok(ExitOutcome::Propagate)
    }
}

/// `context.opts`.
struct ContextOptions {
    known: Dictionary,
}

impl std::fmt::Debug for ContextOptions {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<options>")
    }
}

impl ContextOptions {
    fn option(&self, key: &Value) -> Result<Value, PythonError> {
        let found = key
            .as_str()
            .and_then(|key| self.known.get_str(&key).cloned());
        found.ok_or_else(|| {
            PythonError::unsupported(format!("the option {key:?} of context.configure()"))
        })
    }
}

impl HostObject for ContextOptions {
    fn type_name(&self) -> Rc<str> {
        "dict".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if name != "get" {
            return Err(PythonError::unsupported(format!(
                "the method {name} of context.opts"
            )));
        }
        let known = Self {
            known: self.known.clone(),
        };
        Ok(Some(Value::function("get", move |_, arguments| {
            let parameters = [
                crate::python::Parameter::required("key"),
                crate::python::Parameter::optional("default"),
            ];
            let mut bound = arguments.bind("get", &parameters)?;
            known.option(&bound.require("key"))
        })))
    }

    fn subscript(&self, index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        self.option(index)
    }

    fn contains(&self, item: &Value, _cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        self.option(item).map(|_| Some(true))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Err(PythonError::unsupported("iterating over context.opts"))
    }
}

//! `sqlalchemy.orm.Session` where a script is written: it may be made and closed, and the first
//! statement fails, as it does with Alembic's stand-in for a connection.
//!
//! On a server sessions load and store objects, which is not supported.

use std::rc::{Rc, Weak};

use crate::python::{
    Arguments, Class, ExitOutcome, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};

use super::super::super::connection::Connection;
use super::super::super::host_context::Host;
use super::super::super::native_class::{host_constructor, native_class};
use super::super::super::values;
use super::loading_query::query;

/// A session.
#[derive(Clone)]
pub(super) struct Session {
    host: Weak<Host>,
    class: Shared<Class>,
    /// The connection of the migration, where it is bound to that.
    bind: Option<Value>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<Session>")
    }
}

/// The class `Session`.
pub(super) fn session_class(host: &Rc<Host>, cx: &Interpreter) -> Shared<Class> {
    let constructor = host_constructor(host, |host, cx, class, arguments| {
        made(cx, host, class, arguments)
    });
    native_class(cx, "Session", "sqlalchemy.orm.session", &[], constructor)
}

fn made(
    cx: &mut Interpreter,
    host: &Rc<Host>,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "__init__",
        &[
            Parameter::optional("bind"),
            Parameter::keyword("autoflush"),
            Parameter::keyword("expire_on_commit"),
            Parameter::keyword("future"),
            Parameter::keyword("autocommit"),
            Parameter::rest_keyword("kw"),
        ],
    )?;
    if let Some((name, _)) = bound.rest_keyword.first() {
        return Err(PythonError::unsupported(format!(
            "the argument {name} of Session"
        )));
    }
    // Sessions of SQLAlchemy 2 have no other modes.
    for (argument, only) in [("autocommit", false), ("future", true)] {
        let value = bound.take(argument);
        if values::flag(cx, value, only)? != only {
            return Err(PythonError::unsupported(format!(
                "the argument {argument} of Session"
            )));
        }
    }
    let bind = bound.take_some("bind");
    match &bind {
        None => {}
        Some(bind) if bind.downcast::<Connection>().is_some() => {}
        Some(Value::Opaque(opaque)) => return Err(PythonError::opaque_use(opaque)),
        Some(_) => return Err(PythonError::unsupported("a Session of another connection")),
    }
    Ok(Value::host(Session {
        host: host.weak(),
        class: class.clone(),
        bind,
    }))
}

/// `sessionmaker(bind, …)`: calling what it gives makes a session.
pub(super) fn sessionmaker(class: Shared<Class>) -> Value {
    Value::function("sessionmaker", move |_, arguments| {
        let class = class.clone();
        let mut first = arguments;
        first
            .keyword
            .retain(|(name, _)| !matches!(&**name, "class_"));
        Ok(Value::function("sessionmaker", move |cx, arguments| {
            let mut call = first.clone();
            if !arguments.positional.is_empty() {
                return Err(PythonError::type_error(
                    "sessionmaker.__call__() takes 1 positional argument but more were given",
                ));
            }
            for (name, value) in arguments.keyword {
                call.keyword.retain(|(known, _)| *known != name);
                if &*name == "bind" {
                    call.positional.clear();
                }
                call.keyword.push((name, value));
            }
            call.origin = arguments.origin;
            call.spans.clear();
            cx.call(&Value::Class(class.clone()), call)
        }))
    })
}

impl Session {
    fn require_script(&self) -> Result<(), PythonError> {
        let host = self.host.upgrade();
        if host.is_some_and(|host| host.is_offline()) {
            return Ok(());
        }
        Err(PythonError::unsupported(
            "a Session of sqlalchemy.orm on a server",
        ))
    }

    /// What becomes of a statement: SQLAlchemy gives up the connection, which cannot be closed.
    pub(super) fn fail(&self) -> Result<(), PythonError> {
        self.require_script()?;
        if self.bind.is_none() {
            return Err(PythonError::unsupported("a Session without a connection"));
        }
        Err(PythonError::attribute_error(
            "'MockConnection' object has no attribute 'close'",
        ))
    }

    /// A method that needs a connection.
    fn failing(&self, name: &str) -> Value {
        let this = self.clone();
        Value::function(name, move |_, _| this.fail().map(|()| Value::None))
    }

    /// A method that does nothing while nothing was done.
    fn idle(&self, name: &str) -> Value {
        let this = self.clone();
        let own_name = name.to_owned();
        Value::function(name, move |_, arguments| {
            this.require_script()?;
            arguments.bind(&own_name, &[])?;
            Ok(Value::None)
        })
    }
}

impl HostObject for Session {
    fn type_name(&self) -> Rc<str> {
        "Session".into()
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
            "execute" | "scalar" | "scalars" | "connection" => Ok(Some(self.failing(name))),
            "query" => {
                let this = self.clone();
                Ok(Some(Value::function("query", move |_, arguments| {
                    this.require_script()?;
                    query(&this, arguments)
                })))
            }
            "get_bind" if self.bind.is_some() => {
                let bind = self.bind.clone();
                Ok(Some(Value::function("get_bind", move |_, arguments| {
                    arguments.bind("get_bind", &[])?;
                    Ok(bind.clone().into())
                })))
            }
            "bind" => Ok(Some(self.bind.clone().into())),
            "close" | "commit" | "flush" | "rollback" => Ok(Some(self.idle(name))),
            _ => Err(PythonError::unsupported(format!(
                "Session.{name} of sqlalchemy.orm"
            ))),
        }
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        self.require_script()?;
        Ok(Some(Value::host(self.clone())))
    }

    fn exit(
        &self,
        _error: Option<&PythonError>,
        _cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        Ok(ExitOutcome::Propagate)
    }
}

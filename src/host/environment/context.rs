//! `alembic.context`: what `env.py` asks and tells while a command runs it.
//!
//! The counterpart of `alembic.runtime.environment.EnvironmentContext` and the module that stands
//! for it.

use std::rc::Rc;

use super::configuration::{ConfigObject, ConfigState};
use super::configure::configure;
use super::connection::{ConnectionObject, StringForm, statement_text};
use super::facts::SessionAction;
use super::native::{method, resolved, text_of};
use super::recorder::{Configured, Recorder};
use crate::python::{
    Arguments, Dictionary, ExceptionClass, ExitOutcome, HostObject, Interpreter, Parameter,
    PythonError, Value,
};

/// The state behind `alembic.context`.
pub(super) struct ContextState {
    pub(super) recorder: Rc<Recorder>,
    pub(super) config: Rc<ConfigState>,
}

/// `alembic.context`.
#[derive(Clone)]
pub(super) struct ContextObject(pub(super) Rc<ContextState>);

impl std::fmt::Debug for ContextObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<alembic.context>")
    }
}

const NOTHING: &[Parameter<'static>] = &[];
const AS_DICTIONARY: &[Parameter<'static>] = &[Parameter::optional("as_dictionary")];
const KEYWORDS: &[Parameter<'static>] = &[Parameter::rest_keyword("kw")];
const SQL: &[Parameter<'static>] = &[
    Parameter::required("sql"),
    Parameter::optional("execution_options"),
];
const TEXT: &[Parameter<'static>] = &[Parameter::required("text")];

impl ContextState {
    fn configured(&self) -> Result<Configured, PythonError> {
        self.recorder.configured().ok_or_else(|| {
            PythonError::exception(
                ExceptionClass::Exception,
                "No context has been configured yet.",
            )
        })
    }

    fn x_argument(&self, as_dictionary: bool) -> Value {
        let arguments = &self.config.options().x;
        if !as_dictionary {
            return Value::list(arguments.iter().cloned().map(Value::from).collect());
        }
        let mut entries = Dictionary::new();
        for argument in arguments {
            let (key, value) = argument.split_once('=').unwrap_or((argument, ""));
            entries.insert_str(key, Value::from(value));
        }
        Value::dict(entries)
    }

    fn run_migrations(
        &self,
        cx: &mut Interpreter,
        arguments: Vec<String>,
        origin: crate::source::Origin,
    ) -> Result<Value, PythonError> {
        let configured = self
            .recorder
            .run(arguments, origin)
            .ok_or_else(|| PythonError::exception(ExceptionClass::AssertionError, ""))?;
        self.recorder.run_template(cx)?;
        if let Some(connection) = configured.connection_value.downcast::<ConnectionObject>() {
            let is_ended_by_alembic = self.recorder.last_run_is_ended_by_alembic();
            if !is_ended_by_alembic {
                connection.state.ran();
            }
        }
        Ok(Value::None)
    }

    /// `context.execute(sql)`: on the context's connection, or into the script.
    fn execute(
        &self,
        cx: &mut Interpreter,
        sql: &Value,
        origin: crate::source::Origin,
    ) -> Result<Value, PythonError> {
        let connection = self.configured()?.connection;
        let text = statement_text(cx, sql, StringForm::Text, None, &origin)?;
        self.recorder
            .event(connection, SessionAction::Execute(text), origin);
        Ok(Value::None)
    }
}

fn execute_method(state: &Rc<ContextState>) -> Value {
    method("execute", state, SQL, |state, cx, mut bound| {
        let sql = bound.require("sql");
        if bound.take_some("execution_options").is_some() {
            return Err(PythonError::unsupported(
                "context.execute(execution_options=…)",
            ));
        }
        state.execute(cx, &sql, bound.origin.clone())
    })
}

fn run_method(state: &Rc<ContextState>) -> Value {
    method("run_migrations", state, KEYWORDS, |state, cx, bound| {
        let names = bound.rest_keyword.iter().map(|(name, _)| name.to_string());
        state.run_migrations(cx, names.collect(), bound.origin.clone())
    })
}

fn begin_method(state: &Rc<ContextState>) -> Value {
    method("begin_transaction", state, NOTHING, |state, _, _| {
        state.configured()?;
        Ok(Value::host(TransactionBlock(Rc::clone(&state.recorder))))
    })
}

impl HostObject for ContextObject {
    fn type_name(&self) -> Rc<str> {
        "module".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let state = &self.0;
        Ok(Some(match name {
            "config" => Value::host(ConfigObject(Rc::clone(&state.config))),
            "is_offline_mode" => method("is_offline_mode", state, NOTHING, |state, _, _| {
                Ok(Value::Bool(state.recorder.is_offline()))
            }),
            "requires_connection" => {
                method("requires_connection", state, NOTHING, |state, _, _| {
                    Ok(Value::Bool(!state.recorder.is_offline()))
                })
            }
            "configure" => {
                let state = Rc::clone(state);
                Value::function("configure", move |cx, arguments: Arguments| {
                    let origin = arguments.origin.clone();
                    let arguments = resolved(cx, arguments)?;
                    configure(&state.recorder, cx, arguments)
                        .map_err(|error| error.with_origin(origin))?;
                    Ok(Value::None)
                })
            }
            "begin_transaction" => begin_method(state),
            "run_migrations" => run_method(state),
            "execute" => execute_method(state),
            "static_output" => method("static_output", state, TEXT, |state, cx, mut bound| {
                let connection = state.configured()?.connection;
                let text = text_of(cx, &bound.require("text"), "text")?;
                let action = SessionAction::Output(text.to_string());
                state
                    .recorder
                    .event(connection, action, bound.origin.clone());
                Ok(Value::None)
            }),
            "get_x_argument" => method(
                "get_x_argument",
                state,
                AS_DICTIONARY,
                |state, cx, mut bound| {
                    let as_dictionary = match bound.take("as_dictionary") {
                        Some(value) => cx.truth(&value)?,
                        None => false,
                    };
                    Ok(state.x_argument(as_dictionary))
                },
            ),
            "get_tag_argument" => method("get_tag_argument", state, NOTHING, |state, _, _| {
                let tag = state.config.options().tag.clone();
                Ok(tag.map_or(Value::None, Value::from))
            }),
            "get_context" => method("get_context", state, NOTHING, |state, _, _| {
                state.configured()?;
                Ok(Value::host(MigrationContextObject(Rc::clone(state))))
            }),
            "get_bind" => method("get_bind", state, NOTHING, |state, _, _| {
                Ok(state.configured()?.connection_value)
            }),
            // What depends on the revisions, which env.py is evaluated without.
            "script"
            | "get_head_revision"
            | "get_head_revisions"
            | "get_revision_argument"
            | "get_starting_revision_argument"
            | "get_impl"
            | "is_transactional_ddl" => Value::opaque(
                format!("context.{name}"),
                "alembic-rs evaluates env.py before it looks at the revisions",
            ),
            _ => {
                let what = format!("alembic.context.{name}");
                return Ok(Some(
                    state.recorder.unfollowed_attribute(&what, cx.origin()),
                ));
            }
        }))
    }
}

/// The block of `context.begin_transaction()`.
struct TransactionBlock(Rc<Recorder>);

impl std::fmt::Debug for TransactionBlock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<alembic _ProxyTransaction>")
    }
}

impl HostObject for TransactionBlock {
    fn type_name(&self) -> Rc<str> {
        "_ProxyTransaction".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let what = format!("the transaction of context.begin_transaction(), .{name}");
        Ok(Some(self.0.unfollowed_attribute(&what, cx.origin())))
    }

    fn enter(&self, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        self.0.enter_block();
        Ok(Some(Value::host(Self(Rc::clone(&self.0)))))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        self.0.leave_block();
        let configured = self.0.configured().filter(Configured::is_one_transaction);
        let connection = configured
            .and_then(|configured| configured.connection_value.downcast::<ConnectionObject>());
        if let Some(connection) = connection {
            match error {
                None => connection.state.commit(cx.origin()),
                Some(_) => connection.state.rollback(cx.origin()),
            }
        }
        Ok(ExitOutcome::Propagate)
    }
}

/// `context.get_context()`.
struct MigrationContextObject(Rc<ContextState>);

impl std::fmt::Debug for MigrationContextObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<alembic.runtime.migration.MigrationContext>")
    }
}

impl HostObject for MigrationContextObject {
    fn type_name(&self) -> Rc<str> {
        "MigrationContext".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let state = &self.0;
        Ok(Some(match name {
            "as_sql" => Value::Bool(state.recorder.is_offline()),
            "connection" | "bind" => state.configured()?.connection_value,
            "config" => Value::host(ConfigObject(Rc::clone(&state.config))),
            "begin_transaction" => begin_method(state),
            "run_migrations" => run_method(state),
            "execute" => execute_method(state),
            _ => {
                let what = format!("alembic.runtime.migration.MigrationContext.{name}");
                return Ok(Some(
                    state.recorder.unfollowed_attribute(&what, cx.origin()),
                ));
            }
        }))
    }

    fn set_attribute(&self, name: &str, _: Value, cx: &mut Interpreter) -> Result<(), PythonError> {
        let reason = format!("MigrationContext.{name} is set");
        self.0.recorder.unfollowed(reason, cx.origin());
        Ok(())
    }
}

//! Connections and their transactions, as far as `env.py` handles them.
//!
//! The counterpart of `sqlalchemy.engine.Connection` 2.0: a statement begins a transaction by
//! itself, nothing is kept without a commit, and closing rolls back. Nothing is executed here;
//! what would be is noted down.

use std::cell::Cell;
use std::rc::Rc;

use super::engine::{Access, EngineObject, EngineState};
use super::facts::{Fact, SessionAction, Unknown};
use super::native::{method, or_unknown, unknown};
use crate::host::raise::sqlalchemy_error;
use crate::host::sa::executable::executable_of;
use crate::operations::Executable;
use crate::python::{
    Arguments, BoundArguments, Class, ExitOutcome, HostObject, Interpreter, Parameter, PythonError,
    PythonIterator, Shared, Value,
};
use crate::schema::expression::TextClause;
use crate::source::Origin;

/// A connection.
pub(super) struct ConnectionState {
    pub(super) engine: Rc<EngineState>,
    pub(super) index: usize,
    in_transaction: Cell<bool>,
}

impl ConnectionState {
    pub(super) fn new(engine: Rc<EngineState>) -> Self {
        let index = engine.maker.recorder.new_connection();
        Self {
            engine,
            index,
            in_transaction: Cell::new(false),
        }
    }

    pub(super) fn is_in_transaction(&self) -> bool {
        self.in_transaction.get()
    }

    /// Begins a transaction, which must not be begun already.
    pub(super) fn begin(&self, cx: &mut Interpreter) -> Result<(), PythonError> {
        if self.in_transaction.replace(true) {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "This connection has already initialized a SQLAlchemy Transaction() object via \
                 begin() or autobegin; can't call begin() here unless rollback() or commit() is \
                 called first.",
            ));
        }
        Ok(())
    }

    pub(super) fn commit(&self, origin: Origin) {
        if self.in_transaction.replace(false) {
            self.engine.maker.recorder.committed(self.index, origin);
        }
    }

    pub(super) fn rollback(&self, origin: Origin) {
        if self.in_transaction.replace(false) {
            self.engine.maker.recorder.rolled_back(self.index, origin);
        }
    }

    pub(super) fn close(&self, origin: Origin) {
        self.rollback(origin);
    }

    /// Marks that the migrations ran on it, in a transaction of the connection's own making.
    pub(super) fn ran(&self) {
        self.in_transaction.set(true);
    }

    /// Notes a statement, which begins a transaction by itself.
    fn execute(
        &self,
        cx: &mut Interpreter,
        statement: &Value,
        form: StringForm,
        parameters: Option<&Value>,
        origin: Origin,
    ) -> Result<(), PythonError> {
        let text = statement_text(cx, statement, form, parameters, &origin)?;
        self.in_transaction.set(true);
        let action = SessionAction::Execute(text);
        self.engine
            .maker
            .recorder
            .event(Some(self.index), action, origin);
        Ok(())
    }
}

/// What a statement given as a plain string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StringForm {
    /// Text with `:name` placeholders.
    Text,
    /// The driver's own SQL.
    DriverSql,
}

/// The SQL of a statement, where it is one without parameters whose text is known.
pub(super) fn statement_text(
    cx: &mut Interpreter,
    statement: &Value,
    form: StringForm,
    parameters: Option<&Value>,
    origin: &Origin,
) -> Result<Fact<String>, PythonError> {
    if let Value::Opaque(opaque) = statement {
        return Ok(Fact::Unknown(unknown(opaque, origin.clone())));
    }
    if parameters.is_some_and(|parameters| !parameters.is_none()) {
        return Ok(Fact::Unknown(Unknown {
            reason: "the statement has parameters, which alembic-rs does not follow in env.py"
                .to_owned(),
            origin: origin.clone(),
        }));
    }
    if let (StringForm::DriverSql, Some(text)) = (form, statement.as_str()) {
        return Ok(Fact::Known(text.to_string()));
    }
    let executable = executable_of(cx, statement);
    Ok(match or_unknown(executable, origin)? {
        Fact::Known(Executable::Text(clause)) if is_plain(&clause) => Fact::Known(clause.text),
        Fact::Known(Executable::DriverSql(text)) => Fact::Known(text),
        Fact::Known(Executable::Text(_)) => Fact::Unknown(Unknown {
            reason: "the statement has placeholders, which alembic-rs does not follow in env.py"
                .to_owned(),
            origin: origin.clone(),
        }),
        Fact::Known(Executable::Statement(_)) => Fact::Unknown(Unknown {
            reason: "the statement is made of objects, which alembic-rs does not follow in env.py"
                .to_owned(),
            origin: origin.clone(),
        }),
        Fact::Known(Executable::Definition(_)) => Fact::Unknown(Unknown {
            reason: "the statement is a schema object, which alembic-rs does not follow in env.py"
                .to_owned(),
            origin: origin.clone(),
        }),
        Fact::Unknown(unknown) => Fact::Unknown(unknown),
    })
}

/// Whether the text is the SQL itself: nothing to bind, nothing escaped.
fn is_plain(clause: &TextClause) -> bool {
    clause.placeholder_names().is_empty()
        && clause.bind_parameters.is_empty()
        && !clause.text.contains("\\:")
}

/// `Connection` or `AsyncConnection`.
#[derive(Clone)]
pub(super) struct ConnectionObject {
    pub(super) state: Rc<ConnectionState>,
    pub(super) access: Access,
}

impl std::fmt::Debug for ConnectionObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "<sqlalchemy.engine.Connection {}>",
            self.state.index
        )
    }
}

const NOTHING: &[Parameter<'static>] = &[];
const STATEMENT: &[Parameter<'static>] = &[
    Parameter::required("statement"),
    Parameter::optional("parameters"),
    Parameter::keyword("execution_options"),
];
const OPTIONS: &[Parameter<'static>] = &[Parameter::rest_keyword("opt")];
const FUNCTION: &[Parameter<'static>] = &[
    Parameter::required("fn"),
    Parameter::rest("arg"),
    Parameter::rest_keyword("kw"),
];

impl ConnectionObject {
    fn plain(&self) -> Self {
        Self {
            state: Rc::clone(&self.state),
            access: Access::Plain,
        }
    }

    /// Notes the statement of a call.
    fn note(
        &self,
        cx: &mut Interpreter,
        form: StringForm,
        mut bound: BoundArguments,
    ) -> Result<(), PythonError> {
        let (statement, parameters) = (bound.require("statement"), bound.take("parameters"));
        let options = bound.take_some("execution_options");
        let origin = bound.origin;
        if options.is_some() {
            let action = SessionAction::Option("execute(execution_options=…)".to_owned());
            let state = &self.state;
            let recorder = &state.engine.maker.recorder;
            recorder.event(Some(state.index), action, origin.clone());
        }
        self.state
            .execute(cx, &statement, form, parameters.as_ref(), origin)
    }
}

impl HostObject for ConnectionObject {
    fn type_name(&self) -> Rc<str> {
        match self.access {
            Access::Plain => "Connection".into(),
            Access::Awaited => "AsyncConnection".into(),
        }
    }

    fn class(&self, _: &mut Interpreter) -> Option<Shared<Class>> {
        let classes = &self.state.engine.maker.classes;
        Some(match self.access {
            Access::Plain => classes.connection.clone(),
            Access::Awaited => classes.async_connection.clone(),
        })
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let connection = Rc::new(self.clone());
        Ok(Some(match name {
            "execute" => method(
                "execute",
                &connection,
                STATEMENT,
                |connection, cx, bound| {
                    connection.note(cx, StringForm::Text, bound)?;
                    Ok(connection.access.result(Value::host(QueryResult)))
                },
            ),
            "exec_driver_sql" => method(
                "exec_driver_sql",
                &connection,
                STATEMENT,
                |connection, cx, bound| {
                    connection.note(cx, StringForm::DriverSql, bound)?;
                    Ok(connection.access.result(Value::host(QueryResult)))
                },
            ),
            // Also used where only the effect is wanted, as of a lock.
            "scalar" => method("scalar", &connection, STATEMENT, |connection, cx, bound| {
                connection.note(cx, StringForm::Text, bound)?;
                let value = Value::opaque("the result of a query", "only the database can tell it");
                Ok(connection.access.result(value))
            }),
            "begin" => method("begin", &connection, NOTHING, |connection, cx, _| {
                connection.state.begin(cx)?;
                Ok(Value::host(TransactionObject((**connection).clone())))
            }),
            "commit" => method("commit", &connection, NOTHING, |connection, _, bound| {
                connection.state.commit(bound.origin.clone());
                Ok(connection.access.result(Value::None))
            }),
            "rollback" => method("rollback", &connection, NOTHING, |connection, _, bound| {
                connection.state.rollback(bound.origin.clone());
                Ok(connection.access.result(Value::None))
            }),
            "close" => method("close", &connection, NOTHING, |connection, _, bound| {
                connection.state.close(bound.origin.clone());
                Ok(connection.access.result(Value::None))
            }),
            "in_transaction" => method(
                "in_transaction",
                &connection,
                NOTHING,
                |connection, _, _| Ok(Value::Bool(connection.state.is_in_transaction())),
            ),
            "execution_options" => method(
                "execution_options",
                &connection,
                OPTIONS,
                |connection, _, bound| {
                    let state = &connection.state;
                    for (option, _) in &bound.rest_keyword {
                        let action = SessionAction::Option(option.to_string());
                        let recorder = &state.engine.maker.recorder;
                        recorder.event(Some(state.index), action, bound.origin.clone());
                    }
                    Ok(connection
                        .access
                        .result(Value::host((**connection).clone())))
                },
            ),
            "run_sync" if self.access == Access::Awaited => method(
                "run_sync",
                &connection,
                FUNCTION,
                |connection, cx, mut bound| {
                    let function = bound.require("fn");
                    let mut arguments = Arguments::positional(
                        vec![Value::host(connection.plain())],
                        bound.origin.clone(),
                    );
                    arguments.positional.append(&mut bound.rest_positional);
                    arguments.keyword.append(&mut bound.rest_keyword);
                    let result = cx.call(&function, arguments)?;
                    Ok(connection.access.result(result))
                },
            ),
            "sync_connection" if self.access == Access::Awaited => Value::host(self.plain()),
            "engine" => Value::host(EngineObject {
                state: Rc::clone(&self.state.engine),
                access: self.access,
            }),
            "dialect" => Value::host(DialectObject {
                engine: Rc::clone(&self.state.engine),
                connection: Some(self.state.index),
            }),
            "closed" => Value::Bool(false),
            _ => {
                let what = format!("sqlalchemy.engine.{}.{name}", self.type_name());
                let recorder = &self.state.engine.maker.recorder;
                recorder.unfollowed_attribute(&what, cx.origin())
            }
        }))
    }

    fn enter(&self, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::host(self.clone())))
    }

    fn exit(
        &self,
        _: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        self.state.close(cx.origin());
        Ok(ExitOutcome::Propagate)
    }

    /// `await engine.connect()` gives the connection itself.
    fn wait(&self, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok((self.access == Access::Awaited).then(|| Value::host(self.clone())))
    }
}

/// A transaction begun with `connection.begin()`.
#[derive(Debug)]
struct TransactionObject(ConnectionObject);

impl HostObject for TransactionObject {
    fn type_name(&self) -> Rc<str> {
        "RootTransaction".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let connection = Rc::new(self.0.clone());
        Ok(Some(match name {
            "commit" => method("commit", &connection, NOTHING, |connection, _, bound| {
                connection.state.commit(bound.origin.clone());
                Ok(connection.access.result(Value::None))
            }),
            "rollback" | "close" => {
                method("rollback", &connection, NOTHING, |connection, _, bound| {
                    connection.state.rollback(bound.origin.clone());
                    Ok(connection.access.result(Value::None))
                })
            }
            "is_active" => Value::Bool(self.0.state.is_in_transaction()),
            "connection" => Value::host(self.0.clone()),
            _ => {
                let what = format!("sqlalchemy.engine.Transaction.{name}");
                let recorder = &self.0.state.engine.maker.recorder;
                recorder.unfollowed_attribute(&what, cx.origin())
            }
        }))
    }

    fn enter(&self, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::host(Self(self.0.clone()))))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        match error {
            None => self.0.state.commit(cx.origin()),
            Some(_) => self.0.state.rollback(cx.origin()),
        }
        Ok(ExitOutcome::Propagate)
    }

    fn wait(&self, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::host(Self(self.0.clone()))))
    }
}

/// What a statement gives: nothing that is known without a database.
#[derive(Debug)]
struct QueryResult;

impl HostObject for QueryResult {
    fn type_name(&self) -> Rc<str> {
        "CursorResult".into()
    }

    fn get_attribute(&self, name: &str, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        if name == "close" {
            return Ok(Some(Value::function("close", |_, _| Ok(Value::None))));
        }
        Ok(Some(Value::opaque(
            format!("the result of a query (.{name})"),
            "only the database can tell it",
        )))
    }

    fn iterate(&self, _: &mut Interpreter) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Err(PythonError::needs_database("the rows of a query of env.py"))
    }
}

/// A value to be awaited.
#[derive(Debug)]
pub(super) struct Awaitable(pub(super) Value);

impl HostObject for Awaitable {
    fn type_name(&self) -> Rc<str> {
        "coroutine".into()
    }

    fn wait(&self, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(self.0.clone()))
    }
}

/// `connection.dialect` or `engine.dialect`.
pub(super) struct DialectObject {
    engine: Rc<EngineState>,
    connection: Option<usize>,
}

impl std::fmt::Debug for DialectObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<sqlalchemy.engine.Dialect>")
    }
}

impl DialectObject {
    pub(super) fn of_engine(engine: &Rc<EngineState>) -> Self {
        Self {
            engine: Rc::clone(engine),
            connection: None,
        }
    }
}

impl HostObject for DialectObject {
    fn type_name(&self) -> Rc<str> {
        "PGDialect".into()
    }

    fn get_attribute(&self, name: &str, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(match name {
            "name" => Value::from("postgresql"),
            "default_schema_name" => Value::opaque(
                "dialect.default_schema_name",
                "only the database can tell it",
            ),
            _ => Value::opaque(
                format!("dialect.{name}"),
                "alembic-rs does not follow it in env.py",
            ),
        }))
    }

    fn set_attribute(
        &self,
        name: &str,
        value: Value,
        cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        let origin = cx.origin();
        let recorder = &self.engine.maker.recorder;
        if name == "default_schema_name" {
            let schema = match (&value, value.as_str()) {
                (Value::Opaque(opaque), _) => Fact::Unknown(unknown(opaque, origin.clone())),
                (_, Some(text)) => Fact::Known(text.to_string()),
                (_, None) => return Err(PythonError::unsupported("this default_schema_name")),
            };
            recorder.event(
                self.connection,
                SessionAction::DefaultSchema(schema),
                origin,
            );
        } else {
            recorder.unfollowed(format!("dialect.{name} is set"), origin);
        }
        Ok(())
    }
}

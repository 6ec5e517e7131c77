//! `op.get_bind()`: a connection of SQLAlchemy as migrations use it.
//!
//! Offline it is Alembic's `MockConnection`, which writes what it is given, ignores parameters and
//! answers `None`; online the sink answers.

use std::rc::Rc;

use crate::operations::{
    Executable, ExecuteSqlOp, Execution, Parameters, RelationKind, StatementParameters,
};
use crate::python::{
    Arguments, Class, ExitOutcome, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::Name;
use crate::source::Origin;

use super::dialect::Dialect;
use super::host_context::{Host, refuse_while_loading};
use super::inserted_key::InsertedKeys;
use super::raise::{sink_error, sqlalchemy_error};
use super::result::{QueryAnswer, UnknownResult};
use super::sa::executable::executable_of;
use super::sa::expression::literal_of;
use super::sa::manipulation::{require_known_option, server_statement};
use super::values;

/// The connection of the migration.
#[derive(Clone)]
pub(crate) struct Connection {
    host: Rc<Host>,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<connection>")
    }
}

impl Connection {
    /// The connection that belongs to `host`.
    pub(crate) fn new(host: &Rc<Host>) -> Self {
        Self {
            host: Rc::clone(host),
        }
    }

    /// What the objects of the host share.
    pub(crate) fn host(&self) -> &Rc<Host> {
        &self.host
    }

    /// Sends a statement.
    pub(crate) fn send(
        &self,
        cx: &mut Interpreter,
        statement: ExecuteSqlOp,
        origin: Origin,
    ) -> Result<Execution, PythonError> {
        refuse_while_loading(cx)?;
        let sent = self
            .host
            .sink()
            .borrow_mut()
            .execute(statement, origin.clone());
        sent.map_err(|error| sink_error(cx, error, origin))
    }

    /// Whether the server has a type of this name; an error where there is no server to ask.
    pub(crate) fn type_exists(
        &self,
        cx: &mut Interpreter,
        name: Option<&Name>,
        schema: Option<&Name>,
        origin: Origin,
    ) -> Result<bool, PythonError> {
        let Some(name) = name else {
            return Err(PythonError::unsupported(
                "checkfirst for a type without a name",
            ));
        };
        let asked = self
            .host
            .sink()
            .borrow_mut()
            .type_exists(name, schema, origin.clone());
        let answer = asked.map_err(|error| sink_error(cx, error, origin))?;
        answer.ok_or_else(|| {
            PythonError::needs_database(format!("whether the type {name} exists (checkfirst)"))
        })
    }

    /// Whether the server has a table or sequence of this name; an error where there is no server
    /// to ask.
    pub(crate) fn relation_exists(
        &self,
        cx: &mut Interpreter,
        kind: RelationKind,
        name: &Name,
        schema: Option<&Name>,
        origin: Origin,
    ) -> Result<bool, PythonError> {
        let asked =
            self.host
                .sink()
                .borrow_mut()
                .relation_exists(kind, name, schema, origin.clone());
        let answer = asked.map_err(|error| sink_error(cx, error, origin))?;
        let kind = match kind {
            RelationKind::Table => "table",
            RelationKind::Sequence => "sequence",
        };
        answer.ok_or_else(|| {
            PythonError::needs_database(format!("whether the {kind} {name} exists (checkfirst)"))
        })
    }

    fn execute(&self, cx: &mut Interpreter, arguments: Arguments) -> Result<Answer, PythonError> {
        let mut bound = arguments.bind(
            "execute",
            &[
                Parameter::required("statement"),
                Parameter::optional("parameters"),
                Parameter::optional("execution_options"),
            ],
        )?;
        let offline = self.host.is_offline();
        let options = bound.take_some("execution_options").filter(|_| !offline);
        for (option, _) in values::entries(cx, options, "execution_options")? {
            require_known_option(&option)?;
        }
        let statement = bound.require("statement");
        if !offline && statement.as_str().is_some() {
            let shown = cx.repr(&statement)?;
            return Err(sqlalchemy_error(
                cx,
                "ObjectNotExecutableError",
                format!("Not an executable object: {shown}"),
            ));
        }
        let mut operation = ExecuteSqlOp::new(executable_of(cx, &statement)?);
        let parameters = bound.take_some("parameters");
        let origin = bound.origin;
        if !offline {
            operation.parameters = statement_parameters(cx, parameters)?;
            let parameters = &mut operation.parameters;
            if let Some(completed) = server_statement(cx, &statement, parameters, &origin)? {
                operation.statement = Executable::Statement(completed);
            }
        }
        let keys = InsertedKeys::of(&operation);
        let execution = self.send(cx, operation, origin.clone())?;
        Ok(Answer {
            execution,
            keys,
            origin,
        })
    }

    fn exec_driver_sql(
        &self,
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Answer, PythonError> {
        let mut bound = arguments.bind(
            "exec_driver_sql",
            &[
                Parameter::required("statement"),
                Parameter::optional("parameters"),
                Parameter::optional("execution_options"),
            ],
        )?;
        for refused in ["parameters", "execution_options"] {
            if bound.take_some(refused).is_some() {
                return Err(PythonError::unsupported(format!(
                    "the argument {refused} of exec_driver_sql()"
                )));
            }
        }
        let statement = bound.require("statement");
        let text = values::string(cx, &statement, "statement")?;
        let statement = ExecuteSqlOp::new(Executable::DriverSql(text.to_string()));
        let origin = bound.origin;
        let execution = self.send(cx, statement, origin.clone())?;
        Ok(Answer {
            execution,
            keys: InsertedKeys::NoInsert,
            origin,
        })
    }
}

/// The first value of the first row, as `scalar()` gives it.
pub(crate) fn scalar(execution: Execution, keys: InsertedKeys) -> Result<Value, PythonError> {
    match execution {
        Execution::Offline => Err(PythonError::attribute_error(
            "'NoneType' object has no attribute 'scalar'",
        )),
        Execution::NeedsDatabase => Err(PythonError::needs_database("the result of a query")),
        Execution::Result(result) => Ok(QueryAnswer::of_statement(result, keys).scalar()),
    }
}

/// What came of a statement.
struct Answer {
    execution: Execution,
    keys: InsertedKeys,
    origin: Origin,
}

impl Answer {
    /// What a statement gave, as Python sees it.
    fn value(self) -> Value {
        match self.execution {
            Execution::Offline => Value::None,
            Execution::NeedsDatabase => Value::host(UnknownResult::new(self.origin)),
            Execution::Result(result) => Value::host(QueryAnswer::of_statement(result, self.keys)),
        }
    }

    /// The first value of the first row, as `scalar()` gives it.
    fn scalar(self) -> Result<Value, PythonError> {
        scalar(self.execution, self.keys)
    }
}

/// The values beside a statement: a dictionary, or a list of dictionaries.
fn statement_parameters(
    cx: &mut Interpreter,
    parameters: Option<Value>,
) -> Result<StatementParameters, PythonError> {
    let Some(parameters) = parameters else {
        return Ok(StatementParameters::None);
    };
    if matches!(parameters.underlying(), Value::Dict(_)) {
        return Ok(StatementParameters::One(one_execution(cx, parameters)?));
    }
    let mut executions = Vec::new();
    for execution in values::items(cx, &parameters, "parameters")? {
        executions.push(one_execution(cx, execution)?);
    }
    Ok(StatementParameters::Many(executions))
}

fn one_execution(cx: &mut Interpreter, parameters: Value) -> Result<Parameters, PythonError> {
    let mut execution = Parameters::new();
    for (name, value) in values::entries(cx, Some(parameters), "parameters")? {
        match literal_of(cx, &value)? {
            Some(literal) => execution.push((name.to_string(), literal)),
            None => {
                return Err(values::unexpected(
                    cx,
                    &value,
                    &format!("the parameter {name}"),
                    "a value of SQL",
                ));
            }
        }
    }
    Ok(execution)
}

impl HostObject for Connection {
    fn type_name(&self) -> Rc<str> {
        if self.host.is_offline() {
            "MockConnection".into()
        } else {
            "Connection".into()
        }
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class(if self.host.is_offline() {
            "MockConnection"
        } else {
            "Connection"
        })
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = self.clone();
        let offline = self.host.is_offline();
        Ok(Some(match name {
            "dialect" => Value::host(Dialect::new(&self.host)),
            "engine" => Value::host(this),
            "name" if offline => Value::from("postgresql"),
            "execute" => Value::function("execute", move |cx, arguments| {
                Ok(this.execute(cx, arguments)?.value())
            }),
            "connect" | "execution_options" if offline => {
                Value::function(name, move |_, arguments| {
                    arguments.bind("connect", &[Parameter::rest_keyword("kw")])?;
                    Ok(Value::host(this.clone()))
                })
            }
            "scalar" if !offline => Value::function("scalar", move |cx, arguments| {
                this.execute(cx, arguments)?.scalar()
            }),
            "exec_driver_sql" if !offline => {
                Value::function("exec_driver_sql", move |cx, arguments| {
                    Ok(this.exec_driver_sql(cx, arguments)?.value())
                })
            }
            // What Alembic's stand-in does not have either.
            _ if offline => return Ok(None),
            _ => {
                return Err(PythonError::unsupported(format!("the connection's {name}")));
            }
        }))
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        if self.host.is_offline() {
            return Ok(None);
        }
        Err(PythonError::unsupported(
            "the connection in a with statement",
        ))
    }

    fn exit(
        &self,
        _error: Option<&PythonError>,
        _cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        Ok(ExitOutcome::Propagate)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Mode, operations, refusal, upgrade};

    #[test]
    fn offline_a_connection_writes_strings_and_answers_none() {
        let made = operations(
            "conn = op.get_bind()\nassert conn.dialect.name == 'postgresql'\n\
             assert conn.engine.name == 'postgresql'\n\
             assert conn.execute('SELECT 1') is None\n\
             conn.execute(sa.text('SELECT :x'), {'x': 1})",
        );
        assert_eq!(made.len(), 2);
        assert_eq!(
            refusal("op.get_bind().execute(sa.text('SELECT 1')).fetchall()"),
            "AttributeError: 'NoneType' object has no attribute 'fetchall'"
        );
        assert!(refusal("sa.inspect(op.get_bind())").starts_with(
            "sqlalchemy.exc.NoInspectionAvailable: No inspection system is available"
        ));
    }

    #[test]
    fn without_a_database_only_the_use_of_an_answer_fails() {
        let made = upgrade(
            Mode::Recorder,
            "op.get_bind().execute(sa.text('UPDATE t SET a = 1'))",
        );
        assert_eq!(made.map(|made| made.len()), Ok(1));
        let error = upgrade(
            Mode::Recorder,
            "try:\n    op.get_bind().execute(sa.text('SELECT 1')).scalar()\n\
             except Exception:\n    pass",
        );
        assert!(
            error
                .unwrap_err()
                .starts_with("only the database can tell the result")
        );
        assert!(
            upgrade(Mode::Recorder, "op.get_bind().execute('SELECT 1')")
                .unwrap_err()
                .starts_with("sqlalchemy.exc.ObjectNotExecutableError: Not an executable object")
        );
    }
}

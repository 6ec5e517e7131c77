//! `Session.query()` where a script is written: `sqlalchemy.orm.Query` up to the point where it asks
//! for rows, which fails as it does with Alembic's stand-in for a connection.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, PythonIterator, Shared,
    Value,
};

use super::mapper::mapper_of;
use super::session::Session;

/// What was said of the rows; SQLAlchemy takes some methods only before others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Nothing.
    Whole,
    /// Criteria.
    Filtered,
    /// An order, groups and the like.
    Refined,
    /// `limit()` or `offset()`.
    Limited,
}

/// A query that was not run.
#[derive(Debug, Clone)]
pub(super) struct LoadingQuery {
    session: Session,
    /// The mapped class, where it is the only thing selected.
    class: Option<Value>,
    stage: Stage,
}

/// `session.query(*entities)`.
pub(super) fn query(session: &Session, arguments: Arguments) -> Result<Value, PythonError> {
    let entities = known(arguments, "Session.query")?;
    let class = match entities.as_slice() {
        [class] if mapper_of(class).is_some() => Some(class.clone()),
        _ => None,
    };
    Ok(Value::host(LoadingQuery {
        session: session.clone(),
        class,
        stage: Stage::Whole,
    }))
}

/// The arguments by position: what SQLAlchemy would complain about is not told from the rest, so
/// each must be a class, a table, an expression or, where it is a number of rows, an integer.
fn known(arguments: Arguments, function: &str) -> Result<Vec<Value>, PythonError> {
    if let Some((name, _)) = arguments.keyword.first() {
        return Err(PythonError::unsupported(format!(
            "the argument {name} of {function}() in a script"
        )));
    }
    for value in &arguments.positional {
        let is_number = matches!(value, Value::Int(_)) && matches!(function, "limit" | "offset");
        match value {
            Value::Opaque(opaque) => return Err(PythonError::opaque_use(opaque)),
            Value::Host(_) | Value::Class(_) if !is_number => {}
            _ if is_number => {}
            _ => {
                return Err(PythonError::unsupported(format!(
                    "such an argument of {function}() in a script"
                )));
            }
        }
    }
    Ok(arguments.positional)
}

/// A method that takes nothing.
fn nothing(arguments: &Arguments, function: &str) -> Result<(), PythonError> {
    if arguments.positional.is_empty() && arguments.keyword.is_empty() {
        return Ok(());
    }
    Err(PythonError::unsupported(format!(
        "an argument of Query.{function}() in a script"
    )))
}

impl LoadingQuery {
    fn at(&self, stage: Stage) -> Self {
        Self {
            stage: self.stage.max(stage),
            ..self.clone()
        }
    }

    /// A method that says more about the rows; what it says is never written.
    fn refined(&self, name: &'static str, most: usize, stage: Stage) -> Value {
        let this = self.at(stage);
        Value::function(name, move |_, arguments| {
            let given = known(arguments, name)?;
            if given.len() > most {
                return Err(PythonError::unsupported(format!(
                    "{} arguments of Query.{name}()",
                    given.len()
                )));
            }
            Ok(Value::host(this.clone()))
        })
    }

    /// `filter_by(name=…)`, where the class has attributes of these names.
    fn filtered_by(&self) -> Value {
        let this = self.at(Stage::Filtered);
        Value::function("filter_by", move |cx, arguments| {
            let bound = arguments.bind("filter_by", &[Parameter::rest_keyword("kwargs")])?;
            for (name, value) in &bound.rest_keyword {
                if let Value::Opaque(opaque) = value {
                    return Err(PythonError::opaque_use(opaque));
                }
                let has = match &this.class {
                    Some(class) => cx.find_attribute(class, name)?.is_some(),
                    None => false,
                };
                if !has {
                    return Err(PythonError::unsupported(format!(
                        "filter_by({name}=…) of a query without such an attribute"
                    )));
                }
            }
            Ok(Value::host(this.clone()))
        })
    }

    fn failing(&self, name: &'static str) -> Value {
        let this = self.clone();
        Value::function(name, move |_, arguments| {
            nothing(&arguments, name)?;
            this.session.fail().map(|()| Value::None)
        })
    }
}

impl HostObject for LoadingQuery {
    fn type_name(&self) -> Rc<str> {
        "Query".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        None
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        const ANY: usize = usize::MAX;
        let last = match name {
            "get" => Stage::Whole,
            _ => Stage::Filtered,
        };
        let goes_on = |name| {
            matches!(
                name,
                "limit" | "offset" | "all" | "first" | "one" | "one_or_none" | "scalar" | "count"
            )
        };
        if self.stage == Stage::Limited && !goes_on(name) {
            return Err(PythonError::unsupported(format!(
                "Query.{name} of sqlalchemy.orm behind limit() or offset()"
            )));
        }
        Ok(Some(match name {
            "filter" => self.refined("filter", ANY, Stage::Filtered),
            "where" => self.refined("where", ANY, Stage::Filtered),
            "order_by" => self.refined("order_by", ANY, Stage::Refined),
            "group_by" => self.refined("group_by", ANY, Stage::Refined),
            "having" => self.refined("having", 1, Stage::Refined),
            "limit" => self.refined("limit", 1, Stage::Limited),
            "offset" => self.refined("offset", 1, Stage::Limited),
            "distinct" => self.refined("distinct", 0, Stage::Refined),
            "with_for_update" => self.refined("with_for_update", 0, Stage::Refined),
            "yield_per" => self.refined("yield_per", 1, Stage::Refined),
            "join" => self.refined("join", 2, Stage::Refined),
            "outerjoin" => self.refined("outerjoin", 2, Stage::Refined),
            "filter_by" if self.stage < Stage::Refined => self.filtered_by(),
            "all" => self.failing("all"),
            "first" => self.failing("first"),
            "one" => self.failing("one"),
            "one_or_none" => self.failing("one_or_none"),
            "scalar" => self.failing("scalar"),
            "count" => self.failing("count"),
            "get" | "update" | "delete" if self.class.is_some() && self.stage <= last => {
                let this = self.clone();
                let function: Rc<str> = name.into();
                Value::function(name, move |_, mut arguments| {
                    arguments
                        .keyword
                        .retain(|(name, _)| &**name != "synchronize_session");
                    let taken = match (&*function, arguments.positional.as_slice()) {
                        ("get", [Value::Int(_)]) | ("update", [Value::Dict(_)]) => 1,
                        _ => 0,
                    };
                    arguments.positional.drain(..taken);
                    nothing(&arguments, &function)?;
                    this.session.fail().map(|()| Value::None)
                })
            }
            _ => {
                return Err(PythonError::unsupported(format!(
                    "Query.{name} of sqlalchemy.orm"
                )));
            }
        }))
    }

    fn subscript(&self, _index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Err(PythonError::unsupported("a part of a Query in a script"))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        self.session.fail().map(|()| None)
    }
}

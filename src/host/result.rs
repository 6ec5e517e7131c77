//! What `connection.execute()` gives: rows, or something nobody can know without a database.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use crate::operations::QueryResult;
use crate::python::{
    Arguments, HostObject, Interpreter, PythonError, PythonIterator, Value, ValueIterator,
};
use crate::source::Origin;

use super::inserted_key::InsertedKeys;
use super::row::Row;

/// The result of a statement that was recorded, not executed: using it is the error.
#[derive(Debug)]
pub(crate) struct UnknownResult {
    origin: Origin,
}

impl UnknownResult {
    /// The result of the statement executed at `origin`.
    pub(crate) fn new(origin: Origin) -> Self {
        Self { origin }
    }

    fn refusal(&self) -> PythonError {
        PythonError::needs_database(format!("the result of the query at {}", self.origin))
    }
}

impl HostObject for UnknownResult {
    fn type_name(&self) -> Rc<str> {
        "CursorResult".into()
    }

    fn get_attribute(
        &self,
        _name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(self.refusal())
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Err(self.refusal())
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Err(self.refusal())
    }
}

/// What the rows of a result are given as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Rows.
    Rows,
    /// Dictionaries (`mappings()`).
    Mappings,
    /// The first value of each row (`scalars()`).
    Scalars,
}

/// The rows a server answered with; each is given once.
#[derive(Debug, Clone)]
pub(crate) struct QueryAnswer {
    columns: Rc<[Rc<str>]>,
    rows: Rc<RefCell<VecDeque<Value>>>,
    row_count: Option<u64>,
    shape: Shape,
    inserted: Rc<Inserted>,
}

/// What is known of the key of an inserted row.
#[derive(Debug)]
enum Inserted {
    /// The key.
    Key(Row),
    /// There is none to ask for.
    Refused(InsertedKeys),
}

impl Inserted {
    fn new(result: &QueryResult, keys: InsertedKeys) -> Self {
        let InsertedKeys::One(key) = &keys else {
            return Self::Refused(keys);
        };
        let names: Rc<[Rc<str>]> = key.iter().map(|column| Rc::from(&*column.key)).collect();
        let values: Vec<_> = key.iter().map(|column| column.value(result)).collect();
        Self::Key(Row::new(names, &values))
    }
}

impl QueryAnswer {
    /// The answer with its rows as Python values.
    ///
    /// The key an INSERT asked for by itself is no row of the answer.
    pub(crate) fn of_statement(result: QueryResult, keys: InsertedKeys) -> Self {
        let inserted = Rc::new(Inserted::new(&result, keys));
        let columns: Rc<[Rc<str>]> = result.columns.into_iter().map(Rc::from).collect();
        let rows = match *inserted {
            Inserted::Key(_) => VecDeque::new(),
            Inserted::Refused(_) => result
                .rows
                .iter()
                .map(|row| Value::host(Row::new(Rc::clone(&columns), row)))
                .collect(),
        };
        Self {
            columns,
            rows: Rc::new(RefCell::new(rows)),
            row_count: result.row_count,
            shape: Shape::Rows,
            inserted,
        }
    }

    /// `inserted_primary_key`.
    fn inserted_primary_key(&self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let message = match &*self.inserted {
            Inserted::Key(row) => return Ok(Value::host(row.clone())),
            Inserted::Refused(InsertedKeys::NoInsert) => {
                "Statement is not an insert() expression construct."
            }
            Inserted::Refused(InsertedKeys::Many) => {
                "This statement was an executemany call; if primary key returning is supported, \
                 please use .inserted_primary_key_rows."
            }
            Inserted::Refused(InsertedKeys::Returning) => {
                "Can't call inserted_primary_key when returning() is used."
            }
            Inserted::Refused(InsertedKeys::Unknown | InsertedKeys::One(_)) => {
                return Err(PythonError::unsupported(
                    "inserted_primary_key of an INSERT that does not ask for the key",
                ));
            }
        };
        Err(super::raise::sqlalchemy_error(
            cx,
            "InvalidRequestError",
            message,
        ))
    }

    fn with_shape(&self, shape: Shape) -> Self {
        Self {
            shape,
            ..self.clone()
        }
    }

    fn shaped(&self, row: Value) -> Value {
        let Some(object) = row.downcast::<Row>() else {
            return row;
        };
        match self.shape {
            Shape::Rows => row,
            Shape::Mappings => object.mapping(),
            Shape::Scalars => object.first(),
        }
    }

    fn next(&self) -> Option<Value> {
        let row = self.rows.borrow_mut().pop_front();
        row.map(|row| self.shaped(row))
    }

    fn rest(&self) -> Vec<Value> {
        std::iter::from_fn(|| self.next()).collect()
    }

    /// The first value of the first row, `None` where there is no row.
    pub(crate) fn scalar(&self) -> Value {
        let first = self.with_shape(Shape::Scalars).next();
        self.rows.borrow_mut().clear();
        first.into()
    }

    /// `one()`, `one_or_none()` and their kin.
    fn only(&self, cx: &mut Interpreter, missing: Missing) -> Result<Value, PythonError> {
        let mut rows = self.rest();
        let message = match (rows.len(), missing) {
            (1, _) => return Ok(rows.remove(0)),
            (0, Missing::IsNone) => return Ok(Value::None),
            (0, Missing::IsAnError) => ("NoResultFound", "No row was found when one was required"),
            (_, Missing::IsNone) => (
                "MultipleResultsFound",
                "Multiple rows were found when one or none was required",
            ),
            (_, Missing::IsAnError) => (
                "MultipleResultsFound",
                "Multiple rows were found when exactly one was required",
            ),
        };
        Err(super::raise::sqlalchemy_error(cx, message.0, message.1))
    }

    fn method(
        &self,
        name: &'static str,
        code: fn(&Self, &mut Interpreter) -> Result<Value, PythonError>,
    ) -> Value {
        let this = self.clone();
        Value::function(name, move |cx, arguments: Arguments| {
            arguments.bind(name, &[])?;
            code(&this, cx)
        })
    }
}

/// What a missing row is.
#[derive(Debug, Clone, Copy)]
enum Missing {
    IsNone,
    IsAnError,
}

impl HostObject for QueryAnswer {
    fn type_name(&self) -> Rc<str> {
        match self.shape {
            Shape::Rows => "CursorResult".into(),
            Shape::Mappings => "MappingResult".into(),
            Shape::Scalars => "ScalarResult".into(),
        }
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let all = |this: &Self, _: &mut Interpreter| Ok(Value::list(this.rest()));
        Ok(Some(match name {
            "all" => self.method("all", all),
            "fetchall" => self.method("fetchall", all),
            "fetchone" => self.method("fetchone", |this, _| Ok(this.next().into())),
            "first" => self.method("first", |this, _| {
                let first = this.next();
                this.rows.borrow_mut().clear();
                Ok(first.into())
            }),
            "one" => self.method("one", |this, cx| this.only(cx, Missing::IsAnError)),
            "one_or_none" => self.method("one_or_none", |this, cx| this.only(cx, Missing::IsNone)),
            "scalar" => self.method("scalar", |this, _| Ok(this.scalar())),
            "scalar_one" => self.method("scalar_one", |this, cx| {
                this.with_shape(Shape::Scalars).only(cx, Missing::IsAnError)
            }),
            "scalar_one_or_none" => self.method("scalar_one_or_none", |this, cx| {
                this.with_shape(Shape::Scalars).only(cx, Missing::IsNone)
            }),
            "scalars" => self.method("scalars", |this, _| {
                Ok(Value::host(this.with_shape(Shape::Scalars)))
            }),
            "mappings" => self.method("mappings", |this, _| {
                Ok(Value::host(this.with_shape(Shape::Mappings)))
            }),
            "keys" => self.method("keys", |this, _| {
                Ok(Value::list(
                    this.columns
                        .iter()
                        .map(|name| Value::Str(name.clone()))
                        .collect(),
                ))
            }),
            "close" => self.method("close", |this, _| {
                this.rows.borrow_mut().clear();
                Ok(Value::None)
            }),
            "inserted_primary_key" => return self.inserted_primary_key(cx).map(Some),
            "rowcount" => Value::from(
                self.row_count
                    .and_then(|count| i64::try_from(count).ok())
                    .unwrap_or(-1),
            ),
            "returns_rows" => Value::Bool(!self.columns.is_empty()),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of a result"
                )));
            }
        }))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(ValueIterator::new(self.rest()))))
    }
}

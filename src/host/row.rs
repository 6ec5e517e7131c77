//! A row of a result: a tuple whose columns have names.

use std::rc::Rc;

use crate::python::{
    Comparison, Dictionary, HashKey, HostObject, Integer, Interpreter, PythonError, PythonIterator,
    Value, ValueIterator,
};
use crate::schema::Literal;

use super::native_values::native_of_literal;

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    columns: Rc<[Rc<str>]>,
    values: Rc<[Result<Value, Unrepresented>]>,
}

/// A value of the server's that has no Python value here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unrepresented(&'static str);

impl Row {
    /// The row with these column names.
    pub(crate) fn new(columns: Rc<[Rc<str>]>, values: &[Literal]) -> Self {
        Self {
            columns,
            values: values.iter().map(python_value).collect(),
        }
    }

    fn value(&self, index: usize) -> Result<Value, PythonError> {
        match self.values.get(index) {
            Some(Ok(value)) => Ok(value.clone()),
            Some(Err(Unrepresented(what))) => Err(PythonError::unsupported(format!(
                "reading a value of type {what}"
            ))),
            None => Err(PythonError::index_error("tuple index out of range")),
        }
    }

    fn values(&self) -> Result<Vec<Value>, PythonError> {
        (0..self.values.len())
            .map(|index| self.value(index))
            .collect()
    }

    /// The first value; `None` where the row is empty or the value cannot be shown.
    pub(crate) fn first(&self) -> Value {
        match self.values.first() {
            Some(Ok(value)) => value.clone(),
            Some(Err(Unrepresented(what))) => Value::opaque(
                "a value of a query's result",
                format!("values of type {what} are not read"),
            ),
            None => Value::None,
        }
    }

    /// The row as a dictionary.
    pub(crate) fn mapping(&self) -> Value {
        let mut dictionary = Dictionary::new();
        for (column, value) in self.columns.iter().zip(self.values.iter()) {
            let value = match value {
                Ok(value) => value.clone(),
                Err(Unrepresented(what)) => Value::opaque(
                    format!("the column {column} of a query's result"),
                    format!("values of type {what} are not read"),
                ),
            };
            dictionary.insert_str(Rc::clone(column), value);
        }
        Value::dict(dictionary)
    }
}

/// The Python value psycopg2 makes of a value of the server's.
fn python_value(literal: &Literal) -> Result<Value, Unrepresented> {
    Ok(match literal {
        Literal::None => Value::None,
        Literal::Boolean(value) => Value::Bool(*value),
        Literal::Integer(value) => Value::Int(Integer::big(value.clone())),
        Literal::Float(value) => Value::Float(*value),
        Literal::Text(text) => Value::Str(Rc::clone(text)),
        Literal::Bytes(bytes) => Value::Bytes(Rc::clone(bytes)),
        Literal::List(items) => {
            Value::list(items.iter().map(python_value).collect::<Result<_, _>>()?)
        }
        Literal::Tuple(items) => {
            Value::tuple(items.iter().map(python_value).collect::<Result<_, _>>()?)
        }
        Literal::Dictionary(entries) => {
            let mut dictionary = Dictionary::new();
            for (key, value) in entries {
                let Literal::Text(key) = key else {
                    return Err(Unrepresented("dict"));
                };
                dictionary.insert_str(Rc::clone(key), python_value(value)?);
            }
            Value::dict(dictionary)
        }
        Literal::Decimal(_) => return native(literal, "Decimal"),
        Literal::Date(_) => return native(literal, "date"),
        Literal::Time(_) => return native(literal, "time"),
        Literal::DateTime(_) => return native(literal, "datetime"),
        Literal::Interval(_) => return native(literal, "timedelta"),
        Literal::Uuid(_) => return native(literal, "UUID"),
        Literal::EnumerationMember(_) => return Err(Unrepresented("enum")),
    })
}

fn native(literal: &Literal, what: &'static str) -> Result<Value, Unrepresented> {
    native_of_literal(literal).ok_or(Unrepresented(what))
}

impl HostObject for Row {
    fn type_name(&self) -> Rc<str> {
        "Row".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(index) = self.columns.iter().position(|column| **column == *name) {
            return self.value(index).map(Some);
        }
        match name {
            "_mapping" => Ok(Some(self.mapping())),
            "_fields" => Ok(Some(Value::tuple(
                self.columns
                    .iter()
                    .map(|name| Value::Str(name.clone()))
                    .collect(),
            ))),
            "_asdict" => {
                let mapping = self.mapping();
                Ok(Some(Value::function("_asdict", move |_, arguments| {
                    arguments.bind("_asdict", &[])?;
                    Ok(mapping.clone())
                })))
            }
            "count" | "index" | "_t" | "t" | "tuple" | "_tuple" => Err(PythonError::unsupported(
                format!("the attribute {name} of a row"),
            )),
            _ => Err(PythonError::attribute_error(format!(
                "Could not locate column in row for column '{name}'"
            ))),
        }
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let tuple = Value::tuple(self.values()?);
        if index.as_str().is_some() {
            return Err(PythonError::type_error(
                "tuple indices must be integers or slices, not str",
            ));
        }
        cx.subscript(&tuple, index)
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(ValueIterator::new(self.values()?))))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(self.values.len()))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let other = match other.downcast::<Row>() {
            Some(row) => Value::tuple(row.values()?),
            None => other.clone(),
        };
        cx.compare(comparison, &Value::tuple(self.values()?), &other)
            .map(Some)
    }

    fn hash_key(&self, cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        cx.hash_key(&Value::tuple(self.values()?)).map(Some)
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        cx.repr(&Value::tuple(self.values()?))
    }
}

//! `.c`: the columns of a table, alias or subquery by name.

use std::rc::Rc;

use crate::python::{HostObject, Interpreter, PythonError, PythonIterator, Value, ValueIterator};
use crate::schema::statement::{FromClause, FromColumn, ValueConversion};

use super::super::super::host_context::Host;
use super::super::super::values;
use super::super::expression::ExpressionObject;

/// The columns of an object behind FROM.
pub(crate) struct ColumnCollection {
    host: Rc<Host>,
    from: FromClause,
}

impl std::fmt::Debug for ColumnCollection {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<columns of {:?}>", self.from)
    }
}

/// Refuses a column whose values are converted by code of the project.
pub(crate) fn require_plain_values(column: &FromColumn) -> Result<(), PythonError> {
    match column {
        FromColumn::Own { key, column } if column.conversion == ValueConversion::ByProject => {
            let name = key.known().map_or("", |name| name.text());
            Err(PythonError::unsupported(format!(
                "writing values of the column {name}, whose type converts them by code of its own"
            )))
        }
        FromColumn::Own { .. } | FromColumn::Shared { .. } => Ok(()),
    }
}

impl ColumnCollection {
    /// The columns of `from`.
    pub(crate) fn new(host: &Rc<Host>, from: &FromClause) -> Self {
        Self {
            host: Rc::clone(host),
            from: from.clone(),
        }
    }

    fn at(&self, index: usize) -> Result<Value, PythonError> {
        require_plain_values(&self.from.columns()[index])?;
        let column = self.from.column_at(index);
        Ok(Value::host(ExpressionObject::new(&self.host, column)))
    }

    fn find(&self, key: &str) -> Result<Option<Value>, PythonError> {
        let found = self.from.position(key);
        found.map(|index| self.at(index)).transpose()
    }

    fn all(&self) -> Result<Vec<Value>, PythonError> {
        (0..self.from.columns().len())
            .map(|index| self.at(index))
            .collect()
    }

    fn keys(&self) -> Result<Vec<Value>, PythonError> {
        self.from
            .columns()
            .iter()
            .map(|column| match column.key() {
                Some(key) => Ok(Value::from(key)),
                None => Err(PythonError::unsupported(
                    "the key of a column that has no name before the statement is written",
                )),
            })
            .collect()
    }
}

impl HostObject for ColumnCollection {
    fn type_name(&self) -> Rc<str> {
        "ReadOnlyColumnCollection".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(column) = self.find(name)? {
            return Ok(Some(column));
        }
        let listed = match name {
            "keys" => self.keys()?,
            "values" => self.all()?,
            "items" => self
                .keys()?
                .into_iter()
                .zip(self.all()?)
                .map(|(key, column)| Value::tuple(vec![key, column]))
                .collect(),
            "get" | "contains_column" | "as_readonly" | "corresponding_column" => {
                return Err(PythonError::unsupported(format!(
                    "the method {name} of a table's columns"
                )));
            }
            _ => return Err(PythonError::attribute_error(name)),
        };
        let name: Rc<str> = name.into();
        Ok(Some(Value::function(
            Rc::clone(&name),
            move |_, arguments| {
                arguments.bind(&name, &[])?;
                Ok(Value::list(listed.clone()))
            },
        )))
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        if let Some(key) = index.as_str() {
            return self
                .find(&key)?
                .ok_or_else(|| PythonError::key_error(Value::Str(key)));
        }
        if let Some(number) = index.as_int().and_then(|number| number.to_i64()) {
            let length = self.from.columns().len();
            let position = if number < 0 {
                usize::try_from(-number)
                    .ok()
                    .and_then(|back| length.checked_sub(back))
            } else {
                usize::try_from(number).ok()
            };
            return match position.filter(|position| *position < length) {
                Some(position) => self.at(position),
                None => Err(PythonError::index_error(number.to_string())),
            };
        }
        Err(values::unexpected(
            cx,
            index,
            "the index of a table's columns",
            "a name or a number",
        ))
    }

    fn contains(&self, item: &Value, cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        let key = values::string(cx, item, "the name of a column")?;
        Ok(Some(self.from.position(&key).is_some()))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Ok(Some(Box::new(ValueIterator::new(self.all()?))))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(self.from.columns().len()))
    }
}

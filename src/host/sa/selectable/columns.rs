//! `.c`: the columns of a table, alias or subquery by name.

use std::rc::Rc;

use crate::python::{HostObject, Interpreter, PythonError, PythonIterator, Value, ValueIterator};
use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::column_names::selected_keys;
use crate::schema::statement::{FromClause, FromColumn, LabelStyle, Query, ValueConversion};

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

/// Refuses a column whose values are converted by code of the project, and one whose type is
/// another column's.
pub(crate) fn require_plain_values(column: &FromColumn) -> Result<(), PythonError> {
    let FromColumn::Own { key, column } = column else {
        return Ok(());
    };
    let name = key.known().map_or("", |name| name.text());
    match column.conversion {
        ValueConversion::Plain => Ok(()),
        ValueConversion::ByProject => Err(PythonError::unsupported(format!(
            "writing values of the column {name}, whose type converts them by code of its own"
        ))),
        ValueConversion::ByForeignKey => Err(PythonError::unsupported(format!(
            "the column {name} in a statement, whose type is that of the column its foreign key \
             points at; give it a type"
        ))),
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

    /// What they are the columns of.
    pub(crate) fn as_from(&self) -> &FromClause {
        &self.from
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

/// `.selected_columns`: the expressions a query shows, by key.
pub(crate) struct SelectedColumns {
    host: Rc<Host>,
    keys: Vec<Option<Rc<str>>>,
    columns: Vec<Expression>,
}

impl std::fmt::Debug for SelectedColumns {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<selected columns {:?}>", self.keys)
    }
}

impl SelectedColumns {
    /// What `query` shows, texts aside.
    pub(crate) fn new(host: &Rc<Host>, query: &Query) -> Self {
        let style = match query {
            Query::Select(select) => select.clauses.label_style,
            Query::Compound(compound) => compound.clauses.label_style,
            Query::Text(_) => LabelStyle::None,
        };
        let mut columns = query.selected_columns();
        columns.retain(|column| !matches!(column.kind(), ExpressionKind::Text(_)));
        let keys = selected_keys(&columns, style)
            .into_iter()
            .map(|key| Some(key?.known()?.text().into()))
            .collect();
        Self {
            host: Rc::clone(host),
            keys,
            columns,
        }
    }

    fn object(&self, index: usize) -> Value {
        let column = self.columns[index].clone();
        Value::host(ExpressionObject::new(&self.host, column))
    }

    fn find(&self, key: &str) -> Option<Value> {
        let index = self
            .keys
            .iter()
            .position(|own| own.as_deref() == Some(key))?;
        Some(self.object(index))
    }
}

impl HostObject for SelectedColumns {
    fn type_name(&self) -> Rc<str> {
        "ReadOnlyColumnCollection".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match self.find(name) {
            Some(column) => Ok(Some(column)),
            None if name.starts_with("__") => Ok(None),
            None => Err(PythonError::unsupported(format!(
                "{name} of the columns a query selects"
            ))),
        }
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        if let Some(key) = index.as_str() {
            return self
                .find(&key)
                .ok_or_else(|| PythonError::key_error(Value::Str(key)));
        }
        let position = index
            .as_int()
            .and_then(|number| number.to_i64())
            .and_then(|number| usize::try_from(number).ok())
            .filter(|position| *position < self.columns.len());
        match position {
            Some(position) => Ok(self.object(position)),
            None => Err(values::unexpected(
                cx,
                index,
                "the index of selected columns",
                "a name or a number from zero",
            )),
        }
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        let all = (0..self.columns.len())
            .map(|index| self.object(index))
            .collect();
        Ok(Some(Box::new(ValueIterator::new(all))))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(self.columns.len()))
    }
}

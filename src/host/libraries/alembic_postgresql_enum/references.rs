//! `TableReference`, `ColumnType` and `TableIndex`.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, Comparison, HostObject, Interpreter, Parameter, PythonError, PythonIterator,
    Shared, Value, ValueIterator,
};

use super::super::super::values;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnType {
    /// The enumeration.
    Common,
    /// An array of it.
    Array,
}

/// A member of `ColumnType`.
#[derive(Debug)]
pub(super) struct ColumnTypeMember(pub(super) ColumnType);

impl HostObject for ColumnTypeMember {
    fn type_name(&self) -> Rc<str> {
        "ColumnType".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok((name == "name").then(|| {
            Value::from(match self.0 {
                ColumnType::Common => "COMMON",
                ColumnType::Array => "ARRAY",
            })
        }))
    }
}

/// The schema a reference was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TableSchema {
    /// None: it is the enumeration's.
    Unspecified,
    /// `None` or a name.
    Given(Option<Rc<str>>),
}

/// A column whose type is the enumeration.
#[derive(Debug)]
pub(super) struct TableReference {
    class: Shared<Class>,
    /// `table_name`.
    pub(super) table_name: Rc<str>,
    /// `column_name`.
    pub(super) column_name: Rc<str>,
    /// `table_schema`.
    pub(super) table_schema: TableSchema,
    /// `column_type`.
    pub(super) column_type: ColumnType,
    /// `existing_server_default`.
    pub(super) existing_server_default: Option<Rc<str>>,
}

/// `TableReference(table_name, column_name, table_schema=…, column_type=…,
/// existing_server_default=None)`.
pub(super) fn table_reference(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "TableReference.__init__",
        &[
            Parameter::required("table_name"),
            Parameter::required("column_name"),
            Parameter::optional("table_schema"),
            Parameter::optional("column_type"),
            Parameter::optional("existing_server_default"),
        ],
    )?;
    let table_name = bound.require("table_name");
    let column_name = bound.require("column_name");
    let table_schema = match bound.take("table_schema") {
        None => TableSchema::Unspecified,
        schema => TableSchema::Given(values::optional_string(cx, schema, "table_schema")?),
    };
    let default = bound.take("existing_server_default");
    let column_type = bound.take("column_type");
    Ok(Value::host(TableReference {
        class: class.clone(),
        table_name: values::string(cx, &table_name, "table_name")?,
        column_name: values::string(cx, &column_name, "column_name")?,
        table_schema,
        column_type: column_type_of(cx, column_type)?,
        existing_server_default: values::optional_string(cx, default, "existing_server_default")?,
    }))
}

/// The member a value is; `COMMON` where none was given.
pub(super) fn column_type_of(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<ColumnType, PythonError> {
    let Some(value) = value else {
        return Ok(ColumnType::Common);
    };
    match value.downcast::<ColumnTypeMember>() {
        Some(member) => Ok(member.0),
        None => Err(values::unexpected(
            cx,
            &value,
            "column_type",
            "a ColumnType",
        )),
    }
}

impl TableReference {
    fn equals(&self, other: &Self) -> bool {
        self.table_name == other.table_name
            && self.column_name == other.column_name
            && self.table_schema == other.table_schema
            && self.column_type == other.column_type
            && self.existing_server_default == other.existing_server_default
    }
}

impl HostObject for TableReference {
    fn type_name(&self) -> Rc<str> {
        "TableReference".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(Some(match (name, &self.table_schema) {
            ("table_name", _) => Value::Str(Rc::clone(&self.table_name)),
            ("column_name", _) => Value::Str(Rc::clone(&self.column_name)),
            ("existing_server_default", _) => {
                self.existing_server_default.clone().map(Value::Str).into()
            }
            ("column_type", _) => Value::host(ColumnTypeMember(self.column_type)),
            ("table_schema", TableSchema::Given(schema)) => schema.clone().map(Value::Str).into(),
            ("table_schema", TableSchema::Unspecified) => {
                return Err(PythonError::unsupported(
                    "the table_schema of a TableReference that was not given one",
                ));
            }
            _ => return Ok(None),
        }))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        Ok(match comparison {
            Comparison::Equal => Some(Value::Bool(self.equals(&other))),
            Comparison::NotEqual => Some(Value::Bool(!self.equals(&other))),
            _ => None,
        })
    }
}

/// An index to be made anew.
#[derive(Debug, Clone)]
pub(super) struct TableIndex {
    class: Shared<Class>,
    /// `name`, with its schema or without.
    pub(super) name: Rc<str>,
    /// `definition`: CREATE INDEX.
    pub(super) definition: Rc<str>,
}

/// `TableIndex(name, definition)`.
pub(super) fn table_index(
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "TableIndex.__new__",
        &[
            Parameter::required("name"),
            Parameter::required("definition"),
        ],
    )?;
    let name = bound.require("name");
    let definition = bound.require("definition");
    Ok(Value::host(TableIndex {
        class: class.clone(),
        name: values::string(cx, &name, "name")?,
        definition: values::string(cx, &definition, "definition")?,
    }))
}

impl HostObject for TableIndex {
    fn type_name(&self) -> Rc<str> {
        "TableIndex".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(match name {
            "name" => Some(Value::Str(Rc::clone(&self.name))),
            "definition" => Some(Value::Str(Rc::clone(&self.definition))),
            _ => None,
        })
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        let items = [&self.name, &self.definition];
        let items = items.map(|text| Value::Str(Rc::clone(text)));
        Ok(Some(Box::new(ValueIterator::new(items.to_vec()))))
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(2))
    }
}

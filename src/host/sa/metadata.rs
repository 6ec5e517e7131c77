//! `sqlalchemy.MetaData`, and `sqlalchemy.Table` made in one.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{
    Arguments, Class, Dictionary, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::Name;
use crate::schema::statement::{Identity, MetaDataReference};

use super::super::host_context::Host;
use super::super::op::table_reference;
use super::super::raise::sqlalchemy_error;
use super::super::values;
use super::table::{TableObject, table};

/// A collection of tables.
#[derive(Debug)]
pub(crate) struct MetaDataObject {
    class: Shared<Class>,
    host: std::rc::Weak<Host>,
    identity: Identity,
    schema: Option<Name>,
    /// What was given; SQLAlchemy's own convention where nothing was.
    naming_convention: Value,
    tables: RefCell<IndexMap<String, Value>>,
    /// `bind`, which SQLAlchemy 2 does not look at any more.
    bind: RefCell<Option<Value>>,
}

impl MetaDataObject {
    /// What its tables remember of it.
    fn reference(&self) -> MetaDataReference {
        MetaDataReference {
            identity: self.identity,
            schema: self.schema.clone(),
        }
    }

    /// The schema of what is made in it.
    pub(crate) fn schema(&self) -> Option<&Name> {
        self.schema.as_ref()
    }
}

impl HostObject for MetaDataObject {
    fn type_name(&self) -> Rc<str> {
        "MetaData".into()
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
            "schema" => {
                let schema = self.schema.as_ref();
                Ok(Some(schema.map(|name| Value::from(name.text())).into()))
            }
            "naming_convention" => Ok(Some(self.naming_convention.clone())),
            "bind" => Ok(self.bind.borrow().clone()),
            "reflect" => {
                let host = self.host.clone();
                Ok(Some(Value::function("reflect", move |cx, _| {
                    let host = host
                        .upgrade()
                        .expect("a collection of tables is asked while its modules exist");
                    Err(reflection(&host, cx))
                })))
            }
            _ => Err(PythonError::unsupported(format!(
                "the attribute {name} of MetaData"
            ))),
        }
    }

    fn set_attribute(
        &self,
        name: &str,
        value: Value,
        _cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        if name == "bind" {
            *self.bind.borrow_mut() = Some(value);
            return Ok(());
        }
        Err(PythonError::unsupported(format!(
            "setting the attribute {name} of MetaData"
        )))
    }
}

/// `MetaData(schema=…, naming_convention=…)`; conventions matter for tables that are created from
/// it, which is refused.
pub(crate) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "MetaData.__init__",
        &[
            Parameter::optional("schema"),
            Parameter::optional("quote_schema"),
            Parameter::optional("naming_convention"),
            Parameter::optional("info"),
        ],
    )?;
    let schema = bound.take("schema");
    let mut schema = values::optional_name(cx, schema, "schema")?;
    let quote = bound.take("quote_schema");
    if let (Some(quote), Some(plain)) = (values::optional_flag(cx, quote)?, &schema) {
        schema = Some(Name::quoted(plain.text(), Some(quote)));
    }
    let naming_convention = match bound.take_some("naming_convention") {
        Some(convention) => convention,
        None => default_naming_convention(),
    };
    Ok(Value::host(MetaDataObject {
        class: class.clone(),
        identity: Identity::new(),
        schema,
        host: host.weak(),
        naming_convention,
        tables: RefCell::default(),
        bind: RefCell::default(),
    }))
}

/// `sqlalchemy.sql.schema.DEFAULT_NAMING_CONVENTION`.
fn default_naming_convention() -> Value {
    let mut convention = Dictionary::new();
    convention.insert_str("ix", Value::from("ix_%(column_0_label)s"));
    Value::dict(convention)
}

const TABLE: &[Parameter<'static>] = &[
    Parameter::required("name"),
    Parameter::required("metadata"),
    Parameter::rest("args"),
    Parameter::keyword("schema"),
    Parameter::keyword("quote"),
    Parameter::keyword("quote_schema"),
    Parameter::keyword("autoload"),
    Parameter::keyword("autoload_with"),
    Parameter::keyword("autoload_replace"),
    Parameter::keyword("keep_existing"),
    Parameter::keyword("extend_existing"),
    Parameter::keyword("resolve_fks"),
    Parameter::keyword("include_columns"),
    Parameter::keyword("implicit_returning"),
    Parameter::keyword("comment"),
    Parameter::keyword("info"),
    Parameter::keyword("listeners"),
    Parameter::keyword("prefixes"),
    Parameter::keyword("must_exist"),
    Parameter::rest_keyword("kw"),
];

/// `Table(name, metadata, *args, …)`.
pub(crate) fn construct_table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    _class: &Shared<Class>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("Table.__new__", TABLE)?;
    let name = bound.require("name");
    let metadata = bound.require("metadata");
    let Some(metadata) = metadata.downcast::<MetaDataObject>() else {
        return Err(values::unexpected(cx, &metadata, "metadata", "a MetaData"));
    };
    for refused in ["must_exist", "keep_existing"] {
        let value = bound.take(refused);
        if values::flag(cx, value, false)? {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of Table"
            )));
        }
    }
    if bound.take("autoload").is_some() {
        return Err(PythonError::type_error(
            "Additional arguments should be named <dialectname>_<argument>, got 'autoload'",
        ));
    }
    if bound.take_some("autoload_with").is_some() {
        return Err(reflection(host, cx));
    }
    let schema = bound.take("schema");
    let mut reference = table_reference(cx, &name, schema)?;
    if reference.schema.is_none() {
        reference.schema.clone_from(&metadata.schema);
    }
    let key = match &reference.schema {
        Some(schema) => format!("{schema}.{}", reference.name),
        None => reference.name.to_string(),
    };
    let extend = bound.take("extend_existing");
    let extend = values::flag(cx, extend, false)?;
    let existing = metadata.tables.borrow().get(&key).cloned();
    if let Some(existing) = existing {
        if bound.rest_positional.is_empty() && bound.rest_keyword.is_empty() {
            return Ok(existing);
        }
        if extend {
            return Err(PythonError::unsupported(
                "the argument extend_existing of Table",
            ));
        }
        return Err(sqlalchemy_error(
            cx,
            "InvalidRequestError",
            format!(
                "Table '{key}' is already defined for this MetaData instance.  Specify \
                 'extend_existing=True' to redefine options and columns on an existing Table \
                 object."
            ),
        ));
    }
    let table = table(host, cx, reference, &mut bound)?;
    let object = Value::host(TableObject::of_table(
        host,
        cx,
        &table,
        &bound.rest_positional,
        Some(metadata.reference()),
    )?);
    metadata.tables.borrow_mut().insert(key, object.clone());
    Ok(object)
}

/// The error of whatever asks the database what it contains.
pub(crate) fn reflection(host: &Host, cx: &mut Interpreter) -> PythonError {
    if host.is_offline() {
        return sqlalchemy_error(
            cx,
            "NoInspectionAvailable",
            "No inspection system is available for object of type <class \
             'sqlalchemy.engine.mock.MockConnection'>",
        );
    }
    PythonError::needs_database("what the database contains (reflection)")
}

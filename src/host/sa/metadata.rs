//! `sqlalchemy.MetaData`, and `sqlalchemy.Table` made in one.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{
    Arguments, Class, Dictionary, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::{Name, NamingConvention};

use super::super::host_context::Host;
use super::super::op::table_reference;
use super::super::raise::sqlalchemy_error;
use super::super::values;
use super::column::ColumnObject;
use super::table::{TableObject, table};
use super::table_collection::{SharedCollection, TableCollection, key_of};
use super::table_creation::{Action, define_all};

/// A collection of tables.
#[derive(Debug)]
pub(crate) struct MetaDataObject {
    class: Shared<Class>,
    host: std::rc::Weak<Host>,
    collection: SharedCollection,
    /// What was given; SQLAlchemy's own convention where nothing was.
    naming_convention: Value,
    tables: RefCell<IndexMap<String, Value>>,
    /// `bind`, which SQLAlchemy 2 does not look at any more.
    bind: RefCell<Option<Value>>,
}

impl MetaDataObject {
    /// The schema of what is made in it.
    pub(crate) fn schema(&self) -> Option<&Name> {
        self.collection.schema.as_ref()
    }

    /// What it holds.
    pub(crate) fn collection(&self) -> &SharedCollection {
        &self.collection
    }

    /// Says that a type belongs to it.
    pub(crate) fn note_type(&self) {
        if let Some(host) = self.host.upgrade() {
            host.note_collected_type();
        }
    }

    fn table_objects(&self) -> Vec<Rc<TableObject>> {
        let tables = self.tables.borrow();
        tables.values().filter_map(Value::downcast).collect()
    }

    /// `create_all(bind, tables=…, checkfirst=…)` and `drop_all`.
    fn all(&self, name: &'static str, action: Action) -> Value {
        let (host, collection) = (self.host.clone(), Rc::clone(&self.collection));
        let objects = self.table_objects();
        Value::function(name, move |cx, arguments| {
            if host
                .upgrade()
                .is_some_and(|host| host.has_collected_types())
            {
                return Err(PythonError::unsupported(format!(
                    "{name}() where types are given to a MetaData"
                )));
            }
            collection.require_known()?;
            define_all(cx, action, &collection, &objects, arguments)?;
            Ok(Value::None)
        })
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
                let schema = self.schema();
                Ok(Some(schema.map(|name| Value::from(name.text())).into()))
            }
            "naming_convention" => Ok(Some(self.naming_convention.clone())),
            "bind" => Ok(self.bind.borrow().clone()),
            "create_all" => Ok(Some(self.all("create_all", Action::Create))),
            "drop_all" => Ok(Some(self.all("drop_all", Action::Drop))),
            "tables" => {
                self.collection.require_known()?;
                let mut tables = Dictionary::new();
                for (key, table) in &*self.tables.borrow() {
                    tables.insert_str(key.as_str(), table.clone());
                }
                Ok(Some(Value::dict(tables)))
            }
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

/// `MetaData(schema=…, naming_convention=…)`.
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
    let given = match bound.take_some("naming_convention") {
        Some(convention) if cx.truth(&convention)? => Some(convention),
        Some(_) | None => None,
    };
    let known = match &given {
        Some(given) => convention_of(given),
        None => NamingConvention::default(),
    };
    let naming_convention = given.unwrap_or_else(default_naming_convention);
    let collection = Rc::new(TableCollection::new(schema, known));
    host.remember_collection(&collection);
    Ok(Value::host(MetaDataObject {
        class: class.clone(),
        collection,
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

/// The templates of a convention; one that is not all templates exists and is not known.
fn convention_of(given: &Value) -> NamingConvention {
    let unknown = |what: &str| NamingConvention::unknown(format!("{what} in it"));
    let Value::Dict(dictionary) = given.underlying() else {
        return unknown("something other than a dictionary");
    };
    let mut convention = NamingConvention::empty();
    for (_, key, template) in dictionary.borrow().iter() {
        let (key, template) = match (convention_key(key), template.as_str()) {
            (Some(key), Some(template)) => (key, template),
            _ => return unknown("tokens that are functions"),
        };
        if convention.set(&key, &*template).is_err() {
            return unknown("tokens that are functions");
        }
    }
    convention
}

/// `"pk"`, or the class a template is for.
fn convention_key(key: &Value) -> Option<Rc<str>> {
    if let Value::Class(class) = key {
        let key = match &*class.name {
            "Index" => "ix",
            "UniqueConstraint" => "uq",
            "CheckConstraint" => "ck",
            "ForeignKeyConstraint" => "fk",
            "PrimaryKeyConstraint" => "pk",
            _ => return None,
        };
        return Some(key.into());
    }
    key.as_str()
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
        reference.schema.clone_from(&metadata.collection.schema);
    }
    let key = key_of(&reference);
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
    for item in &bound.rest_positional {
        if let Some(column) = item.downcast::<ColumnObject>() {
            column.require_unattached()?;
        }
    }
    let table = table(host, cx, reference, &mut bound)?;
    let object = TableObject::of_table(
        host,
        cx,
        &table,
        &bound.rest_positional,
        Some(metadata.collection()),
    )?;
    metadata.collection.add_table(&table, object.as_from());
    let object = Value::host(object);
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

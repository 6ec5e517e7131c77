//! What is known of a mapped class (`sqlalchemy.orm.Mapper`).

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::python::{Arguments, Dictionary, HostObject, Interpreter, PythonError, Value};
use crate::schema::statement::FromClause;

use super::super::super::host_context::Host;
use super::super::table::TableObject;
use super::attribute::MappedAttribute;
use super::registry::Registry;
use super::relationship::Relationship;

/// A class and its table.
pub(crate) struct Mapper {
    host: Weak<Host>,
    class_name: Rc<str>,
    table: Rc<TableObject>,
    registry: Rc<Registry>,
    /// Attributes by name, with the keys of their columns.
    attributes: Vec<(Rc<str>, Rc<str>)>,
    relationships: Vec<(Rc<str>, Rc<Relationship>)>,
    /// All names the class and its mixins give to something.
    names: Vec<Rc<str>>,
    /// Why an entity is not simply its columns.
    entity_refused: Option<String>,
    /// Why nothing can be said about the class any more.
    refused: RefCell<Option<String>>,
}

impl std::fmt::Debug for Mapper {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<Mapper of {}>", self.class_name)
    }
}

/// What a class is mapped with.
pub(super) struct Parts {
    pub(super) host: Weak<Host>,
    pub(super) class_name: Rc<str>,
    pub(super) table: Rc<TableObject>,
    pub(super) registry: Rc<Registry>,
    pub(super) attributes: Vec<(Rc<str>, Rc<str>)>,
    pub(super) relationships: Vec<(Rc<str>, Rc<Relationship>)>,
    pub(super) names: Vec<Rc<str>>,
    pub(super) entity_refused: Option<String>,
}

impl Mapper {
    /// The mapper of a class.
    pub(super) fn new(parts: Parts) -> Rc<Self> {
        Rc::new(Self {
            host: parts.host,
            class_name: parts.class_name,
            table: parts.table,
            registry: parts.registry,
            attributes: parts.attributes,
            relationships: parts.relationships,
            names: parts.names,
            entity_refused: parts.entity_refused,
            refused: RefCell::default(),
        })
    }

    /// What the objects of the host share.
    pub(super) fn host(&self) -> Rc<Host> {
        self.host
            .upgrade()
            .expect("a mapped class is asked while its modules exist")
    }

    /// The name of the class.
    pub(super) fn class_name(&self) -> &str {
        &self.class_name
    }

    /// The table.
    pub(crate) fn table(&self) -> &Rc<TableObject> {
        &self.table
    }

    /// The registry it belongs to.
    pub(super) fn registry(&self) -> &Rc<Registry> {
        &self.registry
    }

    /// Says why nothing can be said about the class from now on.
    pub(super) fn refuse(&self, reason: String) {
        self.refused.borrow_mut().get_or_insert(reason);
    }

    /// An error where something about the class is not known.
    pub(crate) fn require_known(&self) -> Result<(), PythonError> {
        match &*self.refused.borrow() {
            Some(reason) => Err(PythonError::unsupported(format!(
                "the class {}: {reason}",
                self.class_name
            ))),
            None => Ok(()),
        }
    }

    /// An error where the class or one mapped beside it could not be configured.
    pub(crate) fn require_configurable(&self, cx: &mut Interpreter) -> Result<(), PythonError> {
        self.require_known()?;
        if self.registry.has_lost_mappers() {
            return Err(PythonError::unsupported(format!(
                "the class {} beside a mapped class that nobody holds any more",
                self.class_name
            )));
        }
        for mapper in self.registry.mappers() {
            mapper.require_known()?;
            for (name, relationship) in &mapper.relationships {
                relationship.require_configurable(cx, &mapper, name)?;
            }
        }
        Ok(())
    }

    /// The table as what a SELECT of the class shows.
    pub(crate) fn entity(&self, cx: &mut Interpreter) -> Result<FromClause, PythonError> {
        self.require_configurable(cx)?;
        let mut relationships = self.relationships.iter();
        let eager = relationships.find_map(|(name, relationship)| {
            let eager = relationship.eager()?;
            Some(format!("the relationship {name} {eager}"))
        });
        match self.entity_refused.as_ref().or(eager.as_ref()) {
            Some(reason) => Err(PythonError::unsupported(format!(
                "the class {} as what is selected: {reason}",
                self.class_name
            ))),
            None => Ok(self.table.as_from().clone()),
        }
    }

    /// The relationships by name.
    pub(super) fn relationships(&self) -> &[(Rc<str>, Rc<Relationship>)] {
        &self.relationships
    }

    /// The relationship called `name`.
    pub(super) fn relationship(&self, name: &str) -> Option<&Rc<Relationship>> {
        let mut relationships = self.relationships.iter();
        relationships
            .find(|(known, _)| &**known == name)
            .map(|(_, relationship)| relationship)
    }

    /// Whether the class gives `name` to something.
    pub(super) fn declares(&self, name: &str) -> bool {
        let is_attribute = self.attributes.iter().any(|(known, _)| &**known == name);
        is_attribute || self.names.iter().any(|known| &**known == name)
    }

    fn key_of<'a>(&'a self, name: &'a str) -> &'a str {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(attribute, _)| &**attribute == name)
            .map_or(name, |(_, key)| key)
    }

    /// The key of the column an attribute is; an error where it is something else.
    fn written_key<'a>(&'a self, entity: &Value, name: &'a str) -> Result<&'a str, PythonError> {
        let key = self.key_of(name);
        let is_named = matches!(entity, Value::Class(class) if class.lookup(name).is_some());
        if is_named && self.table.as_from().position(key).is_none() {
            return Err(PythonError::unsupported(format!(
                "a value of {}.{name}, which is no column",
                self.class_name
            )));
        }
        Ok(key)
    }

    fn require_no_renaming(&self) -> Result<(), PythonError> {
        if self.renames() {
            return Err(PythonError::unsupported(format!(
                "columns by key or place of the class {}, which gives them other names",
                self.class_name
            )));
        }
        Ok(())
    }

    /// Whether an attribute has another name than its column.
    pub(super) fn renames(&self) -> bool {
        self.attributes.iter().any(|(name, key)| name != key)
    }
}

/// `Class.__mapper__`.
#[derive(Debug)]
pub(super) struct MapperObject {
    pub(super) mapper: Rc<Mapper>,
}

impl HostObject for MapperObject {
    fn type_name(&self) -> Rc<str> {
        "Mapper".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(PythonError::unsupported(format!(
            "the attribute {name} of a mapper"
        )))
    }
}

/// The mapper of a value that is a mapped class.
pub(crate) fn mapper_of(value: &Value) -> Option<Rc<Mapper>> {
    let Value::Class(class) = value else {
        return None;
    };
    let object = class.attributes.borrow().get("__mapper__").cloned()?;
    Some(Rc::clone(&object.downcast::<MapperObject>()?.mapper))
}

/// The table of a value that is a mapped class.
pub(crate) fn table_of_class(value: &Value) -> Result<Option<Rc<TableObject>>, PythonError> {
    match mapper_of(value) {
        Some(mapper) => {
            mapper.require_known()?;
            Ok(Some(Rc::clone(&mapper.table)))
        }
        None => Ok(None),
    }
}

/// The arguments of `values()` with the names of a class's attributes as the keys of its columns
/// (`BulkUDCompileState._get_orm_crud_kv_pairs`).
pub(crate) fn translated(
    entity: &Value,
    mut arguments: Arguments,
) -> Result<Arguments, PythonError> {
    let Some(mapper) = mapper_of(entity) else {
        return Ok(arguments);
    };
    for (name, _) in &mut arguments.keyword {
        *name = mapper.written_key(entity, name)?.into();
    }
    for value in &mut arguments.positional {
        *value = with_keys(&mapper, entity, value)?;
    }
    Ok(arguments)
}

/// Refuses the name of an attribute in the place of a column's key.
pub(crate) fn require_translated(entity: &Value, key: &Value) -> Result<(), PythonError> {
    match (mapper_of(entity), key.as_str()) {
        (Some(mapper), Some(name)) => {
            if mapper.written_key(entity, &name)? == &*name {
                return Ok(());
            }
            mapper.require_no_renaming()
        }
        _ => Ok(()),
    }
}

fn with_keys(mapper: &Mapper, entity: &Value, value: &Value) -> Result<Value, PythonError> {
    match value {
        Value::List(rows) => {
            let rows = rows.borrow();
            let rows: Result<_, _> = rows
                .iter()
                .map(|row| with_keys(mapper, entity, row))
                .collect();
            Ok(Value::list(rows?))
        }
        Value::Dict(row) => {
            let mut translated = Dictionary::new();
            for (key, shown, value) in row.borrow().iter() {
                match shown.as_str() {
                    Some(name) => {
                        translated.insert_str(mapper.written_key(entity, &name)?, value.clone());
                    }
                    None => {
                        translated.insert(key.clone(), shown.clone(), value.clone());
                    }
                }
            }
            Ok(Value::dict(translated))
        }
        other => {
            mapper.require_no_renaming()?;
            Ok(other.clone())
        }
    }
}

/// Whether a value is a mapped class or an attribute of one.
pub(crate) fn is_mapped(value: &Value) -> bool {
    mapper_of(value).is_some() || value.downcast::<MappedAttribute>().is_some()
}

//! `sqlalchemy.orm.registry`: classes that know each other by name, and the types of annotations.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::python::{Arguments, HashKey, HostObject, Interpreter, Parameter, PythonError, Value};

use super::super::super::host_context::Host;
use super::super::super::values;
use super::super::metadata::MetaDataObject;
use super::base::{generated_base, metadata_or_new};
use super::mapper::Mapper;
use super::mapping::{map_class, map_imperatively};

/// Classes that are mapped together.
pub(crate) struct Registry {
    metadata: Value,
    /// `type_annotation_map`.
    types: RefCell<Vec<(HashKey, Value)>>,
    mappers: RefCell<Vec<Weak<Mapper>>>,
}

impl Registry {
    /// A registry without classes.
    pub(super) fn new(metadata: Value) -> Rc<Self> {
        Rc::new(Self {
            metadata,
            types: RefCell::default(),
            mappers: RefCell::default(),
        })
    }

    /// Its `MetaData`.
    pub(super) fn metadata(&self) -> &Value {
        &self.metadata
    }

    /// Adds a mapped class.
    pub(super) fn add(&self, mapper: &Rc<Mapper>) {
        self.mappers.borrow_mut().push(Rc::downgrade(mapper));
    }

    /// The mapped classes that are there.
    pub(super) fn mappers(&self) -> Vec<Rc<Mapper>> {
        let mappers = self.mappers.borrow();
        mappers.iter().filter_map(Weak::upgrade).collect()
    }

    /// Whether a mapped class is gone, of which SQLAlchemy may still know what it declares.
    pub(super) fn has_lost_mappers(&self) -> bool {
        let mappers = self.mappers.borrow();
        mappers.iter().any(|mapper| mapper.strong_count() == 0)
    }

    /// The one class called `name`; nothing where there are several.
    pub(super) fn mapper_called(&self, name: &str) -> Option<Rc<Mapper>> {
        let mut found = self.mappers();
        found.retain(|mapper| mapper.class_name() == name);
        match found.as_slice() {
            [mapper] => Some(Rc::clone(mapper)),
            _ => None,
        }
    }

    /// Takes over a `type_annotation_map`.
    pub(super) fn set_types(
        &self,
        cx: &mut Interpreter,
        map: Option<&Value>,
    ) -> Result<(), PythonError> {
        let Some(map) = map.filter(|map| !map.is_none()) else {
            return Ok(());
        };
        let Value::Dict(entries) = map.underlying() else {
            return Err(values::unexpected(
                cx,
                map,
                "type_annotation_map",
                "a dictionary",
            ));
        };
        let entries = entries.borrow();
        let known = entries
            .iter()
            .map(|(hash, _, sql_type)| (hash.clone(), sql_type.clone()));
        *self.types.borrow_mut() = known.collect();
        Ok(())
    }

    /// What `type_annotation_map` has for a key.
    pub(super) fn type_of(&self, key: &HashKey) -> Option<Value> {
        let types = self.types.borrow();
        let mut known = types.iter();
        known
            .find(|(other, _)| other == key)
            .map(|(_, sql_type)| sql_type.clone())
    }
}

/// A registry as Python sees it.
pub(super) struct RegistryObject {
    pub(super) host: Weak<Host>,
    pub(super) registry: Rc<Registry>,
}

impl std::fmt::Debug for RegistryObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<registry>")
    }
}

impl RegistryObject {
    fn host(&self) -> Rc<Host> {
        self.host
            .upgrade()
            .expect("a registry is asked while its modules exist")
    }
}

impl HostObject for RegistryObject {
    fn type_name(&self) -> Rc<str> {
        "registry".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let (host, registry) = (self.host(), Rc::clone(&self.registry));
        Ok(Some(match name {
            "metadata" => registry.metadata.clone(),
            "generate_base" => Value::function("generate_base", move |cx, arguments| {
                let mut bound = arguments.bind(
                    "generate_base",
                    &[
                        Parameter::optional("mapper"),
                        Parameter::optional("cls"),
                        Parameter::optional("name"),
                        Parameter::rest_keyword("kw"),
                    ],
                )?;
                if bound.take_some("mapper").is_some() || !bound.rest_keyword.is_empty() {
                    return Err(PythonError::unsupported(
                        "the arguments of generate_base() beside cls and name",
                    ));
                }
                let class = bound.take_some("cls");
                let name = bound.take_some("name");
                generated_base(&host, cx, &registry, class, name)
            }),
            "mapped" => Value::function("mapped", move |cx, arguments| {
                let mut bound = arguments.bind("mapped", &[Parameter::required("cls")])?;
                let class = bound.require("cls");
                let Value::Class(mapped) = &class else {
                    return Err(values::unexpected(cx, &class, "cls", "a class"));
                };
                map_class(&host, cx, &registry, mapped)?;
                Ok(class)
            }),
            "map_imperatively" => Value::function("map_imperatively", move |cx, arguments| {
                map_imperatively(&host, cx, &registry, arguments)
            }),
            "as_declarative_base" => Value::function("as_declarative_base", move |_, arguments| {
                arguments.bind("as_declarative_base", &[])?;
                let (host, registry) = (Rc::clone(&host), Rc::clone(&registry));
                Ok(Value::function("decorate", move |cx, arguments| {
                    decorated_base(&host, cx, &registry, arguments)
                }))
            }),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of a registry"
                )));
            }
        }))
    }
}

/// The base a decorated class becomes.
pub(super) fn decorated_base(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    registry: &Rc<Registry>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("decorate", &[Parameter::required("cls")])?;
    let class = bound.require("cls");
    let name = cx.attribute(&class, "__name__")?;
    generated_base(host, cx, registry, Some(class), Some(name))
}

/// `registry(metadata=…, type_annotation_map=…)`.
pub(super) fn construct(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "registry",
        &[
            Parameter::keyword("metadata"),
            Parameter::keyword("class_registry"),
            Parameter::keyword("type_annotation_map"),
            Parameter::keyword("constructor"),
        ],
    )?;
    let metadata = metadata_or_new(cx, bound.take_some("metadata"))?;
    if metadata.downcast::<MetaDataObject>().is_none() {
        return Err(values::unexpected(cx, &metadata, "metadata", "a MetaData"));
    }
    let registry = Registry::new(metadata);
    registry.set_types(cx, bound.take_some("type_annotation_map").as_ref())?;
    Ok(Value::host(RegistryObject {
        host: host.weak(),
        registry,
    }))
}

//! What becomes of classes derived from a declarative base (`DeclarativeMeta`,
//! `DeclarativeBase.__init_subclass__`).

use std::rc::{Rc, Weak};

use crate::python::{Class, ClassHook, Interpreter, PythonError, Shared, Value};

use super::super::super::host_context::Host;
use super::super::column::ColumnObject;
use super::super::metadata::MetaDataObject;
use super::attribute::MappedAttribute;
use super::base::{is_root, set_up_base};
use super::construct::Construct;
use super::declared_attribute::DeclaredAttribute;
use super::mapped_column::MappedColumnObject;
use super::mapping::map_class;
use super::registry::RegistryObject;
use super::relationship::Relationship;

/// The hook of declarative bases.
pub(super) struct Declarative {
    pub(super) host: Weak<Host>,
}

impl ClassHook for Declarative {
    fn made(
        &self,
        cx: &mut Interpreter,
        class: &Shared<Class>,
        keywords: &[(Rc<str>, Value)],
    ) -> Result<(), PythonError> {
        let host = self
            .host
            .upgrade()
            .expect("classes are derived while their modules exist");
        if let Some((name, _)) = keywords.first() {
            return Err(PythonError::unsupported(format!(
                "the keyword {name} of the mapped class {}",
                class.name
            )));
        }
        if class.bases.iter().any(|base| is_root(base)) {
            return set_up_base(&host, cx, class);
        }
        let is_abstract = class.attributes.borrow().get("__abstract__").cloned();
        if let Some(is_abstract) = is_abstract
            && cx.truth(&is_abstract)?
        {
            return Ok(());
        }
        let registry = class.lookup("_sa_registry");
        let registry = registry.and_then(|value| value.downcast::<RegistryObject>());
        match registry {
            Some(object) => map_class(&host, cx, &object.registry, class),
            None => Err(PythonError::unsupported(format!(
                "the class {}, whose registry is not known",
                class.name
            ))),
        }
    }

    fn failed(&self, bases: &[Value], name: &str, reason: &str) {
        for base in bases {
            let Value::Class(base) = base else {
                continue;
            };
            let metadata = base.lookup("metadata");
            if let Some(metadata) = metadata.and_then(|value| value.downcast::<MetaDataObject>()) {
                let reason = format!("the class {name} belongs to it, and {reason}");
                metadata.collection().refuse(&reason);
            }
        }
    }

    fn set(
        &self,
        _cx: &mut Interpreter,
        class: &Shared<Class>,
        name: &str,
        value: &Value,
    ) -> Result<(), PythonError> {
        let attributes = class.attributes.borrow();
        if !attributes.contains_key("__mapper__") {
            return Ok(());
        }
        let replaces = attributes
            .get(name)
            .is_some_and(|known| known.downcast::<MappedAttribute>().is_some());
        let is_mapped = matches!(name, "__table__" | "__mapper__" | "metadata" | "registry")
            || value.downcast::<ColumnObject>().is_some()
            || value.downcast::<MappedColumnObject>().is_some()
            || value.downcast::<Construct>().is_some()
            || value.downcast::<Relationship>().is_some()
            || value.downcast::<DeclaredAttribute>().is_some();
        if replaces || is_mapped || matches!(value, Value::Opaque(_)) {
            return Err(PythonError::unsupported(format!(
                "setting the attribute {name} of the mapped class {}",
                class.name
            )));
        }
        Ok(())
    }
}

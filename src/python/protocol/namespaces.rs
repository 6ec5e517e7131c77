//! `__dict__`: namespaces as dictionaries, and `vars()` of a class.
//!
//! Counterpart of CPython's `PyDictProxy_New` and of what `type_new` (`Objects/typeobject.c`) puts
//! into the namespace of a class.

use std::rc::Rc;

use crate::python::class::{BuiltinType, Class, ClassKind};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Descriptor, Value};

impl Interpreter {
    /// A dictionary with a copy of `attributes`.
    pub(crate) fn attributes_to_dict(&self, attributes: &Attributes) -> Value {
        let mut dictionary = Dictionary::new();
        for (name, value) in attributes {
            dictionary.insert_str(Rc::clone(name), value.clone());
        }
        Value::dict(dictionary.of_namespace())
    }

    /// The names of a class as Python 3.11 orders them: the module and the annotations, the body,
    /// then what the interpreter adds.
    ///
    /// # Errors
    ///
    /// Where Python keeps more in the namespace than is known here: enumerations, data classes,
    /// `__slots__`, and heirs of anything but plain classes.
    pub(super) fn class_namespace(&self, class: &Shared<Class>) -> Result<Value, PythonError> {
        let is_object =
            |class: &Class| matches!(class.kind, ClassKind::Builtin(BuiltinType::Object));
        let attributes = class.attributes.borrow();
        let is_plain = class.kind == ClassKind::Python
            && !attributes.contains_key("__slots__")
            && !attributes.contains_key("__dataclass_fields__")
            && class
                .ancestors
                .iter()
                .all(|base| base.kind == ClassKind::Python || is_object(base));
        if !is_plain {
            return Err(PythonError::unsupported(format!(
                "vars() or __dict__ of the class {}, which keeps more than its body says",
                class.name
            )));
        }
        let mut names = Dictionary::new();
        for first in ["__module__", "__annotations__"] {
            if let Some(value) = attributes.get(first) {
                names.insert_str(first, value.clone());
            }
        }
        for (name, value) in attributes.iter() {
            if !matches!(&**name, "__module__" | "__annotations__") {
                names.insert_str(Rc::clone(name), value.clone());
            }
        }
        if class.bases.iter().all(|base| is_object(base)) {
            for name in ["__dict__", "__weakref__"] {
                let class = Rc::clone(&class.name);
                let descriptor = Descriptor::GetSet { name, class };
                names.insert_str(name, Value::Descriptor(Shared::new(descriptor)));
            }
        }
        if names.get_str("__doc__").is_none() {
            names.insert_str("__doc__", Value::None);
        }
        if names.get_str("__eq__").is_some() && names.get_str("__hash__").is_none() {
            names.insert_str("__hash__", Value::None);
        }
        Ok(Value::dict(names.proxy()))
    }
}

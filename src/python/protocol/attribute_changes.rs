//! Setting an instance's attributes and deleting anybody's (`PyObject_GenericSetAttr`).

use crate::python::arguments::Arguments;
use crate::python::class::{ClassKind, Instance};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, Value};

impl Interpreter {
    /// `object.__setattr__(name, value)` of an instance: property setters, then its own attributes.
    pub(crate) fn set_instance_attribute(
        &mut self,
        object: &Value,
        instance: &Shared<Instance>,
        name: &str,
        value: Value,
    ) -> Result<(), PythonError> {
        match instance.class.lookup(name) {
            Some(Value::Descriptor(descriptor)) => {
                if let Descriptor::Property { setter, .. } = &*descriptor {
                    if setter.is_none() {
                        return Err(PythonError::attribute_error(format!(
                            "property '{name}' of '{}' object has no setter",
                            instance.class.name
                        )));
                    }
                    let origin = self.origin();
                    let arguments = Arguments::positional(vec![object.clone(), value], origin);
                    self.call(setter, arguments)?;
                    return Ok(());
                }
            }
            Some(Value::Instance(descriptor)) => {
                if let Some(set) = descriptor.class.lookup_python("__set__") {
                    let origin = self.origin();
                    let arguments = vec![Value::Instance(descriptor), object.clone(), value];
                    self.call(&set, Arguments::positional(arguments, origin))?;
                    return Ok(());
                }
            }
            _ => {}
        }
        instance.attributes.borrow_mut().insert(name.into(), value);
        Ok(())
    }

    /// `del object.name`.
    pub(crate) fn delete_attribute(
        &mut self,
        object: &Value,
        name: &str,
    ) -> Result<(), PythonError> {
        let removed = match object {
            Value::Instance(instance) => {
                if let Some(hook) = instance.class.lookup_python("__delattr__") {
                    let arguments = vec![object.clone(), Value::from(name)];
                    let origin = self.origin();
                    self.call(&hook, Arguments::positional(arguments, origin))?;
                    return Ok(());
                }
                if let Some(Value::Descriptor(descriptor)) = instance.class.lookup(name)
                    && let Descriptor::Property { deleter, .. } = &*descriptor
                    && !deleter.is_none()
                {
                    let origin = self.origin();
                    self.call(deleter, Arguments::positional(vec![object.clone()], origin))?;
                    return Ok(());
                }
                instance
                    .attributes
                    .borrow_mut()
                    .shift_remove(name)
                    .is_some()
            }
            Value::Module(module) => module.attributes.borrow_mut().shift_remove(name).is_some(),
            Value::Class(class) if class.kind == ClassKind::Python => {
                if let Some(hook) = class.hook.clone().or_else(|| class.inherited_hook()) {
                    hook.delete(class, name)?;
                }
                class.attributes.borrow_mut().shift_remove(name).is_some()
            }
            Value::Function(function) => function
                .attributes
                .borrow_mut()
                .shift_remove(name)
                .is_some(),
            _ => {
                return Err(PythonError::unsupported(format!(
                    "deleting the attribute {name} of {}",
                    self.type_name(object)
                )));
            }
        };
        if removed {
            return Ok(());
        }
        let type_name = self.type_name(object);
        Err(PythonError::attribute_error(format!(
            "'{type_name}' object has no attribute '{name}'"
        )))
    }
}

//! Calling a class (`type_call`, `object_new`).

use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::class::{Class, ClassKind, Instance};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::typing::ABSTRACT_METHOD;
use crate::python::value::{Descriptor, Value};

impl Interpreter {
    /// `Class(arguments)`.
    pub(crate) fn call_class(
        &mut self,
        class: &Shared<Class>,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        if class.kind == ClassKind::Enumeration {
            return crate::python::stdlib::enumeration::call(self, class, arguments);
        }
        let object = match class.lookup_python("__new__") {
            Some(method) => {
                let method = match &method {
                    Value::Descriptor(descriptor) => match &**descriptor {
                        Descriptor::StaticMethod(function) => function.clone(),
                        _ => method.clone(),
                    },
                    _ => method,
                };
                let receiver = Value::Class(class.clone());
                self.call(&method, arguments.clone().with_receiver(receiver))?
            }
            None => self.make_instance(class, arguments.clone())?,
        };
        let Value::Instance(instance) = &object else {
            return Ok(object);
        };
        if !instance.class.derives_from(class) {
            return Ok(object);
        }
        self.initialise(&object, instance, arguments)?;
        Ok(object)
    }

    fn initialise(
        &mut self,
        object: &Value,
        instance: &Shared<Instance>,
        arguments: Arguments,
    ) -> Result<(), PythonError> {
        let class = instance.class.clone();
        if let Some(method) = class.lookup_python("__init__") {
            let method = self.bind(method, object, &class)?;
            let result = self.call(&method, arguments)?;
            if !result.is_none() {
                let type_name = self.type_name(&result);
                return Err(PythonError::type_error(format!(
                    "__init__() should return None, not '{type_name}'"
                )));
            }
            return Ok(());
        }
        let takes_nothing = class.exception_class().is_none()
            && instance.native.borrow().is_none()
            && class.lookup_python("__new__").is_none();
        if takes_nothing && !(arguments.positional.is_empty() && arguments.keyword.is_empty()) {
            return Err(PythonError::type_error(format!(
                "{}() takes no arguments",
                class.name
            )));
        }
        Ok(())
    }

    /// `object.__new__` as far as `class` inherits it: a native value, an exception or an instance.
    pub(crate) fn make_instance(
        &mut self,
        class: &Shared<Class>,
        mut arguments: Arguments,
    ) -> Result<Value, PythonError> {
        self.allocate(128)?;
        refuse_abstract(class)?;
        if let Some(exception) = class.exception_class() {
            if let Some((name, _)) = arguments.keyword.first()
                && class.lookup_python("__init__").is_none()
            {
                return Err(PythonError::type_error(format!(
                    "{}() takes no keyword arguments; got '{name}'",
                    class.name
                )));
            }
            let positional = std::mem::take(&mut arguments.positional);
            let class = match class.kind {
                ClassKind::Exception(ExceptionClass::OSError) => {
                    &self.exception_class(os_error(&positional))
                }
                _ => class,
            };
            let instance = Instance::new(class.clone());
            crate::python::exceptions::initialise(&instance, exception, positional);
            return Ok(Value::Instance(Shared::new(instance)));
        }
        let owner = std::iter::once(class)
            .chain(&class.ancestors)
            .find(|candidate| candidate.constructor.is_some())
            .cloned();
        let Some(owner) = owner else {
            if class.kind == ClassKind::Library {
                return Err(PythonError::unsupported(format!(
                    "making an object of the class {}",
                    class.name
                )));
            }
            if let ClassKind::Builtin(_) | ClassKind::Native = class.kind {
                return Err(PythonError::type_error(format!(
                    "cannot create '{}' instances",
                    class.name
                )));
            }
            return Ok(Value::Instance(Shared::new(Instance::new(class.clone()))));
        };
        let constructor = owner.constructor.as_ref().map(Rc::clone);
        let constructor = constructor.expect("the owner was chosen for its constructor");
        if Shared::is(&owner, class) {
            return constructor(self, class, arguments);
        }
        // Containers take their items in __init__, which may have a signature of its own.
        let is_container = matches!(
            owner.kind,
            ClassKind::Builtin(
                crate::python::class::BuiltinType::Dict
                    | crate::python::class::BuiltinType::List
                    | crate::python::class::BuiltinType::Set
            )
        );
        if is_container && class.lookup_python("__init__").is_some() {
            arguments = Arguments::none(arguments.origin);
        }
        let native = constructor(self, class, arguments)?;
        match &native {
            Value::Instance(instance) if Shared::is(&instance.class, class) => return Ok(native),
            // The constructor knows nothing about its instances.
            Value::Opaque(_) => return Ok(native),
            _ => {}
        }
        let instance = Instance::new(class.clone());
        *instance.native.borrow_mut() = Some(native);
        Ok(Value::Instance(Shared::new(instance)))
    }
}

/// The class `OSError(number, …)` really makes: the one that stands for the number.
fn os_error(arguments: &[Value]) -> ExceptionClass {
    let [number, _, ..] = arguments else {
        return ExceptionClass::OSError;
    };
    match number.as_int().and_then(|number| number.to_i64()) {
        Some(1 | 13) => ExceptionClass::PermissionError,
        Some(2) => ExceptionClass::FileNotFoundError,
        Some(17) => ExceptionClass::FileExistsError,
        Some(20) => ExceptionClass::NotADirectoryError,
        Some(21) => ExceptionClass::IsADirectoryError,
        Some(110) => ExceptionClass::TimeoutError,
        _ => ExceptionClass::OSError,
    }
}

/// A class with abstract methods has no instances (`object_new`).
fn refuse_abstract(class: &Shared<Class>) -> Result<(), PythonError> {
    let mut ancestors = class.ancestors.iter();
    if !ancestors.any(|base| &*base.name == "ABC" && &*base.module == "abc") {
        return Ok(());
    }
    let mut abstract_names: Vec<Rc<str>> = Vec::new();
    for owner in std::iter::once(class).chain(&class.ancestors) {
        for (name, value) in owner.attributes.borrow().iter() {
            let nearest = class.lookup(name);
            if is_abstract(value) && nearest.as_ref().is_some_and(is_abstract) {
                abstract_names.push(Rc::clone(name));
            }
        }
    }
    abstract_names.sort();
    abstract_names.dedup();
    let plural = match abstract_names.len() {
        0 => return Ok(()),
        1 => "",
        _ => "s",
    };
    Err(PythonError::type_error(format!(
        "Can't instantiate abstract class {} with abstract method{plural} {}",
        class.name,
        abstract_names.join(", ")
    )))
}

fn is_abstract(value: &Value) -> bool {
    match value {
        Value::Function(function) => function.attributes.borrow().contains_key(ABSTRACT_METHOD),
        Value::Descriptor(descriptor) => match &**descriptor {
            Descriptor::Property { getter, .. } => is_abstract(getter),
            Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function) => {
                is_abstract(function)
            }
            Descriptor::CachedProperty { .. } | Descriptor::GetSet { .. } => false,
        },
        _ => false,
    }
}

//! Types of values, `isinstance` and `issubclass`, and making classes (`Objects/typeobject.c`).

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use crate::python::class::{BuiltinType, Class, ClassKind};
use crate::python::error::PythonError;
use crate::python::generic_alias::GenericAlias;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::types::linearise;
use crate::python::union_type;
use crate::python::value::{Attributes, Descriptor, DictPart, Value};

impl Interpreter {
    /// `type(value)`.
    pub fn class_of(&mut self, value: &Value) -> Result<Shared<Class>, PythonError> {
        let builtin = match value {
            Value::Instance(instance) => return Ok(instance.class.clone()),
            Value::Host(host) => {
                return match host.class(self) {
                    Some(class) => Ok(class),
                    None => Err(PythonError::unsupported(format!(
                        "the class of {}",
                        host.type_name()
                    ))),
                };
            }
            Value::Opaque(_) => {
                return match self.resolve(value.clone())? {
                    Value::Opaque(opaque) => Err(PythonError::opaque_use(&opaque)),
                    resolved => self.class_of(&resolved),
                };
            }
            Value::None => BuiltinType::NoneType,
            Value::NotImplemented => BuiltinType::NotImplementedType,
            Value::Ellipsis => BuiltinType::EllipsisType,
            Value::Bool(_) => BuiltinType::Bool,
            Value::Int(_) => BuiltinType::Int,
            Value::Float(_) => BuiltinType::Float,
            Value::Str(_) => BuiltinType::Str,
            Value::Bytes(_) => BuiltinType::Bytes,
            Value::List(_) => BuiltinType::List,
            Value::Tuple(_) => BuiltinType::Tuple,
            Value::Dict(entries) if entries.borrow().is_proxy() => BuiltinType::MappingProxy,
            Value::Dict(_) => BuiltinType::Dict,
            Value::DictView(view) => match view.part {
                DictPart::Keys => BuiltinType::DictKeys,
                DictPart::Values => BuiltinType::DictValues,
                DictPart::Items => BuiltinType::DictItems,
            },
            Value::Set(_) => BuiltinType::Set,
            Value::FrozenSet(_) => BuiltinType::FrozenSet,
            Value::Range(_) => BuiltinType::Range,
            Value::Slice(_) => BuiltinType::Slice,
            Value::Function(_) => BuiltinType::Function,
            Value::BoundMethod(method) => match method.function {
                Value::Builtin(_) => BuiltinType::BuiltinFunction,
                _ => BuiltinType::Method,
            },
            Value::Builtin(_) => BuiltinType::BuiltinFunction,
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { .. } => BuiltinType::Property,
                Descriptor::CachedProperty { .. } => BuiltinType::CachedProperty,
                Descriptor::ClassMethod(_) => BuiltinType::ClassMethod,
                Descriptor::StaticMethod(_) => BuiltinType::StaticMethod,
                Descriptor::GetSet { .. } => BuiltinType::GetSetDescriptor,
            },
            Value::Class(_) => BuiltinType::Type,
            Value::Super(_) => BuiltinType::Super,
            Value::Module(_) => BuiltinType::Module,
            Value::Iterator(iterator) => match &*iterator.type_name {
                "generator" => BuiltinType::Generator,
                "coroutine" => BuiltinType::Coroutine,
                _ => BuiltinType::Iterator,
            },
        };
        Ok(self.builtin_class(builtin))
    }

    /// The name of a value's type, as error messages show it.
    pub fn type_name(&mut self, value: &Value) -> Rc<str> {
        match value {
            Value::Host(host) => host.type_name(),
            Value::Opaque(opaque) => Rc::clone(&opaque.name),
            Value::Iterator(iterator) => Rc::clone(&iterator.type_name),
            Value::Class(class) if class.kind == ClassKind::Enumeration => "EnumType".into(),
            _ => self
                .class_of(value)
                .map_or_else(|_| "object".into(), |class| Rc::clone(&class.name)),
        }
    }

    /// `isinstance(value, class)`.
    pub fn is_instance(&mut self, value: &Value, class: &Value) -> Result<bool, PythonError> {
        match self.resolve(class.clone())? {
            Value::Class(class) => {
                let value = self.resolve(value.clone())?;
                if let Value::Host(host) = &value
                    && host.class(self).is_none()
                {
                    return Ok(class.kind == ClassKind::Builtin(BuiltinType::Object)
                        || (host.is_class()
                            // A type with arguments is not a type itself.
                            && value.downcast::<GenericAlias>().is_none()
                            && class.kind == ClassKind::Builtin(BuiltinType::Type)));
                }
                if let Some(hook) = class.attributes.borrow().get("__instancecheck__").cloned() {
                    let result = self.call_with(&hook, vec![value])?;
                    return self.truth(&result);
                }
                Ok(self.class_of(&value)?.derives_from(&class))
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if self.is_instance(value, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Value::Host(class) => {
                let value = self.resolve(value.clone())?;
                if let Value::Opaque(opaque) = &value {
                    return Err(PythonError::opaque_use(opaque));
                }
                match class.has_instance(&value, self)? {
                    Some(result) => Ok(result),
                    None => self.is_host_instance(&value, &Value::Host(class)),
                }
            }
            Value::Opaque(opaque) => Err(PythonError::opaque_use(&opaque)),
            _ => Err(PythonError::type_error(
                "isinstance() arg 2 must be a type, a tuple of types, or a union",
            )),
        }
    }

    fn is_host_instance(&mut self, value: &Value, class: &Value) -> Result<bool, PythonError> {
        match value {
            Value::Host(host) => Rc::clone(host).instance_of(class, self),
            Value::Instance(instance) => {
                let native = instance.native.borrow().clone();
                match (native, class) {
                    (Some(Value::Host(host)), _) => host.instance_of(class, self),
                    (_, Value::Host(class)) => Rc::clone(class).catches(value, self),
                    _ => Ok(false),
                }
            }
            _ => Ok(false),
        }
    }

    /// `issubclass(class, parent)`.
    pub(crate) fn is_subclass(
        &mut self,
        class: &Value,
        parent: &Value,
    ) -> Result<bool, PythonError> {
        if let Value::Tuple(parents) = parent {
            for parent in parents.iter() {
                if self.is_subclass(class, parent)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        match (self.resolve(class.clone())?, self.resolve(parent.clone())?) {
            (Value::Opaque(opaque), _) | (_, Value::Opaque(opaque)) => {
                Err(PythonError::opaque_use(&opaque))
            }
            (Value::Class(class), Value::Class(parent)) => Ok(class.derives_from(&parent)),
            (Value::Host(class), parent @ (Value::Host(_) | Value::Class(_)))
                if class.is_class() =>
            {
                class.subclass_of(&parent, self)
            }
            (Value::Class(class), parent @ Value::Host(_)) => match union_type::choices(&parent) {
                Some(choices) => self.is_subclass_of_any(&class, &choices),
                None if parent.downcast::<GenericAlias>().is_some() => {
                    Err(PythonError::type_error(
                        "issubclass() argument 2 cannot be a parameterized generic",
                    ))
                }
                None => Ok(false),
            },
            (Value::Class(_), _) => Err(PythonError::type_error(
                "issubclass() arg 2 must be a class, a tuple of classes, or a union",
            )),
            _ => Err(PythonError::type_error(
                "issubclass() arg 1 must be a class",
            )),
        }
    }

    fn is_subclass_of_any(
        &mut self,
        class: &Shared<Class>,
        choices: &[Value],
    ) -> Result<bool, PythonError> {
        let class = Value::Class(class.clone());
        for choice in choices {
            let parent = match choice {
                Value::None => Value::Class(self.builtin_class(BuiltinType::NoneType)),
                other => other.clone(),
            };
            if self.is_subclass(&class, &parent)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Makes a class of its bases and what its body bound.
    pub fn new_class(
        &mut self,
        name: &str,
        module: &str,
        bases: Vec<Shared<Class>>,
        namespace: Attributes,
    ) -> Result<Shared<Class>, PythonError> {
        let bases = if bases.is_empty() {
            vec![self.builtin_class(BuiltinType::Object)]
        } else {
            bases
        };
        for base in &bases {
            if matches!(
                base.kind,
                ClassKind::Builtin(
                    BuiltinType::Bool
                        | BuiltinType::NoneType
                        | BuiltinType::Range
                        | BuiltinType::Slice
                        | BuiltinType::Function
                        | BuiltinType::BuiltinFunction
                        | BuiltinType::EllipsisType
                        | BuiltinType::NotImplementedType
                        | BuiltinType::Generator
                )
            ) {
                return Err(PythonError::type_error(format!(
                    "type '{}' is not an acceptable base type",
                    base.name
                )));
            }
            if base.kind == ClassKind::Builtin(BuiltinType::Type) {
                return Err(PythonError::unsupported(format!("the metaclass {name}")));
            }
        }
        let ancestors = linearise(&bases)?;
        let kind = if ancestors
            .iter()
            .any(|class| class.kind == ClassKind::Enumeration)
        {
            ClassKind::Enumeration
        } else {
            ClassKind::Python
        };
        let qualified_name = match namespace.get("__qualname__") {
            Some(Value::Str(qualified)) => Rc::clone(qualified),
            _ => name.into(),
        };
        let mut namespace = namespace;
        namespace.shift_remove("__qualname__");
        for (name, value) in &namespace {
            if let Value::Descriptor(descriptor) = value
                && let Descriptor::CachedProperty { name: own, .. } = &**descriptor
            {
                *own.borrow_mut() = Some(Rc::clone(name));
            }
        }
        let named: Vec<(Rc<str>, Value)> = namespace
            .iter()
            .map(|(name, value)| (Rc::clone(name), value.clone()))
            .collect();
        let class = Shared::new(Class {
            name: name.into(),
            qualified_name,
            module: module.into(),
            bases,
            ancestors,
            attributes: RefCell::new(namespace),
            kind,
            constructor: None,
            hook: None,
            body: OnceCell::new(),
        });
        for (name, value) in named {
            let arguments = [Value::Class(class.clone()), Value::Str(name)];
            self.call_special(&value, "__set_name__", &arguments)?;
        }
        Ok(class)
    }

    /// An exception class of the host, such as `sqlalchemy.exc.DBAPIError`.
    pub fn new_exception_class(
        &mut self,
        module: &str,
        name: &str,
        base: &Shared<Class>,
    ) -> Result<Shared<Class>, PythonError> {
        self.new_class(name, module, vec![base.clone()], Attributes::new())
    }
}

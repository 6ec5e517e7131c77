//! Attribute access (`Objects/object.c`, `PyObject_GetAttr` and `type_getattro`).

use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::builtins::belongs_to_python;
use crate::python::class::{BuiltinType, Class, ClassKind, Instance};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::{Module, ModuleKind};
use crate::python::opaque::Opaque;
use crate::python::shared::Shared;
use crate::python::value::{Binding, Descriptor, Super, Value};

/// Nothing, unless it is this Python alone that lacks the attribute.
fn missing(class: &Class, name: &str) -> Result<Option<Value>, PythonError> {
    match class.builtin_type() {
        Some(builtin) if belongs_to_python(builtin, name) => Err(PythonError::unsupported(
            format!("the attribute {name} of {}", class.name),
        )),
        _ if is_of_library(class) && may_be_there(name) => Err(PythonError::unsupported(format!(
            "the attribute {name} of {}",
            class.name
        ))),
        _ => Ok(None),
    }
}

fn is_of_library(class: &Class) -> bool {
    let mut ancestors = class.ancestors.iter();
    class.kind == ClassKind::Library || ancestors.any(|base| base.kind == ClassKind::Library)
}

/// Whether a library's object may have an attribute that is not known here; what Python itself
/// looks up is known.
fn may_be_there(name: &str) -> bool {
    !name.starts_with("__") && name != "keys"
}

impl Interpreter {
    /// `object.name`; `AttributeError` where there is none.
    pub fn attribute(&mut self, object: &Value, name: &str) -> Result<Value, PythonError> {
        if let Some(value) = self.find_attribute(object, name)? {
            return Ok(value);
        }
        let message = match object {
            Value::Class(class) if class.kind == ClassKind::Enumeration => name.to_owned(),
            Value::Class(class) => {
                format!("type object '{}' has no attribute '{name}'", class.name)
            }
            Value::Module(module) => {
                format!("module '{}' has no attribute '{name}'", module.name)
            }
            Value::Super(_) => format!("'super' object has no attribute '{name}'"),
            _ => format!(
                "'{}' object has no attribute '{name}'",
                self.type_name(object)
            ),
        };
        Err(PythonError::attribute_error(message))
    }

    /// `object.name`; nothing where there is none.
    pub fn find_attribute(
        &mut self,
        object: &Value,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        match object {
            Value::Opaque(opaque) => self.opaque_attribute(opaque, name).map(Some),
            Value::Host(host) => {
                if let Some(value) = host.get_attribute(name, self)? {
                    return Ok(Some(value));
                }
                match host.class(self) {
                    Some(class) => self.class_attribute(object, &class, name),
                    None if name == "__class__" => Err(PythonError::unsupported(format!(
                        "__class__ of {}",
                        host.type_name()
                    ))),
                    None if may_be_there(name) => Err(PythonError::unsupported(format!(
                        "the attribute {name} of {}",
                        host.type_name()
                    ))),
                    None => Ok(None),
                }
            }
            Value::Module(module) => self.module_attribute(module, name),
            Value::Instance(instance) => self.instance_attribute(object, instance, name),
            Value::Class(class) => self.attribute_of_class(class, name),
            Value::Super(parts) => self.super_attribute(parts, name),
            Value::Function(function) => {
                if let Some(value) = function.attributes.borrow().get(name) {
                    return Ok(Some(value.clone()));
                }
                let definition = &function.definition;
                Ok(Some(match name {
                    "__name__" => Value::Str(Rc::clone(&definition.name)),
                    "__qualname__" => Value::Str(Rc::clone(&definition.qualified_name)),
                    "__module__" => Value::Str(Rc::clone(&function.module.name)),
                    "__doc__" => definition.docstring.clone().map(Value::Str).into(),
                    "__dict__" => self.attributes_to_dict(&function.attributes.borrow()),
                    "__defaults__" | "__code__" | "__annotations__" | "__globals__"
                    | "__kwdefaults__" | "__closure__" => {
                        return Err(PythonError::unsupported(format!(
                            "the attribute {name} of a function"
                        )));
                    }
                    _ => return self.attribute_of_builtin(object, name),
                }))
            }
            Value::Builtin(builtin) => {
                if let Some(value) = builtin.attributes.borrow().get(name) {
                    return Ok(Some(value.clone()));
                }
                match name {
                    "__name__" | "__qualname__" => Ok(Some(Value::Str(Rc::clone(&builtin.name)))),
                    "__doc__" => Err(PythonError::unsupported(
                        "the documentation of a native function",
                    )),
                    _ => self.attribute_of_builtin(object, name),
                }
            }
            Value::BoundMethod(method) => match name {
                "__self__" => Ok(Some(method.receiver.clone())),
                "__func__" => Ok(Some(method.function.clone())),
                _ => self.find_attribute(&method.function.clone(), name),
            },
            Value::Descriptor(descriptor) => self.descriptor_attribute(object, descriptor, name),
            Value::Range(range) => match name {
                "start" => Ok(Some(Value::Int(range.start.clone()))),
                "stop" => Ok(Some(Value::Int(range.stop.clone()))),
                "step" => Ok(Some(Value::Int(range.step.clone()))),
                _ => self.attribute_of_builtin(object, name),
            },
            Value::Slice(slice) => match name {
                "start" => Ok(Some(slice.start.clone())),
                "stop" => Ok(Some(slice.stop.clone())),
                "step" => Ok(Some(slice.step.clone())),
                _ => self.attribute_of_builtin(object, name),
            },
            Value::Int(_) | Value::Bool(_) => match name {
                "real" | "numerator" => Ok(object.as_int().map(Value::Int)),
                "imag" => Ok(Some(Value::int(0_i64))),
                "denominator" => Ok(Some(Value::int(1_i64))),
                _ => self.attribute_of_builtin(object, name),
            },
            Value::None
            | Value::NotImplemented
            | Value::Ellipsis
            | Value::Float(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::List(_)
            | Value::Tuple(_)
            | Value::Dict(_)
            | Value::DictView(_)
            | Value::Set(_)
            | Value::FrozenSet(_)
            | Value::Iterator(_) => self.attribute_of_builtin(object, name),
        }
    }

    fn attribute_of_builtin(
        &mut self,
        object: &Value,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        let class = self.class_of(object)?;
        self.class_attribute(object, &class, name)
    }

    /// An attribute found in the class of `object`, bound to it.
    fn class_attribute(
        &mut self,
        object: &Value,
        class: &Shared<Class>,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "__class__" => return Ok(Some(Value::Class(class.clone()))),
            "__doc__" if class.lookup(name).is_none() => return Ok(Some(Value::None)),
            "__module__" => return Ok(Some(Value::Str(Rc::clone(&class.module)))),
            _ => {}
        }
        match class.lookup(name) {
            Some(value) => self.bind(value, object, class).map(Some),
            None => missing(class, name),
        }
    }

    /// What a value found in a class becomes when it is reached through an instance.
    pub(crate) fn bind(
        &mut self,
        value: Value,
        receiver: &Value,
        class: &Shared<Class>,
    ) -> Result<Value, PythonError> {
        match &value {
            Value::Function(_) => Ok(Value::bound(receiver.clone(), value)),
            Value::Builtin(builtin) if builtin.binding == Binding::Method => {
                Ok(Value::bound(receiver.clone(), value))
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::Property { getter, .. } => {
                    if getter.is_none() {
                        return Err(PythonError::attribute_error("property has no getter"));
                    }
                    let origin = self.origin();
                    self.call(
                        getter,
                        Arguments::positional(vec![receiver.clone()], origin),
                    )
                }
                Descriptor::GetSet { name, .. } => Err(PythonError::unsupported(format!(
                    "{name} of the namespace of one class in another"
                ))),
                Descriptor::CachedProperty { getter, name } => {
                    let name = name.borrow().clone();
                    let origin = self.origin();
                    let arguments = Arguments::positional(vec![receiver.clone()], origin);
                    let result = self.call(getter, arguments)?;
                    if let (Some(name), Value::Instance(instance)) = (name, receiver) {
                        let mut attributes = instance.attributes.borrow_mut();
                        attributes.insert(name, result.clone());
                    }
                    Ok(result)
                }
                Descriptor::ClassMethod(function) => {
                    Ok(Value::bound(Value::Class(class.clone()), function.clone()))
                }
                Descriptor::StaticMethod(function) => Ok(function.clone()),
            },
            Value::Instance(instance) => match instance.class.lookup_python("__get__") {
                Some(get) => {
                    let owner = Value::Class(class.clone());
                    let arguments = vec![value.clone(), receiver.clone(), owner];
                    let origin = self.origin();
                    self.call(&get, Arguments::positional(arguments, origin))
                }
                None => Ok(value),
            },
            _ => Ok(value),
        }
    }

    fn instance_attribute(
        &mut self,
        object: &Value,
        instance: &Shared<Instance>,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        let class = instance.class.clone();
        match name {
            "__dict__" => {
                return Ok(Some(self.attributes_to_dict(&instance.attributes.borrow())));
            }
            "__class__" => return Ok(Some(Value::Class(class))),
            _ => {}
        }
        if let Some(hook) = class.lookup_python("__getattribute__") {
            let arguments = vec![object.clone(), Value::from(name)];
            let origin = self.origin();
            return self
                .call(&hook, Arguments::positional(arguments, origin))
                .map(Some);
        }
        let found = class.lookup(name);
        if let Some(Value::Descriptor(descriptor)) = &found
            && matches!(**descriptor, Descriptor::Property { .. })
        {
            return self
                .bind(found.unwrap_or(Value::None), object, &class)
                .map(Some);
        }
        if let Some(value) = instance.attributes.borrow().get(name) {
            return Ok(Some(value.clone()));
        }
        if let Some(value) = found {
            return self.bind(value, object, &class).map(Some);
        }
        if class.exception_class().is_some()
            && matches!(
                name,
                "__cause__" | "__context__" | "__traceback__" | "__notes__"
            )
        {
            return Ok(Some(Value::None));
        }
        let native = instance.native.borrow().clone();
        if let Some(native) = native
            && !matches!(name, "__class__" | "__dict__")
            && let Value::Host(_) = native
            && let Some(value) = self.find_attribute(&native, name)?
        {
            return Ok(Some(value));
        }
        if let Some(hook) = class.lookup_python("__getattr__") {
            let arguments = vec![object.clone(), Value::from(name)];
            let origin = self.origin();
            return self
                .call(&hook, Arguments::positional(arguments, origin))
                .map(Some);
        }
        match name {
            "__doc__" => Ok(Some(Value::None)),
            "__module__" => Ok(Some(Value::Str(Rc::clone(&class.module)))),
            _ => missing(&class, name),
        }
    }

    fn attribute_of_class(
        &mut self,
        class: &Shared<Class>,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "__name__" => return Ok(Some(Value::Str(Rc::clone(&class.name)))),
            "__qualname__" => return Ok(Some(Value::Str(Rc::clone(&class.qualified_name)))),
            "__module__" => return Ok(Some(Value::Str(Rc::clone(&class.module)))),
            "__class__" => return Ok(Some(Value::Class(self.builtin_class(BuiltinType::Type)))),
            "__bases__" => {
                let bases = class.bases.iter().cloned().map(Value::Class).collect();
                return Ok(Some(Value::tuple(bases)));
            }
            "__mro__" => {
                let mut order = vec![Value::Class(class.clone())];
                order.extend(class.ancestors.iter().cloned().map(Value::Class));
                return Ok(Some(Value::tuple(order)));
            }
            "__dict__" if class.hook.is_some() || class.inherited_hook().is_some() => {
                return Err(PythonError::unsupported(
                    "__dict__ of a class that SQLAlchemy adds names to",
                ));
            }
            "__dict__" => return self.class_namespace(class).map(Some),
            "__subclasses__" | "mro" => {
                return Err(PythonError::unsupported(format!("{name} of a class")));
            }
            _ => {}
        }
        let Some(value) = class.lookup(name) else {
            return match name {
                "__doc__" => Ok(Some(Value::None)),
                "__annotations__" => Ok(Some(Value::dict(
                    crate::python::dictionary::Dictionary::new(),
                ))),
                _ => missing(class, name),
            };
        };
        match &value {
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::ClassMethod(function) => {
                    if let Value::Descriptor(inner) = function
                        && let Descriptor::Property { getter, .. } = &**inner
                    {
                        let origin = self.origin();
                        let receiver = Value::Class(class.clone());
                        let arguments = Arguments::positional(vec![receiver], origin);
                        return self.call(getter, arguments).map(Some);
                    }
                    Ok(Some(Value::bound(
                        Value::Class(class.clone()),
                        function.clone(),
                    )))
                }
                Descriptor::StaticMethod(function) => Ok(Some(function.clone())),
                Descriptor::Property { .. }
                | Descriptor::CachedProperty { .. }
                | Descriptor::GetSet { .. } => Ok(Some(value)),
            },
            Value::Instance(instance)
                if instance.class.lookup_python("__get__").is_some()
                    && class.kind != ClassKind::Enumeration =>
            {
                let get = instance
                    .class
                    .lookup_python("__get__")
                    .unwrap_or(Value::None);
                let owner = Value::Class(class.clone());
                let origin = self.origin();
                let arguments = vec![value.clone(), Value::None, owner];
                self.call(&get, Arguments::positional(arguments, origin))
                    .map(Some)
            }
            Value::Host(host) => match Rc::clone(host).of_class(class, self)? {
                Some(given) => Ok(Some(given)),
                None => Ok(Some(value)),
            },
            _ => Ok(Some(value)),
        }
    }

    fn super_attribute(
        &mut self,
        parts: &Shared<Super>,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        let order: Vec<Shared<Class>> = std::iter::once(parts.receiver_class.clone())
            .chain(parts.receiver_class.ancestors.iter().cloned())
            .skip_while(|class| !Shared::is(class, &parts.class))
            .skip(1)
            .collect();
        let found = order
            .iter()
            .find_map(|class| class.attributes.borrow().get(name).cloned());
        match found {
            Some(Value::Function(function)) if matches!(parts.receiver, Value::Class(_)) => {
                // `__new__` and `__init_subclass__` are static or class methods without saying so.
                Ok(Some(Value::Function(function)))
            }
            Some(value) => {
                let receiver = parts.receiver.clone();
                let class = parts.receiver_class.clone();
                self.bind(value, &receiver, &class).map(Some)
            }
            None => Ok(None),
        }
    }

    fn descriptor_attribute(
        &mut self,
        object: &Value,
        descriptor: &Shared<Descriptor>,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        match (&**descriptor, name) {
            (Descriptor::Property { getter, .. }, "fget") => Ok(Some(getter.clone())),
            (Descriptor::Property { setter, .. }, "fset") => Ok(Some(setter.clone())),
            (Descriptor::Property { deleter, .. }, "fdel") => Ok(Some(deleter.clone())),
            (
                Descriptor::ClassMethod(function) | Descriptor::StaticMethod(function),
                "__func__" | "__wrapped__",
            ) => Ok(Some(function.clone())),
            _ => self.attribute_of_builtin(object, name),
        }
    }

    fn module_attribute(
        &mut self,
        module: &Shared<Module>,
        name: &str,
    ) -> Result<Option<Value>, PythonError> {
        if let Some(value) = module.get(name) {
            return self.resolve(value).map(Some);
        }
        match name {
            "__name__" => return Ok(Some(Value::Str(Rc::clone(&module.name)))),
            "__dict__" => return Ok(Some(self.attributes_to_dict(&module.attributes.borrow()))),
            "__class__" => {
                return Ok(Some(Value::Class(self.builtin_class(BuiltinType::Module))));
            }
            "__doc__" => return Ok(Some(Value::None)),
            _ => {}
        }
        let submodule = format!("{}.{name}", module.name);
        if let Some(value) = self.modules.get(submodule.as_str()) {
            return Ok(Some(value.clone()));
        }
        match module.kind {
            ModuleKind::Native => {
                if let Some(value) = self.native_submodule(&submodule)? {
                    return Ok(Some(value));
                }
                let reason = format!("this part of the module {} is not supported", module.name);
                let opaque = Opaque::new(submodule, reason);
                self.refuse_unsure_attribute(&opaque)?;
                Ok(Some(Value::Opaque(Shared::new(opaque))))
            }
            // CPython needs `import package.module` somewhere; looking it up does no harm.
            ModuleKind::Source if self.has_submodule(module, name) => {
                self.import(&submodule).map(Some)
            }
            ModuleKind::Source => match module.get("__getattr__") {
                Some(hook) => {
                    let origin = self.origin();
                    let arguments = Arguments::positional(vec![Value::from(name)], origin);
                    self.call(&hook, arguments).map(Some)
                }
                None => Ok(None),
            },
        }
    }

    fn opaque_attribute(
        &mut self,
        opaque: &Shared<Opaque>,
        name: &str,
    ) -> Result<Value, PythonError> {
        match self.resolve(Value::Opaque(opaque.clone()))? {
            Value::Opaque(opaque) => Ok(Value::Opaque(Shared::new(
                opaque.derive(&format!(".{name}")),
            ))),
            resolved => self.attribute(&resolved, name),
        }
    }

    /// `object.name = value`.
    pub fn set_attribute(
        &mut self,
        object: &Value,
        name: &str,
        value: Value,
    ) -> Result<(), PythonError> {
        match object {
            Value::Instance(instance) => {
                if let Some(hook) = instance.class.lookup("__setattr__")
                    && !matches!(&hook, Value::Builtin(own) if own.binding == Binding::Method
                        && *own.name == *"__setattr__")
                {
                    let arguments = vec![object.clone(), Value::from(name), value];
                    let origin = self.origin();
                    self.call(&hook, Arguments::positional(arguments, origin))?;
                    return Ok(());
                }
                self.set_instance_attribute(object, instance, name, value)
            }
            Value::Host(host) => Rc::clone(host).set_attribute(name, value, self),
            Value::Module(module) => {
                module.set(name, value);
                Ok(())
            }
            Value::Class(class) => match class.kind {
                ClassKind::Python | ClassKind::Enumeration => {
                    if let Some(hook) = class.inherited_hook() {
                        hook.set(self, class, name, &value)?;
                    }
                    class.attributes.borrow_mut().insert(name.into(), value);
                    Ok(())
                }
                ClassKind::Library => Err(PythonError::unsupported(format!(
                    "setting the attribute {name} of the class {}",
                    class.name
                ))),
                ClassKind::Builtin(_) | ClassKind::Exception(_) | ClassKind::Native => {
                    Err(PythonError::type_error(format!(
                        "cannot set '{name}' attribute of immutable type '{}'",
                        class.name
                    )))
                }
            },
            Value::Function(function) => {
                function.attributes.borrow_mut().insert(name.into(), value);
                Ok(())
            }
            Value::Builtin(builtin) => {
                builtin.attributes.borrow_mut().insert(name.into(), value);
                Ok(())
            }
            Value::Opaque(opaque) => match self.resolve(object.clone())? {
                // Nothing is known about it, and nothing can be asked of it later.
                Value::Opaque(_) => match self.phase() {
                    crate::python::interpreter::Phase::Loading => Ok(()),
                    crate::python::interpreter::Phase::Running => {
                        Err(PythonError::opaque_use(opaque))
                    }
                },
                resolved => self.set_attribute(&resolved, name, value),
            },
            _ => Err(PythonError::attribute_error(format!(
                "'{}' object has no attribute '{name}'",
                self.type_name(object)
            ))),
        }
    }
}

//! Building native modules and classes out of Rust functions (`PyModuleDef`, `PyMethodDef`).

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::signature::Signature;
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::class::{BuiltinType, Class, ClassKind, Constructor, Instance};
use crate::python::error::{ErrorKind, Exception, PythonError};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Binding, Builtin, Descriptor, Value};

/// What a native function or method gives back.
pub(super) type Outcome = Result<Value, PythonError>;

/// A module in the making.
pub(super) struct ModuleBuilder {
    module: Module,
}

impl ModuleBuilder {
    /// An empty module called `name`.
    pub(super) fn new(name: &str) -> Self {
        Self {
            module: Module::native(name),
        }
    }

    /// Binds `name` to `value`.
    pub(super) fn value(self, name: &str, value: Value) -> Self {
        self.module.set(name, value);
        self
    }

    /// Adds a function with the parameters of `signature`.
    pub(super) fn function(
        self,
        name: &'static str,
        signature: &'static str,
        code: fn(&mut Interpreter, BoundArguments) -> Outcome,
    ) -> Self {
        self.value(name, function(name, signature, code))
    }

    /// Adds a class under its own name.
    pub(super) fn class(self, class: &Shared<Class>) -> Self {
        let name = Rc::clone(&class.name);
        self.value(&name, Value::Class(class.clone()))
    }

    /// The module.
    pub(super) fn finish(self) -> Value {
        Value::Module(Shared::new(self.module))
    }
}

/// A native function with the parameters of `signature`.
pub(super) fn function(
    name: &'static str,
    signature: &'static str,
    code: impl Fn(&mut Interpreter, BoundArguments) -> Outcome + 'static,
) -> Value {
    let signature = Signature::parse(signature);
    Value::function(name, move |cx, arguments| {
        code(cx, arguments.bind(name, signature.parameters())?)
    })
}

/// Takes the receiver off the arguments of a method.
pub(super) fn split_receiver(
    name: &str,
    mut arguments: Arguments,
) -> Result<(Value, Arguments), PythonError> {
    if arguments.positional.is_empty() {
        return Err(PythonError::type_error(format!(
            "unbound method {name}() needs an argument"
        )));
    }
    let receiver = arguments.positional.remove(0);
    if !arguments.spans.is_empty() {
        arguments.spans.remove(0);
    }
    Ok((receiver, arguments))
}

/// The receiver of a method of the type `T`.
fn receiver_of<T: HostObject>(
    cx: &mut Interpreter,
    name: &str,
    receiver: &Value,
) -> Result<Rc<T>, PythonError> {
    match receiver.underlying().downcast::<T>() {
        Some(object) => Ok(object),
        None => Err(PythonError::type_error(format!(
            "descriptor '{name}' doesn't apply to a '{}' object",
            cx.type_name(receiver)
        ))),
    }
}

/// A class with native instances, in the making.
pub(super) struct ClassBuilder {
    name: &'static str,
    module: &'static str,
    bases: Vec<Shared<Class>>,
    attributes: Attributes,
    constructor: Option<Rc<Constructor>>,
    kind: ClassKind,
}

impl ClassBuilder {
    /// The class `name` of `module`.
    pub(super) fn new(module: &'static str, name: &'static str) -> Self {
        Self {
            name,
            module,
            bases: Vec::new(),
            attributes: Attributes::new(),
            constructor: None,
            kind: ClassKind::Native,
        }
    }

    /// Makes it a class of another kind; special methods of a native class are not asked.
    pub(super) fn kind(mut self, kind: ClassKind) -> Self {
        self.kind = kind;
        self
    }

    /// Derives it from `base`.
    pub(super) fn base(mut self, base: Shared<Class>) -> Self {
        self.bases.push(base);
        self
    }

    /// Binds `name` to `value`.
    pub(super) fn value(mut self, name: &str, value: Value) -> Self {
        self.attributes.insert(name.into(), value);
        self
    }

    /// What calling the class does.
    pub(super) fn constructor(
        mut self,
        signature: &'static str,
        code: fn(&mut Interpreter, BoundArguments) -> Outcome,
    ) -> Self {
        let name = self.name;
        let signature = Signature::parse(signature);
        self.constructor = Some(Rc::new(move |cx, _class, arguments| {
            code(cx, arguments.bind(name, signature.parameters())?)
        }));
        self
    }

    /// What calling the class does, told which class was called.
    pub(super) fn class_constructor(
        mut self,
        code: impl Fn(&mut Interpreter, &Shared<Class>, Arguments) -> Outcome + 'static,
    ) -> Self {
        self.constructor = Some(Rc::new(code));
        self
    }

    /// Adds a method of the native type `T`.
    pub(super) fn method<T: HostObject>(
        self,
        name: &'static str,
        signature: &'static str,
        code: fn(&mut Interpreter, &Rc<T>, BoundArguments) -> Outcome,
    ) -> Self {
        let signature = Signature::parse(signature);
        self.value(
            name,
            Value::method(name, move |cx, arguments| {
                let (receiver, arguments) = split_receiver(name, arguments)?;
                let object = receiver_of::<T>(cx, name, &receiver)?;
                code(cx, &object, arguments.bind(name, signature.parameters())?)
            }),
        )
    }

    /// Adds a method that is given the receiver as it is.
    pub(super) fn plain_method(
        self,
        name: &'static str,
        signature: &'static str,
        code: fn(&mut Interpreter, Value, BoundArguments) -> Outcome,
    ) -> Self {
        let signature = Signature::parse(signature);
        self.value(
            name,
            Value::method(name, move |cx, arguments| {
                let (receiver, arguments) = split_receiver(name, arguments)?;
                code(cx, receiver, arguments.bind(name, signature.parameters())?)
            }),
        )
    }

    /// Adds a read-only attribute of the native type `T`.
    pub(super) fn property<T: HostObject>(
        self,
        name: &'static str,
        read: fn(&mut Interpreter, &Rc<T>) -> Outcome,
    ) -> Self {
        let getter = Value::function(name, move |cx, arguments| {
            let (receiver, _) = split_receiver(name, arguments)?;
            let object = receiver_of::<T>(cx, name, &receiver)?;
            read(cx, &object)
        });
        self.value(name, property(getter))
    }

    /// Adds a class method; which class it was called on makes no difference.
    pub(super) fn class_method(
        self,
        name: &'static str,
        signature: &'static str,
        code: fn(&mut Interpreter, BoundArguments) -> Outcome,
    ) -> Self {
        let method = function(name, signature, code);
        self.value(
            name,
            Value::Descriptor(Shared::new(Descriptor::StaticMethod(method))),
        )
    }

    /// Lets the class be subscribed in annotations, which gives the class itself.
    pub(super) fn subscribable(self) -> Self {
        self.value(
            "__class_getitem__",
            closure("__class_getitem__", |_, mut arguments| {
                if arguments.positional.len() != 2 {
                    return Err(PythonError::type_error(
                        "__class_getitem__() takes a class and its parameters",
                    ));
                }
                Ok(arguments.positional.swap_remove(0))
            }),
        )
    }

    /// Adds methods that exist in Python and are refused here.
    pub(super) fn refused(mut self, names: &[&'static str]) -> Self {
        for name in names {
            let method = format!("{}.{}.{name}()", self.module, self.name);
            self = self.value(
                name,
                closure(name, move |_, _| {
                    Err(PythonError::unsupported(method.as_str()))
                }),
            );
        }
        self
    }

    /// Adds attributes that exist in Python and are refused here.
    pub(super) fn refused_attributes(mut self, names: &[&'static str]) -> Self {
        for name in names {
            let attribute = format!("{}.{}.{name}", self.module, self.name);
            let getter = closure(name, move |_, _| {
                Err(PythonError::unsupported(attribute.as_str()))
            });
            self = self.value(name, property(getter));
        }
        self
    }

    /// The class.
    pub(super) fn finish(self, cx: &mut Interpreter) -> Shared<Class> {
        let object = cx.builtin_class(BuiltinType::Object);
        let bases = if self.bases.is_empty() {
            vec![object]
        } else {
            self.bases
        };
        let mut ancestors: Vec<Shared<Class>> = Vec::new();
        for base in &bases {
            for class in std::iter::once(base).chain(&base.ancestors) {
                // A class shared by several bases comes behind the last of them.
                ancestors.retain(|known| !Shared::is(known, class));
                ancestors.push(class.clone());
            }
        }
        Shared::new(Class {
            name: self.name.into(),
            qualified_name: self.name.into(),
            module: self.module.into(),
            bases,
            ancestors,
            attributes: RefCell::new(self.attributes),
            kind: self.kind,
            constructor: self.constructor,
            hook: None,
            body: OnceCell::new(),
        })
    }
}

/// A read-only property computed by `getter`.
pub(super) fn property(getter: Value) -> Value {
    Value::Descriptor(Shared::new(Descriptor::Property {
        getter,
        setter: Value::None,
        deleter: Value::None,
    }))
}

/// A method that receives the class it is called on.
pub(super) fn class_method(function: Value) -> Value {
    Value::Descriptor(Shared::new(Descriptor::ClassMethod(function)))
}

/// A native function that does not bind a receiver, under a name known only when it is made.
pub(super) fn closure(
    name: &str,
    code: impl Fn(&mut Interpreter, Arguments) -> Outcome + 'static,
) -> Value {
    Value::Builtin(Shared::new(Builtin {
        name: name.into(),
        binding: Binding::Function,
        code: Rc::new(code),
        attributes: RefCell::default(),
    }))
}

/// The class `name` of the standard module `module`.
pub(super) fn class_of(cx: &mut Interpreter, module: &str, name: &str) -> Option<Shared<Class>> {
    let Ok(Value::Module(module)) = cx.import(module) else {
        return None;
    };
    match module.get(name) {
        Some(Value::Class(class)) => Some(class),
        _ => None,
    }
}

/// The error that raises `class`, an exception class of a module, with its `args` and attributes.
pub(super) fn raise(
    class: &Shared<Class>,
    arguments: Vec<Value>,
    attributes: Vec<(&str, Value)>,
) -> PythonError {
    let instance = Instance::new(class.clone());
    {
        let mut own = instance.attributes.borrow_mut();
        own.insert("args".into(), Value::tuple(arguments));
        for (name, value) in attributes {
            own.insert(name.into(), value);
        }
    }
    PythonError::new(ErrorKind::Exception(Exception::Object(Shared::new(
        instance,
    ))))
}

/// An exception class of a module, derived from a builtin one.
pub(super) fn exception_class(
    cx: &mut Interpreter,
    module: &'static str,
    name: &'static str,
    base: ExceptionClass,
) -> Shared<Class> {
    let base = cx.exception_class(base);
    ClassBuilder::new(module, name).base(base).finish(cx)
}

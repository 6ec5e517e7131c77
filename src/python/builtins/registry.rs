//! Which names and methods there are, and how native ones are declared.

use std::rc::Rc;

use super::{
    bytes_methods, dict_methods, functions, iterables, iterator_methods, list_methods,
    number_methods, object_methods, set_methods, str_methods, str_predicates, tuple_methods,
};
use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::class::BuiltinType;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::value::{Attributes, Value};

/// The code of a native function with declared parameters.
pub(crate) type FunctionCode = fn(&mut Interpreter, BoundArguments) -> Result<Value, PythonError>;

/// The code of a native method; the receiver is the builtin value itself.
pub(crate) type MethodCode =
    fn(&mut Interpreter, Value, BoundArguments) -> Result<Value, PythonError>;

/// A native function called `name`.
pub(crate) fn function(
    name: &'static str,
    parameters: &'static [Parameter<'static>],
    code: FunctionCode,
) -> Value {
    Value::function(name, move |cx, arguments| {
        let bound = arguments.bind(name, parameters)?;
        code(cx, bound)
    })
}

/// A native method called `name`; an instance of a derived class is passed as the value it stands
/// for.
pub(crate) fn method(
    name: &'static str,
    parameters: &'static [Parameter<'static>],
    code: MethodCode,
) -> Value {
    Value::method(name, move |cx, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(PythonError::type_error(format!(
                "unbound method {name}() needs an argument"
            )));
        }
        let receiver = arguments.positional.remove(0);
        if !arguments.spans.is_empty() {
            arguments.spans.remove(0);
        }
        let bound = arguments.bind(name, parameters)?;
        code(cx, receiver.underlying(), bound)
    })
}

/// A table of native methods while it is filled.
#[derive(Default)]
pub(crate) struct MethodTable(Attributes);

impl MethodTable {
    /// Adds a method.
    pub(crate) fn add(
        &mut self,
        name: &'static str,
        parameters: &'static [Parameter<'static>],
        code: MethodCode,
    ) -> &mut Self {
        self.0.insert(name.into(), method(name, parameters, code));
        self
    }

    /// Adds any other attribute.
    pub(crate) fn attribute(&mut self, name: &'static str, value: Value) -> &mut Self {
        self.0.insert(name.into(), value);
        self
    }

    pub(crate) fn finish(&mut self) -> Attributes {
        std::mem::take(&mut self.0)
    }
}

/// The methods of a builtin type.
pub(crate) fn methods(kind: BuiltinType) -> Attributes {
    let mut table = MethodTable::default();
    match kind {
        BuiltinType::List | BuiltinType::Dict => object_methods::add_mutable_container(&mut table),
        BuiltinType::Str
        | BuiltinType::Bytes
        | BuiltinType::Tuple
        | BuiltinType::Range
        | BuiltinType::Set
        | BuiltinType::FrozenSet
        | BuiltinType::MappingProxy
        | BuiltinType::DictKeys
        | BuiltinType::DictValues
        | BuiltinType::DictItems => object_methods::add_container(&mut table),
        _ => {}
    }
    match kind {
        BuiltinType::Object => object_methods::add(&mut table),
        BuiltinType::Type => object_methods::add_to_type(&mut table),
        BuiltinType::Str => {
            str_methods::add(&mut table);
            str_predicates::add(&mut table);
        }
        BuiltinType::Bytes => bytes_methods::add(&mut table),
        BuiltinType::List => list_methods::add(&mut table),
        BuiltinType::Tuple | BuiltinType::Range => tuple_methods::add(&mut table),
        BuiltinType::Dict => {
            dict_methods::add_reading(&mut table);
            dict_methods::add_writing(&mut table);
        }
        BuiltinType::MappingProxy => dict_methods::add_reading(&mut table),
        BuiltinType::DictKeys | BuiltinType::DictItems => set_methods::add_views(&mut table),
        BuiltinType::Set => set_methods::add(&mut table),
        BuiltinType::FrozenSet => set_methods::add_frozen(&mut table),
        BuiltinType::Int => number_methods::add_int(&mut table),
        BuiltinType::Float => number_methods::add_float(&mut table),
        BuiltinType::Property => object_methods::add_to_property(&mut table),
        BuiltinType::Iterator | BuiltinType::Generator | BuiltinType::Coroutine => {
            iterator_methods::add(&mut table);
        }
        BuiltinType::NoneType
        | BuiltinType::NotImplementedType
        | BuiltinType::EllipsisType
        | BuiltinType::Bool
        | BuiltinType::DictValues
        | BuiltinType::Slice
        | BuiltinType::Function
        | BuiltinType::BuiltinFunction
        | BuiltinType::Method
        | BuiltinType::Module
        | BuiltinType::ClassMethod
        | BuiltinType::StaticMethod
        | BuiltinType::CachedProperty
        | BuiltinType::GetSetDescriptor
        | BuiltinType::Super => {}
    }
    table.finish()
}

/// The methods every exception has.
pub(crate) fn exception_methods() -> Attributes {
    let mut table = MethodTable::default();
    object_methods::add_to_exception(&mut table);
    table.finish()
}

/// What every program sees without importing it.
pub(crate) fn names(interpreter: &Interpreter) -> Attributes {
    let mut names = Attributes::new();
    for kind in BuiltinType::ALL {
        let is_name = matches!(
            kind,
            BuiltinType::Object
                | BuiltinType::Type
                | BuiltinType::Int
                | BuiltinType::Bool
                | BuiltinType::Float
                | BuiltinType::Str
                | BuiltinType::Bytes
                | BuiltinType::List
                | BuiltinType::Tuple
                | BuiltinType::Dict
                | BuiltinType::Set
                | BuiltinType::FrozenSet
                | BuiltinType::Range
                | BuiltinType::Slice
                | BuiltinType::Property
                | BuiltinType::ClassMethod
                | BuiltinType::StaticMethod
                | BuiltinType::Super
        );
        if is_name {
            let class = interpreter.builtin_class(*kind);
            names.insert(kind.name().into(), Value::Class(class));
        }
    }
    for class in ExceptionClass::ALL {
        let object = interpreter.exception_class(*class);
        names.insert(class.name().into(), Value::Class(object));
    }
    for name in ["EnvironmentError", "IOError"] {
        let object = interpreter.exception_class(ExceptionClass::OSError);
        names.insert(name.into(), Value::Class(object));
    }
    names.insert("NotImplemented".into(), Value::NotImplemented);
    names.insert("Ellipsis".into(), Value::Ellipsis);
    names.insert("__debug__".into(), Value::Bool(true));
    functions::add(&mut names);
    iterables::add(&mut names);
    names.insert("open".into(), crate::python::stdlib::open_function());
    // Known to exist, and known not to be supported: an error where one is used.
    for name in [
        "eval",
        "exec",
        "compile",
        "input",
        "__import__",
        "breakpoint",
        "memoryview",
        "bytearray",
        "complex",
        "id",
        "delattr",
        "aiter",
        "anext",
        "help",
        "exit",
        "quit",
        "__build_class__",
        "ExceptionGroup",
        "BaseExceptionGroup",
    ] {
        if !names.contains_key(name) {
            let opaque = Value::opaque(name, format!("the builtin {name} is not supported"));
            names.insert(Rc::from(name), opaque);
        }
    }
    names
}

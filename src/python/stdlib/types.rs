//! `types`: names for Python's own types, and namespaces.

use super::native::{ClassBuilder, ModuleBuilder, split_receiver};
use crate::python::arguments::Arguments;
use crate::python::class::{BuiltinType, Class, ClassKind, refuse_hooked};
use crate::python::error::PythonError;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::object::Comparison;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// The class `SimpleNamespace`.
fn namespace_class(cx: &mut Interpreter) -> Shared<Class> {
    let initialise = Value::method("__init__", |_, arguments| {
        let (receiver, arguments) = split_receiver("__init__", arguments)?;
        if !arguments.positional.is_empty() {
            return Err(PythonError::type_error("no positional arguments expected"));
        }
        if let Value::Instance(instance) = &receiver {
            instance.attributes.borrow_mut().extend(arguments.keyword);
        }
        Ok(Value::None)
    });
    ClassBuilder::new("types", "SimpleNamespace")
        .kind(ClassKind::Python)
        .value("__init__", initialise)
        .plain_method("__repr__", "", |cx, receiver, _| {
            let Value::Instance(instance) = &receiver else {
                return Err(PythonError::type_error("not a namespace"));
            };
            cx.charge(1)?;
            let attributes = instance.attributes.borrow().clone();
            let mut parts = Vec::new();
            for (name, value) in &attributes {
                parts.push(format!("{name}={}", cx.repr(value)?));
            }
            Ok(format!("namespace({})", parts.join(", ")).into())
        })
        .plain_method("__eq__", "other, /", |cx, receiver, mut arguments| {
            let other = arguments.require("other");
            let (Value::Instance(left), Value::Instance(right)) = (&receiver, &other) else {
                return Ok(Value::NotImplemented);
            };
            if !right.class.derives_from(&left.class) && !left.class.derives_from(&right.class) {
                return Ok(Value::NotImplemented);
            }
            let left = cx.attributes_to_dict(&left.attributes.borrow());
            let right = cx.attributes_to_dict(&right.attributes.borrow());
            cx.compare(Comparison::Equal, &left, &right)
        })
        .finish(cx)
}

/// `types.new_class(name, bases, …)`: nothing but a refusal where a base would have a say in it.
fn new_class(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let by_name = |wanted: &str| {
        let mut keywords = arguments.keyword.iter();
        keywords.find_map(|(name, value)| (&**name == wanted).then_some(value))
    };
    let name = arguments.positional.first().or_else(|| by_name("name"));
    let name = name.and_then(Value::as_str).unwrap_or_default();
    let bases = arguments.positional.get(1).or_else(|| by_name("bases"));
    let mut parents = Vec::new();
    if let Some(bases) = bases {
        for base in cx.collect(bases)? {
            if let Value::Class(class) = base {
                parents.push(class);
            }
        }
    }
    refuse_hooked(&parents, &name, "types.new_class()")?;
    match cx.phase() {
        Phase::Loading => Ok(Value::opaque(name, "types.new_class() is not supported")),
        Phase::Running => Err(PythonError::unsupported("types.new_class()")),
    }
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let namespace = namespace_class(cx);
    let mut builder = ModuleBuilder::new("types")
        .class(&namespace)
        .value("new_class", Value::function("new_class", new_class));
    for (name, kind) in [
        ("FunctionType", BuiltinType::Function),
        ("LambdaType", BuiltinType::Function),
        ("BuiltinFunctionType", BuiltinType::BuiltinFunction),
        ("MethodType", BuiltinType::Method),
        ("ModuleType", BuiltinType::Module),
        ("GeneratorType", BuiltinType::Generator),
        ("CoroutineType", BuiltinType::Coroutine),
        ("NoneType", BuiltinType::NoneType),
        ("NotImplementedType", BuiltinType::NotImplementedType),
        ("EllipsisType", BuiltinType::EllipsisType),
    ] {
        builder = builder.value(name, Value::Class(cx.builtin_class(kind)));
    }
    let union = ClassBuilder::new("types", "UnionType").finish(cx);
    builder.class(&union).finish()
}

//! `typing`, `types` and `__future__`: names that annotate and decide nothing (`Lib/typing.py`).

use std::cell::RefCell;
use std::rc::Rc;

use super::abstract_classes::AbstractClass;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::class::{BuiltinType, Class, ClassKind};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{BinaryOperator, ClassStatement, HostObject, Side};
use crate::python::shared::Shared;
use crate::python::value::Value;

/// A name of `typing` such as `Optional` or `TypeVar("T")`: subscription and `|` give another.
#[derive(Debug)]
struct TypingForm {
    name: Rc<str>,
}

impl TypingForm {
    fn value(name: impl Into<Rc<str>>) -> Value {
        Value::host(Self { name: name.into() })
    }
}

impl HostObject for TypingForm {
    fn type_name(&self) -> Rc<str> {
        format!("typing.{}", self.name).into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok((name == "__name__").then(|| Value::Str(Rc::clone(&self.name))))
    }

    fn subscript(&self, _index: &Value, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        Ok(Self::value(Rc::clone(&self.name)))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        _other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok((operator == BinaryOperator::Or).then(|| Self::value("Union")))
    }

    fn is_class(&self) -> bool {
        true
    }

    fn call(&self, _arguments: Arguments, _cx: &mut Interpreter) -> Result<Value, PythonError> {
        match &*self.name {
            "TypeVar" | "ParamSpec" | "TypeVarTuple" | "NewType" | "ForwardRef" => {
                Ok(Self::value(Rc::clone(&self.name)))
            }
            name => Err(PythonError::type_error(format!(
                "Cannot instantiate typing.{name}"
            ))),
        }
    }

    /// `class Box(Generic[T])` and `class Reader(Protocol)`: bases that add nothing.
    fn subclass(
        &self,
        statement: ClassStatement,
        cx: &mut Interpreter,
    ) -> Result<Value, PythonError> {
        if !matches!(&*self.name, "Generic" | "Protocol" | "Any") {
            return Err(PythonError::unsupported(format!(
                "deriving the class {} from typing.{}",
                statement.name, self.name
            )));
        }
        let mut bases = Vec::new();
        for base in statement.bases {
            match base {
                Value::Class(class) => bases.push(class),
                Value::Host(host) if host.type_name().starts_with("typing.") => {}
                other => {
                    return Err(PythonError::unsupported(format!(
                        "deriving a class from typing.{} and {}",
                        self.name,
                        cx.type_name(&other)
                    )));
                }
            }
        }
        let mut namespace = statement.namespace;
        // `Box[int]` is the class itself.
        let item = Value::function("__class_getitem__", |_, arguments| {
            Ok(arguments.positional.into_iter().next().into())
        });
        namespace.entry("__class_getitem__".into()).or_insert(item);
        let class = cx.new_class(&statement.name, &statement.module, bases, namespace)?;
        Ok(Value::Class(class))
    }
}

/// Fills `typing`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for name in [
        "Any",
        "AnyStr",
        "Annotated",
        "ClassVar",
        "Concatenate",
        "Final",
        "ForwardRef",
        "Generic",
        "Literal",
        "LiteralString",
        "Never",
        "NewType",
        "NoReturn",
        "NotRequired",
        "Optional",
        "ParamSpec",
        "Protocol",
        "Required",
        "Self",
        "TypeAlias",
        "TypeGuard",
        "TypeVar",
        "TypeVarTuple",
        "Union",
        "Unpack",
        "IO",
        "TextIO",
        "BinaryIO",
        "SupportsInt",
    ] {
        module.set(name, TypingForm::value(name));
    }
    for (name, kind) in [
        ("List", BuiltinType::List),
        ("Dict", BuiltinType::Dict),
        ("Set", BuiltinType::Set),
        ("FrozenSet", BuiltinType::FrozenSet),
        ("Tuple", BuiltinType::Tuple),
        ("Type", BuiltinType::Type),
        ("Text", BuiltinType::Str),
    ] {
        let class = cx.builtin_class(kind);
        module.set(name, Value::Class(class));
    }
    for name in AbstractClass::NAMES {
        module.set(*name, AbstractClass::value(name));
    }
    for (name, origin) in [
        ("DefaultDict", "defaultdict"),
        ("OrderedDict", "OrderedDict"),
        ("Counter", "Counter"),
        ("Deque", "deque"),
    ] {
        let collections = cx.import("collections")?;
        module.set(name, cx.attribute(&collections, origin)?);
    }
    module.set("TYPE_CHECKING", Value::Bool(false));
    module.set("NamedTuple", Value::Class(named_tuple_class(cx)));
    module.set(
        "cast",
        Value::function("cast", |_, arguments| {
            let parameters = [Parameter::required("typ"), Parameter::required("val")];
            Ok(arguments.bind("cast", &parameters)?.require("val"))
        }),
    );
    for name in [
        "overload",
        "final",
        "no_type_check",
        "runtime_checkable",
        "override",
    ] {
        module.set(
            name,
            Value::function(name, move |_, arguments| {
                Ok(arguments
                    .bind(name, &[Parameter::required("arg")])?
                    .require("arg"))
            }),
        );
    }
    Ok(())
}

/// The base of `class Point(NamedTuple)`.
fn named_tuple_class(cx: &mut Interpreter) -> Shared<Class> {
    let object = cx.builtin_class(BuiltinType::Object);
    let class = cx
        .native_classes
        .entry("typing.NamedTuple")
        .or_insert_with(|| {
            Shared::new(Class {
                name: "NamedTuple".into(),
                qualified_name: "NamedTuple".into(),
                module: "typing".into(),
                bases: vec![object.clone()],
                ancestors: vec![object],
                attributes: RefCell::default(),
                kind: ClassKind::Native,
                constructor: None,
            })
        });
    class.clone()
}

/// Fills `__future__`, whose names only switch on what is standard by now.
pub(super) fn fill_future(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for name in [
        "annotations",
        "division",
        "absolute_import",
        "print_function",
        "unicode_literals",
        "with_statement",
        "generator_stop",
        "nested_scopes",
        "generators",
    ] {
        module.set(name, TypingForm::value(name));
    }
    Ok(())
}

/// Fills `types`.
pub(super) fn fill_types(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for (name, kind) in [
        ("FunctionType", BuiltinType::Function),
        ("LambdaType", BuiltinType::Function),
        ("BuiltinFunctionType", BuiltinType::BuiltinFunction),
        ("MethodType", BuiltinType::Method),
        ("GeneratorType", BuiltinType::Generator),
        ("CoroutineType", BuiltinType::Coroutine),
        ("ModuleType", BuiltinType::Module),
        ("NoneType", BuiltinType::NoneType),
        ("EllipsisType", BuiltinType::EllipsisType),
    ] {
        let class = cx.builtin_class(kind);
        module.set(name, Value::Class(class));
    }
    let namespace = cx.new_class(
        "SimpleNamespace",
        "types",
        Vec::new(),
        crate::python::value::Attributes::new(),
    )?;
    let initialise = Value::method("__init__", |cx, mut arguments| {
        let [receiver] = arguments.positional.as_slice() else {
            return Err(PythonError::type_error("no positional arguments expected"));
        };
        let receiver = receiver.clone();
        for (name, value) in std::mem::take(&mut arguments.keyword) {
            cx.set_attribute(&receiver, &name, value)?;
        }
        Ok(Value::None)
    });
    namespace
        .attributes
        .borrow_mut()
        .insert("__init__".into(), initialise);
    module.set("SimpleNamespace", Value::Class(namespace));
    Ok(())
}

//! `typing`, `typing_extensions` and `collections.abc`: annotations, which are never checked.
//!
//! Every name may be subscribed, called and combined with `|`; that changes nothing here, as it
//! changes nothing in Python except for tools that read annotations.

use std::rc::Rc;

use super::collections::NamedTuple;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of};
use crate::python::arguments::Arguments;
use crate::python::class::{BuiltinType, Class, ClassKind};
use crate::python::error::PythonError;
use crate::python::generic_alias::{GenericAlias, GenericOrigin};
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, ClassStatement, HostObject, Side};
use crate::python::shared::Shared;
use crate::python::value::{Attributes, Value};

/// A name of `typing`.
#[derive(Debug, Clone)]
pub(super) struct TypingForm {
    module: &'static str,
    name: Rc<str>,
}

impl TypingForm {
    pub(super) fn value(module: &'static str, name: &str) -> Value {
        Value::host(Self {
            module,
            name: name.into(),
        })
    }

    fn with_arguments(&self, index: &Value) -> Value {
        GenericAlias::of(GenericOrigin::Form(Rc::clone(&self.name)), index)
    }
}

impl HostObject for TypingForm {
    fn type_name(&self) -> Rc<str> {
        "_SpecialForm".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(match name {
            "__name__" | "__qualname__" => Some(Value::Str(Rc::clone(&self.name))),
            "__module__" => Some(self.module.into()),
            _ => None,
        })
    }

    fn subscript(&self, index: &Value, _cx: &mut Interpreter) -> Outcome {
        Ok(self.with_arguments(index))
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = Value::host(self.clone());
        let (left, right) = match side {
            Side::Left => (&this, other),
            Side::Right => (other, &this),
        };
        Ok((operator == BinaryOperator::Or).then(|| GenericAlias::union(left, right)))
    }

    fn call(&self, arguments: Arguments, _cx: &mut Interpreter) -> Outcome {
        match &*self.name {
            "TypeVar" | "ParamSpec" | "TypeVarTuple" | "TypeAliasType" => {
                let given = Value::tuple(arguments.positional);
                Ok(self.with_arguments(&given))
            }
            name => Err(PythonError::type_error(format!(
                "Cannot instantiate {}.{name}",
                self.module
            ))),
        }
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("{}.{}", self.module, self.name).into())
    }

    fn is_class(&self) -> bool {
        true
    }

    fn subclass(&self, statement: ClassStatement, _cx: &mut Interpreter) -> Outcome {
        Err(PythonError::unsupported(format!(
            "deriving the class {} from {}.{}",
            statement.name, self.module, self.name
        )))
    }
}

/// Names of `typing` that only annotate.
const FORMS: &[&str] = &[
    "Any",
    "AnyStr",
    "Annotated",
    "ClassVar",
    "Concatenate",
    "Final",
    "IO",
    "BinaryIO",
    "TextIO",
    "Literal",
    "LiteralString",
    "Never",
    "NoReturn",
    "NotRequired",
    "Optional",
    "ParamSpec",
    "Required",
    "Self",
    "SupportsFloat",
    "SupportsInt",
    "TypeAlias",
    "TypeGuard",
    "TypeVar",
    "TypeVarTuple",
    "Union",
    "Unpack",
];

/// Names that stand for classes of other modules, which `isinstance` may ask about.
const ALIASES: &[(&str, &str, &str)] = &[
    ("AbstractSet", "collections.abc", "Set"),
    ("ContextManager", "contextlib", "AbstractContextManager"),
    ("Counter", "collections", "Counter"),
    ("DefaultDict", "collections", "defaultdict"),
    ("Deque", "collections", "deque"),
    ("Match", "re", "Match"),
    ("OrderedDict", "collections", "OrderedDict"),
    ("Pattern", "re", "Pattern"),
];

/// Abstract classes `typing` takes over from `collections.abc`.
const ABSTRACT: &[&str] = &[
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "Callable",
    "Collection",
    "Container",
    "Coroutine",
    "Generator",
    "Hashable",
    "ItemsView",
    "Iterable",
    "Iterator",
    "KeysView",
    "Mapping",
    "MappingView",
    "MutableMapping",
    "MutableSequence",
    "MutableSet",
    "Reversible",
    "Sequence",
    "Sized",
    "ValuesView",
];

/// Names of Python's own types.
const BUILTIN: &[(&str, BuiltinType)] = &[
    ("Dict", BuiltinType::Dict),
    ("FrozenSet", BuiltinType::FrozenSet),
    ("List", BuiltinType::List),
    ("Set", BuiltinType::Set),
    ("Text", BuiltinType::Str),
    ("Tuple", BuiltinType::Tuple),
    ("Type", BuiltinType::Type),
];

/// Names `typing_extensions` has besides those of `typing`.
const EXTENSIONS: &[&str] = &[
    "Buffer",
    "Doc",
    "ReadOnly",
    "TypeAliasType",
    "TypeForm",
    "TypeIs",
];

fn add_all(builder: ModuleBuilder, module: &'static str, names: &[&str]) -> ModuleBuilder {
    names.iter().fold(builder, |builder, name| {
        builder.value(name, TypingForm::value(module, name))
    })
}

/// `decorator(function)` of a decorator that only informs type checkers.
fn unchanged(
    _cx: &mut Interpreter,
    mut arguments: crate::python::arguments::BoundArguments,
) -> Outcome {
    Ok(arguments.require("object"))
}

fn empty_class(cx: &mut Interpreter, module: &'static str, name: &'static str) -> Shared<Class> {
    ClassBuilder::new(module, name).subscribable().finish(cx)
}

/// `class Window(NamedTuple): …`: a class of named tuples with the annotated names as its items.
pub(super) fn make_named_tuple(
    cx: &mut Interpreter,
    name: &Rc<str>,
    bases: Vec<Shared<Class>>,
    mut namespace: Attributes,
) -> Result<Shared<Class>, PythonError> {
    if bases.len() > 1 {
        return Err(PythonError::unsupported(format!(
            "the class {name}, derived from NamedTuple and another class"
        )));
    }
    let mut fields: Vec<Rc<str>> = Vec::new();
    if let Some(Value::Dict(annotations)) = namespace.get("__annotations__") {
        let annotations = annotations.borrow();
        fields.extend(annotations.iter().filter_map(|(_, name, _)| name.as_str()));
    }
    let mut defaults = Vec::new();
    for field in &fields {
        match namespace.shift_remove(field) {
            Some(default) => defaults.push(default),
            None if defaults.is_empty() => {}
            None => {
                return Err(PythonError::type_error(format!(
                    "Non-default namedtuple field {field} cannot follow default field"
                )));
            }
        }
    }
    let module = namespace
        .get("__module__")
        .and_then(Value::as_str)
        .unwrap_or_else(|| "__main__".into());
    let made = NamedTuple {
        name: Rc::clone(name),
        module,
        fields,
        defaults,
        namespace,
    };
    made.class(cx)
}

/// `NamedTuple(name, [(field, type), …])`.
fn call_named_tuple(
    cx: &mut Interpreter,
    mut arguments: crate::python::arguments::BoundArguments,
) -> Outcome {
    if !arguments.rest_keyword.is_empty() {
        return Err(PythonError::unsupported(
            "the fields of NamedTuple() as keywords",
        ));
    }
    let pairs = match arguments.take_some("fields") {
        Some(fields) => cx.collect(&fields)?,
        None => Vec::new(),
    };
    let mut names = Vec::new();
    for pair in &pairs {
        match cx.collect(pair)?.as_slice() {
            [name, _] => names.push(name.clone()),
            _ => return Err(PythonError::value_error("not a pair of a name and a type")),
        }
    }
    let module = cx.import("collections")?;
    let call = vec![arguments.require("typename"), Value::list(names)];
    let origin = arguments.origin.clone();
    cx.call_method(&module, "namedtuple", Arguments::positional(call, origin))
}

/// `TypedDict`: instances are dictionaries.
fn typed_dictionary(cx: &mut Interpreter) -> Shared<Class> {
    let options = Value::function("__init_subclass__", |_, _| Ok(Value::None));
    ClassBuilder::new("typing", "TypedDict")
        .kind(ClassKind::Python)
        .base(cx.builtin_class(BuiltinType::Dict))
        .value("__init_subclass__", options)
        .class_constructor(|cx, class, arguments| {
            if &*class.name == "TypedDict" {
                return Err(PythonError::unsupported(
                    "calling TypedDict to make a class",
                ));
            }
            let dictionary = Value::Class(cx.builtin_class(BuiltinType::Dict));
            cx.call(&dictionary, arguments)
        })
        .finish(cx)
}

fn typing_names(cx: &mut Interpreter, name: &'static str) -> ModuleBuilder {
    let generic = empty_class(cx, "typing", "Generic");
    let protocol = empty_class(cx, "typing", "Protocol");
    let named_tuple = ClassBuilder::new("typing", "NamedTuple")
        .constructor("typename, fields=, /, **kwargs", call_named_tuple)
        .finish(cx);
    let typed_dictionary = typed_dictionary(cx);
    let mut builder = add_all(ModuleBuilder::new(name), "typing", FORMS);
    for (alias, kind) in BUILTIN {
        builder = builder.value(alias, Value::Class(cx.builtin_class(*kind)));
    }
    let abstract_classes = ABSTRACT
        .iter()
        .map(|name| (*name, "collections.abc", *name));
    for (alias, module, own_name) in ALIASES.iter().copied().chain(abstract_classes) {
        if let Some(class) = class_of(cx, module, own_name) {
            builder = builder.value(alias, Value::Class(class));
        }
    }
    let builder = builder
        .class(&named_tuple)
        .class(&typed_dictionary)
        .value("TYPE_CHECKING", Value::Bool(false))
        .class(&generic)
        .class(&protocol)
        .function("cast", "typ, val", |_, mut arguments| {
            arguments.require("typ");
            Ok(arguments.require("val"))
        })
        .function("NewType", "name, tp", |_, mut arguments| {
            arguments.require("name");
            arguments.require("tp");
            Ok(super::native::function("NewType", "object, /", unchanged))
        });
    [
        "overload",
        "final",
        "no_type_check",
        "runtime_checkable",
        "runtime",
        "override",
    ]
    .into_iter()
    .filter(|decorator| *decorator != "override" || name == "typing_extensions")
    .fold(builder, |builder, decorator| {
        builder.function(decorator, "object, /", unchanged)
    })
}

/// `typing`.
pub(super) fn typing(cx: &mut Interpreter) -> Value {
    typing_names(cx, "typing").finish()
}

/// `typing_extensions`, installed wherever SQLAlchemy is.
pub(super) fn typing_extensions(cx: &mut Interpreter) -> Value {
    add_all(
        typing_names(cx, "typing_extensions"),
        "typing_extensions",
        EXTENSIONS,
    )
    .finish()
}

/// `__future__`: features that are always on here, or change nothing.
pub(super) fn future(_cx: &mut Interpreter) -> Value {
    [
        "annotations",
        "absolute_import",
        "division",
        "generators",
        "generator_stop",
        "nested_scopes",
        "print_function",
        "unicode_literals",
        "with_statement",
    ]
    .into_iter()
    .fold(ModuleBuilder::new("__future__"), |builder, name| {
        builder.value(name, TypingForm::value("__future__", name))
    })
    .finish()
}

/// The mark of an abstract method.
pub(crate) const ABSTRACT_METHOD: &str = "__isabstractmethod__";

/// `abc`: an abstract method is a function with a mark.
pub(super) fn abc(cx: &mut Interpreter) -> Value {
    let base = empty_class(cx, "abc", "ABC");
    let meta = ClassBuilder::new("abc", "ABCMeta")
        .base(cx.builtin_class(BuiltinType::Type))
        .finish(cx);
    ModuleBuilder::new("abc")
        .class(&base)
        .class(&meta)
        .function("abstractmethod", "funcobj, /", |_, mut arguments| {
            let function = arguments.require("funcobj");
            if let Value::Function(function) = &function {
                let mut attributes = function.attributes.borrow_mut();
                attributes.insert(ABSTRACT_METHOD.into(), Value::Bool(true));
            }
            Ok(function)
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn annotations_are_harmless() {
        check(
            "from __future__ import annotations\nfrom typing import *\nimport typing\n\
             T = TypeVar('T')\nUserId = NewType('UserId', int)\nOther = Optional[Dict[str, List[T]]] | None\n\
             class G(Generic[T]):\n    pass\n\
             class N(NamedTuple):\n    a: int\n    b: str = 'x'\n    def twice(self):\n        return self.a * 2\n\
             class D(TypedDict, total=False):\n    a: int\n",
            &[
                (
                    "UserId(5), cast(int, 'x'), TYPE_CHECKING, isinstance(G(), G)",
                    "(5, 'x', False, True)",
                ),
                (
                    "N(1), N(2).twice(), D(a=1), NamedTuple('M', [('x', int)])(3)",
                    "(N(a=1, b='x'), 4, {'a': 1}, M(x=3))",
                ),
                (
                    "isinstance([], typing.Sequence), isinstance({}, Mapping), isinstance([], List), isinstance(5, Iterable)",
                    "(True, True, True, False)",
                ),
            ],
        );
    }

    #[test]
    fn types_with_arguments_are_equal_by_their_arguments() {
        check(
            "from typing import Any, Optional\nclass Names(list[str]):\n    pass\n",
            &[
                (
                    "dict[str, Any] == dict[str, Any], dict[str, Any] == dict[str, int], \
                     {list[int]: 1}[list[int]], Optional[int] == Optional[int]",
                    "(True, False, 1, True)",
                ),
                (
                    "list[int]('ab'), Names(['a'])[0], isinstance(Names(), list), \
                     dict[str, int].fromkeys('a')",
                    "(['a', 'b'], 'a', True, {'a': None})",
                ),
                (
                    "isinstance(None, Optional[int]), isinstance('a', Optional[int])",
                    "(True, False)",
                ),
                (
                    "isinstance(1, list[int])",
                    "TypeError: isinstance() argument 2 cannot be a parameterized generic",
                ),
            ],
        );
    }
}

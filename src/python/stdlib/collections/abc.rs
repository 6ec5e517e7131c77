//! `collections.abc`: abstract classes that ask what a value can do.

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::{ClassBuilder, ModuleBuilder, function};
use crate::python::value::Value;

/// Whether a value belongs to the abstract class.
type Test = fn(&mut Interpreter, &Value) -> Result<bool, PythonError>;

fn is_sequence(value: &Value) -> bool {
    matches!(
        value,
        Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::Range(_)
    )
}

fn is_collection(value: &Value) -> bool {
    is_sequence(value)
        || matches!(
            value,
            Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) | Value::DictView(_)
        )
}

/// Whether the class of an instance written in Python has the special method `name`.
fn defines(value: &Value, name: &str) -> bool {
    match value {
        Value::Instance(instance) => instance.class.lookup_python(name).is_some(),
        _ => false,
    }
}

/// A value about which only a host object could tell is refused rather than guessed.
fn plain(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    match cx.known(value)?.underlying() {
        Value::Host(host) => Err(PythonError::unsupported(format!(
            "isinstance() of {} and a class of collections.abc",
            host.type_name()
        ))),
        plain => Ok(plain),
    }
}

const TESTS: &[(&str, Test)] = &[
    ("Callable", |cx, value| {
        let value = cx.known(value)?;
        Ok(match &value {
            Value::Function(_) | Value::BoundMethod(_) | Value::Builtin(_) | Value::Class(_) => {
                true
            }
            Value::Instance(_) => defines(&value, "__call__"),
            _ => {
                plain(cx, &value)?;
                false
            }
        })
    }),
    ("Sequence", |cx, value| Ok(is_sequence(&plain(cx, value)?))),
    ("MutableSequence", |cx, value| {
        Ok(matches!(plain(cx, value)?, Value::List(_)))
    }),
    ("Mapping", |cx, value| {
        Ok(matches!(plain(cx, value)?, Value::Dict(_)))
    }),
    ("MutableMapping", |cx, value| {
        let value = plain(cx, value)?;
        Ok(matches!(value, Value::Dict(entries) if !entries.borrow().is_proxy()))
    }),
    ("Set", |cx, value| {
        Ok(matches!(
            plain(cx, value)?,
            Value::Set(_) | Value::FrozenSet(_)
        ))
    }),
    ("MutableSet", |cx, value| {
        Ok(matches!(plain(cx, value)?, Value::Set(_)))
    }),
    ("Collection", |cx, value| {
        Ok(is_collection(&plain(cx, value)?))
    }),
    ("Container", |cx, value| {
        Ok(defines(value, "__contains__") || is_collection(&plain(cx, value)?))
    }),
    ("Sized", |cx, value| {
        Ok(defines(value, "__len__") || is_collection(&plain(cx, value)?))
    }),
    ("Iterable", |cx, value| {
        Ok(defines(value, "__iter__") || {
            let value = plain(cx, value)?;
            is_collection(&value) || matches!(value, Value::Iterator(_))
        })
    }),
    ("Iterator", |cx, value| {
        Ok(defines(value, "__next__") || matches!(plain(cx, value)?, Value::Iterator(_)))
    }),
    ("Generator", |cx, value| match plain(cx, value)? {
        Value::Iterator(cell) => Ok(&*cell.type_name == "generator"),
        _ => Ok(false),
    }),
    ("Hashable", |cx, value| match cx.hash_key(value) {
        Ok(_) => Ok(true),
        Err(error) if error.is_exception() => Ok(false),
        Err(error) => Err(error),
    }),
];

/// Classes nobody asks about; they only annotate.
const OTHERS: &[&str] = &[
    "AsyncGenerator",
    "AsyncIterable",
    "AsyncIterator",
    "Awaitable",
    "ByteString",
    "Coroutine",
    "ItemsView",
    "KeysView",
    "MappingView",
    "Reversible",
    "ValuesView",
];

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let mut builder = ModuleBuilder::new("collections.abc");
    for (name, test) in TESTS {
        let check = function(
            "__instancecheck__",
            "instance, /",
            move |cx, mut arguments| {
                let value = arguments.require("instance");
                test(cx, &value).map(Value::Bool)
            },
        );
        let class = ClassBuilder::new("collections.abc", name)
            .subscribable()
            .value("__instancecheck__", check)
            .finish(cx);
        builder = builder.class(&class);
    }
    for name in OTHERS {
        let refusal = function("__instancecheck__", "instance, /", move |_, _| {
            Err(PythonError::unsupported(format!(
                "isinstance() and collections.abc.{name}"
            )))
        });
        let class = ClassBuilder::new("collections.abc", name)
            .subscribable()
            .value("__instancecheck__", refusal)
            .finish(cx);
        builder = builder.class(&class);
    }
    builder.finish()
}

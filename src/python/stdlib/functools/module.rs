//! The module `functools` itself.

use std::cell::RefCell;
use std::rc::Rc;

use super::{cache, ordering, partial};
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ModuleBuilder, Outcome, closure};
use crate::python::value::{Descriptor, Value};

/// What a wrapper takes over from the function it wraps.
const COPIED: [&str; 4] = ["__module__", "__name__", "__qualname__", "__doc__"];

/// Copies the name and documentation of `inner` to `wrapper`.
pub(in crate::python::stdlib) fn copy_metadata(
    cx: &mut Interpreter,
    inner: &Value,
    wrapper: &Value,
) -> Result<(), PythonError> {
    // Of a native function or a host object only the name is known.
    let names = match inner {
        Value::Function(_) => &COPIED[..],
        _ => &COPIED[1..2],
    };
    for name in names {
        if let Some(value) = cx.find_attribute(inner, name)? {
            cx.set_attribute(wrapper, name, value)?;
        }
    }
    cx.set_attribute(wrapper, "__wrapped__", inner.clone())
}

/// `wraps(wrapped)`.
fn wraps(_: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    refuse_names(&mut arguments)?;
    let inner = arguments.require("wrapped");
    Ok(closure(
        "wraps",
        move |cx, mut arguments: Arguments| match (
            arguments.positional.pop(),
            arguments.positional.is_empty(),
        ) {
            (Some(wrapper), true) if arguments.keyword.is_empty() => {
                copy_metadata(cx, &inner, &wrapper)?;
                Ok(wrapper)
            }
            _ => Err(PythonError::type_error("wraps() decorates one function")),
        },
    ))
}

fn update_wrapper(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    refuse_names(&mut arguments)?;
    let wrapper = arguments.require("wrapper");
    copy_metadata(cx, &arguments.require("wrapped"), &wrapper)?;
    Ok(wrapper)
}

fn refuse_names(arguments: &mut BoundArguments) -> Result<(), PythonError> {
    for name in ["assigned", "updated"] {
        if arguments.take(name).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {name} of wraps()"
            )));
        }
    }
    Ok(())
}

/// `reduce(function, iterable, initial)`.
fn reduce(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let function = arguments.require("function");
    let mut items = cx.iterate(&arguments.require("iterable"))?;
    let mut result = match arguments.take("initial") {
        Some(initial) => initial,
        None => items.next(cx)?.ok_or_else(|| {
            PythonError::type_error("reduce() of empty iterable with no initial value")
        })?,
    };
    while let Some(item) = items.next(cx)? {
        result = cx.call_with(&function, vec![result, item])?;
    }
    Ok(result)
}

/// What `cmp_to_key` wraps an item in.
#[derive(Debug)]
struct ComparisonKey {
    function: Value,
    item: Value,
}

impl HostObject for ComparisonKey {
    fn type_name(&self) -> Rc<str> {
        "functools.KeyWrapper".into()
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        let arguments = vec![self.item.clone(), other.item.clone()];
        let answer = cx.call_with(&self.function, arguments)?;
        let answer = convert::integer(cx, &answer)?;
        let ordering = if answer.is_zero() {
            std::cmp::Ordering::Equal
        } else if answer.is_negative() {
            std::cmp::Ordering::Less
        } else {
            std::cmp::Ordering::Greater
        };
        Ok(Some(Value::Bool(comparison.holds(ordering))))
    }
}

fn comparison_key(_: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let function = arguments.require("mycmp");
    Ok(crate::python::stdlib::native::function(
        "K",
        "obj",
        move |_, mut arguments| {
            Ok(Value::host(ComparisonKey {
                function: function.clone(),
                item: arguments.require("obj"),
            }))
        },
    ))
}

fn cached_property(_: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    Ok(Value::Descriptor(Shared::new(Descriptor::CachedProperty {
        getter: arguments.require("func"),
        name: RefCell::new(None),
    })))
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("functools")
        .class(&partial::class(cx))
        .function("wraps", "wrapped, assigned=, updated=", wraps)
        .function(
            "update_wrapper",
            "wrapper, wrapped, assigned=, updated=",
            update_wrapper,
        )
        .function("reduce", "function, iterable, initial=, /", reduce)
        .function("cache", "user_function, /", cache::cache)
        .function("lru_cache", "maxsize=, typed=", cache::lru_cache)
        .function("cached_property", "func", cached_property)
        .function("cmp_to_key", "mycmp", comparison_key)
        .function("total_ordering", "cls", ordering::total_ordering)
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn functions_made_of_functions() {
        check(
            "import functools\n\
             @functools.lru_cache(maxsize=None)\ndef fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n\
             def wrap(f):\n    @functools.wraps(f)\n    def inner(*a):\n        return f(*a)\n    return inner\n\
             @wrap\ndef named():\n    'doc'\n\
             @functools.total_ordering\nclass T:\n    def __init__(self, n):\n        self.n = n\n\
             \x20   def __eq__(self, o):\n        return self.n == o.n\n    def __lt__(self, o):\n        return self.n < o.n\n",
            &[
                (
                    "fib(60), named.__name__, named.__doc__",
                    "(1548008755920, 'named', 'doc')",
                ),
                (
                    "functools.partial(int, base=2)('101'), functools.reduce(lambda a, b: a + b, [1, 2, 3])",
                    "(5, 6)",
                ),
                (
                    "functools.reduce(lambda a, b: a, [])",
                    "TypeError: reduce() of empty iterable with no initial value",
                ),
                (
                    "T(1) <= T(1), T(2) > T(1), T(1) >= T(2)",
                    "(True, True, False)",
                ),
                (
                    "sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))",
                    "[3, 2, 1]",
                ),
            ],
        );
    }
}

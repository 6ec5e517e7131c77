//! `operator`: the operators as functions.

use std::rc::Rc;

use super::convert;
use super::native::{ModuleBuilder, Outcome, closure, function};
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{BinaryOperator, Comparison, UnaryOperator};
use crate::python::value::Value;

const BINARY: &[(&str, BinaryOperator)] = &[
    ("add", BinaryOperator::Add),
    ("sub", BinaryOperator::Subtract),
    ("mul", BinaryOperator::Multiply),
    ("matmul", BinaryOperator::MatrixMultiply),
    ("truediv", BinaryOperator::Divide),
    ("floordiv", BinaryOperator::FloorDivide),
    ("mod", BinaryOperator::Modulo),
    ("pow", BinaryOperator::Power),
    ("lshift", BinaryOperator::ShiftLeft),
    ("rshift", BinaryOperator::ShiftRight),
    ("and_", BinaryOperator::And),
    ("or_", BinaryOperator::Or),
    ("xor", BinaryOperator::ExclusiveOr),
];

const COMPARISONS: &[(&str, Comparison)] = &[
    ("eq", Comparison::Equal),
    ("ne", Comparison::NotEqual),
    ("lt", Comparison::Less),
    ("le", Comparison::LessOrEqual),
    ("gt", Comparison::Greater),
    ("ge", Comparison::GreaterOrEqual),
];

const UNARY: &[(&str, UnaryOperator)] = &[
    ("neg", UnaryOperator::Negative),
    ("pos", UnaryOperator::Positive),
    ("inv", UnaryOperator::Invert),
    ("invert", UnaryOperator::Invert),
];

/// The one argument of a getter.
fn only(name: &str, mut arguments: Arguments) -> Result<Value, PythonError> {
    match (arguments.positional.pop(), arguments.positional.is_empty()) {
        (Some(value), true) if arguments.keyword.is_empty() => Ok(value),
        _ => Err(PythonError::type_error(format!(
            "{name} expected 1 argument"
        ))),
    }
}

/// One result as it is, several as a tuple.
fn one_or_tuple(mut results: Vec<Value>) -> Value {
    match results.len() {
        1 => results.swap_remove(0),
        _ => Value::tuple(results),
    }
}

fn item_getter(_: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let mut keys = vec![arguments.require("item")];
    keys.extend(arguments.rest_positional);
    Ok(closure("itemgetter", move |cx, arguments| {
        let value = only("itemgetter", arguments)?;
        let mut results = Vec::with_capacity(keys.len());
        for key in &keys {
            results.push(cx.subscript(&value, key)?);
        }
        Ok(one_or_tuple(results))
    }))
}

fn attribute_getter(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let mut names: Vec<Rc<str>> = Vec::new();
    let first = arguments.require("attr");
    for name in std::iter::once(first).chain(arguments.rest_positional) {
        match cx.known(&name)?.as_str() {
            Some(name) => names.push(name),
            None => return Err(PythonError::type_error("attribute name must be a string")),
        }
    }
    Ok(closure("attrgetter", move |cx, arguments| {
        let value = only("attrgetter", arguments)?;
        let mut results = Vec::with_capacity(names.len());
        for name in &names {
            let mut current = value.clone();
            for part in name.split('.') {
                current = cx.attribute(&current, part)?;
            }
            results.push(current);
        }
        Ok(one_or_tuple(results))
    }))
}

fn method_caller(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let name = convert::string(cx, &arguments.require("name"), "method name")?;
    let mut given = Arguments::positional(arguments.rest_positional, arguments.origin);
    given.keyword = arguments.rest_keyword;
    Ok(closure("methodcaller", move |cx, arguments| {
        let value = only("methodcaller", arguments)?;
        cx.call_method(&value, &name, given.clone())
    }))
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    let mut builder = ModuleBuilder::new("operator")
        .function("itemgetter", "item, /, *items", item_getter)
        .function("attrgetter", "attr, /, *attrs", attribute_getter)
        .function("methodcaller", "name, /, *args, **kwargs", method_caller)
        .function("not_", "a, /", |cx, mut arguments| {
            let value = arguments.require("a");
            Ok(Value::Bool(!cx.truth(&value)?))
        })
        .function("truth", "a, /", |cx, mut arguments| {
            let value = arguments.require("a");
            Ok(Value::Bool(cx.truth(&value)?))
        })
        .function("is_", "a, b, /", |_, mut arguments| {
            Ok(Value::Bool(
                arguments.require("a").is(&arguments.require("b")),
            ))
        })
        .function("is_not", "a, b, /", |_, mut arguments| {
            Ok(Value::Bool(
                !arguments.require("a").is(&arguments.require("b")),
            ))
        })
        .function("contains", "a, b, /", |cx, mut arguments| {
            let container = arguments.require("a");
            Ok(Value::Bool(
                cx.contains(&container, &arguments.require("b"))?,
            ))
        })
        .function("getitem", "a, b, /", |cx, mut arguments| {
            let object = arguments.require("a");
            cx.subscript(&object, &arguments.require("b"))
        })
        .function("setitem", "a, b, c, /", |cx, mut arguments| {
            let (object, index) = (arguments.require("a"), arguments.require("b"));
            cx.set_subscript(&object, &index, arguments.require("c"))?;
            Ok(Value::None)
        });
    for (name, operator) in BINARY {
        let code = function(name, "a, b, /", move |cx, mut arguments| {
            let left = arguments.require("a");
            cx.binary(*operator, &left, &arguments.require("b"))
        });
        builder = builder.value(name, code);
    }
    for (name, comparison) in COMPARISONS {
        let code = function(name, "a, b, /", move |cx, mut arguments| {
            let left = arguments.require("a");
            cx.compare(*comparison, &left, &arguments.require("b"))
        });
        builder = builder.value(name, code);
    }
    for (name, operator) in UNARY {
        let code = function(name, "a, /", move |cx, mut arguments| {
            cx.unary(*operator, &arguments.require("a"))
        });
        builder = builder.value(name, code);
    }
    builder.finish()
}

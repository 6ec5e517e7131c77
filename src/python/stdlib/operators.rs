//! `operator` (`Lib/operator.py`).

use std::rc::Rc;

use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{BinaryOperator, Comparison};
use crate::python::value::Value;

/// Fills the module `operator`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for (name, operator) in [
        ("add", BinaryOperator::Add),
        ("sub", BinaryOperator::Subtract),
        ("mul", BinaryOperator::Multiply),
        ("truediv", BinaryOperator::Divide),
        ("floordiv", BinaryOperator::FloorDivide),
        ("mod", BinaryOperator::Modulo),
        ("pow", BinaryOperator::Power),
        ("and_", BinaryOperator::And),
        ("or_", BinaryOperator::Or),
        ("xor", BinaryOperator::ExclusiveOr),
    ] {
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                let parameters = [
                    Parameter::positional_only("a"),
                    Parameter::positional_only("b"),
                ];
                let mut bound = arguments.bind(name, &parameters)?;
                let (left, right) = (bound.require("a"), bound.require("b"));
                cx.binary(operator, &left, &right)
            }),
        );
    }
    for (name, comparison) in [
        ("eq", Comparison::Equal),
        ("ne", Comparison::NotEqual),
        ("lt", Comparison::Less),
        ("le", Comparison::LessOrEqual),
        ("gt", Comparison::Greater),
        ("ge", Comparison::GreaterOrEqual),
    ] {
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                let parameters = [
                    Parameter::positional_only("a"),
                    Parameter::positional_only("b"),
                ];
                let mut bound = arguments.bind(name, &parameters)?;
                let (left, right) = (bound.require("a"), bound.require("b"));
                cx.compare(comparison, &left, &right)
            }),
        );
    }
    module.set(
        "itemgetter",
        Value::function("itemgetter", |_, arguments| {
            let items = arguments
                .bind("itemgetter", &[Parameter::rest("items")])?
                .rest_positional;
            getter("itemgetter", items, |cx, object, item| {
                cx.subscript(object, item)
            })
        }),
    );
    module.set(
        "attrgetter",
        Value::function("attrgetter", |_, arguments| {
            let names = arguments
                .bind("attrgetter", &[Parameter::rest("attrs")])?
                .rest_positional;
            getter("attrgetter", names, |cx, object, name| {
                let name: Rc<str> = cx.str(name)?;
                let mut value = object.clone();
                for part in name.split('.') {
                    value = cx.attribute(&value, part)?;
                }
                Ok(value)
            })
        }),
    );
    Ok(())
}

/// A function that gets one thing from its argument, or a tuple of several.
fn getter(
    name: &'static str,
    wanted: Vec<Value>,
    get: fn(&mut Interpreter, &Value, &Value) -> Result<Value, PythonError>,
) -> Result<Value, PythonError> {
    if wanted.is_empty() {
        return Err(PythonError::type_error(format!(
            "{name} expected at least 1 argument, got 0"
        )));
    }
    Ok(Value::function(name, move |cx, arguments| {
        let object = arguments
            .bind(name, &[Parameter::positional_only("obj")])?
            .require("obj");
        if let [only] = wanted.as_slice() {
            return get(cx, &object, only);
        }
        let mut values = Vec::with_capacity(wanted.len());
        for item in &wanted {
            values.push(get(cx, &object, item)?);
        }
        Ok(Value::tuple(values))
    }))
}

//! `math` (`Modules/mathmodule.c`).

use crate::python::arguments::Parameter;
use crate::python::builtins::{expect_integer, float_to_int};
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::value::Value;

/// Fills the module `math`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        module.set(name, Value::Float(value));
    }
    let rounding: [(&'static str, fn(f64) -> f64); 3] = [
        ("floor", f64::floor),
        ("ceil", f64::ceil),
        ("trunc", f64::trunc),
    ];
    for (name, code) in rounding {
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                let value = arguments
                    .bind(name, &[Parameter::positional_only("x")])?
                    .require("x");
                match value.as_int() {
                    Some(integer) => Ok(Value::Int(integer)),
                    None => Ok(Value::Int(float_to_int(code(number(cx, &value)?))?)),
                }
            }),
        );
    }
    let functions: [(&'static str, fn(f64) -> Result<Value, PythonError>); 9] = [
        ("sqrt", |x| {
            if x < 0.0 {
                return Err(PythonError::value_error("math domain error"));
            }
            Ok(Value::Float(x.sqrt()))
        }),
        ("fabs", |x| Ok(Value::Float(x.abs()))),
        ("exp", |x| Ok(Value::Float(x.exp()))),
        ("log10", |x| logarithm(x, f64::log10)),
        ("log2", |x| logarithm(x, f64::log2)),
        ("isnan", |x| Ok(Value::Bool(x.is_nan()))),
        ("isinf", |x| Ok(Value::Bool(x.is_infinite()))),
        ("isfinite", |x| Ok(Value::Bool(x.is_finite()))),
        ("radians", |x| Ok(Value::Float(x.to_radians()))),
    ];
    for (name, code) in functions {
        module.set(
            name,
            Value::function(name, move |cx, arguments| {
                let value = arguments
                    .bind(name, &[Parameter::positional_only("x")])?
                    .require("x");
                code(number(cx, &value)?)
            }),
        );
    }
    module.set(
        "log",
        Value::function("log", |cx, arguments| {
            let parameters = [
                Parameter::positional_only("x"),
                Parameter::optional_positional_only("base"),
            ];
            let mut bound = arguments.bind("log", &parameters)?;
            let value = number(cx, &bound.require("x"))?;
            match bound.take("base") {
                None => logarithm(value, f64::ln),
                Some(base) => {
                    let base = number(cx, &base)?;
                    logarithm(value, |value| value.ln() / base.ln())
                }
            }
        }),
    );
    module.set(
        "gcd",
        Value::function("gcd", |cx, arguments| {
            let mut result = Integer::Small(0);
            for value in arguments.positional {
                let mut other = expect_integer(cx, &value)?;
                while !other.is_zero() {
                    cx.charge(1)?;
                    let remainder = result
                        .divide(&other)
                        .map_or(Integer::Small(0), |(_, rest)| rest);
                    result = std::mem::replace(&mut other, remainder);
                }
                result = result.absolute();
            }
            Ok(Value::Int(result))
        }),
    );
    Ok(())
}

fn logarithm(value: f64, code: impl Fn(f64) -> f64) -> Result<Value, PythonError> {
    if value <= 0.0 {
        return Err(PythonError::value_error("math domain error"));
    }
    Ok(Value::Float(code(value)))
}

fn number(cx: &mut Interpreter, value: &Value) -> Result<f64, PythonError> {
    let value = cx.known(value)?;
    match (value.underlying(), value.as_int()) {
        (Value::Float(number), _) => Ok(number),
        (_, Some(integer)) => Ok(integer.to_f64()),
        (Value::Host(_), _) => match cx.find_attribute(&value, "__float__")? {
            Some(method) => match cx.call_with(&method, Vec::new())? {
                Value::Float(number) => Ok(number),
                _ => Err(PythonError::type_error("must be real number")),
            },
            None => Err(PythonError::type_error(format!(
                "must be real number, not {}",
                cx.type_name(&value)
            ))),
        },
        _ => Err(PythonError::type_error(format!(
            "must be real number, not {}",
            cx.type_name(&value)
        ))),
    }
}

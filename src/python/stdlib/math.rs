//! `math`: functions of real numbers.

use num_bigint::BigInt;

use super::convert;
use super::native::{ModuleBuilder, Outcome};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::object::BinaryOperator;
use crate::python::value::Value;

/// A function of one number whose results CPython takes from the C library unchanged.
type Function = fn(f64) -> f64;

const FUNCTIONS: &[(&str, Function)] = &[
    ("fabs", f64::abs),
    ("degrees", |x| x * (180.0 / std::f64::consts::PI)),
    ("radians", |x| x * (std::f64::consts::PI / 180.0)),
    ("sin", f64::sin),
    ("cos", f64::cos),
    ("tan", f64::tan),
    ("asin", f64::asin),
    ("acos", f64::acos),
    ("atan", f64::atan),
    ("sinh", f64::sinh),
    ("cosh", f64::cosh),
    ("tanh", f64::tanh),
    ("exp", f64::exp),
    ("log10", f64::log10),
    ("log2", f64::log2),
    ("log1p", f64::ln_1p),
    ("expm1", f64::exp_m1),
];

fn domain() -> PythonError {
    PythonError::value_error("math domain error")
}

/// A result that must be a number where the argument was one.
fn checked(argument: f64, result: f64) -> Outcome {
    if result.is_nan() && !argument.is_nan() {
        return Err(domain());
    }
    if result.is_infinite() && argument.is_finite() {
        return Err(PythonError::exception(
            ExceptionClass::OverflowError,
            "math range error",
        ));
    }
    Ok(Value::Float(result))
}

fn number(cx: &mut Interpreter, arguments: &mut BoundArguments) -> Result<f64, PythonError> {
    let value = arguments.require("x");
    convert::float(cx, &value)
}

/// `floor`, `ceil` and `trunc`: an integer of any size.
fn rounded(cx: &mut Interpreter, mut arguments: BoundArguments, round: Function) -> Outcome {
    let value = arguments.require("x");
    if let Some(integer) = value.as_int() {
        return Ok(Value::Int(integer));
    }
    let number = convert::float(cx, &value)?;
    match Integer::from_f64(round(number)) {
        Some(integer) => Ok(Value::Int(integer)),
        None if number.is_nan() => Err(PythonError::value_error(
            "cannot convert float NaN to integer",
        )),
        None => Err(PythonError::exception(
            ExceptionClass::OverflowError,
            "cannot convert float infinity to integer",
        )),
    }
}

fn logarithm(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = number(cx, &mut arguments)?;
    if value <= 0.0 {
        return Err(domain());
    }
    match arguments.take("base") {
        None => Ok(Value::Float(value.ln())),
        Some(base) => {
            let base = convert::float(cx, &base)?;
            if base <= 0.0 {
                return Err(domain());
            }
            let (above, below) = (Value::Float(value.ln()), Value::Float(base.ln()));
            cx.binary(BinaryOperator::Divide, &above, &below)
        }
    }
}

fn is_close(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let left = convert::float(cx, &arguments.require("a"))?;
    let right = convert::float(cx, &arguments.require("b"))?;
    let mut tolerance = |name, default| match arguments.take(name) {
        Some(value) => convert::float(cx, &value),
        None => Ok(default),
    };
    let (relative, absolute) = (tolerance("rel_tol", 1e-9)?, tolerance("abs_tol", 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(PythonError::value_error("tolerances must be non-negative"));
    }
    #[expect(
        clippy::float_cmp,
        reason = "equal numbers are close, infinities among them"
    )]
    if left == right {
        return Ok(Value::Bool(true));
    }
    if left.is_infinite() || right.is_infinite() {
        return Ok(Value::Bool(false));
    }
    let distance = (right - left).abs();
    let near = distance <= (relative * right).abs() || distance <= (relative * left).abs();
    Ok(Value::Bool(near || distance <= absolute))
}

fn factorial(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let number = convert::small_integer(cx, &arguments.require("x"))?;
    if number < 0 {
        return Err(PythonError::value_error(
            "factorial() not defined for negative values",
        ));
    }
    let mut product = BigInt::from(1);
    for factor in 2..=number {
        cx.charge(product.bits() / 64 + 1)?;
        product *= factor;
    }
    Ok(Value::Int(Integer::big(product)))
}

fn divisor(left: BigInt, right: BigInt) -> BigInt {
    let (mut left, mut right) = (left, right);
    while right != BigInt::from(0) {
        (left, right) = (right.clone(), left % right);
    }
    if left < BigInt::from(0) { -left } else { left }
}

fn common_divisor(cx: &mut Interpreter, arguments: BoundArguments) -> Outcome {
    let mut result = BigInt::from(0);
    for value in &arguments.rest_positional {
        cx.charge(64)?;
        result = divisor(result, convert::integer(cx, value)?.to_big());
    }
    Ok(Value::Int(Integer::big(result)))
}

fn product(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let items = cx.collect(&arguments.require("iterable"))?;
    let start = arguments.take("start").unwrap_or_else(|| 1_i64.into());
    items.iter().try_fold(start, |total, item| {
        cx.binary(BinaryOperator::Multiply, &total, item)
    })
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    let mut builder = ModuleBuilder::new("math")
        .value("pi", Value::Float(std::f64::consts::PI))
        .value("e", Value::Float(std::f64::consts::E))
        .value("tau", Value::Float(std::f64::consts::TAU))
        .value("inf", Value::Float(f64::INFINITY))
        .value("nan", Value::Float(f64::NAN))
        .function("floor", "x, /", |cx, arguments| {
            rounded(cx, arguments, f64::floor)
        })
        .function("ceil", "x, /", |cx, arguments| {
            rounded(cx, arguments, f64::ceil)
        })
        .function("trunc", "x, /", |cx, arguments| {
            rounded(cx, arguments, f64::trunc)
        })
        .function("isnan", "x, /", |cx, mut arguments| {
            Ok(number(cx, &mut arguments)?.is_nan().into())
        })
        .function("isinf", "x, /", |cx, mut arguments| {
            Ok(number(cx, &mut arguments)?.is_infinite().into())
        })
        .function("isfinite", "x, /", |cx, mut arguments| {
            Ok(number(cx, &mut arguments)?.is_finite().into())
        })
        .function("sqrt", "x, /", |cx, mut arguments| {
            let value = number(cx, &mut arguments)?;
            if value < 0.0 {
                return Err(domain());
            }
            Ok(Value::Float(value.sqrt()))
        })
        .function("log", "x, base=, /", logarithm)
        .function("isclose", "a, b, *, rel_tol=, abs_tol=", is_close)
        .function("factorial", "x, /", factorial)
        .function("gcd", "*integers", common_divisor)
        .function("prod", "iterable, /, *, start=", product)
        .function("copysign", "x, y, /", |cx, mut arguments| {
            let magnitude = number(cx, &mut arguments)?;
            let sign = convert::float(cx, &arguments.require("y"))?;
            Ok(Value::Float(magnitude.copysign(sign)))
        })
        .function("isqrt", "x, /", |cx, mut arguments| {
            let number = convert::integer(cx, &arguments.require("x"))?;
            if number.is_negative() {
                return Err(PythonError::value_error(
                    "isqrt() argument must be nonnegative",
                ));
            }
            cx.charge(number.bits())?;
            Ok(Value::Int(Integer::big(number.to_big().sqrt())))
        });
    for (name, function) in FUNCTIONS {
        let code = *function;
        builder = builder.value(
            name,
            super::native::function(name, "x, /", move |cx, mut arguments| {
                let value = number(cx, &mut arguments)?;
                checked(value, code(value))
            }),
        );
    }
    builder
        .function("pow", "x, y, /", |cx, mut arguments| {
            let base = number(cx, &mut arguments)?;
            let exponent = convert::float(cx, &arguments.require("y"))?;
            let result = base.powf(exponent);
            if base == 0.0 && exponent < 0.0 {
                return Err(domain());
            }
            checked(if exponent.is_finite() { base } else { exponent }, result)
        })
        .finish()
}

//! Builtin functions on single values (`Python/bltinmodule.c`).

use std::rc::Rc;

use super::registry::{FunctionCode, function};
use crate::python::arguments::{Arguments, BoundArguments, Parameter};
use crate::python::error::PythonError;
use crate::python::eval::Catching;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::object::BinaryOperator;
use crate::python::value::{Attributes, Descriptor, Value};

const VALUE: &[Parameter<'static>] = &[Parameter::positional_only("object")];
const TWO: &[Parameter<'static>] = &[
    Parameter::positional_only("object"),
    Parameter::positional_only("other"),
];

pub(super) fn add(names: &mut Attributes) {
    let mut add =
        |name: &'static str, parameters: &'static [Parameter<'static>], code: FunctionCode| {
            names.insert(name.into(), function(name, parameters, code));
        };
    add("len", VALUE, |cx, mut bound| {
        let length = cx.length(&bound.require("object"))?;
        Ok(Value::int(length))
    });
    add("repr", VALUE, |cx, mut bound| {
        Ok(Value::Str(cx.repr(&bound.require("object"))?))
    });
    add("ascii", VALUE, |cx, mut bound| {
        Ok(Value::Str(cx.ascii(&bound.require("object"))?))
    });
    add("callable", VALUE, |cx, mut bound| {
        callable(cx, &bound.require("object"))
    });
    add("hash", VALUE, |cx, mut bound| {
        cx.hash(&bound.require("object"))
    });
    add("isinstance", TWO, |cx, mut bound| {
        let (object, class) = (bound.require("object"), bound.require("other"));
        Ok(Value::Bool(cx.is_instance(&object, &class)?))
    });
    add("issubclass", TWO, |cx, mut bound| {
        let (class, parent) = (bound.require("object"), bound.require("other"));
        Ok(Value::Bool(cx.is_subclass(&class, &parent)?))
    });
    const GETATTR: &[Parameter<'static>] = &[
        Parameter::positional_only("object"),
        Parameter::positional_only("name"),
        Parameter::optional_positional_only("default"),
    ];
    add("getattr", GETATTR, getattr);
    add("hasattr", TWO, |cx, mut bound| {
        let object = bound.require("object");
        let name = attribute_name(cx, &bound.require("other"))?;
        // Whether an unknown object has an attribute is not known.
        let object = cx.known(&object)?;
        Ok(Value::Bool(find(cx, &object, &name)?.is_some()))
    });
    const SETATTR: &[Parameter<'static>] = &[
        Parameter::positional_only("object"),
        Parameter::positional_only("name"),
        Parameter::positional_only("value"),
    ];
    add("setattr", SETATTR, |cx, mut bound| {
        let object = bound.require("object");
        let name = attribute_name(cx, &bound.require("name"))?;
        cx.set_attribute(&object, &name, bound.require("value"))?;
        Ok(Value::None)
    });
    add("delattr", TWO, |cx, mut bound| {
        let object = bound.require("object");
        let name = attribute_name(cx, &bound.require("other"))?;
        cx.delete_attribute(&object, &name)?;
        Ok(Value::None)
    });
    const PRINT: &[Parameter<'static>] = &[
        Parameter::rest("args"),
        Parameter::keyword("sep"),
        Parameter::keyword("end"),
        Parameter::keyword("file"),
        Parameter::keyword("flush"),
    ];
    add("print", PRINT, print);
    const FORMAT: &[Parameter<'static>] = &[
        Parameter::positional_only("value"),
        Parameter::optional_positional_only("format_spec"),
    ];
    add("format", FORMAT, |cx, mut bound| {
        let value = bound.require("value");
        let specification = match bound.take("format_spec") {
            Some(specification) => cx.str(&specification)?,
            None => "".into(),
        };
        Ok(Value::Str(cx.format(&value, &specification)?))
    });
    add("chr", VALUE, |cx, mut bound| {
        let integer = expect_integer(cx, &bound.require("object"))?;
        let code = integer.to_i64().and_then(|code| u32::try_from(code).ok());
        match code {
            Some(0xd800..=0xdfff) => Err(PythonError::unsupported("a lone surrogate")),
            Some(code) if code <= 0x10_ffff => {
                Ok(char::from_u32(code).map_or(Value::None, |c| c.to_string().into()))
            }
            _ => Err(PythonError::value_error("chr() arg not in range(0x110000)")),
        }
    });
    add("ord", VALUE, ord);
    add("hex", VALUE, |cx, bound| digits(cx, bound, 16, "0x"));
    add("oct", VALUE, |cx, bound| digits(cx, bound, 8, "0o"));
    add("bin", VALUE, |cx, bound| digits(cx, bound, 2, "0b"));
    add("abs", VALUE, absolute);
    const ROUND: &[Parameter<'static>] = &[
        Parameter::required("number"),
        Parameter::optional("ndigits"),
    ];
    add("round", ROUND, round);
    add("divmod", TWO, |cx, mut bound| {
        let (left, right) = (bound.require("object"), bound.require("other"));
        let quotient = cx.binary(BinaryOperator::FloorDivide, &left, &right)?;
        let remainder = cx.binary(BinaryOperator::Modulo, &left, &right)?;
        Ok(Value::tuple(vec![quotient, remainder]))
    });
    const POW: &[Parameter<'static>] = &[
        Parameter::required("base"),
        Parameter::required("exp"),
        Parameter::optional("mod"),
    ];
    add("pow", POW, |cx, mut bound| {
        if bound.take_some("mod").is_some() {
            return Err(PythonError::unsupported("pow() with a modulus"));
        }
        let (base, exponent) = (bound.require("base"), bound.require("exp"));
        cx.binary(BinaryOperator::Power, &base, &exponent)
    });
    const OPTIONAL: &[Parameter<'static>] = &[Parameter::optional_positional_only("object")];
    add("vars", OPTIONAL, |cx, mut bound| {
        match bound.take("object") {
            Some(object) => cx.attribute(&object, "__dict__"),
            None => Err(PythonError::unsupported("vars() called indirectly")),
        }
    });
    add("dir", OPTIONAL, |_, _| {
        Err(PythonError::unsupported("dir() of an object"))
    });
    add("locals", &[], |_, _| {
        Err(PythonError::unsupported("locals() called indirectly"))
    });
    add("globals", &[], |_, _| {
        Err(PythonError::unsupported("globals() called indirectly"))
    });
}

fn attribute_name(cx: &mut Interpreter, name: &Value) -> Result<Rc<str>, PythonError> {
    match cx.known(name)?.as_str() {
        Some(name) => Ok(name),
        None => Err(PythonError::type_error(format!(
            "attribute name must be string, not '{}'",
            cx.type_name(name)
        ))),
    }
}

/// An attribute, where an `AttributeError` from within is the same as none.
fn find(cx: &mut Interpreter, object: &Value, name: &str) -> Result<Option<Value>, PythonError> {
    let found = cx.catching(Catching::ATTRIBUTES, |cx| cx.find_attribute(object, name));
    match found {
        Err(error) if error.is_instance_of(ExceptionClass::AttributeError) => Ok(None),
        other => other,
    }
}

fn getattr(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let object = bound.require("object");
    let name = attribute_name(cx, &bound.require("name"))?;
    match bound.take("default") {
        None => cx.attribute(&object, &name),
        Some(default) => {
            // An unknown object may or may not have the attribute.
            let object = cx.known(&object)?;
            Ok(find(cx, &object, &name)?.unwrap_or(default))
        }
    }
}

fn callable(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    Ok(Value::Bool(match cx.known(value)? {
        Value::Function(_) | Value::Builtin(_) | Value::BoundMethod(_) | Value::Class(_) => true,
        Value::Instance(instance) => instance.class.lookup("__call__").is_some(),
        Value::Descriptor(descriptor) => matches!(*descriptor, Descriptor::StaticMethod(_)),
        Value::Host(host) => {
            return Err(PythonError::unsupported(format!(
                "callable() of {}",
                host.type_name()
            )));
        }
        _ => false,
    }))
}

fn print(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let mut option = |name: &str, default: &str| -> Result<Rc<str>, PythonError> {
        match bound.take_some(name) {
            Some(value) => cx.str(&value),
            None => Ok(default.into()),
        }
    };
    let (separator, end) = (option("sep", " ")?, option("end", "\n")?);
    let file = match bound.take_some("file") {
        file @ (None | Some(Value::Host(_))) => file,
        Some(_) => return Err(PythonError::unsupported("print() to a file")),
    };
    let mut text = String::new();
    for (index, value) in std::mem::take(&mut bound.rest_positional)
        .iter()
        .enumerate()
    {
        if index > 0 {
            text.push_str(&separator);
        }
        text.push_str(&cx.str(value)?);
    }
    text.push_str(&end);
    match file {
        None => cx.write_output(&text),
        // `sys.stdout`, `sys.stderr` and text in memory; what else there is has no such method.
        Some(file) => {
            let call = Arguments::positional(vec![text.into()], bound.origin);
            cx.call_method(&file, "write", call)?;
        }
    }
    Ok(Value::None)
}

fn ord(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let value = bound.require("object");
    let wrong_length = |length: usize| {
        PythonError::type_error(format!(
            "ord() expected a character, but string of length {length} found"
        ))
    };
    match cx.known(&value)?.underlying() {
        Value::Str(text) => {
            let mut characters = text.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => Ok(Value::int(i64::from(u32::from(character)))),
                _ => Err(wrong_length(text.chars().count())),
            }
        }
        Value::Bytes(bytes) => match &*bytes {
            [byte] => Ok(Value::int(i64::from(*byte))),
            other => Err(wrong_length(other.len())),
        },
        _ => Err(PythonError::type_error(format!(
            "ord() expected string of length 1, but {} found",
            cx.type_name(&value)
        ))),
    }
}

/// The integer a value is or stands for (`__index__`).
pub(crate) fn expect_integer(cx: &mut Interpreter, value: &Value) -> Result<Integer, PythonError> {
    let value = cx.known(value)?;
    if let Some(integer) = value.as_int() {
        return Ok(integer);
    }
    if let Some(Value::Int(integer)) = cx.call_special(&value, "__index__", &[])? {
        return Ok(integer);
    }
    Err(PythonError::type_error(format!(
        "'{}' object cannot be interpreted as an integer",
        cx.type_name(&value)
    )))
}

fn digits(
    cx: &mut Interpreter,
    mut bound: BoundArguments,
    radix: u32,
    prefix: &str,
) -> Result<Value, PythonError> {
    let integer = expect_integer(cx, &bound.require("object"))?;
    let sign = if integer.is_negative() { "-" } else { "" };
    Ok(format!("{sign}{prefix}{}", integer.magnitude_digits(radix)).into())
}

fn absolute(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let value = bound.require("object");
    if let Some(result) = cx.call_special(&value, "__abs__", &[])? {
        return Ok(result);
    }
    let plain = cx.known(&value)?.underlying();
    if let Some(integer) = plain.as_int() {
        return Ok(Value::Int(integer.absolute()));
    }
    match plain {
        Value::Float(number) => Ok(Value::Float(number.abs())),
        host @ Value::Host(_) => match cx.find_attribute(&host, "__abs__")? {
            Some(method) => cx.call_with(&method, Vec::new()),
            None => Err(PythonError::unsupported(format!(
                "abs() of {}",
                cx.type_name(&host)
            ))),
        },
        _ => Err(PythonError::type_error(format!(
            "bad operand type for abs(): '{}'",
            cx.type_name(&value)
        ))),
    }
}

fn round(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let value = bound.require("number");
    let places = match bound.take_some("ndigits") {
        Some(places) => Some(expect_integer(cx, &places)?),
        None => None,
    };
    let plain = cx.known(&value)?.underlying();
    if let Some(integer) = plain.as_int() {
        return match places {
            Some(places) if places.is_negative() => {
                Err(PythonError::unsupported("round() of an integer to tens"))
            }
            _ => Ok(Value::Int(integer)),
        };
    }
    match (&plain, places) {
        (Value::Float(number), None) => {
            let rounded = number.round_ties_even();
            if number.is_nan() {
                return Err(PythonError::value_error(
                    "cannot convert float NaN to integer",
                ));
            }
            Integer::from_f64(rounded).map(Value::Int).ok_or_else(|| {
                PythonError::exception(
                    ExceptionClass::OverflowError,
                    "cannot convert float infinity to integer",
                )
            })
        }
        (Value::Float(number), Some(places)) => {
            let Some(places) = places.to_usize().filter(|places| *places <= 400) else {
                return Err(PythonError::unsupported("round() of a float to tens"));
            };
            // Formatting rounds the exact binary value correctly, as CPython's does.
            let text = format!("{number:.places$}");
            Ok(Value::Float(text.parse().unwrap_or(*number)))
        }
        (Value::Instance(_) | Value::Host(_), places) => {
            match cx.find_attribute(&plain, "__round__")? {
                Some(method) => {
                    let arguments = places.map(Value::Int).into_iter().collect();
                    cx.call_with(&method, arguments)
                }
                None => Err(PythonError::type_error(format!(
                    "type {} doesn't define __round__ method",
                    cx.type_name(&plain)
                ))),
            }
        }
        _ => Err(PythonError::type_error(format!(
            "type {} doesn't define __round__ method",
            cx.type_name(&plain)
        ))),
    }
}

//! The module `json` itself.

use std::rc::Rc;

use super::decode::{self, Decoder};
use super::encode::{self, Encoder};
use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ModuleBuilder, Outcome, exception_class};
use crate::python::value::Value;

fn dumps(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("obj");
    let encoder = Encoder::new(cx, &mut arguments)?;
    Ok(encoder.encode(cx, &value)?.into())
}

fn dump(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("obj");
    let file = arguments.require("fp");
    let encoder = Encoder::new(cx, &mut arguments)?;
    let text = encoder.encode(cx, &value)?;
    let origin = cx.origin();
    cx.call_method(&file, "write", Arguments::positional(vec![text.into()], origin))?;
    Ok(Value::None)
}

fn loads(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("s");
    decode(cx, &value, &mut arguments)
}

fn load(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let file = arguments.require("fp");
    let origin = cx.origin();
    let value = cx.call_method(&file, "read", Arguments::none(origin))?;
    decode(cx, &value, &mut arguments)
}

fn decode(cx: &mut Interpreter, value: &Value, arguments: &mut BoundArguments) -> Outcome {
    let text: Rc<str> = match value.underlying() {
        Value::Str(text) => text,
        Value::Bytes(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) if !text.starts_with('\u{feff}') => text.into(),
            _ => {
                return Err(PythonError::unsupported(
                    "bytes for json.loads() that are not plain UTF-8",
                ));
            }
        },
        _ => {
            return Err(convert::mismatch(
                value,
                format!(
                    "the JSON object must be str, bytes or bytearray, not {}",
                    cx.type_name(value)
                ),
            ));
        }
    };
    Decoder::new(cx, text, arguments)?.decode(cx)
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let error = exception_class(cx, "json.decoder", "JSONDecodeError", ExceptionClass::ValueError);
    ModuleBuilder::new("json")
        .class(&error)
        .function("dumps", encode::OPTIONS, dumps)
        .function("loads", decode::OPTIONS, loads)
        .function(
            "dump",
            "obj, fp, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, \
             separators=, default=, sort_keys=",
            dump,
        )
        .function(
            "load",
            "fp, *, cls=, object_hook=, parse_float=, parse_int=, parse_constant=, \
             object_pairs_hook=, strict=",
            load,
        )
        .finish()
}

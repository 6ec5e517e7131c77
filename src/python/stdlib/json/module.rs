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

/// What the functions do not know goes on to a class, which does not know it either.
fn refuse_rest(class: &str, arguments: &BoundArguments) -> Result<(), PythonError> {
    match arguments.rest_keyword.first() {
        Some((name, _)) => Err(PythonError::type_error(format!(
            "{class}.__init__() got an unexpected keyword argument '{name}'"
        ))),
        None => Ok(()),
    }
}

fn dumps(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    refuse_rest("JSONEncoder", &arguments)?;
    let value = arguments.require("obj");
    let encoder = Encoder::new(cx, &mut arguments)?;
    Ok(encoder.encode(cx, &value)?.into())
}

fn dump(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    refuse_rest("JSONEncoder", &arguments)?;
    let value = arguments.require("obj");
    let file = arguments.require("fp");
    let encoder = Encoder::new(cx, &mut arguments)?;
    let text = encoder.encode(cx, &value)?;
    let origin = cx.origin();
    cx.call_method(
        &file,
        "write",
        Arguments::positional(vec![text.into()], origin),
    )?;
    Ok(Value::None)
}

fn loads(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    refuse_rest("JSONDecoder", &arguments)?;
    let value = arguments.require("s");
    decode(cx, &value, &mut arguments)
}

fn load(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    refuse_rest("JSONDecoder", &arguments)?;
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
    let error = exception_class(
        cx,
        "json.decoder",
        "JSONDecodeError",
        ExceptionClass::ValueError,
    );
    ModuleBuilder::new("json")
        .class(&error)
        .function("dumps", encode::OPTIONS, dumps)
        .function("loads", decode::OPTIONS, loads)
        .function(
            "dump",
            "obj, fp, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, \
             separators=, default=, sort_keys=, **kw",
            dump,
        )
        .function(
            "load",
            "fp, *, cls=, object_hook=, parse_float=, parse_int=, parse_constant=, \
             object_pairs_hook=, strict=, **kw",
            load,
        )
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn texts_equal_cpython_s() {
        check(
            "import json",
            &[
                (
                    "json.dumps({'a': [1, 2.5, None, True, 'ü\\n\"\\\\\\x01😀'], 3: 4, None: 1e16, True: ()})",
                    r#"'{"a": [1, 2.5, null, true, "\\u00fc\\n\\"\\\\\\u0001\\ud83d\\ude00"], "3": 4, "null": 1e+16, "true": []}'"#,
                ),
                (
                    "json.dumps({'b': 1, 'a': [1, {}]}, indent=1, sort_keys=True)",
                    r#"'{\n "a": [\n  1,\n  {}\n ],\n "b": 1\n}'"#,
                ),
                (
                    "json.dumps({1, 2})",
                    "TypeError: Object of type set is not JSON serializable",
                ),
                (
                    "json.dumps({(1, 2): 3})",
                    "TypeError: keys must be str, int, float, bool or None, not tuple",
                ),
                (
                    "json.dumps(float('nan')), json.dumps({'a': 1}, separators=(',', ':'))",
                    r#"('NaN', '{"a":1}')"#,
                ),
            ],
        );
    }

    #[test]
    fn malformed_texts_have_cpython_s_errors() {
        let error = |rest: &str| format!("json.decoder.JSONDecodeError: {rest}");
        for (text, expected) in [
            ("", "Expecting value: line 1 column 1 (char 0)"),
            ("[1,]", "Expecting value: line 1 column 4 (char 3)"),
            (
                "{a:1}",
                "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
            ),
            ("[1 2]", "Expecting ',' delimiter: line 1 column 4 (char 3)"),
            (
                r#""abc"#,
                "Unterminated string starting at: line 1 column 1 (char 0)",
            ),
            (
                r#""\\u12""#,
                "Invalid \\uXXXX escape: line 1 column 3 (char 2)",
            ),
            ("[1] x", "Extra data: line 1 column 5 (char 4)"),
        ] {
            check(
                "import json",
                &[(&format!("json.loads('{text}')"), &error(expected))],
            );
        }
        check(
            "import json",
            &[("json.loads('[1.5, 1E400, -0]')", "[1.5, inf, 0]")],
        );
    }
}

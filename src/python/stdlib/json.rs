//! `json`: writing (`Lib/json/encoder.py`), and the module's functions.

use std::fmt::Write;
use std::rc::Rc;

use super::json_reader;
use crate::python::arguments::{Arguments, BoundArguments, Parameter};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::text::float_repr;
use crate::python::value::{Attributes, Value};

/// Fills the module `json`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let base = cx.exception_class(ExceptionClass::ValueError);
    let error = cx.new_class(
        "JSONDecodeError",
        "json.decoder",
        vec![base],
        Attributes::new(),
    )?;
    cx.native_classes
        .insert("json.JSONDecodeError", error.clone());
    module.set("JSONDecodeError", Value::Class(error));
    module.set(
        "dumps",
        Value::function("dumps", |cx, arguments| {
            let mut bound = arguments.bind(
                "dumps",
                &[
                    Parameter::required("obj"),
                    Parameter::keyword("skipkeys"),
                    Parameter::keyword("ensure_ascii"),
                    Parameter::keyword("check_circular"),
                    Parameter::keyword("allow_nan"),
                    Parameter::keyword("cls"),
                    Parameter::keyword("indent"),
                    Parameter::keyword("separators"),
                    Parameter::keyword("default"),
                    Parameter::keyword("sort_keys"),
                ],
            )?;
            let value = bound.require("obj");
            let options = Options::of(cx, &mut bound)?;
            let mut text = String::new();
            write_value(cx, &options, &value, 0, &mut text)?;
            cx.allocate(text.len())?;
            Ok(text.into())
        }),
    );
    module.set("loads", Value::function("loads", loads));
    Ok(())
}

fn loads(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "loads",
        &[
            Parameter::required("s"),
            Parameter::keyword("cls"),
            Parameter::keyword("object_hook"),
            Parameter::keyword("parse_float"),
            Parameter::keyword("parse_int"),
            Parameter::keyword("parse_constant"),
            Parameter::keyword("object_pairs_hook"),
            Parameter::keyword("strict"),
        ],
    )?;
    for option in [
        "cls",
        "object_hook",
        "parse_float",
        "parse_int",
        "parse_constant",
        "object_pairs_hook",
        "strict",
    ] {
        if bound.take_some(option).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {option} of json.loads"
            )));
        }
    }
    let value = bound.require("s");
    let text: Rc<str> = match cx.known(&value)?.underlying() {
        Value::Str(text) => text,
        Value::Bytes(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => text.into(),
            Err(_) => return Err(PythonError::unsupported("JSON that is not UTF-8")),
        },
        _ => {
            return Err(PythonError::type_error(format!(
                "the JSON object must be str, bytes or bytearray, not {}",
                cx.type_name(&value)
            )));
        }
    };
    json_reader::read(cx, &text)
}

struct Options {
    ascii: bool,
    allow_nan: bool,
    sort_keys: bool,
    skip_keys: bool,
    indent: Option<Rc<str>>,
    item_separator: Rc<str>,
    key_separator: Rc<str>,
    default: Option<Value>,
}

impl Options {
    fn of(cx: &mut Interpreter, bound: &mut BoundArguments) -> Result<Self, PythonError> {
        if bound.take_some("cls").is_some() {
            return Err(PythonError::unsupported("the argument cls of json.dumps"));
        }
        let mut flag = |cx: &mut Interpreter, name: &str, default: bool| match bound.take(name) {
            Some(value) => cx.truth(&value),
            None => Ok(default),
        };
        let ascii = flag(cx, "ensure_ascii", true)?;
        let allow_nan = flag(cx, "allow_nan", true)?;
        let sort_keys = flag(cx, "sort_keys", false)?;
        let skip_keys = flag(cx, "skipkeys", false)?;
        let indent: Option<Rc<str>> = match bound.take_some("indent") {
            None => None,
            Some(value) => match value.as_str() {
                Some(text) => Some(text),
                None => {
                    let width = value
                        .as_int()
                        .and_then(|width| width.to_usize())
                        .unwrap_or(0);
                    cx.allocate(width)?;
                    Some(" ".repeat(width).into())
                }
            },
        };
        let (item_separator, key_separator) = match bound.take_some("separators") {
            Some(pair) => {
                let pair = cx.collect(&pair)?;
                let [item, key] = pair.as_slice() else {
                    return Err(PythonError::value_error("separators must be a pair"));
                };
                (cx.str(item)?, cx.str(key)?)
            }
            None if indent.is_some() => (",".into(), ": ".into()),
            None => (", ".into(), ": ".into()),
        };
        Ok(Self {
            ascii,
            allow_nan,
            sort_keys,
            skip_keys,
            indent,
            item_separator,
            key_separator,
            default: bound.take_some("default"),
        })
    }

    fn new_line(&self, text: &mut String, level: usize) {
        if let Some(indent) = &self.indent {
            text.push('\n');
            for _ in 0..level {
                text.push_str(indent);
            }
        }
    }
}

fn write_value(
    cx: &mut Interpreter,
    options: &Options,
    value: &Value,
    level: usize,
    text: &mut String,
) -> Result<(), PythonError> {
    cx.charge(1)?;
    let value = cx.known(value)?;
    match value.underlying() {
        Value::None => text.push_str("null"),
        Value::Bool(flag) => text.push_str(if flag { "true" } else { "false" }),
        Value::Int(integer) => text.push_str(&integer.to_string()),
        Value::Float(number) => text.push_str(&float_text(options, number)?),
        Value::Str(string) => {
            cx.allocate(string.len())?;
            write_string(&string, options.ascii, text);
        }
        Value::List(_) | Value::Tuple(_) => {
            let items = cx.collect(&value.underlying())?;
            if items.is_empty() {
                text.push_str("[]");
                return Ok(());
            }
            check_circle(cx, &value)?;
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(&options.item_separator);
                }
                options.new_line(text, level + 1);
                write_value(cx, options, item, level + 1, text)?;
            }
            options.new_line(text, level);
            text.push(']');
            cx.showing.pop();
        }
        Value::Dict(_) => write_object(cx, options, &value, level, text)?,
        _ => match &options.default {
            Some(default) => {
                check_circle(cx, &value)?;
                let replacement = cx.call_with(default, vec![value])?;
                write_value(cx, options, &replacement, level, text)?;
                cx.showing.pop();
            }
            None => {
                return Err(PythonError::type_error(format!(
                    "Object of type {} is not JSON serializable",
                    cx.type_name(&value)
                )));
            }
        },
    }
    Ok(())
}

/// Fails where a container is inside itself.
fn check_circle(cx: &mut Interpreter, value: &Value) -> Result<(), PythonError> {
    let address = value.address().unwrap_or_default();
    if cx.showing.contains(&address) {
        cx.showing.clear();
        return Err(PythonError::value_error("Circular reference detected"));
    }
    cx.showing.push(address);
    Ok(())
}

fn write_object(
    cx: &mut Interpreter,
    options: &Options,
    value: &Value,
    level: usize,
    text: &mut String,
) -> Result<(), PythonError> {
    let mut pairs = cx.mapping_items(value)?;
    if pairs.is_empty() {
        text.push_str("{}");
        return Ok(());
    }
    check_circle(cx, value)?;
    if options.sort_keys {
        let rows = pairs
            .into_iter()
            .map(|(key, value)| Value::tuple(vec![key, value]))
            .collect();
        let first = Value::function("first", |cx, arguments| {
            let pair = arguments
                .positional
                .into_iter()
                .next()
                .unwrap_or(Value::None);
            cx.subscript(&pair, &Value::int(0_i64))
        });
        let sorted = crate::python::builtins::sort_values(cx, rows, Some(first), false)?;
        pairs = Vec::new();
        for row in sorted {
            if let Some([key, value]) = row.as_sequence().as_deref() {
                pairs.push((key.clone(), value.clone()));
            }
        }
    }
    text.push('{');
    let mut first = true;
    for (key, item) in pairs {
        let name: Rc<str> = match key.underlying() {
            Value::Str(name) => name,
            Value::None => "null".into(),
            Value::Bool(true) => "true".into(),
            Value::Bool(false) => "false".into(),
            Value::Int(integer) => integer.to_string().into(),
            Value::Float(number) => float_text(options, number)?.into(),
            _ if options.skip_keys => continue,
            _ => {
                return Err(PythonError::type_error(format!(
                    "keys must be str, int, float, bool or None, not {}",
                    cx.type_name(&key)
                )));
            }
        };
        if !first {
            text.push_str(&options.item_separator);
        }
        first = false;
        options.new_line(text, level + 1);
        write_string(&name, options.ascii, text);
        text.push_str(&options.key_separator);
        write_value(cx, options, &item, level + 1, text)?;
    }
    options.new_line(text, level);
    text.push('}');
    cx.showing.pop();
    Ok(())
}

fn float_text(options: &Options, number: f64) -> Result<String, PythonError> {
    if number.is_finite() {
        return Ok(float_repr(number));
    }
    if !options.allow_nan {
        return Err(PythonError::value_error(
            "Out of range float values are not JSON compliant",
        ));
    }
    Ok(if number.is_nan() {
        "NaN".to_owned()
    } else if number > 0.0 {
        "Infinity".to_owned()
    } else {
        "-Infinity".to_owned()
    })
}

fn write_string(string: &str, ascii: bool, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            ' '..='~' => text.push(character),
            _ if !ascii && character >= ' ' => text.push(character),
            _ => {
                let mut units = [0; 2];
                for unit in character.encode_utf16(&mut units) {
                    write!(text, "\\u{unit:04x}").expect("writing to a string does not fail");
                }
            }
        }
    }
    text.push('"');
}

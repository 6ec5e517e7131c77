//! What Mako's filters do (`mako.filters`).

use std::rc::Rc;

use crate::python::{
    Arguments, BuiltinType, HostObject, Interpreter, Parameter, PythonError, Value,
};

/// A filter as a function.
pub(super) fn function(
    name: &'static str,
    code: fn(&mut Interpreter, Value) -> Result<Value, PythonError>,
) -> Value {
    Value::function(name, move |cx, arguments| {
        let mut arguments = arguments.bind(name, &[Parameter::required("string")])?;
        let value = cx.known(&arguments.require("string"))?;
        code(cx, value)
    })
}

/// The filter `x`.
pub(super) fn xml_escape(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    match value.as_str() {
        Some(text) => escaped(cx, &text),
        None if matches!(value, Value::Bytes(_)) => Err(PythonError::type_error(
            "cannot use a string pattern on a bytes-like object",
        )),
        None => Err(PythonError::type_error(format!(
            "expected string or bytes-like object, got '{}'",
            cx.type_name(&value)
        ))),
    }
}

/// The filter `h` (`markupsafe.escape`).
pub(super) fn html_escape(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    if !matches!(value, Value::Str(_)) && cx.find_attribute(&value, "__html__")?.is_some() {
        return Err(PythonError::unsupported(
            "escaping an object that has a method __html__",
        ));
    }
    let text = cx.str(&value)?;
    escaped(cx, &text)
}

fn escaped(cx: &mut Interpreter, text: &str) -> Result<Value, PythonError> {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&#34;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    cx.allocate(escaped.len())?;
    Ok(escaped.into())
}

/// The filter `u`.
pub(super) fn url_escape(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    let arguments = Arguments::positional(vec![Value::from("utf8")], cx.origin());
    let bytes = cx.call_method(&value, "encode", arguments)?;
    let parse = cx.import("urllib.parse")?;
    let quote = cx.attribute(&parse, "quote_plus")?;
    cx.call_with(&quote, vec![bytes])
}

/// The filter `trim`.
pub(super) fn trim(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    let arguments = Arguments::none(cx.origin());
    cx.call_method(&value, "strip", arguments)
}

/// What `decode` is: its attributes are filters that read bytes in the encoding they name.
#[derive(Debug)]
pub(super) struct Decode;

impl HostObject for Decode {
    fn type_name(&self) -> Rc<str> {
        "Decode".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let encoding: Rc<str> = name.into();
        Ok(Some(Value::function("decode", move |cx, arguments| {
            let mut arguments = arguments.bind("decode", &[Parameter::required("x")])?;
            let value = cx.known(&arguments.require("x"))?;
            match &value {
                Value::Bytes(_) => {
                    let class = Value::Class(cx.builtin_class(BuiltinType::Str));
                    cx.call_with(&class, vec![value, Value::Str(Rc::clone(&encoding))])
                }
                _ if value.as_str().is_some() => Ok(value),
                _ => cx.str(&value).map(Value::Str),
            }
        })))
    }
}

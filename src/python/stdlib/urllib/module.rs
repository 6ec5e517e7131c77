//! The modules `urllib` and `urllib.parse` themselves.

use std::rc::Rc;

use super::quoting::{quote, quote_plus, unquote};
use super::splitting::{Parts, authority, join, split, split_parameters};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::stdlib::collections::{NamedTuple, named_tuple_instance};
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{
    ModuleBuilder, Outcome, class_of, closure, property, split_receiver,
};
use crate::python::value::{Attributes, Value};

/// The bytes of a text or of bytes.
fn data(cx: &mut Interpreter, value: &Value, what: &str) -> Result<Rc<[u8]>, PythonError> {
    match cx.known(value)?.underlying() {
        Value::Bytes(bytes) => Ok(bytes),
        Value::Str(text) => Ok(text.as_bytes().into()),
        other => Err(PythonError::type_error(format!(
            "{what} expected bytes or str, not {}",
            cx.type_name(&other)
        ))),
    }
}

fn safe_argument(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
    default: &str,
) -> Result<Rc<str>, PythonError> {
    for name in ["encoding", "errors"] {
        if let Some(value) = arguments.take_some(name) {
            let value = convert::string(cx, &value, name)?;
            if !matches!(
                value.to_lowercase().as_str(),
                "utf-8" | "utf8" | "strict" | "replace"
            ) {
                return Err(PythonError::unsupported(format!("the {name} {value}")));
            }
        }
    }
    match arguments.take("safe") {
        Some(safe) => convert::string(cx, &safe, "safe"),
        None => Ok(default.into()),
    }
}

fn text(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
    name: &str,
) -> Result<Rc<str>, PythonError> {
    let value = arguments.require(name);
    let value = cx.known(&value)?;
    match value.underlying() {
        Value::Str(text) => Ok(text),
        Value::Bytes(_) => Err(PythonError::unsupported("addresses in bytes")),
        _ if value.is_none() => Err(PythonError::unsupported("None in the place of an address")),
        _ => convert::duck_string(cx, &value, "decode"),
    }
}

const SPLIT: [&str; 5] = ["scheme", "netloc", "path", "query", "fragment"];
const PARSED: [&str; 6] = ["scheme", "netloc", "path", "params", "query", "fragment"];

fn field(receiver: &Value, index: usize) -> Rc<str> {
    let items = receiver.as_sequence().unwrap_or_default();
    items
        .get(index)
        .and_then(Value::as_str)
        .unwrap_or_else(|| "".into())
}

/// An attribute computed from the authority of a result.
fn from_authority(name: &'static str) -> Value {
    property(closure(name, move |_, arguments| {
        let (receiver, _) = split_receiver(name, arguments)?;
        let text = field(&receiver, 1);
        let found = authority(&text);
        let value = |part: Option<&str>| part.map_or(Value::None, Value::from);
        Ok(match name {
            "username" => value(found.user),
            "password" => value(found.password),
            "hostname" => value(found.host.as_deref()),
            _ => match found.port {
                None => Value::None,
                Some(port) if port.bytes().all(|byte| byte.is_ascii_digit()) => {
                    match port.parse::<i64>() {
                        Ok(number @ 0..=65535) => number.into(),
                        _ => return Err(PythonError::value_error("Port out of range 0-65535")),
                    }
                }
                Some(port) => {
                    return Err(PythonError::value_error(format!(
                        "Port could not be cast to integer value as {}",
                        convert::quote(port)
                    )));
                }
            },
        })
    }))
}

fn result_class(
    cx: &mut Interpreter,
    name: &'static str,
    fields: &[&'static str],
) -> Result<Shared<Class>, PythonError> {
    let mut namespace = Attributes::new();
    for name in ["username", "password", "hostname", "port"] {
        namespace.insert(name.into(), from_authority(name));
    }
    let with_parameters = fields.len() == PARSED.len();
    namespace.insert(
        "geturl".into(),
        Value::method("geturl", move |_, arguments| {
            let (receiver, arguments) = split_receiver("geturl", arguments)?;
            arguments.bind("geturl", &[])?;
            let part = |index| field(&receiver, index).to_string();
            Ok(joined(
                &(0..5 + usize::from(with_parameters))
                    .map(part)
                    .collect::<Vec<_>>(),
            )
            .into())
        }),
    );
    NamedTuple {
        name: name.into(),
        module: "urllib.parse".into(),
        fields: fields.iter().copied().map(Rc::from).collect(),
        defaults: Vec::new(),
        namespace,
    }
    .class(cx)
}

/// The address of five parts, or of six with the parameters of the path.
fn joined(parts: &[String]) -> String {
    let (path, query, fragment) = match parts {
        [_, _, path, parameters, query, fragment] if !parameters.is_empty() => {
            (format!("{path};{parameters}"), query, fragment)
        }
        [_, _, path, _, query, fragment] | [_, _, path, query, fragment] => {
            (path.clone(), query, fragment)
        }
        _ => return String::new(),
    };
    join(&Parts {
        scheme: parts[0].clone(),
        authority: parts[1].clone(),
        path,
        query: query.clone(),
        fragment: fragment.clone(),
    })
}

fn take_apart(cx: &mut Interpreter, arguments: &mut BoundArguments) -> Result<Parts, PythonError> {
    let url = text(cx, arguments, "url")?;
    let scheme = match arguments.take("scheme") {
        Some(scheme) => convert::string(cx, &scheme, "scheme")?,
        None => "".into(),
    };
    let mut parts = split(&url, &scheme).map_err(PythonError::value_error)?;
    let fragments = convert::flag(cx, arguments.take("allow_fragments"), true)?;
    if !fragments && url.contains('#') {
        return Err(PythonError::unsupported(
            "allow_fragments=False on an address with a #",
        ));
    }
    cx.allocate(url.len())?;
    parts.scheme.shrink_to_fit();
    Ok(parts)
}

fn result(cx: &mut Interpreter, class: &str, items: Vec<String>) -> Outcome {
    let Some(class) = class_of(cx, "urllib.parse", class) else {
        return Err(PythonError::unsupported("a changed urllib.parse"));
    };
    Ok(named_tuple_instance(
        &class,
        items.into_iter().map(Value::from).collect(),
    ))
}

fn url_split(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let parts = take_apart(cx, &mut arguments)?;
    let Parts {
        scheme,
        authority,
        path,
        query,
        fragment,
    } = parts;
    result(
        cx,
        "SplitResult",
        vec![scheme, authority, path, query, fragment],
    )
}

fn url_parse(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let parts = take_apart(cx, &mut arguments)?;
    let Parts {
        scheme,
        authority,
        path,
        query,
        fragment,
    } = parts;
    let (path, parameters) = split_parameters(&scheme, &path);
    result(
        cx,
        "ParseResult",
        vec![scheme, authority, path, parameters, query, fragment],
    )
}

fn put_together(cx: &mut Interpreter, mut arguments: BoundArguments, count: usize) -> Outcome {
    let items = cx.collect(&arguments.require("components"))?;
    if items.len() != count {
        return Err(PythonError::value_error(format!(
            "{} values to unpack (expected {count})",
            if items.len() > count {
                "too many"
            } else {
                "not enough"
            }
        )));
    }
    let mut parts = Vec::new();
    for item in &items {
        parts.push(convert::string(cx, item, "a component")?.to_string());
    }
    Ok(joined(&parts).into())
}

/// Names and values of a mapping or of pairs.
fn pairs(cx: &mut Interpreter, query: &Value) -> Result<Vec<(Value, Value)>, PythonError> {
    if let Value::Dict(entries) = cx.known(query)?.underlying() {
        let entries = entries.borrow();
        return Ok(entries
            .iter()
            .map(|(_, key, value)| (key.clone(), value.clone()))
            .collect());
    }
    let mut pairs = Vec::new();
    for item in cx.collect(query)? {
        match cx.collect(&item)?.as_slice() {
            [name, value] => pairs.push((name.clone(), value.clone())),
            _ => {
                return Err(PythonError::type_error(
                    "not a valid non-string sequence or mapping object",
                ));
            }
        }
    }
    Ok(pairs)
}

fn url_encode(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let query = arguments.require("query");
    let several = convert::flag(cx, arguments.take("doseq"), false)?;
    if arguments.take_some("quote_via").is_some() {
        return Err(PythonError::unsupported(
            "the argument quote_via of urlencode()",
        ));
    }
    let safe = safe_argument(cx, &mut arguments, "")?;
    let quoted = |cx: &mut Interpreter, value: &Value| -> Result<String, PythonError> {
        let bytes = match cx.known(value)?.underlying() {
            Value::Bytes(bytes) => bytes,
            _ => cx.str(value)?.as_bytes().into(),
        };
        Ok(quote_plus(&bytes, &safe))
    };
    let mut encoded = Vec::new();
    for (name, value) in pairs(cx, &query)? {
        let name = quoted(cx, &name)?;
        let values = match (several, value.underlying()) {
            (true, list @ (Value::List(_) | Value::Tuple(_))) => cx.collect(&list)?,
            (true, Value::Str(_) | Value::Bytes(_) | Value::Int(_) | Value::None) | (false, _) => {
                vec![value]
            }
            (true, _) => {
                return Err(PythonError::unsupported(
                    "doseq of urlencode() with values other than lists",
                ));
            }
        };
        for value in &values {
            encoded.push(format!("{name}={}", quoted(cx, value)?));
        }
    }
    Ok(encoded.join("&").into())
}

fn query_pairs(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
) -> Result<Vec<(String, String)>, PythonError> {
    let query = text(cx, arguments, "qs")?;
    let keep_blank = convert::flag(cx, arguments.take("keep_blank_values"), false)?;
    let strict = convert::flag(cx, arguments.take("strict_parsing"), false)?;
    let mut pairs = Vec::new();
    for field in query.split('&').filter(|field| !field.is_empty()) {
        let (name, value) = match field.split_once('=') {
            Some(pair) => pair,
            None if strict => {
                return Err(PythonError::value_error(format!(
                    "bad query field: {}",
                    convert::quote(field)
                )));
            }
            None if keep_blank => (field, ""),
            None => continue,
        };
        if !value.is_empty() || keep_blank {
            pairs.push((
                unquote(&name.replace('+', " ")),
                unquote(&value.replace('+', " ")),
            ));
        }
    }
    Ok(pairs)
}

fn parse_query(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let mut entries: Vec<(String, Vec<Value>)> = Vec::new();
    for (name, value) in query_pairs(cx, &mut arguments)? {
        match entries.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value.into()),
            None => entries.push((name, vec![value.into()])),
        }
    }
    let mut dictionary = Dictionary::new();
    for (name, values) in entries {
        dictionary.insert_str(name, Value::list(values));
    }
    Ok(Value::dict(dictionary))
}

/// Makes the module `urllib`.
pub(in crate::python::stdlib) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("urllib").finish()
}

/// Makes the module `urllib.parse`.
pub(in crate::python::stdlib) fn parse(cx: &mut Interpreter) -> Result<Value, PythonError> {
    const QUOTE: &str = "string, safe=, encoding=, errors=";
    const QUERY: &str = "qs, keep_blank_values=, strict_parsing=";
    Ok(ModuleBuilder::new("urllib.parse")
        .class(&result_class(cx, "SplitResult", &SPLIT)?)
        .class(&result_class(cx, "ParseResult", &PARSED)?)
        .function("quote", QUOTE, |cx, mut arguments| {
            let value = arguments.require("string");
            let safe = safe_argument(cx, &mut arguments, "/")?;
            Ok(quote(&data(cx, &value, "quote()")?, &safe).into())
        })
        .function("quote_plus", QUOTE, |cx, mut arguments| {
            let value = arguments.require("string");
            let safe = safe_argument(cx, &mut arguments, "")?;
            Ok(quote_plus(&data(cx, &value, "quote_plus()")?, &safe).into())
        })
        .function(
            "unquote",
            "string, encoding=, errors=",
            |cx, mut arguments| {
                let value = unquoted_argument(cx, &mut arguments)?;
                Ok(unquote(&value).into())
            },
        )
        .function(
            "unquote_plus",
            "string, encoding=, errors=",
            |cx, mut arguments| {
                let value = unquoted_argument(cx, &mut arguments)?;
                Ok(unquote(&value.replace('+', " ")).into())
            },
        )
        .function("urlsplit", "url, scheme=, allow_fragments=", url_split)
        .function("urlparse", "url, scheme=, allow_fragments=", url_parse)
        .function("urlunsplit", "components", |cx, arguments| {
            put_together(cx, arguments, 5)
        })
        .function("urlunparse", "components", |cx, arguments| {
            put_together(cx, arguments, 6)
        })
        .function(
            "urlencode",
            "query, doseq=, safe=, encoding=, errors=, quote_via=",
            url_encode,
        )
        .function("parse_qs", QUERY, parse_query)
        .function("parse_qsl", QUERY, |cx, mut arguments| {
            let pairs = query_pairs(cx, &mut arguments)?
                .into_iter()
                .map(|(name, value)| Value::tuple(vec![name.into(), value.into()]));
            Ok(Value::list(pairs.collect()))
        })
        .finish())
}

/// The text to be unquoted.
fn unquoted_argument(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
) -> Result<Rc<str>, PythonError> {
    for name in ["encoding", "errors"] {
        if arguments.take_some(name).is_some() {
            return Err(PythonError::unsupported(format!(
                "the argument {name} of unquote()"
            )));
        }
    }
    let value = arguments.require("string");
    let value = cx.known(&value)?;
    match value.underlying() {
        Value::Bytes(_) => Err(PythonError::unsupported("unquoting bytes")),
        _ => convert::duck_string(cx, &value, "replace"),
    }
}

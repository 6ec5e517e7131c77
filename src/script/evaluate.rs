//! The thorough reader of headers: evaluates the top level of a file, as Alembic imports it.
//!
//! Used for the files that [`scan`](super::scan) hands over: computed identifiers, conditions,
//! anything unusual. A name whose value cannot be known is an error at its line, never a guess.

use std::path::{Path, PathBuf};

use super::error::ScriptError;
use super::header::{Declared, HeaderName, HeaderValue, ModuleHeader};
use crate::python::{Configuration, Interpreter, Value};

/// An interpreter that knows Python and the folders `import_path`, and nothing of SQLAlchemy or
/// Alembic: what a file imports from them is opaque.
pub(crate) fn plain_interpreter(import_path: &[PathBuf]) -> Interpreter {
    Interpreter::new(Configuration {
        search_path: import_path.to_vec(),
        ..Configuration::default()
    })
}

/// Reads the header of the file `path`, whose text is `text`, by evaluating its top level.
pub(crate) fn evaluate_header(
    path: &Path,
    text: &str,
    interpreter: &mut Interpreter,
) -> Result<ModuleHeader, ScriptError> {
    let failed = |error: crate::python::PythonError| ScriptError::Python {
        path: path.to_owned(),
        report: Box::new(error.report()),
    };
    let module = interpreter
        .load_file(path, &module_name(path))
        .map_err(failed)?;
    let docstring = module
        .get("__doc__")
        .and_then(|value| value.as_str())
        .map(|text| text.to_string());
    let mut header = ModuleHeader {
        docstring,
        ..ModuleHeader::default()
    };
    for name in HeaderName::ALL {
        let Some(value) = module.get(name.as_str()) else {
            continue;
        };
        let value = header_value(&value, interpreter).map_err(failed)?;
        *header.declared_mut(name) = Some(Declared {
            value,
            line: line_of(name, text),
        });
    }
    Ok(header)
}

/// The name Alembic gives the module: the file's, with everything but letters, digits and
/// underscores replaced.
fn module_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect()
}

fn header_value(
    value: &Value,
    interpreter: &mut Interpreter,
) -> Result<HeaderValue, crate::python::PythonError> {
    if value.is_none() {
        return Ok(HeaderValue::None);
    }
    if let Some(text) = value.as_str() {
        return Ok(HeaderValue::Text(text.to_string()));
    }
    if let Value::Opaque(opaque) = value {
        return Ok(HeaderValue::Other(format!(
            "{}, which is not known here ({})",
            opaque.name, opaque.reason
        )));
    }
    let is_iterable = match value {
        Value::List(_)
        | Value::Tuple(_)
        | Value::Dict(_)
        | Value::DictView(_)
        | Value::Set(_)
        | Value::FrozenSet(_)
        | Value::Iterator(_) => true,
        Value::None
        | Value::NotImplemented
        | Value::Ellipsis
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::Range(_)
        | Value::Slice(_)
        | Value::Function(_)
        | Value::BoundMethod(_)
        | Value::Builtin(_)
        | Value::Descriptor(_)
        | Value::Class(_)
        | Value::Instance(_)
        | Value::Super(_)
        | Value::Module(_)
        | Value::Host(_)
        | Value::Opaque(_) => false,
    };
    if !is_iterable {
        return Ok(HeaderValue::Other(format!(
            "of type '{}'",
            interpreter.type_name(value)
        )));
    }
    let mut elements = Vec::new();
    for element in interpreter.collect(value)? {
        match element.as_str() {
            Some(text) => elements.push(Some(text.to_string())),
            None if element.is_none() => elements.push(None),
            None => {
                return Ok(HeaderValue::Other(format!(
                    "a sequence with an element of type '{}'",
                    interpreter.type_name(&element)
                )));
            }
        }
    }
    Ok(HeaderValue::Sequence(elements))
}

/// The last line that begins with the name: where its value most likely comes from.
fn line_of(name: HeaderName, text: &str) -> Option<u32> {
    let mut found = None;
    for (number, line) in (1..).zip(text.lines()) {
        let rest = line.trim_start().strip_prefix(name.as_str());
        if rest.is_some_and(|rest| rest.trim_start().starts_with([':', '=', ','])) {
            found = Some(number);
        }
    }
    found
}

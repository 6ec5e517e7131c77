//! `template.format(…)` (`Objects/stringlib/unicode_format.h`).

use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// Where the fields of a template get their values.
pub(crate) struct Fields {
    arguments: Arguments,
    mapping: Option<Value>,
    /// The next automatic number; `None` once fields are numbered by hand.
    automatic: Option<usize>,
    manual: bool,
}

impl Fields {
    /// Values from the arguments of `format`.
    pub(crate) fn arguments(arguments: Arguments) -> Self {
        Self {
            arguments,
            mapping: None,
            automatic: Some(0),
            manual: false,
        }
    }

    /// Values from a mapping (`format_map`).
    pub(crate) fn mapping(mapping: Value, origin: crate::source::Origin) -> Self {
        Self {
            mapping: Some(mapping),
            ..Self::arguments(Arguments::none(origin))
        }
    }

    fn positional(&self, index: usize) -> Result<Value, PythonError> {
        if self.mapping.is_some() {
            return Err(PythonError::value_error("Format string contains positional fields"));
        }
        self.arguments.positional.get(index).cloned().ok_or_else(|| {
            PythonError::index_error(format!(
                "Replacement index {index} out of range for positional args tuple"
            ))
        })
    }

    fn first(&mut self, cx: &mut Interpreter, name: &str) -> Result<Value, PythonError> {
        if name.is_empty() {
            if self.manual {
                return Err(PythonError::value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            let index = self.automatic.unwrap_or(0);
            self.automatic = Some(index + 1);
            return self.positional(index);
        }
        if name.bytes().all(|byte| byte.is_ascii_digit()) {
            if self.automatic.is_some_and(|next| next > 0) {
                return Err(PythonError::value_error(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            self.manual = true;
            let index = name.parse().map_err(|_| {
                PythonError::value_error("Too many decimal digits in format string")
            })?;
            return self.positional(index);
        }
        if let Some(mapping) = self.mapping.clone() {
            return cx.subscript(&mapping, &Value::from(name));
        }
        let found = self.arguments.keyword.iter().find(|(key, _)| **key == *name);
        match found {
            Some((_, value)) => Ok(value.clone()),
            None => Err(PythonError::key_error(Value::from(name))),
        }
    }
}

/// Formats `template`.
pub(crate) fn format(
    cx: &mut Interpreter,
    template: &str,
    fields: &mut Fields,
) -> Result<String, PythonError> {
    expand(cx, template, fields, 2)
}

fn expand(
    cx: &mut Interpreter,
    template: &str,
    fields: &mut Fields,
    depth: usize,
) -> Result<String, PythonError> {
    if depth == 0 {
        return Err(PythonError::value_error("Max string recursion exceeded"));
    }
    cx.allocate(template.len())?;
    let mut result = String::with_capacity(template.len());
    let mut rest = template;
    loop {
        let Some(position) = rest.find(['{', '}']) else {
            result.push_str(rest);
            return Ok(result);
        };
        result.push_str(&rest[..position]);
        let brace = rest.as_bytes()[position];
        let after = &rest[position + 1..];
        if after.as_bytes().first() == Some(&brace) {
            result.push(char::from(brace));
            rest = &after[1..];
            continue;
        }
        if brace == b'}' {
            return Err(PythonError::value_error(
                "Single '}' encountered in format string",
            ));
        }
        if after.is_empty() {
            return Err(PythonError::value_error(
                "Single '{' encountered in format string",
            ));
        }
        let end = field_end(after)?;
        let text = field(cx, &after[..end], fields, depth)?;
        cx.allocate(text.len())?;
        result.push_str(&text);
        rest = &after[end + 1..];
    }
}

/// The offset of the brace that closes a field.
fn field_end(text: &str) -> Result<usize, PythonError> {
    let mut depth = 1;
    let mut in_brackets = false;
    for (position, character) in text.char_indices() {
        match character {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            '{' if !in_brackets => depth += 1,
            '}' if !in_brackets => {
                depth -= 1;
                if depth == 0 {
                    return Ok(position);
                }
            }
            _ => {}
        }
    }
    Err(PythonError::value_error("expected '}' before end of string"))
}

fn field(
    cx: &mut Interpreter,
    text: &str,
    fields: &mut Fields,
    depth: usize,
) -> Result<Rc<str>, PythonError> {
    let mut in_brackets = false;
    let split = text.char_indices().find(|(_, character)| {
        match character {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ => {}
        }
        !in_brackets && matches!(character, '!' | ':')
    });
    let (name, conversion, specification) = match split {
        None => (text, None, ""),
        Some((position, ':')) => (&text[..position], None, &text[position + 1..]),
        Some((position, _)) => {
            let after = &text[position + 1..];
            let mut characters = after.chars();
            let Some(conversion) = characters.next() else {
                return Err(PythonError::value_error(
                    "end of string while looking for conversion specifier",
                ));
            };
            let rest = characters.as_str();
            match rest.strip_prefix(':') {
                Some(specification) => (&text[..position], Some(conversion), specification),
                None if rest.is_empty() => (&text[..position], Some(conversion), ""),
                None => {
                    return Err(PythonError::value_error(
                        "expected ':' after conversion specifier",
                    ));
                }
            }
        }
    };
    let value = lookup(cx, name, fields)?;
    let value = match conversion {
        None => value,
        Some('s') => Value::Str(cx.str(&value)?),
        Some('r') => Value::Str(cx.repr(&value)?),
        Some('a') => Value::Str(cx.ascii(&value)?),
        Some(other) => {
            return Err(PythonError::value_error(format!(
                "Unknown conversion specifier '{other}'"
            )));
        }
    };
    let specification = if specification.contains(['{', '}']) {
        expand(cx, specification, fields, depth - 1)?
    } else {
        specification.to_owned()
    };
    cx.format(&value, &specification)
}

/// The value of `name.attribute[index]…`.
fn lookup(cx: &mut Interpreter, text: &str, fields: &mut Fields) -> Result<Value, PythonError> {
    let end = text.find(['.', '[']).unwrap_or(text.len());
    let mut value = fields.first(cx, &text[..end])?;
    let mut rest = &text[end..];
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            if end == 0 {
                return Err(PythonError::value_error("Empty attribute in format string"));
            }
            value = cx.attribute(&value, &after[..end])?;
            rest = &after[end..];
        } else if let Some(after) = rest.strip_prefix('[') {
            let Some(end) = after.find(']') else {
                return Err(PythonError::value_error("Missing ']' in format string"));
            };
            let key = &after[..end];
            if key.is_empty() {
                return Err(PythonError::value_error("Empty attribute in format string"));
            }
            let index = if key.bytes().all(|byte| byte.is_ascii_digit()) {
                Integer::parse(key, 10).map_or_else(|| Value::from(key), Value::Int)
            } else {
                Value::from(key)
            };
            value = cx.subscript(&value, &index)?;
            rest = &after[end + 1..];
        } else {
            return Err(PythonError::exception(
                ExceptionClass::ValueError,
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        }
    }
    Ok(value)
}

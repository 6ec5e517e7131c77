//! `string.Template`: texts with `$name` in them (`Lib/string.py`).

use std::rc::Rc;

use super::convert;
use super::native::{ClassBuilder, Outcome, class_of};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// A template.
#[derive(Debug)]
struct Template {
    text: Rc<str>,
}

impl HostObject for Template {
    fn type_name(&self) -> Rc<str> {
        "Template".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "string", "Template")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok((name == "template").then(|| Value::Str(Rc::clone(&self.text))))
    }
}

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Text that stands for itself.
    Plain(&'a str),
    /// `$$`.
    Escaped,
    /// `$name` or `${name}`: the name, and how it is written.
    Named(&'a str, &'a str),
    /// A dollar sign with something else behind it, at this many bytes.
    Invalid(usize),
}

/// The pieces of a template in their order (`Template.pattern`).
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = 0;
    while let Some(found) = text[rest..].find('$') {
        let dollar = rest + found;
        if found > 0 {
            pieces.push(Piece::Plain(&text[rest..dollar]));
        }
        let behind = &text[dollar + 1..];
        let (piece, length) = if behind.starts_with('$') {
            (Piece::Escaped, 2)
        } else if let name @ 1.. = identifier(behind) {
            let written = &text[dollar..=dollar + name];
            (Piece::Named(&behind[..name], written), name + 1)
        } else if let Some(braced) = behind.strip_prefix('{')
            && let name @ 1.. = identifier(braced)
            && braced[name..].starts_with('}')
        {
            let written = &text[dollar..dollar + name + 3];
            (Piece::Named(&braced[..name], written), name + 3)
        } else {
            (Piece::Invalid(dollar + 1), 1)
        };
        pieces.push(piece);
        rest = dollar + length;
    }
    if rest < text.len() {
        pieces.push(Piece::Plain(&text[rest..]));
    }
    pieces
}

/// How many bytes at the beginning of `text` are an ASCII identifier.
fn identifier(text: &str) -> usize {
    let belongs = |(index, byte): &(usize, u8)| {
        byte.is_ascii_alphabetic() || *byte == b'_' || *index > 0 && byte.is_ascii_digit()
    };
    text.bytes().enumerate().take_while(belongs).count()
}

/// The error for a dollar sign (`Template._invalid`); `index` is where the text behind it begins.
fn invalid(cx: &mut Interpreter, text: &str, index: usize) -> Result<PythonError, PythonError> {
    let before: Value = text[..index].into();
    let split = cx.attribute(&before, "splitlines")?;
    let lines = cx.call_with(&split, vec![Value::Bool(true)])?;
    let lines = cx.collect(&lines)?;
    // The column is that of the dollar sign, counted from one.
    let column = match lines.last().and_then(Value::as_str) {
        Some(last) => last.chars().count(),
        None => 1,
    };
    Ok(PythonError::value_error(format!(
        "Invalid placeholder in string: line {}, col {column}",
        lines.len().max(1)
    )))
}

/// What becomes of a placeholder without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    Raise,
    Keep,
}

fn substitute(
    cx: &mut Interpreter,
    template: &Template,
    mut arguments: BoundArguments,
    missing: Missing,
) -> Outcome {
    let mut keywords = Dictionary::new();
    for (name, value) in std::mem::take(&mut arguments.rest_keyword) {
        keywords.insert_str(name, value);
    }
    let keywords = Value::dict(keywords);
    let mapping = match arguments.take("mapping") {
        Some(mapping) => Some(cx.known(&mapping)?),
        None => None,
    };
    let mut result = String::new();
    for piece in pieces(&template.text) {
        match piece {
            Piece::Plain(text) => result.push_str(text),
            Piece::Escaped => result.push('$'),
            Piece::Named(name, written) => match value_of(cx, &keywords, mapping.as_ref(), name) {
                Ok(value) => result.push_str(&cx.str(&value)?),
                Err(error)
                    if missing == Missing::Keep
                        && error.is_instance_of(ExceptionClass::KeyError) =>
                {
                    result.push_str(written);
                }
                Err(error) => return Err(error),
            },
            Piece::Invalid(index) => match missing {
                Missing::Raise => return Err(invalid(cx, &template.text, index)?),
                Missing::Keep => result.push('$'),
            },
        }
        cx.allocate(result.len())?;
    }
    Ok(result.into())
}

/// The value of a name: that of a keyword, otherwise that of the mapping.
fn value_of(
    cx: &mut Interpreter,
    keywords: &Value,
    mapping: Option<&Value>,
    name: &str,
) -> Outcome {
    let key: Value = name.into();
    match (cx.subscript(keywords, &key), mapping) {
        (Ok(value), _) => Ok(value),
        (Err(_), Some(mapping)) => cx.subscript(mapping, &key),
        (Err(error), None) => Err(error),
    }
}

/// The class `Template`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("string", "Template")
        .class_constructor(|cx, class, mut arguments| {
            if &*class.module != "string" {
                return Err(PythonError::unsupported(
                    "a class derived from string.Template",
                ));
            }
            let template = match (arguments.positional.pop(), arguments.keyword.pop()) {
                (Some(template), None) => template,
                (None, Some((name, template))) if &*name == "template" => template,
                _ => {
                    return Err(PythonError::unsupported(
                        "Template() with other arguments than a template",
                    ));
                }
            };
            if !arguments.positional.is_empty() || !arguments.keyword.is_empty() {
                return Err(PythonError::unsupported(
                    "Template() with other arguments than a template",
                ));
            }
            let text = convert::duck_string(cx, &template, "startswith")?;
            Ok(Value::host(Template { text }))
        })
        .method::<Template>(
            "substitute",
            "mapping=, /, **kws",
            |cx, template, arguments| substitute(cx, template, arguments, Missing::Raise),
        )
        .method::<Template>(
            "safe_substitute",
            "mapping=, /, **kws",
            |cx, template, arguments| substitute(cx, template, arguments, Missing::Keep),
        )
        .refused(&["get_identifiers", "is_valid"])
        .refused_attributes(&[
            "braceidpattern",
            "delimiter",
            "flags",
            "idpattern",
            "pattern",
        ])
        .finish(cx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_falls_into_pieces() {
        assert_eq!(
            pieces("a$b${c} $$ $1 ${d"),
            [
                Piece::Plain("a"),
                Piece::Named("b", "$b"),
                Piece::Named("c", "${c}"),
                Piece::Plain(" "),
                Piece::Escaped,
                Piece::Plain(" "),
                Piece::Invalid(12),
                Piece::Plain("1 "),
                Piece::Invalid(15),
                Piece::Plain("{d"),
            ]
        );
    }
}

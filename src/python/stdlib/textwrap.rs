//! `textwrap` and `inspect.cleandoc`: margins of texts of several lines.

use super::convert;
use super::native::{ModuleBuilder, Outcome};
use crate::python::arguments::BoundArguments;
use crate::python::class::BuiltinType;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// Characters `str.splitlines` breaks lines at.
fn is_line_break(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// `textwrap.dedent`: takes away the margin all lines share.
fn dedented(text: &str) -> String {
    let blank = |line: &str| {
        line.chars()
            .all(|character| matches!(character, ' ' | '\t'))
    };
    let indent_of = |line: &'_ str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut margin: Option<&str> = None;
    for line in text.split('\n').filter(|line| !blank(line)) {
        let indent = &line[..indent_of(line)];
        margin = Some(match margin {
            None => indent,
            Some(margin) => {
                let shared = margin
                    .bytes()
                    .zip(indent.bytes())
                    .take_while(|(left, right)| left == right);
                &margin[..shared.count()]
            }
        });
    }
    let margin = margin.unwrap_or_default();
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| {
            if blank(line) {
                ""
            } else {
                &line[margin.len()..]
            }
        })
        .collect();
    lines.join("\n")
}

fn dedent(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let text = arguments.require("text");
    let text = convert::string(cx, &text, "dedent() argument")?;
    cx.allocate(text.len())?;
    Ok(dedented(&text).into())
}

/// Lines with their ends.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        if !is_line_break(character) {
            continue;
        }
        let mut end = index + character.len_utf8();
        if character == '\r' && characters.peek().is_some_and(|(_, next)| *next == '\n') {
            characters.next();
            end += 1;
        }
        lines.push(&text[start..end]);
        start = end;
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

fn indent(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let text = convert::duck_string(cx, &arguments.require("text"), "splitlines")?;
    let prefix = convert::string(cx, &arguments.require("prefix"), "indent() argument 2")?;
    let predicate = arguments.take_some("predicate");
    let mut result = String::new();
    for line in lines(&text) {
        let prefixed = match &predicate {
            Some(predicate) => {
                let answer = cx.call_with(predicate, vec![line.into()])?;
                cx.truth(&answer)?
            }
            None => !line.trim().is_empty(),
        };
        if prefixed {
            result += &prefix;
        }
        result += line;
    }
    cx.allocate(result.len())?;
    Ok(result.into())
}

/// `str.expandtabs()` with stops of eight columns.
fn expand_tabs(text: &str) -> String {
    let mut result = String::new();
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let spaces = 8 - column % 8;
                result.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\n' | '\r' => {
                result.push(character);
                column = 0;
            }
            _ => {
                result.push(character);
                column += 1;
            }
        }
    }
    result
}

/// `inspect.cleandoc`: as `dedent`, but the first line does not count.
pub(super) fn clean_documentation(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let text = arguments.require("doc");
    let text = convert::duck_string(cx, &text, "expandtabs")?;
    cx.allocate(text.len() * 2)?;
    let expanded = expand_tabs(&text);
    let mut lines: Vec<&str> = expanded.split('\n').collect();
    let margin = lines[1..]
        .iter()
        .filter(|line| !line.trim_start().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    lines[0] = lines[0].trim_start();
    for line in &mut lines[1..] {
        *line = line.get(margin..).unwrap_or_default();
    }
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let start = lines
        .iter()
        .position(|line| !line.is_empty())
        .unwrap_or(lines.len());
    Ok(lines[start..].join("\n").into())
}

/// `textwrap.shorten` and `wrap` depend on every option of `TextWrapper`.
fn refused(_: &mut Interpreter, _: BoundArguments) -> Outcome {
    Err(PythonError::unsupported("wrapping text with textwrap"))
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("textwrap")
        .function("dedent", "text", dedent)
        .function("indent", "text, prefix, predicate=", indent)
        .function("wrap", "text, width=, **kwargs", refused)
        .function("fill", "text, width=, **kwargs", refused)
        .function("shorten", "text, width, **kwargs", refused)
        .finish()
}

/// `inspect`, of which only questions about texts can be answered.
pub(super) fn inspect(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("inspect")
        .function("cleandoc", "doc", clean_documentation)
        .function("isclass", "object", |cx, mut arguments| {
            let value = arguments.require("object");
            let value = cx.known(&value)?;
            let class_of_classes = Value::Class(cx.builtin_class(BuiltinType::Type));
            cx.is_instance(&value, &class_of_classes).map(Value::Bool)
        })
        .function("isfunction", "object", |cx, mut arguments| {
            let value = arguments.require("object");
            Ok(Value::Bool(matches!(cx.known(&value)?, Value::Function(_))))
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_margin_goes() {
        // python3.11: textwrap.dedent
        for (text, expected) in [
            ("  a\n    b\n \t \n  c", "a\n  b\n\nc"),
            ("\ta\n  b", "\ta\n  b"),
            ("\n    x\n    y\n    ", "\nx\ny\n"),
            ("a\n  b", "a\n  b"),
        ] {
            assert_eq!(dedented(text), expected);
        }
    }
}

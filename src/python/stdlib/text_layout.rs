//! `textwrap`, `inspect.cleandoc` and `string` (`Lib/textwrap.py`, `Lib/inspect.py`, `Lib/string.py`).

use std::rc::Rc;

use crate::python::arguments::{Arguments, Parameter};
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::value::Value;

/// Fills `textwrap` or `inspect`: each has what the other does not.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    if &*module.name == "inspect" {
        module.set(
            "cleandoc",
            Value::function("cleandoc", |cx, arguments| {
                let text = text_argument(cx, arguments, "cleandoc", "doc")?;
                cx.allocate(text.len())?;
                Ok(clean_documentation(&text).into())
            }),
        );
        return Ok(());
    }
    module.set(
        "dedent",
        Value::function("dedent", |cx, arguments| {
            let text = text_argument(cx, arguments, "dedent", "text")?;
            cx.allocate(text.len())?;
            Ok(dedent(&text).into())
        }),
    );
    module.set("indent", Value::function("indent", indent));
    Ok(())
}

fn text_argument(
    cx: &mut Interpreter,
    arguments: Arguments,
    function: &str,
    parameter: &str,
) -> Result<Rc<str>, PythonError> {
    let value = arguments
        .bind(function, &[Parameter::required(parameter)])?
        .require(parameter);
    let value = cx.known(&value)?;
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(PythonError::type_error(format!(
            "expected string or bytes-like object, got '{}'",
            cx.type_name(&value)
        ))),
    }
}

/// The blanks a line begins with.
fn margin_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// `textwrap.dedent`: removes the whitespace every line with text begins with.
fn dedent(text: &str) -> String {
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| {
            // Lines of blanks only lose them; other whitespace is text.
            if line.trim_matches([' ', '\t']).is_empty() {
                ""
            } else {
                line
            }
        })
        .collect();
    let mut margin: Option<&str> = None;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let own = margin_of(line);
        margin = Some(match margin {
            None => own,
            Some(margin) => {
                let common = margin
                    .bytes()
                    .zip(own.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                &margin[..common]
            }
        });
    }
    let margin = margin.unwrap_or("");
    let stripped: Vec<&str> = lines
        .into_iter()
        .map(|line| line.strip_prefix(margin).unwrap_or(line))
        .collect();
    stripped.join("\n")
}

fn indent(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "indent",
        &[
            Parameter::required("text"),
            Parameter::required("prefix"),
            Parameter::optional("predicate"),
        ],
    )?;
    let text = cx.str(&bound.require("text"))?;
    let prefix = cx.str(&bound.require("prefix"))?;
    let predicate = bound.take_some("predicate");
    let mut result = String::new();
    for line in crate::python::builtins::lines_of(&text, true) {
        let chosen = match &predicate {
            Some(predicate) => {
                let verdict = cx.call_with(predicate, vec![Value::from(line)])?;
                cx.truth(&verdict)?
            }
            None => !line.trim().is_empty(),
        };
        cx.allocate(line.len() + prefix.len())?;
        if chosen {
            result.push_str(&prefix);
        }
        result.push_str(line);
    }
    Ok(result.into())
}

/// `inspect.cleandoc`: the margin of all lines but the first, and blank lines at the ends, go.
fn clean_documentation(text: &str) -> String {
    let expanded = expand_tabs(text);
    let mut lines: Vec<&str> = expanded.split('\n').collect();
    let margin = lines
        .iter()
        .skip(1)
        .filter(|line| !line.trim_start().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min();
    if let Some(first) = lines.first_mut() {
        *first = first.trim_start();
    }
    if let Some(margin) = margin {
        for line in lines.iter_mut().skip(1) {
            *line = line.get(margin..).unwrap_or("");
        }
    }
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| line.is_empty()).count();
    lines[start..].join("\n")
}

fn expand_tabs(text: &str) -> String {
    let mut result = String::new();
    let mut column = 0;
    for character in text.chars() {
        match character {
            '\t' => {
                let blanks = 8 - column % 8;
                result.push_str(&" ".repeat(blanks));
                column += blanks;
            }
            '\n' | '\r' => {
                result.push(character);
                column = 0;
            }
            other => {
                result.push(other);
                column += 1;
            }
        }
    }
    result
}

/// Fills the module `string`.
pub(super) fn fill_string(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let lower: String = ('a'..='z').collect();
    let upper: String = ('A'..='Z').collect();
    let digits: String = ('0'..='9').collect();
    let punctuation: String = ('!'..='~').filter(char::is_ascii_punctuation).collect();
    let whitespace = " \t\n\r\u{b}\u{c}";
    let letters = format!("{lower}{upper}");
    module.set(
        "printable",
        Value::from(format!("{digits}{letters}{punctuation}{whitespace}")),
    );
    module.set("ascii_letters", Value::from(letters));
    module.set("ascii_lowercase", Value::from(lower));
    module.set("ascii_uppercase", Value::from(upper));
    module.set("digits", Value::from(digits));
    module.set("hexdigits", Value::from("0123456789abcdefABCDEF"));
    module.set("octdigits", Value::from("01234567"));
    module.set("punctuation", Value::from(punctuation));
    module.set("whitespace", Value::from(whitespace));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_go_as_in_python() {
        assert_eq!(
            dedent("\n    a\n      b\n   \n    c\n  "),
            "\na\n  b\n\nc\n"
        );
        assert_eq!(dedent("\ta\n  b"), "\ta\n  b");
        assert_eq!(clean_documentation("  a\n    b\n      c\n\n"), "a\nb\n  c");
    }
}

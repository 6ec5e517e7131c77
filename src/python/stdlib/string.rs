//! `string`: sets of characters, and words with capitals.

use super::native::ModuleBuilder;
use super::string_template;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";
const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const WHITESPACE: &str = " \t\n\r\u{b}\u{c}";

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let template = string_template::class(cx);
    ModuleBuilder::new("string")
        .class(&template)
        .value("ascii_lowercase", LOWER.into())
        .value("ascii_uppercase", UPPER.into())
        .value("ascii_letters", format!("{LOWER}{UPPER}").into())
        .value("digits", DIGITS.into())
        .value("hexdigits", format!("{DIGITS}abcdefABCDEF").into())
        .value("octdigits", "01234567".into())
        .value("punctuation", PUNCTUATION.into())
        .value("whitespace", WHITESPACE.into())
        .value(
            "printable",
            format!("{DIGITS}{LOWER}{UPPER}{PUNCTUATION}{WHITESPACE}").into(),
        )
        .function("capwords", "s, sep=", |cx, mut arguments| {
            let text = arguments.require("s");
            let separator = arguments.take_some("sep");
            let words = cx.attribute(&text, "split")?;
            let words = cx.call_with(&words, separator.iter().cloned().collect())?;
            let mut capitalized = Vec::new();
            for word in cx.collect(&words)? {
                let capitalize = cx.attribute(&word, "capitalize")?;
                capitalized.push(cx.call_with(&capitalize, Vec::new())?);
            }
            let separator = separator.unwrap_or_else(|| " ".into());
            let join = cx.attribute(&separator, "join")?;
            cx.call_with(&join, vec![Value::list(capitalized)])
        })
        .value(
            "Formatter",
            Value::opaque("string.Formatter", "this class is not supported"),
        )
        .finish()
}

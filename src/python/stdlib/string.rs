//! `string`: sets of characters.

use super::convert;
use super::native::ModuleBuilder;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS: &str = "0123456789";
const PUNCTUATION: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const WHITESPACE: &str = " \t\n\r\u{b}\u{c}";

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("string")
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
            let text = convert::duck_string(cx, &arguments.require("s"), "split")?;
            let separator = match arguments.take_some("sep") {
                Some(separator) => Some(convert::string(cx, &separator, "capwords() argument 2")?),
                None => None,
            };
            let capitalize = |word: &str| {
                let mut characters = word.chars();
                let first: String = characters
                    .by_ref()
                    .take(1)
                    .flat_map(char::to_uppercase)
                    .collect();
                first + &characters.as_str().to_lowercase()
            };
            let words: Vec<String> = match &separator {
                Some(separator) => text.split(&**separator).map(capitalize).collect(),
                None => text.split_whitespace().map(capitalize).collect(),
            };
            Ok(words.join(separator.as_deref().unwrap_or(" ")).into())
        })
        .finish()
}

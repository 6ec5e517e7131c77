//! Methods of `str` that give new text (`Objects/unicodeobject.c`).

use std::rc::Rc;

use super::registry::MethodTable;
use super::text_search;
use crate::python::arguments::{BoundArguments, Parameter};
use crate::python::dictionary::{Dictionary, HashKey};
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::text::template::{self, Fields};
use crate::python::value::{Descriptor, Value};

const NONE: &[Parameter<'static>] = &[];
const ONE: &[Parameter<'static>] = &[Parameter::positional_only("value")];
const CHARACTERS: &[Parameter<'static>] = &[Parameter::optional_positional_only("chars")];
const SEPARATION: &[Parameter<'static>] =
    &[Parameter::optional("sep"), Parameter::optional("maxsplit")];
const JUSTIFICATION: &[Parameter<'static>] = &[
    Parameter::positional_only("width"),
    Parameter::optional_positional_only("fillchar"),
];

/// The text a method was called on.
pub(super) fn text_of(receiver: &Value) -> Result<Rc<str>, PythonError> {
    receiver
        .as_str()
        .ok_or_else(|| PythonError::type_error("a method of str needs a 'str' object"))
}

/// An argument that must be text.
pub(super) fn expect_text(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Rc<str>, PythonError> {
    match cx.known(value)?.as_str() {
        Some(text) => Ok(text),
        None => Err(PythonError::type_error(format!(
            "{what} must be str, not {}",
            cx.type_name(value)
        ))),
    }
}

pub(super) fn add(table: &mut MethodTable) {
    add_case(table);
    add_layout(table);
    table
        .add("join", ONE, join)
        .add(
            "replace",
            const {
                &[
                    Parameter::positional_only("old"),
                    Parameter::positional_only("new"),
                    Parameter::optional_positional_only("count"),
                ]
            },
            replace,
        )
        .add("split", SEPARATION, |cx, receiver, bound| {
            text_search::split(cx, &text_of(&receiver)?, bound, text_search::End::Left)
        })
        .add("rsplit", SEPARATION, |cx, receiver, bound| {
            text_search::split(cx, &text_of(&receiver)?, bound, text_search::End::Right)
        })
        .add(
            "splitlines",
            const { &[Parameter::optional("keepends")] },
            text_search::split_lines,
        )
        .add("partition", ONE, |cx, receiver, bound| {
            text_search::partition(cx, &text_of(&receiver)?, bound, text_search::End::Left)
        })
        .add("rpartition", ONE, |cx, receiver, bound| {
            text_search::partition(cx, &text_of(&receiver)?, bound, text_search::End::Right)
        })
        .add("format_map", ONE, |cx, receiver, mut bound| {
            let template = text_of(&receiver)?;
            let mut fields = Fields::mapping(bound.require("value"), bound.origin.clone());
            Ok(template::format(cx, &template, &mut fields)?.into())
        })
        .add(
            "encode",
            const {
                &[
                    Parameter::optional("encoding"),
                    Parameter::optional("errors"),
                ]
            },
            |cx, receiver, mut bound| {
                let (encoding, errors) = (bound.take("encoding"), bound.take("errors"));
                text_search::encode(cx, &text_of(&receiver)?, encoding, errors)
            },
        )
        .add("translate", ONE, translate)
        .add("__getnewargs__", NONE, |_, receiver, _| {
            Ok(Value::tuple(vec![receiver]))
        });
    table.attribute(
        "format",
        Value::method("format", |cx, mut arguments| {
            if arguments.positional.is_empty() {
                return Err(PythonError::type_error(
                    "unbound method format() needs an argument",
                ));
            }
            let template = text_of(&arguments.positional.remove(0))?;
            let mut fields = Fields::arguments(arguments);
            Ok(template::format(cx, &template, &mut fields)?.into())
        }),
    );
    let make_translation = super::registry::function(
        "maketrans",
        const {
            &[
                Parameter::positional_only("x"),
                Parameter::optional_positional_only("y"),
                Parameter::optional_positional_only("z"),
            ]
        },
        make_translation,
    );
    table.attribute(
        "maketrans",
        Value::Descriptor(crate::python::shared::Shared::new(
            Descriptor::StaticMethod(make_translation),
        )),
    );
}

fn add_case(table: &mut MethodTable) {
    table
        .add("lower", NONE, |cx, receiver, _| {
            let text = text_of(&receiver)?;
            cx.allocate(text.len())?;
            Ok(text.to_lowercase().into())
        })
        .add("upper", NONE, |cx, receiver, _| {
            let text = text_of(&receiver)?;
            cx.allocate(text.len())?;
            Ok(text.to_uppercase().into())
        })
        .add("casefold", NONE, |cx, receiver, _| {
            let text = text_of(&receiver)?;
            cx.allocate(text.len())?;
            if !text.is_ascii() {
                return Err(PythonError::unsupported(
                    "casefold() of text that is not ASCII",
                ));
            }
            Ok(text.to_lowercase().into())
        })
        .add("capitalize", NONE, |cx, receiver, _| {
            let text = text_of(&receiver)?;
            cx.allocate(text.len())?;
            let mut characters = text.chars();
            let first = characters.next().map_or(Ok(String::new()), titlecase)?;
            Ok(format!("{first}{}", characters.as_str().to_lowercase()).into())
        })
        .add("title", NONE, |cx, receiver, _| {
            let text = text_of(&receiver)?;
            cx.allocate(text.len())?;
            let mut result = String::with_capacity(text.len());
            let mut in_word = false;
            for character in text.chars() {
                if in_word {
                    result.extend(character.to_lowercase());
                } else {
                    result.push_str(&titlecase(character)?);
                }
                in_word = character.is_lowercase() || character.is_uppercase();
            }
            Ok(result.into())
        })
        .add("swapcase", NONE, |cx, receiver, _| {
            let text = text_of(&receiver)?;
            cx.allocate(text.len())?;
            let mut result = String::with_capacity(text.len());
            for character in text.chars() {
                if character.is_uppercase() {
                    result.extend(character.to_lowercase());
                } else {
                    result.extend(character.to_uppercase());
                }
            }
            Ok(result.into())
        });
}

/// A character as the first of a word: mostly in upper case.
fn titlecase(character: char) -> Result<String, PythonError> {
    let upper = character.to_uppercase();
    Ok(match character {
        // Letters that are two have a form between both cases.
        '\u{1c4}'..='\u{1c6}' => "\u{1c5}".to_owned(),
        '\u{1c7}'..='\u{1c9}' => "\u{1c8}".to_owned(),
        '\u{1ca}'..='\u{1cc}' => "\u{1cb}".to_owned(),
        '\u{1f1}'..='\u{1f3}' => "\u{1f2}".to_owned(),
        // Georgian writes words in one case.
        '\u{10d0}'..='\u{10fa}' | '\u{10fd}'..='\u{10ff}' => character.to_string(),
        'ß' | 'և' | '\u{fb00}'..='\u{fb06}' | '\u{fb13}'..='\u{fb17}' => {
            let (first, rest): (Vec<_>, Vec<_>) =
                upper.enumerate().partition(|(position, _)| *position == 0);
            let rest = rest.iter().flat_map(|(_, letter)| letter.to_lowercase());
            first
                .iter()
                .map(|(_, letter)| *letter)
                .chain(rest)
                .collect()
        }
        '\u{1f80}'..='\u{1fff}' if upper.len() > 1 => {
            return Err(PythonError::unsupported(
                "a Greek letter with an iota below it as the first of a word",
            ));
        }
        _ => upper.collect(),
    })
}

fn add_layout(table: &mut MethodTable) {
    table
        .add("strip", CHARACTERS, |cx, receiver, bound| {
            strip(cx, &receiver, bound, true, true)
        })
        .add("lstrip", CHARACTERS, |cx, receiver, bound| {
            strip(cx, &receiver, bound, true, false)
        })
        .add("rstrip", CHARACTERS, |cx, receiver, bound| {
            strip(cx, &receiver, bound, false, true)
        })
        .add("ljust", JUSTIFICATION, |cx, receiver, bound| {
            justify(cx, &receiver, bound, |missing, _| (0, missing))
        })
        .add("rjust", JUSTIFICATION, |cx, receiver, bound| {
            justify(cx, &receiver, bound, |missing, _| (missing, 0))
        })
        .add("center", JUSTIFICATION, |cx, receiver, bound| {
            // CPython puts the odd blank to the left where the width is odd.
            justify(cx, &receiver, bound, |missing, width| {
                let left = missing / 2 + (missing & width & 1);
                (left, missing - left)
            })
        })
        .add("zfill", ONE, |cx, receiver, mut bound| {
            let text = text_of(&receiver)?;
            let width = super::functions::expect_integer(cx, &bound.require("value"))?;
            let width = width.to_usize().unwrap_or(0);
            let missing = width.saturating_sub(text.chars().count());
            cx.allocate(missing + text.len())?;
            let (sign, digits) = match text.as_bytes().first() {
                Some(b'+' | b'-') => text.split_at(1),
                _ => ("", &*text),
            };
            Ok(format!("{sign}{}{digits}", "0".repeat(missing)).into())
        })
        .add("removeprefix", ONE, |cx, receiver, mut bound| {
            let text = text_of(&receiver)?;
            let prefix = expect_text(cx, &bound.require("value"), "removeprefix() argument")?;
            Ok(Value::from(text.strip_prefix(&*prefix).unwrap_or(&text)))
        })
        .add("removesuffix", ONE, |cx, receiver, mut bound| {
            let text = text_of(&receiver)?;
            let suffix = expect_text(cx, &bound.require("value"), "removesuffix() argument")?;
            Ok(Value::from(text.strip_suffix(&*suffix).unwrap_or(&text)))
        })
        .add(
            "expandtabs",
            const { &[Parameter::optional("tabsize")] },
            |cx, receiver, mut bound| {
                let text = text_of(&receiver)?;
                let size = match bound.take("tabsize") {
                    Some(size) => super::functions::expect_integer(cx, &size)?
                        .to_usize()
                        .unwrap_or(0),
                    None => 8,
                };
                let mut result = String::new();
                let mut column = 0;
                for character in text.chars() {
                    match character {
                        '\t' => {
                            let blanks = if size == 0 { 0 } else { size - column % size };
                            cx.allocate(blanks)?;
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
                Ok(result.into())
            },
        );
}

fn strip(
    cx: &mut Interpreter,
    receiver: &Value,
    mut bound: BoundArguments,
    left: bool,
    right: bool,
) -> Result<Value, PythonError> {
    let text = text_of(receiver)?;
    cx.allocate(text.len())?;
    let characters = match bound.take_some("chars") {
        Some(characters) => Some(expect_text(cx, &characters, "strip arg")?),
        None => None,
    };
    let goes = |character: char| match &characters {
        Some(set) => set.contains(character),
        None => text_search::is_space(character),
    };
    let mut rest = &*text;
    if left {
        rest = rest.trim_start_matches(goes);
    }
    if right {
        rest = rest.trim_end_matches(goes);
    }
    Ok(rest.into())
}

fn justify(
    cx: &mut Interpreter,
    receiver: &Value,
    mut bound: BoundArguments,
    split: fn(usize, usize) -> (usize, usize),
) -> Result<Value, PythonError> {
    let text = text_of(receiver)?;
    let width = super::functions::expect_integer(cx, &bound.require("width"))?;
    let width = width.to_usize().unwrap_or(0);
    let fill = match bound.take("fillchar") {
        Some(fill) => {
            let fill = expect_text(cx, &fill, "The fill character")?;
            if fill.chars().count() != 1 {
                return Err(PythonError::type_error(
                    "The fill character must be exactly one character long",
                ));
            }
            fill
        }
        None => " ".into(),
    };
    let missing = width.saturating_sub(text.chars().count());
    if missing == 0 {
        return Ok(Value::Str(text));
    }
    cx.allocate(missing.saturating_mul(fill.len()))?;
    let (before, behind) = split(missing, width);
    Ok(format!("{}{text}{}", fill.repeat(before), fill.repeat(behind)).into())
}

fn join(
    cx: &mut Interpreter,
    receiver: Value,
    mut bound: BoundArguments,
) -> Result<Value, PythonError> {
    let separator = text_of(&receiver)?;
    let iterable = bound.require("value");
    let iterable = cx.known(&iterable)?;
    let items = cx.collect(&iterable).map_err(|error| {
        let is_type_error =
            error.is_instance_of(crate::python::exceptions::ExceptionClass::TypeError);
        if is_type_error && !matches!(iterable, Value::Iterator(_) | Value::Instance(_)) {
            PythonError::type_error("can only join an iterable")
        } else {
            error
        }
    })?;
    let mut result = String::new();
    for (index, item) in items.iter().enumerate() {
        let item = cx.known(item)?;
        let Some(text) = item.as_str() else {
            return Err(PythonError::type_error(format!(
                "sequence item {index}: expected str instance, {} found",
                cx.type_name(&item)
            )));
        };
        if index > 0 {
            result.push_str(&separator);
        }
        cx.allocate(text.len() + separator.len())?;
        result.push_str(&text);
    }
    Ok(result.into())
}

fn replace(
    cx: &mut Interpreter,
    receiver: Value,
    mut bound: BoundArguments,
) -> Result<Value, PythonError> {
    let text = text_of(&receiver)?;
    let old = expect_text(cx, &bound.require("old"), "replace() argument 1")?;
    let new = expect_text(cx, &bound.require("new"), "replace() argument 2")?;
    let count = match bound.take("count") {
        Some(count) => super::functions::expect_integer(cx, &count)?
            .to_usize()
            .unwrap_or(usize::MAX),
        None => usize::MAX,
    };
    let occurrences = if old.is_empty() {
        text.chars().count() + 1
    } else {
        text.matches(&*old).count()
    };
    cx.allocate(text.len() + occurrences.min(count).saturating_mul(new.len()))?;
    Ok(text.replacen(&*old, &new, count).into())
}

fn translate(
    cx: &mut Interpreter,
    receiver: Value,
    mut bound: BoundArguments,
) -> Result<Value, PythonError> {
    let text = text_of(&receiver)?;
    let Value::Dict(table) = bound.require("value").underlying() else {
        return Err(PythonError::unsupported(
            "translate() with a table that is no dictionary",
        ));
    };
    let mut result = String::new();
    for character in text.chars() {
        cx.charge(1)?;
        let key = HashKey::Int(Integer::Small(i64::from(u32::from(character))));
        let found = table.borrow().get(&key).cloned();
        match found {
            None => result.push(character),
            Some(Value::None) => {}
            Some(Value::Str(text)) => result.push_str(&text),
            Some(Value::Int(code)) => {
                let code = code.to_i64().and_then(|code| u32::try_from(code).ok());
                result.extend(code.and_then(char::from_u32));
            }
            Some(_) => {
                return Err(PythonError::type_error(
                    "character mapping must return integer, None or str",
                ));
            }
        }
    }
    Ok(result.into())
}

fn make_translation(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<Value, PythonError> {
    let mut table = Dictionary::new();
    let code = |character: char| Value::int(i64::from(u32::from(character)));
    let first = bound.require("x");
    let Some(second) = bound.take("y") else {
        for (key, value) in cx.mapping_items(&first)? {
            let key = match key.as_str() {
                Some(text) if text.chars().count() == 1 => {
                    code(text.chars().next().unwrap_or_default())
                }
                Some(_) => {
                    return Err(PythonError::value_error(
                        "string keys in translate table must be of length 1",
                    ));
                }
                None => key,
            };
            table.insert(cx.hash_key(&key)?, key, value);
        }
        return Ok(Value::dict(table));
    };
    let from = expect_text(cx, &first, "the first maketrans argument")?;
    let to = expect_text(cx, &second, "the second maketrans argument")?;
    if from.chars().count() != to.chars().count() {
        return Err(PythonError::value_error(
            "the first two maketrans arguments must have equal length",
        ));
    }
    for (from, to) in from.chars().zip(to.chars()) {
        let key = code(from);
        table.insert(cx.hash_key(&key)?, key, code(to));
    }
    if let Some(removed) = bound.take("z") {
        let removed = expect_text(cx, &removed, "the third maketrans argument")?;
        for character in removed.chars() {
            let key = code(character);
            table.insert(cx.hash_key(&key)?, key, Value::None);
        }
    }
    Ok(Value::dict(table))
}

//! The module `re` itself and the methods of patterns.

use std::rc::Rc;

use super::found::{self, Found};
use super::pattern::{Extent, Pattern};
use super::replacement::Template;
use super::translate::Flags;
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, ValueIterator};
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, ModuleBuilder, Outcome, exception_class};
use crate::python::value::Value;

/// Takes the pattern of a module's function: a text with flags, or a compiled pattern.
fn pattern(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
) -> Result<Rc<Pattern>, PythonError> {
    let value = arguments.require("pattern");
    let value = cx.known(&value)?;
    let flags = match arguments.take("flags") {
        Some(flags) => convert::small_integer(cx, &flags)?,
        None => 0,
    };
    if let Some(pattern) = value.downcast::<Pattern>() {
        if flags != 0 {
            return Err(PythonError::value_error(
                "cannot process flags argument with a compiled pattern",
            ));
        }
        return Ok(pattern);
    }
    match value.underlying() {
        Value::Str(text) => Ok(Rc::new(Pattern::compile(cx, &text, Flags(flags))?)),
        Value::Bytes(_) => Err(PythonError::unsupported("regular expressions for bytes")),
        _ => Err(PythonError::type_error(
            "first argument must be string or compiled pattern",
        )),
    }
}

/// The text to be searched.
fn subject(cx: &mut Interpreter, value: &Value) -> Result<Rc<str>, PythonError> {
    let value = cx.known(value)?;
    match value.underlying() {
        Value::Str(text) => Ok(text),
        Value::Bytes(_) => Err(PythonError::type_error(
            "cannot use a string pattern on a bytes-like object",
        )),
        _ => Err(PythonError::type_error(format!(
            "expected string or bytes-like object, got '{}'",
            cx.type_name(&value)
        ))),
    }
}

/// The part of the text `pos` and `endpos` leave, and where to begin in it.
fn limits(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
    text: Rc<str>,
) -> Result<(Rc<str>, usize), PythonError> {
    let mut byte = |cx: &mut Interpreter, name| -> Result<Option<usize>, PythonError> {
        let Some(value) = arguments.take(name) else {
            return Ok(None);
        };
        let number = convert::small_integer(cx, &value)?;
        let number = usize::try_from(number).unwrap_or(0);
        let place = text
            .char_indices()
            .nth(number)
            .map_or(text.len(), |(byte, _)| byte);
        Ok(Some(place))
    };
    let start = byte(cx, "pos")?.unwrap_or(0);
    let end = byte(cx, "endpos")?;
    match end {
        Some(end) if end < text.len() => {
            let text: Rc<str> = text[..end].into();
            let start = start.min(text.len());
            Ok((text, start))
        }
        _ => Ok((text, start)),
    }
}

fn find(
    cx: &mut Interpreter,
    pattern: &Pattern,
    (text, start): (Rc<str>, usize),
    extent: Extent,
) -> Outcome {
    pattern.check(cx, &text)?;
    Ok(match pattern.find(&text, start, extent)? {
        Some(spans) => Value::host(Found::new(pattern, &text, spans)),
        None => Value::None,
    })
}

/// What `findall` gives for a match: the text, the only group, or all groups.
fn shown(found: &Found, groups: usize) -> Value {
    match groups {
        0 => found.group_value(0),
        1 => found.group(1).unwrap_or_default().into(),
        _ => Value::tuple(found.groups(&"".into())),
    }
}

fn find_all(cx: &mut Interpreter, pattern: &Pattern, (text, start): (Rc<str>, usize)) -> Outcome {
    let all = pattern.find_all(cx, &text, start, usize::MAX)?;
    let groups = pattern.groups();
    Ok(Value::list(
        all.iter().map(|found| shown(found, groups)).collect(),
    ))
}

fn find_iterator(
    cx: &mut Interpreter,
    pattern: &Pattern,
    (text, start): (Rc<str>, usize),
) -> Outcome {
    let all = pattern.find_all(cx, &text, start, usize::MAX)?;
    let items = all.into_iter().map(Value::host).collect();
    Ok(IteratorCell::value(Box::new(ValueIterator::new(items))))
}

/// A limit of which zero means none.
fn limit(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
    name: &str,
) -> Result<usize, PythonError> {
    match arguments.take(name) {
        None => Ok(usize::MAX),
        Some(value) => Ok(match convert::small_integer(cx, &value)? {
            0 => usize::MAX,
            number => usize::try_from(number).unwrap_or(0),
        }),
    }
}

/// The text with matches replaced, and how many were.
fn substitute(
    cx: &mut Interpreter,
    pattern: &Pattern,
    arguments: &mut BoundArguments,
) -> Result<(Rc<str>, usize), PythonError> {
    let replacement = arguments.require("repl");
    let replacement = cx.known(&replacement)?;
    let value = arguments.require("string");
    let text = subject(cx, &value)?;
    let most = limit(cx, arguments, "count")?;
    let template = match replacement.as_str() {
        Some(template) => Some(Template::parse(cx, pattern, &template)?),
        None => None,
    };
    let all = pattern.find_all(cx, &text, 0, most)?;
    let mut result = String::new();
    let mut behind = 0;
    for found in &all {
        let (start, end) = found.span(0).unwrap_or((behind, behind));
        let before = result.len();
        result += &text[behind..start];
        if let Some(template) = &template {
            result += &template.expand(found);
        } else {
            let value = cx.call_with(&replacement, vec![Value::host(found.clone())])?;
            match cx.known(&value)?.as_str() {
                Some(text) => result += &text,
                None => {
                    return Err(PythonError::type_error(format!(
                        "expected str instance, {} found",
                        cx.type_name(&value)
                    )));
                }
            }
        }
        cx.allocate(result.len() - before)?;
        behind = end;
    }
    result += &text[behind..];
    Ok((result.into(), all.len()))
}

fn split(cx: &mut Interpreter, pattern: &Pattern, arguments: &mut BoundArguments) -> Outcome {
    let value = arguments.require("string");
    let text = subject(cx, &value)?;
    let most = limit(cx, arguments, "maxsplit")?;
    let mut parts = Vec::new();
    let mut behind = 0;
    for found in pattern.find_all(cx, &text, 0, most)? {
        let (start, end) = found.span(0).unwrap_or((behind, behind));
        parts.push(text[behind..start].into());
        parts.extend(found.groups(&Value::None));
        behind = end;
    }
    parts.push(text[behind..].into());
    Ok(Value::list(parts))
}

fn escape(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("pattern");
    if matches!(cx.known(&value)?, Value::Bytes(_)) {
        return Err(PythonError::unsupported("re.escape() of bytes"));
    }
    let Some(text) = value.as_str() else {
        return Err(convert::mismatch(
            &value,
            format!(
                "decoding to str: need a bytes-like object, {} found",
                cx.type_name(&value)
            ),
        ));
    };
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".contains(character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    cx.allocate(escaped.len())?;
    Ok(escaped.into())
}

fn pattern_class(cx: &mut Interpreter) -> Shared<Class> {
    const WHERE: &str = "string, pos=, endpos=";
    let mut builder = ClassBuilder::new("re", "Pattern")
        .subscribable()
        .refused(&["scanner"]);
    for (name, extent) in [
        ("search", Extent::Anywhere),
        ("match", Extent::Prefix),
        ("fullmatch", Extent::Whole),
    ] {
        // One closure type for each: a method's code is a plain function.
        builder = match extent {
            Extent::Anywhere => builder.method::<Pattern>(name, WHERE, |cx, pattern, arguments| {
                find_in(cx, pattern, arguments, Extent::Anywhere)
            }),
            Extent::Prefix => builder.method::<Pattern>(name, WHERE, |cx, pattern, arguments| {
                find_in(cx, pattern, arguments, Extent::Prefix)
            }),
            Extent::Whole => builder.method::<Pattern>(name, WHERE, |cx, pattern, arguments| {
                find_in(cx, pattern, arguments, Extent::Whole)
            }),
        };
    }
    builder
        .method::<Pattern>("findall", WHERE, |cx, pattern, mut arguments| {
            let value = arguments.require("string");
            let text = subject(cx, &value)?;
            let place = limits(cx, &mut arguments, text)?;
            find_all(cx, pattern, place)
        })
        .method::<Pattern>("finditer", WHERE, |cx, pattern, mut arguments| {
            let value = arguments.require("string");
            let text = subject(cx, &value)?;
            let place = limits(cx, &mut arguments, text)?;
            find_iterator(cx, pattern, place)
        })
        .method::<Pattern>(
            "sub",
            "repl, string, count=",
            |cx, pattern, mut arguments| Ok(Value::Str(substitute(cx, pattern, &mut arguments)?.0)),
        )
        .method::<Pattern>(
            "subn",
            "repl, string, count=",
            |cx, pattern, mut arguments| {
                Ok(text_and_count(substitute(cx, pattern, &mut arguments)?))
            },
        )
        .method::<Pattern>(
            "split",
            "string, maxsplit=",
            |cx, pattern, mut arguments| split(cx, pattern, &mut arguments),
        )
        .property::<Pattern>("pattern", |_, pattern| {
            Ok(Value::Str(Rc::clone(&pattern.source)))
        })
        .property::<Pattern>("flags", |_, pattern| Ok(pattern.flags.0.into()))
        .property::<Pattern>("groups", |_, pattern| {
            Ok(Value::int(
                i64::try_from(pattern.groups()).unwrap_or(i64::MAX),
            ))
        })
        .property::<Pattern>("groupindex", |_, pattern| {
            let mut entries = Dictionary::new();
            for (index, name) in (0_i64..).zip(pattern.expression.group_names()) {
                if let Some(name) = name {
                    entries.insert_str(name, index.into());
                }
            }
            Ok(Value::dict(entries.proxy()))
        })
        .finish(cx)
}

fn find_in(
    cx: &mut Interpreter,
    pattern: &Rc<Pattern>,
    mut arguments: BoundArguments,
    extent: Extent,
) -> Outcome {
    let value = arguments.require("string");
    let text = subject(cx, &value)?;
    let place = limits(cx, &mut arguments, text)?;
    find(cx, pattern, place, extent)
}

fn text_and_count((text, count): (Rc<str>, usize)) -> Value {
    let count = Value::int(i64::try_from(count).unwrap_or(i64::MAX));
    Value::tuple(vec![Value::Str(text), count])
}

/// A function of the module that compiles its pattern and searches `string`.
fn search(cx: &mut Interpreter, mut arguments: BoundArguments, extent: Extent) -> Outcome {
    let pattern = pattern(cx, &mut arguments)?;
    let value = arguments.require("string");
    let text = subject(cx, &value)?;
    find(cx, &pattern, (text, 0), extent)
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    const SEARCH: &str = "pattern, string, flags=";
    let error = exception_class(cx, "re", "error", ExceptionClass::Exception);
    let mut builder = ModuleBuilder::new("re")
        .class(&error)
        .class(&pattern_class(cx))
        .class(&found::class(cx))
        .function("compile", "pattern, flags=", |cx, mut arguments| {
            Ok(Value::Host(pattern(cx, &mut arguments)?))
        })
        .function("search", SEARCH, |cx, arguments| {
            search(cx, arguments, Extent::Anywhere)
        })
        .function("match", SEARCH, |cx, arguments| {
            search(cx, arguments, Extent::Prefix)
        })
        .function("fullmatch", SEARCH, |cx, arguments| {
            search(cx, arguments, Extent::Whole)
        })
        .function("findall", SEARCH, |cx, mut arguments| {
            let pattern = pattern(cx, &mut arguments)?;
            let value = arguments.require("string");
            let text = subject(cx, &value)?;
            find_all(cx, &pattern, (text, 0))
        })
        .function("finditer", SEARCH, |cx, mut arguments| {
            let pattern = pattern(cx, &mut arguments)?;
            let value = arguments.require("string");
            let text = subject(cx, &value)?;
            find_iterator(cx, &pattern, (text, 0))
        })
        .function(
            "sub",
            "pattern, repl, string, count=, flags=",
            |cx, mut arguments| {
                let pattern = pattern(cx, &mut arguments)?;
                Ok(Value::Str(substitute(cx, &pattern, &mut arguments)?.0))
            },
        )
        .function(
            "subn",
            "pattern, repl, string, count=, flags=",
            |cx, mut arguments| {
                let pattern = pattern(cx, &mut arguments)?;
                Ok(text_and_count(substitute(cx, &pattern, &mut arguments)?))
            },
        )
        .function(
            "split",
            "pattern, string, maxsplit=, flags=",
            |cx, mut arguments| {
                let pattern = pattern(cx, &mut arguments)?;
                split(cx, &pattern, &mut arguments)
            },
        )
        .function("escape", "pattern", escape)
        .function("purge", "", |_, _| Ok(Value::None));
    for (short, long, flag) in [
        ("A", "ASCII", Flags::ASCII),
        ("I", "IGNORECASE", Flags::IGNORE_CASE),
        ("L", "LOCALE", Flags::LOCALE),
        ("M", "MULTILINE", Flags::MULTILINE),
        ("S", "DOTALL", Flags::DOT_ALL),
        ("U", "UNICODE", Flags::UNICODE),
        ("X", "VERBOSE", Flags::VERBOSE),
    ] {
        builder = builder.value(short, flag.into()).value(long, flag.into());
    }
    builder.value("NOFLAG", 0_i64.into()).finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn searching_splitting_and_replacing() {
        check(
            "import re",
            &[
                (
                    r"re.match(r'(\w+)-(?P<n>\d+)', 'ab-12x')",
                    "<re.Match object; span=(0, 5), match='ab-12'>",
                ),
                (r"re.match('(a)|(b)', 'b').groups('-')", "('-', 'b')"),
                (
                    "re.fullmatch('a|ab', 'ab').group(), re.search('ü(.)', 'aüb').span(1)",
                    "('ab', (2, 3))",
                ),
                (
                    "re.findall('x*', 'axb'), re.findall('(a)(b)?', 'abaab')",
                    "(['', 'x', '', ''], [('a', 'b'), ('a', ''), ('a', 'b')])",
                ),
                (
                    "re.sub('x*', '-', 'axb'), re.split('x*', 'axb')",
                    "('-a--b-', ['', 'a', '', 'b', ''])",
                ),
                (r"re.sub(r'^\s*|\s*$', '', '  a b  ')", "'a b'"),
                (
                    r"re.sub('(.)([A-Z][a-z]+)', r'\1_\2', 'CamelCaseName')",
                    "'Camel_CaseName'",
                ),
                (
                    "re.compile('a', re.I | re.M)",
                    "re.compile('a', re.IGNORECASE|re.MULTILINE)",
                ),
                ("re.escape('a.b*c [x]-#é')", r"'a\\.b\\*c\\ \\[x\\]\\-\\#é'"),
                (
                    r"re.sub('a', '\\q', 'a')",
                    "re.error: bad escape \\q at position 0",
                ),
            ],
        );
    }

    #[test]
    fn what_would_match_differently_is_refused() {
        for expression in [
            "re.search('a$', 'a\\n')",
            "re.findall(r'\\B', '')",
            "re.search('a(?=(b))', 'ab')",
        ] {
            let shown = crate::python::stdlib::testing::evaluate("import re", expression);
            assert!(shown.starts_with("not supported"), "{expression}: {shown}");
        }
    }
}

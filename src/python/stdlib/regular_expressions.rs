//! `re` (`Lib/re/__init__.py`), on top of the `regex` crate.
//!
//! Both take the leftmost match and prefer alternatives and repetitions the same way, so the
//! matches agree wherever the syntax does.

use std::rc::Rc;

use regex::{Captures, Regex};

use super::pattern_translation::{Anchoring, Flags, ends_with_dollar, translate};
use crate::python::arguments::{Arguments, BoundArguments, Parameter};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::iterator::{IteratorCell, ValueIterator};
use crate::python::module::Module;
use crate::python::object::HostObject;
use crate::python::value::Value;

/// Fills the module `re`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    for (names, flag) in [
        (["I", "IGNORECASE"], Flags::IGNORECASE),
        (["M", "MULTILINE"], Flags::MULTILINE),
        (["S", "DOTALL"], Flags::DOTALL),
        (["U", "UNICODE"], Flags::UNICODE),
        (["X", "VERBOSE"], Flags::VERBOSE),
        (["A", "ASCII"], Flags::ASCII),
    ] {
        for name in names {
            module.set(name, Value::int(flag));
        }
    }
    module.set(
        "compile",
        Value::function("compile", |cx, arguments| {
            let parameters = [Parameter::required("pattern"), Parameter::optional("flags")];
            let mut bound = arguments.bind("compile", &parameters)?;
            let pattern = bound.require("pattern");
            if pattern.downcast::<Pattern>().is_some() {
                return Ok(pattern);
            }
            Ok(Value::host(Pattern::of(cx, &pattern, bound.take("flags"))?))
        }),
    );
    for name in [
        "match",
        "search",
        "fullmatch",
        "findall",
        "finditer",
        "sub",
        "subn",
        "split",
    ] {
        module.set(
            name,
            Value::function(name, move |cx, mut arguments| {
                if arguments.positional.is_empty() {
                    return Err(PythonError::type_error(format!(
                        "{name}() missing 1 required positional argument: 'pattern'"
                    )));
                }
                let pattern = arguments.positional.remove(0);
                arguments.spans.clear();
                let position = arguments
                    .keyword
                    .iter()
                    .position(|(key, _)| &**key == "flags");
                let mut flags = position.map(|position| arguments.keyword.remove(position).1);
                let taken = match name {
                    "sub" | "subn" => 3,
                    "split" => 2,
                    _ => 1,
                };
                if arguments.positional.len() > taken && flags.is_none() {
                    flags = arguments.positional.pop();
                }
                let pattern = match pattern.downcast::<Pattern>() {
                    Some(pattern) => pattern,
                    None => Rc::new(Pattern::of(cx, &pattern, flags)?),
                };
                pattern.run(cx, name, arguments)
            }),
        );
    }
    module.set(
        "escape",
        Value::function("escape", |cx, arguments| {
            let text = arguments
                .bind("escape", &[Parameter::required("pattern")])?
                .require("pattern");
            let text = cx.str(&text)?;
            let mut escaped = String::new();
            for character in text.chars() {
                if "()[]{}?*+-|^$\\.&~# \t\n\r\u{b}\u{c}".contains(character) {
                    escaped.push('\\');
                }
                escaped.push(character);
            }
            Ok(escaped.into())
        }),
    );
    Ok(())
}

/// A compiled pattern.
#[derive(Debug)]
struct Pattern {
    source: Rc<str>,
    flags: i64,
}

impl Pattern {
    fn of(
        cx: &mut Interpreter,
        pattern: &Value,
        flags: Option<Value>,
    ) -> Result<Self, PythonError> {
        let Some(source) = cx.known(pattern)?.as_str() else {
            return Err(PythonError::unsupported(
                "a regular expression that is not a str",
            ));
        };
        let flags = match flags {
            Some(flags) => flags
                .as_int()
                .and_then(|flags| flags.to_i64())
                .unwrap_or(-1),
            None => 0,
        };
        let pattern = Self { source, flags };
        // Found out now, where the pattern is written.
        pattern.compile(cx, Anchoring::Search)?;
        Ok(pattern)
    }

    fn compile(&self, cx: &mut Interpreter, anchoring: Anchoring) -> Result<Regex, PythonError> {
        cx.charge(1000)?;
        let text = translate(&self.source, Flags(self.flags), anchoring)?;
        Regex::new(&text).map_err(|error| {
            PythonError::unsupported(format!(
                "the regular expression {:?}: {error}",
                &*self.source
            ))
        })
    }

    /// The text a method works on; a `$` at the end must not have to look at a last line end.
    fn subject(&self, cx: &mut Interpreter, value: &Value) -> Result<Rc<str>, PythonError> {
        let value = cx.known(value)?;
        let Some(text) = value.as_str() else {
            return Err(PythonError::type_error(format!(
                "expected string or bytes-like object, got '{}'",
                cx.type_name(&value)
            )));
        };
        cx.allocate(text.len())?;
        if text.ends_with('\n') && ends_with_dollar(&self.source, Flags(self.flags)) {
            return Err(PythonError::unsupported(
                "a $ matched against text that ends with a line end",
            ));
        }
        Ok(text)
    }

    fn run(
        &self,
        cx: &mut Interpreter,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let string = Parameter::required("string");
        match name {
            "match" | "search" | "fullmatch" => {
                let text = arguments.bind(name, &[string])?.require("string");
                let text = self.subject(cx, &text)?;
                let anchoring = match name {
                    "match" => Anchoring::Match,
                    "fullmatch" => Anchoring::FullMatch,
                    _ => Anchoring::Search,
                };
                let regex = self.compile(cx, anchoring)?;
                Ok(regex.captures(&text).map_or(Value::None, |captures| {
                    Match::value(&regex, &text, &captures)
                }))
            }
            "findall" | "finditer" => {
                let text = arguments.bind(name, &[string])?.require("string");
                let text = self.subject(cx, &text)?;
                let regex = self.compile(cx, Anchoring::Search)?;
                let mut found = Vec::new();
                for captures in regex.captures_iter(&text) {
                    cx.charge(1)?;
                    cx.allocate(128)?;
                    found.push(if name == "finditer" {
                        Match::value(&regex, &text, &captures)
                    } else {
                        found_value(&captures)
                    });
                }
                Ok(if name == "finditer" {
                    IteratorCell::value(Box::new(ValueIterator::new(found)))
                } else {
                    Value::list(found)
                })
            }
            "split" => {
                let mut bound = arguments.bind(name, &[string, Parameter::optional("maxsplit")])?;
                let text = bound.require("string");
                let text = self.subject(cx, &text)?;
                let most = limit(&mut bound, "maxsplit");
                self.split(cx, &text, most)
            }
            _ => {
                let parameters = [
                    Parameter::required("repl"),
                    string,
                    Parameter::optional("count"),
                ];
                let mut bound = arguments.bind(name, &parameters)?;
                let (replacement, text) = (bound.require("repl"), bound.require("string"));
                let text = self.subject(cx, &text)?;
                let most = limit(&mut bound, "count");
                let (text, count) = self.substitute(cx, &replacement, &text, most)?;
                Ok(if name == "subn" {
                    Value::tuple(vec![text.into(), Value::int(count)])
                } else {
                    text.into()
                })
            }
        }
    }

    fn split(
        &self,
        cx: &mut Interpreter,
        text: &Rc<str>,
        most: usize,
    ) -> Result<Value, PythonError> {
        let regex = self.compile(cx, Anchoring::Search)?;
        let mut parts = Vec::new();
        let mut last = 0;
        for captures in regex.captures_iter(text).take(most) {
            cx.allocate(64)?;
            let Some(whole) = captures.get(0) else {
                continue;
            };
            parts.push(Value::from(&text[last..whole.start()]));
            for group in captures.iter().skip(1) {
                parts.push(group.map_or(Value::None, |group| group.as_str().into()));
            }
            last = whole.end();
        }
        parts.push(Value::from(&text[last..]));
        Ok(Value::list(parts))
    }

    fn substitute(
        &self,
        cx: &mut Interpreter,
        replacement: &Value,
        text: &Rc<str>,
        most: usize,
    ) -> Result<(String, usize), PythonError> {
        let regex = self.compile(cx, Anchoring::Search)?;
        let template = cx.known(replacement)?.as_str();
        let mut result = String::new();
        let (mut last, mut count) = (0, 0);
        for captures in regex.captures_iter(text).take(most) {
            cx.charge(1)?;
            let Some(whole) = captures.get(0) else {
                continue;
            };
            result.push_str(&text[last..whole.start()]);
            match &template {
                Some(template) => expand(template, &captures, &mut result)?,
                None => {
                    let found = Match::value(&regex, text, &captures);
                    let shown = cx.call_with(replacement, vec![found])?;
                    let Some(shown) = shown.as_str() else {
                        return Err(PythonError::type_error(format!(
                            "expected str instance, {} found",
                            cx.type_name(&shown)
                        )));
                    };
                    result.push_str(&shown);
                }
            }
            cx.allocate(result.len().saturating_sub(last))?;
            last = whole.end();
            count += 1;
        }
        result.push_str(&text[last..]);
        Ok((result, count))
    }
}

/// A count of which 0 means no limit.
fn limit(bound: &mut BoundArguments, name: &str) -> usize {
    match bound.take(name).and_then(|value| value.as_int()) {
        Some(count) if !count.is_zero() => count.to_usize().unwrap_or(0),
        _ => usize::MAX,
    }
}

/// What `findall` gives for one match: the whole, the only group, or a tuple of the groups.
fn found_value(captures: &Captures<'_>) -> Value {
    let group = |index: usize| captures.get(index).map_or("", |group| group.as_str());
    match captures.len() {
        1 => Value::from(group(0)),
        2 => Value::from(group(1)),
        count => Value::tuple((1..count).map(|index| Value::from(group(index))).collect()),
    }
}

/// Replaces `\1`, `\g<name>` and the escapes of a replacement text.
fn expand(template: &str, captures: &Captures<'_>, result: &mut String) -> Result<(), PythonError> {
    let mut characters = template.chars().peekable();
    while let Some(character) = characters.next() {
        if character != '\\' {
            result.push(character);
            continue;
        }
        let group = |name: &str| -> Result<String, PythonError> {
            let (exists, found) = match name.parse::<usize>() {
                Ok(index) => (index < captures.len(), captures.get(index)),
                Err(_) => (true, captures.name(name)),
            };
            if !exists {
                return Err(PythonError::unsupported(format!(
                    "invalid group reference {name}"
                )));
            }
            Ok(found.map_or_else(String::new, |found| found.as_str().to_owned()))
        };
        match characters.next() {
            Some('g') => {
                let rest: String = characters.clone().collect();
                let name = rest
                    .strip_prefix('<')
                    .and_then(|rest| rest.split_once('>'))
                    .map(|(name, _)| name.to_owned());
                let Some(name) = name else {
                    return Err(PythonError::unsupported("a malformed \\g in a replacement"));
                };
                for _ in 0..name.chars().count() + 2 {
                    characters.next();
                }
                result.push_str(&group(&name)?);
            }
            Some(digit @ '1'..='9') => {
                let mut name = digit.to_string();
                if let Some(second) = characters.next_if(char::is_ascii_digit) {
                    name.push(second);
                }
                result.push_str(&group(&name)?);
            }
            Some('n') => result.push('\n'),
            Some('t') => result.push('\t'),
            Some('r') => result.push('\r'),
            Some('\\') => result.push('\\'),
            Some(other) if !other.is_ascii_alphanumeric() => {
                result.push('\\');
                result.push(other);
            }
            _ => return Err(PythonError::unsupported("this escape in a replacement")),
        }
    }
    Ok(())
}

impl HostObject for Pattern {
    fn type_name(&self) -> Rc<str> {
        "re.Pattern".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        const METHODS: &[&str] = &[
            "match",
            "search",
            "fullmatch",
            "findall",
            "finditer",
            "sub",
            "subn",
            "split",
        ];
        if name == "pattern" {
            return Ok(Some(Value::Str(Rc::clone(&self.source))));
        }
        let Some(method) = METHODS.iter().copied().find(|method| *method == name) else {
            return Err(PythonError::unsupported(format!("re.Pattern.{name}")));
        };
        let own = Self {
            source: Rc::clone(&self.source),
            flags: self.flags,
        };
        Ok(Some(Value::function(method, move |cx, arguments| {
            own.run(cx, method, arguments)
        })))
    }
}

/// A match: the groups' texts and places in characters.
#[derive(Debug)]
struct Match {
    text: Rc<str>,
    groups: Vec<Option<(usize, usize)>>,
    names: Vec<Option<String>>,
}

impl Match {
    fn value(regex: &Regex, text: &Rc<str>, captures: &Captures<'_>) -> Value {
        Value::host(Self {
            text: Rc::clone(text),
            groups: captures
                .iter()
                .map(|group| group.map(|group| (group.start(), group.end())))
                .collect(),
            names: regex
                .capture_names()
                .map(|name| name.map(str::to_owned))
                .collect(),
        })
    }

    fn group(&self, cx: &mut Interpreter, group: &Value) -> Result<Value, PythonError> {
        let range = self.range(cx, group)?;
        Ok(range.map_or(Value::None, |(start, end)| self.text[start..end].into()))
    }

    fn range(
        &self,
        cx: &mut Interpreter,
        group: &Value,
    ) -> Result<Option<(usize, usize)>, PythonError> {
        let index = match cx.known(group)?.as_str() {
            Some(name) => self
                .names
                .iter()
                .position(|own| own.as_deref() == Some(&*name)),
            None => group.as_int().and_then(|index| index.to_usize()),
        };
        index
            .and_then(|index| self.groups.get(index).copied())
            .ok_or_else(|| PythonError::index_error("no such group"))
    }
}

impl HostObject for Match {
    fn type_name(&self) -> Rc<str> {
        "re.Match".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        const METHODS: &[&str] = &["group", "groups", "groupdict", "start", "end", "span"];
        if name == "string" {
            return Ok(Some(Value::Str(Rc::clone(&self.text))));
        }
        let Some(method) = METHODS.iter().copied().find(|method| *method == name) else {
            return Err(PythonError::unsupported(format!("re.Match.{name}")));
        };
        let own = Self {
            text: Rc::clone(&self.text),
            groups: self.groups.clone(),
            names: self.names.clone(),
        };
        Ok(Some(Value::function(method, move |cx, arguments| {
            own.run(cx, method, arguments)
        })))
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        self.group(cx, index)
    }
}

impl Match {
    fn run(
        &self,
        cx: &mut Interpreter,
        name: &str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        if name == "group" {
            let groups = arguments
                .bind(name, &[Parameter::rest("groups")])?
                .rest_positional;
            return match groups.as_slice() {
                [] => self.group(cx, &Value::int(0_i64)),
                [only] => self.group(cx, only),
                several => {
                    let mut values = Vec::new();
                    for group in several {
                        values.push(self.group(cx, group)?);
                    }
                    Ok(Value::tuple(values))
                }
            };
        }
        let argument = if matches!(name, "groups" | "groupdict") {
            "default"
        } else {
            "group"
        };
        let argument = arguments
            .bind(name, &[Parameter::optional(argument)])?
            .take(argument);
        let text = |range: &Option<(usize, usize)>, default: &Option<Value>| match range {
            Some((start, end)) => Value::from(&self.text[*start..*end]),
            None => default.clone().into(),
        };
        match name {
            "groups" => {
                let groups = self.groups.iter().skip(1);
                Ok(Value::tuple(
                    groups.map(|range| text(range, &argument)).collect(),
                ))
            }
            "groupdict" => {
                let mut dictionary = Dictionary::new();
                for (range, name) in self.groups.iter().zip(&self.names) {
                    if let Some(name) = name {
                        dictionary.insert_str(name.as_str(), text(range, &argument));
                    }
                }
                Ok(Value::dict(dictionary))
            }
            _ => {
                let group = argument.unwrap_or_else(|| Value::int(0_i64));
                let places = self.range(cx, &group)?.map(|(start, end)| {
                    let characters = |offset: usize| self.text[..offset].chars().count();
                    (Value::int(characters(start)), Value::int(characters(end)))
                });
                let (start, end) = places.unwrap_or((Value::int(-1_i64), Value::int(-1_i64)));
                Ok(match name {
                    "start" => start,
                    "end" => end,
                    _ => Value::tuple(vec![start, end]),
                })
            }
        }
    }
}

//! `json.loads` (`Lib/json/decoder.py` and `Lib/json/scanner.py`).

use std::rc::Rc;

use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{class_of, raise};
use crate::python::value::Value;

/// The parameters of `loads`.
pub(super) const OPTIONS: &str = "s, *, cls=, object_hook=, parse_float=, parse_int=, \
                                  parse_constant=, object_pairs_hook=, strict=, **kw";

/// Reads a JSON text.
pub(super) struct Decoder {
    text: Rc<str>,
    position: usize,
    object_hook: Option<Value>,
    object_pairs_hook: Option<Value>,
    parse_float: Option<Value>,
    parse_int: Option<Value>,
    parse_constant: Option<Value>,
    control_characters: ControlCharacters,
}

/// Whether control characters may stand in strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ControlCharacters {
    Refused,
    Allowed,
}

/// What is wrong and the byte it is at.
struct Fault(&'static str, usize);

type Step<T> = Result<Result<T, Fault>, PythonError>;

/// Leaves the function with the fault or the error, where there is one.
macro_rules! attempt {
    ($step:expr) => {
        match $step? {
            Ok(value) => value,
            Err(fault) => return Ok(Err(fault)),
        }
    };
}

impl Decoder {
    /// A decoder of `text` with the options of `loads`.
    pub(super) fn new(
        cx: &mut Interpreter,
        text: Rc<str>,
        arguments: &mut BoundArguments,
    ) -> Result<Self, PythonError> {
        if arguments.take_some("cls").is_some() {
            return Err(PythonError::unsupported("the argument cls of json.loads()"));
        }
        let strict = convert::flag(cx, arguments.take("strict"), true)?;
        Ok(Self {
            text,
            position: 0,
            object_hook: arguments.take_some("object_hook"),
            object_pairs_hook: arguments.take_some("object_pairs_hook"),
            parse_float: arguments.take_some("parse_float"),
            parse_int: arguments.take_some("parse_int"),
            parse_constant: arguments.take_some("parse_constant"),
            control_characters: if strict {
                ControlCharacters::Refused
            } else {
                ControlCharacters::Allowed
            },
        })
    }

    /// The value of the whole text.
    pub(super) fn decode(mut self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        cx.allocate(self.text.len())?;
        if self.text.starts_with('\u{feff}') {
            return Err(self.error(
                cx,
                &Fault("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0),
            ));
        }
        match self.document(cx)? {
            Ok(value) => Ok(value),
            Err(fault) => Err(self.error(cx, &fault)),
        }
    }

    fn document(&mut self, cx: &mut Interpreter) -> Step<Value> {
        self.skip_space();
        let value = attempt!(self.value(cx));
        self.skip_space();
        if self.position < self.text.len() {
            return Ok(Err(Fault("Extra data", self.position)));
        }
        Ok(Ok(value))
    }

    /// `JSONDecodeError` at a byte of the text.
    fn error(&self, cx: &mut Interpreter, fault: &Fault) -> PythonError {
        let Fault(message, byte) = *fault;
        let before = &self.text[..byte];
        let position = before.chars().count();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        let sentence = format!("{message}: line {line} column {column} (char {position})");
        let number = |value: usize| Value::int(i64::try_from(value).unwrap_or(i64::MAX));
        let attributes = vec![
            ("msg", message.into()),
            ("doc", Value::Str(Rc::clone(&self.text))),
            ("pos", number(position)),
            ("lineno", number(line)),
            ("colno", number(column)),
        ];
        match class_of(cx, "json", "JSONDecodeError") {
            Some(class) => raise(&class, vec![sentence.into()], attributes),
            None => PythonError::value_error(sentence),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.position += 1;
        }
    }

    fn value(&mut self, cx: &mut Interpreter) -> Step<Value> {
        cx.charge(1)?;
        let rest = &self.text[self.position..];
        for (word, value) in [
            ("null", Value::None),
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
        ] {
            if rest.starts_with(word) {
                self.position += word.len();
                return Ok(Ok(value));
            }
        }
        for (word, value) in [
            ("NaN", f64::NAN),
            ("Infinity", f64::INFINITY),
            ("-Infinity", f64::NEG_INFINITY),
        ] {
            if rest.starts_with(word) {
                self.position += word.len();
                return converted(cx, self.parse_constant.as_ref(), word, || {
                    Value::Float(value)
                })
                .map(Ok);
            }
        }
        match self.byte() {
            Some(b'"') => {
                self.position += 1;
                Ok(Ok(Value::from(attempt!(self.string()))))
            }
            Some(b'{') => {
                self.position += 1;
                self.object(cx)
            }
            Some(b'[') => {
                self.position += 1;
                self.array(cx)
            }
            Some(b'-' | b'0'..=b'9') => self.number(cx),
            _ => Ok(Err(Fault("Expecting value", self.position))),
        }
    }

    fn array(&mut self, cx: &mut Interpreter) -> Step<Value> {
        let mut items = Vec::new();
        self.skip_space();
        if self.byte() == Some(b']') {
            self.position += 1;
            return Ok(Ok(Value::list(items)));
        }
        loop {
            items.push(attempt!(self.value(cx)));
            self.skip_space();
            match self.byte() {
                Some(b']') => break,
                Some(b',') => {
                    self.position += 1;
                    self.skip_space();
                }
                _ => return Ok(Err(Fault("Expecting ',' delimiter", self.position))),
            }
        }
        self.position += 1;
        cx.allocate(items.len() * size_of::<Value>())?;
        Ok(Ok(Value::list(items)))
    }

    fn object(&mut self, cx: &mut Interpreter) -> Step<Value> {
        const NAME: &str = "Expecting property name enclosed in double quotes";
        let mut pairs: Vec<(Rc<str>, Value)> = Vec::new();
        self.skip_space();
        if self.byte() == Some(b'}') {
            self.position += 1;
            return self.finish_object(cx, pairs).map(Ok);
        }
        loop {
            if self.byte() != Some(b'"') {
                return Ok(Err(Fault(NAME, self.position)));
            }
            self.position += 1;
            let name = attempt!(self.string());
            self.skip_space();
            if self.byte() != Some(b':') {
                return Ok(Err(Fault("Expecting ':' delimiter", self.position)));
            }
            self.position += 1;
            self.skip_space();
            pairs.push((name.into(), attempt!(self.value(cx))));
            self.skip_space();
            match self.byte() {
                Some(b'}') => break,
                Some(b',') => {
                    self.position += 1;
                    self.skip_space();
                }
                _ => return Ok(Err(Fault("Expecting ',' delimiter", self.position))),
            }
        }
        self.position += 1;
        self.finish_object(cx, pairs).map(Ok)
    }

    fn finish_object(
        &self,
        cx: &mut Interpreter,
        pairs: Vec<(Rc<str>, Value)>,
    ) -> Result<Value, PythonError> {
        cx.allocate(pairs.len() * 2 * size_of::<Value>())?;
        if let Some(hook) = &self.object_pairs_hook {
            let pairs = pairs
                .into_iter()
                .map(|(name, value)| Value::tuple(vec![Value::Str(name), value]))
                .collect();
            return call_hook(cx, hook, Value::list(pairs));
        }
        let mut entries = Dictionary::new();
        for (name, value) in pairs {
            entries.insert_str(name, value);
        }
        match &self.object_hook {
            Some(hook) => call_hook(cx, hook, Value::dict(entries)),
            None => Ok(Value::dict(entries)),
        }
    }

    fn number(&mut self, cx: &mut Interpreter) -> Step<Value> {
        let start = self.position;
        if self.byte() == Some(b'-') {
            self.position += 1;
        }
        match self.byte() {
            Some(b'0') => self.position += 1,
            Some(b'1'..=b'9') => self.skip_digits(),
            _ => return Ok(Err(Fault("Expecting value", start))),
        }
        let integral_end = self.position;
        if self.byte() == Some(b'.') {
            self.position += 1;
            let fraction = self.position;
            self.skip_digits();
            if self.position == fraction {
                self.position = integral_end;
            }
        }
        let mantissa_end = self.position;
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.position += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.position += 1;
            }
            let exponent = self.position;
            self.skip_digits();
            if self.position == exponent {
                self.position = mantissa_end;
            }
        }
        let digits = &self.text[start..self.position];
        if self.position > integral_end {
            let value = digits.parse().unwrap_or(f64::NAN);
            return converted(cx, self.parse_float.as_ref(), digits, || {
                Value::Float(value)
            })
            .map(Ok);
        }
        cx.charge(digits.len() as u64)?;
        if digits.len() > 4300 {
            return Err(PythonError::value_error(format!(
                "Exceeds the limit (4300 digits) for integer string conversion: value has {} \
                 digits; use sys.set_int_max_str_digits() to increase the limit",
                digits.trim_start_matches('-').len()
            )));
        }
        converted(cx, self.parse_int.as_ref(), digits, || {
            Integer::parse(digits, 10).map(Value::Int).into()
        })
        .map(Ok)
    }

    fn skip_digits(&mut self) {
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.position += 1;
        }
    }

    /// A string whose opening quote was just read.
    fn string(&mut self) -> Step<String> {
        let begin = self.position - 1;
        let unterminated = Ok(Err(Fault("Unterminated string starting at", begin)));
        let mut content = String::new();
        loop {
            let rest = &self.text[self.position..];
            let Some(character) = rest.chars().next() else {
                return unterminated;
            };
            let start = self.position;
            self.position += character.len_utf8();
            match character {
                '"' => return Ok(Ok(content)),
                '\\' => {
                    let Some(escape) = self.text[self.position..].chars().next() else {
                        return unterminated;
                    };
                    self.position += escape.len_utf8();
                    match escape {
                        '"' | '\\' | '/' => content.push(escape),
                        'b' => content.push('\u{8}'),
                        'f' => content.push('\u{c}'),
                        'n' => content.push('\n'),
                        'r' => content.push('\r'),
                        't' => content.push('\t'),
                        'u' => match attempt!(self.unicode_escape()) {
                            Some(decoded) => content.push(decoded),
                            None => {
                                return Err(PythonError::unsupported(
                                    "a JSON string with half of a surrogate pair",
                                ));
                            }
                        },
                        _ => return Ok(Err(Fault("Invalid \\escape", start))),
                    }
                }
                '\0'..='\u{1f}' if self.control_characters == ControlCharacters::Refused => {
                    return Ok(Err(Fault("Invalid control character at", start)));
                }
                _ => content.push(character),
            }
        }
    }

    /// The character of `\uXXXX`, of which `\u` was just read; nothing for half of a pair.
    fn unicode_escape(&mut self) -> Step<Option<char>> {
        let first = attempt!(self.four_digits());
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(Ok(char::from_u32(first)));
        }
        if !self.text[self.position..].starts_with("\\u") {
            return Ok(Ok(None));
        }
        self.position += 2;
        let second = attempt!(self.four_digits());
        if !(0xdc00..0xe000).contains(&second) {
            return Ok(Ok(None));
        }
        let joined = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        Ok(Ok(char::from_u32(joined)))
    }

    fn four_digits(&mut self) -> Step<u32> {
        let digits = self.text.get(self.position..self.position + 4);
        let number = digits
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match number {
            Some(number) => {
                self.position += 4;
                Ok(Ok(number))
            }
            None => Ok(Err(Fault("Invalid \\uXXXX escape", self.position - 1))),
        }
    }
}

fn call_hook(cx: &mut Interpreter, hook: &Value, argument: Value) -> Result<Value, PythonError> {
    let origin = cx.origin();
    cx.call(hook, Arguments::positional(vec![argument], origin))
}

/// What the hook makes of the text, or what it means without one.
fn converted(
    cx: &mut Interpreter,
    hook: Option<&Value>,
    text: &str,
    plain: impl FnOnce() -> Value,
) -> Result<Value, PythonError> {
    match hook {
        Some(hook) => call_hook(cx, hook, text.into()),
        None => Ok(plain()),
    }
}

//! Reading JSON with the messages of `Lib/json/decoder.py`.

use std::rc::Rc;

use crate::python::class::Instance;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::Value;

struct Reader {
    characters: Vec<char>,
    position: usize,
    document: Rc<str>,
}

/// The value a JSON document stands for.
pub(super) fn read(cx: &mut Interpreter, text: &Rc<str>) -> Result<Value, PythonError> {
    cx.allocate(text.len().saturating_mul(4))?;
    let mut reader = Reader {
        characters: text.chars().collect(),
        position: 0,
        document: Rc::clone(text),
    };
    if reader.characters.first() == Some(&'\u{feff}') {
        return Err(reader.error(cx, "Unexpected UTF-8 BOM (decode using utf-8-sig)", 0));
    }
    reader.skip_space();
    let value = reader.value(cx)?;
    reader.skip_space();
    if reader.position < reader.characters.len() {
        let position = reader.position;
        return Err(reader.error(cx, "Extra data", position));
    }
    Ok(value)
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.position).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.position += 1;
        }
    }

    /// `JSONDecodeError` with the place as people count.
    fn error(&self, cx: &mut Interpreter, message: &str, position: usize) -> PythonError {
        let before = &self.characters[..position.min(self.characters.len())];
        let line = before
            .iter()
            .filter(|character| **character == '\n')
            .count()
            + 1;
        let column = position
            - before
                .iter()
                .rposition(|character| *character == '\n')
                .map_or(0, |newline| newline + 1)
            + 1;
        let full = format!("{message}: line {line} column {column} (char {position})");
        let Some(class) = cx.native_classes.get("json.JSONDecodeError").cloned() else {
            return PythonError::value_error(full);
        };
        let instance = Instance::new(class);
        let arguments = vec![Value::from(full)];
        crate::python::exceptions::initialise(&instance, ExceptionClass::ValueError, arguments);
        {
            let mut attributes = instance.attributes.borrow_mut();
            attributes.insert("msg".into(), Value::from(message));
            attributes.insert("doc".into(), Value::Str(Rc::clone(&self.document)));
            attributes.insert("pos".into(), Value::int(position));
            attributes.insert("lineno".into(), Value::int(line));
            attributes.insert("colno".into(), Value::int(column));
        }
        PythonError::raise(Shared::new(instance))
    }

    fn value(&mut self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        cx.charge(1)?;
        let start = self.position;
        match self.peek() {
            Some('"') => {
                self.position += 1;
                Ok(self.string(cx)?.into())
            }
            Some('{') => self.object(cx),
            Some('[') => self.array(cx),
            Some('-' | '0'..='9') => self.number(cx),
            _ => {
                for (word, value) in [
                    ("null", Value::None),
                    ("true", Value::Bool(true)),
                    ("false", Value::Bool(false)),
                    ("NaN", Value::Float(f64::NAN)),
                    ("Infinity", Value::Float(f64::INFINITY)),
                ] {
                    if self.take_word(word) {
                        return Ok(value);
                    }
                }
                Err(self.error(cx, "Expecting value", start))
            }
        }
    }

    fn take_word(&mut self, word: &str) -> bool {
        let end = self.position + word.len();
        let found = self
            .characters
            .get(self.position..end)
            .is_some_and(|part| part.iter().copied().eq(word.chars()));
        if found {
            self.position = end;
        }
        found
    }

    fn number(&mut self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let start = self.position;
        if self.take_word("-Infinity") {
            return Ok(Value::Float(f64::NEG_INFINITY));
        }
        let digits = |reader: &mut Self| {
            let from = reader.position;
            while reader
                .peek()
                .is_some_and(|character| character.is_ascii_digit())
            {
                reader.position += 1;
            }
            reader.position > from
        };
        if self.peek() == Some('-') {
            self.position += 1;
        }
        if self.peek() == Some('0') {
            self.position += 1;
        } else if !digits(self) {
            self.position = start;
            return Err(self.error(cx, "Expecting value", start));
        }
        let mut is_float = false;
        let mark = self.position;
        if self.peek() == Some('.') {
            self.position += 1;
            if digits(self) {
                is_float = true;
            } else {
                self.position = mark;
            }
        }
        let mark = self.position;
        if matches!(self.peek(), Some('e' | 'E')) {
            self.position += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.position += 1;
            }
            if digits(self) {
                is_float = true;
            } else {
                self.position = mark;
            }
        }
        let text: String = self.characters[start..self.position].iter().collect();
        if is_float {
            return Ok(Value::Float(text.parse().unwrap_or(f64::NAN)));
        }
        if text.len() > 4300 {
            return Err(PythonError::unsupported(
                "an integer of more than 4300 digits",
            ));
        }
        Ok(Integer::parse(&text, 10).map_or(Value::None, Value::Int))
    }

    fn string(&mut self, cx: &mut Interpreter) -> Result<String, PythonError> {
        let start = self.position - 1;
        let mut text = String::new();
        loop {
            let Some(character) = self.peek() else {
                return Err(self.error(cx, "Unterminated string starting at", start));
            };
            let place = self.position;
            self.position += 1;
            match character {
                '"' => return Ok(text),
                '\\' => {
                    let Some(escape) = self.peek() else {
                        return Err(self.error(cx, "Unterminated string starting at", start));
                    };
                    self.position += 1;
                    match escape {
                        '"' | '\\' | '/' => text.push(escape),
                        'b' => text.push('\u{8}'),
                        'f' => text.push('\u{c}'),
                        'n' => text.push('\n'),
                        'r' => text.push('\r'),
                        't' => text.push('\t'),
                        'u' => text.push(self.unicode_escape(cx)?),
                        _ => return Err(self.error(cx, "Invalid \\escape", place)),
                    }
                }
                '\0'..='\u{1f}' => {
                    return Err(self.error(cx, "Invalid control character at", place));
                }
                other => text.push(other),
            }
        }
    }

    fn hex_digits(&mut self, cx: &mut Interpreter) -> Result<u32, PythonError> {
        let start = self.position;
        let digits: String = self.characters.iter().skip(start).take(4).collect();
        match u32::from_str_radix(&digits, 16) {
            Ok(code) if digits.len() == 4 && !digits.starts_with('+') => {
                self.position += 4;
                Ok(code)
            }
            _ => Err(self.error(cx, "Invalid \\uXXXX escape", start)),
        }
    }

    fn unicode_escape(&mut self, cx: &mut Interpreter) -> Result<char, PythonError> {
        let mut code = self.hex_digits(cx)?;
        if (0xd800..0xdc00).contains(&code) && self.take_word("\\u") {
            let low = self.hex_digits(cx)?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        char::from_u32(code).ok_or_else(|| PythonError::unsupported("a lone surrogate"))
    }

    fn array(&mut self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        self.position += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(']') {
            self.position += 1;
            return Ok(Value::list(items));
        }
        loop {
            cx.allocate(size_of::<Value>())?;
            items.push(self.value(cx)?);
            self.skip_space();
            let place = self.position;
            match self.peek() {
                Some(']') => {
                    self.position += 1;
                    return Ok(Value::list(items));
                }
                Some(',') => self.position += 1,
                _ => return Err(self.error(cx, "Expecting ',' delimiter", place)),
            }
            self.skip_space();
        }
    }

    fn object(&mut self, cx: &mut Interpreter) -> Result<Value, PythonError> {
        const NAME: &str = "Expecting property name enclosed in double quotes";
        self.position += 1;
        let mut entries = Dictionary::new();
        self.skip_space();
        if self.peek() == Some('}') {
            self.position += 1;
            return Ok(Value::dict(entries));
        }
        loop {
            let place = self.position;
            if self.peek() != Some('"') {
                return Err(self.error(cx, NAME, place));
            }
            self.position += 1;
            let key = self.string(cx)?;
            self.skip_space();
            let place = self.position;
            if self.peek() != Some(':') {
                return Err(self.error(cx, "Expecting ':' delimiter", place));
            }
            self.position += 1;
            self.skip_space();
            cx.allocate(64)?;
            let value = self.value(cx)?;
            entries.insert_str(key, value);
            self.skip_space();
            let place = self.position;
            match self.peek() {
                Some('}') => {
                    self.position += 1;
                    return Ok(Value::dict(entries));
                }
                Some(',') => self.position += 1,
                _ => return Err(self.error(cx, "Expecting ',' delimiter", place)),
            }
            self.skip_space();
        }
    }
}

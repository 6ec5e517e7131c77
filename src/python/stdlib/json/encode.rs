//! `json.dumps` (`Lib/json/encoder.py`).

use std::rc::Rc;

use crate::python::arguments::{Arguments, BoundArguments};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::Comparison;
use crate::python::stdlib::convert;
use crate::python::text::plain_repr;
use crate::python::value::Value;

/// The parameters of `dumps` behind the object.
pub(super) const OPTIONS: &str = "obj, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, \
                                  cls=, indent=, separators=, default=, sort_keys=, \
                                  **kw";

/// How keys that are not strings or numbers are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OddKeys {
    Refuse,
    Skip,
}

/// Which characters are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escapes {
    All,
    Necessary,
}

/// Whether infinities and NaN are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OutOfRange {
    Write,
    Refuse,
}

/// The order entries are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyOrder {
    Insertion,
    Sorted,
}

/// Writes values as JSON.
pub(super) struct Encoder {
    odd_keys: OddKeys,
    escapes: Escapes,
    out_of_range: OutOfRange,
    order: KeyOrder,
    indent: Option<String>,
    item_separator: Rc<str>,
    key_separator: Rc<str>,
    default: Option<Value>,
    output: String,
    /// Containers being written, to find cycles.
    open: Vec<usize>,
}

impl Encoder {
    /// Takes the options of `dumps` out of its arguments.
    pub(super) fn new(
        cx: &mut Interpreter,
        arguments: &mut BoundArguments,
    ) -> Result<Self, PythonError> {
        if arguments.take_some("cls").is_some() {
            return Err(PythonError::unsupported("the argument cls of json.dumps()"));
        }
        let skip = convert::flag(cx, arguments.take("skipkeys"), false)?;
        let ascii = convert::flag(cx, arguments.take("ensure_ascii"), true)?;
        let nan = convert::flag(cx, arguments.take("allow_nan"), true)?;
        let sorted = convert::flag(cx, arguments.take("sort_keys"), false)?;
        // Cycles are always found: without the check the original overflows its stack.
        convert::flag(cx, arguments.take("check_circular"), true)?;
        let indent = match arguments.take_some("indent") {
            None => None,
            Some(value) => Some(if let Some(text) = value.as_str() {
                text.to_string()
            } else {
                let width = convert::small_integer(cx, &value)?;
                let width = usize::try_from(width).unwrap_or(0);
                cx.allocate(width)?;
                " ".repeat(width)
            }),
        };
        let (item_separator, key_separator) = match arguments.take_some("separators") {
            Some(pair) => {
                let parts = cx.collect(&pair)?;
                let [item, key] = parts.as_slice() else {
                    return Err(PythonError::value_error(
                        "separators must be an (item_separator, key_separator) tuple",
                    ));
                };
                (
                    convert::string(cx, item, "the item separator")?,
                    convert::string(cx, key, "the key separator")?,
                )
            }
            None if indent.is_some() => (",".into(), ": ".into()),
            None => (", ".into(), ": ".into()),
        };
        Ok(Self {
            odd_keys: if skip { OddKeys::Skip } else { OddKeys::Refuse },
            escapes: if ascii {
                Escapes::All
            } else {
                Escapes::Necessary
            },
            out_of_range: if nan {
                OutOfRange::Write
            } else {
                OutOfRange::Refuse
            },
            order: if sorted {
                KeyOrder::Sorted
            } else {
                KeyOrder::Insertion
            },
            indent,
            item_separator,
            key_separator,
            default: arguments.take_some("default"),
            output: String::new(),
            open: Vec::new(),
        })
    }

    /// The text of `value`.
    pub(super) fn encode(
        mut self,
        cx: &mut Interpreter,
        value: &Value,
    ) -> Result<String, PythonError> {
        self.value(cx, value)?;
        Ok(self.output)
    }

    fn value(&mut self, cx: &mut Interpreter, value: &Value) -> Result<(), PythonError> {
        cx.charge(1)?;
        let before = self.output.len();
        match value.underlying() {
            Value::None => self.output += "null",
            Value::Bool(true) => self.output += "true",
            Value::Bool(false) => self.output += "false",
            Value::Int(number) => self.output += &number.to_string(),
            Value::Float(number) => self.output += &self.float(number)?,
            Value::Str(text) => self.string(&text),
            Value::List(items) => {
                let items = items.borrow().clone();
                self.nested(cx, value, |encoder, cx| encoder.array(cx, &items))?;
            }
            Value::Tuple(items) => {
                self.nested(cx, value, |encoder, cx| encoder.array(cx, &items))?;
            }
            Value::Dict(entries) if !entries.borrow().is_proxy() => {
                let entries = entries.borrow().clone();
                self.nested(cx, value, |encoder, cx| encoder.object(cx, &entries))?;
            }
            Value::Opaque(opaque) => return Err(PythonError::opaque_use(&opaque)),
            _ => {
                let Some(default) = self.default.clone() else {
                    return Err(PythonError::type_error(format!(
                        "Object of type {} is not JSON serializable",
                        unqualified(&cx.type_name(value))
                    )));
                };
                let origin = cx.origin();
                self.nested(cx, value, |encoder, cx| {
                    let arguments = Arguments::positional(vec![value.clone()], origin);
                    let replacement = cx.call(&default, arguments)?;
                    encoder.value(cx, &replacement)
                })?;
            }
        }
        cx.allocate(self.output.len().saturating_sub(before))
    }

    fn nested(
        &mut self,
        cx: &mut Interpreter,
        container: &Value,
        write: impl FnOnce(&mut Self, &mut Interpreter) -> Result<(), PythonError>,
    ) -> Result<(), PythonError> {
        let address = container.address().unwrap_or_default();
        if self.open.contains(&address) {
            return Err(PythonError::value_error("Circular reference detected"));
        }
        self.open.push(address);
        write(self, cx)?;
        self.open.pop();
        Ok(())
    }

    fn array(&mut self, cx: &mut Interpreter, items: &[Value]) -> Result<(), PythonError> {
        if items.is_empty() {
            self.output += "[]";
            return Ok(());
        }
        self.output.push('[');
        for (index, item) in items.iter().enumerate() {
            self.separate(index);
            self.value(cx, item)?;
        }
        self.close(']');
        Ok(())
    }

    fn object(&mut self, cx: &mut Interpreter, entries: &Dictionary) -> Result<(), PythonError> {
        if entries.is_empty() {
            self.output += "{}";
            return Ok(());
        }
        let mut pairs: Vec<(Value, Value)> = entries
            .iter()
            .map(|(_, key, value)| (key.clone(), value.clone()))
            .collect();
        if self.order == KeyOrder::Sorted {
            sort_pairs(cx, &mut pairs)?;
        }
        self.output.push('{');
        let mut written = 0;
        for (key, value) in &pairs {
            let Some(name) = self.key(cx, key)? else {
                continue;
            };
            self.separate(written);
            written += 1;
            self.string(&name);
            self.output += &Rc::clone(&self.key_separator);
            self.value(cx, value)?;
        }
        self.close('}');
        Ok(())
    }

    /// Starts the item `index` of the innermost container.
    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.output += &Rc::clone(&self.item_separator);
        }
        self.new_line(self.open.len());
    }

    fn close(&mut self, bracket: char) {
        self.new_line(self.open.len() - 1);
        self.output.push(bracket);
    }

    fn new_line(&mut self, depth: usize) {
        if let Some(indent) = &self.indent {
            self.output.push('\n');
            self.output += &indent.repeat(depth);
        }
    }

    fn key(&self, cx: &mut Interpreter, key: &Value) -> Result<Option<Rc<str>>, PythonError> {
        Ok(Some(match key.underlying() {
            Value::Str(text) => text,
            Value::Float(number) => self.float(number)?.into(),
            Value::Bool(true) => "true".into(),
            Value::Bool(false) => "false".into(),
            Value::None => "null".into(),
            Value::Int(number) => number.to_string().into(),
            Value::Opaque(opaque) => return Err(PythonError::opaque_use(&opaque)),
            _ if self.odd_keys == OddKeys::Skip => return Ok(None),
            _ => {
                return Err(PythonError::type_error(format!(
                    "keys must be str, int, float, bool or None, not {}",
                    unqualified(&cx.type_name(key))
                )));
            }
        }))
    }

    fn float(&self, number: f64) -> Result<String, PythonError> {
        if number.is_finite() {
            return Ok(plain_repr(&Value::Float(number)));
        }
        if self.out_of_range == OutOfRange::Refuse {
            // CPython has two encoders; only the one that indents names the number.
            let number = match &self.indent {
                Some(_) => format!(": {}", plain_repr(&Value::Float(number))),
                None => String::new(),
            };
            return Err(PythonError::value_error(format!(
                "Out of range float values are not JSON compliant{number}"
            )));
        }
        Ok(if number.is_nan() {
            "NaN"
        } else if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .into())
    }

    fn string(&mut self, text: &str) {
        self.output.push('"');
        for character in text.chars() {
            match character {
                '"' => self.output += "\\\"",
                '\\' => self.output += "\\\\",
                '\n' => self.output += "\\n",
                '\r' => self.output += "\\r",
                '\t' => self.output += "\\t",
                '\u{8}' => self.output += "\\b",
                '\u{c}' => self.output += "\\f",
                ' '..='~' => self.output.push(character),
                _ if character >= ' ' && self.escapes == Escapes::Necessary => {
                    self.output.push(character);
                }
                _ => {
                    for unit in character.encode_utf16(&mut [0; 2]) {
                        self.output += &format!("\\u{unit:04x}");
                    }
                }
            }
        }
        self.output.push('"');
    }
}

/// The last part of a dotted name, as `type(x).__name__` gives it.
fn unqualified(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Sorts entries by their keys as `sorted` would.
fn sort_pairs(cx: &mut Interpreter, pairs: &mut [(Value, Value)]) -> Result<(), PythonError> {
    let mut failure = None;
    pairs.sort_by(|(left, _), (right, _)| {
        if let (Some(left), Some(right)) = (left.as_str(), right.as_str()) {
            return left.cmp(&right);
        }
        if failure.is_some() {
            return std::cmp::Ordering::Equal;
        }
        let mut less = |left: &Value, right: &Value| {
            let answer = cx.compare(Comparison::Less, left, right)?;
            cx.truth(&answer)
        };
        match less(left, right).and_then(|lesser| Ok((lesser, less(right, left)?))) {
            Ok((true, _)) => std::cmp::Ordering::Less,
            Ok((_, true)) => std::cmp::Ordering::Greater,
            Ok(_) => std::cmp::Ordering::Equal,
            Err(error) => {
                failure = Some(error);
                std::cmp::Ordering::Equal
            }
        }
    });
    failure.map_or(Ok(()), Err)
}

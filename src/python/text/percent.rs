//! `template % values` (`PyUnicode_Format`).

use std::rc::Rc;

use super::format_float;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// The values a template takes: from a tuple in order, from a mapping by name, or one alone.
struct Values {
    items: Vec<Value>,
    next: usize,
    mapping: Option<Value>,
}

impl Values {
    fn next(&mut self) -> Result<Value, PythonError> {
        let value = self.items.get(self.next).cloned();
        self.next += 1;
        value.ok_or_else(|| PythonError::type_error("not enough arguments for format string"))
    }
}

/// One conversion between `%` and its letter.
#[derive(Default)]
struct Conversion {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// Formats `template` with `values`.
pub(crate) fn format(
    cx: &mut Interpreter,
    template: &Rc<str>,
    values: &Value,
) -> Result<Value, PythonError> {
    let values_are_tuple = matches!(values.underlying(), Value::Tuple(_));
    let is_mapping = !values_are_tuple
        && !matches!(values.underlying(), Value::Str(_) | Value::Bytes(_))
        && match values.underlying() {
            Value::Dict(_) | Value::List(_) | Value::DictView(_) | Value::Range(_) => true,
            Value::Instance(instance) => instance.class.lookup_python("__getitem__").is_some(),
            _ => false,
        };
    let mut state = Values {
        items: match values.underlying() {
            Value::Tuple(items) => items.to_vec(),
            _ => vec![values.clone()],
        },
        next: 0,
        mapping: is_mapping.then(|| values.clone()),
    };
    let mut used_mapping = false;
    let mut result = String::with_capacity(template.len());
    let characters: Vec<char> = template.chars().collect();
    cx.allocate(characters.len())?;
    let mut position = 0;
    while position < characters.len() {
        if characters[position] != '%' {
            result.push(characters[position]);
            position += 1;
            continue;
        }
        position += 1;
        let incomplete = || PythonError::value_error("incomplete format");
        let mut named = None;
        if characters.get(position) == Some(&'(') {
            let mut depth = 1;
            let start = position + 1;
            position = start;
            while depth > 0 {
                match characters.get(position) {
                    Some('(') => depth += 1,
                    Some(')') => depth -= 1,
                    Some(_) => {}
                    None => return Err(PythonError::value_error("incomplete format key")),
                }
                position += 1;
            }
            let name: String = characters[start..position - 1].iter().collect();
            let Some(mapping) = state.mapping.clone() else {
                return Err(PythonError::type_error("format requires a mapping"));
            };
            used_mapping = true;
            named = Some(cx.subscript(&mapping, &Value::from(name))?);
        }
        let mut conversion = Conversion::default();
        while let Some(flag) = characters.get(position) {
            match flag {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                '0' => conversion.zero = true,
                _ => break,
            }
            position += 1;
        }
        if let Some(width) = number(&characters, &mut position, &mut state)? {
            conversion.left |= width < 0;
            conversion.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
        }
        if characters.get(position) == Some(&'.') {
            position += 1;
            let precision = number(&characters, &mut position, &mut state)?.unwrap_or(0);
            conversion.precision = Some(usize::try_from(precision).unwrap_or(0));
        }
        while matches!(characters.get(position), Some('h' | 'l' | 'L')) {
            position += 1;
        }
        let letter = *characters.get(position).ok_or_else(incomplete)?;
        if letter == '%' && characters.get(position - 1) == Some(&'%') {
            result.push('%');
            position += 1;
            continue;
        }
        if !matches!(
            letter,
            's' | 'r'
                | 'a'
                | 'd'
                | 'i'
                | 'u'
                | 'o'
                | 'x'
                | 'X'
                | 'e'
                | 'E'
                | 'f'
                | 'F'
                | 'g'
                | 'G'
                | 'c'
        ) {
            return Err(PythonError::value_error(format!(
                "unsupported format character '{letter}' (0x{:x}) at index {position}",
                u32::from(letter)
            )));
        }
        let value = match named {
            Some(value) => value,
            None => state.next()?,
        };
        let text = convert(cx, &conversion, letter, &value)?;
        cx.allocate(text.len())?;
        result.push_str(&text);
        position += 1;
    }
    let all_used = state.next >= state.items.len() || used_mapping || state.mapping.is_some();
    if !all_used {
        return Err(PythonError::type_error(
            "not all arguments converted during string formatting",
        ));
    }
    Ok(result.into())
}

/// A width or precision: digits, or `*` for the next value.
fn number(
    characters: &[char],
    position: &mut usize,
    values: &mut Values,
) -> Result<Option<i64>, PythonError> {
    if characters.get(*position) == Some(&'*') {
        *position += 1;
        return match values.next()? {
            Value::Int(integer) => Ok(integer.to_i64()),
            _ => Err(PythonError::type_error("* wants int")),
        };
    }
    let start = *position;
    while characters.get(*position).is_some_and(char::is_ascii_digit) {
        *position += 1;
    }
    if start == *position {
        return Ok(None);
    }
    let digits: String = characters[start..*position].iter().collect();
    digits
        .parse()
        .map(Some)
        .map_err(|_| PythonError::value_error("width too big"))
}

fn convert(
    cx: &mut Interpreter,
    conversion: &Conversion,
    letter: char,
    value: &Value,
) -> Result<String, PythonError> {
    let value = cx.known(value)?;
    let (sign, body) = match letter {
        's' | 'r' | 'a' | 'c' => {
            let text: Rc<str> = match letter {
                's' => cx.str(&value)?,
                'r' => cx.repr(&value)?,
                'a' => cx.ascii(&value)?,
                _ => character(&value)?,
            };
            let text = match conversion.precision {
                Some(precision) if letter != 'c' => text.chars().take(precision).collect(),
                _ => text.to_string(),
            };
            return pad(cx, conversion, "", &text, ' ');
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let number = match (value.underlying(), value.as_int()) {
                (Value::Float(number), _) => number,
                (_, Some(integer)) => integer.to_f64(),
                _ => {
                    let type_name = cx.type_name(&value);
                    if matches!(value, Value::Host(_)) {
                        return Err(PythonError::unsupported(format!(
                            "%{letter} of a {type_name}"
                        )));
                    }
                    return Err(PythonError::type_error(format!(
                        "must be real number, not {type_name}"
                    )));
                }
            };
            let precision = conversion.precision.unwrap_or(6);
            cx.allocate(precision)?;
            let body = format_float(number.abs(), letter, precision, conversion.alternate);
            (number.is_sign_negative() && !number.is_nan(), body)
        }
        _ => {
            let integer = integer_of(cx, letter, &value)?;
            let (radix, prefix) = match letter {
                'o' => (8, "0o"),
                'x' => (16, "0x"),
                'X' => (16, "0X"),
                _ => (10, ""),
            };
            let mut digits = integer.magnitude_digits(radix);
            if letter == 'X' {
                digits = digits.to_uppercase();
            }
            if let Some(precision) = conversion.precision {
                cx.allocate(precision)?;
                digits = format!(
                    "{}{digits}",
                    "0".repeat(precision.saturating_sub(digits.len()))
                );
            }
            let prefix = if conversion.alternate { prefix } else { "" };
            (integer.is_negative(), format!("{prefix}{digits}"))
        }
    };
    let sign = match (sign, conversion.plus, conversion.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) => "",
    };
    let fill = if conversion.zero && !conversion.left {
        '0'
    } else {
        ' '
    };
    pad(cx, conversion, sign, &body, fill)
}

fn character(value: &Value) -> Result<Rc<str>, PythonError> {
    match value {
        Value::Str(text) if text.chars().count() == 1 => Ok(Rc::clone(text)),
        Value::Int(integer) => integer
            .to_i64()
            .and_then(|code| u32::try_from(code).ok())
            .and_then(char::from_u32)
            .map(|character| character.to_string().into())
            .ok_or_else(|| {
                PythonError::exception(
                    crate::python::exceptions::ExceptionClass::OverflowError,
                    "%c arg not in range(0x110000)",
                )
            }),
        _ => Err(PythonError::type_error("%c requires int or char")),
    }
}

fn integer_of(cx: &mut Interpreter, letter: char, value: &Value) -> Result<Integer, PythonError> {
    if let Some(integer) = value.as_int() {
        return Ok(integer);
    }
    if let Value::Float(number) = value.underlying()
        && matches!(letter, 'd' | 'i' | 'u')
        && let Some(integer) = Integer::from_f64(number)
    {
        return Ok(integer);
    }
    if let Value::Float(number) = value.underlying()
        && matches!(letter, 'd' | 'i' | 'u')
    {
        return Err(if number.is_nan() {
            PythonError::value_error("cannot convert float NaN to integer")
        } else {
            PythonError::exception(
                crate::python::exceptions::ExceptionClass::OverflowError,
                "cannot convert float infinity to integer",
            )
        });
    }
    let type_name = cx.type_name(value);
    Err(PythonError::type_error(match letter {
        'd' | 'i' | 'u' => {
            format!("%{letter} format: a real number is required, not {type_name}")
        }
        _ => format!("%{letter} format: an integer is required, not {type_name}"),
    }))
}

fn pad(
    cx: &mut Interpreter,
    conversion: &Conversion,
    sign: &str,
    body: &str,
    fill: char,
) -> Result<String, PythonError> {
    let length = sign.len() + body.chars().count();
    let padding = conversion.width.saturating_sub(length);
    cx.allocate(padding)?;
    let padding = fill.to_string().repeat(padding);
    Ok(if conversion.left {
        format!("{sign}{body}{padding}")
    } else if fill == '0' {
        format!("{sign}{padding}{body}")
    } else {
        format!("{padding}{sign}{body}")
    })
}

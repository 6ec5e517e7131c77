//! `json.dumps()` with Python's presets.

use std::fmt::Write;

use crate::schema::{EnumerationMixin, Literal};

use super::super::error::DdlError;
use super::super::python_text::float;

/// The value as JSON: ASCII only, `", "` between items and `": "` behind keys.
pub(super) fn dumps(value: &Literal) -> Result<String, DdlError> {
    let mut text = String::new();
    write_value(&mut text, value)?;
    Ok(text)
}

fn write_value(text: &mut String, value: &Literal) -> Result<(), DdlError> {
    match value {
        Literal::None => text.push_str("null"),
        Literal::Boolean(true) => text.push_str("true"),
        Literal::Boolean(false) => text.push_str("false"),
        Literal::Integer(number) => text.push_str(&number.to_string()),
        Literal::Float(number) => text.push_str(&json_float(*number)),
        Literal::Text(string) => write_string(text, string),
        Literal::EnumerationMember(member) => match (&member.value, member.mixin) {
            (Some(inner), EnumerationMixin::OfValue) => write_value(text, inner)?,
            _ => return Err(not_serializable(&member.class_name)),
        },
        Literal::List(items) | Literal::Tuple(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_value(text, item)?;
            }
            text.push(']');
        }
        Literal::Dictionary(entries) => {
            text.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_string(text, &key_text(key)?);
                text.push_str(": ");
                write_value(text, item)?;
            }
            text.push('}');
        }
        Literal::Decimal(_) => return Err(not_serializable("Decimal")),
        Literal::Bytes(_) => return Err(not_serializable("bytes")),
        Literal::Date(_) => return Err(not_serializable("date")),
        Literal::Time(_) => return Err(not_serializable("time")),
        Literal::DateTime(_) => return Err(not_serializable("datetime")),
        Literal::Interval(_) => return Err(not_serializable("timedelta")),
        Literal::Uuid(_) => return Err(not_serializable("UUID")),
    }
    Ok(())
}

fn not_serializable(class: &str) -> DdlError {
    DdlError::Statement(format!("Object of type {class} is not JSON serializable"))
}

fn json_float(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        }
        .to_owned()
    } else {
        float(number)
    }
}

/// Keys that are no strings become some.
fn key_text(key: &Literal) -> Result<String, DdlError> {
    match key {
        Literal::Text(string) => Ok(string.to_string()),
        Literal::None => Ok("null".to_owned()),
        Literal::Boolean(flag) => Ok(flag.to_string()),
        Literal::Integer(number) => Ok(number.to_string()),
        Literal::Float(number) => Ok(json_float(*number)),
        _ => Err(DdlError::Statement(
            "keys must be str, int, float, bool or None".to_owned(),
        )),
    }
}

fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            ' '..='~' => text.push(character),
            other => {
                for unit in other.encode_utf16(&mut [0; 2]) {
                    // Writing to a String cannot fail.
                    let _ = write!(text, "\\u{unit:04x}");
                }
            }
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_dumped_as_python_dumps_them() {
        let value = Literal::Dictionary(vec![
            (
                Literal::from("a\"é😀\u{7f}"),
                Literal::List(vec![1.into(), Literal::Float(1.0)]),
            ),
            (
                Literal::from(2),
                Literal::Tuple(vec![Literal::None, true.into()]),
            ),
        ]);
        assert_eq!(
            dumps(&value).unwrap(),
            r#"{"a\"\u00e9\ud83d\ude00\u007f": [1, 1.0], "2": [null, true]}"#
        );
        assert_eq!(
            dumps(&Literal::Bytes([1].into())).unwrap_err().to_string(),
            "Object of type bytes is not JSON serializable"
        );
    }
}

//! `base64`: bytes as text of 64 or 16 characters (RFC 4648).

use std::rc::Rc;

use super::convert;
use super::native::{ModuleBuilder, Outcome, exception_class, raise};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The last two characters of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Standard,
    UrlSafe,
}

fn encode(data: &[u8], alphabet: Alphabet) -> Vec<u8> {
    let mut text = Vec::with_capacity(data.len().div_ceil(3) * 4);
    for chunk in data.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, index| {
            bits << 8 | u32::from(chunk.get(index).copied().unwrap_or(0))
        });
        for place in 0..4 {
            if place > chunk.len() {
                text.push(b'=');
                continue;
            }
            let index = (bits >> (18 - 6 * place)) & 63;
            text.push(match (index, alphabet) {
                (62, Alphabet::UrlSafe) => b'-',
                (63, Alphabet::UrlSafe) => b'_',
                (index, _) => STANDARD[index as usize],
            });
        }
    }
    text
}

/// Decodes, ignoring characters of no alphabet as CPython does; the sentence of its error.
fn decode(text: &[u8], alphabet: Alphabet) -> Result<Vec<u8>, String> {
    let mut data = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count, mut padding) = (0_u32, 0_usize, 0);
    for byte in text {
        let byte = match (*byte, alphabet) {
            (b'-', Alphabet::UrlSafe) => b'+',
            (b'_', Alphabet::UrlSafe) => b'/',
            (byte, _) => byte,
        };
        if byte == b'=' {
            padding += 1;
            if count % 4 >= 2 && count % 4 + padding >= 4 {
                return Ok(data);
            }
            continue;
        }
        let Some(index) = STANDARD.iter().position(|known| *known == byte) else {
            continue;
        };
        padding = 0;
        bits = bits << 6 | u32::try_from(index).unwrap_or(0);
        count += 1;
        if count % 4 != 1 {
            let shift = 6 - 2 * ((count + 3) % 4);
            data.push(u8::try_from((bits >> shift) & 0xff).unwrap_or(0));
        }
    }
    match count % 4 {
        0 => Ok(data),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more \
             than a multiple of 4"
        )),
        _ => Err("Incorrect padding".into()),
    }
}

fn bytes(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
    text: Text,
) -> Result<Rc<[u8]>, PythonError> {
    let value = arguments.require("s");
    let bytes: Rc<[u8]> = match (value.underlying(), text) {
        (Value::Bytes(bytes), _) => bytes,
        (Value::Str(text), Text::Allowed) if text.is_ascii() => text.as_bytes().into(),
        (Value::Str(_), Text::Allowed) => {
            return Err(PythonError::value_error(
                "string argument should contain only ASCII characters",
            ));
        }
        _ => {
            return Err(convert::mismatch(
                &value,
                format!(
                    "a bytes-like object is required, not '{}'",
                    cx.type_name(&value)
                ),
            ));
        }
    };
    cx.allocate(bytes.len() * 2)?;
    Ok(bytes)
}

/// Whether a string may stand for bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    Allowed,
    Refused,
}

fn encoded(cx: &mut Interpreter, mut arguments: BoundArguments, alphabet: Alphabet) -> Outcome {
    let data = bytes(cx, &mut arguments, Text::Refused)?;
    Ok(Value::Bytes(encode(&data, alphabet).into()))
}

fn decoded(cx: &mut Interpreter, mut arguments: BoundArguments, alphabet: Alphabet) -> Outcome {
    let text = bytes(cx, &mut arguments, Text::Allowed)?;
    match decode(&text, alphabet) {
        Ok(data) => Ok(Value::Bytes(data.into())),
        Err(message) => Err(binary_error(cx, message)),
    }
}

/// `binascii.Error(message)`.
fn binary_error(cx: &mut Interpreter, message: String) -> PythonError {
    match super::native::class_of(cx, "binascii", "Error") {
        Some(class) => raise(&class, vec![message.into()], Vec::new()),
        None => PythonError::value_error(message),
    }
}

/// Refuses options that are given and not off.
fn refuse_options(arguments: &mut BoundArguments, names: &[&str]) -> Result<(), PythonError> {
    for name in names {
        match arguments.take_some(name) {
            None | Some(Value::Bool(false)) => {}
            Some(_) => {
                return Err(PythonError::unsupported(format!(
                    "the argument {name} of base64"
                )));
            }
        }
    }
    Ok(())
}

fn hex(data: &[u8]) -> String {
    data.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(cx: &mut Interpreter, text: &[u8]) -> Outcome {
    if text.len() % 2 == 1 {
        return Err(binary_error(cx, "Odd-length string".into()));
    }
    let mut data = Vec::with_capacity(text.len() / 2);
    for pair in text.chunks(2) {
        let digits = std::str::from_utf8(pair).unwrap_or_default();
        match u8::from_str_radix(digits, 16) {
            Ok(byte) if !digits.starts_with('+') => data.push(byte),
            _ => return Err(binary_error(cx, "Non-hexadecimal digit found".into())),
        }
    }
    Ok(Value::Bytes(data.into()))
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    ModuleBuilder::new("base64")
        .function("b64encode", "s, altchars=", |cx, mut arguments| {
            refuse_options(&mut arguments, &["altchars"])?;
            encoded(cx, arguments, Alphabet::Standard)
        })
        .function(
            "b64decode",
            "s, altchars=, validate=",
            |cx, mut arguments| {
                refuse_options(&mut arguments, &["altchars", "validate"])?;
                decoded(cx, arguments, Alphabet::Standard)
            },
        )
        .function("standard_b64encode", "s", |cx, arguments| {
            encoded(cx, arguments, Alphabet::Standard)
        })
        .function("standard_b64decode", "s", |cx, arguments| {
            decoded(cx, arguments, Alphabet::Standard)
        })
        .function("urlsafe_b64encode", "s", |cx, arguments| {
            encoded(cx, arguments, Alphabet::UrlSafe)
        })
        .function("urlsafe_b64decode", "s", |cx, arguments| {
            decoded(cx, arguments, Alphabet::UrlSafe)
        })
        .function("b16encode", "s", |cx, mut arguments| {
            let data = bytes(cx, &mut arguments, Text::Refused)?;
            let text = hex(&data).to_uppercase();
            Ok(Value::Bytes(text.into_bytes().into()))
        })
        .finish()
}

/// `binascii`: hexadecimal digits and the error of all of these.
pub(super) fn binascii(cx: &mut Interpreter) -> Value {
    let error = exception_class(cx, "binascii", "Error", ExceptionClass::ValueError);
    ModuleBuilder::new("binascii")
        .class(&error)
        .function("hexlify", "s, /", |cx, mut arguments| {
            let data = bytes(cx, &mut arguments, Text::Refused)?;
            Ok(Value::Bytes(hex(&data).into_bytes().into()))
        })
        .function("unhexlify", "s, /", |cx, mut arguments| {
            let text = bytes(cx, &mut arguments, Text::Allowed)?;
            unhex(cx, &text)
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for data in [&b""[..], b"f", b"fo", b"foo", b"foob", b"\xff\xfe\xfd\x00"] {
            let text = encode(data, Alphabet::UrlSafe);
            assert_eq!(decode(&text, Alphabet::UrlSafe).unwrap(), data);
        }
        assert_eq!(encode(b"foob", Alphabet::Standard), b"Zm9vYg==");
        // python3.11: base64.b64decode(b'Zm9vYg') and (b'Z')
        assert_eq!(
            decode(b"Zm9vYg", Alphabet::Standard).unwrap_err(),
            "Incorrect padding"
        );
        assert!(
            decode(b"Z", Alphabet::Standard)
                .unwrap_err()
                .contains("(1)")
        );
    }
}

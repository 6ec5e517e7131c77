//! Methods of `bytes` (`Objects/bytesobject.c`): those migrations use on digests and payloads.

use std::fmt::Write;
use std::rc::Rc;

use super::registry::MethodTable;
use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Descriptor, Value};

fn bytes_of(receiver: &Value) -> Result<Rc<[u8]>, PythonError> {
    match receiver {
        Value::Bytes(bytes) => Ok(Rc::clone(bytes)),
        _ => Err(PythonError::type_error("a method of bytes needs a 'bytes' object")),
    }
}

pub(super) fn add(table: &mut MethodTable) {
    table
        .add(
            "decode",
            const { &[Parameter::optional("encoding"), Parameter::optional("errors")] },
            |cx, receiver, mut bound| {
                let (encoding, errors) = (bound.take("encoding"), bound.take("errors"));
                decode(cx, &bytes_of(&receiver)?, encoding, errors)
            },
        )
        .add("hex", &[], |cx, receiver, _| {
            let bytes = bytes_of(&receiver)?;
            cx.allocate(bytes.len() * 2)?;
            Ok(hex(&bytes).into())
        })
        .add("startswith", const { &[Parameter::positional_only("prefix")] }, |_, receiver, mut bound| {
            let bytes = bytes_of(&receiver)?;
            let prefix = bytes_of(&bound.require("prefix"))?;
            Ok(Value::Bool(bytes.starts_with(&prefix)))
        })
        .add("endswith", const { &[Parameter::positional_only("suffix")] }, |_, receiver, mut bound| {
            let bytes = bytes_of(&receiver)?;
            let suffix = bytes_of(&bound.require("suffix"))?;
            Ok(Value::Bool(bytes.ends_with(&suffix)))
        });
    let from_hex = Value::function("fromhex", |cx, arguments| {
        let mut bound = arguments.bind(
            "fromhex",
            &[Parameter::positional_only("class"), Parameter::positional_only("string")],
        )?;
        bound.require("class");
        let text = cx.str(&bound.require("string"))?;
        let digits: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let pairs = digits.as_bytes().chunks(2);
        let bytes: Option<Vec<u8>> = pairs
            .map(|pair| {
                let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
                u8::from_str_radix(pair, 16).ok()
            })
            .collect();
        match bytes {
            Some(bytes) => Ok(Value::Bytes(bytes.into())),
            None => Err(PythonError::value_error(
                "non-hexadecimal number found in fromhex() arg",
            )),
        }
    });
    table.attribute(
        "fromhex",
        Value::Descriptor(Shared::new(Descriptor::ClassMethod(from_hex))),
    );
}

/// Two hexadecimal digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
    }
    text
}

/// `bytes.decode(encoding, errors)`.
pub(super) fn decode(
    cx: &mut Interpreter,
    bytes: &[u8],
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Result<Value, PythonError> {
    let encoding = super::text_search::encoding_name(cx, encoding)?;
    if let Some(errors) = errors {
        let handler = cx.str(&errors)?;
        if &*handler != "strict" {
            return Err(PythonError::unsupported(format!("the error handler {handler}")));
        }
    }
    cx.allocate(bytes.len())?;
    match encoding {
        "latin-1" => Ok(bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into()),
        "ascii" if !bytes.is_ascii() => {
            Err(PythonError::unsupported("bytes that are not ASCII"))
        }
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.into()),
            Err(_) => Err(PythonError::unsupported("bytes that are not UTF-8")),
        },
    }
}

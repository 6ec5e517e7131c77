//! `hashlib`: MD5, the one digest the program needs anyway; the others are opaque.

use md5::{Digest, Md5};

use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::value::{Attributes, Value};

/// Fills the module `hashlib`.
pub(super) fn fill(cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    let class = cx.new_class("HASH", "_hashlib", Vec::new(), Attributes::new())?;
    for (name, code) in [
        ("hexdigest", hex_digest as fn(&[u8]) -> Value),
        ("digest", |bytes| {
            Value::Bytes(Md5::digest(bytes).as_slice().into())
        }),
    ] {
        let method = Value::method(name, move |cx, arguments| {
            let receiver = arguments
                .bind(name, &[Parameter::required("self")])?
                .require("self");
            match cx.attribute(&receiver, "_data")? {
                Value::Bytes(bytes) => Ok(code(&bytes)),
                _ => Err(PythonError::type_error("not a hash")),
            }
        });
        class.attributes.borrow_mut().insert(name.into(), method);
    }
    let update = Value::method("update", |cx, arguments| {
        let parameters = [Parameter::required("self"), Parameter::required("data")];
        let mut bound = arguments.bind("update", &parameters)?;
        let receiver = bound.require("self");
        match (cx.attribute(&receiver, "_data")?, bound.require("data")) {
            (Value::Bytes(before), Value::Bytes(data)) => {
                cx.allocate(before.len() + data.len())?;
                let data = Value::Bytes([&*before, &*data].concat().into());
                cx.set_attribute(&receiver, "_data", data)?;
                Ok(Value::None)
            }
            _ => Err(PythonError::type_error(
                "Strings must be encoded before hashing",
            )),
        }
    });
    class
        .attributes
        .borrow_mut()
        .insert("update".into(), update);
    module.set(
        "md5",
        Value::function("md5", move |cx, arguments| {
            let parameters = [
                Parameter::optional("string"),
                Parameter::keyword("usedforsecurity"),
            ];
            let data = arguments.bind("md5", &parameters)?.take("string");
            let data = match data {
                None => Value::Bytes([].into()),
                Some(data @ Value::Bytes(_)) => data,
                Some(_) => {
                    return Err(PythonError::type_error(
                        "Strings must be encoded before hashing",
                    ));
                }
            };
            let hash = cx.call_with(&Value::Class(class.clone()), Vec::new())?;
            cx.set_attribute(&hash, "_data", data)?;
            Ok(hash)
        }),
    );
    Ok(())
}

fn hex_digest(bytes: &[u8]) -> Value {
    crate::python::builtins::hex(&Md5::digest(bytes)).into()
}

//! `uuid` (`Lib/uuid.py`).

use std::hash::{BuildHasher, RandomState};
use std::rc::Rc;

use md5::{Digest, Md5};

use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::object::{Comparison, HostObject};
use crate::python::value::Value;

/// A UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Identifier([u8; 16]);

/// Fills the module `uuid`.
pub(super) fn fill(_cx: &mut Interpreter, module: &Module) -> Result<(), PythonError> {
    module.set("UUID", Value::host(IdentifierClass));
    module.set(
        "uuid4",
        Value::function("uuid4", |_, arguments| {
            arguments.bind("uuid4", &[])?;
            Ok(Value::host(Identifier::random()))
        }),
    );
    module.set(
        "uuid3",
        Value::function("uuid3", |cx, arguments| {
            let parameters = [
                Parameter::required("namespace"),
                Parameter::required("name"),
            ];
            let mut bound = arguments.bind("uuid3", &parameters)?;
            let (namespace, name) = (bound.require("namespace"), bound.require("name"));
            let Some(namespace) = namespace.downcast::<Identifier>() else {
                return Err(PythonError::attribute_error("the namespace is not a UUID"));
            };
            let name = cx.str(&name)?;
            let digest = Md5::digest([&namespace.0, name.as_bytes()].concat());
            Ok(Value::host(Identifier::versioned(digest.into(), 3)))
        }),
    );
    for (name, tail) in [
        ("NAMESPACE_DNS", 0x10_u8),
        ("NAMESPACE_URL", 0x11),
        ("NAMESPACE_OID", 0x12),
        ("NAMESPACE_X500", 0x14),
    ] {
        let mut bytes = [
            0x6b, 0xa7, 0xb8, 0, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0, 0xc0, 0x4f, 0xd4, 0x30,
            0xc8,
        ];
        bytes[3] = tail;
        module.set(name, Value::host(Identifier(bytes)));
    }
    Ok(())
}

/// The class `UUID`.
#[derive(Debug)]
struct IdentifierClass;

impl HostObject for IdentifierClass {
    fn type_name(&self) -> Rc<str> {
        "type".into()
    }

    fn is_class(&self) -> bool {
        true
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "UUID",
            &[
                Parameter::optional("hex"),
                Parameter::optional("bytes"),
                Parameter::optional("bytes_le"),
                Parameter::optional("fields"),
                Parameter::optional("int"),
                Parameter::optional("version"),
            ],
        )?;
        for option in ["bytes_le", "fields"] {
            if bound.take_some(option).is_some() {
                return Err(PythonError::unsupported(format!(
                    "the argument {option} of UUID"
                )));
            }
        }
        let given = (
            bound.take_some("hex"),
            bound.take_some("bytes"),
            bound.take_some("int"),
        );
        let bytes: [u8; 16] = match given {
            (Some(hex), None, None) => {
                let hex = cx.known(&hex)?;
                let Some(text) = hex.as_str() else {
                    return Err(PythonError::attribute_error(format!(
                        "'{}' object has no attribute 'replace'",
                        cx.type_name(&hex)
                    )));
                };
                Identifier::parse(&text)
                    .ok_or_else(|| {
                        PythonError::value_error("badly formed hexadecimal UUID string")
                    })?
                    .0
            }
            (None, Some(Value::Bytes(bytes)), None) => (&*bytes)
                .try_into()
                .map_err(|_| PythonError::value_error("bytes is not a 16-char string"))?,
            (None, None, Some(integer)) => integer
                .as_int()
                .filter(|integer| !integer.is_negative() && integer.bits() <= 128)
                .map(|integer| {
                    let (_, digits) = integer.to_big().to_bytes_be();
                    let mut bytes = [0; 16];
                    bytes[16 - digits.len()..].copy_from_slice(&digits);
                    bytes
                })
                .ok_or_else(|| {
                    PythonError::value_error("int is out of range (need a 128-bit value)")
                })?,
            _ => {
                return Err(PythonError::type_error(
                    "one of the hex, bytes, bytes_le, fields, or int arguments must be given",
                ));
            }
        };
        let version = bound
            .take_some("version")
            .and_then(|version| version.as_int());
        let identifier = match version.and_then(|version| version.to_i64()) {
            None => Identifier(bytes),
            Some(version @ 1..=5) => {
                Identifier::versioned(bytes, u8::try_from(version).unwrap_or(4))
            }
            Some(_) => return Err(PythonError::value_error("illegal version number")),
        };
        Ok(Value::host(identifier))
    }

    fn has_instance(
        &self,
        value: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<bool>, PythonError> {
        Ok(Some(value.downcast::<Identifier>().is_some()))
    }
}

impl Identifier {
    /// Version 4, from the randomness every hash map is seeded with by the operating system.
    fn random() -> Self {
        let mut bytes = [0; 16];
        for half in bytes.chunks_mut(8) {
            half.copy_from_slice(&RandomState::new().hash_one(0_u8).to_ne_bytes());
        }
        Self::versioned(bytes, 4)
    }

    fn versioned(mut bytes: [u8; 16], version: u8) -> Self {
        bytes[6] = (bytes[6] & 0x0f) | (version << 4);
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        Self(bytes)
    }

    fn parse(text: &str) -> Option<Self> {
        let digits = text.replace("urn:", "").replace("uuid:", "");
        let digits = digits.trim_matches(['{', '}']).replace('-', "");
        if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u128::from_str_radix(&digits, 16)
            .ok()
            .map(|number| Self(number.to_be_bytes()))
    }

    fn hex(self) -> String {
        crate::python::builtins::hex(&self.0)
    }

    fn text(self) -> String {
        let hex = self.hex();
        let parts = [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ];
        parts.join("-")
    }
}

impl HostObject for Identifier {
    fn type_name(&self) -> Rc<str> {
        "UUID".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(Some(match name {
            "hex" => self.hex().into(),
            "bytes" => Value::Bytes(self.0.into()),
            "int" => {
                let number = u128::from_be_bytes(self.0);
                Value::Int(Integer::big(number.into()))
            }
            "urn" => format!("urn:uuid:{}", self.text()).into(),
            "version" => Value::int(i64::from(self.0[6] >> 4)),
            "__class__" => Value::host(IdentifierClass),
            _ => return Ok(None),
        }))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(other
            .downcast::<Self>()
            .map(|other| Value::Bool(comparison.holds(self.cmp(&other)))))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(format!("UUID('{}')", self.text()).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.text().into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("UUID", self.hex().into())))
    }
}

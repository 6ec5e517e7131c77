//! `uuid`: RFC 4122 identifiers.

use std::rc::Rc;
use std::time::{SystemTime, UNIX_EPOCH};

use md5::{Digest, Md5};
use num_bigint::BigInt;

use super::convert;
use super::entropy;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::shared::Shared;
use crate::python::value::Value;

/// A `uuid.UUID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uuid(u128);

impl Uuid {
    /// The identifier with these 128 bits.
    pub fn from_bits(bits: u128) -> Self {
        Self(bits)
    }

    /// Its 128 bits.
    pub fn bits(&self) -> u128 {
        self.0
    }

    /// 32 lower case hexadecimal digits.
    pub fn hex(&self) -> String {
        format!("{:032x}", self.0)
    }

    /// The digits in groups of 8, 4, 4, 4 and 12.
    pub fn hyphenated(&self) -> String {
        let hex = self.hex();
        let groups = [
            &hex[..8],
            &hex[8..12],
            &hex[12..16],
            &hex[16..20],
            &hex[20..],
        ];
        groups.join("-")
    }

    /// Reads what `UUID(text)` reads: hyphens, braces and `urn:uuid:` are ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.replace("urn:", "").replace("uuid:", "");
        let digits = text.trim_matches(['{', '}']).replace('-', "");
        if digits.len() != 32 {
            return None;
        }
        u128::from_str_radix(&digits, 16).ok().map(Self)
    }

    /// Marks it as of the variant of RFC 4122 and a version of it.
    fn with_version(self, version: u128) -> Self {
        let cleared = self.0 & !(0xc000_u128 << 48) & !(0xf000_u128 << 64);
        Self(cleared | (0x8000_u128 << 48) | (version << 76))
    }

    fn is_standard(self) -> bool {
        (self.0 >> 62) & 0b11 == 0b10
    }

    fn version(self) -> Option<i64> {
        self.is_standard()
            .then(|| i64::from(u8::try_from((self.0 >> 76) & 0xf).unwrap_or(0)))
    }
}

impl HostObject for Uuid {
    fn type_name(&self) -> Rc<str> {
        "UUID".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "uuid", "UUID")
    }

    fn set_attribute(&self, _: &str, _: Value, _: &mut Interpreter) -> Result<(), PythonError> {
        Err(PythonError::type_error("UUID objects are immutable"))
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
        Ok(format!("UUID('{}')", self.hyphenated()).into())
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.hyphenated().into())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native("UUID", self.hex().into())))
    }
}

fn sixteen(cx: &mut Interpreter, value: &Value, name: &str) -> Result<[u8; 16], PythonError> {
    let Value::Bytes(bytes) = value.underlying() else {
        return Err(convert::mismatch(
            value,
            format!(
                "a bytes-like object is required, not '{}'",
                cx.type_name(value)
            ),
        ));
    };
    <[u8; 16]>::try_from(&*bytes)
        .map_err(|_| PythonError::value_error(format!("{name} is not a 16-char string")))
}

fn construct(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let mut given: Vec<(&str, Value)> = ["hex", "bytes", "bytes_le", "fields", "int"]
        .into_iter()
        .filter_map(|name| Some((name, arguments.take_some(name)?)))
        .collect();
    let (Some((name, value)), true) = (given.pop(), given.is_empty()) else {
        return Err(PythonError::type_error(
            "one of the hex, bytes, bytes_le, fields, or int arguments must be given",
        ));
    };
    let uuid = match name {
        "hex" => {
            if matches!(cx.known(&value)?, Value::Bytes(_)) {
                return Err(PythonError::type_error(
                    "a bytes-like object is required, not 'str'",
                ));
            }
            let text = convert::duck_string(cx, &value, "replace")?;
            Uuid::parse(&text)
                .ok_or_else(|| PythonError::value_error("badly formed hexadecimal UUID string"))?
        }
        "bytes" => Uuid(u128::from_be_bytes(sixteen(cx, &value, "bytes")?)),
        "bytes_le" => {
            let mut bytes = sixteen(cx, &value, "bytes_le")?;
            swap_fields(&mut bytes);
            Uuid(u128::from_be_bytes(bytes))
        }
        "int" => {
            let number = convert::integer(cx, &value)?.to_big();
            let bits = u128::try_from(&number).map_err(|_| {
                PythonError::value_error("int is out of range (need a 128-bit value)")
            })?;
            Uuid(bits)
        }
        _ => return Err(PythonError::unsupported("the argument fields of UUID()")),
    };
    let uuid = match arguments.take_some("version") {
        Some(version) => {
            let version = convert::small_integer(cx, &version)?;
            match u128::try_from(version) {
                Ok(version @ 1..=5) => uuid.with_version(version),
                _ => return Err(PythonError::value_error("illegal version number")),
            }
        }
        None => uuid,
    };
    Ok(Value::host(uuid))
}

/// Turns the first three fields from little-endian to big-endian, or back.
fn swap_fields(bytes: &mut [u8; 16]) {
    bytes[..4].reverse();
    bytes[4..6].reverse();
    bytes[6..8].reverse();
}

/// `uuid1()`: the time in steps of 100 ns since 1582, and a random node.
fn by_time(_cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    if arguments.take_some("node").is_some() || arguments.take_some("clock_seq").is_some() {
        return Err(PythonError::unsupported("the arguments of uuid1()"));
    }
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |duration| duration.as_nanos());
    let ticks = since_epoch / 100 + 0x01b2_1dd2_1381_4000;
    let mut random = u128::from_be_bytes(entropy::random_bytes()?) & ((1 << 64) - 1);
    // The multicast bit says that the node is not a network card.
    random |= 1 << 40;
    let bits = (ticks & 0xffff_ffff) << 96
        | (ticks >> 32 & 0xffff) << 80
        | (ticks >> 48 & 0x0fff) << 64
        | random;
    Ok(Value::host(Uuid(bits).with_version(1)))
}

/// `uuid4()`.
pub(super) fn random() -> Result<Uuid, PythonError> {
    let bits = u128::from_be_bytes(entropy::random_bytes()?);
    Ok(Uuid(bits).with_version(4))
}

fn namespace_and_name(
    cx: &mut Interpreter,
    arguments: &mut BoundArguments,
) -> Result<Vec<u8>, PythonError> {
    let namespace = arguments.require("namespace");
    let Some(namespace) = namespace.downcast::<Uuid>() else {
        cx.attribute(&namespace, "bytes")?;
        return Err(PythonError::unsupported("a namespace that is no UUID"));
    };
    let name = convert::string(cx, &arguments.require("name"), "the name")?;
    let mut data = namespace.0.to_be_bytes().to_vec();
    data.extend_from_slice(name.as_bytes());
    Ok(data)
}

fn from_digest(digest: &[u8], version: u128) -> Value {
    let bits = digest
        .iter()
        .take(16)
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    Value::host(Uuid(bits).with_version(version))
}

fn number(value: u128) -> Value {
    Value::Int(Integer::big(BigInt::from(value)))
}

fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("uuid", "UUID")
        .constructor(
            "hex=, bytes=, bytes_le=, fields=, int=, version=, *, is_safe=",
            |cx, mut arguments| {
                if arguments.take("is_safe").is_some() {
                    return Err(PythonError::unsupported("the argument is_safe of UUID()"));
                }
                construct(cx, arguments)
            },
        )
        .property::<Uuid>("hex", |_, uuid| Ok(uuid.hex().into()))
        .property::<Uuid>("int", |_, uuid| Ok(number(uuid.0)))
        .property::<Uuid>("bytes", |_, uuid| {
            Ok(Value::Bytes(Rc::from(uuid.0.to_be_bytes())))
        })
        .property::<Uuid>("bytes_le", |_, uuid| {
            let mut bytes = uuid.0.to_be_bytes();
            swap_fields(&mut bytes);
            Ok(Value::Bytes(Rc::from(bytes)))
        })
        .property::<Uuid>("urn", |_, uuid| {
            Ok(format!("urn:uuid:{}", uuid.hyphenated()).into())
        })
        .property::<Uuid>("version", |_, uuid| {
            Ok(uuid.version().map_or(Value::None, Value::from))
        })
        .property::<Uuid>("node", |_, uuid| Ok(number(uuid.0 & 0xffff_ffff_ffff)))
        .property::<Uuid>("time_low", |_, uuid| Ok(number(uuid.0 >> 96)))
        .property::<Uuid>("time_mid", |_, uuid| Ok(number(uuid.0 >> 80 & 0xffff)))
        .property::<Uuid>("time_hi_version", |_, uuid| {
            Ok(number(uuid.0 >> 64 & 0xffff))
        })
        .property::<Uuid>("variant", |_, uuid| {
            Ok(match uuid.0 >> 61 & 0b111 {
                0..=3 => "reserved for NCS compatibility",
                4 | 5 => "specified in RFC 4122",
                6 => "reserved for Microsoft compatibility",
                _ => "reserved for future definition",
            }
            .into())
        })
        .refused_attributes(&[
            "clock_seq",
            "clock_seq_hi_variant",
            "clock_seq_low",
            "fields",
            "is_safe",
            "time",
        ])
        .method::<Uuid>("__int__", "", |_, uuid, _| Ok(number(uuid.0)))
        .finish(cx)
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let class = class(cx);
    let builder = ModuleBuilder::new("uuid")
        .class(&class)
        .function("uuid1", "node=, clock_seq=", by_time)
        .function("uuid4", "", |_, _| Ok(Value::host(random()?)))
        .function("uuid3", "namespace, name", |cx, mut arguments| {
            let data = namespace_and_name(cx, &mut arguments)?;
            Ok(from_digest(&Md5::digest(data), 3))
        })
        .function("uuid5", "namespace, name", |cx, mut arguments| {
            let data = namespace_and_name(cx, &mut arguments)?;
            Ok(from_digest(&super::hashlib::sha1(&data), 5))
        });
    [("DNS", 0x10), ("URL", 0x11), ("OID", 0x12), ("X500", 0x14)]
        .into_iter()
        .fold(builder, |builder, (name, byte)| {
            let bits = 0x6ba7_b800_9dad_11d1_80b4_00c0_4fd4_30c8 | (byte << 96);
            builder.value(&format!("NAMESPACE_{name}"), Value::host(Uuid(bits)))
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_versions() {
        let uuid = Uuid::parse("{12345678-1234-5678-1234-567812345678}").unwrap();
        assert_eq!(uuid.hyphenated(), "12345678-1234-5678-1234-567812345678");
        assert_eq!(
            uuid.with_version(4).hyphenated(),
            "12345678-1234-4678-9234-567812345678"
        );
        assert!(Uuid::parse("1234").is_none());
        assert_eq!(random().unwrap().version(), Some(4));
        // python3.11: uuid.UUID(int=0).version is None
        assert_eq!(Uuid(0).version(), None);
    }
}

//! `hashlib`: MD5, SHA-1 and SHA-2 digests.

use std::cell::RefCell;
use std::rc::Rc;

use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};

use super::convert;
use super::native::{ClassBuilder, ModuleBuilder, Outcome, class_of};
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::value::Value;

/// A digest of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Algorithm {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Algorithm {
    fn by_name(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "md5" => Self::Md5,
            "sha1" => Self::Sha1,
            "sha224" => Self::Sha224,
            "sha256" => Self::Sha256,
            "sha384" => Self::Sha384,
            "sha512" => Self::Sha512,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
        }
    }

    fn block_size(self) -> i64 {
        match self {
            Self::Md5 | Self::Sha1 | Self::Sha224 | Self::Sha256 => 64,
            Self::Sha384 | Self::Sha512 => 128,
        }
    }

    fn digest(self, data: &[u8]) -> Vec<u8> {
        use sha2::Digest as _;
        match self {
            Self::Md5 => <Md5 as md5::Digest>::digest(data).to_vec(),
            Self::Sha1 => sha1(data),
            Self::Sha224 => Sha224::digest(data).to_vec(),
            Self::Sha256 => Sha256::digest(data).to_vec(),
            Self::Sha384 => Sha384::digest(data).to_vec(),
            Self::Sha512 => Sha512::digest(data).to_vec(),
        }
    }
}

/// The SHA-1 digest of `data`.
pub(super) fn sha1(data: &[u8]) -> Vec<u8> {
    use sha1::Digest as _;
    Sha1::digest(data).to_vec()
}

/// A hash object: what it was fed with.
#[derive(Debug, Clone)]
struct Hash {
    algorithm: Algorithm,
    data: RefCell<Vec<u8>>,
}

impl Hash {
    fn digest(&self, cx: &mut Interpreter) -> Result<Vec<u8>, PythonError> {
        let data = self.data.borrow();
        cx.charge(data.len() as u64 / 64 + 1)?;
        Ok(self.algorithm.digest(&data))
    }
}

impl HostObject for Hash {
    fn type_name(&self) -> Rc<str> {
        "_hashlib.HASH".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "hashlib", "HASH")
    }
}

fn bytes(cx: &mut Interpreter, value: &Value) -> Result<Rc<[u8]>, PythonError> {
    match value.underlying() {
        Value::Bytes(bytes) => Ok(bytes),
        Value::Str(_) => Err(PythonError::type_error(
            "Strings must be encoded before hashing",
        )),
        _ => Err(convert::mismatch(
            value,
            format!(
                "object supporting the buffer API required, not '{}'",
                cx.type_name(value)
            ),
        )),
    }
}

fn make(cx: &mut Interpreter, algorithm: Algorithm, mut arguments: BoundArguments) -> Outcome {
    if let Some(flag) = arguments.take("usedforsecurity") {
        cx.truth(&flag)?;
    }
    let data = match arguments.take("string") {
        Some(value) => bytes(cx, &value)?.to_vec(),
        None => Vec::new(),
    };
    Ok(Value::host(Hash {
        algorithm,
        data: RefCell::new(data),
    }))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the module.
pub(super) fn module(cx: &mut Interpreter) -> Value {
    let class = ClassBuilder::new("_hashlib", "HASH")
        .method::<Hash>("update", "obj, /", |cx, hash, mut arguments| {
            let data = bytes(cx, &arguments.require("obj"))?;
            cx.allocate(data.len())?;
            hash.data.borrow_mut().extend_from_slice(&data);
            Ok(Value::None)
        })
        .method::<Hash>("digest", "", |cx, hash, _| {
            Ok(Value::Bytes(hash.digest(cx)?.into()))
        })
        .method::<Hash>("hexdigest", "", |cx, hash, _| {
            Ok(hex(&hash.digest(cx)?).into())
        })
        .method::<Hash>("copy", "", |_, hash, _| Ok(Value::host((**hash).clone())))
        .property::<Hash>("name", |_, hash| Ok(hash.algorithm.name().into()))
        .property::<Hash>("block_size", |_, hash| {
            Ok(hash.algorithm.block_size().into())
        })
        .property::<Hash>("digest_size", |_, hash| {
            let size = hash.algorithm.digest(&[]).len();
            Ok(Value::int(i64::try_from(size).unwrap_or(0)))
        })
        .finish(cx);
    const SIGNATURE: &str = "string=, /, *, usedforsecurity=";
    ModuleBuilder::new("hashlib")
        .class(&class)
        .function("md5", SIGNATURE, |cx, arguments| {
            make(cx, Algorithm::Md5, arguments)
        })
        .function("sha1", SIGNATURE, |cx, arguments| {
            make(cx, Algorithm::Sha1, arguments)
        })
        .function("sha224", SIGNATURE, |cx, arguments| {
            make(cx, Algorithm::Sha224, arguments)
        })
        .function("sha256", SIGNATURE, |cx, arguments| {
            make(cx, Algorithm::Sha256, arguments)
        })
        .function("sha384", SIGNATURE, |cx, arguments| {
            make(cx, Algorithm::Sha384, arguments)
        })
        .function("sha512", SIGNATURE, |cx, arguments| {
            make(cx, Algorithm::Sha512, arguments)
        })
        .function(
            "new",
            "name, string=, *, usedforsecurity=",
            |cx, mut arguments| {
                let name = convert::string(cx, &arguments.require("name"), "new() argument 1")?;
                match Algorithm::by_name(&name) {
                    Some(algorithm) => make(cx, algorithm, arguments),
                    None => Err(PythonError::unsupported(format!(
                        "the hash algorithm {name}"
                    ))),
                }
            },
        )
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_of_nothing_and_of_more_than_a_block() {
        assert_eq!(hex(&sha1(b"")), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assert_eq!(
            hex(&sha1(&[b'a'; 100])),
            "7f9000257a4918d7072655ea468540cdcbd42e0c"
        );
        assert_eq!(
            hex(&Algorithm::Md5.digest(b"a")),
            "0cc175b9c0f1b6a831c399e269772661"
        );
    }
}

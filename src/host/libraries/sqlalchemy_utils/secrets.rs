//! Types of `sqlalchemy_utils` that encrypt or hash: their names, not their values.

use crate::python::{Parameter, PythonError};

use super::super::construction::{Constructed, Construction};
use super::super::conversions::Refused;

const ENCRYPTION: &[Parameter<'static>] = &[
    Parameter::optional("type_in"),
    Parameter::optional("key"),
    Parameter::optional("engine"),
    Parameter::optional("padding"),
    Parameter::keyword("length"),
    Parameter::keyword("collation"),
];

/// `StringEncryptedType(type_in, key, engine, padding, **kwargs)`; the keywords are a string's.
pub(super) fn string_encrypted(
    construction: &mut Construction<'_>,
) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(ENCRYPTION)?;
    let mut keywords = Vec::new();
    for name in ["length", "collation"] {
        if let Some(value) = bound.take(name) {
            keywords.push((name, value));
        }
    }
    let text = construction.generic("String", &keywords)?;
    construction.decorated(
        text,
        Refused {
            name: "StringEncryptedType",
        },
    )
}

/// `EncryptedType(type_in, key, engine, padding, **kwargs)`; the keywords are those of bytes.
pub(super) fn encrypted(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[
        Parameter::optional("type_in"),
        Parameter::optional("key"),
        Parameter::optional("engine"),
        Parameter::optional("padding"),
        Parameter::keyword("length"),
    ])?;
    let bytes = construction.generic("LargeBinary", &[])?;
    construction.decorated(
        bytes,
        Refused {
            name: "EncryptedType",
        },
    )
}

/// `PasswordType(max_length=None, **kwargs)`; the keywords configure the hash.
pub(super) fn password(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[
        Parameter::optional("max_length"),
        Parameter::rest_keyword("kwargs"),
    ])?;
    let bytes = construction.postgresql("BYTEA", &[])?;
    construction.decorated(
        bytes,
        Refused {
            name: "PasswordType",
        },
    )
}

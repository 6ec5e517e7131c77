//! `advanced_alchemy.types`.

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};

use super::construction::{Constructed, Construction};
use super::conversions::{AsImplemented, Converted, Refused, in_utc, string};
use super::installer::Installer;
use super::library::{Base, Library, LibraryType};

const TYPES: &[&str] = &["advanced_alchemy.types"];
const ENCRYPTED: &str = "advanced_alchemy.types.encrypted_string";

/// `advanced-alchemy`.
pub(super) const LIBRARY: Library = Library {
    types: &[
        LibraryType::decorator("GUID", "advanced_alchemy.types.guid", guid).shown_in(TYPES),
        LibraryType::decorator(
            "DateTimeUTC",
            "advanced_alchemy.types.datetime",
            date_time_utc,
        )
        .shown_in(TYPES),
        LibraryType::decorator("ORA_JSONB", "advanced_alchemy.types.json", oracle_json)
            .shown_in(TYPES),
        LibraryType::decorator(
            "_OracleAwareBoolean",
            "advanced_alchemy.types.boolean",
            boolean,
        )
        .shown_in(TYPES)
        .also_called(&["Bool"]),
        LibraryType::decorator("EncryptedString", ENCRYPTED, encrypted_string).shown_in(TYPES),
        LibraryType::decorator("EncryptedText", ENCRYPTED, encrypted_text)
            .derived_from(Base::Own("EncryptedString"))
            .shown_in(TYPES),
        LibraryType::decorator(
            "PasswordHash",
            "advanced_alchemy.types.password_hash.base",
            password_hash,
        )
        .shown_in(TYPES),
    ],
    install,
    ..Library::new("advanced_alchemy==1.12.0", &["advanced_alchemy"])
};

/// The two names that are instances: `BigIntIdentity` and `JsonB`.
fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let integer = installer.imported("sqlalchemy.types", "Integer")?;
    let big = installer.imported("sqlalchemy.types", "BigInteger")?;
    let identity = variant(installer, &big, integer, "sqlite")?;
    let json = installer.imported("sqlalchemy.types", "JSON")?;
    let binary = installer.imported("sqlalchemy.dialects.postgresql", "JSONB")?;
    let json = variant(installer, &json, binary, "postgresql")?;
    for (module, name, value) in [
        (
            "advanced_alchemy.types.identity",
            "BigIntIdentity",
            identity,
        ),
        ("advanced_alchemy.types.json", "JsonB", json),
    ] {
        installer.show(&[module], name, &value);
        installer.show(TYPES, name, &value);
    }
    Ok(())
}

fn variant(
    installer: &mut Installer<'_>,
    class: &Value,
    variant: Value,
    dialect: &str,
) -> Result<Value, PythonError> {
    let cx = &mut *installer.cx;
    let made = cx.call_with(class, Vec::new())?;
    let arguments = Arguments::positional(vec![variant, Value::from(dialect)], cx.origin());
    cx.call_method(&made, "with_variant", arguments)
}

/// Takes anything and heeds `binary`, which is for other databases.
fn guid(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[
        Parameter::rest("args"),
        Parameter::keyword("binary"),
        Parameter::rest_keyword("kwargs"),
    ])?;
    let uuid = construction.postgresql("UUID", &[])?;
    construction.decorated(uuid, Converted(string))
}

/// Its `impl` is made already, so arguments have no effect.
fn date_time_utc(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[Parameter::rest("args"), Parameter::rest_keyword("kwargs")])?;
    let moment = construction.generic("DateTime", &[("timezone", Value::Bool(true))])?;
    construction.decorated(moment, Converted(moment_in_utc))
}

fn moment_in_utc(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    in_utc(cx, &value, "DateTimeUTC")
}

fn boolean(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.same_arguments("Boolean")?;
    let boolean = construction.generic("Boolean", &[])?;
    construction.decorated(boolean, AsImplemented)
}

fn oracle_json(_construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    Err(PythonError::unsupported(
        "ORA_JSONB, which has no type of PostgreSQL",
    ))
}

const ENCRYPTION: &[Parameter<'static>] = &[
    Parameter::optional("key"),
    Parameter::optional("backend"),
    Parameter::optional("length"),
    Parameter::rest_keyword("kwargs"),
];

/// `length` is that of the text before it is encrypted.
fn encrypted_string(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(ENCRYPTION)?;
    let text = construction.generic("String", &[])?;
    construction.decorated(
        text,
        Refused {
            name: "EncryptedString",
        },
    )
}

fn encrypted_text(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(ENCRYPTION)?;
    let text = construction.generic("Text", &[])?;
    construction.decorated(
        text,
        Refused {
            name: "EncryptedText",
        },
    )
}

fn password_hash(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::required("backend"),
        Parameter::optional("length"),
    ])?;
    let length = bound.take("length").unwrap_or(Value::from(255));
    let text = construction.generic("String", &[("length", length)])?;
    construction.decorated(
        text,
        Refused {
            name: "PasswordHash",
        },
    )
}

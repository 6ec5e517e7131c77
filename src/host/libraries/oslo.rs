//! `oslo.db`, `oslo.log` and `oslo.utils`: the types, loggers and small functions of one family of projects.

use crate::python::{Arguments, Interpreter, Parameter, PythonError, TimeDelta, Uuid, Value};

use super::super::native_class::{native_class, no_constructor};
use super::super::sa::types::{Treatment, TypeBehaviour};
use super::super::values;
use super::construction::{Constructed, Construction};
use super::conversions::{Converted, Refused};
use super::installer::Installer;
use super::library::{Base, Library, LibraryType};

const TYPES: &str = "oslo_db.sqlalchemy.types";

/// `oslo.db`.
pub(super) const OSLO_DB: Library = Library {
    types: &[
        LibraryType::decorator("JsonEncodedType", TYPES, |construction| {
            encoded(construction, "JsonEncodedType")
        }),
        LibraryType::decorator("JsonEncodedDict", TYPES, |construction| {
            encoded(construction, "JsonEncodedDict")
        })
        .derived_from(Base::Own("JsonEncodedType")),
        LibraryType::decorator("JsonEncodedList", TYPES, |construction| {
            encoded(construction, "JsonEncodedList")
        })
        .derived_from(Base::Own("JsonEncodedType")),
        LibraryType::decorator("SoftDeleteInteger", TYPES, soft_delete_integer),
    ],
    install: install_database,
    ..Library::new("oslo.db==18.1.1", &["oslo_db"])
};

/// `oslo.log`.
pub(super) const OSLO_LOG: Library = Library {
    install: install_log,
    ..Library::new("oslo.log==8.3.2", &["oslo_log"])
};

/// `oslo.utils`.
pub(super) const OSLO_UTILS: Library = Library {
    install: install_utils,
    ..Library::new("oslo.utils==10.2.0", &["oslo_utils"])
};

/// Text; the arguments are for another database, and exclude each other.
fn encoded(
    construction: &mut Construction<'_>,
    name: &'static str,
) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("mysql_as_long"),
        Parameter::optional("mysql_as_medium"),
    ])?;
    let long = construction.flag(&mut bound, "mysql_as_long", false)?;
    if long && construction.flag(&mut bound, "mysql_as_medium", false)? {
        return Err(PythonError::type_error(
            "mysql_as_long and mysql_as_medium are mutually exclusive",
        ));
    }
    let implementation = construction.generic_value("Text")?;
    let text = construction.type_of(&implementation, "impl")?;
    construction.decorated(
        text,
        Encoded {
            name,
            implementation,
        },
    )
}

/// Values are JSON in text, the absent one too.
#[derive(Debug)]
struct Encoded {
    name: &'static str,
    implementation: Value,
}

impl TypeBehaviour for Encoded {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        Refused { name: self.name }.convert(cx, value)
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        (name == "impl").then(|| self.implementation.clone())
    }
}

/// `impl` of the classes, which migrations take for the type of a column, and the models.
fn install_database(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let text = installer.imported("sqlalchemy.types", "Text")?;
    let types = installer.module(TYPES);
    for name in ["JsonEncodedType", "JsonEncodedDict", "JsonEncodedList"] {
        if let Some(Value::Class(class)) = types.get(name) {
            let mut attributes = class.attributes.borrow_mut();
            attributes.insert("impl".into(), text.clone());
        }
    }
    install_models(installer);
    Ok(())
}

fn soft_delete_integer(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let integer = construction.same_arguments("Integer")?;
    construction.decorated(integer, Converted(integer_of))
}

/// `int(value)`.
fn integer_of(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    let class = cx.builtin_class(crate::python::BuiltinType::Int);
    cx.call_with(&Value::Class(class), vec![value])
}

/// `ModelBase`, a base of mapped classes without columns; its methods are for objects.
fn install_models(installer: &mut Installer<'_>) {
    let module = "oslo_db.sqlalchemy.models";
    let class = native_class(installer.cx, "ModelBase", module, &[], no_constructor());
    let models = installer.module(module);
    models.set("ModelBase", Value::Class(class));
}

/// `getLogger` gives an adapter around a logger of the standard library.
fn install_log(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let logging = installer.cx.import("logging")?;
    let get_logger = installer.cx.attribute(&logging, "getLogger")?;
    let function = Value::function("getLogger", move |cx, arguments| {
        let mut bound = arguments.bind(
            "getLogger",
            &[
                Parameter::optional("name"),
                Parameter::optional("project"),
                Parameter::optional("version"),
            ],
        )?;
        let name: Vec<Value> = bound.take_some("name").into_iter().collect();
        cx.call_with(&get_logger, name)
    });
    installer.show(&["oslo_log.log"], "getLogger", &function);
    for level in [
        "CRITICAL", "DEBUG", "ERROR", "INFO", "NOTSET", "WARN", "WARNING",
    ] {
        let value = installer.cx.attribute(&logging, level)?;
        installer.show(&["oslo_log.log"], level, &value);
    }
    Ok(())
}

fn install_utils(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let uuids = installer.module("oslo_utils.uuidutils");
    uuids.set(
        "generate_uuid",
        Value::function("generate_uuid", generate_uuid),
    );
    uuids.set(
        "is_uuid_like",
        Value::function("is_uuid_like", is_uuid_like),
    );
    let times = installer.module("oslo_utils.timeutils");
    times.set("utcnow", Value::function("utcnow", utcnow));
    times.set(
        "delta_seconds",
        Value::function("delta_seconds", delta_seconds),
    );
    Ok(())
}

/// `generate_uuid(dashed=True)`: a random UUID as text.
fn generate_uuid(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("generate_uuid", &[Parameter::optional("dashed")])?;
    let dashed = bound.take("dashed");
    let dashed = values::flag(cx, dashed, true)?;
    let module = cx.import("uuid")?;
    let uuid4 = cx.attribute(&module, "uuid4")?;
    let made = cx.call_with(&uuid4, Vec::new())?;
    if dashed {
        return Ok(Value::Str(cx.str(&made)?));
    }
    cx.attribute(&made, "hex")
}

/// `is_uuid_like(val)`: whether it is a UUID once hyphens, braces and the prefix of an URN are
/// taken off.
fn is_uuid_like(_cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("is_uuid_like", &[Parameter::required("val")])?;
    let value = bound.require("val");
    let Some(text) = value.as_str() else {
        if let Value::Opaque(opaque) = &value {
            return Err(PythonError::opaque_use(opaque));
        }
        return Ok(Value::Bool(false));
    };
    let plain = |text: &str| {
        let text = text.replace("urn:", "").replace("uuid:", "");
        text.trim_matches(['{', '}'])
            .replace('-', "")
            .to_lowercase()
    };
    let parsed = Uuid::parse(&text).map(|uuid| plain(&uuid.hyphenated()));
    Ok(Value::Bool(parsed.is_some_and(|uuid| uuid == plain(&text))))
}

/// `utcnow(with_timezone=False)`.
fn utcnow(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("utcnow", &[Parameter::optional("with_timezone")])?;
    let zone = bound.take("with_timezone");
    let zone = values::flag(cx, zone, false)?;
    let module = cx.import("datetime")?;
    let class = cx.attribute(&module, "datetime")?;
    if !zone {
        let function = cx.attribute(&class, "utcnow")?;
        return cx.call_with(&function, Vec::new());
    }
    let zones = cx.attribute(&module, "timezone")?;
    let utc = cx.attribute(&zones, "utc")?;
    let function = cx.attribute(&class, "now")?;
    cx.call_with(&function, vec![utc])
}

/// `delta_seconds(before, after)`: the seconds between two moments.
fn delta_seconds(cx: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "delta_seconds",
        &[Parameter::required("before"), Parameter::required("after")],
    )?;
    let before = bound.require("before");
    let after = bound.require("after");
    let delta = cx.binary(crate::python::BinaryOperator::Subtract, &after, &before)?;
    if delta.downcast::<TimeDelta>().is_none() {
        return Err(values::unexpected(
            cx,
            &delta,
            "a difference",
            "a timedelta",
        ));
    }
    let arguments = Arguments::none(cx.origin());
    cx.call_method(&delta, "total_seconds", arguments)
}

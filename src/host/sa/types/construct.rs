//! The constructors of types: arguments to a [`TypeKind`].

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{
    ArrayClass, ArrayIndexes, ArrayType, BitType, BooleanType, CharacterKind, CharacterType,
    ConstraintCreation, FloatKind, IntervalType, JsonFormat, JsonNone, JsonType, NumericType,
    SqlType, TimeZone, TypeKind, UuidType, UuidValues,
};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::coerce::required_type;
use super::definition::{NumericClass, Shape};
use super::{domain, enumeration};

const NONE: &[Parameter<'static>] = &[];
const LENGTH: &[Parameter<'static>] = &[Parameter::optional("length")];
const CHARACTER: &[Parameter<'static>] = &[
    Parameter::optional("length"),
    Parameter::optional("collation"),
];
const NUMERIC: &[Parameter<'static>] = &[
    Parameter::optional("precision"),
    Parameter::optional("scale"),
    Parameter::optional("decimal_return_scale"),
    Parameter::optional("asdecimal"),
];
const FLOAT: &[Parameter<'static>] = &[
    Parameter::optional("precision"),
    Parameter::optional("asdecimal"),
    Parameter::optional("decimal_return_scale"),
];
const BOOLEAN: &[Parameter<'static>] = &[
    Parameter::optional("create_constraint"),
    Parameter::optional("name"),
];
const TIME: &[Parameter<'static>] = &[Parameter::optional("timezone")];
const PRECISE_TIME: &[Parameter<'static>] = &[
    Parameter::optional("timezone"),
    Parameter::optional("precision"),
];
const GENERIC_INTERVAL: &[Parameter<'static>] = &[
    Parameter::optional("native"),
    Parameter::optional("second_precision"),
    Parameter::optional("day_precision"),
];
const INTERVAL: &[Parameter<'static>] = &[
    Parameter::optional("precision"),
    Parameter::optional("fields"),
];
const BIT: &[Parameter<'static>] = &[
    Parameter::optional("length"),
    Parameter::optional("varying"),
];
const GENERIC_JSON: &[Parameter<'static>] = &[Parameter::optional("none_as_null")];
const JSON: &[Parameter<'static>] = &[
    Parameter::optional("none_as_null"),
    Parameter::optional("astext_type"),
];
const HSTORE: &[Parameter<'static>] = &[Parameter::optional("text_type")];
const GENERIC_UUID: &[Parameter<'static>] = &[
    Parameter::optional("as_uuid"),
    Parameter::optional("native_uuid"),
];
const UUID: &[Parameter<'static>] = &[Parameter::optional("as_uuid")];
const PICKLE: &[Parameter<'static>] = &[
    Parameter::optional("protocol"),
    Parameter::optional("pickler"),
    Parameter::optional("comparator"),
    Parameter::optional("impl"),
];
const ARRAY: &[Parameter<'static>] = &[
    Parameter::required("item_type"),
    Parameter::optional("as_tuple"),
    Parameter::optional("dimensions"),
    Parameter::optional("zero_indexes"),
];
const TUPLE: &[Parameter<'static>] = &[Parameter::rest("types")];
const FOREIGN: &[Parameter<'static>] =
    &[Parameter::rest("arguments"), Parameter::rest_keyword("kw")];
const FOREIGN_NUMERIC: &[Parameter<'static>] = &[
    Parameter::optional("precision"),
    Parameter::optional("scale"),
    Parameter::optional("asdecimal"),
    Parameter::keyword("decimal_return_scale"),
    Parameter::keyword("unsigned"),
    Parameter::keyword("zerofill"),
];
const FOREIGN_TIME: &[Parameter<'static>] = &[
    Parameter::keyword("timezone"),
    Parameter::rest_keyword("kw"),
];
const FOREIGN_CHARACTER: &[Parameter<'static>] = &[
    Parameter::optional("length"),
    Parameter::keyword("collation"),
    Parameter::rest_keyword("kw"),
];

/// What the constructor of the class `name` makes of its arguments.
///
/// Arguments that only say how Python values are converted (`asdecimal`, `as_tuple`,
/// `astext_type`, `pickler` …) have no effect on what a migration writes.
pub(crate) fn construct(
    cx: &mut Interpreter,
    name: &str,
    shape: Shape,
    arguments: Arguments,
) -> Result<SqlType, PythonError> {
    let kind = match shape {
        Shape::Abstract | Shape::Decorator | Shape::UserDefined => {
            return Err(PythonError::unsupported(format!(
                "making a type of the class {name}"
            )));
        }
        Shape::Plain(plain) => {
            bind_none(name, arguments)?;
            return Ok(SqlType::plain(plain));
        }
        Shape::Bytes(plain) => {
            bind(name, LENGTH, arguments)?;
            return Ok(SqlType::plain(plain));
        }
        Shape::ForeignPlain(plain) => {
            bind(name, FOREIGN, arguments)?;
            return Ok(SqlType::plain(plain));
        }
        Shape::Foreign => {
            bind(name, FOREIGN, arguments)?;
            TypeKind::UserDefined(name.to_owned())
        }
        Shape::ForeignNumeric(class) => {
            let decimal = class == NumericClass::Decimal;
            numeric(cx, decimal, bind(name, FOREIGN_NUMERIC, arguments)?)?
        }
        Shape::ForeignFloat(kind) => {
            let mut bound = bind(name, FOREIGN_NUMERIC, arguments)?;
            let precision = bound.take("precision");
            let scale = bound.take("scale");
            let some = |value: &Option<Value>| value.as_ref().is_some_and(|value| !value.is_none());
            if kind != FloatKind::Float && some(&precision) != some(&scale) {
                let message = "You must specify both precision and scale or omit both altogether.";
                return Err(sqlalchemy_error(cx, "ArgumentError", message));
            }
            TypeKind::Float(kind, values::optional_size(cx, precision, "precision")?)
        }
        Shape::ForeignDateTime => {
            bind(name, FOREIGN_TIME, arguments)?;
            TypeKind::DateTime(TimeZone::Without)
        }
        Shape::ForeignTimestamp => TypeKind::Timestamp(
            time_zone(cx, &mut bind(name, FOREIGN_TIME, arguments)?)?,
            None,
        ),
        Shape::ForeignTime => TypeKind::Time(
            time_zone(cx, &mut bind(name, FOREIGN_TIME, arguments)?)?,
            None,
        ),
        Shape::Range(kind) => {
            bind_none(name, arguments)?;
            TypeKind::Range(kind)
        }
        Shape::Character(kind) => character(cx, kind, bind(name, CHARACTER, arguments)?)?,
        Shape::ForeignCharacter(kind) => {
            character(cx, kind, bind(name, FOREIGN_CHARACTER, arguments)?)?
        }
        Shape::Numeric => numeric(cx, false, bind(name, NUMERIC, arguments)?)?,
        Shape::Decimal => numeric(cx, true, bind(name, NUMERIC, arguments)?)?,
        Shape::Float(kind) => {
            let mut bound = bind(name, FLOAT, arguments)?;
            let precision = bound.take("precision");
            TypeKind::Float(kind, values::optional_size(cx, precision, "precision")?)
        }
        Shape::Boolean => boolean(cx, bind(name, BOOLEAN, arguments)?)?,
        Shape::DateTime => TypeKind::DateTime(time_zone(cx, &mut bind(name, TIME, arguments)?)?),
        Shape::UpperDateTime => {
            bind(name, TIME, arguments)?;
            return Ok(SqlType::plain(crate::schema::PlainType::UpperDateTime));
        }
        Shape::Timestamp => {
            TypeKind::Timestamp(time_zone(cx, &mut bind(name, TIME, arguments)?)?, None)
        }
        Shape::Time => TypeKind::Time(time_zone(cx, &mut bind(name, TIME, arguments)?)?, None),
        Shape::PreciseTimestamp => {
            let (zone, precision) = precise(cx, bind(name, PRECISE_TIME, arguments)?)?;
            TypeKind::Timestamp(zone, precision)
        }
        Shape::PreciseTime => {
            let (zone, precision) = precise(cx, bind(name, PRECISE_TIME, arguments)?)?;
            TypeKind::Time(zone, precision)
        }
        Shape::GenericInterval => {
            let mut bound = bind(name, GENERIC_INTERVAL, arguments)?;
            let native = bound.take("native");
            let precision = bound.take("second_precision");
            TypeKind::Interval(IntervalType {
                fields: None,
                precision: values::optional_size(cx, precision, "second_precision")?,
                emulated: !values::flag(cx, native, true)?,
            })
        }
        Shape::Interval => {
            let mut bound = bind(name, INTERVAL, arguments)?;
            let precision = bound.take("precision");
            let fields = bound.take("fields");
            TypeKind::Interval(IntervalType {
                fields: values::optional_string(cx, fields, "fields")?.map(|text| text.to_string()),
                precision: values::optional_size(cx, precision, "precision")?,
                emulated: false,
            })
        }
        Shape::Binary => TypeKind::Binary(length(cx, &mut bind(name, LENGTH, arguments)?)?),
        Shape::VarBinary => TypeKind::VarBinary(length(cx, &mut bind(name, LENGTH, arguments)?)?),
        Shape::Bit => {
            let mut bound = bind(name, BIT, arguments)?;
            let size = bound.take("length");
            let varying = bound.take("varying");
            TypeKind::Bit(BitType {
                length: values::optional_size(cx, size, "length")?,
                varying: values::flag(cx, varying, false)?,
            })
        }
        Shape::GenericJson => json(
            cx,
            JsonFormat::Generic,
            bind(name, GENERIC_JSON, arguments)?,
        )?,
        Shape::Json(format) => json(cx, format, bind(name, JSON, arguments)?)?,
        Shape::Hstore => {
            bind(name, HSTORE, arguments)?;
            return Ok(SqlType::plain(crate::schema::PlainType::Hstore));
        }
        Shape::GenericUuid => uuid(cx, bind(name, GENERIC_UUID, arguments)?)?,
        Shape::Uuid => uuid(cx, bind(name, UUID, arguments)?)?,
        Shape::Pickle => {
            let mut bound = bind(name, PICKLE, arguments)?;
            return match bound.take_some("impl") {
                Some(implementation) => {
                    let implementation = required_type(cx, &implementation, "impl")?;
                    SqlType::new(TypeKind::Decorated(implementation))
                        .map_err(|error| schema_error(cx, error))
                }
                None => Ok(SqlType::plain(crate::schema::PlainType::Pickle)),
            };
        }
        Shape::Array => array(cx, ArrayClass::Generic, bind(name, ARRAY, arguments)?)?,
        Shape::DialectArray => array(cx, ArrayClass::PostgreSql, bind(name, ARRAY, arguments)?)?,
        Shape::Tuple => {
            let bound = bind(name, TUPLE, arguments)?;
            let types: Result<Vec<_>, _> = bound
                .rest_positional
                .iter()
                .map(|value| required_type(cx, value, "an argument of TupleType"))
                .collect();
            TypeKind::Tuple(types?)
        }
        Shape::Enumeration | Shape::NativeEnumeration => {
            TypeKind::Enumeration(enumeration::construct(cx, shape, arguments)?)
        }
        Shape::Domain => TypeKind::Domain(domain::construct(cx, arguments)?),
    };
    SqlType::new(kind).map_err(|error| schema_error(cx, error))
}

/// The parameters of a constructor whose arguments an instance keeps as they are.
pub(super) fn parameters(shape: Shape) -> Option<&'static [Parameter<'static>]> {
    Some(match shape {
        Shape::Plain(_) | Shape::Range(_) => NONE,
        Shape::Bytes(_) | Shape::Binary | Shape::VarBinary => LENGTH,
        Shape::Character(_) => CHARACTER,
        Shape::Numeric | Shape::Decimal => NUMERIC,
        Shape::Float(_) => FLOAT,
        Shape::Boolean => BOOLEAN,
        Shape::DateTime | Shape::UpperDateTime | Shape::Timestamp | Shape::Time => TIME,
        Shape::PreciseTimestamp | Shape::PreciseTime => PRECISE_TIME,
        Shape::GenericInterval => GENERIC_INTERVAL,
        Shape::Interval => INTERVAL,
        Shape::Bit => BIT,
        Shape::GenericJson => GENERIC_JSON,
        Shape::GenericUuid => GENERIC_UUID,
        Shape::Uuid => UUID,
        Shape::Array | Shape::DialectArray => ARRAY,
        Shape::Abstract
        | Shape::Json(_)
        | Shape::Hstore
        | Shape::Pickle
        | Shape::Tuple
        | Shape::Enumeration
        | Shape::NativeEnumeration
        | Shape::Domain
        | Shape::Decorator
        | Shape::UserDefined
        | Shape::Foreign
        | Shape::ForeignPlain(_)
        | Shape::ForeignNumeric(_)
        | Shape::ForeignFloat(_)
        | Shape::ForeignDateTime
        | Shape::ForeignTimestamp
        | Shape::ForeignTime
        | Shape::ForeignCharacter(_) => return None,
    })
}

fn bind<'p>(
    name: &str,
    parameters: &[Parameter<'p>],
    arguments: Arguments,
) -> Result<BoundArguments<'p>, PythonError> {
    arguments.bind(&format!("{name}.__init__"), parameters)
}

/// `Integer(4)`: Python's message for a class without `__init__`.
fn bind_none(name: &str, arguments: Arguments) -> Result<BoundArguments<'static>, PythonError> {
    if arguments.positional.is_empty() && arguments.keyword.is_empty() {
        arguments.bind(name, NONE)
    } else {
        Err(PythonError::type_error(format!(
            "{name}() takes no arguments"
        )))
    }
}

fn length(cx: &mut Interpreter, bound: &mut BoundArguments) -> Result<Option<u64>, PythonError> {
    let length = bound.take("length");
    values::optional_size(cx, length, "length")
}

fn character(
    cx: &mut Interpreter,
    kind: CharacterKind,
    mut bound: BoundArguments,
) -> Result<TypeKind, PythonError> {
    let collation = bound.take("collation");
    Ok(TypeKind::Character(CharacterType {
        kind,
        length: length(cx, &mut bound)?,
        collation: values::optional_string(cx, collation, "collation")?
            .map(|text| text.to_string()),
    }))
}

fn numeric(
    cx: &mut Interpreter,
    decimal: bool,
    mut bound: BoundArguments,
) -> Result<TypeKind, PythonError> {
    let precision = bound.take("precision");
    let scale = bound.take("scale");
    Ok(TypeKind::Numeric(NumericType {
        decimal,
        precision: values::optional_size(cx, precision, "precision")?,
        scale: values::optional_size(cx, scale, "scale")?,
    }))
}

fn boolean(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<TypeKind, PythonError> {
    let create = bound.take("create_constraint");
    let name = bound.take("name");
    Ok(TypeKind::Boolean(BooleanType {
        constraint: constraint_creation(values::flag(cx, create, false)?),
        name: values::optional_name(cx, name, "name")?,
    }))
}

pub(super) fn constraint_creation(create: bool) -> ConstraintCreation {
    if create {
        ConstraintCreation::Create
    } else {
        ConstraintCreation::Omit
    }
}

fn time_zone(cx: &mut Interpreter, bound: &mut BoundArguments) -> Result<TimeZone, PythonError> {
    let timezone = bound.take("timezone");
    Ok(if values::flag(cx, timezone, false)? {
        TimeZone::With
    } else {
        TimeZone::Without
    })
}

fn precise(
    cx: &mut Interpreter,
    mut bound: BoundArguments,
) -> Result<(TimeZone, Option<u32>), PythonError> {
    let zone = time_zone(cx, &mut bound)?;
    let precision = bound.take("precision");
    Ok((zone, values::optional_size(cx, precision, "precision")?))
}

fn json(
    cx: &mut Interpreter,
    format: JsonFormat,
    mut bound: BoundArguments,
) -> Result<TypeKind, PythonError> {
    let none_as_null = bound.take("none_as_null");
    let none = if values::flag(cx, none_as_null, false)? {
        JsonNone::Sql
    } else {
        JsonNone::Json
    };
    Ok(TypeKind::Json(JsonType { format, none }))
}

fn uuid(cx: &mut Interpreter, mut bound: BoundArguments) -> Result<TypeKind, PythonError> {
    let as_uuid = bound.take("as_uuid");
    let native = if bound.has("native_uuid") {
        bound.take("native_uuid")
    } else {
        None
    };
    let values = if values::flag(cx, as_uuid, true)? {
        UuidValues::Objects
    } else {
        UuidValues::Strings
    };
    Ok(TypeKind::Uuid(UuidType {
        values,
        nativeness: enumeration::nativeness(values::flag(cx, native, true)?),
    }))
}

fn array(
    cx: &mut Interpreter,
    class: ArrayClass,
    mut bound: BoundArguments,
) -> Result<TypeKind, PythonError> {
    let item_type = bound.require("item_type");
    let dimensions = bound.take("dimensions");
    let zero_indexes = bound.take("zero_indexes");
    Ok(TypeKind::Array(ArrayType {
        item_type: required_type(cx, &item_type, "item_type")?,
        dimensions: values::optional_size(cx, dimensions, "dimensions")?,
        class,
        indexes: if values::flag(cx, zero_indexes, false)? {
            ArrayIndexes::FromZero
        } else {
            ArrayIndexes::FromOne
        },
    }))
}

//! Values as psycopg2 writes them into a statement it sends.
//!
//! First the type's bind processor makes what the driver gets, then the driver quotes it: strings
//! with backslashes as `E'…'`, moments with a cast, lists as arrays.

use std::fmt::Write;

use crate::schema::{
    ArrayType, EnumerationMixin, Interval, JsonNone, Literal, Nativeness, PlainType, SqlType,
    TypeKind, UuidValues,
};

use super::super::error::DdlError;
use super::super::python_text::float;
use super::super::type_compiler::DIALECT;
use super::enumeration::label;
use super::json::dumps;
use super::python_repr::python_repr;

/// The value as it stands in the text the server gets.
pub(in crate::ddl) fn render_driver_value(
    value: &Literal,
    sql_type: &SqlType,
) -> Result<String, DdlError> {
    adapt(&process(value, sql_type)?)
}

/// The bind processor of the type.
fn process(value: &Literal, sql_type: &SqlType) -> Result<Literal, DdlError> {
    let resolved = sql_type.resolve(DIALECT);
    match resolved.kind() {
        TypeKind::Json(json) => {
            if *value == Literal::None && json.none == JsonNone::Sql {
                return Ok(Literal::None);
            }
            Ok(Literal::Text(dumps(value)?.into()))
        }
        _ if *value == Literal::None => Ok(Literal::None),
        TypeKind::Enumeration(enumeration) => Ok(Literal::Text(label(enumeration, value)?.into())),
        TypeKind::Boolean(_) => match value {
            Literal::Boolean(_) => Ok(value.clone()),
            Literal::Integer(number) if *number == 0.into() => Ok(false.into()),
            Literal::Integer(number) if *number == 1.into() => Ok(true.into()),
            Literal::Integer(_) => Err(DdlError::Statement(format!(
                "Value {} is not None, True, or False",
                python_repr(value)
            ))),
            _ => Err(DdlError::Statement(format!(
                "Not a boolean value: {}",
                python_repr(value)
            ))),
        },
        TypeKind::Uuid(uuid) => match (value, uuid.values, uuid.nativeness) {
            (Literal::Uuid(text), UuidValues::Objects, Nativeness::Emulated)
            | (Literal::Text(text), UuidValues::Strings, Nativeness::Emulated) => {
                Ok(Literal::Text(text.replace('-', "").into()))
            }
            (Literal::Text(_) | Literal::Uuid(_), _, Nativeness::Native) => Ok(value.clone()),
            _ => Err(cannot_bind(value, "UUID")),
        },
        TypeKind::Array(array) => process_array(value, array),
        TypeKind::Decorated(implementation) => process(value, implementation),
        TypeKind::Interval(interval) if interval.emulated => {
            Err(cannot_bind(value, "Interval(native=False)"))
        }
        TypeKind::Plain(PlainType::Pickle) => Err(cannot_bind(value, "PickleType")),
        TypeKind::Plain(PlainType::Hstore) => Err(cannot_bind(value, "HSTORE")),
        TypeKind::Range(_) => Err(cannot_bind(value, "range")),
        TypeKind::Domain(domain) => process(value, &domain.data_type),
        TypeKind::UserDefined(specification) => Err(cannot_bind(value, specification)),
        TypeKind::Plain(_)
        | TypeKind::Character(_)
        | TypeKind::Numeric(_)
        | TypeKind::Float(..)
        | TypeKind::DateTime(_)
        | TypeKind::Timestamp(..)
        | TypeKind::Time(..)
        | TypeKind::Interval(_)
        | TypeKind::Binary(_)
        | TypeKind::VarBinary(_)
        | TypeKind::Bit(_)
        | TypeKind::Tuple(_) => Ok(value.clone()),
    }
}

fn process_array(value: &Literal, array: &ArrayType) -> Result<Literal, DdlError> {
    match value {
        Literal::List(items) | Literal::Tuple(items) => {
            let items: Result<Vec<Literal>, DdlError> =
                items.iter().map(|item| process_item(item, array)).collect();
            Ok(Literal::List(items?))
        }
        _ => Err(cannot_bind(value, "ARRAY")),
    }
}

fn process_item(item: &Literal, array: &ArrayType) -> Result<Literal, DdlError> {
    match item {
        Literal::List(_) | Literal::Tuple(_) => process_array(item, array),
        _ => process(item, &array.item_type),
    }
}

fn cannot_bind(value: &Literal, sql_type: &str) -> DdlError {
    DdlError::Unsupported(format!(
        "sending the value {} as {sql_type}",
        python_repr(value)
    ))
}

/// `psycopg2.extensions.adapt(value).getquoted()`.
fn adapt(value: &Literal) -> Result<String, DdlError> {
    Ok(match value {
        Literal::None => "NULL".to_owned(),
        Literal::Boolean(flag) => flag.to_string(),
        // A sign could meet a minus in front of it, which would begin a comment.
        Literal::Integer(number) => spaced(number.to_string()),
        Literal::Float(number) if number.is_nan() => "'NaN'::float".to_owned(),
        Literal::Float(number) if number.is_infinite() => {
            let name = if *number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            };
            format!("'{name}'::float")
        }
        Literal::Float(number) => spaced(float(*number)),
        Literal::Decimal(text) if text.contains(['n', 'N', 'i', 'I']) => {
            "'NaN'::numeric".to_owned()
        }
        Literal::Decimal(text) => spaced(text.to_string()),
        Literal::Text(text) => quote(text)?,
        Literal::Bytes(bytes) => {
            let mut text = "'\\x".to_owned();
            for byte in bytes.iter() {
                // Writing to a String cannot fail.
                let _ = write!(text, "{byte:02x}");
            }
            text + "'::bytea"
        }
        Literal::Date(date) => format!("'{date}'::date"),
        Literal::Time(time) if time.offset.is_some() => format!("'{time}'::timetz"),
        Literal::Time(time) => format!("'{time}'::time"),
        Literal::DateTime(moment) => {
            let cast = if moment.time.offset.is_some() {
                "timestamptz"
            } else {
                "timestamp"
            };
            format!("'{}'::{cast}", moment.isoformat('T'))
        }
        Literal::Interval(interval) => interval_text(*interval),
        Literal::Uuid(text) => format!("'{text}'::uuid"),
        Literal::EnumerationMember(member) => match (&member.value, member.mixin) {
            (Some(inner), EnumerationMixin::OfValue) => adapt(inner)?,
            _ => return Err(cannot_adapt(&member.class_name)),
        },
        Literal::List(items) if items.is_empty() => "'{}'".to_owned(),
        Literal::List(items) => format!("ARRAY[{}]", joined(items, ",")?),
        Literal::Tuple(items) if items.is_empty() => return Err(cannot_adapt("tuple")),
        Literal::Tuple(items) => format!("({})", joined(items, ", ")?),
        Literal::Dictionary(_) => return Err(cannot_adapt("dict")),
    })
}

fn joined(items: &[Literal], separator: &str) -> Result<String, DdlError> {
    let items: Result<Vec<String>, DdlError> = items.iter().map(adapt).collect();
    Ok(items?.join(separator))
}

fn spaced(number: String) -> String {
    if number.starts_with('-') {
        format!(" {number}")
    } else {
        number
    }
}

/// A string; PostgreSQL has no character for zero.
fn quote(text: &str) -> Result<String, DdlError> {
    if text.contains('\0') {
        return Err(DdlError::Statement(
            "A string literal cannot contain NUL (0x00) characters.".to_owned(),
        ));
    }
    let escaped = text.replace('\'', "''");
    if escaped.contains('\\') {
        Ok(format!(" E'{}'", escaped.replace('\\', "\\\\")))
    } else {
        Ok(format!("'{escaped}'"))
    }
}

fn interval_text(interval: Interval) -> String {
    format!(
        "'{} days {}.{:06} seconds'::interval",
        interval.days, interval.seconds, interval.microseconds
    )
}

fn cannot_adapt(class: &str) -> DdlError {
    DdlError::Statement(format!("can't adapt type '{class}'"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::expression::type_of_value;

    fn sent(value: &Literal) -> String {
        render_driver_value(value, &type_of_value(value)).unwrap()
    }

    #[test]
    fn values_are_written_as_psycopg2_writes_them() {
        assert_eq!(sent(&"it's".into()), "'it''s'");
        assert_eq!(sent(&"a\\'b".into()), " E'a\\\\''b'");
        assert_eq!(sent(&(-5).into()), " -5");
        assert_eq!(sent(&Literal::Float(f64::NAN)), "'NaN'::float");
        assert_eq!(sent(&Literal::Bytes([0, 255].into())), "'\\x00ff'::bytea");
        assert_eq!(
            sent(&Literal::List(vec![1.into(), Literal::None])),
            "ARRAY[1,NULL]"
        );
        let interval = Interval {
            days: -1,
            seconds: 5,
            microseconds: 7,
        };
        assert_eq!(
            sent(&Literal::Interval(interval)),
            "'-1 days 5.000007 seconds'::interval"
        );
    }
}

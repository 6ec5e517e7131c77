//! SQLAlchemy's literal processors: a value and its type become a literal.

use crate::schema::{
    ArrayType, DateTime, EnumerationMixin, Interval, JsonNone, Literal, Nativeness, PlainType,
    SqlType, TypeKind, UuidValues,
};

use super::super::error::DdlError;
use super::super::identifier_preparer::IdentifierPreparer;
use super::super::options::Target;
use super::super::python_text::float;
use super::super::type_compiler::{DIALECT, TypeCompiler};
use super::enumeration::label;
use super::number::{is_decimal, to_integer};
use super::python_repr::python_repr;

/// A plain string as a literal: DEFAULT, COMMENT, labels of an enumeration.
pub(in crate::ddl) fn render_string(text: &str, target: Target) -> String {
    escape_backslashes(quote_string(text, target), target)
}

/// `SQLCompiler.render_literal_value`: the value as a literal of `sql_type`.
pub(in crate::ddl) fn render_value(
    value: &Literal,
    sql_type: &SqlType,
    target: Target,
) -> Result<String, DdlError> {
    if *value == Literal::None && !evaluates_none(sql_type) {
        return Ok("NULL".to_owned());
    }
    let processed = process(value, sql_type, target)?;
    Ok(escape_backslashes(processed, target))
}

fn escape_backslashes(text: String, target: Target) -> String {
    if target.doubles_backslashes() {
        text.replace('\\', "\\\\")
    } else {
        text
    }
}

fn quote_string(text: &str, target: Target) -> String {
    let mut escaped = text.replace('\'', "''");
    if target.doubles_percent_signs() {
        escaped = escaped.replace('%', "%%");
    }
    format!("'{escaped}'")
}

/// Whether `None` is a value of the type, as in JSON.
fn evaluates_none(sql_type: &SqlType) -> bool {
    matches!(
        sql_type.resolve(DIALECT).kind(),
        TypeKind::Json(json) if json.none == JsonNone::Json
    )
}

fn process(value: &Literal, sql_type: &SqlType, target: Target) -> Result<String, DdlError> {
    let failed = || could_not_render(value, sql_type, target);
    match sql_type.resolve(DIALECT).kind() {
        TypeKind::Character(_) => plain_text(value)
            .map(|text| quote_string(text, target))
            .ok_or_else(failed),
        TypeKind::Enumeration(enumeration) => {
            let label = label(enumeration, value).map_err(|_| failed())?;
            Ok(quote_string(&label, target))
        }
        TypeKind::Plain(PlainType::Integer | PlainType::SmallInteger | PlainType::BigInteger) => {
            to_integer(value)
                .map(|number| number.to_string())
                .ok_or_else(failed)
        }
        TypeKind::Numeric(_) | TypeKind::Float(..) => number_text(value).ok_or_else(failed),
        TypeKind::Boolean(_) => truth(value)
            .map(|flag| if flag { "true" } else { "false" }.to_owned())
            .ok_or_else(failed),
        TypeKind::DateTime(_)
        | TypeKind::Timestamp(..)
        | TypeKind::Plain(PlainType::UpperDateTime) => moment_text(value)
            .map(|text| format!("'{text}'"))
            .ok_or_else(failed),
        TypeKind::Plain(PlainType::Date) => date_text(value)
            .map(|text| format!("'{text}'"))
            .ok_or_else(failed),
        TypeKind::Time(..) => time_text(value)
            .map(|text| format!("'{text}'"))
            .ok_or_else(failed),
        TypeKind::Plain(PlainType::Pickle) => Err(failed()),
        TypeKind::Interval(interval) => match value {
            Literal::Interval(length) if !interval.emulated => {
                Ok(format!("make_interval(secs=>{})", total_seconds(*length)))
            }
            _ => Err(failed()),
        },
        TypeKind::Plain(PlainType::JsonPath) => match unwrap_mixin(value) {
            Literal::Text(text) => Ok(quote_string(text, target)),
            Literal::List(steps) | Literal::Tuple(steps) => {
                let steps: Option<Vec<String>> = steps.iter().map(path_step).collect();
                let steps = steps.ok_or_else(failed)?;
                Ok(quote_string(&format!("{{{}}}", steps.join(", ")), target))
            }
            _ => Err(failed()),
        },
        TypeKind::Plain(PlainType::LargeBinary | PlainType::Blob)
        | TypeKind::Binary(_)
        | TypeKind::VarBinary(_) => match value {
            Literal::Bytes(bytes) => std::str::from_utf8(bytes)
                .map(|text| format!("'{}'", text.replace('\'', "''")))
                .map_err(|_| failed()),
            _ => Err(failed()),
        },
        TypeKind::Uuid(uuid) => uuid_text(value, uuid.values, uuid.nativeness).ok_or_else(failed),
        TypeKind::Array(array) if !has_renderer(&array.item_type, target) => {
            Err(no_renderer(value, sql_type, target))
        }
        TypeKind::Array(array) => {
            array_text(value, array, array.dimensions, target).map_err(|error| match error {
                DdlError::Compile(message) if message.starts_with("No literal") => {
                    no_renderer(value, sql_type, target)
                }
                _ => failed(),
            })
        }
        TypeKind::Decorated(implementation) => process(value, implementation, target),
        TypeKind::Plain(
            PlainType::Null
            | PlainType::TsVector
            | PlainType::TsQuery
            | PlainType::Inet
            | PlainType::Cidr
            | PlainType::MacAddr
            | PlainType::MacAddr8
            | PlainType::Money
            | PlainType::Oid
            | PlainType::RegClass
            | PlainType::RegConfig
            | PlainType::Hstore,
        )
        | TypeKind::Json(_)
        | TypeKind::Bit(_)
        | TypeKind::Range(_)
        | TypeKind::Domain(_)
        | TypeKind::UserDefined(_)
        | TypeKind::Tuple(_) => Err(no_renderer(value, sql_type, target)),
    }
}

/// Whether there is a literal processor for the type, which decides for arrays without items too.
fn has_renderer(sql_type: &SqlType, target: Target) -> bool {
    match process(&Literal::None, sql_type, target) {
        Err(DdlError::Compile(message)) => !message.starts_with("No literal"),
        Ok(_) | Err(_) => true,
    }
}

/// `str()` of a step of a JSON path.
fn path_step(step: &Literal) -> Option<String> {
    match step {
        Literal::Text(text) => Some(text.to_string()),
        Literal::None | Literal::Boolean(_) | Literal::Integer(_) | Literal::Float(_) => {
            Some(python_repr(step))
        }
        Literal::Decimal(text) => Some(text.to_string()),
        Literal::Uuid(text) => Some(text.to_string()),
        Literal::Bytes(_)
        | Literal::Date(_)
        | Literal::Time(_)
        | Literal::DateTime(_)
        | Literal::Interval(_)
        | Literal::EnumerationMember(_)
        | Literal::List(_)
        | Literal::Tuple(_)
        | Literal::Dictionary(_) => None,
    }
}

/// A member of an enumeration that is a value of its data type too counts as that value.
pub(super) fn unwrap_mixin(value: &Literal) -> &Literal {
    match value {
        Literal::EnumerationMember(member) => match (&member.value, member.mixin) {
            (Some(inner), EnumerationMixin::OfValue) => inner,
            _ => value,
        },
        _ => value,
    }
}

fn plain_text(value: &Literal) -> Option<&str> {
    match unwrap_mixin(value) {
        Literal::Text(text) => Some(text),
        _ => None,
    }
}

/// `str(value)` of something `Decimal()` accepts.
fn number_text(value: &Literal) -> Option<String> {
    match unwrap_mixin(value) {
        // `Decimal(True)` is accepted and `str(True)` written.
        Literal::Boolean(flag) => Some(if *flag { "True" } else { "False" }.to_owned()),
        Literal::Integer(number) => Some(number.to_string()),
        Literal::Float(number) => Some(float(*number)),
        Literal::Decimal(text) => Some(text.to_string()),
        Literal::Text(text) if is_decimal(text) => Some(text.to_string()),
        _ => None,
    }
}

/// True, false, and the numbers equal to them.
fn truth(value: &Literal) -> Option<bool> {
    match unwrap_mixin(value) {
        Literal::Boolean(flag) => Some(*flag),
        Literal::Integer(number) if *number == 0.into() => Some(false),
        Literal::Integer(number) if *number == 1.into() => Some(true),
        Literal::Float(number) if *number == 0.0 || *number == 1.0 => Some(*number == 1.0),
        _ => None,
    }
}

fn moment_text(value: &Literal) -> Option<String> {
    match value {
        Literal::DateTime(moment) => Some(moment.to_string()),
        Literal::Date(date) => Some(date.to_string()),
        Literal::Time(time) => Some(time.to_string()),
        _ => None,
    }
}

fn date_text(value: &Literal) -> Option<String> {
    match value {
        Literal::Date(date) | Literal::DateTime(DateTime { date, .. }) => Some(date.to_string()),
        Literal::Time(time) => Some(time.to_string()),
        _ => None,
    }
}

fn time_text(value: &Literal) -> Option<String> {
    match value {
        Literal::Time(time) | Literal::DateTime(DateTime { time, .. }) => Some(time.to_string()),
        Literal::Date(date) => Some(date.to_string()),
        _ => None,
    }
}

/// `timedelta.total_seconds()`, a float.
fn total_seconds(interval: Interval) -> String {
    let whole = i128::from(interval.days) * 86_400 + i128::from(interval.seconds);
    let microseconds = whole * 1_000_000 + i128::from(interval.microseconds);
    // Python's division of whole numbers rounds once, as reading the decimal number does.
    let (sign, size) = (
        if microseconds < 0 { "-" } else { "" },
        microseconds.unsigned_abs(),
    );
    let text = format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
    float(text.parse().expect("digits around a point are a number"))
}

fn uuid_text(value: &Literal, values: UuidValues, nativeness: Nativeness) -> Option<String> {
    match (values, nativeness) {
        (UuidValues::Strings, _) => match value {
            Literal::Text(text) => Some(format!("'{}'", text.replace('-', "").replace('\'', "''"))),
            _ => None,
        },
        (UuidValues::Objects, Nativeness::Emulated) => match value {
            Literal::Uuid(uuid) => Some(format!("'{}'", uuid.replace('-', ""))),
            _ => None,
        },
        (UuidValues::Objects, Nativeness::Native) => match value {
            Literal::Uuid(text) | Literal::Text(text) => {
                Some(format!("'{}'", text.replace('\'', "''")))
            }
            Literal::Integer(number) => Some(format!("'{number}'")),
            _ => None,
        },
    }
}

/// `ARRAY[…]`, nested as the value is or as the dimensions say.
fn array_text(
    value: &Literal,
    array: &ArrayType,
    dimensions: Option<u32>,
    target: Target,
) -> Result<String, DdlError> {
    let characters: Vec<Literal>;
    let items = match value {
        Literal::List(items) | Literal::Tuple(items) => items,
        // A string is a list of its characters.
        Literal::Text(text) => {
            characters = text
                .chars()
                .map(|character| Literal::Text(character.to_string().into()))
                .collect();
            &characters
        }
        _ => return Err(could_not_render(value, &array.item_type, target)),
    };
    let nested = match dimensions {
        None => matches!(items.first(), Some(Literal::List(_) | Literal::Tuple(_))),
        Some(dimensions) => dimensions > 1,
    };
    let below = dimensions.map(|dimensions| dimensions.saturating_sub(1));
    let rendered: Result<Vec<String>, DdlError> = items
        .iter()
        .map(|item| {
            if nested {
                array_text(item, array, below, target)
            } else {
                process(item, &array.item_type, target)
            }
        })
        .collect();
    Ok(format!("ARRAY[{}]", rendered?.join(", ")))
}

fn could_not_render(value: &Literal, sql_type: &SqlType, target: Target) -> DdlError {
    DdlError::Compile(format!(
        "Could not render literal value \"{}\" with datatype {}; see parent stack trace for more \
         detail.",
        python_repr(value),
        type_name(sql_type, target)
    ))
}

fn no_renderer(value: &Literal, sql_type: &SqlType, target: Target) -> DdlError {
    DdlError::Compile(format!(
        "No literal value renderer is available for literal value \"{}\" with datatype {}",
        python_repr(value),
        type_name(sql_type, target)
    ))
}

/// The type as `str()` shows it, which asks no particular database.
fn type_name(sql_type: &SqlType, target: Target) -> String {
    let name = match sql_type.kind() {
        TypeKind::Array(_) => "ARRAY",
        TypeKind::DateTime(_) | TypeKind::Interval(_) => "DATETIME",
        TypeKind::Timestamp(..) => "TIMESTAMP",
        TypeKind::Time(..) => "TIME",
        TypeKind::Plain(PlainType::LargeBinary | PlainType::Pickle) => "BLOB",
        TypeKind::Plain(PlainType::Null) => "NULL",
        TypeKind::Bit(_) => "BIT",
        TypeKind::Uuid(_) => "CHAR(32)",
        TypeKind::Enumeration(enumeration) => {
            return format!("VARCHAR({})", enumeration.longest_label());
        }
        _ => {
            return TypeCompiler::new(IdentifierPreparer::new(target))
                .process(sql_type)
                .unwrap_or_else(|_| "NULL".to_owned());
        }
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::ArrayClass;
    use crate::schema::expression::type_of_value;
    use crate::schema::{Date, JsonFormat, JsonType, Time, UuidType};

    fn rendered(value: impl Into<Literal>, kind: TypeKind) -> Result<String, String> {
        let sql_type = SqlType::new(kind).unwrap();
        render_value(&value.into(), &sql_type, Target::Server).map_err(|error| error.to_string())
    }

    #[test]
    fn values_are_written_by_their_type() {
        let integer = || TypeKind::Plain(PlainType::Integer);
        let uuid = |values| {
            TypeKind::Uuid(UuidType {
                nativeness: Nativeness::Native,
                values,
            })
        };
        assert_eq!(rendered("5", integer()).unwrap(), "5");
        assert_eq!(rendered(true, integer()).unwrap(), "1");
        assert_eq!(
            rendered("ab-cd", uuid(UuidValues::Objects)).unwrap(),
            "'ab-cd'"
        );
        assert_eq!(
            rendered("ab-cd", uuid(UuidValues::Strings)).unwrap(),
            "'abcd'"
        );
        let item_type = SqlType::plain(PlainType::Integer);
        let array = TypeKind::Array(ArrayType::new(item_type, ArrayClass::Generic));
        let rows = Literal::List(vec![
            Literal::List(vec![1.into()]),
            Literal::List(vec![2.into()]),
        ]);
        assert_eq!(rendered(rows, array).unwrap(), "ARRAY[ARRAY[1], ARRAY[2]]");
        let length = Interval {
            days: 1,
            seconds: 0,
            microseconds: 5,
        };
        let sql_type = type_of_value(&Literal::Interval(length));
        assert_eq!(
            render_value(&Literal::Interval(length), &sql_type, Target::Server).unwrap(),
            "make_interval(secs=>86400.000005)"
        );
    }

    #[test]
    fn a_script_doubles_backslashes() {
        assert_eq!(render_string("a'\\%", Target::Server), "'a''\\%'");
        let script = super::super::super::options::CompilerOptions::script().target;
        assert_eq!(render_string("a'\\%", script), "'a''\\\\%'");
    }

    #[test]
    fn moments_lose_their_t() {
        let date = Date {
            year: 2024,
            month: 1,
            day: 2,
        };
        let time = Time {
            hour: 3,
            minute: 4,
            second: 5,
            microsecond: 0,
            offset: None,
        };
        let moment = Literal::DateTime(DateTime { date, time });
        let sql_type = type_of_value(&moment);
        assert_eq!(
            render_value(&moment, &sql_type, Target::Server).unwrap(),
            "'2024-01-02 03:04:05'"
        );
        assert_eq!(
            rendered(moment, TypeKind::Plain(PlainType::Date)).unwrap(),
            "'2024-01-02'"
        );
    }

    #[test]
    fn what_has_no_literal_is_refused_in_the_original_words() {
        let json = JsonType {
            format: JsonFormat::Binary,
            none: JsonNone::Json,
        };
        let value = Literal::Dictionary(vec![("a".into(), 1.into())]);
        assert_eq!(
            rendered(value, TypeKind::Json(json)).unwrap_err(),
            "No literal value renderer is available for literal value \"{'a': 1}\" with datatype \
             JSONB"
        );
        assert_eq!(
            rendered("x", TypeKind::Plain(PlainType::Integer)).unwrap_err(),
            "Could not render literal value \"'x'\" with datatype INTEGER; see parent stack trace \
             for more detail."
        );
    }
}

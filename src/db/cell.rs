//! The values of result columns.
//!
//! Counterpart: psycopg2's typecasters (`psycopg/typecast_builtins.c`) with the ones SQLAlchemy
//! registers (uuid, json): the same types are decoded, every other one stays the server's text.
//! The input is the server's text format, which every type has.

use super::array;

/// One value of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// SQL's NULL.
    Null,
    /// boolean.
    Bool(bool),
    /// smallint, integer, bigint, oid.
    Integer(i64),
    /// real, double precision.
    Float(f64),
    /// numeric, in the server's digits.
    Numeric(String),
    /// Character types, and the text of every type not named here.
    Text(String),
    /// bytea.
    Bytes(Vec<u8>),
    /// uuid, in the server's spelling.
    Uuid(String),
    /// Dates, times and intervals, as the server's `DateStyle` and `IntervalStyle` write them.
    Temporal {
        /// Which of the types.
        kind: TemporalKind,
        /// The server's text.
        text: String,
    },
    /// json, jsonb.
    Json(String),
    /// An array of one of these types; of several dimensions, arrays of arrays.
    Array(Vec<Cell>),
}

/// The types of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemporalKind {
    /// date.
    Date,
    /// time without time zone.
    Time,
    /// time with time zone.
    TimeWithZone,
    /// timestamp without time zone.
    Timestamp,
    /// timestamp with time zone.
    TimestampWithZone,
    /// interval.
    Interval,
}

/// How the text of a type is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Bool,
    Integer,
    Float,
    Numeric,
    Text,
    Bytes,
    Uuid,
    Temporal(TemporalKind),
    Json,
}

/// The OIDs of `pg_type.dat` with the type's reading and the OID of its array type.
const TYPES: [(u32, u32, Reading); 23] = [
    (16, 1000, Reading::Bool),
    (17, 1001, Reading::Bytes),
    (18, 1002, Reading::Text),
    (19, 1003, Reading::Text),
    (20, 1016, Reading::Integer),
    (21, 1005, Reading::Integer),
    (23, 1007, Reading::Integer),
    (25, 1009, Reading::Text),
    (26, 1028, Reading::Integer),
    (114, 199, Reading::Json),
    (700, 1021, Reading::Float),
    (701, 1022, Reading::Float),
    (1042, 1014, Reading::Text),
    (1043, 1015, Reading::Text),
    (1082, 1182, Reading::Temporal(TemporalKind::Date)),
    (1083, 1183, Reading::Temporal(TemporalKind::Time)),
    (1114, 1115, Reading::Temporal(TemporalKind::Timestamp)),
    (
        1184,
        1185,
        Reading::Temporal(TemporalKind::TimestampWithZone),
    ),
    (1186, 1187, Reading::Temporal(TemporalKind::Interval)),
    (1266, 1270, Reading::Temporal(TemporalKind::TimeWithZone)),
    (1700, 1231, Reading::Numeric),
    (2950, 2951, Reading::Uuid),
    (3802, 3807, Reading::Json),
];

impl Cell {
    /// Reads the server's text for a value of the type with this OID.
    ///
    /// # Errors
    /// What is wrong with the text, which then is not what the type promises.
    pub(super) fn decode(type_oid: u32, text: &str) -> Result<Self, String> {
        for (scalar, array, reading) in TYPES {
            if type_oid == scalar {
                return Self::read(reading, text);
            }
            if type_oid == array {
                return array::decode(reading, text).map(Self::Array);
            }
        }
        Ok(Self::Text(text.to_owned()))
    }

    /// Reads a scalar.
    pub(super) fn read(reading: Reading, text: &str) -> Result<Self, String> {
        let malformed = || format!("\"{text}\" is not of this type");
        Ok(match reading {
            Reading::Bool => Self::Bool(match text {
                "t" => true,
                "f" => false,
                _ => return Err(malformed()),
            }),
            Reading::Integer => Self::Integer(text.parse().map_err(|_| malformed())?),
            Reading::Float => Self::Float(text.parse().map_err(|_| malformed())?),
            Reading::Numeric => Self::Numeric(text.to_owned()),
            Reading::Text => Self::Text(text.to_owned()),
            Reading::Bytes => Self::Bytes(bytes(text).ok_or_else(malformed)?),
            Reading::Uuid => Self::Uuid(text.to_owned()),
            Reading::Temporal(kind) => Self::Temporal {
                kind,
                text: text.to_owned(),
            },
            Reading::Json => Self::Json(text.to_owned()),
        })
    }

    /// The text of a character value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a whole number.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => Some(*value),
            _ => None,
        }
    }

    /// The value of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }
}

/// bytea in either of its output formats, `hex` and `escape`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    if let Some(digits) = text.strip_prefix("\\x") {
        let digits: Option<Vec<u8>> = digits
            .chars()
            .map(|letter| {
                letter
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            })
            .collect();
        let (pairs, rest) = digits.as_deref()?.as_chunks::<2>();
        return rest
            .is_empty()
            .then(|| pairs.iter().map(|[high, low]| high * 16 + low).collect());
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'\\' {
            bytes.push(*first);
        } else if let [b'\\', after @ ..] = rest {
            bytes.push(b'\\');
            rest = after;
        } else {
            let (octal, after) = rest.split_at_checked(3)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(octal).ok()?, 8).ok()?);
            rest = after;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Cell, TemporalKind};

    #[test]
    fn decodes_what_psycopg2_decodes() {
        for (type_oid, text, expected) in [
            (16, "t", Cell::Bool(true)),
            (20, "-9223372036854775808", Cell::Integer(i64::MIN)),
            (701, "-Infinity", Cell::Float(f64::NEG_INFINITY)),
            (1700, "1.50", Cell::Numeric("1.50".to_owned())),
            (17, "\\x00ff", Cell::Bytes(vec![0, 255])),
            (17, "a\\\\\\377", Cell::Bytes(vec![b'a', b'\\', 255])),
            (
                1082,
                "2024-02-29",
                Cell::Temporal {
                    kind: TemporalKind::Date,
                    text: "2024-02-29".to_owned(),
                },
            ),
            (600, "(1,2)", Cell::Text("(1,2)".to_owned())),
            (
                1007,
                "{1,NULL}",
                Cell::Array(vec![Cell::Integer(1), Cell::Null]),
            ),
        ] {
            assert_eq!(
                Cell::decode(type_oid, text),
                Ok(expected),
                "{type_oid} {text}"
            );
        }
        assert!(matches!(Cell::decode(700, "NaN"), Ok(Cell::Float(value)) if value.is_nan()));
    }

    #[test]
    fn malformed_values_are_errors() {
        for (type_oid, text) in [
            (16, "true"),
            (23, "1.0"),
            (17, "\\x0"),
            (17, "\\9"),
            (17, "\\xé0"),
            (1007, "{1"),
        ] {
            assert!(Cell::decode(type_oid, text).is_err(), "{type_oid} {text}");
        }
    }
}

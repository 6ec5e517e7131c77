//! A server's answer as the values a migration sees: psycopg2's type casters.

use std::rc::Rc;

use regex::Regex;

use crate::db::{Cell, Rows, TemporalKind};
use crate::operations::QueryResult;
use crate::schema::{Date, DateTime, Literal, Time};

/// The rows as literals.
///
/// # Errors
///
/// Why a value cannot be made, such as a date beyond the year 9999.
pub(super) fn query_result(rows: Rows) -> Result<QueryResult, String> {
    let columns: Vec<String> = rows.columns.into_iter().map(|column| column.name).collect();
    let values = rows
        .rows
        .into_iter()
        .map(|row| row.into_iter().map(literal).collect())
        .collect::<Result<_, _>>()?;
    Ok(QueryResult {
        columns,
        rows: values,
        row_count: rows.completion.rows_affected,
    })
}

fn literal(cell: Cell) -> Result<Literal, String> {
    Ok(match cell {
        Cell::Null => Literal::None,
        Cell::Bool(value) => Literal::Boolean(value),
        Cell::Integer(value) => Literal::Integer(value.into()),
        Cell::Float(value) => Literal::Float(value),
        Cell::Numeric(digits) => Literal::Decimal(digits.into()),
        Cell::Text(text) => Literal::Text(text.into()),
        Cell::Bytes(bytes) => Literal::Bytes(bytes.into()),
        Cell::Uuid(text) => Literal::Uuid(text.into()),
        Cell::Temporal { kind, text } => temporal(kind, &text)
            .ok_or_else(|| format!("the value '{text}' has no counterpart in Python"))?,
        Cell::Json(text) => json(serde_json::from_str(&text).map_err(|error| error.to_string())?),
        Cell::Array(cells) => {
            Literal::List(cells.into_iter().map(literal).collect::<Result<_, _>>()?)
        }
    })
}

/// `json.loads`: psycopg2 hands documents out parsed.
fn json(value: serde_json::Value) -> Literal {
    use serde_json::Value;
    match value {
        Value::Null => Literal::None,
        Value::Bool(value) => Literal::Boolean(value),
        Value::Number(number) => match number.as_i64() {
            Some(value) => Literal::Integer(value.into()),
            None => match number.as_u64() {
                Some(value) => Literal::Integer(value.into()),
                None => Literal::Float(number.as_f64().unwrap_or(f64::NAN)),
            },
        },
        Value::String(text) => Literal::Text(text.into()),
        Value::Array(items) => Literal::List(items.into_iter().map(json).collect()),
        Value::Object(entries) => Literal::Dictionary(
            entries
                .into_iter()
                .map(|(key, value)| (Literal::Text(Rc::from(key)), json(value)))
                .collect(),
        ),
    }
}

fn temporal(kind: TemporalKind, text: &str) -> Option<Literal> {
    match kind {
        TemporalKind::Date => date(text).map(Literal::Date),
        TemporalKind::Time | TemporalKind::TimeWithZone => time(text).map(Literal::Time),
        TemporalKind::Timestamp | TemporalKind::TimestampWithZone => {
            let (day, rest) = text.split_once(' ')?;
            Some(Literal::DateTime(DateTime {
                date: date(day)?,
                time: time(rest)?,
            }))
        }
        TemporalKind::Interval => None,
    }
}

/// `2024-02-29`, the server's ISO style.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = year.parse().ok().filter(|year| (1..=9999).contains(year))?;
    Some(Date {
        year,
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

/// `13:05:00.25+02`, the server's ISO style.
fn time(text: &str) -> Option<Time> {
    let pattern = Regex::new(
        r"^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?)?$",
    )
    .expect("the pattern is constant and valid");
    let captures = pattern.captures(text)?;
    let number = |index: usize| {
        captures
            .get(index)
            .map_or(Some(0), |m| m.as_str().parse().ok())
    };
    let microsecond = match captures.get(4) {
        Some(digits) => format!("{:0<6}", digits.as_str()).parse().ok()?,
        None => 0,
    };
    let offset = match captures.get(5) {
        Some(sign) => {
            let seconds: i64 = number(6)? * 3600 + number(7)? * 60 + number(8)?;
            Some(
                if sign.as_str() == "-" {
                    -seconds
                } else {
                    seconds
                } * 1_000_000,
            )
        }
        None => None,
    };
    let narrow = |value: i64| u8::try_from(value).ok();
    Some(Time {
        hour: narrow(number(1)?)?,
        minute: narrow(number(2)?)?,
        second: narrow(number(3)?)?,
        microsecond,
        offset,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_servers_times_are_pythons() {
        let shown = |kind, text| match temporal(kind, text) {
            Some(Literal::DateTime(value)) => value.to_string(),
            Some(Literal::Date(value)) => value.to_string(),
            Some(Literal::Time(value)) => value.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(shown(TemporalKind::Date, "2024-02-29"), "2024-02-29");
        assert_eq!(
            shown(
                TemporalKind::TimestampWithZone,
                "2024-02-29 13:05:00.25-03:30"
            ),
            "2024-02-29 13:05:00.250000-03:30"
        );
        assert_eq!(shown(TemporalKind::Time, "13:05:00"), "13:05:00");
        assert_eq!(shown(TemporalKind::Date, "infinity"), "None");
        assert_eq!(shown(TemporalKind::Date, "0044-03-15 BC"), "None");
    }
}

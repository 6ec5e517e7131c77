//! `repr()` of a value, for messages.

use crate::schema::Literal;

use super::super::python_text::{float, repr};

/// The value as Python's `repr()` shows it, near enough to recognize it.
pub(super) fn python_repr(value: &Literal) -> String {
    match value {
        Literal::None => "None".to_owned(),
        Literal::Boolean(true) => "True".to_owned(),
        Literal::Boolean(false) => "False".to_owned(),
        Literal::Integer(number) => number.to_string(),
        Literal::Float(number) => float(*number),
        Literal::Decimal(text) => format!("Decimal('{text}')"),
        Literal::Text(text) => repr(text),
        Literal::Bytes(bytes) => format!("b'{}'", bytes.escape_ascii()),
        Literal::Date(date) => {
            format!("datetime.date({}, {}, {})", date.year, date.month, date.day)
        }
        Literal::Time(time) => format!("datetime.time({time})"),
        Literal::DateTime(moment) => format!("datetime.datetime({moment})"),
        Literal::Interval(interval) => format!("datetime.timedelta({interval})"),
        Literal::Uuid(uuid) => format!("UUID('{uuid}')"),
        Literal::EnumerationMember(member) => {
            let value = member
                .value
                .as_deref()
                .map_or_else(|| "…".to_owned(), python_repr);
            format!("<{}.{}: {value}>", member.class_name, member.member_name)
        }
        Literal::List(items) => format!("[{}]", joined(items)),
        Literal::Tuple(items) if items.len() == 1 => format!("({},)", joined(items)),
        Literal::Tuple(items) => format!("({})", joined(items)),
        Literal::Dictionary(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, item)| format!("{}: {}", python_repr(key), python_repr(item)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn joined(items: &[Literal]) -> String {
    items.iter().map(python_repr).collect::<Vec<_>>().join(", ")
}

//! Python values that become SQL literals or bound parameters.
//!
//! How one is written depends on the type it is bound with (the literal processors of
//! `sqlalchemy.sql.sqltypes` and psycopg2); this is only the value.

use std::rc::Rc;

use num_bigint::BigInt;

use super::temporal::{Date, DateTime, Interval, Time};

/// A Python value that reached SQL.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `None`.
    None,
    /// `True` or `False`.
    Boolean(bool),
    /// `int`, of any size.
    Integer(BigInt),
    /// `float`.
    Float(f64),
    /// `decimal.Decimal`, as Python's `str()` writes it.
    Decimal(Rc<str>),
    /// `str`.
    Text(Rc<str>),
    /// `bytes`.
    Bytes(Rc<[u8]>),
    /// `datetime.date`.
    Date(Date),
    /// `datetime.time`.
    Time(Time),
    /// `datetime.datetime`.
    DateTime(DateTime),
    /// `datetime.timedelta`.
    Interval(Interval),
    /// `uuid.UUID`, as its 32 hexadecimal digits in the 8-4-4-4-12 form.
    Uuid(Rc<str>),
    /// A member of a Python `enum.Enum` class.
    EnumerationMember(EnumerationValue),
    /// `list`.
    List(Vec<Literal>),
    /// `tuple`.
    Tuple(Vec<Literal>),
    /// `dict`, in order of insertion.
    Dictionary(Vec<(Literal, Literal)>),
}

/// A member of a Python enumeration, as a value.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumerationValue {
    /// Name of the Python class.
    pub class_name: Rc<str>,
    /// Name of the member: what SQLAlchemy stores unless `values_callable` says otherwise.
    pub member_name: Rc<str>,
    /// The member's `.value`, where that is a value SQL can take; members of classes that also
    /// derive from `str` or `int` are this value wherever no `Enum` type is involved.
    pub value: Option<Box<Literal>>,
    /// Whether the class also derives from the class of its values (`class Color(str, Enum)`).
    pub mixin: EnumerationMixin,
}

/// Whether members of a Python enumeration are values of their data type too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumerationMixin {
    /// `class Color(Enum)`.
    Pure,
    /// `class Color(str, Enum)`, `class Color(int, Enum)`, `StrEnum`, `IntEnum`.
    OfValue,
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Literal {
    fn from(value: i64) -> Self {
        Self::Integer(value.into())
    }
}

impl From<bool> for Literal {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

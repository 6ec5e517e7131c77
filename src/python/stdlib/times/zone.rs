//! `timezone`: a fixed offset from UTC.

use std::rc::Rc;

use super::delta::Delta;
use crate::python::arguments::{Arguments, Parameter};
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{Comparison, HostObject};
use crate::python::value::Value;

/// A time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Zone {
    /// Seconds ahead of UTC.
    pub(super) offset: i64,
    pub(super) name: Option<Rc<str>>,
}

impl Zone {
    pub(super) const UTC: Self = Self {
        offset: 0,
        name: None,
    };

    /// `timezone(offset, name)`.
    pub(super) fn construct(
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let parameters = [Parameter::required("offset"), Parameter::optional("name")];
        let mut bound = arguments.bind("timezone", &parameters)?;
        let offset = bound.require("offset");
        let Some(offset) = offset.downcast::<Delta>() else {
            return Err(PythonError::type_error(format!(
                "timezone() argument 1 must be datetime.timedelta, not {}",
                cx.type_name(&offset)
            )));
        };
        if offset.0.abs() >= super::delta::DAY {
            return Err(PythonError::value_error(
                "offset must be a timedelta strictly between -timedelta(hours=24) and \
                 timedelta(hours=24).",
            ));
        }
        if offset.0 % 1_000_000 != 0 {
            return Err(PythonError::unsupported(
                "a time zone with fractions of a second",
            ));
        }
        let name = match bound.take("name") {
            Some(name) => Some(cx.str(&name)?),
            None => None,
        };
        Ok(Value::host(Self {
            offset: i64::try_from(offset.0 / 1_000_000).unwrap_or(0),
            name,
        }))
    }

    /// The zone of a `tzinfo` argument.
    pub(super) fn of(
        cx: &mut Interpreter,
        value: Option<Value>,
    ) -> Result<Option<Self>, PythonError> {
        let Some(value) = value.filter(|value| !value.is_none()) else {
            return Ok(None);
        };
        match cx.known(&value)?.downcast::<Self>() {
            Some(zone) => Ok(Some((*zone).clone())),
            None => Err(PythonError::unsupported(format!(
                "a {} as a time zone",
                cx.type_name(&value)
            ))),
        }
    }

    /// `+02:00`, with seconds where there are any.
    pub(super) fn offset_text(&self) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        let magnitude = self.offset.abs();
        let mut text = format!("{sign}{:02}:{:02}", magnitude / 3600, magnitude / 60 % 60);
        if magnitude % 60 != 0 {
            text.push_str(&format!(":{:02}", magnitude % 60));
        }
        text
    }

    /// What `tzname()` and `str` show.
    pub(super) fn shown(&self) -> Rc<str> {
        match &self.name {
            Some(name) => Rc::clone(name),
            None if self.offset == 0 => "UTC".into(),
            None => format!("UTC{}", self.offset_text()).into(),
        }
    }
}

impl HostObject for Zone {
    fn type_name(&self) -> Rc<str> {
        "datetime.timezone".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let own = self.clone();
        Ok(match name {
            "utcoffset" => Some(Value::function("utcoffset", move |_, _| {
                Delta::value(i128::from(own.offset) * 1_000_000)
            })),
            "tzname" => Some(Value::function("tzname", move |_, _| {
                Ok(Value::Str(own.shown()))
            })),
            "__class__" => Some(super::class::TimeClass::Zone.value()),
            _ => None,
        })
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let equal = other
            .downcast::<Self>()
            .map(|other| self.offset == other.offset);
        Ok(match (comparison, equal) {
            (Comparison::Equal, Some(equal)) => Some(Value::Bool(equal)),
            (Comparison::NotEqual, Some(equal)) => Some(Value::Bool(!equal)),
            _ => None,
        })
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        if *self == Self::UTC {
            return Ok("datetime.timezone.utc".into());
        }
        let offset = Delta(i128::from(self.offset) * 1_000_000).repr(cx)?;
        Ok(match &self.name {
            None => format!("datetime.timezone({offset})").into(),
            Some(name) => {
                let name = crate::python::text::string_repr(name);
                format!("datetime.timezone({offset}, {name})").into()
            }
        })
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Ok(self.shown())
    }

    fn hash_key(&self, _cx: &mut Interpreter) -> Result<Option<HashKey>, PythonError> {
        Ok(Some(HashKey::Native(
            "timezone",
            self.offset.to_string().into(),
        )))
    }
}

//! The module `datetime` itself.

use super::zone::TimeZone;
use super::{calendar, date, delta, moment, time, zone};
use crate::python::interpreter::Interpreter;
use crate::python::stdlib::native::ModuleBuilder;
use crate::python::value::Value;

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let date = date::class(cx);
    let moment = moment::class(cx, &date);
    let (tzinfo, timezone) = zone::classes(cx);
    ModuleBuilder::new("datetime")
        .class(&date)
        .class(&moment)
        .class(&time::class(cx))
        .class(&delta::class(cx))
        .class(&tzinfo)
        .class(&timezone)
        .value("UTC", Value::host(TimeZone::UTC))
        .value("MINYEAR", calendar::FIRST_YEAR.into())
        .value("MAXYEAR", calendar::LAST_YEAR.into())
        .finish()
}

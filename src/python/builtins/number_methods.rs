//! Methods of `int` and `float`.

use super::registry::MethodTable;
use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::value::Value;

const NONE: &[Parameter<'static>] = &[];

pub(super) fn add_int(table: &mut MethodTable) {
    table
        .add("bit_length", NONE, |_, receiver, _| {
            let bits = receiver.as_int().map_or(0, |integer| integer.bits());
            Ok(Value::int(i64::try_from(bits).unwrap_or(i64::MAX)))
        })
        .add("conjugate", NONE, |_, receiver, _| Ok(receiver))
        .add("is_integer", NONE, |_, _, _| {
            // New in Python 3.12.
            Err(PythonError::attribute_error("'int' object has no attribute 'is_integer'"))
        });
}

pub(super) fn add_float(table: &mut MethodTable) {
    table
        .add("is_integer", NONE, |_, receiver, _| match receiver {
            Value::Float(number) => Ok(Value::Bool(number.is_finite() && number.fract() == 0.0)),
            _ => Err(PythonError::type_error("a method of float needs a 'float' object")),
        })
        .add("conjugate", NONE, |_, receiver, _| Ok(receiver));
}

//! `index` and `count`, which every sequence has.

use super::registry::MethodTable;
use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::value::{Slice, Value};

pub(super) fn add(table: &mut MethodTable) {
    table
        .add("count", const { &[Parameter::positional_only("value")] }, |cx, receiver, mut bound| {
            let wanted = bound.require("value");
            let mut count = 0_i64;
            for item in cx.collect(&receiver)? {
                if cx.same(&item, &wanted)? {
                    count += 1;
                }
            }
            Ok(Value::int(count))
        })
        .add(
            "index",
            const { &[
                Parameter::positional_only("value"),
                Parameter::optional_positional_only("start"),
                Parameter::optional_positional_only("stop"),
            ] },
            |cx, receiver, mut bound| {
                let wanted = bound.require("value");
                let items = cx.collect(&receiver)?;
                let slice = Slice {
                    start: bound.take("start").into(),
                    stop: bound.take("stop").into(),
                    step: Value::None,
                };
                let indices = crate::python::protocol::slice_indices(cx, &slice, items.len())?;
                for index in indices.indices() {
                    if cx.same(&items[index], &wanted)? {
                        return Ok(Value::int(index));
                    }
                }
                let message = match receiver {
                    Value::Tuple(_) => "tuple.index(x): x not in tuple".to_owned(),
                    _ => format!("{} is not in list", cx.repr(&wanted)?),
                };
                Err(PythonError::value_error(message))
            },
        );
}

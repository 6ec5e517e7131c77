//! `returning(*columns)`.

use crate::python::{Arguments, Interpreter, Parameter, PythonError};
use crate::schema::statement::SelectItem;

use super::super::super::values;
use super::super::selectable::select_item;

/// The columns of `returning(*cols, sort_by_parameter_order=…)`.
///
/// The order of rows is that of the parameters anyway: each set of them is a statement of its own.
pub(super) fn returning(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Vec<SelectItem>, PythonError> {
    let mut bound = arguments.bind(
        "returning",
        &[
            Parameter::rest("cols"),
            Parameter::keyword("sort_by_parameter_order"),
        ],
    )?;
    let sorted = bound.take("sort_by_parameter_order");
    if values::flag(cx, sorted, false)? {
        return Err(PythonError::unsupported(
            "the argument sort_by_parameter_order of returning()",
        ));
    }
    bound
        .rest_positional
        .iter()
        .map(|item| select_item(cx, item))
        .collect()
}

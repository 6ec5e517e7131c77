//! The arguments of `Geometry`, `Geography` and `Raster` (`_GISType.check_ctor_args`).

use std::rc::Rc;

use crate::python::{BoundArguments, Interpreter, Parameter, PythonError, Value};

use super::super::super::values;

/// The parameters of `Geometry` and `Geography`.
pub(super) const GEOMETRY: &[Parameter<'static>] = &[
    Parameter::optional("geometry_type"),
    Parameter::optional("srid"),
    Parameter::optional("dimension"),
    Parameter::optional("spatial_index"),
    Parameter::optional("use_N_D_index"),
    Parameter::optional("use_typmod"),
    Parameter::optional("from_text"),
    Parameter::optional("name"),
    Parameter::optional("nullable"),
    Parameter::optional("_spatial_index_reflected"),
];

/// The parameters of `Raster`.
pub(super) const RASTER: &[Parameter<'static>] = &[
    Parameter::optional("spatial_index"),
    Parameter::optional("from_text"),
    Parameter::optional("name"),
    Parameter::optional("nullable"),
    Parameter::optional("_spatial_index_reflected"),
];

/// `srid` as a whole number: what `int()` takes, or -1 for `None`.
pub(super) fn srid(cx: &mut Interpreter, value: Option<Value>) -> Result<i64, PythonError> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(-1);
    };
    if let Some(text) = value.as_str() {
        return text.trim().parse().map_err(|_| {
            PythonError::unsupported(format!(
                "the srid '{text}': srid must be convertible to an integer"
            ))
        });
    }
    let number = values::optional_size::<i64>(cx, Some(value), "srid")?;
    Ok(number.unwrap_or(-1))
}

/// `geometry_type` in capitals; `None` for no type at all.
pub(super) fn geometry_type(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Option<Rc<str>>, PythonError> {
    match value {
        None => Ok(Some("GEOMETRY".into())),
        Some(Value::None) => Ok(None),
        Some(value) => {
            let text = values::string(cx, &value, "geometry_type")?;
            if text.is_empty() {
                return Err(PythonError::unsupported("an empty geometry_type"));
            }
            Ok(Some(text.to_uppercase().into()))
        }
    }
}

/// Checks `dimension` against the geometry type, which alone says it where both are given.
pub(super) fn check_dimension(
    cx: &mut Interpreter,
    value: Option<Value>,
    geometry_type: Option<&str>,
) -> Result<Option<i64>, PythonError> {
    let dimension = values::optional_size::<i64>(cx, value, "dimension")?;
    if !matches!(dimension, None | Some(2..=4)) {
        return Err(PythonError::value_error(format!(
            "dimension must be one of [None, 2, 3, 4] but got {}",
            dimension.unwrap_or_default()
        )));
    }
    let Some(geometry_type) = geometry_type else {
        return Ok(dimension);
    };
    let (expected, suffix) = if geometry_type.ends_with("ZM") {
        (4, "'ZM'")
    } else if geometry_type.ends_with(['Z', 'M']) {
        (3, "'Z' or 'M'")
    } else {
        return Ok(Some(2));
    };
    match dimension {
        Some(dimension) if dimension != expected => Err(PythonError::value_error(format!(
            "dimension must be {expected} when geometry_type ends with {suffix}"
        ))),
        _ => Ok(Some(expected)),
    }
}

/// An optional string as it is.
pub(super) fn text(
    cx: &mut Interpreter,
    bound: &mut BoundArguments,
    parameter: &str,
) -> Result<Option<Rc<str>>, PythonError> {
    let value = bound.take(parameter);
    values::optional_string(cx, value, parameter)
}

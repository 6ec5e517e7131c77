//! Types of `sqlalchemy_utils` for moments, zones, days and ranges.

use crate::python::{Parameter, PythonError, Value};

use super::super::construction::{Constructed, Construction};
use super::super::conversions::Refused;

/// `EnrichedDateTimeType(datetime_processor=…, timezone=…)`.
pub(super) fn enriched_date_time(
    construction: &mut Construction<'_>,
) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("datetime_processor"),
        Parameter::optional("timezone"),
    ])?;
    let timezone = bound.take("timezone").unwrap_or(Value::Bool(false));
    let moment = construction.generic("DateTime", &[("timezone", timezone)])?;
    construction.decorated(
        moment,
        Refused {
            name: "EnrichedDateTimeType",
        },
    )
}

/// `ArrowType(timezone=…)`.
pub(super) fn arrow(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[Parameter::keyword("timezone")])?;
    let timezone = bound.take("timezone").unwrap_or(Value::Bool(false));
    let moment = construction.generic("DateTime", &[("timezone", timezone)])?;
    construction.decorated(moment, Refused { name: "ArrowType" })
}

/// `TimezoneType(backend='dateutil')`.
pub(super) fn timezone(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[Parameter::optional("backend")])?;
    if let Some(backend) = bound.take("backend") {
        let known = backend
            .as_str()
            .is_some_and(|name| matches!(&*name, "dateutil" | "pytz" | "zoneinfo"));
        if !known {
            return Err(PythonError::unsupported(
                "a backend of TimezoneType that is not 'dateutil', 'pytz' or 'zoneinfo'",
            ));
        }
    }
    let text = construction.generic("Unicode", &[("length", Value::from(50))])?;
    construction.decorated(
        text,
        Refused {
            name: "TimezoneType",
        },
    )
}

/// `WeekDaysType()`: a bit for each day.
pub(super) fn week_days(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[Parameter::rest("args"), Parameter::rest_keyword("kwargs")])?;
    let bits = construction.postgresql("BIT", &[("length", Value::from(7))])?;
    construction.decorated(
        bits,
        Refused {
            name: "WeekDaysType",
        },
    )
}

/// `RangeType` itself has no `impl`.
pub(super) fn range(_construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    Err(PythonError::unsupported("RangeType without an impl"))
}

/// `IntRangeType(step=…)`.
pub(super) fn int_range(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    range_of(construction, "INT4RANGE", "IntRangeType")
}

/// `Int8RangeType(step=…)`.
pub(super) fn int8_range(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    range_of(construction, "INT8RANGE", "Int8RangeType")
}

/// `NumericRangeType(step=…)`.
pub(super) fn numeric_range(
    construction: &mut Construction<'_>,
) -> Result<Constructed, PythonError> {
    range_of(construction, "NUMRANGE", "NumericRangeType")
}

/// `DateRangeType(step=…)`.
pub(super) fn date_range(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    range_of(construction, "DATERANGE", "DateRangeType")
}

/// `DateTimeRangeType(step=…)`.
pub(super) fn date_time_range(
    construction: &mut Construction<'_>,
) -> Result<Constructed, PythonError> {
    range_of(construction, "TSRANGE", "DateTimeRangeType")
}

/// `step` says how intervals are rounded in Python.
fn range_of(
    construction: &mut Construction<'_>,
    range: &str,
    name: &'static str,
) -> Result<Constructed, PythonError> {
    construction.bind(&[Parameter::keyword("step")])?;
    let range = construction.postgresql(range, &[])?;
    construction.decorated(range, Refused { name })
}

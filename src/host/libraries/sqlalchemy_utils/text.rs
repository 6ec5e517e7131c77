//! Types of `sqlalchemy_utils` that are strings: addresses, countries, colours, numbers.

use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};

use super::super::super::values;
use super::super::construction::{Constructed, Construction};
use super::super::conversions::{Converted, Refused, string};

const ANYTHING: &[Parameter<'static>] =
    &[Parameter::rest("args"), Parameter::rest_keyword("kwargs")];

/// A string as it is; objects of the library are not here, and what else it makes of a value is
/// NULL.
fn only_text(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    values::string(cx, &value, "a value of the type").map(Value::Str)
}

fn length(bound: &mut BoundArguments, parameter: &str, otherwise: i64) -> Value {
    bound.take(parameter).unwrap_or(Value::from(otherwise))
}

/// `max_length`; the other arguments go to an `impl` that is made already.
fn unicode(
    construction: &mut Construction<'_>,
    otherwise: i64,
) -> Result<crate::schema::SqlType, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("max_length"),
        Parameter::rest("args"),
        Parameter::rest_keyword("kwargs"),
    ])?;
    let length = length(&mut bound, "max_length", otherwise);
    construction.generic("Unicode", &[("length", length)])
}

/// `ColorType(max_length=20)`.
pub(super) fn color(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let text = unicode(construction, 20)?;
    construction.decorated(text, Converted(only_text))
}

/// `CountryType()`.
pub(super) fn country(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(ANYTHING)?;
    let text = construction.generic("String", &[("length", Value::from(2))])?;
    construction.decorated(text, Converted(only_text))
}

/// `CurrencyType()`.
pub(super) fn currency(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(ANYTHING)?;
    let text = construction.generic("String", &[("length", Value::from(3))])?;
    construction.decorated(text, Converted(only_text))
}

/// `EmailType(length=255)`, kept in lower case.
pub(super) fn email(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("length"),
        Parameter::keyword("collation"),
    ])?;
    let mut keywords = vec![("length", length(&mut bound, "length", 255))];
    if let Some(collation) = bound.take("collation") {
        keywords.push(("collation", collation));
    }
    let text = construction.generic("Unicode", &keywords)?;
    construction.decorated(text, Converted(lower))
}

fn lower(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    let arguments = Arguments::none(cx.origin());
    cx.call_method(&value, "lower", arguments)
}

/// `IPAddressType(max_length=50)`.
pub(super) fn ip_address(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let text = unicode(construction, 50)?;
    construction.decorated(text, Converted(shown))
}

/// `str(value)`; what is false becomes NULL, which has no literal.
fn shown(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    if cx.truth(&value)? {
        return string(cx, value);
    }
    Err(PythonError::unsupported("an empty value of IPAddressType"))
}

/// `LocaleType()`.
pub(super) fn locale(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[])?;
    let text = construction.generic("Unicode", &[("length", Value::from(10))])?;
    construction.decorated(text, Converted(only_text))
}

/// `PhoneNumberType(region='US', max_length=20)`.
pub(super) fn phone_number(
    construction: &mut Construction<'_>,
) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("region"),
        Parameter::optional("max_length"),
        Parameter::rest("args"),
        Parameter::rest_keyword("kwargs"),
    ])?;
    let length = length(&mut bound, "max_length", 20);
    let text = construction.generic("Unicode", &[("length", length)])?;
    construction.decorated(
        text,
        Refused {
            name: "PhoneNumberType",
        },
    )
}

/// `URLType()`, whose arguments go to `UnicodeText`.
pub(super) fn url(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let text = construction.same_arguments("UnicodeText")?;
    construction.decorated(text, Converted(only_text))
}

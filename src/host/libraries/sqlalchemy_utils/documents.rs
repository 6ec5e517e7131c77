//! Types of `sqlalchemy_utils` for documents, trees, lists and bits.

use crate::python::{Interpreter, Parameter, PythonError, Value};

use super::super::super::sa::types::{Treatment, TypeBehaviour};
use super::super::super::values;
use super::super::construction::{Constructed, Construction};
use super::super::conversions::{AsImplemented, Refused};

/// `JSONType()`; its arguments go to the `UnicodeText` of other databases.
pub(super) fn json(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.same_arguments("UnicodeText")?;
    let json = construction.postgresql("JSON", &[])?;
    construction.decorated(json, AsImplemented)
}

/// `LtreeType()`.
pub(super) fn ltree(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[])?;
    construction.named("LTREE", Refused { name: "LtreeType" })
}

/// `LQUERY()`.
pub(super) fn lquery(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[])?;
    construction.named("LQUERY", Refused { name: "LQUERY" })
}

/// `LTXTQUERY()`.
pub(super) fn ltxtquery(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[])?;
    construction.named("LTXTQUERY", Refused { name: "LTXTQUERY" })
}

/// `ScalarListType(coerce_func=str, separator=',')`: items as text with a separator.
pub(super) fn scalar_list(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("coerce_func"),
        Parameter::optional("separator"),
    ])?;
    let separator = match bound.take("separator") {
        Some(separator) => construction.cx.str(&separator)?.to_string(),
        None => ",".to_owned(),
    };
    let text = construction.generic("UnicodeText", &[])?;
    construction.decorated(text, ScalarList { separator })
}

#[derive(Debug)]
struct ScalarList {
    separator: String,
}

impl TypeBehaviour for ScalarList {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        let mut texts = Vec::new();
        for item in values::items(cx, &value, "a value of ScalarListType")? {
            let text = cx.str(&item)?.to_string();
            if text.contains(&self.separator) {
                return Err(PythonError::unsupported(
                    "an item of a ScalarListType that contains its separator",
                ));
            }
            texts.push(text);
        }
        Ok(Value::from(texts.join(&self.separator)))
    }
}

/// `TSVectorType(*columns, **options)`: both are for searches.
pub(super) fn ts_vector(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[Parameter::rest("args"), Parameter::rest_keyword("kwargs")])?;
    let vector = construction.postgresql("TSVECTOR", &[])?;
    construction.decorated(vector, AsImplemented)
}

/// `BitType(length=1)`.
pub(super) fn bit(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[Parameter::optional("length")])?;
    let length = bound.take("length").unwrap_or(Value::from(1));
    let bits = construction.postgresql("BIT", &[("length", length)])?;
    construction.decorated(bits, AsImplemented)
}

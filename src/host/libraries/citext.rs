//! `sqlalchemy-citext`: `CIText`.

use crate::python::{Interpreter, PythonError, Value};

use super::super::values;
use super::construction::{Constructed, Construction};
use super::conversions::Text;
use super::library::{Base, Library, LibraryType};

/// `sqlalchemy-citext`.
pub(super) const LIBRARY: Library = Library {
    types: &[LibraryType::decorator("CIText", "citext", case_insensitive)
        .derived_from(Base::UserDefined)],
    ..Library::new("sqlalchemy-citext==1.8.0", &["citext"])
};

fn case_insensitive(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.bind(&[])?;
    construction.named("CITEXT", Text(text))
}

fn text(cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
    values::string(cx, &value, "a value of CIText").map(Value::Str)
}

//! `UUIDType` and `ChoiceType` of `sqlalchemy_utils`.

use crate::python::{ClassKind, Interpreter, Parameter, PythonError, Value};

use super::super::super::sa::types::{Treatment, TypeBehaviour};
use super::super::construction::{Constructed, Construction};
use super::super::conversions::{AsImplemented, Refused};

/// `UUIDType(binary=True, native=True)`.
pub(super) fn uuid(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound =
        construction.bind(&[Parameter::optional("binary"), Parameter::optional("native")])?;
    let binary = construction.flag(&mut bound, "binary", true)?;
    if construction.flag(&mut bound, "native", true)? {
        let uuid = construction.postgresql("UUID", &[])?;
        return construction.decorated(uuid, AsImplemented);
    }
    let implementation = if binary {
        construction.generic("BINARY", &[("length", Value::from(16))])?
    } else {
        construction.generic("CHAR", &[("length", Value::from(32))])?
    };
    construction.decorated(implementation, Refused { name: "UUIDType" })
}

/// `ChoiceType(choices, impl=None)`.
pub(super) fn choice(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound =
        construction.bind(&[Parameter::required("choices"), Parameter::optional("impl")])?;
    let choices = bound.require("choices");
    let behaviour = match &choices {
        Value::Class(class) if class.kind == ClassKind::Enumeration => Choice::Member(choices),
        _ if construction.cx.truth(&choices)? => Choice::Code,
        _ => return Err(PythonError::unsupported("a ChoiceType without choices")),
    };
    let implementation = match bound.take_some("impl") {
        Some(Value::Class(class)) => {
            return Err(PythonError::unsupported(format!(
                "the class {} as impl of ChoiceType, which needs an instance",
                class.name
            )));
        }
        Some(implementation) => construction.type_of(&implementation, "impl")?,
        None => construction.generic("Unicode", &[("length", Value::from(255))])?,
    };
    construction.decorated(implementation, behaviour)
}

/// What a choice is written as.
#[derive(Debug)]
enum Choice {
    /// The code itself.
    Code,
    /// The value of the member of an enumeration.
    Member(Value),
}

impl TypeBehaviour for Choice {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        match self {
            Self::Code => Ok(value),
            Self::Member(class) => {
                let member = cx.call_with(class, vec![value])?;
                cx.attribute(&member, "value")
            }
        }
    }
}

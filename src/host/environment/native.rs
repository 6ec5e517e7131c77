//! Short forms for writing native methods of host objects.

use std::rc::Rc;

use super::facts::{Fact, Unknown};
use crate::python::{
    BoundArguments, ErrorKind, Interpreter, Opaque, Parameter, PythonError, Value,
};
use crate::source::Origin;

/// The code of a method: the object's state, the interpreter, the bound arguments.
pub(super) type MethodCode<State> =
    fn(&Rc<State>, &mut Interpreter, BoundArguments) -> Result<Value, PythonError>;

/// A method bound to `state`.
pub(super) fn method<State: 'static>(
    name: &'static str,
    state: &Rc<State>,
    parameters: &'static [Parameter<'static>],
    code: MethodCode<State>,
) -> Value {
    let state = Rc::clone(state);
    Value::function(name, move |cx, arguments| {
        let bound = arguments.bind(name, parameters)?;
        code(&state, cx, bound)
    })
}

/// The text of a string argument.
pub(super) fn text_of(
    cx: &mut Interpreter,
    value: &Value,
    what: &str,
) -> Result<Rc<str>, PythonError> {
    crate::host::values::string(cx, value, what)
}

/// Why an opaque value is unknown, needed at `origin`.
pub(super) fn unknown(opaque: &Opaque, origin: Origin) -> Unknown {
    Unknown {
        reason: format!("{} is not known here: {}", opaque.name, opaque.reason),
        origin,
    }
}

/// Turns an error that stands for not knowing into a fact; any other goes on.
pub(super) fn or_unknown<T>(
    result: Result<T, PythonError>,
    origin: &Origin,
) -> Result<Fact<T>, PythonError> {
    match result {
        Ok(value) => Ok(Fact::Known(value)),
        Err(error) => match error.kind() {
            ErrorKind::OpaqueUse { .. }
            | ErrorKind::Unsupported { .. }
            | ErrorKind::NeedsDatabase { .. } => Ok(Fact::Unknown(Unknown {
                reason: error.to_string(),
                origin: error.origin().unwrap_or(origin).clone(),
            })),
            ErrorKind::Exception(_)
            | ErrorKind::Syntax { .. }
            | ErrorKind::Budget { .. }
            | ErrorKind::Host(_) => Err(error),
        },
    }
}

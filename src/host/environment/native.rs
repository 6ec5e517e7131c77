//! Short forms for writing native methods of host objects.

use std::rc::Rc;

use super::facts::{Fact, Unknown};
use crate::python::{
    Arguments, BoundArguments, ErrorKind, Interpreter, Opaque, Parameter, PythonError, Value,
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
        let origin = arguments.origin.clone();
        let bound = resolved(cx, arguments)?.bind(name, parameters)?;
        // With its place an error ends the evaluation, whatever the arguments: see `spread`.
        code(&state, cx, bound).map_err(|error| error.with_origin(origin))
    })
}

/// The arguments, with the imports carried out that some were left with.
pub(super) fn resolved(
    cx: &mut Interpreter,
    mut arguments: Arguments,
) -> Result<Arguments, PythonError> {
    let keyword = arguments.keyword.iter_mut().map(|(_, value)| value);
    for value in arguments.positional.iter_mut().chain(keyword) {
        if matches!(value, Value::Opaque(_)) {
            *value = cx.resolve(value.clone())?;
        }
    }
    Ok(arguments)
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

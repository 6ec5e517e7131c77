//! Opaque values at a top level: what is computed from one is opaque too.
//!
//! Has no counterpart in Python. A file may compute with what it does not need for migrating; the
//! error is left for the use that matters. Only where nothing can be changed by the computation:
//! an operation left out on a list or dictionary would go unnoticed.

use crate::python::arguments::Arguments;
use crate::python::error::{ErrorKind, PythonError};
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::value::Value;

impl Interpreter {
    /// Whether a native function called with `arguments` may give an opaque value instead of
    /// failing over one.
    pub(crate) fn may_spread(&self, arguments: &Arguments) -> bool {
        let values = || {
            let keyword = arguments.keyword.iter().map(|(_, value)| value);
            arguments.positional.iter().chain(keyword)
        };
        self.phase == Phase::Loading
            && values().any(|value| matches!(value, Value::Opaque(_)))
            && values().all(cannot_change)
    }

    /// Whether an operator on these operands may give an opaque value.
    pub(crate) fn operands_may_spread(&self, left: &Value, right: &Value) -> bool {
        self.phase == Phase::Loading && cannot_change(left) && cannot_change(right)
    }

    /// The opaque value in place of the error that one is needed; any other result as it is.
    ///
    /// An error with a place comes from Python code that was called, and goes on.
    pub(crate) fn spread(&self, result: Result<Value, PythonError>) -> Result<Value, PythonError> {
        let error = match result {
            Err(error) if self.phase == Phase::Loading && error.origin().is_none() => error,
            other => return other,
        };
        match error.kind() {
            ErrorKind::OpaqueUse { name, reason } => Ok(Value::opaque(&**name, &**reason)),
            ErrorKind::Exception(_)
            | ErrorKind::Syntax { .. }
            | ErrorKind::Unsupported { .. }
            | ErrorKind::NeedsDatabase { .. }
            | ErrorKind::Budget { .. }
            | ErrorKind::Host(_) => Err(error),
        }
    }
}

/// Whether nothing a native function does to a value can be seen later.
fn cannot_change(value: &Value) -> bool {
    match value {
        Value::None
        | Value::NotImplemented
        | Value::Ellipsis
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::Range(_)
        | Value::Opaque(_) => true,
        Value::Tuple(items) => items.iter().all(cannot_change),
        Value::List(_)
        | Value::Dict(_)
        | Value::DictView(_)
        | Value::Set(_)
        | Value::FrozenSet(_)
        | Value::Slice(_)
        | Value::Function(_)
        | Value::BoundMethod(_)
        | Value::Builtin(_)
        | Value::Descriptor(_)
        | Value::Class(_)
        | Value::Instance(_)
        | Value::Super(_)
        | Value::Module(_)
        | Value::Iterator(_)
        | Value::Host(_) => false,
    }
}

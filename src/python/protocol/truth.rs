//! Truth (`PyObject_IsTrue`) and the end of opaque values: where one is used, that is the error.

use std::rc::Rc;

use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

impl Interpreter {
    /// `bool(value)`.
    pub fn truth(&mut self, value: &Value) -> Result<bool, PythonError> {
        Ok(match value {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(value) => !value.is_zero(),
            Value::Float(value) => *value != 0.0,
            Value::Str(text) => !text.is_empty(),
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::List(items) => !items.borrow().is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::Dict(entries) => !entries.borrow().is_empty(),
            Value::Set(items) => !items.borrow().is_empty(),
            Value::FrozenSet(items) => !items.is_empty(),
            Value::DictView(_) | Value::Range(_) => self.length(value)? != 0,
            Value::Host(host) => return Rc::clone(host).truth(self),
            Value::Opaque(_) => {
                let resolved = self.known(value)?;
                return self.truth(&resolved);
            }
            Value::Instance(instance) => {
                if let Some(result) = self.call_special(value, "__bool__", &[])? {
                    return match result {
                        Value::Bool(result) => Ok(result),
                        other => Err(PythonError::type_error(format!(
                            "__bool__ should return bool, returned {}",
                            self.type_name(&other)
                        ))),
                    };
                }
                if self.call_special(value, "__len__", &[])?.is_some() {
                    return Ok(self.length(value)? != 0);
                }
                let native = instance.native.borrow().clone();
                return match native {
                    Some(native) => self.truth(&native),
                    None => Ok(true),
                };
            }
            Value::NotImplemented
            | Value::Ellipsis
            | Value::Slice(_)
            | Value::Function(_)
            | Value::BoundMethod(_)
            | Value::Builtin(_)
            | Value::Descriptor(_)
            | Value::Class(_)
            | Value::Super(_)
            | Value::Module(_)
            | Value::Iterator(_) => true,
        })
    }

    /// The value itself, which must not be opaque: for whoever is about to depend on it.
    pub fn known(&mut self, value: &Value) -> Result<Value, PythonError> {
        match self.resolve(value.clone())? {
            Value::Opaque(opaque) => Err(PythonError::opaque_use(&opaque)),
            known => Ok(known),
        }
    }
}

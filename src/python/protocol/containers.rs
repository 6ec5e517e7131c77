//! `len` and `in` (`PyObject_Size`, `PySequence_Contains`).

use std::rc::Rc;

use crate::python::class::ClassKind;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::value::{DictPart, Value};

impl Interpreter {
    /// `len(value)`.
    pub fn length(&mut self, value: &Value) -> Result<usize, PythonError> {
        let length = match value {
            Value::Str(text) => {
                self.charge(text.len() as u64 / 1024)?;
                if text.is_ascii() {
                    Some(text.len())
                } else {
                    Some(text.chars().count())
                }
            }
            Value::Bytes(bytes) => Some(bytes.len()),
            Value::List(items) => Some(items.borrow().len()),
            Value::Tuple(items) => Some(items.len()),
            Value::Dict(entries) => Some(entries.borrow().len()),
            Value::DictView(view) => return self.length(&view.dictionary),
            Value::Set(items) => Some(items.borrow().len()),
            Value::FrozenSet(items) => Some(items.len()),
            Value::Range(range) => match range.length().to_usize() {
                Some(length) => Some(length),
                None => {
                    return Err(PythonError::exception(
                        crate::python::exceptions::ExceptionClass::OverflowError,
                        "Python int too large to convert to C ssize_t",
                    ));
                }
            },
            Value::Host(host) => Rc::clone(host).length(self)?,
            Value::Class(class) if class.kind == ClassKind::Enumeration => {
                Some(crate::python::stdlib::enumeration::members(class).len())
            }
            Value::Instance(instance) => {
                if let Some(result) = self.call_special(value, "__len__", &[])? {
                    return match result.as_int() {
                        Some(length) if length.is_negative() => {
                            Err(PythonError::value_error("__len__() should return >= 0"))
                        }
                        Some(length) => length.to_usize().ok_or_else(|| {
                            PythonError::exception(
                                crate::python::exceptions::ExceptionClass::OverflowError,
                                "cannot fit 'int' into an index-sized integer",
                            )
                        }),
                        None => Err(PythonError::type_error(format!(
                            "'{}' object cannot be interpreted as an integer",
                            self.type_name(&result)
                        ))),
                    };
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) => return self.length(&native),
                    None => None,
                }
            }
            Value::Opaque(_) => {
                let known = self.known(value)?;
                return self.length(&known);
            }
            _ => None,
        };
        length.ok_or_else(|| {
            PythonError::type_error(format!(
                "object of type '{}' has no len()",
                self.type_name(value)
            ))
        })
    }

    /// `item in container`.
    pub fn contains(&mut self, container: &Value, item: &Value) -> Result<bool, PythonError> {
        match container {
            Value::Str(text) => match self.known(item)?.as_str() {
                Some(part) => {
                    self.charge(text.len() as u64 / 256)?;
                    Ok(text.contains(&*part))
                }
                None => Err(PythonError::type_error(format!(
                    "'in <string>' requires string as left operand, not {}",
                    self.type_name(item)
                ))),
            },
            Value::Bytes(bytes) => match item {
                Value::Bytes(part) => Ok(
                    part.is_empty() || bytes.windows(part.len()).any(|window| window == &**part)
                ),
                _ => match item.as_int().and_then(|item| item.to_i64()) {
                    Some(byte) => Ok(bytes.iter().any(|own| i64::from(*own) == byte)),
                    None => Err(PythonError::type_error(format!(
                        "a bytes-like object is required, not '{}'",
                        self.type_name(item)
                    ))),
                },
            },
            Value::Dict(entries) => {
                let key = self.hash_key(item)?;
                Ok(entries.borrow().contains(&key))
            }
            Value::Set(items) => {
                let key = self.hash_key(item)?;
                let items = items.borrow();
                let contained = items.contains(&key);
                self.settle(&items)?;
                Ok(contained)
            }
            Value::FrozenSet(items) => {
                let key = self.hash_key(item)?;
                let contained = items.contains(&key);
                self.settle(items)?;
                Ok(contained)
            }
            Value::DictView(view) if view.part == DictPart::Keys => {
                self.contains(&view.dictionary, item)
            }
            Value::Range(range) => match item.as_int() {
                Some(integer) => Ok(range.contains(&integer)),
                None => self.contains_by_iterating(container, item),
            },
            Value::Host(host) => match Rc::clone(host).contains(item, self)? {
                Some(contained) => Ok(contained),
                None => self.contains_by_iterating(container, item),
            },
            Value::Instance(instance) => {
                if let Some(result) =
                    self.call_special(container, "__contains__", std::slice::from_ref(item))?
                {
                    return self.truth(&result);
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) if instance.class.lookup_python("__iter__").is_none() => {
                        self.contains(&native, item)
                    }
                    _ => self.contains_by_iterating(container, item),
                }
            }
            Value::Class(class) if class.kind == ClassKind::Enumeration => {
                crate::python::stdlib::enumeration::contains(self, class, item)
            }
            Value::Opaque(_) => {
                let known = self.known(container)?;
                self.contains(&known, item)
            }
            _ => self.contains_by_iterating(container, item),
        }
    }

    fn contains_by_iterating(
        &mut self,
        container: &Value,
        item: &Value,
    ) -> Result<bool, PythonError> {
        let mut iterator = match self.iterate(container) {
            Ok(iterator) => iterator,
            Err(error)
                if error.is_instance_of(crate::python::exceptions::ExceptionClass::TypeError)
                    && !matches!(container, Value::Instance(_) | Value::Host(_)) =>
            {
                return Err(PythonError::type_error(format!(
                    "argument of type '{}' is not iterable",
                    self.type_name(container)
                )));
            }
            Err(error) => return Err(error),
        };
        while let Some(next) = iterator.next(self)? {
            if self.same(&next, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

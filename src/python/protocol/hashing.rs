//! Dictionary keys (`PyObject_Hash`, with equality folded in).

use std::rc::Rc;

use crate::python::class::ClassKind;
use crate::python::dictionary::HashKey;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::Value;

impl Interpreter {
    /// What makes `value` equal to another dictionary key; `TypeError` where it is unhashable.
    pub fn hash_key(&mut self, value: &Value) -> Result<HashKey, PythonError> {
        Ok(match value {
            Value::None => HashKey::None,
            Value::Ellipsis => HashKey::Ellipsis,
            Value::NotImplemented => HashKey::NotImplemented,
            Value::Bool(value) => HashKey::Int(Integer::Small(i64::from(*value))),
            Value::Int(value) => HashKey::Int(value.clone()),
            Value::Float(value) => {
                if value.fract() == 0.0
                    && let Some(integer) = Integer::from_f64(*value)
                {
                    HashKey::Int(integer)
                } else {
                    HashKey::Float(value.to_bits())
                }
            }
            Value::Str(text) => HashKey::Str(Rc::clone(text)),
            Value::Bytes(bytes) => HashKey::Bytes(Rc::clone(bytes)),
            Value::Tuple(items) => {
                self.charge(items.len() as u64 + 1)?;
                let mut keys = Vec::with_capacity(items.len());
                for item in items.iter() {
                    keys.push(self.hash_key(item)?);
                }
                HashKey::Tuple(keys)
            }
            Value::FrozenSet(items) => {
                self.charge(items.len() as u64 + 1)?;
                let mut keys: Vec<HashKey> = items.iter().map(|(key, _)| key.clone()).collect();
                keys.sort();
                HashKey::FrozenSet(keys)
            }
            Value::Range(_) | Value::BoundMethod(_) => {
                return Err(PythonError::unsupported(format!(
                    "a {} as a dictionary key or in a set",
                    self.type_name(value)
                )));
            }
            Value::List(_)
            | Value::Dict(_)
            | Value::DictView(_)
            | Value::Set(_)
            | Value::Slice(_) => {
                return Err(PythonError::type_error(format!(
                    "unhashable type: '{}'",
                    self.type_name(value)
                )));
            }
            Value::Instance(instance) => return self.instance_hash_key(value, instance.clone()),
            Value::Host(host) => match Rc::clone(host).hash_key(self)? {
                Some(key) => key,
                None => HashKey::Identity(value.address().unwrap_or_default()),
            },
            Value::Opaque(_) => {
                let known = self.known(value)?;
                return self.hash_key(&known);
            }
            Value::Function(_)
            | Value::Builtin(_)
            | Value::Descriptor(_)
            | Value::Class(_)
            | Value::Super(_)
            | Value::Module(_)
            | Value::Iterator(_) => HashKey::Identity(value.address().unwrap_or_default()),
        })
    }

    /// `hash(value)` as it is under `PYTHONHASHSEED=0`.
    pub(crate) fn hash(&mut self, value: &Value) -> Result<Value, PythonError> {
        let key = self.hash_key(value)?;
        match crate::python::hash::hash_of(&key) {
            Some(hash) => Ok(Value::int(hash)),
            None => Err(PythonError::unsupported(format!(
                "hash() of an object of type '{}', which is made of an address",
                self.type_name(value)
            ))),
        }
    }

    fn instance_hash_key(
        &mut self,
        value: &Value,
        instance: Shared<crate::python::class::Instance>,
    ) -> Result<HashKey, PythonError> {
        let class = instance.class.clone();
        if let Some(method) = class.lookup_python("__hash_key__") {
            // Set on frozen data classes: the tuple of their fields.
            let fields = self.call_with(&method, vec![value.clone()])?;
            let key = self.hash_key(&fields)?;
            return Ok(HashKey::Apart(Shared::address(&class), Box::new(key)));
        }
        let defines_equality = class.lookup_python("__eq__").is_some();
        let hash = class.lookup_python("__hash__");
        if defines_equality && hash.is_none() || hash.as_ref().is_some_and(Value::is_none) {
            return Err(PythonError::type_error(format!(
                "unhashable type: '{}'",
                class.name
            )));
        }
        if hash.is_some() {
            return Err(PythonError::unsupported(format!(
                "an instance of {}, which defines __hash__, as a dictionary key or in a set",
                class.name
            )));
        }
        let native = instance.native.borrow().clone();
        match native {
            Some(native) if class.exception_class().is_none() => self.hash_key(&native),
            _ if class.kind == ClassKind::Enumeration => {
                // `Enum.__hash__` is the hash of the member's name.
                let name = instance.attributes.borrow().get("_name_").cloned();
                let name = self.hash_key(&name.into())?;
                Ok(HashKey::Apart(Shared::address(&instance), Box::new(name)))
            }
            _ => {
                debug_assert!(!matches!(
                    class.kind,
                    ClassKind::Native | ClassKind::Library
                ));
                Ok(HashKey::Identity(Shared::address(&instance)))
            }
        }
    }
}

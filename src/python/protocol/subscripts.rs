//! Subscripts: `object[index]`, its assignment and its deletion (`PyObject_GetItem`).

use std::rc::Rc;

use super::slicing::{position, slice_indices};
use crate::python::class::{BuiltinType, ClassKind};
use crate::python::error::PythonError;
use crate::python::generic_alias::{GenericAlias, GenericOrigin};
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::value::{Range, Slice, Value};

impl Interpreter {
    /// `object[index]`.
    pub fn subscript(&mut self, object: &Value, index: &Value) -> Result<Value, PythonError> {
        match object {
            Value::List(items) => {
                let items = items.borrow();
                match index {
                    Value::Slice(slice) => {
                        let indices = slice_indices(self, slice, items.len())?;
                        let selected: Vec<Value> = indices
                            .indices()
                            .map(|index| items[index].clone())
                            .collect();
                        self.allocate(selected.len() * size_of::<Value>())?;
                        Ok(Value::list(selected))
                    }
                    _ => self.item(&items, index, "list"),
                }
            }
            Value::Tuple(items) => match index {
                Value::Slice(slice) => {
                    let indices = slice_indices(self, slice, items.len())?;
                    let selected: Vec<Value> = indices
                        .indices()
                        .map(|index| items[index].clone())
                        .collect();
                    self.allocate(selected.len() * size_of::<Value>())?;
                    Ok(Value::tuple(selected))
                }
                _ => self.item(items, index, "tuple"),
            },
            Value::Str(text) => self.subscript_text(text, index),
            Value::Bytes(bytes) => {
                if let Value::Slice(slice) = index {
                    let indices = slice_indices(self, slice, bytes.len())?;
                    let selected: Vec<u8> = indices.indices().map(|index| bytes[index]).collect();
                    Ok(Value::Bytes(selected.into()))
                } else {
                    let integer = self.index(index, "byte")?;
                    match position(&integer, bytes.len()) {
                        Some(position) => Ok(Value::int(i64::from(bytes[position]))),
                        None => Err(PythonError::index_error("index out of range")),
                    }
                }
            }
            Value::Dict(entries) => {
                let key = self.hash_key(index)?;
                let found = entries.borrow().get(&key).cloned();
                found.ok_or_else(|| PythonError::key_error(index.clone()))
            }
            Value::Range(range) => self.subscript_range(range, index),
            Value::Host(host) => Rc::clone(host).subscript(index, self),
            Value::Opaque(_) => match self.resolve(object.clone())? {
                Value::Opaque(opaque) => Ok(Value::Opaque(Shared::new(opaque.derive("[…]")))),
                resolved => self.subscript(&resolved, index),
            },
            Value::Class(class) if class.kind == ClassKind::Enumeration => {
                crate::python::stdlib::enumeration::member_by_name(self, class, index)
            }
            Value::Class(class) => {
                if let Some(hook) = class.lookup("__class_getitem__") {
                    let receiver = Value::Class(class.clone());
                    let hook = match &hook {
                        Value::Descriptor(descriptor) => match &**descriptor {
                            crate::python::value::Descriptor::ClassMethod(function) => {
                                function.clone()
                            }
                            _ => hook.clone(),
                        },
                        _ => hook,
                    };
                    return self.call_with(&hook, vec![receiver, index.clone()]);
                }
                match class.kind {
                    ClassKind::Builtin(
                        BuiltinType::List
                        | BuiltinType::Dict
                        | BuiltinType::Tuple
                        | BuiltinType::Set
                        | BuiltinType::FrozenSet
                        | BuiltinType::Type,
                    ) => Ok(GenericAlias::of(GenericOrigin::Class(class.clone()), index)),
                    // `Dialect[int]` in an annotation: the parameters mean nothing here.
                    ClassKind::Native | ClassKind::Library => Ok(object.clone()),
                    _ => Err(PythonError::type_error(format!(
                        "type '{}' is not subscriptable",
                        class.name
                    ))),
                }
            }
            Value::Instance(instance) => {
                if let Some(result) =
                    self.call_special(object, "__getitem__", std::slice::from_ref(index))?
                {
                    return Ok(result);
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(dictionary @ Value::Dict(_)) => match self.subscript(&dictionary, index) {
                        Err(error)
                            if error.is_instance_of(
                                crate::python::exceptions::ExceptionClass::KeyError,
                            ) =>
                        {
                            match instance.class.lookup("__missing__") {
                                Some(hook) => {
                                    let class = instance.class.clone();
                                    let hook = self.bind(hook, object, &class)?;
                                    self.call_with(&hook, vec![index.clone()])
                                }
                                None => Err(error),
                            }
                        }
                        result => result,
                    },
                    Some(native) => self.subscript(&native, index),
                    None => Err(self.not_subscriptable(object)),
                }
            }
            _ => Err(self.not_subscriptable(object)),
        }
    }

    fn not_subscriptable(&mut self, object: &Value) -> PythonError {
        PythonError::type_error(format!(
            "'{}' object is not subscriptable",
            self.type_name(object)
        ))
    }

    /// An index as an integer.
    fn index(
        &mut self,
        index: &Value,
        container: &str,
    ) -> Result<crate::python::integer::Integer, PythonError> {
        let index = self.known(index)?;
        if let Some(integer) = index.as_int() {
            return Ok(integer);
        }
        if let Some(Value::Int(integer)) = self.call_special(&index, "__index__", &[])? {
            return Ok(integer);
        }
        let slices = match container {
            "string" => "",
            _ => " or slices",
        };
        let quoted = match container {
            "string" => format!(", not '{}'", self.type_name(&index)),
            _ => format!(", not {}", self.type_name(&index)),
        };
        Err(PythonError::type_error(format!(
            "{container} indices must be integers{slices}{quoted}"
        )))
    }

    fn item(
        &mut self,
        items: &[Value],
        index: &Value,
        container: &str,
    ) -> Result<Value, PythonError> {
        let integer = self.index(index, container)?;
        match position(&integer, items.len()) {
            Some(position) => Ok(items[position].clone()),
            None => Err(PythonError::index_error(format!(
                "{container} index out of range"
            ))),
        }
    }

    fn subscript_text(&mut self, text: &Rc<str>, index: &Value) -> Result<Value, PythonError> {
        if text.is_ascii() {
            let bytes = text.as_bytes();
            if let Value::Slice(slice) = index {
                let indices = slice_indices(self, slice, bytes.len())?;
                let selected: String = indices
                    .indices()
                    .map(|index| char::from(bytes[index]))
                    .collect();
                self.allocate(selected.len())?;
                return Ok(selected.into());
            }
            let integer = self.index(index, "string")?;
            return match position(&integer, bytes.len()) {
                Some(position) => Ok(char::from(bytes[position]).to_string().into()),
                None => Err(PythonError::index_error("string index out of range")),
            };
        }
        let characters: Vec<char> = text.chars().collect();
        self.allocate(characters.len())?;
        if let Value::Slice(slice) = index {
            let indices = slice_indices(self, slice, characters.len())?;
            let selected: String = indices.indices().map(|index| characters[index]).collect();
            return Ok(selected.into());
        }
        let integer = self.index(index, "string")?;
        match position(&integer, characters.len()) {
            Some(position) => Ok(characters[position].to_string().into()),
            None => Err(PythonError::index_error("string index out of range")),
        }
    }

    fn subscript_range(
        &mut self,
        range: &Shared<Range>,
        index: &Value,
    ) -> Result<Value, PythonError> {
        let too_long = || PythonError::unsupported("subscribing a range beyond 64 bits");
        let length = range.length().to_usize().ok_or_else(too_long)?;
        if let Value::Slice(slice) = index {
            let indices = slice_indices(self, slice, length)?;
            let step = range
                .step
                .multiply(&indices.step.into())
                .map_err(|_| too_long())?;
            return Ok(Value::Range(Shared::new(Range {
                start: range.item(&indices.start.into()),
                stop: range.item(&indices.stop.into()),
                step,
            })));
        }
        let integer = self.index(index, "range")?;
        match position(&integer, length) {
            Some(position) => Ok(Value::Int(range.item(&position.into()))),
            None => Err(PythonError::index_error("range object index out of range")),
        }
    }

    /// `object[index] = value`.
    pub fn set_subscript(
        &mut self,
        object: &Value,
        index: &Value,
        value: Value,
    ) -> Result<(), PythonError> {
        match object {
            Value::List(items) => {
                if let Value::Slice(slice) = index {
                    let added = self.collect(&value)?;
                    let length = items.borrow().len();
                    self.assign_slice(&mut items.borrow_mut(), slice, length, added)
                } else {
                    let length = items.borrow().len();
                    let integer = self.index(index, "list")?;
                    match position(&integer, length) {
                        Some(position) => {
                            items.borrow_mut()[position] = value;
                            Ok(())
                        }
                        None => Err(PythonError::index_error(
                            "list assignment index out of range",
                        )),
                    }
                }
            }
            Value::Dict(entries) => {
                let key = self.hash_key(index)?;
                self.allocate(64)?;
                let index = self.resolve(index.clone())?;
                entries.borrow_mut().writable()?.insert(key, index, value);
                Ok(())
            }
            Value::Host(host) => Rc::clone(host).set_subscript(index, value, self),
            Value::Instance(instance) => {
                let arguments = [index.clone(), value.clone()];
                if self
                    .call_special(object, "__setitem__", &arguments)?
                    .is_some()
                {
                    return Ok(());
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) => self.set_subscript(&native, index, value),
                    None => Err(self.no_item_assignment(object)),
                }
            }
            Value::Opaque(_) => match self.resolve(object.clone())? {
                Value::Opaque(opaque) => match self.phase() {
                    crate::python::interpreter::Phase::Loading => Ok(()),
                    crate::python::interpreter::Phase::Running => {
                        Err(PythonError::opaque_use(&opaque))
                    }
                },
                resolved => self.set_subscript(&resolved, index, value),
            },
            _ => Err(self.no_item_assignment(object)),
        }
    }

    fn no_item_assignment(&mut self, object: &Value) -> PythonError {
        PythonError::type_error(format!(
            "'{}' object does not support item assignment",
            self.type_name(object)
        ))
    }

    fn assign_slice(
        &mut self,
        items: &mut Vec<Value>,
        slice: &Slice,
        length: usize,
        added: Vec<Value>,
    ) -> Result<(), PythonError> {
        let indices = slice_indices(self, slice, length)?;
        self.allocate(added.len() * size_of::<Value>())?;
        if indices.step == 1 {
            let start = usize::try_from(indices.start).unwrap_or(0).min(items.len());
            let stop = usize::try_from(indices.stop)
                .unwrap_or(0)
                .clamp(start, items.len());
            items.splice(start..stop, added);
            return Ok(());
        }
        let positions: Vec<usize> = indices.indices().collect();
        if positions.len() != added.len() {
            return Err(PythonError::value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                added.len(),
                positions.len()
            )));
        }
        for (position, value) in positions.into_iter().zip(added) {
            items[position] = value;
        }
        Ok(())
    }

    /// `del object[index]`.
    pub(crate) fn delete_subscript(
        &mut self,
        object: &Value,
        index: &Value,
    ) -> Result<(), PythonError> {
        match object {
            Value::List(items) => {
                let length = items.borrow().len();
                self.charge(length as u64 / 64)?;
                if let Value::Slice(slice) = index {
                    let mut positions: Vec<usize> =
                        slice_indices(self, slice, length)?.indices().collect();
                    positions.sort_unstable();
                    let mut doomed = positions.into_iter().peekable();
                    let mut position = 0;
                    items.borrow_mut().retain(|_| {
                        let goes = doomed.next_if_eq(&position).is_some();
                        position += 1;
                        !goes
                    });
                    return Ok(());
                }
                let integer = self.index(index, "list")?;
                match position(&integer, length) {
                    Some(position) => {
                        items.borrow_mut().remove(position);
                        Ok(())
                    }
                    None => Err(PythonError::index_error(
                        "list assignment index out of range",
                    )),
                }
            }
            Value::Dict(entries) => {
                let key = self.hash_key(index)?;
                let cost = entries.borrow().removal_cost(&key);
                self.charge(cost)?;
                let removed = entries.borrow_mut().writable()?.remove(&key);
                match removed {
                    Some(_) => Ok(()),
                    None => Err(PythonError::key_error(index.clone())),
                }
            }
            Value::Instance(instance) => {
                if self
                    .call_special(object, "__delitem__", std::slice::from_ref(index))?
                    .is_some()
                {
                    return Ok(());
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) => self.delete_subscript(&native, index),
                    None => Err(self.no_item_deletion(object)),
                }
            }
            Value::Host(_) => Err(PythonError::unsupported(format!(
                "deleting an item of {}",
                self.type_name(object)
            ))),
            Value::Opaque(_) => {
                let known = self.known(object)?;
                self.delete_subscript(&known, index)
            }
            _ => Err(self.no_item_deletion(object)),
        }
    }

    fn no_item_deletion(&mut self, object: &Value) -> PythonError {
        PythonError::type_error(format!(
            "'{}' object doesn't support item deletion",
            self.type_name(object)
        ))
    }
}

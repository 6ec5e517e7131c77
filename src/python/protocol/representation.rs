//! `repr`, `str`, `ascii` and `format` (`PyObject_Repr` and its kin).

use std::rc::Rc;

use crate::python::class::{ClassKind, Instance};
use crate::python::error::PythonError;
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::Interpreter;
use crate::python::shared::Shared;
use crate::python::text::{bytes_repr, float_repr, is_printable, specification, string_repr};
use crate::python::value::{Descriptor, DictPart, Value};

/// Most digits an integer may have to be shown (`sys.set_int_max_str_digits`).
const MOST_DIGITS: u64 = 4300;

impl Interpreter {
    /// `repr(value)`.
    pub fn repr(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        self.charge(1)?;
        Ok(match value {
            Value::None => "None".into(),
            Value::NotImplemented => "NotImplemented".into(),
            Value::Ellipsis => "Ellipsis".into(),
            Value::Bool(true) => "True".into(),
            Value::Bool(false) => "False".into(),
            Value::Int(integer) => {
                // 4300 digits take at most this many bits.
                if integer.bits() > MOST_DIGITS * 3322 / 1000 + 1 {
                    return Err(PythonError::value_error(
                        "Exceeds the limit (4300 digits) for integer string conversion; use \
                         sys.set_int_max_str_digits() to increase the limit",
                    ));
                }
                integer.to_string().into()
            }
            Value::Float(number) => float_repr(*number).into(),
            Value::Str(text) => {
                self.allocate(text.len())?;
                string_repr(text).into()
            }
            Value::Bytes(bytes) => {
                self.allocate(bytes.len() * 2)?;
                bytes_repr(bytes).into()
            }
            Value::List(items) => {
                let items = items.borrow().clone();
                self.show_items(value, &items, "[", "]")?
            }
            Value::Tuple(items) => match items.as_slice() {
                [only] => self.show_items(value, std::slice::from_ref(only), "(", ",)")?,
                items => self.show_items(value, items, "(", ")")?,
            },
            Value::Set(items) => {
                let items = self.items_in_order(&items.borrow())?;
                if items.is_empty() {
                    "set()".into()
                } else {
                    self.show_items(value, &items, "{", "}")?
                }
            }
            Value::FrozenSet(items) => {
                let items = self.items_in_order(items)?;
                if items.is_empty() {
                    "frozenset()".into()
                } else {
                    self.show_items(value, &items, "frozenset({", "})")?
                }
            }
            Value::Dict(entries) if entries.borrow().is_proxy() => {
                format!("mappingproxy({})", self.show_dictionary(value)?).into()
            }
            Value::Dict(_) => self.show_dictionary(value)?,
            Value::DictView(view) => {
                let name = match view.part {
                    DictPart::Keys => "dict_keys([",
                    DictPart::Values => "dict_values([",
                    DictPart::Items => "dict_items([",
                };
                let items = self.collect(value)?;
                self.show_items(value, &items, name, "])")?
            }
            Value::Range(range) => {
                let (start, stop, step) = (&range.start, &range.stop, &range.step);
                if *step == 1_i64.into() {
                    format!("range({start}, {stop})").into()
                } else {
                    format!("range({start}, {stop}, {step})").into()
                }
            }
            Value::Slice(slice) => {
                let start = self.repr(&slice.start)?;
                let stop = self.repr(&slice.stop)?;
                let step = self.repr(&slice.step)?;
                format!("slice({start}, {stop}, {step})").into()
            }
            Value::Class(class) => match class.kind {
                ClassKind::Enumeration => format!("<enum '{}'>", class.name).into(),
                _ if &*class.module == "builtins" => format!("<class '{}'>", class.name).into(),
                _ => format!("<class '{}.{}'>", class.module, class.qualified_name).into(),
            },
            Value::Builtin(builtin) => format!("<built-in function {}>", builtin.name).into(),
            Value::Module(module) => match module.source.path().to_str() {
                Some(path) if !path.starts_with('<') => {
                    format!("<module '{}' from '{path}'>", module.name).into()
                }
                _ => format!("<module '{}' (built-in)>", module.name).into(),
            },
            Value::Host(host) => return Rc::clone(host).repr(self),
            Value::Instance(instance) => return self.instance_repr(value, instance),
            Value::Opaque(_) => {
                let known = self.known(value)?;
                return self.repr(&known);
            }
            Value::Descriptor(descriptor) => match &**descriptor {
                Descriptor::GetSet { name, class } => {
                    format!("<attribute '{name}' of '{class}' objects>").into()
                }
                _ => return Err(self.shows_address(value)),
            },
            Value::Function(_) | Value::BoundMethod(_) | Value::Super(_) | Value::Iterator(_) => {
                return Err(self.shows_address(value));
            }
        })
    }

    fn shows_address(&mut self, value: &Value) -> PythonError {
        PythonError::unsupported(format!(
            "repr() of a {}, which shows a memory address",
            self.type_name(value)
        ))
    }

    fn show_items(
        &mut self,
        container: &Value,
        items: &[Value],
        open: &str,
        close: &str,
    ) -> Result<Rc<str>, PythonError> {
        let address = container.address().unwrap_or_default();
        if self.showing.contains(&address) {
            return Ok(format!("{open}...{close}").into());
        }
        self.showing.push(address);
        let shown = self.join_reprs(items);
        self.showing.pop();
        let shown = shown?;
        self.allocate(shown.len())?;
        Ok(format!("{open}{shown}{close}").into())
    }

    fn join_reprs(&mut self, items: &[Value]) -> Result<String, PythonError> {
        let mut text = String::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(&self.repr(item)?);
        }
        Ok(text)
    }

    fn show_dictionary(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        let Value::Dict(entries) = value else {
            return self.repr(value);
        };
        let address = value.address().unwrap_or_default();
        if self.showing.contains(&address) {
            return Ok("{...}".into());
        }
        let pairs: Vec<(Value, Value)> = entries
            .borrow()
            .iter()
            .map(|(_, key, value)| (key.clone(), value.clone()))
            .collect();
        self.showing.push(address);
        let mut text = String::from("{");
        let result = pairs
            .iter()
            .enumerate()
            .try_for_each(|(index, (key, value))| {
                if index > 0 {
                    text.push_str(", ");
                }
                text.push_str(&self.repr(key)?);
                text.push_str(": ");
                text.push_str(&self.repr(value)?);
                Ok(())
            });
        self.showing.pop();
        result?;
        text.push('}');
        self.allocate(text.len())?;
        Ok(text.into())
    }

    fn instance_repr(
        &mut self,
        value: &Value,
        instance: &Shared<Instance>,
    ) -> Result<Rc<str>, PythonError> {
        match self.call_special(value, "__repr__", &[])? {
            Some(result) => self.expect_text(&result, "__repr__"),
            None => self.plain_instance_repr(instance),
        }
    }

    /// `object.__repr__(value)`, whatever the class of an instance defines.
    pub(crate) fn repr_of_base(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        match value {
            Value::Instance(instance) => self.plain_instance_repr(instance),
            other => self.repr(other),
        }
    }

    /// `BaseException.__str__(value)`, whatever the class of the exception defines.
    pub(crate) fn str_of_base(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        match value {
            Value::Instance(instance) => match instance.class.exception_class() {
                Some(exception) => self.exception_text(instance, exception),
                None => self.plain_instance_repr(instance),
            },
            other => self.str(other),
        }
    }

    fn plain_instance_repr(&mut self, instance: &Shared<Instance>) -> Result<Rc<str>, PythonError> {
        let class = &instance.class;
        if class.kind == ClassKind::Enumeration {
            return crate::python::stdlib::enumeration::repr(self, instance);
        }
        if class.exception_class().is_some() {
            let arguments = match instance.attributes.borrow().get("args") {
                Some(Value::Tuple(items)) => items.to_vec(),
                _ => Vec::new(),
            };
            let shown = self.join_reprs(&arguments)?;
            return Ok(format!("{}({shown})", class.name).into());
        }
        let native = instance.native.borrow().clone();
        match native {
            Some(native) => self.repr(&native),
            None => Err(PythonError::unsupported(format!(
                "repr() of a {}, which shows a memory address",
                class.name
            ))),
        }
    }

    fn expect_text(&mut self, value: &Value, method: &str) -> Result<Rc<str>, PythonError> {
        match value.as_str() {
            Some(text) => Ok(text),
            None => Err(PythonError::type_error(format!(
                "{method} returned non-string (type {})",
                self.type_name(value)
            ))),
        }
    }

    /// `str(value)`.
    pub fn str(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        match value {
            Value::Str(text) => Ok(Rc::clone(text)),
            // `str()` of a mappingproxy is that of the mapping.
            Value::Dict(_) => self.show_dictionary(value),
            Value::Host(host) => Rc::clone(host).str(self),
            Value::Opaque(_) => {
                let known = self.known(value)?;
                self.str(&known)
            }
            Value::Instance(instance) => {
                if let Some(result) = self.call_special(value, "__str__", &[])? {
                    return self.expect_text(&result, "__str__");
                }
                let class = instance.class.clone();
                if class.kind == ClassKind::Enumeration {
                    return crate::python::stdlib::enumeration::str(self, instance);
                }
                if let Some(exception) = class.exception_class() {
                    return self.exception_text(instance, exception);
                }
                if class.lookup_python("__repr__").is_some() {
                    return self.repr(value);
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) => self.str(&native),
                    None => self.repr(value),
                }
            }
            _ => self.repr(value),
        }
    }

    fn exception_text(
        &mut self,
        instance: &Shared<Instance>,
        class: ExceptionClass,
    ) -> Result<Rc<str>, PythonError> {
        let arguments = match instance.attributes.borrow().get("args") {
            Some(Value::Tuple(items)) => items.to_vec(),
            _ => Vec::new(),
        };
        match arguments.as_slice() {
            [] => Ok("".into()),
            [only] if class.derives_from(ExceptionClass::KeyError) => self.repr(only),
            [only] => self.str(only),
            _ if class.derives_from(ExceptionClass::OSError) => {
                Ok(crate::python::exceptions::message(class, &arguments).into())
            }
            _ => self.repr(&Value::tuple(arguments)),
        }
    }

    /// `ascii(value)`.
    pub(crate) fn ascii(&mut self, value: &Value) -> Result<Rc<str>, PythonError> {
        let shown = self.repr(value)?;
        if shown.is_ascii() {
            return Ok(shown);
        }
        let mut text = String::with_capacity(shown.len());
        for character in shown.chars() {
            if character.is_ascii() && is_printable(character) {
                text.push(character);
            } else {
                crate::python::text::push_escaped(&mut text, character);
            }
        }
        Ok(text.into())
    }

    /// `format(value, specification)`.
    pub fn format(&mut self, value: &Value, specification: &str) -> Result<Rc<str>, PythonError> {
        let value = &self.known(value)?;
        match value {
            Value::Host(host) => Rc::clone(host).format(specification, self),
            Value::Instance(instance) => {
                let arguments = [Value::from(specification)];
                if let Some(result) = self.call_special(value, "__format__", &arguments)? {
                    return self.expect_text(&result, "__format__");
                }
                if instance.class.kind == ClassKind::Enumeration {
                    let shown = crate::python::stdlib::enumeration::format_value(self, value)?;
                    return self.format(&shown, specification);
                }
                let native = instance.native.borrow().clone();
                match native {
                    Some(native) if !specification.is_empty() => {
                        self.format(&native, specification)
                    }
                    _ => self.format_text(value, specification),
                }
            }
            _ if specification.is_empty() => self.str(value),
            _ => match specification::format_builtin(self, value, specification)? {
                Some(text) => Ok(text.into()),
                None => self.format_text(value, specification),
            },
        }
    }

    fn format_text(&mut self, value: &Value, specification: &str) -> Result<Rc<str>, PythonError> {
        if specification.is_empty() {
            return self.str(value);
        }
        Err(PythonError::type_error(format!(
            "unsupported format string passed to {}.__format__",
            self.type_name(value)
        )))
    }
}

//! `os.environ`: the variables the host shows, and what the program sets over them.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::iterator::{PythonIterator, ValueIterator};
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

/// `os.environ`; what is set in it is seen by the program only.
///
/// A value is a string, or opaque where the program set one that is not known.
#[derive(Debug)]
pub(super) struct Environment {
    variables: RefCell<IndexMap<String, Value>>,
}

impl Environment {
    /// The variables the interpreter was given.
    pub(super) fn new(cx: &Interpreter) -> Self {
        Self {
            variables: RefCell::new(
                cx.environment()
                    .iter()
                    .map(|(name, value)| (name.clone(), value.as_str().into()))
                    .collect(),
            ),
        }
    }

    /// The variable `name`.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        self.variables.borrow().get(name).cloned()
    }

    fn entries(&self) -> Value {
        let mut entries = Dictionary::new();
        for (name, value) in self.variables.borrow().iter() {
            entries.insert_str(name.as_str(), value.clone());
        }
        Value::dict(entries)
    }
}

/// A name or value of a variable.
fn text(cx: &mut Interpreter, value: &Value) -> Result<Rc<str>, PythonError> {
    let value = cx.known(value)?;
    match value.as_str() {
        Some(text) => Ok(text),
        None => Err(PythonError::type_error(format!(
            "str expected, not {}",
            cx.type_name(&value)
        ))),
    }
}

/// The value of a variable; at a top level it may be one that is not known.
fn variable(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    match cx.resolve(value.clone())? {
        opaque @ Value::Opaque(_) if cx.phase() == Phase::Loading => Ok(opaque),
        value => text(cx, &value).map(Value::Str),
    }
}

impl HostObject for Environment {
    fn type_name(&self) -> Rc<str> {
        "_Environ".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "os", "_Environ")
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Outcome {
        let name = text(cx, index)?;
        self.get(&name)
            .ok_or_else(|| PythonError::key_error(Value::Str(name)))
    }

    fn set_subscript(
        &self,
        index: &Value,
        value: Value,
        cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        let (name, value) = (text(cx, index)?, variable(cx, &value)?);
        self.variables.borrow_mut().insert(name.to_string(), value);
        Ok(())
    }

    fn contains(&self, item: &Value, cx: &mut Interpreter) -> Result<Option<bool>, PythonError> {
        let name = text(cx, item)?;
        match self.get(&name) {
            // Whether a variable is set is not known where its value is not.
            Some(Value::Opaque(opaque)) => Err(PythonError::opaque_use(&opaque)),
            Some(_) => Ok(Some(true)),
            None => Ok(Some(false)),
        }
    }

    fn length(&self, _cx: &mut Interpreter) -> Result<Option<usize>, PythonError> {
        Ok(Some(self.variables.borrow().len()))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        let names = self
            .variables
            .borrow()
            .keys()
            .map(|name| name.as_str().into())
            .collect();
        Ok(Some(Box::new(ValueIterator::new(names))))
    }
}

/// The class of `os.environ`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("os", "_Environ")
        .method::<Environment>("get", "key, default=", |cx, environment, mut arguments| {
            let name = text(cx, &arguments.require("key"))?;
            Ok(environment
                .get(&name)
                .unwrap_or_else(|| arguments.take("default").into()))
        })
        .method::<Environment>(
            "setdefault",
            "key, default",
            |cx, environment, mut arguments| {
                let name = text(cx, &arguments.require("key"))?;
                let default = variable(cx, &arguments.require("default"))?;
                let mut variables = environment.variables.borrow_mut();
                Ok(variables.entry(name.to_string()).or_insert(default).clone())
            },
        )
        .method::<Environment>("pop", "key, default=", |cx, environment, mut arguments| {
            let key = arguments.require("key");
            let name = text(cx, &key)?;
            let removed = environment.variables.borrow_mut().shift_remove(&*name);
            match (removed, arguments.take("default")) {
                (Some(value), _) => Ok(value),
                (None, Some(default)) => Ok(default),
                (None, None) => Err(PythonError::key_error(key)),
            }
        })
        .method::<Environment>("update", "other, /", |cx, environment, mut arguments| {
            let other = arguments.require("other");
            let Value::Dict(entries) = cx.known(&other)?.underlying() else {
                return Err(convert::mismatch(&other, "update() needs a dictionary"));
            };
            let entries = entries.borrow().clone();
            for (_, name, value) in entries.iter() {
                let (name, value) = (text(cx, name)?, variable(cx, value)?);
                environment
                    .variables
                    .borrow_mut()
                    .insert(name.to_string(), value);
            }
            Ok(Value::None)
        })
        .method::<Environment>("keys", "", |_, environment, _| Ok(names(environment)))
        .method::<Environment>("copy", "", |_, environment, _| Ok(environment.entries()))
        .method::<Environment>("items", "", |cx, environment, _| {
            let entries = environment.entries();
            let items = cx.attribute(&entries, "items")?;
            cx.call_with(&items, Vec::new())
        })
        .method::<Environment>("values", "", |cx, environment, _| {
            let entries = environment.entries();
            let values = cx.attribute(&entries, "values")?;
            cx.call_with(&values, Vec::new())
        })
        .finish(cx)
}

fn names(environment: &Environment) -> Value {
    let variables = environment.variables.borrow();
    Value::list(variables.keys().map(|name| name.as_str().into()).collect())
}

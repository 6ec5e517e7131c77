//! Where a template writes (`mako.util.FastEncodingBuffer`).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::python::{Arguments, HostObject, Interpreter, PythonError, Value};
use crate::source::Origin;

/// Text in the making; a clone writes to the same place.
#[derive(Debug, Clone, Default)]
pub(super) struct Buffer(Rc<Content>);

#[derive(Debug, Default)]
struct Content {
    text: RefCell<String>,
    /// Values written so far.
    pieces: Cell<usize>,
    /// The first value that was no string: its number, the name of its type, and the place. Mako
    /// finds out only when it joins the pieces.
    fault: RefCell<Option<(usize, Rc<str>, Origin)>>,
}

impl Buffer {
    /// Writes a value, which must be a string.
    pub(super) fn write(&self, cx: &mut Interpreter, value: &Value) -> Result<(), PythonError> {
        let value = cx.known(value)?;
        let number = self.0.pieces.get();
        self.0.pieces.set(number + 1);
        if let Some(text) = value.as_str() {
            cx.allocate(text.len())?;
            self.0.text.borrow_mut().push_str(&text);
        } else if self.0.fault.borrow().is_none() {
            let fault = (number, cx.type_name(&value), cx.origin());
            self.0.fault.replace(Some(fault));
        }
        Ok(())
    }

    /// All that was written.
    pub(super) fn text(&self) -> Result<String, PythonError> {
        match &*self.0.fault.borrow() {
            None => Ok(self.0.text.borrow().clone()),
            Some((number, found, origin)) => Err(PythonError::type_error(format!(
                "sequence item {number}: expected str instance, {found} found"
            ))
            .with_origin(origin.clone())),
        }
    }

    /// `buffer.write`, as a value.
    pub(super) fn writer(&self) -> Value {
        let buffer = self.clone();
        Value::function("write", move |cx, arguments: Arguments| {
            let mut arguments =
                arguments.bind("write", &[crate::python::Parameter::required("text")])?;
            buffer.write(cx, &arguments.require("text"))?;
            Ok(Value::None)
        })
    }
}

impl HostObject for Buffer {
    fn type_name(&self) -> Rc<str> {
        "FastEncodingBuffer".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(match name {
            "write" => Some(self.writer()),
            "getvalue" => {
                let buffer = self.clone();
                Some(Value::function("getvalue", move |cx, arguments| {
                    arguments.bind("getvalue", &[])?;
                    let text = buffer.text()?;
                    cx.allocate(text.len())?;
                    Ok(text.into())
                }))
            }
            _ => None,
        })
    }
}

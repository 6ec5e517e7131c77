//! The functions of a template as attributes (`mako.runtime.TemplateNamespace`).

use std::rc::Rc;

use super::context::Context;
use crate::mako::generator::FUNCTION_PREFIX;
use crate::python::{HostObject, Interpreter, PythonError, Value};

/// The variables `self` and `local` of a template that inherits from none.
#[derive(Debug)]
pub(super) struct Namespace {
    context: Context,
}

/// Attributes that exist in Mako and are refused here.
const REFUSED: [&str; 14] = [
    "name",
    "context",
    "inherits",
    "callables",
    "module",
    "template",
    "filename",
    "uri",
    "attr",
    "cache",
    "get_namespace",
    "get_template",
    "get_cached",
    "include_file",
];

impl Namespace {
    /// The functions of the template that `context` belongs to.
    pub(super) fn new(context: Context) -> Self {
        Self { context }
    }
}

impl HostObject for Namespace {
    fn type_name(&self) -> Rc<str> {
        "TemplateNamespace".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        if REFUSED.contains(&name) {
            return Err(PythonError::unsupported(format!(
                "the attribute '{name}' of a template's namespace"
            )));
        }
        let function = format!("{FUNCTION_PREFIX}{name}");
        let Some(function) = self.context.module().get(&function) else {
            return Ok(None);
        };
        let context = self.context.clone();
        Ok(Some(Value::function(name, move |cx, arguments| {
            let context = Value::host(context.clone());
            cx.call(&function, arguments.with_receiver(context))
        })))
    }
}

//! The module `contextlib` itself, and its small context managers.

use std::rc::Rc;

use super::{exit_stack, generator};
use crate::python::arguments::Arguments;
use crate::python::error::{ErrorKind, PythonError};
use crate::python::interpreter::Interpreter;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::stdlib::native::{ClassBuilder, ModuleBuilder};
use crate::python::value::Value;

/// A context manager without a generator.
#[derive(Debug)]
enum Manager {
    /// `suppress(*exceptions)`.
    Suppress(Vec<Value>),
    /// `nullcontext(enter_result)`.
    Null(Value),
    /// `closing(thing)`.
    Closing(Value),
}

impl HostObject for Manager {
    fn type_name(&self) -> Rc<str> {
        match self {
            Self::Suppress(_) => "suppress",
            Self::Null(_) => "nullcontext",
            Self::Closing(_) => "closing",
        }
        .into()
    }

    fn may_suppress(&self) -> bool {
        matches!(self, Self::Suppress(_))
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(match self {
            Self::Suppress(_) => Value::None,
            Self::Null(value) | Self::Closing(value) => value.clone(),
        }))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        match self {
            Self::Suppress(classes) => {
                if let Some(ErrorKind::Exception(exception)) = error.map(PythonError::kind) {
                    let object = Value::Instance(cx.exception_object(exception.share()));
                    if cx.is_instance(&object, &Value::tuple(classes.clone()))? {
                        return Ok(ExitOutcome::Suppress);
                    }
                }
            }
            Self::Null(_) => {}
            Self::Closing(thing) => {
                if error.is_none_or(PythonError::is_exception) {
                    let origin = cx.origin();
                    cx.call_method(thing, "close", Arguments::none(origin))?;
                }
            }
        }
        Ok(ExitOutcome::Propagate)
    }
}

/// Makes the module.
pub(in crate::python::stdlib) fn module(cx: &mut Interpreter) -> Value {
    let abstract_manager = ClassBuilder::new("contextlib", "AbstractContextManager")
        .subscribable()
        .finish(cx);
    ModuleBuilder::new("contextlib")
        .class(&exit_stack::class(cx))
        .class(&abstract_manager)
        .function("contextmanager", "func", generator::context_manager)
        .function("suppress", "*exceptions", |_, arguments| {
            Ok(Value::host(Manager::Suppress(arguments.rest_positional)))
        })
        .function("nullcontext", "enter_result=", |_, mut arguments| {
            Ok(Value::host(Manager::Null(
                arguments.take("enter_result").into(),
            )))
        })
        .function("closing", "thing", |_, mut arguments| {
            Ok(Value::host(Manager::Closing(arguments.require("thing"))))
        })
        .finish()
}

#[cfg(test)]
mod tests {
    use crate::python::stdlib::testing::check;

    #[test]
    fn generators_manage_their_blocks() {
        check(
            "import contextlib\nseen = []\n\
             @contextlib.contextmanager\ndef manager(caught):\n    try:\n        yield 1\n\
             \x20   except caught:\n        seen.append('caught')\n    finally:\n        seen.append('end')\n\
             def run(raised, caught):\n    with manager(caught) as value:\n        raise raised\n    return seen\n\
             def stack():\n    with contextlib.ExitStack() as stack:\n        stack.callback(seen.append, 1)\n\
             \x20       stack.callback(seen.append, 2)\n    return seen\n\
             def suppressed():\n    with contextlib.suppress(LookupError):\n        {}[1]\n    return 'on'\n\
             @manager(ValueError)\ndef decorated():\n    return seen\n",
            &[
                ("run(ValueError(), ValueError)", "['caught', 'end']"),
                ("run(KeyError(1), ValueError)", "KeyError: 1"),
                ("stack(), suppressed()", "([2, 1], 'on')"),
                ("decorated()", "['end']"),
            ],
        );
    }

    #[test]
    fn a_refusal_is_not_swallowed() {
        let shown = crate::python::stdlib::testing::evaluate(
            "import contextlib, os\ndef run():\n    with contextlib.suppress(BaseException):\n        os.remove('x')\n",
            "run()",
        );
        assert!(shown.starts_with("not supported"), "{shown}");
    }
}

//! `ExitStack`: context managers and callbacks left in the reverse order of their entering.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::class::Class;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::{ExitOutcome, HostObject};
use crate::python::shared::Shared;
use crate::python::stdlib::native::{ClassBuilder, class_of};
use crate::python::syntax::Mode;
use crate::python::value::Value;

#[derive(Debug)]
enum Entry {
    Manager(Value),
    Callback(Value, Arguments),
}

/// What was entered; shared, as entering the stack gives it once more.
#[derive(Debug, Default, Clone)]
struct ExitStack {
    entries: Rc<RefCell<Vec<Entry>>>,
}

impl ExitStack {
    /// Leaves everything; the error of a later exit replaces the one before.
    fn unwind(
        &self,
        cx: &mut Interpreter,
        error: Option<&PythonError>,
    ) -> Result<ExitOutcome, PythonError> {
        let mut pending: Option<PythonError> = None;
        let mut suppressed = false;
        loop {
            let Some(entry) = self.entries.borrow_mut().pop() else {
                break;
            };
            let current = match &pending {
                Some(error) => Some(error),
                None if suppressed => None,
                None => error,
            };
            let outcome = match entry {
                Entry::Manager(manager) => cx.exit_context(&manager, Mode::Plain, current),
                Entry::Callback(function, arguments) => match current {
                    Some(error) if !error.is_exception() => Ok(ExitOutcome::Propagate),
                    _ => cx
                        .call(&function, arguments)
                        .map(|_| ExitOutcome::Propagate),
                },
            };
            match outcome {
                Ok(ExitOutcome::Propagate) => {}
                Ok(ExitOutcome::Suppress) => {
                    pending = None;
                    suppressed = true;
                }
                Err(error) => pending = Some(error),
            }
        }
        match pending {
            Some(error) => Err(error),
            None if suppressed => Ok(ExitOutcome::Suppress),
            None => Ok(ExitOutcome::Propagate),
        }
    }
}

impl HostObject for ExitStack {
    fn type_name(&self) -> Rc<str> {
        "ExitStack".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "contextlib", "ExitStack")
    }

    fn may_suppress(&self) -> bool {
        true
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        Ok(Some(Value::host(self.clone())))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        self.unwind(cx, error)
    }
}

/// The class `ExitStack`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("contextlib", "ExitStack")
        .constructor("", |_, _| Ok(Value::host(ExitStack::default())))
        .method::<ExitStack>("enter_context", "cm", |cx, stack, mut arguments| {
            let manager = arguments.require("cm");
            let value = cx.enter_context(&manager, Mode::Plain)?;
            stack.entries.borrow_mut().push(Entry::Manager(manager));
            Ok(value)
        })
        .method::<ExitStack>(
            "callback",
            "callback, /, *args, **kwds",
            |cx, stack, mut bound| {
                let function = bound.require("callback");
                let mut arguments = Arguments::positional(bound.rest_positional, cx.origin());
                arguments.keyword = bound.rest_keyword;
                stack
                    .entries
                    .borrow_mut()
                    .push(Entry::Callback(function.clone(), arguments));
                Ok(function)
            },
        )
        .method::<ExitStack>("close", "", |cx, stack, _| {
            stack.unwind(cx, None)?;
            Ok(Value::None)
        })
        .refused(&["push", "pop_all"])
        .finish(cx)
}

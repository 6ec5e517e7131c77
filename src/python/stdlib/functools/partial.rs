//! `partial`: a function with some arguments given in advance.

use std::rc::Rc;

use crate::python::arguments::Arguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

#[derive(Debug)]
struct Partial {
    function: Value,
    positional: Vec<Value>,
    keyword: Vec<(Rc<str>, Value)>,
}

impl HostObject for Partial {
    fn type_name(&self) -> Rc<str> {
        "functools.partial".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "functools", "partial")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Ok(match name {
            "func" => Some(self.function.clone()),
            "args" => Some(Value::tuple(self.positional.clone())),
            "keywords" => {
                let mut entries = Dictionary::new();
                for (name, value) in &self.keyword {
                    entries.insert_str(Rc::clone(name), value.clone());
                }
                Some(Value::dict(entries))
            }
            _ => None,
        })
    }

    fn call(&self, arguments: Arguments, cx: &mut Interpreter) -> Outcome {
        cx.call(
            &self.function,
            combine(&self.positional, &self.keyword, arguments),
        )
    }
}

/// The arguments given in advance and those of the call, which win.
fn combine(positional: &[Value], keyword: &[(Rc<str>, Value)], arguments: Arguments) -> Arguments {
    let mut combined = Arguments::positional(positional.to_vec(), arguments.origin);
    combined.positional.extend(arguments.positional);
    combined.keyword = keyword.to_vec();
    for (name, value) in arguments.keyword {
        match combined
            .keyword
            .iter_mut()
            .find(|(known, _)| *known == name)
        {
            Some(entry) => entry.1 = value,
            None => combined.keyword.push((name, value)),
        }
    }
    combined
}

fn construct(_: &mut Interpreter, _: &Shared<Class>, mut arguments: Arguments) -> Outcome {
    if arguments.positional.is_empty() {
        return Err(PythonError::type_error(
            "type 'partial' takes at least one argument",
        ));
    }
    let function = arguments.positional.remove(0);
    Ok(Value::host(match function.downcast::<Partial>() {
        Some(inner) => {
            let combined = combine(&inner.positional, &inner.keyword, arguments);
            Partial {
                function: inner.function.clone(),
                positional: combined.positional,
                keyword: combined.keyword,
            }
        }
        None => Partial {
            function,
            positional: arguments.positional,
            keyword: arguments.keyword,
        },
    }))
}

/// The class `partial`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("functools", "partial")
        .class_constructor(construct)
        .finish(cx)
}

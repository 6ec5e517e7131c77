//! Evaluating small programs in tests.

use std::sync::Arc;

use crate::python::arguments::Arguments;
use crate::python::interpreter::{Configuration, Interpreter};
use crate::python::parse_module;
use crate::python::stack::with_evaluator_stack;
use crate::source::SourceFile;

/// Asserts that each expression, after `setup`, reads as CPython 3.11 shows it.
///
/// What is raised reads as its class and message, what is refused begins with `not supported`.
pub(super) fn check(setup: &str, table: &[(&str, &str)]) {
    for (expression, expected) in table {
        let shown = evaluate(setup, expression);
        assert_eq!(shown, *expected, "{expression}");
    }
}

/// What `repr(expression)` gives after `setup`, or the error.
pub(super) fn evaluate(setup: &str, expression: &str) -> String {
    let program = format!("{setup}\ndef result():\n    return repr(({expression}))\n");
    with_evaluator_stack(|| {
        let mut interpreter = Interpreter::new(Configuration::default());
        let source = Arc::new(SourceFile::new("program.py", program));
        let result = parse_module(source)
            .and_then(|tree| interpreter.load_module(&tree, "__main__"))
            .and_then(|module| {
                let function = module.get("result").into();
                let origin = interpreter.origin();
                interpreter.run_body(&function, Arguments::none(origin))
            });
        match result {
            Ok(value) => value
                .as_str()
                .map_or_else(String::new, |text| text.to_string()),
            Err(error) => error.to_string(),
        }
    })
    .unwrap()
}

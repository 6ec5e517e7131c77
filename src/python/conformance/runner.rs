//! Running a program and seeing what it prints or ends with.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::python::{
    Budget, Configuration, ErrorReport, Interpreter, PythonError, parse_module,
    with_evaluator_stack,
};
use crate::source::SourceFile;

/// What a program printed; it must end well.
pub(super) fn run(setup: &[&str], program: &str) -> String {
    let text = format!("{}{program}", setup.concat());
    let (printed, error) = evaluate(&text, Budget::default());
    assert!(error.is_none(), "{error:?}");
    printed
}

/// What a program ended with under a small budget; it must not end well.
pub(super) fn failure(program: &str) -> ErrorReport {
    let budget = Budget {
        steps: 300_000,
        calls: 1_000,
        bytes: 16 << 20,
    };
    let (_, error) = evaluate(program, budget);
    error.expect("the program was to fail")
}

/// Runs a program; what it printed, and what it ended with where it failed.
pub(super) fn evaluate(program: &str, budget: Budget) -> (String, Option<ErrorReport>) {
    with_evaluator_stack(|| {
        let printed: Rc<RefCell<String>> = Rc::default();
        let mut interpreter = Interpreter::new(Configuration {
            budget,
            ..Configuration::default()
        });
        let output = Rc::clone(&printed);
        interpreter.set_output(move |text| output.borrow_mut().push_str(text));
        let source = Arc::new(SourceFile::new("program.py", program));
        let result =
            parse_module(source).and_then(|tree| interpreter.load_module(&tree, "__main__"));
        let printed = printed.borrow().clone();
        (printed, result.err().as_ref().map(PythonError::report))
    })
    .unwrap()
}

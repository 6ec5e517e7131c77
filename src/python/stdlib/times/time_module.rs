//! The module `time`.

use std::time::Instant;

use super::clock;
use crate::python::arguments::Parameter;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::module::Module;
use crate::python::value::Value;

/// Fills the module `time`.
pub(in crate::python::stdlib) fn fill(
    _cx: &mut Interpreter,
    module: &Module,
) -> Result<(), PythonError> {
    module.set(
        "time",
        Value::function("time", |_, arguments| {
            arguments.bind("time", &[])?;
            #[expect(clippy::cast_precision_loss, reason = "CPython's is a double too")]
            let seconds = clock::now() as f64 / 1e6;
            Ok(Value::Float(seconds))
        }),
    );
    let start = Instant::now();
    for name in ["monotonic", "perf_counter", "process_time"] {
        module.set(
            name,
            Value::function(name, move |_, arguments| {
                arguments.bind(name, &[])?;
                Ok(Value::Float(start.elapsed().as_secs_f64()))
            }),
        );
    }
    // Waiting changes nothing a migration can see; the database is not waited for this way.
    module.set(
        "sleep",
        Value::function("sleep", |_, arguments| {
            arguments.bind("sleep", &[Parameter::required("secs")])?;
            Ok(Value::None)
        }),
    );
    Ok(())
}

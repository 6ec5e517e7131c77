//! `time`: the clocks of the machine.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::convert;
use super::native::{ModuleBuilder, Outcome, closure, function};
use crate::python::arguments::BoundArguments;
use crate::python::error::PythonError;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::value::Value;

/// The longest a migration may sleep at once, in seconds.
const LONGEST_SLEEP: f64 = 60.0;

fn since_epoch() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

fn nanoseconds(duration: Duration) -> Value {
    Value::int(i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX))
}

fn sleep(cx: &mut Interpreter, mut arguments: BoundArguments) -> Outcome {
    let value = arguments.require("secs");
    let seconds = convert::float(cx, &value)?;
    if seconds < 0.0 {
        return Err(PythonError::value_error(
            "sleep length must be non-negative",
        ));
    }
    // NaN is refused as well.
    if !(seconds <= LONGEST_SLEEP) {
        return Err(PythonError::budget(format!(
            "time.sleep() of more than {LONGEST_SLEEP} seconds"
        )));
    }
    // A top level is only read; waiting belongs to what the migration does.
    if cx.phase() == Phase::Running {
        cx.charge(1_000)?;
        std::thread::sleep(Duration::from_secs_f64(seconds));
    }
    Ok(Value::None)
}

/// Makes the module.
pub(super) fn module(_cx: &mut Interpreter) -> Value {
    let start = Instant::now();
    let mut builder = ModuleBuilder::new("time")
        .function("time", "", |_, _| {
            Ok(Value::Float(since_epoch().as_secs_f64()))
        })
        .function("time_ns", "", |_, _| Ok(nanoseconds(since_epoch())))
        .function("sleep", "secs, /", sleep);
    for name in ["monotonic", "perf_counter", "process_time"] {
        builder = builder.value(
            name,
            function(name, "", move |_, _| {
                Ok(Value::Float(start.elapsed().as_secs_f64()))
            }),
        );
    }
    for name in ["monotonic_ns", "perf_counter_ns", "process_time_ns"] {
        builder = builder.value(
            name,
            function(name, "", move |_, _| Ok(nanoseconds(start.elapsed()))),
        );
    }
    for name in [
        "localtime",
        "gmtime",
        "mktime",
        "strftime",
        "strptime",
        "ctime",
        "asctime",
    ] {
        builder = builder.value(
            name,
            closure(name, move |_, _| {
                Err(PythonError::unsupported(format!(
                    "time.{name}(); datetime does the same"
                )))
            }),
        );
    }
    builder.finish()
}

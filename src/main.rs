//! The program: a command line in, an exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    ExitCode::from(alembic_rs::python::with_evaluator_stack(|| {
        alembic_rs::commands::run(arguments).code()
    }))
}

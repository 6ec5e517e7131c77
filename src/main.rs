//! The program: a command line in, an exit status out.

use std::process::ExitCode;

use alembic_rs::{commands, python, ui};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    match python::with_evaluator_stack(|| commands::run(arguments)) {
        Ok(status) => ExitCode::from(status.code()),
        Err(error) => {
            ui::write_error_text(&format!("cannot start a thread: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

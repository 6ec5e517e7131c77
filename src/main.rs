//! The program: a command line in, an exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(alembic_rs::commands::run(std::env::args_os().collect()).code())
}

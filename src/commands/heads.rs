//! `heads`: `alembic.command.heads`.

use crate::cli::HeadsArgs;
use crate::script::{HeadsOf, Verbosity};

use super::error::CommandError;
use super::invocation::Invocation;
use super::project::Project;

/// Prints the heads.
pub(super) fn heads(invocation: &Invocation, args: &HeadsArgs) -> Result<(), CommandError> {
    let scripts = Project::open(invocation)?.scripts()?;
    let heads = if args.resolve_dependencies {
        HeadsOf::Dependencies
    } else {
        HeadsOf::Versions
    };
    invocation
        .printer
        .text(&scripts.heads_text(heads, verbosity(args.verbose)));
    Ok(())
}

/// What `-v` asks for.
pub(super) fn verbosity(verbose: bool) -> Verbosity {
    if verbose {
        Verbosity::Block
    } else {
        Verbosity::Line
    }
}

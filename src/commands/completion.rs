//! `completion`: scripts for shells. Alembic has no counterpart.

use crate::cli::CompletionArgs;

use super::invocation::Invocation;

/// Prints the script.
pub(super) fn completion(invocation: &Invocation, args: &CompletionArgs) {
    invocation.printer.script(&args.script());
}

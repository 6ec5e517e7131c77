//! From a command line to an exit status: `CommandLine.main`.

use std::ffi::OsString;
use std::io::IsTerminal;

use crate::cli::{Cli, Command, Interruption, InterruptionKind};
use crate::config::Environment;
use crate::python::with_evaluator_stack;
use crate::ui::{Printer, Verbosity, render_diagnostic, write_error_text};

use super::error::{CommandError, ExitStatus};
use super::invocation::Invocation;
use super::logging::LoggingHandle;
use super::{
    branches, check, completion, current, downgrade, edit, ensure_version, gate, governed, graph,
    heads, history, init, list_templates, manual, merge, plan, revision, show, sql, stamp, upgrade,
};

/// Runs what `arguments` ask for; the first of them is the program's name.
///
/// The work is done on a thread of its own, whose stack the evaluation of Python needs.
pub fn run(arguments: Vec<OsString>) -> ExitStatus {
    with_evaluator_stack(|| run_here(arguments)).unwrap_or_else(|error| {
        write_error_text(&format!("cannot start a thread: {error}\n"));
        ExitStatus::Unexpected
    })
}

fn run_here(arguments: Vec<OsString>) -> ExitStatus {
    let environment = Environment::of_process();
    let color = environment.get("NO_COLOR").is_none_or(str::is_empty);
    let words = arguments
        .iter()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let cli = match Cli::read(arguments) {
        Ok(cli) => cli,
        Err(interruption) => return interrupted(&interruption, color),
    };
    let logging = LoggingHandle::install();
    let verbosity = if cli.global.quiet {
        Verbosity::Quiet
    } else {
        Verbosity::Normal
    };
    let raise = cli.global.raiseerr;
    let invocation = Invocation {
        arguments: words,
        global: cli.global,
        environment,
        printer: Printer::new(verbosity),
        logging,
    };
    let result = dispatch(&invocation, &cli.command);
    let status = match result {
        Ok(()) => ExitStatus::Success,
        Err(error) => failed(&invocation, error, raise, color),
    };
    match (invocation.printer.finish(), status) {
        (Err(error), ExitStatus::Success) => {
            write_error_text(&format!("cannot write to standard output: {error}\n"));
            ExitStatus::Unexpected
        }
        (Ok(()) | Err(_), status) => status,
    }
}

fn dispatch(invocation: &Invocation, command: &Command) -> Result<(), CommandError> {
    match command {
        Command::Branches(args) => branches::branches(invocation, args),
        Command::Check(_) => check::check(),
        Command::Completion(args) => {
            completion::completion(invocation, args);
            Ok(())
        }
        Command::Current(args) => current::current(invocation, args),
        Command::Downgrade(args) => downgrade::downgrade(args),
        Command::Edit(args) => edit::edit(invocation, args),
        Command::EnsureVersion(args) => ensure_version::ensure_version(invocation, args),
        Command::Graph(args) => graph::graph(invocation, args),
        Command::Gate(args) => gate::gate(invocation, args),
        Command::Heads(args) => heads::heads(invocation, args),
        Command::History(args) => history::history(invocation, args),
        Command::Init(args) => init::init(invocation, args),
        Command::ListTemplates(_) => {
            list_templates::list_templates(invocation);
            Ok(())
        }
        Command::Manual(args) => manual::manual(invocation, args),
        Command::Merge(args) => merge::merge(invocation, args),
        Command::Parity(args) => governed::parity(invocation, args),
        Command::Revision(args) => revision::revision(invocation, args),
        Command::Plan(args) => plan::plan(invocation, args),
        Command::Release(args) => governed::release(invocation, args),
        Command::Show(args) => show::show(invocation, args),
        Command::Snapshot(args) => governed::snapshot(invocation, args),
        Command::Sql(args) => sql::sql(invocation, args),
        Command::Stamp(args) => stamp::stamp(invocation, args),
        Command::Upgrade(args) => upgrade::upgrade(invocation, args),
    }
}

/// Help, a version, or a command line that is wrong.
fn interrupted(interruption: &Interruption, color: bool) -> ExitStatus {
    let text = |is_terminal: bool| {
        if color && is_terminal {
            &interruption.coloured_text
        } else {
            &interruption.text
        }
    };
    match interruption.kind {
        InterruptionKind::Answer => {
            let printer = Printer::new(Verbosity::Normal);
            printer.script(text(std::io::stdout().is_terminal()));
            printer.flush();
            ExitStatus::Success
        }
        InterruptionKind::Usage => {
            write_error_text(text(std::io::stderr().is_terminal()));
            ExitStatus::Usage
        }
    }
}

/// Says what went wrong where Alembic says it, and what else is known on standard error.
fn failed(invocation: &Invocation, error: CommandError, raise: bool, color: bool) -> ExitStatus {
    let status = match error.status() {
        ExitStatus::Command if raise => ExitStatus::Unexpected,
        status => status,
    };
    if status == ExitStatus::Command {
        log::error!(target: "alembic.util.messaging", "{}", error.sentence());
        invocation.printer.failed(error.sentence());
    }
    if let Some(report) = error.into_report(status) {
        invocation.printer.flush();
        render_diagnostic(&report, color);
    }
    status
}

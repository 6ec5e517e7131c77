//! From revision files to SQL: what each stage costs, beside reading and parsing the files.

mod history;
mod measure;

use std::fs;
use std::sync::Arc;

use alembic_rs::ddl::CompilerOptions;
use alembic_rs::host::{ContextSettings, HostContext, install};
use alembic_rs::python::{Configuration, Interpreter, parse_module, with_evaluator_stack};
use alembic_rs::runtime::{ContextOptions, MigrationContext, MigrationStep, Print, SharedSink};
use alembic_rs::script::{ScriptDirectory, ScriptLocation};
use alembic_rs::source::SourceFile;
use history::History;
use measure::{heading, medians, peak_memory, program, revisions, rounds, row, run};

const REVISIONS: usize = 1_000;

/// The script of the whole history, as `upgrade --sql` writes it.
fn script(scripts: &ScriptDirectory) -> String {
    let make_interpreter = |sink: SharedSink, print: Print| {
        let mut interpreter = Interpreter::new(Configuration::default());
        interpreter.set_output(print);
        let settings = ContextSettings::default();
        install(&mut interpreter, HostContext { sink, settings });
        interpreter
    };
    let plan = |rows: &[_]| {
        let steps = scripts.map().upgrade_steps("heads", rows)?;
        Ok(steps.into_iter().map(MigrationStep::Upgrade).collect())
    };
    MigrationContext::new(scripts, ContextOptions::default(), &make_interpreter)
        .write_script(&[], CompilerOptions::script().target, plan)
        .expect("the history can be written as a script")
}

/// The texts of all revisions, parsed.
fn parse(scripts: &ScriptDirectory) {
    for index in scripts.map().indices() {
        let path = scripts.script(index).path();
        let text = fs::read_to_string(path).expect("a file of the history");
        let tree = parse_module(Arc::new(SourceFile::new(path, text)));
        assert!(tree.is_ok(), "{} parses", path.display());
    }
}

fn main() {
    let history = History::generate(revisions(REVISIONS));
    let folder = history.path();
    let location = ScriptLocation {
        directory: folder.to_owned(),
        ..ScriptLocation::default()
    };
    let load = || ScriptDirectory::load(&location).expect("the history loads");
    let scripts = load();
    let arguments = ["upgrade", "heads", "--sql"];
    let times = medians(
        rounds(7),
        &mut [
            &mut || parse(&scripts),
            &mut || drop(load()),
            &mut || drop(with_evaluator_stack(|| script(&scripts)).expect("a thread")),
            &mut || run(&mut program(folder, &arguments)),
        ],
    );
    heading(
        &format!("{REVISIONS} revisions to SQL"),
        "parsing, on one core",
    );
    row("parse", times[0], times[0], None);
    row("load the graph", times[1], times[0], None);
    row("parse, evaluate and compile", times[2], times[0], None);
    let memory = peak_memory(&mut program(folder, &arguments));
    row(&arguments.join(" "), times[3], times[0], memory);
}

//! From revision files to SQL: evaluating every `upgrade()` and compiling what it asks for.

mod history;

use alembic_rs::ddl::CompilerOptions;
use alembic_rs::host::{ContextSettings, HostContext, install};
use alembic_rs::python::{Configuration, Interpreter, with_evaluator_stack};
use alembic_rs::runtime::{ContextOptions, MigrationContext, MigrationStep, Print, SharedSink};
use alembic_rs::script::{ScriptDirectory, ScriptLocation};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use history::History;

const REVISIONS: usize = 400;

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

fn compile(criterion: &mut Criterion) {
    let history = History::generate(REVISIONS);
    let location = ScriptLocation {
        directory: history.path().to_owned(),
        ..ScriptLocation::default()
    };
    let scripts = ScriptDirectory::load(&location).expect("the history loads");
    let mut group = criterion.benchmark_group("400 revisions");
    group.sample_size(10);
    group.throughput(Throughput::Elements(REVISIONS as u64));
    group.bench_function("evaluate and compile", |bencher| {
        bencher.iter(|| with_evaluator_stack(|| script(&scripts)).expect("a thread"));
    });
    group.finish();
}

criterion_group!(benches, compile);
criterion_main!(benches);

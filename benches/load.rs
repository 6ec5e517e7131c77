//! Reading a large history and asking the graph.

mod history;

use std::hint::black_box;

use alembic_rs::script::{HeadsOf, ScriptDirectory, ScriptLocation, Verbosity};
use criterion::{Criterion, criterion_group, criterion_main};
use history::History;

const REVISIONS: usize = 10_000;

fn load(criterion: &mut Criterion) {
    let history = History::generate(REVISIONS);
    let location = ScriptLocation {
        directory: history.path().to_owned(),
        ..ScriptLocation::default()
    };
    let mut group = criterion.benchmark_group("10,000 revisions");
    group.sample_size(10);
    group.bench_function("load", |bencher| {
        bencher.iter(|| ScriptDirectory::load(&location).expect("the history loads"));
    });
    let scripts = ScriptDirectory::load(&location).expect("the history loads");
    group.bench_function("heads", |bencher| {
        bencher.iter(|| black_box(&scripts).heads_text(HeadsOf::Versions, Verbosity::Line));
    });
    group.bench_function("steps from base to head", |bencher| {
        bencher.iter(|| {
            let steps = black_box(&scripts).map().upgrade_steps("heads", &[]);
            steps.expect("there is a way")
        });
    });
    group.finish();
}

criterion_group!(benches, load);
criterion_main!(benches);

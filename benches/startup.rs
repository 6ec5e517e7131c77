//! How long a user waits for an answer: the whole process, once around.

mod history;

use std::path::Path;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};
use history::History;

const REVISIONS: usize = 30;

fn run(folder: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_alembic-rs"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(status.success(), "{arguments:?} succeeds");
}

fn startup(criterion: &mut Criterion) {
    let history = History::generate(REVISIONS);
    let mut group = criterion.benchmark_group("process, 30 revisions");
    for arguments in [&["heads"][..], &["history"], &["upgrade", "heads", "--sql"]] {
        group.bench_function(arguments.join(" "), |bencher| {
            bencher.iter(|| run(history.path(), arguments));
        });
    }
    group.finish();
}

criterion_group!(benches, startup);
criterion_main!(benches);

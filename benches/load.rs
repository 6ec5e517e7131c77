//! Reading large histories: whole processes against the cost of reading the bytes, and the parser.

mod history;
mod measure;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::thread;

use alembic_rs::python::parse_module;
use alembic_rs::source::SourceFile;
use history::History;
use measure::{heading, medians, peak_memory, program, revisions, rounds, row, run, silent};

fn main() {
    for (number, wanted_rounds) in [(1_000, 15), (10_000, 11), (100_000, 3)] {
        let history = History::generate(revisions(number));
        processes(history.path(), number, rounds(wanted_rounds));
        if number == 10_000 {
            parser(history.path(), number, rounds(5));
        }
    }
}

/// What reading every byte costs, with the tools everybody has.
fn read_floor(folder: &Path) -> Command {
    let script = "find versions -name '*.py' | xargs cat > /dev/null";
    silent("sh", folder, &["-c", script])
}

/// The commands that read every file and evaluate none.
fn processes(folder: &Path, number: usize, rounds: usize) {
    let commands = [
        &["heads"][..],
        &["branches"],
        &["history"],
        &["history", "-v"],
    ];
    let mut floor = || run(&mut read_floor(folder));
    let mut works: Vec<Box<dyn FnMut()>> = Vec::new();
    for arguments in commands {
        works.push(Box::new(move || run(&mut program(folder, arguments))));
    }
    let mut all: Vec<&mut dyn FnMut()> = vec![&mut floor];
    all.extend(works.iter_mut().map(|work| &mut **work as &mut dyn FnMut()));
    let times = medians(rounds, &mut all);
    heading(&format!("{number} revisions"), "the read floor");
    row("find versions | xargs cat", times[0], times[0], None);
    for (arguments, time) in commands.iter().zip(&times[1..]) {
        let memory = peak_memory(&mut program(folder, arguments));
        row(&arguments.join(" "), *time, times[0], memory);
    }
}

/// What it would cost to parse every file in full, as `gate` does.
fn parser(folder: &Path, number: usize, rounds: usize) {
    let versions = fs::read_dir(folder.join("versions")).expect("the folder of the history");
    let files: Vec<PathBuf> = versions
        .map(|entry| entry.expect("an entry of it").path())
        .collect();
    let cores = thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let mut floor = || run(&mut read_floor(folder));
    let mut one = || parse(&files);
    let mut all = || {
        thread::scope(|scope| {
            for chunk in files.chunks(files.len().div_ceil(cores)) {
                scope.spawn(|| parse(chunk));
            }
        });
    };
    let times = medians(rounds, &mut [&mut floor, &mut one, &mut all]);
    heading(&format!("parsing {number} revisions"), "the read floor");
    row("on one core", times[1], times[0], None);
    row(&format!("on all cores ({cores})"), times[2], times[0], None);
}

fn parse(files: &[PathBuf]) {
    for file in files {
        let text = fs::read_to_string(file).expect("a file of the history");
        let tree = parse_module(Arc::new(SourceFile::new(file, text)));
        assert!(tree.is_ok(), "{} parses", file.display());
    }
}

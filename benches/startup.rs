//! How long a user waits for an answer about a small project: the whole process, once around.

mod history;
mod measure;

use history::History;
use measure::{heading, medians, peak_memory, program, revisions, rounds, row, run};

const REVISIONS: usize = 30;

fn main() {
    let history = History::generate(revisions(REVISIONS));
    let folder = history.path();
    let commands = [
        &["--version"][..],
        &["heads"],
        &["history"],
        &["upgrade", "heads", "--sql"],
    ];
    let mut works: Vec<Box<dyn FnMut()>> = Vec::new();
    for arguments in commands {
        works.push(Box::new(move || run(&mut program(folder, arguments))));
    }
    let mut all: Vec<&mut dyn FnMut()> = Vec::new();
    all.extend(works.iter_mut().map(|work| &mut **work as &mut dyn FnMut()));
    let times = medians(rounds(51), &mut all);
    heading(&format!("{REVISIONS} revisions"), "--version");
    for (arguments, time) in commands.iter().zip(&times) {
        let memory = peak_memory(&mut program(folder, arguments));
        row(&arguments.join(" "), *time, times[0], memory);
    }
}

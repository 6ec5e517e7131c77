//! Measuring for all benchmarks: medians, whole processes, and a table of what came out.

use std::ffi::OsStr;
use std::fs;
use std::io::{Write, stdout};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often what is measured runs; once is enough where `cargo test` only asks whether it does.
pub(crate) fn rounds(wanted: usize) -> usize {
    if is_measured() { wanted } else { 1 }
}

/// A number of revisions, or a few where nothing is measured.
pub(crate) fn revisions(wanted: usize) -> usize {
    if is_measured() { wanted } else { 30 }
}

/// `cargo bench` says so; `cargo test` runs the same program without a word.
fn is_measured() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// How long `work` takes.
#[must_use]
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}

/// Runs each of several things in turn, after one round that does not count, and gives the median
/// of each. In turn, so that a machine whose speed drifts is the same for all.
pub(crate) fn medians(rounds: usize, works: &mut [&mut dyn FnMut()]) -> Vec<Duration> {
    let mut times = vec![Vec::with_capacity(rounds); works.len()];
    for round in 0..=rounds {
        for (work, times) in works.iter_mut().zip(&mut times) {
            let taken = time(&mut *work);
            if round > 0 || rounds == 1 {
                times.push(taken);
            }
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    times.into_iter().map(median).collect()
}

/// The program with these arguments, in `folder`.
pub(crate) fn program(folder: &Path, arguments: &[&str]) -> Command {
    silent(env!("CARGO_BIN_EXE_alembic-rs"), folder, arguments)
}

/// Any program, with nothing to read and nobody to listen.
pub(crate) fn silent(program: impl AsRef<OsStr>, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Runs a command to its end, which must be a good one.
pub(crate) fn run(command: &mut Command) {
    let status = command.status().expect("the program starts");
    assert!(status.success(), "{command:?} succeeds");
}

/// The most memory a command held at once, in MiB; `None` where the system does not tell.
///
/// Linux tells it as long as the process runs, so it is asked again and again.
pub(crate) fn peak_memory(command: &mut Command) -> Option<f64> {
    let mut child = command.spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut kibibytes: Option<u32> = None;
    while child
        .try_wait()
        .expect("the program can be asked")
        .is_none()
    {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
        kibibytes = kibibytes.max(number);
        thread::sleep(Duration::from_micros(200));
    }
    kibibytes.map(|kibibytes| f64::from(kibibytes) / 1024.0)
}

/// Prints one line: what it is, how long it took, the ratio to a yardstick, and the memory.
pub(crate) fn row(what: &str, taken: Duration, yardstick: Duration, memory: Option<f64>) {
    let milliseconds = taken.as_secs_f64() * 1000.0;
    let ratio = taken.as_secs_f64() / yardstick.as_secs_f64();
    let memory = memory.map_or(String::new(), |memory| format!("{memory:8.1} MiB"));
    say(&format!(
        "  {what:<44} {milliseconds:9.1} ms {ratio:7.2} {memory}"
    ));
}

/// Prints a heading, with what the ratios below it are ratios to.
pub(crate) fn heading(what: &str, yardstick: &str) {
    say(&format!("\n{what} (medians; ratio to: {yardstick})"));
}

fn say(line: &str) {
    writeln!(stdout(), "{line}").expect("standard output takes a line");
}

//! `pg_dump` piped into `psql`, with both ends watched.
//!
//! Counterpart: the shell's `pg_dump | psql`, which tells the exit status of the last program
//! only, and takes the beginning of a dump for a whole one where `pg_dump` has died.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};

use rustix::process::{Pid, Signal, kill_process};

use super::super::interruption::OnStop;
use super::error::CloneError;

/// How much of what a program writes to standard error is kept, in bytes: its end.
const KEPT: usize = 8_000;

/// A program that is ended when nobody waits for it any more.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }
}

/// A program with where it is, for errors.
pub(super) struct Program {
    /// The path, which the command was made of.
    pub path: PathBuf,
    /// The program with its arguments and environment.
    pub command: Command,
}

impl Program {
    fn start(mut self) -> Result<Running, CloneError> {
        self.command
            // An interrupt typed at the terminal reaches us alone; we end them.
            .process_group(0)
            .stderr(Stdio::piped())
            .spawn()
            .map(Running)
            .map_err(|source| CloneError::Program {
                program: self.path,
                source,
            })
    }
}

/// Runs both and returns how many bytes went through.
///
/// # Errors
/// [`CloneError::Failed`] unless both ended well and all of the dump was taken; then both have
/// been ended.
pub(super) fn run(mut dump: Program, mut load: Program) -> Result<u64, CloneError> {
    dump.command.stdin(Stdio::null()).stdout(Stdio::piped());
    load.command.stdin(Stdio::piped()).stdout(Stdio::null());
    let mut load = load.start()?;
    let mut dump = dump.start()?;
    // A pipe that nobody writes to ends; who asks us to stop does not reach the programs.
    let _until_the_end = [end_on_signal(&dump), end_on_signal(&load)];
    let errors = [collect(dump.0.stderr.take()), collect(load.0.stderr.take())];
    let copied = match (dump.0.stdout.take(), load.0.stdin.take()) {
        (Some(mut output), Some(mut input)) => pump(&mut output, &mut input),
        _ => Err(Broken::Reading(io::Error::other("a pipe is missing"))),
    };
    if copied.is_err() {
        // The dump has nobody to write to; psql has come to an end, or must not take what it
        // has got for all there is.
        let _ = dump.0.kill();
    }
    let dump_status = dump.0.wait();
    if !matches!(&dump_status, Ok(status) if status.success()) {
        let _ = load.0.kill();
    }
    let load_status = load.0.wait();
    let [dump_errors, load_errors] = errors.map(|thread| {
        thread
            .and_then(|thread| thread.join().ok())
            .unwrap_or_default()
    });
    let well = |status: &io::Result<ExitStatus>| matches!(status, Ok(status) if status.success());
    match copied {
        Ok(bytes) if well(&dump_status) && well(&load_status) => Ok(bytes),
        copied => Err(CloneError::Failed {
            dump: described(&dump_status),
            load: described(&load_status),
            output: output(&[dump_errors, load_errors], copied.err()),
        }),
    }
}

/// Has a program killed by the signals that ask this process to end.
fn end_on_signal(program: &Running) -> Option<OnStop> {
    let process = i32::try_from(program.0.id()).ok().and_then(Pid::from_raw)?;
    OnStop::new(move || {
        // One that has ended already needs nothing.
        let _ = kill_process(process, Signal::KILL);
    })
}

/// Which side of the pipe has failed.
enum Broken {
    Reading(io::Error),
    Writing(io::Error),
}

fn pump(output: &mut impl Read, input: &mut impl Write) -> Result<u64, Broken> {
    let mut piece = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        match output.read(&mut piece) {
            Ok(0) => return input.flush().map(|()| bytes).map_err(Broken::Writing),
            Ok(length) => {
                input.write_all(&piece[..length]).map_err(Broken::Writing)?;
                bytes += length as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Broken::Reading(error)),
        }
    }
}

/// Reads to the end, so that the program never waits for us, and keeps the last of it.
fn collect(errors: Option<ChildStderr>) -> Option<JoinHandle<String>> {
    let mut errors = errors?;
    Some(thread::spawn(move || {
        let (mut kept, mut piece) = (Vec::new(), [0; 4096]);
        while let Ok(length @ 1..) = errors.read(&mut piece) {
            kept.extend_from_slice(&piece[..length]);
            let surplus = kept.len().saturating_sub(KEPT);
            kept.drain(..surplus);
        }
        String::from_utf8_lossy(&kept).into_owned()
    }))
}

fn described(status: &io::Result<ExitStatus>) -> String {
    match status {
        Ok(status) if status.success() => "ended well".to_owned(),
        Ok(status) => format!("has failed ({status})"),
        Err(error) => format!("could not be waited for ({error})"),
    }
}

fn output(errors: &[String], broken: Option<Broken>) -> String {
    let mut text = String::new();
    match broken {
        Some(Broken::Reading(error)) => text.push_str(&format!("\nreading the dump: {error}")),
        Some(Broken::Writing(error)) => text.push_str(&format!("\nwriting to psql: {error}")),
        None => {}
    }
    for errors in errors {
        if !errors.trim().is_empty() {
            text.push('\n');
            text.push_str(errors.trim_end());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{CloneError, Program, run};

    fn shell(script: &str) -> Program {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        Program {
            path: "/bin/sh".into(),
            command,
        }
    }

    #[test]
    fn both_must_end_well() {
        let through = run(shell("printf 12345"), shell("cat >/dev/null"));
        assert_eq!(through.expect("copied"), 5);
        for (dump, load, expected) in [
            (
                "echo half; echo broken >&2; exit 1",
                "cat >/dev/null",
                "broken",
            ),
            (
                "echo all",
                "cat >/dev/null; echo refused >&2; exit 3",
                "refused",
            ),
            ("yes", "exit 2", "psql has failed"),
            ("echo half; kill -9 $$", "cat >/dev/null", "signal: 9"),
        ] {
            let error = run(shell(dump), shell(load)).expect_err(expected);
            assert!(matches!(error, CloneError::Failed { .. }));
            assert!(error.to_string().contains(expected), "{error}");
        }
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let missing = Program {
            path: "/nowhere/psql".into(),
            command: Command::new("/nowhere/psql"),
        };
        let error = run(shell("echo"), missing).expect_err("missing");
        assert!(error.to_string().contains("/nowhere/psql"), "{error}");
    }
}

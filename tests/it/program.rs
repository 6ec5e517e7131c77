//! The program under test, run as a user would, and what can be seen of it.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use alembic_rs::config::DatabaseUrl;

/// What stands in the goldens for the package's folder.
const ROOT: &str = "%ROOT%";

/// Variables that would lead to another database or another configuration.
const SETTINGS: &[&str] = &[
    "ALEMBIC_CONFIG",
    "DATABASE_URL",
    "PGDATABASE",
    "PGHOST",
    "PGHOSTADDR",
    "PGPASSWORD",
    "PGPORT",
    "PGSERVICE",
    "PGUSER",
];

/// How one invocation ended.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The exit status; none where a signal ended the program.
    pub(crate) exit: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Answer {
    /// The lines of Alembic's own loggers on standard error; `alembic.rs` is ours.
    pub(crate) fn log(&self) -> Vec<&str> {
        let is_alembic = |line: &&str| {
            let logger = line.split_whitespace().nth(1).unwrap_or_default();
            logger.starts_with("[alembic.") && logger != "[alembic.rs]"
        };
        self.stderr.lines().filter(is_alembic).collect()
    }
}

/// The package's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A fixture's folder.
pub(crate) fn fixture(name: &str) -> PathBuf {
    root().join("migrations_fixture").join(name)
}

/// Runs the program in a project's folder; standard input is no terminal.
pub(crate) fn run(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Answer {
    answer(command(folder).args(arguments))
}

/// Runs the program in a project's folder on a database.
pub(crate) fn run_on(url: &DatabaseUrl, folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Answer {
    answer(command_on(url, folder).args(arguments))
}

/// Starts the program in a project's folder on a database, and does not wait for it.
pub(crate) fn start_on(
    url: &DatabaseUrl,
    folder: &Path,
    arguments: &[impl AsRef<OsStr>],
    errors: Stdio,
) -> Child {
    let mut command = command_on(url, folder);
    command.args(arguments).stdout(Stdio::null()).stderr(errors);
    command.spawn().expect("the program starts")
}

/// Runs the program in a project's folder with its standard output going to `output`.
pub(crate) fn run_into(folder: &Path, arguments: &[impl AsRef<OsStr>], output: File) -> Answer {
    let mut command = command(folder);
    command
        .args(arguments)
        .stdout(output)
        .stderr(Stdio::piped());
    let child = command.spawn().expect("the program starts");
    outcome(child.wait_with_output().expect("an end"))
}

fn command_on(url: &DatabaseUrl, folder: &Path) -> Command {
    let mut command = command(folder);
    // A URL shows no password; a server in a container wants one.
    command.args(["--url", &url.to_string().replace(":***@", "@")]);
    for (name, value) in url.settings() {
        if *name == "password" {
            command.env("PGPASSWORD", value.expose());
        }
    }
    command
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alembic-rs"));
    command
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80");
    for variable in SETTINGS {
        command.env_remove(variable);
    }
    command
}

fn answer(command: &mut Command) -> Answer {
    outcome(command.output().expect("the program starts"))
}

fn outcome(output: Output) -> Answer {
    let text = |bytes| {
        let text = String::from_utf8(bytes).expect("the program writes UTF-8");
        text.replace(&*root().to_string_lossy(), ROOT)
    };
    Answer {
        exit: output.status.code(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

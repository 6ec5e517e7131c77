//! The program under test, run as a user would, and what can be seen of it.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
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

/// Runs the program with variables set, or taken away.
pub(crate) fn run_with(
    folder: &Path,
    arguments: &[impl AsRef<OsStr>],
    variables: &[(&str, Option<&str>)],
) -> Answer {
    let mut command = command(folder);
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    answer(command.args(arguments))
}

/// Starts the program with variables set, and does not wait for it.
pub(crate) fn start_with(
    folder: &Path,
    arguments: &[impl AsRef<OsStr>],
    variables: &[(&str, &str)],
    errors: Stdio,
) -> Child {
    let mut command = command(folder);
    command.envs(variables.iter().copied()).args(arguments);
    command.stdout(Stdio::null()).stderr(errors);
    command.spawn().expect("the program starts")
}

/// Writes the files of a project: paths below `folder`, and texts.
pub(crate) fn write_files(folder: &Path, files: &BTreeMap<String, String>) {
    for (path, text) in files {
        let path = folder.join(path);
        let parent = path.parent().expect("it is in a folder");
        fs::create_dir_all(parent).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
}

/// All files below `folder`.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("the folder can be listed") {
            let path = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("it is in there");
            let text = fs::read_to_string(&path).expect("the file is UTF-8");
            found.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    found
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

//! Options that every command has.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};

/// Options that come before the command; those that are ours may also come after it.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct GlobalArgs {
    /// Configuration file; by default the value of `ALEMBIC_CONFIG`, or "alembic.ini" and
    /// "pyproject.toml". May be given twice, for one of each kind.
    #[arg(short, long, value_name = "FILE", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub config: Vec<PathBuf>,
    /// Section of the ini file to use; does not concern pyproject.toml.
    #[arg(short, long, value_name = "NAME", default_value = "alembic")]
    pub name: String,
    /// Argument for env.py to read with `get_x_argument`; may be repeated.
    #[arg(short, value_name = "KEY=VALUE")]
    pub x: Vec<String>,
    /// End with exit status 1 where Alembic would show a traceback instead of a message.
    #[arg(long, global = true)]
    pub raiseerr: bool,
    /// Do not write to standard output.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// URL of the database, instead of whatever the configuration and env.py say.
    #[arg(long, global = true, value_name = "URL")]
    pub url: Option<String>,
    /// Start a private PostgreSQL server for this command; with a folder, keep it there for the
    /// next one.
    #[arg(
        long,
        global = true,
        value_name = "FOLDER",
        num_args = 0..=1,
        require_equals = true
    )]
    #[expect(
        clippy::option_option,
        reason = "the form in which clap gives an option whose value may be left out"
    )]
    sandbox: Option<Option<PathBuf>>,
}

/// A private server, and whether anything of it stays behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sandbox {
    /// It goes away with the command.
    Temporary,
    /// It is kept in a folder.
    Kept(PathBuf),
}

impl GlobalArgs {
    /// What `--sandbox` asks for.
    pub fn sandbox(&self) -> Option<Sandbox> {
        self.sandbox.as_ref().map(|folder| match folder {
            None => Sandbox::Temporary,
            Some(folder) => Sandbox::Kept(folder.clone()),
        })
    }
}

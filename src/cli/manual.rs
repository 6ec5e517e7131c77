//! `manual`: the manual pages. Alembic has no counterpart.

use std::io;
use std::path::PathBuf;

use clap::{Args, CommandFactory};

use super::Cli;

/// Print the manual page, or write a page for every command.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ManualArgs {
    /// Folder to write all pages to, instead of printing the first.
    #[arg(long, value_name = "FOLDER")]
    pub directory: Option<PathBuf>,
}

/// A manual page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManualPage {
    /// The name of its file, such as `alembic-rs-upgrade.1`.
    pub file_name: String,
    /// Its text, as troff.
    pub text: Vec<u8>,
}

impl ManualPage {
    /// The page of the program.
    pub fn of_program() -> io::Result<Self> {
        Self::of(Cli::command())
    }

    /// The pages of the program and of each of its commands.
    pub fn all() -> io::Result<Vec<Self>> {
        let mut program = Cli::command();
        // Gives the commands the options they share, and names with the program's in front.
        program.build();
        let commands: Vec<clap::Command> = program.get_subcommands().cloned().collect();
        std::iter::once(program)
            .chain(commands)
            .map(Self::of)
            .collect()
    }

    fn of(command: clap::Command) -> io::Result<Self> {
        let page = clap_mangen::Man::new(command);
        let mut text = Vec::new();
        page.render(&mut text)?;
        Ok(Self {
            file_name: page.get_filename(),
            text,
        })
    }
}

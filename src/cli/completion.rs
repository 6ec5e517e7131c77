//! `completion`: what a shell needs to complete our command lines. Alembic has no counterpart.

use clap::{Args, CommandFactory, ValueEnum};

use super::Cli;

/// Print a script that makes a shell complete this program's command lines.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct CompletionArgs {
    /// Shell to write for.
    pub shell: Shell,
    /// Name the program is called by.
    #[arg(long, value_name = "NAME", default_value = "alembic-rs")]
    pub program: String,
}

/// A shell that can complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lowercase")]
pub enum Shell {
    /// Bash.
    Bash,
    /// Elvish.
    Elvish,
    /// Fish.
    Fish,
    /// PowerShell.
    PowerShell,
    /// Zsh.
    Zsh,
}

impl CompletionArgs {
    /// The script.
    pub fn script(&self) -> Vec<u8> {
        let shell = match self.shell {
            Shell::Bash => clap_complete::Shell::Bash,
            Shell::Elvish => clap_complete::Shell::Elvish,
            Shell::Fish => clap_complete::Shell::Fish,
            Shell::PowerShell => clap_complete::Shell::PowerShell,
            Shell::Zsh => clap_complete::Shell::Zsh,
        };
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut Cli::command(), &self.program, &mut script);
        script
    }
}

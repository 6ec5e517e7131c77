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
    pub fn script(&self) -> String {
        let shell = match self.shell {
            Shell::Bash => return self.bash_script(),
            Shell::Elvish => clap_complete::Shell::Elvish,
            Shell::Fish => clap_complete::Shell::Fish,
            Shell::PowerShell => clap_complete::Shell::PowerShell,
            Shell::Zsh => clap_complete::Shell::Zsh,
        };
        generated(shell, &self.program)
    }

    /// The script for Bash.
    ///
    /// Within it `clap_complete` makes two different names of a program with a hyphen, and then
    /// completes no option of any command. So it is written for a name without, and registered under
    /// the right one in its last lines.
    fn bash_script(&self) -> String {
        let stand_in = self.program.replace('-', "_");
        let script = generated(clap_complete::Shell::Bash, &stand_in);
        let mut lines = String::with_capacity(script.len());
        for line in script.lines() {
            let registers = line.trim_start().starts_with("complete -F ");
            match line.strip_suffix(&*stand_in).filter(|_| registers) {
                Some(beginning) => {
                    lines.push_str(beginning);
                    lines.push_str(&self.program);
                }
                None => lines.push_str(line),
            }
            lines.push('\n');
        }
        lines
    }
}

fn generated(shell: clap_complete::Shell, program: &str) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), program, &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(shell: Shell) -> String {
        let program = "alembic-rs".to_owned();
        CompletionArgs { shell, program }.script()
    }

    #[test]
    fn every_shell_is_told_of_every_command() {
        for shell in Shell::value_variants() {
            let script = script(*shell);
            for command in Cli::command().get_subcommands() {
                assert!(script.contains(command.get_name()), "{shell:?}");
            }
        }
    }

    #[test]
    fn bash_knows_a_command_by_one_name() {
        let script = script(Shell::Bash);
        let name = "alembic_rs__subcmd__revision";
        assert!(script.contains(&format!("cmd=\"{name}\"")));
        assert!(script.contains(&format!("        {name})\n")));
        assert_eq!(script.matches(" alembic-rs\n").count(), 2);
    }
}

//! The whole command line: global options, then a command with its own.
//!
//! The counterpart of the `ArgumentParser` that `CommandLine` builds. Four habits of `argparse`
//! are kept: long options may be shortened, an option given twice counts once, a number such as
//! `-1` is a revision and not an option, and a value may begin with a hyphen where a blank shows
//! that it is none.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use super::hyphenated::join_values;
use super::{
    BranchesArgs, CheckArgs, CompletionArgs, CurrentArgs, DowngradeArgs, EditArgs,
    EnsureVersionArgs, GateArgs, GlobalArgs, GraphArgs, HeadsArgs, HistoryArgs, InitArgs,
    ListTemplatesArgs, ManualArgs, MergeArgs, ParityArgs, PlanArgs, ReleaseArgs, RevisionArgs,
    ShowArgs, SnapshotArgs, SqlArgs, StampArgs, UpgradeArgs,
};

const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (compatible with Alembic 1.20.1)"
);

/// Run Alembic's migrations natively: the same files, the same commands, no Python.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(
    name = "alembic-rs",
    version = VERSION,
    disable_help_subcommand = true,
    infer_long_args = true,
    args_override_self = true,
    subcommand_required = true,
    max_term_width = 100
)]
pub struct Cli {
    /// Options that come before the command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands, named as Alembic names them.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
#[command(rename_all = "snake_case")]
pub enum Command {
    /// Show current branch points.
    Branches(BranchesArgs),
    /// Compare the models with the database (refused: the models are Python).
    Check(CheckArgs),
    /// Print a script that makes a shell complete this program's command lines.
    Completion(CompletionArgs),
    /// Display the current revision for a database.
    Current(CurrentArgs),
    /// Revert to a previous version (refused: this program goes forward only).
    Downgrade(DowngradeArgs),
    /// Edit revision files with the program that EDITOR or VISUAL names.
    Edit(EditArgs),
    /// Create the version table if it does not exist.
    EnsureVersion(EnsureVersionArgs),
    /// Draw the revision history: in the terminal, or as Mermaid, DOT or SVG.
    Graph(GraphArgs),
    /// Check whether the revision files may go in: for CI and pre-commit hooks.
    Gate(GateArgs),
    /// Show current available heads in the script directory.
    Heads(HeadsArgs),
    /// List revision files in chronological order.
    History(HistoryArgs),
    /// Set up a new script directory.
    Init(InitArgs),
    /// List what `init` can set up.
    ListTemplates(ListTemplatesArgs),
    /// Print the manual page, or write a page for every command.
    Manual(ManualArgs),
    /// Merge revisions together, by a new revision file with all of them as parents.
    Merge(MergeArgs),
    /// Compare two databases, or a database with a snapshot or with what the migrations make.
    Parity(ParityArgs),
    /// Create a new revision file.
    Revision(RevisionArgs),
    /// Show what an upgrade would do: steps, SQL, locks, risks.
    Plan(PlanArgs),
    /// Rehearse a release on a clone, prove it, and run it on production behind approvals.
    Release(ReleaseArgs),
    /// Show the revisions denoted by a symbol.
    Show(ShowArgs),
    /// Write down what a database is: its structure, and what its tables hold.
    Snapshot(SnapshotArgs),
    /// Print the SQL of single revision files, each on its own.
    Sql(SqlArgs),
    /// Write revisions into the version table without running any migration.
    Stamp(StampArgs),
    /// Upgrade to a later version.
    Upgrade(UpgradeArgs),
}

/// Why nothing is to be run: help or version was asked for, or the command line is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interruption {
    /// The text to show, with its final line break.
    pub text: String,
    /// The text with terminal colours.
    pub coloured_text: String,
    /// Which of the two it is.
    pub kind: InterruptionKind,
}

/// Where the text of an [`Interruption`] goes and how the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterruptionKind {
    /// Help or version: standard output, exit status 0.
    Answer,
    /// A wrong command line: standard error, exit status 2.
    Usage,
}

impl Cli {
    /// Reads a command line; the first argument is the program's name and appears in messages.
    ///
    /// # Errors
    /// Where there is nothing to run.
    pub fn read<Arguments>(arguments: Arguments) -> Result<Self, Interruption>
    where
        Arguments: IntoIterator,
        Arguments::Item: Into<OsString> + Clone,
    {
        let arguments = arguments.into_iter().map(Into::into).collect();
        let cli = Self::try_parse_from(join_values(&Self::command(), arguments))?;
        if cli.global.url.is_some() && cli.global.sandbox().is_some() {
            let problem = "--url and --sandbox exclude each other";
            return Err(Self::command()
                .error(ErrorKind::ArgumentConflict, problem)
                .into());
        }
        Ok(cli)
    }
}

impl From<clap::Error> for Interruption {
    fn from(error: clap::Error) -> Self {
        let rendered = error.render();
        Self {
            text: rendered.to_string(),
            coloured_text: rendered.ansi().to_string(),
            kind: if error.use_stderr() {
                InterruptionKind::Usage
            } else {
                InterruptionKind::Answer
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::Sandbox;
    use super::*;

    fn read(line: &str) -> Result<Cli, Interruption> {
        Cli::read(std::iter::once("alembic").chain(line.split_whitespace()))
    }

    fn kind(line: &str) -> InterruptionKind {
        read(line).unwrap_err().kind
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_options_come_first_as_in_alembic() {
        let cli =
            read("-c a.ini -c b/pyproject.toml -n other -x k=1 -x k=2 -q current -c").unwrap();
        assert_eq!(
            cli.global.config,
            [PathBuf::from("a.ini"), PathBuf::from("b/pyproject.toml")]
        );
        assert_eq!(cli.global.name, "other");
        assert_eq!(cli.global.x, ["k=1", "k=2"]);
        assert!(cli.global.quiet);
        let Command::Current(current) = cli.command else {
            panic!("not current")
        };
        assert!(current.check_heads && !current.verbose);
    }

    #[test]
    fn a_sandbox_takes_its_folder_with_an_equals_sign_only() {
        let sandbox = |line| read(line).unwrap().global.sandbox();
        assert_eq!(sandbox("upgrade head"), None);
        assert_eq!(sandbox("--sandbox upgrade head"), Some(Sandbox::Temporary));
        assert_eq!(sandbox("upgrade head --sandbox"), Some(Sandbox::Temporary));
        assert_eq!(
            sandbox("--sandbox=x/y -c a.ini upgrade head"),
            Some(Sandbox::Kept("x/y".into()))
        );
        assert_eq!(
            kind("--sandbox --url postgresql:///a current"),
            InterruptionKind::Usage
        );
        assert_eq!(
            kind("--sandbox current --url=postgresql:///a"),
            InterruptionKind::Usage
        );
        let cli = read("current --url postgresql:///a").unwrap();
        assert_eq!(cli.global.url.as_deref(), Some("postgresql:///a"));
    }

    #[test]
    fn numbers_are_revisions() {
        let revision = |line| match read(line).unwrap().command {
            Command::Upgrade(arguments) => arguments.revision,
            Command::Downgrade(arguments) => arguments.revision,
            Command::Show(arguments) => arguments.rev,
            other => panic!("{other:?}"),
        };
        assert_eq!(revision("upgrade +2"), "+2");
        assert_eq!(revision("upgrade -1"), "-1");
        assert_eq!(revision("downgrade -1"), "-1");
        assert_eq!(revision("show -1"), "-1");
        assert_eq!(revision("upgrade a:b --sql"), "a:b");
        assert_eq!(kind("upgrade -1:head --sql"), InterruptionKind::Usage);
        let range = |line| match read(line).unwrap().command {
            Command::History(arguments) => arguments.rev_range,
            other => panic!("{other:?}"),
        };
        assert_eq!(range("history -r-3:current").as_deref(), Some("-3:current"));
        assert_eq!(
            range("history --rev-range=-3:current").as_deref(),
            Some("-3:current")
        );
        assert_eq!(kind("history -r -3:current"), InterruptionKind::Usage);
    }

    #[test]
    fn options_may_be_shortened_and_repeated() {
        let cli = read("--conf a.ini upgrade head --sql --sql --tag a --tag b").unwrap();
        let Command::Upgrade(upgrade) = cli.command else {
            panic!("not upgrade")
        };
        assert!(upgrade.sql);
        assert_eq!(upgrade.tag.as_deref(), Some("b"));
        let Command::Heads(heads) = read("heads -v -v --resolve").unwrap().command else {
            panic!("not heads")
        };
        assert!(heads.verbose && heads.resolve_dependencies);
    }

    #[test]
    fn a_wrong_command_line_is_an_error_of_usage() {
        for line in [
            "",
            "-q",
            "nonsense",
            "upgrade",
            "stamp",
            "upgrade a b",
            "heads --nope",
            "help",
        ] {
            assert_eq!(kind(line), InterruptionKind::Usage, "{line}");
        }
        let text = read("").unwrap_err().text;
        assert!(text.contains("Usage: alembic "), "{text}");
        assert_eq!(kind("--help"), InterruptionKind::Answer);
        assert_eq!(kind("upgrade --help"), InterruptionKind::Answer);
        let version = read("--version").unwrap_err();
        assert_eq!(version.kind, InterruptionKind::Answer);
        assert!(version.text.starts_with("alembic-rs "), "{}", version.text);
        assert!(
            version
                .text
                .ends_with(" (compatible with Alembic 1.20.1)\n")
        );
    }
}

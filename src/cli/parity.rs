//! `parity`: whether two databases are equal. Alembic has no counterpart.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

/// Compare two databases: tables, columns, defaults, constraints, indexes, enums, sequences, views,
/// functions, triggers, row security, partitions, extensions, comments.
///
/// A side is "database" (the one an upgrade would change), "env:NAME" (the URL in an environment
/// variable), a URL, "history" or "history:REVISION" (what the migrations make of an empty database,
/// on a private server), or the file of a snapshot. Exit status 0: equal, or explained; 11: not
/// equal.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ParityArgs {
    /// What is expected.
    #[arg(value_name = "EXPECTED")]
    pub expected: Side,
    /// What is held against it.
    #[arg(value_name = "FOUND")]
    pub found: Side,
    /// A TOML file of differences that are all right: tables [[explained]] with object, found and
    /// reason. Each must be met.
    #[arg(long, value_name = "FILE")]
    pub explain: Option<PathBuf>,
    /// Compare the number of rows of all tables as well.
    #[arg(long)]
    pub counts: bool,
    /// Compare hashes of all rows as well, their numbers, and the positions of sequences.
    #[arg(long)]
    pub contents: bool,
    /// Print the report as JSON.
    #[arg(long)]
    pub json: bool,
}

/// Where one side of a comparison comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The project's database.
    Database,
    /// What the migrations make of an empty database, up to a revision or to the heads.
    History(Option<String>),
    /// The database whose URL an environment variable has.
    Variable(String),
    /// The database of a URL.
    Url(String),
    /// A snapshot.
    File(PathBuf),
}

impl FromStr for Side {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.split_once(':') {
            None if text == "database" => Self::Database,
            None if text == "history" => Self::History(None),
            Some(("history", revision)) => Self::History(Some(revision.to_owned())),
            Some(("env", name)) => Self::Variable(name.to_owned()),
            Some((_, rest)) if rest.starts_with("//") => Self::Url(text.to_owned()),
            None | Some(_) => Self::File(PathBuf::from(text)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Side;

    #[test]
    fn a_side_is_what_it_looks_like() {
        for (text, side) in [
            ("database", Side::Database),
            ("./database", Side::File("./database".into())),
            ("history", Side::History(None)),
            ("history:ae1+2", Side::History(Some("ae1+2".to_owned()))),
            ("env:CLONE_URL", Side::Variable("CLONE_URL".to_owned())),
            ("postgresql:///a", Side::Url("postgresql:///a".to_owned())),
            ("a:b.json", Side::File("a:b.json".into())),
        ] {
            assert_eq!(text.parse(), Ok(side), "{text}");
        }
    }
}

//! Why no plan can be made.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::objection::Objection;
use crate::governance::FailureClass;
use crate::release::tier::PackageError;
use crate::runtime::RuntimeError;
use crate::script::ScriptError;

/// Why no plan can be made.
#[derive(Debug, thiserror::Error)]
pub enum PlanningError {
    /// A revision that `release.toml` names is not in the history.
    #[error("release.toml names '{revision}' as its {role}, and no revision has this id")]
    NoSuchRevision {
        /// What it is named as.
        role: &'static str,
        /// The identifier.
        revision: String,
        /// The full identifier that it may be short for.
        meant: Option<String>,
    },
    /// The history has other heads than the target alone.
    #[error(
        "the history has {}, and the release ends at {target} alone",
        heads(found)
    )]
    Heads {
        /// The heads.
        found: Vec<String>,
        /// The target.
        target: String,
    },
    /// The anchor is no ancestor of the target.
    #[error("the anchor {anchor} is no ancestor of the target {target}")]
    NotBefore {
        /// The anchor.
        anchor: String,
        /// The target.
        target: String,
    },
    /// An upgrade from the anchor would run other revisions, or in another order.
    #[error(
        "the path of release.toml is not the one an upgrade takes from the anchor: {}",
        first_difference(declared, found)
    )]
    Path {
        /// As `release.toml` has it.
        declared: Vec<String>,
        /// As the history has it.
        found: Vec<String>,
    },
    /// An identifier does not fit into `version_num`.
    #[error("the id {revision} has {length} characters, and version_num is to hold {width} only")]
    Width {
        /// The identifier.
        revision: String,
        /// Its characters.
        length: usize,
        /// The width.
        width: u32,
    },
    /// A revision of the path would be refused.
    #[error("{place}: {revision} cannot be run: {reason}")]
    Refused {
        /// The revision.
        revision: String,
        /// Where.
        place: String,
        /// Why.
        reason: String,
    },
    /// A file that belongs to the release cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A file is not the one that was approved.
    #[error("{} is not the file that release.toml names by its digest", path.display())]
    OtherFile {
        /// The file.
        path: PathBuf,
    },
    /// The plan has what a release must not have.
    #[error("{}", objections(.0))]
    Objections(Vec<Objection>),
    /// The graph, or the way to it.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// The evaluation of the revisions.
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    /// The files of the tiers cannot be run as psql would run them.
    #[error("the tiers cannot be run: {0}")]
    Tiers(#[from] PackageError),
}

impl PlanningError {
    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoSuchRevision { meant, .. } => Some(match meant {
                Some(meant) => format!("Write the full identifier: {meant}."),
                None => "'alembic-rs history' lists the identifiers.".to_owned(),
            }),
            Self::Heads { .. } => Some(
                "Check out the commit that was approved, or merge the heads and make the target \
                 the merge."
                    .to_owned(),
            ),
            Self::NotBefore { .. } => {
                Some("A release goes forward only; correct the anchor or the target.".to_owned())
            }
            Self::Path { found, .. } => {
                let lines: Vec<String> = found.iter().map(|id| format!("    {id:?},\n")).collect();
                Some(format!(
                    "If this is what is to be run, write\npath = [\n{}]",
                    lines.concat()
                ))
            }
            Self::Width { length, .. } => {
                Some(format!("Set width to {length} or more in release.toml."))
            }
            Self::OtherFile { .. } => {
                Some("Have the file approved anew, and write its digest.".to_owned())
            }
            Self::Refused { .. } | Self::File { .. } | Self::Objections(_) | Self::Tiers(_) => None,
            Self::Script(_) | Self::Runtime(_) => None,
        }
    }

    /// What the exit status tells where this ends a command.
    pub fn class(&self) -> FailureClass {
        match self {
            Self::NoSuchRevision { .. }
            | Self::Heads { .. }
            | Self::NotBefore { .. }
            | Self::Path { .. }
            | Self::Script(_) => FailureClass::Topology,
            Self::Width { .. }
            | Self::Refused { .. }
            | Self::File { .. }
            | Self::OtherFile { .. }
            | Self::Objections(_)
            | Self::Tiers(_)
            | Self::Runtime(_) => FailureClass::Gate,
        }
    }
}

fn heads(found: &[String]) -> String {
    match found {
        [] => "no head".to_owned(),
        [one] => format!("the head {one}"),
        several => format!("{} heads ({})", several.len(), several.join(", ")),
    }
}

/// The first place at which two paths part.
fn first_difference(declared: &[String], found: &[String]) -> String {
    let longest = declared.len().max(found.len());
    let at = (0..longest).find(|index| declared.get(*index) != found.get(*index));
    let Some(index) = at else {
        return "they are the same".to_owned();
    };
    let name = |path: &[String]| path.get(index).map_or("nothing", String::as_str).to_owned();
    format!(
        "as number {} it has {}, and the upgrade {}",
        index + 1,
        name(declared),
        name(found)
    )
}

fn objections(objections: &[Objection]) -> String {
    let mut text = String::new();
    for objection in objections {
        let separator = if text.is_empty() { "" } else { "\n" };
        write!(text, "{separator}{objection}").expect("writing to a string does not fail");
    }
    text
}

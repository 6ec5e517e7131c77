//! What a new revision is to be, and where: the arguments of `ScriptDirectory.generate_revision`
//! and the settings it heeds.

use std::path::PathBuf;

use super::clock::{Clock, DateZone};
use super::encoding::OutputEncoding;
use super::file_name::FileNaming;
use crate::script::RevisionId;

/// Whether the parents may have children already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Splice {
    /// They must be heads.
    HeadsOnly,
    /// `--splice`: a new branch may begin anywhere.
    Anywhere,
}

/// Whether version locations are configured; Alembic says so when it makes one of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locations {
    /// `version_locations` names them.
    Configured,
    /// There is the folder `versions` of the script directory.
    Default,
}

/// A revision to be made.
#[derive(Debug, Clone)]
pub struct RevisionRequest {
    /// Its identifier.
    pub id: RevisionId,
    /// `-m`; a revision without has the message `empty message`, and no slug.
    pub message: Option<String>,
    /// The symbols of its parents.
    pub parents: Vec<String>,
    /// `--splice`.
    pub splice: Splice,
    /// `--branch-label`.
    pub branch_label: Option<String>,
    /// `--version-path`.
    pub version_path: Option<PathBuf>,
    /// `--depends-on`.
    pub depends_on: Vec<String>,
}

/// Where and how a project's revisions are written.
#[derive(Debug, Clone)]
pub struct WritingRules {
    /// `script_location`, which holds `script.py.mako`.
    pub directory: PathBuf,
    /// The version locations, absolute; one at least.
    pub version_locations: Vec<PathBuf>,
    /// Where they come from.
    pub locations: Locations,
    /// How files are named.
    pub naming: FileNaming,
    /// How they are encoded.
    pub encoding: OutputEncoding,
    /// Whose clock their dates are given by.
    pub zone: DateZone,
    /// Where the time comes from.
    pub clock: Clock,
    /// Folders that imports are looked for in.
    pub import_path: Vec<PathBuf>,
}

//! What a plan is made of.

use std::path::{Path, PathBuf};

use crate::governance::{Digest, ReleaseFile, ToolIdentity};
use crate::runtime::{ContextOptions, MigrationContext};
use crate::script::ScriptDirectory;

/// `release.toml` as it was read.
#[derive(Debug, Clone)]
pub struct ReleaseSource<'a> {
    /// The folder it lies in, from which it names files.
    pub folder: &'a Path,
    /// What it says.
    pub release: &'a ReleaseFile,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The files that configure the project: `alembic.ini`, and `pyproject.toml` where it does.
    pub configuration: Vec<PathBuf>,
}

/// What a plan is made of.
pub struct PlanningRequest<'a> {
    /// The revisions.
    pub scripts: &'a ScriptDirectory,
    /// The script location: the folder of `env.py`.
    pub script_location: &'a Path,
    /// The way to evaluate the revisions.
    pub context: &'a MigrationContext<'a>,
    /// What `env.py` configures.
    pub options: &'a ContextOptions,
    /// What `env.py` executes before the run.
    pub before: &'a [String],
    /// What it executes after the run, which a release does not do.
    pub after: &'a [String],
    /// The release.
    pub source: ReleaseSource<'a>,
    /// The program that makes the plan.
    pub tool: ToolIdentity,
    /// The commit that is checked out.
    pub commit: Option<String>,
}

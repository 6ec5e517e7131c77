//! What a plan is made of: all that is decided before anything is run.

use serde::{Deserialize, Serialize};

use crate::governance::digest::Digest;
use crate::governance::event::{RequiredGate, ToolIdentity};
use crate::governance::phase::Phase;
use crate::governance::release_file::ReleaseFile;

/// A plan. Its digest is that of its JSON text, which holds no observation of a database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleasePlan {
    /// The version of the format: 1.
    pub format: u32,
    /// The program that made it, and that must run it.
    pub tool: ToolIdentity,
    /// The commit that is checked out; `None` outside of a repository, which a cutover refuses.
    pub commit: Option<String>,
    /// `release.toml`, as it was read.
    pub release: ReleaseFile,
    /// The digest of its bytes.
    pub release_file: Digest,
    /// All revisions of the history, parents first.
    pub revisions: Vec<PlannedRevision>,
    /// The heads of the history.
    pub heads: Vec<String>,
    /// The full identifier of the anchor.
    pub anchor: String,
    /// The full identifier of the target.
    pub target: String,
    /// The revisions from the anchor to the target, in the order they run.
    pub path: Vec<String>,
    /// What they execute, as far as it does not hang on the database.
    pub statements: Vec<PlannedStatement>,
    /// The version table, with its schema where `env.py` names one.
    pub version_table: String,
    /// From where on only the database can tell what a revision executes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<PlannedGap>,
    /// What is known to be dangerous and is done all the same, for a reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<PlannedRisk>,
    /// The digests of every further file that is executed or decides how: `env.py`, `alembic.ini`,
    /// those of the tiers.
    pub files: Vec<(String, Digest)>,
    /// The commands of the cutover in order, which the runbook, the checklist and the run share.
    pub transcript: Vec<PlannedCommand>,
    /// What the rehearsal has to pass.
    pub rehearsal_gates: Vec<RequiredGate>,
    /// What the cutover has to pass.
    pub cutover_gates: Vec<RequiredGate>,
    /// The files the rehearsal's folder must hold.
    pub rehearsal_evidence: Vec<String>,
    /// The files the cutover's folder must hold.
    pub cutover_evidence: Vec<String>,
}

/// A revision file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedRevision {
    /// Its identifier.
    pub revision: String,
    /// Its file, from the script location.
    pub file: String,
    /// The digest of the file.
    pub sha256: Digest,
}

/// A statement that the path executes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedStatement {
    /// The revision.
    pub revision: String,
    /// Its number in the revision, from 1.
    pub number: usize,
    /// The line of the revision file.
    pub line: usize,
    /// Its text.
    pub sql: String,
    /// The digest of the text.
    pub sha256: Digest,
    /// What it is.
    pub class: StatementClass,
    /// The locks it takes on tables that were there before, as the history lets know them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub locks: Vec<PlannedLock>,
    /// The tables that were there before and whose rows it changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// Why something about what it takes is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<String>,
}

/// A lock that a statement takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedLock {
    /// The table, or a description of what is not known by name.
    pub relation: String,
    /// The mode, as PostgreSQL's manual names it, such as `ACCESS EXCLUSIVE`.
    pub mode: String,
    /// What happens to the rows meanwhile: `scan`, `rewrite`, or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub work: String,
    /// What it hangs on that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<String>,
}

/// A place from which on only the database can tell what a revision executes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedGap {
    /// The revision.
    pub revision: String,
    /// The line of its file, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// What is asked.
    pub reason: String,
}

/// A revision whose `autocommit_block()` commits a part of the upgrade: what fails after that is
/// not taken back by a ROLLBACK, but by restoring the state before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedRisk {
    /// The revision.
    pub revision: String,
    /// The numbers of its statements that are each committed by themselves.
    pub statements: Vec<usize>,
    /// Why it has to be so.
    pub reason: String,
    /// The role that answers for it.
    pub approved_by: String,
}

impl std::fmt::Display for PlannedRisk {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let numbers: Vec<String> = self.statements.iter().map(usize::to_string).collect();
        write!(
            formatter,
            "{} commits what came before it, and statement {} by itself: {} (answered for by {}); \
             what fails afterwards is taken back by restoring the state before, not by a ROLLBACK",
            self.revision,
            numbers.join(", "),
            self.reason,
            self.approved_by
        )
    }
}

/// What a statement is, for the rules of a data package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementClass {
    /// It only reads.
    Query,
    /// INSERT without ON CONFLICT.
    Insert,
    /// INSERT with ON CONFLICT.
    Upsert,
    /// UPDATE.
    Update,
    /// DELETE or TRUNCATE.
    Delete,
    /// CREATE, ALTER, DROP, COMMENT and their like.
    Definition,
    /// GRANT, REVOKE, ownership.
    Privilege,
    /// SET and transaction control.
    Session,
    /// What could not be read, or is several at once: it counts as everything.
    Unknown,
}

/// A command of the transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedCommand {
    /// The phase.
    pub phase: Phase,
    /// The command, as a person would type it.
    pub command: String,
    /// The evidence file it writes.
    pub evidence: String,
}

//! What stands in `release.toml`: its tables and keys, with what holds where one is left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::governance::Digest;

/// A release, as the file beside `alembic.ini` declares it.
///
/// Passwords never stand here: databases are named by the environment variables that hold their
/// URLs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseFile {
    /// The release's name, for titles and file names.
    pub name: String,
    /// The revision the database is equivalent to before: a full identifier.
    pub anchor: String,
    /// The single head after: a full identifier.
    pub target: String,
    /// The revisions in between in the order they must run; the last is the target.
    pub path: Vec<String>,
    /// The characters `version_num` must hold, exactly.
    #[serde(default = "width")]
    pub width: u32,
    /// `lock_timeout` of every session that changes something, as PostgreSQL writes it.
    #[serde(default = "lock_timeout")]
    pub lock_timeout: String,
    /// `statement_timeout`, likewise.
    #[serde(default = "statement_timeout")]
    pub statement_timeout: String,
    /// The folder commands are run in, for the runbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working_directory: Option<String>,
    /// The database that is copied.
    pub source: DatabaseSettings,
    /// The copy.
    #[serde(rename = "clone")]
    pub clone_database: CloneSettings,
    /// The database of the cutover; without it there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub production: Option<DatabaseSettings>,
    /// Row counts that a clone must share with its source.
    pub row_counts: RowCounts,
    /// What the structure at the anchor is held against.
    #[serde(default)]
    pub reference: Reference,
    /// Differences of structure that are explained; each must be met, and by nothing else.
    #[serde(default, rename = "explained")]
    pub explained: Vec<ExplainedDifference>,
    /// Tables whose foreign keys get an evidence file of their own.
    #[serde(default)]
    pub foreign_keys: Vec<String>,
    /// What must exist at the end.
    pub objects: ExpectedObjects,
    /// How many rows each backfill may change; one without bounds fails.
    #[serde(default, rename = "backfill")]
    pub backfills: Vec<BackfillBound>,
    /// Named questions with one answer.
    #[serde(default, rename = "probe")]
    pub probes: Vec<Probe>,
    /// Packages of SQL files that run after the upgrade, in order.
    #[serde(default, rename = "tier")]
    pub tiers: Vec<Tier>,
    /// What the clone's copies of the tiers' files may differ in, exactly.
    #[serde(default, rename = "clone_delta")]
    pub clone_deltas: Vec<CloneDelta>,
    /// A database whose result is compared with ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub golden: Option<Golden>,
    /// What tells that the release has been applied already.
    #[serde(default, rename = "guard")]
    pub guards: Vec<Guard>,
    /// Statements of a data package that are not plain INSERTs, each with its reason.
    #[serde(default, rename = "justified")]
    pub justifications: Vec<Justification>,
    /// Revisions that may commit a part of themselves, each with its reason.
    #[serde(default, rename = "autocommit", skip_serializing_if = "Vec::is_empty")]
    pub autocommits: Vec<AutocommitLeave>,
    /// Whether the tiers may only insert rows.
    #[serde(default)]
    pub data_only: bool,
    /// Why the smoke validation is left out; it is run where nothing stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_smoke: Option<String>,
    /// Why the server's archiving of its log is not probed, such as a managed service that does
    /// not show it; it is probed where nothing stands here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skip_archiving: Option<String>,
    /// What people have to attest: `write_freeze`, `pitr_window` and further ones, by name.
    #[serde(default)]
    pub attestations: BTreeMap<String, AttestationDemand>,
    /// Who has to approve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approvals: Option<Approvals>,
    /// What a cutover demands of its rehearsal.
    #[serde(default)]
    pub rehearsal: RehearsalDemand,
    /// Identifiers of blockers that only a PASS closes.
    #[serde(default)]
    pub blockers: Vec<String>,
    /// What this release does not prove, listed in its report.
    #[serde(default)]
    pub not_covered: Vec<String>,
}

fn width() -> u32 {
    64
}

fn lock_timeout() -> String {
    "5s".to_owned()
}

fn statement_timeout() -> String {
    "15min".to_owned()
}

fn tolerance() -> f64 {
    0.001
}

/// A database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// The environment variable with its URL.
    pub url_environment: String,
    /// A second variable that must lead to the same database, such as `PG_DSN`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dsn_environment: Option<String>,
    /// `current_database()` it must have.
    pub database: String,
    /// The host its URL must name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// `current_user` it must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// `system_identifier` its server must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_identifier: Option<String>,
    /// Whether a session that is not encrypted is refused.
    #[serde(default)]
    pub require_ssl: bool,
}

/// The clone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloneSettings {
    /// The environment variable with the URL of the clone itself, or with `template` and `dump`
    /// that of any database of its server.
    pub url_environment: String,
    /// `current_database()` it must have, and gets where it is made.
    pub database: String,
    /// How it comes about.
    pub method: CloneMethod,
    /// Whether a database of this name is replaced.
    #[serde(default)]
    pub replace: bool,
    /// Whether it is dropped at the end of a PASS.
    #[serde(default)]
    pub drop_afterwards: bool,
    /// How old an existing clone may be, such as `24h`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximal_age: Option<String>,
    /// The bytes the disk of the server must have left, where that can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimal_free_bytes: Option<u64>,
    /// The file that says which backup of the clone's environment there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backup_attestation: Option<String>,
    /// Why there is no backup of the clone's environment, in place of that file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_backup: Option<String>,
}

impl CloneSettings {
    /// What must hold of the clone, as of any other database of the release.
    pub fn database_settings(&self) -> DatabaseSettings {
        DatabaseSettings {
            url_environment: self.url_environment.clone(),
            dsn_environment: None,
            database: self.database.clone(),
            host: None,
            role: None,
            system_identifier: None,
            require_ssl: false,
        }
    }
}

/// How a clone comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloneMethod {
    /// `CREATE DATABASE … TEMPLATE`, on the server of the source.
    Template,
    /// `pg_dump` piped into `psql`.
    Dump,
    /// Somebody made it; it is proven to be a copy.
    Existing,
}

/// Row counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowCounts {
    /// The tables; `schema.name`, or a name in the schema `public`.
    pub tables: Vec<String>,
    /// The share of the source's rows that may differ; 0.001 is 0.1 %.
    #[serde(default = "tolerance")]
    pub tolerance: f64,
    /// Differences beyond it that are explained.
    #[serde(default)]
    pub explained: Vec<RowCountExplanation>,
}

/// An explanation for one table and one pair of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowCountExplanation {
    /// The table.
    pub table: String,
    /// The rows of the source it speaks of.
    pub source: u64,
    /// The rows of the clone it speaks of.
    #[serde(rename = "clone")]
    pub clone_rows: u64,
    /// The reason.
    pub reason: String,
}

/// What the structure at the anchor is held against.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reference {
    /// What the migrations make of an empty database up to the anchor.
    #[default]
    History,
    /// A snapshot that somebody has approved.
    Snapshot {
        /// Its file.
        file: String,
        /// The digest it must have.
        sha256: Digest,
    },
}

/// A difference of structure that is explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainedDifference {
    /// The object, as the report of differences names it.
    pub object: String,
    /// What is there instead of what was expected, as the report shows it; all of the object's
    /// differences where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The reason.
    pub reason: String,
}

/// What must exist at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedObjects {
    /// The word in the name of the evidence file, such as `ai4`.
    pub name: String,
    /// The tables.
    pub tables: Vec<String>,
}

/// How many rows the statements of a revision may change in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackfillBound {
    /// The revision: a full identifier.
    pub revision: String,
    /// The table.
    pub table: String,
    /// Which of the revision's statements on this table, from 1; each of them where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<usize>,
    /// At least.
    pub minimum: u64,
    /// At most.
    pub maximum: u64,
}

/// A named question with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    /// Its name.
    pub name: String,
    /// A query that returns one value, or several rows that are taken together.
    pub sql: String,
    /// The answer before, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The answer after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Whether another answer fails or is explained.
    #[serde(default)]
    pub class: ProbeClass,
    /// Why another answer is all right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the source is asked at the entry and at the exit, with equal answers.
    #[serde(default)]
    pub isolation: bool,
}

/// Whether another answer of a probe fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProbeClass {
    /// It fails.
    #[default]
    Asserted,
    /// It is explained by the probe's reason.
    Explained,
}

/// A tier of SQL files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its name, such as `T0`.
    pub name: String,
    /// The files, from the folder of `release.toml`, in order.
    pub files: Vec<String>,
    /// What must be answered before it: the answer of a probe by its name.
    #[serde(default)]
    pub before: BTreeMap<String, String>,
    /// What must be answered after it.
    #[serde(default)]
    pub after: BTreeMap<String, String>,
    /// How many tables, views, functions, sequences, types it adds.
    #[serde(default)]
    pub adds: BTreeMap<String, u64>,
}

/// A change of a tier's file that the clone needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloneDelta {
    /// Its name.
    pub name: String,
    /// The files it changes.
    pub files: Vec<String>,
    /// The text that is replaced; nothing where text is added at the beginning.
    #[serde(default)]
    pub from: String,
    /// The text instead.
    pub to: String,
    /// How often it occurs in all files together.
    pub occurrences: usize,
    /// The reason.
    pub reason: String,
}

/// A database whose result is compared with ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Golden {
    /// The environment variable with its URL.
    pub url_environment: String,
    /// `current_database()` it must have.
    pub database: String,
    /// Differences that are explained.
    #[serde(default)]
    pub explained: Vec<ExplainedDifference>,
}

/// What tells that the release has been applied already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// What is said: `PREFLIGHT ABORT: {message}`; `{}` stands for the answer.
    pub message: String,
    /// A query whose answer is 0 before the release is applied.
    pub sql: String,
}

/// The reason for a statement that would be refused otherwise: one that cannot be read or is
/// committed by itself, and in a data package everything but a plain INSERT.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Justification {
    /// The digest of the statement.
    pub sha256: Digest,
    /// The reason.
    pub reason: String,
}

/// Leave for the `autocommit_block()` of a revision: it commits what came before it, which no
/// ROLLBACK takes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutocommitLeave {
    /// The revision: a full identifier.
    pub revision: String,
    /// Why it has to be so.
    pub reason: String,
    /// The role that answers for it: one of those that approve.
    pub approved_by: String,
}

/// A file by which a person attests something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttestationDemand {
    /// The file.
    pub file: String,
    /// How old it may be, such as `2h`.
    pub maximal_age: String,
}

/// Who has to approve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    /// The file of keys, in the form of `ssh-keygen`'s ALLOWED SIGNERS.
    pub allowed_signers: String,
    /// The folder with the approvals and their signatures.
    pub folder: String,
    /// The roles that must be filled, each by another person: `execution`, `governance`, …
    pub roles: Vec<String>,
    /// How long an approval holds, such as `72h`.
    pub maximal_age: String,
}

/// What a cutover demands of the rehearsal that it repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RehearsalDemand {
    /// How long ago it may have ended, such as `24h`; a week where nothing is said.
    #[serde(default = "rehearsal_age")]
    pub maximal_age: String,
}

impl Default for RehearsalDemand {
    fn default() -> Self {
        Self {
            maximal_age: rehearsal_age(),
        }
    }
}

fn rehearsal_age() -> String {
    "7 days".to_owned()
}

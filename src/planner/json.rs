//! A plan for programs: what the JSON report of findings says besides the findings.
//!
//! The form is that of the report, versioned by its `schema_version`: keys may be added without a
//! new version, none changes its meaning or goes.

use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value};

use super::bookkeeping::{Bookkeeping, RowChange};
use super::holds::longest_holds;
use super::plan::{Completeness, Plan, PlannedStep, Start};
use crate::findings::Place;
use crate::runtime::{TransactionMode, VersionWrite};
use crate::safety::{Hold, JudgedStatement, Lock, TransactionKind, Transactional};
use crate::script::RevisionId;

/// The keys of the document.
#[derive(Serialize)]
struct Document<'a> {
    start: StartDocument<'a>,
    destination: &'a str,
    heads: Vec<&'a str>,
    version_table: &'a str,
    transaction_mode: &'static str,
    setup: &'a [String],
    before: Vec<RowDocument<'a>>,
    steps: Vec<StepDocument<'a>>,
    transactions: Vec<TransactionDocument>,
    longest_locks: Vec<LongestDocument>,
}

#[derive(Serialize)]
struct StartDocument<'a> {
    /// `database`, `given` or `base`.
    kind: &'static str,
    rows: Vec<&'a str>,
    /// The URL of the database, without its password.
    database: Option<&'a str>,
}

#[derive(Serialize)]
struct StepDocument<'a> {
    number: usize,
    revision: &'a str,
    down_revisions: Vec<&'a str>,
    depends_on: &'a [String],
    branch_labels: &'a [String],
    title: &'a str,
    path: String,
    reasons: Vec<ReasonDocument<'a>>,
    version_table: Vec<RowDocument<'a>>,
    /// `complete`, `needs_database` or `refused`.
    status: &'static str,
    /// Why the statements are not all.
    reason: Option<&'a str>,
    /// From where on they are not known.
    place: Option<PlaceDocument>,
    statements: Vec<StatementDocument<'a>>,
}

#[derive(Serialize)]
struct ReasonDocument<'a> {
    kind: &'static str,
    names: Vec<&'a str>,
}

#[derive(Serialize)]
struct RowDocument<'a> {
    /// `create_table`, `widen_column`, `insert`, `update` or `delete`.
    kind: &'static str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    sql: &'a str,
}

#[derive(Serialize)]
struct PlaceDocument {
    path: String,
    line: Option<usize>,
    column: Option<usize>,
}

#[derive(Serialize)]
struct StatementDocument<'a> {
    number: usize,
    sql: &'a str,
    line: usize,
    path: String,
    transaction: usize,
    transactional: bool,
    locks: Vec<LockDocument<'a>>,
    unknown: Option<&'a str>,
}

#[derive(Serialize)]
struct LockDocument<'a> {
    relation: String,
    /// Whether `relation` is a name, and not a description of what is not known.
    named: bool,
    /// The name PostgreSQL's manual gives it.
    mode: &'static str,
    /// `scan`, `rewrite`, or empty.
    work: &'static str,
    /// What it hangs on that is not known.
    reservation: Option<&'a str>,
    /// Whether the plan itself makes the relation, so that nobody waits.
    made_by_plan: bool,
}

#[derive(Serialize)]
struct TransactionDocument {
    number: usize,
    /// `block`, or `autocommit`: each statement by itself.
    kind: &'static str,
    first_step: usize,
    last_step: usize,
    first_statement: usize,
    last_statement: usize,
}

#[derive(Serialize)]
struct LongestDocument {
    relation: String,
    mode: &'static str,
    transaction: usize,
    from_step: usize,
    from_statement: usize,
    to_step: usize,
    to_statement: usize,
    statements: usize,
    scans: usize,
    rewrites: usize,
}

/// The plan as keys of the report's document; paths are relative to `root`.
pub fn plan_facts(plan: &Plan, root: &Path) -> Map<String, Value> {
    let document = Document {
        start: start(&plan.start),
        destination: &plan.destination,
        heads: ids(&plan.heads),
        version_table: &plan.version_table,
        transaction_mode: match plan.transaction_mode {
            TransactionMode::WholeRun => "whole_run",
            TransactionMode::PerMigration => "per_migration",
            TransactionMode::NonTransactional => "non_transactional",
        },
        setup: &plan.setup,
        before: plan.before.iter().map(row).collect(),
        steps: plan.steps.iter().map(|one| step(one, root)).collect(),
        transactions: plan
            .transactions
            .iter()
            .map(|record| TransactionDocument {
                number: record.number,
                kind: match record.kind {
                    TransactionKind::Block => "block",
                    TransactionKind::Autocommit => "autocommit",
                },
                first_step: record.first.step,
                last_step: record.last.step,
                first_statement: record.first.statement,
                last_statement: record.last.statement,
            })
            .collect(),
        longest_locks: longest_holds(&plan.transactions)
            .into_iter()
            .map(|held| {
                let hold: &Hold = held.hold;
                LongestDocument {
                    relation: hold.relation.to_string(),
                    mode: hold.mode.name(),
                    transaction: held.transaction.number,
                    from_step: hold.since.step,
                    from_statement: hold.since.statement,
                    to_step: held.transaction.last.step,
                    to_statement: held.transaction.last.statement,
                    statements: hold.statements,
                    scans: hold.scans,
                    rewrites: hold.rewrites,
                }
            })
            .collect(),
    };
    match serde_json::to_value(document) {
        Ok(Value::Object(object)) => object,
        Ok(_) | Err(_) => Map::new(),
    }
}

fn start(start: &Start) -> StartDocument<'_> {
    let (kind, database) = match start {
        Start::Database { url, .. } => ("database", Some(url.as_str())),
        Start::Given { .. } => ("given", None),
        Start::Base => ("base", None),
    };
    StartDocument {
        kind,
        rows: ids(start.rows()),
        database,
    }
}

fn step<'a>(step: &'a PlannedStep, root: &Path) -> StepDocument<'a> {
    let (status, reason, place) = match &step.completeness {
        Completeness::Complete => ("complete", None, None),
        Completeness::NeedsDatabase { reason, place } => {
            ("needs_database", Some(reason.as_str()), place.as_ref())
        }
        Completeness::Refused { reason, place } => {
            ("refused", Some(reason.as_str()), place.as_ref())
        }
    };
    StepDocument {
        number: step.number,
        revision: step.revision.as_str(),
        down_revisions: ids(&step.down_revisions),
        depends_on: &step.depends_on,
        branch_labels: &step.branch_labels,
        title: &step.title,
        path: relative(&step.path, root),
        reasons: step
            .reasons
            .iter()
            .map(|reason| ReasonDocument {
                kind: reason.kind(),
                names: reason.names(),
            })
            .collect(),
        version_table: step.bookkeeping.iter().map(row).collect(),
        status,
        reason,
        place: place.map(|place| place_document(place, root)),
        statements: step
            .statements
            .iter()
            .map(|one| statement(one, root))
            .collect(),
    }
}

fn row(entry: &Bookkeeping) -> RowDocument<'_> {
    let (from, to) = match &entry.change {
        RowChange::Create { .. } | RowChange::Widen { .. } => (None, None),
        RowChange::Row(VersionWrite::Insert(to)) => (None, Some(to.as_str())),
        RowChange::Row(VersionWrite::Update { from, to }) => {
            (Some(from.as_str()), Some(to.as_str()))
        }
        RowChange::Row(VersionWrite::Delete(from)) => (Some(from.as_str()), None),
    };
    RowDocument {
        kind: entry.change.kind(),
        from,
        to,
        sql: &entry.sql,
    }
}

fn statement<'a>(statement: &'a JudgedStatement, root: &Path) -> StatementDocument<'a> {
    StatementDocument {
        number: statement.number,
        sql: &statement.text,
        line: statement.origin.line_column().line,
        path: relative(statement.origin.file.path(), root),
        transaction: statement.transaction,
        transactional: statement.effect.transactional == Transactional::Yes,
        locks: statement.effect.locks.iter().map(lock).collect(),
        unknown: statement.effect.unknown.as_deref(),
    }
}

fn lock(lock: &Lock) -> LockDocument<'_> {
    LockDocument {
        relation: lock.relation.to_string(),
        named: lock.relation.name().is_some(),
        mode: lock.mode.name(),
        work: lock.work.word(),
        reservation: lock.reservation.as_deref(),
        made_by_plan: lock.is_new,
    }
}

fn place_document(place: &Place, root: &Path) -> PlaceDocument {
    PlaceDocument {
        path: relative(&place.path, root),
        line: place.line,
        column: place.column,
    }
}

fn relative(path: &Path, root: &Path) -> String {
    path.strip_prefix(root)
        .unwrap_or(path)
        .display()
        .to_string()
}

fn ids(ids: &[RevisionId]) -> Vec<&str> {
    ids.iter().map(RevisionId::as_str).collect()
}

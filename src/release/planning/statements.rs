//! The statements of the path: what each is, what it locks, and what a release objects to.

use std::path::Path;

use super::error::PlanningError;
use super::objection::Objection;
use crate::governance::{
    BackfillBound, Digest, PlannedGap, PlannedLock, PlannedRisk, PlannedStatement, ReleaseFile,
    StatementClass,
};
use crate::planner::{Completeness, Plan, PlannedStep};
use crate::safety::{
    JudgedStatement, KnownStatement, RelationName, RowsChanged, RowsVerb, StatementKind,
    TransactionKind, Transactional, known_statements,
};

/// What the planner's steps come to.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// The statements.
    pub(super) planned: Vec<PlannedStatement>,
    /// Where they end.
    pub(super) gaps: Vec<PlannedGap>,
    /// What is dangerous and has leave.
    pub(super) risks: Vec<PlannedRisk>,
    /// What a release must not have.
    pub(super) objections: Vec<Objection>,
}

impl Statements {
    /// Reads a plan; what the release does not allow becomes an objection.
    pub(super) fn of(plan: &Plan, release: &ReleaseFile) -> Result<Self, PlanningError> {
        let mut found = Self::default();
        for step in &plan.steps {
            for (index, judged) in step.statements.iter().enumerate() {
                found.statement(plan, step, index + 1, judged, release);
            }
            found.rest(step)?;
        }
        found.bounds_of_nothing(release);
        found.leave_for_nothing(release);
        Ok(found)
    }

    fn statement(
        &mut self,
        plan: &Plan,
        step: &PlannedStep,
        number: usize,
        judged: &JudgedStatement,
        release: &ReleaseFile,
    ) {
        let readings = known_statements(&judged.text);
        let sha256 = Digest::of(&judged.text);
        let line = judged.origin.line_column().line;
        let is_new = |table: &RelationName| {
            let locks = judged.effect.locks.iter();
            locks
                .filter(|lock| lock.relation.name() == Some(table))
                .any(|lock| lock.is_new)
        };
        let changes: Vec<&RowsChanged> = readings
            .iter()
            .flat_map(|reading| &reading.changes)
            .filter(|change| !is_new(&change.table))
            .collect();
        let statement = PlannedStatement {
            revision: step.revision.to_string(),
            number,
            line,
            sql: judged.text.clone(),
            sha256,
            class: class(&readings),
            locks: locks(judged),
            changes: names(&changes),
            unknown: judged.effect.unknown.clone(),
        };
        let place = format!("{}:{line}", file_name(&step.path));
        let justified = release
            .justifications
            .iter()
            .any(|justification| justification.sha256 == sha256);
        let mut object = |message: String, remedy: String| {
            self.objections.push(Objection {
                place: place.clone(),
                message,
                remedy,
            });
        };
        let justify = format!(
            "If it has to be so, say why:\n[[justified]]\nsha256 = \"{sha256}\"\nreason = \"…\""
        );
        for change in changes.iter().filter(|change| needs_bound(change.verb)) {
            let table = change.table.to_string();
            if !is_bounded(&release.backfills, &statement.revision, &table) {
                object(
                    format!("{} {table}: no bound says how many rows", verb(change.verb)),
                    format!(
                        "Say how many rows each such statement may change:\n[[backfill]]\n\
                         revision = \"{}\"\ntable = \"{table}\"\nminimum = 0\nmaximum = …",
                        statement.revision
                    ),
                );
            }
        }
        let kinds = |kind| readings.iter().any(|reading| reading.kind == kind);
        if kinds(StatementKind::TransactionControl) {
            object(
                "a statement begins or ends a transaction; a release has one, which it ends itself"
                    .to_owned(),
                "Leave BEGIN, COMMIT and ROLLBACK out of the migration.".to_owned(),
            );
        }
        if kinds(StatementKind::Unknown) && !justified {
            object(
                "a statement may do anything, because it cannot be read or calls what is not known"
                    .to_owned(),
                justify.clone(),
            );
        }
        let transaction = plan.transactions.iter();
        let is_alone = transaction
            .filter(|record| record.number == judged.transaction)
            .any(|record| record.kind == TransactionKind::Autocommit);
        let mut leaves = release.autocommits.iter();
        let leave = leaves
            .find(|leave| is_alone && leave.revision == statement.revision)
            .map(|leave| (leave.reason.clone(), leave.approved_by.clone()));
        if is_alone && leave.is_none() {
            object(
                "a statement is committed by itself, outside of the release's transaction, and so \
                 is what came before it"
                    .to_owned(),
                format!(
                    "Move it into a release of its own. If it has to be here, say why and who \
                     answers for it:\n[[autocommit]]\nrevision = \"{}\"\nreason = \"…\"\n\
                     approved_by = \"governance\"",
                    statement.revision
                ),
            );
        } else if is_alone && !readings.iter().all(may_be_alone) {
            object(
                "a statement that is committed by itself may change rows, which nobody could count \
                 and no ROLLBACK take back"
                    .to_owned(),
                "Move it out of the autocommit_block().".to_owned(),
            );
        } else if !is_alone && judged.effect.transactional == Transactional::No && !justified {
            object(
                "a statement cannot be part of a transaction, and a release has one".to_owned(),
                "Put it into an autocommit_block(), with an [[autocommit]] for the revision."
                    .to_owned(),
            );
        }
        if let Some((reason, approved_by)) = leave {
            self.risk(&statement, reason, approved_by);
        }
        self.planned.push(statement);
    }

    /// Adds a statement that is committed by itself to the risk of its revision.
    fn risk(&mut self, statement: &PlannedStatement, reason: String, approved_by: String) {
        let known = self.risks.iter_mut();
        let of_revision = known.filter(|risk| risk.revision == statement.revision);
        match of_revision.last() {
            Some(risk) => risk.statements.push(statement.number),
            None => self.risks.push(PlannedRisk {
                revision: statement.revision.clone(),
                statements: vec![statement.number],
                reason,
                approved_by,
            }),
        }
    }

    /// Leave that no revision needs was given to another release.
    fn leave_for_nothing(&mut self, release: &ReleaseFile) {
        for leave in &release.autocommits {
            let is_used = self
                .risks
                .iter()
                .any(|risk| risk.revision == leave.revision);
            let has_gap = self.gaps.iter().any(|gap| gap.revision == leave.revision);
            if !is_used && !has_gap {
                self.objections.push(Objection {
                    place: "release.toml".to_owned(),
                    message: format!(
                        "{} has leave for an autocommit_block() and no statement in one",
                        leave.revision
                    ),
                    remedy: "Correct or remove the [[autocommit]].".to_owned(),
                });
            }
        }
    }

    /// What is known of a step besides its statements.
    fn rest(&mut self, step: &PlannedStep) -> Result<(), PlanningError> {
        match &step.completeness {
            Completeness::Complete => {}
            Completeness::NeedsDatabase { reason, place } => self.gaps.push(PlannedGap {
                revision: step.revision.to_string(),
                line: place.as_ref().and_then(|place| place.line),
                reason: reason.clone(),
            }),
            Completeness::Refused { reason, place } => {
                let path = place.as_ref().map_or(&step.path, |place| &place.path);
                let line = place.as_ref().and_then(|place| place.line);
                let line = line.map(|line| format!(":{line}")).unwrap_or_default();
                return Err(PlanningError::Refused {
                    revision: step.revision.to_string(),
                    place: format!("{}{line}", path.display()),
                    reason: reason.clone(),
                });
            }
        }
        Ok(())
    }

    /// A bound that no statement is under was written for another release.
    fn bounds_of_nothing(&mut self, release: &ReleaseFile) {
        for bound in &release.backfills {
            let has_gap = self.gaps.iter().any(|gap| gap.revision == bound.revision);
            let table = unqualified(&bound.table);
            let count = self
                .planned
                .iter()
                .filter(|statement| statement.revision == bound.revision)
                .flat_map(|statement| &statement.changes)
                .filter(|changed| unqualified(changed) == table)
                .count();
            if !has_gap && count < bound.statement.unwrap_or(1) {
                self.objections.push(Objection {
                    place: "release.toml".to_owned(),
                    message: format!(
                        "the bound of {} in {} is under no statement: {count} change rows of it",
                        bound.table, bound.revision
                    ),
                    remedy: "Correct or remove the [[backfill]].".to_owned(),
                });
            }
        }
    }
}

/// Whether a statement can be left to itself: it changes no row of a table.
fn may_be_alone(reading: &KnownStatement) -> bool {
    match reading.kind {
        StatementKind::Query
        | StatementKind::Definition
        | StatementKind::Privilege
        | StatementKind::Session => reading.changes.is_empty(),
        StatementKind::TransactionControl | StatementKind::Unknown | StatementKind::Rows => false,
    }
}

/// Whether a text can be sent outside of the release's transaction: nothing in it changes rows.
pub(in crate::release) fn may_be_committed_by_itself(sql: &str) -> bool {
    let readings = known_statements(sql);
    !readings.is_empty() && readings.iter().all(may_be_alone)
}

/// What a text is by the rules of a data package: several statements of different classes are
/// `Unknown`.
pub fn class_of(sql: &str) -> StatementClass {
    class(&known_statements(sql))
}

fn class(readings: &[KnownStatement]) -> StatementClass {
    let mut classes = readings.iter().map(class_of_one);
    let Some(first) = classes.next() else {
        return StatementClass::Unknown;
    };
    match classes.all(|class| class == first) {
        true => first,
        false => StatementClass::Unknown,
    }
}

/// The class of one statement.
pub(super) fn class_of_one(reading: &KnownStatement) -> StatementClass {
    match reading.kind {
        StatementKind::Query => StatementClass::Query,
        StatementKind::Definition => StatementClass::Definition,
        StatementKind::Privilege => StatementClass::Privilege,
        StatementKind::TransactionControl | StatementKind::Session => StatementClass::Session,
        StatementKind::Unknown => StatementClass::Unknown,
        StatementKind::Rows => match reading.changes.as_slice() {
            [change] => match change.verb {
                RowsVerb::InsertValues | RowsVerb::InsertQuery => StatementClass::Insert,
                RowsVerb::Upsert => StatementClass::Upsert,
                RowsVerb::Update => StatementClass::Update,
                RowsVerb::Delete | RowsVerb::Truncate => StatementClass::Delete,
                RowsVerb::Merge => StatementClass::Unknown,
            },
            _ => StatementClass::Unknown,
        },
    }
}

/// Whether the text does not tell how many rows are changed.
fn needs_bound(verb: RowsVerb) -> bool {
    match verb {
        RowsVerb::InsertValues => false,
        RowsVerb::InsertQuery
        | RowsVerb::Upsert
        | RowsVerb::Update
        | RowsVerb::Delete
        | RowsVerb::Truncate
        | RowsVerb::Merge => true,
    }
}

fn verb(verb: RowsVerb) -> &'static str {
    match verb {
        RowsVerb::InsertValues | RowsVerb::InsertQuery | RowsVerb::Upsert => "INSERT INTO",
        RowsVerb::Update => "UPDATE",
        RowsVerb::Delete => "DELETE FROM",
        RowsVerb::Truncate => "TRUNCATE",
        RowsVerb::Merge => "MERGE INTO",
    }
}

fn is_bounded(bounds: &[BackfillBound], revision: &str, table: &str) -> bool {
    bounds
        .iter()
        .any(|bound| bound.revision == revision && unqualified(&bound.table) == unqualified(table))
}

/// A name without the schema that it has anyhow.
fn unqualified(table: &str) -> &str {
    table.strip_prefix("public.").unwrap_or(table)
}

/// The locks on what was there before, the strongest first.
fn locks(judged: &JudgedStatement) -> Vec<PlannedLock> {
    let mut locks: Vec<_> = judged
        .effect
        .locks
        .iter()
        .filter(|lock| !lock.is_new)
        .collect();
    locks.sort_by_key(|lock| std::cmp::Reverse(lock.mode));
    let locks = locks.into_iter().map(|lock| PlannedLock {
        relation: lock.relation.to_string(),
        mode: lock.mode.name().to_owned(),
        work: lock.work.word().to_owned(),
        reservation: lock.reservation.clone(),
    });
    locks.collect()
}

fn names(changes: &[&RowsChanged]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for change in changes {
        let name = change.table.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

//! AL002 and AL026: what a transaction does not allow, and the order of its locks.

use crate::findings::{Finding, Rule};
use crate::safety::action::{Action, NewConstraintKind, TableChange};
use crate::safety::effect::{LockedRelation, Transactional};

use super::Case;

pub(super) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if case.effect.transactional == Transactional::No && case.transaction.is_block() {
        let finding = Finding::new(
            Rule::ConcurrentlyInTransaction,
            format!("{} cannot run inside a transaction", case.beginning()),
        )
        .with_help("Put it into with op.get_context().autocommit_block():.");
        findings.push(finding);
    }
    findings.extend(lock_order(case));
    findings
}

/// A foreign key locks two tables at once; with others held already, somebody who takes them the
/// other way round waits for us while we wait for them. One finding a step says so.
fn lock_order(case: &Case<'_>) -> Option<Finding> {
    if !concerns_foreign_key(case) || case.transaction.lock_order_told == case.step.number {
        return None;
    }
    let taken: Vec<&LockedRelation> = case
        .effect
        .locks
        .iter()
        .filter(|lock| !lock.is_new && lock.mode.blocks_writes() && lock.reservation.is_none())
        .map(|lock| &lock.relation)
        .collect();
    if taken.len() < 2 {
        return None;
    }
    let held: Vec<String> = case
        .transaction
        .blocking()
        .filter(|hold| !taken.contains(&&hold.relation))
        .map(|hold| hold.relation.to_string())
        .collect();
    let (first, others) = held.split_first()?;
    let others = match others.len() {
        0 => " stays".to_owned(),
        count => format!(" and {count} more stay"),
    };
    let tables: Vec<String> = taken.iter().map(ToString::to_string).collect();
    Some(
        Finding::new(
            Rule::LockOrder,
            format!(
                "{} are locked one after another while {first}{others} locked",
                tables.join(" and ")
            ),
        )
        .with_help(
            "Change foreign keys in a transaction of their own (transaction_per_migration, one \
             revision for each), with a lock_timeout.",
        ),
    )
}

fn concerns_foreign_key(case: &Case<'_>) -> bool {
    let Action::AlterTable { changes, .. } = &case.reading.action else {
        return false;
    };
    changes.iter().any(|change| match change {
        TableChange::AddConstraint(constraint) => {
            matches!(constraint.kind, NewConstraintKind::ForeignKey(_))
        }
        TableChange::DropConstraint { .. } => true,
        _ => false,
    })
}

//! Whom a statement reaches besides the table it names: `find_all_inheritors()`, `pg_depend`.
//!
//! Children and partitions, views, the tables whose foreign keys refer to it.

use super::action::{NewConstraintKind, Reach, TableChange};
use super::effect::{Effect, LockedRelation, Work};
use super::lock_mode::LockMode;
use super::model::{Descent, Model};
use super::relation::RelationName;

/// The same lock on all that inherit from a table.
pub(super) fn on_descendants(
    effect: &mut Effect,
    table: &RelationName,
    mode: LockMode,
    work: Work,
    model: &Model,
) {
    for (child, _) in model.descendants(table) {
        effect.lock(&child, mode, work);
    }
}

/// What a change of a table does to those that inherit from it; `effect` is what it does to the
/// table itself.
pub(super) fn descend(
    effect: &mut Effect,
    table: &RelationName,
    change: &TableChange,
    model: &Model,
) {
    let Some(own) = effect.lock_on(table).cloned() else {
        return;
    };
    for (child, descent) in model.descendants(table) {
        if let Some((mode, work)) = inherited(change, descent, own.mode, own.work, table, model) {
            let reservation = own.reservation.clone();
            effect.take_with(LockedRelation::Named(child), mode, work, reservation);
        }
    }
    if let TableChange::AddConstraint(constraint) = change
        && let NewConstraintKind::ForeignKey(key) = &constraint.kind
    {
        let mode = LockMode::ShareRowExclusive;
        on_descendants(effect, &key.references, mode, Work::None, model);
    }
}

/// The lock on a child, where the lock on the table is of `mode`.
fn inherited(
    change: &TableChange,
    descent: Descent,
    mode: LockMode,
    work: Work,
    table: &RelationName,
    model: &Model,
) -> Option<(LockMode, Work)> {
    let is_partition = descent != Descent::Inheritance;
    match change {
        TableChange::RenameTable { .. }
        | TableChange::MoveToSchema { .. }
        | TableChange::AttachPartition { .. }
        | TableChange::DetachPartition { .. }
        | TableChange::Inherit { .. }
        | TableChange::Other {
            reach: Reach::Own, ..
        } => None,
        TableChange::AddConstraint(constraint) => match &constraint.kind {
            NewConstraintKind::Check { .. } => Some((mode, work)),
            NewConstraintKind::ForeignKey(_) => is_partition.then_some((mode, work)),
            NewConstraintKind::Unique
            | NewConstraintKind::Exclude
            | NewConstraintKind::UsingIndex { .. } => {
                is_partition.then_some((LockMode::Share, Work::Scan))
            }
            NewConstraintKind::PrimaryKey => {
                let is_not_null = |column: &String| {
                    let known = model.column(table, column);
                    known.is_some_and(|known| known.not_null)
                };
                // Columns that may hold NULL are made NOT NULL first.
                let mode = if constraint.columns.iter().all(is_not_null) {
                    LockMode::Share
                } else {
                    LockMode::AccessExclusive
                };
                is_partition.then_some((mode, Work::Scan))
            }
        },
        TableChange::AddColumn(_)
        | TableChange::DropColumn { .. }
        | TableChange::RenameColumn { .. }
        | TableChange::SetNotNull { .. }
        | TableChange::DropNotNull { .. }
        | TableChange::SetDefault
        | TableChange::SetType { .. }
        | TableChange::ValidateConstraint { .. }
        | TableChange::DropConstraint { .. }
        | TableChange::RenameConstraint { .. }
        | TableChange::Other {
            reach: Reach::Descendants,
            ..
        } => Some((mode, work)),
    }
}

/// A new partition may take rows from the one for what no other takes, which is read for them.
pub(super) fn beside_default_partition(
    effect: &mut Effect,
    parent: &RelationName,
    partition: &RelationName,
    model: &Model,
) {
    if let Some(default) = model.default_partition(parent)
        && default != *partition
    {
        effect.lock(&default, LockMode::AccessExclusive, Work::Scan);
    }
}

/// The tables whose foreign keys refer to these columns: the keys are dropped with them, or made
/// anew.
pub(super) fn on_referring(
    effect: &mut Effect,
    table: &RelationName,
    columns: &[String],
    work: Work,
    model: &Model,
) {
    for (referring, key) in model.referring_to(table) {
        if key.is_over(columns) {
            effect.lock(&referring, LockMode::AccessExclusive, work);
        }
    }
}

/// What a table or a view takes with it when it is dropped.
pub(super) fn goes_away(effect: &mut Effect, table: &RelationName, cascade: bool, model: &Model) {
    let mode = LockMode::AccessExclusive;
    for referenced in model.referenced_by(table) {
        effect.lock(&referenced, mode, Work::None);
    }
    for (parent, descent) in model.parents(table) {
        if *descent != Descent::Inheritance {
            effect.lock(parent, mode, Work::None);
            if let Some(default) = model.default_partition(parent) {
                effect.lock(&default, mode, Work::None);
            }
        }
    }
    for (child, descent) in model.descendants(table) {
        if cascade || descent != Descent::Inheritance {
            effect.lock(&child, mode, Work::None);
        }
    }
    if !cascade {
        return;
    }
    for (referring, _) in model.referring_to(table) {
        effect.lock(&referring, mode, Work::None);
    }
    for view in model.views_over(table) {
        effect.lock(&view, mode, Work::None);
    }
    if !model.is_complete() {
        let all = format!("the tables and views that use {table}");
        effect.take(LockedRelation::Unnamed(all), mode, Work::None);
    }
}

/// The tables that lose a column with their type.
pub(super) fn users_of_type(effect: &mut Effect, name: &RelationName, model: &Model) {
    let mode = LockMode::AccessExclusive;
    for table in model.users_of_type(name) {
        effect.lock(&table, mode, Work::None);
        for view in model.views_over(&table) {
            effect.lock(&view, mode, Work::None);
        }
    }
    if !model.is_complete() {
        let all = format!("the tables and views that use {name}");
        effect.take(LockedRelation::Unnamed(all), mode, Work::None);
    }
}

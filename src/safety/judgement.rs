//! From what a statement asks for to what it takes: the manual's lock table, and more.
//!
//! Held against a real server by a test: for every form the strongest mode in `pg_locks`, whether
//! the table's file is another one afterwards, and whether the table was read.

use super::action::{
    Action, ColumnDefault, Concurrency, NewColumn, NewConstraint, NewConstraintKind,
    ReferentialAction, RowChange, RowVerb, TableChange, Touch, Using, Validation,
};
use super::casts::{TypeChange, type_change};
use super::column_type::ColumnType;
use super::effect::{Effect, LockedRelation, Transactional, Work};
use super::functions::Volatility;
use super::hints::Hints;
use super::lock_mode::LockMode;
use super::model::{ConstraintKind, Model};
use super::relation::RelationName;

/// What a statement takes, given what is known of the schema before it.
pub(super) fn judge(action: &Action, model: &Model, hints: &Hints) -> Effect {
    let mut effect = Effect::default();
    match action {
        Action::CreateTable(new) => {
            for (table, mode) in &new.others {
                effect.lock(table, *mode, Work::None);
            }
            if let Some(parent) = &new.partition_of {
                effect.lock(parent, LockMode::AccessExclusive, Work::None);
            }
            let beside = new.columns.iter().flat_map(|column| &column.constraints);
            for constraint in new.constraints.iter().chain(beside) {
                if let NewConstraintKind::ForeignKey { references, .. } = &constraint.kind
                    && *references != new.table
                {
                    effect.lock(references, LockMode::ShareRowExclusive, Work::None);
                }
            }
        }
        Action::AlterTable { table, changes } => {
            for change in changes {
                alter(&mut effect, table, change, model, hints);
            }
        }
        Action::DropTables { tables, cascade } => {
            for table in tables {
                effect.lock(table, LockMode::AccessExclusive, Work::None);
            }
            for table in tables {
                for referenced in model.referenced_by(table) {
                    effect.lock(&referenced, LockMode::AccessExclusive, Work::None);
                }
                if model.relation(table).is_none_or(|known| !known.is_complete) {
                    let tables = format!("the tables that {table} references");
                    let tables = LockedRelation::Unnamed(tables);
                    effect.take(tables, LockMode::AccessExclusive, Work::None);
                }
                if *cascade {
                    for (referring, _) in model.referring_to(table) {
                        effect.lock(&referring, LockMode::AccessExclusive, Work::None);
                    }
                }
            }
        }
        Action::DropViews(views) => {
            for view in views {
                effect.lock(view, LockMode::AccessExclusive, Work::None);
            }
        }
        Action::CreateIndex(index) => match index.concurrency {
            Concurrency::Blocking => effect.lock(&index.table, LockMode::Share, Work::Scan),
            Concurrency::Concurrent => {
                effect.lock(&index.table, LockMode::ShareUpdateExclusive, Work::Scan);
                effect.transactional = Transactional::No;
            }
        },
        Action::DropIndexes {
            indexes,
            concurrency,
        } => {
            let mode = match concurrency {
                Concurrency::Blocking => LockMode::AccessExclusive,
                Concurrency::Concurrent => {
                    effect.transactional = Transactional::No;
                    LockMode::ShareUpdateExclusive
                }
            };
            for index in indexes {
                let table = model
                    .table_of_index(index)
                    .or(hints.table_of_index.as_ref());
                let table = match table {
                    Some(table) => LockedRelation::Named(table.clone()),
                    None => LockedRelation::Unnamed(format!("the table of the index {index}")),
                };
                effect.take(table, mode, Work::None);
                effect.lock(index, mode, Work::None);
            }
        }
        Action::RenameIndex { index, .. } => {
            effect.lock(index, LockMode::ShareUpdateExclusive, Work::None);
        }
        Action::Truncate { tables, cascade } => {
            for table in tables {
                effect.lock(table, LockMode::AccessExclusive, Work::Rewrite);
            }
            if *cascade {
                for table in tables {
                    for (referring, _) in model.referring_to(table) {
                        effect.lock(&referring, LockMode::AccessExclusive, Work::Rewrite);
                    }
                }
                if !model.is_complete() {
                    let tables = "every table that references them".to_owned();
                    let tables = LockedRelation::Unnamed(tables);
                    effect.take(tables, LockMode::AccessExclusive, Work::Rewrite);
                }
            }
        }
        Action::Rows(change) => rows(&mut effect, change, model),
        Action::Touch(touch) => touched(&mut effect, touch),
        Action::DropSchemas(schemas) => {
            for (name, _) in model.relations() {
                if schemas.iter().any(|schema| name.schema() == Some(schema)) {
                    effect.lock(name, LockMode::AccessExclusive, Work::None);
                }
            }
            if !model.is_complete() {
                let all = format!("everything in the schema {}", schemas.join(", "));
                let all = LockedRelation::Unnamed(all);
                effect.take(all, LockMode::AccessExclusive, Work::None);
            }
            effect
                .locks
                .sort_by(|one, other| one.relation.cmp(&other.relation));
        }
        Action::Unknown(reason) => effect.unknown = Some(reason.clone()),
        Action::CreateEnumeration { .. }
        | Action::AddLabel { .. }
        | Action::RenameLabel { .. }
        | Action::RenameType { .. }
        | Action::DropTypes { .. }
        | Action::Transaction(_)
        | Action::LockTimeout { .. } => {}
    }
    for lock in &mut effect.locks {
        lock.is_new = lock.relation.name().is_some_and(|name| {
            model.is_new(name)
                || model
                    .table_of_index(name)
                    .is_some_and(|of| model.is_new(of))
        });
    }
    effect
}

fn alter(
    effect: &mut Effect,
    table: &RelationName,
    change: &TableChange,
    model: &Model,
    hints: &Hints,
) {
    let strongest = LockMode::AccessExclusive;
    match change {
        TableChange::AddColumn(column) => add_column(effect, table, column),
        TableChange::DropColumn { column } => {
            effect.lock(table, strongest, Work::None);
            for referenced in foreign_keys_over(model, table, column) {
                effect.lock(&referenced, strongest, Work::None);
            }
        }
        TableChange::RenameColumn { .. }
        | TableChange::RenameTable { .. }
        | TableChange::MoveToSchema { .. }
        | TableChange::DropNotNull { .. }
        | TableChange::SetDefault
        | TableChange::RenameConstraint { .. } => effect.lock(table, strongest, Work::None),
        TableChange::SetNotNull { column } => {
            let work = if is_proved_not_null(model, table, column) {
                Work::None
            } else {
                Work::Scan
            };
            effect.lock(table, strongest, work);
        }
        TableChange::SetType {
            column,
            new_type,
            using,
        } => set_type(effect, table, column, new_type, *using, model, hints),
        TableChange::AddConstraint(constraint) => add_constraint(effect, table, constraint, true),
        TableChange::ValidateConstraint { name } => {
            effect.lock(table, LockMode::ShareUpdateExclusive, Work::Scan);
            match model.constraint(table, name).map(|known| &known.kind) {
                Some(ConstraintKind::ForeignKey { references, .. }) => {
                    effect.lock(references, LockMode::RowShare, Work::None);
                }
                Some(ConstraintKind::Check { .. } | ConstraintKind::Other) => {}
                None => referenced_unknown(effect, name, LockMode::RowShare, None),
            }
        }
        TableChange::DropConstraint { name } => {
            effect.lock(table, strongest, Work::None);
            match model.constraint(table, name).map(|known| &known.kind) {
                Some(ConstraintKind::ForeignKey { references, .. }) => {
                    effect.lock(references, strongest, Work::None);
                }
                Some(ConstraintKind::Check { .. } | ConstraintKind::Other) => {}
                None => referenced_unknown(effect, name, strongest, hints.is_foreign_key),
            }
        }
        TableChange::AttachPartition { partition } => {
            effect.lock(table, LockMode::ShareUpdateExclusive, Work::None);
            effect.take_with(
                LockedRelation::Named(partition.clone()),
                strongest,
                Work::Scan,
                Some("unless a CHECK proves that its rows belong there".to_owned()),
            );
        }
        TableChange::DetachPartition {
            partition,
            concurrency,
        } => {
            let mode = match concurrency {
                Concurrency::Blocking => strongest,
                Concurrency::Concurrent => {
                    effect.transactional = Transactional::No;
                    LockMode::ShareUpdateExclusive
                }
            };
            effect.lock(table, mode, Work::None);
            effect.lock(partition, mode, Work::None);
        }
        TableChange::Inherit { parent } => {
            effect.lock(table, strongest, Work::None);
            effect.lock(parent, LockMode::ShareUpdateExclusive, Work::None);
        }
        TableChange::Other { mode, work } => effect.lock(table, *mode, *work),
    }
}

/// A constraint that is not known may be a foreign key, which locks the other table too.
fn referenced_unknown(
    effect: &mut Effect,
    constraint: &str,
    mode: LockMode,
    is_foreign_key: Option<bool>,
) {
    let reservation = match is_foreign_key {
        Some(false) => return,
        Some(true) => None,
        None => Some("if it is a foreign key".to_owned()),
    };
    let table = LockedRelation::Unnamed(format!("the table that {constraint} references"));
    effect.take_with(table, mode, Work::None, reservation);
}

fn add_column(effect: &mut Effect, table: &RelationName, column: &NewColumn) {
    let mode = LockMode::AccessExclusive;
    let relation = LockedRelation::Named(table.clone());
    match &column.default {
        ColumnDefault::Serial
        | ColumnDefault::Identity
        | ColumnDefault::Generated
        | ColumnDefault::Expression {
            volatility: Volatility::Volatile,
            ..
        } => effect.take(relation, mode, Work::Rewrite),
        ColumnDefault::Expression {
            unknown_function: Some(function),
            ..
        } => effect.take_with(
            relation,
            mode,
            Work::Rewrite,
            Some(format!("unless {function}() is not volatile")),
        ),
        ColumnDefault::Expression { .. } => effect.take(relation, mode, Work::None),
        ColumnDefault::None if column.not_null => effect.take(relation, mode, Work::Scan),
        ColumnDefault::None => effect.take(relation, mode, Work::None),
    }
    let has_values = column.default != ColumnDefault::None;
    for constraint in &column.constraints {
        add_constraint(effect, table, constraint, has_values);
    }
}

/// `has_values` tells whether rows that are there can break a foreign key: a new column without a
/// default holds NULL only.
fn add_constraint(
    effect: &mut Effect,
    table: &RelationName,
    constraint: &NewConstraint,
    has_values: bool,
) {
    let scan = match constraint.validation {
        Validation::Now => Work::Scan,
        Validation::Later => Work::None,
    };
    match &constraint.kind {
        NewConstraintKind::ForeignKey { references, .. } => {
            let scan = if has_values { scan } else { Work::None };
            effect.lock(table, LockMode::ShareRowExclusive, scan);
            effect.lock(references, LockMode::ShareRowExclusive, Work::None);
        }
        NewConstraintKind::Check { .. } => {
            effect.lock(table, LockMode::AccessExclusive, scan);
        }
        NewConstraintKind::Unique | NewConstraintKind::PrimaryKey | NewConstraintKind::Exclude => {
            effect.lock(table, LockMode::AccessExclusive, Work::Scan);
        }
        NewConstraintKind::UsingIndex { .. } => {
            effect.lock(table, LockMode::AccessExclusive, Work::None);
        }
    }
}

fn set_type(
    effect: &mut Effect,
    table: &RelationName,
    column: &str,
    new_type: &ColumnType,
    using: Using,
    model: &Model,
    hints: &Hints,
) {
    let relation = LockedRelation::Named(table.clone());
    let known = model
        .column(table, column)
        .and_then(|known| known.column_type.as_ref())
        .or(hints.existing_type.as_ref());
    let change = match using {
        Using::Expression => TypeChange::Rewrite,
        Using::Cast => changed(known, new_type, model),
    };
    let mode = LockMode::AccessExclusive;
    match change {
        TypeChange::InPlace => effect.take(relation, mode, Work::None),
        TypeChange::Rewrite => effect.take(relation, mode, Work::Rewrite),
        TypeChange::Unknown(reason) => {
            effect.take_with(relation, mode, Work::Rewrite, Some(reason));
        }
    }
    if known != Some(new_type) {
        for referenced in foreign_keys_over(model, table, column) {
            effect.lock(&referenced, mode, Work::None);
        }
    }
}

/// The matrix of casts, with what is known of the session and of enum types.
fn changed(old: Option<&ColumnType>, new: &ColumnType, model: &Model) -> TypeChange {
    if let Some(old) = old {
        let zones = [old.name.as_str(), new.name.as_str()];
        if zones == ["timestamp", "timestamptz"] || zones == ["timestamptz", "timestamp"] {
            match model.time_zone_is_utc {
                Some(true) if old.modifiers == new.modifiers => return TypeChange::InPlace,
                Some(false) => return TypeChange::Rewrite,
                Some(true) | None => {}
            }
        }
        let is_enumeration = |column_type: &ColumnType| {
            let name = RelationName::new(column_type.name.clone());
            model.enumeration(&name).is_some()
        };
        // A label is stored as a number; nothing else is stored like it.
        if old.name != new.name && (is_enumeration(old) || is_enumeration(new)) {
            return TypeChange::Rewrite;
        }
    }
    type_change(old, new)
}

/// The tables that the foreign keys over a column reference.
fn foreign_keys_over(model: &Model, table: &RelationName, column: &str) -> Vec<RelationName> {
    let constraints = model
        .relation(table)
        .into_iter()
        .flat_map(|known| known.constraints.values());
    constraints
        .filter(|constraint| constraint.columns.iter().any(|name| name == column))
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey { references, .. } => Some(references.clone()),
            ConstraintKind::Check { .. } | ConstraintKind::Other => None,
        })
        .collect()
}

/// Whether no row has to be looked at: the column is NOT NULL already, or a check proves it.
pub(super) fn is_proved_not_null(model: &Model, table: &RelationName, column: &str) -> bool {
    if model
        .column(table, column)
        .is_some_and(|known| known.not_null)
    {
        return true;
    }
    let Some(known) = model.relation(table) else {
        return false;
    };
    known.constraints.values().any(|constraint| {
        constraint.is_validated
            && matches!(
                &constraint.kind,
                ConstraintKind::Check { proves_not_null }
                    if proves_not_null.iter().any(|name| name == column)
            )
    })
}

fn rows(effect: &mut Effect, change: &RowChange, model: &Model) {
    let work = match change.verb {
        RowVerb::UpdateAll | RowVerb::DeleteAll => Work::Scan,
        RowVerb::InsertValues | RowVerb::InsertMany | RowVerb::Update | RowVerb::Delete => {
            Work::None
        }
    };
    effect.lock(&change.table, LockMode::RowExclusive, work);
    for (table, mode) in &change.others {
        effect.lock(table, *mode, Work::None);
    }
    match change.verb {
        // The checks of foreign keys look rows of the other table up, and lock them.
        RowVerb::InsertValues | RowVerb::InsertMany => {
            for referenced in model.referenced_by(&change.table) {
                effect.lock(&referenced, LockMode::RowShare, Work::None);
            }
        }
        RowVerb::Delete | RowVerb::DeleteAll => {
            for (referring, action) in model.referring_to(&change.table) {
                let mode = match action {
                    ReferentialAction::Refuse => LockMode::RowShare,
                    ReferentialAction::Change => LockMode::RowExclusive,
                };
                effect.lock(&referring, mode, Work::None);
            }
        }
        RowVerb::Update | RowVerb::UpdateAll => {}
    }
    effect.unknown = change.unknown_function.as_ref().map(calls_unknown);
}

fn touched(effect: &mut Effect, touch: &Touch) {
    for (relation, mode, work) in &touch.locks {
        effect.lock(relation, *mode, *work);
    }
    for (description, mode, work) in &touch.unnamed {
        effect.take(LockedRelation::Unnamed(description.clone()), *mode, *work);
    }
    effect.transactional = touch.transactional;
    effect.unknown = touch.unknown_function.as_ref().map(calls_unknown);
}

fn calls_unknown(function: &String) -> String {
    format!("what the function {function}() does is not known")
}

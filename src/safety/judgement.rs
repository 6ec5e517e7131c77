//! From what a statement asks for to what it takes: the manual's lock table, and more.
//!
//! Held against a real server by a test: for every form the strongest mode in `pg_locks`, whether
//! the table's file is another one afterwards, and whether the table was read.

use super::action::{
    Action, ColumnDefault, Concurrency, NewColumn, NewConstraint, NewConstraintKind, Reach,
    RowEvent, TableChange, Touch, Using, Validation,
};
use super::casts::{TypeChange, type_change};
use super::column_type::ColumnType;
use super::effect::{Effect, LockedRelation, Transactional, Work};
use super::functions::Volatility;
use super::hints::Hints;
use super::lock_mode::LockMode;
use super::model::{ConstraintKind, Model};
use super::relation::RelationName;
use super::relatives::{
    beside_default_partition, descend, goes_away, on_descendants, on_referring, users_of_type,
};
use super::row_changes::{rows, set_off};

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
                beside_default_partition(&mut effect, parent, &new.table, model);
            }
            effect.unknown = new.unknown_function.as_ref().map(calls_unknown);
            let beside = new.columns.iter().flat_map(|column| &column.constraints);
            for constraint in new.constraints.iter().chain(beside) {
                if let NewConstraintKind::ForeignKey(key) = &constraint.kind
                    && key.references != new.table
                {
                    let mode = LockMode::ShareRowExclusive;
                    effect.lock(&key.references, mode, Work::None);
                    on_descendants(&mut effect, &key.references, mode, Work::None, model);
                }
            }
        }
        Action::AlterTable {
            table,
            reach,
            changes,
        } => {
            for change in changes {
                let mut own = Effect::default();
                alter(&mut own, table, change, model, hints);
                if *reach == Reach::Descendants {
                    descend(&mut own, table, change, model);
                }
                effect.include(own);
            }
        }
        Action::DropTables { tables, cascade } => {
            for table in tables {
                effect.lock(table, LockMode::AccessExclusive, Work::None);
            }
            for table in tables {
                goes_away(&mut effect, table, *cascade, model);
                if model.relation(table).is_none_or(|known| !known.is_complete) {
                    let tables = format!("the tables that {table} references");
                    let tables = LockedRelation::Unnamed(tables);
                    effect.take(tables, LockMode::AccessExclusive, Work::None);
                }
            }
        }
        Action::DropViews { views, cascade } => {
            for view in views {
                effect.lock(view, LockMode::AccessExclusive, Work::None);
                goes_away(&mut effect, view, *cascade, model);
            }
        }
        Action::CreateIndex(index) => match index.concurrency {
            Concurrency::Blocking => {
                effect.lock(&index.table, LockMode::Share, Work::Scan);
                on_descendants(
                    &mut effect,
                    &index.table,
                    LockMode::Share,
                    Work::Scan,
                    model,
                );
            }
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
                effect.take(table_of(index, table), mode, Work::None);
                effect.lock(index, mode, Work::None);
                if let Some(table) = table {
                    on_descendants(&mut effect, table, mode, Work::None, model);
                }
            }
        }
        Action::RenameIndex { index, .. } => {
            effect.lock(index, LockMode::ShareUpdateExclusive, Work::None);
        }
        Action::Truncate { tables, cascade } => {
            for table in tables {
                effect.lock(table, LockMode::AccessExclusive, Work::Rewrite);
                let mode = LockMode::AccessExclusive;
                on_descendants(&mut effect, table, mode, Work::Rewrite, model);
                set_off(&mut effect, table, &[RowEvent::Truncate], model);
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
        Action::Touch(touch) => touched(&mut effect, touch, model),
        Action::DropSchemas(schemas) => {
            for (name, _) in model.relations() {
                if schemas.iter().any(|schema| name.schema() == Some(schema)) {
                    effect.lock(name, LockMode::AccessExclusive, Work::None);
                    goes_away(&mut effect, name, true, model);
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
        Action::DropTypes {
            names,
            cascade: true,
            ..
        } => {
            for name in names {
                users_of_type(&mut effect, name, model);
            }
        }
        Action::Unknown(reason) => effect.unknown = Some(reason.clone()),
        Action::CreateEnumeration { .. }
        | Action::AddLabel { .. }
        | Action::RenameLabel { .. }
        | Action::RenameType { .. }
        | Action::DropTypes { .. }
        | Action::Transaction(_)
        | Action::CreateDomain { .. }
        | Action::SearchPath { .. }
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
        TableChange::AddColumn(column) => add_column(effect, table, column, model),
        TableChange::DropColumn { column, cascade } => {
            effect.lock(table, strongest, Work::None);
            for referenced in foreign_keys_over(model, table, column) {
                effect.lock(&referenced, strongest, Work::None);
            }
            if *cascade {
                let columns = std::slice::from_ref(column);
                on_referring(effect, table, columns, Work::None, model);
                dependents(effect, table, model);
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
                Some(ConstraintKind::ForeignKey(key)) => {
                    effect.lock(&key.references, LockMode::RowShare, Work::None);
                }
                Some(ConstraintKind::Check { .. } | ConstraintKind::Other) => {}
                None => referenced_unknown(effect, name, LockMode::RowShare, None),
            }
        }
        TableChange::DropConstraint { name, cascade } => {
            effect.lock(table, strongest, Work::None);
            if *cascade {
                let columns = model.constraint(table, name).map(|known| &known.columns);
                if let Some(columns) = columns {
                    on_referring(effect, table, columns, Work::None, model);
                }
                dependents(effect, table, model);
            }
            match model.constraint(table, name).map(|known| &known.kind) {
                Some(ConstraintKind::ForeignKey(key)) => {
                    effect.lock(&key.references, strongest, Work::None);
                }
                Some(ConstraintKind::Check { .. } | ConstraintKind::Other) => {}
                None => referenced_unknown(effect, name, strongest, hints.is_foreign_key),
            }
        }
        TableChange::AttachPartition { partition, .. } => {
            effect.lock(table, LockMode::ShareUpdateExclusive, Work::None);
            beside_default_partition(effect, table, partition, model);
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
            if let Some(default) = model.default_partition(table) {
                effect.lock(&default, strongest, Work::None);
            }
        }
        TableChange::Inherit { parent } => {
            effect.lock(table, strongest, Work::None);
            effect.lock(parent, LockMode::ShareUpdateExclusive, Work::None);
        }
        TableChange::Other { mode, work, .. } => effect.lock(table, *mode, *work),
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

fn add_column(effect: &mut Effect, table: &RelationName, column: &NewColumn, model: &Model) {
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
        ColumnDefault::Expression { .. } | ColumnDefault::None => {
            let work = if column.default == ColumnDefault::None && column.not_null {
                Work::Scan
            } else {
                Work::None
            };
            effect.take(relation.clone(), mode, work);
            // A value, NULL among them, is held against the condition of a domain row by row.
            match model.is_constrained(&column.column_type) {
                Some(false) => {}
                Some(true) => effect.take(relation, mode, Work::Rewrite),
                None => effect.take_with(
                    relation,
                    mode,
                    Work::Rewrite,
                    Some(format!(
                        "if {} is a domain with a condition",
                        column.column_type
                    )),
                ),
            }
        }
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
        NewConstraintKind::ForeignKey(key) => {
            let scan = if has_values { scan } else { Work::None };
            effect.lock(table, LockMode::ShareRowExclusive, scan);
            effect.lock(&key.references, LockMode::ShareRowExclusive, Work::None);
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
    let referring_work = match change {
        TypeChange::InPlace => Work::None,
        TypeChange::Rewrite | TypeChange::Unknown(_) => Work::Scan,
    };
    match change {
        TypeChange::InPlace if is_looked_at_again(model, table, column) => {
            effect.take(relation, mode, Work::Scan);
        }
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
        let columns = [column.to_owned()];
        on_referring(effect, table, &columns, referring_work, model);
    }
}

/// Whether a change of a column's type in place still has the rows read: a check or an index is
/// computed from the column.
fn is_looked_at_again(model: &Model, table: &RelationName, column: &str) -> bool {
    let constraints = model
        .relation(table)
        .into_iter()
        .flat_map(|known| known.constraints.values());
    let mut checks =
        constraints.filter(|constraint| matches!(constraint.kind, ConstraintKind::Check { .. }));
    checks.any(|check| check.columns.iter().any(|name| name == column))
        || model.has_index_computed_from(table, column)
}

/// The views over a table may use what goes away.
fn dependents(effect: &mut Effect, table: &RelationName, model: &Model) {
    for view in model.views_over(table) {
        effect.take_with(
            LockedRelation::Named(view),
            LockMode::AccessExclusive,
            Work::None,
            Some("if it uses what is dropped".to_owned()),
        );
    }
    if !model.is_complete() {
        let all = LockedRelation::Unnamed("the tables and views that use it".to_owned());
        effect.take(all, LockMode::AccessExclusive, Work::None);
    }
}

/// The table of an index, by name or as what it is.
fn table_of(index: &RelationName, table: Option<&RelationName>) -> LockedRelation {
    match table {
        Some(table) => LockedRelation::Named(table.clone()),
        None => LockedRelation::Unnamed(format!("the table of the index {index}")),
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
            ConstraintKind::ForeignKey(key) => Some(key.references.clone()),
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

fn touched(effect: &mut Effect, touch: &Touch, model: &Model) {
    for (relation, mode, work) in &touch.locks {
        effect.lock(relation, *mode, *work);
        if touch.reach == Reach::Descendants && *mode > LockMode::AccessShare {
            on_descendants(effect, relation, *mode, *work, model);
            for read in model.read_by(relation) {
                effect.lock(&read, *mode, *work);
            }
        }
    }
    for (index, mode, work) in &touch.tables_of_indexes {
        let table = table_of(index, model.table_of_index(index));
        effect.take(table, *mode, *work);
    }
    for (description, mode, work) in &touch.unnamed {
        effect.take(LockedRelation::Unnamed(description.clone()), *mode, *work);
    }
    effect.transactional = touch.transactional;
    effect.unknown = touch.unknown_function.as_ref().map(calls_unknown);
}

pub(super) fn calls_unknown(function: &String) -> String {
    format!("what the function {function}() does is not known")
}

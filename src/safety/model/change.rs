//! What a statement makes of the schema.

use super::schema::{Column, Constraint, ConstraintKind, Descent, Enumeration, Model, Relation};
use crate::safety::action::{
    Action, ColumnDefault, NewColumn, NewConstraint, NewConstraintKind, NewTable, TableChange,
    TransactionControl, Validation,
};
use crate::safety::relation::RelationName;

impl Model {
    /// The schema after a statement.
    pub(in crate::safety) fn apply(&mut self, action: &Action) {
        match action {
            Action::CreateTable(table) => self.create_table(table),
            Action::AlterTable { table, changes, .. } => {
                for change in changes {
                    self.change_table(table, change);
                }
            }
            Action::DropTables { tables, .. } | Action::DropViews { views: tables, .. } => {
                for table in tables {
                    self.relations.remove(table);
                    self.indexes.retain(|_, of| of != table);
                }
            }
            Action::CreateIndex(index) => {
                if let Some(name) = &index.name {
                    self.indexes.insert(name.clone(), index.table.clone());
                    self.computed_from
                        .insert(name.clone(), index.computed_from.clone());
                }
            }
            Action::DropIndexes { indexes, .. } => {
                for index in indexes {
                    self.indexes.remove(index);
                    self.computed_from.remove(index);
                }
            }
            Action::RenameIndex { index, new_name } => {
                if let Some(table) = self.indexes.remove(index) {
                    let renamed = index.sibling(new_name.clone());
                    if let Some(columns) = self.computed_from.remove(index) {
                        self.computed_from.insert(renamed.clone(), columns);
                    }
                    self.indexes.insert(renamed, table);
                }
            }
            Action::CreateEnumeration { name, labels } => {
                self.dropped_types.remove(name);
                let enumeration = Enumeration {
                    provenance: self.phase,
                    labels: labels.clone(),
                };
                self.enumerations.insert(name.clone(), enumeration);
            }
            Action::AddLabel {
                enumeration, label, ..
            } => {
                if let Some(known) = self.enumerations.get_mut(enumeration)
                    && !known.labels.contains(label)
                {
                    known.labels.push(label.clone());
                }
            }
            Action::RenameLabel {
                enumeration,
                from,
                to,
            } => {
                if let Some(known) = self.enumerations.get_mut(enumeration) {
                    for label in known.labels.iter_mut().filter(|label| *label == from) {
                        label.clone_from(to);
                    }
                }
            }
            Action::RenameType { name, new_name } => {
                let enumeration = self.enumerations.remove(name);
                self.dropped_types.insert(name.clone());
                let renamed = name.sibling(new_name.clone());
                self.dropped_types.remove(&renamed);
                if let Some(enumeration) = enumeration {
                    self.enumerations.insert(renamed, enumeration);
                }
            }
            Action::DropTypes { names, .. } => {
                for name in names {
                    self.enumerations.remove(name);
                    self.domains.remove(name);
                    self.dropped_types.insert(name.clone());
                }
            }
            Action::CreateDomain {
                name,
                is_constrained,
            } => {
                self.dropped_types.remove(name);
                self.domains.insert(name.clone(), *is_constrained);
            }
            Action::DropSchemas(schemas) => {
                let is_gone = |name: &RelationName| {
                    schemas.iter().any(|schema| name.schema() == Some(schema))
                };
                self.relations.retain(|name, _| !is_gone(name));
                self.indexes.retain(|name, _| !is_gone(name));
                self.enumerations.retain(|name, _| !is_gone(name));
            }
            Action::Unknown(_) => self.doubt(),
            Action::Rows(change) if change.unknown_function.is_some() => self.doubt(),
            Action::Touch(touch) => {
                if touch.unknown_function.is_some() {
                    self.doubt();
                }
                if let Some(made) = &touch.makes {
                    self.make(made);
                }
                if let Some((view, read)) = &touch.defines {
                    self.make(view);
                    self.views.insert(view.clone());
                    self.relation_mut(view).reads.clone_from(read);
                }
                if let Some((table, hook)) = &touch.hooks {
                    let hooks = &mut self.relation_mut(table).hooks;
                    hooks.insert(hook.name.clone(), hook.events.clone());
                }
                if let Some((table, name)) = &touch.unhooks {
                    self.relation_mut(table).hooks.remove(name);
                }
            }
            Action::Transaction(TransactionControl::Rollback) => self.forget(),
            Action::Rows(_)
            | Action::Truncate { .. }
            | Action::Transaction(_)
            | Action::SearchPath { .. }
            | Action::LockTimeout { .. } => {}
        }
    }

    fn create_table(&mut self, new: &NewTable) {
        if new.unknown_function.is_some() {
            self.doubt();
        }
        if new.if_not_exists && (self.relations.contains_key(&new.table) || !self.is_complete) {
            // It may have been there, with other columns.
            self.relation_mut(&new.table);
            return;
        }
        let relation = Relation {
            provenance: self.phase,
            is_complete: new.columns_are_listed,
            parents: inherited(new),
            ..Relation::default()
        };
        if !relation.parents.is_empty() {
            self.inheriting.insert(new.table.clone());
        }
        self.relations.insert(new.table.clone(), relation);
        for column in &new.columns {
            self.add_column(&new.table, column);
        }
        for constraint in &new.constraints {
            self.add_constraint(&new.table, constraint);
        }
    }

    /// A relation without columns of its own: a sequence, a view.
    fn make(&mut self, name: &RelationName) {
        let provenance = self.phase;
        self.relations
            .entry(name.clone())
            .or_insert_with(|| Relation {
                provenance,
                ..Relation::default()
            });
    }

    fn add_column(&mut self, table: &RelationName, column: &NewColumn) {
        if matches!(
            column.default,
            ColumnDefault::Serial | ColumnDefault::Identity
        ) {
            let sequence = format!("{}_{}_seq", table.name(), column.name);
            self.make(&table.sibling(sequence));
        }
        let known = if column.if_not_exists && !self.is_missing(table, &column.name) {
            // It may have been there, with another type.
            self.column(table, &column.name).cloned().unwrap_or(Column {
                column_type: None,
                not_null: false,
            })
        } else {
            Column {
                column_type: Some(column.column_type.clone()),
                not_null: column.not_null,
            }
        };
        self.relation_mut(table)
            .columns
            .insert(column.name.clone(), known);
        for constraint in &column.constraints {
            self.add_constraint(table, constraint);
        }
    }

    /// Whether a column is certainly not there.
    fn is_missing(&self, table: &RelationName, column: &str) -> bool {
        self.relation(table)
            .is_some_and(|known| known.is_complete && !known.columns.contains_key(column))
    }

    fn add_constraint(&mut self, table: &RelationName, new: &NewConstraint) {
        let kind = match &new.kind {
            NewConstraintKind::Check { proves_not_null } => ConstraintKind::Check {
                proves_not_null: proves_not_null.clone(),
            },
            NewConstraintKind::ForeignKey(key) => ConstraintKind::ForeignKey(key.clone()),
            NewConstraintKind::Unique
            | NewConstraintKind::PrimaryKey
            | NewConstraintKind::Exclude
            | NewConstraintKind::UsingIndex { .. } => ConstraintKind::Other,
        };
        if let ConstraintKind::ForeignKey(key) = &kind {
            self.refers(table, &key.references);
        }
        let name = constraint_name(table, new);
        let has_index = matches!(
            new.kind,
            NewConstraintKind::Unique | NewConstraintKind::PrimaryKey | NewConstraintKind::Exclude
        );
        if has_index {
            self.indexes
                .insert(table.sibling(name.clone()), table.clone());
        }
        if let NewConstraintKind::UsingIndex { index } = &new.kind {
            // The index takes the constraint's name.
            self.indexes.remove(&table.sibling(index.clone()));
            self.indexes
                .insert(table.sibling(name.clone()), table.clone());
        }
        let relation = self.relation_mut(table);
        if new.kind == NewConstraintKind::PrimaryKey {
            for column in &new.columns {
                if let Some(known) = relation.columns.get_mut(column) {
                    known.not_null = true;
                }
            }
        }
        relation.constraints.insert(
            name,
            Constraint {
                kind,
                columns: new.columns.clone(),
                is_validated: new.validation == Validation::Now,
            },
        );
    }

    fn change_table(&mut self, table: &RelationName, change: &TableChange) {
        match change {
            TableChange::AddColumn(column) => self.add_column(table, column),
            TableChange::DropColumn { column, .. } => {
                let relation = self.relation_mut(table);
                relation.columns.remove(column);
                relation
                    .constraints
                    .retain(|_, constraint| !constraint.columns.contains(column));
            }
            TableChange::RenameColumn { column, new_name } => {
                let relation = self.relation_mut(table);
                if let Some(known) = relation.columns.remove(column) {
                    relation.columns.insert(new_name.clone(), known);
                }
                for constraint in relation.constraints.values_mut() {
                    for name in constraint.columns.iter_mut().filter(|name| *name == column) {
                        name.clone_from(new_name);
                    }
                    if let ConstraintKind::Check { proves_not_null } = &mut constraint.kind {
                        for name in proves_not_null.iter_mut().filter(|name| *name == column) {
                            name.clone_from(new_name);
                        }
                    }
                }
                self.rename_referenced(table, column, new_name);
            }
            TableChange::RenameTable { new_name } => {
                self.move_table(table, table.sibling(new_name.clone()));
            }
            TableChange::MoveToSchema { schema } => {
                self.move_table(table, table.moved_to(schema, &self.default_schema));
            }
            TableChange::SetNotNull { column } => self.set_nullability(table, column, true),
            TableChange::DropNotNull { column } => self.set_nullability(table, column, false),
            TableChange::SetType {
                column, new_type, ..
            } => {
                let known = Column {
                    column_type: Some(new_type.clone()),
                    not_null: self
                        .column(table, column)
                        .is_some_and(|known| known.not_null),
                };
                let relation = self.relation_mut(table);
                relation.columns.insert(column.clone(), known);
            }
            TableChange::AddConstraint(constraint) => self.add_constraint(table, constraint),
            TableChange::ValidateConstraint { name } => {
                if let Some(known) = self.relation_mut(table).constraints.get_mut(name) {
                    known.is_validated = true;
                }
            }
            TableChange::DropConstraint { name, .. } => {
                self.relation_mut(table).constraints.remove(name);
                self.indexes.remove(&table.sibling(name.clone()));
            }
            TableChange::RenameConstraint { name, new_name } => {
                let relation = self.relation_mut(table);
                if let Some(known) = relation.constraints.remove(name) {
                    relation.constraints.insert(new_name.clone(), known);
                }
            }
            TableChange::AttachPartition {
                partition,
                is_default,
            } => self.inherits(partition, table, descent(*is_default)),
            TableChange::DetachPartition { partition, .. } => self
                .relation_mut(partition)
                .parents
                .retain(|(parent, _)| parent != table),
            TableChange::Inherit { parent } => self.inherits(table, parent, Descent::Inheritance),
            TableChange::SetDefault | TableChange::Other { .. } => {}
        }
    }

    fn inherits(&mut self, child: &RelationName, parent: &RelationName, kind: Descent) {
        self.inheriting.insert(child.clone());
        let parents = &mut self.relation_mut(child).parents;
        parents.push((parent.clone(), kind));
    }

    /// A column that foreign keys may reference has another name.
    fn rename_referenced(&mut self, table: &RelationName, column: &str, new_name: &str) {
        for known in self.relations.values_mut() {
            for constraint in known.constraints.values_mut() {
                if let ConstraintKind::ForeignKey(key) = &mut constraint.kind
                    && key.references == *table
                {
                    let renamed = key.referenced_columns.iter_mut();
                    for name in renamed.filter(|name| *name == column) {
                        new_name.clone_into(name);
                    }
                }
            }
        }
        let of_table = |index: &RelationName| self.indexes.get(index) == Some(table);
        for (_, columns) in self
            .computed_from
            .iter_mut()
            .filter(|(name, _)| of_table(name))
        {
            for name in columns.iter_mut().filter(|name| *name == column) {
                new_name.clone_into(name);
            }
        }
    }

    fn set_nullability(&mut self, table: &RelationName, column: &str, not_null: bool) {
        let relation = self.relation_mut(table);
        let known = relation.columns.entry(column.to_owned()).or_insert(Column {
            column_type: None,
            not_null,
        });
        known.not_null = not_null;
    }

    fn move_table(&mut self, table: &RelationName, to: RelationName) {
        let relation = self.relations.remove(table).unwrap_or_default();
        for known in self.relations.values_mut() {
            for constraint in known.constraints.values_mut() {
                if let ConstraintKind::ForeignKey(key) = &mut constraint.kind
                    && key.references == *table
                {
                    key.references = to.clone();
                }
            }
            let parents = known.parents.iter_mut().map(|(parent, _)| parent);
            for name in parents
                .chain(&mut known.reads)
                .filter(|name| *name == table)
            {
                *name = to.clone();
            }
        }
        for of in self.indexes.values_mut().filter(|of| *of == table) {
            *of = to.clone();
        }
        if self.inheriting.contains(table) {
            self.inheriting.insert(to.clone());
        }
        if self.views.contains(table) {
            self.views.insert(to.clone());
        }
        for constraint in relation.constraints.values() {
            if let ConstraintKind::ForeignKey(key) = &constraint.kind {
                self.refers(&to, &key.references);
            }
        }
        if let Some(referring) = self.referring.get(table).cloned() {
            self.referring
                .entry(to.clone())
                .or_default()
                .extend(referring);
        }
        self.relations.insert(to, relation);
    }
}

/// What a new table inherits from.
fn inherited(new: &NewTable) -> Vec<(RelationName, Descent)> {
    let children = new
        .parents
        .iter()
        .map(|parent| (parent.clone(), Descent::Inheritance));
    let partition = new
        .partition_of
        .iter()
        .map(|parent| (parent.clone(), descent(new.is_default_partition)));
    children.chain(partition).collect()
}

fn descent(is_default: bool) -> Descent {
    if is_default {
        Descent::DefaultPartition
    } else {
        Descent::Partition
    }
}

/// The name the server gives a constraint that has none (`ChooseConstraintName`).
fn constraint_name(table: &RelationName, constraint: &NewConstraint) -> String {
    if let Some(name) = &constraint.name {
        return name.clone();
    }
    let suffix = match &constraint.kind {
        NewConstraintKind::PrimaryKey => return format!("{}_pkey", table.name()),
        NewConstraintKind::UsingIndex { index } => return index.clone(),
        NewConstraintKind::Check { .. } => "check",
        NewConstraintKind::ForeignKey(_) => "fkey",
        NewConstraintKind::Unique => "key",
        NewConstraintKind::Exclude => "excl",
    };
    let mut name = table.name().to_owned();
    let is_of_several =
        matches!(constraint.kind, NewConstraintKind::Check { .. }) && constraint.columns.len() > 1;
    if is_of_several {
        return format!("{name}_{suffix}");
    }
    for column in &constraint.columns {
        name.push('_');
        name.push_str(column);
    }
    format!("{name}_{suffix}")
}

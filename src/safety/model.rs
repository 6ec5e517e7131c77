//! The schema as far as it is known: from the database, from the history, from the plan itself.

use std::collections::{HashMap, HashSet};

use super::action::{
    Action, NewColumn, NewConstraint, NewConstraintKind, NewTable, ReferentialAction, TableChange,
    Validation,
};
use super::column_type::ColumnType;
use super::facts::{ConstraintKindFact, DatabaseFacts};
use super::reading::read;
use super::relation::RelationName;

/// How large a table is, where a database was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// The estimate of its rows, where there is one.
    pub rows: Option<u64>,
    /// Bytes on disk.
    pub bytes: u64,
}

/// A table of this many bytes is read, rewritten or indexed before anybody notices.
const SMALL: u64 = 1 << 20;

impl Size {
    /// Whether work on the whole table takes no time to speak of.
    pub fn is_small(self) -> bool {
        self.bytes < SMALL
    }
}

/// Whether something was there before the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Provenance {
    /// It was.
    #[default]
    Before,
    /// The plan makes it: nobody else uses it yet.
    Plan,
}

/// A table or a view.
#[derive(Debug, Clone, Default)]
pub(super) struct Relation {
    pub(super) provenance: Provenance,
    pub(super) columns: HashMap<String, Column>,
    pub(super) constraints: HashMap<String, Constraint>,
    pub(super) size: Option<Size>,
    /// Whether all of its columns and constraints are known.
    pub(super) is_complete: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) column_type: Option<ColumnType>,
    pub(super) not_null: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Constraint {
    pub(super) kind: ConstraintKind,
    pub(super) columns: Vec<String>,
    pub(super) is_validated: bool,
}

#[derive(Debug, Clone)]
pub(super) enum ConstraintKind {
    Check {
        proves_not_null: Vec<String>,
    },
    ForeignKey {
        references: RelationName,
        on_delete: ReferentialAction,
    },
    Other,
}

/// An enum type.
#[derive(Debug, Clone, Default)]
pub(super) struct Enumeration {
    pub(super) provenance: Provenance,
    pub(super) labels: Vec<String>,
}

/// The schema as far as it is known.
#[derive(Debug, Clone)]
pub struct Model {
    default_schema: String,
    /// What is made now was made before the plan, or by it.
    phase: Provenance,
    /// Whether what is not known is not there: a database was asked, or there was none before.
    is_complete: bool,
    relations: HashMap<RelationName, Relation>,
    indexes: HashMap<RelationName, RelationName>,
    enumerations: HashMap<RelationName, Enumeration>,
    dropped_types: HashSet<RelationName>,
    pub(super) time_zone_is_utc: Option<bool>,
}

impl Model {
    /// Nothing is known.
    pub fn unknown() -> Self {
        Self {
            default_schema: "public".to_owned(),
            phase: Provenance::Before,
            is_complete: false,
            relations: HashMap::new(),
            indexes: HashMap::new(),
            enumerations: HashMap::new(),
            dropped_types: HashSet::new(),
            time_zone_is_utc: None,
        }
    }

    /// A database in which nothing has been made.
    pub fn empty() -> Self {
        Self {
            is_complete: true,
            ..Self::unknown()
        }
    }

    /// What a database says of itself.
    pub fn of_database(facts: &DatabaseFacts) -> Self {
        let mut model = Self {
            default_schema: facts.default_schema.clone(),
            time_zone_is_utc: Some(facts.time_zone_is_utc),
            ..Self::empty()
        };
        for table in &facts.tables {
            let relation = model.relation_mut(&table.name);
            relation.is_complete = true;
            relation.size = Some(Size {
                rows: table.rows,
                bytes: table.bytes,
            });
        }
        for column in &facts.columns {
            model.relation_mut(&column.table).columns.insert(
                column.name.clone(),
                Column {
                    column_type: Some(ColumnType::parse(&column.type_name)),
                    not_null: column.not_null,
                },
            );
        }
        for constraint in &facts.constraints {
            let kind = match &constraint.kind {
                ConstraintKindFact::Check(definition) => ConstraintKind::Check {
                    proves_not_null: proved_by(definition),
                },
                ConstraintKindFact::ForeignKey(references, on_delete) => {
                    ConstraintKind::ForeignKey {
                        references: references.clone(),
                        on_delete: *on_delete,
                    }
                }
                ConstraintKindFact::Other => ConstraintKind::Other,
            };
            model.relation_mut(&constraint.table).constraints.insert(
                constraint.name.clone(),
                Constraint {
                    kind,
                    columns: constraint.columns.clone(),
                    is_validated: constraint.validated,
                },
            );
        }
        for index in &facts.indexes {
            model
                .indexes
                .insert(index.name.clone(), index.table.clone());
        }
        for enumeration in &facts.enumerations {
            model.enumerations.insert(
                enumeration.name.clone(),
                Enumeration {
                    provenance: Provenance::Before,
                    labels: enumeration.labels.clone(),
                },
            );
        }
        model
    }

    /// From here on, what is made is made by the plan.
    pub(super) fn begin_plan(&mut self) {
        self.phase = Provenance::Plan;
    }

    /// Something happened of which nothing is known: what is not known may be there.
    pub(super) fn doubt(&mut self) {
        self.is_complete = false;
    }

    /// Whether what is not known is not there.
    pub(super) fn is_complete(&self) -> bool {
        self.is_complete
    }

    pub(super) fn default_schema(&self) -> &str {
        &self.default_schema
    }

    pub(super) fn relation(&self, name: &RelationName) -> Option<&Relation> {
        self.relations.get(name)
    }

    pub(super) fn relations(&self) -> impl Iterator<Item = (&RelationName, &Relation)> {
        self.relations.iter()
    }

    pub(super) fn column(&self, table: &RelationName, column: &str) -> Option<&Column> {
        self.relation(table)?.columns.get(column)
    }

    pub(super) fn constraint(&self, table: &RelationName, name: &str) -> Option<&Constraint> {
        self.relation(table)?.constraints.get(name)
    }

    pub(super) fn table_of_index(&self, index: &RelationName) -> Option<&RelationName> {
        self.indexes.get(index)
    }

    pub(super) fn enumeration(&self, name: &RelationName) -> Option<&Enumeration> {
        self.enumerations.get(name)
    }

    pub(super) fn is_dropped_type(&self, name: &RelationName) -> bool {
        self.dropped_types.contains(name)
    }

    /// Whether the plan makes a table, so that nobody else uses it yet.
    pub fn is_new(&self, name: &RelationName) -> bool {
        self.relation(name)
            .is_some_and(|relation| relation.provenance == Provenance::Plan)
    }

    /// Whether an enum type is there; `None` where that is not known.
    pub fn has_enumeration(&self, name: &RelationName) -> Option<bool> {
        if self.enumerations.contains_key(name) {
            Some(true)
        } else if self.is_complete || self.dropped_types.contains(name) {
            Some(false)
        } else {
            None
        }
    }

    /// How many characters a column holds: `Some(None)` for any number, `None` where its type is
    /// not known or no text.
    pub fn text_length(&self, table: &RelationName, column: &str) -> Option<Option<u32>> {
        let column_type = self.column(table, column)?.column_type.as_ref()?;
        match column_type.name.as_str() {
            "varchar" => Some(column_type.modifiers.first().copied()),
            "text" => Some(None),
            _ => None,
        }
    }

    /// How large a table is, where a database was asked.
    pub fn size(&self, name: &RelationName) -> Option<Size> {
        self.relation(name)?.size
    }

    /// The tables that a table's foreign keys reference, and what becomes of its rows.
    pub(super) fn referenced_by(&self, table: &RelationName) -> Vec<RelationName> {
        let mut referenced = Vec::new();
        for constraint in self
            .relation(table)
            .into_iter()
            .flat_map(|r| r.constraints.values())
        {
            if let ConstraintKind::ForeignKey { references, .. } = &constraint.kind
                && references != table
                && !referenced.contains(references)
            {
                referenced.push(references.clone());
            }
        }
        referenced.sort();
        referenced
    }

    /// The tables whose foreign keys reference a table, with what becomes of their rows.
    pub(super) fn referring_to(
        &self,
        table: &RelationName,
    ) -> Vec<(RelationName, ReferentialAction)> {
        let mut referring = Vec::new();
        for (name, relation) in &self.relations {
            for constraint in relation.constraints.values() {
                if let ConstraintKind::ForeignKey {
                    references,
                    on_delete,
                } = &constraint.kind
                    && references == table
                    && name != table
                {
                    referring.push((name.clone(), *on_delete));
                }
            }
        }
        referring.sort_by(|one, other| one.0.cmp(&other.0));
        referring
    }

    fn relation_mut(&mut self, name: &RelationName) -> &mut Relation {
        self.relations.entry(name.clone()).or_default()
    }

    /// The schema after a statement.
    pub(super) fn apply(&mut self, action: &Action) {
        match action {
            Action::CreateTable(table) => self.create_table(table),
            Action::AlterTable { table, changes } => {
                for change in changes {
                    self.change_table(table, change);
                }
            }
            Action::DropTables { tables, .. } | Action::DropViews(tables) => {
                for table in tables {
                    self.relations.remove(table);
                    self.indexes.retain(|_, of| of != table);
                }
            }
            Action::CreateIndex(index) => {
                if let Some(name) = &index.name {
                    self.indexes.insert(name.clone(), index.table.clone());
                }
            }
            Action::DropIndexes { indexes, .. } => {
                for index in indexes {
                    self.indexes.remove(index);
                }
            }
            Action::RenameIndex { index, new_name } => {
                if let Some(table) = self.indexes.remove(index) {
                    self.indexes.insert(index.sibling(new_name.clone()), table);
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
                    self.dropped_types.insert(name.clone());
                }
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
            Action::Touch(touch) if touch.unknown_function.is_some() => self.doubt(),
            Action::Rows(_)
            | Action::Truncate { .. }
            | Action::Touch(_)
            | Action::Transaction(_)
            | Action::LockTimeout { .. } => {}
        }
    }

    fn create_table(&mut self, new: &NewTable) {
        if new.if_not_exists && (self.relations.contains_key(&new.table) || !self.is_complete) {
            // It may have been there, with other columns.
            self.relation_mut(&new.table);
            return;
        }
        let relation = Relation {
            provenance: self.phase,
            is_complete: new.columns_are_listed,
            ..Relation::default()
        };
        self.relations.insert(new.table.clone(), relation);
        for column in &new.columns {
            self.add_column(&new.table, column);
        }
        for constraint in &new.constraints {
            self.add_constraint(&new.table, constraint);
        }
    }

    fn add_column(&mut self, table: &RelationName, column: &NewColumn) {
        self.relation_mut(table).columns.insert(
            column.name.clone(),
            Column {
                column_type: Some(column.column_type.clone()),
                not_null: column.not_null,
            },
        );
        for constraint in &column.constraints {
            self.add_constraint(table, constraint);
        }
    }

    fn add_constraint(&mut self, table: &RelationName, new: &NewConstraint) {
        let kind = match &new.kind {
            NewConstraintKind::Check { proves_not_null } => ConstraintKind::Check {
                proves_not_null: proves_not_null.clone(),
            },
            NewConstraintKind::ForeignKey {
                references,
                on_delete,
            } => ConstraintKind::ForeignKey {
                references: references.clone(),
                on_delete: *on_delete,
            },
            NewConstraintKind::Unique
            | NewConstraintKind::PrimaryKey
            | NewConstraintKind::Exclude
            | NewConstraintKind::UsingIndex { .. } => ConstraintKind::Other,
        };
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
            TableChange::DropColumn { column } => {
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
                }
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
            TableChange::DropConstraint { name } => {
                self.relation_mut(table).constraints.remove(name);
                self.indexes.remove(&table.sibling(name.clone()));
            }
            TableChange::RenameConstraint { name, new_name } => {
                let relation = self.relation_mut(table);
                if let Some(known) = relation.constraints.remove(name) {
                    relation.constraints.insert(new_name.clone(), known);
                }
            }
            TableChange::SetDefault
            | TableChange::AttachPartition { .. }
            | TableChange::DetachPartition { .. }
            | TableChange::Inherit { .. }
            | TableChange::Other { .. } => {}
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
                if let ConstraintKind::ForeignKey { references, .. } = &mut constraint.kind
                    && references == table
                {
                    *references = to.clone();
                }
            }
        }
        for of in self.indexes.values_mut().filter(|of| *of == table) {
            *of = to.clone();
        }
        self.relations.insert(to, relation);
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
        NewConstraintKind::ForeignKey { .. } => "fkey",
        NewConstraintKind::Unique => "key",
        NewConstraintKind::Exclude => "excl",
    };
    let mut name = table.name().to_owned();
    for column in &constraint.columns {
        name.push('_');
        name.push_str(column);
    }
    format!("{name}_{suffix}")
}

/// The columns that a check of the database proves to hold no NULL.
fn proved_by(definition: &str) -> Vec<String> {
    let text = format!("ALTER TABLE t ADD {definition}");
    match read(&text, "public").pop().map(|reading| reading.action) {
        Some(Action::AlterTable { changes, .. }) => match changes.into_iter().next() {
            Some(TableChange::AddConstraint(NewConstraint {
                kind: NewConstraintKind::Check { proves_not_null },
                ..
            })) => proves_not_null,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

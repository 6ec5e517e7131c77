//! The schema as far as it is known: from the database, from the history, from the plan itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::safety::action::{
    Action, ForeignKey, NewConstraint, NewConstraintKind, RowEvent, TableChange,
};
use crate::safety::column_type::ColumnType;
pub(in crate::safety) use crate::safety::facts::Descent;
use crate::safety::facts::{ConstraintKindFact, DatabaseFacts};
use crate::safety::reading::read;
use crate::safety::relation::RelationName;

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
pub(in crate::safety) enum Provenance {
    /// It was.
    #[default]
    Before,
    /// The plan makes it: nobody else uses it yet.
    Plan,
}

/// A table or a view.
#[derive(Debug, Clone, Default)]
pub(in crate::safety) struct Relation {
    pub(in crate::safety) provenance: Provenance,
    pub(in crate::safety) columns: HashMap<String, Column>,
    pub(in crate::safety) constraints: HashMap<String, Constraint>,
    pub(in crate::safety) size: Option<Size>,
    /// Whether all of its columns and constraints are known.
    pub(in crate::safety) is_complete: bool,
    /// What it inherits from, or is a partition of.
    pub(in crate::safety) parents: Vec<(RelationName, Descent)>,
    /// For a view, the relations in its query.
    pub(in crate::safety) reads: Vec<RelationName>,
    /// Its triggers and rules, each with what sets it off.
    pub(in crate::safety) hooks: BTreeMap<String, Vec<RowEvent>>,
}

#[derive(Debug, Clone)]
pub(in crate::safety) struct Column {
    pub(in crate::safety) column_type: Option<ColumnType>,
    pub(in crate::safety) not_null: bool,
}

#[derive(Debug, Clone)]
pub(in crate::safety) struct Constraint {
    pub(in crate::safety) kind: ConstraintKind,
    pub(in crate::safety) columns: Vec<String>,
    pub(in crate::safety) is_validated: bool,
}

#[derive(Debug, Clone)]
pub(in crate::safety) enum ConstraintKind {
    Check { proves_not_null: Vec<String> },
    ForeignKey(ForeignKey),
    Other,
}

/// An enum type.
#[derive(Debug, Clone, Default)]
pub(in crate::safety) struct Enumeration {
    pub(in crate::safety) provenance: Provenance,
    pub(in crate::safety) labels: Vec<String>,
}

/// The schema as far as it is known.
#[derive(Debug, Clone)]
pub struct Model {
    pub(super) default_schema: String,
    /// What is made now was made before the plan, or by it.
    pub(super) phase: Provenance,
    /// Whether what is not known is not there: a database was asked, or there was none before.
    pub(super) is_complete: bool,
    pub(super) relations: HashMap<RelationName, Relation>,
    pub(super) indexes: HashMap<RelationName, RelationName>,
    /// Of the indexes that compute something, the columns they do it from.
    pub(super) computed_from: HashMap<RelationName, Vec<String>>,
    /// Those that inherit, views, and for a table those with a foreign key to it: where to look,
    /// which may be more than there still are.
    pub(super) inheriting: HashSet<RelationName>,
    pub(super) views: HashSet<RelationName>,
    pub(super) referring: HashMap<RelationName, HashSet<RelationName>>,
    /// Domains, and whether they have a condition.
    pub(super) domains: HashMap<RelationName, bool>,
    pub(super) enumerations: HashMap<RelationName, Enumeration>,
    pub(super) dropped_types: HashSet<RelationName>,
    pub(in crate::safety) time_zone_is_utc: Option<bool>,
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
            computed_from: HashMap::new(),
            inheriting: HashSet::new(),
            views: HashSet::new(),
            referring: HashMap::new(),
            domains: HashMap::new(),
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
                ConstraintKindFact::ForeignKey(key) => ConstraintKind::ForeignKey(key.clone()),
                ConstraintKindFact::Other => ConstraintKind::Other,
            };
            if let ConstraintKind::ForeignKey(key) = &kind {
                model.refers(&constraint.table, &key.references);
            }
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
            if let Some(definition) = &index.computed_by {
                let columns = computed_by(definition);
                model.computed_from.insert(index.name.clone(), columns);
            }
        }
        for descent in &facts.descents {
            model.inheriting.insert(descent.child.clone());
            model
                .relation_mut(&descent.child)
                .parents
                .push((descent.parent.clone(), descent.kind));
        }
        for (view, table) in &facts.views {
            model.views.insert(view.clone());
            model.relation_mut(view).reads.push(table.clone());
        }
        for (table, hook) in &facts.hooks {
            model
                .relation_mut(table)
                .hooks
                .insert(hook.name.clone(), hook.events.clone());
        }
        for (name, is_constrained) in &facts.domains {
            model.domains.insert(name.clone(), *is_constrained);
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
    pub(in crate::safety) fn begin_plan(&mut self) {
        self.phase = Provenance::Plan;
    }

    /// Something happened of which nothing is known: what is not known may be there.
    ///
    /// What lessens the work of a statement is forgotten: types, what is never NULL, what is
    /// proved. What adds to it stays.
    pub(in crate::safety) fn doubt(&mut self) {
        self.is_complete = false;
        self.domains.clear();
        for relation in self.relations.values_mut() {
            relation.is_complete = false;
            relation.columns.clear();
            for constraint in relation.constraints.values_mut() {
                if let ConstraintKind::Check { proves_not_null } = &mut constraint.kind {
                    proves_not_null.clear();
                }
            }
        }
    }

    /// What was done may have been undone: nothing is known but that.
    pub(in crate::safety) fn forget(&mut self) {
        *self = Self {
            default_schema: std::mem::take(&mut self.default_schema),
            phase: self.phase,
            time_zone_is_utc: self.time_zone_is_utc,
            ..Self::unknown()
        };
    }

    /// Whether what is not known is not there.
    pub(in crate::safety) fn is_complete(&self) -> bool {
        self.is_complete
    }

    pub(in crate::safety) fn default_schema(&self) -> &str {
        &self.default_schema
    }

    pub(in crate::safety) fn relation(&self, name: &RelationName) -> Option<&Relation> {
        self.relations.get(name)
    }

    pub(in crate::safety) fn relations(&self) -> impl Iterator<Item = (&RelationName, &Relation)> {
        self.relations.iter()
    }

    pub(in crate::safety) fn column(&self, table: &RelationName, column: &str) -> Option<&Column> {
        self.relation(table)?.columns.get(column)
    }

    pub(in crate::safety) fn constraint(
        &self,
        table: &RelationName,
        name: &str,
    ) -> Option<&Constraint> {
        self.relation(table)?.constraints.get(name)
    }

    pub(in crate::safety) fn table_of_index(&self, index: &RelationName) -> Option<&RelationName> {
        self.indexes.get(index)
    }

    pub(in crate::safety) fn enumeration(&self, name: &RelationName) -> Option<&Enumeration> {
        self.enumerations.get(name)
    }

    pub(in crate::safety) fn is_dropped_type(&self, name: &RelationName) -> bool {
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
    pub(in crate::safety) fn referenced_by(&self, table: &RelationName) -> Vec<RelationName> {
        let mut referenced = Vec::new();
        for constraint in self
            .relation(table)
            .into_iter()
            .flat_map(|r| r.constraints.values())
        {
            if let ConstraintKind::ForeignKey(key) = &constraint.kind
                && key.references != *table
                && !referenced.contains(&key.references)
            {
                referenced.push(key.references.clone());
            }
        }
        referenced.sort();
        referenced
    }

    /// The tables whose foreign keys reference a table, each with the key.
    pub(in crate::safety) fn referring_to(
        &self,
        table: &RelationName,
    ) -> Vec<(RelationName, &ForeignKey)> {
        let mut referring = Vec::new();
        for name in self.referring.get(table).into_iter().flatten() {
            let Some(relation) = self.relations.get(name) else {
                continue;
            };
            for constraint in relation.constraints.values() {
                if let ConstraintKind::ForeignKey(key) = &constraint.kind
                    && key.references == *table
                    && name != table
                {
                    referring.push((name.clone(), key));
                }
            }
        }
        referring.sort_by(|one, other| one.0.cmp(&other.0));
        referring
    }

    /// Everything that inherits from a table or is a partition of it, at any depth.
    pub(in crate::safety) fn descendants(
        &self,
        table: &RelationName,
    ) -> Vec<(RelationName, Descent)> {
        let mut found: Vec<(RelationName, Descent)> = Vec::new();
        let mut wanted = vec![table.clone()];
        while let Some(parent) = wanted.pop() {
            for name in &self.inheriting {
                let mut parents = self.parents(name).iter();
                let descent = parents.find(|(one, _)| *one == parent);
                if let Some((_, descent)) = descent
                    && name != table
                    && !found.iter().any(|(known, _)| known == name)
                {
                    found.push((name.clone(), *descent));
                    wanted.push(name.clone());
                }
            }
        }
        found.sort_by(|one, other| one.0.cmp(&other.0));
        found
    }

    /// What a table inherits from or is a partition of.
    pub(in crate::safety) fn parents(&self, table: &RelationName) -> &[(RelationName, Descent)] {
        self.relation(table).map_or(&[], |known| &known.parents)
    }

    /// The relations in the query of a view, and in the queries of the views among them.
    pub(in crate::safety) fn read_by(&self, view: &RelationName) -> Vec<RelationName> {
        let mut found: Vec<RelationName> = Vec::new();
        let mut wanted = vec![view];
        while let Some(next) = wanted.pop() {
            for read in self.relation(next).map_or(&[][..], |known| &known.reads) {
                if read != view && !found.contains(read) {
                    found.push(read.clone());
                    wanted.push(read);
                }
            }
        }
        found.sort();
        found
    }

    /// The views that read a relation, themselves or through another.
    pub(in crate::safety) fn views_over(&self, table: &RelationName) -> Vec<RelationName> {
        let mut found: Vec<RelationName> = Vec::new();
        let mut wanted = vec![table];
        while let Some(next) = wanted.pop() {
            for view in &self.views {
                let reads = self.relation(view).map_or(&[][..], |known| &known.reads);
                if reads.contains(next) && view != table && !found.contains(view) {
                    found.push(view.clone());
                    wanted.push(view);
                }
            }
        }
        found.sort();
        found
    }

    /// The tables with a column of a type.
    pub(in crate::safety) fn users_of_type(&self, name: &RelationName) -> Vec<RelationName> {
        let qualified = name
            .schema()
            .map(|schema| format!("{schema}.{}", name.name()));
        let is_it = |column: &Column| {
            let column_type = column.column_type.as_ref();
            column_type.is_some_and(|column_type| {
                column_type.name == name.name() || qualified.as_ref() == Some(&column_type.name)
            })
        };
        let mut users: Vec<RelationName> = self
            .relations
            .iter()
            .filter(|(_, relation)| relation.columns.values().any(is_it))
            .map(|(table, _)| table.clone())
            .collect();
        users.sort();
        users
    }

    /// The partition of a table for what no other takes.
    pub(in crate::safety) fn default_partition(
        &self,
        table: &RelationName,
    ) -> Option<RelationName> {
        let is_default = (table.clone(), Descent::DefaultPartition);
        self.inheriting
            .iter()
            .find(|name| self.parents(name).contains(&is_default))
            .cloned()
    }

    /// Whether an index of a table is computed from a column.
    pub(in crate::safety) fn has_index_computed_from(
        &self,
        table: &RelationName,
        column: &str,
    ) -> bool {
        self.computed_from.iter().any(|(index, columns)| {
            self.indexes.get(index) == Some(table) && columns.iter().any(|name| name == column)
        })
    }

    /// Whether the values of a type are held against a condition; `None` where nobody knows.
    pub(in crate::safety) fn is_constrained(&self, column_type: &ColumnType) -> Option<bool> {
        let name = match column_type.name.split_once('.') {
            Some((schema, name)) => {
                RelationName::qualified(Some(schema), name, &self.default_schema)
            }
            None => RelationName::new(column_type.name.clone()),
        };
        if let Some(is_constrained) = self.domains.get(&name) {
            return Some(*is_constrained);
        }
        let is_other = column_type.is_of_the_server()
            || self.enumerations.contains_key(&name)
            || self.is_complete;
        is_other.then_some(false)
    }

    /// A table has a foreign key to another.
    pub(super) fn refers(&mut self, table: &RelationName, to: &RelationName) {
        let referring = self.referring.entry(to.clone()).or_default();
        referring.insert(table.clone());
    }

    pub(in crate::safety) fn relation_mut(&mut self, name: &RelationName) -> &mut Relation {
        self.relations.entry(name.clone()).or_default()
    }
}

/// The columns an index of the database is computed from.
fn computed_by(definition: &str) -> Vec<String> {
    match read(definition, "public")
        .pop()
        .map(|reading| reading.action)
    {
        Some(Action::CreateIndex(index)) => index.computed_from,
        _ => Vec::new(),
    }
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

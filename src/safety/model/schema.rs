//! The schema as far as it is known: from the database, from the history, from the plan itself.

use std::collections::{HashMap, HashSet};

use crate::safety::action::{
    Action, NewConstraint, NewConstraintKind, ReferentialAction, TableChange,
};
use crate::safety::column_type::ColumnType;
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
    pub(in crate::safety) fn begin_plan(&mut self) {
        self.phase = Provenance::Plan;
    }

    /// Something happened of which nothing is known: what is not known may be there.
    pub(in crate::safety) fn doubt(&mut self) {
        self.is_complete = false;
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
    pub(in crate::safety) fn referring_to(
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

    pub(in crate::safety) fn relation_mut(&mut self, name: &RelationName) -> &mut Relation {
        self.relations.entry(name.clone()).or_default()
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

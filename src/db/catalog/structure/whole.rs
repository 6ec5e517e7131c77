//! The structure of a database as one value.

use serde::{Deserialize, Serialize};

use super::other::{Extension, OtherObject, Schema};
use super::routine::Routine;
use super::sequence::Sequence;
use super::table::{Table, View};
use super::types::{CompositeType, Domain, Enumeration};

/// Everything users have made in a database, each kind sorted by name.
///
/// Left out are owners, privileges, security labels, tablespaces, large objects, settings of
/// databases and roles, the options of user mappings (they hold passwords), and the functions,
/// types and operators of extensions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// Schemas.
    pub schemas: Vec<Schema>,
    /// Extensions.
    pub extensions: Vec<Extension>,
    /// Enum types.
    pub enumerations: Vec<Enumeration>,
    /// Domains.
    pub domains: Vec<Domain>,
    /// Composite types.
    pub composite_types: Vec<CompositeType>,
    /// Tables.
    pub tables: Vec<Table>,
    /// Views.
    pub views: Vec<View>,
    /// Sequences.
    pub sequences: Vec<Sequence>,
    /// Functions, procedures, aggregates.
    pub routines: Vec<Routine>,
    /// Everything else.
    pub others: Vec<OtherObject>,
}

impl Structure {
    /// The table with a name; one without a schema lies in `public`.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| is_named(&table.name, name))
    }

    /// The same without a table and the sequences its columns own, such as the version table.
    #[must_use]
    pub fn without_table(mut self, name: &str) -> Self {
        self.tables.retain(|table| !is_named(&table.name, name));
        self.sequences.retain(|sequence| {
            let owner = sequence.owned_by.as_ref();
            !owner.is_some_and(|owner| is_named(&owner.table, name))
        });
        self
    }

    /// These tables alone, with the sequences their columns own and nothing else.
    ///
    /// A name that no table has is simply not there: a comparison finds it missing.
    #[must_use]
    pub fn only_tables(mut self, names: &[impl AsRef<str>]) -> Self {
        let is_meant = |table: &str| names.iter().any(|name| is_named(table, name.as_ref()));
        self.tables.retain(|table| is_meant(&table.name));
        self.sequences.retain(|sequence| {
            let owner = sequence.owned_by.as_ref();
            owner.is_some_and(|owner| is_meant(&owner.table))
        });
        Self {
            tables: self.tables,
            sequences: self.sequences,
            ..Self::default()
        }
    }

    /// Puts everything but columns into the order of its names, byte by byte: a server would sort
    /// by its locale.
    pub(super) fn sort(&mut self) {
        self.schemas.sort_by(|one, other| one.name.cmp(&other.name));
        self.extensions
            .sort_by(|one, other| one.name.cmp(&other.name));
        self.enumerations
            .sort_by(|one, other| one.name.cmp(&other.name));
        self.domains.sort_by(|one, other| one.name.cmp(&other.name));
        self.composite_types
            .sort_by(|one, other| one.name.cmp(&other.name));
        self.tables.sort_by(|one, other| one.name.cmp(&other.name));
        self.views.sort_by(|one, other| one.name.cmp(&other.name));
        self.sequences
            .sort_by(|one, other| one.name.cmp(&other.name));
        self.routines
            .sort_by(|one, other| one.name.cmp(&other.name));
        self.others
            .sort_by(|one, other| (&one.kind, &one.name).cmp(&(&other.kind, &other.name)));
        for table in &mut self.tables {
            table
                .constraints
                .sort_by(|one, other| one.name.cmp(&other.name));
            table
                .indexes
                .sort_by(|one, other| one.name.cmp(&other.name));
            table
                .triggers
                .sort_by(|one, other| one.name.cmp(&other.name));
            table.rules.sort_by(|one, other| one.name.cmp(&other.name));
            table
                .policies
                .sort_by(|one, other| one.name.cmp(&other.name));
        }
        for view in &mut self.views {
            view.indexes.sort_by(|one, other| one.name.cmp(&other.name));
            view.triggers
                .sort_by(|one, other| one.name.cmp(&other.name));
            view.rules.sort_by(|one, other| one.name.cmp(&other.name));
        }
    }
}

/// Whether a qualified name is meant by what a person writes.
fn is_named(qualified: &str, written: &str) -> bool {
    qualified == written || qualified.strip_prefix("public.") == Some(written)
}

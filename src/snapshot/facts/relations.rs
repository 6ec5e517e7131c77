//! Facts about tables, views, and what belongs to them.

use crate::db::catalog::structure::{
    Column, Constraint, Index, Policy, Rule, Table, TableKind, Trigger, View, ViewKind,
};
use crate::snapshot::difference::Dimension;

use super::fact::{Described, Fact, comment, fact, flag, list, word};

impl Described for Table {
    const DIMENSION: Dimension = Dimension::Tables;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("table {}", self.name)
    }

    fn summary(&self) -> String {
        let kind = match self.kind {
            TableKind::Table => "table",
            TableKind::Partitioned => "partitioned table",
            TableKind::Foreign => "foreign table",
        };
        format!(
            "{kind}, {} columns, {} constraints, {} indexes",
            self.columns.len(),
            self.constraints.len(),
            self.indexes.len()
        )
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        let part = |aspect, value| fact(Dimension::Partitions, aspect, value);
        let partition = self.partition_of.as_ref().map(|partition| {
            let detaching = if partition.detaching {
                ", being detached"
            } else {
                ""
            };
            format!("{} {}{detaching}", partition.parent, partition.bound)
        });
        vec![
            of("kind", Some(word(self.kind))),
            of("persistence", Some(word(self.persistence))),
            of("access method", self.access_method.clone()),
            of("type", self.of_type.clone()),
            of("server", self.foreign_server.clone()),
            of("replica identity", Some(self.replica_identity.clone())),
            of("options", list(&self.options)),
            part("partition key", self.partition_key.clone()),
            part("partition of", partition),
            part("inherits", list(&self.inherits)),
            fact(
                Dimension::RowSecurity,
                "row security",
                flag(self.row_security),
            ),
            fact(
                Dimension::RowSecurity,
                "row security of the owner",
                flag(self.force_row_security),
            ),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for View {
    const DIMENSION: Dimension = Dimension::Views;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("view {}", self.name)
    }

    fn summary(&self) -> String {
        match self.kind {
            ViewKind::View => format!("view, {} columns", self.columns.len()),
            ViewKind::Materialized => format!("materialized view, {} columns", self.columns.len()),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        vec![
            of("kind", Some(word(self.kind))),
            of("definition", Some(self.definition.clone())),
            of("populated", flag(self.populated)),
            of("options", list(&self.options)),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Column {
    const DIMENSION: Dimension = Dimension::Columns;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, owner: &str) -> String {
        format!("column {owner}.{}", self.name)
    }

    fn summary(&self) -> String {
        let not_null = if self.not_null { " NOT NULL" } else { "" };
        format!("{}{not_null}", self.type_name)
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        let default = |aspect, value| fact(Dimension::Defaults, aspect, value);
        vec![
            of("type", Some(self.type_name.clone())),
            of("collation", self.collation.clone()),
            of("not null", flag(self.not_null)),
            of("settings", list(&self.settings)),
            default("default", self.default.clone()),
            default("generated", self.generated.clone()),
            default("identity", self.identity.clone()),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Constraint {
    const DIMENSION: Dimension = Dimension::Constraints;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, owner: &str) -> String {
        format!("constraint {} on {owner}", self.name)
    }

    fn summary(&self) -> String {
        self.definition.clone()
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        vec![
            of("definition", Some(self.definition.clone())),
            of("validated", flag(self.validated)),
            of("enforced", flag(self.enforced)),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Index {
    const DIMENSION: Dimension = Dimension::Indexes;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, owner: &str) -> String {
        format!("index {} on {owner}", self.name)
    }

    fn summary(&self) -> String {
        self.definition.clone()
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        vec![
            of("definition", Some(self.definition.clone())),
            of("primary key", flag(self.primary)),
            of(
                "made for",
                self.constraint.as_ref().map(|_| "a constraint".to_owned()),
            ),
            of("valid", flag(self.valid)),
            of("clustered", flag(self.clustered)),
            of("replica identity", flag(self.replica_identity)),
            of("attached", flag(self.attached)),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Trigger {
    const DIMENSION: Dimension = Dimension::Triggers;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, owner: &str) -> String {
        format!("trigger {} on {owner}", self.name)
    }

    fn summary(&self) -> String {
        self.definition.clone()
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            fact(Self::DIMENSION, "definition", Some(self.definition.clone())),
            fact(Self::DIMENSION, "fires", Some(self.fires.clone())),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Rule {
    const DIMENSION: Dimension = Dimension::Triggers;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, owner: &str) -> String {
        format!("rule {} on {owner}", self.name)
    }

    fn summary(&self) -> String {
        self.definition.clone()
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            fact(Self::DIMENSION, "definition", Some(self.definition.clone())),
            fact(Self::DIMENSION, "applies", Some(self.applies.clone())),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Policy {
    const DIMENSION: Dimension = Dimension::RowSecurity;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, owner: &str) -> String {
        format!("policy {} on {owner}", self.name)
    }

    fn summary(&self) -> String {
        format!("policy for {}", self.command)
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        vec![
            of("command", Some(self.command.clone())),
            of("permissive", flag(self.permissive)),
            of("roles", list(&self.roles)),
            of("using", self.using.clone()),
            of("check", self.check.clone()),
            comment(self.comment.as_ref()),
        ]
    }
}

//! What there is to say about each kind of object, as a list that can be compared item by item.

use crate::db::catalog::structure::{
    Column, CompositeType, Constraint, Domain, Enumeration, Extension, Index, OtherObject, Policy,
    Routine, Rule, Schema, Sequence, Table, TableKind, Trigger, View, ViewKind,
};

use super::difference::Dimension;

/// A property of an object. Two objects of one kind have the same properties in the same order.
pub(super) struct Fact {
    pub(super) dimension: Dimension,
    pub(super) aspect: &'static str,
    /// Nothing where the object does not have the property.
    pub(super) value: Option<String>,
}

/// A kind of object that is compared.
pub(super) trait Described: PartialEq {
    /// The dimension in which its existence counts.
    const DIMENSION: Dimension;

    /// What it is found by among those of its kind.
    fn key(&self) -> &str;

    /// How reports name it; `owner` is the relation it belongs to, if any.
    fn object(&self, owner: &str) -> String;

    /// What is said of it where there is none on the other side.
    fn summary(&self) -> String;

    /// Its properties.
    fn facts(&self) -> Vec<Fact>;
}

fn fact(dimension: Dimension, aspect: &'static str, value: Option<String>) -> Fact {
    Fact {
        dimension,
        aspect,
        value,
    }
}

fn comment(comment: Option<&String>) -> Fact {
    fact(Dimension::Comments, "comment", comment.cloned())
}

/// `yes`, or nothing.
fn flag(value: bool) -> Option<String> {
    value.then(|| "yes".to_owned())
}

fn list(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

/// The name that serde gives a variant.
fn word(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().replace('_', " ")
}

impl Described for Schema {
    const DIMENSION: Dimension = Dimension::Schemas;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("schema {}", self.name)
    }

    fn summary(&self) -> String {
        "a schema".to_owned()
    }

    fn facts(&self) -> Vec<Fact> {
        vec![comment(self.comment.as_ref())]
    }
}

impl Described for Extension {
    const DIMENSION: Dimension = Dimension::Extensions;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("extension {}", self.name)
    }

    fn summary(&self) -> String {
        format!("version {}", self.version)
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value: &String| fact(Self::DIMENSION, aspect, Some(value.clone()));
        vec![
            of("version", &self.version),
            of("schema", &self.schema),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Enumeration {
    const DIMENSION: Dimension = Dimension::Enums;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("enum {}", self.name)
    }

    fn summary(&self) -> String {
        format!("({})", self.labels.join(", "))
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            fact(Self::DIMENSION, "labels", Some(self.summary())),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Domain {
    const DIMENSION: Dimension = Dimension::Types;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("domain {}", self.name)
    }

    fn summary(&self) -> String {
        format!("domain of {}", self.base_type)
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        let conditions: Vec<String> = self
            .constraints
            .iter()
            .map(|condition| format!("{} {}", condition.name, condition.definition))
            .collect();
        vec![
            of("type", Some(self.base_type.clone())),
            of("collation", self.collation.clone()),
            of("not null", flag(self.not_null)),
            fact(Dimension::Defaults, "default", self.default.clone()),
            of("conditions", list(&conditions)),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for CompositeType {
    const DIMENSION: Dimension = Dimension::Types;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("type {}", self.name)
    }

    fn summary(&self) -> String {
        let attributes: Vec<String> = self
            .attributes
            .iter()
            .map(|attribute| format!("{} {}", attribute.name, attribute.type_name))
            .collect();
        format!("({})", attributes.join(", "))
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            fact(Self::DIMENSION, "attributes", Some(self.summary())),
            comment(self.comment.as_ref()),
        ]
    }
}

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

impl Described for Sequence {
    const DIMENSION: Dimension = Dimension::Sequences;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("sequence {}", self.name)
    }

    fn summary(&self) -> String {
        format!("sequence of {}", self.type_name)
    }

    fn facts(&self) -> Vec<Fact> {
        let of = |aspect, value| fact(Self::DIMENSION, aspect, value);
        let number = |aspect, value: i64| of(aspect, Some(value.to_string()));
        let owner = self
            .owned_by
            .as_ref()
            .map(|owner| format!("{}.{}", owner.table, owner.column));
        vec![
            of("type", Some(self.type_name.clone())),
            number("start", self.start),
            number("increment", self.increment),
            number("minimum", self.minimum),
            number("maximum", self.maximum),
            number("cache", self.cache),
            of("cycle", flag(self.cycle)),
            of("persistence", Some(word(self.persistence))),
            of("owned by", owner),
            of("identity", flag(self.identity)),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for Routine {
    const DIMENSION: Dimension = Dimension::Functions;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("{} {}", word(self.kind), self.name)
    }

    fn summary(&self) -> String {
        word(self.kind)
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            fact(Self::DIMENSION, "kind", Some(word(self.kind))),
            fact(Self::DIMENSION, "definition", Some(self.definition.clone())),
            comment(self.comment.as_ref()),
        ]
    }
}

impl Described for OtherObject {
    const DIMENSION: Dimension = Dimension::Other;

    fn key(&self) -> &str {
        &self.name
    }

    fn object(&self, _owner: &str) -> String {
        format!("{} {}", self.kind, self.name)
    }

    fn summary(&self) -> String {
        self.definition.clone()
    }

    fn facts(&self) -> Vec<Fact> {
        vec![
            fact(Self::DIMENSION, "definition", Some(self.definition.clone())),
            comment(self.comment.as_ref()),
        ]
    }
}

//! Facts about schemas, extensions, types, sequences, routines, and the rest.

use crate::db::catalog::structure::{
    CompositeType, Domain, Enumeration, Extension, OtherObject, Routine, Schema, Sequence,
};
use crate::snapshot::difference::Dimension;

use super::fact::{Described, Fact, comment, fact, flag, list, word};

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
        let comments: Vec<String> = self
            .constraints
            .iter()
            .filter_map(|condition| {
                let comment = condition.comment.as_ref()?;
                Some(format!("{}: {comment}", condition.name))
            })
            .collect();
        vec![
            of("type", Some(self.base_type.clone())),
            of("collation", self.collation.clone()),
            of("not null", flag(self.not_null)),
            fact(Dimension::Defaults, "default", self.default.clone()),
            of("conditions", list(&conditions)),
            fact(
                Dimension::Comments,
                "comments of conditions",
                list(&comments),
            ),
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

//! A property of an object, and what every kind of object that is compared has.

use crate::snapshot::difference::Dimension;

/// A property of an object. Two objects of one kind have the same properties in the same order.
pub(in crate::snapshot) struct Fact {
    pub(in crate::snapshot) dimension: Dimension,
    pub(in crate::snapshot) aspect: &'static str,
    /// Nothing where the object does not have the property.
    pub(in crate::snapshot) value: Option<String>,
}

/// A kind of object that is compared.
pub(in crate::snapshot) trait Described: PartialEq {
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

pub(super) fn fact(dimension: Dimension, aspect: &'static str, value: Option<String>) -> Fact {
    Fact {
        dimension,
        aspect,
        value,
    }
}

pub(super) fn comment(comment: Option<&String>) -> Fact {
    fact(Dimension::Comments, "comment", comment.cloned())
}

/// `yes`, or nothing.
pub(super) fn flag(value: bool) -> Option<String> {
    value.then(|| "yes".to_owned())
}

pub(super) fn list(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}

/// The name that serde gives a variant.
pub(super) fn word(value: impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().replace('_', " ")
}

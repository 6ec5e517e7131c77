//! The parser's names as ours.

use sqlparser::ast::{Ident, ObjectName, ObjectNamePart};

use crate::safety::relation::RelationName;

/// A name as PostgreSQL compares it: folded unless quoted.
pub(super) fn folded(ident: &Ident) -> String {
    if ident.quote_style.is_some() {
        ident.value.clone()
    } else {
        ident.value.to_lowercase()
    }
}

/// Several of them.
pub(super) fn folded_all(idents: &[Ident]) -> Vec<String> {
    idents.iter().map(folded).collect()
}

/// The parts of a dotted name, folded.
pub(super) fn parts(name: &ObjectName) -> Vec<String> {
    name.0
        .iter()
        .filter_map(ObjectNamePart::as_ident)
        .map(folded)
        .collect()
}

/// `table`, `schema.table` or `database.schema.table`.
pub(super) fn relation(name: &ObjectName, default_schema: &str) -> RelationName {
    from_parts(&parts(name), default_schema)
}

/// A relation from the parts of its name.
pub(super) fn from_parts(parts: &[String], default_schema: &str) -> RelationName {
    match parts {
        [] => RelationName::new(""),
        [name] => RelationName::new(name.clone()),
        [.., schema, name] => RelationName::qualified(Some(schema), name.clone(), default_schema),
    }
}

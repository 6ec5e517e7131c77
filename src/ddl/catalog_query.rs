//! Questions to the server's catalogs that DDL depends on.
//!
//! The counterpart of the `has_…` methods of SQLAlchemy's `PGDialect`.

use crate::operations::RelationKind;
use crate::schema::Name;

/// Whether there is a type `name`, as one row with one boolean (`PGDialect.has_type`).
///
/// Without a schema the search path decides, and the server's own types do not count.
pub fn type_exists_query(name: &Name, schema: Option<&Name>) -> String {
    let place = match schema {
        Some(schema) => format!("n.nspname = {}", literal(schema)),
        None => "pg_catalog.pg_type_is_visible(t.oid) AND n.nspname <> 'pg_catalog'".to_owned(),
    };
    format!(
        "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_type t \
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
         WHERE t.typname = {} AND {place})",
        literal(name)
    )
}

/// Whether there is a table or sequence `name`, as one row with one boolean (`PGDialect.has_table`,
/// `PGDialect.has_sequence`).
///
/// Without a schema the search path decides, and the server's own relations do not count.
pub fn relation_exists_query(kind: RelationKind, name: &Name, schema: Option<&Name>) -> String {
    let place = match schema {
        Some(schema) => format!("n.nspname = {}", literal(schema)),
        None => "pg_catalog.pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'".to_owned(),
    };
    let kinds = match kind {
        RelationKind::Table => "'r', 'p', 'f', 'v', 'm'",
        RelationKind::Sequence => "'S'",
    };
    format!(
        "SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_class c \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.relname = {} AND c.relkind IN ({kinds}) AND {place})",
        literal(name)
    )
}

/// The name as a string constant, for a server with `standard_conforming_strings`.
fn literal(name: &Name) -> String {
    format!("'{}'", name.text().replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_constants_in_a_question() {
        let query = type_exists_query(&Name::new("o'clock"), Some(&Name::new("time")));
        assert!(query.contains("t.typname = 'o''clock'"), "{query}");
        assert!(query.ends_with("n.nspname = 'time')"), "{query}");
    }
}

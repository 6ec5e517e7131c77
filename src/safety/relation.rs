//! The name of a table, an index, a view or a type.

use std::fmt;

/// A name as PostgreSQL compares it: folded to lower case unless it was quoted.
///
/// What lies in the schema that unqualified names mean has no schema here, so that `users` and
/// `public.users` are one table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationName {
    schema: Option<String>,
    name: String,
}

impl RelationName {
    /// A name in the schema that unqualified names mean.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            schema: None,
            name: name.into(),
        }
    }

    /// A name in `schema`, where `default_schema` is what unqualified names mean.
    pub fn qualified(schema: Option<&str>, name: impl Into<String>, default_schema: &str) -> Self {
        Self {
            schema: schema
                .filter(|schema| *schema != default_schema)
                .map(str::to_owned),
            name: name.into(),
        }
    }

    /// The schema, where it is not the usual one.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// The name without its schema.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Another name in the same schema.
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self {
            schema: self.schema.clone(),
            name: name.into(),
        }
    }

    /// The same name in another schema.
    pub fn moved_to(&self, schema: &str, default_schema: &str) -> Self {
        Self::qualified(Some(schema), self.name.clone(), default_schema)
    }
}

impl fmt::Display for RelationName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(formatter, "{}.", quoted_if_needed(schema))?;
        }
        write!(formatter, "{}", quoted_if_needed(&self.name))
    }
}

/// A name that is not all lower case letters, digits and underscores stands in quotes.
fn quoted_if_needed(name: &str) -> String {
    let plain = name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty();
    if plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::RelationName;

    #[test]
    fn the_usual_schema_is_not_named() {
        let table = RelationName::qualified(Some("public"), "users", "public");
        assert_eq!(table, RelationName::new("users"));
        let other = RelationName::qualified(Some("ops"), "Users", "public");
        assert_eq!(other.to_string(), "ops.\"Users\"");
        assert_eq!(other.moved_to("public", "public").to_string(), "\"Users\"");
    }
}

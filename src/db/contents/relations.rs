//! Which relations hold rows, and how each column of them is hashed.

use serde::Deserialize;

use crate::db::{Cell, Connection, DbError};

/// Tables, materialized views and foreign tables, with their columns by name. A domain counts as
/// the type under it.
const RELATIONS: &str = "\
SELECT json_build_object('name', format('%I.%I', n.nspname, c.relname), \
  'plain_name', n.nspname || '.' || c.relname, \
  'storage', CASE c.relkind WHEN 'p' THEN 'partitions' WHEN 'f' THEN 'elsewhere' ELSE 'own' END, \
  'columns', coalesce((SELECT json_agg(json_build_object('name', quote_ident(a.attname), \
    'type_name', CASE WHEN b.typnamespace = 'pg_catalog'::regnamespace THEN b.typname END, \
    'not_null', a.attnotnull AND c.relkind <> 'f') ORDER BY a.attname::text COLLATE \"C\") \
    FROM pg_catalog.pg_attribute a \
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid \
    JOIN pg_catalog.pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END \
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]'))::text \
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
 WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname !~ '^pg_' \
   AND n.nspname <> 'information_schema'";

/// A relation with rows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// Its name as SQL writes it, qualified.
    pub name: String,
    /// The same without quotes.
    plain_name: String,
    /// Where its rows lie.
    pub storage: Storage,
    /// Its columns, sorted by name.
    pub columns: Vec<HashedColumn>,
}

/// Where the rows of a relation lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Storage {
    /// In the relation itself.
    Own,
    /// In its partitions, which are relations as well.
    Partitions,
    /// On another server.
    Elsewhere,
}

/// A column, as far as its hash goes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HashedColumn {
    /// Its name as SQL writes it.
    pub name: String,
    /// Its type's name in `pg_type`, where it is one of the server's own.
    pub type_name: Option<String>,
    /// Whether the server sees to it that it is never NULL. Of a foreign table's columns it is told
    /// so and does not look.
    pub not_null: bool,
}

impl HashedColumn {
    /// Its name in a query of the relation as `t`: a column named `t` would be the whole row.
    pub(super) fn qualified(&self) -> String {
        format!("t.{}", self.name)
    }
}

impl Relation {
    /// Whether a person means this relation: by its qualified name with or without quotes, or by
    /// its name alone where it lies in `public`.
    pub fn is_meant_by(&self, written: &str) -> bool {
        [&self.name, &self.plain_name]
            .into_iter()
            .any(|name| name == written || name.strip_prefix("public.") == Some(written))
    }

    /// What follows FROM: a table without those that inherit from it, whose rows are their own.
    pub(super) fn source(&self) -> String {
        match self.storage {
            Storage::Own => format!("ONLY {}", self.name),
            Storage::Partitions | Storage::Elsewhere => self.name.clone(),
        }
    }
}

/// The relations of users that hold rows, sorted by name.
///
/// # Errors
/// The server's; [`DbError::Value`] where the answer is no relation.
pub fn relations(connection: &mut Connection) -> Result<Vec<Relation>, DbError> {
    let rows = connection.query(RELATIONS)?;
    let mut relations = rows
        .rows
        .iter()
        .flatten()
        .map(|cell| {
            let text = cell.as_text().unwrap_or_default();
            serde_json::from_str(text).map_err(|error| DbError::Value {
                column: "relation".to_owned(),
                type_oid: TEXT,
                reason: error.to_string(),
            })
        })
        .collect::<Result<Vec<Relation>, DbError>>()?;
    relations.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(relations)
}

/// The OID of `text`.
pub(super) const TEXT: u32 = 25;

/// A whole number of an answer, whatever type the server gives it.
pub(super) fn number<T: std::str::FromStr>(cell: &Cell) -> Option<T> {
    match cell {
        Cell::Integer(value) => value.to_string().parse().ok(),
        Cell::Numeric(text) | Cell::Text(text) => text.parse().ok(),
        Cell::Null
        | Cell::Bool(_)
        | Cell::Float(_)
        | Cell::Bytes(_)
        | Cell::Uuid(_)
        | Cell::Temporal { .. }
        | Cell::Json(_)
        | Cell::Array(_) => None,
    }
}

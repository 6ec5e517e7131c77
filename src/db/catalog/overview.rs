//! A short account of a database: its tables and enum types.

use crate::db::{Cell, Connection, DbError};

/// The tables and their sizes, without the server's own.
const TABLES: &str = "\
SELECT CASE WHEN n.nspname = 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END,
       (SELECT count(*) FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
       (SELECT count(*) FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid),
       (SELECT count(*) FROM pg_catalog.pg_constraint k
         WHERE k.conrelid = c.oid AND k.contype = 'f')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
 ORDER BY 1";

/// The enum types and their labels, without the server's own.
const ENUMERATIONS: &str = "\
SELECT CASE WHEN n.nspname = 'public' THEN t.typname ELSE n.nspname || '.' || t.typname END,
       string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 GROUP BY 1 ORDER BY 1";

/// One table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableOverview {
    /// Its name, with the schema where that is not `public`.
    pub name: String,
    /// Number of columns.
    pub columns: i64,
    /// Number of indexes, those of constraints too.
    pub indexes: i64,
    /// Number of foreign keys.
    pub foreign_keys: i64,
}

/// One enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumerationOverview {
    /// Its name, with the schema where that is not `public`.
    pub name: String,
    /// The labels in order, separated by commas.
    pub labels: String,
}

/// The tables and enum types of a database, by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    /// The tables.
    pub tables: Vec<TableOverview>,
    /// The enum types.
    pub enumerations: Vec<EnumerationOverview>,
}

impl Overview {
    /// Reads the catalogs with two queries.
    ///
    /// # Errors
    ///
    /// The server's.
    pub fn read(connection: &mut Connection) -> Result<Self, DbError> {
        let tables = connection
            .query(TABLES)?
            .rows
            .into_iter()
            .filter_map(|row| table(&row))
            .collect();
        let enumerations = connection
            .query(ENUMERATIONS)?
            .rows
            .into_iter()
            .filter_map(|row| enumeration(&row))
            .collect();
        Ok(Self {
            tables,
            enumerations,
        })
    }
}

fn table(row: &[Cell]) -> Option<TableOverview> {
    match row {
        [
            Cell::Text(name),
            Cell::Integer(columns),
            Cell::Integer(indexes),
            Cell::Integer(foreign_keys),
        ] => Some(TableOverview {
            name: name.clone(),
            columns: *columns,
            indexes: *indexes,
            foreign_keys: *foreign_keys,
        }),
        _ => None,
    }
}

fn enumeration(row: &[Cell]) -> Option<EnumerationOverview> {
    match row {
        [Cell::Text(name), Cell::Text(labels)] => Some(EnumerationOverview {
            name: name.clone(),
            labels: labels.clone(),
        }),
        _ => None,
    }
}

//! The tables of a database in detail: columns, indexes, constraints, enum types, settings.
//!
//! The counterpart of SQLAlchemy's `Inspector`, as far as the effect of a statement hangs on it.
//! Names are split into schema and name as the catalog has them; nothing is quoted.

use crate::db::{Cell, Connection, DbError};

/// Relations of users; the server's own, and other sessions' temporary ones, are left out.
const USERS: &str = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDetail {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// The planner's estimate of its rows; `None` where it was never analyzed.
    pub rows: Option<i64>,
    /// Its size with indexes and TOAST, in bytes.
    pub bytes: i64,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDetail {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its type as `format_type()` writes it.
    pub type_name: String,
    /// Whether it is NOT NULL.
    pub not_null: bool,
}

/// An index; it lies in its table's schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDetail {
    /// The schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// The table.
    pub table: String,
}

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstraintDetail {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// `contype`: `c`, `f`, `p`, `u`, `x`.
    pub kind: String,
    /// Whether all rows were held against it.
    pub validated: bool,
    /// `pg_get_constraintdef()`.
    pub definition: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// For a foreign key, the schema and the name of the table it references.
    pub references: Option<(String, String)>,
    /// For a foreign key, whether rows that refer to a deleted one are changed.
    pub changes_rows: bool,
}

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumerationDetail {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// Its labels in order.
    pub labels: Vec<String>,
}

/// The tables of a database in detail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// `current_schema()`; empty where the search path names no schema that exists.
    pub current_schema: String,
    /// `lock_timeout` in milliseconds; 0 for none.
    pub lock_timeout: i64,
    /// `TimeZone`.
    pub time_zone: String,
    /// The tables.
    pub tables: Vec<TableDetail>,
    /// Their columns.
    pub columns: Vec<ColumnDetail>,
    /// Their indexes.
    pub indexes: Vec<IndexDetail>,
    /// Their constraints.
    pub constraints: Vec<ConstraintDetail>,
    /// The enum types.
    pub enumerations: Vec<EnumerationDetail>,
}

impl Tables {
    /// Reads the catalogs with six queries. Nothing is changed.
    ///
    /// # Errors
    ///
    /// The server's.
    pub fn read(connection: &mut Connection) -> Result<Self, DbError> {
        let mut tables = Self::default();
        let settings = "SELECT coalesce(current_schema(), ''), \
                        (SELECT setting::int8 FROM pg_catalog.pg_settings \
                          WHERE name = 'lock_timeout'), \
                        current_setting('TimeZone')";
        for row in connection.query(settings)?.rows {
            if let [Cell::Text(schema), Cell::Integer(timeout), Cell::Text(zone)] = row.as_slice() {
                tables.current_schema.clone_from(schema);
                tables.lock_timeout = *timeout;
                tables.time_zone.clone_from(zone);
            }
        }
        tables.tables = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, c.reltuples::int8, \
                 pg_catalog.pg_total_relation_size(c.oid) \
                 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 WHERE c.relkind IN ('r', 'p', 'm') AND {USERS}"
            ),
            table,
        )?;
        tables.columns = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, a.attname::text, \
                 pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull \
                 FROM pg_catalog.pg_attribute a \
                 JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm') \
                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 WHERE a.attnum > 0 AND NOT a.attisdropped AND {USERS}"
            ),
            column,
        )?;
        tables.indexes = read(
            connection,
            &format!(
                "SELECT n.nspname::text, i.relname::text, c.relname::text \
                 FROM pg_catalog.pg_index x \
                 JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid \
                 JOIN pg_catalog.pg_class c ON c.oid = x.indrelid \
                 JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace WHERE {USERS}"
            ),
            index,
        )?;
        tables.constraints = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, k.conname::text, k.contype::text, \
                 k.convalidated, pg_catalog.pg_get_constraintdef(k.oid), \
                 ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a \
                        WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)), \
                 rn.nspname::text, r.relname::text, k.confdeltype IN ('c', 'n', 'd') \
                 FROM pg_catalog.pg_constraint k \
                 JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid \
                 LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace \
                 WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND {USERS}"
            ),
            constraint,
        )?;
        tables.enumerations = read(
            connection,
            &format!(
                "SELECT n.nspname::text, t.typname::text, \
                 array_agg(e.enumlabel::text ORDER BY e.enumsortorder) \
                 FROM pg_catalog.pg_type t \
                 JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid \
                 JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
                 WHERE {USERS} GROUP BY 1, 2"
            ),
            enumeration,
        )?;
        Ok(tables)
    }
}

fn read<T>(
    connection: &mut Connection,
    query: &str,
    detail: fn(&[Cell]) -> Option<T>,
) -> Result<Vec<T>, DbError> {
    let rows = connection.query(query)?.rows;
    Ok(rows.iter().filter_map(|row| detail(row)).collect())
}

fn table(row: &[Cell]) -> Option<TableDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(name),
            Cell::Integer(rows),
            Cell::Integer(bytes),
        ] => Some(TableDetail {
            schema: schema.clone(),
            name: name.clone(),
            rows: Some(*rows).filter(|rows| *rows >= 0),
            bytes: *bytes,
        }),
        _ => None,
    }
}

fn column(row: &[Cell]) -> Option<ColumnDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(table),
            Cell::Text(name),
            Cell::Text(type_name),
            Cell::Bool(not_null),
        ] => Some(ColumnDetail {
            schema: schema.clone(),
            table: table.clone(),
            name: name.clone(),
            type_name: type_name.clone(),
            not_null: *not_null,
        }),
        _ => None,
    }
}

fn index(row: &[Cell]) -> Option<IndexDetail> {
    match row {
        [Cell::Text(schema), Cell::Text(name), Cell::Text(table)] => Some(IndexDetail {
            schema: schema.clone(),
            name: name.clone(),
            table: table.clone(),
        }),
        _ => None,
    }
}

fn constraint(row: &[Cell]) -> Option<ConstraintDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(table),
            Cell::Text(name),
            Cell::Text(kind),
            Cell::Bool(validated),
            Cell::Text(definition),
            Cell::Array(columns),
            references_schema,
            references,
            changes_rows,
        ] => Some(ConstraintDetail {
            schema: schema.clone(),
            table: table.clone(),
            name: name.clone(),
            kind: kind.clone(),
            validated: *validated,
            definition: definition.clone(),
            columns: texts(columns),
            references: match (references_schema, references) {
                (Cell::Text(schema), Cell::Text(name)) => Some((schema.clone(), name.clone())),
                _ => None,
            },
            changes_rows: *changes_rows == Cell::Bool(true),
        }),
        _ => None,
    }
}

fn enumeration(row: &[Cell]) -> Option<EnumerationDetail> {
    match row {
        [Cell::Text(schema), Cell::Text(name), Cell::Array(labels)] => Some(EnumerationDetail {
            schema: schema.clone(),
            name: name.clone(),
            labels: texts(labels),
        }),
        _ => None,
    }
}

fn texts(cells: &[Cell]) -> Vec<String> {
    cells
        .iter()
        .filter_map(Cell::as_text)
        .map(str::to_owned)
        .collect()
}

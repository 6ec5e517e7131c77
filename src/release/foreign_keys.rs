//! Foreign keys of tables: their definitions, and rows that point to nothing.
//!
//! Counterpart: the forensic report on the foreign keys of a table (P0), and "FK integrity checks"
//! (phase 5): an anti-join for each foreign key, whatever `convalidated` says.

use crate::db::{Cell, Connection, DbError, quoted_literal};

use super::obstacle::Obstacle;
use super::table_name::{qualified_table, quoted_table};

/// A foreign key as the catalog has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ForeignKey {
    /// The table that has it, quoted.
    table: String,
    /// Its name.
    name: String,
    /// `pg_get_constraintdef`.
    definition: String,
    /// Whether all rows are known to keep it.
    pub(super) validated: bool,
    /// The question how many rows point to nothing.
    orphans: String,
}

impl std::fmt::Display for ForeignKey {
    /// `public.funds.funds_manager_fkey: FOREIGN KEY (…) REFERENCES …`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "{} {}: {}",
            self.table, self.name, self.definition
        )
    }
}

/// The foreign keys that `tables` have, and those of other tables that point to them.
pub(super) fn of_tables(
    connection: &mut Connection,
    tables: &[String],
) -> Result<Vec<ForeignKey>, Obstacle> {
    if tables.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<String> = tables
        .iter()
        .map(|table| {
            let name = quoted_literal(&quoted_table(&qualified_table(table)));
            format!("pg_catalog.to_regclass({name})")
        })
        .collect();
    let wanted = wanted.join(", ");
    read(
        connection,
        &format!("AND (c.conrelid IN ({wanted}) OR c.confrelid IN ({wanted}))"),
    )
}

/// All foreign keys of the database.
pub(super) fn of_database(connection: &mut Connection) -> Result<Vec<ForeignKey>, Obstacle> {
    read(connection, "")
}

fn read(connection: &mut Connection, condition: &str) -> Result<Vec<ForeignKey>, Obstacle> {
    let answer = connection
        .query(&format!(
            "SELECT c.conrelid::regclass::text, c.conname::text,
                    pg_catalog.pg_get_constraintdef(c.oid), c.convalidated,
                    c.confrelid::regclass::text,
                    string_agg(format('child.%I IS NOT NULL', a.attname), ' AND ' ORDER BY k.place),
                    string_agg(format('parent.%I = child.%I', p.attname, a.attname), ' AND '
                               ORDER BY k.place)
               FROM pg_catalog.pg_constraint c
              CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY
                    AS k(child, parent, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.child
               JOIN pg_catalog.pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = k.parent
              WHERE c.contype = 'f' AND c.conparentid = 0
                {condition}
              GROUP BY c.oid, c.conrelid, c.conname, c.convalidated, c.confrelid
              ORDER BY 1, 3"
        ))
        .map_err(|error| refused(&error))?;
    answer
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [
                Cell::Text(table),
                Cell::Text(name),
                Cell::Text(definition),
                Cell::Bool(validated),
                Cell::Text(parent),
                Cell::Text(present),
                Cell::Text(equal),
            ] => Ok(ForeignKey {
                table: table.clone(),
                name: name.clone(),
                definition: definition.clone(),
                validated: *validated,
                orphans: format!(
                    "SELECT count(*) FROM {table} child WHERE {present} \
                     AND NOT EXISTS (SELECT 1 FROM {parent} parent WHERE {equal})"
                ),
            }),
            _ => Err(Obstacle::gate("the foreign keys cannot be read")),
        })
        .collect()
}

impl ForeignKey {
    /// How many rows point to nothing.
    pub(super) fn orphans(&self, connection: &mut Connection) -> Result<i64, Obstacle> {
        let answer = connection
            .query(&self.orphans)
            .map_err(|error| refused(&error))?;
        match answer.single() {
            Some(Cell::Integer(count)) => Ok(*count),
            _ => Err(Obstacle::gate(format!(
                "the rows that break {self} cannot be counted"
            ))),
        }
    }
}

fn refused(error: &DbError) -> Obstacle {
    Obstacle::database("cannot check the foreign keys", error)
}

//! A row that a table takes, made of what the catalog says of its columns.
//!
//! Only columns that need a value get one. A column of a foreign key takes the key of a row that is
//! there; where there is none, one is inserted first, up to a depth. A value for a column with a
//! CHECK is the first literal of the check.

use std::collections::BTreeMap;

use crate::db::{Cell, Connection, quoted_identifier, quoted_literal};

use super::obstacle::Obstacle;
use super::table_name::{qualified_table, quoted_table};

/// So many tables may need a row for one of the first.
const DEEPEST: usize = 8;

/// The columns that need a value: name, type, category, enum label, foreign key's parent and its
/// column, and the table's checks that name the column.
const COLUMNS: &str = "
SELECT a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod),
       coalesce(b.typcategory, t.typcategory)::text,
       (SELECT e.enumlabel::text FROM pg_catalog.pg_enum e
         WHERE e.enumtypid = coalesce(b.oid, t.oid) ORDER BY e.enumsortorder LIMIT 1),
       n.nspname::text, p.relname::text,
       (SELECT k.attname::text FROM pg_catalog.pg_attribute k
         WHERE k.attrelid = f.confrelid
           AND k.attnum = f.confkey[array_position(f.conkey, a.attnum)]),
       (SELECT string_agg(pg_catalog.pg_get_constraintdef(c.oid), ' ')
          FROM pg_catalog.pg_constraint c
         WHERE c.conrelid = a.attrelid AND c.contype = 'c' AND a.attnum = ANY (c.conkey))
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
  LEFT JOIN LATERAL (SELECT * FROM pg_catalog.pg_constraint c
         WHERE c.conrelid = a.attrelid AND c.contype = 'f' AND a.attnum = ANY (c.conkey)
         ORDER BY c.oid LIMIT 1) f ON true
  LEFT JOIN pg_catalog.pg_class p ON p.oid = f.confrelid
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = p.relnamespace
 WHERE a.attrelid = {table}::regclass AND a.attnum > 0 AND NOT a.attisdropped
   AND a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' AND a.attgenerated = ''
 ORDER BY a.attnum";

/// Inserts a row; returns the statements that did it.
///
/// # Errors
/// What the server refuses, or a chain of parents that is too long.
pub(super) fn insert_row(
    connection: &mut Connection,
    table: &str,
) -> Result<Vec<String>, Obstacle> {
    let mut statements = Vec::new();
    insert(connection, &qualified_table(table), 0, &mut statements)?;
    Ok(statements)
}

fn insert(
    connection: &mut Connection,
    table: &str,
    depth: usize,
    statements: &mut Vec<String>,
) -> Result<(), Obstacle> {
    if depth > DEEPEST {
        return Err(Obstacle::gate(format!(
            "a row of {table} needs rows of more than {DEEPEST} further tables; remedy: say why \
             the smoke validation is left out, skip_smoke"
        )));
    }
    let mut values = BTreeMap::new();
    for column in columns(connection, table)? {
        let value = match &column.parent {
            Some((parent, key)) => {
                let there = format!(
                    "SELECT EXISTS (SELECT FROM {} WHERE {} IS NOT NULL)",
                    quoted_table(parent),
                    quoted_identifier(key)
                );
                if asked(connection, &there)? != Cell::Bool(true) && *parent != *table {
                    insert(connection, parent, depth + 1, statements)?;
                }
                format!(
                    "(SELECT {0} FROM {1} WHERE {0} IS NOT NULL LIMIT 1)",
                    quoted_identifier(key),
                    quoted_table(parent)
                )
            }
            None => column.literal(),
        };
        values.insert(quoted_identifier(&column.name), value);
    }
    let table = quoted_table(table);
    let statement = if values.is_empty() {
        format!("INSERT INTO {table} DEFAULT VALUES")
    } else {
        let names: Vec<&str> = values.keys().map(String::as_str).collect();
        let texts: Vec<&str> = values.values().map(String::as_str).collect();
        format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            names.join(", "),
            texts.join(", ")
        )
    };
    connection.execute(&statement).map_err(|error| {
        Obstacle::database(format!("a row of {table} cannot be inserted"), &error)
            .with_fact("statement", &statement)
    })?;
    statements.push(statement);
    Ok(())
}

/// A column that needs a value.
struct Column {
    name: String,
    data_type: String,
    /// `pg_type.typcategory`.
    category: String,
    label: Option<String>,
    parent: Option<(String, String)>,
    checks: Option<String>,
}

impl Column {
    /// A value that such a column takes, as SQL.
    fn literal(&self) -> String {
        let text = if let Some(label) = &self.label {
            label.clone()
        } else if let Some(literal) = self.checks.as_deref().and_then(first_literal) {
            literal
        } else if self.data_type == "uuid" {
            return "md5(random()::text || clock_timestamp()::text)::uuid".to_owned();
        } else {
            match self.category.as_str() {
                "N" => "1",
                "B" => "true",
                "D" => "2000-01-01 00:00:00",
                "T" => "1 day",
                "A" | "U" if self.data_type.starts_with("json") || self.category == "A" => "{}",
                "I" => "127.0.0.1",
                "R" => "empty",
                // Text, bytea and what else takes one letter.
                _ => "x",
            }
            .to_owned()
        };
        format!("{}::{}", quoted_literal(&text), self.data_type)
    }
}

/// The first string or number in a check.
fn first_literal(check: &str) -> Option<String> {
    let (_, rest) = check.split_once('\'')?;
    let (literal, _) = rest.split_once('\'')?;
    Some(literal.to_owned())
}

fn columns(connection: &mut Connection, table: &str) -> Result<Vec<Column>, Obstacle> {
    let sql = COLUMNS.replace("{table}", &quoted_literal(&quoted_table(table)));
    let answer = connection.query(&sql).map_err(|error| {
        Obstacle::database(format!("the columns of {table} cannot be read"), &error)
    })?;
    let text = |cell: &Cell| cell.as_text().map(str::to_owned);
    answer
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [
                name,
                data_type,
                category,
                label,
                schema,
                parent,
                key,
                checks,
            ] => {
                let parent = text(schema)
                    .zip(text(parent))
                    .map(|(schema, parent)| format!("{schema}.{parent}"));
                Some(Column {
                    name: text(name)?,
                    data_type: text(data_type)?,
                    category: text(category)?,
                    label: text(label),
                    parent: parent.zip(text(key)),
                    checks: text(checks),
                })
            }
            _ => None,
        })
        .collect::<Option<_>>()
        .ok_or_else(|| Obstacle::gate(format!("the columns of {table} cannot be understood")))
}

fn asked(connection: &mut Connection, sql: &str) -> Result<Cell, Obstacle> {
    let answer = connection
        .query(sql)
        .map_err(|error| Obstacle::database("cannot look for a parent row", &error))?;
    let value = answer.single().cloned();
    value.ok_or_else(|| Obstacle::gate("a parent row cannot be looked for"))
}

#[cfg(test)]
mod tests {
    use super::first_literal;

    #[test]
    fn a_check_names_a_value_that_it_takes() {
        let check = "CHECK (((status)::text = ANY ((ARRAY['OPEN'::character varying, \
                     'CLOSED'::character varying])::text[])))";
        assert_eq!(first_literal(check).as_deref(), Some("OPEN"));
        assert_eq!(first_literal("CHECK ((amount > (0)::numeric))"), None);
    }
}

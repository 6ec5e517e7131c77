//! The statements about the version table.
//!
//! The counterpart of `DefaultImpl.version_table_impl` and of what
//! `alembic.runtime.migration.HeadMaintainer` executes.

use crate::schema::{Name, TableReference};

use super::error::DdlError;
use super::identifier_preparer::IdentifierPreparer;
use super::options::Target;

/// The column that holds the identifiers.
const COLUMN: &str = "version_num";

/// Whether the table has a primary key (`version_table_pk`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VersionKey {
    /// `<table>_pkc`.
    #[default]
    Primary,
    /// None: then an INSERT returns nothing either.
    None,
}

/// Writes the statements about one version table for one target.
#[derive(Debug, Clone)]
pub struct VersionTableStatements {
    /// The quoted name, with its schema.
    table: String,
    /// The quoted name of the primary key, where there is one.
    key: Option<String>,
    doubles_percent_signs: bool,
}

impl VersionTableStatements {
    /// Statements about `table`.
    ///
    /// # Errors
    ///
    /// A name that is no identifier.
    pub fn new(table: &TableReference, key: VersionKey, target: Target) -> Result<Self, DdlError> {
        let preparer = IdentifierPreparer::new(target);
        let key = match key {
            VersionKey::Primary => {
                let name = Name::new(format!("{}_pkc", table.name.text()));
                Some(preparer.format_constraint_name(&name)?)
            }
            VersionKey::None => None,
        };
        Ok(Self {
            table: preparer.format_table(table)?,
            key,
            doubles_percent_signs: target.doubles_percent_signs(),
        })
    }

    /// `CREATE TABLE`, its column `characters` wide.
    pub fn create(&self, characters: u32) -> String {
        let key = match &self.key {
            Some(key) => format!(", \n    CONSTRAINT {key} PRIMARY KEY ({COLUMN})"),
            None => String::new(),
        };
        format!(
            "CREATE TABLE {} (\n    {COLUMN} VARCHAR({characters}) NOT NULL{key}\n)",
            self.table
        )
    }

    /// All rows.
    pub fn select(&self) -> String {
        format!("SELECT {0}.{COLUMN} FROM {0}", self.table)
    }

    /// A new row.
    pub fn insert(&self, identifier: &str) -> String {
        let value = self.literal(identifier);
        let returning = match &self.key {
            Some(_) => format!(" RETURNING {}.{COLUMN}", self.table),
            None => String::new(),
        };
        format!(
            "INSERT INTO {} ({COLUMN}) VALUES ({value}){returning}",
            self.table
        )
    }

    /// A row moved from one identifier to another.
    pub fn update(&self, from: &str, to: &str) -> String {
        format!(
            "UPDATE {0} SET {COLUMN}={1} WHERE {0}.{COLUMN} = {2}",
            self.table,
            self.literal(to),
            self.literal(from)
        )
    }

    /// A row removed.
    pub fn delete(&self, identifier: &str) -> String {
        format!(
            "DELETE FROM {0} WHERE {0}.{COLUMN} = {1}",
            self.table,
            self.literal(identifier)
        )
    }

    /// Every row removed (`stamp --purge`).
    pub fn delete_all(&self) -> String {
        format!("DELETE FROM {}", self.table)
    }

    /// A wider column.
    pub fn widen(&self, characters: u32) -> String {
        format!(
            "ALTER TABLE {} ALTER COLUMN {COLUMN} TYPE VARCHAR({characters})",
            self.table
        )
    }

    /// A wider column, unless it is as wide already: for a script, which cannot look first.
    ///
    /// A plain `ALTER TABLE` would make a column narrower that a migration has widened.
    pub fn widen_if_narrower(&self, characters: u32) -> String {
        format!(
            "DO $alembic$\nBEGIN\n    \
             IF (SELECT a.atttypmod BETWEEN 5 AND {limit} FROM pg_catalog.pg_attribute a\n        \
             WHERE a.attrelid = '{name}'::regclass AND a.attname = '{COLUMN}') THEN\n        \
             {alteration};\n    \
             END IF;\nEND\n$alembic$",
            limit = characters + VARCHAR_HEADER - 1,
            name = self.table.replace('\'', "''"),
            alteration = self.widen(characters),
        )
    }

    /// The column's type as the server writes it, one row; none where there is no such table.
    pub fn column_type(&self) -> String {
        format!(
            "SELECT pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a \
             WHERE a.attrelid = pg_catalog.to_regclass('{}') AND a.attname = '{COLUMN}' \
             AND NOT a.attisdropped",
            self.table.replace('\'', "''")
        )
    }

    /// An identifier as Alembic writes it, except that a quote in it does not end it.
    fn literal(&self, identifier: &str) -> String {
        let mut text = identifier.replace('\'', "''");
        if self.doubles_percent_signs {
            text = text.replace('%', "%%");
        }
        format!("'{text}'")
    }
}

/// `atttypmod` of a VARCHAR counts these bytes besides its characters.
const VARCHAR_HEADER: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddl::{BoundValues, ParameterStyle};

    fn statements(
        name: &str,
        schema: Option<&str>,
        key: VersionKey,
        style: ParameterStyle,
    ) -> VersionTableStatements {
        let table = TableReference::with_schema(name, schema.map(Name::from));
        let target = Target::Script {
            values: BoundValues::Literals,
            style,
        };
        VersionTableStatements::new(&table, key, target).unwrap()
    }

    // Expected texts were written by Alembic 1.20.1 with the same arguments to `configure()`.

    #[test]
    fn the_default_table_is_alembics() {
        let plain = statements(
            "alembic_version",
            None,
            VersionKey::Primary,
            ParameterStyle::Named,
        );
        assert_eq!(
            plain.create(32),
            "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n    \
             CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
        );
        assert_eq!(
            plain.insert("a%b"),
            "INSERT INTO alembic_version (version_num) VALUES ('a%b') RETURNING \
             alembic_version.version_num"
        );
        assert_eq!(
            plain.update("a", "b"),
            "UPDATE alembic_version SET version_num='b' WHERE alembic_version.version_num = 'a'"
        );
        assert_eq!(
            plain.delete("b"),
            "DELETE FROM alembic_version WHERE alembic_version.version_num = 'b'"
        );
    }

    #[test]
    fn names_are_quoted_and_percent_signs_doubled_as_alembic_does() {
        let odd = statements(
            "Ver sion",
            Some("My"),
            VersionKey::Primary,
            ParameterStyle::Pyformat,
        );
        assert_eq!(
            odd.create(32),
            "CREATE TABLE \"My\".\"Ver sion\" (\n    version_num VARCHAR(32) NOT NULL, \n    \
             CONSTRAINT \"Ver sion_pkc\" PRIMARY KEY (version_num)\n)"
        );
        assert_eq!(
            odd.insert("a%b"),
            "INSERT INTO \"My\".\"Ver sion\" (version_num) VALUES ('a%%b') RETURNING \
             \"My\".\"Ver sion\".version_num"
        );
    }

    #[test]
    fn without_a_key_nothing_is_returned() {
        let plain = statements(
            "alembic_version",
            None,
            VersionKey::None,
            ParameterStyle::Named,
        );
        assert_eq!(
            plain.create(32),
            "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL\n)"
        );
        assert_eq!(
            plain.insert("x"),
            "INSERT INTO alembic_version (version_num) VALUES ('x')"
        );
    }
}

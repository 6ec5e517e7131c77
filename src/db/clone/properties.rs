//! What a database is besides its objects: encoding, locale, size, and settings of its own.
//!
//! Counterpart: `dumpDatabase` and `dumpDatabaseConfig` in PostgreSQL's `pg_dump.c`, which write
//! these only together with the name of the source.

use super::super::Cell;
use super::super::connection::Connection;
use super::super::error::DbError;
use super::super::quoting::{quoted_identifier, quoted_literal};
use super::error::CloneError;

/// The properties of the database a connection is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Properties {
    /// The options of `CREATE DATABASE` that make a database of the same encoding and locale.
    pub options: String,
    /// `pg_database_size()`.
    pub bytes: u64,
    /// `ALTER DATABASE … SET`: name and value.
    pub settings: Vec<(String, String)>,
}

impl Properties {
    /// Asks the database.
    pub(super) fn read(connection: &mut Connection) -> Result<Self, CloneError> {
        let (provider, locale, rules) = match connection.server_version_number() {
            170_000.. => ("datlocprovider::text", "datlocale", "daticurules"),
            160_000.. => ("datlocprovider::text", "daticulocale", "daticurules"),
            150_000.. => ("datlocprovider::text", "daticulocale", "NULL"),
            _ => ("'c'::text", "NULL", "NULL"),
        };
        let answer = connection.query(&format!(
            "SELECT pg_catalog.pg_encoding_to_char(encoding)::text, datcollate::text,
                    datctype::text, {provider}, {locale}::text, {rules}::text,
                    pg_catalog.pg_database_size(oid)
               FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()"
        ))?;
        let Some(
            [
                Cell::Text(encoding),
                Cell::Text(collation),
                Cell::Text(character_type),
                Cell::Text(provider),
                locale,
                rules,
                Cell::Integer(bytes),
            ],
        ) = answer.rows.first().map(Vec::as_slice)
        else {
            return Err(CloneError::Unreadable("pg_database"));
        };
        let mut options = format!(
            "ENCODING {} LC_COLLATE {} LC_CTYPE {}",
            quoted_literal(encoding),
            quoted_literal(collation),
            quoted_literal(character_type)
        );
        let (name, keyword) = match provider.as_str() {
            "c" => ("", ""),
            "i" => ("icu", "ICU_LOCALE"),
            "b" => ("builtin", "BUILTIN_LOCALE"),
            _ => {
                return Err(CloneError::Unreadable(
                    "the locale provider of the database",
                ));
            }
        };
        if !name.is_empty() {
            let locale = locale
                .as_text()
                .ok_or(CloneError::Unreadable("the locale of the database"))?;
            let locale = quoted_literal(locale);
            options.push_str(&format!(" LOCALE_PROVIDER {name} {keyword} {locale}"));
        }
        if let Some(rules) = rules.as_text() {
            options.push_str(&format!(" ICU_RULES {}", quoted_literal(rules)));
        }
        Ok(Self {
            options,
            bytes: bytes.unsigned_abs(),
            settings: settings(connection)?,
        })
    }

    /// Gives the database `name` the settings.
    pub(super) fn set(&self, connection: &mut Connection, name: &str) -> Result<(), DbError> {
        for (setting, value) in &self.settings {
            let parts: Vec<String> = setting.split('.').map(quoted_identifier).collect();
            // FROM CURRENT keeps lists, such as that of search_path, what they are.
            let outcome = connection.execute(&format!(
                "BEGIN; SELECT pg_catalog.set_config({}, {}, true);
                 ALTER DATABASE {} SET {} FROM CURRENT; COMMIT",
                quoted_literal(setting),
                quoted_literal(value),
                quoted_identifier(name),
                parts.join(".")
            ));
            if let Err(error) = outcome {
                // The error that is told is the first one; the transaction is over either way.
                let _ = connection.rollback();
                return Err(error);
            }
        }
        Ok(())
    }
}

fn settings(connection: &mut Connection) -> Result<Vec<(String, String)>, CloneError> {
    let answer = connection.query(
        "SELECT pg_catalog.split_part(s.setting, '=', 1),
                pg_catalog.substr(s.setting, pg_catalog.strpos(s.setting, '=') + 1)
           FROM pg_catalog.pg_db_role_setting r
           JOIN pg_catalog.pg_database d ON d.oid = r.setdatabase
          CROSS JOIN LATERAL pg_catalog.unnest(r.setconfig) WITH ORDINALITY s(setting, place)
          WHERE r.setrole = 0 AND d.datname = pg_catalog.current_database()
          ORDER BY s.place",
    )?;
    answer
        .rows
        .iter()
        .map(|row| match row.as_slice() {
            [Cell::Text(name), Cell::Text(value)] => Ok((name.clone(), value.clone())),
            _ => Err(CloneError::Unreadable("pg_db_role_setting")),
        })
        .collect()
}

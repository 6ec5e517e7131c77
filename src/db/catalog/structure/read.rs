//! From the catalogs to a [`Structure`].

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::db::pinned::pinned;
use crate::db::{Cell, Connection, DbError, TransactionStatus};

use super::queries;
use super::whole::Structure;

/// Objects by the relation they belong to.
type Parts<T> = HashMap<String, Vec<T>>;

impl Structure {
    /// Reads the catalogs: a constant number of queries, whatever they hold.
    ///
    /// Inside of a transaction block it is that transaction which reads, and sees what it has
    /// changed itself; give it the isolation `REPEATABLE READ`, or changes others commit between
    /// two queries come through. Outside of one, a transaction is opened that is both repeatable
    /// and read only. A definition that another session replaces meanwhile is the new one all the
    /// same: the server writes definitions from what is committed.
    ///
    /// # Errors
    /// The server's; and [`DbError::Value`] for an object that is not what its type promises.
    pub fn read(connection: &mut Connection) -> Result<Self, DbError> {
        if connection.transaction_status() != TransactionStatus::Idle {
            return pinned(connection, read);
        }
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let structure = pinned(connection, read);
        let ended = connection.rollback();
        let structure = structure?;
        ended?;
        Ok(structure)
    }
}

fn read(connection: &mut Connection) -> Result<Structure, DbError> {
    let version = connection.server_version_number();
    let mut structure = Structure {
        schemas: objects(connection, &queries::schemas())?,
        extensions: objects(connection, &queries::extensions())?,
        enumerations: objects(connection, &queries::enumerations())?,
        domains: objects(connection, &queries::domains())?,
        composite_types: objects(connection, &queries::composite_types())?,
        tables: objects(connection, &queries::tables())?,
        views: objects(connection, &queries::views())?,
        sequences: objects(connection, &queries::sequences())?,
        routines: objects(connection, &queries::routines())?,
        others: objects(connection, &queries::others())?,
    };
    let mut columns = parts(connection, &queries::columns(version))?;
    let mut constraints = parts(connection, &queries::constraints())?;
    let mut indexes = parts(connection, &queries::indexes())?;
    let mut triggers = parts(connection, &queries::triggers())?;
    let mut rules = parts(connection, &queries::rules())?;
    let mut policies = parts(connection, &queries::policies())?;
    for table in &mut structure.tables {
        table.columns = taken(&mut columns, &table.name);
        table.constraints = taken(&mut constraints, &table.name);
        table.indexes = taken(&mut indexes, &table.name);
        table.triggers = taken(&mut triggers, &table.name);
        table.rules = taken(&mut rules, &table.name);
        table.policies = taken(&mut policies, &table.name);
    }
    for view in &mut structure.views {
        view.columns = taken(&mut columns, &view.name);
        view.indexes = taken(&mut indexes, &view.name);
        view.triggers = taken(&mut triggers, &view.name);
        view.rules = taken(&mut rules, &view.name);
    }
    for composite in &mut structure.composite_types {
        composite.attributes = taken(&mut columns, &composite.name);
    }
    structure.sort();
    Ok(structure)
}

fn taken<T>(parts: &mut Parts<T>, relation: &str) -> Vec<T> {
    parts.remove(relation).unwrap_or_default()
}

fn objects<T: DeserializeOwned>(
    connection: &mut Connection,
    query: &str,
) -> Result<Vec<T>, DbError> {
    let rows = rows(connection, query)?;
    Ok(rows.into_iter().map(|(_, object)| object).collect())
}

fn parts<T: DeserializeOwned>(
    connection: &mut Connection,
    query: &str,
) -> Result<Parts<T>, DbError> {
    let mut parts = Parts::new();
    for (relation, part) in rows(connection, query)? {
        parts.entry(relation).or_insert_with(Vec::new).push(part);
    }
    Ok(parts)
}

/// The rows of a query: the relation an object belongs to, and the object.
fn rows<T: DeserializeOwned>(
    connection: &mut Connection,
    query: &str,
) -> Result<Vec<(String, T)>, DbError> {
    let rows = connection.query(query)?;
    let failure = |reason: String| DbError::Value {
        column: rows
            .columns
            .last()
            .map_or_else(String::new, |column| column.name.clone()),
        type_oid: rows.columns.last().map_or(0, |column| column.type_oid),
        reason,
    };
    rows.rows
        .iter()
        .map(|row| match row.as_slice() {
            [Cell::Text(relation), Cell::Text(object)] => serde_json::from_str(object)
                .map(|value| (relation.clone(), value))
                .map_err(|error| failure(format!("{error}: {object}"))),
            _ => Err(failure("a name and an object were expected".to_owned())),
        })
        .collect()
}

//! From a database to a [`Snapshot`].

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::db::catalog::Structure;
use crate::db::contents::{
    Relation, Storage, count_rows, hash_rows, relations, sequence_positions,
};
use crate::db::pinned::pinned;
use crate::db::{Cell, Connection, DbError, TransactionStatus};

use super::error::SnapshotError;
use super::file::{CapturedDatabase, ReadOnlyProof, Snapshot};
use super::scope::{CaptureScope, StructureScope, Tables};

/// What is known of a transaction at its end. A transaction id is assigned by the first change.
const PROOF: &str = "SELECT current_setting('transaction_isolation'), \
                     current_setting('transaction_read_only'), \
                     txid_current_if_assigned() IS NOT NULL, txid_current_snapshot()::text";

const DATABASE: &str = "SELECT datname::text, oid, pg_encoding_to_char(encoding)::text, \
                        datcollate::text FROM pg_catalog.pg_database \
                        WHERE datname = current_database()";

impl Snapshot {
    /// Captures a database in one transaction, `REPEATABLE READ` and `READ ONLY`, and proves at
    /// its end that it has changed nothing.
    ///
    /// Rows and structure are those of one moment; positions of sequences are not part of any
    /// transaction and may be later ones.
    ///
    /// # Errors
    /// The server's; [`SnapshotError::NoSuchTable`] for a table that was named and is not there;
    /// [`SnapshotError::TransactionOpen`] where the connection is in a transaction.
    pub fn capture(
        connection: &mut Connection,
        scope: &CaptureScope,
    ) -> Result<Self, SnapshotError> {
        if connection.transaction_status() != TransactionStatus::Idle {
            return Err(SnapshotError::TransactionOpen);
        }
        let system_identifier = system_identifier(connection)?;
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let captured = pinned(connection, |connection| {
            within(connection, scope, system_identifier)
        });
        let ended = connection.rollback();
        let snapshot = captured?;
        ended?;
        Ok(snapshot)
    }

    /// As [`Self::capture`], in the transaction that is open: one whose snapshot others share,
    /// such as `pg_dump`.
    ///
    /// # Errors
    /// As [`Self::capture`]; [`SnapshotError::NotReadOnly`] where no transaction is open, or one
    /// that is not `REPEATABLE READ` and `READ ONLY`. After an error the transaction has failed.
    pub fn capture_within(
        connection: &mut Connection,
        scope: &CaptureScope,
    ) -> Result<Self, SnapshotError> {
        if connection.transaction_status() != TransactionStatus::InTransaction {
            return Err(SnapshotError::NotReadOnly("none is open".to_owned()));
        }
        let system_identifier = system_identifier(connection)?;
        pinned(connection, |connection| {
            within(connection, scope, system_identifier)
        })
    }
}

/// The capture, inside of its transaction.
fn within(
    connection: &mut Connection,
    scope: &CaptureScope,
    system_identifier: Option<String>,
) -> Result<Snapshot, SnapshotError> {
    let taken_at = Timestamp::now();
    let database = database(connection, system_identifier)?;
    let structure = match scope.structure {
        StructureScope::Captured => Structure::read(connection)?,
        StructureScope::LeftOut => Structure::default(),
    };
    let mut row_counts = BTreeMap::new();
    let mut contents = BTreeMap::new();
    let mut sequences = BTreeMap::new();
    if scope.counts != Tables::None || scope.contents != Tables::None {
        let relations = relations(connection)?;
        let hashed = chosen(&relations, &scope.contents)?;
        contents.extend(hash_rows(connection, &hashed)?);
        let counted = chosen(&relations, &scope.counts)?;
        // A hash has counted already.
        let (known, unknown): (Vec<&Relation>, Vec<&Relation>) = counted
            .into_iter()
            .partition(|relation| contents.contains_key(&relation.name));
        row_counts.extend(count_rows(connection, &unknown)?);
        row_counts.extend(
            known
                .iter()
                .map(|relation| (relation.name.clone(), contents[&relation.name].rows)),
        );
        sequences.extend(sequence_positions(connection)?);
    }
    let proof = proof(connection)?;
    if !proof.holds() {
        return Err(SnapshotError::NotReadOnly(format!("{proof:?}")));
    }
    Ok(Snapshot {
        format: Snapshot::FORMAT,
        taken_at,
        database,
        read_only_proof: proof,
        scope: scope.clone(),
        structure,
        row_counts,
        contents,
        sequences,
    })
}

/// The relations that a scope means.
fn chosen<'a>(
    relations: &'a [Relation],
    tables: &Tables,
) -> Result<Vec<&'a Relation>, SnapshotError> {
    let names = match tables {
        Tables::None => return Ok(Vec::new()),
        Tables::All => {
            return Ok(relations
                .iter()
                .filter(|relation| relation.storage == Storage::Own)
                .collect());
        }
        Tables::Named(names) => names,
    };
    let mut chosen: Vec<&Relation> = Vec::with_capacity(names.len());
    for name in names {
        let mut meant = relations
            .iter()
            .filter(|relation| relation.is_meant_by(name));
        let no_such = |found| SnapshotError::NoSuchTable {
            table: name.clone(),
            found,
        };
        let relation = meant.next().ok_or_else(|| no_such("there is none"))?;
        if meant.next().is_some() {
            return Err(no_such("there are several"));
        }
        if !chosen.contains(&relation) {
            chosen.push(relation);
        }
    }
    Ok(chosen)
}

/// The server's own number, where the role may ask for it: `None` is "unknown", nothing else.
///
/// Whether it may is asked first: a refusal would end the transaction.
fn system_identifier(connection: &mut Connection) -> Result<Option<String>, DbError> {
    let function = "pg_catalog.pg_control_system()";
    let may = connection.query(&format!(
        "SELECT pg_catalog.has_function_privilege('{function}', 'EXECUTE')"
    ))?;
    if may.single().and_then(Cell::as_bool) != Some(true) {
        return Ok(None);
    }
    let rows = connection.query(&format!("SELECT system_identifier::text FROM {function}"))?;
    Ok(rows.single().and_then(Cell::as_text).map(str::to_owned))
}

fn database(
    connection: &mut Connection,
    system_identifier: Option<String>,
) -> Result<CapturedDatabase, DbError> {
    let server_version = connection.server_version().to_owned();
    let server_version_number = connection.server_version_number();
    let rows = connection.query(DATABASE)?.rows;
    let Some(
        [
            Cell::Text(name),
            Cell::Integer(oid),
            Cell::Text(encoding),
            Cell::Text(collation),
        ],
    ) = rows.first().map(Vec::as_slice)
    else {
        return Err(unexpected("current_database()"));
    };
    Ok(CapturedDatabase {
        name: name.clone(),
        oid: u32::try_from(*oid).map_err(|_| unexpected("oid"))?,
        server_version,
        server_version_number,
        system_identifier,
        encoding: encoding.clone(),
        collation: collation.clone(),
    })
}

fn proof(connection: &mut Connection) -> Result<ReadOnlyProof, DbError> {
    let rows = connection.query(PROOF)?.rows;
    match rows.first().map(Vec::as_slice) {
        Some(
            [
                Cell::Text(isolation),
                Cell::Text(read_only),
                Cell::Bool(transaction_id_assigned),
                Cell::Text(snapshot),
            ],
        ) => Ok(ReadOnlyProof {
            isolation: isolation.clone(),
            read_only: read_only.clone(),
            transaction_id_assigned: *transaction_id_assigned,
            snapshot: snapshot.clone(),
        }),
        _ => Err(unexpected("txid_current_if_assigned()")),
    }
}

fn unexpected(column: &str) -> DbError {
    DbError::Value {
        column: column.to_owned(),
        type_oid: 0,
        reason: "the server's answer has another form".to_owned(),
    }
}

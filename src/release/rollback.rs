//! The rollback of a clone: from a verified snapshot, proven by capturing again.
//!
//! Counterpart: "restore from the before-state snapshot … re-capture and assert byte-exact match"
//! of the rollback design, and "Rollback #1: baseline restored; Rollback #2: idempotent" of the
//! executor rehearsal. The snapshot is a database beside the clone, on the clone's server. A
//! [`VerifiedSnapshot`] can only be had by restoring it into a scratch database and finding the
//! state before there, or by finding it in the snapshot itself; and a clone only counts as rolled
//! back when the state before was found in it by a new session. That nothing failed is no proof.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::before_state::{BeforeState, StateComparison};
use super::obstacle::Obstacle;
use crate::db::{
    CloneError, ConnectErrorKind, Connection, DatabaseIdentity, DbError, Parameters, Provisioner,
    Replacement,
};
use crate::governance::{Digest, FailureClass, Probe, RootCause};

/// The version of the record's format.
const FORMAT: u32 = 1;

/// The longest name of a database, in bytes.
const LONGEST_NAME: usize = 63;

/// A snapshot as the evidence has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnapshotRecord {
    /// The version of the format: 1.
    pub format: u32,
    /// The database that is the snapshot.
    pub database: String,
    /// The server it is on.
    pub system_identifier: String,
    /// Its oid.
    pub oid: u32,
    /// The clone it was made of.
    #[serde(rename = "clone")]
    pub clone_database: String,
    /// The digest of the state before, which it holds.
    pub state: String,
    /// When it was proven by restoring it; `None` was never.
    pub verified_at: Option<Timestamp>,
}

/// A snapshot that was proven to hold the state before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedSnapshot {
    record: SnapshotRecord,
}

/// What a rollback works on.
#[derive(Clone, Copy)]
pub struct Rollback<'a> {
    /// How to connect to the clone.
    pub clone_database: &'a Parameters,
    /// Databases that are never replaced: the source and production.
    pub protected: &'a [DatabaseIdentity],
    /// The state before.
    pub before: &'a BeforeState,
    /// The probes of the release.
    pub probes: &'a [Probe],
}

/// What a rollback did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollbackAction {
    /// The clone was made anew from the snapshot.
    Restored,
    /// It was in the state before already.
    NothingToDo,
}

/// A clone in which the state before was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RolledBack {
    /// What was done.
    pub action: RollbackAction,
    /// What was seen, for the evidence.
    pub text: String,
}

/// What a rollback finds in the clone's place.
enum Found {
    /// A state that was compared.
    State(StateComparison),
    /// Something in which a capture or a probe fails, as it cannot in the state before.
    Incomparable(Obstacle),
    /// Nothing.
    NoDatabase,
}

impl VerifiedSnapshot {
    /// What the evidence has.
    pub fn record(&self) -> &SnapshotRecord {
        &self.record
    }
}

impl SnapshotRecord {
    /// The text of the file: JSON with a line break at its end.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a record holds nothing that JSON cannot write");
        text.push('\n');
        text
    }

    /// Reads such a text.
    ///
    /// # Errors
    /// It is no record, of another format, or of a snapshot that was never verified.
    pub fn of_json(text: &str) -> Result<Self, Obstacle> {
        let record: Self = serde_json::from_str(text).map_err(|error| {
            Obstacle::gate(format!(
                "the record of the snapshot cannot be read: {error}"
            ))
        })?;
        if record.format != FORMAT {
            return Err(Obstacle::gate(format!(
                "the record of the snapshot has the format {}, and this program reads {FORMAT}",
                record.format
            )));
        }
        if record.verified_at.is_none() {
            return Err(unverified(&record.database));
        }
        Ok(record)
    }
}

fn unverified(database: &str) -> Obstacle {
    Obstacle::gate(format!(
        "the snapshot \"{database}\" was never verified by restoring it; nothing is restored from \
         it"
    ))
}

impl Rollback<'_> {
    /// Makes a snapshot of the clone and proves it by restoring it into a scratch database.
    ///
    /// No session may be in the clone. A snapshot of an earlier run is replaced.
    ///
    /// # Errors
    /// It cannot be made, or what comes out of it is not the state before.
    pub fn make_snapshot(self) -> Result<(VerifiedSnapshot, String), Obstacle> {
        let name = self.name_beside("before");
        self.copy(self.clone_database, &name)?;
        let scratch = self.name_beside("proof");
        let snapshot = self.database(&name);
        self.copy(&snapshot, &scratch)?;
        let proven = self.compare(&scratch);
        let removed = self.remove(&scratch);
        let proven = proven?;
        let text = format!(
            "snapshot: database \"{name}\" made of \"{}\"\nrestored into \"{scratch}\" and \
             captured again:\n{}",
            self.clone_database.database,
            proven.to_text()
        );
        proven.require(&format!("what is restored from the snapshot \"{name}\""))?;
        removed?;
        let identity = self.identity(&name)?;
        let record = SnapshotRecord {
            format: FORMAT,
            database: name,
            system_identifier: identity.system_identifier,
            oid: identity.oid,
            clone_database: self.clone_database.database.clone(),
            state: self.before.state_digest(),
            verified_at: Some(Timestamp::now()),
        };
        Ok((VerifiedSnapshot { record }, text))
    }

    /// Takes up a snapshot of an earlier run: it must have been verified, and must still be the
    /// same database with the state before in it.
    ///
    /// # Errors
    /// It is not, or is of another clone or another state.
    pub fn take_up(self, record: SnapshotRecord) -> Result<VerifiedSnapshot, Obstacle> {
        if record.verified_at.is_none() {
            return Err(unverified(&record.database));
        }
        if record.clone_database != self.clone_database.database {
            return Err(Obstacle::gate(format!(
                "the snapshot \"{}\" is of the clone \"{}\", not of \"{}\"",
                record.database, record.clone_database, self.clone_database.database
            )));
        }
        if record.state != self.before.state_digest() {
            return Err(Obstacle::gate(format!(
                "the snapshot \"{}\" was verified for another state than the state before",
                record.database
            )));
        }
        self.still_holds(&record)?;
        Ok(VerifiedSnapshot { record })
    }

    /// Brings the clone back to the state before, and proves it by a new session.
    ///
    /// A clone that is in this state is left alone. The snapshot is looked at again before the
    /// clone is given up.
    ///
    /// # Errors
    /// The snapshot no longer holds the state before (then the clone is untouched), the clone is in
    /// use, or the state before is not found in it afterwards.
    pub fn roll_back(self, snapshot: &VerifiedSnapshot) -> Result<RolledBack, Obstacle> {
        let name = &self.clone_database.database;
        let mut text = match self.look_at_clone()? {
            Found::State(found) if found.holds() => {
                return Ok(RolledBack {
                    action: RollbackAction::NothingToDo,
                    text: format!("nothing to do for \"{name}\":\n{}", found.to_text()),
                });
            }
            Found::State(found) => {
                format!("before the rollback of \"{name}\":\n{}\n", found.to_text())
            }
            Found::Incomparable(obstacle) => {
                format!("\"{name}\" cannot be compared with the state before: {obstacle}\n")
            }
            Found::NoDatabase => format!("there is no database \"{name}\" any more\n"),
        };
        self.still_holds(&snapshot.record)?;
        self.copy(&self.database(&snapshot.record.database), name)?;
        text.push_str(&format!(
            "restored \"{name}\" from the snapshot \"{}\"\n",
            snapshot.record.database
        ));
        let found = self.compare(name)?;
        text.push_str(&format!("after the rollback:\n{}", found.to_text()));
        found.require(&format!("\"{name}\" after the rollback"))?;
        Ok(RolledBack {
            action: RollbackAction::Restored,
            text,
        })
    }

    /// Whether the snapshot's database is there, whatever it holds.
    ///
    /// # Errors
    /// The server does not say.
    pub fn has_snapshot(self, record: &SnapshotRecord) -> Result<bool, Obstacle> {
        match self.connect(&record.database) {
            Ok(_) => Ok(true),
            Err(DbError::Connect(error)) if error.kind() == ConnectErrorKind::DatabaseMissing => {
                Ok(false)
            }
            Err(error) => Err(unreachable(&record.database, &error)),
        }
    }

    /// Looks whether the clone is in the state before, which needs no snapshot; returns what a new
    /// session has seen.
    ///
    /// # Errors
    /// It is not, or cannot be looked at.
    pub fn find_state_before(self) -> Result<String, Obstacle> {
        let name = &self.clone_database.database;
        let found = self.compare(name)?;
        found.require(&format!("\"{name}\""))?;
        Ok(found.to_text())
    }

    /// Drops the snapshot when nothing will be rolled back any more.
    ///
    /// # Errors
    /// It is in use, or a database of its name is another one.
    pub fn drop_snapshot(self, snapshot: VerifiedSnapshot) -> Result<(), Obstacle> {
        self.is_same_database(&snapshot.record)?;
        self.remove(&snapshot.record.database)
    }

    /// Whether the database of a snapshot's name is the one that was verified.
    fn is_same_database(self, record: &SnapshotRecord) -> Result<(), Obstacle> {
        let identity = self.identity(&record.database)?;
        if identity.oid != record.oid || identity.system_identifier != record.system_identifier {
            return Err(Obstacle::gate(format!(
                "the database \"{}\" is not the snapshot that was verified: it was made anew or is \
                 on another server",
                record.database
            )));
        }
        Ok(())
    }

    /// Whether a snapshot is still the same database, with the state before in it.
    fn still_holds(self, record: &SnapshotRecord) -> Result<(), Obstacle> {
        self.is_same_database(record)?;
        let what = format!("the snapshot \"{}\"", record.database);
        self.compare(&record.database)?.require(&what)
    }

    fn database(self, name: &str) -> Parameters {
        Parameters {
            database: name.to_owned(),
            ..self.clone_database.clone()
        }
    }

    fn connect(self, name: &str) -> Result<Connection, DbError> {
        let mut connection = Connection::connect(&self.database(name))?;
        connection.end_with_process()?;
        Ok(connection)
    }

    fn identity(self, name: &str) -> Result<DatabaseIdentity, Obstacle> {
        let mut connection = self
            .connect(name)
            .map_err(|error| unreachable(name, &error))?;
        DatabaseIdentity::read(&mut connection)
            .map_err(|error| Obstacle::gate(format!("\"{name}\" is not known: {error}")))
    }

    /// The state of a database of the clone's server, seen by a new session.
    fn compare(self, name: &str) -> Result<StateComparison, Obstacle> {
        let mut connection = self
            .connect(name)
            .map_err(|error| unreachable(name, &error))?;
        self.before.compare_with(&mut connection, self.probes)
    }

    /// What the clone is now, as far as that decides whether it is restored.
    fn look_at_clone(self) -> Result<Found, Obstacle> {
        let name = &self.clone_database.database;
        match self.connect(name) {
            Ok(mut connection) => {
                let found = self.before.compare_with(&mut connection, self.probes);
                match found {
                    Ok(found) => Ok(Found::State(found)),
                    // A session that broke says nothing about the clone.
                    Err(obstacle) if connection.is_lost() => Err(obstacle),
                    Err(obstacle) => Ok(Found::Incomparable(obstacle)),
                }
            }
            Err(DbError::Connect(error)) if error.kind() == ConnectErrorKind::DatabaseMissing => {
                Ok(Found::NoDatabase)
            }
            Err(error) => Err(unreachable(name, &error)),
        }
    }

    /// Copies a database of the clone's server to another name, which is replaced.
    fn copy(self, source: &Parameters, name: &str) -> Result<(), Obstacle> {
        self.provisioner(source, name)
            .template()
            .map(drop)
            .map_err(|error| cannot_copy(&source.database, name, &error))
    }

    fn remove(self, name: &str) -> Result<(), Obstacle> {
        self.provisioner(self.clone_database, name)
            .remove()
            .map_err(|error| Obstacle::gate(format!("cannot drop \"{name}\": {error}")))
    }

    fn provisioner<'b>(self, source: &'b Parameters, name: &'b str) -> Provisioner<'b>
    where
        Self: 'b,
    {
        Provisioner {
            source,
            server: self.clone_database,
            name,
            replacement: Replacement::Allowed,
            protected: self.protected,
        }
    }

    /// The name of a database that belongs to the clone; long names are told apart by a digest.
    fn name_beside(self, suffix: &str) -> String {
        let clone = &self.clone_database.database;
        let whole = format!("{clone}__{suffix}");
        if whole.len() <= LONGEST_NAME {
            return whole;
        }
        let digest = Digest::of(clone).to_string();
        let tail = format!("_{}__{suffix}", &digest[..12]);
        let mut end = LONGEST_NAME - tail.len();
        while !clone.is_char_boundary(end) {
            end -= 1;
        }
        format!("{}{tail}", &clone[..end])
    }
}

fn unreachable(name: &str, error: &DbError) -> Obstacle {
    Obstacle::database(format!("cannot connect to \"{name}\""), error)
}

fn cannot_copy(source: &str, name: &str, error: &CloneError) -> Obstacle {
    let is_in_use = matches!(error, CloneError::Busy { .. } | CloneError::Locked { .. });
    match error {
        CloneError::Database(error) => {
            Obstacle::database(format!("cannot make \"{name}\" of \"{source}\""), error)
        }
        error if is_in_use => Obstacle::new(
            FailureClass::LockOrTimeout,
            RootCause::LockTimeoutOrDeadlock,
            format!("cannot make \"{name}\" of \"{source}\": {error}"),
        ),
        error => Obstacle::gate(format!("cannot make \"{name}\" of \"{source}\": {error}")),
    }
}

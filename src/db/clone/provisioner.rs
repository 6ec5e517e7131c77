//! The making and dropping of a clone.
//!
//! Counterpart: `createdb -T` and `pg_dump --no-owner --no-acl | psql`. What is more: a database
//! is never overwritten unasked, the source and production never at all, and a copy that was
//! broken off is never taken for a clone.

use std::fmt;
use std::process::Command;

use super::super::Cell;
use super::super::connection::Connection;
use super::super::identity::DatabaseIdentity;
use super::super::parameters::Parameters;
use super::super::quoting::quoted_identifier;
use super::client_environment;
use super::disk;
use super::error::CloneError;
use super::maintenance::Maintenance;
use super::mark::CloneMark;
use super::programs::ClientPrograms;
use super::properties::Properties;
use super::stream::{self, Program};

/// How a database of the clone's name is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replacement {
    /// It is left, and there is no clone.
    Refused,
    /// It is dropped, unless it is protected.
    Allowed,
}

/// How a clone came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyMethod {
    /// `CREATE DATABASE … TEMPLATE`.
    Template,
    /// `pg_dump` and `psql`.
    Dump,
}

impl fmt::Display for CopyMethod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Template => "CREATE DATABASE … TEMPLATE",
            Self::Dump => "pg_dump --no-owner --no-acl | psql",
        })
    }
}

/// A clone that is to be made.
#[derive(Debug, Clone)]
pub struct Provisioner<'a> {
    /// How to connect to the database that is copied.
    pub source: &'a Parameters,
    /// How to connect to the clone's server; the database is any, the clone's own at best.
    pub server: &'a Parameters,
    /// The clone's name.
    pub name: &'a str,
    /// What becomes of a database of this name.
    pub replacement: Replacement,
    /// Databases that are never dropped, whatever their names: production. The source is one
    /// anyway.
    pub protected: &'a [DatabaseIdentity],
}

/// A clone that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provisioned {
    /// How to connect to it.
    pub parameters: Parameters,
    /// How it came about.
    pub method: CopyMethod,
    /// When its source was read, by the clock of the source's server: RFC 3339, UTC.
    pub taken_at: String,
    /// Where the log of the source's server was then.
    pub position: Option<String>,
    /// The size of the source.
    pub source_bytes: u64,
    /// The bytes that went from `pg_dump` to `psql`.
    pub transferred_bytes: Option<u64>,
    /// The bytes free on the disk of the clone's server before, where that can be told.
    pub free_bytes_before: Option<u64>,
    /// The bytes free afterwards.
    pub free_bytes_after: Option<u64>,
    /// Whether a database of the name was dropped for it.
    pub replaced: bool,
}

/// The room that a copy needs, and that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The size of the source.
    pub source_bytes: u64,
    /// The bytes free on the disk of the clone's server, where that can be told.
    pub free_bytes: Option<u64>,
}

impl Provisioner<'_> {
    /// Copies the source within its server. No session may be in the source, ours neither.
    ///
    /// # Errors
    /// [`CloneError::Busy`] with the sessions that are in the source, and the others.
    pub fn template(&self) -> Result<Provisioned, CloneError> {
        let mut source = Connection::connect(self.source)?;
        let origin = Origin::read(&mut source)?;
        drop(source);
        let mut work = self.begin(&origin)?;
        if work.system_identifier != origin.identity.system_identifier {
            return Err(CloneError::OtherServer {
                source_server: origin.identity.system_identifier,
                clone_server: work.system_identifier,
            });
        }
        work.maintenance.create(
            &origin.identity.database,
            "",
            "end these sessions, or copy with `method = \"dump\"`, which lets them be",
        )?;
        let finished = self.complete(&mut work, &origin);
        self.or_drop(&mut work, finished)?;
        Ok(self.provisioned(work, origin, CopyMethod::Template, None))
    }

    /// Copies the source through `pg_dump` and `psql`, wherever the clone's server is.
    ///
    /// `snapshot` is one that a session on the source has exported and still holds: exactly its
    /// rows are copied. `lock_timeout` limits how long a lock of the source is waited for.
    ///
    /// # Errors
    /// [`CloneError::Failed`] with what the programs said; then there is no clone.
    pub fn dump(
        &self,
        programs: &ClientPrograms,
        snapshot: &str,
        lock_timeout: &str,
    ) -> Result<Provisioned, CloneError> {
        let mut source = Connection::connect(self.source)?;
        let origin = Origin::read(&mut source)?;
        drop(source);
        let mut work = self.begin(&origin)?;
        work.maintenance
            .create("template0", &origin.properties.options, "try again")?;
        let transferred = CloneMark::Unfinished
            .write(work.maintenance.connection(), self.name)
            .map_err(CloneError::from)
            .and_then(|()| self.transfer(programs, snapshot, lock_timeout));
        let transferred = self.or_drop(&mut work, transferred)?;
        let finished = self.complete(&mut work, &origin);
        self.or_drop(&mut work, finished)?;
        Ok(self.provisioned(work, origin, CopyMethod::Dump, Some(transferred)))
    }

    /// What room the source takes, and what room the clone's server has.
    ///
    /// # Errors
    /// The servers'.
    pub fn room(&self) -> Result<Room, CloneError> {
        let mut source = Connection::connect(self.source)?;
        let origin = Origin::read(&mut source)?;
        drop(source);
        let mut maintenance = Maintenance::open(self.server, self.name, &origin.identity.database)?;
        let there = DatabaseIdentity::read(maintenance.connection())?;
        Ok(Room {
            source_bytes: origin.properties.bytes,
            free_bytes: disk::free_bytes(maintenance.connection(), &there),
        })
    }

    /// Drops the clone; that there is none is no error.
    ///
    /// # Errors
    /// [`CloneError::IsProtected`], [`CloneError::Busy`] and the server's.
    pub fn remove(&self) -> Result<(), CloneError> {
        let mut source = Connection::connect(self.source)?;
        let identity = DatabaseIdentity::read(&mut source)?;
        drop(source);
        let mut maintenance = Maintenance::open(self.server, self.name, &identity.database)?;
        let system_identifier = DatabaseIdentity::read(maintenance.connection())?.system_identifier;
        if let Some(oid) = maintenance.oid()? {
            self.refuse_protected(&identity, &system_identifier, oid)?;
        }
        maintenance.drop_database()
    }

    /// Makes room for the clone.
    fn begin(&self, origin: &Origin) -> Result<Work, CloneError> {
        let mut maintenance = Maintenance::open(self.server, self.name, &origin.identity.database)?;
        let there = DatabaseIdentity::read(maintenance.connection())?;
        let free_bytes = disk::free_bytes(maintenance.connection(), &there);
        let mut replaced = false;
        if let Some(oid) = maintenance.oid()? {
            self.refuse_protected(&origin.identity, &there.system_identifier, oid)?;
            let mark = CloneMark::read(maintenance.connection(), self.name)?;
            match (mark, self.replacement) {
                // What was broken off is nobody's clone.
                (Some(CloneMark::Unfinished), _) => maintenance.drop_unfinished()?,
                (_, Replacement::Allowed) => {
                    maintenance.drop_database()?;
                    replaced = true;
                }
                (Some(CloneMark::Complete { taken_at }), Replacement::Refused) => {
                    return Err(self.exists(format!(" (a clone of {taken_at})")));
                }
                (None, Replacement::Refused) => return Err(self.exists(String::new())),
            }
        }
        Ok(Work {
            maintenance,
            system_identifier: there.system_identifier,
            free_bytes,
            replaced,
        })
    }

    fn exists(&self, since: String) -> CloneError {
        CloneError::Exists {
            name: self.name.to_owned(),
            since,
        }
    }

    fn refuse_protected(
        &self,
        source: &DatabaseIdentity,
        system_identifier: &str,
        oid: u32,
    ) -> Result<(), CloneError> {
        let is_there = |identity: &DatabaseIdentity| {
            identity.oid == oid && identity.system_identifier == system_identifier
        };
        let name = self.name.to_owned();
        if is_there(source) {
            return Err(CloneError::IsSource { name });
        }
        if self.protected.iter().any(is_there) {
            return Err(CloneError::IsProtected { name });
        }
        Ok(())
    }

    fn transfer(
        &self,
        programs: &ClientPrograms,
        snapshot: &str,
        lock_timeout: &str,
    ) -> Result<u64, CloneError> {
        let mut dump = Program {
            path: programs.path("pg_dump"),
            command: Command::new(programs.path("pg_dump")),
        };
        dump.command
            .args(["--no-owner", "--no-acl", "--no-password"])
            // A subscription would make the clone follow somebody else's changes.
            .args(["--no-subscriptions", "--format=plain"])
            .arg(format!("--snapshot={snapshot}"))
            .arg(format!("--lock-wait-timeout={lock_timeout}"));
        let read_only = "-c default_transaction_read_only=on";
        client_environment::lead(&mut dump.command, self.source, read_only)?;
        let mut load = Program {
            path: programs.path("psql"),
            command: Command::new(programs.path("psql")),
        };
        load.command
            .args(["--no-psqlrc", "--quiet", "--no-password", "--file=-"])
            // Nothing of the rows is to reach an error message, and so the evidence.
            .args(["--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse"])
            .arg("--set=SHOW_CONTEXT=never");
        client_environment::lead(&mut load.command, &self.clone_parameters(), "")?;
        stream::run(dump, load)
    }

    /// Gives the copy what belongs to the database itself, and the mark that it is whole.
    fn complete(&self, work: &mut Work, origin: &Origin) -> Result<(), CloneError> {
        let connection = work.maintenance.connection();
        origin.properties.set(connection, self.name)?;
        let taken_at = origin.taken_at.clone();
        CloneMark::Complete { taken_at }.write(connection, self.name)?;
        Ok(())
    }

    /// Passes a success on; after a failure nothing of the copy is left.
    fn or_drop<Output>(
        &self,
        work: &mut Work,
        outcome: Result<Output, CloneError>,
    ) -> Result<Output, CloneError> {
        outcome.map_err(|cause| match work.maintenance.clear_up() {
            Ok(()) => cause,
            Err(error) => CloneError::LeftBehind {
                cause: Box::new(cause),
                name: self.name.to_owned(),
                quoted: quoted_identifier(self.name),
                reason: error.to_string(),
            },
        })
    }

    fn provisioned(
        &self,
        mut work: Work,
        origin: Origin,
        method: CopyMethod,
        transferred_bytes: Option<u64>,
    ) -> Provisioned {
        let there = DatabaseIdentity {
            system_identifier: work.system_identifier.clone(),
            ..origin.identity
        };
        Provisioned {
            parameters: self.clone_parameters(),
            method,
            taken_at: origin.taken_at,
            position: origin.position,
            source_bytes: origin.properties.bytes,
            transferred_bytes,
            free_bytes_before: work.free_bytes,
            free_bytes_after: disk::free_bytes(work.maintenance.connection(), &there),
            replaced: work.replaced,
        }
    }

    fn clone_parameters(&self) -> Parameters {
        Parameters {
            database: self.name.to_owned(),
            ..self.server.clone()
        }
    }
}

/// The source, before anything is made.
struct Origin {
    identity: DatabaseIdentity,
    properties: Properties,
    taken_at: String,
    position: Option<String>,
}

impl Origin {
    fn read(connection: &mut Connection) -> Result<Self, CloneError> {
        connection.execute("SET default_transaction_read_only = on")?;
        let moment = connection.query(
            "SELECT pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.clock_timestamp()),
                                       'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),
                    (CASE WHEN pg_catalog.pg_is_in_recovery()
                          THEN pg_catalog.pg_last_wal_replay_lsn()
                          ELSE pg_catalog.pg_current_wal_lsn() END)::text",
        )?;
        let Some([Cell::Text(taken_at), position]) = moment.rows.first().map(Vec::as_slice) else {
            return Err(CloneError::Unreadable("the time"));
        };
        Ok(Self {
            identity: DatabaseIdentity::read(connection)?,
            properties: Properties::read(connection)?,
            taken_at: taken_at.clone(),
            position: position.as_text().map(str::to_owned),
        })
    }
}

/// The clone's server, ready for it.
struct Work {
    maintenance: Maintenance,
    system_identifier: String,
    free_bytes: Option<u64>,
    replaced: bool,
}

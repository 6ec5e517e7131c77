//! Why there is no clone.

use std::io;
use std::path::PathBuf;

use super::super::activity::ServerSession;
use super::super::advisory_lock::LockHolder;
use super::super::error::DbError;
use super::super::identity::IdentityError;

/// Why a database could not be copied, or a copy not be dropped.
#[derive(Debug, thiserror::Error)]
pub enum CloneError {
    /// A server refused, or is not there.
    #[error(transparent)]
    Database(#[from] DbError),
    /// A database cannot say which it is.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// There is a database of that name.
    #[error(
        "the database \"{name}\" exists already{since}\nRemedy: drop it, choose another name, or \
         allow with `replace = true` that it is dropped and made anew"
    )]
    Exists {
        /// Its name.
        name: String,
        /// What is known of its age, as an addition to the sentence.
        since: String,
    },
    /// The clone would be the database that is copied.
    #[error("the clone cannot be the source: both are the database \"{name}\" of one server")]
    IsSource {
        /// Its name.
        name: String,
    },
    /// The clone would be a database that must not be touched.
    #[error(
        "the database \"{name}\" of this server is production or the source; it is never replaced \
         or dropped\nRemedy: give the clone another name"
    )]
    IsProtected {
        /// Its name.
        name: String,
    },
    /// A template is copied within one server.
    #[error(
        "the clone's server (system identifier {clone_server}) is not the source's \
         ({source_server}), and a template is copied within one server\nRemedy: `method = \"dump\"`"
    )]
    OtherServer {
        /// The system identifier of the source's server.
        source_server: String,
        /// That of the clone's.
        clone_server: String,
    },
    /// Sessions are in a database that must be alone.
    #[error(
        "the database \"{name}\" is in use by {}\nRemedy: {remedy}", listed(.sessions)
    )]
    Busy {
        /// The database.
        name: String,
        /// Who is in it.
        sessions: Vec<ServerSession>,
        /// What can be done.
        remedy: &'static str,
    },
    /// Another run makes or drops a clone of this name.
    #[error(
        "another run is making or dropping the clone \"{name}\": {}\nRemedy: wait until it is over",
        held_by(.holders)
    )]
    Locked {
        /// The clone.
        name: String,
        /// Who holds the lock.
        holders: Vec<LockHolder>,
    },
    /// A URL with several hosts.
    #[error(
        "the URL names {count} servers; a copy is made from one and to one\nRemedy: name the host \
         that is meant"
    )]
    ManyHosts {
        /// How many.
        count: usize,
    },
    /// No `pg_dump` and `psql` that can read this server.
    #[error(
        "no pg_dump and psql for a server of PostgreSQL {wanted} were found{found}\nInstall them, \
         for example: apt install postgresql-client-{wanted} | dnf install postgresql | brew \
         install libpq | apk add postgresql{wanted}-client"
    )]
    NoPrograms {
        /// The major version of the server.
        wanted: u32,
        /// What was found instead, as an addition to the sentence.
        found: String,
    },
    /// A program cannot be run.
    #[error("cannot run \"{program}\": {source}", program = .program.display())]
    Program {
        /// The program.
        program: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// `pg_dump` or `psql` has failed.
    #[error("the copy has failed: pg_dump {dump}; psql {load}{output}")]
    Failed {
        /// How `pg_dump` ended.
        dump: String,
        /// How `psql` ended.
        load: String,
        /// The end of what both wrote to standard error.
        output: String,
    },
    /// A copy has failed, and what there is of it could not be dropped.
    #[error(
        "{cause}\nThe unfinished database \"{name}\" could not be dropped: {reason}; it is marked \
         as unfinished and no rehearsal accepts it\nRemedy: DROP DATABASE {quoted}"
    )]
    LeftBehind {
        /// Why the copy has failed.
        cause: Box<CloneError>,
        /// The database.
        name: String,
        /// Its name as it stands in SQL.
        quoted: String,
        /// Why it could not be dropped.
        reason: String,
    },
    /// An answer of the server that cannot be read.
    #[error("the server's answer about {0} cannot be read")]
    Unreadable(&'static str),
}

impl CloneError {
    /// The error of the server or of the connection behind this one.
    pub fn database_error(&self) -> Option<&DbError> {
        match self {
            Self::Database(error) | Self::Identity(IdentityError::Database(error)) => Some(error),
            Self::LeftBehind { cause, .. } => cause.database_error(),
            Self::Identity(
                IdentityError::NoSystemIdentifier { .. }
                | IdentityError::Pooled { .. }
                | IdentityError::Unreadable(_),
            )
            | Self::Exists { .. }
            | Self::IsSource { .. }
            | Self::IsProtected { .. }
            | Self::OtherServer { .. }
            | Self::Busy { .. }
            | Self::Locked { .. }
            | Self::ManyHosts { .. }
            | Self::NoPrograms { .. }
            | Self::Program { .. }
            | Self::Failed { .. }
            | Self::Unreadable(_) => None,
        }
    }
}

fn listed(sessions: &[ServerSession]) -> String {
    if sessions.is_empty() {
        return "sessions that have ended in the meantime, or transactions that are prepared (see \
                pg_prepared_xacts)"
            .to_owned();
    }
    let sessions: Vec<String> = sessions.iter().map(ToString::to_string).collect();
    sessions.join("; ")
}

fn held_by(holders: &[LockHolder]) -> String {
    if holders.is_empty() {
        return "it has ended in the meantime".to_owned();
    }
    let holders: Vec<String> = holders.iter().map(ToString::to_string).collect();
    holders.join("; ")
}

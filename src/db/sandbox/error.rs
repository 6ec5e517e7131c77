//! Why there is no private server.

use std::io;
use std::path::PathBuf;

use super::super::error::DbError;

/// Why a sandbox could not be started or used.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// Neither PostgreSQL's programs nor, where it would help, a container service.
    #[error(
        "no PostgreSQL server programs (initdb, postgres) were found{container}\n\
         Install them, for example: apt install postgresql | dnf install postgresql-server | \
         brew install postgresql | apk add postgresql"
    )]
    NoPrograms {
        /// What was found out about containers, as an addition to the sentence.
        container: String,
    },
    /// A kept cluster of another major version than the programs found.
    #[error(
        "the sandbox in \"{folder}\" was made by PostgreSQL {wanted}, whose server programs were \
         not found", folder = .folder.display()
    )]
    OtherVersion {
        /// The sandbox' folder.
        folder: PathBuf,
        /// The major version of its data.
        wanted: String,
    },
    /// PostgreSQL does not run as root and there is nobody to run it as.
    #[error(
        "PostgreSQL refuses to run as root, and this system has neither a user \"postgres\" nor \
         a user \"nobody\" to run it as"
    )]
    NoAccount,
    /// The folder to keep holds something else.
    #[error(
        "the folder \"{folder}\" is not empty and holds no sandbox", folder = .folder.display()
    )]
    NotASandbox {
        /// The folder.
        folder: PathBuf,
    },
    /// The name of a Unix domain socket is limited by the system.
    #[error(
        "the path of the folder \"{folder}\" is too long for a Unix domain socket ({length} of at \
         most {limit} bytes)", folder = .folder.display()
    )]
    PathTooLong {
        /// The folder.
        folder: PathBuf,
        /// The length of the socket's path.
        length: usize,
        /// The longest that is possible.
        limit: usize,
    },
    /// A folder's name that is no UTF-8 text cannot stand in a URL.
    #[error("the path of the folder \"{folder}\" is not valid UTF-8", folder = .folder.display())]
    PathNotText {
        /// The folder.
        folder: PathBuf,
    },
    /// The user the server runs as may not enter the folder.
    #[error(
        "the user \"{account}\", which the server runs as, may not enter the folder \"{folder}\"",
        folder = .folder.display()
    )]
    NoEntry {
        /// The folder.
        folder: PathBuf,
        /// The user.
        account: String,
    },
    /// The file system says no.
    #[error("cannot {doing} \"{path}\": {source}", path = .path.display())]
    File {
        /// What was being done.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A program cannot be run.
    #[error("cannot run \"{program}\": {source}", program = .program.display())]
    Program {
        /// The program.
        program: PathBuf,
        /// The system's error.
        source: io::Error,
    },
    /// A program has failed, or the server has not become ready.
    #[error("{what}\n{output}")]
    Failed {
        /// What has failed.
        what: String,
        /// The end of what it wrote.
        output: String,
    },
    /// The server is there but a statement on it failed.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The container service has failed.
    #[error("cannot run PostgreSQL in a container: {0}")]
    Container(String),
    /// A container is not kept.
    #[error(
        "a sandbox can be kept in a folder only with PostgreSQL's server programs on this \
         machine, which were not found"
    )]
    ContainerKept,
}

impl SandboxError {
    /// Adds to an error of the file system what was being done to which path.
    pub(super) fn file(
        doing: &'static str,
        path: impl Into<PathBuf>,
    ) -> impl Fn(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File {
            doing,
            path: path.clone(),
            source,
        }
    }
}

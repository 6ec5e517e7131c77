//! Why no server can be chosen.
//!
//! Counterpart: the messages of `connectOptions2` and `parseServiceInfo` in libpq's
//! `fe-connect.c`.

use std::path::PathBuf;

/// Why no server can be chosen from what was given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// A value that its keyword does not know.
    #[error("invalid {keyword} value: \"{value}\"")]
    InvalidValue {
        /// The libpq keyword.
        keyword: &'static str,
        /// What it was set to.
        value: String,
    },
    /// A port outside of 1 to 65535.
    #[error("invalid port number: \"{0}\"")]
    InvalidPort(String),
    /// A keyword that is to be a whole number.
    #[error("invalid integer value \"{value}\" for connection option \"{keyword}\"")]
    InvalidInteger {
        /// The libpq keyword.
        keyword: &'static str,
        /// What it was set to.
        value: String,
    },
    /// Lists of hosts, addresses or ports whose lengths differ.
    #[error("could not match {count} {what} to {hosts} {whom}")]
    Mismatch {
        /// How many there are.
        count: usize,
        /// Of what.
        what: &'static str,
        /// How many would fit.
        hosts: usize,
        /// To what they were to be matched.
        whom: &'static str,
    },
    /// A keyword or value whose meaning is not carried out.
    #[error("connection option {keyword} is not supported: {reason}")]
    Unsupported {
        /// The libpq keyword.
        keyword: &'static str,
        /// Why.
        reason: &'static str,
    },
    /// Two values that exclude each other.
    #[error("{0}")]
    Contradiction(String),
    /// The service is in no service file.
    #[error("definition of service \"{service}\" not found")]
    ServiceNotFound {
        /// Its name.
        service: String,
    },
    /// The service file that was named is not there.
    #[error("service file \"{path}\" not found", path = .path.display())]
    ServiceFileNotFound {
        /// The file.
        path: PathBuf,
    },
    /// The service file is malformed.
    #[error("{reason} in service file \"{path}\", line {line}", path = .path.display())]
    ServiceFile {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// Nobody says which user to connect as.
    #[error("no user name to connect as: neither the URL nor the environment gives one")]
    NoUser,
}

//! Copies of a database: by template on its own server, or by `pg_dump` piped into `psql`.

mod client_environment;
mod disk;
mod error;
mod maintenance;
mod mark;
mod programs;
mod properties;
mod provisioner;
mod stream;

pub use disk::free_bytes;
pub use error::CloneError;
pub use mark::CloneMark;
pub use programs::ClientPrograms;
pub use provisioner::{CopyMethod, Provisioned, Provisioner, Replacement, Room};

//! How much room the disk of a server has left, where the server is on this machine.
//!
//! Counterpart: `df`. PostgreSQL has no function that tells it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::super::Cell;
use super::super::connection::Connection;
use super::super::identity::DatabaseIdentity;

/// The bytes that are free where the server keeps its data; `None` where that cannot be told:
/// the server is on another machine, or its folder is not to be read.
///
/// A folder counts as the server's only if its control file names the same system.
pub fn free_bytes(connection: &mut Connection, identity: &DatabaseIdentity) -> Option<u64> {
    let answer = connection
        .query("SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'")
        .ok()?;
    let folder = Path::new(answer.single().and_then(Cell::as_text)?);
    let found = system_identifier(&folder.join("global/pg_control"))?;
    if found.to_string() != identity.system_identifier {
        return None;
    }
    let volume = rustix::fs::statvfs(folder).ok()?;
    volume.f_bavail.checked_mul(volume.f_frsize)
}

/// The first field of the control file, in this machine's order of bytes.
fn system_identifier(path: &Path) -> Option<u64> {
    let mut bytes = [0; 8];
    File::open(path).ok()?.read_exact(&mut bytes).ok()?;
    Some(u64::from_ne_bytes(bytes))
}

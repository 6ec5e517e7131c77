//! Whether the server archives what point-in-time recovery would need.
//!
//! Counterpart: "PITR window active" of the cutover's preconditions (row 59). The window itself is
//! a person's word; this is what the server says to it.

use std::time::Duration;

use super::obstacle::Obstacle;
use super::targets::{Target, refused};
use crate::db::Archiving;

/// Asks the server of `target`; returns what it said, for the evidence.
///
/// `maximal_age` is how long ago the last segment may have been archived.
///
/// # Errors
/// The archive cannot be asked, is off, is failing, or is behind.
pub fn archiving_probe(target: &Target, maximal_age: Duration) -> Result<String, Obstacle> {
    let mut connection = target.connect()?;
    let archiving = Archiving::read(&mut connection)
        .map_err(|error| refused("cannot ask about the archive", &error))?;
    match archiving.objection(maximal_age) {
        None => Ok(archiving.to_string()),
        Some(objection) => Err(Obstacle::gate(format!(
            "point-in-time recovery is not to be relied upon: {objection}\n{archiving}"
        ))),
    }
}

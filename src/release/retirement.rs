//! What becomes of a clone and of its snapshot when nothing needs them any more.
//!
//! Counterpart: "clone then dropped, golden clone intact" of the executor rehearsal, and "isolated
//! database, rollback-only revalidation, harness retained" of the rollback design. Only a rehearsal
//! in which every gate has passed gives anything up, as its last act: one that was halted or killed
//! leaves the snapshot, because somebody may ask for `release rollback`.

use crate::db::{
    Connection, DatabaseIdentity, Parameters, Provisioner, Replacement, quoted_literal,
};
use crate::governance::Probe;

use super::baseline::Baseline;
use super::obstacle::Obstacle;
use super::probes::Moment;
use super::provision::not_made;
use super::record::Stop;
use super::rollback::Rollback;
use super::run::Run;
use super::targets::{Target, refused};

/// What is left at the end of a rehearsal.
#[derive(Clone, Copy)]
pub(super) struct Leftovers<'a> {
    /// The clone, which was rolled back.
    pub(super) clone: &'a Target,
    /// The databases that nothing may drop.
    pub(super) protected: &'a [DatabaseIdentity],
    /// The state before, and the snapshot of it.
    pub(super) baseline: &'a Baseline,
}

impl<'a> Leftovers<'a> {
    fn rollback(self, probes: &'a [Probe]) -> Rollback<'a> {
        Rollback {
            clone_database: self.clone.parameters(),
            protected: self.protected,
            before: &self.baseline.before,
            probes,
        }
    }

    /// Drops the snapshot: the clone itself is in the state before, which is looked at once more.
    ///
    /// # Errors
    /// The gate `snapshot-dropped` has failed; the snapshot is dropped by no other gate.
    pub(super) fn drop_snapshot(self, run: &mut Run<'_>) -> Result<(), Stop> {
        run.progress("dropping the snapshot");
        let probes = Moment::Before.probes(&run.release().probes);
        let rollback = self.rollback(&probes);
        let snapshot = self.baseline.snapshot.clone();
        let record = snapshot.record().clone();
        let dropped = rollback
            .find_state_before()
            .and_then(|_| rollback.drop_snapshot(snapshot))
            .and_then(|()| rollback.has_snapshot(&record))
            .and_then(|is_there| {
                if is_there {
                    return Err(still_there(&record.database));
                }
                Ok(format!(
                    "a new session finds the clone in the state before; the snapshot \"{}\" (oid \
                     {}), which nothing needs any more, was dropped and is gone",
                    record.database, record.oid
                ))
            });
        run.judge("snapshot-dropped", None, dropped)
    }

    /// Drops the clone, which `release.toml` wants at the end.
    ///
    /// `elsewhere` leads to another database of the clone's server, whose word it is that the clone
    /// is gone.
    ///
    /// # Errors
    /// The gate `clone-dropped` has failed.
    pub(super) fn drop_clone(
        self,
        run: &mut Run<'_>,
        source: &Target,
        elsewhere: &Parameters,
    ) -> Result<(), Stop> {
        run.progress("dropping the clone");
        let name = self.clone.seen().database.as_str();
        let provisioner = Provisioner {
            source: source.parameters(),
            server: elsewhere,
            name,
            replacement: Replacement::Refused,
            protected: self.protected,
        };
        let dropped = provisioner
            .remove()
            .map_err(|error| not_made(&error))
            .and_then(|()| is_gone(elsewhere, name))
            .map(|()| format!("the clone \"{name}\" was dropped and is gone"));
        run.judge("clone-dropped", None, dropped)
    }

    /// Proves that the clone is as it was before, and says that it and its snapshot stay.
    ///
    /// # Errors
    /// The gate `clone-retained` has failed.
    pub(super) fn retain(self, run: &mut Run<'_>) -> Result<(), Stop> {
        let probes = Moment::Before.probes(&run.release().probes);
        let rollback = self.rollback(&probes);
        let record = self.baseline.snapshot.record().clone();
        let retained = rollback.find_state_before().and_then(|_| {
            let snapshot = rollback.take_up(record)?;
            Ok(format!(
                "a new session finds the clone \"{}\" in the state before; it stays, and so does \
                 its snapshot \"{}\", which still holds that state",
                self.clone.seen().database,
                snapshot.record().database
            ))
        });
        run.judge("clone-retained", None, retained)
    }
}

/// Demands that a database is gone, by the word of its server.
fn is_gone(elsewhere: &Parameters, name: &str) -> Result<(), Obstacle> {
    let failed = |error| refused(format!("whether \"{name}\" is gone is not known"), &error);
    let mut connection = Connection::connect(elsewhere).map_err(failed)?;
    let question = format!(
        "SELECT 1 FROM pg_catalog.pg_database WHERE datname = {}",
        quoted_literal(name)
    );
    let answer = connection.query(&question).map_err(failed)?;
    connection.close();
    if answer.rows.is_empty() {
        Ok(())
    } else {
        Err(still_there(name))
    }
}

fn still_there(name: &str) -> Obstacle {
    Obstacle::gate(format!(
        "the database \"{name}\" is still there after it was dropped"
    ))
}

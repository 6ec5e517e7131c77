//! The state before, as a gate, and the snapshot of a clone that it can be brought back from.
//!
//! Counterpart: "before-state capture" of the rollback design, and the executor rehearsal's
//! baseline: the probes must answer as declared before anything is changed.

use std::collections::BTreeSet;

use crate::db::DatabaseIdentity;
use crate::governance::Flow;
use crate::snapshot::{CaptureScope, StructureScope, Tables};

use super::before_state::BeforeState;
use super::obstacle::Obstacle;
use super::probes::{Moment, ProbeReport};
use super::proof;
use super::record::Stop;
use super::rollback::{Rollback, VerifiedSnapshot};
use super::run::Run;
use super::surfaces::Surfaces;
use super::table_name::qualified_table;
use super::targets::Target;
use super::tier::Package;

/// The evidence file that holds the state before.
pub(super) const BEFORE_STATE: &str = "before_state.json";

/// The evidence file that says which snapshot a clone is restored from.
pub(super) const SNAPSHOT: &str = "rollback_snapshot.json";

/// What a rehearsal can go back to.
#[derive(Debug)]
pub(super) struct Baseline {
    /// The state before.
    pub(super) before: BeforeState,
    /// The snapshot of it.
    pub(super) snapshot: VerifiedSnapshot,
    /// How the snapshot was proven.
    pub(super) text: String,
}

/// Captures the state before: all of a clone, of production what the release touches.
///
/// # Errors
/// The gate `before-state` has failed.
pub(super) fn judge_before_state(run: &mut Run<'_>, target: &Target) -> Result<BeforeState, Stop> {
    run.progress("capturing the state before");
    let captured = capture(run, target);
    let before = run.expect("before-state", None, captured)?;
    run.keep(BEFORE_STATE, before.to_json().as_bytes())?;
    let report = ProbeReport::of(&run.release().probes, Moment::Before, before.probes());
    let found = if report.holds() {
        Ok(before.to_text().trim_end().replace('\n', "; "))
    } else {
        Err(Obstacle::gate(format!(
            "the probes do not answer as they must before the release: {}",
            report.failures()
        )))
    };
    run.judge("before-state", Some(BEFORE_STATE), found)?;
    Ok(before)
}

/// As [`judge_before_state`], with a verified snapshot of the clone.
///
/// # Errors
/// A gate has failed: `before-state` or `rollback-snapshot-verified`.
pub(super) fn prepare_rollback(
    run: &mut Run<'_>,
    clone: &Target,
    protected: &[DatabaseIdentity],
) -> Result<Baseline, Stop> {
    let before = judge_before_state(run, clone)?;
    run.progress("making a snapshot of the clone and restoring it into a scratch database");
    let probes = Moment::Before.probes(&run.release().probes);
    let made = Rollback {
        clone_database: clone.parameters(),
        protected,
        before: &before,
        probes: &probes,
    }
    .make_snapshot();
    let (snapshot, text) = run.expect("rollback-snapshot-verified", None, made)?;
    run.keep(SNAPSHOT, snapshot.record().to_json().as_bytes())?;
    // Whoever rolls back later asks the ledger for this, however the rehearsal ends.
    let record = snapshot.record();
    let found = format!(
        "the snapshot \"{}\" (oid {}) was restored into a scratch database, and a new session \
         found the state {} there",
        record.database, record.oid, record.state
    );
    run.judge("rollback-snapshot-verified", Some(SNAPSHOT), Ok(found))?;
    Ok(Baseline {
        before,
        snapshot,
        text,
    })
}

fn capture(run: &mut Run<'_>, target: &Target) -> Result<BeforeState, Obstacle> {
    let scope = match run.flow() {
        Flow::Rehearsal | Flow::Rollback => CaptureScope::everything(),
        Flow::Cutover => {
            let tables = touched(run, target)?;
            CaptureScope {
                structure: StructureScope::Captured,
                counts: tables.clone(),
                contents: tables,
            }
        }
    };
    let probes = Moment::Before.probes(&run.release().probes);
    let files = run.plan().files.clone();
    let mut connect = || run.open_session(target);
    BeforeState::capture(&mut connect, &scope, &probes, &files)
}

/// The tables of production that the path and the tiers touch.
fn touched(run: &mut Run<'_>, target: &Target) -> Result<Tables, Obstacle> {
    let mut connection = run.open_session(target)?;
    let structure = proof::read_structure(&mut connection)?;
    drop(connection);
    let existing: BTreeSet<String> = structure
        .tables
        .iter()
        .map(|table| table.name.replace('"', ""))
        .collect();
    let release = run.release();
    let refused = |error| Obstacle::gate(format!("the tiers cannot be read: {error}"));
    let package = Package::read(run.root(), &release.tiers).map_err(refused)?;
    let mut statements = Vec::new();
    for tier in &release.tiers {
        statements.extend(package.statements(tier).map_err(refused)?);
    }
    let of_tiers = statements.iter().map(|statement| statement.text.as_str());
    Ok(declared_surfaces(run, of_tiers).tables(&existing))
}

/// The surfaces that are approved: the tables that the path's statements and `of_tiers` name, those
/// whose rows are bounded, and the version table.
pub(super) fn declared_surfaces<'a>(
    run: &'a Run<'_>,
    of_tiers: impl IntoIterator<Item = &'a str>,
) -> Surfaces {
    let statements = &run.plan().statements;
    let of_path = statements.iter().map(|one| one.sql.as_str());
    match Surfaces::of(of_path.chain(of_tiers)) {
        surfaces @ Surfaces::All { .. } => surfaces,
        Surfaces::Named(mut named) => {
            let changes = statements.iter().flat_map(|one| &one.changes);
            named.extend(changes.map(|table| qualified_table(table)));
            let bounds = run.release().backfills.iter();
            named.extend(bounds.map(|bound| qualified_table(&bound.table)));
            named.insert(qualified_table(&proof::version_table(run)));
            Surfaces::Named(named)
        }
    }
}

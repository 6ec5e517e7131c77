//! The result of a release against what was promised: the probes after it, and a golden database.
//!
//! Counterpart: the final invariant table of the executor rehearsal, "before-state for every surface
//! the apply touches", which must be every surface that has changed, and "reproducibility vs golden
//! clone". The golden database is only read, and looked at again afterwards.

use crate::governance::{DatabaseSettings, EvidenceKind, Flow};
use crate::snapshot::{CaptureScope, Snapshot, StructureScope, Tables};

use super::baseline::declared_surfaces;
use super::before_state::BeforeState;
use super::golden::{GoldenComparison, Side};
use super::obstacle::Obstacle;
use super::probes::{self, Answers, Moment, ProbeReport};
use super::record::Stop;
use super::run::{Run, heading};
use super::surfaces::Surfaces;
use super::targets::{DatabasePart, Lookup, Target};

/// Asks the probes after the release; nothing where none expects an answer then.
///
/// # Errors
/// The gate `probes-after` has failed.
pub(super) fn judge_probes_after(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let declared = &run.release().probes;
    if declared.iter().all(|probe| probe.after.is_none()) {
        return Ok(());
    }
    let name = match run.flow() {
        Flow::Rehearsal | Flow::Rollback => "clone_probes_after.log",
        Flow::Cutover => "prod_probes_after.log",
    };
    let answers = answers_of(run, target);
    let mut text = heading("release: probes after", &target.identity());
    let found = answers.and_then(|answers| {
        let report = ProbeReport::of(declared, Moment::After, &answers);
        text.push_str(&report.to_text());
        if report.holds() {
            Ok(report.summary())
        } else {
            Err(Obstacle::gate(report.failures()))
        }
    });
    if let Err(obstacle) = &found {
        text.push_str(&format!("STOP: {obstacle}\n"));
    }
    run.write(name, &text)?;
    run.judge("probes-after", Some(name), found)
}

/// Demands that no table has other rows than before but those that the release declares.
///
/// What a TRUNCATE of a trigger takes away is counted by no server; here it is found. A statement
/// that cannot be read declares everything, and the judgement says so.
///
/// # Errors
/// The gate `surfaces` has failed.
pub(super) fn judge_surfaces(
    run: &mut Run<'_>,
    clone: &Target,
    before: &BeforeState,
) -> Result<(), Stop> {
    run.progress("looking for tables that changed without being named");
    let after = run.open_session(clone).and_then(|mut connection| {
        let captured = Snapshot::capture(&mut connection, &CaptureScope::everything());
        connection.close();
        captured.map_err(|error| Obstacle::gate(format!("the clone cannot be captured: {error}")))
    });
    let found = after.and_then(|after| {
        let of_tiers = run.tier_statements().iter().map(String::as_str);
        let surfaces = declared_surfaces(run, of_tiers);
        let beyond = surfaces.changed_beyond(before.snapshot(), &after);
        if !beyond.is_empty() {
            return Err(Obstacle::parity(format!(
                "these tables have other rows than before, and neither a statement of the release \
                 nor a [[backfill]] names them: {}\nRemedy: find out what has changed them, such \
                 as a trigger, and declare it",
                beyond.join(", ")
            ))
            .with_fact("tables", beyond.join(", ")));
        }
        Ok(match surfaces {
            Surfaces::Named(named) => format!(
                "of {} tables only those have other rows that the release names; it names {}",
                before.snapshot().row_counts.len(),
                named.len()
            ),
            Surfaces::All { unread } => format!(
                "every table may have changed, because a statement does not say what it touches: \
                 {unread}"
            ),
        })
    });
    run.judge("surfaces", None, found)
}

/// Holds the clone against the golden database; nothing where the release has none.
///
/// # Errors
/// The gate `golden-comparison` has failed.
pub(super) fn judge_golden(
    run: &mut Run<'_>,
    clone: &Target,
    lookup: &Lookup<'_>,
) -> Result<(), Stop> {
    if run.release().golden.is_none() {
        return Ok(());
    }
    let evidence = run.evidence(EvidenceKind::Golden);
    let mut text = heading("release: golden comparison", &clone.identity());
    let found = compare(run, clone, lookup, &mut text);
    if let Err(obstacle) = &found {
        text.push_str(&format!("STOP: {obstacle}\n"));
    }
    run.write(&evidence, &text)?;
    run.judge("golden-comparison", Some(&evidence), found)
}

fn compare(
    run: &mut Run<'_>,
    clone: &Target,
    lookup: &Lookup<'_>,
    text: &mut String,
) -> Result<String, Obstacle> {
    let golden = run
        .release()
        .golden
        .as_ref()
        .ok_or_else(|| Obstacle::gate("the release has no golden database"))?;
    let settings = DatabaseSettings {
        url_environment: golden.url_environment.clone(),
        dsn_environment: None,
        database: golden.database.clone(),
        host: None,
        role: None,
        system_identifier: None,
        require_ssl: false,
    };
    let target = Target::reach(DatabasePart::Golden, &settings, lookup)?;
    text.push_str(&format!("{}\n", target.check_identity()?));
    text.push_str(&format!("{}\n", target.check_apart_from(&[clone])?));
    let (expected, expected_answers) = (captured(run, &target)?, answers_of(run, &target)?);
    let (ours, our_answers) = (captured(run, clone)?, answers_of(run, clone)?);
    let again = captured(run, &target)?;
    let comparison = GoldenComparison::of(
        golden,
        &Moment::After.probes(&run.release().probes),
        Side {
            snapshot: &expected,
            answers: &expected_answers,
        },
        Side {
            snapshot: &ours,
            answers: &our_answers,
        },
    );
    text.push_str(&comparison.to_text());
    if again.state_digest() != expected.state_digest() {
        return Err(Obstacle::parity(
            "the golden database has changed while it was compared",
        ));
    }
    text.push_str("the golden database is as it was at the entry\n");
    if comparison.holds() {
        Ok(comparison.summary())
    } else {
        Err(Obstacle::parity(format!(
            "what differs from the golden database is not all explained: {}",
            comparison.summary()
        )))
    }
}

/// The structure and the row counts.
fn captured(run: &mut Run<'_>, target: &Target) -> Result<Snapshot, Obstacle> {
    let scope = CaptureScope {
        structure: StructureScope::Captured,
        counts: Tables::All,
        contents: Tables::None,
    };
    Snapshot::capture(&mut run.open_session(target)?, &scope)
        .map_err(|error| Obstacle::gate(format!("a database cannot be captured: {error}")))
}

fn answers_of(run: &mut Run<'_>, target: &Target) -> Result<Answers, Obstacle> {
    let asked = Moment::After.probes(&run.release().probes);
    probes::ask(&mut run.open_session(target)?, &asked)
}

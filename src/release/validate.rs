//! The read-only validation before anything is changed: topology, structure, foreign keys.
//!
//! Counterpart: phase 1 of the rehearsal, P0 of the cutover. The structure at the anchor is held
//! against what the migrations make of nothing, or against a snapshot that was approved; what
//! differs must be explained beforehand, and every explanation must be met.

use crate::db::catalog::Structure;
use crate::governance::{EvidenceKind, ExplainedDifference, FailureClass, Reference, RootCause};
use crate::script::{HeadsOf, Selector, Verbosity};
use crate::snapshot::{Explanation, ParityReport, Snapshot, classify, compare};

use super::foreign_keys;
use super::obstacle::Obstacle;
use super::proof;
use super::record::Stop;
use super::run::{Run, heading};
use super::scratch::Scratch;
use super::targets::Target;

/// Walks the phase on `target`.
///
/// # Errors
/// A gate has failed.
pub(super) fn validate(
    run: &mut Run<'_>,
    target: &Target,
    scratch: &mut Scratch,
) -> Result<(), Stop> {
    judge_heads(run, target, "heads", EvidenceKind::Heads)?;
    judge_history(run, target)?;
    judge_anchor(run, target, scratch)?;
    for table in run.release().foreign_keys.clone() {
        judge_foreign_keys(run, target, scratch, &table)?;
    }
    Ok(())
}

/// Lists the heads and demands that the target is the only one.
pub(super) fn judge_heads(
    run: &mut Run<'_>,
    target: &Target,
    gate: &str,
    evidence: EvidenceKind<'_>,
) -> Result<(), Stop> {
    let evidence = run.evidence(evidence);
    let scripts = run.migrations().scripts;
    let listing = scripts.heads_text(HeadsOf::Versions, Verbosity::Line);
    let text = format!("{}{listing}", heading("heads", &target.identity()));
    run.write(&evidence, &text)?;
    let map = scripts.map();
    let heads: Vec<&str> = map
        .heads()
        .iter()
        .map(|head| map.id(*head).as_str())
        .collect();
    let wanted = run.plan().target.as_str();
    let found = if heads == [wanted] {
        Ok(format!("one head, {wanted}"))
    } else {
        Err(Obstacle::new(
            FailureClass::Topology,
            RootCause::MultipleHeadsConflict,
            format!(
                "the heads are [{}] instead of {wanted} alone",
                heads.join(", ")
            ),
        ))
    };
    run.judge(gate, Some(&evidence), found)
}

fn judge_history(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let evidence = run.evidence(EvidenceKind::History);
    let scripts = run.migrations().scripts;
    let listing = scripts.history_text(
        Selector::Symbol("base"),
        Selector::Symbol("heads"),
        Verbosity::Block,
        &[],
    );
    let listed = listing.as_deref().unwrap_or("unreadable");
    let text = format!(
        "{}{listed}",
        heading("history --verbose", &target.identity())
    );
    run.write(&evidence, &text)?;
    let count = scripts.map().indices().count();
    let planned = run.plan().revisions.len();
    let found = listing
        .map_err(|error| {
            Obstacle::new(
                FailureClass::Topology,
                RootCause::DependencyOrdering,
                error.to_string(),
            )
        })
        .and_then(|_| {
            if count == planned {
                return Ok(format!("{count} revisions, as planned"));
            }
            Err(Obstacle::new(
                FailureClass::Topology,
                RootCause::DependencyOrdering,
                format!("there are {count} revisions, and {planned} were planned"),
            ))
        });
    run.judge("history", Some(&evidence), found)
}

/// Holds the structure against the reference.
fn judge_anchor(run: &mut Run<'_>, target: &Target, scratch: &mut Scratch) -> Result<(), Stop> {
    let anchor = run.plan().anchor.clone();
    let evidence = run.evidence(EvidenceKind::AnchorParity);
    run.progress("reading the structure");
    let found = proof::structure(run, "anchor-parity", target)?;
    run.progress("building the reference");
    let reference = reference(run, scratch, &anchor);
    let report = reference.map(|reference| report(run, &reference, &found));
    let title = heading(
        &format!("release: structure at {anchor}"),
        &target.identity(),
    );
    let text = match &report {
        Ok(report) => format!("{title}{}", report.to_text()),
        Err(obstacle) => format!("{title}no reference: {obstacle}\n"),
    };
    run.write(&evidence, &text)?;
    let judged = report.and_then(|report| judged(&report));
    run.judge("anchor-parity", Some(&evidence), judged)
}

/// What the structure at the anchor has to be.
fn reference(run: &Run<'_>, scratch: &mut Scratch, anchor: &str) -> Result<Structure, Obstacle> {
    let structure = match &run.release().reference {
        Reference::History => scratch.structure_at(run.migrations(), anchor)?,
        Reference::Snapshot { file, sha256 } => {
            let path = run.root().join(file);
            let snapshot = Snapshot::read(&path).map_err(|error| {
                Obstacle::parity(format!("the approved snapshot cannot be used: {error}"))
            })?;
            let found = crate::governance::Digest::of_file(&path).map_err(|error| {
                Obstacle::parity(format!("the approved snapshot cannot be read: {error}"))
            })?;
            if found != *sha256 {
                return Err(Obstacle::parity(format!(
                    "{file} is not the approved snapshot: its SHA-256 is {found}, and {sha256} \
                     was approved"
                )));
            }
            snapshot.structure
        }
    };
    Ok(structure.without_table(&proof::version_table(run)))
}

/// What differs, by what release.toml explains.
pub(super) fn report(run: &Run<'_>, expected: &Structure, found: &Structure) -> ParityReport {
    ParityReport::of_structures(expected, found, &explanations(run))
}

fn explanations(run: &Run<'_>) -> Vec<Explanation> {
    let explained = &run.release().explained;
    let explanation = |explained: &ExplainedDifference| Explanation {
        object: explained.object.clone(),
        found: explained.found.clone(),
        reason: explained.reason.clone(),
    };
    let of_tiers = run.made_by_tiers().iter().cloned();
    explained.iter().map(explanation).chain(of_tiers).collect()
}

fn judged(report: &ParityReport) -> Result<String, Obstacle> {
    if report.holds() {
        return Ok(proof::summary(report));
    }
    Err(Obstacle::parity(proof::summary(report)))
}

/// The foreign keys of one table, in a file of their own.
fn judge_foreign_keys(
    run: &mut Run<'_>,
    target: &Target,
    scratch: &mut Scratch,
    table: &str,
) -> Result<(), Stop> {
    let gate = format!("foreign-keys-{table}");
    let evidence = run.evidence(EvidenceKind::ForeignKeys(table));
    let anchor = run.plan().anchor.clone();
    let mut connection = run.session(&gate, target)?;
    let tables = [table.to_owned()];
    let listed = foreign_keys::of_tables(&mut connection, &tables);
    connection.close();
    let listed = run.expect(&gate, None, listed)?;
    let found = proof::structure(run, &gate, target)?.only_tables(&tables);
    let expected = reference(run, scratch, &anchor);
    let expected = run.expect(&gate, None, expected)?.only_tables(&tables);
    let explanations = explanations(run);
    let differences = compare(&expected, &found)
        .into_iter()
        .filter(|difference| difference.object.starts_with("constraint "))
        .collect();
    let report = classify(differences, &explanations);
    let mut text = heading(
        &format!("release: foreign keys of {table}"),
        &target.identity(),
    );
    for key in &listed {
        text.push_str(&format!(
            "{key}{}\n",
            if key.validated { "" } else { " NOT VALID" }
        ));
    }
    text.push('\n');
    text.push_str(&report.to_text());
    run.write(&evidence, &text)?;
    let judged = if listed.is_empty() {
        Err(Obstacle::parity(format!("{table} has no foreign keys")))
    } else if report.unexplained.is_empty() {
        Ok(format!(
            "{} foreign keys, each with the definition of the reference",
            listed.len()
        ))
    } else {
        Err(Obstacle::parity(proof::summary(&report)))
    };
    run.judge(&gate, Some(&evidence), judged)
}

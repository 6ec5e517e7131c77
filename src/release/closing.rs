//! The end of a walk: the source is as it was, nothing is left open, the evidence is all there.
//!
//! Counterpart: "read-only invariant entry == exit", "idle = 0", and the completeness of the
//! evidence pack. The first two are found out after a halt as well.

use crate::db::{Connection, open_transactions, other_sessions};
use crate::governance::{EvidenceKind, Flow, Progress, decide, evidence_names};

use super::isolation::IsolationProbe;
use super::obstacle::Obstacle;
use super::preconditions::documents;
use super::record::Stop;
use super::run::{Run, heading};
use super::targets::Target;

/// The source is asked again, and must answer as at the entry.
pub(super) fn judge_source(
    run: &mut Run<'_>,
    source: &Target,
    entry: &IsolationProbe,
) -> Result<(), Stop> {
    let evidence = run.evidence(EvidenceKind::Isolation);
    let release = run.release();
    let exit = IsolationProbe::take(source, &release.row_counts.tables, &release.probes);
    let found = exit.and_then(|exit| entry.compare(&exit));
    let title = heading("release: isolation probes", &source.identity());
    let text = match &found {
        Ok(text) => format!("{title}{text}"),
        Err(obstacle) => format!("{title}{obstacle}\n"),
    };
    run.write(&evidence, &text)?;
    let found = found.map(|_| {
        "the source answers at the exit as at the entry, in sessions that wrote nothing".to_owned()
    });
    run.judge("source-untouched", Some(&evidence), found)
}

/// The source is asked once more after something was dropped; it answers as at the entry.
pub(super) fn judge_source_again(
    run: &mut Run<'_>,
    source: &Target,
    entry: &IsolationProbe,
) -> Result<(), Stop> {
    let release = run.release();
    let found = IsolationProbe::take(source, &release.row_counts.tables, &release.probes)
        .and_then(|after| entry.compare(&after))
        .map(|_| "the source still answers as at the entry, with the clone gone".to_owned());
    run.judge("source-untouched", None, found)
}

/// None of our sessions has left a transaction open.
pub(super) fn judge_sessions(run: &mut Run<'_>, target: &Target) -> Result<(), Stop> {
    let found = left_open(run, target);
    run.judge("no-open-transaction", None, found)
}

fn left_open(run: &mut Run<'_>, target: &Target) -> Result<String, Obstacle> {
    let refused =
        |error| Obstacle::database("whether a transaction was left open is not known", &error);
    let mut connection: Connection = run.open_session(target)?;
    let own = run.sessions().to_vec();
    let open = open_transactions(&mut connection, &own).map_err(refused)?;
    let others = other_sessions(&mut connection, &own).map_err(refused)?;
    connection.close();
    if let Some(session) = open.first() {
        return Err(Obstacle::gate(format!(
            "{} of our sessions have left a transaction open: {session}",
            open.len()
        )));
    }
    Ok(format!(
        "of our {} sessions none has a transaction open; {} other sessions are in the database",
        own.len(),
        others.len()
    ))
}

/// Every file that the plan asks for is recorded.
pub(super) fn judge_evidence(run: &mut Run<'_>) -> Result<(), Stop> {
    let plan = run.plan();
    let required = match run.flow() {
        Flow::Rehearsal => plan.rehearsal_evidence.clone(),
        Flow::Cutover => plan.cutover_evidence.clone(),
        Flow::Rollback => evidence_names(run.release(), Flow::Rollback),
    };
    let missing: Vec<&str> = run.ledger(|ledger| {
        required
            .iter()
            .filter(|name| {
                let mut files = ledger.recorded();
                !files.any(|file| file.name == **name && file.bytes > 0)
            })
            .map(String::as_str)
            .collect()
    });
    // The decision is not made yet; all that ticks a box is there.
    let progress = run.ledger(|ledger| Progress::of_ledger(ledger, decide(ledger)));
    let found = if missing.is_empty() {
        documents(run, &progress).map(|documents| {
            format!(
                "{} files, as the plan asks for; {documents}",
                required.len()
            )
        })
    } else {
        Err(Obstacle::gate(format!(
            "this evidence is missing or empty: {}",
            missing.join(", ")
        )))
    };
    run.judge("evidence-complete", None, found)
}

//! What a report is made of.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use jiff::Timestamp;

use crate::governance::decision::Decision;
use crate::governance::event::{Event, Outcome};
use crate::governance::ledger::Ledger;
use crate::governance::phase::{Flow, Phase};
use crate::governance::plan::ReleasePlan;

/// All a report shows.
#[derive(Debug, Clone, Copy)]
pub struct ReportFacts<'a> {
    /// The plan that was walked.
    pub plan: &'a ReleasePlan,
    /// What was found, to the end.
    pub ledger: &'a Ledger,
    /// What it comes to.
    pub decision: &'a Decision,
    /// The texts of the evidence files that are shown in the page.
    pub texts: &'a [EvidenceText],
}

/// The text of an evidence file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceText {
    /// The file's name.
    pub name: String,
    /// What stands in it, as it stands in the folder.
    pub text: String,
    /// Whether there is more than the page shows.
    pub is_cut: bool,
}

/// How much of a file's text the page shows, in bytes.
const MOST: usize = 128 << 10;

impl EvidenceText {
    /// The texts of the files a ledger has recorded; a file that is no text is left out, because
    /// the page shows its digest in any case.
    pub fn read_all(folder: &Path, ledger: &Ledger) -> Vec<Self> {
        let names = ledger.recorded().map(|file| file.name.as_str());
        names.filter_map(|name| Self::read(folder, name)).collect()
    }

    fn read(folder: &Path, name: &str) -> Option<Self> {
        let file = File::open(folder.join(name)).ok()?;
        let mut bytes = Vec::new();
        file.take(MOST as u64 + 1).read_to_end(&mut bytes).ok()?;
        let is_cut = bytes.len() > MOST;
        bytes.truncate(MOST);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            // Only the last letter may have been cut in two.
            Err(error) if is_cut && error.utf8_error().error_len().is_none() => {
                let end = error.utf8_error().valid_up_to();
                String::from_utf8_lossy(&error.as_bytes()[..end]).into_owned()
            }
            Err(_) => return None,
        };
        Some(Self {
            name: name.to_owned(),
            text,
            is_cut,
        })
    }
}

/// A phase as it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PhaseFacts {
    pub(super) phase: Phase,
    pub(super) begun: Timestamp,
    /// When it ended, or the last moment known where it did not.
    pub(super) until: Timestamp,
    pub(super) has_ended: bool,
    pub(super) passed: usize,
    pub(super) skipped: usize,
    pub(super) failed: usize,
}

impl ReportFacts<'_> {
    /// The walk; a ledger that does not say counts as a rehearsal's.
    pub(super) fn flow(&self) -> Flow {
        self.decision.flow.unwrap_or(Flow::Rehearsal)
    }

    /// The phases, in their order.
    pub(super) fn phases(&self) -> Vec<PhaseFacts> {
        let entries = self.ledger.entries();
        let last = entries.last().map(|entry| entry.at);
        let mut phases: Vec<PhaseFacts> = Vec::new();
        for entry in entries {
            match &entry.event {
                Event::PhaseBegun { phase } => phases.push(PhaseFacts {
                    phase: *phase,
                    begun: entry.at,
                    until: last.unwrap_or(entry.at),
                    has_ended: false,
                    passed: 0,
                    skipped: 0,
                    failed: 0,
                }),
                Event::PhaseEnded { phase } => {
                    if let Some(known) = phases.iter_mut().rfind(|known| known.phase == *phase) {
                        known.until = entry.at;
                        known.has_ended = true;
                    }
                }
                Event::Judged(judgement) => {
                    let phase = judgement.phase;
                    if let Some(known) = phases.iter_mut().rfind(|known| known.phase == phase) {
                        match judgement.outcome {
                            Outcome::Passed => known.passed += 1,
                            Outcome::Skipped => known.skipped += 1,
                            Outcome::Failed { .. } => known.failed += 1,
                        }
                    }
                }
                Event::Opened(_)
                | Event::Executed(_)
                | Event::Recorded(_)
                | Event::Halted { .. }
                | Event::Closed => {}
            }
        }
        phases
    }
}

//! What evidence has shown so far: the only thing that ticks a box.

use std::collections::{BTreeMap, BTreeSet};

use crate::governance::decision::Decision;
use crate::governance::event::{Event, Outcome};
use crate::governance::ledger::Ledger;

/// What evidence has shown so far.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Each gate that was judged, and whether every judgement of it passed.
    gates: BTreeMap<String, bool>,
    /// Files that are complete and not empty.
    recorded: BTreeSet<String>,
    /// Files that a failed judgement points to.
    failed: BTreeSet<String>,
    /// Whether the run was halted.
    is_halted: bool,
    /// What it came to, where it is over.
    decision: Option<Decision>,
}

impl Progress {
    /// Before a run: no box is ticked.
    pub fn none() -> Self {
        Self::default()
    }

    /// What a ledger shows; `decision` is what is decided of it.
    pub fn of_ledger(ledger: &Ledger, decision: Decision) -> Self {
        let mut progress = Self::default();
        for entry in ledger.entries() {
            progress.take(&entry.event);
        }
        progress.decision = ledger.is_closed().then_some(decision);
        progress
    }

    fn take(&mut self, event: &Event) {
        match event {
            Event::Judged(judgement) => {
                let passed = judgement.outcome == Outcome::Passed;
                let gate = self.gates.entry(judgement.gate.clone()).or_insert(true);
                *gate &= passed;
                if let (Outcome::Failed { .. }, Some(file)) =
                    (&judgement.outcome, &judgement.evidence)
                {
                    self.failed.insert(file.clone());
                }
            }
            Event::Recorded(file) if file.bytes > 0 => {
                self.recorded.insert(file.name.clone());
            }
            Event::Halted { .. } => self.is_halted = true,
            Event::Recorded(_)
            | Event::Opened(_)
            | Event::PhaseBegun { .. }
            | Event::PhaseEnded { .. }
            | Event::Executed(_)
            | Event::Closed => {}
        }
    }

    /// Whether each of the gates was judged, and passed every time; no gate shows nothing.
    pub(super) fn have_passed(&self, gates: &[String]) -> bool {
        let has_passed = |gate: &String| self.gates.get(gate) == Some(&true);
        !gates.is_empty() && gates.iter().all(has_passed)
    }

    /// Whether a file is there, with something in it that no gate has failed over.
    pub(super) fn has_recorded(&self, file: &str) -> bool {
        self.recorded.contains(file) && !self.failed.contains(file)
    }

    /// Whether the run was halted.
    pub(super) fn is_halted(&self) -> bool {
        self.is_halted
    }

    /// What the run came to.
    pub(super) fn decision(&self) -> Option<&Decision> {
        self.decision.as_ref()
    }
}

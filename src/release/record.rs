//! What a run keeps: the ledger, the evidence folder, and the display that sees both.
//!
//! It is shared between the walk and whoever watches statements while one of them runs, so that a
//! statement stands in the ledger before the next one is sent.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::db::{StopSignal, StopSignals};
use crate::governance::{
    Entry, Event, EvidenceError, EvidenceFile, EvidenceFolder, EvidenceLog, Executed, Flow,
    Judgement, Ledger, LedgerWriter, Opening, Outcome, Phase,
};

use super::obstacle::Obstacle;

/// The SQLSTATE of a statement that was cancelled.
const QUERY_CANCELED: &str = "57014";

/// The walk has ended: no further command that changes something may start.
///
/// What happened stands in the ledger.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a walk that was stopped must end"]
pub struct Stop(());

/// Shows a run while it happens.
pub trait Display {
    /// Something was found out: exactly what the ledger has, as soon as it has it.
    fn entry(&mut self, flow: Flow, entry: &Entry);

    /// What is being done now, in a few words, for whoever waits.
    fn progress(&mut self, words: &str);
}

/// The ledger, the evidence folder and the display of a run.
pub(super) struct Record {
    flow: Flow,
    ledger: LedgerWriter,
    folder: EvidenceFolder,
    display: Box<dyn Display>,
    phase: Phase,
    halted: bool,
    fault: Option<EvidenceError>,
    stop_signals: StopSignals,
}

/// A record in the hands of several.
pub(super) type SharedRecord = Rc<RefCell<Record>>;

impl Record {
    /// Opens the ledger of `folder`.
    pub(super) fn open(
        folder: EvidenceFolder,
        opening: Opening,
        mut display: Box<dyn Display>,
        stop_signals: StopSignals,
    ) -> Result<Self, EvidenceError> {
        let mut ledger = LedgerWriter::create(&folder)?;
        let flow = opening.flow;
        let entry = ledger.append(Event::Opened(Box::new(opening)))?;
        display.entry(flow, &entry);
        Ok(Self {
            flow,
            ledger,
            folder,
            display,
            phase: Phase::Preconditions,
            halted: false,
            fault: None,
            stop_signals,
        })
    }

    pub(super) fn flow(&self) -> Flow {
        self.flow
    }

    pub(super) fn phase(&self) -> Phase {
        self.phase
    }

    pub(super) fn is_halted(&self) -> bool {
        self.halted
    }

    pub(super) fn ledger(&self) -> &Ledger {
        self.ledger.ledger()
    }

    pub(super) fn folder(&self) -> &EvidenceFolder {
        &self.folder
    }

    pub(super) fn progress(&mut self, words: &str) {
        self.display.progress(words);
    }

    pub(super) fn begin(&mut self, phase: Phase) -> Result<(), Stop> {
        self.phase = phase;
        self.append(Event::PhaseBegun { phase })
    }

    pub(super) fn end(&mut self, phase: Phase) -> Result<(), Stop> {
        self.append(Event::PhaseEnded { phase })
    }

    /// Judges a gate that did not fail.
    pub(super) fn judge(
        &mut self,
        gate: &str,
        outcome: Outcome,
        detail: String,
        evidence: Option<&str>,
    ) -> Result<(), Stop> {
        self.append(Event::Judged(Judgement {
            gate: gate.to_owned(),
            phase: self.phase,
            outcome,
            detail,
            evidence: evidence.map(str::to_owned),
            facts: BTreeMap::new(),
        }))
    }

    /// The signal that has asked the run to end, as long as nothing else has halted it.
    pub(super) fn stop_signal(&self) -> Option<StopSignal> {
        self.stop_signals.come().filter(|_| !self.halted)
    }

    /// Judges a gate to have failed; the first one halts the run.
    ///
    /// Where a signal has asked the run to end, that is the reason, whatever came of it.
    pub(super) fn fail(&mut self, gate: &str, evidence: Option<&str>, obstacle: Obstacle) -> Stop {
        let obstacle = match self.stop_signal() {
            Some(signal) => obstacle.stopped_by(signal),
            None => obstacle,
        };
        let outcome = obstacle.outcome();
        let halt = Event::Halted {
            phase: self.phase,
            gate: gate.to_owned(),
            root_cause: obstacle.root_cause,
            reason: obstacle.detail.clone(),
        };
        let judged = self.append(Event::Judged(Judgement {
            gate: gate.to_owned(),
            phase: self.phase,
            outcome,
            detail: obstacle.detail,
            evidence: evidence.map(str::to_owned),
            facts: obstacle.facts,
        }));
        if judged.is_ok() && !self.halted {
            self.halted = true;
            return match self.append(halt) {
                Ok(()) => Stop(()),
                Err(stop) => stop,
            };
        }
        Stop(())
    }

    pub(super) fn write(&mut self, name: &str, text: &str) -> Result<(), Stop> {
        let file = self.folder.write(name, text);
        self.record(file)
    }

    pub(super) fn keep(&mut self, name: &str, bytes: &[u8]) -> Result<(), Stop> {
        let file = self.folder.keep(name, bytes);
        self.record(file)
    }

    pub(super) fn log(&mut self, name: &str) -> Result<EvidenceLog, Stop> {
        let log = self.folder.open(name);
        self.kept(log)
    }

    pub(super) fn finish(&mut self, log: EvidenceLog) -> Result<(), Stop> {
        self.record(log.finish())
    }

    pub(super) fn executed(&mut self, executed: Executed) -> Result<(), Stop> {
        // It was cancelled because we asked for that: neither executed nor refused.
        let is_cancelled = executed.sqlstate.as_deref() == Some(QUERY_CANCELED);
        if is_cancelled && self.stop_signal().is_some() {
            return Ok(());
        }
        self.append(Event::Executed(executed))
    }

    /// Goes on with what evidence gave, or stops because it cannot be kept.
    pub(super) fn kept<Kept>(&mut self, kept: Result<Kept, EvidenceError>) -> Result<Kept, Stop> {
        kept.map_err(|error| {
            self.fault.get_or_insert(error);
            Stop(())
        })
    }

    /// Closes the ledger; where evidence could not be kept at some point there is no verdict.
    ///
    /// What a phase was writing when it was stopped is recorded as it is.
    pub(super) fn close(mut self) -> Result<(Ledger, EvidenceFolder), EvidenceError> {
        if self.fault.is_none() {
            for file in self.folder.unrecorded(self.ledger.ledger())? {
                self.ledger.append(Event::Recorded(file))?;
            }
        }
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut display = self.display;
        let ledger = self.ledger.close()?;
        if let Some(entry) = ledger.entries().last() {
            display.entry(self.flow, entry);
        }
        Ok((ledger, self.folder))
    }

    fn record(&mut self, file: Result<EvidenceFile, EvidenceError>) -> Result<(), Stop> {
        let file = self.kept(file)?;
        self.append(Event::Recorded(file))
    }

    /// Nothing is added after evidence could not be kept once.
    fn append(&mut self, event: Event) -> Result<(), Stop> {
        if self.fault.is_some() {
            return Err(Stop(()));
        }
        let entry = self.ledger.append(event);
        let entry = self.kept(entry)?;
        self.display.entry(self.flow, &entry);
        Ok(())
    }
}

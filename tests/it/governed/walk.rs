//! What a walk of a release has left behind, and what it has to show when it stopped.

use std::fs;
use std::path::PathBuf;

use alembic_rs::governance::{
    Decision, Event, Judgement, Ledger, Outcome, Phase, RootCause, Status, decide,
};

use crate::program::{Answer, root, run};

/// A walk that is over.
#[derive(Debug)]
pub(crate) struct Walk {
    pub(crate) answer: Answer,
    pub(crate) evidence: PathBuf,
}

/// Where a walk has to stop.
#[derive(Debug)]
pub(crate) struct Stop {
    /// The exit status.
    pub(crate) status: u8,
    /// The phase.
    pub(crate) phase: Phase,
    /// The gate.
    pub(crate) gate: &'static str,
    /// The root cause.
    pub(crate) cause: RootCause,
}

impl Walk {
    /// The ledger, whose chain is verified.
    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::read(&self.evidence).unwrap_or_else(|error| panic!("{error}\n{self:#?}"))
    }

    /// An evidence file.
    pub(crate) fn file(&self, name: &str) -> String {
        let text = fs::read_to_string(self.evidence.join(name));
        text.unwrap_or_else(|error| panic!("{name}: {error}\n{self:#?}"))
    }

    /// The last judgement of a gate.
    pub(crate) fn judgement(&self, gate: &str) -> Judgement {
        let ledger = self.ledger();
        let found = ledger
            .judgements()
            .filter(|judged| judged.gate == gate)
            .last()
            .cloned();
        found.unwrap_or_else(|| panic!("{gate} was not judged\n{self:#?}"))
    }

    /// What a gate was judged for, in a sentence.
    pub(crate) fn detail(&self, gate: &str) -> String {
        self.judgement(gate).detail
    }

    /// Demands a PASS that the ledger, the sealed folder and the process agree on.
    pub(crate) fn assert_passes(&self) {
        assert_eq!(self.answer.exit, Some(0), "{self:#?}");
        assert_eq!(self.agreed_decision().status, Status::Pass, "{self:#?}");
        assert_eq!(self.verified(), Some(0), "{self:#?}");
    }

    /// Demands that the walk has stopped at a gate: the exit status, the verdict, its root cause,
    /// the failed judgement, and that nothing was executed after it.
    ///
    /// Returns what was seen at the gate.
    pub(crate) fn assert_stops(&self, stop: &Stop) -> String {
        assert_eq!(self.answer.exit, Some(i32::from(stop.status)), "{self:#?}");
        let decision = self.agreed_decision();
        assert_eq!(decision.status, Status::Blocker, "{self:#?}");
        assert_eq!(decision.exit_status, stop.status, "{decision:#?}");
        assert_eq!(decision.root_cause, Some(stop.cause), "{decision:#?}");
        let ledger = self.ledger();
        let events: Vec<&Event> = ledger.entries().iter().map(|entry| &entry.event).collect();
        let (place, failed) = events
            .iter()
            .enumerate()
            .find_map(|(place, event)| match event {
                Event::Judged(judged) if matches!(judged.outcome, Outcome::Failed { .. }) => {
                    Some((place, judged))
                }
                _ => None,
            })
            .unwrap_or_else(|| panic!("no gate has failed\n{self:#?}"));
        assert_eq!(
            (failed.gate.as_str(), failed.phase),
            (stop.gate, stop.phase),
            "{failed:#?}"
        );
        let later = &events[place..];
        let executed = later
            .iter()
            .any(|event| matches!(event, Event::Executed(_)));
        assert!(!executed, "nothing is executed after a stop\n{events:#?}");
        let halted = later
            .iter()
            .any(|event| matches!(event, Event::Halted { .. }));
        assert!(halted, "a stop is a halt\n{events:#?}");
        assert_eq!(self.verified(), self.answer.exit, "{self:#?}");
        failed.detail.clone()
    }

    /// The decision, which is the same by the ledger and by the files that people read.
    fn agreed_decision(&self) -> Decision {
        let decision = decide(&self.ledger());
        assert_eq!(self.file("decision.json"), decision.to_json());
        let word = match decision.status {
            Status::Pass => "PASS",
            Status::Blocker => "BLOCKER",
        };
        assert!(self.file("decision.md").contains(word));
        assert!(self.answer.stdout.contains(word) || self.answer.stderr.contains(word));
        decision
    }

    /// What `release verify` ends with.
    fn verified(&self) -> Option<i32> {
        let folder = self.evidence.to_string_lossy();
        run(root(), &["release", "verify", &folder]).exit
    }
}

//! What is wrong with a ledger, judged entry by entry.
//!
//! Everything that is not as a whole run writes it is a blocker: what was begun and not ended, what
//! was judged by no one, what was recorded twice. The order of the phases is the order of a run.

use std::collections::{BTreeMap, BTreeSet};

use crate::governance::event::{
    Event, EvidenceFile, Executed, FailureClass, Judgement, Opening, Outcome,
};
use crate::governance::evidence::EvidenceName;
use crate::governance::ledger::Ledger;
use crate::governance::phase::Phase;
use crate::governance::root_cause::RootCause;

use super::record::Blocker;

/// The version of the format that is understood.
const FORMAT: u32 = 1;

/// What is wrong with a ledger.
#[derive(Debug, Default)]
pub(super) struct Examination<'a> {
    /// What the server, a gate or the run itself said, in order.
    pub(super) failures: Vec<Blocker>,
    /// What is not as a run writes it.
    pub(super) disorder: Vec<Blocker>,
    /// Required gates that nobody judged, as `phase/gate`.
    pub(super) not_judged: Vec<String>,
    /// Required files that nobody recorded.
    pub(super) missing_evidence: Vec<String>,
    /// The phase that is under way.
    phase: Option<Phase>,
    /// The last that was begun.
    latest: Option<Phase>,
    /// The statements so far, by phase.
    statements: BTreeMap<Phase, usize>,
    /// The outcomes by phase and gate.
    outcomes: BTreeMap<(Phase, &'a str), Vec<&'a Outcome>>,
    /// The gates that have failed.
    failed: BTreeSet<(Phase, &'a str)>,
    /// The files, each with its place in the order they were recorded.
    recorded: BTreeMap<&'a str, (usize, &'a EvidenceFile)>,
    /// The files that judgements point to.
    shown: BTreeSet<&'a str>,
}

impl<'a> Examination<'a> {
    /// Examines a ledger.
    pub(super) fn of(ledger: &'a Ledger) -> Self {
        let mut examination = Self::default();
        let entries = ledger.entries();
        for (place, entry) in entries.iter().enumerate() {
            let is_last = place + 1 == entries.len();
            match &entry.event {
                Event::Opened(_) if place > 0 => {
                    examination.disordered(None, "the ledger is opened twice".to_owned());
                }
                Event::Closed if !is_last => {
                    examination.disordered(None, "something follows the end of the run".to_owned());
                }
                Event::Opened(_) | Event::Closed => {}
                Event::PhaseBegun { phase } => examination.begin(*phase),
                Event::PhaseEnded { phase } => examination.end(*phase),
                Event::Judged(judgement) => examination.judge(judgement),
                Event::Executed(executed) => examination.execute(executed),
                Event::Recorded(file) => examination.record(file),
                Event::Halted {
                    phase,
                    gate,
                    root_cause,
                    reason,
                } => examination.halt(*phase, gate, *root_cause, reason),
            }
        }
        examination.finish(ledger);
        examination
    }

    fn begin(&mut self, phase: Phase) {
        if let Some(open) = self.phase {
            self.disordered(Some(phase), format!("it begins before {open} has ended"));
        }
        if self.latest.is_some_and(|latest| latest >= phase) {
            self.disordered(Some(phase), "it begins again, or out of order".to_owned());
        }
        self.phase = Some(phase);
        self.latest = Some(phase);
    }

    fn end(&mut self, phase: Phase) {
        if self.phase != Some(phase) {
            self.disordered(Some(phase), "it ends without having begun".to_owned());
        }
        self.phase = None;
    }

    fn judge(&mut self, judgement: &'a Judgement) {
        self.belongs(judgement.phase, &format!("the gate {}", judgement.gate));
        self.outcomes
            .entry((judgement.phase, &judgement.gate))
            .or_default()
            .push(&judgement.outcome);
        self.shown.extend(judgement.evidence.as_deref());
        let Outcome::Failed { class, root_cause } = &judgement.outcome else {
            return;
        };
        self.failed.insert((judgement.phase, &judgement.gate));
        self.failures.push(Blocker {
            gate: Some(judgement.gate.clone()),
            phase: Some(judgement.phase),
            sentence: judgement.detail.clone(),
            root_cause: *root_cause,
            exit_status: class.exit_status(),
            evidence: judgement.evidence.clone(),
            facts: judgement.facts.clone(),
        });
    }

    /// A halt says where the run stopped; the gate that failed there has said why.
    fn halt(&mut self, phase: Phase, gate: &str, root_cause: RootCause, reason: &str) {
        if !self.failed.contains(&(phase, gate)) {
            self.failures.push(Blocker {
                gate: Some(gate.to_owned()),
                phase: Some(phase),
                sentence: format!("the run was halted: {reason}"),
                root_cause,
                exit_status: FailureClass::Gate.exit_status(),
                evidence: None,
                facts: BTreeMap::new(),
            });
        }
    }

    fn execute(&mut self, executed: &Executed) {
        let statement = format!("statement {} of {}", executed.number, executed.step);
        self.belongs(executed.phase, &statement);
        let count = self.statements.entry(executed.phase).or_default();
        *count += 1;
        let expected = *count;
        if executed.number != expected {
            let sentence = format!("{statement} stands where statement {expected} is expected");
            self.disordered(Some(executed.phase), sentence);
        }
        let Some(sqlstate) = &executed.sqlstate else {
            return;
        };
        let root_cause = RootCause::of_sqlstate(sqlstate, executed.phase);
        let class = match root_cause {
            RootCause::LockTimeoutOrDeadlock => FailureClass::LockOrTimeout,
            RootCause::StructuralParityMismatch => FailureClass::Parity,
            RootCause::MultipleHeadsConflict | RootCause::DependencyOrdering => {
                FailureClass::Topology
            }
            RootCause::Connection
            | RootCause::Authentication
            | RootCause::Ssl
            | RootCause::SqlDrift
            | RootCause::BackfillVolume => FailureClass::Gate,
        };
        self.failures.push(Blocker {
            gate: None,
            phase: Some(executed.phase),
            sentence: format!("the server refused {statement} with SQLSTATE {sqlstate}"),
            root_cause,
            exit_status: class.exit_status(),
            evidence: None,
            facts: BTreeMap::from([
                ("sqlstate".to_owned(), sqlstate.clone()),
                ("statement".to_owned(), executed.sha256.to_string()),
            ]),
        });
    }

    fn record(&mut self, file: &'a EvidenceFile) {
        if let Err(error) = EvidenceName::new(&file.name) {
            self.disordered(None, error.to_string());
        }
        let place = self.recorded.len();
        if self.recorded.insert(&file.name, (place, file)).is_some() {
            self.disordered(None, format!("{} is recorded twice", file.name));
        }
    }

    /// Judgements and statements stand between the beginning and the end of their phase.
    fn belongs(&mut self, phase: Phase, what: &str) {
        if self.phase != Some(phase) {
            self.disordered(Some(phase), format!("{what} stands outside of its phase"));
        }
    }

    fn finish(&mut self, ledger: &'a Ledger) {
        if let Some(phase) = self.phase {
            self.disordered(Some(phase), "it was begun and never ended".to_owned());
        }
        if !ledger.is_closed() {
            self.disordered(None, "the run did not come to its end".to_owned());
        }
        let times = ledger.entries().windows(2);
        if times.into_iter().any(|pair| pair[0].at > pair[1].at) {
            self.disordered(None, "an entry is older than the one before".to_owned());
        }
        for name in std::mem::take(&mut self.shown) {
            if !self.recorded.contains_key(name) {
                self.disordered(
                    None,
                    format!("a gate points to {name}, which was not recorded"),
                );
            }
        }
        match ledger.opening() {
            Some(opening) => {
                self.hold_against_gates(opening);
                self.hold_against_evidence(opening);
            }
            None => self.disordered(
                None,
                "the ledger does not begin with its opening".to_owned(),
            ),
        }
    }

    fn hold_against_gates(&mut self, opening: &'a Opening) {
        if opening.format != FORMAT {
            let sentence = format!("the ledger has the format {}, not {FORMAT}", opening.format);
            self.disordered(None, sentence);
        }
        if opening.required.is_empty() {
            self.disordered(
                None,
                "no gate is required: nothing could be proven".to_owned(),
            );
        }
        let mut required = BTreeSet::new();
        let mut skippable = BTreeSet::new();
        for gate in &opening.required {
            let key = (gate.phase, gate.gate.as_str());
            if !required.insert(key) {
                let sentence = format!("the gate {} is required twice", gate.gate);
                self.disordered(Some(gate.phase), sentence);
            }
            if let Some(skip) = &gate.may_be_skipped
                && !skip.reason.trim().is_empty()
            {
                skippable.insert(key);
            }
            if !self.outcomes.contains_key(&key) {
                self.not_judged
                    .push(format!("{}/{}", gate.phase, gate.gate));
            }
        }
        for (key, outcomes) in std::mem::take(&mut self.outcomes) {
            let skipped = outcomes
                .iter()
                .filter(|one| ***one == Outcome::Skipped)
                .count();
            if skipped > 0 && !skippable.contains(&key) {
                let sentence = format!("the gate {} was skipped without leave", key.1);
                self.disordered(Some(key.0), sentence);
            }
            if skipped > 0 && skipped < outcomes.len() {
                let sentence = format!("the gate {} was both judged and skipped", key.1);
                self.disordered(Some(key.0), sentence);
            }
        }
    }

    fn hold_against_evidence(&mut self, opening: &Opening) {
        if opening.evidence.is_empty() {
            self.disordered(
                None,
                "no evidence is required: nothing could be shown".to_owned(),
            );
        }
        let mut latest = None;
        let mut required = BTreeSet::new();
        for name in &opening.evidence {
            if !required.insert(name) {
                self.disordered(None, format!("the evidence {name} is required twice"));
            }
            let Some((place, file)) = self.recorded.get(name.as_str()).copied() else {
                self.missing_evidence.push(name.clone());
                continue;
            };
            if file.bytes == 0 {
                self.disordered(None, format!("the evidence {name} is empty"));
            }
            if latest.is_some_and(|latest| latest > place) {
                let sentence = format!("the evidence {name} was recorded out of order");
                self.disordered(None, sentence);
            }
            latest = latest.max(Some(place));
        }
    }

    fn disordered(&mut self, phase: Option<Phase>, sentence: String) {
        self.disorder.push(Blocker {
            gate: None,
            phase,
            sentence,
            root_cause: RootCause::SqlDrift,
            exit_status: FailureClass::Gate.exit_status(),
            evidence: None,
            facts: BTreeMap::new(),
        });
    }
}

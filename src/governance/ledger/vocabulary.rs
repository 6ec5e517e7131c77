//! The words that no run can do without.
//!
//! A password such as `rehearsal` would stand in every ledger. Such a run is refused before it
//! begins: found out at its end, production would have changed and its evidence could not be sealed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::governance::decision::RiskTier;
use crate::governance::decision::decide;
use crate::governance::event::{
    Event, EvidenceFile, FailureClass, Judgement, Opening, Outcome, RequiredGate,
};
use crate::governance::evidence::{Manifest, Redactor};
use crate::governance::phase::Phase;
use crate::governance::root_cause::RootCause;

use super::entry::BEGINNING;
use super::reading::Ledger;

/// Whether a run with this opening could be written down without one of the secrets.
pub(super) fn can_be_told(opening: &Opening, redactor: &Redactor) -> bool {
    let moment = Timestamp::UNIX_EPOCH;
    let opened = Event::Opened(Box::new(opening.clone()));
    let stopped = [opened.clone(), halted()];
    let texts = [passing(opening, opened), stopped.to_vec()]
        .map(|events| Ledger::of_events(events.into_iter().map(|event| (moment, event))))
        .map(|ledger| {
            let decision = decide(&ledger);
            let manifest = Manifest::of(&ledger, &decision, &BTreeMap::new());
            format!(
                "{}{}{}{}",
                ledger.text(),
                decision.to_json(),
                decision.to_markdown(),
                manifest.to_json()
            )
        });
    let tiers = [
        RiskTier::Low,
        RiskTier::Moderate,
        RiskTier::High,
        RiskTier::Critical,
    ];
    let tiers = tiers.map(|tier| format!("{tier}: "));
    let mut texts = texts.iter().chain(&tiers);
    texts.all(|text| !redactor.finds_in(text.as_bytes()))
}

fn halted() -> Event {
    Event::Halted {
        phase: Phase::Upgrade,
        gate: "upgrade-completes".to_owned(),
        root_cause: RootCause::SqlDrift,
        reason: String::new(),
    }
}

/// The events of a run that passes.
fn passing(opening: &Opening, opened: Event) -> Vec<Event> {
    let judged = |required: &RequiredGate, outcome| {
        Event::Judged(Judgement {
            gate: required.gate.clone(),
            phase: required.phase,
            outcome,
            detail: String::new(),
            evidence: None,
            facts: BTreeMap::new(),
        })
    };
    let failed = Outcome::Failed {
        class: FailureClass::Gate,
        root_cause: RootCause::SqlDrift,
    };
    let recorded = |name: &String| {
        Event::Recorded(EvidenceFile {
            name: name.clone(),
            sha256: BEGINNING,
            bytes: 1,
        })
    };
    let required = opening.required.iter();
    let mut events = vec![
        opened,
        Event::PhaseBegun {
            phase: Phase::Closing,
        },
    ];
    events.extend(required.clone().map(|gate| judged(gate, Outcome::Passed)));
    events.extend(required.take(1).map(|gate| judged(gate, failed.clone())));
    events.extend(opening.evidence.iter().map(recorded));
    events.extend([
        Event::PhaseEnded {
            phase: Phase::Closing,
        },
        Event::Closed,
    ]);
    events
}

//! What a PASS means, whatever else a plan asks for.
//!
//! Counterpart: the six criteria of the rehearsal, the four of the cutover, and the forbidden
//! fail-open cases of the rollback. A ledger whose opening forgot one of them cannot pass.

use serde::{Deserialize, Serialize};

use crate::governance::event::Outcome;
use crate::governance::ledger::Ledger;
use crate::governance::phase::Flow;

/// A sentence that must be true, and the gates that make it so.
struct Criterion {
    sentence: &'static str,
    gates: &'static [&'static str],
}

const REHEARSAL: &[Criterion] = &[
    Criterion {
        sentence: "the stamp at the anchor succeeded",
        gates: &["stamp-anchor", "current-is-anchor"],
    },
    Criterion {
        sentence: "the upgrade came to its end without an error",
        gates: &["upgrade-completes"],
    },
    Criterion {
        sentence: "the expected objects are there and structurally valid",
        gates: &["object-parity"],
    },
    Criterion {
        sentence: "the current revision is the target",
        gates: &["current-is-target"],
    },
    Criterion {
        sentence: "there is a single head",
        gates: &["heads-after"],
    },
    Criterion {
        sentence: "no structural drift is unresolved",
        gates: &["structural-drift"],
    },
];

const CUTOVER: &[Criterion] = &[
    Criterion {
        sentence: "a rehearsal of this plan has passed, and it is approved",
        gates: &["rehearsal-passed", "approvals"],
    },
    Criterion {
        sentence: "the current revision is the target",
        gates: &["current-is-target"],
    },
    Criterion {
        sentence: "there is a single head",
        gates: &["heads-after"],
    },
    Criterion {
        sentence: "the expected objects are there and structurally valid",
        gates: &["object-parity"],
    },
    Criterion {
        sentence: "no error of the migrations is in the logs",
        gates: &["upgrade-completes", "no-errors-in-logs"],
    },
];

const ROLLBACK: &[Criterion] = &[
    Criterion {
        sentence: "the snapshot that was restored had been verified",
        gates: &["rollback-snapshot-verified"],
    },
    Criterion {
        sentence: "what was captured again is what had been captured before",
        gates: &["rollback-restores"],
    },
    Criterion {
        sentence: "a second rollback changes nothing",
        gates: &["rollback-idempotent"],
    },
];

/// Whether a criterion of the decision holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionFinding {
    /// What has to be true.
    pub criterion: String,
    /// Whether each of its gates was judged, and never otherwise than passed.
    pub holds: bool,
    /// Those gates.
    pub gates: Vec<String>,
}

/// The criteria of a flow, held against a ledger.
pub(super) fn findings(flow: Flow, ledger: &Ledger) -> Vec<CriterionFinding> {
    let criteria = match flow {
        Flow::Rehearsal => REHEARSAL,
        Flow::Cutover => CUTOVER,
        Flow::Rollback => ROLLBACK,
    };
    let finding = |criterion: &Criterion| CriterionFinding {
        criterion: criterion.sentence.to_owned(),
        holds: criterion.gates.iter().all(|gate| has_passed(gate, ledger)),
        gates: criterion
            .gates
            .iter()
            .map(|gate| (*gate).to_owned())
            .collect(),
    };
    criteria.iter().map(finding).collect()
}

/// Whether a gate was judged, and passed each time.
pub(super) fn has_passed(gate: &str, ledger: &Ledger) -> bool {
    let mut outcomes = ledger
        .judgements()
        .filter(|judgement| judgement.gate == gate)
        .map(|judgement| &judgement.outcome)
        .peekable();
    outcomes.peek().is_some() && outcomes.all(|outcome| *outcome == Outcome::Passed)
}

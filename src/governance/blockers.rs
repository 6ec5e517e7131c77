//! The register of a release's blockers: each stays open until a rehearsal has passed.
//!
//! Counterpart: "the blocker remains OPEN until a rehearsal PASS exists" of the rollback design. A
//! closed one names the evidence that closes it; whoever verifies a folder makes the register again.

use serde::Serialize;

use super::decision::Decision;
use super::digest::Digest;
use super::ledger::Ledger;
use super::phase::Flow;
use super::plan::ReleasePlan;

/// The register as a file.
#[derive(Serialize)]
struct Register<'a> {
    format: u32,
    blockers: Vec<RegisteredBlocker<'a>>,
}

#[derive(Serialize)]
struct RegisteredBlocker<'a> {
    blocker: &'a str,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_by: Option<Closing<'a>>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Open,
    Closed,
}

/// The evidence that closes a blocker.
#[derive(Clone, Copy, Serialize)]
struct Closing<'a> {
    flow: Flow,
    release: &'a str,
    plan: Digest,
    /// The digest of the ledger's last entry, to which every fact of the run is chained.
    ledger: Digest,
}

/// Whether a decision closes the blockers of its release: a PASS of a rehearsal, or of the cutover
/// that repeats it. That a clone was rolled back closes nothing.
pub(super) fn closes_blockers(decision: &Decision) -> bool {
    decision.passes() && matches!(decision.flow, Some(Flow::Rehearsal | Flow::Cutover))
}

/// The text of `blockers.json`; nothing where the release names no blocker.
///
/// `decision` is what is decided of `ledger`.
pub fn blocker_register(
    plan: &ReleasePlan,
    ledger: &Ledger,
    decision: &Decision,
) -> Option<String> {
    let names = &plan.release.blockers;
    if names.is_empty() {
        return None;
    }
    let closed_by = match (decision.flow, ledger.entries().last()) {
        (Some(flow), Some(last)) if closes_blockers(decision) => Some(Closing {
            flow,
            release: &plan.release.name,
            plan: plan.digest(),
            ledger: last.digest,
        }),
        (Some(_) | None, Some(_) | None) => None,
    };
    let state = match closed_by {
        Some(_) => State::Closed,
        None => State::Open,
    };
    let register = Register {
        format: 1,
        blockers: names
            .iter()
            .map(|blocker| RegisteredBlocker {
                blocker,
                state,
                closed_by,
            })
            .collect(),
    };
    let mut text = serde_json::to_string_pretty(&register)
        .expect("a register has nothing that JSON cannot write");
    text.push('\n');
    Some(text)
}

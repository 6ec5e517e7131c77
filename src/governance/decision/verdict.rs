//! The verdict: PASS where a ledger proves all that was required, BLOCKER for everything else.

use crate::governance::event::{FailureClass, Judgement, Opening, Outcome};
use crate::governance::ledger::Ledger;
use crate::governance::phase::{Flow, Phase};
use crate::governance::root_cause::RootCause;

use super::criteria::{self, has_passed};
use super::examination::Examination;
use super::record::{Authorization, Decision, Drift, MadeHere, RiskTier, Status};

/// What a ledger comes to.
///
/// PASS if and only if the ledger is opened and closed; each phase that was begun is ended, in the
/// order of a run; each required gate was judged in its phase and passed each time, or was skipped
/// by leave of the plan; no gate failed, nothing was halted and no statement refused; each required
/// file was recorded, in order and not empty; and the criteria of the flow hold.
pub fn decide(ledger: &Ledger) -> Decision {
    let Examination {
        failures,
        disorder,
        not_judged,
        missing_evidence,
        ..
    } = Examination::of(ledger);
    let opening = ledger.opening();
    let criteria =
        opening.map_or_else(Vec::new, |opening| criteria::findings(opening.flow, ledger));
    let holds = !criteria.is_empty() && criteria.iter().all(|criterion| criterion.holds);
    // The word of the gates comes first: a run that stops is never in perfect order.
    let mut blockers = failures;
    blockers.extend(disorder);
    let passes = opening.is_some()
        && holds
        && blockers.is_empty()
        && not_judged.is_empty()
        && missing_evidence.is_empty();
    let status = if passes {
        Status::Pass
    } else {
        Status::Blocker
    };
    let first = blockers.first();
    let (root_cause, exit_status) = match status {
        Status::Pass => (None, 0),
        Status::Blocker => (
            // What nothing else names.
            Some(first.map_or(RootCause::SqlDrift, |blocker| blocker.root_cause)),
            first.map_or(FailureClass::Gate.exit_status(), |blocker| {
                blocker.exit_status
            }),
        ),
    };
    let mut errors: Vec<String> = blockers.iter().map(|one| one.sentence.clone()).collect();
    if !not_judged.is_empty() {
        errors.push(format!("never judged: {}", not_judged.join(", ")));
    }
    if !missing_evidence.is_empty() {
        errors.push(format!("never recorded: {}", missing_evidence.join(", ")));
    }
    let (drift, drift_detail) = drift(ledger);
    let (risk_tier, risk_reason) = risk(status, opening, ledger);
    let (authorization, authorization_reason) = authorization(status, ledger);
    Decision {
        made_here: MadeHere,
        format: 1,
        status,
        flow: opening.map(|opening| opening.flow),
        release: opening.map_or_else(String::new, |opening| opening.release.clone()),
        plan: opening.map(|opening| opening.plan),
        tool: opening.map(|opening| opening.tool.clone()),
        target: opening.map_or_else(
            || "unknown: the ledger does not say".to_owned(),
            |opening| format!("{} / {}", opening.target.server, opening.target.database),
        ),
        final_revision: final_revision(status, opening, ledger),
        heads_state: heads_state(opening, ledger),
        errors,
        drift,
        drift_detail,
        root_cause,
        risk_tier,
        risk_reason: risk_reason.to_owned(),
        authorization,
        authorization_reason,
        exit_status,
        criteria,
        blockers,
        not_judged,
        missing_evidence,
        opened: ledger.entries().first().map(|entry| entry.at),
        closed: ledger.entries().last().map(|entry| entry.at),
    }
}

/// The last judgement of a gate.
fn last<'a>(gate: &str, ledger: &'a Ledger) -> Option<&'a Judgement> {
    ledger
        .judgements()
        .filter(|judgement| judgement.gate == gate)
        .last()
}

fn final_revision(status: Status, opening: Option<&Opening>, ledger: &Ledger) -> String {
    let Some(opening) = opening else {
        return "unknown: the ledger does not say".to_owned();
    };
    match (status, last("current-is-target", ledger)) {
        (Status::Pass, _) => opening.final_revision.clone(),
        (Status::Blocker, Some(judgement)) if judgement.outcome == Outcome::Passed => {
            opening.final_revision.clone()
        }
        (Status::Blocker, Some(judgement)) => match judgement.facts.get("current") {
            Some(current) => format!("{current} instead of {}", opening.final_revision),
            None => format!("not {}: {}", opening.final_revision, judgement.detail),
        },
        (Status::Blocker, None) => {
            format!("not proven; {} was to be reached", opening.final_revision)
        }
    }
}

fn heads_state(opening: Option<&Opening>, ledger: &Ledger) -> String {
    match (last("heads-after", ledger), opening) {
        (Some(judgement), Some(opening)) if judgement.outcome == Outcome::Passed => {
            format!("single: {}", opening.final_revision)
        }
        (Some(judgement), _) => format!("not as approved: {}", judgement.detail),
        (None, Some(opening)) => match opening.flow {
            Flow::Rollback => "not examined: a rollback ends before the release".to_owned(),
            Flow::Rehearsal | Flow::Cutover => "unknown: they were not examined".to_owned(),
        },
        (None, None) => "unknown: they were not examined".to_owned(),
    }
}

/// Whether the structure differed at the anchor or does at the end.
fn drift(ledger: &Ledger) -> (Drift, String) {
    const GATES: [&str; 4] = [
        "structural-drift",
        "anchor-parity",
        "object-parity",
        "rollback-restores",
    ];
    let failed = |judgement: &&Judgement| {
        GATES.contains(&judgement.gate.as_str())
            && matches!(judgement.outcome, Outcome::Failed { .. })
    };
    if let Some(judgement) = ledger.judgements().find(failed) {
        return (Drift::Detected, judgement.detail.clone());
    }
    for gate in ["structural-drift", "rollback-restores"] {
        if has_passed(gate, ledger)
            && let Some(judgement) = last(gate, ledger)
        {
            return (Drift::None, judgement.detail.clone());
        }
    }
    (Drift::Unknown, "it was not compared to the end".to_owned())
}

fn risk(status: Status, opening: Option<&Opening>, ledger: &Ledger) -> (RiskTier, &'static str) {
    let executed = ledger.executed().any(|executed| match executed.phase {
        Phase::Width | Phase::Stamp | Phase::Upgrade | Phase::Tiers | Phase::Rollback => true,
        Phase::Preconditions
        | Phase::Provision
        | Phase::Validate
        | Phase::Verify
        | Phase::Smoke
        | Phase::Closing => false,
    });
    match (status, executed, opening.map(|opening| opening.flow)) {
        (Status::Pass, _, _) => (RiskTier::Low, "all that was required is proven"),
        (Status::Blocker, _, None) => (
            RiskTier::Critical,
            "what was done to which database is not known",
        ),
        (Status::Blocker, false, Some(_)) => (
            RiskTier::Moderate,
            "it stopped before a statement that changes the database",
        ),
        (Status::Blocker, true, Some(Flow::Rehearsal | Flow::Rollback)) => (
            RiskTier::High,
            "it stopped after statements had been executed on the clone",
        ),
        (Status::Blocker, true, Some(Flow::Cutover)) => (
            RiskTier::Critical,
            "it stopped after statements had been executed on production; whoever answers for the \
             database decides about a restore",
        ),
    }
}

/// Nobody but approvers authorizes: a PASS alone does not.
fn authorization(status: Status, ledger: &Ledger) -> (Authorization, String) {
    let rejected = |reason: &str| (Authorization::Rejected, reason.to_owned());
    match (status, last("approvals", ledger)) {
        (Status::Blocker, _) => rejected("the run is a blocker"),
        (Status::Pass, Some(approvals)) if has_passed("approvals", ledger) => {
            (Authorization::Approved, approvals.detail.clone())
        }
        (Status::Pass, _) => rejected("nobody has approved it in this run"),
    }
}

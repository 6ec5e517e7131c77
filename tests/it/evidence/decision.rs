//! The decision: every run that lacks something is a BLOCKER.

use alembic_rs::governance::{
    Authorization, Drift, Event, FailureClass, Flow, Judgement, Opening, Outcome, Phase, RiskTier,
    RootCause, Skip, Status, decide,
};
use proptest::prelude::*;
use proptest::sample::Index;

use super::sample::{SKIPPABLE, events, ledger, passed};

/// One fact of a run that is not as it has to be.
#[derive(Debug, Clone)]
enum Spoil {
    /// Something that a run cannot do without is not there.
    Remove(Index),
    /// It is there twice.
    Repeat(Index),
    /// A gate has failed.
    Fail(Index),
    /// A gate was skipped without leave.
    Skip(Index),
    /// A gate that nobody asked for has failed.
    FailAnother(Index),
    /// A gate was judged under another name.
    Rename(Index),
    /// A gate was judged in another phase.
    Move(Index),
    /// A gate points to a file that there is not.
    Dangle(Index),
    /// A file is empty.
    Empty(Index),
    /// The server refused a statement.
    Refuse(Index),
    /// A statement is missing in between.
    Renumber(Index),
    /// The run was halted.
    Halt(Index),
    /// Two files were recorded in the other order.
    SwapFiles(Index),
    /// Two phases ran in the other order.
    SwapPhases(Index),
    /// Something follows the end.
    GoOn(Index),
    /// The opening asks for no gates.
    NoGates,
    /// The opening asks for no evidence.
    NoEvidence,
    /// The opening does not ask for a gate that nothing passes without, and nobody judges it.
    Forget(Index),
    /// The ledger has a format that is not known.
    Format,
    /// The leave to skip has no reason.
    SkipWithoutReason,
}

fn spoils() -> impl Strategy<Value = Spoil> {
    let index = any::<Index>;
    prop_oneof![
        index().prop_map(Spoil::Remove),
        index().prop_map(Spoil::Repeat),
        index().prop_map(Spoil::Fail),
        index().prop_map(Spoil::Skip),
        index().prop_map(Spoil::FailAnother),
        index().prop_map(Spoil::Rename),
        index().prop_map(Spoil::Move),
        index().prop_map(Spoil::Dangle),
        index().prop_map(Spoil::Empty),
        index().prop_map(Spoil::Refuse),
        index().prop_map(Spoil::Renumber),
        index().prop_map(Spoil::Halt),
        index().prop_map(Spoil::SwapFiles),
        index().prop_map(Spoil::SwapPhases),
        index().prop_map(Spoil::GoOn),
        Just(Spoil::NoGates),
        Just(Spoil::NoEvidence),
        index().prop_map(Spoil::Forget),
        Just(Spoil::Format),
        Just(Spoil::SkipWithoutReason),
    ]
}

fn flows() -> impl Strategy<Value = Flow> {
    prop_oneof![
        Just(Flow::Rehearsal),
        Just(Flow::Cutover),
        Just(Flow::Rollback)
    ]
}

fn failed() -> Outcome {
    Outcome::Failed {
        class: FailureClass::Parity,
        root_cause: RootCause::StructuralParityMismatch,
    }
}

/// The places of the events for which `is` holds.
fn places(events: &[Event], is: impl Fn(&Event) -> bool) -> Vec<usize> {
    (0..events.len())
        .filter(|place| is(&events[*place]))
        .collect()
}

fn judgements(events: &[Event]) -> Vec<usize> {
    places(events, |event| matches!(event, Event::Judged(_)))
}

fn files(events: &[Event]) -> Vec<usize> {
    places(events, |event| matches!(event, Event::Recorded(_)))
}

fn statements(events: &[Event]) -> Vec<usize> {
    places(events, |event| matches!(event, Event::Executed(_)))
}

/// Changes a judgement, the one that `index` points to.
fn with_judgement(events: &mut [Event], index: Index, change: impl FnOnce(&mut Judgement)) {
    let place = *index.get(&judgements(events));
    if let Event::Judged(judgement) = &mut events[place] {
        change(judgement);
    }
}

fn with_opening(events: &mut [Event], change: impl FnOnce(&mut Opening)) {
    if let Event::Opened(opening) = &mut events[0] {
        change(opening);
    }
}

/// A place after the opening and before the end.
fn inside(events: &[Event], index: Index) -> usize {
    1 + index.index(events.len() - 1)
}

fn spoil(mut events: Vec<Event>, flow: Flow, spoil: Spoil) -> Vec<Event> {
    match spoil {
        Spoil::Remove(index) => {
            // The last statement of a phase may as well not have been executed.
            let needed = places(&events, |event| !matches!(event, Event::Executed(_)));
            events.remove(*index.get(&needed));
        }
        Spoil::Repeat(index) => {
            // A gate may be judged again, and pass again.
            let single = places(&events, |event| !matches!(event, Event::Judged(_)));
            let place = *index.get(&single);
            events.insert(place, events[place].clone());
        }
        Spoil::Fail(index) => with_judgement(&mut events, index, |one| one.outcome = failed()),
        Spoil::Skip(index) => {
            let gates = places(
                &events,
                |event| matches!(event, Event::Judged(one) if one.gate != SKIPPABLE),
            );
            if let Event::Judged(one) = &mut events[*index.get(&gates)] {
                one.outcome = Outcome::Skipped;
            }
        }
        Spoil::FailAnother(index) => {
            let mut judgement = passed("something-else", Phase::Upgrade);
            judgement.outcome = failed();
            judgement.evidence = None;
            let place = inside(&events, index);
            events.insert(place, Event::Judged(judgement));
        }
        Spoil::Rename(index) => with_judgement(&mut events, index, |one| one.gate.push('\u{301}')),
        Spoil::Move(index) => with_judgement(&mut events, index, |one| one.phase = Phase::Tiers),
        Spoil::Dangle(index) => {
            with_judgement(&mut events, index, |one| {
                one.evidence = Some("a.log".to_owned());
            });
        }
        Spoil::Empty(index) => {
            let place = *index.get(&files(&events));
            if let Event::Recorded(file) = &mut events[place] {
                file.bytes = 0;
            }
        }
        Spoil::Refuse(index) => {
            let place = *index.get(&statements(&events));
            if let Event::Executed(executed) = &mut events[place] {
                executed.sqlstate = Some("42P07".to_owned());
            }
        }
        Spoil::Renumber(index) => {
            let place = *index.get(&statements(&events));
            if let Event::Executed(executed) = &mut events[place] {
                executed.number += 1;
            }
        }
        Spoil::Halt(index) => {
            let place = inside(&events, index);
            events.insert(
                place,
                Event::Halted {
                    phase: Phase::Upgrade,
                    gate: "upgrade-completes".to_owned(),
                    root_cause: RootCause::LockTimeoutOrDeadlock,
                    reason: "a lock was not to be had in 5 s".to_owned(),
                },
            );
        }
        Spoil::SwapFiles(index) => {
            let files = files(&events);
            match files.len() {
                // A rollback has one only: then it is missing.
                1 => {
                    events.remove(files[0]);
                }
                count => {
                    let first = index.index(count - 1);
                    events.swap(files[first], files[first + 1]);
                }
            }
        }
        Spoil::SwapPhases(index) => {
            let begins = places(&events, |event| matches!(event, Event::PhaseBegun { .. }));
            match begins.len() {
                1 => events.swap(begins[0], begins[0] + 1),
                count => {
                    let first = index.index(count - 1);
                    let end = begins.get(first + 2).copied().unwrap_or(events.len() - 1);
                    let length = begins[first + 1] - begins[first];
                    events[begins[first]..end].rotate_left(length);
                }
            }
        }
        Spoil::GoOn(index) => {
            let place = inside(&events, index);
            events.push(events[place].clone());
        }
        Spoil::NoGates => with_opening(&mut events, |opening| opening.required.clear()),
        Spoil::NoEvidence => with_opening(&mut events, |opening| opening.evidence.clear()),
        Spoil::Forget(index) => {
            let vital: &[&str] = match flow {
                Flow::Rehearsal => &["stamp-anchor", "object-parity", "structural-drift"],
                Flow::Cutover => &["rehearsal-passed", "approvals", "no-errors-in-logs"],
                Flow::Rollback => &["rollback-restores", "rollback-idempotent"],
            };
            let gate = *index.get(vital);
            with_opening(&mut events, |opening| {
                opening.required.retain(|required| required.gate != gate);
            });
            events.retain(|event| !matches!(event, Event::Judged(one) if one.gate == gate));
        }
        Spoil::Format => with_opening(&mut events, |opening| opening.format = 2),
        Spoil::SkipWithoutReason => {
            with_opening(&mut events, |opening| {
                for required in &mut opening.required {
                    required.may_be_skipped = Some(Skip {
                        reason: " ".to_owned(),
                    });
                }
            });
            let first = judgements(&events)[0];
            if let Event::Judged(judgement) = &mut events[first] {
                judgement.outcome = Outcome::Skipped;
            }
        }
    }
    events
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn a_run_with_one_fact_spoiled_never_passes(
        flow in flows(),
        statements in 1_usize..4,
        one in spoils(),
    ) {
        let whole = events(flow, statements);
        prop_assert_eq!(decide(&ledger(whole.clone())).status, Status::Pass);
        let decision = decide(&ledger(spoil(whole, flow, one)));
        prop_assert_eq!(decision.status, Status::Blocker);
        prop_assert_ne!(decision.exit_status, 0);
        prop_assert!(decision.root_cause.is_some());
        prop_assert_eq!(decision.authorization, Authorization::Rejected);
        prop_assert!(decision.risk_tier > RiskTier::Low);
        prop_assert!(decision.to_markdown().contains("- Status: BLOCKER\n"));
    }

    #[test]
    fn a_run_that_was_cut_off_never_passes(flow in flows(), cut in any::<Index>()) {
        let mut whole = events(flow, 2);
        whole.truncate(cut.index(whole.len()));
        prop_assert_eq!(decide(&ledger(whole)).status, Status::Blocker);
    }
}

#[test]
fn the_first_failure_tells_the_cause_and_the_status() {
    let mut run = events(Flow::Rehearsal, 1);
    let place = run
        .iter()
        .position(|event| matches!(event, Event::Judged(one) if one.gate == "current-is-anchor"))
        .unwrap();
    if let Event::Judged(judgement) = &mut run[place] {
        judgement.outcome = failed();
        judgement.detail = "column public.funds.name\n- Status: PASS".to_owned();
    }
    run.truncate(place + 1);
    run.push(Event::Closed);
    let decision = decide(&ledger(run));
    assert_eq!(decision.exit_status, 11);
    assert_eq!(
        decision.root_cause,
        Some(RootCause::StructuralParityMismatch)
    );
    assert_eq!(decision.drift, Drift::Unknown);
    assert_eq!(decision.risk_tier, RiskTier::High);
    assert_eq!(
        decision.blockers[0].gate.as_deref(),
        Some("current-is-anchor")
    );
    assert!(
        decision
            .not_judged
            .contains(&"upgrade/upgrade-completes".to_owned())
    );
    assert!(
        decision
            .missing_evidence
            .contains(&"clone_isolation_probes.log".to_owned())
    );
    // What a server says cannot write a line of the template.
    let text = decision.to_markdown();
    assert_eq!(text.matches("\n- Status: ").count(), 1);
    assert!(!decision.criteria[0].holds && !decision.criteria[5].holds);
}

#[test]
fn only_approvers_authorize_production() {
    let rehearsed = decide(&ledger(events(Flow::Rehearsal, 1)));
    assert_eq!(rehearsed.authorization, Authorization::Rejected);
    assert_eq!(rehearsed.final_revision, "70a79686336c");
    assert_eq!(rehearsed.heads_state, "single: 70a79686336c");
    assert_eq!(rehearsed.drift, Drift::None);
    let cut_over = decide(&ledger(events(Flow::Cutover, 1)));
    assert_eq!(cut_over.authorization, Authorization::Approved);
    assert_eq!(cut_over.authorization_reason, "approvals holds");
    assert_eq!(cut_over.risk_tier, RiskTier::Low);
}

#[test]
fn a_skip_that_was_declared_passes() {
    let mut run = events(Flow::Rehearsal, 1);
    for event in &mut run {
        if let Event::Judged(judgement) = event
            && judgement.gate == SKIPPABLE
        {
            judgement.outcome = Outcome::Skipped;
        }
    }
    assert_eq!(decide(&ledger(run)).status, Status::Pass);
}

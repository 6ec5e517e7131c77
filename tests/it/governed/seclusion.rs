//! A clone that somebody else has been in meanwhile proves nothing, whoever came and went.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use alembic_rs::governance::{Outcome, Phase, RootCause};

use super::abort_gates::{is_reached, waiting_until};
use super::stage::{Stage, execute};
use super::walk::Stop;

#[test]
fn a_foreign_session_that_wrote_in_the_clone_meanwhile_stops() {
    // The position of a sequence is seen at once, whatever the transaction that looks.
    let stage = waiting_until("SELECT 1 FROM capital_call_number WHERE last_value = 999991");
    let before = stage.source_state();
    let is_over = AtomicBool::new(false);
    let walk = thread::scope(|scope| {
        scope.spawn(|| {
            if is_reached(stage.copy(), &is_over) {
                // It comes, writes what no other gate looks at, and has gone.
                execute(
                    stage.copy(),
                    "UPDATE pipeline_deals SET borrower = 'somebody else';
                     SELECT setval('capital_call_number', 999991)",
                );
            }
        });
        let walk = stage.rehearse();
        is_over.store(true, Ordering::SeqCst);
        walk
    });
    let detail = walk.assert_stops(&Stop {
        status: 10,
        phase: Phase::Rollback,
        gate: "clone-undisturbed",
        cause: RootCause::SqlDrift,
    });
    assert!(detail.contains("1 foreign session"), "{detail}");
    let facts = walk.judgement("clone-undisturbed").facts;
    assert_eq!(facts["foreign_sessions"], "1");
    assert_eq!(stage.source_state(), before);
}

#[test]
fn each_session_in_the_clone_is_accounted_for() {
    let stage = Stage::new();
    let walk = stage.rehearse();
    walk.assert_passes();
    let judged = walk.judgement("clone-undisturbed");
    assert_eq!(judged.outcome, Outcome::Passed);
    assert!(judged.detail.contains("was ours"), "{}", judged.detail);
    assert!(
        judged.detail.contains("entry: rows inserted"),
        "{}",
        judged.detail
    );
}

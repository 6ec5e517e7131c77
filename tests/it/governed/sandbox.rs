//! The demonstrations on a private server that vanishes: what was halted there halts nothing else.

use std::path::Path;

use super::stage::Stage;
use crate::program::{Answer, run};

fn demonstrate(stage: &Stage, release: &str, evidence: &str) -> Answer {
    let arguments = [
        "--sandbox",
        "release",
        "rehearse",
        "--release",
        release,
        "--source-sql",
        "source.sql",
        "--evidence",
        evidence,
    ];
    run(&stage.path("."), &arguments)
}

fn has_state(folder: &Path) -> bool {
    folder.join(".alembic-rs/release-state.json").exists()
}

#[test]
fn a_blocker_on_a_server_that_vanishes_does_not_halt_the_demonstration_that_passes() {
    let stage = Stage::new();
    let blocked = demonstrate(&stage, "release-blocker.toml", "evidence_blocker");
    assert_eq!(blocked.exit, Some(10), "{blocked:#?}");
    assert!(!has_state(&stage.path(".")), "nothing lasting is halted");
    let halted = std::fs::read_to_string(stage.path("evidence_blocker/HALTED.md"));
    let halted = halted.expect("what was halted is told");
    assert!(halted.contains("nothing to resolve"), "{halted}");
    let passed = demonstrate(&stage, "release.toml", "evidence");
    assert_eq!(passed.exit, Some(0), "{passed:#?}");
    assert!(passed.stdout.contains("ends with this run"), "{passed:#?}");
}

/// The same names on a server that stays are other databases.
#[test]
fn a_blocker_on_a_clone_that_lasts_halts_what_would_change_it_and_no_demonstration() {
    let stage = Stage::new();
    let blocked = stage.rehearse_with(&["--release", "release-blocker.toml"]);
    assert_eq!(blocked.answer.exit, Some(10), "{blocked:#?}");
    let copy = stage.clone_state();
    let demonstration = demonstrate(&stage, "release.toml", "evidence_demonstration");
    assert_eq!(demonstration.exit, Some(0), "{demonstration:#?}");
    let again = stage.rehearse();
    assert_eq!(again.answer.exit, Some(15), "{again:#?}");
    assert_eq!(stage.clone_state(), copy);
}

#[test]
fn a_run_that_was_kept_out_leaves_the_halt_as_it_is_even_in_the_same_folder() {
    let stage = Stage::new();
    let blocked = stage.rehearse_with(&["--release", "release-blocker.toml"]);
    assert_eq!(blocked.answer.exit, Some(10), "{blocked:#?}");
    let state = || std::fs::read_to_string(stage.path(".alembic-rs/release-state.json"));
    let halted = state().expect("the halt is written down");
    std::fs::remove_dir_all(&blocked.evidence).expect("it can be removed");
    let evidence = blocked.evidence.display().to_string();
    let again = stage.run(&["release", "rehearse", "--evidence", &evidence]);
    assert_eq!(again.exit, Some(15), "{again:#?}");
    assert_eq!(state().expect("the halt is written down"), halted);
}

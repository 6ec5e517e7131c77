//! `release rollback` from the command line, and what becomes of clones and snapshots.

use std::fs;

use alembic_rs::governance::{Event, Outcome, Phase, RootCause};

use super::stage::{Stage, execute, name_of};
use super::walk::{Stop, Walk};
use crate::upgrade::project::column;

/// What somebody does in a clone besides: rows, structure, a position and a dropped table.
const MEDDLING: &str =
    "DELETE FROM audit_events WHERE ctid IN (SELECT ctid FROM audit_events LIMIT 3);
    UPDATE funds SET name = name || ' (changed)';
    ALTER TABLE document_registry ADD COLUMN meddled integer DEFAULT 7;
    CREATE SEQUENCE grown;
    DROP TABLE active_investments CASCADE";

/// A release whose rehearsal is blocked after its upgrade is committed.
fn blocked_after_the_upgrade() -> (Stage, Walk) {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "    \"board_monitoring_briefs\",\n]",
        "    \"board_monitoring_briefs\",\n    \"liquidity_forecasts\",\n]",
    );
    let walk = stage.rehearse();
    walk.assert_stops(&Stop {
        status: 11,
        phase: Phase::Verify,
        gate: "object-parity",
        cause: RootCause::StructuralParityMismatch,
    });
    let rows = column(stage.copy(), "SELECT version_num FROM alembic_version");
    assert_eq!(rows, ["70a79686336c"], "the upgrade is committed");
    (stage, walk)
}

fn oid(stage: &Stage) -> Vec<String> {
    let question = "SELECT oid::text FROM pg_database WHERE datname = current_database()";
    column(stage.copy(), question)
}

#[test]
fn a_committed_upgrade_is_rolled_back_exactly_and_a_second_time_there_is_nothing_to_do() {
    let (stage, rehearsal) = blocked_after_the_upgrade();
    assert!(
        stage.has_snapshot(),
        "a blocked run keeps what brings the clone back"
    );
    execute(stage.copy(), MEDDLING);
    assert_ne!(stage.clone_state(), stage.source_state());

    let first = stage.roll_back(&rehearsal);
    first.assert_passes();
    // Structure, row counts, content hashes and positions of sequences are all in the digest.
    assert_eq!(stage.clone_state(), stage.source_state());
    assert!(first.detail("rollback-restores").contains("restored"));
    let proof = first.file("clone_rollback_proof.log");
    assert!(
        proof.contains("THE STATE IS NOT THE STATE BEFORE"),
        "{proof}"
    );
    assert!(
        proof.contains("the state is the state before, exactly"),
        "{proof}"
    );

    let between = oid(&stage);
    let second = stage.roll_back(&rehearsal);
    second.assert_passes();
    assert!(
        second.detail("rollback-restores").contains("nothing to do"),
        "{second:#?}"
    );
    assert_eq!(oid(&stage), between, "the clone was left alone");
    assert_eq!(stage.clone_state(), stage.source_state());
}

#[test]
fn nothing_is_restored_without_the_name_of_the_clone() {
    let (stage, rehearsal) = blocked_after_the_upgrade();
    let copy = stage.clone_state();
    let rehearsal = rehearsal.evidence.to_string_lossy().into_owned();
    let evidence = stage
        .path("evidence_unnamed")
        .to_string_lossy()
        .into_owned();
    for go in [&[][..], &["--go", "netzprod"][..]] {
        let mut arguments = vec!["release", "rollback", "--rehearsal", &rehearsal];
        arguments.extend(["--evidence", &evidence]);
        arguments.extend(go);
        let answer = stage.run(&arguments);
        assert_eq!(answer.exit, Some(2), "{answer:#?}");
    }
    assert_eq!(stage.clone_state(), copy);
}

#[test]
fn a_snapshot_that_was_tampered_with_restores_nothing() {
    let (stage, rehearsal) = blocked_after_the_upgrade();
    let copy = (stage.clone_state(), oid(&stage));
    execute(
        &stage.snapshot(),
        "UPDATE funds SET name = 'another' WHERE ctid = (SELECT min(ctid) FROM funds)",
    );
    stage.roll_back(&rehearsal).assert_stops(&Stop {
        status: 11,
        phase: Phase::Rollback,
        gate: "rollback-snapshot-verified",
        cause: RootCause::StructuralParityMismatch,
    });
    assert_eq!((stage.clone_state(), oid(&stage)), copy);

    // Made anew it is another database, whatever it holds.
    let (source, snapshot) = (name_of(stage.source()), name_of(&stage.snapshot()));
    let server = stage.source().with_database("postgres");
    execute(&server, &format!("DROP DATABASE {snapshot}"));
    execute(
        &server,
        &format!("CREATE DATABASE {snapshot} TEMPLATE {source}"),
    );
    let detail = stage.roll_back(&rehearsal).assert_stops(&Stop {
        status: 10,
        phase: Phase::Rollback,
        gate: "rollback-snapshot-verified",
        cause: RootCause::SqlDrift,
    });
    assert!(
        detail.contains("not the snapshot that was verified"),
        "{detail}"
    );
    assert_eq!((stage.clone_state(), oid(&stage)), copy);
}

#[test]
fn evidence_that_was_tampered_with_or_of_another_plan_restores_nothing() {
    let (stage, rehearsal) = blocked_after_the_upgrade();
    let copy = stage.clone_state();
    let tampered = stage.path("evidence_tampered");
    fs::create_dir(&tampered).expect("a folder");
    for entry in fs::read_dir(&rehearsal.evidence).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("text");
        // A folder without its seal is not what a killed run has left: its ledger is closed.
        if name == "SHA256SUMS" || name == "manifest.json" {
            continue;
        }
        fs::write(tampered.join(name), text).expect("it can be written");
    }
    let tampered = Walk {
        answer: stage.run(&["--version"]),
        evidence: tampered,
    };
    let stop = Stop {
        status: 10,
        phase: Phase::Rollback,
        gate: "rollback-snapshot-verified",
        cause: RootCause::SqlDrift,
    };
    let detail = stage.roll_back(&tampered).assert_stops(&stop);
    assert!(detail.contains("not what was sealed"), "{detail}");
    stage.edit("release.toml", "    \"liquidity_forecasts\",\n", "");
    let detail = stage.roll_back(&rehearsal).assert_stops(&stop);
    assert!(
        detail.contains("not that of a rehearsal of this plan"),
        "{detail}"
    );
    assert_eq!(stage.clone_state(), copy);
}

#[test]
fn a_pass_drops_the_snapshot_and_leaves_the_clone_in_its_state_before() {
    let stage = Stage::new();
    let walk = stage.rehearse();
    walk.assert_passes();
    let verified: Vec<Phase> = walk
        .ledger()
        .judgements()
        .filter(|judged| judged.gate == "rollback-snapshot-verified")
        .map(|judged| judged.phase)
        .collect();
    assert_eq!(verified, [Phase::Validate, Phase::Rollback]);
    assert_eq!(walk.judgement("snapshot-dropped").outcome, Outcome::Passed);
    assert!(!stage.has_snapshot());
    assert!(stage.has_clone());
    assert_eq!(stage.clone_state(), stage.source_state());

    // A rollback that has nothing to do needs no snapshot; one that has is refused.
    let nothing = stage.roll_back(&walk);
    nothing.assert_passes();
    assert_eq!(stage.clone_state(), stage.source_state());
    execute(stage.copy(), "UPDATE funds SET name = name || ' later'");
    let changed = stage.clone_state();
    let detail = stage.roll_back(&walk).assert_stops(&Stop {
        status: 11,
        phase: Phase::Rollback,
        gate: "rollback-snapshot-verified",
        cause: RootCause::StructuralParityMismatch,
    });
    assert!(detail.contains("rehearse again"), "{detail}");
    assert_eq!(stage.clone_state(), changed);
}

#[test]
fn a_clone_is_dropped_after_a_pass_where_the_release_says_so_and_the_source_is_left() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "method = \"template\"",
        "method = \"template\"\ndrop_afterwards = true",
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    walk.assert_passes();
    assert!(!stage.has_clone());
    assert!(!stage.has_snapshot());
    assert_eq!(stage.source_state(), before);
    let ledger = walk.ledger();
    let closing: Vec<&str> = ledger
        .judgements()
        .filter(|judged| judged.phase == Phase::Closing)
        .map(|judged| judged.gate.as_str())
        .collect();
    assert_eq!(
        closing,
        [
            "source-untouched",
            "no-open-transaction",
            "evidence-complete",
            "snapshot-dropped",
            "clone-dropped",
            "source-untouched"
        ]
    );
}

#[test]
fn a_clone_of_a_blocked_rehearsal_is_not_dropped() {
    let stage = Stage::new();
    stage.edit(
        "release.toml",
        "method = \"template\"",
        "method = \"template\"\ndrop_afterwards = true",
    );
    stage.edit(
        "release.toml",
        "minimum = 30\nmaximum = 60",
        "minimum = 30\nmaximum = 39",
    );
    let walk = stage.rehearse();
    assert_eq!(walk.answer.exit, Some(10), "{walk:#?}");
    assert!(stage.has_clone());
    assert!(stage.has_snapshot());
}

#[test]
fn a_revalidation_takes_up_the_clone_walks_everything_and_leaves_it_as_it_was() {
    let stage = Stage::new();
    // Whatever the release says of other rehearsals, this one keeps its clone.
    let none = stage.rehearse_with(&["--rollback-only"]);
    assert_eq!(
        none.answer.exit,
        Some(10),
        "there is no clone yet\n{none:#?}"
    );
    stage.rehearse().assert_passes();
    stage.edit(
        "release.toml",
        "method = \"template\"",
        "method = \"template\"\ndrop_afterwards = true",
    );
    let before = stage.clone_state();
    let walk = stage.rehearse_with(&["--rollback-only"]);
    walk.assert_passes();
    let ledger = walk.ledger();
    let phases: Vec<Phase> = ledger
        .entries()
        .iter()
        .filter_map(|entry| match &entry.event {
            Event::PhaseBegun { phase } => Some(*phase),
            _ => None,
        })
        .collect();
    assert_eq!(
        phases,
        [
            Phase::Preconditions,
            Phase::Provision,
            Phase::Validate,
            Phase::Width,
            Phase::Stamp,
            Phase::Upgrade,
            Phase::Verify,
            Phase::Smoke,
            Phase::Rollback,
            Phase::Closing
        ]
    );
    assert!(
        walk.file("clone_provisioning_attestation.log")
            .contains("made by: somebody else")
    );
    assert_eq!(walk.judgement("clone-retained").outcome, Outcome::Passed);
    assert_eq!(stage.clone_state(), before);
    assert!(stage.has_snapshot(), "the harness is retained");
    // The snapshot that stays can be restored from.
    execute(stage.copy(), MEDDLING_BEFORE);
    stage.roll_back(&walk).assert_passes();
    assert_eq!(stage.clone_state(), before);
}

/// What somebody does in a clone before the release.
const MEDDLING_BEFORE: &str = "DELETE FROM audit_events; ALTER TABLE funds ADD COLUMN meddled int";

#[test]
fn a_revalidation_is_blocked_on_a_clone_that_is_no_copy_any_more() {
    let stage = Stage::new();
    stage.rehearse().assert_passes();
    execute(stage.copy(), "ALTER TABLE funds ADD COLUMN meddled int");
    let changed = stage.clone_state();
    stage
        .rehearse_with(&["--rollback-only"])
        .assert_stops(&Stop {
            status: 11,
            phase: Phase::Provision,
            gate: "clone-exact-copy",
            cause: RootCause::StructuralParityMismatch,
        });
    assert_eq!(stage.clone_state(), changed, "it is not made anew");
}

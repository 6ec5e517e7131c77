//! An `autocommit_block()` of a migration: refused, unless the release names it with its reason.

use alembic_rs::governance::{Phase, RootCause};

use super::approved::Approved;
use super::stage::{Stage, revision_file};
use super::walk::Stop;
use crate::upgrade::project::column;

const LEAVE: &str = "\n[[autocommit]]\nrevision = \"0020_ai_engine_wave_ai1\"\n\
                     reason = \"writers must not wait for the index\"\napproved_by = \"governance\"\n";

const INDEX: &str = "CREATE INDEX CONCURRENTLY ix_of_its_own ON funds (status)";

/// A release whose 0020 begins with a block, and which has leave for it.
fn stage_with(statement: &str) -> Stage {
    let stage = Stage::new();
    stage.edit(
        &revision_file("0020"),
        "def upgrade() -> None:\n",
        &format!(
            "def upgrade() -> None:\n    with op.get_context().autocommit_block():\n        \
             op.execute(\"{statement}\")\n"
        ),
    );
    stage.append("release.toml", LEAVE);
    stage
}

/// The release cannot be planned, and nothing is touched.
fn assert_not_planned(stage: &Stage, said: &str) {
    let before = stage.source_state();
    let walk = stage.rehearse();
    assert_eq!(walk.answer.exit, Some(10), "{walk:#?}");
    assert!(walk.answer.stderr.contains(said), "{walk:#?}");
    assert!(!stage.has_clone());
    assert_eq!(stage.source_state(), before);
}

#[test]
fn a_block_with_leave_is_a_named_risk_and_goes_back_by_a_restore() {
    let stage = stage_with(INDEX);
    let plan = std::fs::read_to_string(stage.plan()).expect("the plan");
    let plan: serde_json::Value = serde_json::from_str(&plan).expect("JSON");
    assert_eq!(plan["risks"][0]["revision"], "0020_ai_engine_wave_ai1");
    assert_eq!(plan["risks"][0]["approved_by"], "governance");
    let walk = stage.rehearse();
    walk.assert_passes();
    let detail = walk.detail("upgrade-completes");
    assert!(detail.contains("2 transactions"), "{detail}");
    let log = walk.file("clone_upgrade_0019_to_head.log");
    assert!(log.contains("writers must not wait for the index"), "{log}");
    assert_eq!(log.matches("| COMMIT;").count(), 2, "{log}");
    let proof = walk.file("clone_rollback_proof.log");
    assert!(
        proof.contains("named risk: 0020_ai_engine_wave_ai1"),
        "{proof}"
    );
    for document in ["runbook.md", "report.html"] {
        let text = walk.file(document);
        assert!(text.contains("Named "), "{document}");
        assert!(text.contains("writers must not wait"), "{document}");
    }
    stage.assert_clone_is_as_its_source();
}

#[test]
fn a_block_with_leave_is_run_on_production_as_it_was_rehearsed() {
    let release = Approved::rehearsed(stage_with(INDEX)).with_leave();
    release.cut_over().assert_passes();
    let index = column(
        release.stage.source(),
        "SELECT indisvalid::text FROM pg_index WHERE indexrelid = 'ix_of_its_own'::regclass",
    );
    assert_eq!(index, ["true"]);
}

#[test]
fn what_fails_after_a_block_says_what_it_has_left_behind() {
    let stage = stage_with(INDEX);
    stage.edit(
        &revision_file("0021"),
        "def upgrade() -> None:\n",
        "def upgrade() -> None:\n    op.execute(\"CREATE TABLE funds (id int)\")\n",
    );
    let before = stage.source_state();
    let walk = stage.rehearse();
    let detail = walk.assert_stops(&Stop {
        status: 10,
        phase: Phase::Upgrade,
        gate: "upgrade-completes",
        cause: RootCause::SqlDrift,
    });
    assert!(detail.contains("DuplicateTable"), "{detail}");
    assert!(detail.contains("release rollback"), "{detail}");
    assert!(detail.contains("ix_of_its_own"), "{detail}");
    let facts = walk.judgement("upgrade-completes").facts;
    assert_eq!(facts["nothing_changed"], "no");
    assert_eq!(stage.source_state(), before);
    // What came after the block is undone all the same.
    let rows = column(stage.copy(), "SELECT version_num FROM alembic_version");
    assert_eq!(rows, ["0019_nav_snapshots_and_investor_statements"]);
}

#[test]
fn a_block_that_may_change_rows_is_not_planned() {
    let stage = stage_with("UPDATE funds SET status = status");
    assert_not_planned(&stage, "may change rows");
}

#[test]
fn leave_is_for_one_revision_and_needs_its_block_and_its_role() {
    let stage = stage_with(INDEX);
    stage.edit(
        "release.toml",
        "revision = \"0020_ai_engine_wave_ai1\"\nreason",
        "revision = \"0021_ai_engine_wave_ai2\"\nreason",
    );
    assert_not_planned(&stage, "committed by itself");
    let stage = Stage::new();
    stage.append("release.toml", LEAVE);
    assert_not_planned(&stage, "Correct or remove the [[autocommit]]");
    let stage = stage_with(INDEX);
    stage.edit(
        "release.toml",
        "approved_by = \"governance\"",
        "approved_by = \"nobody\"",
    );
    let walk = stage.rehearse();
    assert!(!matches!(walk.answer.exit, Some(0) | None), "{walk:#?}");
    assert!(
        walk.answer.stderr.contains("no role of [approvals]"),
        "{walk:#?}"
    );
    assert!(!stage.has_clone());
}

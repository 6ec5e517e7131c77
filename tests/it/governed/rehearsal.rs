//! The two demonstrations of the fixture: a rehearsal that passes, and one that is blocked.

use std::collections::BTreeSet;
use std::fs;

use alembic_rs::governance::{Event, Outcome, Phase, RootCause};

use super::stage::Stage;
use super::walk::Stop;
use crate::program::fixture;
use crate::upgrade::project::column;

/// The files that the rehearsal plan and the runbook name.
const EVIDENCE: [&str; 17] = [
    "clone_provisioning_attestation.log",
    "clone_rowcount_parity.log",
    "clone_heads.log",
    "clone_history.log",
    "clone_anchor_structural_parity_0019.log",
    "clone_monthly_report_packs_fks.log",
    "clone_alembic_width_precheck.log",
    "clone_alembic_width_correction.log",
    "clone_stamp_anchor.log",
    "clone_current_post_stamp.log",
    "clone_upgrade_0019_to_head.log",
    "clone_post_upgrade_current.log",
    "clone_post_upgrade_heads.log",
    "clone_ai4_object_parity.log",
    "clone_runtime_smoke_validation.log",
    "clone_rollback_proof.log",
    "clone_isolation_probes.log",
];

const PATH: [&str; 6] = [
    "0020_ai_engine_wave_ai1",
    "0021_ai_engine_wave_ai2",
    "0022_ai_engine_wave_ai3_pipeline_intelligence",
    "0023_ai_engine_wave_ai4_portfolio_intelligence",
    "0009b_expand_alembic_version",
    "70a79686336c",
];

#[test]
fn a_database_without_lineage_is_brought_to_the_head_on_a_clone() {
    let stage = Stage::new();
    let before = stage.source_state();
    let walk = stage.rehearse();
    walk.assert_passes();
    assert_eq!(stage.source_state(), before);

    let ledger = walk.ledger();
    let judged: BTreeSet<&str> = ledger
        .judgements()
        .map(|judged| judged.gate.as_str())
        .collect();
    let required = &ledger.opening().expect("it was opened").required;
    for gate in required {
        assert!(
            judged.contains(gate.gate.as_str()),
            "{} is judged",
            gate.gate
        );
    }
    for judged in ledger.judgements() {
        assert!(
            !matches!(judged.outcome, Outcome::Failed { .. }),
            "{judged:#?}"
        );
    }
    let recorded: Vec<&str> = ledger.recorded().map(|file| file.name.as_str()).collect();
    for name in EVIDENCE {
        assert!(recorded.contains(&name), "{name}");
        assert!(!walk.file(name).trim().is_empty(), "{name}");
    }
    assert!(
        walk.file("clone_anchor_structural_parity_0019.log")
            .contains("fk_report_packs")
    );
}

#[test]
fn the_path_is_executed_in_the_approved_order_and_each_backfill_within_its_bounds() {
    let stage = Stage::new();
    let walk = stage.rehearse();
    walk.assert_passes();
    let ledger = walk.ledger();
    let upgrade: Vec<_> = ledger
        .executed()
        .filter(|executed| executed.phase == Phase::Upgrade)
        .collect();
    let mut steps: Vec<&str> = upgrade
        .iter()
        .map(|executed| executed.step.as_str())
        .collect();
    steps.retain(|step| PATH.contains(step));
    steps.dedup();
    assert_eq!(steps, PATH);
    let of = |step: &str, rows: u64| {
        let of_step = upgrade.iter().filter(|executed| executed.step == step);
        of_step
            .filter(|executed| executed.rows == Some(rows))
            .count()
    };
    // Two statements of 0021 change all 240 documents, two 60 of them, one 120 and one 40.
    assert_eq!(
        [240, 60, 120, 40].map(|rows| of(PATH[1], rows)),
        [2, 2, 1, 1]
    );
    assert_eq!([20, 10, 60].map(|rows| of(PATH[2], rows)), [1, 4, 1]);
}

#[test]
fn a_backfill_beyond_its_bound_is_the_blocker_of_the_demonstration() {
    let stage = Stage::new();
    let before = stage.source_state();
    let walk = stage.rehearse_with(&["--release", "release-blocker.toml"]);
    let detail = walk.assert_stops(&Stop {
        status: 10,
        phase: Phase::Upgrade,
        gate: "backfill-volume",
        cause: RootCause::BackfillVolume,
    });
    assert!(
        detail.contains("document_registry") && detail.contains("120"),
        "{detail}"
    );
    assert_eq!(stage.source_state(), before);
    stage.assert_clone_is_as_its_source();
    let rows = column(stage.copy(), "SELECT version_num FROM alembic_version");
    assert_eq!(rows, ["0019_nav_snapshots_and_investor_statements"]);
}

#[test]
fn the_two_release_files_differ_in_one_bound() {
    let read =
        |name: &str| fs::read_to_string(fixture("governed").join(name)).expect("it is there");
    let body = |text: String| -> Vec<String> {
        let lines = text.lines().skip_while(|line| !line.starts_with("anchor"));
        lines.map(str::to_owned).collect()
    };
    let (passing, blocked) = (
        body(read("release.toml")),
        body(read("release-blocker.toml")),
    );
    let differing: Vec<_> = passing
        .iter()
        .zip(&blocked)
        .filter(|(one, other)| one != other)
        .collect();
    assert_eq!(passing.len(), blocked.len());
    assert_eq!(
        differing,
        [(&"maximum = 150".to_owned(), &"maximum = 100".to_owned())]
    );
}

#[test]
fn a_halted_release_is_not_run_again_before_it_is_resolved() {
    let stage = Stage::new();
    let blocked = stage.rehearse_with(&["--release", "release-blocker.toml"]);
    assert_eq!(blocked.answer.exit, Some(10), "{blocked:#?}");
    let (source, copy) = (stage.source_state(), stage.clone_state());
    let again = stage.rehearse();
    assert_eq!(again.answer.exit, Some(15), "{again:#?}");
    let ledger = again.ledger();
    let executed = ledger
        .entries()
        .iter()
        .any(|entry| matches!(entry.event, Event::Executed(_)));
    assert!(!executed);
    assert!(
        again
            .detail("no-unresolved-halt")
            .contains("release resolve")
    );
    assert_eq!((stage.source_state(), stage.clone_state()), (source, copy));
}

/// The blocker that a release names is closed by a PASS, which it names, and by nothing else.
#[test]
fn a_blocker_stays_open_until_a_rehearsal_passes() {
    let stage = Stage::new();
    let register = |walk: &super::walk::Walk| -> serde_json::Value {
        serde_json::from_str(&walk.file("blockers.json")).expect("JSON")
    };
    let blocked = stage.rehearse_with(&["--release", "release-blocker.toml"]);
    let open = register(&blocked);
    assert_eq!(open["blockers"][0]["blocker"], "RELEASE-REHEARSAL-1");
    assert_eq!(open["blockers"][0]["state"], "open");
    assert!(open["blockers"][0].get("closed_by").is_none(), "{open}");
    let stage = Stage::new();
    let passed = stage.rehearse();
    passed.assert_passes();
    let closed = register(&passed);
    assert_eq!(closed["blockers"][0]["state"], "closed");
    let last = passed.ledger().entries().last().expect("an entry").digest;
    assert_eq!(
        closed["blockers"][0]["closed_by"]["ledger"],
        last.to_string()
    );
    // Going back is no rehearsal.
    let rolled_back = stage.roll_back(&passed);
    rolled_back.assert_passes();
    assert_eq!(register(&rolled_back)["blockers"][0]["state"], "open");

    // A register that says otherwise does not verify.
    let forged = stage.path("evidence_forged");
    fs::create_dir(&forged).expect("a folder");
    for entry in fs::read_dir(&rolled_back.evidence).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("text");
        let text = if name == "blockers.json" {
            text.replace("open", "closed")
        } else {
            text
        };
        fs::write(forged.join(name), text).expect("it can be written");
    }
    let folder = forged.to_string_lossy().into_owned();
    let answer = stage.run(&["release", "verify", &folder]);
    assert_eq!(answer.exit, Some(10), "{answer:#?}");
    assert!(
        answer.stdout.contains("blockers.json is not what"),
        "{answer:#?}"
    );
}
